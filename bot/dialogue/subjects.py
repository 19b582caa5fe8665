"""Which subject a message is about that may be about published grants or about anything else that is known."""

from collections.abc import Container, Iterable, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from msgspec.structs import replace

from bot.dialogue.choosing import CORRECTED
from bot.dialogue.conversation import Conversation
from bot.facts.records import Record
from bot.findings.query import ALL_YEARS, BODY, PART, VALUE, YEARS
from bot.french.text import fold
from bot.french.words import AND, DEFINITE, OF, OF_SEVERAL, OF_THEM, PLURAL_PRONOUNS, THESE, THOSE_THERE
from bot.understanding.mention import Mention, Sense, names
from bot.understanding.reading import Candidate, Said, rank
from bot.understanding.rules import Rule, RuleIndex
from bot.understanding.weighing import Argument

AS_GOOD = 0.1
"""Difference of two readings, in what ranks them, under which the subject spoken of decides."""
TELLING = 0.4
"""The least weight of what is said that tells a subject."""
NAMING = 1.0
"""The least weight of what is named and cannot be left aside."""
WHICH, HOW_MUCH = frozenset(("quel", "lesquels", "liste")), frozenset(("combien", "montant", "total", "argent"))
"""Concepts of words that ask which of several, and of those that ask how much."""
LAST_TIME = "derniere_fois"
"""The concept of words for when something happened last, in whichever year."""
FULL = 0.6
"""Weight from which words for a sum say of what it is."""
AS_MUCH = 0.6
"""The share of what a reading requires of a message that one of another subject has to, to be meant as likely."""
MUCH = 0.6
"""Weight that a reading requires more of a message than those of grants, from which it is meant."""
WHOLE = 0.9
"""The share of a message to explain to be surely what it asks."""


class Settled(NamedTuple):
    """Readings in the order that their subjects give them."""

    candidates: tuple[Candidate, ...]
    """Best first."""
    rival: Candidate | None = None
    """One about as good of the other subject, where none was spoken of."""


class Subjects:
    """The two subjects that there may be."""

    def __init__(
        self,
        talk: frozenset[str],
        published: frozenset[str],
        rules: Iterable[Rule],
        elsewhere: frozenset[str] = frozenset(),
        grantors: Iterable[Record] = (),
        themes: Container[str] = (),
        giver: int = 0,
        places: Container[str] = (),
        sums: Container[str] = (),
    ) -> None:
        """
        Args:
            talk: the intents of small talk and of handing over, which are of either.
            published: the intents about published grants, where there are.
            rules: those of all intents.
            elsewhere: the types of places that tell nothing of our own subject: grants are given there as well.
            grantors: those who give them.
            themes: the types of what other things than grants may be about.
            giver: the features of who gives published grants: what is asked by their name is of no subject by itself
                (« Vincennes a-t-elle reçu de Toulouse Métropole ? »).
            places: the types of our own places.
            sums: the intents whose answers tell the sum.
        """
        self._places = places
        self._sums = sums
        self._themes = themes
        self._grantors = frozenset(word for one in grantors for word in fold(one.name).replace("-", " ").split())
        self._elsewhere = elsewhere
        self._talk = talk
        self._published = published
        asked = (rule for rule in rules if rule.intent in published and giver not in rule.required)
        self._asked = reduce(or_, (term for rule in asked for term in rule.required), 0)

    def is_published(self, intent: str) -> bool:
        """Whether an intent is about published grants."""
        return intent in self._published

    def is_of_grants(self, past: Conversation) -> bool:
        """Whether the last question was about published grants."""
        return past.intent in self._published

    def sums_up(self, said: Sequence[Said], past: Conversation) -> bool:
        """Whether a message asks for the sum of the published grants that the last question was about, of all years
        (« pour la culture ? — Total ? »), and does not say of what it is (« le total des subventions »)."""
        tells = any(one.mention.role == "tout" and one.weight >= FULL for one in said)
        lifts = lifts_years(said)
        some = any(lifts or named.kind not in YEARS for named in past.entities) or past.dates or past.comparison
        # « Elles valent combien en tout ? », « laquelle de ces associations a eu le plus au total ? »
        theirs = any(one.mention.form in PLURAL_PRONOUNS | OF_THEM | THOSE_THERE | {THESE} for one in said)
        whole = not tells and not theirs and any(one.mention.role == "tout" for one in said)
        return bool(some) and whole and self.is_of_grants(past)

    def lifts(self, argument: Argument, past: Conversation) -> bool:
        """Whether a message asks of all years of those told, after a question of published grants (« leur total sur
        trois ans », « la dernière fois, c’était quand ? »)."""
        of_them = not OF_THEM.isdisjoint(argument.cover.text.words) and lifts_years(argument.said)
        of_body = any(named.kind == BODY for named in past.entities) and _asks_for_last_time(argument.said)
        return (of_them or of_body) and self.is_of_grants(past)

    def asks_again(self, said: Sequence[Said], past: Conversation) -> bool:
        """Whether what asks of all there is asks what was asked, not a sum (« qui a le plus en 2022 ? — Toutes années
        confondues ? »)."""
        return not self.is_of_grants(past) or lifts_years(said)

    def sums_up_those_told(self, argument: Argument, past: Conversation) -> bool:
        """Whether a message asks for the sum of those that were asked one by one (« quelles aides en 2023 ?
        — Quel est le total ? »), and not of more (« et au total ? »)."""
        words = argument.cover.text.words
        numbers = (one.mention.start for one in argument.said if one.mention.how == "number")
        if any(place and words[place - 1] == OF_SEVERAL for place in numbers):
            # « La MJC en 2024 ? — Et le judo ? — Le total des deux ? »
            return True
        which = not WHICH.isdisjoint(past.concepts) and HOW_MUCH.isdisjoint(past.concepts)
        return which and words[0] not in AND

    def lifted(self, argument: Argument, past: Conversation) -> Conversation:
        """What was said before, of all days and years where a message turns from the sum just told to that of all (« le
        cirque en mars ? — Et en tout ? »), and of a body, of all that it got."""
        said, words = argument.said, argument.cover.text.words
        only = all(one.mention.role == "tout" or one.weight < TELLING for one in said)
        bounded = past.comparison is not None or past.bounds is not None
        turns = not AND.isdisjoint(words[:1]) and only and not bounded and self.sums_up(said, past)
        if not turns or past.intent not in self._sums:
            return past
        bodies = tuple(named for named in past.entities if named.kind == BODY)
        kept = bodies or tuple(named for named in past.entities if named.kind not in (*YEARS, PART))
        return replace(past, entities=kept, dates=(), spans=False, around=False, apart=False)

    def continues(self, intent: str, past: Conversation) -> bool:
        """Whether a question is about published grants, as the last one was."""
        return intent in self._published and past.intent in self._published

    def leaves(self, intent: str, past: Conversation) -> bool:
        """Whether a question is about anything else, after one about published grants."""
        return past.intent in self._published and intent not in self._published | self._talk

    @staticmethod
    def without_events(said: tuple[Said, ...]) -> tuple[Said, ...]:
        """What a message says, but for what is known to have happened on the days that it names."""
        return tuple(replace(one, mention=_day_alone(one.mention)) for one in said)

    def rank(self, said: Sequence[Said], unknown: float, rules: RuleIndex) -> list[Candidate]:
        """The rules that fit, best first; those about grants whatever else happened on the days that are named."""
        found = rank(said, unknown, rules)
        if not self._published or not any(one.mention.how == "date" and names(one.mention) for one in said):
            return found
        bare = rank([one for one in self.without_events(tuple(said)) if one.mention.senses], unknown, rules)
        both = [one for one in found if one.rule.intent not in self._published]
        both += [one for one in bare if one.rule.intent in self._published]
        return sorted(both, key=lambda one: one.key, reverse=True)

    def named(self, said: Sequence[Said], past: Conversation) -> int:
        """The features of what a message names after a question about grants: whatever it is, it narrows it, though no
        rule requires it (« la liste pour le tourisme ? — Seulement en 2022 », « le classement de 2022 ? — Et toutes
        années confondues ? »)."""
        told = (one for one in said if names(one.mention) or lifts_years((one,)))
        return reduce(or_, (one.mention.mask for one in told if self.is_of_grants(past)), 0)

    def likely(self, candidates: list[Candidate], said: Sequence[Said], past: Conversation) -> list[Candidate]:
        """Of the readings of a message, those of the subject that it may be about: published grants, where nothing else
        was spoken of and it says nothing that is asked of other subjects alone (« c’est combien en tout ? »).
        """
        if not self._published or (past.intent is not None and past.intent not in self._published):
            return candidates
        anchored = past.intent is not None
        likely = [one for one in candidates if not self._is_of_another(one, said, anchored=anchored)]
        if anchored:
            return likely
        # « Quels territoires sont lauréats ? » says nothing that is not asked of grants, but no such question.
        asked = max((one.key[0] for one in likely if one.rule.intent in self._published), default=0.0)
        own = max((one.own for one in likely if one.rule.intent in self._published), default=0.0)
        # « Combien de communes ont gagné ? » says more of ours than « combien pour les communes ».
        named = any(names(one.mention) and not self._is_kind(one.mention) for one in said)
        anchors = [sense.mask for one in said for sense in one.mention.senses if sense.anchor and sense.record is None]
        ours = [one for one in candidates if not named and one.own > own + MUCH and any(map(one.requires, anchors))]
        ours = [one for one in ours if self._is_ours(one, said)]
        if ours:
            return [one for one in candidates if one in ours or one.rule.intent not in self._published]
        kept = {id(one) for one in likely}
        return [
            one for one in candidates if id(one) in kept or (one.key[0] > asked + AS_GOOD and self._is_ours(one, said))
        ]

    def _is_kind(self, mention: Mention) -> bool:
        """Whether a mention is of a kind of our own places, whatever else it names (« communes »)."""
        return any(sense.record is None and sense.id in self._places for sense in mention.senses)

    def _is_ours(self, candidate: Candidate, said: Sequence[Said]) -> bool:
        """Whether a reading is of another subject than grants, explains a whole message and what tells its subject."""
        if candidate.rule.intent in self._published or candidate.score < WHOLE:
            return False
        told = [one.mention for one in said if one.weight >= TELLING and not one.borrowed]
        # « Payet a eu une bourse ? » asks for no payer, and « Blagnac a eu combien ? » for none of our towns.
        sure = not any((one.how in CORRECTED and not names(one)) or self._is_elsewhere(one) for one in told)
        return sure and any(one.mask & candidate.rule.explains and self._tells_another(one) for one in told)

    def _is_of_another(self, candidate: Candidate, said: Sequence[Said], anchored: bool) -> bool:
        """Whether a reading makes nothing of what tells the subject.

        After a question about grants, only what is `anchored` tells another (« le sport, la même année ? »).
        """
        explains = candidate.rule.explains
        if candidate.rule.intent in self._talk:
            return False
        body = self._body_alone(said)
        if candidate.rule.intent in self._published:
            # « La métropole de Bordeaux, elle donne combien ? »
            # « La commune de Balma, son montant ? » is asked of what is named before.
            named = [one for one in said if names(one.mention) and one.mention.start >= 0 and one.mention.how != "date"]
            left = [one.mention for one in named if one.mention.weight >= NAMING and not one.mention.mask & explains]
            # « Le camion de la Fraternité » is a theme of no project.
            left = [one for one in left if body is None or not self._is_theme(one)]
            # « Le cinéma à Toulouse » is all that Toulouse Métropole gives for it; « Toulouse » alone may be the town.
            kept = any(one.mention.mask & explains and not names_year(one.mention) for one in named)
            return bool(left) and not (kept and all(map(self.is_of_a_grantor, left)))
        if body is not None and not body.mask & explains:
            return True
        told = [one.mention for one in said if one.weight >= TELLING and not one.borrowed]
        told = [one for one in told if not self._is_elsewhere(one)]
        told = [one for one in told if not anchored or self._tells_another(one)]
        masks = [one.mask for one in told]
        # « La métropole » is a place, whoever else is called so.
        masks += [sense.mask for one in told for sense in one.senses if sense.record and sense.record.type.within]
        return not any(mask & explains and not mask & self._asked for mask in masks)

    def _body_alone(self, said: Sequence[Said]) -> Mention | None:
        """The body that got published grants that a message surely names by its whole name, if nothing tells another
        subject (« l’argent pour le camion de la Fraternité du Partage »)."""
        own = [one.mention for one in said if not one.borrowed and one.weight >= TELLING]
        bodies = [one for one in own if names(one) and all(_is_body(sense) for sense in one.senses)]
        others = (one for one in own if one not in bodies and not names_year(one))
        alone = bodies and not any(self._tells_another(one) and one.how != "date" for one in others)
        return next((one for one in bodies if alone and not one.unsure and one.senses[0].exact_name), None)

    def _is_theme(self, mention: Mention) -> bool:
        """Whether a mention names but what other things than grants may be about."""
        records = [sense.record for sense in mention.senses if sense.record is not None]
        return bool(records) and all(record.type.name in self._themes for record in records)

    def _tells_another(self, mention: Mention) -> bool:
        """Whether a mention tells another subject after one about grants, as what projects may be about does not (« et
        les jeunes ? »)."""
        senses = [
            sense for sense in mention.senses if sense.record is None or sense.record.type.name not in self._themes
        ]
        return any(sense.record is not None or sense.anchor for sense in senses)

    def is_of_a_grantor(self, mention: Mention) -> bool:
        """Whether a mention names but a place elsewhere that who gives is called after."""
        return self._is_elsewhere(mention) and mention.form in self._grantors

    def _is_elsewhere(self, mention: Mention) -> bool:
        """Whether a mention names but a place elsewhere."""
        records = [sense.record for sense in mention.senses if sense.record is not None]
        return bool(records) and all(record.type.name in self._elsewhere for record in records)

    def leaves_out_head(self, argument: Argument, best: Candidate) -> bool:
        """Whether a question about grants makes nothing of whose name is told by a place (« la SPA de Cahors », « le FC
        Bastia »)."""
        if best.rule.intent not in self._published:
            return False
        cover, explains = argument.cover, best.rule.explains
        words = cover.text.words
        strange = {*cover.unknown}
        for one in cover.mentions:
            if one.senses[0].foreign and not one.mask & explains:
                strange.update(range(one.start, one.end))
        named = [one.mention for one in argument.said if names(one.mention) and one.mention.mask & explains]
        ends = [one.start - 2 for one in named if one.start > 2 and words[one.start - 1] in OF]
        ends += [
            one.start - 1 for one in named if one.start > 1 and one.start - 1 in cover.unknown and _is_a_value(one)
        ]
        # « Le skate club de Dole »: what tells of its noun is as strange.
        told = (head for end in ends for head in (end, end - 1) if head > 0 and head in strange)
        return any(words[head - 1] in DEFINITE for head in told)

    def settle(self, candidates: tuple[Candidate, ...], said: Sequence[Said], past: Conversation) -> Settled:
        """Of readings about as good, first one of the subject that was spoken of.

        « Quel est le montant total des subventions ? » may be asked of any fund.
        """
        if not self._published or not candidates or candidates[0].rule.intent in self._talk:
            return Settled(candidates)
        least = candidates[0].key[0] - AS_GOOD
        firsts: dict[bool, Candidate] = {}
        for one in candidates:
            if one.key[0] >= least and one.rule.intent not in self._talk:
                firsts.setdefault(one.rule.intent in self._published, one)
        if len(firsts) == 1:
            return Settled(candidates)
        named = {about: _named_by(one, said) for about, one in firsts.items()}
        # « En décembre 2023, la commune a engagé combien ? » names no day of what else is known.
        named[True] += any(one.mention.how == "date" and not names(one.mention) for one in said)
        spoken = past.intent is not None
        if named[True] == named[False] or spoken:
            wanted = past.intent in self._published if spoken else True
        else:
            wanted = named[True] > named[False]
        best, rival = firsts[wanted], firsts[not wanted]
        unsure = not spoken and named[True] == named[False] and rival.own >= AS_MUCH * best.own
        return Settled((best, *(one for one in candidates if one is not best)), rival if unsure else None)


def _is_a_value(mention: Mention) -> bool:
    """Whether a mention names but what a column says."""
    return all(sense.record is not None and sense.record.type.name == VALUE for sense in mention.senses)


NO_SUBJECTS = Subjects(frozenset(), frozenset(), ())
"""Where there is but one."""


def names_year(mention: Mention) -> bool:
    """Whether a mention names years."""
    return any(sense.record is not None and sense.record.type.name in YEARS for sense in mention.senses)


def lifts_years(said: Iterable[Said]) -> bool:
    """Whether a message asks of all years (« toutes années confondues »)."""
    return any(sense.id == ALL_YEARS for one in said for sense in one.mention.senses)


def _asks_for_last_time(said: Iterable[Said]) -> bool:
    """Whether a message asks when something happened last."""
    return any(sense.id == LAST_TIME for one in said for sense in one.mention.senses)


def _is_body(sense: Sense) -> bool:
    """Whether a meaning is a body that got published grants."""
    return sense.record is not None and sense.record.type.name == BODY


def _day_alone(mention: Mention) -> Mention:
    if mention.how != "date":
        return mention
    senses = tuple(sense for sense in mention.senses if sense.record is None)
    return mention.meaning(senses)


def _named_by(candidate: Candidate, said: Sequence[Said]) -> int:
    """How many of the names that a message says a rule has a use for."""
    named = (one.mention for one in said if names(one.mention))
    # « 2022 », of which but published grants tell, is a word of ours as well.
    return sum(
        any(sense.mask & candidate.rule.explains for sense in mention.senses if sense.record is not None)
        for mention in named
    )
