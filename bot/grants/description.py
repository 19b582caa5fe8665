"""The readable description beside a pack: what it is, from whom, under which licence; staff may mend it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from msgspec import Struct, structs

from bot.files.load import read_yaml
from bot.french.agreement import join_words
from bot.grants.opening import digest_of, is_current
from bot.variables import PACK
from bot.written import ContentError, Problem, Reader

if TYPE_CHECKING:
    # Who opens a pack judges no line.
    from bot.grants.report import Report

TO_WRITE = "à compléter"
NO_THRESHOLD = "aucun"
OF_THE_IMPORT = ("paquet", "lignes", "fichiers")
"""What the import writes beside."""


class Description(Struct, frozen=True):
    """What whoever imports knows of the files; "" where nothing was said."""

    titre: str = ""
    attribuant: str = ""
    licence: str = ""
    source: str = ""
    """Address of the page where the files are published."""
    seuil: str = ""
    """Euros under which grants are left out, or `aucun`."""
    contact: str = ""

    @property
    def threshold(self) -> int | None:
        """The threshold in euros, 0 where there is none; None where it is not told."""
        return int(self.seuil) if self.seuil.isdigit() else 0 if self.seuil == NO_THRESHOLD else None


def write_description(folder: Path, description: Description, pack: str, report: "Report") -> None:
    """Write the description; what nobody said is marked, so that it is seen."""
    told = structs.asdict(description)
    told["attribuant"] = told["attribuant"] or ", ".join(report.grantors[:3])
    years = [one.year for one in report.years if one.year is not None]
    period = f"{min(years)}-{max(years)}" if years and min(years) < max(years) else str(years[0]) if years else ""
    named = {one.sha256: one.file for one in report.files}
    written = {
        "paquet": pack,
        **{key: value or TO_WRITE for key, value in told.items()},
        "periode": period or TO_WRITE,
        "lignes": report.kept,
        "fichiers": [{"nom": name, "sha256": sha256} for sha256, name in named.items()],
    }
    head = (
        "# Ce que le robot dit de ces subventions, en plus des lignes du paquet : à relire.\n"
        "# « seuil » : montant en euros au-dessous duquel les subventions n’y figurent pas, ou « aucun ».\n"
    )
    text = yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=120)
    (folder / PACK).write_text(head + text, "utf-8")


class Described(Description, frozen=True):
    """What `subventions.yaml` says beside the pack."""

    periode: str = ""


def read_description(folder: Path) -> Described:
    """What is said of a pack.

    Raises:
        ContentError: something is not text, or the threshold is no number of euros.
    """
    written = read_yaml(folder / PACK, f"{folder.name}/{PACK}")
    told: dict[str, str] = {}
    problems: list[Problem] = []
    for key in Described.__struct_fields__:
        value = written.get(key)
        number = isinstance(value, int) and key in ("seuil", "periode")
        if value is None or value == TO_WRITE:
            continue
        if not isinstance(value, str) and not number:
            what = f"« {key} » n’est pas un texte"
            problems.append(Problem(written.at(key), what, "écrivez-le entre guillemets"))
            continue
        told[key] = str(value).strip()
    described = Described(**told)
    if described.seuil and described.threshold is None:
        what = f"« seuil: {described.seuil} » n’est pas un nombre d’euros"
        problems.append(Problem(written.at("seuil"), what, f"écrivez-le en chiffres (23000), ou « {NO_THRESHOLD} »"))
    unknown = [key for key in written if key not in (*Described.__struct_fields__, *OF_THE_IMPORT)]
    problems += [Problem(written.at(key), f"« {key} » n’est pas connu", "corrigez ce nom") for key in unknown]
    if problems:
        raise ContentError(problems)
    return described


def find_pack(folder: Path) -> Path:
    """The pack that a folder's description names, once its digest is the one in its name.

    Raises:
        ContentError: there is no description, or what it names is not there, is no longer what was imported, or is of
            another version.
    """
    written = read_yaml(folder / PACK, f"{folder.name}/{PACK}")
    problems: list[Problem] = []
    pack = folder / Path(Reader(problems).text(written, "paquet")).name
    if not problems and not pack.is_file():
        problems.append(Problem(written.at("paquet"), f"« {pack.name} » n’est pas à côté", "copiez-le aussi"))
    if not problems and pack.stem.rsplit("-", 1)[-1] != digest_of(pack):
        what = f"« {pack.name} » n’a pas l’empreinte que dit son nom : il est abîmé, changé, ou d’une autre version"
        problems.append(Problem(written.at("paquet"), what, "copiez-le de nouveau, ou refaites l’import"))
    if not problems and not is_current(pack):
        what = f"« {pack.name} » est d’une autre version"
        problems.append(Problem(written.at("paquet"), what, "refaites-le avec « laureat import »"))
    if problems:
        raise ContentError(problems)
    return pack


def unfinished(folder: Path) -> Iterator[Problem]:
    """What nobody has written yet in a description."""
    written = read_yaml(folder / PACK, f"{folder.name}/{PACK}")
    missing = [key for key, value in written.items() if value == TO_WRITE]
    if missing:
        what = f"« {TO_WRITE} » : le robot ne dira pas {join_words(missing)}"
        yield Problem(written.at(missing[0]), what, "écrivez-le, ou effacez la ligne")
