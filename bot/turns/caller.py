"""Who says their own name before they ask: « Bonjour, Marcel à l’appareil, quels… », « Ici Maurice, j’habite… »."""

from collections.abc import Sequence

from bot.french.letter import CIVILITIES, GREETING
from bot.french.speaker import SPEAKING
from bot.french.text import Text, Token
from bot.french.words import AND, ARTICLES, INSIDE, OF
from bot.understanding.grammar import Grammar
from bot.understanding.mention import names

GREETINGS = GREETING | CIVILITIES | {"allo", "salut", "coucou", "hello"}
"""Words before somebody says who they are."""
SPEAKING_HERE = (("a", "l", "appareil"), ("au", "telephone"), ("au", "bout", "du", "fil"))
"""Words after the name of whoever speaks."""
NAMING = (("je", "m", "appelle"), ("mon", "nom", "est"), ("moi", "c", "est"), ("ici",))
"""Words before it."""
THIS_IS = ("c", "est")
"""The same, after a greeting alone."""
BEING = ("je", "suis")
"""The same, before a civility alone: else it tells what somebody is."""
CALLING = frozenset(words[0] for words in (*NAMING, THIS_IS, BEING)) | {words[-1] for words in SPEAKING_HERE}
"""Words of which a message without any names no caller."""
TELLING = 0.5
"""Weight from which a word says something."""
MOST_NAMES = 3
"""Words of a name."""
SMALL = ARTICLES | INSIDE | SPEAKING | GREETINGS
"""Words that are no part of one."""


def without_caller(text: Text, grammar: Grammar) -> Text:
    """A message without the name by which whoever writes introduces themselves, if they do and say more."""
    tokens = text.tokens
    if CALLING.isdisjoint(text.words):
        return text
    begin = next((place for place, token in enumerate(tokens) if token.text not in GREETINGS), len(tokens))
    named = _before(text, begin, grammar) or _after(text, begin, grammar)
    if not named:
        return text
    stop = named.stop + next((len(end) for end in SPEAKING_HERE if _begins(tokens, named.stop, end)), 0)
    # « Je suis M. Jardin, | maire de Sceaux », « moi c’est Karim, | de Pierrefitte »: what they are is told of them.
    if any(token.text in OF for token in tokens[stop : stop + 1]) and len(tokens) - stop <= len(("de", "Pierrefitte")):
        # « Moi c’est Karim, de Pierrefitte » says no more.
        return text
    told = _begins(tokens, begin, BEING) or any(token.text in OF for token in tokens[stop : stop + 1])
    first = named.start if told else begin
    kept = (*tokens[:first], *tokens[stop:])
    dropped = range(first, stop)
    ends = dict.fromkeys(end - sum(place < end for place in dropped) for end in text.ends)
    return Text(text.raw, kept, tuple(end for end in ends if end)) if stop < len(tokens) else text


def _before(text: Text, begin: int, grammar: Grammar) -> range:
    """The name that words follow of somebody who speaks (« Marcel | à l’appareil »)."""
    for place in range(begin + 1, min(len(text.tokens), begin + MOST_NAMES + 1)):
        if any(_begins(text.tokens, place, end) for end in SPEAKING_HERE):
            name = text.tokens[begin:place]
            # « Marie » is a name, though « maire » is often misspelt so.
            said = len(name) > 1 and _says_something(Text(text.raw, name, (len(name),)), grammar)
            return range(begin, place) if _are_names(name) and not said else range(0)
    return range(0)


def _after(text: Text, begin: int, grammar: Grammar) -> range:
    """The name that words announce (« ici | Maurice »)."""
    tokens = text.tokens
    openings = (*NAMING, *([THIS_IS] if begin else []), BEING)
    opening = next((one for one in openings if _begins(tokens, begin, one)), None)
    if opening is None or text.raw.isupper():
        return range(0)
    start = begin + len(opening)
    called = start
    while called < len(tokens) and tokens[called].text in CIVILITIES:
        called += 1
    if opening is BEING and called == start:
        return range(0)
    ends = range(called + 1, min(len(tokens) - 1, called + MOST_NAMES) + 1)
    end = next((place for place in ends if _ends(text, place)), called)
    name = tokens[called:end]
    if not _are_names(name) or not all(text.raw[token.start].isupper() for token in name):
        return range(0)
    # « Ici Montreuil, … » tells where from; after a civility it is somebody (« M. Jardin »).
    place = called == start and _is_place(Text(text.raw, name, (len(name),)), grammar)
    return range(0) if place else range(start, end)


def _says_something(name: Text, grammar: Grammar) -> bool:
    """Whether words are ours, as they are spelt or written in one (« j’aimerais avoir quelqu’un | au téléphone »)."""
    mentions = grammar.lexicon.cover(name).mentions
    return any(one.how in ("exact", "join") and one.weight >= TELLING and not names(one) for one in mentions)


def _is_place(name: Text, grammar: Grammar) -> bool:
    """Whether words are the name of a place, as it is spelt."""
    return any(one.how == "exact" and grammar.is_place(one) for one in grammar.lexicon.cover(name).mentions)


def _ends(text: Text, place: int) -> bool:
    """Whether a name ends before a token: a pause stands there, or where somebody is from is said (« Violaine | de
    Bagneux », « Paul | et j’habite… »)."""
    apart = any(mark in text.before(place) for mark in ",;:!.\n") and not text.before(place).startswith("-")
    following = text.tokens[place : place + 2]
    if len(following) < len(("de", "Bagneux")):
        return apart
    from_there = following[0].text in OF and text.raw[following[1].start].isupper()
    return apart or from_there or (following[0].text in AND and following[1].text in SPEAKING)


def _are_names(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and all(token.text.isalpha() and token.text not in SMALL for token in tokens)


def _begins(tokens: Sequence[Token], place: int, words: Sequence[str]) -> bool:
    return tuple(token.text for token in tokens[place : place + len(words)]) == tuple(words)
