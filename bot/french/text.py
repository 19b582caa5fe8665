"""French text to tokens: folding, elision, sentence ends. Knows the language, no subject."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import force_setattr, replace
from unidecode import unidecode_expect_ascii


class Token(Struct, frozen=True):
    """One word or number of a message."""

    text: str
    """Folded: ASCII, lower case, no accent, abbreviations written out (`saint` for « St »)."""
    heard: str
    """Lower case with its accents, for sound keys."""
    start: int
    """Offset of its first code point in the original message."""
    end: int
    """Offset after its last code point in the original message."""


class Text(Struct, frozen=True):
    """A message cut into tokens."""

    raw: str
    tokens: tuple[Token, ...]
    ends: tuple[int, ...]
    """Token indices at which a sentence ends (exclusive), ascending, the last one included."""
    words: list[str] = []
    """Those tokens, folded."""

    def __post_init__(self) -> None:
        force_setattr(self, "words", [token.text for token in self.tokens])

    def __hash__(self) -> int:
        return hash((self.raw, self.ends))

    @property
    def asks(self) -> bool:
        """Whether a question mark follows its last token."""
        return bool(self.tokens) and self.raw[self.tokens[-1].end :].lstrip().startswith("?")

    @property
    def smiles(self) -> bool:
        """Whether it holds but pictures, or faces made of signs (« 👍 », « :-) »)."""
        pictures = (unicodedata.category(char) == PICTURE for char in self.raw)
        return not self.tokens and (any(pictures) or _FACE.search(self.raw) is not None)

    def kept(self, tokens: tuple[Token, ...]) -> "Text":
        """Some of its tokens, as one sentence."""
        return Text(self.raw, tokens, (len(tokens),))

    def before(self, place: int) -> str:
        """What stands between a token and the one before it."""
        return self.raw[self.tokens[place - 1].end : self.tokens[place].start] if place else ""


PICTURE = "So"
"""The category of characters that are pictures."""
_FACE = re.compile(r"[:;=]['-]?[()]")

ELIDED = frozenset(
    ["l", "d", "j", "m", "t", "s", "n", "c", "qu", "lorsqu", "jusqu", "puisqu", "quoiqu", "presqu", "quelqu"]
)
"""Words that lose their last vowel before another (« l’annonce », « qu’il »)."""

OF_NAMES = {
    "st": "saint",
    "ste": "sainte",
    "sts": "saints",
    "gd": "grand",
    "grd": "grand",
    "gde": "grande",
    "grde": "grande",
    "&": "et",
    "+": "plus",
}
"""Abbreviations of names, as INSEE and the post office write them out."""

WRITTEN_OUT = OF_NAMES | {
    "%": "pourcent",
    "-": "a", "/": "a",
    "cb": "combien", "ke": "que", "kel": "quel", "kelle": "quelle", "kels": "quels", "kelles": "quelles", "ki": "qui",
    "koi": "quoi", "lgtps": "longtemps", "pa": "pas", "tps": "temps", "tte": "toute",
    "ttes": "toutes", "vil": "ville", "vils": "villes",
}  # fmt: skip
"""Words that are read as others: these, and those that are texted."""

NUMBER = "numero"
"""The word that « n° » shortens."""
LEAST_CUT = 5
"""Letters of a word whose « -ment » may be written « -mt »."""
ABBREVIATED = {
    "adr": "adresse", "attrib": "attribution", "collec": "collectivité", "collect": "collectivité",
    "dept": "département", "dpt": "département", "dép": "département", "dépt": "département", "expe": "expérimentation",
    "expé": "expérimentation", "metrop": "métropole", "métrop": "métropole", "moy": "moyenne", "nb": "nombre",
    "nbr": "nombre", "nbre": "nombre", "pdt": "président", "presid": "président", "présid": "président",
    "prés": "président", "proj": "projet", "rep": "réponse", "rép": "réponse", "reu": "réunion", "réu": "réunion",
    "subv": "subvention", "terr": "territoire", "tot": "total",
}  # fmt: skip
"""Words that a full stop cuts short (« tot. des subv. »)."""
UNFINISHED = frozenset(
    ("m", "mm", "mr", "mme", "mmes", "mlle", "mlles", "av", "bd", "env", "cf", "max", "min", "tel", "num", "ex", "p")
)
"""Words after which a full stop ends no sentence."""
GOING_ON = frozenset(("le", "la", "les", "de", "du", "des", "un", "une", "au", "aux", "dans", "sur", "pour", "par"))
"""Words after which a line that ends goes on in the next."""
_GOES_ON = re.compile(r"\s*(?:de|du|d')\b")
"""How a line begins that goes on with the one before."""

# Numbers that count nothing, and whose pairs are no numbers either: telephones, social security, accounts in fours.
_NAMING = (
    r"(?:(?:\+|00)33[ .-]?(?:\(0\)[ .-]?)?|0)[1-9](?:[ ./-]{0,2}\d\d){4}"
    r"|[1-478][ .-]\d\d[ .-]\d\d[ .-]\d\d[ .-]\d{3}[ .-]\d{3}(?:[ ./-]{1,3}\d\d)?"
    r"|\d{4}(?:[ .-]\d{4}){2,}[ .-]\d{1,3}"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?P<dash>[./-])(?:0?[1-9]|1[0-2])(?P=dash)\d\d"
# « 27/11 », but not « 7/7 » nor « 9/10 ».
_DAY_ALONE = r"(?:(?:1[3-9]|2\d|3[01])/(?:0[1-9]|1[0-2])|\d\d?/0[1-9])"
# « 4 060,50 », « 3750,5 », « 2,5 M€ », « 2,5 ou 3 millions », but not « les projets 2,3 et 5 » nor « 2021,22 ».
_UNIT = r" {0,2}(?:euros?\b|eur\b|e\b|k(?:e|euros?)?\b|m(?:e|d|euros?|deuros?)?\b|milli|%)"
_DECIMAL = (
    r"(?!(?:19|20)\d\d,\d)(?:\d{1,3}(?:[ .]\d{3})+|\d{3,}),\d{1,2}"
    r"|\d{1,3}(?: \d{3})+\.\d\d"
    rf"|\d+[.,]\d{{1,2}}(?={_UNIT}|(?: a | et | ou )\d+(?:[.,]\d{{1,2}})?{_UNIT})"
)
# After a dash, the second of two amounts.
_AMOUNT = r"\d{1,3}(?:[ .]?\d{3})*(?:k|m| k| m| millions?)?(?: {0,2}euros?\b|e\b)"
_TOKEN = re.compile(
    # What begins with a digit is looked for where one stands.
    rf"(?=[\d+])(?:(?P<naming>(?:{_NAMING})(?!\d))"
    rf"|(?P<day>(?:{_DAY}|(?<![\d/.]){_DAY_ALONE})(?![./-]?\d))"
    rf"|(?P<decimal>(?<![\d.,])(?:{_DECIMAL})(?!\d)(?:md|[km])?(?:e|euros?)?(?![a-z0-9]))"
    r"|(?P<number>\d{1,3}(?:[ .]\d{3})+(?!\.?\d)|\d{3,}(?=e(?:uros?|ur)?(?![a-z0-9]))))"
    r"|(?P<acronym>(?:[a-z]\.){2,}[a-z]?(?![a-z]))"
    r"|(?P<word>[a-z0-9]+)(?P<elision>'(?=[a-z]))?"
    r"|(?P<sign>[&+]|(?<=\d)%|(?<!\S)%(?![\w%])"
    # « 2021-2023 », « 2021 - 2023 »
    r"|(?<=(?:19|20)\d\d)[-/](?=(?:19|20)\d\d(?!\d))|(?<=(?:19|20)\d\d )[-/](?= (?:19|20)\d\d(?!\d))"
    # « 500-1000 € », « 500 € - 1 000 € », « 1000 / 8000 euros », but not « 2022 - 5000 € »
    r"|(?:(?<=\d{3})|(?<=\d{3} )(?<!(?:19|20)(?!00)\d\d )|(?<=euros )|(?<=euros  )|(?<=euros))[-/]"
    rf"(?= ?{_AMOUNT}))"
    # « - de 1000 € »
    r"|(?P<less>(?<!\S)-(?= de \d))"
    # « < 1000 € », but neither « 2022 > 2023 » nor « => 2023 »
    r"|(?P<than>(?<![\d=-])(?<!\d )[<>]=?(?=\s?\d\d))"
    r"|(?P<stop>[?!;\n]+|\.+(?![a-z0-9]))"
)

COMPARED = {"<": ("moins", "de"), ">": ("plus", "de"), "<=": ("au", "plus"), ">=": ("au", "moins")}
"""Signs before an amount, with the words that they are."""

_UNSPACED = str.maketrans("", "", " ./-+()")

RUN_TOGETHER = {
    word.replace(" ", ""): tuple(word.split(" "))
    for word in (
        "c est", "c etait", "il a", "n en", "j ai", "j aime", "n est", "s est", "qu est", "qu il", "qu ils", "qu on",
        "qu en", "d un", "d une", "m en", "t en", "s en", "j en", "s il", "s ils", "l on", "n y", "d apres", "d abord",
        "d accord", "j ecris", "n a", "n ont", "n ai", "n avait", "n avaient", "qu a", "qu ont",
        "etait il", "etait elle", "dit il", "dit elle", "ferait il", "ferait elle", "pas dans",
        "dans le", "dans la", "dans les", "sur le", "sur la", "sur les", "pour le", "pour la", "pour les",
        "avec le", "avec la", "avec les", "est le", "est la", "et le", "et la", "et les",
    )
} | {"cki": ("c", "qui"), "ckoi": ("c", "quoi")}  # fmt: skip
"""Small words of which many leave out the apostrophe, or the space (« cest », « dansle »), with those that they are."""

TEXTED = {
    "2": ("de", re.compile("[ck]o[mn]bien|beaucoup|trop"), re.compile(r" (?!(?:ou|et|fois)\b)(?:\w{2}|\d|d[ '])")),
    "e": ("euros", re.compile(r"\d{3,}"), re.compile("")),
    "u": ("eu", re.compile("a|ont|on|pas|ai|rien|jamais"), re.compile(r"$| (?:\w{2}|\d|d[ '])")),
    "on": (
        "ont",
        re.compile("(?!(?:qu|que|l|si|t|a|s|est|peut|doit|sait|va|veut|dit)$).*"),
        re.compile(r" (?:pas|\w{3,}é)\b| e?u\b"),
    ),
}
"""What is one word by itself and another after some and before some (« cb 2 projets », « qui a u », « 500 e »)."""
TEXTED_ONE = ("1", "un")
"""The digit that is the article of those who text (« ki a eu 1 projé »), with that article."""
_READ_OTHERWISE = frozenset(("n", TEXTED_ONE[0], *WRITTEN_OUT, *RUN_TOGETHER, *TEXTED))
"""All those words, with the letter of « n° »."""
_TEXTING = re.compile(
    r"\b(?:ds|jsuis?|kan|ke|kelle|kels?|ki|koi|kwa|pr|slt|stp|tt|vils?|ya|yavai|yora|c (?:koi|ki|ou|kan|kel))\b"
)
"""Words by which they are known."""
_COUNTING = frozenset(
    ("que", "qu", "k", "juste", "just", "seulement", "slmt", "exactement", "moins", "plus", "de", "pas")
)
"""Words after which the digit counts all the same (« na ke 1 projé »)."""
_COUNTED = re.compile(r" (?!seul|unik|uniq|ou\b|et\b|fois\b|er\b|mill)[a-z]{2}")
"""What follows it where it does not."""

_NOISE = re.compile(
    r"<(script|style)\b[^<>]{0,200}>[^<]{0,2000}</\1>|</?[A-Za-z][^<>]{0,200}>|<(?!=?\s?\d\d)|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
    r"|&(?:amp|nbsp|quot|lt|gt|#\d{1,5});|«\s{0,2}(?:…|\.\.\.)",
    re.IGNORECASE,
)
"""What says nothing: tags with what a page does not show, signs as pages write them, addresses of messages, what is
left out of a quotation."""
_APOSTROPHES = "’ʼ‘`´′‛＇"
_ACCENTED = "àâäçéèêëîïôöùûüÿ"
# What the French type, nearly always: these fold to one character each, so offsets need no table.
_PLAIN = re.compile(f"[\t\n\r -~{_ACCENTED}«»°\u00a0]*")
_FOLD = bytes.maketrans(
    f"\t\r«»°\u00a0{_ACCENTED}".encode("latin-1"),
    b"      aaaceeeeiioouuuy",
)


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> tuple[str, str]:
    """One code point as (folded, heard): ASCII lower case; French accents kept in the second, of the same length."""
    if char in _APOSTROPHES:
        return "'", "'"
    if char == "€":
        return " euros ", " euros "
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf"):
        return "", ""
    if char != "\n" and category[0] in "ZC":
        return " ", " "
    plain = unicodedata.normalize("NFKC", char).lower()
    if plain in _ACCENTED:
        return _unaccented(plain), plain
    folded = plain if plain.isascii() else unidecode_expect_ascii(plain).lower()
    if not folded or (category[0] in "PS" and len(folded) > 1 and folded not in ("...", *COMPARED)):
        return " ", " "
    return folded, folded


def _unaccented(char: str) -> str:
    return char.encode("latin-1").translate(_FOLD).decode("ascii")


def fold(text: str) -> str:
    """Fold a string to lower-case ASCII: « Créteil » → `creteil`."""
    plain = text.lower().replace("’", "'").replace("œ", "oe")
    if _PLAIN.fullmatch(plain):
        return _unaccented(plain)
    return "".join(_fold_char(char)[0] for char in text)


def fold_all(names: Sequence[str]) -> list[str]:
    """Fold a long list of one-line names, all at once."""
    folded = fold("\n".join(names)).split("\n")
    return folded if len(folded) == len(names) else [fold(name) for name in names]


def read_text(raw: str) -> Text:
    """Cut a message into folded tokens, keeping each one's place in the original.

    >>> [token.text for token in read_text("C’est à St-Mandé, aujourd’hui ?").tokens]
    ['c', 'est', 'a', 'saint', 'mande', 'aujourdhui']
    """
    if "<" in raw or "@" in raw or "&" in raw or "«" in raw:
        read = _NOISE.sub(lambda noise: " " * len(noise.group()), raw)
        if read != raw:
            # Its place is kept.
            return replace(read_text(read), raw=raw)
    heard = raw.lower().replace("’", "'")
    if _PLAIN.fullmatch(heard):
        return Text(raw, *_tokens(_unaccented(heard), heard, range(len(raw)), range(1, len(raw) + 1)))
    return Text(raw, *_tokens(*_aligned(raw)))


def words_of(text: str) -> list[str]:
    """The words of a text, as those of messages are read: « MJC d’Arques » → `mjc`, `d`, `arques`."""
    return read_text(text).words


def _aligned(raw: str) -> tuple[str, str, list[int], list[int]]:
    """Fold any text character by character.

    Returns it folded, its heard form of the same length, and where each folded character starts and ends in `raw`. A
    mark belongs to the letter that it follows; what cannot be seen belongs to nothing.
    """
    folded: list[str] = []
    heard: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, char in enumerate(raw):
        ascii_form, heard_form = _fold_char(char)
        if ascii_form:
            folded.append(ascii_form)
            heard.append(heard_form)
            starts += [place] * len(ascii_form)
            ends += [place + 1] * len(ascii_form)
        elif folded and unicodedata.category(char)[0] == "M":
            ends[-1] = place + 1
            accented = unicodedata.normalize("NFC", heard[-1] + char)
            if len(accented) == 1 and accented in _ACCENTED:
                heard[-1] = accented
    return "".join(folded), "".join(heard), starts, ends


def _tokens(
    folded: str, heard: str, starts: Sequence[int], ends: Sequence[int]
) -> tuple[tuple[Token, ...], tuple[int, ...]]:
    """The tokens and the sentence ends of a folded text whose characters start and end there in the original."""
    tokens: list[Token] = []
    stops: list[int] = []
    joined = ""
    joined_at = 0
    for match in _TOKEN.finditer(folded):
        kind = match.lastgroup
        start, end = match.span()
        if kind == "stop":
            joins = tokens and match.group() == "." and tokens[-1].end == starts[start]
            whole = ABBREVIATED.get(tokens[-1].heard) if joins else None
            if whole is not None:
                tokens[-1] = replace(tokens[-1], text=fold(whole), heard=whole)
                continue
            if match.group().isspace() and tokens and (tokens[-1].text in GOING_ON or _GOES_ON.match(folded, end)):
                continue
            if tokens and (not stops or stops[-1] != len(tokens)) and not _abbreviates(tokens[-1], match.group()):
                stops.append(len(tokens))
            continue
        text = match["word"] or match.group()
        if kind == "elision":
            end -= 1
            if text not in ELIDED:
                joined, joined_at = joined + text, start if not joined else joined_at
                continue
        sounds = heard[start:end]
        if joined:
            text, start, joined = joined + text, joined_at, ""
            sounds = heard[start:end].replace("'", "")
        if kind == "than":
            first, text = COMPARED[text]
            tokens.append(Token(first, first, starts[start], ends[start]))
            sounds = text
        elif kind in _WRITTEN_AS:
            text = sounds = _WRITTEN_AS[kind](text)
        elif text.endswith("mt") and len(text) >= LEAST_CUT:
            # « Facilmt »
            text = sounds = text[:-2] + "ment"
        elif text not in _READ_OTHERWISE:
            pass  # as nearly all words
        elif text == "n" and heard[end : end + 1] == "°":
            text = sounds = NUMBER
        elif text in WRITTEN_OUT:
            text = sounds = WRITTEN_OUT[text]
        elif text in RUN_TOGETHER and folded[start - 1 : start] != "-":
            # « Neuilly-en-Dun » is no « d’un ».
            elided, whole = RUN_TOGETHER[text]
            middle = start + len(elided)
            tokens.append(Token(elided, elided, starts[start], ends[middle - 1]))
            text, sounds, start = whole, heard[middle:end], middle
        elif text in TEXTED and tokens:
            meant, before, after = TEXTED[text]
            if before.fullmatch(tokens[-1].text) and after.match(heard, end):
                # « Des sous en 2023 é plus rien en 2024 »
                text = sounds = meant if sounds != "é" else "et"
        elif text == TEXTED_ONE[0] and _is_article(folded, end, tokens):
            text = sounds = TEXTED_ONE[1]
        tokens.append(Token(text, sounds, starts[start], ends[end - 1]))
    if not stops or stops[-1] != len(tokens):
        stops.append(len(tokens))
    return tuple(tokens), tuple(stops)


def _is_article(folded: str, end: int, before: Sequence[Token]) -> bool:
    """Whether the digit that ends there is an article, as those who text write it."""
    counts = bool(before) and (before[-1].text in _COUNTING or before[-1].text.isdigit())
    return not counts and _COUNTED.match(folded, end) is not None and _TEXTING.search(folded) is not None


def _decimal(text: str) -> str:
    """A number with decimals in one form: « 4 060,50 » is « 4060.50 », and « 3.750,00 » is « 3750 »."""
    whole, decimals = re.split(r"[.,](?=\d{1,2}(?!\d))", text)
    told = decimals.lstrip("0")
    return whole.translate(_UNSPACED) + ("." + decimals if told[:1].isdigit() else told)


def _unspaced(text: str) -> str:
    return text.translate(_UNSPACED)


_WRITTEN_AS: Mapping[str | None, Callable[[str], str]] = {
    "number": _unspaced,
    "acronym": _unspaced,
    "naming": _unspaced,
    "decimal": _decimal,
    "day": lambda text: text.replace(".", "/").replace("-", "/"),
    "less": lambda _: "moins",
}
"""How tokens that are no words are written in one form."""


def _abbreviates(token: Token, stop: str) -> bool:
    """Whether a full stop after this token marks an abbreviation (« M. », « env. »), not a sentence's end."""
    return stop == "." and token.text in UNFINISHED
