"""What earlier turns mean for this one: a partial question completes itself from the last.

A message is read twice: alone, and merged with what the last question held that it does not replace (« Et Montreuil ? »
replaces the place, « combien ? » keeps it). A question that is whole by itself owes the past nothing.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct, structs

from bot.conversation import MOST_LISTED, Conversation, Named
from bot.facts.records import Record
from bot.french.text import fold
from bot.understanding.grammar import Argument, Grammar
from bot.understanding.mention import names
from bot.understanding.reading import EARLIER, Candidate, Said, rank
from bot.understanding.scoring import LEAST_SCORE, LEAST_UNANCHORED

LEAST_WHOLE = 0.95
"""The share of a whole message to explain for it to be read whole: what it asks for is named before its question."""
NEARLY = 0.2
"""How much less of a main clause a question may explain that speaks of what is named before it."""
AS_TELLING = 0.6
"""The share of what a rule requires of a message that another has to, to be preferred for what was spoken of."""
LEAST_CORE = 0.6
"""The least that a rule must require of a main clause itself for what comes before it to be left aside."""
POINTERS = frozenset(("le", "la", "l", "du", "au", "de", "ce", "cette"))
"""Words before which an ordinal points to the last list (« le deuxième », not « une dernière »)."""
LEAST_SEVERAL = 2
"""Things spoken of one after the other that « les deux » means when nothing was listed."""
MOST_MEANT = 12
"""Most members of a list that « ils » may stand for."""
FADING = 0.9
"""How much less each thing spoken of before counts."""
SLIGHT = 0.15
"""Weight of words that do not make a message more than a fragment."""


class Reading(Struct, frozen=True):
    """How a message was understood."""

    candidates: tuple[Candidate, ...]
    """Best first."""
    said: tuple[Said, ...]
    """What the best one was read from: the message's mentions and those carried over."""

    @property
    def best(self) -> Candidate | None:
        """The winner, if any rule fits."""
        return self.candidates[0] if self.candidates else None


class Interpreter:
    """Reads messages in their conversation."""

    def __init__(
        self,
        grammar: Grammar,
        find: Callable[[Named], tuple[Record, ...]],
        root: Callable[[str], str],
        around: Callable[[tuple[Record, ...]], tuple[Record, ...]],
        recounts: frozenset[str] = frozenset(),
    ) -> None:
        """
        Args:
            grammar: what understands.
            find: the records of a remembered name.
            root: the topmost type above a type: its dimension.
            around: what a record lies in.
            recounts: the intents that say how many things the last answer enumerated.
        """
        self._recounts = recounts
        self._grammar = grammar
        pronouns = (concept.spellings for concept in grammar.concepts.values() if concept.role == "pronom")
        self._pronouns = frozenset(fold(spelling) for spellings in pronouns for spelling in spellings)
        self._find = find
        self._around = around
        self._root = root

    def read(self, argument: Argument, past: Conversation) -> Reading:
        """The best reading of a message after what was said before."""
        if argument.core is not None:
            reading = self._read(argument.core, past)
            core = tuple(one for one in argument.core.said if not one.borrowed)
            if self._kinds(argument.said) and not self._kinds(core):
                whole = self._read(argument, past)
                if whole.best is not None and whole.best.score >= LEAST_WHOLE:
                    return whole
            if reading.best is not None and reading.best.score >= LEAST_SCORE and reading.best.own >= LEAST_CORE:
                return self._about_names(reading, reading.best, argument, argument.core, past)
        return self._read(argument, past)

    def recount(self, argument: Argument, past: Conversation) -> Reading | None:
        """A message that asks nothing but how many the last answer enumerated (« combien ? »), read so."""
        if past.counted < LEAST_SEVERAL:
            return None
        found = [one for one in rank(argument.said, argument.unknown, self._grammar.rules) if self._recounting(one)]
        return Reading((found[0],), argument.said) if found and found[0].score >= LEAST_WHOLE else None

    def _recounting(self, candidate: Candidate) -> bool:
        return candidate.rule.intent in self._recounts

    def _about_names(
        self, reading: Reading, best: Candidate, argument: Argument, core: Argument, past: Conversation
    ) -> Reading:
        """Of the readings of a main clause, or else of its whole message, one that speaks of what is named before it.

        « À Courbevoie ils ont eu des sous, pour faire quoi ? » asks about Courbevoie.
        """
        named = 0
        for one in core.said:
            if one.borrowed and names(one.mention):
                named |= one.mention.mask
        if not named or best.rule.explains & named:
            return reading
        least = max(LEAST_SCORE, best.score - NEARLY)
        near = [one for one in reading.candidates if one.rule.explains & named and one.score >= least]
        if near:
            return Reading((near[0], *(one for one in reading.candidates if one is not near[0])), reading.said)
        whole = self._read(argument, past)
        if whole.best is not None and whole.best.rule.explains & named and whole.best.score >= LEAST_UNANCHORED:
            return whole
        return reading

    def _read(self, argument: Argument, past: Conversation) -> Reading:
        chosen = self._chosen(argument, past)
        rest = [] if chosen else self._remaining(argument, past)
        said = (chosen,) if chosen else self._resolve(argument, past, rest)
        unknown = 0.0 if chosen else argument.unknown
        alone = [one for one in rank(said, unknown, self._grammar.rules) if not self._recounting(one)]
        if not past.concepts and not past.entities and not past.focus:
            return Reading(tuple(alone), said)
        carried = self._carried(said, past if not rest else structs.replace(past, entities=()))
        merged = (*said, *carried)
        together = [
            one
            for one in rank(merged, unknown, self._grammar.rules)
            if one.own > 0 and (one.kept > 0 or not alone) and not self._recounting(one)
        ]
        if together and (
            self._leans(argument, said, alone, together[0])
            or (past.scene and self._concerns(said, together[0]))
            or (alone and _stands_alone(alone[0], carried) and _as_telling(together[0], alone[0]))
        ):
            return Reading(tuple(together), merged)
        return Reading(tuple(alone), said)

    def _concerns(self, said: tuple[Said, ...], together: Candidate) -> bool:
        """Whether a question asks for a kind of thing, so that it is about where its author is from."""
        everything = any(one.mention.role == "tout" or names(one.mention) for one in said)
        return together.score >= LEAST_SCORE and self._asks_for_a_kind(said) and not everything

    def _leans(self, argument: Argument, said: tuple[Said, ...], alone: list[Candidate], together: Candidate) -> bool:
        """Whether the message needs the past."""
        if together.score < LEAST_SCORE:
            return False
        if not alone or alone[0].score < LEAST_SCORE:
            return True
        if together.score + 0.05 < alone[0].score:
            return False
        roles = {sense.role for one in said for sense in one.mention.senses}
        concepts = [one for one in said if one.weight >= 0.5 and not names(one.mention)]
        named = any(names(one.mention) for one in said)
        if ("pronom" in roles or self._begins_with_pronoun(argument)) and not named and together.kept >= 1:
            return True
        if "suite" in roles or "exclusion" in roles:
            return len(concepts) < 3
        if len([one for one in said if one.weight > SLIGHT]) == 1 and not named and together.kept >= 1:
            return not self._asks_for_a_kind(said)
        return not concepts and "question" not in roles

    def _begins_with_pronoun(self, argument: Argument) -> bool:
        """Whether an expression that a message holds begins with a pronoun (« elle a eu »)."""
        tokens = argument.cover.text.tokens
        spoken = (one.mention for one in argument.said if one.mention.role is None and one.mention.start >= 0)
        return any(tokens[mention.start].text in self._pronouns for mention in spoken)

    def _chosen(self, argument: Argument, past: Conversation) -> Said | None:
        """The pending choice that a message singles out: by words of its name (« le Grand »), its number, its place."""
        if not past.choices:
            return None
        words = {token.text for token in argument.cover.text.tokens}
        fitting = [
            named for named in past.choices if words and words <= set(fold(named.name).replace("-", " ").split())
        ]
        number = next((one.mention.value for one in argument.said if one.mention.how in ("number", "ordinal")), None)
        if isinstance(number, int) and len(words) <= 2 and 1 <= number <= len(past.choices):
            fitting = [past.choices[number - 1]]
        if len(past.choices) == 1 and any(one.mention.role == "accord" for one in argument.said):
            fitting = [past.choices[0]]
        if not fitting:
            places = [s.record for one in argument.said for s in one.mention.senses if s.record is not None]
            fitting = [n for n in past.choices if any(place in self._around(self._find(n)) for place in places)]
        if len(fitting) != 1:
            return None
        records = self._find(fitting[0])
        return self._grammar.carry_records(records)._replace(borrowed=False) if records else None

    def _resolve(self, argument: Argument, past: Conversation, rest: Sequence[Said]) -> tuple[Said, ...]:
        """Put names in the place of words that point back (« cette ville », « le deuxième », « les autres »)."""
        said = argument.said
        resolved: list[Said] = []
        ordinals = [one for one in said if one.mention.how == "ordinal"]
        words = [token.text for token in argument.cover.text.tokens]
        named = {s.record.type.name for one in said for s in one.mention.senses if s.record is not None}
        for one in said:
            pointed_to = self._pointed_to(one, past, named)
            if pointed_to:
                resolved += pointed_to
                continue
            if one.mention.role == "autres" and rest:
                resolved += rest
                continue
            pointed = one in ordinals and one.mention.start > 0 and words[one.mention.start - 1] in POINTERS
            if pointed and len(ordinals) == 1 and isinstance(one.mention.value, int):
                options = past.choices or past.listed
                place = one.mention.value - 1 if one.mention.value > 0 else one.mention.value
                if options and -len(options) <= place < len(options) and len([s for s in said if s.weight >= 1]) < 2:
                    records = self._find(options[place])
                    if records:
                        carried = self._grammar.carry_records(records)
                        resolved.append(
                            Said(carried.mention._replace(start=one.mention.start, end=one.mention.end), 1.0, False)
                        )
                        continue
            resolved.append(one)
        return tuple(resolved)

    def _pointed_to(self, one: Said, past: Conversation, named: set[str]) -> list[Said]:
        """What a word stands for that points back; nothing when it doesn't, or when its message names what it means."""
        refers = self._grammar.refers(one.mention)
        if not refers or (len(refers) == 1 and refers[0] in named):
            return []
        if self._grammar.refers_to_several(one.mention):
            listed = [named for named in past.listed if named.kind in refers]
            return self._all(listed or [named for named in past.focus if named.kind in refers][:LEAST_SEVERAL])
        target = self._recent(past, refers)
        if target is None:
            return []
        carried = self._grammar.carry_records(target).mention
        mention = one.mention._replace(senses=carried.senses, mask=carried.mask, weight=1.0, how="earlier")
        return [Said(mention, 1.0, one.excluded, one.borrowed)]

    def _asks_for_a_kind(self, said: tuple[Said, ...]) -> bool:
        return bool(self._kinds(said))

    def _remaining(self, argument: Argument, past: Conversation) -> list[Said]:
        """Those of the last list that an answer left out, or that were not spoken of since (« et l’autre ? »)."""
        if not any(one.mention.role == "autres" for one in argument.said) or self._asks_for_a_kind(argument.said):
            return []
        if past.left:
            return self._all(past.left, MOST_LISTED)
        spoken = {(named.kind, named.ids[0]) for named in past.entities}
        left = [named for named in past.listed if (named.kind, named.ids[0]) not in spoken]
        return self._all(left) if spoken and len(left) < len(past.listed) else []

    def _all(self, named: Sequence[Named], most: int = MOST_MEANT) -> list[Said]:
        """Several names as mentions of this message; none when they are too many to be meant."""
        if len(named) > most:
            return []
        # A list tells apart those that share a name.
        found = (tuple(record for record in self._find(one) if record.id in one.ids) for one in named)
        return [self._grammar.carry_records(records)._replace(borrowed=False) for records in found if records]

    def _recent(self, past: Conversation, kinds: Sequence[str]) -> tuple[Record, ...] | None:
        for named in (*past.entities, *past.focus):
            records = self._find(named)
            for record in (*records[:1], *self._around(records)):
                if record.type.name in kinds:
                    return records if record is records[0] else (record,)
        return None

    def _belongs_elsewhere(self, record: Record, places: Sequence[Record]) -> bool:
        """Whether a record is of something, of the kind that a message names, that lies in nothing of what it names."""
        for value in record.values.values():
            if isinstance(value, Record):
                root = self._root(value.type.name)
                rivals = [place for place in places if self._root(place.type.name) == root]
                if rivals and value not in rivals and not any(place in self._around((value,)) for place in rivals):
                    return True
        return False

    def _kinds(self, said: tuple[Said, ...]) -> set[str]:
        """The kinds of things that a message asks for."""
        concepts = (self._grammar.concepts.get(sense.id) for one in said for sense in one.mention.senses)
        return {concept.target for concept in concepts if concept is not None and concept.target is not None}

    def _others(self, said: tuple[Said, ...], past: Conversation) -> set[str]:
        """The types of which others than those spoken of are asked for (« un autre projet »)."""
        if not any(one.mention.role == "autres" for one in said):
            return set()
        return self._kinds(said) or {
            named.kind for named in past.entities + past.focus if not self._lies_somewhere(named)
        }

    def _kept_for_others(self, named: Named) -> bool:
        """Whether a name still holds for others than what was spoken of: a place does, a subject does not."""
        records = self._find(named)
        return bool(records and (records[0].type.within or records[0].type.union))

    def _lies_somewhere(self, named: Named) -> bool:
        records = self._find(named)
        return bool(records and records[0].type.within)

    def _carried(self, said: tuple[Said, ...], past: Conversation) -> list[Said]:
        """What the last question held that this message does not replace, then what was spoken of."""
        roots = {self._root(s.record.type.name) for one in said for s in one.mention.senses if s.record is not None}
        adds = any(one.excluded for one in said)
        excluded = {s.record.id for one in said if one.excluded for s in one.mention.senses if s.record is not None}
        affirmed = {
            self._root(s.record.type.name)
            for one in said
            if not one.excluded
            for s in one.mention.senses
            if s.record is not None
        }
        last_roots = {self._root(named.kind) for named in past.entities}
        places = [s.record for one in said for s in one.mention.senses if s.record is not None]
        kinds = self._kinds(tuple(one for one in said if one.mention.role != "question"))
        carried: list[Said] = []
        roles = {one.mention.role for one in said}
        complete = "question" in roles and bool(kinds)
        for name in () if complete else past.concepts:
            written = self._grammar.concepts.get(name)
            if roots and written is not None and written.fleeting:
                continue
            concept = self._grammar.carry_concept(name)
            if concept is not None and not ("question" in roles and concept.mention.role == "question"):
                carried.append(concept)
        if "tout" in roles:
            return carried
        substitutes = bool(roots & last_roots)
        others = self._others(said, past)
        narrowed = {self._root(named.kind) for named in past.entities if named.kind in kinds}
        for named in past.entities:
            root = self._root(named.kind)
            if named.kind in others and self._lies_somewhere(named) and (records := self._find(named)):
                carried.append(self._grammar.carry_records(records, excluded=True))
                continue
            if (
                named.kind in others
                or (others and not self._kept_for_others(named))
                or (root in narrowed and named.kind not in kinds)
            ):
                continue
            if not adds and (root in roots or (roots and not substitutes and not past.several)):
                continue
            if adds and (named.ids[0] in excluded or root in affirmed):
                continue
            records = self._find(named)
            if adds and any(record.id in excluded for record in self._around(records)):
                continue
            if records and (adds or not self._belongs_elsewhere(records[0], places)):
                carried.append(self._grammar.carry_records(records, named.excluded))
        if not past.entities and not roots and "pronom" in roles and 1 < len(past.listed) <= MOST_MEANT:
            carried += [self._grammar.carry_records(self._find(named)) for named in past.listed if self._find(named)]
            return carried
        spoken = 1.0 if "pronom" in roles else EARLIER
        for named in past.focus:
            if named.kind in others:
                continue
            if roots:
                break
            records = self._find(named)
            if records:
                carried.append(self._grammar.carry_records(records, spare=True)._replace(weight=spoken))
                spoken *= FADING
        return carried


def _stands_alone(alone: Candidate, carried: Sequence[Said]) -> bool:
    """Whether a rule has no use for any name that was just spoken of (« combien d’argent ? »)."""
    named = [one.mention.mask for one in carried if names(one.mention) and not one.spare]
    return bool(named) and not any(mask & alone.rule.explains for mask in named)


def _as_telling(together: Candidate, alone: Candidate) -> bool:
    """Whether a reading with the past explains a message as well as one without."""
    return together.kept >= 1 and together.score >= alone.score and together.own >= AS_TELLING * alone.own
