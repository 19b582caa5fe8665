"""The tables read on their own, to check what the engine makes of them, and frames built by hand."""

import csv
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.content.model import Model
from bot.facts.records import Record
from bot.findings.engine import Engine
from bot.findings.query import Findings, Query
from bot.findings.relations import Relations
from bot.understanding.frame import Entity, Frame

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
METROPOLE = "mgp"
KINDS = {"communes": "commune", "territoires": "territoire", "departements": "departement"}


def read(table: str) -> dict[str, dict[str, str]]:
    with (KNOWLEDGE / table).open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


class Tables:
    """What the CSV files say, by identifier: 94067 a commune, T8 a territory, 94 a department."""

    def __init__(self) -> None:
        self.projects = read("fmin/projets.csv")
        self.places = {kind: read(f"geographie/{table}.csv") for table, kind in KINDS.items()}

    def kind(self, place: str) -> str:
        return next(kind for kind, rows in self.places.items() if place in rows)

    def around(self, place: str) -> set[str]:
        """A place and all that it lies in."""
        found = {place}
        for kind in ("territoire", "departement"):
            outer = self.places[self.kind(place)][place].get(kind)
            if outer:
                found |= self.around(outer)
        return found | ({METROPOLE} if self.kind(place) == "territoire" else set())

    def inside(self, place: str, kind: str) -> set[str]:
        """The places of a kind that lie in a place."""
        return {other for other in self.places[kind] if place in self.around(other)}

    def themes(self, project: str) -> set[str]:
        """The themes of a project, if any."""
        return set(filter(None, self.projects[project]["themes"].split("|")))

    def rows(self, *places: str, without: tuple[str, ...] = (), theme: str | None = None) -> set[str]:
        """The projects whose winner lies in one of these places, or anywhere, and in none of those kept out."""
        return {
            name
            for name, row in self.projects.items()
            if (not places or self.around(row["laureat"]) & set(places))
            and not self.around(row["laureat"]) & set(without)
            and (theme is None or theme in self.themes(name))
        }

    def owners(self, rows: set[str], kind: str | None = None) -> set[str]:
        """Who won these projects."""
        found = {self.projects[row]["laureat"] for row in rows}
        return {owner for owner in found if kind in (None, self.kind(owner))}

    def by(self, kind: str, rows: set[str]) -> dict[str, set[str]]:
        """Projects by the place of a kind that their winner is or lies in, or by theme."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            if kind == "theme":
                keys = self.themes(row)
            else:
                keys = self.around(self.projects[row]["laureat"]) & set(self.places[kind])
            for key in keys:
                found[key].add(row)
        return dict(found)


@pytest.fixture(scope="session")
def tables() -> Tables:
    return Tables()


@pytest.fixture(scope="session")
def engine(model: Model) -> Engine:
    return Engine(model.knowledge)


@pytest.fixture(scope="session")
def relations(model: Model) -> Relations:
    return Relations(model.knowledge)


@pytest.fixture(scope="session")
def record(model: Model) -> Callable[[str], Record]:
    """A record by its identifier, or by `type:id` where a theme and a project share one."""

    def find(name: str) -> Record:
        kind, _, identifier = name.rpartition(":")
        kinds = (kind,) if kind else ("lieu", "theme", "projet")
        return next(found for kind in kinds if (found := model.knowledge.get(kind, identifier)))

    return find


@pytest.fixture(scope="session")
def elsewhere(model: Model) -> Callable[[str, str], Record]:
    """A commune outside the Metropole by its code and name."""

    def find(identifier: str, name: str) -> Record:
        (found,) = model.grammar.lexicon.place("commune_ailleurs", identifier, name)
        return found

    return find


@pytest.fixture(scope="session")
def frame(record: Callable[[str], Record]) -> Callable[..., Frame]:
    """A frame that names records: identifiers, tuples of them for a name that several bear, or records."""

    def entity(named: str | Record | tuple[str, ...], excluded: bool) -> Entity:
        if isinstance(named, Record):
            records: tuple[Record, ...] = (named,)
        else:
            records = tuple(record(one) for one in ((named,) if isinstance(named, str) else named))
        return Entity(records, excluded, "neuilly" if len(records) > 1 else "", 1.0, 0, 1, 0)

    def build(*named: Any, without: tuple[Any, ...] = (), **rest: Any) -> Frame:
        entities = (*(entity(one, False) for one in named), *(entity(one, True) for one in without))
        return Frame("i", "r", 1.0, (), entities, (), (), (), **rest)

    return build


@pytest.fixture(scope="session")
def query() -> Callable[..., Query]:
    return lambda ask="liste", **rest: Query("projet", ask, "laureat", perimeter="metropole", **rest)


@pytest.fixture(scope="session")
def ask(engine: Engine, frame: Callable[..., Frame], query: Callable[..., Query]) -> Callable[..., Findings]:
    """What the engine finds for an ask about named records."""
    return lambda what, *named, **rest: engine.run(query(what), frame(*named, **rest))
