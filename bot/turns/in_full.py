"""What is left out around a number, said in full: « seulement deux ? » is « il n’y en a que deux ? », and « celles avec
deux projets » is « celles qui ont deux projets »."""

from collections.abc import Iterable, Sequence

from bot.french.numbers import read_number
from bot.french.text import Text, Token
from bot.french.words import OF_ONE, THOSE, WITH

ONLY = frozenset(("seulement", "slmt", "que", "uniquement", "juste", "simplement"))
"""Words that say that there are no more, before a number or, but for « que », after it."""
THAN = "que"
BEFORE = frozenset(("ah", "oh", "donc", "mais", "alors", "quoi", "bon", "ok"))
"""Words that say nothing, before it."""
AFTER = frozenset(("alors", "donc", "non", "vraiment", "en", "tout", "hein"))
"""The same, after it."""
HAVING = WITH | {"à"}
"""Words before the number of things that some have (« celles à deux projets »)."""
THERE_ARE = ("il", "n", "y", "en", "a")
ELIDED = "qu"
WHICH_HAVE = ("qui", "ont")
MOST = 60
"""The greatest number that is surely no place (« que 94 ? »)."""


def said_in_full(text: Text) -> Text:
    """A message with what it leaves out around a number, if it does."""
    words = [token.text for token in text.tokens]
    if not ONLY.isdisjoint(words) and len(text.ends) == 1 and (only := _only_so_many(text)) is not text:
        return only
    return _with_so_many(text, words) if not THOSE.isdisjoint(words) else text


def _only_so_many(text: Text) -> Text:
    """A message that only checks how many there are (« ah, seulement deux ? »), in full; any other as it is."""
    tokens = text.tokens
    begin = next((place for place, token in enumerate(tokens) if token.text not in BEFORE), len(tokens))
    end = next((at + 1 for at in range(len(tokens) - 1, begin - 1, -1) if tokens[at].text not in AFTER), begin)
    said = tokens[begin:end]
    if len(said) < 2:
        return text
    first = said[0].text in ONLY
    only, number = (said[0], said[1:]) if first else (said[-1], said[:-1])
    whole = _so_many([token.text for token in number]) == len(number)
    if not whole or only.text not in (ONLY if first else ONLY - {THAN}):
        return text
    than = ELIDED if number[0].text in OF_ONE else THAN
    return text.kept((*_written((*THERE_ARE, than), number[0].start), *number))


def _with_so_many(text: Text, words: Sequence[str]) -> Text:
    """A message that says how many « those with » something have (« celles avec deux projets »), in full."""
    for place in range(1, len(words) - 1):
        if text.tokens[place].heard in HAVING and words[place - 1] in THOSE and _so_many(words[place + 1 :]):
            tokens, added = text.tokens, len(WHICH_HAVE) - 1
            having = _written(WHICH_HAVE, tokens[place].start)
            ends = tuple(end + added * (end > place) for end in text.ends)
            return Text(text.raw, (*tokens[:place], *having, *tokens[place + 1 :]), ends)
    return text


def _so_many(words: Sequence[str]) -> int:
    """How many words the small number takes that some begin with."""
    found = read_number(words)
    return found.length if found is not None and found.value <= MOST else 0


def _written(words: Iterable[str], start: int) -> Iterable[Token]:
    """Words that nobody wrote, as tokens of no length."""
    return (Token(word, word, start, start) for word in words)
