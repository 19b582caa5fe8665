"""Names of places where one is due (« à Denain », « la ville de Gentiml »), which what they resemble must not hide.

What is written there is no misspelt word (« à demain », « gentil »), nor do the words that announce it make it nearer
to a name than it is alone (« la ville de Barges », « Ville de Paris »). What is written with a capital is the name of
a place, be it a word, too (« à Grand »).
"""

from bot.french.text import Text
from bot.french.words import OF, UP_TO
from bot.understanding.elsewhere import Announcers
from bot.understanding.mention import Mention, mention, names
from bot.understanding.places import PlaceNames

MISSPELT = ("distance", "sound")
"""How is found what a message does not write."""
LEAST_LIKE = 0.85
"""Quality from which a name is that which the words that announce it are of, too (« la ville de Pari »)."""


def add_written(text: Text, lattice: list[list[Mention]], known: list[bool], places: PlaceNames) -> None:
    """Have words that « à » or « de » announces, written with a capital, be the places elsewhere that they name."""
    for start, token in enumerate(text.tokens):
        if not _is_written_as_a_place(text, start) or any(one.how != "exact" or names(one) for one in lattice[start]):
            continue
        rows = places.spaced(token.text)
        if rows and not any(one.end == start + 1 and one.weight > 0 and one.role for one in lattice[start]):
            longer = [one for one in lattice[start] if one.end > start + 1]
            lattice[start] = [*longer, mention(start, start + 1, places.senses(rows), 1.0, token.text, "exact")]
            known[start] = True


def keep_due(text: Text, lattice: list[list[Mention]], places: PlaceNames, announcers: Announcers) -> None:
    """Take off a lattice what hides the name of a place where one is due."""
    words = [token.text for token in text.tokens]
    announcing = announcers.determiners | announcers.prepositions | announcers.kinds
    for place in range(1, len(words)):
        elsewhere = any(_is_elsewhere(one, places) for one in lattice[place])
        due = words[place - 1] in OF and words[max(0, place - 2)] in announcers.kinds
        due = due or (words[place - 1] == UP_TO and _is_written_as_a_place(text, place))
        if not elsewhere and not due:
            continue
        like = 1.0 if elsewhere else LEAST_LIKE
        for start in range(place):
            if announcing.issuperset(words[start:place]):
                lattice[start] = [one for one in lattice[start] if one.end <= place or _is_like(one, like)]
        # « La ville de cret, enfin de Créteil » is put right.
        if due and not any(one.role == "correction" for mentions in lattice[place + 1 : place + 2] for one in mentions):
            # « Les villes du departemant » say another kind.
            kinds = announcers.kinds
            lattice[place] = [one for one in lattice[place] if one.form in kinds or _is_like(one, 0.0)]


def _is_like(found: Mention, least: float) -> bool:
    """Whether a mention is what is written, or the name of something whose quality is that at least."""
    return found.how not in MISSPELT or (found.quality >= least and names(found))


def _is_elsewhere(found: Mention, places: PlaceNames) -> bool:
    """Whether a mention is the name of a place elsewhere, as it is written."""
    records = [sense.record for sense in found.senses]
    return found.how == "exact" and all(record is not None and places.lists(record) for record in records)


def _is_written_as_a_place(text: Text, place: int) -> bool:
    """Whether a word has a capital after a preposition without."""
    if not place or text.tokens[place - 1].text not in OF | {UP_TO}:
        return False
    written, before = text.raw[text.tokens[place].start :], text.raw[text.tokens[place - 1].start :]
    return written[:1].isupper() and before[:1].islower()
