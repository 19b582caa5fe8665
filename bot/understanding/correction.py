"""What the unknown words of a message may be: joined, torn, misspelt or misheard forms, alone or with neighbours.

For a window of tokens, a known form at e edits of the spelling (optimal string alignment) and h edits of the sound
key has the quality

    q = 1 - 1.2 c / letters        c = min(e, (e + h) / 2), and one half more for another first letter that sounds so

and is kept from 0.74 where it sounds the same, 0.79 where it does not, 0.9 for an expression of several words. The mean
of both distances ranks French misspellings better than either alone. A form that is exact but for its spaces has
q = 0.97. An exact form has no rival on the same tokens: Montrouge is not a misspelt Montreuil.
"""

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA

from bot.french.sound import sound
from bot.french.text import Text, Token
from bot.understanding.forms import Forms
from bot.understanding.mention import Mention, Sense, mention
from bot.understanding.places import PlaceNames

LEAST_HEARD = 0.74
LEAST_UNHEARD = 0.79
LEAST_PHRASE = 0.9
LEAST_NEAR_PLACE = 0.85
JOINED = 0.97
LEAST_TORN = 8
"""Letters of a name from which everyday words may be its pieces (« courbe voie »)."""
LEAST_HOMOPHONE = 5
"""Letters of an everyday word that may have been written for another."""
MOST_BEFORE = 4
"""Words before an unknown one that may belong to the same name."""
MOST_WORDS = 7
MOST_LETTERS = 60
ELIDED = ("l", "d", "qu", "j", "n", "s", "c", "m", "t")


class Corrector:
    """Finds what unknown words were meant to be."""

    def __init__(
        self, forms: Forms, places: PlaceNames, determiners: Iterable[str] = (), prepositions: Iterable[str] = ()
    ) -> None:
        """
        Args:
            forms: the known spellings.
            places: the names of the gazetteers.
            determiners: folded words after which a word in lower case is no name of a place (« une place »).
            prepositions: folded words that lead to the name of a place.
        """
        self._forms = forms
        self._places = places
        self._determiners = frozenset(determiners)
        self._prepositions = frozenset(prepositions)

    def correct(
        self, text: Text, lattice: list[list[Mention]], known: Sequence[bool], everyday: Sequence[bool]
    ) -> None:
        """Add to a lattice what the words that are not known, or only as everyday words, may be."""
        tokens = text.tokens
        count = len(tokens)
        asked: set[tuple[int, int]] = set()
        for place in range(count):
            if known[place]:
                continue
            for start in range(max(0, place - MOST_BEFORE), place + 1):
                form = heard = ""
                for end in range(start + 1, min(count, start + MOST_WORDS) + 1):
                    form += tokens[end - 1].text
                    heard += tokens[end - 1].heard
                    if end <= place or (start, end) in asked or len(form) > MOST_LETTERS:
                        continue
                    if everyday[place] and (end == start + 1 or len(form) < LEAST_TORN):
                        continue
                    asked.add((start, end))
                    found = self._near(start, end, form, heard)
                    if found is not None and not (everyday[place] and found.senses[0].record is None):
                        lattice[start].append(found)
                self._place(text, start, place, lattice, everyday[place])
            if not everyday[place]:
                self._split(tokens[place], place, lattice)

    def _near(self, start: int, end: int, form: str, heard: str) -> Mention | None:
        """The best known form for a window that is not known as it stands."""
        senses = self._forms.senses(form)
        if senses:
            return mention(start, end, senses, JOINED if len(form) > 3 else 0.9, form, "join")
        if len(form) < 3:
            return None
        key = sound(heard)
        near = dict(self._forms.near.look(form))
        if len(key) > 1:
            for other in self._forms.heard.get(key, ()):
                if other not in near:
                    near[other] = OSA.distance(form, other)
        best: tuple[float, str, str] | None = None
        for other, edits in near.items():
            heard_edits = OSA.distance(key, self._forms.sounds.get(other, other))
            score = quality(form, other, edits, heard_edits)
            least = LEAST_UNHEARD if heard_edits else LEAST_HEARD
            if end > start + 1 and self._known(other)[0].record is None:
                least = LEAST_PHRASE
            if score >= least and (best is None or score > best[0]):
                best = score, other, "distance" if heard_edits else "sound"
        if best is None and end == start + 1:
            acronym = self._forms.anagrams.get("".join(sorted(form)))
            if acronym is not None:
                best = 0.8, acronym, "distance"
        if best is None:
            return None
        score, other, how = best
        return mention(start, end, self._known(other), score, other, how)

    def homophones(self, word: str, heard: str) -> tuple[Sense, ...]:
        """What words that sound like an everyday one mean (« montent » for « montant »)."""
        if len(word) < LEAST_HOMOPHONE:
            return ()
        return tuple(
            sense
            for form in self._forms.heard.get(sound(heard), ())
            if quality(word, form, OSA.distance(word, form), 0) >= LEAST_HEARD
            for sense in self._known(form)
            if sense.record is None and sense.weight > 0
        )

    def _known(self, form: str) -> tuple[Sense, ...]:
        return self._forms.senses(form) or ()

    def _says_nothing(self, word: str) -> bool:
        senses = self._forms.senses(word)
        return senses is not None and all(sense.weight == 0 for sense in senses)

    def _split(self, token: Token, place: int, lattice: list[list[Mention]]) -> None:
        """An unknown word that is two known ones run together (« lesprojets », « dantony », « lessone »)."""
        word = token.text
        for cut in range(1, len(word) - 3):
            head, tail = word[:cut], word[cut:]
            elided = head in ELIDED
            if not elided and not (cut > 1 and self._says_nothing(head)):
                continue
            senses = self._forms.senses(tail)
            if senses:
                lattice[place].append(mention(place, place + 1, senses, JOINED, tail, "join"))
            elif elided and len(tail) > 5:
                found = self._near(place, place + 1, tail, token.heard[cut:])
                if found is not None:
                    lattice[place].append(found._replace(quality=found.quality - 0.03))

    def _place(self, text: Text, start: int, place: int, lattice: list[list[Mention]], everyday: bool) -> None:
        """Names of the gazetteers on the windows that hold a word: exact, then near."""
        tokens = text.tokens
        before = tokens[start - 1].text if start else ""
        determined = before in self._determiners
        named = before in self._prepositions and text.raw[tokens[start].start].isupper() and not everyday
        led = tokens[start].text in self._determiners
        form = ""
        for end in range(start + 1, min(len(tokens), start + MOST_WORDS) + 1):
            form += tokens[end - 1].text
            if end <= place or len(form) < 2:
                continue
            if self._forms.senses(form) is None:
                notable = not determined and not everyday
                rows = self._places.exact(form, end - start, end - start - led, named, notable)
                if rows:
                    lattice[start].append(mention(start, end, self._places.senses(rows), 1.0, form, "exact"))
                    continue
            if len(form) > 5 and end - start < 5 and not determined and not everyday:
                for other, edits in self._places.near(form):
                    score = quality(form, other, edits, edits)
                    if score >= LEAST_NEAR_PLACE:
                        senses = self._places.senses(self._places.rows(other))
                        lattice[start].append(mention(start, end, senses, score - 0.05, other, "distance"))


def quality(word: str, form: str, edits: int, heard_edits: int) -> float:
    """The formula of the module's docstring."""
    cost = min(edits, (edits + heard_edits) / 2)
    if word[0] != form[0] and heard_edits:
        cost += 0.5
    return 1 - 1.2 * cost / max(len(word), len(form))
