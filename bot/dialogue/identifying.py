"""A message that checks what something is, or whose (« je croyais que c’était le chatbot », « c’est Vincennes qui fait
ça ? »)."""

from collections.abc import Sequence, Set
from itertools import pairwise

from msgspec.structs import replace

from bot.dialogue.conversation import Conversation
from bot.dialogue.leaning import LEAST_WHOLE
from bot.dialogue.wording import ASKING
from bot.french.words import IS_IT_NOT, IS_OR_WAS, IT_IS, OBJECTS, OF_IT, ONESELF, THAT, THIS, THIS_THING, WHO
from bot.message import MAX_LENGTH
from bot.understanding.frame import Frame
from bot.understanding.grammar import Grammar
from bot.understanding.mention import names
from bot.understanding.reading import SLIGHT, Candidate, Said
from bot.understanding.roles import LYING
from bot.understanding.weighing import Argument

CHECKING = ("verification", "negation", "accord", "correction")
"""Roles of words by which what was said is checked."""
BOTH = 2
"""The names of a message that says what something is."""
NE = "n"
"""The word of a denial before « est »."""
ACCORDING = frozenset(("selon", "d"))
"""Words with which it is said according to whom something is so (« d’après lui »)."""
ABOUT_IT = "propos"
"""Role of words by which one says what something is about (« ça parle de »)."""


class Identifying:
    """Finds such messages."""

    def __init__(self, grammar: Grammar, subjects: Set[str], things: Set[str], holders: Set[str]) -> None:
        """
        Args:
            grammar: what understands.
            subjects: the types of what others are about.
            things: the types of what is told that is no place.
            holders: the types of places in which others lie.
        """
        self._grammar = grammar
        self._subjects = subjects
        self._things = things
        self._holders = holders

    def identifies(self, argument: Argument) -> bool:
        """Whether a message checks what something is, and says nothing else (« je croyais que c’était le chatbot »,
        « ça parle de la 3D ? »)."""
        told = [one for one in argument.said if names(one.mention)]
        words = argument.cover.text.words
        # « Et Rosny, c’est dans le même cas ? »; « à Vincennes, c’est sûr ? » does not ask if it is Vincennes.
        apart = {one.mention.start for one in argument.said if one.mention.role == "suite"}
        after = told[0].mention.end if told else 0
        apart |= {
            one.mention.start
            for one in argument.said
            if one.mention.role == "verification" and one.mention.start >= after
        }
        is_it = any(_is_it(*pair) for at, pair in enumerate(_followed(words)) if at not in apart)
        # « Qui fait le kiosque ? — Créteil, non ? »
        is_it = is_it or (tuple(words[after:]) in IS_IT_NOT and argument.cover.text.asks)
        if len(told) != 1 or argument.unknown or not (is_it or ABOUT_IT in argument.cover.roles):
            return False
        checks = argument.cover.text.asks or any(one.mention.role == "verification" for one in argument.said)
        # « Créteil a quoi — C’est pour les écoles »
        checks = checks or (_is_it(*[*words, ""][:2]) and self._is_subject(told[0])) or _is_reported(words)
        rest = [one for one in argument.said if one is not told[0] and one.mention.role not in CHECKING]
        if self._is_no_place(told[0]):
            rest = [one for one in rest if one.mention.role != LYING]  # « C’est le kiosque »
        # « C’est pour les enfants ou pour les adultes ? »
        other = next((one.mention.start for one in rest if one.mention.role == "alternative"), MAX_LENGTH)
        other = min(other, after) if _does_it(words[after:]) else other
        rest = [one for one in rest if one.mention.start < max(other, after)]
        asks = any(one.mention.role in ASKING for one in rest)
        # « C’est pour les jeunes ? »
        begun = told[0].mention.start if self._is_subject(told[0]) else -1
        what = (one for one in rest if one.weight > SLIGHT and one.mention.end != begun)
        return checks and not asks and all(map(self._is_thing, what))

    def unchecked(self, frame: Frame, argument: Argument, past: Conversation) -> Frame:
        """A question that checks nothing, where what one believed that it was is none of what was told (« Sceaux a
        gagné ? — Je croyais que c’était Créteil »)."""
        told = {id_ for named in (*past.entities, *past.listed, *past.focus) for id_ in named.ids}
        said = {record.id for entity in frame.entities for record in entity.records}
        if not frame.checks or len(frame.entities) != 1 or not told or not told.isdisjoint(said):
            return frame
        reported = _is_reported(argument.cover.text.words) and self.identifies(argument)
        return replace(frame, roles=frame.roles - {"verification"}) if reported else frame

    def says_whole(self, argument: Argument, alone: Sequence[Candidate]) -> bool:
        """Whether a message names both what it asks about and what that may be, or where, and asks nothing else
        (« combien a reçu Antony ? — Antony, c’est pour le stationnement ? », « Thiais, c’est Grand Orly ? »); `alone`
        are its readings without what was said before."""
        told = [one for one in argument.said if names(one.mention)]
        words = argument.cover.text.words
        whole = bool(alone) and alone[0].score >= LEAST_WHOLE and argument.cover.text.asks
        if not whole or len(told) != BOTH:
            return False
        lies = self._holds_others(told[1]) and not self._holds_others(told[0])
        if sum(map(self._is_no_place, told)) != 1 and not lies:
            return False
        rest = (one for one in argument.said if one not in told and one.mention.role not in CHECKING)
        told_so = all(one.weight <= SLIGHT and one.mention.role not in ASKING for one in rest)
        return told_so and any(_is_it(*pair) for pair in _followed(words))

    def _is_thing(self, one: Said) -> bool:
        """Whether a word is that of a kind of thing, not of a place (« un projet »)."""
        return bool(self._grammar.kinds((one,)) & self._things)

    def _is_no_place(self, one: Said) -> bool:
        """Whether a mention names but things, or what they are about."""
        kinds = self._things | self._subjects
        return all(sense.record is None or sense.record.type.name in kinds for sense in one.mention.senses)

    def _holds_others(self, one: Said) -> bool:
        """Whether a mention names but places in which others lie."""
        return all(sense.record is not None and sense.record.type.name in self._holders for sense in one.mention.senses)

    def _is_subject(self, one: Said) -> bool:
        """Whether a mention names but what others are about."""
        records = (sense.record for sense in one.mention.senses)
        return all(record is None or record.type.name in self._subjects for record in records)


def _followed(words: Sequence[str]) -> list[tuple[str, str]]:
    """Each word with the one after it, past « ne »."""
    after = [following[1] if following[0] == NE else following[0] for following in pairwise([*words[1:], "", ""])]
    return list(zip(words, after, strict=False))


def _is_it(word: str, following: str) -> bool:
    """Whether two words are « c’est » or « c’était », or the first is as it is texted."""
    return word in IT_IS or (word in THIS and following in IS_OR_WAS)


def _is_reported(words: Sequence[str]) -> bool:
    """Whether words report what somebody says that it is (« mon collègue dit que c’est », « selon elle c’est »)."""
    return any(
        _is_it(*pair) and (words[place - 1] in THAT or words[0] in ACCORDING)
        for place, pair in enumerate(_followed(words))
        if place
    )


def _does_it(words: Sequence[str]) -> bool:
    """Whether what follows a name says that it is who does what was told (« qui fait ça », « qui s’en occupe »)."""
    before_verb = words[2:3] if words[1:2] == [ONESELF] else words[1:2]
    said_after = not THIS_THING.isdisjoint(words) or (before_verb and before_verb[0] in OBJECTS | {OF_IT})
    return words[:1] == [WHO] and bool(said_after)
