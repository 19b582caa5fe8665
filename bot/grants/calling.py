"""Which beneficiaries the words of a message call: in any order, in part, misspelt.

Every name that holds some of the words is laid over the message. Of a name, the words weigh what they tell (`names`);
its *cover* is the share of that weight that the message says, in one stretch between whose words nothing but little
words stand. The names that take the most weight from a stretch compete for it. One that is said whole is meant, unless
others are too; in part, all of them may be, and the bot asks which.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence, Set
from math import fsum
from typing import NamedTuple

from bot.facts.records import Record, Type
from bot.french.text import OF_NAMES
from bot.french.words import ARTICLES, INSIDE, IS, LINKING
from bot.grants.form import form, heads
from bot.grants.names import MOST_WORDS, Held, Near
from bot.grants.served import Pack
from bot.grants.short_names import INITIALS, LITTLE_WORDS, initials, is_acronym
from bot.understanding.register import IS_A_NAME, MAY_BE_A_NAME, NEAR_A_WORD, SAYS_NOTHING, Called

LEAST_COVER = 0.35
"""Cover from which one word calls a name, and whatever else it may call; other words beside it count against it."""
LEAST_KNOWN = 0.75
"""The same where all those words are words of the subject too (« club de tennis »)."""
WHOLE = 0.95
FAR = 0.35
"""How much more of a name a message says than of any other to mean it, though not in full."""
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
LINK = 3
"""Letters of a word, up to which it may be a misspelt link."""
PER_EDIT = 0.12
"""What an edit takes from the quality of a word."""
MOST_TOKENS = 40
LITTLE = 0.1
"""What a little word weighs beside another: in a few names, « d’ » may be as rare as any."""
NAMING = (IS_A_NAME, MAY_BE_A_NAME, NEAR_A_WORD)
"""Roles of what calls a name by itself."""
UNKNOWN = (IS_A_NAME, NEAR_A_WORD)
"""Roles of what may be a misspelt word of names."""
GLUED = ("l", "d", "la", "le", "les")
"""Articles that may be written in one word with a name (« lamaison »)."""
SHORT = (
    {long: (short,) for short, long in OF_NAMES.items() if short.isalpha()}
    | {short: (town,) for town, ones in form().villes.items() for short in ones}
    | form().abreges
)
"""Words that names may write otherwise, with how."""


class _Said(NamedTuple):
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
    """Whether it stands after what is in or of it (« les clubs de Colomiers »)."""
    around: dict[tuple[int, int], "_Around"]
    """What stands there, as far as it was looked for, by where it starts and ends."""


class _Around(NamedTuple):
    """A stretch as it stands in a message."""

    text: str
    """All its words, with a space after each."""
    beside: tuple[int, ...]
    """The words right before and after it that may be of a name, but not of this one."""


class _Laid(NamedTuple):
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
        alone = self._rare and not head.edits and len(head.text) >= LEAST_LETTERS
        # A part of a name, misspelt, beside words of another is of none; so is a letter.
        enough = stretch.letters >= LEAST_LETTERS or self.cover >= WHOLE
        return (self._sure or self._well >= least or alone) and enough and not (beside and stretch.quality < 1)

    @property
    def doubtful(self) -> bool:
        """Whether it is but one word of a long name, or the letters that its words begin with."""
        part = self._rare and not self._sure and self._well < LEAST_COVER
        return part or self.name.startswith(INITIALS)

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
        begins = not head.edits and self.name.startswith(f"{head.text} ") and len(head.text) >= LEAST_LETTERS
        several = telling > 1 or (len(self.stretch.places) > 1 and self.cover >= LEAST_COVER)
        several = several or (self._rare and not head.edits and is_acronym(head.text))
        # « La mission locale » is how « MISSION LOCALE HAUTE GARONNE » is called.
        opens = self.end - self.start > 1 and self.cover >= LEAST_COVER and self.name.startswith(self.around.text)
        return ((telling > 0 and (several or begins)) or opens) and not self.around.beside


class Beneficiaries:
    """The beneficiaries of a pack, as a `bot.understanding.register.Register`."""

    kind = "beneficiaire"

    def __init__(self, pack: Pack, kind: Type) -> None:
        self._pack = pack
        self._type = kind

    def record(self, identifier: str, name: str) -> Record | None:
        """The record with this identifier, if it is of this pack."""
        number = self._pack.number(identifier)
        return None if number is None else self._pack.beneficiary(number, name, self._type)

    def look(self, words: Sequence[str], roles: Sequence[int]) -> list[Called]:
        """See `Register`."""
        near = self._near(words[:MOST_TOKENS], roles)
        if not near:
            return []
        # A short word that no name holds parts none: « commune dn Malaga ».
        roles = [
            SAYS_NOTHING if place not in near and len(word) <= LINK else role
            for place, (word, role) in enumerate(zip(words, roles, strict=True))
        ]
        telling = [near[place] for place in near if roles[place] in NAMING]
        asked = telling or [near[place] for place in near if roles[place] != SAYS_NOTHING]
        named = self._pack.names.holding(asked[:MOST_WORDS]) if asked else []
        groups = list(_compete(self._laid(named, words, near, roles)))
        called = {place for group in groups for place in range(group[0].start, group[0].end)}
        return [self._called(group, called) for group in groups]

    def _laid(
        self,
        named: Sequence[Held],
        words: Sequence[str],
        near: dict[int, list[Near]],
        roles: Sequence[int],
    ) -> Iterator[_Laid]:
        """Names laid over a message, without those that surely lose what they take to the best."""
        said: dict[str, list[_Said]] = defaultdict(list)
        most: dict[str, float] = defaultdict(float)
        for place, ones in near.items():
            for rank, match in enumerate(ones):
                said[match.text].append(_Said(place, rank, match))
                taken = self._pack.names.weight(match.names) / (1 + match.edits / 4)
                most[match.text] = max(most[match.text], taken)
        held_words = {word for name in named for word in name.words}
        weights = self._weights(held_words) | self._weights_of_heads(heads() & held_words)
        # Many names share the same words with the message.
        sharing: dict[frozenset[str], list[Held]] = defaultdict(list)
        for name in named:
            sharing[frozenset(said.keys() & name.words.keys())].append(name)
        bounds = {shared: fsum(most[word] for word in shared) for shared in sharing}
        best: _Laid | None = None
        # The most that each may take, first: whoever comes after one that takes more has to stand elsewhere.
        for shared in sorted(sharing, key=bounds.__getitem__, reverse=True):
            matched = [one for word in shared for one in said[word]]
            within = best is not None and all(best.start <= one.place < best.end for one in matched)
            if best is not None and within and bounds[shared] < ALIKE * best.taken:
                continue
            stretches = list(_stretches(matched, words, roles, weights))
            for name in sharing[shared]:
                one = _lay(name, words, stretches, roles, weights)
                if one is not None:
                    if best is None or one.taken > best.taken:
                        best = one
                    yield one

    def _weights(self, words: Set[str]) -> dict[str, float]:
        """What each word of some names tells of them."""
        return {
            text: self._pack.names.weight(one.names) * (LITTLE if text in LITTLE_WORDS else 1)
            for text, one in self._pack.names.words(list(words)).items()
        }

    def _weights_of_heads(self, words: Set[str]) -> dict[str, float]:
        """The same of heads: « mairie » tells no more than « commune », however few names write it so."""
        weights = self._weights(words) if words else {}
        return dict.fromkeys(weights, min(weights.values(), default=0.0))

    def _near(self, words: Sequence[str], roles: Sequence[int]) -> dict[int, list[Near]]:
        """What each word of a message may be in a name; a little word is itself or nothing."""
        names = self._pack.names
        forms = {word: heads() if word in heads() else (word, *SHORT.get(word, ())) for word in words}
        glued = [form for place, word in enumerate(words) if roles[place] in UNKNOWN for form in _without_article(word)]
        letters = {word: initials(word) for place, word in enumerate(words) if roles[place] in UNKNOWN}
        asked = [*(form for ones in forms.values() for form in ones), *glued, *filter(None, letters.values())]
        exact = names.words(asked)
        found: dict[int, list[Near]] = {}
        for place, word in enumerate(words):
            near = [exact[form] for form in dict.fromkeys(forms[word]) if form in exact]
            if not near and letters.get(word) in exact:
                near = [exact[letters[word]]]
            if not near and roles[place] in UNKNOWN:
                near = [exact[form] for form in _without_article(word) if form in exact] or names.words_near(word)
            if near:
                found[place] = near
        return found

    def _called(self, group: Sequence[_Laid], called: Container[int]) -> Called:
        best = group[0]
        meant = [one for one in group if one.cover >= WHOLE] or group
        rest = [one.cover for one in group if one.beneficiary != best.beneficiary]
        if rest and best.cover - max(rest) >= FAR:
            meant = [best]
        records = self._pack.beneficiaries([one.beneficiary for one in meant], self._type)
        whole, quality = best.cover >= WHOLE, best.stretch.quality
        # « La Croix-Rouge et la MJC »: what stands beside a name may be another.
        beside = [place for place in best.around.beside if place not in called]
        if whole or not beside:
            return Called(best.start, best.end, tuple(records), quality, whole, unsure=best.doubtful)
        start, end = min(best.start, *beside), max(best.end, *(place + 1 for place in beside))
        return Called(start, end, tuple(records), quality, whole, unsure=True)


def _without_article(word: str) -> list[str]:
    """What a word may be that an article was written to (« lenac », « lamachine »)."""
    cut = (word.removeprefix(article) for article in GLUED if word.startswith(article))
    return [rest for rest in cut if len(rest) > LEAST_LETTERS]


def _lay(
    named: Held,
    words: Sequence[str],
    stretches: Iterable[_Stretch],
    roles: Sequence[int],
    weights: dict[str, float],
) -> _Laid | None:
    """The stretch of a message that says the most of a name; `None` where none does."""
    beneficiary, name, wanted = named
    total = sum([weights[word] for word in wanted])
    bare = form().unprefixed(name)
    core = set() if bare == name else set(bare.split())
    best: _Laid | None = None
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
            beside = tuple(_beside(start, end, words, stretch.said, roles))
            around = stretch.around[start, end] = _Around(text, beside)
        best = _Laid(start, end, taken, cover, beneficiary, name, stretch, around)
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


def _stretches(
    held: Iterable[_Said], words: Sequence[str], roles: Sequence[int], weights: dict[str, float]
) -> Iterable[_Stretch]:
    """Where a message says words that a name holds: those in a row, unless they call nobody."""
    # Of what a word may be, the first that the name holds.
    said = {one.place: one.near for one in sorted(held, key=lambda one: -one.rank)}
    for run in _runs(sorted(said), roles):
        first: dict[str, int] = {}
        for place in run:
            first.setdefault(said[place].text, place)
        places = sorted(place for place in first.values() if roles[place] != SAYS_NOTHING and words[place] not in IS)
        # « La ville a donné combien ? » calls none.
        if not all(words[place] in heads() for place in places):
            spelt = {word: weights[word] / (1 + said[place].edits / 4) for word, place in first.items()}
            yield _Stretch(
                said,
                first,
                places,
                weight=sum(weights[word] for word in first),
                taken=sum(spelt.values()),
                inside=sum(spelt[word] for word, place in first.items() if places[0] <= place <= places[-1]),
                telling=sum(roles[place] in NAMING for place in places),
                quality=1 - sum([PER_EDIT * said[place].edits for place in places]) / len(places),
                letters=sum(len(said[place].text) for place in places),
                within=not INSIDE.isdisjoint(words[places[0] - 1 : places[0]]),
                around={},
            )


def _runs(places: Sequence[int], roles: Sequence[int]) -> Iterable[list[int]]:
    """Places in a row but for a few little words between them."""
    run: list[int] = []
    for place in places:
        between = range(run[-1] + 1, place) if run else ()
        if len(between) > MOST_BETWEEN or any(roles[one] != SAYS_NOTHING for one in between):
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _compete(laid: Iterable[_Laid]) -> Iterable[list[_Laid]]:
    """Those that compete for each stretch, the best covered first; each beneficiary once."""
    left = sorted(laid, key=lambda one: (-one.taken, -one.cover))
    while left:
        best = left[0]
        group: dict[int, _Laid] = {}
        across = [one for one in left if one.start < best.end and best.start < one.end]
        for one in across:
            if one.taken >= ALIKE * best.taken:
                known = group.get(one.beneficiary)
                group[one.beneficiary] = one if known is None or one.cover > known.cover else known
        if len(group) <= MOST_ALIKE and any(one.calls for one in group.values()):
            yield sorted(group.values(), key=lambda one: (-one.cover, one.beneficiary))
        gone = set(map(id, across))
        left = [one for one in left if id(one) not in gone]
