"""Names laid over a message: how much of each its words say, in which stretch, and which compete for one."""

from collections.abc import Container, Iterable, Sequence
from functools import cache
from itertools import pairwise
from math import fsum
from typing import NamedTuple

from bot.french.verbs import TO_HAVE
from bot.french.words import AND, ARTICLES, DEFINITE, INSIDE, IS, LINKING, NOT, OF, WHO, WITHOUT
from bot.grants.form import form, heads
from bot.grants.names import Held, Near
from bot.grants.short_names import INITIALS, LITTLE_WORDS, is_acronym
from bot.understanding.register import IS_A_NAME, MAY_BE_A_NAME, NEAR_A_WORD, SAYS_NOTHING

LEAST_COVER = 0.35
"""Cover from which one word calls a name, and whatever else it may call; other words beside it count against it."""
LEAST_KNOWN = 0.75
"""The same where all those words are words of the subject too (« club de tennis »)."""
WHOLE = 0.95
LEAST_LETTERS = 3
"""Letters that a part of a name has, to call it."""
TELLING = 0.1
"""Share of the weight of a name from which one of its words is not a mere link."""
ALIKE = 0.85
"""Share of the weight that the best name takes from a stretch, from which another competes for it."""
MOST_BEARING = 3
"""Names that hold a word for which, rather than none, they are all proposed."""
MOST_ALIKE = 24
"""Names that compete beyond which the words call none of them: they say of what kind it is (« les associations »)."""
MOST_BETWEEN = 3
"""Little words between two words of a name."""
LEAST_ALIKE = 5
"""Letters with which a word begins in both genders."""
PER_EDIT = 0.12
"""What an edit takes from the quality of a word."""
PARTING = WITHOUT | NOT | (LINKING - AND)
"""Words that are between no two of a name that does not hold them."""
NAMING = (IS_A_NAME, MAY_BE_A_NAME, NEAR_A_WORD)
"""Roles of what calls a name by itself."""


class Said(NamedTuple):
    """A word of names that one of a message may be."""

    place: int
    """Of the one in the message."""
    rank: int
    """Of this among what it may be, from the likeliest."""
    near: Near


class _Stretch(NamedTuple):
    """Words of a name in a row in a message."""

    said: dict[int, Near]
    """All the words of the name that the message says, by their places."""
    first: dict[str, int]
    """Where each of this stretch stands first."""
    places: list[int]
    """Of those that tell something."""
    weight: float
    """Of its words."""
    taken: float
    """The same, less where they are misspelt."""
    inside: float
    """The same, from the first word that tells something to the last."""
    telling: int
    """How many of those call a name by themselves."""
    quality: float
    """1, less what the edits of its words take."""
    letters: int
    """Of those that tell something."""
    within: bool
    """Whether it stands after what is in or of it (« les clubs de Colomiers »), or before who is asked for."""
    around: dict[tuple[int, int], "_Around"]
    """What stands there, as far as it was looked for, by where it starts and ends."""


class _Around(NamedTuple):
    """A stretch as it stands in a message."""

    text: str
    """All its words, with a space after each."""
    beside: tuple[int, ...]
    """The words right before and after it that may be of a name, but not of this one."""


class Laid(NamedTuple):
    """A name laid over a message."""

    start: int
    end: int
    taken: float
    """The weight of its words that the stretch says."""
    cover: float
    """0 to 1."""
    beneficiary: int
    name: str
    stretch: _Stretch
    around: _Around

    @property
    def calls(self) -> bool:
        """Whether so much of it is said that somebody may have called it."""
        stretch, beside, head = self.stretch, self.around.beside, self._head
        least = LEAST_COVER if stretch.telling else LEAST_KNOWN if len(stretch.places) > 1 else WHOLE
        # An acronym within one name alone: rather than none, that one is proposed.
        known = head.text in form().sigles and not head.edits
        # « Départemental » is of many names, however few write it « dptal ».
        short = head.text in _abbreviations() and head.text not in self.around.text.split()
        alone = self._rare and not head.edits and not short and (known or len(head.text) >= LEAST_LETTERS)
        # A part of a name, misspelt, beside words of another is of none; so is a letter.
        enough = stretch.letters >= LEAST_LETTERS or known or self.cover >= WHOLE
        return (self._sure or self._well >= least or alone) and enough and not (beside and stretch.quality < 1)

    @property
    def doubtful(self) -> bool:
        """Whether it is but one word of a long name, or the letters that its words begin with."""
        part = self._rare and not self._sure and self._well < LEAST_COVER
        return part or self.name.startswith(INITIALS)

    @property
    def telling(self) -> set[int]:
        """Where its words stand that are no little ones."""
        return {place for place in self.stretch.places if self.stretch.said[place].text not in LITTLE_WORDS}

    @property
    def _head(self) -> Near:
        """The first of its words that tell something."""
        return self.stretch.said[self.stretch.places[0]]

    @property
    def _well(self) -> float:
        """Its cover, less for the words beside."""
        places = len(self.stretch.places)
        return self.cover * places / (places + len(self.around.beside))

    @property
    def _rare(self) -> bool:
        """Whether one word calls it, that hardly any other name holds."""
        told = self.stretch.telling == len(self.stretch.places) == 1
        return told and self._head.names <= MOST_BEARING and not self.around.beside

    @property
    def _sure(self) -> bool:
        """Whether it is called so, however little of it is said."""
        telling, head = self.stretch.telling, self._head
        # « Le CNRS » is how « CNRS CTRE NAT DE LA RECHERCHE SCIENTIFIQUE » is called.
        # « Le Tangram » is how « Le Tangram scène nationale » is, « la maison » nobody.
        first = self.name.startswith(f"{head.text} ") or (head.names == 1 and _heavy(self.name)[:1] == [head.text])
        # « Les scout » is how « Scouts et Guides de France » is called.
        exact = not head.edits or f"{self.around.text.strip()}s" == head.text
        begins = (first or self._is_second_of_pair(head.text)) and exact and len(head.text) >= LEAST_LETTERS
        several = telling > 1 or (len(self.stretch.places) > 1 and self.cover >= LEAST_COVER)
        several = several or (self._rare and not head.edits and is_acronym(head.text))
        opens = self.end - self.start > 1 and self.cover >= LEAST_COVER and self._opens
        return ((telling > 0 and (several or begins)) or opens) and not self.around.beside

    def _is_second_of_pair(self, word: str) -> bool:
        """Whether a name begins with a word and the same in the other gender (« Éclaireuses et Éclaireurs »)."""
        first, *rest = self.name.split()
        return rest[:2] == ["et", word] and first[:LEAST_ALIKE] == word[:LEAST_ALIKE]

    @property
    def _opens(self) -> bool:
        """Whether its name begins so, whatever little words are said between (« la mission locale » is how « MISSION
        LOCALE HAUTE GARONNE » is called, and so is « la mission locale de Haute-Garonne »)."""
        heavy = _heavy(self.around.text)
        begins = len(heavy) > 1 and _heavy(self.name)[: len(heavy)] == heavy
        return begins or self.name.startswith(self.around.text)


@cache
def _abbreviations() -> frozenset[str]:
    """How names write words in short."""
    return frozenset(short for ones in form().abreges.values() for short in ones)


def _heavy(text: str) -> list[str]:
    return [word for word in text.split() if word not in OF | DEFINITE]


def lay(
    named: Held,
    words: Sequence[str],
    stretches: Iterable[_Stretch],
    roles: Sequence[int],
    weights: dict[str, float],
    paused: Container[int],
) -> Laid | None:
    """The stretch of a message that says the most of a name; `None` where none does."""
    beneficiary, name, wanted = named
    total = sum([weights[word] for word in wanted])
    bare = form().unprefixed(name)
    core = set() if bare == name else set(bare.split())
    best: Laid | None = None
    for stretch in stretches:
        first = stretch.first
        cover = min(1.0, stretch.weight / total)
        # « Combien a reçu Colomiers ? » calls its commune, « les clubs de Colomiers » does not.
        if core and core != wanted.keys() and core <= first.keys() and not stretch.within:
            cover = 1.0
        # « Les syndicats » does not call « SYNDICAT LES ABATTOIRS » more than the other ones.
        taken = stretch.taken if cover >= WHOLE else stretch.inside
        # « La CFDT, combien de Toulouse Métropole ? » calls its union, whatever else of the name is said.
        if best is not None and (stretch.telling > 0, taken) <= (best.stretch.telling > 0, best.taken):
            continue
        # A little word at either end is of the name where the whole name is said, or where it tells something.
        least = 0.0 if cover >= WHOLE else TELLING * total
        ends = [place for word, place in first.items() if weights[word] >= least] or stretch.places
        start, end = min(ends), max(ends) + 1
        around = stretch.around.get((start, end))
        if around is None:
            text = "".join([f"{word} " for word in words[start:end]])
            beside = _beside(start, end, words, stretch.said, roles)
            # « Airbus, Safran et Continental » are three.
            beside = tuple(one for one in beside if (start if one < start else one) not in paused)
            around = stretch.around[start, end] = _Around(text, beside)
        best = Laid(start, end, taken, cover, beneficiary, name, stretch, around)
    return best


def _beside(start: int, end: int, words: Sequence[str], said: Container[int], roles: Sequence[int]) -> Iterable[int]:
    """The words right before and after a stretch that may be of a name, but not of this one."""
    for places in (range(start - 1, -1, -1), range(end, len(roles))):
        place = next((place for place in places if roles[place] != SAYS_NOTHING), None)
        if place is None or place in said or roles[place] != IS_A_NAME:
            continue
        # « A resu la croi rouge »: an article begins a name; « Airbus et Safran » are two; « quan est ce que Solagro »
        # says that it is none.
        between = words[place + 1 : start] if place < start else ()
        joined = words[place + 1 : start] if place < start else words[end:place]
        if ARTICLES.isdisjoint(between) and LINKING.isdisjoint(joined) and LITTLE_WORDS.issuperset(joined):
            yield place


def stretches(
    held: Iterable[Said], words: Sequence[str], roles: Sequence[int], weights: dict[str, float]
) -> Iterable[_Stretch]:
    """Where a message says words that a name holds: those in a row, unless they call nobody."""
    # Of what a word may be, the first that the name holds.
    said = {one.place: one.near for one in sorted(held, key=lambda one: -one.rank)}
    # « Qu’est-ce que la Mission locale a eu ? » says nothing of the east.
    said = {place: near for place, near in said.items() if words[place] not in IS or place - 1 in said}
    for run in _runs(sorted(said), words, roles):
        first: dict[str, int] = {}
        for place in _begun(run, words):
            first.setdefault(said[place].text, place)
        places = sorted(place for place in first.values() if roles[place] != SAYS_NOTHING and words[place] not in IS)
        if places:
            # « Le montant de l’opération | de la commune de Fécamp » has its own « de ».
            own = {said[place].text: place for place in reversed(run) if places[0] <= place <= places[-1]}
            first |= {word: place for word, place in own.items() if word in LITTLE_WORDS}
        # « La ville a donné combien ? » calls none.
        if not all(words[place] in heads() for place in places):
            spelt = {word: weights[word] / (1 + said[place].edits / 4) for word, place in first.items()}
            yield _Stretch(
                said,
                first,
                places,
                weight=fsum(weights[word] for word in first),
                taken=fsum(spelt.values()),
                inside=fsum(spelt[word] for word, place in first.items() if places[0] <= place <= places[-1]),
                telling=sum(roles[place] in NAMING for place in places),
                quality=1 - sum([PER_EDIT * said[place].edits for place in places]) / len(places),
                letters=sum(len(said[place].text) for place in places),
                within=_is_within(words, places[0]) or _asks_who(words, places[-1] + 1),
                around={},
            )


def _is_within(words: Sequence[str], place: int) -> bool:
    """Whether what stands there is in or of something, be that word of a name too (« les clubs | du Moule »)."""
    return not INSIDE.isdisjoint(words[max(0, place - 1) : place + 1])


def _asks_who(words: Sequence[str], place: int) -> bool:
    """Whether who got something is asked from there on (« Mesvres, | qui a eu quoi ? »), not which of two did (« Arques
    ou Mesvres, | qui a eu le plus ? »)."""
    asks = words[place : place + 1] == [WHO] and not TO_HAVE.isdisjoint(words[place + 1 : place + 2])
    return asks and LINKING.isdisjoint(words[:place])


def _runs(places: Sequence[int], words: Sequence[str], roles: Sequence[int]) -> Iterable[list[int]]:
    """Places in a row but for a few little words between them that begin no other name (« et la… », « ou »), nor leave
    it out (« Vienne sans le rugby »)."""
    run: list[int] = []
    for place in places:
        between = range(run[-1] + 1, place) if run else ()
        parted = any(words[one] in AND and words[one + 1] in ARTICLES for one in between)
        parted = parted or any(words[one] in PARTING for one in between)
        if len(between) > MOST_BETWEEN or parted or any(roles[one] != SAYS_NOTHING for one in between):
            yield from _in_turn(run, words)
            run = []
        run.append(place)
    if run:
        yield from _in_turn(run, words)


def _in_turn(run: list[int], words: Sequence[str]) -> Iterable[list[int]]:
    """Places in a row, those on either side of « et » first: a name said there is not begun before it (« Vivre à Cloué
    et Fanfare de Cloué »)."""
    ends = [at for at, (one, next_) in enumerate(pairwise(run), 1) if not AND.isdisjoint(words[one + 1 : next_])]
    for begin, end in pairwise((0, *ends, len(run)) if ends else ()):
        yield run[begin:end]
    yield run


def _begun(run: Sequence[int], words: Sequence[str]) -> Sequence[int]:
    """A run without the little words before it that other words part from it (« le numéro *de* dossier du Trail de
    l’Épine »)."""
    first = next((at for at, place in enumerate(run) if words[place] not in LITTLE_WORDS), 0)
    gaps = [at for at in range(first) if run[at + 1] > run[at] + 1]
    return run[gaps[-1] + 1 :] if gaps else run


def compete(laid: Iterable[Laid]) -> Iterable[list[Laid]]:
    """Those that compete for each stretch, the best covered first; each beneficiary once."""
    left = sorted(laid, key=lambda one: (-one.taken, -one.cover))
    while left:
        best = left[0]
        group: dict[int, Laid] = {}
        # « La Roue d’Or du Sud a eu combien ? » does not call « Sud à bicyclette » too.
        taken = set(best.stretch.first.values())
        across = [one for one in left if (one.start < best.end and best.start < one.end) or taken >= one.telling]
        for one in across:
            if one.taken >= ALIKE * best.taken:
                known = group.get(one.beneficiary)
                group[one.beneficiary] = one if known is None or one.cover > known.cover else known
        if len(group) <= MOST_ALIKE and any(one.calls for one in group.values()):
            yield sorted(group.values(), key=lambda one: (-one.cover, one.beneficiary))
        gone = set(map(id, across))
        left = [one for one in left if id(one) not in gone]
