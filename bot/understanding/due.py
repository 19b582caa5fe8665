"""Names of places where one is due (« à Denain », « la ville de Gentiml »), which what they resemble must not hide.

What is written there is no misspelt word (« à demain », « gentil »), nor do the words around it make it nearer to a
name than it is alone (« la ville de Barges », « Caen a gagné »). What is written with a capital is the name of a place,
be it a word, too (« à Grand », « est-ce que Lancé a gagné ? », « Sens a gagné quoi ? »).
"""

from collections.abc import Iterator, Sequence

from bot.french.text import Text
from bot.french.verbs import AUXILIARIES, HAVING
from bot.french.words import ARTICLES, OF, THAT, UP_TO
from bot.understanding.elsewhere import Announcers
from bot.understanding.mention import Mention, mention, names
from bot.understanding.places import PlaceNames, Row
from bot.understanding.subject import is_subject, objects

MISSPELT = ("distance", "sound")
"""How is found what a message does not write."""
LEAST_LIKE = 0.85
"""Quality from which a name is that which the words that announce it are of, too (« la ville de Pari »)."""
BEFORE = OF | THAT | {UP_TO}
"""Words after which one with a capital may be the name of a place."""
LEAST_AFTER = 2
"""Words after a place at the head of a message that say something of it."""
LEAST_LETTERS = 4
"""Letters of its name."""
LIVING = "contexte"
"""The role of words that say where whoever writes lives."""
EXCLUDING = "exclusion"
"""The role of words that may hide what a message begins with (« hormis »)."""
ASKING = "question"
"""The role of words that ask (« sens », what something means)."""
PARTICIPLES = ("é", "és", "ée", "ées")
"""Endings of words that are no subject without an article."""
SOMEBODY, ORDINARY = "personne", "courant"
"""What names do that are better known than the places called the same (« de Castex »), and words of other subjects."""


def add_written(
    text: Text, lattice: list[list[Mention]], known: list[bool], places: PlaceNames, kinds: frozenset[str]
) -> None:
    """Have words where the name of a place is due be the places elsewhere that they name.

    They are announced and have a capital (« à La Celle »), are what is said to have something and have one (« est-ce
    que Lancé a gagné ? »), or are all that is said after the kind of a place (« la ville de bonne a gagné ? »).
    """
    words = text.words
    done = objects(text)
    for start, word in enumerate(words):
        before = words[start - 1] if start else ""
        if start == 0 and _begins_with_a_place(text, lattice, places):
            lattice[0] = [mention(0, 1, places.senses(places.spaced(word)), 1.0, word, "exact")]
            known[0] = True
        if before not in BEFORE and (start or word not in ARTICLES) and start not in done:
            continue
        announced = before in OF or before == UP_TO or start in done
        of_kind = before in OF and words[max(0, start - 2)] in kinds
        for end, rows in _called(words, start, places):
            due = of_kind and (end == len(words) or words[end] in AUXILIARIES)
            due = due or (
                (announced or is_subject(text.tokens, start, end)) and _is_written_as_a_place(text, start, end)
            )
            # « Le Grand Prix de Cannes » is no town's.
            rather = (SOMEBODY, ORDINARY) if before in OF and not of_kind else (SOMEBODY,)
            if due and not any(_is_rather(one, end, rather) for one in lattice[start]):
                others = [one for one in lattice[start] if one.end != end]
                written = mention(start, end, places.senses(rows), 1.0, "".join(words[start:end]), "exact")
                lattice[start] = [*others, written]
                known[start:end] = [True] * (end - start)


def _begins_with_a_place(text: Text, lattice: Sequence[Sequence[Mention]], places: PlaceNames) -> bool:
    """Whether a message begins with a place elsewhere, where what its word is besides is no subject (« Lancé a gagné
    quoi ? », « Sens a-t-elle un projet ? »)."""
    first, *after = text.tokens
    if not after or after[0].text not in HAVING:
        return False
    meant = [one for one in lattice[0] if one.end == 1 and one.weight]
    written = (_has_capital(text, 0) and not text.raw.isupper()) or (meant and all(one.role == ASKING for one in meant))
    if len(after) < LEAST_AFTER or len(first.text) < LEAST_LETTERS or not written:
        return False
    # « Celles à Vincennes »
    has = is_subject(text.tokens, 0, 1) and not any(map(names, lattice[2]))
    if not has or not any(name.lower() == first.heard for name in _names(first.text, places)):
        return False
    return all(_is_no_subject(one, first.heard) for one in meant)


def _names(form: str, places: PlaceNames) -> Iterator[str]:
    """The names, as they are written, of the places elsewhere of a form."""
    return (sense.record.name for sense in places.senses(places.spaced(form)) if sense.record is not None)


def _is_no_subject(one: Mention, heard: str) -> bool:
    """Whether a word without an article is no subject: it asks, or is a participle."""
    return not names(one) and (one.role == ASKING or heard.endswith(PARTICIPLES))


def _called(words: Sequence[str], start: int, places: PlaceNames) -> Iterator[tuple[int, list[Row]]]:
    """The places elsewhere whose names begin at a word, each with the word after its name."""
    spaced = words[start]
    for end in range(start + 1, len(words) + 1):
        rows = places.spaced(spaced)
        if rows:
            yield end, rows
        if spaced not in places.begun or end == len(words):
            return
        spaced += " " + words[end]


def _is_rather(one: Mention, end: int, roles: Sequence[str]) -> bool:
    """Whether words are known as a name, or for what they do, or are a part of what is."""
    return one.end >= end and (names(one) or (one.weight > 0 and one.role in roles))


def keep_due(text: Text, lattice: list[list[Mention]], places: PlaceNames, announcers: Announcers) -> set[int]:
    """Take off a lattice what hides the name of a place where one is due; returns where it is of none that is known."""
    words = text.words
    _unhide(text, lattice)
    unknown = _unhide_objects(text, lattice)
    for place in range(len(words)):
        ends = [one.end for one in lattice[place] if names(one) and _is_elsewhere(one, places)]
        if ends:
            lattice[place] = [one for one in lattice[place] if not _runs_on(one, min(ends), words)]
        due = place > 0 and words[place - 1] in OF and words[max(0, place - 2)] in announcers.kinds
        due = due or (place > 0 and words[place - 1] == UP_TO and _is_written_as_a_place(text, place, place + 1))
        if not ends and not due:
            continue
        like = 1.0 if ends else LEAST_LIKE
        only_names = bool(ends) and _has_capital(text, place)
        for start in range(place):
            if announcers.words.issuperset(words[start:place]):
                lattice[start] = [one for one in lattice[start] if one.end <= place or _is_like(one, like, only_names)]
        # « La ville de cret, enfin de Créteil » is put right.
        if due and not any(one.role == "correction" for mentions in lattice[place + 1 : place + 2] for one in mentions):
            # « Les villes du departemant » say another kind.
            kinds = announcers.kinds
            lattice[place] = [one for one in lattice[place] if one.form in kinds or _is_like(one, 0.0)]
    return unknown


def _unhide(text: Text, lattice: list[list[Mention]]) -> None:
    """Take off a lattice the words for which a name that nobody knows may be taken, where whoever writes says where
    they live (« j’habite Ondyy ») or where a message begins with what got something (« Ormyy a obtenu combien ? »)."""
    lived = {one.end for found in lattice for one in found for sense in one.senses if sense.role == LIVING}
    for place in lived:
        if place < len(lattice) and len(text.tokens[place].text) >= LEAST_LETTERS:
            lattice[place] = [one for one in lattice[place] if one.how not in MISSPELT or names(one)]
    for place in range(1, len(text.tokens)):
        # « Est-ce que Thoas figure… » is not asked of « toi ».
        told = text.tokens[place - 1].text in THAT and is_subject(text.tokens, place, place + 1)
        if told and len(text.tokens[place].text) >= LEAST_LETTERS:
            lattice[place] = [one for one in lattice[place] if one.how not in MISSPELT or one.weight or names(one)]
    if is_subject(text.tokens, 0, 1) and len(text.tokens[0].text) >= LEAST_LETTERS:
        # « Jabite a Pantin », « bonjours a vous »
        lattice[0] = [one for one in lattice[0] if one.how not in MISSPELT or one.role != EXCLUDING]


def _unhide_objects(text: Text, lattice: list[list[Mention]]) -> set[int]:
    """Take off a lattice the words for which a name may be taken that is told to have been helped (« a-t-il aidé
    Gauches ? »); returns where no name is known."""
    unknown = set()
    for place in objects(text):
        kept = [one for one in lattice[place] if names(one) or not (one.role == ORDINARY or one.how in MISSPELT)]
        if len(kept) < len(lattice[place]) and not kept:
            unknown.add(place)
        lattice[place] = kept
    return unknown


def _is_like(found: Mention, least: float, only_names: bool = False) -> bool:
    """Whether a mention is what is written, or the name of something whose quality is that at least.

    Args:
        found: the mention.
        least: the quality.
        only_names: whether what is no name is not what is written (« de Vions », not « devions »).
    """
    if found.how in MISSPELT:
        # « ville d avrée » sounds as « Ville-d’Avray » does.
        least = LEAST_LIKE if found.how == "sound" and not only_names else least
        return found.quality >= least and names(found)
    return names(found) or not only_names


def _runs_on(one: Mention, end: int, words: Sequence[str]) -> bool:
    """Whether a mention is a name and what is said of it, read as another thing (« Crach a », « cracha »)."""
    return one.end > end and one.how != "exact" and words[end] in AUXILIARIES


def _is_elsewhere(found: Mention, places: PlaceNames) -> bool:
    """Whether a mention is the name of a place elsewhere, as it is written."""
    records = [sense.record for sense in found.senses]
    return found.how == "exact" and all(record is not None and places.lists(record) for record in records)


def _is_written_as_a_place(text: Text, start: int, end: int) -> bool:
    """Whether some words have a capital, that of their article aside, after a word without."""
    first = start + (end > start + 1 and text.tokens[start].text in ARTICLES)
    if not start:
        return first > 0 and _has_capital(text, first) and not text.raw.isupper()
    return _has_capital(text, first) and text.raw[text.tokens[start - 1].start].islower()


def _has_capital(text: Text, place: int) -> bool:
    return text.raw[text.tokens[place].start].isupper()
