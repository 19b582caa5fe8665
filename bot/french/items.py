"""What is dictated one thing after another: « Notez : d’abord le nombre de projets. » « Ensuite les communes. »"""

import re

_BEGINS = r"(?:(?<=[.!?:;\n])\s*|^\s*)"
_WHAT = r"(?=l['’]|(?:le|la|les|leurs?|celui|celles?|ceux|combien|nombre|quel(?:le)?s?)\b)"
"""What begins a thing that is asked for."""
_RANK = r"(?:(?:premier|deuxi[eè]me|second|troisi[eè]me|quatri[eè]me|dernier) point|point suivant)"
_PARTED = rf"(?:\s*[,:]\s*|\s+{_WHAT})"
_FIRST = re.compile(
    rf"{_BEGINS}((?:tout )?d['’ ]?abord|premi[eè]rement|pour commencer|en premier lieu){_PARTED}", re.IGNORECASE
)
_NEXT = re.compile(
    rf"{_BEGINS}((?:et )?ensuite|(?:deuxi|troisi|quatri)[eè]mement|en (?:second|dernier) lieu|{_RANK}){_PARTED}",
    re.IGNORECASE,
)
_LINE = re.compile(
    rf"{_BEGINS}((?:retour |et )?[aà] la ligne|nouvelle ligne|nouveau paragraphe|tiret)[\s,:]+(?=\w)", re.IGNORECASE
)
_PLEASE = r"(?:bien|donc|ceci|svp|stp|s['’ ]il (?:vous|te) pla[iî]t|je (?:vous|te) prie)"
_WRITE = re.compile(
    rf"{_BEGINS}((?:veuillez |pouvez[- ]vous )?(?:notez|noter|[ée]crivez|[ée]crire|inscrivez|note|[ée]cris)"
    rf"(?:,? {_PLEASE})*)\s*[,:]\s*",
    re.IGNORECASE,
)
NEXT = "et"
"""What joins what is dictated next."""


def without_order(raw: str) -> str:
    """A message without the words by which one dictates, each at the place where they were; what comes next is joined
    to what was dictated before.

    >>> without_order("Ensuite les communes.").split()
    ['et', 'les', 'communes.']
    >>> without_order("à la ligne nombre de communes").split()
    ['nombre', 'de', 'communes']
    """
    for words in (_WRITE, _LINE, _FIRST):
        raw = words.sub(lambda found: _blank(found, ""), raw)
    return _NEXT.sub(lambda found: _blank(found, NEXT), raw)


def _blank(found: re.Match[str], instead: str) -> str:
    """As many characters as were found, with other words at the place of the first."""
    start, end = found.start(1) - found.start(), len(found.group())
    return found.group()[:start] + instead.ljust(end - start)
