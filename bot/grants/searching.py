"""Words of a message that grants are said to be for: « combien pour le logement social ? ».

What no column has few enough values of to name them one by one, and what objects say, is searched for by its words: all
that stand after « pour » and the like have to be said somewhere, or else none is looked for.
"""

from collections.abc import Container, Iterable, Sequence
from itertools import pairwise, product, takewhile

from rapidfuzz.distance import OSA

from bot.facts.records import Knowledge, Record
from bot.french.inflection import stem
from bot.french.words import (
    AND,
    ARTICLES,
    FOR,
    HESITATIONS,
    LINKING,
    NO,
    OF,
    OF_ONE,
    POINTING_BACK,
    THAT,
    WITHOUT,
)
from bot.grants.acts import MARK, act, act_called, reference_called
from bot.grants.both import MARK as AT_ONCE
from bot.grants.both import read_again
from bot.grants.conditions import condition_of
from bot.grants.form import form, plain
from bot.grants.further import named_after_month, restated, with_place, with_restated
from bot.grants.given import MOST_BETWEEN, MOST_WORDS, before_given, before_named, parts_after, said_about
from bot.grants.misspelt import LEAST_LETTERS as LEAST_MISSPELT
from bot.grants.misspelt import meant
from bot.grants.names import WHOLE
from bot.grants.selection import ALL_OF, Selection
from bot.grants.served import Pack
from bot.grants.sought import LEAST_LETTERS, sought
from bot.grants.themes import NARROWS, reading
from bot.grants.titled import title_called
from bot.understanding.register import (
    IS_A_NAME,
    IS_A_WORD,
    MAY_BE_A_NAME,
    NEAR_A_WORD,
    SAYS_LITTLE,
    SAYS_NOTHING,
    Called,
)


class SaidWords:
    """The words of a pack's objects and extra columns, as a `bot.understanding.register.Register`."""

    kind = "objet"

    def __init__(self, pack: Pack, known: Knowledge) -> None:
        self._pack = pack
        self._type = known.types[self.kind]
        self._themes = {
            plain(name): record.mots
            for record in known.of(self.kind)
            for name in (record.name, *record.aliases)
            if " " not in plain(name)
        }
        """The words that a theme is read off, by each of its names of one word."""
        self._values = {plain(name) for one in known.of("rubrique") for name in (one.name, *one.aliases)}
        """What values of columns are called."""
        columns = {plain(name) for one in known.of("colonne") for name in (one.name, *one.aliases)}
        self._column_words = {name for name in columns if " " not in name}
        narrowing = (one for kind in ("rubrique", "sorte", "objet") for one in known.of(kind))
        self._known = {plain(name) for one in narrowing for name in (one.name, *one.aliases)}
        """What narrows grants is called, in one word or several."""
        self._giving = {plain(one) for one in form().entetes.donneurs}

    def record(self, identifier: str, name: str) -> Record | None:
        """The record with this identifier, if it is of this pack."""
        digest, _, words = identifier.partition(".")
        if digest == self._pack.digest and words.startswith(MARK):
            return act(self._type, words.removeprefix(MARK), name, self._pack)
        if digest == self._pack.digest and words.startswith(AT_ONCE):
            return read_again(self._type, words, self._pack)
        narrows = words.startswith(NARROWS)
        return self._record(words.removeprefix(NARROWS), name, narrows) if digest == self._pack.digest else None

    def look(self, words: Sequence[str], roles: Sequence[int], paused: Container[int] = ()) -> list[Called]:
        """See `Register`."""
        again = restated(words, paused)
        told = [SAYS_NOTHING if place in again else role for place, role in enumerate(roles)]
        return [with_restated(one, again) for one in self._look(words, told, paused)]

    def _look(self, words: Sequence[str], roles: Sequence[int], paused: Container[int]) -> list[Called]:
        if decision := act_called(words, self._pack):
            start, end, number = decision
            record = act(self._type, number, f"n° {number.replace(' ', '-').upper()}", self._pack)
            return [Called(start, end, (record,), 1.0, whole=True, unsure=False)]
        title = title_called(words, self._pack) or reference_called(words) or named_after_month(words, self._pack)
        if title:
            return [self._titled(words, *title)]
        # « Le confortement » of an object is no « comportement ».
        near = [place for place, role in enumerate(roles) if role == NEAR_A_WORD and self._says(words[place])]
        roles = [IS_A_NAME if place in near else role for place, role in enumerate(roles)]
        values = [at for at, role in enumerate(roles) if role == IS_A_NAME and self._misspells_a_value(words[at])]
        roles = [IS_A_WORD if place in values else role for place, role in enumerate(roles)]
        narrowed = [*self._told(words, roles)] or [*self._narrowed(words, roles)]
        phrase = self._phrase(words, roles, paused) or self._given(before_given(words), words, roles, paused)
        # « Les récupérateurs d’eau de pluie » are no two things, of which columns tell one.
        if phrase and all(phrase.start <= one.start and one.end <= phrase.end for one in narrowed):
            return [phrase]
        if narrowed:
            return [with_place(one, words, roles, self._pack, self._values) for one in narrowed]
        told = (*self._begun(words, roles), *said_about(words, roles))
        for places in (*told, *filter(None, (self._of_a_name(one, words, roles) for one in told))):
            # « Pour l’aide alimentaire »: « aide » is asked for by itself, unless it is said before « alimentaire ».
            for asked in (places, places[1:] if roles[places[0]] == IS_A_WORD else []):
                # « Pour le cirque et la pêche »: what is for either.
                parts = self._parts(asked, words, roles)
                if not WITHOUT.isdisjoint(words):
                    # « Pour le sport sauf le rugby » names the sport otherwise.
                    parts = [part for part in parts if any(roles[place] != IS_A_WORD for place in part)]
                parts = [*filter(None, (self._told_together(part, words, roles) for part in parts))]
                called = [self._called(part, self._as_meant(part, words, roles), roles) for part in parts]
                if called and all(called):
                    return [self._narrowing(one, words, paused) for one in called if one is not None]
        begins = before_named(words, any(at in paused for at in range(1, MOST_WORDS + 1)), self._pack.says)
        begun = self._given(begins, words, roles, paused)
        return [begun] if begun else []

    def _titled(self, words: Sequence[str], start: int, end: int) -> Called:
        """What lines say in these words and no others."""
        heavy = (f"{word}{WHOLE}" for word in words[start:end] if len(word) >= LEAST_LETTERS or word.isdecimal())
        told = [word for word in heavy if self._pack.names.all_said([word]) or word[:-1].isdecimal()]
        record = self._record(ALL_OF.join(told), f"« {' '.join(words[start:end])} »")
        return Called(start, end, (record,), 1.0, whole=True, unsure=False)

    def _told(self, words: Sequence[str], roles: Sequence[int]) -> Iterable[Called]:
        """Each theme, or what a column says, with what it is of or what is of it, or a word after it, where objects say
        so (« le concert de la Sainte-Cécile », « la nuit du patrimoine », « l’emploi associatif »)."""
        named = [role in (IS_A_NAME, MAY_BE_A_NAME) for role in roles]
        for place, (word, after) in enumerate(pairwise(words)):
            of_it = after in OF
            if not (word in self._themes or (word in self._values and not of_it) or (named[place] and of_it)):
                continue
            begun = place + 1
            if of_it:
                begun = next((one for one in range(place + 2, len(words)) if words[one] not in ARTICLES), len(words))
            told = [*takewhile(named.__getitem__, range(begun, len(words)))]
            if not told and named[place] and words[begun : begun + 1] and words[begun] in self._values:
                told = [begun]
            if not told or not (of_it or word in self._values):
                continue
            # « La voie verte du Bocage » is no « verte du Bocage ».
            run = [*takewhile(lambda at: named[at] and words[at] not in self._themes, range(place - 1, -1, -1))]
            for begins in range(len(run), -1, -1):
                found = self._called([*run[:begins][::-1], place, *told], words, roles)
                if found is not None and Selection(self._pack, (condition_of(found.records[0]),)).any:
                    yield found
                    break

    def _narrowed(self, words: Sequence[str], roles: Sequence[int]) -> Iterable[Called]:
        """Each theme with a word after it that objects say with it (« le foot féminin »)."""
        for place, (theme, word) in enumerate(pairwise(words)):
            # « Fonctionnement / équipement » are two.
            if theme not in self._themes or word in self._themes or roles[place + 1] not in (IS_A_NAME, MAY_BE_A_NAME):
                continue
            found = [one for one in sought(word) if self._pack.names.all_said([one])]
            if found and not self._pack.names.words([word]):
                each = map(ALL_OF.join, product(self._themes[theme].split("|"), found))
                record = self._record("|".join(each), f"« {theme} {word} »")
                yield Called(place, place + 2, (record,), 1.0, whole=True, unsure=False)

    def _narrowing(self, called: Called, words: Sequence[str], paused: Container[int]) -> Called:
        """What is said to be for something after a theme narrows it (« le tennis a eu une aide pour l’éclairage ? »),
        unless it stands beside another (« pour le tennis et pour l’éclairage »)."""
        begun = range(called.start - 1, max(called.start - 2 - MOST_BETWEEN, 0), -1)
        place = next((one for one in begun if words[one] in FOR), 0)
        listed = place in paused or words[place - 1] in LINKING | THAT
        if listed or not any(word in self._themes for word in words[:place]):
            return called
        # « Combien pour le tennis pour 2022 ? » tells twice what it is for.
        if not FOR.isdisjoint(words[:place]):
            return called
        (found,) = called.records
        return called._replace(records=(self._record(found.mots, found.name, narrows=True),))

    def _phrase(self, words: Sequence[str], roles: Sequence[int], paused: Container[int]) -> Called | None:
        """What « pour » is said of that a line says so, whatever else its words mean (« pour la rénovation du local »):
        the longest, of what begins with no theme or value."""
        for place in (at for at, word in enumerate(words) if word in FOR):
            parts = [*parts_after(place, words, paused)]
            # « Pour le quartié Monplaisir » is of a quarter, whatever objects say of it.
            for part in () if parts and self._misspells_a_value(words[parts[0][0]]) else parts:
                # What is but of our subject says something together with other words, not with a year alone.
                together = sum(not (words[at].isdigit() or words[at] in OF_ONE) for at in part) > 1
                light = [at for at in part if roles[at] in (SAYS_LITTLE, *((IS_A_WORD, SAYS_NOTHING) * together))]
                if light and (found := self._said_of(part, words, roles)):
                    # « La mise » may mean something, « la mise en lumière » does not.
                    with_article = roles[found.start - 1] == SAYS_LITTLE and words[found.start - 1] in ARTICLES
                    return found._replace(start=found.start - with_article)
        return None

    def _given(
        self, places: Iterable[int], words: Sequence[str], roles: Sequence[int], paused: Container[int]
    ) -> Called | None:
        """What is told to be given after one of some places (« qui a voté le camion frigorifique »): the longest that a
        line says, if what is said of it beyond is of names, but not all of it, nor its first word of who gives."""
        for place in places:
            whole: list[int] = []
            for part in parts_after(place, words, paused):
                whole = whole or part
                named = all(self._may_name([at], words) for at in part)
                if named or words[part[0]] in self._giving or not self._may_end(part, whole, words, roles):
                    continue
                numbered = any(words[at].isdigit() for at in part)
                # « Au titre de l’exercice 2022 »
                if numbered and all(roles[at] == IS_A_WORD or words[at].isdigit() for at in part):
                    continue
                said = [roles[at] for at in part if words[at] != NO]
                telling = not numbered and any(role in (IS_A_NAME, MAY_BE_A_NAME, SAYS_LITTLE) for role in said)
                written = " ".join(words[part[0] : part[-1] + 1])
                # « Le grand prix de la ville » is made of words of the subject; « les 80 ans du club » are no amount.
                if (telling or (len(part) > 1 and self._pack.says(written))) and (
                    found := self._said_of(part, words, roles)
                ):
                    return self._narrowing_theme(found, words)
        return None

    def _may_end(self, part: list[int], whole: list[int], words: Sequence[str], roles: Sequence[int]) -> bool:
        """Whether what is told of the same thing beyond some of its words is of names, or a theme (« le camion de la
        Banque alimentaire », « les tatamis du judo »), and its own last word of none (« la foire aux livres des Amis du
        livre »)."""
        # « La convention annuelle de 2024 » is that of a year.
        beyond = [at for at in whole[len(part) :] if not words[at].isdigit()]
        of_it = bool(beyond) and words[part[-1] + 1] in OF
        if of_it and self._may_name(part[-1:], words):
            return False
        beside = of_it or (bool(beyond) and beyond[0] == part[-1] + 1 and roles[beyond[0]] != IS_A_WORD)
        told = [at for at in beyond if roles[at] == IS_A_NAME or (beside and at == beyond[0])]
        return all(words[at] in self._themes or self._may_name([at], words) for at in told)

    def _narrowing_theme(self, called: Called, words: Sequence[str]) -> Called:
        """What is given beside a theme is of both (« a voté les tatamis au judo »), unless they are listed."""
        outside = (*words[: called.start], *words[called.end :])
        of_it = words[called.end : called.end + 1] and words[called.end] in OF
        if of_it or self._themes.keys().isdisjoint(outside) or not LINKING.isdisjoint(outside):
            return called
        (found,) = called.records
        return called._replace(records=(self._record(found.mots, found.name, narrows=True),))

    def _said_of(self, part: Sequence[int], words: Sequence[str], roles: Sequence[int]) -> Called | None:
        """What some words call that a line says together."""
        if all(roles[at] == SAYS_NOTHING for at in part) or self._calls(words, part):
            return None
        found = self._called(part, self._as_meant(part, words, roles), roles)
        return found if found is not None and Selection(self._pack, (condition_of(found.records[0]),)).any else None

    def _calls(self, words: Sequence[str], part: Sequence[int]) -> bool:
        """Whether some words begin with what narrows grants, or are of a name."""
        begun = [" ".join(words[part[0] : end + 1]) for end in range(part[0], part[-1] + 1)]
        return not self._known.isdisjoint(begun) or self._pack.names.any_called(begun[-1:])

    def _begun(self, words: Sequence[str], roles: Sequence[int]) -> Iterable[list[int]]:
        """The words with which a message begins, if they call nobody (« les animations de Noël, combien ? »)."""
        start = 1 if words[:1] and words[0] in AND else 0
        if len(words) <= start or words[start] not in ARTICLES:
            return
        begun = range(start + 1, len(words))
        begins = takewhile(lambda one: roles[one] != IS_A_WORD and words[one] not in POINTING_BACK, begun)
        told = [one for one in begins if roles[one] in (IS_A_NAME, MAY_BE_A_NAME)]
        near = told[:1] == [start + 1] and all(one - before <= MOST_BETWEEN + 1 for before, one in pairwise(told))
        # A word alone that is known may be one of the subject: « la chorale » is music.
        if near and (len(told) > 1 or roles[told[0]] == IS_A_NAME):
            after = told[-1] + 1
            if (
                words[after : after + 1]
                and words[after] in self._values
                and self._said_of([*told, after], words, roles)
            ):
                # « La littérature jeunesse », where « jeunesse » is a value of a column by itself
                yield [*told, after]
            # « Le minibus de la Foire de Bastia, combien ? »
            alone = (part for part in (told, self._of_a_name(told, words, roles)) if part)
            yield from (part for part in alone if not self._may_name(part, words))

    def _may_name(self, places: Sequence[int], words: Sequence[str]) -> bool:
        """Whether words, or what is near one of them, are of names."""
        names = self._pack.names
        return bool(names.words([words[one] for one in places])) or any(names.words_near(words[one]) for one in places)

    def _of_a_name(self, places: Sequence[int], words: Sequence[str], roles: Sequence[int]) -> list[int]:
        """What stands before a name that it is of, and says more than words of the subject do (« le camion de la
        Fraternité du Partage »)."""
        for at, (place, after) in enumerate(pairwise(places), 1):
            name = " ".join(words[after : places[-1] + 1])
            if words[place + 1] in OF and self._pack.names.any_called([name]):
                return [] if all(roles[one] == IS_A_WORD for one in places[:at]) else [*places[:at]]
        return []

    def _as_meant(self, places: Sequence[int], words: Sequence[str], roles: Sequence[int]) -> Sequence[str]:
        """The words of a message, those of some that are known of nothing as objects spell them."""
        told = [*words]
        for place in places:
            if roles[place] == IS_A_NAME and not self._says(words[place]):
                told[place] = meant(words[place], self._pack.names) or words[place]
        return told

    def _misspells_a_value(self, word: str) -> bool:
        """Whether no object says a word, which is near one of a value or a column: « jeuness » is « Jeunesse »."""
        if len(word) < LEAST_MISSPELT or word in self._values or self._pack.names.all_said([f"{word}{WHOLE}"]):
            return False
        known = (one for one in (*self._values, *self._column_words) if stem(one) != stem(word))
        return any(OSA.distance(one, word, score_cutoff=1) <= 1 for one in known)

    def _says(self, word: str) -> bool:
        """Whether some object says a word."""
        return any(self._pack.names.all_said([one]) for one in sought(word))

    def _called(self, places: Sequence[int], words: Sequence[str], roles: Sequence[int]) -> Called | None:
        if not 0 < len(places) <= MOST_WORDS:
            return None
        said = self._pack.names.all_said
        # « Les jeunes », « un tournoi » may be a name as a whole.
        told = [words[place] for place in places if not _is_an_article(words[place], roles[place])]
        found = [[one for one in sought(word, len(told) == 1) if word.isdigit() or said([one])] for word in told]
        if not found or not all(found):
            return None
        start, end = places[0], places[-1] + 1
        record = self._record("|".join(map(ALL_OF.join, product(*found))), f"« {' '.join(words[start:end])} »")
        # « Le tournoi » may be known, together, as of another subject.
        known = roles[start] != MAY_BE_A_NAME or words[start] in self._known
        start -= start > 0 and not known and words[start - 1] in OF_ONE | ARTICLES
        return Called(start, end, (record,), 1.0, whole=True, unsure=False)

    def _told_together(self, part: list[int], words: Sequence[str], roles: Sequence[int]) -> list[int]:
        """Of words that no line says together those that are not known by themselves (« pour les entreprises étrangères
        en équipement », where a column tells the enterprises and objects the equipment)."""
        if self._are_said_together(part, words, roles):
            return part
        left, place = [], part[0]
        while place <= part[-1]:
            ends = (end for end in range(part[-1] + 1, place, -1) if " ".join(words[place:end]) in self._known)
            end = next(ends, place + 1)
            left += [] if " ".join(words[place:end]) in self._known else [place][: place in part]
            place = end
        return left

    def _parts(self, places: Sequence[int], words: Sequence[str], roles: Sequence[int]) -> list[list[int]]:
        """Words apart where « et », « ou » or « euh » stands between them, an article alone, or what leaves out the
        rest, unless a line says it all (« les personnes sans abri »)."""
        told = range(places[0], places[-1] + 1) if places else ()
        said = [place for place in told if place in places or words[place] in WITHOUT]
        listed = any(_lists(words[before + 1 : place]) for before, place in pairwise(places))
        if (listed or len(said) > len(places)) and self._are_said_together(said, words, roles):
            return [said]
        parts: list[list[int]] = []
        for before, place in zip((None, *places), places, strict=False):
            between = words[before + 1 : place] if before is not None else ()
            if before is None or _lists(between) or not (LINKING | HESITATIONS | WITHOUT).isdisjoint(between):
                parts.append([])
            parts[-1].append(place)
        # « Un film sur la moule et la rivière » of a line that says all that.
        one = len(parts) > 1 and len(parts[0]) > 1 and self._are_said_together([*places], words, roles)
        return [[*places]] if one else parts

    def _are_said_together(self, places: Sequence[int], words: Sequence[str], roles: Sequence[int]) -> bool:
        """Whether a line says all of some words."""
        found = self._called(places, words, roles)
        return found is not None and Selection(self._pack, (condition_of(found.records[0]),)).any

    def _record(self, words: str, name: str, narrows: bool = False) -> Record:
        return reading(self._type, words, name, self._pack, narrows)


def _is_an_article(word: str, role: int) -> bool:
    return word in OF_ONE or (word in ARTICLES and role == MAY_BE_A_NAME)


def _lists(between: Sequence[str]) -> bool:
    """Whether but an article stands between two words, so that they are two (« le Maroc, l’Ukraine »)."""
    return bool(between) and ARTICLES.issuperset(between)
