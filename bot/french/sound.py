"""How a French word sounds, as a short readable key: « projé » and « projet » share `proje`.

A rule is a spelling and its sound, tried in order from left to right (after É. Bergé's *Phonetic*, 2007, and
F. Brouard's *Phonex*). Nasals are written 1 (in), 2 (an), 3 (on); « ou » is U, « eu » is E, « ch » is S, « gn » is N.
« e » and « é » sound alike, since people leave accents out; an « e » at the end is mute.
"""

import re
from functools import lru_cache

# Spellings are separated by spaces and begin with a letter: the search leaps over letters that no rule concerns.
# V stands for a vowel, ¬V for none next, ~ for none of « n », « m », « h » either: what keeps a nasal a nasal.
_RULES = (
    ("aill ail¬V", "ay"),
    ("eill eil¬V", "ey"),
    ("euill euil¬V euil(?=y) oeill oeil¬V ueill ueil¬V", "Ey"),
    ("ouill ouil¬V ouil(?=y) ouy(?=V)", "Uy"),
    ("ain~ aîn~ aim~ ein~ eim~ in~ im~ yn~ ym~ un~ um~", "1"),
    ("oin~", "w1"),
    ("ien~ yen~", "i1"),
    ("an~ am~ aen~ en~ em~", "2"),
    ("on~ om~", "3"),
    ("eau aul(?=[tdx]) au", "o"),
    ("oeu œu oe œ eu", "E"),
    ("oi oî oy oua wa oa", "wa"),
    ("ou où oû", "U"),
    ("ai aî ay ei eî ey ers?$ ets?$ eds?$ ez$ é è ê ë", "e"),
    ("es?$", ""),
    ("vill", "vil"),
    ("ill(?=[aâeoué])", "iy"),
    ("sch sh ch(?![rln])", "S"),
    ("cc(?=[eiyéèêëîï])", "ks"),
    ("ss sc(?=[eiyéèêëîï]) c(?=[eiyéèêëîï]) ç t(?=ion)", "s"),
    ("cqu? ck cc ch c qu? k", "k"),
    ("ph", "f"),
    ("gn ni(?=V)(?!es?$)", "N"),
    ("gu(?=[eiyéèêëîï])", "g"),
    ("ge(?=[aoâô]) g(?=[eiyéèêëîï])", "j"),
    ("s(?<=Vs)(?=V)", "z"),
    ("s[stxdpz]*$ t[stxdpz]*$ x[stxdpz]*$ d[stxdpz]*$ p[stxdpz]*$", ""),
    ("x", "ks"),
    ("w", "v"),
    ("y ÿ î ï", "i"),
    ("à â ä", "a"),
    ("ô ö", "o"),
    ("ù û ü", "u"),
    ("h", ""),
)
_SHORTHAND = {
    "¬V": "(?!V)",
    "~": "[nm]*(?![aeiouyàâäéèêëîïôöùûüÿnmh])",
    "V": "[aeiouyàâäéèêëîïôöùûüÿ]",
}
_SPELLINGS = [(spelling, sound) for spellings, sound in _RULES for spelling in spellings.split(" ")]
_SOUNDS = ["", *(sound for _, sound in _SPELLINGS)]


def _compile() -> re.Pattern[str]:
    # The empty group that ends each alternative tells which one matched.
    pattern = "|".join(f"{spelling}()" for spelling, _ in _SPELLINGS)
    for short, long in _SHORTHAND.items():
        pattern = pattern.replace(short, long)
    return re.compile(pattern)


_PATTERN = _compile()
_DOUBLED = re.compile(r"(.)\1+")
_CONFUSED = str.maketrans("z2", "s1", "e")


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """The sound key of a lower-case word, with or without its accents.

    >>> sound("projé"), sound("projet"), sound("vincène"), sound("vincennes")
    ('proje', 'proje', 'v1sen', 'v1sen')
    """
    return _DOUBLED.sub(r"\1", _PATTERN.sub(_rewrite, word))


def rough(key: str) -> str:
    """What is left of a sound key where sounds that who writes by ear confuses are one, and « e » none (« vensène »).

    >>> rough(sound("vensène")) == rough(sound("vincennes")), rough(sound("susie")) == rough(sound("sucy"))
    (True, True)
    """
    return _DOUBLED.sub(r"\1", key.translate(_CONFUSED))


def _rewrite(match: re.Match[str]) -> str:
    return _SOUNDS[match.lastindex or 0]
