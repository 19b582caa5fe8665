"""Which of the names told a message singles out by words of one: a pending choice, a homonym, a name told in short."""

from collections.abc import Sequence
from itertools import chain, product

from msgspec.structs import replace

from bot.dialogue.conversation import LEAST_SEVERAL, Conversation, Named
from bot.dialogue.lists import Find
from bot.dialogue.siblings import Siblings
from bot.facts.records import Knowledge, Record
from bot.findings.query import BODY
from bot.french.inflection import stem
from bot.french.text import Token, words_of
from bot.french.words import ALL, DEFINITE, PARTS_OF_NAMES, THAT_ONE, THE_SEVERAL
from bot.understanding.grammar import Grammar
from bot.understanding.mention import Mention, names
from bot.understanding.reading import Said
from bot.understanding.weighing import Argument

CORRECTED = ("sound", "distance")
"""How words are recognised that may be no mistakes, but parts of a name that was told in short."""
LEAST_TELLING = 4
"""Letters of a word that tells apart what may be meant (not « sur »)."""
LEAST_BEGUN = 3
"""Letters of the beginning of a word that tells it."""
TELLING = 0.5
"""Weight from which a word is not taken for one of a title."""
ASKING = 0.4
"""Weight from which a word asks something else than which is meant (not « celle de la »)."""
LIGHT = 0.3
"""Weight of words beside which a message still only chooses (« celle du 93 »)."""
COUNTED = ("number", "ordinal")
"""How what is said with a number is found."""
LYING = ("question", "situation")
"""Roles of words that ask which lies in a place (« laquelle est dans le 93 ? »)."""
SETTING_ASIDE = ("negation", "exclusion")
"""Roles of words that deny what comes next."""
NEITHER = "aucun_choix"
"""The concept of words that refuse all that was proposed."""
REFUSING = ("absence", "negation", "accord")
"""Roles of words that may refuse it where nothing else is said (« aucune des deux »)."""
MOST_APART = 3
"""Most words that set a name apart from others (« sur-Seine »)."""


class Choosing:
    """Finds the one name told that a message singles out."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, find: Find) -> None:
        self._grammar = grammar
        self._knowledge = knowledge
        self._find = find
        self._siblings = Siblings(grammar, knowledge)

    def beside(self, argument: Argument) -> Argument:
        """See `Siblings.beside`."""
        return self._siblings.beside(argument)

    def chosen(self, argument: Argument, past: Conversation) -> tuple[Said, ...]:
        """What a message singles out of the names told; all the pending choices, where it takes them together."""
        if refused := self._none(argument, past):
            return refused
        if every := self._all(argument, past):
            return every
        one = self._one(argument, past) if past.choices else None
        if one is not None:
            return self._in_its_question(one, past)
        if there := self._lying(argument, past):
            return there
        alike = self._siblings.called(argument, past)
        one = None if alike else self._one(argument, past)
        return alike or (() if one is None else (one,))

    def _in_its_question(self, one: Said, past: Conversation) -> tuple[Said, ...]:
        """What is chosen, left out if the question left it out, with the bodies, or the places of its kind, named
        beside it (« compare le judo et la MJC. — De quelle MJC parlez-vous ? — Celle du Nord. »)."""
        proposed = {id_ for named in past.choices for id_ in named.ids}
        asked = [named for named in past.entities if not proposed.isdisjoint(named.ids)]
        left_out = bool(asked) and all(named.excluded for named in asked)
        kinds = {named.kind for named in past.choices if self._knowledge.root(named.kind) in self._knowledge.places()}
        beside = [
            replace(self._grammar.carry_records(self._find(named), named.excluded), borrowed=False)
            for named in past.entities
            if named not in asked and (left_out or named.kind in (BODY, *kinds))
        ]
        # It is said by the message, however short: that it has nothing is told beside what others have.
        mention = replace(one.mention, start=0, end=1) if beside else one.mention
        return (replace(one, mention=mention, excluded=left_out), *beside)

    def _one(self, argument: Argument, past: Conversation) -> Said | None:
        """The pending choice that a message singles out: by words of its name (« le Grand »), its number, its place."""
        if not past.choices:
            others = past.left and any(one.mention.role == "autres" for one in argument.said)
            left = self._told_apart(argument, replace(past, choices=past.left)) if others else []
            if len(left) == 1:
                return replace(self._grammar.carry_records(self._find(left[0])), borrowed=False)
            turned = self._of_those_left(argument, past)
            return (
                turned
                or self._completed(argument, past)
                or self._renamed(argument, past)
                or self._in_short(argument, past)
            )
        tokens = argument.cover.text.tokens
        words = {token.text for token in tokens}.difference(_settling(argument))
        little = {token for one in argument.said if one.weight <= 0 for token in _texts(tokens, one.mention)}
        # « La MJC »: an article says nothing.
        telling = words - little or words
        fitting = [named for named in past.choices if telling and all(_says(_words(named), word) for word in telling)]
        told = next((one.mention for one in argument.said if one.mention.how in COUNTED), None)
        number = None if told is None else told.value
        # « Les deux » of three is no second one, « aucune des trois » no third one.
        several = any(token.text in THE_SEVERAL for token in tokens[:1])
        several = several or any(one.mention.role == "absence" for one in argument.said)
        # « Le numéro 2 », « la première option », but not « le premier projet »
        denied = _denied(argument)
        few = words - DEFINITE - little
        kinds = self._grammar.kinds(argument.said) - {named.kind for named in past.choices}
        if isinstance(number, int) and not several and len(few) <= 2 and 1 <= number <= len(past.choices) and not kinds:
            chosen = past.choices[number - 1]
            # « Pas la première »
            apart = told is not None and told.start in denied
            fitting = [named for named in past.choices if (named is chosen) is not apart]
        if len(past.choices) == 1 and any(one.mention.role == "accord" for one in argument.said):
            fitting = [past.choices[0]]
        if not fitting:
            fitting = self._told_apart(argument, past)
        if not fitting:
            fitting = self._found_there(argument, past)
        if denied and 1 < len(fitting) < len(past.choices):
            return self._any_of(fitting)
        if len(fitting) != 1:
            return None
        records = self._find(fitting[0])
        return replace(self._grammar.carry_records(records), borrowed=False) if records else None

    def _of_those_left(self, argument: Argument, past: Conversation) -> Said | None:
        """The body that was proposed and not chosen whose name has all that a message says (« la crèche ou la MJC ?
        — La crèche. — Et la MJC ? »); one of those listed, where a word stands for it (« celle de la Plaine »)."""
        tokens = argument.cover.text.tokens
        standing = {token.text for token in tokens} & THAT_ONE
        told = (*past.left, *past.listed) if standing else past.left
        little = {token for one in argument.said if one.weight <= 0 for token in _texts(tokens, one.mention)}
        telling = {token.text for token in tokens} - little - standing - _settling(argument)
        fitting = [named for named in told if named.kind == BODY and telling and telling <= _words(named)]
        records = self._find(fitting[0]) if len(fitting) == 1 else ()
        return replace(self._grammar.carry_records(records), borrowed=False) if records else None

    def _found_there(self, argument: Argument, past: Conversation) -> list[Named]:
        """The pending choices that lie in the places named, and in none of those denied (« pas celle du 93 »)."""
        denied = _denied(argument)
        named: dict[bool, set[Record]] = {True: set(), False: set()}
        for mention in (one.mention for one in argument.said):
            named[mention.start not in denied] |= {s.record for s in mention.senses if s.record is not None}
        around = {one: set(self._around(self._find(one))) for one in past.choices}
        there = {one for one, places in around.items() if named[True] & places}
        apart = {one for one, places in around.items() if named[False] & places}
        return [one for one in past.choices if (one in there or (apart and not named[True])) and one not in apart]

    def _none(self, argument: Argument, past: Conversation) -> tuple[Said, ...]:
        """The word that refuses all the pending choices, where a message says but that it is none of them."""
        weighty = [one.mention for one in argument.said if one.weight > LIGHT or one.mention.role == "absence"]
        denies = any(one.role == "absence" for one in weighty) and not argument.cover.text.asks
        refers = self._grammar.refers_to_several
        asks = any(one.how != "number" and one.role not in REFUSING and not refers(one) for one in weighty)
        if not past.choices or argument.unknown or not denies or asks:
            return ()
        word = self._grammar.carry_concept(NEITHER)
        return () if word is None else (replace(word, borrowed=False),)

    def _all(self, argument: Argument, past: Conversation) -> tuple[Said, ...]:
        """All the pending choices, where a message takes them together (« les deux », « tous »)."""
        if len(past.choices) < LEAST_SEVERAL or argument.unknown:
            return ()
        # « Les deux ensemble, ça fait combien ? », « les deux comités », each of which is called so
        words = argument.cover.text.words
        told = [one for one in argument.said if one.weight > 0 and one.mention.role not in ("question", "tout")]
        told = [one for one in told if not _are_all(words[one.mention.start : one.mention.end], past.choices)]
        several = any(self._grammar.refers_to_several(one.mention) for one in told)
        counted = any(one.mention.how == "number" and one.mention.value == len(past.choices) for one in told)
        if len(told) > 1:
            return ()
        # « La 3 » is one of them.
        counted = counted and not THE_SEVERAL.isdisjoint(words[-2:-1])
        if not several and not counted and ALL.isdisjoint(words):
            return ()
        found = filter(None, map(self._find, past.choices))
        return tuple(replace(self._grammar.carry_records(records), borrowed=False) for records in found)

    def _told_apart(self, argument: Argument, past: Conversation) -> list[Named]:
        """The pending choices that have all the words of a message that only some have (« celle du 93, Plaisance »)."""
        tokens = argument.cover.text.tokens
        denied = _denied(argument)
        written = {named: _words(named) for named in past.choices}
        asks = (one.mention for one in argument.said if one.weight >= ASKING and one.mention.role != "courant")
        # « Celle de l’ouest » says but a word of a name.
        asks = (one for one in asks if not any(own.issuperset(_texts(tokens, one)) for own in written.values()))
        # « Celle qui est sur la Marne »
        asks = (one for one in asks if tokens[max(0, one.start - 1)].text not in THAT_ONE)
        if any(not names(one) and one.how not in CORRECTED and one.start not in denied for one in asks):
            return []
        shared = set.intersection(*written.values())
        words = {place: token.text for place, token in enumerate(tokens) if len(token.text) >= LEAST_TELLING}
        # « En Seine-Saint-Denis » says nothing of « sur-Seine ».
        around = {place for named in past.choices for place in self._around(self._find(named))}
        for one in argument.said:
            if any(sense.record in around for sense in one.mention.senses):
                words = {
                    place: word for place, word in words.items() if not one.mention.start <= place < one.mention.end
                }
        telling = {word for place, word in words.items() if place not in denied and word not in shared}
        telling = {word for word in telling if any(word in own for own in written.values())}
        kept_out = {word for place, word in words.items() if place in denied} - shared
        return [
            named
            for named, own in written.items()
            if (telling or (kept_out and any(map(kept_out.intersection, written.values()))))
            and telling <= own
            and kept_out.isdisjoint(own)
        ]

    def _lying(self, argument: Argument, past: Conversation) -> tuple[Said, ...]:
        """The several pending choices that lie in the place that a message but names (« dans le 93 »): to be asked
        again which, unless it takes them all (« les deux du 93 »)."""
        told = [one.mention for one in argument.said if one.weight > ASKING and one.mention.role != "courant"]
        places = {sense.record for mention in told for sense in mention.senses if sense.record is not None}
        there = [named for named in past.choices if not places.isdisjoint(self._around(self._find(named)))]
        if not LEAST_SEVERAL <= len(there) < len(past.choices) or argument.unknown:
            return ()
        counts = [one.value for one in told if one.how == "number" and not names(one)]
        asks = (one for one in told if not names(one) and one.how != "number" and one.role not in LYING)
        if any(counted != len(there) for counted in counts) or any(asks):
            return ()
        found = [self._find(named) for named in there]
        if counts or not ALL.isdisjoint(argument.cover.words):
            return tuple(replace(self._grammar.carry_records(records), borrowed=False) for records in found)
        return (self._any_of(there),)

    def _any_of(self, some: Sequence[Named]) -> Said:
        """Several choices, to be asked again which of them is meant."""
        one = self._grammar.carry_records(tuple(chain.from_iterable(map(self._find, some))))
        return replace(one, mention=replace(one.mention, unsure=True), borrowed=False)

    def _completed(self, argument: Argument, past: Conversation) -> Said | None:
        """The name of the last question that a message completes, or the only one of a list that it tells in short.

        After « Rosny », « sous-Bois »; after its two projects, « et la plateforme ? ».
        """
        tokens = argument.cover.text.tokens
        words = {tokens[place].text for place in argument.cover.unknown}
        slight: set[str] = set()
        for mention in (one.mention for one in argument.said if one.weight > 0 and one.mention.role != "accord"):
            loose = mention.role == "courant" or mention.how in CORRECTED
            if not loose and mention.weight >= TELLING:
                return None
            (words if loose else slight).update(_texts(tokens, mention))
        if slight and not set().union(*map(_words, past.listed)).issuperset(slight):
            return None
        words |= slight
        if not words:
            return None
        asked = [named for named in past.entities if words <= _words(named)]
        listed = [named for named in past.listed if words <= _words(named)]
        told = max(map(len, words)) >= LEAST_TELLING and len(listed) == 1
        found = asked[:1] or (listed if told else [])
        records = self._find(found[0]) if found else ()
        return replace(self._grammar.carry_records(records), borrowed=False) if records else None

    def _renamed(self, argument: Argument, past: Conversation) -> Said | None:
        """The name of which a message says but what sets it apart from one told before.

        After « Fontenay-sous-Bois a quoi ? », « aux Roses ? » is Fontenay-aux-Roses.
        """
        cover = argument.cover
        tokens = cover.text.words
        weighty = {place for one in argument.said for place in self._weighty(one.mention)}.union(cover.unknown)
        starts = [place for place, word in enumerate(tokens) if word in PARTS_OF_NAMES]
        if not starts or len(weighty) > MOST_APART:
            return None
        # « Le Grand » may weigh nothing.
        ends = [max(weighty) + 1] if weighty else range(len(tokens), starts[0] + 1, -1)
        for named in (*past.entities, *past.focus)[:LEAST_SEVERAL]:
            first = words_of(named.name)[0]
            for start, end in product(starts, ends):
                found = self._grammar.lexicon.records("".join((first, *tokens[start:end])))
                if found and min(weighty, default=start) >= start and found[0].id not in named.ids:
                    return replace(self._grammar.carry_records(found), borrowed=False)
        return None

    @staticmethod
    def _weighty(mention: Mention) -> range:
        """The tokens of a mention that says something."""
        small = mention.weight <= 0 or mention.role in ("accord", "suite", "correction", "negation")
        return range(0) if small else range(mention.start, mention.end)

    def _in_short(self, argument: Argument, past: Conversation) -> Said | None:
        """The last place named, or one proposed with it, of whose name a message repeats what a place elsewhere is
        called (« Billancourt », « et Plaisance ? » after Neuilly)."""
        told = [one.mention for one in argument.said if one.weight > LIGHT]
        if len(past.entities) != 1 or len(told) != 1 or not names(told[0]) or argument.unknown:
            return None
        elsewhere = all(sense.record is not None and not sense.record.type.within for sense in told[0].senses)
        words = set(_texts(argument.cover.text.tokens, told[0]))
        for named in (past.entities[0], *past.left):
            record = next(iter(self._find(named)), None)
            if elsewhere and record is not None and record.type.within and words < _words(named):
                return replace(self._grammar.carry_records((record,)), borrowed=False)
        return None

    def _around(self, records: tuple[Record, ...]) -> tuple[Record, ...]:
        """What the first of some records lies in."""
        return self._knowledge.containers(records[0]) if records else ()


def _texts(tokens: Sequence[Token], mention: Mention) -> list[str]:
    """The words of a mention, as they are written, folded."""
    return [token.text for token in tokens[mention.start : mention.end]]


def _words(named: Named) -> set[str]:
    """The words of a name, folded."""
    return set(words_of(named.name))


def _says(own: set[str], word: str) -> bool:
    """Whether a name of these words has one, or one that begins so (« la section gym » of « gymnastique »)."""
    return word in own or (len(word) >= LEAST_BEGUN and any(one.startswith(word) for one in own))


def _are_all(words: Sequence[str], choices: Sequence[Named]) -> bool:
    """Whether some words, in the singular or the plural, are of each of the names proposed."""
    return {*map(stem, words)} <= set.intersection(*({*map(stem, _words(named))} for named in choices))


def _settling(argument: Argument) -> set[str]:
    """The words that only say that a name is put right (« le-Roi, pardon »)."""
    tokens = argument.cover.text.tokens
    told = (one.mention for one in argument.said if one.mention.role == "correction")
    return {word for mention in told for word in _texts(tokens, mention)}


def _denied(argument: Argument) -> range:
    """The tokens that « pas » denies: those from it to the next pause (« Robinson, pas Trévise »)."""
    cover = argument.cover
    start = next((one.mention.start for one in argument.said if one.mention.role in SETTING_ASIDE), -1)
    if start < 0:
        return range(0)
    stop = len(cover.text.tokens)
    return range(start, next((place for place in range(start + 1, stop) if cover.paused(place)), stop))
