"""What the unknown words of a message may be: misspelt, misheard, run together or torn apart, alone or with neighbours.

A window of words is looked at in the cheapest way that can find something: every window as an exact form without its
spaces, and as an expression or a name of which all words but the unknown one are right (« je suis perude »); one or two
words, by spelling and by sound; two or three of which the others say little, as a name; a longer one only where one of
its words leads to a long form (« une vile qui se construit en 3d »). Everyday words are pieces of a torn name
(« courbe voie »), or a misspelt one where a name is announced (« à Pari »), which is then asked back.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace
from rapidfuzz.distance import OSA

from bot.french.sound import sound
from bot.french.text import Text, Token
from bot.understanding import scoring, segmentation
from bot.understanding.elsewhere import Announcers
from bot.understanding.forms import Forms
from bot.understanding.index import MOST_EDITS
from bot.understanding.letters import Letters
from bot.understanding.mention import Mention, Rival, mention, names
from bot.understanding.places import PlaceNames
from bot.understanding.spelling import FILLER, Speller
from bot.understanding.subject import is_object, is_subject

LEAST_TORN = 8
"""Letters of a name from which everyday words may be its pieces (« courbe voie »)."""
SATISFIED = 0.85
"""Quality of a word alone from which its neighbours are not looked at, nor whether it is several run together."""
GLUED = ("un", "une", "le", "la", "les", "des")
"""Articles that are written to their nouns."""
LEAST_NOUN = 5
MOST_SHORT = 4
"""Letters of a word that its capital alone tells from a misspelt one."""
MOST_WORDS = 7
MOST_GLUED = 3
"""Words of a window that are compared letter by letter."""
AUXILIARY = "a"
"""What is no end of a verb where it stands by itself."""


_Lead = tuple[int, int, str, int, int]
_Leaders = dict[int, list[_Lead]]
"""The windows to which each word of a message leads, once looked for."""


class Corrector:
    """Finds what unknown words were meant to be."""

    def __init__(self, forms: Forms, places: PlaceNames, announcers: Announcers) -> None:
        self._forms = forms
        self._places = places
        self._announcers = announcers
        self.speller = Speller(forms, places, announcers.determiners, announcers.prepositions, announcers.kinds)

    def correct(
        self, letters: Letters, lattice: list[list[Mention]], known: Sequence[bool], everyday: Sequence[bool]
    ) -> dict[int, tuple[int, ...]]:
        """Add to a lattice what the words that are not known, or only as everyday words, may be.

        Returns where words that are several run together are to be cut, by place.
        """
        compared: set[tuple[int, int]] = set()
        leaders: _Leaders = {}
        meant = [k or e for k, e in zip(known, everyday, strict=True)]
        cuts: dict[int, tuple[int, ...]] = {}
        for place, token in enumerate(letters.text.tokens):
            if known[place]:
                continue
            if everyday[place]:
                self._misplaced(letters, place, lattice)
                self._torn(letters, place, lattice, meant, leaders)
                continue
            self._unknown(letters, place, lattice, compared, leaders)
            here = [one for mentions in lattice[: place + 1] for one in mentions if one.end > place]
            likely = max((one.quality for one in here), default=0.0)
            if (likely < SATISFIED or _begins_with_article(token.text)) and not self._places.rows(token.text):
                named = any(not one.unsure and self._forms.is_place(one.form) for one in here)
                found = self._run_together(token, likely, named)
                if found:
                    cuts[place] = found
        return cuts

    def _unknown(
        self,
        letters: Letters,
        place: int,
        lattice: list[list[Mention]],
        compared: set[tuple[int, int]],
        leaders: _Leaders,
    ) -> None:
        """Add what an unknown word may be, alone or as a part of something longer."""
        speller = self.speller
        alone = speller.near(letters, place, place + 1)
        acronym = _is_acronym(letters.text, place)
        if alone is not None and not names(alone) and (acronym or _is_written_as_a_name(letters.text, place)):
            alone = None
        if alone is not None:
            lattice[place].append(alone)
            for start in range(max(0, place - MOST_WORDS + 1), place):
                # « É alforville a eu combien ? » is no « Alfortville » in two pieces.
                lattice[start] = [
                    one for one in lattice[start] if one.end != place + 1 or not _is_enough(alone, one, letters)
                ]
            self._spelt_again(letters, place, alone, lattice)
        satisfied = alone is not None and alone.quality >= SATISFIED
        found_here: list[Mention] = []
        for start, end in _windows(len(letters), place):
            if (start, end) in compared:
                continue
            if letters.size(start, end) <= MOST_GLUED and self._worth(letters, start, end, place, satisfied):
                compared.add((start, end))
                filler = letters.count(start, end) - len(letters.words[place]) < FILLER
                found = speller.near(letters, start, end, names=filler or end - start > 2)
            else:
                found = speller.glued(letters, start, end)
            found = found or self._filled(letters, start, end, place)
            if found is not None and self._has_auxiliary(letters, start, end, found):
                continue
            # « L’US Dax » is not of « l’UE ».
            if found is not None and acronym and not names(found):
                continue
            # « Le prjet » is rather « projet » than « Le Pré ».
            if found is None or (alone and start < place == end - 1 and _is_enough(alone, found, letters)):
                continue
            # « Du Sud en 2022 » is not of the south-east.
            if not any(names(one) and one.end > end for at in range(place + 1, end) for one in lattice[at]):
                found_here.append(found)
        for one in found_here:
            if _takes_to(one, letters, lattice):
                continue
            if not any(_is_enough(other, one, letters) for other in found_here):
                lattice[one.start].append(one)
        for (start, end), forms in self._led(letters, place, leaders).items():
            if (start, end) not in compared:
                near = speller.among(letters, start, end, forms)
                lattice[start] += [one for one in near if not _takes_to(one, letters, lattice)]

    def _has_auxiliary(self, letters: Letters, start: int, end: int, found: Mention) -> bool:
        """Whether words are one verb only with the « a » that begins the next (« combin | a touché », « combina »)."""
        joined = letters.words[start + 1 : end] == [AUXILIARY] and found.form.endswith(AUXILIARY) and not names(found)
        return joined and not self._forms.written_in(found.form, end - start)

    def _filled(self, letters: Letters, start: int, end: int, place: int) -> Mention | None:
        """The form of several words that a window is but for the spelling of one."""
        after = self._forms.gaps.get(letters.spaced(start, place))
        gap = after.get(letters.spaced(place + 1, end)) if after is not None else None
        return self.speller.filled(letters, start, end, place, gap) if gap is not None else None

    def _spelt_again(self, letters: Letters, place: int, alone: Mention, lattice: list[list[Mention]]) -> None:
        """Add the expressions and long names that a word is a part of once spelt right (« je veu », « sou bois »)."""
        meant = (Rival(alone.form, alone.quality), *alone.rivals)
        for start, end in _windows(len(letters), place):
            before, after = letters.form(start, place), letters.form(place + 1, end)
            wholes: list[Mention] = []
            for rival in meant:
                whole = before + rival.form + after
                senses = self._forms.senses(whole)
                # « Finansé à » is no « financera ».
                if senses is not None and (senses[0].record or self._is_phrase(whole)):
                    nearer = 1 - (1 - rival.quality) * len(letters.words[place]) / len(whole)
                    wholes.append(mention(start, end, senses, nearer, whole, alone.how))
            if alone.unsure and len(wholes) > 1 and all(map(names, wholes)):
                # « Itry-sur-Seine » may be Ivry or Vitry.
                senses = tuple(dict.fromkeys(sense for one in wholes for sense in one.senses))
                wholes = [mention(start, end, senses, wholes[0].quality, wholes[0].form, alone.how, unsure=True)]
            lattice[start] += wholes

    def _is_phrase(self, form: str) -> bool:
        """Whether a form has a spelling of several words."""
        return any(self._forms.written_in(form, count) for count in range(2, MOST_WORDS + 1))

    def _run_together(self, token: Token, likely: float, named: bool) -> tuple[int, ...]:
        """Where a word is cut into known ones, or a small word off a misspelt one when it is likely nothing else; what
        is surely the misspelt name of a place (`named`) is cut only to be another (« Puteai » is no « pute ai »)."""
        found = segmentation.cuts(token.text, self._forms)
        borders = (0, *found, len(token.text))
        if named and not any(self._names(token.text[start:end]) for start, end in pairwise(borders)):
            return ()
        if len(found) > 1 and scoring.MENTION_COST * len(found) >= (1 - likely) * len(token.text):
            # Many small pieces cover it worse than what it is near (« mnotermeil » is not « m no terme il »).
            return ()
        if found:
            return found
        if token.text[0] == AUXILIARY and len(token.text) > LEAST_NOUN and self._is_ours(token.text[1:]):
            # « Aparis »
            return (1,)
        if likely >= scoring.LEAST_SURE:
            return ()
        for head in segmentation.heads(token.text, self._forms):
            if self.speller.quality(token.text[head:], token.heard[head:]) >= SATISFIED:
                return (head,)
        return ()

    def _names(self, form: str) -> bool:
        """Whether a form is first of all a name."""
        senses = self._forms.senses(form)
        return senses is not None and senses[0].record is not None

    def _is_ours(self, form: str) -> bool:
        """Whether a form is first of all the proper name of what is ours."""
        return form in self._forms.proper and self._names(form)

    def _misplaced(self, letters: Letters, place: int, lattice: list[list[Mention]]) -> None:
        """Let an everyday word where a name is announced be a misspelt one, to be asked back (« à Pari »)."""
        if place + 1 < len(letters):
            due = is_subject(letters.text.tokens, place, place + 1)
        else:
            due = self._announced(letters, place)
        due = due or is_object(letters.text, place)
        if not due:
            return
        found = self.speller.near(letters, place, place + 1, names=True)
        if found is None or found.quality < scoring.LEAST_SURE or not _is_placed(found):
            return
        word = letters.words[place]
        if found.form.endswith(word) and len(found.form) > len(word) + FILLER:
            # « En France » is no « Tremblay-en-France ».
            return
        lattice[place] = [replace(found, unsure=True)]

    def _torn(
        self,
        letters: Letters,
        place: int,
        lattice: list[list[Mention]],
        meant: Sequence[bool],
        leaders: _Leaders,
    ) -> None:
        """A name of which an everyday word is a piece: whole when joined or heard, or near where one is announced."""
        for start, end in _windows(len(letters), place):
            if letters.size(start, end) > MOST_GLUED or not all(meant[start:end]):
                continue
            if letters.count(start, end) < LEAST_TORN:
                continue
            found = self.speller.glued(letters, start, end)
            if found is None:
                found = self.speller.heard(letters, start, end)
                if found is None and self._announced(letters, start) and self._worth(letters, start, end, place, False):
                    found = self.speller.near(letters, start, end, names=True)
                    if found is not None and found.quality < SATISFIED:
                        continue
                # « La gare de » is no « La Garde ».
                if found is not None and self._forms.senses(found.form) is None:
                    continue
            if found is not None and names(found):
                lattice[start].append(found)
        for (start, end), forms in self._led(letters, place, leaders).items():
            near = self.speller.among(letters, start, end, forms)
            near = [one for one in near if one.quality >= SATISFIED and names(one)]
            lattice[start] += [one for one in near if not _takes_to(one, letters, lattice)]

    def _may_begin(self, word: str, form: str) -> bool:
        """Whether a word may be how a form begins: one that is known is not another one (« qui le presidan de la
        metropole » is no « vice-président de la Métropole »)."""
        known = self._forms.senses(word) is not None
        return not known or len(word) == 1 or OSA.distance(word, form[: len(word)]) < len(word)

    def _announced(self, letters: Letters, place: int) -> bool:
        """Whether a name may begin at a place: after « à » or « de », or at the head of a message."""
        return place == 0 or letters.words[place - 1] in self._announcers.prepositions

    def _worth(self, letters: Letters, start: int, end: int, place: int, satisfied: bool) -> bool:
        """Whether the neighbours of a word in a window may belong to one name with it.

        They are names, everyday or unknown words, or say nothing; and where the word alone is nearly certain, one of
        them at least is not a small word.
        """
        telling = not satisfied
        for other in range(start, end):
            word = letters.words[other]
            if other == place or len(word) < FILLER:
                continue
            senses = self._forms.senses(word)
            if senses is None or any(sense.record is not None for sense in senses):
                telling = True
            elif len(word) > FILLER and any(sense.weight for sense in senses):
                return False
        return telling

    def _led(self, letters: Letters, place: int, leaders: _Leaders) -> dict[tuple[int, int], dict[str, int]]:
        """The windows around a word that may be long forms, to which one of their words leads, with those forms and
        the edits that each tolerates beside those of the words that lead to it, which sound right."""
        found: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
        for leader in range(max(0, place - MOST_WORDS + 1), min(len(letters), place + MOST_WORDS)):
            windows = leaders.get(leader)
            if windows is None:
                windows = leaders[leader] = self._leads(letters, leader)
            for start, end, form, edits, heard in windows:
                if start <= place < end:
                    found[start, end][form] = found[start, end].get(form, edits) + heard
        return found

    def _leads(self, letters: Letters, leader: int) -> list[_Lead]:
        """The windows to which a word leads, each with the form that it may be, the edits that this tolerates, and
        those between the word and what it sounds like there."""
        found = []
        word = letters.words[leader]
        most_before = letters.count(0, leader) + MOST_EDITS
        most_after = letters.count(leader + 1, len(letters)) + MOST_EDITS
        for form, before, after, edits in self._forms.leads.get(sound(letters.text.tokens[leader].heard), ()):
            if before <= most_before and after <= most_after:
                start, end = letters.around(leader, before, after)
                heard = OSA.distance(word, form[before : len(form) - after])
                near = abs(letters.count(start, end) - len(form)) <= edits + heard
                if near and self._may_begin(letters.words[start], form):
                    found.append((start, end, form, edits, heard))
        return found


def _is_written_as_a_name(text: Text, place: int) -> bool:
    """Whether a short word, or one before another, has a capital that begins no sentence, after a word without (« et le
    TFC », « combien a reçu Toto Machin ? »): it is no misspelt word."""
    raw, tokens = text.raw, text.tokens
    if place == 0 or place in text.ends or not raw[tokens[place].start].isupper():
        return False
    written = raw[tokens[place].start : tokens[place].end]
    followed = place + 1 < len(tokens) and raw[tokens[place + 1].start].isupper()
    return raw[tokens[place - 1].start].islower() and (len(written) <= MOST_SHORT or followed)


def _is_acronym(text: Text, place: int) -> bool:
    """Whether a short word is of capitals alone, in a message that is not: it is no misspelt word."""
    written = text.raw[text.tokens[place].start : text.tokens[place].end]
    return 1 < len(written) <= MOST_SHORT and written.isupper() and written.isalpha() and not text.raw.isupper()


def _begins_with_article(word: str) -> bool:
    """Whether a word may be a noun that its article was written to (« unchatbot »)."""
    return any(len(word.removeprefix(article)) >= LEAST_NOUN for article in GLUED if word.startswith(article))


def _is_enough(one: Mention, whole: Mention, letters: Letters) -> bool:
    """Whether a mention is as good without the small words of another (« saint deni » in « saint deni on »)."""
    if not (whole.start <= one.start and one.end <= whole.end and one.quality > whole.quality):
        return False
    more = letters.count(whole.start, whole.end) - letters.count(one.start, one.end)
    another = names(whole) and not names(one) and one.weight > 0
    return more <= FILLER and (another or one.senses[0].id == whole.senses[0].id)


def _is_placed(found: Mention) -> bool:
    """Whether a mention may name a place that is in another."""
    return any(sense.record is not None and sense.record.type.within for sense in found.senses)


def _takes_to(one: Mention, letters: Letters, lattice: Sequence[Sequence[Mention]]) -> bool:
    """Whether a name is made with the « à » before what is rather a name without it (« à Itry-sur-Seine »)."""
    if letters.words[one.start] != AUXILIARY or not names(one):
        return False
    return any(other.end == one.end and names(other) for other in lattice[one.start + 1])


def _windows(count: int, place: int) -> Iterator[tuple[int, int]]:
    """The windows of two words and more that hold a word."""
    for start in range(max(0, place - MOST_WORDS + 1), place + 1):
        for end in range(max(place + 1, start + 2), min(count, start + MOST_WORDS) + 1):
            yield start, end
