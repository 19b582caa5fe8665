"""What packs add to what is known: types, and the records of what grants have few of (years, grantors, natures…)."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import dropwhile

from bot.facts.build import Builder
from bot.facts.records import Knowledge, Record, Type
from bot.french.inflection import noun_forms
from bot.french.numbers import in_words
from bot.french.words import DEFINITE, FOR
from bot.grants.column_records import ColumnRecords, values_said
from bot.grants.columns import in_words as header_in_words
from bot.grants.form import plain
from bot.grants.grantors import grantor_names
from bot.grants.measures import ways_said
from bot.grants.persons import tells_kinds
from bot.grants.selection import MEASURE, NIL, PAID
from bot.grants.served import Pack
from bot.grants.summary import Extra
from bot.grants.titles import title_of, titles
from bot.message import Source
from bot.understanding.amounts import VOID
from bot.written import Mapping as Written

SAID = (
    "annee",
    "annee_abregee",
    "depuis",
    "jusque",
    "avant",
    "derniere",
    "avant_derniere",
    "il_y_a",
    "dernieres",
    "premieres",
    "colonne",
    "mesure",
    "non_mesure",
    "nul",
    "tete",
    "groupe",
    "lieu",
    "siege",
    "theme",
    "sorte",
    "entre",
)
"""What `dites:` tells how it is said."""
MOST_SHOWN = 3
"""Values that the name of a sort of beneficiaries shows."""
BEFORE, AFTER = 20, 10
"""Years before the first and after the last that may be asked about too."""
IN_OBJECTS = "objet"
"""Where a theme is read that is an aid: off objects alone."""
LEAST_IN_WORDS = 21
"""What the last two digits of a year are at least that is said by them, in words."""
SPAN = 10
"""Years before the first from which periods may begin."""


def add_records(builder: Builder, packs: Sequence[Pack], content: Written) -> None:
    """Add the records that packs give, as `content` says how they are called."""
    said = builder.reader.section(content, "dites")
    for missing in [name for name in SAID if not builder.reader.texts(said, name)]:
        builder.reader.wrong(content.place, f"« dites: » ne dit pas « {missing} »", "écrivez au moins une façon")
        return
    for record in _records(builder.knowledge, packs, content):
        # A column is called the same in several ways.
        names = {" ".join(one.casefold().split()): one for one in (record.name, *record.aliases)[::-1]}
        record.aliases = tuple(one for one in names.values() if one is not record.name)[::-1]
        builder.take(record)


def source_of(pack: Pack, locator: str) -> Source:
    """A pack as what an answer is based on."""
    told = pack.described
    return Source(title_of(pack), told.periode[-4:], locator, told.source or None)


def _records(knowledge: Knowledge, packs: Sequence[Pack], content: Written) -> Iterator[Record]:
    types = knowledge.types
    whole = source_of(packs[0], "toutes les lignes")
    aids = {
        one["mots"][0]: _told_by(one["mots"][0], packs) for one in content["objet"] if one.get("dans") == IN_OBJECTS
    }
    themes = [one for one in content["objet"] if not (aids.get(one["mots"][0]) or _is_of_a_column(one, packs))]
    yield from _readings(types, packs, content, themes, whole)
    way = content["dites"]["sorte"][0]
    sorts = [one for pack in packs for sort in content["sorte"] for one in _sort(types["sorte"], pack, sort, way)]
    yield from sorts
    yield from _years(knowledge, packs, content["dites"], whole)
    named = frozenset(plain(name) for written in themes for name in (written["nom"], *written.get("alias", ())))
    sorted_ = frozenset(plain(name) for sort in sorts for name in sort.aliases)
    titled = titles(packs)
    for pack in packs:
        data = _data(types["jeu"], pack, titled[pack.digest])
        yield data
        for number, name in pack.summary.grantors:
            others = [other for one, other in pack.summary.grantors if one != number]
            aliases = grantor_names(name, others, knowledge, content)
            identifier = f"{pack.digest}.{number}"
            yield Record(types["attribuant"], identifier, name, aliases, {"jeu": data}, data.source, pack.place)
        yield from _measures(types, pack, data, content["dites"])
        yield from ColumnRecords(types, content, pack, data, named, sorted_, aids).all()


def _readings(
    types: Mapping[str, Type], packs: Sequence[Pack], content: Written, themes: Sequence[Written], source: Source
) -> Iterator[Record]:
    """What is read off the lines: natures, themes, parts of a year, ways to be paid."""
    for written in content["nature"]:
        yield Record(types["nature"], written["id"], written["nom"], written["alias"], {}, source, written.place)
    valued = frozenset(value for pack in packs for value in values_said(pack))
    for written in themes:
        ones = written.get("un", ())
        known = (written["nom"], *written.get("alias", ()), *ones)
        said = [name for name in known if valued.isdisjoint((plain(name), _without_article(name)))]
        # What a column tells is not read.
        if said:
            words = {"mots": "|".join(written["mots"]), "dans": written.get("dans"), "un": "|".join(map(plain, ones))}
            yield Record(types["objet"], written["id"], said[0], said[1:], words, source, written.place)
    for written in content["partie"]:
        span = {"de": written["de"], "a": written["a"]}
        yield Record(types["partie"], written["id"], written["nom"], written["alias"], span, source, written.place)
    for written in content["versement"]:
        if any(pack.summary.is_paid(words) for pack in packs for words in written["mots"]):
            words = {"mots": "|".join(written["mots"])}
            yield Record(types[PAID], written["id"], written["nom"], written["alias"], words, source, written.place)


def _data(kind: Type, pack: Pack, title: str) -> Record:
    """A pack as a thing to be asked about."""
    told = pack.described
    values = {
        "attribuant": told.attribuant,
        "periode": told.periode,
        "seuil": told.threshold,
        "licence": told.licence,
        "contact": told.contact,
        "adresse": told.source,
        "particuliers": pack.unnamed,
        "montants": pack.amounts,
        "mesures": " / ".join(header for _, header in pack.summary.measures) or None,
    }
    return Record(kind, pack.digest, title, (), values, source_of(pack, "toutes les lignes"), pack.place)


def _measures(
    types: Mapping[str, Type], pack: Pack, data: Record, said: Mapping[str, Sequence[str]]
) -> Iterator[Record]:
    """The columns of further amounts, as they are called by what tells them from the one of what was granted, and that
    they tell none."""
    for place, header in pack.summary.measures:
        ways, done = ways_said(header, pack.amounts or "")
        called = {kind: tuple(text.format(fait=one) for one in done for text in said[kind]) for kind in (MEASURE, NIL)}
        told = {"jeu": data, "rang": place}
        if ways:
            values, aliases = {**told, "entete": header}, (*ways, *called[MEASURE])
            name = header_in_words(header)
            yield Record(types[MEASURE], f"{pack.digest}.m{place}", name, aliases, values, data.source, pack.place)
        if called[NIL]:
            name = said["nul"][0].format(colonne=header)
            yield Record(types[NIL], f"{pack.digest}.n{place}", name, called[NIL], told, data.source, pack.place)


def _is_of_a_column(theme: Written, packs: Sequence[Pack]) -> bool:
    """Whether a theme that is read off names is said of none, and is what a column is called: « quelle commune ? » is
    where they are, and not who they are."""
    called = {plain(name) for name in (theme["nom"], *theme.get("alias", ()))}
    headers = (form for pack in packs for extra in pack.summary.extras for form in noun_forms(extra.header))
    if theme.get("dans") != "nom" or called.isdisjoint(map(plain, headers)):
        return False
    return not any(pack.names.any_called(theme["mots"]) for pack in packs)


def _told_by(aid: str, packs: Sequence[Pack]) -> str:
    """The value of a column, folded, that tells of the aid that one word names: the word itself, or the one value that
    begins or ends with it (« Aide au fonctionnement »)."""
    values = frozenset(value for pack in packs for value in values_said(pack))
    found = [value for value in values if aid in (value.split()[:1] + value.split()[-1:])]
    return aid if aid in found else found[0] if len(found) == 1 else ""


def _sort(kind: Type, pack: Pack, written: Written, called: str) -> Iterator[Record]:
    """Beneficiaries of a sort, where a column tells it: the one most of whose values are words for that sort, which it
    is made to tell or of which one is such a word alone (« Associations de solidarité » is a line of a budget).

    `called` is how they are called with the column and some of its values.
    """
    words, others = ([f"{word} " for word in written.get(key, ())] for key in ("mots", "sauf"))
    found: tuple[Extra | None, list[str]] = (None, [])
    for extra in pack.summary.extras:
        folded = ((value, f"{plain(value)} ") for value in extra.values)
        values = [value for value, text in folded if text.startswith((*words,)) and not text.startswith((*others,))]
        tells = tells_kinds(extra.header) or any(f"{plain(value)} " in words for value in values)
        if tells and len(values) > len(found[1]):
            found = extra, values
    told_by, values = found
    if told_by is not None:
        told = {"rang": told_by.place, "colonne": told_by.header, "valeurs": "|".join(values)}
        some = ", ".join(values[:MOST_SHOWN]) + ("…" if len(values) > MOST_SHOWN else "")
        name = called.format(sorte=written["nom"], colonne=told_by.header, valeurs=some)
        aliases = (written["nom"], *written["alias"])
        source = source_of(pack, "toutes les lignes")
        yield Record(kind, f"{pack.digest}.{written['id']}", name, aliases, told, source, pack.place)


def _without_article(name: str) -> str:
    """A name without the little words before it: « pour les seniors » is « seniors »."""
    words = plain(name).split()
    return " ".join(dropwhile((DEFINITE | FOR).__contains__, words))


def _years(
    knowledge: Knowledge, packs: Sequence[Pack], said: Mapping[str, Sequence[str]], source: Source
) -> Iterator[Record]:
    """The years that may be asked about, and those of the grants that follow each other."""
    spans = [years for pack in packs if (years := pack.summary.years) is not None]
    if not spans:
        return
    place = packs[0].place
    first, last = min(first for first, _ in spans), max(last for _, last in spans)
    for year in range(first - BEFORE, last + AFTER + 1):
        name, *aliases = (text.format(annee=year) for text in said["annee"])
        held = first <= year <= last
        if held:
            # « En 12 mois » is of no year, unless grants are.
            # « En vingt-trois », but not « en dix ans ».
            short = (f"{year % 100:02}", *([in_words(year % 100)] if year % 100 >= LEAST_IN_WORDS else []))
            aliases += (text.format(annee=one) for one in short for text in said["annee_abregee"])
        yield Record(knowledge.types["annee"], str(year), name, aliases, {} if held else {VOID: 1}, source, place)

    def period(how: str, begin: int, end: int, numbers: Sequence[int | str] = (0,), **years: int) -> Record:
        name, *aliases = (text.format(nombre=number, **years) for number in numbers for text in said[how])
        values = {"de": begin, "a": end}
        return Record(knowledge.types["periode"], f"{how}.{begin}.{end}", name, aliases, values, source, place)

    yield period("derniere", last, last, annee=last)
    yield period("avant_derniere", last - 1, last - 1, annee=last - 1)
    for count in range(2, SPAN + 1):
        # « Les deux dernières années », « les 2 dernières années »
        numbers, ago, after = (in_words(count), count), last - count + 1, first + count - 1
        yield period("il_y_a", ago, ago, numbers, annee=ago)
        yield period("dernieres", ago, last, numbers, de=ago, a=last)
        yield period("premieres", first, after, numbers, de=first, a=after)
    for year in range(first - SPAN, last + 1):
        yield period("depuis", year, last, annee=year)
        yield period("jusque", min(first, year), year, annee=year)
        yield period("avant", min(first, year - 1), year - 1, annee=year)
        for other in range(year + 1, last + 1):
            yield period("entre", year, other, de=year, a=other)
