"""Messages about what the last answer enumerated: how many there were (« combien ? »), or if one is of them."""

from itertools import pairwise

from msgspec.structs import replace

from bot.dialogue.asked import HOW_MANY
from bot.dialogue.conversation import LEAST_SEVERAL, PAGE, Conversation
from bot.dialogue.leaning import LEAST_WHOLE
from bot.dialogue.pointing import Pointers
from bot.dialogue.ranking import sums_to, sums_up
from bot.dialogue.widening import says_everywhere
from bot.facts.records import Knowledge
from bot.french.verbs import AUXILIARIES
from bot.french.words import AMONG_THEM, FOR, OF_IT, THE_DAY, THERE
from bot.understanding.grammar import Grammar
from bot.understanding.reading import SLIGHT, Candidate, Reading, rank
from bot.understanding.weighing import Argument

HOW_MUCH = "argent"
"""The concept of words of money."""
LEAST_SUMMED = 3
"""Members of a list that « y en a combien en tout ? » counts; fewer are seen at a glance."""


class Recounting:
    """Reads messages about what the last answer enumerated."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, pointers: Pointers, recounts: frozenset[str]) -> None:
        self._grammar = grammar
        self._knowledge = knowledge
        self._pointers = pointers
        self._recounts = recounts

    def recounts(self, candidate: Candidate) -> bool:
        """Whether a reading is about what the last answer enumerated."""
        return candidate.rule.intent in self._recounts

    def read(self, argument: Argument, past: Conversation) -> tuple[Reading | None, Conversation]:
        """A message read as about what the last answer enumerated, if it may be, and what was said before it."""
        past = self._of_the_list(argument, past)
        return self._read(argument, past), past

    @staticmethod
    def _of_the_list(argument: Argument, past: Conversation) -> Conversation:
        """What was said before, as if the list was just told that one was taken of, where a message asks how many there
        are (« quels projets ? — Le premier est où ? — Il y en a combien ? »)."""
        taken = len(past.entities) == 1 and past.entities[0] in past.listed and past.page is None
        words = argument.cover.text.words
        there_are = _of_them(words) and (sums_up(argument.said) or THERE in words)
        return replace(past, counted=len(past.listed)) if taken and not past.counted and there_are else past

    def _read(self, argument: Argument, past: Conversation) -> Reading | None:
        if past.counted < LEAST_SEVERAL:
            return None
        if past.page is not None and any(one.mention.role == PAGE for one in argument.said):
            # « La suite » of a list that is told in parts goes on with it.
            return None
        if any(one.weight and says_everywhere(one.mention) for one in argument.said):
            # « Les projets du 93 ? — Combien, toutes villes confondues ? »
            return None
        if past.ranked and any(one.mention.role == "autres" for one in argument.said):
            # « Top 2 ? — Y en a pas un troisième ? »
            return None
        senses = (sense for one in argument.said for sense in one.mention.senses)
        kinds = {sense.record.type.name for sense in senses if sense.record is not None}
        words = argument.cover.text.words
        among = self._asks_among(words, kinds, past)
        # What was told of a town is no list that another may be of.
        of_one = any(named.kind in kinds for named in past.entities) and not among
        if of_one or (kinds and past.counted > len(past.listed)):
            return None
        if _dates(argument) or _calculates(argument) or self._asks_how_much(argument, past):
            return None
        asked = self._grammar.kinds(argument.said).intersection(self._knowledge.types)
        asked = {kind for kind in asked if not (among and self._knowledge.types[kind].silent)}
        held = {kind for kind in asked if any(self._are_or_have(named.kind, kind) for named in past.listed)}
        ends = (one.mention.end for one in argument.said if one.mention.how == "number")
        if asked and any(not FOR.isdisjoint(words[end : end + 1]) for end in ends):
            # « Combien de projets ? — Donc 20 pour les villes ? » does not count towns.
            return None
        # « C’est bien 9 projets pour 7 lauréats ? » counts each sort of those that were told.
        several = sum(one.mention.how == "number" for one in argument.said) > 1
        rest = (kind for kind in asked - held if not (several and self._knowledge.types[kind].silent))
        if asked and (not held or (several and any(rest))):
            return None
        placed = any(self._is_placed(named.kind) for named in past.listed)
        if sums_up(argument.said) and placed and not (_of_them(words) and past.counted >= LEAST_SUMMED):
            # « Quels projets à Vincennes ? — Combien en tout ? » is asked of all, « il y en a combien en tout ? » of
            # the list that was told.
            return None
        in_turn = len(past.series) >= LEAST_SEVERAL and len(past.entities) == 1
        if in_turn and sums_to([one for one in argument.said if not self._grammar.kinds((one,))], argument):
            # « Combien à Sceaux ? — Et à Vincennes ? — Donc trois en tout ? » is asked of both.
            return None
        if in_turn and any(one.mention.value == len(past.series) for one in argument.said):
            # « Vincennes ? — Et Montreuil ? — Et Rosny ? — Donc trois villes en ont deux ? »
            return None
        # « Ça fait bien 4 pour les deux ? » is asked of the two told one after the other.
        said = argument.said if among else self._pointers.resolve(argument, past, ())
        found = [one for one in rank(said, argument.unknown, self._grammar.rules) if self.recounts(one)]
        return Reading((found[0],), argument.said) if found and found[0].score >= LEAST_WHOLE else None

    def _asks_how_much(self, argument: Argument, past: Conversation) -> bool:
        """Whether a message asks but how much a place got of which that was asked if it got money (« Montreuil a touché
        des sous ? — Combien exactement ? »)."""
        one = len(past.entities) == 1 and self._is_placed(past.entities[0].kind)
        counts = _of_them(argument.cover.text.words) or bool(self._grammar.kinds(argument.said))
        return one and not counts and HOW_MUCH in past.concepts and HOW_MANY not in past.concepts

    def _asks_among(self, words: list[str], kinds: set[str], past: Conversation) -> bool:
        """Whether a message asks which of those told in a place are in another (« les lauréats du 94 ? — Lesquels
        d’entre eux sont dans le 92 ? »)."""
        holders = self._knowledge.holders()
        inside = bool(past.entities) and all(named.kind in holders for named in past.entities)
        among = not AMONG_THEM.isdisjoint(pairwise(words)) and kinds <= holders
        return inside and among and all(self._is_placed(named.kind) for named in past.listed)

    def _is_placed(self, kind: str) -> bool:
        """Whether things of a kind are places, or of some."""
        types, places = self._knowledge.types, self._knowledge.places()
        owners = (one.kind for one in types[kind].attributes.values() if one.kind in types)
        return any(self._knowledge.root(one) in places for one in (kind, *owners))

    def _are_or_have(self, told: str, kind: str) -> bool:
        """Whether things of a kind that were told are of another, or belong to things of that one."""
        types = self._knowledge.types
        owners = (one.kind for one in types[told].attributes.values() if one.kind in types)
        return self._knowledge.is_a(told, kind) or any(self._knowledge.is_a(kind, owner) for owner in owners)


def _dates(argument: Argument) -> bool:
    """Whether a message says the day of a month, which counts nothing (« ce n’est pas le 27 ? »)."""
    tokens = argument.cover.text.tokens
    starts = (one.mention.start for one in argument.said if one.mention.how == "number")
    return any(start > 0 and tokens[start - 1].text == THE_DAY for start in starts)


def _calculates(argument: Argument) -> bool:
    """Whether a message says several numbers, of which none is that of a noun after it (« 12 fois 1 plus 4 fois 2 »,
    « 20 pour les villes et 3 pour les territoires »)."""
    ends = [one.mention.end for one in argument.said if one.mention.how == "number"]
    nouns = (one for one in argument.said if one.weight > SLIGHT and one.mention.role is None)
    others = [one.mention.start for one in nouns if one.mention.how != "number"]
    least = LEAST_SEVERAL if others else LEAST_SEVERAL + 1
    return len(ends) >= least and not any(start in ends for start in others)


def _of_them(words: list[str]) -> bool:
    """Whether a message says of which it asks how many there are (« il y en a », « ça en fait »)."""
    return any(first == OF_IT and second in AUXILIARIES for first, second in pairwise(words))
