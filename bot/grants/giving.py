"""Who gives, where a message says but what they are (« combien le Parc a versé ? », « perçues auprès du syndicat »).

Whoever stands before a verb of giving, or after « auprès de », gives: they are no beneficiary whose name holds that
word (« Collège du Parc »), whether the file names them or not.
"""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import takewhile

from bot.facts.records import Knowledge, Record
from bot.french.verbs import HAVING, TO_HAVE
from bot.french.words import ADVERBS, ALSO, ARTICLES, BY, OF, SUBJECTS, THAT, WHO
from bot.grants.form import form, plain
from bot.grants.served import Pack
from bot.grants.titles import title_of
from bot.understanding.register import SAYS_NOTHING, Called, Register

_WORD = re.compile(r"[a-z]{4,}")
THE = frozenset(("le", "la", "l"))
"""Articles of one who gives."""
OF_THE = frozenset((("du",), ("de", "la"), ("de", "l")))
BETWEEN = TO_HAVE | SUBJECTS | ADVERBS | ALSO | {"il", "t", "y", "en", "nous", "vous", "leur", "lui"}
"""Words between who gives and what they do."""
FROM = frozenset((("aupres",), ("la", "part")))
"""Words before « du Parc », who is the one that gives."""
NEAR = 6
"""Words between a verb of giving and who it is done by."""
ASKING = 3
"""Words before a verb whose subject follows it, one of which asks or is an auxiliary (« combien donne le Parc »)."""
ASKS = TO_HAVE | {"combien", "que", "qu", "quoi", "cb", "qui", "quel", "quelle"}
MOST_OF_NAME = 6
"""Words of the name of a local authority after what it is (« la Ville de Vitry-le-François »)."""
LEAST_LETTERS, DOING = 4, "ant"
"""Letters of a word that such a name may begin with, beside « de », and how no such word ends (« ayant »)."""
MEASURES = frozenset(("plus", "moins"))
MOST_NAMED = 3
"""Words of a proper name after what one is (« le PNR Périgord-Limousin »)."""


class Givers:
    """Who gives the grants of a pack, called by what they are, as a `bot.understanding.register.Register`."""

    kind = "jeu"

    def __init__(self, pack: Pack, known: Knowledge) -> None:
        self._data = next(one for one in known.of(Givers.kind) if one.id == pack.digest)
        told = [pack.described.attribuant, *(name for _, name in pack.summary.grantors)]
        named = {word for name in told for word in plain(name or "").split()}
        words = form().donneurs
        self._bare = frozenset() if named else words.collectivites
        kinds = words.generaux | ({one for one in words.noms if named.issuperset(one.split())} if named else words.noms)
        self._kinds = sorted((tuple(one.split()) for one in kinds | self._bare), key=len, reverse=True)
        self._words = words
        self._title = frozenset() if named else frozenset(_WORD.findall(plain(title_of(pack)))) - words.dons
        """The words of the name of a file that tells not who gives."""

    def record(self, identifier: str, name: str) -> Record | None:
        """The data whose giver they are."""
        return self._data if identifier == self._data.id else None

    def look(self, words: Sequence[str], roles: Sequence[int], paused: Container[int] = ()) -> list[Called]:
        """See `Register`."""
        return [Called(start, end, (self._data,), 1.0, whole=True, unsure=False) for start, end in self.said(words)]

    def said(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Where they are said, their articles too."""
        place = 1
        while place < len(words):
            length = next((len(one) for one in self._kinds if tuple(words[place : place + len(one)]) == one), 0)
            end = length and self._end(place, place + length, words)
            if end:
                yield place - 1, end
            place = max(place + 1, end)

    def _end(self, start: int, end: int, words: Sequence[str]) -> int:
        """Where a name of one who gives ends; 0 where they are not said to."""
        bare = " ".join(words[start:end]) in self._bare
        end = self._of_title(end, words) if bare else end
        named = [*takewhile(lambda at: self._may_name(words[at]), range(end, min(end + MOST_NAMED, len(words))))]
        for last in (end,) if bare else (end, *(at + 1 for at in named)):
            if words[start - 1] in THE and self._gives(last, words):
                return last
        if bare and words[end : end + 1] and words[end] in OF:
            # « Combien donne la Ville de Reims ? »
            return 0
        if self._is_from(start, words) or self._is_by(start, words) or self._is_given_by(start, words):
            return end
        return 0

    def _of_title(self, end: int, words: Sequence[str]) -> int:
        """Where what follows ends that the name of the file is (« l’agglo du Cotentin », of « cotentin.csv »)."""
        told = [*takewhile(lambda at: words[at] in OF or words[at] in self._title, range(end, len(words)))]
        whole = told and self._title and self._title.issubset(words[at] for at in told)
        return max(at for at in told if words[at] in self._title) + 1 if whole else end

    def _may_name(self, word: str) -> bool:
        return word.isalpha() and word not in BETWEEN | ARTICLES and not self._is_verb(word)

    def _gives(self, end: int, words: Sequence[str]) -> bool:
        """Whether a verb of giving follows."""
        rest = range(end, len(words))
        verb = next((at for at in rest if words[at] not in BETWEEN), len(words))
        return verb < len(words) and self._is_verb(words[verb])

    def _is_given_by(self, start: int, words: Sequence[str]) -> bool:
        """Whether a verb of giving stands before its subject (« combien a donné le Parc ? »)."""
        before = words[max(0, start - 2 - ASKING) : max(0, start - 2)]
        # « Quelle délibération a accordé la chambre froide ? »
        asked = not ASKS.isdisjoint(before) and not any(one in form().actes for one in before) and "on" not in before
        return words[start - 1] in THE and start > 1 and self._is_verb(words[start - 2]) and asked

    def _is_from(self, start: int, words: Sequence[str]) -> bool:
        """Whether what one gets from them is asked for (« auprès du Parc », « reçues du Parc », « ses aides »)."""
        begun = next((start - len(of) for of in OF_THE if tuple(words[max(0, start - len(of)) : start]) == of), 0)
        if not begun:
            return False
        before, alone = words[begun - 1], words[start] in self._words.seuls
        got = before.startswith(self._words.recus) or (alone and before in self._words.dons)
        return got or any(tuple(words[max(0, begun - len(one)) : begun]) == one for one in FROM)

    def _is_by(self, start: int, words: Sequence[str]) -> bool:
        """Whether it is given by them (« versées en 2022 par le Parc »)."""
        by = start > 1 and words[start - 1] in THE and words[start - 2] == BY
        return by and any(map(self._is_verb, words[max(0, start - 2 - NEAR) : start - 2]))

    def _is_verb(self, word: str) -> bool:
        return word.startswith(self._words.verbes)


class OtherGivers(Givers):
    """Who gives of those that a pack does not name, where it names none: « la Ville de Reims a donné combien ? »."""

    kind = "autre_donneur"

    def __init__(self, pack: Pack, known: Knowledge) -> None:
        super().__init__(pack, known)
        self._type = known.types[self.kind]
        self._pack = pack
        self._kinds = sorted((tuple(one.split()) for one in self._bare), key=len, reverse=True)

    def record(self, identifier: str, name: str) -> Record | None:
        """The one that is called so."""
        return self._called(name) if identifier.startswith(f"{self._pack.digest}.{self.kind}") else None

    def look(self, words: Sequence[str], roles: Sequence[int], paused: Container[int] = ()) -> list[Called]:
        """See `Register`."""
        return [
            Called(start, end, (self._called(" ".join(words[start:end])),), 1.0, whole=True, unsure=False)
            for start, end in self.said(words)
        ]

    def _called(self, name: str) -> Record:
        return Record(self._type, f"{self._pack.digest}.{self.kind}", name, (), {}, None, self._pack.place)

    def _end(self, start: int, end: int, words: Sequence[str]) -> int:
        """Where the name of one ends that a verb of giving follows, or stands before."""
        if self._of_title(end, words) > end:
            return 0
        rest = range(end, min(end + MOST_OF_NAME, len(words)))
        named = [*takewhile(lambda at: words[at] in OF or self._may_name(words[at]), rest)]
        if words[start - 1] not in THE or not named or not self._begins_name(words[end]):
            return 0
        last = named[-1] + 1
        # « La ville de Sedan, aide de 2022 » is who gets it.
        if words[last : last + 1] and words[last] in BETWEEN and self._gives(last, words):
            return last
        if words[end] not in OF or len(named) == 1 or not self._is_given_by(start, words):
            return 0
        last = end + 2
        while words[last : last + 1] and words[last] in ARTICLES and last + 1 in named:
            last += 2
        return last

    def _begins_name(self, word: str) -> bool:
        return word in OF or (len(word) >= LEAST_LETTERS and not word.endswith(DOING))

    def _may_name(self, word: str) -> bool:
        # « Vitry-le-François »
        return (super()._may_name(word) or word in ARTICLES) and word not in HAVING | THAT | MEASURES | {WHO}


class Beside:
    """A register that finds nothing in what says who gives."""

    def __init__(self, register: Register, givers: Sequence[Givers]) -> None:
        self.kind = register.kind
        self._register = register
        self._givers = givers

    def record(self, identifier: str, name: str) -> Record | None:
        """See `Register`."""
        return self._register.record(identifier, name)

    def look(self, words: Sequence[str], roles: Sequence[int], paused: Container[int] = ()) -> list[Called]:
        """See `Register`."""
        told = [*roles]
        for start, end in (stretch for one in self._givers for stretch in one.said(words)):
            told[start:end] = [SAYS_NOTHING] * (end - start)
        return self._register.look(words, told, paused)
