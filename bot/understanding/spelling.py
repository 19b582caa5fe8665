"""What one stretch of a message may be: the known forms near it, by spelling and by sound, the best with its rivals.

How near is near is the first part of the scoring model (`scoring`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.french.numbers import CENTURIES
from bot.french.sound import rough, sound
from bot.french.text import ELIDED
from bot.french.words import OF
from bot.understanding import scoring
from bot.understanding.forms import Forms, glue, in_order
from bot.understanding.index import MOST_EDITS, name_tolerance
from bot.understanding.letters import Letters, Stretch
from bot.understanding.mention import Mention, Rival, Sense, mention
from bot.understanding.places import PlaceNames
from bot.understanding.subject import is_object, is_subject

LEAST_PLACE = 0.85
"""Quality from which a misspelt name may be that of a place elsewhere."""
LEAST_FAR = 6
"""Letters that it has at least, or one less where it sounds the same."""
FARTHER = 0.05
"""What a place elsewhere is less likely than one of ours."""
LEAST_SIMILAR = 0.85
"""Quality from which a word of another language may be a misspelt French one."""
LEAST_PIECES = 10
"""Letters of a name in more or fewer pieces than its words from which it may be very misspelt."""
CUT = 0.8
"""Quality of a name cut short, and of an acronym in another order."""
MOST_LETTERS = 60
MOST_RIVALS = 3
LEAST_HOMOPHONE = 5
"""Letters of an everyday word that may have been written for another."""
LEAST_DAMAGED = 6
"""Letters of a word of an expression from which it may have MOST_EDITS edits."""
FILLER = 3
"""Letters up to which a word says little."""


class Setting(Struct, frozen=True):
    """What the words around a stretch make of it."""

    another_place: bool = False
    """Whether it is no misspelt name of ours, being that of another place."""
    no_place: bool = False
    """Whether it is no misspelt place elsewhere."""
    announced: bool = False
    """Whether it is where a name would be: after a preposition and before no unknown word, or before « a » at the head
    of a sentence, or all that is said."""
    due: bool = False
    """Whether it is where but the name of a place would be (« la ville de »)."""


_ANYWHERE = Setting()


class Hit(Struct, frozen=True):
    """A known form near a stretch."""

    quality: float
    form: str
    heard: int
    """Edits between how they sound."""
    senses: tuple[Sense, ...]


class Speller:
    """Knows what misspelt words were meant to be."""

    def __init__(
        self,
        forms: Forms,
        places: PlaceNames,
        determiners: Iterable[str] = (),
        prepositions: Iterable[str] = (),
        kinds: Iterable[str] = (),
    ) -> None:
        """
        Args:
            forms: the known spellings.
            places: the names of the gazetteers.
            determiners: folded words after which a word is no name of a place elsewhere (« une place »).
            prepositions: folded words that announce a name.
            kinds: folded words that say what a place is (« la ville de »).
        """
        self._forms = forms
        self._places = places
        self._determiners = frozenset(determiners)
        self._prepositions = frozenset(prepositions)
        self._kinds = frozenset(kinds)

    def glued(self, letters: Letters, start: int, end: int) -> Mention | None:
        """The form that some words are but for their spaces, or for an elided letter before a name."""
        form = letters.form(start, end)
        senses = self._forms.senses(form)
        if senses is None and end - start > 1 and form[0] in ELIDED and len(letters.words[start]) > FILLER:
            form = form[1:]
            senses = self._forms.senses(form)
            if senses is not None and senses[0].record is None:
                return None
        return mention(start, end, senses, scoring.JOINED, form, "join") if senses else None

    def near(self, letters: Letters, start: int, end: int, names: bool = False) -> Mention | None:
        """The best known form, or the best name, for words that are not known as they stand."""
        found = self.glued(letters, start, end)
        if found is not None:
            return found
        words = letters.stretch(start, end)
        if not 2 < len(words.form) <= MOST_LETTERS:
            return None
        forms = self._forms
        alike = self._alike(words, forms.near_names(words.form) if names else forms.near(words.form))
        setting = self._setting(letters, words) if alike else _ANYWHERE
        hits = self._hits(words, alike.items(), setting)
        named = _rather_named(hits, setting.due) if setting.announced else []
        if named:
            best = _best(words, named)
            return replace(best, unsure=best.unsure or named[0] is not hits[0])
        short = forms.cut_short.get(words.form) if end == start + 1 else None
        if hits and (short is None or hits[0].quality > CUT):
            best = _best(words, hits)
            # « Garges » begins another name as well, « Sceau » is said as « Sceaux » is.
            another = best.how == "distance" and words.form in self._places.begun and self._forms.is_place(best.form)
            return replace(best, unsure=True) if another else best
        meant = short or (forms.anagrams.get("".join(sorted(words.form))) if end == start + 1 else None)
        if meant:
            return mention(start, end, forms.senses(meant) or (), CUT, meant, "distance")
        # « Alfor a eu quoi ? », « et alfor ? »: amid a message it may be said of something else.
        told = end == start + 1 and (start == 0 or end == len(letters))
        begun = forms.shared.get(words.form, ()) if told else ()
        senses = tuple(sense for spaced in begun for sense in (forms.senses(glue(spaced)) or ())[:1])
        return mention(start, end, senses, CUT, glue(begun[0]), "distance", unsure=True) if senses else None

    def filled(self, letters: Letters, start: int, end: int, place: int, gap: Mapping[str, str]) -> Mention | None:
        """The best form of several words of which one is misspelt.

        Args:
            letters: the message.
            start: the first of the words.
            end: after the last.
            place: the misspelt one.
            gap: the forms that have all the others, each with the word that it has in its place.
        """
        word = letters.words[place]
        most = MOST_EDITS if len(word) >= LEAST_DAMAGED else MOST_EDITS - 1
        key = sound(letters.text.tokens[place].heard)
        alike = [
            (form, edits)
            for meant, edits, form in process.extract(word, gap, scorer=OSA.distance, score_cutoff=most, limit=None)
            if edits <= name_tolerance(len(form)) or sound(meant) == key
        ]
        if not alike:
            return None
        words = letters.stretch(start, end)
        hits = [
            hit
            for hit in self._hits(words, alike, self._setting(letters, words))
            if hit.quality >= scoring.LEAST_PHRASE or hit.form in self._forms.proper
        ]
        return _best(words, hits) if hits else None

    def among(self, letters: Letters, start: int, end: int, forms: Mapping[str, int]) -> list[Mention]:
        """Those of some forms, each with the edits that it tolerates, that some words are near, best first."""
        words = letters.stretch(start, end)
        compared = process.extract(
            words.form, list(forms), scorer=OSA.distance, score_cutoff=max(forms.values()), limit=None
        )
        near = [(form, edits) for form, edits, _ in compared if edits <= forms[form]]
        return [_best(words, [hit]) for hit in self._hits(words, near)]

    def heard(self, letters: Letters, start: int, end: int) -> Mention | None:
        """The best form that sounds as some words do."""
        words = letters.stretch(start, end)
        near = [(form, OSA.distance(words.form, form)) for form in self._sounding(words)]
        hits = self._hits(words, near)
        return _best(words, hits) if hits else None

    def quality(self, word: str, heard: str) -> float:
        """How near the nearest known form is to a word; 0 when there is none."""
        key = sound(heard)
        qualities = (
            scoring.quality_of(word, form, edits, OSA.distance(key, self._forms.key(form)))
            for form, edits in self._forms.near(word)
        )
        return max(qualities, default=0.0)

    def ours(self, word: str, heard: str) -> tuple[Rival, ...]:
        """Our names that the name of a place elsewhere may have been written for, best first."""
        key = sound(heard)
        near = (
            Rival(form, scoring.quality_of(word, form, edits, OSA.distance(key, self._forms.key(form))))
            for form, edits in self._forms.near_names(word)
            if form in self._forms.proper
        )
        return tuple(sorted((one for one in near if one.quality >= scoring.LEAST_SURE), key=lambda one: -one.quality))

    def homophones(self, word: str, heard: str) -> tuple[Sense, ...]:
        """What words that sound like an everyday one mean (« montent » for « montant »)."""
        if len(word) < LEAST_HOMOPHONE:
            return ()
        return tuple(
            sense
            for form in self._forms.heard.get(sound(heard), ())
            if scoring.quality_of(word, form, OSA.distance(word, form), 0) >= scoring.LEAST_HEARD
            for sense in self._forms.senses(form) or ()
            if sense.record is None and sense.weight > 0
        )

    def similar(self, letters: Letters, place: int) -> tuple[Sense, ...]:
        """What a word of another language may be a misspelling of (« done » for « donné »)."""
        words = letters.stretch(place, place + 1)
        alike = self._alike(words, self._forms.near(words.form))
        hits = self._hits(words, alike.items(), self._setting(letters, words))
        return tuple(sense for hit in hits if hit.quality >= LEAST_SIMILAR for sense in hit.senses)

    def _alike(self, words: Stretch, near: Iterable[tuple[str, int]]) -> dict[str, int]:
        """The forms near some words by spelling, with those that sound the same, each with its edits."""
        alike = dict(near)
        for form in self._sounding(words):
            if form not in alike:
                alike[form] = OSA.distance(words.form, form)
        return alike

    def _sounding(self, words: Stretch) -> Iterator[str]:
        """The forms that sound as some words do, and the places that do so roughly."""
        if len(words.key) > 1:
            yield from self._forms.heard.get(words.key, ())
            for form in self._forms.roughly.get(rough(words.key), ()):
                if self._surely_heard(words, form):
                    yield form

    def _surely_heard(self, words: Stretch, form: str) -> bool:
        """Whether a form that sounds roughly as some words is near enough to be taken for what was meant."""
        heard = OSA.distance(words.key, self._forms.key(form))
        edits = OSA.distance(words.form, form)
        return scoring.quality_of(words.form, form, edits, heard) >= scoring.LEAST_SURE

    def _setting(self, letters: Letters, words: Stretch) -> Setting:
        """What stands around some words."""
        before = letters.words[words.start - 1] if words.start else ""
        last = letters.words[words.end - 1]
        another = len(words.form) - len(last) < FILLER and bool(
            self._places.rows(last) or self._places.rows(before + words.form)
        )
        after = letters.words[words.end] if words.end < len(letters) else ""
        announced = before in self._prepositions if before else not after
        if announced and after:
            announced = self._forms.senses(after) is not None or self._forms.everyday(after) is not None
        done = is_object(letters.text, words.start)
        announced = announced or done or is_subject(letters.text.tokens, words.start, words.end)
        due = before in OF and words.start > 1 and letters.words[words.start - 2] in self._kinds
        due = (due or done) and len(words.form) > FILLER
        return Setting(another, before in self._determiners, announced, due)

    def _least(self, words: Stretch, form: str, heard: int, announced: bool) -> float:
        """The quality from which some words may be a name: less for a proper one, unless in too many short pieces."""
        count = words.end - words.start
        if form in self._forms.proper and (
            count == 1 or len(words.form) >= LEAST_PIECES or self._forms.written_in(form, count)
        ):
            return scoring.LEAST_ANNOUNCED if announced else scoring.LEAST_NAME
        return scoring.LEAST_UNHEARD if heard else scoring.LEAST_HEARD

    def _hits(self, words: Stretch, near: Iterable[tuple[str, int]], setting: Setting = _ANYWHERE) -> list[Hit]:
        """The forms near enough to some words, best first, of those at so many edits."""
        hits: list[Hit] = []
        among = words.end > words.start + 1 and any(map(str.isdigit, words.form))
        counts, year = words.form[0].isdigit() or among, _year_in(words.form)
        for form, edits in near:
            # « 5 min » is no misspelt « FMIN », « les 2 derniers » no « l’an dernier ».
            if counts and form.isalpha():
                continue
            # « Exercices 2022 » is no misspelt « exercice 2002 ».
            if year and _year_in(form) not in ("", year):
                continue
            heard = OSA.distance(words.key, self._forms.key(form))
            quality = scoring.quality_of(words.form, form, edits, heard)
            senses = self._forms.senses(form)
            if senses is None:
                long = len(words.form) >= (LEAST_FAR if heard else LEAST_FAR - 1)
                if quality >= LEAST_PLACE and long and not (setting.another_place or setting.no_place):
                    found = self._places.senses(self._places.rows(form))
                    hits.append(Hit(quality - FARTHER, form, heard, found))
            elif senses[0].record is None:
                least = scoring.LEAST_UNHEARD if heard else scoring.LEAST_HEARD
                if quality >= (scoring.LEAST_PHRASE if words.end > words.start + 1 else least):
                    hits.append(Hit(quality, form, heard, senses))
            elif not setting.another_place and quality >= self._least(words, form, heard, setting.announced):
                hits.append(Hit(quality, form, heard, senses))
        hits.sort(key=_rank)
        return hits


def _year_in(form: str) -> str:
    """The year that a form tells in digits, "" for none."""
    digits = "".join(filter(str.isdigit, form))
    return digits if CENTURIES.fullmatch(digits) else ""


def _rank(hit: Hit) -> tuple[float, str]:
    return -hit.quality, hit.form


def _rather_named(hits: Sequence[Hit], due: bool) -> list[Hit]:
    """The names that words may be which are nearer to a word that says nothing (« les projets de Sceux »), or to any
    where a name is due (« la ville de Gentiml »)."""
    if not hits or (not due and any(sense.weight for sense in hits[0].senses)):
        return []
    return [hit for hit in hits if hit.senses[0].record is not None]


def _best(words: Stretch, hits: Sequence[Hit]) -> Mention:
    """The best of some hits as a mention; a name before a word as near."""
    margin = scoring.MARGIN * scoring.PER_LETTER / len(words.form)
    tied = [hit for hit in hits if hits[0].quality - hit.quality < margin]
    main = next((hit for hit in tied if hit.senses[0].record is not None), hits[0])
    senses = _together(main, tied)
    names = sum(sense.record is not None for sense in senses)
    return mention(
        words.start,
        words.end,
        senses,
        main.quality,
        main.form,
        "distance" if main.heard else "sound",
        rivals=tuple(Rival(hit.form, round(hit.quality, 3)) for hit in hits if hit is not main)[:MOST_RIVALS],
        unsure=names > 0 and (main.quality < scoring.LEAST_SURE or names > len(main.senses)),
    )


def _together(main: Hit, tied: Sequence[Hit]) -> tuple[Sense, ...]:
    """The senses of a misspelt form, and those of others as near: words, or where it is a name, names of its kind."""
    senses = {sense.id: sense for sense in main.senses}
    kind = main.senses[0].record and main.senses[0].record.type
    for hit in tied:
        for sense in hit.senses:
            if (sense.record and sense.record.type) is kind:
                senses.setdefault(sense.id, sense)
    if sum(sense.record is not None for sense in senses.values()) > len(main.senses):
        return tuple(replace(sense, exact_name=True) for sense in senses.values())
    return tuple(senses.values()) if kind else in_order(tuple(senses.values()))
