"""French sentences as people write and say them: graded noise, the same for the same seed.

A *kind* of noise imitates one way in which sentences go wrong, an *operation* is one occurrence of it (a key missed, a
word respelt), the *level* of a sentence is how many it gets. Kinds are pure functions of a word or a sentence, and of a
`random.Random`; what they cannot change they give back.

No kind changes a digit: « 93 » for « 92 » is another question, not a slip. Words that hold one are left alone, and only
`speech` says numbers, in words.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from bot.french.spelled import spelled


@dataclass(frozen=True, slots=True)
class Kind:
    """One way in which sentences go wrong."""

    name: str
    """In French, for tables."""
    change: Callable[[str, Random], str]
    """One operation."""
    words: bool = False
    """Whether it changes one word, not a sentence."""


WRONG_ACCENT = 0.3
"""How often an accent is another one rather than none."""
ACCENT_TOO_MANY = 0.2
"""How often a word without accent gets one, where a word with an accent always changes."""
LONG_WORD = 7
"""Letters from which a word may be cut in two."""
LEAST_PIECE = 3
"""Letters of the smallest piece of a word cut in two."""


def slip(word: str, chance: Random) -> str:
    """A key of an AZERTY keyboard hit twice, not at all or too late, or its neighbour hit instead or along with it."""
    if not word or _has_digit(word):
        return word
    place = chance.randrange(len(word))
    head, here, tail = word[:place], word[place], word[place + 1 :]
    changes = [head + here + here + tail]
    near = _neighbours(here.lower())
    if near:
        other = _cased(here, chance.choice(near))
        changes += [head + other + tail, head + chance.choice((here + other, other + here)) + tail]
    if len(word) > 1:
        changes.append(head + tail)
    if tail and tail[0] != here:
        changes.append(head + tail[0] + here + tail[1:])
    return chance.choice(changes)


def accent(word: str, chance: Random) -> str:
    """An accent or a cedilla left out, or another in its place; now and then an « e » gets one too many."""
    places = [place for place, letter in enumerate(word) if _bare(letter) != letter]
    if places:
        place = chance.choice(places)
        bare = _bare(word[place])
        others = [other for other in _accented(bare) if other != word[place]]
        letter = chance.choice(others) if others and chance.random() < WRONG_ACCENT else bare
    else:
        places = [place for place, letter in enumerate(word) if letter in "eE"]
        if not places or chance.random() > ACCENT_TOO_MANY:
            return word
        place = chance.choice(places)
        letter = chance.choice(_accented(word[place])[:2])
    return word[:place] + letter + word[place + 1 :]


def sound(word: str, chance: Random) -> str:
    """One sound of a word written in another way that reads alike in French (`_SOUNDS`)."""
    changes = [
        (match, new)
        for pattern, spellings in _spellings()
        for match in pattern.finditer(word)
        if (new := [_cased(match.group(), match.expand(one)) for one in spellings if one != match.group().lower()])
    ]
    if not changes or _has_digit(word):
        return word
    match, spellings = chance.choice(changes)
    return word[: match.start()] + chance.choice(spellings) + word[match.end() :]


def sms(sentence: str, chance: Random) -> str:
    """One turn of phrase as in a text message (`_SMS`), or one word without its accents, apostrophes and capitals."""
    shorthand = _shorthand()
    changes = [
        (match.span(), shorthand.written[_straight(match.group()).lower()])
        for match in shorthand.pattern.finditer(sentence)
    ]
    for match in re.finditer(r"\S+", sentence):
        plain = _unaccented(_straight(match.group())).lower().replace("'", "")
        if plain != match.group():
            changes.append((match.span(), (plain,)))
    if not changes:
        return sentence
    (start, end), written = chance.choice(changes)
    return sentence[:start] + chance.choice(written) + sentence[end:]


def speech(sentence: str, chance: Random) -> str:
    """What a speech recogniser makes of a spoken sentence.

    At first no punctuation, no capital, no hyphen, and numbers in words. Then, one at a time: « euh », a restart of the
    first words, a long word heard as two, or spelt as it sounds.
    """
    flat = _transcript(sentence)
    words = flat.split()
    if flat != sentence or not words:
        return flat
    long = list(_LONG_WORDS.finditer(flat))
    change = chance.choice(("hesitate", "restart", "cut", "hear") if long else ("hesitate", "restart"))
    if change == "hesitate":
        words.insert(chance.randrange(len(words)), "euh")
    elif change == "restart":
        words[:0] = words[: chance.randint(1, 2)]
    else:
        match = chance.choice(long)
        heard = _torn(match.group(), chance) if change == "cut" else sound(match.group(), chance)
        return flat[: match.start()] + heard + flat[match.end() :]
    return " ".join(words)


def space(sentence: str, chance: Random) -> str:
    """A small word run into the next, an apostrophe or a hyphen lost or become a space, or a long word torn in two."""
    families = [
        [(match.span(), match.expand(new)) for match in pattern.finditer(sentence) for new in written]
        for pattern, written in ((_SMALL_WORD, (r"\1",)), (_APOSTROPHE, ("", " ")), (_HYPHEN, ("", " ")))
    ]
    families.append([(match.span(), _torn(match.group(), chance)) for match in _LONG_WORDS.finditer(sentence)])
    families = [family for family in families if family]
    if not families:
        return sentence
    (start, end), new = chance.choice(chance.choice(families))
    return sentence[:start] + new + sentence[end:]


def look(sentence: str, chance: Random) -> str:
    """Another case, other punctuation, other spaces, or an emoji: the same letters."""
    bare = sentence.rstrip(" ?!.…")
    emoji = chance.choice(_EMOJI)
    changes = [
        sentence.lower(),
        sentence.upper(),
        re.sub(r"[^\W\d_]+", lambda match: match.group().capitalize(), sentence),
        bare,
        bare + chance.choice(("?", "??", " ???", " !", "!!!", "…", "...", " ?!", ".")),
        re.sub(r"(?<!\d)\s*,\s*", chance.choice((" ", ",", " , ", "… ")), sentence),
        f"{sentence} {emoji}",
        f"{emoji} {sentence}",
        f"« {sentence} »",
        sentence.replace(" ", "  "),
        sentence.replace("'", "’") if "'" in sentence else sentence.replace("’", "'"),
    ]
    return chance.choice([changed for changed in changes if changed != sentence])


SLIPS = Kind("frappe", slip, words=True)
ACCENTS = Kind("accents", accent, words=True)
SOUNDS = Kind("oreille", sound, words=True)
SMS = Kind("sms", sms)
SPEECH = Kind("dictée", speech)
SPACES = Kind("espaces", space)
LOOKS = Kind("présentation", look)
KINDS = (SLIPS, ACCENTS, SOUNDS, SMS, SPEECH, SPACES, LOOKS)


def seeded(*said: object) -> Random:
    """What decides of noise, the same for the same things said."""
    return Random(" ".join(map(str, said)))  # noqa: S311, it imitates people and keeps nothing secret


def noisy(sentence: str, level: int, chance: Random, kinds: Sequence[Kind] = KINDS) -> str:
    """A sentence after `level` operations, each of a kind drawn from `kinds`.

    Kinds of words come first and go from word to word, each word once before any has a second turn; a longer word, with
    more letters to miss, more often has its turn early. Kinds of sentences find their own place. An operation that
    finds nothing to change is not made up for.
    """
    drawn = chance.choices(kinds, k=level)
    parts = _WORD.split(sentence)
    places = [place for place in range(1, len(parts), 2) if not _has_digit(parts[place])]
    # Weighted order without replacement: Efraimidis & Spirakis, 2006.
    places.sort(key=lambda place: chance.random() ** (1 / len(parts[place])), reverse=True)
    turns = iter(places * level)
    for kind in drawn:
        for place in turns if kind.words else ():
            before, parts[place] = parts[place], kind.change(parts[place], chance)
            if parts[place] != before:
                break
    sentence = "".join(parts)
    for kind in drawn:
        sentence = sentence if kind.words else kind.change(sentence, chance)
    return sentence


def misspelt(name: str, edits: int, chance: Random) -> str:
    """A name within `edits` edits of optimal string alignment: letters replaced, dropped, added, swapped with the next.

    Letters come from the whole alphabet, whatever the keyboard. Edits keep clear of each other and of digits: a name
    too short for them all gets fewer.
    """
    letters = [place for place, letter in enumerate(name) if letter.isalpha()]
    places: list[int] = []
    for place in chance.sample(letters, len(letters)):
        if len(places) < edits and all(abs(place - other) > 1 for other in places):
            places.append(place)
    for place in sorted(places, reverse=True):
        head, here, tail = name[:place], name[place], name[place + 1 :]
        other = chance.choice([letter for letter in _ALPHABET if letter != here.lower()])
        changes = [head + other + tail, head + other + here + tail]
        if len(letters) > edits:
            changes.append(head + tail)
        # Edits are two letters apart at least: the next letter is as it was.
        if tail[:1].isalpha() and tail[0] != here:
            changes.append(head + tail[0] + here + tail[1:])
        name = chance.choice(changes)
    return name


def respelt(name: str, chance: Random) -> str:
    """A name written by ear, one to three sounds in other spellings (« Courbevoie » → « Kourbevoi »)."""
    heard = noisy(name, chance.randint(1, 3), chance, (SOUNDS,))
    return heard if heard != name else noisy(name, 1, chance, (SOUNDS,))


_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_ACCENTED = {"e": "éèêë", "a": "àâ", "i": "îï", "o": "ô", "u": "ùû", "c": "ç"}
_EMOJI = ("🙂", "😅", "🤔", "👍", "🙏", "❤️", "🏙️", "👋🏽")
_WORD = re.compile(r"([^\W_]+)")
_LONG_WORDS = re.compile(rf"(?<![^\W_])[^\W\d_]{{{LONG_WORD},}}(?![^\W_])")
_SMALL_WORD = re.compile(
    r"\b(les?|la|des?|du|une?|aux?|à|en|et|ces?|que|qui|par|sur|sous|son|sa|ses|il|on|je|tu)\s(?=[^\W\d_])",
    re.IGNORECASE,
)
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’](?=[^\W\d_])")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")

_ROWS = (("azertyuiop", 0.0), ("qsdfghjklmù", 0.25), ("wxcvbn", 0.75))
"""The rows of letters of an AZERTY keyboard, and how far to the right each begins, in keys."""
_REACH = 1.3
"""Distance between the centres of two keys, in keys, under which a finger takes one for the other."""

_SOUNDS = (
    ("(?<![cg])eau", "o au"),
    ("(?<!e)au(?!l)", "o"),
    ("(?<=[bdfjlmnprstv])au(?!l)", "eau"),
    ("(?<=[bcdfgjlmnprstv])o(?=[bcdfgjlprstvz][V])", "au"),
    ("(?<=..)(?:é|ée|er|ez)$", "é er ez ée"),
    ("(?<=..)(?:és|ées)$", "é er ées és"),
    ("(?<=[bcdfgjlmnprstv])ets?$", "é è ait"),
    ("é(?=.)", "ai è"),
    ("è|ê|(?:ai|ei)(?![nmlV])", "è ai ê ei"),
    ("oi(?!n)", "oa wa"),
    ("oeu|œu", "eu"),
    ("ph", "f"),
    ("(?<!f)f(?!f)(?=[V])", "ph"),
    ("qu(?=[V])", "k"),
    ("(?<!c)c(?=[aouâôûlrt])|(?<=[V])c$", "k"),
    ("(?<!c)k(?=[eiéy])", "qu"),
    ("(?<!c)k(?=[aourl])", "c"),
    ("(?<=[V])ç", "ss"),
    ("(?<=[V])c(?=[eiyéè])", "ss ç"),
    ("(?<![Vsc])c(?=[eiyéè])", "s ç"),
    ("^sc(?=[eiyéè])", "s c"),
    ("(?<=[V])ss(?=[eiyéè])", "c ç"),
    ("(?<=[V])ss(?=[aou])", "ç"),
    ("(?<=[V])s(?=[V])", "z"),
    ("(?<=[V])z(?=[V])", "s"),
    ("^s(?=[eiéy])", "c"),
    ("(?<!s)ti(?=on)", "si ssi"),
    ("(?<![V])(?:[ae]?in|[ae]?im(?=[bp])|ym(?=[bp]))(?![nmhV])", "in ain ein"),
    ("(?<![V])(?:an|en(?!s?$|ts?$))(?![nmhV])|(?<=m)en(?=ts?$)", "en an"),
    ("(?<![V])[ae]m(?=[bp])", "em am en an"),
    ("om(?=[bp])", "on"),
    ("(?<![V])y(?![V])", "i"),
    (r"(?<=\w[^V])i$|^i(?=[^nmV]+[V])", "y"),
    ("(?<=[eo])uill(?=[aeéou])", "uy"),
    ("(?<=[ae])ill(?=[aeéou])", "y"),
    ("(?<![vmV])ill(?=[aeéou])", "iy"),
    ("(?<=[vm])ill(?=e)", "il"),
    ("(?<=[aeu])il$", "ille y"),
    (r"(?<=[aouyé])([bflmnprt])\1(?=[V])", r"\1"),
    (r"(?<=[aou])([flmpr])(?=[aeéiou])", r"\1\1"),
    (r"e([lnrt])\1(?=[V])", r"è\1 e\1"),
    ("g(?=[eiéèy])", "j"),
    ("ge(?=[aou])", "j"),
    ("j(?=[eéi])", "g"),
    (r"(?<=\w\w[aiouénr])[td]$", "-"),
    (r"(?<=\w\w[aeionrtd])s$|(?<=\w\wu)x$|(?<=\w[ou])p$", "-"),
    (r"(?<=\w\w[lrfkéi])es?$|(?<=\w[^qg]u)es?$", "-"),
    ("(?<![cps])h", "-"),
)
"""Stretches of a word, and spellings that sound alike there; V stands for any vowel, - for nothing.

Sounds that many French people no longer tell apart count as one, é and è for instance.
"""

_SMS = """
quoi koi, qui ki, que ke, qu'est-ce que keske|kesk, qu'est-ce qui keski, est-ce que eske|esk, pourquoi pk|pkoi,
comment cmt|koman, combien cb, quel kel, quelle kel, quels kel, quelles kel, quand kan|qd, quelque qq, quelqu'un qqn,
où ou, c'est c, c'était cété, j'ai g, je suis chui|jsui, je veux jveu, je voudrais jvoudré, je sais jsé, il y a ya,
y a-t-il ya til, a-t-il a til, a-t-elle a tel, parce que pcq|paske, dans ds, pour pr, avec avc, beaucoup bcp, vous vs,
nous ns, tout tt, tous ts, toute tte, toutes ttes, même mm, aussi ossi, plus +, est é|e, et é|&, les lé, des dé,
mais mé, au o, aux o, chez ché, sont son, fait fé, faire fair, peut peu, peux peu, dire dir, voir vwar, savoir savwar,
donner doné, gagner gagné, reçu resu, reçoit reçwa, autre otr, s'il vous plaît svp, s'il te plaît stp, bonjour bjr,
bonsoir bsr, salut slt, merci mrc|mci, rendez-vous rdv, projet projé, projets projé, commune comune, communes comune,
ville vil, villes vil, argent arjan, question kestion, département dpt|dép, nombre nb|nbr, numéro num, problème pb,
message msg, réponse rep, temps tps, longtemps lgtps, moment mmt, toujours tjs|tjr, jamais jms, aujourd'hui ajd|auj,
maintenant mtn, depuis dpui, demain dmain, vraiment vrmt, personne pers, euros €, subvention subv, subventions subv
"""
"""French, then what a text message makes of it: one word, or several between bars."""


@dataclass(frozen=True, slots=True)
class _Shorthand:
    """`_SMS`, read."""

    written: dict[str, tuple[str, ...]]
    pattern: re.Pattern[str]


@cache
def _shorthand() -> _Shorthand:
    written = {}
    for entry in _SMS.replace("\n", " ").split(","):
        french, _, short = entry.strip().rpartition(" ")
        written[french] = tuple(short.split("|"))
    longest = "|".join(re.escape(french).replace("'", "['’]") for french in sorted(written, key=len, reverse=True))
    return _Shorthand(written, re.compile(rf"(?<![\w'’-])(?:{longest})(?![\w-])", re.IGNORECASE))


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple(
        (
            re.compile(pattern.replace("V", "aeiouyàâéèêëîïôùûœ"), re.IGNORECASE),
            ("",) if spellings == "-" else tuple(spellings.split()),
        )
        for pattern, spellings in _SOUNDS
    )


def _neighbours(letter: str) -> list[str]:
    keys = {key: (shift + number, row) for row, (line, shift) in enumerate(_ROWS) for number, key in enumerate(line)}
    if letter not in keys:
        return []
    x, y = keys[letter]
    return [key for key, (u, v) in keys.items() if 0 < (x - u) ** 2 + (y - v) ** 2 < _REACH**2]


def _transcript(sentence: str) -> str:
    """A sentence without punctuation, capitals and hyphens, its numbers in words."""
    spoken = re.sub(r"(?<=\d),(?=\d)", " virgule ", sentence)
    spoken = re.sub(r"(?<![\w.])\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?![\w.])|(?<!\w)\d+(?!\w)", _say_number, spoken)
    return " ".join(re.findall(r"[\w']+", _straight(spoken).lower()))


def _say_number(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match.group())
    if digits.startswith("0") or len(digits) > 6:
        return " ".join(spelled(int(digit)) for digit in digits)
    return spelled(int(digits))


def _torn(word: str, chance: Random) -> str:
    place = chance.randint(LEAST_PIECE, len(word) - LEAST_PIECE)
    return f"{word[:place]} {word[place:]}"


def _cased(model: str, written: str) -> str:
    """What is written in the place of something else, with its capital."""
    return written[:1].upper() + written[1:] if model[:1].isupper() else written


def _straight(text: str) -> str:
    return text.replace("’", "'")


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def _unaccented(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def _accented(letter: str) -> str:
    letters = _ACCENTED.get(letter.lower(), "")
    return letters.upper() if letter.isupper() else letters


def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)
