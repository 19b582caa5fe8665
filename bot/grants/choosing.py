"""The mapping file: what whoever imports says of a file whose headers do not tell."""

from pathlib import Path

from bot.files.load import read_yaml
from bot.grants.cells import THOUSANDS
from bot.grants.columns import Chosen
from bot.grants.form import form
from bot.grants.units import UNITS
from bot.written import ContentError, Problem, Reader

KEYS = ("colonnes", "valeurs", "unite", "milliers", "entieres")


def read_chosen(path: Path) -> Chosen:
    """The mapping file.

    Raises:
        ContentError: with every mistake found.
    """
    written = read_yaml(path, path.name)
    problems: list[Problem] = []
    reader = Reader(problems)
    reader.known(written, KEYS, "un fichier de colonnes")
    fields = [name for name, _ in form().fields()]
    colonnes, valeurs = reader.section(written, "colonnes"), reader.section(written, "valeurs")
    for section in (colonnes, valeurs):
        reader.known(section, fields, "les champs")
    several = tuple(reader.texts(colonnes, "montant")) if isinstance(colonnes.get("montant"), list) else ()
    alone = [name for name in colonnes if colonnes[name] is not None and not (several and name == "montant")]
    chosen = Chosen(
        {name: reader.text(colonnes, name) for name in alone},
        {name: reader.text(valeurs, name) for name in valeurs if valeurs[name] is not None},
        reader.text(written, "unite", "").replace("'", "’"),
        reader.text(written, "milliers", ""),
        several,
        tuple(reader.texts(written, "entieres")) if "entieres" in written else (),
    )
    if chosen.unite and chosen.unite not in UNITS:
        reader.wrong(written.at("unite"), f"unité inconnue « {chosen.unite} »", f"choisissez : {', '.join(UNITS)}")
    if chosen.milliers and chosen.milliers not in THOUSANDS:
        what = f"séparateur de milliers inconnu « {chosen.milliers} »"
        reader.wrong(written.at("milliers"), what, f"choisissez : {', '.join(THOUSANDS)}")
    if problems:
        raise ContentError(problems)
    return chosen
