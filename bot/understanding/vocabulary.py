"""Concepts: the words of the intents, by family, with what they do in a question."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bot.french.inflection import adjective_forms, noun_forms, request_forms, verb_forms
from bot.understanding.alternatives import expanded
from bot.understanding.patterns import Expression, compile_pattern
from bot.understanding.roles import ORDINARY, ROLES, Role
from bot.written import Mapping, Reader

KEYS = (
    "noms",
    "adjectifs",
    "verbes",
    "demandes",
    "expressions",
    "cedent",
    "motifs",
    "ecritures",
    "poids",
    "cible",
    "compare",
    "part",
    "role",
    "renvoie",
    "sujet",
    "etranger",
    "plusieurs",
    "ponctuel",
    "exigeant",
    "denombre",
)

SHARE = re.compile(r"(=|>|<|>=|<=) (\d{1,3})/([1-9]\d{0,2})")


@dataclass(frozen=True, slots=True)
class Concept:
    """A family of words that means one thing."""

    name: str
    spellings: tuple[str, ...]
    """All its inflected spellings; the base forms alone of ORDINARY words."""
    weight: float
    """What it counts in a message; 0 for words that say nothing by themselves."""
    target: str | None
    """The type or attribute that the word asks for (« communes »)."""
    comparison: tuple[str, int | None] | None
    """The comparison it makes (« au moins » → `>=`), with its number when the word holds it (« un seul » → `=`, 1)."""
    role: Role | None
    """One of ROLES: `exclusion` keeps out the names that follow, `ouverture` ends a preamble, `question` asks,
    `correction` takes back what was just said (« non pardon »), `absence` denies that there is anything (« rien pour
    Sceaux »), `langue` is a word of another language, `semblable` means what is like what was just spoken of, `soi`
    what was just kept out of others (« et elle-même ? »), `cloture` ends a letter, `superlatif` compares several
    (« lequel en a le plus ? »), `intervalle` sets two bounds (« entre 2 et 5 »), `page` asks for
    the next of a list, `situation` says where one lies, `ailleurs` asks of all but the places spoken of,
    `appartenance` whether one is of them; the place after a `repere` only says where another is (« à côté de »);
    `precedent` and `suivant` point to what comes before or after the one spoken of (« celle d’avant »),
    `etendue` says to look further around it (« élargis au département »); whoever writes is no longer in the
    place after `depart` (« j’habitais »), but in that after `arrivee` (« maintenant j’habite »); the subject of a `don`
    gives (« le Val-de-Marne a payé »), and where it has none it means nothing; `dementi` asks
    whether the contrary is so (« c’est faux que »), `propos` what that is about which was just spoken of (« ça parle
    de »), `meme_temps` means the days spoken of (« ce mois-là »), `personne` names somebody of whom nothing is
    known, `confondus` means all who are in a town, not its commune, `alerte` calls for help, `retrait`
    lets go what it names (« oublie le 92 »), `retour` turns to it (« revenons à Nanterre »)."""
    refers: tuple[str, ...]
    """The types it may stand for (« cette ville »), when it points back."""
    anchor: bool
    """Whether it belongs to our subject alone, so that its message is our business."""
    foreign: bool = False
    """Whether it makes its message be about another subject."""
    several: bool = False
    """Whether it points back to all that was listed (« ces deux villes »)."""
    fleeting: bool = False
    """Whether a later question does not take it over (« pourquoi ? », « et Montreuil ? »)."""
    demanding: bool = False
    """Whether a question with it is not answered unless what it asks is (« quand », « avec qui »)."""
    counted: bool = False
    """Whether a number before it tells how many times (« trois subventions », « trois fois »), and no amount."""
    share: tuple[str, Fraction] | None = None
    """What part of a whole it says (« la plupart » → `>`, 1/2)."""
    scripts: tuple[str, ...] = ()
    """The scripts of which any word is one of its own, as the Unicode names of their letters begin (`ARABIC`)."""
    patterns: tuple[Expression, ...] = ()
    """What finds it where words come between its own (`patterns`)."""
    yields: tuple[str, ...] = ()
    """Those of its spellings that mean a record where one is called so, and not this."""

    @property
    def ordinary(self) -> bool:
        """Whether what is misspelt is never one of its words."""
        return self.role in ORDINARY


def build_concept(name: str, written: Mapping, reader: Reader) -> Concept:
    """A concept from its mapping under `vocabulaire:`."""
    reader.known(written, KEYS, f"le mot « {name} »")
    spellings: list[str] = []
    ordinary = written.get("role") in ORDINARY
    for noun in reader.texts(written, "noms"):
        spellings += (noun,) if ordinary else noun_forms(noun)
    for adjective in reader.texts(written, "adjectifs"):
        spellings += (adjective,) if ordinary else adjective_forms(adjective)
    for verb in reader.texts(written, "verbes"):
        try:
            spellings += (verb,) if ordinary else verb_forms(verb)
        except ValueError as error:
            reader.wrong(written.at("verbes"), str(error), "mettez ses formes sous « expressions: »")
    for verb in reader.texts(written, "demandes"):
        spellings += request_forms(verb)
    spellings += _expressions(written, reader)
    yields = tuple(form for noun in reader.texts(written, "cedent") for form in noun_forms(noun))
    spellings += yields
    scripts = tuple(reader.texts(written, "ecritures"))
    patterns = tuple(_patterns(written, reader))
    if not (spellings or scripts or patterns):
        reader.wrong(
            written.place,
            f"« {name} » n’a aucun mot",
            "ajoutez « noms: », « adjectifs: », « verbes: », « demandes: », « expressions: » ou « motifs: »",
        )
    role = written.get("role")
    if role is not None and role not in ROLES:
        reader.wrong(written.at("role"), f"rôle inconnu « {role} »", f"rôles possibles : {', '.join(ROLES)}")
    return Concept(
        name=name,
        spellings=tuple(dict.fromkeys(spellings)),
        weight=_weight(written, reader),
        target=written.get("cible"),
        comparison=_comparison(written, reader),
        role=role,
        refers=tuple(reader.texts(written, "renvoie")),
        anchor=bool(written.get("sujet")),
        foreign=bool(written.get("etranger")),
        several=bool(written.get("plusieurs")),
        fleeting=bool(written.get("ponctuel")),
        demanding=bool(written.get("exigeant")),
        counted=bool(written.get("denombre")),
        share=_share(written, reader),
        scripts=scripts,
        patterns=patterns,
        yields=yields,
    )


def _expressions(written: Mapping, reader: Reader) -> Iterator[str]:
    for item, expression in enumerate(reader.texts(written, "expressions"), start=1):
        try:
            yield from expanded(expression)
        except ValueError as error:
            reader.wrong(written.at("expressions", item), str(error), "écrivez « (on peut|puis je) avoir une aide »")


def _patterns(written: Mapping, reader: Reader) -> Iterator[Expression]:
    for item, pattern in enumerate(reader.texts(written, "motifs"), start=1):
        try:
            yield compile_pattern(pattern)
        except ValueError as error:
            reader.wrong(written.at("motifs", item), str(error), "écrivez « plus … (envie|force) … vivre »")


def _weight(written: Mapping, reader: Reader) -> float:
    try:
        weight = float(written.get("poids", 1))
    except (TypeError, ValueError):
        weight = -1.0
    if not 0 <= weight <= 3:
        reader.wrong(
            written.at("poids"), "« poids » doit être un nombre de 0 à 3", "écrivez par exemple « poids: 0.5 »"
        )
        return 1.0
    return weight


def _comparison(written: Mapping, reader: Reader) -> tuple[str, int | None] | None:
    text = written.get("compare")
    if text is None:
        return None
    operator, _, number = str(text).partition(" ")
    if operator not in ("=", "==", ">", "<", ">=", "<=") or (number and not number.isdigit()):
        reader.wrong(
            written.at("compare"),
            f"comparaison inconnue « {text} »",
            "écrivez =, ==, >, <, >= ou <=, puis un nombre s’il y en a un",
        )
        return None
    return operator, int(number) if number else None


def _share(written: Mapping, reader: Reader) -> tuple[str, Fraction] | None:
    text = written.get("part")
    if text is None:
        return None
    found = SHARE.fullmatch(str(text))
    if found is None:
        reader.wrong(
            written.at("part"), f"part inconnue « {text} »", "écrivez =, >, <, >= ou <=, puis une fraction (« > 1/2 »)"
        )
        return None
    operator, part, whole = found.groups()
    return operator, Fraction(int(part), int(whole))
