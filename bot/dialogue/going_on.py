"""What goes on with the last question in so many words: « et après ? », alone, with the list that was begun, or else
with the years after those spoken of; « la même chose en 2022 ? » asks it again, of that year."""

from collections.abc import Container

from msgspec.structs import replace

from bot.dialogue.conversation import LEAST_SEVERAL, MOST_LISTED, Conversation
from bot.dialogue.lists import Lists
from bot.dialogue.subjects import Subjects
from bot.facts.records import Knowledge
from bot.findings.query import BODY, COLUMN, GRANT, VALUE, YEARS
from bot.french.words import SHE
from bot.understanding.amounts import VOID
from bot.understanding.grammar import Grammar
from bot.understanding.mention import names
from bot.understanding.reading import SLIGHT, Said
from bot.understanding.roles import CORRECTING, OPENING, SUPERLATIVE
from bot.understanding.weighing import Argument

YEAR = YEARS[0]
GOING_ON, ONCE_MORE = "et_apres_mot", "encore_mot"
"""The concepts of such words: those that may ask of the years after, too, and those that but ask for more."""
NEXT, AFTERWARDS = "page_mot", "annees_suivantes"
"""Those of words that ask for the next of a list, and for what came in the years after."""


AMOUNTS = ("montant", "argent")
"""Those of words that ask how much."""
COUNTING = "combien"
HOW_MUCH = frozenset((*AMOUNTS, COUNTING, "exactement_mot"))
"""The same, with those that only ask for the whole of it."""
SOME = frozenset(
    (
        "nouveau_mot", "nouveaux_seuls", "premiere_fois_mot", "revenu_mot", "chaque_annee_mot", "plusieurs",
        "deux_fois", "dans_l_annee",
    )
)  # fmt: skip
"""Those of words that ask for some bodies by when, or how often, they got something."""
THIS_THEME = "ce_domaine_mot"
"""That of words for the theme of what is spoken of."""
THEMES = (THIS_THEME, "ce_quartier_mot", "cette_rubrique")
"""Those of words that point to a theme."""
AGAIN, LINKING = "la_meme_chose", "suite"
"""Those of words that ask the same again, and of words that but link a question to the last one."""
ENDS = {1: "premier_paye", -1: "dernier_paye"}
"""Those of words for the first grants, and for the last, by the rank that may stand for them."""
WHO = "qui"
"""That of words that ask who."""
CENTURY, SHORT = 2000, range(10, 30)
"""What two digits leave out of a year, and those that are of a recent one."""
THAN = frozenset(("que", "qu"))
"""Words after which something is compared with it (« pareil qu’en 2022 ? »)."""


class GoingOn:
    """Reads such messages."""

    def __init__(
        self, grammar: Grammar, knowledge: Knowledge, lists: Lists, subjects: Subjects, things: Container[str]
    ) -> None:
        self._grammar = grammar
        self._knowledge = knowledge
        self._lists = lists
        self._things = things
        self._subjects = subjects

    def meant(self, argument: Argument, past: Conversation) -> Argument:
        """A message as if it said how it goes on."""
        if SUPERLATIVE in argument.cover.roles and any(one.mention.role == SUPERLATIVE for one in argument.said):
            # « Quel dispositif a le plus ? » is asked of a column of that name, not of our projects.
            argument = replace(argument, said=tuple(map(self._of_column, argument.said)))
        if past.intent is None:
            return argument
        if self._subjects.is_of_grants(past) and any(_said(one, argument) for one in THEMES):
            argument = replace(argument, said=tuple(map(_of_theme, argument.said)), core=None)
        argument = self._of_the_first(self._among_those_changed(argument, past), past)
        again = _said(AGAIN, argument)
        if again:
            return self._asked_again(argument, again[0], past)
        argument = self._of_its_grants(self._beyond(argument, past), past)
        return self._shortly(argument, past) or self._after(argument, past)

    def _of_its_grants(self, argument: Argument, past: Conversation) -> Argument:
        """A message that asks of the first or the last of the grants that one body was told to have, as if it said so
        (« qu’a reçu le judo ? — La première, c’était pour quoi ? »)."""
        bodies = [named for named in past.entities if named.kind == BODY and not named.excluded]
        ends = {one.mention.value: one for one in argument.said if one.mention.how == "ordinal"}
        ranks = [(name, ends[end]) for end, name in ENDS.items() if end in ends]
        named = any(names(one.mention) for one in argument.said)
        if len(bodies) != 1 or past.listed or len(ranks) != 1 or named or not self._subjects.is_of_grants(past):
            return argument
        (name, one), words = ranks[0], argument.cover.text.words
        carried = self._grammar.carry_concept(name)
        noun = any(other.mention.start == one.mention.end for other in argument.said if other.weight >= 1)
        if carried is None or noun or not one.mention.start or words[one.mention.start - 1] not in SHE:
            return argument
        place = replace(carried.mention, start=one.mention.start, end=one.mention.end)
        told = replace(carried, mention=place, borrowed=False)
        said = tuple(told if other is one else other for other in argument.said)
        return replace(argument, said=said, core=None)

    def _beyond(self, argument: Argument, past: Conversation) -> Argument:
        """A message that says but a rank after those of a ranking that were told, as if it asked who has it (« le
        top 3 ? — Et le quatrième ? »)."""
        ranks = [one for one in argument.said if one.mention.how == "ordinal"]
        rest = (one for one in argument.said if one not in ranks)
        alone = len(ranks) == 1 and not argument.unknown and all(one.weight <= SLIGHT for one in rest)
        if not alone or past.page is None or not past.listed or not self._subjects.is_of_grants(past):
            return argument
        asked = filter(None, map(self._grammar.concepts.get, past.concepts))
        value, who = ranks[0].mention.value, self._grammar.carry_concept(WHO)
        # « Les plus grosses subventions ? — Et la sixième ? » is no body.
        of_grants = any(concept.target == GRANT for concept in asked)
        if who is None or of_grants or not isinstance(value, int) or value <= len(past.listed):
            return argument
        start = ranks[0].mention.start
        told = replace(who, mention=replace(who.mention, start=start, end=start), borrowed=False)
        return replace(argument, said=(told, *argument.said), core=None)

    def _shortly(self, argument: Argument, past: Conversation) -> Argument | None:
        """A message that says but the last two digits of a year, after one that was asked about, as if it said all
        (« combien en 2023 ? — Pardon, vingt-deux »)."""
        told = [named for named in past.entities if named.kind == YEAR]
        numbers = [one for one in argument.said if one.mention.how == "number"]
        rest = (one for one in argument.said if one not in numbers)
        corrects = any(one.mention.role == CORRECTING for one in argument.said)
        if not told or argument.unknown or any(one.weight > SLIGHT for one in rest):
            return None
        if not numbers or (len(numbers) > 1 and not corrects):
            return None
        number, value = numbers[-1], numbers[-1].mention.value
        counts = past.many is not None or past.listed or past.comparison is not None or past.bounds is not None
        year = self._knowledge.get(YEAR, str(CENTURY + value)) if isinstance(value, int) and value in SHORT else None
        # « Les cinq premiers en 2023 ? — Et 22 ? » may ask for as many.
        if year is None or VOID in year.values or (counts and not corrects):
            return None
        named = self._grammar.carry_records((year,)).mention
        place = replace(named, start=number.mention.start, end=number.mention.end)
        kept = (one for one in argument.said if one is number or one not in numbers)
        said = tuple(Said(place, 1.0, False) if one is number else one for one in kept)
        return replace(argument, said=said, core=None)

    def _among_those_changed(self, argument: Argument, past: Conversation) -> Argument:
        """A message that asks who got most of those who came anew, or were told to get several grants, or how much they
        did, as if it named them all (« qui est nouveau en 2024 ? — La plus aidée ? »)."""
        if not past.listed:
            return argument
        bodies = [named for named in past.listed if named.kind == BODY]
        whole = past.page is None and LEAST_SEVERAL <= len(bodies) == len(past.listed) >= past.counted
        told = whole and not SOME.isdisjoint(past.concepts) and self._subjects.is_of_grants(past)
        ranks = any(one.mention.role == SUPERLATIVE for one in argument.said) or _asks_how_much(argument)
        named = any(names(one.mention) for one in argument.said)
        if not told or not ranks or named or argument.unknown:
            return argument
        return replace(argument, said=(*argument.said, *self._lists.all(bodies, MOST_LISTED)), core=None)

    def _of_the_first(self, argument: Argument, past: Conversation) -> Argument:
        """A message that asks but how much after which value of a column comes first, as if it named that one (« quelle
        politique a reçu le moins ? — Combien exactement ? »)."""
        concepts = (self._grammar.concepts.get(name) for name in past.concepts)
        ranked = any(concept is not None and concept.role == SUPERLATIVE for concept in concepts)
        of_column = any(named.kind == COLUMN for named in past.entities)
        if not (ranked and of_column and past.listed and self._subjects.is_of_grants(past)):
            return argument
        asked = [one for one in argument.said if one.weight > SLIGHT]
        alone = all(any(sense.id in HOW_MUCH for sense in one.mention.senses) for one in asked)
        # « Combien ? », alone, may ask how many there are.
        told = any(sense.id in HOW_MUCH - {COUNTING} for one in asked for sense in one.mention.senses)
        if not (alone and told) or argument.unknown or any(named.kind != VALUE for named in past.listed):
            return argument
        # A number is no amount that is exactly so.
        said = (one for one in argument.said if one.mention.role == "question" or one not in asked)
        return replace(argument, said=(*said, *self._lists.all(past.listed[:1], 1)), core=None)

    def _of_column(self, one: Said) -> Said:
        """What is said, of a column alone where it names one and may be a word for a thing of ours as well."""
        senses = one.mention.senses
        concepts = {sense: self._grammar.concepts.get(sense.id) for sense in senses if sense.record is None}
        things = [sense for sense, told in concepts.items() if told and told.target in self._things]
        things = things if all(told is None or told.target != BODY for told in concepts.values()) else []
        if not things or not any(sense.record is not None and sense.record.type.name == COLUMN for sense in senses):
            return one
        return replace(one, mention=one.mention.meaning(tuple(sense for sense in senses if sense not in things)))

    def _asked_again(self, argument: Argument, again: Said, past: Conversation) -> Argument:
        """A message that asks the last question again of what it names, as if it but named that."""
        telling = [one for one in argument.said if one.weight > SLIGHT and one.mention.role != OPENING]
        rest = [one for one in telling if one is not again]
        begins = all(one.mention.start >= again.mention.start for one in telling)
        words = argument.cover.text.words
        compares = not THAN.isdisjoint(words[again.mention.end : again.mention.end + 1])
        named = bool(rest) and all(names(one.mention) or one.mention.how == "date" for one in rest)
        linking = self._grammar.carry_concept(LINKING)
        if linking is None or not named or argument.unknown or compares or not begins:
            return argument
        if not self._subjects.is_of_grants(past):
            return argument
        place = replace(linking.mention, start=again.mention.start, end=again.mention.end)
        told = replace(linking, mention=place, borrowed=False)
        return replace(argument, said=tuple(told if one is again else one for one in argument.said), core=None)

    def _after(self, argument: Argument, past: Conversation) -> Argument:
        whole = len(argument.cover.text.tokens)
        listed = past.page is not None and bool(past.listed)
        words = _said(GOING_ON, argument) or (_said(ONCE_MORE, argument) if listed else [])
        rest = (one for one in argument.said if one not in words)
        if not words or argument.unknown or words[-1].mention.end < whole or any(one.weight > SLIGHT for one in rest):
            return argument
        if listed:
            meant = NEXT
        elif self._subjects.is_of_grants(past) and any(named.kind in YEARS for named in past.entities):
            meant = AFTERWARDS
        else:
            return argument
        carried = self._grammar.carry_concept(meant)
        if carried is None:
            return argument
        start, end = words[0].mention.start, words[-1].mention.end
        told = replace(carried, mention=replace(carried.mention, start=start, end=end), borrowed=False)
        return replace(argument, said=(told,), core=None)


def _asks_how_much(argument: Argument) -> bool:
    """Whether a message asks but how much (« pour quel montant ? »)."""
    asked = [one for one in argument.said if one.weight > SLIGHT]
    amounts = (any(sense.id in AMOUNTS for sense in one.mention.senses) for one in asked)
    return any(amounts) and all(one.mention.role == "question" for one in asked)


def _of_theme(one: Said) -> Said:
    """What is said, of the theme spoken of alone where it may point to that (« dans ce domaine »)."""
    senses = one.mention.senses
    themes = tuple(sense for sense in senses if sense.id in THEMES)
    return replace(one, mention=one.mention.meaning(themes)) if themes else one


def _said(concept: str, argument: Argument) -> list[Said]:
    """The words of a message that are of a concept."""
    return [one for one in argument.said if any(sense.id == concept for sense in one.mention.senses)]
