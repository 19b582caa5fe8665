"""What a question of grants is about, before its lines are sought."""

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.facts.records import Knowledge, Record
from bot.findings.query import BODY, GRANT, YEARS
from bot.french.inflection import plural
from bot.grants.conditions import AMONG_OTHERS, COMPARING, WHOLE, fields_of
from bot.grants.form import plain
from bot.understanding.frame import PLURAL, Entity, Frame

if TYPE_CHECKING:
    from bot.grants.served import Pack

BESIDE = "semblable"
"""The role of words that set two things side by side."""
ENTIRE = "."
"""After a word that has to be said whole, where a theme is read by it."""
MOST_CALLED = 12
"""Bodies that are told of together, where a question calls them all by what each is."""
RANKS, WHICH = "superlatif", frozenset(("quel", "lesquels"))
"""The role of words that ask who got most, and the concepts of those that ask which of several."""
ASKED_OF_EACH = (COMPARING, "plus", "moins")
"""Queries of which of several bodies got most, or least."""
LONGEST_LINK = 7
"""Letters between a column's name and its value (« canton de la … »)."""


def about_grants(frame: Frame, values: Iterable[Record]) -> Frame:
    """The same question, with what it says of grants and nothing else; `values` are those of columns."""
    return _each_called_so(_called_by_themes(_of_columns(_without_others(_with_years(frame)), values)))


def of_one_pack(frame: Frame, packs: Set[str]) -> Frame:
    """The same question, where it names a publication: of what that alone tells (« pour le sport » of one).

    `packs` are the digests of all.
    """
    data = {record.id for entity in frame.of("jeu") for record in entity.records}
    if not data:
        return frame
    others = packs - data
    kept = [
        replace(entity, records=tuple(one for one in entity.records if one.id.partition(".")[0] not in others))
        for entity in frame.entities
    ]
    # A body that it does not tell of is still who is asked about.
    pairs = zip(frame.entities, kept, strict=True)
    told = (new if new.records else old for old, new in pairs if new.records or old.kind == BODY)
    return frame.with_entities(tuple(told))


def settled(frame: Frame, ask: str) -> Frame:
    """The same question, without what it says that a body is, nor whom an earlier name may have meant where something
    else is named now."""
    # Not those of whom it was asked back which was meant: « et Sud ? — Total des syndicats ».
    told = (one for one in frame.of(BODY) if one.start >= 0 or len(one.records) == 1 or one.records[0].type.union)
    bodies = [entity.start for entity in told if not entity.excluded]
    # « Qui a eu plus d’un million ? — Leur total ? — Et les associations ? » is of some of those.
    of_some = len(bodies) > 1 and all(start < 0 for start in bodies)
    if bodies and not of_some:
        # « L’association Reflets », and not « quelles associations ont eu plus que Reflets ? »
        others = ask in AMONG_OTHERS
        kept = (one for one in frame.entities if one.kind != "sorte" or (others and one.end + 1 not in bodies))
        frame = frame.with_entities(tuple(kept))
    frame = _apposed(frame)
    named = any(entity.start >= 0 and entity.kind not in YEARS for entity in frame.entities)
    kept = (one for one in frame.entities if one.start >= 0 or len(one.records) == 1 or one.records[0].type.union)
    return frame.with_entities(tuple(kept)) if named else frame


def _each_called_so(frame: Frame) -> Frame:
    """The same question, of each of the few bodies that it calls by what one of them is called, in the plural (« les
    ligues corses », of the « Ligue corse de football » and that « de natation »)."""
    several = [one for one in frame.of(BODY) if _are_few(one) and (PLURAL in frame.roles or _are_in_the_plural(one))]
    return _one_by_one(frame, several)


def which_called_so(frame: Frame, ask: str) -> Frame:
    """The same question of each of some bodies, where it asks which of those called so got most (« quelle MJC a eu le
    plus ? »)."""
    named = [one for one in frame.of(BODY) if not one.excluded]
    which = RANKS in frame.roles and not WHICH.isdisjoint(frame.concepts) and frame.target not in (GRANT, *YEARS)
    asks = which and ask in ASKED_OF_EACH and len(named) == 1 and _are_few(named[0])
    return _one_by_one(frame, named) if asks else frame


def _one_by_one(frame: Frame, several: Sequence[Entity]) -> Frame:
    """The same question, of each of the bodies that some of its names call."""
    if not several:
        return frame
    parts = (
        [replace(one, records=(record,)) for record in one.records] if one in several else [one]
        for one in frame.entities
    )
    return frame.with_entities(tuple(chain.from_iterable(parts)))


def _are_few(body: Entity) -> bool:
    return 1 < len(body.records) <= MOST_CALLED


def _are_in_the_plural(body: Entity) -> bool:
    """Whether some word for bodies is in the plural, that their names say in the singular."""
    names = [plain(record.name).split() for record in body.records]
    return any(
        all(word not in name and word in map(plural, name) for name in names) for word in plain(body.form).split()
    )


def values_of_columns(packs: Mapping[str, "Pack"], knowledge: Knowledge) -> list[Record]:
    """The values of columns beyond the form, of those each of whose values is a name."""
    whole = {(digest, extra.place) for digest, pack in packs.items() for extra in pack.summary.extras if extra.values}
    return [one for one in knowledge.records.get("rubrique", {}).values() if (one.jeu.id, one.rang) in whole]


def _of_columns(frame: Frame, values: Iterable[Record]) -> Frame:
    """The same question, where it says of which column a value is that another holds (« le canton de Nevers »): of the
    values of that column which begin so (« Nevers-1 », « Nevers-2 »), if any do."""
    columns = {entity.end: entity.records[0] for entity in frame.of("colonne")}

    def meant(entity: Entity) -> Entity:
        before = (columns.get(place) for place in range(entity.start - LONGEST_LINK, entity.start))
        column = next(filter(None, before), None) if entity.kind == "rubrique" and entity.start >= 0 else None
        if column is None or any(record.rang == column.rang for record in entity.records):
            return entity
        begun = plain(entity.records[0].valeur)
        theirs = [one for one in values if (one.jeu, one.rang) == (column.jeu, column.rang)]
        found = tuple(one for one in theirs if plain(one.valeur).startswith(begun))
        return replace(entity, records=found) if found else entity

    return frame.with_entities(tuple(map(meant, frame.entities))) if columns else frame


def _apposed(frame: Frame) -> Frame:
    """The same question, without the kind of bodies of which one right after it is (« les sociétés coopératives »)."""
    begun = {one.start: {*fields_of(one.records[0])} for one in frame.of("sorte") if one.start >= 0}
    return frame.with_entities(
        tuple(
            one
            for one in frame.entities
            if one.kind != "sorte" or begun.get(one.end + 1, set()).isdisjoint(fields_of(one.records[0]))
        )
    )


def _called_by_themes(frame: Frame) -> Frame:
    """The same question of those, of several that a name may mean, whose names say each what is said beside it (« le
    handball ou la gymnastique à l’Étoile Poitevine »)."""
    themes = [one for one in frame.of("objet") if one.start >= 0 and not one.excluded]
    for body in [one for one in frame.of(BODY) if not one.excluded and len(one.records) > 1]:
        told = {one: tuple(record for record in body.records if _is_called(record, one)) for one in themes}
        # « Le hand de Saint-Pierre contre le hand des Cabris » is of two, one of which is not told by its sport.
        whole = len(themes) > 1 or BESIDE not in frame.roles
        if told and whole and all(len(found) == 1 for found in told.values()):
            kept = (one for one in frame.entities if one is not body)
            return frame.with_entities(tuple(replace(one, records=told.get(one, one.records)) for one in kept))
    return frame


def _is_called(record: Record, theme: Entity) -> bool:
    """Whether the name of a body has a word that a theme is read by."""
    words = plain(record.name).split()
    read = [one for said in theme.records for one in said.mots.split("|")]
    return any(word == one[:-1] if one.endswith(ENTIRE) else word.startswith(one) for word in words for one in read)


def _with_years(frame: Frame) -> Frame:
    """« Tout sauf le sport en 2022 » is said of 2022: of other things kept out, the first of which comes before it."""
    apart = [entity.start for entity in frame.entities if entity.excluded and entity.kind not in YEARS]
    return frame.with_entities(
        tuple(
            replace(entity, excluded=False)
            if entity.kind in YEARS and entity.excluded and any(start < entity.start for start in apart)
            else entity
            for entity in frame.entities
        )
    )


def _without_others(frame: Frame) -> Frame:
    """« En novembre » is said of grants, not of what else is known to have happened then."""
    told = (one for one in frame.entities if one.kind in WHOLE or any(any(fields_of(record)) for record in one.records))
    # « Qui a eu le plus des deux ? » may stand for two names in more than one way.
    once = {(one.kind, tuple(record.id for record in one.records), one.excluded): one for one in told}
    return frame.with_entities(tuple(once.values()))
