"""A follow-up that points to what nothing said before tells: « ce projet » of five, « le deuxième » after one."""

from collections.abc import Container, Iterable, Sequence

from bot.answering.reply import Answered
from bot.content.model import Model
from bot.dialogue.conversation import LEAST_SEVERAL, Conversation, Named
from bot.dialogue.lists import Find
from bot.dialogue.subjects import FULL, names_year
from bot.dialogue.years import NEW, SOME_BEFORE, SPANS, STEPS
from bot.facts.records import Record
from bot.findings.query import BODY
from bot.french.words import (
    AMONG,
    AND,
    ARTICLES,
    DEMONSTRATIVES,
    OF,
    OF_SEVERAL,
    POINTING,
    SUBJECTS,
    THAT_ONE,
    THEIR,
    THIS_THING,
    WHICH_ONE,
    WHO,
)
from bot.turns.miscounted import is_miscounted
from bot.turns.singled_out import is_of_nobody, is_one_of_several, is_singled_out
from bot.understanding.grammar import Grammar
from bot.understanding.mention import Mention, Sense, mention, names
from bot.understanding.quantities import EXACTLY
from bot.understanding.reading import SLIGHT, Candidate, Reading, Said, rank
from bot.understanding.scoring import LEAST_ASKED
from bot.understanding.weighing import Argument

WEIGHT = 1.2
"""Of a name in a message."""
WHOLE = 1.5
"""What a question requires of a message from which it says itself whose others it asks for."""
REFUSED = ("unknown", "out_of_scope")
"""What amounts to nothing understood."""
BARE = ("question", "tout", "suite")
"""Roles of words that say not of what they ask."""
OTHERS = ("autres", "ailleurs")
"""Roles of words that ask for something else than what was told."""


class Unmet:
    """Tells of which messages it has to be asked what they are about."""

    def __init__(self, model: Model, find: Find, recounts: Container[str], published: Container[str] = ()) -> None:
        """`find` gives the records of a remembered name; `recounts` are the intents that speak of the last answer
        itself, `published` those about published grants."""
        self._grammar, self._knowledge = model.grammar, model.knowledge
        self._find = find
        self._recounts = recounts
        self._published = published

    def points(self, argument: Argument, reading: Reading, past: Conversation) -> bool:
        """Whether a message would be understood if it was told what a word of it stands for, and isn't."""
        of_grants = reading.best is not None and reading.best.rule.intent in self._published
        if of_grants and (
            self._is_of_nobody(argument, reading, past)
            or self._is_of_the_refused(argument, reading, past)
            or self._is_of_no_year(reading)
            or _is_of_several_untold(argument, reading, past)
            or self._is_among_nobody(argument, past)
        ):
            return True
        told = past.intent is not None or past.outcome in REFUSED
        if not told or any(names(one.mention) for one in argument.said):
            return False
        words = argument.cover.text.words
        for one in reading.said:
            kinds = () if one.borrowed or one.mention.how == "earlier" else self._pointed(one.mention, words, past)
            understood = reading.best is not None and reading.best.score >= LEAST_ASKED
            if understood and reading.best and _goes_on_with(reading.best, one, reading.said, of_grants=of_grants):
                # « La ligne 5 de la liste ? — Et la dernière ? » is asked of its lines.
                continue
            ranks = bool(kinds) and one.mention.how == "ordinal" and one.mention.end < len(words)
            if ranks and understood and argument.cover.paused(one.mention.end):
                # « Le deuxième, c’est pour quoi faire ? » asks it of nothing else.
                return True
            if any(self._asks_about(one.mention, kind, argument) for kind in kinds):
                return True
        return False

    @staticmethod
    def _is_of_nobody(argument: Argument, reading: Reading, past: Conversation) -> bool:
        """Whether a message asks what grants somebody got who was not named (« elle touche combien ? »)."""
        asked = reading.best is not None and reading.best.score >= LEAST_ASKED
        told = (
            past.listed
            or past.entities
            or any(names(one.mention) and not names_year(one.mention) for one in reading.said)
        )
        first = next((token.text for token in argument.cover.text.tokens if token.text not in AND), "")
        return asked and not told and first in SUBJECTS

    @staticmethod
    def _is_of_no_year(reading: Reading) -> bool:
        """Whether what some got is asked of the year before or after one that was not told (« plus de 5 000 € pour la
        culture ? — Ils avaient combien l’année d’avant ? »), not who was new."""
        told = {sense.id for one in reading.said if not one.borrowed for sense in one.mention.senses}
        steps = not told.isdisjoint((*STEPS, *SPANS, *SOME_BEFORE)) and told.isdisjoint(NEW)
        return steps and not any(names_year(one.mention) for one in reading.said)

    @staticmethod
    def _is_among_nobody(argument: Argument, past: Conversation) -> bool:
        """Whether a message asks of some of those told where nothing was (« y a-t-il des restaurants ? — Qui a reçu le
        plus parmi eux ? »)."""
        # « Parmi les bénéficiaires » says itself among whom.
        words = argument.cover.text.words
        told = (words[one.mention.start : one.mention.end] for one in argument.said)
        theirs = any(len(stretch) > 1 and stretch[0] == AMONG and stretch[1] not in ARTICLES for stretch in told)
        return theirs and (past.intent is None or past.outcome in REFUSED)

    def _is_of_the_refused(self, argument: Argument, reading: Reading, past: Conversation) -> bool:
        """Whether a message that says not of what it asks, or points back to it, comes after one, the first, that was
        not understood (« quels clubs de jonglage ? — Combien en 2024 ? », « ça a augmenté ? »)."""
        if past.intent is not None or past.outcome not in REFUSED:
            return False
        # « Le montant total des subventions » is that of all.
        whole = any(one.mention.role == "tout" and one.weight >= FULL for one in reading.said)
        words = argument.cover.text.words
        points = next((word for word in words if word not in AND), "") in THIS_THING | SUBJECTS
        # « Ça fait combien en tout pour le sport ? »
        says = any(names(one.mention) and not names_year(one.mention) for one in reading.said)
        says = says or any(one.mention.role == "tout" for one in reading.said)
        return not whole and ((points and not says) or all(map(self._is_bare, reading.said)))

    def _is_bare(self, one: Said) -> bool:
        """Whether a word says not of what is asked, as years don't, nor how exactly (« exactement en 2023 ? »)."""
        concepts = (self._grammar.concepts.get(sense.id) for sense in one.mention.senses)
        exact = any(concept is not None and concept.comparison == (EXACTLY, None) for concept in concepts)
        return one.weight <= SLIGHT or one.mention.role in BARE or names_year(one.mention) or exact

    def missed(self, argument: Argument, reading: Reading, answered: Answered, past: Conversation) -> bool:
        """Whether an answer is none to what its message points to."""
        return (
            self._repeats(argument, reading, answered, past)
            or is_miscounted(argument, answered, past)
            or _is_of_no_sibling(argument, reading, answered, past)
            or is_one_of_several(argument, answered, past)
            or is_of_nobody(argument, answered, past, self._knowledge)
            or is_singled_out(argument, reading, answered, past, self._find, self._knowledge)
        )

    def _repeats(self, argument: Argument, reading: Reading, answered: Answered, past: Conversation) -> bool:
        """Whether who asks for others than those of the last answer would be told of them again.

        Of a town that has nothing, « elle a un autre projet ? » may be told it, and so may « qui d’autre dans ses
        communes ? ».
        """
        if not past.focus and not past.intent:
            return False
        roles = {one.mention.role for one in argument.said}
        located = any(one.mention.how == "earlier" and not one.borrowed for one in reading.said)
        named = any(names(one.mention) for one in argument.said)
        best = reading.best
        # « Quelles autres personnalités qualifiées étaient là ? » says itself of whom it asks.
        whole = best is not None and not best.kept and best.own >= WHOLE
        # « Et les autres, combien ? » is asked of those that a figure leaves out, where a rule says so.
        # So is « il a eu autre chose ? » of one of whom not all was told.
        new = answered.reply.text != past.reply and best is not None and best.rule.intent in self._published
        says_so = best is not None and _requires_others(best, argument)
        whole = whole or (says_so and (new or _tells_a_figure(answered)))
        if whole or roles.isdisjoint(OTHERS) or located or named or answered.reply.intent in self._recounts:
            return False
        told = {one.excluded for one in reading.said if names(one.mention) and not one.spare}
        apart = {sense.record for one in reading.said if one.excluded for sense in one.mention.senses}
        kinds = self._grammar.kinds(argument.said)
        of_them = not apart.isdisjoint(answered.focus) or (answered.reply.outcome == "unknown" and False not in told)
        if (of_them and not kinds) or (kinds and not told and "semblable" in roles):
            # What is left out is not what « l’autre, c’est quoi ? » asks about, nor is « le même territoire » any.
            return True
        asks = bool(kinds) or "pronom" in roles
        anew = bool(past.counted) or not asks
        same = answered.reply.text == past.reply or (True not in told and not asks)
        return anew and answered.reply.outcome == "answered" and same

    def _pointed(self, pointing: Mention, words: Sequence[str], past: Conversation) -> Iterable[str]:
        """The kinds of things that a word may point to: that of its noun, or those spoken of (« le deuxième »)."""
        if pointing.how == "ordinal":
            pointed = pointing.start > 0 and words[pointing.start - 1] in POINTING
            return {named.kind for named in (*past.entities, *past.focus)} if pointed else ()
        # « Qui est Legale ? — Sa ville a gagné ? »
        theirs = words[pointing.start] in THEIR and not any(map(self._is_placed, (*past.entities, *past.focus)))
        return self._grammar.refers(pointing) if theirs or words[pointing.start] in DEMONSTRATIVES else ()

    def _is_placed(self, named: Named) -> bool:
        """Whether what was spoken of is a place, or what one has."""
        values = (value for record in self._find(named)[:1] for value in record.values.values())
        kinds = (named.kind, *(value.type.name for value in values if isinstance(value, Record)))
        return any(self._knowledge.root(kind) in self._knowledge.places() for kind in kinds)

    def _asks_about(self, pointing: Mention, kind: str, argument: Argument) -> bool:
        """Whether a message would ask about a thing of a kind in the stead of a word."""
        best = put_in_its_stead(self._grammar, pointing, kind, argument)
        return best is not None and best.requires(self._grammar.record_masks[kind])


def _goes_on_with(best: Candidate, pointing: Said, said: Sequence[Said], *, of_grants: bool) -> bool:
    """Whether a rule cannot do without a word that points, nor without one of what was asked before, or `of_grants`
    without whom it was asked of (« Emmaüs ? — Qui d’autre dans ce domaine ? »)."""
    kept = (one.mention for one in said if one.borrowed and (of_grants or not names(one.mention)))
    return best.requires(pointing.mention.mask) and any(best.requires(mention.mask) for mention in kept)


def _is_of_several_untold(argument: Argument, reading: Reading, past: Conversation) -> bool:
    """Whether a message chooses among as many as were not told (« la Croix-Rouge ? — Qui des deux a eu le plus ? »)."""
    words = argument.cover.text.words
    numbers = (one.mention for one in reading.said if one.mention.how == "number" and not one.borrowed)
    counted = [one for one in numbers if one.start and words[one.start - 1] == OF_SEVERAL]
    # « Qui sont les deux plus aidés ? — Qui des deux a eu le plus ? »
    counted = [one for one in counted if one.value != len(past.listed)]
    asks = {WHO, *WHICH_ONE}
    among = any(one.end == len(words) or words[max(0, one.start - 2)] in asks for one in counted)
    named = {one.mention.senses[0].record for one in reading.said if names(one.mention) and not one.excluded}
    return among and not asks.isdisjoint(words) and len(named) < LEAST_SEVERAL


def _tells_a_figure(answered: Answered) -> bool:
    """Whether an answer tells of what is known itself, and looked for no rows."""
    return answered.findings is not None and not answered.findings.rows and bool(answered.findings.focus)


def _requires_others(best: Candidate, argument: Argument) -> bool:
    """Whether a rule cannot do without a word that asks for others."""
    return any(best.requires(one.mention.mask) for one in argument.said if one.mention.role in OTHERS)


def put_in_its_stead(grammar: Grammar, pointing: Mention, kind: str, argument: Argument) -> Candidate | None:
    """How a message is surely understood with a thing of a kind in the stead of a word, if it is."""
    named = mention(pointing.start, pointing.end, (Sense("", grammar.record_masks[kind], WEIGHT),), 1.0, "", "exact")
    others = (one for one in argument.said if one.mention != pointing)
    best = next(iter(rank((*others, Said(named, WEIGHT, excluded=False)), argument.unknown, grammar.rules)), None)
    return best if best is not None and best.score >= LEAST_ASKED else None


def _is_of_no_sibling(argument: Argument, reading: Reading, answered: Answered, past: Conversation) -> bool:
    """Whether a message, after a body alone, calls by its place another that nobody is (« le club d’aviron ? — Et celui
    du Pollet ? »), and is answered of all there."""
    words = [word for word in argument.cover.text.words if word not in AND]
    calls = len(words) > 1 and words[0] in THAT_ONE and words[1] in OF
    spoken = [named for named in past.entities if named.kind == BODY]
    told = any(answered.frame.of(BODY)) or any(map(_names_a_body, reading.said))
    after = (one.mention for one in argument.said if one.mention.start and names(one.mention))
    return calls and len(spoken) == 1 and not told and any(not names_year(one) for one in after)


def _names_a_body(one: Said) -> bool:
    records = (sense.record for sense in one.mention.senses)
    return not one.borrowed and any(record is not None and record.type.name == BODY for record in records)
