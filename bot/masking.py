"""Personal data in what people write, replaced by what it is: « [courriel] », « [téléphone] »… before it is kept.

Found: e-mail addresses, telephone numbers, NIR (French social security numbers), IBANs, payment cards, street addresses
with a number, and vehicle plates. Their shapes are looked for as people write them: spaces, dots, small letters, words.
Where a number has a key, the key decides between what has that shape and what only looks like it. Names of people are
not looked for. `tests/journal/sentences.py` holds what it was measured on.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

import phonenumbers
from stdnum import iban, luhn
from stdnum.fr import nir

_DIGIT = re.compile(r"\d")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SIGN = re.compile(r".[\u0300-\u036f]+|[^\x00-\x7f]", re.DOTALL)
"""A character with the marks over it: what NFKC writes otherwise."""
_SPACES = re.compile(r"[^\S\n]{2,}")
_LEFT, _RIGHT = r"(?<!\d)", r"(?!\d)"

# The labels of a domain, with its dots as they are typed and as they are said.
_TOP = r"(?:fr|com|org|net|eu|info|io|be|ch|ca|lu|bzh|paris|gouv)"
_AT = r"(?:\s{0,2}@\s{0,2}|\s{0,2}[(\[{]\s?(?:at|a|arobase|@)\s?[)\]}]\s{0,2}|\s(?:arr?obas[e]?|at)\s)"
_DOT = r"(?:\.|\s\.\s?|\.\s(?=" + _TOP + r"\b)|\s(?:point|dot)\s|\s?[(\[](?:point|dot|\.)[)\]]\s?)"
_JOIN = r"(?:[.+_'-]|\s[._-]\s|\s(?:point|dot|tiret|underscore|tiret du (?:8|6|bas))\s)"
_LOCAL = rf"\w{{1,64}}(?:{_JOIN}\w{{1,64}}){{0,6}}"
_EMAIL = re.compile(
    rf"{_LOCAL}(?:{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,3}}{_DOT}{_TOP}\b|@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,4}})",
    re.IGNORECASE,
)
_AT_SIGNS = re.compile(r"@|\barr?obas|\bat\b|\(a\)", re.IGNORECASE)

_COUNTRY = (
    r"(?:ad|a[et]|b[aegr]|c[hyz]|d[ek]|e[es]|f[ir]|g[bir]|h[ru]|i[elst]|kw|l[bituv]|m[cdektu]|n[lo]|p[lt]|qa|ro|"
    r"s[aeikm]|t[nr]|ua|va)"
)
_IBAN = re.compile(rf"(?<![^\W_]){_COUNTRY}[ .-]?\d{{2}}(?:[ .-]?[a-z0-9]){{11,30}}", re.IGNORECASE)
_FRENCH_IBAN = re.compile(r"fr\d{2}\d{10}[a-z0-9]{11}\d{2}", re.IGNORECASE)
_S = r"[ .\-/]{0,2}"
_NIR = re.compile(
    rf"(?<!\w)(?<!\d[ .-])[1-478]{_S}\d\d{_S}(?:0[1-9]|1[0-2]|[2-9]\d){_S}(?:\d\d|2[ab]){_S}\d{{3}}{_S}\d{{3}}"
    rf"(?:{_S}(?:cl[ée]\s?)?(\d\d))?(?![ .-]?\d)",
    re.IGNORECASE,
)
_HEALTH = re.compile(r"s[ée]cu|\bcl[ée]\b|\bnir\b|vitale|\bcpam\b|\bass[ée]?u?r[ée]", re.IGNORECASE)
_CARD = re.compile(rf"{_LEFT}(?<!\d[ .-])[2-6](?:[ .-]{{0,2}}\d){{13,18}}(?![ .-]?\d)")
_GROUPED = re.compile(r"\d{4}([ .-]{1,2})\d{4}\1\d{4}\1\d{4}|3\d{3}([ .-])\d{6}\2\d{4,5}")

_PAIRS = r"(?:[ .\-/,_]{0,3}\d\d){4}"
_FRENCH = (
    rf"(?:(?:\+|(?<!\d)00)[ .]?33[ .-]{{0,2}}(?:\(\s?0\s?\)[ .]?)?|{_LEFT}(?<![^\W\d_])\(?[0o])[ .]?[1-9]\)?"
    rf"{_PAIRS}{_RIGHT}"
)
_ONE_BY_ONE = rf"{_LEFT}(?<!\d[ .-])0(?:[ .\-/]{{0,2}}\d){{9}}(?![ .-]?\d)"
_FOREIGN = r"(?:\+|(?<!\d)00)[1-9](?:[ .\-/()]{0,2}\d){7,14}(?!\d)"
_PHONE = re.compile(rf"{_FRENCH}|{_ONE_BY_ONE}|{_FOREIGN}", re.IGNORECASE)
_UNIT = (
    r"(?:z[ée]ro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|"
    r"trente|quarante|cinquante|soixante|septante|huitante|octante|nonante)"
)
_SAID = re.compile(
    rf"\bz[ée]ro[\s,-]+(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf)(?:[\s,-]+(?:et[\s-]+)?{_UNIT}){{4,20}}\b",
    re.IGNORECASE,
)

_STREET = (
    r"(?:rue|r(?=\.|\s+(?-i:[A-ZÉ]))|avenue|av|ave|boulevard|boul|bd|bld|bvd|all[ée]es?|all|impasse|imp|chemin|che|chem|route|rte|quai|square|sq|"
    r"sentier|sente|ruelle|esplanade|faubourg|fg|fbg|mont[ée]e|promenade|rond[- ]point|venelle|traverse|chauss[ée]e|"
    r"r[ée]sidence|lotissement|hameau|lieu[- ]dit|villa|parvis)"
)
_PLACE = r"(?:place|pl|cours|passage|cit[ée]|voie|galerie|mail)"
_OF = r"(?:(?:de|du|des|la|le|les|aux?|en)\s+|[ld]['’]\s?|à\s+la\s+)"
_TITLE = (
    r"(?:(?:g[ée]n[ée]ral|gal|g[ée]n|mar[ée]chal|mal|docteur|dr|professeur|pr|pdt|pr[ée]sident|colonel|col|capitaine|cdt|"
    r"commandant|lieutenant|lt|saint|sainte|ste?|abb[ée]|sous|vieux|vieille|grande?|petite?|haute?|basse?)\.?[\s-]+)"
)
_WORD = r"[^\W\d_][\w'’-]*"
_PLAIN = (
    r"(?:app(?:artemen)?t|apt|b[âa]t\w*|[ée]tage|est|et|ou|où|a|à|ai|au|aux|avec|car|ce|ces|cette|c|chez|comment|dans|depuis|donc|en|es|font|ils?|elles?|j|je|"
    r"mais|mon|ma|mes|m|n|ne|nous|on|par|pas|pour|pouvez|puis|qu|quand|que|quel|quels|quelles?|qui|quoi|s|sans|se|si|"
    r"son|sont|sur|svp|tu|un|une|vers|vous|y|merci|bonjour)\b"
)
_MORE = rf"(?:[\s-]+{_OF}{{0,2}}(?!{_PLAIN})(?-i:[A-ZÉÈÀÂÎÔŒ][\w'’-]*)){{1,4}}|[\s-]+(?!{_PLAIN}){_WORD}"
_DATE = r"du\s+\d{1,2}(?:er)?\s+(?!mn\b|min\b)[^\W\d_]{3,9}(?:\s+\d{4})?"
_NAME = rf"(?:{_DATE}|{_OF}{{0,2}}{_TITLE}{{0,2}}(?!{_PLAIN}){_WORD}(?:{_MORE})?)"
_LARGE = (
    rf"(?:{_OF}{{0,2}}{_TITLE}{{0,2}}(?-i:[A-ZÉÈÀÂÎÔŒ][\w'’-]*)|(?:de\s+la|de\s+l['’]|du|des)\s?\s?{_WORD})(?:{_MORE})?"
)
_NUMBER = r"\d{1,4}(?:\s?(?:bis|ter|quater|[a-d])\b)?"
_POSTCODE = r"(?:[\s,;-]{1,3}(?:\d{5}|\d\d \d{3})\b)?"
_ADDRESS = re.compile(
    rf"(?<![\w.,-])(?:n[°o]\s?)?{_NUMBER}(?:\s?,\s?|\s+(?:de\sla\s|de\sl['’]\s?|du\s)?|(?=rue|av|bd|boulevard))"
    rf"(?:{_STREET}\b\.?\s+{_NAME}|{_PLACE}\b\.?\s+{_LARGE}){_POSTCODE}"
    rf"|\b(?:{_STREET}|{_PLACE})\b\.?\s+{_NAME}\s?,?\s?(?:au\s)?(?:n[°o]|num[ée]ro)\s?{_NUMBER}{_POSTCODE}",
    re.IGNORECASE,
)
_STREETS = re.compile(rf"(?:\b|\d)(?:{_STREET}|{_PLACE})\b", re.IGNORECASE)
_NO_ADDRESS = re.compile(
    r"\b(?:place|pl)\.?\s+(?:de|du|en|des)\s+(?:parking|stationnement|cr[èe]che|parc|cin[ée]ma|th[ée][âa]tre|concert|"
    r"cantine|livraison)|\b(?:cours|voie|passage|route|rte|chemin)s?\s+(?:de|du|des|en)\s+"
    r"(?:fran[çc]ais|maths?|danse|musique|sport|bus|tram\w*|v[ée]los?|circulation|pi[ée]tons?|km)|\bquai\s+(?:vide|libre)",
    re.IGNORECASE,
)

_LETTERS = r"[a-hj-np-tv-z]"
_PLATE = re.compile(
    rf"(?<![\w-])(?:({_LETTERS}{{2}})([ .-]{{0,3}})\d{{3}}[ .-]{{0,3}}({_LETTERS}{{2}})"
    rf"|(\d{{1,4}})([ .-]{{0,3}})({_LETTERS}{{2,3}})[ .-]{{0,3}}(?:9[0-5]|[1-8]\d|0[1-9]|2[ab]|97[1-6]))(?![\w-])",
    re.IGNORECASE,
)
_SHORT = (
    "an ans art av ave avr bac bal bas bd be bel bis bld ca cap car cas ce ces cl cm cv date db de dec des dl en es "
    "est et etc fer fev gb grd gw ha hab has ht jan janv je jet kb kg km kv kw la lac le les let lev lre ma mai mal "
    "mar max mb mel mer mes met mg min ml mm mme mn mrs mw na ne net par pas pc pdt pers pks pl plan plats pp pts qq "
    "ras rp rte sa san sas sde se sec sel sem ses set spa st tb te tel ter tes the tgv tra tram tva vas ve vel vers vs"
)
_WORDS = frozenset(_SHORT.split())
"""Letters that, between two numbers, are more often words than a plate's."""
_VEHICLE = re.compile(r"plaque|imm?atric|v[ée]hicul|voiture|\bauto\b|scooter|\bmoto|camion|fourgon", re.IGNORECASE)


class Masked(NamedTuple):
    """A text without what is personal in it, and where that was."""

    text: str
    hidden: tuple[tuple[int, int], ...]
    """Code point offsets in the text that was masked, each from and to."""

    def hides(self, start: int, end: int) -> bool:
        """Whether something is hidden of what was between two offsets."""
        return any(start < to and end > begun for begun, to in self.hidden)


class _Rewriting:
    """A text under way, which knows where its characters were at first."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.hidden: list[tuple[int, int]] = []
        self._places = list(range(len(text) + 1))

    def replace(self, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str], hide: bool = True) -> None:
        """Put something in place of what a pattern finds, which that hides, or only writes otherwise."""
        pieces, places, last = [], [], 0
        for found in pattern.finditer(self.text):
            put = by(found)
            if put == found[0]:
                continue
            start, end = found.span()
            if hide:
                self.hidden.append((self._places[start], self._places[end]))
            pieces += [self.text[last:start], put]
            places += self._places[last:start] + [self._places[start]] * len(put)
            last = end
        if pieces:
            self.text = "".join((*pieces, self.text[last:]))
            self._places = places + self._places[last:]


def mask(text: str) -> str:
    """A text without the personal data that it may hold, nor what people do not see in it: odd signs, many spaces."""
    return masked(text).text


def masked(text: str) -> Masked:
    """The same, with where it was."""
    under_way = _Rewriting(text)
    if not text.isascii():
        under_way.replace(_SIGN, lambda found: unicodedata.normalize("NFKC", found[0]), hide=False)
        under_way.replace(_INVISIBLE, lambda _: "", hide=False)
    under_way.replace(_SPACES, lambda _: " ", hide=False)
    _hide(under_way)
    return Masked(under_way.text, tuple(under_way.hidden))


def _hide(text: _Rewriting) -> None:
    if _AT_SIGNS.search(text.text):
        text.replace(_EMAIL, lambda _: "[courriel]")
    if "zero" in (low := text.text.lower()) or "zéro" in low:
        text.replace(_SAID, lambda _: "[téléphone]")
    digits = len(_DIGIT.findall(text.text))
    if not digits:
        return
    if digits >= 12:
        text.replace(_IBAN, _mask_iban)
        text.replace(_NIR, _mask_nir)
        text.replace(_CARD, _mask_card)
    if digits >= 8:
        text.replace(_PHONE, _mask_phone)
    if digits >= 3:
        text.replace(_PLATE, _plates(text.text))
    if _STREETS.search(text.text):
        text.replace(_ADDRESS, _mask_address)


def _mask_iban(found: re.Match[str]) -> str:
    """An IBAN ends where its key is right: what follows may be words."""
    written = found[0]
    ends = [place + 1 for place, sign in enumerate(written) if sign.isalnum()]
    for end in reversed(ends[14:]):
        short = re.sub(r"[ .-]", "", written[:end])
        if iban.is_valid(short, check_country=False) or _FRENCH_IBAN.fullmatch(short):
            return "[IBAN]" + written[end:]
    return written


def _mask_nir(found: re.Match[str]) -> str:
    short = re.sub(r"cl[ée]|[^\dab]", "", found[0], flags=re.IGNORECASE)
    # Without its key, or with a digit mistyped, it is recognised by how it is cut, or by what is said of it.
    cut = re.search(r"[ .\-/]", found[0]) is not None
    return "[NIR]" if nir.is_valid(short) or cut or _HEALTH.search(found.string) else found[0]


def _mask_card(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found[0])
    grouped = _GROUPED.fullmatch(found[0]) is not None
    # Fourteen digits in a row are an establishment's (SIRET), which has the same key.
    right = luhn.is_valid(digits) and len(digits) != 14
    return "[carte]" if grouped or right else found[0]


def _mask_phone(found: re.Match[str]) -> str:
    digits = re.sub(r"\(\s?0\s?\)", "", found[0])
    digits = re.sub(r"[^\d+]", "", digits.replace("O", "0").replace("o", "0"))
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    try:
        number = phonenumbers.parse(digits, "FR")
    except phonenumbers.NumberParseException:
        return found[0]
    return "[téléphone]" if phonenumbers.is_possible_number(number) else found[0]


def _mask_address(found: re.Match[str]) -> str:
    return found[0] if _NO_ADDRESS.search(found[0]) else "[adresse]"


def _plates(text: str) -> Callable[[re.Match[str]], str]:
    """What masks the plates of a text: letters that are words make none, unless it is about a vehicle."""
    about = _VEHICLE.search(text) is not None

    def mask_plate(found: re.Match[str]) -> str:
        first, between, last, _, old_between, letters = found.groups()
        said = {part.lower() for part in (first, last, letters) if part}
        dashed = "-" in (between or old_between or "") and letters is None
        return "[plaque]" if dashed or about or said.isdisjoint(_WORDS) else found[0]

    return mask_plate
