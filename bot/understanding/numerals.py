"""The numbers, the ranks and the dates of a message, and the names that numbers stand for (« le 92 »)."""

from collections.abc import Sequence
from functools import lru_cache

from msgspec.structs import replace

from bot.french.number_words import may_begin, two_figures
from bot.french.numbers import CENTURIES, DayMonth, Quantity, is_great, read_date, read_number, read_ordinal
from bot.french.text import fold
from bot.french.words import HESITATIONS, PLURAL, TOGETHER
from bot.understanding.forms import Forms
from bot.understanding.mention import Mention, Sense, mention, names

NUMBER_WEIGHT = 0.6
ORDINAL_WEIGHT = 0.5
DATE_WEIGHT = 0.5
MOST_KEYS = 3
"""Words of a message that are but key words."""
QUANTIFYING = ("les", "des", "ces", "aux")
SEVERAL = ("les", "des", "aux")
"""Articles before several names (« les 93 et 94 »)."""
JOINING = ("et", "ou")
MEASURING = (*QUANTIFYING, "entre", "de", "a")
"""Words before a number that counts, in digits or in words (« plus de soixante-quinze »)."""
COMPARED = ("moins", "plus")
LEAST_SEVERAL = 4
"""Letters of a word that may name several things, after which a year is theirs."""
COUNTING_NOTHING = ("question", "semblable", "absence")
"""Roles of words that count nothing (« les bénéficiaires 2022 absents en 2023 »)."""
TELLING = 0.5
"""Weight from which a word after digits is what they count."""


class Numerals:
    """Adds them to a lattice."""

    def __init__(self, forms: Forms, features: tuple[int, int, int, int]) -> None:
        """`features` are the bits of a number, a great one, an ordinal and a date."""
        number, great, ordinal, self._date = features
        self._forms = forms
        self._number = (Sense("nombre", number, NUMBER_WEIGHT),)
        self.great = (Sense("nombre", number | great, NUMBER_WEIGHT),)
        """What a great number means."""
        self._ordinal = (Sense("ordinal", ordinal, ORDINAL_WEIGHT),)

    def dated(self, start: int, when: DayMonth) -> Mention:
        """The mention of a date that begins at a token, with what is known to have happened then."""
        events = (sense for day, sense in self._forms.dated if when.fits(day))
        senses = (Sense("date", self._date, DATE_WEIGHT), *events)
        return replace(mention(start, start + when.length, senses, 1.0, "", "date", when), weight=DATE_WEIGHT)

    def is_a_name(self, words: list[str], start: int, end: int, named: Sequence[Sense]) -> bool:
        """Whether a number stands for the name it also is (« le 92 »), not for a quantity (« 92 projets »)."""
        # « Dans le, euh, quatre-vingt-douze » hesitates, « dans le 91, euh, quatre-vingt-douze » as well.
        spoken = start - 1 if start and words[start - 1] in HESITATIONS else start
        before = words[spoken - 1] if spoken else ""
        nouns = (fold(sense.record.type.noun) for sense in named if sense.record is not None)
        if before in ("le", "du", "au") or before in nouns or (0 < spoken < start and before and may_count(before)):
            return True
        if end - start > 1:
            # « 9.3, les gagnants ? » begins with the place, « 7 * 7 » and « quatre-vingt-douze projets » do not.
            begins = spoken == 0 and words[start].isdigit() and words[start] != words[end - 1]
            # « Les plus gros de deux mille vingt et un », not « plus de deux mille vingt et un euros ».
            years = any(sense.record is not None and sense.record.type.narrows for sense in named)
            begins = begins or (
                years and before == "de" and words[spoken - 2 : spoken - 1] not in (["plus"], ["moins"])
            )
            begins = begins or before in ("dans", "hors", "et", "en", "sur", "pour", "chez")
            places = not years and any(sense.record is not None for sense in named)
            if begins or not places or words[start].isdigit():
                return begins
        if self._goes_on(words, spoken, named) or (end == start + 1 and self._is_of_several(words, start, named)):
            return True
        after = self._forms.senses(words[end]) or () if end < len(words) and not words[end].isdigit() else ()
        # « Subventions 2023 sport » is of a year, and so is « lauréats 2021 Sceaux » where that year is a word of ours.
        year = CENTURIES.fullmatch(words[start]) is not None
        if year and (any(sense.record is not None for sense in after) or all(one.record is None for one in named)):
            return True
        # « Les subventions 2021 versées au sport »
        if year and len(before) >= LEAST_SEVERAL and before.endswith(PLURAL) and before not in COMPARED:
            return True
        # « 94 combien de communes ? » asks about the place, and « 92 93 » about two.
        # « Le montant 2022 revient à qui ? » counts nothing.
        several = not year or end == len(words) or words[end].endswith(PLURAL)
        counted = several and any(sense.weight >= TELLING and sense.role not in COUNTING_NOTHING for sense in after)
        # « 92 projets » and « combien 92 communes » are but key words, which ask about the place.
        first = not before or any(one.role == "question" for one in self._forms.senses(before) or ())
        keys = first and len(words) <= MOST_KEYS and end == start + 1
        return before not in (QUANTIFYING if end == start + 1 else MEASURING) and (not counted or keys)

    def _goes_on(self, words: list[str], place: int, named: Sequence[Sense]) -> bool:
        """Whether a number comes after one that surely stands for a name of its kind (« 93 et 94 réunis »)."""
        if (
            place < 2
            or words[place - 1] not in ("et", "ou")
            or (place > 2 and words[place - 3] not in ("le", "du", "au"))
        ):
            return False
        kinds = {sense.record.type.name for sense in named if sense.record is not None}
        before = self._forms.senses(words[place - 2]) or () if words[place - 2].isdigit() else ()
        return any(sense.record is not None and sense.record.type.name in kinds for sense in before)

    def _is_of_several(self, words: list[str], place: int, named: Sequence[Sense]) -> bool:
        """Whether a number is one of several that all stand for names of its kind, after « les », and count nothing
        (« les 93 et 94 réunis », « les 92, 93 et 94 »)."""
        first = last = place
        while first and (words[first - 1] in JOINING or words[first - 1].isdigit()):
            first -= 1
        while last + 1 < len(words) and (words[last + 1] in JOINING or words[last + 1].isdigit()):
            last += 1
        kinds = {sense.record.type.name for sense in named if sense.record is not None}
        numbers = [word for word in words[first : last + 1] if word not in JOINING]
        alike = all(
            any(
                sense.record is not None and sense.record.type.name in kinds for sense in self._forms.senses(word) or ()
            )
            for word in numbers
        )
        follows = last + 1 < len(words) and words[last + 1] not in TOGETHER
        after = self._forms.senses(words[last + 1]) or () if follows else ()
        counted = any(sense.weight >= TELLING and sense.role != "question" for sense in after)
        plural = first > 0 and words[first - 1] in SEVERAL
        return len(numbers) > 1 and bool(kinds) and alike and plural and not counted

    def add(self, words: list[str], start: int, lattice: list[list[Mention]], known: list[bool]) -> None:
        """Add the date, the ordinal or the number that begins here."""
        if when := read_date(words, start):
            found = self.dated(start, when)
            # « Le 1er et le 15 mars » are days, whatever else the vocabulary makes of « 1er ».
            lattice[start] = [one for one in lattice[start] if names(one) or one.end > found.end]
        elif ordinal := read_ordinal(words, start):
            found = mention(start, start + ordinal.length, self._ordinal, 1.0, "", "ordinal", ordinal.value)
            # « Celui du milieu » is a rank whatever else the vocabulary makes of it.
            lattice[start] = [one for one in lattice[start] if one.role != "courant"]
        elif words[start] not in ("un", "une") and (number := read_number(words, start)):
            end = start + number.length
            # « 5 millions » is a number whatever else the vocabulary makes of it.
            also = (one.senses for one in lattice[start] if one.end == end and not names(one) and one.weight)
            senses = self.great if is_great(number.value) else self._number
            found = mention(start, end, (*senses, *next(also, ())), 1.0, "", "number", number.value)
            lattice[start] = [one for one in lattice[start] if one.end != end or names(one) or not one.weight]
            self._add_named(words, start, end, number.value, lattice)
            self._add_named(words, start, start + 2, two_figures(words, start), lattice)
        else:
            return
        lattice[start].append(found)
        known[start : found.end] = [True] * (found.end - start)

    def _add_named(self, words: list[str], start: int, end: int, value: Quantity, lattice: list[list[Mention]]) -> None:
        """Add what a number in words stands for (« le quatre-vingt-treize », « le neuf 3 »)."""
        named = self._forms.senses(str(value)) if value and words[start:end] != [str(value)] else None
        if named and self.is_a_name(words, start, end, named):
            lattice[start].append(mention(start, end, named, 1.0, str(value), "number"))


@lru_cache(maxsize=4096)
def may_count(word: str) -> bool:
    """Whether a number, an ordinal or a date can begin with this word."""
    return (
        word[0].isdigit()
        or read_ordinal((word, "dernier")) is not None
        or read_ordinal(("celui", "du", word), 2) is not None
        or may_begin(word)
        or read_date(("1", word)) is not None
    )
