"""What packs add to what is known: types, and the records of what grants have few of (years, grantors, natures…)."""

from collections.abc import Iterator, Mapping, Sequence

from bot.facts.build import Builder
from bot.facts.records import Knowledge, Record
from bot.grants.form import plain
from bot.grants.served import Pack
from bot.message import Source
from bot.written import Mapping as Written

SAID = ("annee", "depuis", "jusque", "avant", "derniere", "avant_derniere", "colonne", "entre")
"""What `dites:` tells how it is said."""
BEFORE, AFTER = 20, 10
"""Years before the first and after the last that may be asked about too."""
SPAN = 10
"""Years before the first from which periods may begin."""


def add_records(builder: Builder, packs: Sequence[Pack], content: Written) -> None:
    """Add the records that packs give, as `content` says how they are called."""
    said = builder.reader.section(content, "dites")
    for missing in [name for name in SAID if not builder.reader.texts(said, name)]:
        builder.reader.wrong(content.place, f"« dites: » ne dit pas « {missing} »", "écrivez au moins une façon")
        return
    for record in _records(builder.knowledge, packs, content):
        builder.take(record)


def source_of(pack: Pack, locator: str) -> Source:
    """A pack as what an answer is based on."""
    told = pack.described
    return Source(told.titre or told.attribuant, told.periode[-4:], locator, told.source or None)


def _records(knowledge: Knowledge, packs: Sequence[Pack], content: Written) -> Iterator[Record]:
    types = knowledge.types
    whole = source_of(packs[0], "toutes les lignes")
    for written in content["nature"]:
        yield Record(types["nature"], written["id"], written["nom"], written["alias"], {}, whole, written.place)
    valued = {plain(value) for pack in packs for extra in pack.extras for value in extra.values}
    for written in content["objet"]:
        said = [name for name in (written["nom"], *written.get("alias", ())) if plain(name) not in valued]
        # What a column tells is not read.
        if said:
            words = {"mots": "|".join(written["mots"])}
            yield Record(types["objet"], written["id"], said[0], said[1:], words, whole, written.place)
    yield from _years(knowledge, packs, content["dites"], whole)
    for pack in packs:
        source = source_of(pack, "toutes les lignes")
        told = pack.described
        values = {
            "attribuant": told.attribuant,
            "periode": told.periode,
            "seuil": int(told.seuil) if told.seuil.isdigit() else 0 if told.seuil == "aucun" else None,
            "licence": told.licence,
            "contact": told.contact,
            "adresse": told.source,
        }
        data = Record(types["jeu"], pack.digest, source.title, (), values, source, pack.place)
        yield data
        for number, name in pack.grantors:
            yield Record(types["attribuant"], f"{pack.digest}.{number}", name, (), {"jeu": data}, source, pack.place)
        for extra in pack.extras:
            name, *aliases = (text.format(colonne=extra.header) for text in content["dites"]["colonne"])
            place_ = {"jeu": data, "rang": extra.place}
            yield Record(types["colonne"], f"{pack.digest}.x{extra.place}", name, aliases, place_, source, pack.place)
            for rank, value in enumerate(extra.values):
                identifier = f"{pack.digest}.x{extra.place}.{rank}"
                told_ = {"jeu": data, "colonne": extra.header, "rang": extra.place}
                whole_name = (f"{extra.header} {value}",)
                yield Record(types["rubrique"], identifier, value, whole_name, told_, source, pack.place)


def _years(
    knowledge: Knowledge, packs: Sequence[Pack], said: Mapping[str, Sequence[str]], source: Source
) -> Iterator[Record]:
    """The years that may be asked about, and those of the grants that follow each other."""
    spans = [pack.years for pack in packs if pack.years is not None]
    if not spans:
        return
    place = packs[0].place
    first, last = min(first for first, _ in spans), max(last for _, last in spans)
    for year in range(first - BEFORE, last + AFTER + 1):
        name, *aliases = (text.format(annee=year) for text in said["annee"])
        yield Record(knowledge.types["annee"], str(year), name, aliases, {}, source, place)

    def period(how: str, begin: int, end: int, **years: int) -> Record:
        name, *aliases = (text.format(**years) for text in said[how])
        values = {"de": begin, "a": end}
        return Record(knowledge.types["periode"], f"{how}.{begin}.{end}", name, aliases, values, source, place)

    yield period("derniere", last, last, annee=last)
    yield period("avant_derniere", last - 1, last - 1, annee=last - 1)
    for year in range(first - SPAN, last + 1):
        yield period("depuis", year, last, annee=year)
        yield period("jusque", min(first, year), year, annee=year)
        yield period("avant", min(first, year - 1), year - 1, annee=year)
        for other in range(year + 1, last + 1):
            yield period("entre", year, other, de=year, a=other)
