"""Several publications of one grantor, as of a year each: of which of them a question is asked."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.dialogue.conversation import LEAST_SEVERAL
from bot.dialogue.siblings import BESIDE
from bot.facts.records import Knowledge, Record, Type
from bot.findings.query import BODY, YEARS, Findings
from bot.grants.conditions import fields_of
from bot.grants.form import plain
from bot.grants.sides import PAIR
from bot.understanding.frame import Entity, Frame

if TYPE_CHECKING:
    from bot.grants.served import Pack

DATA, SAID = "jeu", "objet"
BY_DATA = "par_jeu"
"""The answer that tells of each publication by itself: they may tell of the same grants, and are not added up."""
OF_ALL = "somme"
"""What is then asked of each: how much."""
COMPARING = "comparaison"
OF_YEARS = (OF_ALL, COMPARING, "annees")
"""What is asked of publications of a year each, of each by itself."""


class Publications:
    """Tells what is named in one of them in the others, and which of them hold the years that are asked about."""

    def __init__(self, packs: Mapping[str, "Pack"], knowledge: Knowledge) -> None:
        """`packs` are named by their digests."""
        self._packs = packs
        self._knowledge = knowledge
        givers = {digest: {plain(name) for _, name in pack.summary.grantors} for digest, pack in packs.items()}
        self._alike = {
            digest: [packs[other] for other, names in givers.items() if names == givers[digest] and other != digest]
            for digest in packs
        }
        self._same = cache(partial(_called_so, packs, knowledge.types[BODY]))

    def spread(self, frame: Frame) -> Frame:
        """The same question, of a body in each publication of the grantor that tells of it, and of what grants are for
        in all of them."""
        return frame.with_entities(tuple(map(self._everywhere, frame.entities))) if any(self._alike.values()) else frame

    def chosen(self, frame: Frame) -> tuple[Frame, list["Pack"]]:
        """The same question of the publications that it is asked of: those of the years that it names, if they are of
        one grantor and any tells of these (« en 2022 ? »)."""
        bodies = [one for one in frame.of(BODY) if not one.excluded]
        meant = {digest for entity in bodies or frame.entities for digest in self.digests(entity)}
        data = {record.id for entity in frame.of(DATA) for record in entity.records}
        # « Combien a reçu le judo dans Subventions 2022 ? », where these don't tell of it.
        meant |= data if meant.isdisjoint(data) else set()
        packs = [pack for digest, pack in self._packs.items() if digest in meant] or [*self._packs.values()]
        packs.sort(key=lambda pack: pack.summary.years or (0, 0))
        years = self._years(frame)
        of_one = len(packs) > 1 and all(other in self._alike[packs[0].digest] for other in packs[1:])
        held = [pack for pack in packs if _holds(pack, years)] if of_one else []
        return (self.within(frame, held), held) if held else (frame, packs)

    def one_of_several(self, pack: "Pack") -> bool:
        """Whether who gives published others."""
        return bool(self._alike[pack.digest])

    def told_apart(self, frame: Frame, packs: Sequence["Pack"], ask: str) -> bool:
        """Whether each of several publications is told of by itself: of a body, or of years of which each has its own
        (« compare 2021 et 2022 »)."""
        if len(packs) < LEAST_SEVERAL or any(frame.of(DATA)):
            return False
        if ask == OF_ALL and any(frame.of(BODY)):
            return True
        named = [one for one in frame.entities if one.kind not in YEARS and not one.excluded]
        of_one = all(other in self._alike[packs[0].digest] for other in packs[1:])
        years = [pack.summary.years or (0, 0) for pack in packs]
        apart = all(0 < before[1] < after[0] for before, after in pairwise(years))
        return ask in OF_YEARS and len(named) <= 1 and of_one and apart

    def lacking(self, frame: Frame, packs: Sequence["Pack"]) -> "Pack | None":
        """The publication of the years that are asked about, where it tells nothing of a body of another year's (« le
        club ? — Et en 2022 ? »)."""
        years = self._years(frame)
        if not any(frame.of(BODY)) or any(_holds(pack, years) for pack in packs):
            return None
        return next((one for pack in packs for one in self._alike[pack.digest] if _holds(one, years)), None)

    def within(self, frame: Frame, packs: Iterable["Pack"]) -> Frame:
        """The same question of some publications."""
        kept = {pack.digest for pack in packs}

        def theirs(entity: Entity) -> Entity:
            others = set(self.digests(entity)) - kept
            return replace(entity, records=tuple(r for r in entity.records if r.id.partition(".")[0] not in others))

        entities = map(theirs, frame.entities)
        return frame.with_entities(tuple(one for one in entities if one.records))

    def of_one(self, frame: Frame, pack: "Pack") -> Frame:
        """The same question, where it names a publication."""
        data = self._knowledge.records[DATA][pack.digest]
        return frame.with_entities((*frame.entities, Entity((data,), False, data.name, 1.0, -1, -1, 0)))

    def digests(self, entity: Entity) -> Iterable[str]:
        """The packs that alone can tell of what is named."""
        found = (record.id.partition(".")[0] for record in entity.records)
        return (digest for digest in found if digest in self._packs)

    @staticmethod
    def _years(frame: Frame) -> set[int]:
        years = {int(value) for one in frame.entities if _is_of_years(one) for _, value in fields_of(one.records[0])}
        return years | {one.year for one in frame.dates if one.year is not None}

    def _everywhere(self, entity: Entity) -> Entity:
        record = entity.records[0]
        digest, _, rest = record.id.partition(".")
        if len(entity.records) > 1 or digest not in self._packs:
            return entity
        if entity.kind == SAID:
            others = (_moved(record, f"{pack.digest}.{rest}") for pack in self._alike[digest])
            return replace(entity, records=(record, *others))
        if entity.kind != BODY:
            return entity
        found = (self._same(record.id, record.name, pack.digest) for pack in self._alike[digest])
        return replace(entity, records=(record, *filter(None, found)))


def by_publication(found: Iterable[Findings], *, compared: bool) -> Findings:
    """What each of several publications tells, side by side, with how far two are apart that are compared."""
    told = list(found)
    untold = next((one for one in told if "jeu" not in one.values), None)
    if untold is not None:
        return untold
    values = {**told[0].values, "jeux": [one.values for one in told]}
    if compared and len(told) == PAIR:
        first, second = (one.values["somme"] for one in told)
        values["ecart"] = abs(first - second)
    sources = tuple(source for one in told for source in one.sources)
    return Findings(BY_DATA, values=values, sources=sources, focus=told[0].focus)


def _called_so(packs: Mapping[str, "Pack"], kind: Type, identifier: str, name: str, digest: str) -> Record | None:
    """The body of another publication that has the number of one, or its name where either has none."""
    of_one, pack = packs[identifier.partition(".")[0]], packs[digest]
    own = of_one.names.shown([of_one.number(identifier) or 0])
    told = own[0].name if own else name.partition(BESIDE)[0]
    alike = pack.names.shown([one.beneficiary for one in pack.names.find(told) if one.name == plain(told)])
    for one in alike:
        if not own or None in (one.number, own[0].number) or one.number == own[0].number:
            return pack.beneficiary(one.beneficiary, one.name, kind)
    return None


def _moved(record: Record, identifier: str) -> Record:
    return Record(record.type, identifier, record.name, record.aliases, record.values, record.source, record.place)


def _is_of_years(entity: Entity) -> bool:
    return entity.kind in YEARS and not entity.excluded


def _holds(pack: "Pack", years: Iterable[int]) -> bool:
    first, last = pack.summary.years or (0, 0)
    return any(first <= year <= last for year in years)
