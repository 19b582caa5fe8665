"""Where bodies are, of which a column tells: a town is its commune, where one got something, or all who are there."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.dialogue.siblings import BESIDE
from bot.dialogue.stating import COLUMNS
from bot.facts.records import Record
from bot.findings.query import BODY, VALUE
from bot.grants.conditions import COMPARING, KIND, condition_of, conditions
from bot.grants.form import form, heads, plain
from bot.grants.headers import head_of
from bot.grants.names import WHOLE
from bot.grants.selection import Condition, Selection
from bot.grants.short_names import LITTLE_WORDS
from bot.understanding.frame import Entity, Frame

if TYPE_CHECKING:
    from bot.grants.served import Pack

PURPOSE = "objet"
WHO_ARE_THERE = ("ses_beneficiaires", "beneficiaires_mot")
"""The concepts of words for those who are in a town."""
AFTER = "apres_mot"
"""The concept of words that ask for what comes after one (« quelle commune a le plus, après Gap ? »)."""
EACH = ("groupes", "groupes_moins")
"""The queries of each value of a column."""
ALL_THERE = "confondus"
"""Role of words that ask of all who are in a town (« toutes structures confondues »)."""
ALIKE = "reprise"
"""Role of words that stand for a body like the one spoken of (« celui de Mauriac »)."""
OF_BOTH = (COMPARING, "somme")
"""Queries that are asked of two."""
CALLED = 2
"""Words that a name begins with by which others are called so too (« Mission locale Louviers val de Reuil »)."""
LINKS = range(3, 5)
"""How many letters stand between a name and the place of who is called so (« tennis club de Murat »)."""
LISTING = ("suite", "alternative")
"""Roles of words that may stand between two names."""
NOBODY = 10**9
"""The number of no body."""


Towns = dict[str, dict[str, Record]]
"""Values of columns that tell where bodies are, by the digests of their packs and by their folded names."""


def towns_of(values: Iterable[Record]) -> Towns:
    """The places among the values of columns."""
    found: Towns = {}
    for one in values:
        if _is_of_places(one):
            found.setdefault(one.jeu.id, {})[plain(one.name)] = one
    return found


def placed(frame: Frame, packs: Mapping[str, "Pack"], places: Towns, ask: str) -> Frame:
    """The same question, with what it means by places."""
    frame = _left_out(_homonyms_placed(_of_seats(_of_two_places(frame, ask), ask)), packs, places)
    body = next((one for one in frame.of(BODY) if not one.excluded), None)
    pack = None if body is None else packs.get(body.records[0].id.partition(".")[0])
    if body is None or pack is None:
        return frame
    towns = places.get(pack.digest)
    if not towns:
        return frame
    if ask != COMPARING and frame.roles.isdisjoint(LISTING):
        frame = _named_there(frame, pack, towns)
    frame = _as_towns(frame, pack, towns, ask)
    there = [one for one in frame.of(VALUE) if _is_of_places(one.records[0]) and not one.excluded]
    single = body in frame.entities and len(body.records) == 1
    if ALIKE in frame.roles and single and len(there) == 1 and there[0].start >= 0:
        if body.start < 0:
            return _alike_there(frame, pack, body, there[0])
        if ask in OF_BOTH and body.start < there[0].start:
            # « La mission locale de Louviers a-t-elle plus que celle de Pont-Audemer ? »
            other = _alike_there(frame, pack, body, there[0])
            return other.with_entities((body, *other.entities))
    return frame if ask == COMPARING or frame.checks else _without_crossed(frame, pack, there)


def _of_seats(frame: Frame, ask: str) -> Frame:
    """The same question, of where bodies are rather than of the bodies called so, where it asks of those who are there
    (« quelle commune a le plus, tous bénéficiaires confondus ? »), or for what comes after one of those places."""
    # « Quelle commune a le plus d’associations ? »
    kinds = any(one.kind == KIND and one.start >= 0 for one in frame.entities)
    there = ALL_THERE in frame.roles or kinds or not {*WHO_ARE_THERE, AFTER}.isdisjoint(frame.concepts)
    if ask not in EACH or not there:
        return frame
    return frame.with_entities(
        tuple(
            replace(one, records=one.also, also=()) if one.also and one.also[0].type.name in COLUMNS else one
            for one in frame.entities
        )
    )


def _of_two_places(frame: Frame, ask: str) -> Frame:
    """The same question, of all who are in each of several places that it compares, not of their communes, which have
    no grants there (« quelle commune a eu le plus, Migné ou Jardres ? »)."""
    several = len([one for one in frame.of(VALUE) if _is_of_places(one.records[0])]) > 1
    if ask != COMPARING or not several:
        return frame
    return frame.with_entities(tuple(one for one in frame.entities if one.kind != PURPOSE or not _is_a_head(one)))


def _is_a_head(one: Entity) -> bool:
    """Whether what says what grants are for is but the word for towns (« quelle commune »)."""
    return not heads().isdisjoint((plain(one.form), plain(one.records[0].name).removesuffix("s")))


def _homonyms_placed(frame: Frame) -> Frame:
    """The same question, where it says of which place one of several homonyms is (« les Galopins de Taulé »)."""
    several = [one for one in frame.entities if len(one.records) > 1 and one.kind == "beneficiaire"]
    for entity in several:
        told = {plain(record.name.partition(BESIDE)[2]): record for record in entity.records}
        place = next((one for one in frame.of("rubrique") if plain(str(one.records[0].valeur)) in told), None)
        if place is not None:
            one = told[plain(str(place.records[0].valeur))]
            kept = (other for other in frame.entities if other is not place)
            frame = frame.with_entities(
                tuple(replace(other, records=(one,)) if other is entity else other for other in kept)
            )
    return frame


def _left_out(frame: Frame, packs: Mapping[str, "Pack"], places: Towns) -> Frame:
    """The same question, with all who are in a town left out in the stead of its commune (« le sport hors Vienne »)."""
    meant: dict[Entity, Record] = {}
    for one in frame.of(BODY):
        digest = one.records[0].id.partition(".")[0]
        town = places.get(digest, {}).get(_town(one, alone=True)) if one.excluded and digest in packs else None
        if town is not None:
            meant[one] = town
    if not meant:
        return frame
    entities = (
        replace(one, records=(meant[one],), form=meant[one].name) if one in meant else one for one in frame.entities
    )
    return frame.with_entities(tuple(entities))


def _is_of_places(record: Record) -> bool:
    """Whether a value is of a column that tells where bodies are."""
    return _tells_places(str(record.colonne))


def _tells_places(header: str) -> bool:
    return head_of(header) in form().lieux


def _named_there(frame: Frame, pack: "Pack", towns: Mapping[str, Record]) -> Frame:
    """The same question, with those of a place alone where it follows what they are called in part (« le tennis club de
    Murat »); nobody, where there is none."""
    for body in [one for one in frame.of(BODY) if one.start >= 0 and not _town(one, alone=True)]:
        place = next((one for one in frame.entities if one.start - body.end in LINKS), None)
        town = None if place is None else _place(place, towns)
        if town is None or any(len(plain(one.name).split()) == len(plain(body.form).split()) for one in body.records):
            continue
        there = [one for one in body.records if Selection(pack, (condition_of(one), condition_of(town))).any]
        nobody = pack.beneficiary(NOBODY, f"{body.form}{BESIDE}{town.name}", body.records[0].type)
        named = replace(body, records=(*there,) or (nobody,))
        kept = (one for one in frame.entities if one is not place)
        frame = frame.with_entities(tuple(named if one is body else one for one in kept))
    return frame


def _place(entity: Entity, towns: Mapping[str, Record]) -> Record | None:
    """The value of a column of places that is named, also as the commune of that name."""
    if entity.kind == VALUE and len(entity.records) == 1 and _is_of_places(entity.records[0]):
        return entity.records[0]
    return towns.get(_town(entity, alone=True)) if entity.kind == BODY else None


def _as_towns(frame: Frame, pack: "Pack", towns: Mapping[str, Record], ask: str) -> Frame:
    """The same question, with all who are in a town in the stead of its commune, where that is what it asks about.

    So it is beside another town (« Saint-Flour et Mauriac »), after what was asked of each town (« combien par
    commune ? — Et Moëlan ? »), or where nothing is told of the commune (« Maurs en 2021 ? »).
    """
    every = ALL_THERE in frame.roles or (_asked_of_each(frame) and not any(map(_is_authority, frame.of(BODY))))
    meant = {one: town for one in frame.of(BODY) if (town := towns.get(_town(one, alone=not every))) is not None}
    if not meant:
        return frame
    entities = (
        replace(one, records=(meant[one],), form=meant[one].name) if one in meant else one for one in frame.entities
    )
    there = frame.with_entities(tuple(entities))
    columns = {town.rang for town in meant.values()}
    beside = (one for one in frame.of(VALUE) if one.start >= 0 or ask == COMPARING)
    if every or any(one.records[0].rang in columns and not one.excluded for one in beside):
        return there
    own, others = (Selection(pack, tuple(conditions(one, ask))) for one in (frame, there))
    return there if not own.any and others.any else frame


def _asked_of_each(frame: Frame) -> bool:
    """Whether what was asked before was of each value of a column that tells where bodies are."""
    carried = (one.records[0] for one in frame.entities if one.kind in COLUMNS and one.start < 0)
    return any(_tells_places(str(one.values.get("entete", ""))) for one in carried)


def _is_authority(one: Entity) -> bool:
    """Whether a body is called by what it is (« la commune de Moëlan »)."""
    return not heads().isdisjoint(plain(one.form).split()[:1])


def _town(entity: Entity, alone: bool) -> str:
    """The folded town whose commune a body is, if it is one; `alone`: where the message says nothing but the town."""
    name = plain(entity.records[0].name)
    town = form().unprefixed(name)
    says = entity.start >= 0 and len(plain(entity.form).split()) == len(town.split())
    return town if len(entity.records) == 1 and town != name and (says or not alone) else ""


def _alike_there(frame: Frame, pack: "Pack", body: Entity, place: Entity) -> Frame:
    """The same question of those in a place who are called as a body is (« et celui de Mauriac ? »), or of nobody."""
    told = body.records[0]
    around = _elsewhere(told, pack, place.records[0])
    local = {word for value in around.values for word in plain(value).split()} | LITTLE_WORDS | form().epithetes
    words = [word for word in plain(told.name.partition(BESIDE)[0]).split() if word not in local]
    # « Sanflorain » is said of those of Saint-Flour alone.
    words = [word for word in words if Selection(pack, (_called(word), around)).any] or words
    begun = [word for word in plain(told.name).split() if word not in LITTLE_WORDS][:CALLED]
    least = max(1, len([word for word in begun if word in words]))
    found = next(
        filter(None, (_called_there(pack, place, words[:end]) for end in range(len(words), least - 1, -1))), []
    )
    records = pack.beneficiaries([number for (number,) in found], told.type)
    name = f"{' '.join(words) or told.name}{BESIDE}{place.records[0].name}"
    sibling = replace(place, records=(*records,) or (pack.beneficiary(NOBODY, name, told.type),))
    kept = (one for one in frame.entities if one is not body)
    return frame.with_entities(tuple(sibling if one is place else one for one in kept))


def _called_there(pack: "Pack", place: Entity, words: Sequence[str]) -> list[tuple[int]]:
    """The bodies of a place whose names hold some words."""
    called = Selection(pack, (condition_of(place.records[0]), *map(_called, words)))
    return called.ask("DISTINCT beneficiary")


def _called(word: str) -> Condition:
    """What a line meets whose body is called so."""
    return Condition("denomination", (f"{word}{WHOLE}",))


def _elsewhere(told: Record, pack: "Pack", place: Record) -> Condition:
    """What the lines of bodies elsewhere than one meet; `place` is of the column that tells where."""
    own = Selection(pack, (condition_of(told),)).ask(f"DISTINCT x{place.rang}", each=(place.rang,))
    return Condition(f"x{place.rang}", tuple(value for (value,) in own if value), excluded=True)


def _without_crossed(frame: Frame, pack: "Pack", there: Sequence[Entity]) -> Frame:
    """The same question, where it turns from a body to a place where that got nothing, or the other way round."""
    bodies = [one for one in frame.of(BODY) if not one.excluded]
    for said, before in ((bodies, there), (there, bodies)):
        now = [one for one in said if one.start >= 0]
        left = [one for one in before if one.start < 0]
        if now and left:
            both = frame.with_entities((*now, *left))
            both = replace(both, dates=(), bounds=None, comparison=None)
            if not Selection(pack, tuple(conditions(both, ""))).any:
                return frame.with_entities(tuple(one for one in frame.entities if one not in left))
    return frame
