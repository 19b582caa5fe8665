"""What mentions say by where they stand: numbers of times, right before what is counted (« trois subventions »), years
before what is known (« en 1789 »), what is denied of those that are asked about (« qui n’ont pas reçu »), and what is
named and all that a message says (« le rugby »)."""

from msgspec import Struct
from msgspec.structs import replace

from bot.french.numbers import DayMonth, is_great
from bot.french.verbs import BEING_OR_HAVING_DONE
from bot.french.words import ARTICLES, DENYING_VERB, SPEAKING
from bot.understanding.mention import Cover, Mention, names

PRESENT_PARTICIPLE = "ant"
"""Its ending."""
OLD = range(1000, 2000)
"""Years before those that are told of."""
MOST_BEFORE_ASKING = 2
"""Most words from « pas » to the question that it does not answer (« n’a pas dit qui »)."""
IN_A_YEAR = frozenset(("en", "annee"))
"""Words after which a number of four digits is a year."""


class Marks(Struct, frozen=True):
    """Tells numbers of times from amounts, years of other centuries, and « pas » of what others do."""

    counted: int
    """The features of what is counted."""
    times: int
    """The feature of a number of times."""
    old: int
    """The feature of a year before 2000."""
    denied: int
    """The feature of what « pas » denies of those that are asked about."""
    alone: int
    """The feature of what a message says, with its article, and nothing else."""

    def told(self, mentions: tuple[Mention, ...], cover: Cover) -> tuple[Mention, ...]:
        """The mentions of a message, with what each says by where it stands."""
        numbers = [one for one in mentions if one.value is not None]
        denials = [one for one in mentions if one.role == "negation"]
        only = _only(mentions, cover)
        if only is not None:
            return tuple([replace(one, mask=one.mask | self.alone) if one is only else one for one in mentions])
        if not numbers and not denials:
            return mentions
        before = {one.start for one in mentions if one.mask & self.counted}
        told = {one.start: self.denied for one in denials if _denies_others(one, mentions, cover)}
        for one in numbers:
            if one.end in before and self._may_count(one):
                told[one.start] = self.times
            elif _is_old(one, mentions, cover):
                told[one.start] = self.old
        return tuple([replace(one, mask=one.mask | told.get(one.start, 0)) for one in mentions]) if told else mentions

    @staticmethod
    def _may_count(one: Mention) -> bool:
        """Whether a mention is a number, and not one so great that it is an amount (« 50 000 de subvention »)."""
        return one.how == "number" and isinstance(one.value, int) and not is_great(one.value)


def _only(mentions: tuple[Mention, ...], cover: Cover) -> Mention | None:
    """What a message names, where it says nothing else but articles."""
    last = mentions[-1] if mentions else None
    if last is None or not names(last) or last.value is not None or last.end != len(cover.text.tokens):
        return None
    return last if all(token.text in ARTICLES for token in cover.text.tokens[: last.start]) else None


def _is_old(one: Mention, mentions: tuple[Mention, ...], cover: Cover) -> bool:
    """Whether a mention is a year before 2000, or a day of one (« en 1985 », « le 27 novembre 1895 »)."""
    if isinstance(one.value, DayMonth):
        return one.value.year in OLD
    if one.value not in OLD or one.end != one.start + 1:
        return False
    dated = any(isinstance(other.value, DayMonth) and other.end == one.start for other in mentions)
    return dated or (one.start > 0 and cover.text.tokens[one.start - 1].text in IN_A_YEAR)


def _denies_others(one: Mention, mentions: tuple[Mention, ...], cover: Cover) -> bool:
    """Whether « pas » stands after a verb in the third person (« n’ont pas reçu », « ne figurent pas »), not after what
    whoever writes does, that there is or before a question (« je ne sais pas », « la liste ne dit pas qui »)."""
    words = cover.text.words[: one.start + 1]
    verb = one.start if words[-1] in DENYING_VERB else one.start - 1
    if verb < one.start and words[verb] not in BEING_OR_HAVING_DONE:
        said = next((other for other in mentions if other.end == one.start), None)
        if said is None or said.start == 0 or words[said.start - 1] not in DENYING_VERB:
            return False
        if words[verb].endswith(PRESENT_PARTICIPLE):
            # « La liste n’étant pas classée »
            return False
        verb = said.start
    before = verb - 1 if verb > 0 and words[verb - 1] in DENYING_VERB else verb
    asks = any(other.role == "question" and 0 <= other.start - one.end <= MOST_BEFORE_ASKING for other in mentions)
    return before > 0 and words[before - 1] not in SPEAKING and not asks
