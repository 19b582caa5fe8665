"""Acronyms and names that are said letter by letter (« le c c a s des Abymes », « les lettres F, M, I et N »)."""

from collections.abc import Callable

from bot.french.text import Text, Token

LEAST_LETTERS, MOST_LETTERS = 3, 12
AND = "et"
BETWEEN = (" ", ", ", ",")
"""What stands between two letters of a word that is spelt."""
Known = Callable[[str], bool]


def with_letters_joined(text: Text, known: Known) -> Text:
    """A message, with letters in a row in one word where that is `known`, the longest first."""
    if [len(token.text) for token in text.tokens].count(1) < LEAST_LETTERS:
        return text
    tokens: list[Token] = []
    places: dict[int, int] = {}
    place = 0
    while place < len(text.tokens):
        places[place] = len(tokens)
        end = _end(text, place, known)
        tokens.append(_joined(text.tokens[place:end]))
        place = end
    if len(tokens) == len(text.tokens):
        return text
    places[place] = len(tokens)
    return Text(text.raw, tuple(tokens), tuple(places[end] for end in text.ends))


def _end(text: Text, place: int, known: Known) -> int:
    """Where the word ends that is spelt from there on; right after the token, for none."""
    spelt: list[int] = []
    end = place
    while end < len(text.tokens) and len(spelt) < MOST_LETTERS and _is_letter(text, end, first=end == place):
        spelt.append(end)
        # « I et N »
        end += 2 if text.words[end + 1 : end + 2] == [AND] and end + 1 not in text.ends else 1
    for count in range(len(spelt), LEAST_LETTERS - 1, -1):
        after = spelt[count - 1] + 1
        if known("".join(text.words[at] for at in spelt[:count])) and after not in text.ends[:-1]:
            return after
    return place + 1


def _is_letter(text: Text, place: int, *, first: bool) -> bool:
    """Whether a token is one letter, with but a space or a comma before it where it is not the `first`."""
    alone = len(text.tokens[place].text) == 1 and text.tokens[place].text.isalpha()
    return alone and (first or text.before(place) in BETWEEN) and (place not in text.ends or first)


def _joined(tokens: tuple[Token, ...]) -> Token:
    if len(tokens) == 1:
        return tokens[0]
    word = "".join(token.text for token in tokens if len(token.text) == 1)
    return Token(word, word, tokens[0].start, tokens[-1].end)
