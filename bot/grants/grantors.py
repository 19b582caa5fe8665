"""What who gives grants is called: « la mairie », « le conseil départemental », « tlse métropole »."""

import re
from collections.abc import Collection, Iterator

from bot.facts.records import Knowledge
from bot.grants.form import form, heads, plain
from bot.grants.short_names import head_of_town
from bot.written import Mapping

JOINING = {"du": "le", "de la": "la", "de l": "l", "des": "les", "de": "la", "d": "l"}
"""Words between the kind of a local authority and its name, with the article that the name has alone."""
VOWELS = frozenset("aeiouyh")
_ACRONYM = re.compile(r"^[A-ZÀ-Þ]{3,8}\b|(?<=\()[A-ZÀ-Þ]{3,8}(?=\))")
"""« DRAC », of « DRAC Centre-Val de Loire », « AESN », of « Agence de l’eau (AESN) »."""


def grantor_names(grantor: str, others: Collection[str], knowledge: Knowledge, content: Mapping) -> list[str]:
    """What else who gives grants is called; by what it is, too, where no other is called so.

    Args:
        grantor: its name.
        others: those of the others that give grants.
        knowledge: what holds the towns.
        content: the file that says how grantors are called by what they are.
    """
    return [*_called(grantor, knowledge), *_abridged(grantor), *_apart(grantor, others, content)]


def _called(grantor: str, knowledge: Knowledge) -> list[str]:
    """What else a local authority is called: « mairie de Nogent » is « Ville de Nogent-sur-Marne »."""
    words = plain(grantor)
    bare = form().unprefixed(words)
    if bare == words:
        return list(_of_family(words))
    places = (record for kind in knowledge.types.values() if kind.within for record in knowledge.of(kind.name))
    short = [alias for place in places if plain(place.name) == bare for alias in place.aliases]
    town = grantor.rpartition(" ")[2]
    if plain(town) == bare:
        # « Brive », « Haguenau », of the town's own grants.
        alone = head_of_town(town) or bare
        ways = dict.fromkeys((bare, *short, alone))
        return [*(f"{prefix} {name}" for name in ways for prefix in form().prefixes_attribuant), alone]
    return [f"{prefix} {name}" for name in (bare, *short) for prefix in (*form().prefixes_attribuant, "par")]


def _abridged(grantor: str) -> Iterator[str]:
    """A grantor with its town in short: « tlse métropole »."""
    words = plain(grantor)
    for town, ones in form().villes.items():
        yield from (words.replace(town, short) for short in ones if town in words.split())


def shortly(grantor: str, content: Mapping) -> list[str]:
    """What the only grantor is called by what it is: « Toulouse Métropole » is « la métropole », « DRAC Bretagne » is
    « la DRAC »."""
    words = plain(grantor).split()
    # « VILLE de Brest » is no acronym.
    kinds = heads() | {plain(kind).split()[0] for family in form().familles_attribuant for kind in family}
    acronyms = [] if grantor.isupper() else [one for one in _ACRONYM.findall(grantor) if plain(one) not in kinds]
    told = [one for one in content["attribuant"] if one["mot"] in words]
    # « Les aides régionales »
    return [*acronyms, *(name for one in told for name in (*one["dit"], *one.get("de", ())))]


def _apart(grantor: str, others: Collection[str], content: Mapping) -> list[str]:
    """What a grantor is called by what it is, and no other with it: « la ville », beside « Métropole de Nantes »."""
    if not others:
        return shortly(grantor, content)
    theirs = {name for other in others for name in (*shortly(other, content), *_among(other, content))}
    return [name for name in (*shortly(grantor, content), *_among(grantor, content)) if name not in theirs]


def _among(grantor: str, content: Mapping) -> list[str]:
    """What one of several grantors is called by the first word of its name."""
    first = plain(grantor).partition(" ")[0]
    return [name for one in content["attribuant_parmi"] if one["mot"] == first for name in one["dit"]]


def _of_family(words: str) -> Iterator[str]:
    """What else a department or a region is called: « Département du Lot » is « le Lot », « conseil départemental »."""
    for family in form().familles_attribuant:
        for kind in family:
            name = words.removeprefix(f"{plain(kind)} ")
            joined = next((one for one in JOINING if name.startswith(f"{one} ")), None)
            if name != words and joined is not None:
                bare = name.removeprefix(f"{joined} ")
                alone = f"{JOINING[joined]} {bare}"
                yield from (bare, f"{joined} {bare}", alone, f"dans {alone}", f"par {alone}", f"en {bare}")
                yield from (f"{other} {joined} {bare}" for other in family)
                yield from (f"le {other}" for other in family[1:])
            # « Toulouse Métropole » is « la métropole de Toulouse ».
            if words.endswith(f" {plain(kind)}"):
                bare = words.removesuffix(f" {plain(kind)}")
                yield f"{kind} {'d’' if bare[0] in VOWELS else 'de '}{bare}"
                yield from (f"{one} {bare}" for one in ("à", "par", "sur"))
                if " " in bare:
                    # « Grand Poitiers Communauté urbaine » is « (le) Grand Poitiers »; one word alone is the town.
                    yield from (bare, *(f"{one} {bare}" for one in ("le", "du", "au", "de")))
