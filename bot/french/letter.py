"""The frame of a letter: to whom it is written, what its head and its foot say beside what it asks."""

from collections.abc import Sequence

from bot.french.speaker import SPEAKING
from bot.french.text import Text, Token
from bot.french.words import ARTICLES, INTERROGATIVES

CIVILITIES = frozenset(
    ("monsieur", "madame", "mademoiselle", "messieurs", "mesdames", "mesdemoiselles", "m", "mr", "mm", "mme", "mmes")
)
"""Words by which a letter speaks to somebody."""
GREETING = frozenset(("bonjour", "bonsoir"))
DEAR = frozenset(("tres", "cher", "chere", "chers", "cheres"))
"""Words before them, and before what else somebody is (« Cher confrère »)."""
TELLING = SPEAKING | INTERROGATIVES | {"vous", "il", "elle", "ayant", "etant"}
"""Words of a sentence that does more than speak to somebody."""
OBJECT = frozenset(("objet", "sujet", "concerne"))
"""What begins the line of a letter that says what it is about."""
BESIDE = frozenset(("ref", "refs", "reference", "references", "n", "v", "pj", "piece", "pieces", "copie")) | {
    "tel", "telephone", "mobile", "portable", "fax", "courriel", "mail", "email", "adresse", "date", "expediteur",
    "destinataire",
}  # fmt: skip
"""What begins a line that says neither that nor anything that is asked."""
ATTENTION = (("a", "l", "attention"), ("lettre", "ouverte"), ("fait", "a"), ("p", "o"))
"""The same without a colon."""
MOST_HEADING = 3
"""Words of a heading before its colon (« Objet de la demande : »)."""
MOST_TITLE = 14
"""Words of a title (« Madame la Vice-Présidente déléguée au Numérique »)."""
POLITE = frozenset(("vous", "votre", "vos"))
LEAST_FORMAL = 18
"""Words of sentences from which a message may be a letter that names nobody."""
MOST_LAST = 4
"""The same where it ends a sentence."""
SENTENCE_ENDS = ".!?…;"
LINE_ENDS = (*SENTENCE_ENDS, ":", "»", ")")
PAUSES = ",:"


def is_object(text: Text) -> bool:
    """Whether a sentence is the line of a letter that says what it is about (« Objet : projet de Sceaux »)."""
    return _begins(text, OBJECT)


def body(text: Text) -> tuple[Text, ...]:
    """The sentences of a message, without the frame of a letter.

    What is written on a line of its own, and ended as no sentence is, is a part of the frame where somebody is written
    to or an object is said; all the rest is kept where nothing else would be left.
    """
    pieces = sentences(text)
    if len(pieces) == 1 or "\n" not in text.raw:
        return pieces
    framing = [_frames(piece, _after(text, piece)) for piece in pieces]
    if not any(framing) and not any(map(is_object, pieces)) and not _is_formal(text, pieces):
        return pieces
    first = next((place for place, piece in enumerate(pieces) if _ended(text, piece)), None)
    kept = [
        piece
        for place, piece in enumerate(pieces)
        if not framing[place] and (is_object(piece) or first is None or place <= first or not _signs(text, piece))
    ]
    return tuple(kept) or pieces


def _is_formal(text: Text, pieces: Sequence[Text]) -> bool:
    """Whether sentences as long as those of a letter speak to somebody as one does in it."""
    ended = [token.text for piece in pieces if _ended(text, piece) for token in piece.tokens]
    return len(ended) >= LEAST_FORMAL and not POLITE.isdisjoint(ended)


def sentences(text: Text) -> tuple[Text, ...]:
    """A message cut at the ends of its sentences."""
    starts = (0, *text.ends)
    pieces = (text.tokens[start:end] for start, end in zip(starts, text.ends, strict=False))
    return tuple(text.kept(tokens) for tokens in pieces if tokens)


def _frames(piece: Text, after: str) -> bool:
    """Whether a line speaks to somebody, or says what nothing is asked about."""
    words = tuple(token.text for token in piece.tokens[: max(map(len, ATTENTION))])
    if any(words[: len(start)] == start for start in ATTENTION) or _begins(piece, BESIDE):
        return True
    if "\n" not in after or not is_addressed(piece.tokens):
        return False
    return after.lstrip(" ").startswith(",") or any(token.text in ARTICLES for token in piece.tokens)


def is_addressed(tokens: Sequence[Token]) -> bool:
    """Whether words speak to somebody and say no more (« Monsieur le Président », « Cher confrère »)."""
    words = [token.text for token in tokens]
    called = [word for word in words if word not in GREETING]
    addressed = bool(called) and called[0] in CIVILITIES | DEAR
    return addressed and len(words) <= MOST_TITLE and TELLING.isdisjoint(words)


def unaddressed(text: Text) -> Text | None:
    """A sentence without the title by which it speaks to somebody (« Madame la Présidente, … »), if it does."""
    tokens = text.tokens
    if CIVILITIES.isdisjoint([token.text for token in tokens]):
        return None
    kept: list[Token] = []
    place = 0
    while place < len(tokens):
        end = _title(text, place)
        kept += tokens[place:end] if end == place + 1 else ()
        place = end
    return text.kept(tuple(kept)) if kept and len(kept) < len(tokens) else None


def _title(text: Text, place: int) -> int:
    """Where the title ends that begins at a token and that pauses part from all else; the next token without one."""
    tokens = text.tokens
    here = tokens[place : place + 2]
    if len(here) < 2 or here[0].text not in CIVILITIES or here[1].text not in ARTICLES or not _paused(text, place):
        return place + 1
    ends = range(place + 2, min(len(tokens), place + MOST_TITLE) + 1)
    end = next((end for end in ends if end == len(tokens) or _paused(text, end)), place + 1)
    if end == len(tokens) and end - place > MOST_LAST:
        return place + 1
    return end if TELLING.isdisjoint(token.text for token in tokens[place:end]) else place + 1


def _paused(text: Text, place: int) -> bool:
    """Whether a comma or a colon stands before a token, or nothing."""
    before = text.raw[text.tokens[place - 1].end : text.tokens[place].start] if place else ","
    return any(pause in before for pause in PAUSES)


def _begins(piece: Text, words: frozenset[str]) -> bool:
    """Whether a sentence begins with one of some words, and soon a colon."""
    tokens = piece.tokens
    if tokens[0].text not in words:
        return False
    after = next((token.start for token in tokens[MOST_HEADING:]), len(piece.raw))
    return ":" in piece.raw[tokens[0].end : after].split("\n")[0]


def _after(text: Text, piece: Text) -> str:
    """What stands between a sentence and the next."""
    end = piece.tokens[-1].end
    following = next((token.start for token in text.tokens if token.start >= end), len(text.raw))
    return text.raw[end:following]


def _ended(text: Text, piece: Text) -> bool:
    """Whether a sentence ends with a mark."""
    return not set(SENTENCE_ENDS).isdisjoint(_after(text, piece).split("\n")[0])


def _signs(text: Text, piece: Text) -> bool:
    """Whether the line in which words stand ends as no sentence does, and does not go on in the next."""
    end = text.raw.find("\n", piece.tokens[-1].end)
    line, rest = (text.raw[:end], text.raw[end:].lstrip()) if end >= 0 else (text.raw, "")
    return not line.rstrip().endswith(LINE_ENDS) and not rest[:1].islower()
