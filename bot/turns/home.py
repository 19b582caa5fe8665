"""Where who writes is from: asked for where a question is about it and nothing told it (« ma ville a gagné ? »)."""

from collections.abc import Set

from msgspec.structs import replace

from bot.dialogue.conversation import Conversation, Named
from bot.dialogue.pointing import HOME
from bot.facts.records import Knowledge
from bot.french.speaker import WE
from bot.french.verbs import HAD, SEEKING
from bot.french.words import ADVERBS, DEFINITE, IF, SUBJECTS_AFTER, THE_ONE
from bot.turns.unmet import put_in_its_stead
from bot.understanding.frame import Frame
from bot.understanding.grammar import Grammar
from bot.understanding.mention import Mention, names
from bot.understanding.predicate import LEAST_PARTICIPLE, PARTICIPLES
from bot.understanding.reading import SLIGHT, Candidate, Reading, Said
from bot.understanding.weighing import Argument

ALL = frozenset(("tout", "superlatif"))
"""Roles of words by which a question is of all places (« qu’est-ce qu’on a en tout ? »)."""
VERIFYING = "verification"
"""The role of words that ask if something is so."""
HAVING = HAD | WE | {"avons"}
"""Words after which a participle says what was done (« a-t-on prévu »)."""


class Home:
    """Tells which questions are about where their author is from, and what was answered to that."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, intent: str, found: Set[str]) -> None:
        """
        Args:
            grammar: what understands.
            knowledge: what is known.
            intent: asks where one is from.
            found: the intents whose answers are found out.
        """
        self._grammar = grammar
        self._intent = intent
        self._found = found
        places, types = knowledge.places(), knowledge.types.values()
        self._places = {one.name for one in types if knowledge.root(one.name) in places}
        self._owners = self._places | {one.name for one in types if one.silent}
        self._subjects = knowledge.subjects()

    def asked(self, argument: Argument, reading: Reading, past: Conversation) -> Frame | None:
        """What is asked back of a message about where its author is from, with what it asks itself, which goes on to be
        asked of the place that will be named; `None` where it is about none, that was told, or the answer is the same
        for all (« ma ville peut-elle candidater ? »)."""
        cover = argument.cover
        told = cover.words.isdisjoint(HOME) and VERIFYING not in cover.roles
        if told or past.home or past.speaker or not ALL.isdisjoint(cover.roles) or self._placed(past):
            return None
        for one in argument.said:
            kinds = self._grammar.refers(one.mention)
            if self._is_definite(one, argument):
                kinds = tuple(self._grammar.kinds((one,)))
            elif not kinds or not self._is_home(one.mention, argument) or _seeks(one.mention, argument):
                continue
            others = tuple(other for other in argument.said if other is not one)
            # « Mon bled me manque » asks nothing.
            asks = cover.text.asks or ("ouverture" in cover.roles and not IF.isdisjoint(cover.words))
            if not asks and not any(other.weight > SLIGHT for other in others):
                continue
            for kind in kinds:
                best = put_in_its_stead(self._grammar, one.mention, kind, argument)
                if best is not None and self._depends(best, kind, reading):
                    return replace(self._grammar.frame(best, argument, others), intent=self._intent)
        return None

    def told(self, past: Conversation, named: tuple[Named, ...]) -> tuple[Named, ...]:
        """Where somebody says to be from who was just asked for it, of what they name."""
        asked = past.intent == self._intent
        return tuple(one for one in named if asked and one.kind in self._places and not one.excluded)

    def _placed(self, past: Conversation) -> bool:
        """Whether a place was spoken of, which « ma ville » may be."""
        return any(named.kind in self._places for named in (*past.entities, *past.focus))

    def _is_home(self, mention: Mention, argument: Argument) -> bool:
        """Whether a word means where its author is from, and no place is named."""
        words = argument.cover.text.words
        if HOME.isdisjoint(words[mention.start : mention.end]):
            return False
        named = {
            sense.record.type.name for one in argument.said for sense in one.mention.senses if sense.record is not None
        }
        if mention.weight:
            return named <= self._subjects
        # « A-t-on prévu d’autres projets ? », « on a quelles villes ? », « …, me dit-on, n’a pas… » are of nobody.
        after = next((word for word in words[mention.end :] if word not in ADVERBS), "")
        begun = words[mention.end - 1] in HAVING
        acts = begun and len(after) >= LEAST_PARTICIPLE and after.endswith(PARTICIPLES)
        apart = any(map(argument.cover.paused, range(mention.start + 1, mention.end)))
        return not named and not acts and not apart and self._grammar.kinds(argument.said).isdisjoint(self._owners)

    def _is_definite(self, one: Said, argument: Argument) -> bool:
        """Whether a noun is that of one place that no word tells, of which a message asks if something is so (« la
        mairie a-t-elle un projet ? »)."""
        start, end = one.mention.start, one.mention.end
        words = argument.cover.text.words
        if start < 1 or words[start - 1] not in THE_ONE or self._places.isdisjoint(self._grammar.kinds((one,))):
            return False
        asks = (one.mention for one in argument.said if one.mention.start == end and one.mention.role == VERIFYING)
        # « A-t-elle », « atelle »
        inverted = any("".join(words[asked.start : asked.end]).endswith(tuple(SUBJECTS_AFTER)) for asked in asks)
        named = any(names(other.mention) or other.mention.role == "question" for other in argument.said)
        return inverted and not named

    def _depends(self, best: Candidate, kind: str, reading: Reading) -> bool:
        """Whether what a message asks of a thing of a kind is not told, or is found out, without one."""
        alone = reading.best
        found = alone is None or alone.rule.intent != best.rule.intent or best.rule.intent in self._found
        return found and bool(best.rule.explains & self._grammar.record_masks[kind])


def _seeks(mention: Mention, argument: Argument) -> bool:
    """Whether it is where they are from that looks for others' (« notre ville cherche les projets de… »)."""
    words = argument.cover.text.words[mention.end : mention.end + 2]
    return len(words) > 1 and words[0] in SEEKING and words[1] in DEFINITE
