"""Which beneficiaries the words of a message call: in any order, in part, misspelt.

Every name that holds some of the words is laid over the message. Of a name, the words weigh what they tell (`names`);
its *cover* is the share of that weight that the message says, in one stretch between whose words nothing but little
words stand. The names that take the most weight from a stretch compete for it. One that is said whole is meant, unless
others are too; in part, all of them may be, and the bot asks which.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence, Set
from itertools import pairwise
from math import fsum

from bot.facts.records import Record, Type
from bot.french.numbers import read_number
from bot.french.sound import sound
from bot.french.text import OF_NAMES
from bot.french.words import ABOUT, ARTICLES, INSIDE, OF, THE_SEVERAL, WHICH_PLURAL, WHICH_SINGULAR
from bot.grants.form import form, heads
from bot.grants.given import turns_to
from bot.grants.groups import Group, groups
from bot.grants.laying import ALIKE, LEAST_LETTERS, NAMING, WHOLE, Laid, Said, compete, lay, stretches
from bot.grants.names import MOST_WORDS, Held, Near
from bot.grants.names import WHOLE as WHOLE_WORD
from bot.grants.run_together import run_together
from bot.grants.served import Pack
from bot.grants.short_names import LITTLE_WORDS, PLURALS, initials
from bot.understanding.register import (
    IS_A_NAME,
    IS_A_WORD,
    MAY_BE_A_NAME,
    NEAR_A_WORD,
    SAYS_LITTLE,
    SAYS_NOTHING,
    Called,
)

FAR = 0.35
"""How much more of a name a message says than of any other to mean it, though not in full."""
LINK = 3
"""Letters of a word, up to which it may be a misspelt link."""
MOST_TOKENS = 40
LEAST_BEGUN = 4
"""Letters of the beginning of a word that stands for it."""
LITTLE = 0.1
"""What a little word weighs beside another: in a few names, « d’ » may be as rare as any."""
MOST_SEVERAL = 100
"""The greatest number that tells how many are asked for."""
UNKNOWN = (IS_A_NAME, NEAR_A_WORD)
"""Roles of what may be a misspelt word of names."""
GLUING = (*UNKNOWN, MAY_BE_A_NAME)
"""Roles of what may be one with its article (« lhopital », which may be a town as well)."""
ONE, SEVERAL = "al", "aux"
"""How words end that are of one thing, and of several (« foyer rural », « foyers ruraux »)."""
GLUED = ("l", "d", "la", "le", "les")
"""Articles that may be written in one word with a name (« lamaison »)."""
SHORT = (
    {long: (short,) for short, long in OF_NAMES.items() if short.isalpha()}
    | {short: (town,) for town, ones in form().villes.items() for short in ones}
    | form().abreges
)
"""Words that names may write otherwise, with how."""


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

    def look(self, words: Sequence[str], roles: Sequence[int], paused: Container[int] = ()) -> list[Called]:
        """See `Register`."""
        roles = [SAYS_NOTHING if role == SAYS_LITTLE else role for role in roles]
        roles = [
            SAYS_NOTHING if role == IS_A_NAME and self._is_of_a_thing(place, words) else role
            for place, role in enumerate(roles)
        ]
        one_by_one = [*self._called_so(words, roles, paused), *self._run_together(words, roles)]
        together = [self._together(one) for one in groups(words[:MOST_TOKENS], roles, self._pack.names)]
        # « Les deux crèches associatives » are two, whatever else each word calls.
        sure = [one for one in together if one.whole]
        one_by_one = [one for one in one_by_one if not any(_meet(one, other) for other in sure)]
        return [*one_by_one, *(one for one in together if not any(_meet(one, other) for other in one_by_one))]

    def _run_together(self, words: Sequence[str], roles: Sequence[int]) -> Iterator[Called]:
        for start, end, number in run_together(words[:MOST_TOKENS], roles, self._pack.names):
            records = self._pack.beneficiaries((number,), self._type)
            yield Called(start, end, tuple(records), 1.0, whole=False, unsure=False)

    def _together(self, group: Group) -> Called:
        """Those that are called together by what each is (« les coopératives scolaires »)."""
        records = self._pack.beneficiaries(group.beneficiaries, self._type)
        return Called(group.start, group.end, tuple(records), 1.0, whole=group.counted, unsure=False)

    def _called_so(self, words: Sequence[str], roles: Sequence[int], paused: Container[int]) -> list[Called]:
        near = self._near(words[:MOST_TOKENS], roles)
        if not near:
            return []
        # A short word that no name holds parts none: « commune dn Malaga ».
        told, roles = (
            roles,
            [
                SAYS_NOTHING if place not in near and len(word) <= LINK else role
                for place, (word, role) in enumerate(zip(words, roles, strict=True))
            ],
        )
        telling = [place for place in near if roles[place] in NAMING and words[place] not in LITTLE_WORDS]
        if telling:
            # « La MJC et la mission locale »: words of the subject may be of a name together, whatever else is named.
            known = [place for place in near if words[place] not in LITTLE_WORDS]
            # « … ou la Société des Études du Lot »: little words stand between them.
            heavy = [place for place in range(len(words)) if words[place] not in LITTLE_WORDS]
            pairs = [pair for pair in pairwise(heavy) if {*pair} <= {*known}]
            beside = [place for place in known if any(place in pair for pair in pairs)]
            telling += [place for place in beside if place not in telling]
        asked = [near[place] for place in telling or near if roles[place] != SAYS_NOTHING]
        named = self._pack.names.holding(asked[:MOST_WORDS]) if asked else []
        laid = list(compete(self._laid(named, words, near, roles, paused)))
        laid = [one for one in laid if not self._is_purpose(one[0], words) and not _is_no_name(one[0], words)]
        laid = [one for one in laid if not _are_fewer(one, words) and not _is_of_another(one[0], words, told)]
        laid = [one for one in laid if not _ends_another(one[0], words, told)]
        called = {place for group in laid for place in range(group[0].start, group[0].end)}
        return [self._called(group, called, words) for group in laid]

    def _is_of_a_thing(self, place: int, words: Sequence[str]) -> bool:
        """Whether a word that no name holds is one that objects say, of something (« la voie verte de Pouzauges »)."""
        word, names = words[place], self._pack.names
        if len(word) < LEAST_LETTERS or words[place + 1 : place + 2] == [] or words[place + 1] not in OF:
            return False
        return not names.words([word]) and names.all_said([f"{word}{WHOLE_WORD}"])

    def _is_purpose(self, best: Laid, words: Sequence[str]) -> bool:
        """Whether but one word of a name, which is not its first, says what grants are for where columns say it too
        (« combien pour la musique ? » is not asked of « Classisco pour la musique à l’école »)."""
        telling = best.telling if best.cover < WHOLE else ()
        if len(telling) != 1:
            return False
        (place,) = telling
        before = next((one for one in range(place - 1, -1, -1) if words[one] not in ARTICLES | THE_SEVERAL), -1)
        first = best.name.startswith(f"{best.stretch.said[place].text} ")
        about = before >= 0 and (words[before] in ABOUT or turns_to(words, before + 1))
        return about and not first and self._pack.names.all_said([words[place]])

    def _laid(
        self,
        named: Sequence[Held],
        words: Sequence[str],
        near: dict[int, list[Near]],
        roles: Sequence[int],
        paused: Container[int],
    ) -> Iterator[Laid]:
        """Names laid over a message, without those that surely lose what they take to the best."""
        said: dict[str, list[Said]] = defaultdict(list)
        most: dict[str, float] = defaultdict(float)
        for place, ones in near.items():
            for rank, match in enumerate(ones):
                said[match.text].append(Said(place, rank, match))
                taken = self._pack.names.weight(match.names) / (1 + match.edits / 4)
                most[match.text] = max(most[match.text], taken)
        held_words = {word for name in named for word in name.words}
        weights = self._weights(held_words) | self._weights_of_heads(heads() & held_words)
        # Many names share the same words with the message.
        sharing: dict[frozenset[str], list[Held]] = defaultdict(list)
        for name in named:
            sharing[frozenset(said.keys() & name.words.keys())].append(name)
        bounds = {shared: fsum(most[word] for word in shared) for shared in sharing}
        best: Laid | None = None
        # The most that each may take, first: whoever comes after one that takes more has to stand elsewhere.
        for shared in sorted(sharing, key=bounds.__getitem__, reverse=True):
            matched = [one for word in shared for one in said[word]]
            within = best is not None and all(best.start <= one.place < best.end for one in matched)
            if best is not None and within and bounds[shared] < ALIKE * best.taken:
                continue
            runs = list(stretches(matched, words, roles, weights))
            for name in sharing[shared]:
                one = lay(name, words, runs, roles, weights, paused)
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
        glued = [form for place, word in enumerate(words) if roles[place] in GLUING for form in _without_article(word)]
        letters = {word: initials(word) for place, word in enumerate(words) if roles[place] in UNKNOWN}
        agreeing = {word: _agreeing(word) for place, word in enumerate(words) if roles[place] in UNKNOWN}
        several = {word: f"{word}s" for place, word in enumerate(words) if roles[place] in (IS_A_WORD, MAY_BE_A_NAME)}
        told = (*forms.values(), *agreeing.values())
        joined = {place: f"{before}{word}" for place, (before, word) in enumerate(pairwise(words), 1)}
        asked = [
            *joined.values(),
            *(form for ones in told for form in ones),
            *glued,
            *filter(None, letters.values()),
            *several.values(),
        ]
        exact = names.words(asked)
        found: dict[int, list[Near]] = {}
        for place, word in enumerate(words):
            near = [exact[form] for form in dict.fromkeys(forms[word]) if form in exact]
            others = agreeing.get(word, ()) if near else ()
            near += [exact[form]._replace(edits=1) for form in others if form in exact]
            if several.get(word) in exact and (not near or _is_plural_before(place, words)):
                # « Solidarité femme » is « Solidarité Femmes »; « les associations » are no « Association ».
                near = [*near, exact[several[word]]._replace(edits=1)]
            if not near and roles[place] in GLUING and joined.get(place) in exact:
                # « La scierie des Vergnes » is « Scierie Desvergnes ».
                near = [exact[joined[place]]._replace(edits=1)]
            if not near and letters.get(word) in exact:
                near = [exact[letters[word]]]
            if not near and roles[place] in UNKNOWN:
                near = [
                    exact[form]._replace(edits=1) for form in agreeing[word] if word.endswith(SEVERAL) and form in exact
                ]
                near = near or [exact[form] for form in _without_article(word) if form in exact]
                near = near or names.words_near(word)
                near = near or (names.words_begun(word) if len(word) >= LEAST_BEGUN else [])
                near = near or self._begun_after(found.get(place - 1, ()), word)
            elif not near and roles[place] in GLUING:
                near = [exact[form] for form in _without_article(word) if form in exact]
            if near:
                found[place] = near
        return found | self._sounding_beside(words, found)

    def _sounding_beside(self, words: Sequence[str], found: dict[int, list[Near]]) -> dict[int, list[Near]]:
        """What words may be that no name holds but that sound, whatever else they mean, as one that names hold right
        before the word after them, little words apart (« la bank alimentaire », « le chant de foire »)."""
        heavy = [place for place, word in enumerate(words) if word not in LITTLE_WORDS]
        return {
            place: near
            for place, after in pairwise(heavy)
            if place not in found and after in found and len(words[place]) >= LEAST_BEGUN
            if (near := self._sounding(words[place], found[after]))
        }

    def _sounding(self, word: str, after: list[Near]) -> list[Near]:
        names, heard = self._pack.names, sound(word)
        held = ([one for one in name.words if one not in LITTLE_WORDS] for name in names.holding([after]))
        pairs = {before for one in held for before, next_ in pairwise(one) if any(next_ == a.text for a in after)}
        return [one._replace(edits=1) for one in names.words([two for two in pairs if sound(two) == heard]).values()]

    def _begun_after(self, before: Sequence[Near], word: str) -> list[Near]:
        """What a short word may be the beginning of in names that hold the one before it (« le secours pop »)."""
        names = self._pack.names
        begun = names.words_begun(word) if before and len(word) >= LEAST_LETTERS else []
        held = [one.words for one in names.holding([[*before], begun])] if begun else []
        held = [words for words in held if any(one.text in words for one in before)]
        return [one for one in begun if any(one.text in words for words in held)]

    def _called(self, group: Sequence[Laid], called: Container[int], words: Sequence[str]) -> Called:
        best = group[0]
        meant = [one for one in group if one.cover >= WHOLE] or group
        rest = [one.cover for one in group if one.beneficiary != best.beneficiary]
        if rest and best.cover - max(rest) >= FAR:
            meant = [best]
        records = self._pack.beneficiaries([one.beneficiary for one in meant], self._type)
        whole, quality = best.cover >= WHOLE, best.stretch.quality
        # « La Croix-Rouge et la MJC »: what stands beside a name may be another.
        beside = [
            place for place in best.around.beside if place not in called and not self._is_given(place, best, words)
        ]
        if whole or not beside:
            there = not whole and all(map(_is_of_it, meant))
            start = best.start - _has_article(best, words)
            unsure = best.doubtful and not (len(records) == 1 and _ends_so(best, words))
            return Called(start, best.end, tuple(records), quality, whole, unsure, there)
        start, end = min(best.start, *beside), max(best.end, *(place + 1 for place in beside))
        return Called(start, end, tuple(records), quality, whole, unsure=True)

    def _is_given(self, place: int, best: Laid, words: Sequence[str]) -> bool:
        """Whether a word before a name is of what grants are for, which is its own (« le camion frigorifique de la
        Banque alimentaire »)."""
        before = place < best.start and LITTLE_WORDS.issuperset(words[place + 1 : best.start])
        return before and self._pack.names.all_said([f"{words[place]}{WHOLE_WORD}"])


def _meet(one: Called, other: Called) -> bool:
    """Whether two stretches have words in common."""
    return one.start < other.end and other.start < one.end


def _has_article(best: Laid, words: Sequence[str]) -> bool:
    """Whether the article before what is said of a town's name is the town's own (« l’Île-d’Yeu », of « Commune de
    l’Île d’Yeu »)."""
    before = words[best.start - 1] if best.start else ""
    of_town = best.name.partition(" ")[0] in heads()
    return before in ARTICLES and of_town and f" {before} {words[best.start]} " in f" {best.name} "


def _ends_so(best: Laid, words: Sequence[str]) -> bool:
    """Whether a name that begins with what it is ends with what is said, article and all (« le Bivouac », of
    « Café-musiques Le Bivouac »)."""
    said = " ".join(words[max(0, best.start - 1) : best.end])
    kind, its_own, rest = best.name.rpartition(f" {said}")
    own = bool(its_own) and not rest and best.start > 0 and words[best.start - 1] in ARTICLES
    return own and kind.rpartition(" ")[2] not in LITTLE_WORDS | INSIDE


def _is_of_it(one: Laid) -> bool:
    """Whether but what a name is of is said (« Tournefeuille », of « Jardiniers de Tournefeuille »); a town is called
    so itself."""
    words = one.name.split()
    first = words.index(one.stretch.said[one.stretch.places[0]].text)
    return first > 0 and words[first - 1] in OF and form().unprefixed(one.name) == one.name


def _is_no_name(best: Laid, words: Sequence[str]) -> bool:
    """Whether what is not a whole name stands after a title (« Mme Martin » is no « Garage Martin »), or known words
    tell which kind is asked for (« quelle association sportive » is no « Association sportive du collège »)."""
    if not best.start:
        return False
    before = words[best.start - 1]
    if before in WHICH_SINGULAR | WHICH_PLURAL:
        return not best.stretch.telling
    return best.cover < WHOLE and before in form().mots.civilites


def _are_fewer(group: Sequence[Laid], words: Sequence[str]) -> bool:
    """Whether a message asks of more of a kind than are called so in part (« les 3 asociations sportive »)."""
    best = group[0]
    if best.cover >= WHOLE or THE_SEVERAL.isdisjoint(words[max(0, best.start - 2) : max(0, best.start - 1)]):
        return False
    number = read_number((words[best.start - 1],))
    return number is not None and len(group) < number.value <= MOST_SEVERAL


def _is_of_another(best: Laid, words: Sequence[str], roles: Sequence[int]) -> bool:
    """Whether but an acronym of many is said of a name, before where another is (« le FC Dax », « la MJC de Dax »)."""
    place = best.end + (words[best.end : best.end + 1] != [] and words[best.end] in OF)
    if best.cover >= WHOLE or best.end - best.start > 1 or place >= len(words):
        return False
    after = words[place]
    another = (
        roles[place] in NAMING and len(after) >= LEAST_LETTERS and after not in {*best.name.split()} | LITTLE_WORDS
    )
    return another and words[best.start] in form().sigles


def _ends_another(best: Laid, words: Sequence[str], roles: Sequence[int]) -> bool:
    """Whether a town ends a name that an unknown word begins (« l’US Colomiers » is no « Commune de Colomiers »)."""
    before = best.start - 1
    after_article = before > 0 and roles[before] == IS_A_NAME and words[before - 1] in ARTICLES
    return after_article and words[before] not in best.name.split() and form().unprefixed(best.name) != best.name


def _is_plural_before(place: int, words: Sequence[str]) -> bool:
    """Whether a word that is not in the plural stands right after one that is (« les jardins partagé »)."""
    return place > 0 and words[place - 1][-1] in PLURALS and words[place - 1] not in LITTLE_WORDS


def _agreeing(word: str) -> tuple[str, ...]:
    """A word in the other gender or number: « harmonie municipal » is « municipale » where names hold both."""
    if len(word) < LEAST_BEGUN:
        return ()
    if word.endswith(SEVERAL):
        return (f"{word.removesuffix(SEVERAL)}{ONE}",)
    return (word[:-1], word + "e", word + "s") if word[-1] in "es" else (word + "e", word + "s")


def _without_article(word: str) -> list[str]:
    """What a word may be that an article was written to (« lenac », « lamachine »)."""
    cut = (word.removeprefix(article) for article in GLUED if word.startswith(article))
    return [rest for rest in cut if len(rest) >= LEAST_LETTERS and rest not in LITTLE_WORDS]
