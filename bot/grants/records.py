"""What packs add to what is known: types, and the records of what grants have few of (years, grantors, natures…)."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import dropwhile

from bot.facts.build import Builder
from bot.facts.records import Knowledge, Record, Type
from bot.french.agreement import with_a, with_de
from bot.french.inflection import noun_forms
from bot.french.numbers import in_words
from bot.french.words import DEFINITE, FOR
from bot.grants.form import form, plain
from bot.grants.grantors import grantor_names
from bot.grants.selection import PAID
from bot.grants.served import Pack
from bot.grants.short_names import head_of_town
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
    "tete",
    "groupe",
    "lieu",
    "siege",
    "theme",
    "sorte",
    "entre",
)
"""What `dites:` tells how it is said."""
LEAST_LETTERS = 3
"""Letters and digits of a value that means something by itself."""
MOST_SHOWN = 3
"""Values that the name of a sort of beneficiaries shows."""
LINKED = 2
"""Words of a column between which a link may be said."""
MOST_INFLECTED = 3
"""Words of a value that may be said in the plural."""
_SHORT = re.compile(rf" \(([A-Z]{{{LEAST_LETTERS},8}})\)$")
MOST_TOGETHER = 4
"""Things that a value names together and that are each asked about: more is a sentence."""
_TOGETHER = re.compile(r"\s+et\s+|\s*[,;/&+]\s*|\s+-\s+")
CONTRACTED = {"les": "des", "le": "du", "la": "de la"}
"""What an article becomes after « de »."""
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
    for written in content["nature"]:
        yield Record(types["nature"], written["id"], written["nom"], written["alias"], {}, whole, written.place)
    read = [written for written in content["objet"] if not _is_of_a_column(written, packs)]
    themes = {plain(name) for written in read for name in (written["nom"], *written.get("alias", ()))}
    valued = {plain(value) for pack in packs for extra in pack.summary.extras for value in extra.values}
    valued |= {plain(part) for pack in packs for parts in _parts(pack).values() for part in parts}
    for written in read:
        ones = written.get("un", ())
        known = (written["nom"], *written.get("alias", ()), *ones)
        said = [name for name in known if valued.isdisjoint((plain(name), _without_article(name)))]
        # What a column tells is not read.
        if said:
            words = {"mots": "|".join(written["mots"]), "dans": written.get("dans"), "un": "|".join(map(plain, ones))}
            yield Record(types["objet"], written["id"], said[0], said[1:], words, whole, written.place)
    for written in content["partie"]:
        span = {"de": written["de"], "a": written["a"]}
        yield Record(types["partie"], written["id"], written["nom"], written["alias"], span, whole, written.place)
    for written in content["versement"]:
        if any(pack.summary.is_paid(words) for pack in packs for words in written["mots"]):
            words = {"mots": "|".join(written["mots"])}
            yield Record(types[PAID], written["id"], written["nom"], written["alias"], words, whole, written.place)
    way = content["dites"]["sorte"][0]
    sorts = [one for pack in packs for sort in content["sorte"] for one in _sort(types["sorte"], pack, sort, way)]
    yield from sorts
    sorted_ = {plain(name) for sort in sorts for name in sort.aliases}
    yield from _years(knowledge, packs, content["dites"], whole)
    titled = titles(packs)
    for pack in packs:
        source = source_of(pack, "toutes les lignes")
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
        }
        data = Record(types["jeu"], pack.digest, titled[pack.digest], (), values, source, pack.place)
        yield data
        for number, name in pack.summary.grantors:
            aliases = grantor_names(name, knowledge, content, len(pack.summary.grantors) == 1)
            yield Record(
                types["attribuant"], f"{pack.digest}.{number}", name, aliases, {"jeu": data}, source, pack.place
            )
        finest, heads, parts = _finest(pack), _heads(pack), _parts(pack)
        topics = _topics(pack, content["dites"]["theme"])
        for extra in pack.summary.extras:
            name, *aliases = (text.format(colonne=extra.header) for text in content["dites"]["colonne"])
            aliases += noun_forms(extra.header)[1:]
            aliases += _linked(extra.header)
            ways = [extra.header, *topics.get(extra.place, ())]
            aliases += ways[1:]
            also = next((one for one in content["colonne"] if one["mot"] == plain(extra.header)), None)
            if also is not None and themes.isdisjoint(map(plain, also["dit"])):
                aliases += also["dit"]
                ways += also["autrement"]
            if head := heads.get(extra.place):
                ways.append(head)
                # « Quelle commune a eu le plus ? » is asked of who gets it, not of where they are.
                called_ = (text.format(tete=head) for text in content["dites"]["tete"])
                aliases += (name_ for name_ in called_ if plain(name_) not in themes)
            if (first := plain(extra.header).partition(" ")[0]) in form().lieux:
                aliases += (text.format(lieu=first) for text in content["dites"]["lieu"])
            place_ = {"jeu": data, "rang": extra.place, "entete": extra.header}
            seats = [name_ for text in content["dites"]["siege"] if plain(name_ := text.format(siege=first)) in themes]
            if seats and first in form().lieux:
                seat = f"{pack.digest}.x{extra.place}"
                yield Record(types["siege"], seat, seats[0], seats[1:], place_, source, pack.place)
            identifier = f"{pack.digest}.x{extra.place}"
            yield Record(types["colonne"], identifier, name, aliases, place_, source, pack.place)
            yield Record(types["groupe"], identifier, name, (), place_, source, pack.place)
            # « Par quartier » asks for each apart, as « quel quartier » alone does not.
            each, *apart = (text.format(colonne=way) for way in ways for text in content["dites"]["groupe"])
            yield Record(types["chaque"], identifier, each, apart, place_, source, pack.place)
            for rank, value in enumerate((*extra.values, *extra.phrases)):
                identifier = f"{pack.digest}.x{extra.place}.{rank}"
                told_ = {"jeu": data, "colonne": extra.header, "rang": extra.place, "valeur": value}
                # « Les entreprises » are a sort of beneficiaries, whatever a sector is called.
                alone = _tells(value) and plain(value) not in sorted_
                if finest.get(plain(value), extra.place) != extra.place:
                    # A canton is called as its town is: alone it is the town.
                    called = [*_of_column(extra.header, value)]
                else:
                    called = [*(_ways(value) if alone else ()), *_otherwise(value, content)]
                    called += _of_place(value) if first in form().lieux else ()
                    called += _of_column(extra.header, value)
                    # « Le secteur culturel », of « Culture »
                    called += (f"{extra.header} {name}" for name in _otherwise(value, content))
                    for part in parts.get(value, ()):
                        called += (*_ways(part), *_otherwise(part, content))
                yield Record(types["rubrique"], identifier, called[0], called[1:], told_, source, pack.place)


def _is_of_a_column(theme: Written, packs: Sequence[Pack]) -> bool:
    """Whether a theme that is read off names is said of none, and is what a column is called: « quelle commune ? » is
    where they are, and not who they are."""
    called = {plain(name) for name in (theme["nom"], *theme.get("alias", ()))}
    headers = (form for pack in packs for extra in pack.summary.extras for form in noun_forms(extra.header))
    if theme.get("dans") != "nom" or called.isdisjoint(map(plain, headers)):
        return False
    return not any(pack.names.any_called(theme["mots"]) for pack in packs)


def _sort(kind: Type, pack: Pack, written: Written, called: str) -> Iterator[Record]:
    """Beneficiaries of a sort, where a column tells it: the one most of whose values are words for that sort.

    `called` is how they are called with the column and some of its values.
    """
    words, others = ([f"{word} " for word in written.get(key, ())] for key in ("mots", "sauf"))
    found: tuple[Extra | None, list[str]] = (None, [])
    for extra in pack.summary.extras:
        folded = ((value, f"{plain(value)} ") for value in extra.values)
        values = [value for value, text in folded if text.startswith((*words,)) and not text.startswith((*others,))]
        if len(values) > len(found[1]):
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


def _tells(value: str) -> bool:
    """Whether a value of a column means something by itself: « oui » and « 1 » do not."""
    words, known = plain(value), form().mots
    return len(words) >= LEAST_LETTERS and not words.isdigit() and words not in known.oui | known.non


def _ways(value: str) -> Iterator[str]:
    """A value as it is written, in the plural, and short: « Société anonyme simplifiée (SAS) » is « SAS »."""
    yield value
    if value.count(" ") < MOST_INFLECTED:
        yield from (one for one in noun_forms(value) if one != value)
    if head := head_of_town(value):
        yield head
    if short := _SHORT.search(value):
        yield value[: short.start()]
        yield short[1]
    # « L’économie sociale et solidaire » is « l’ESS ».
    yield from (letters for letters, meant in form().sigles.items() if plain(value) in map(plain, meant))


def _finest(pack: Pack) -> dict[str, int]:
    """The column of most values, by each folded value that several columns hold."""
    extras = sorted(pack.summary.extras, key=lambda extra: len((*extra.values, *extra.phrases)))
    places = [(plain(value), extra.place) for extra in extras for value in (*extra.values, *extra.phrases)]
    held = Counter(value for value, _ in places)
    return {value: place for value, place in places if held[value] > 1}


def _parts(pack: Pack) -> dict[str, list[str]]:
    """The things that a value names together, where no other value names them: « Culture et patrimoine »."""
    values = dict.fromkeys(value for extra in pack.summary.extras for value in extra.values)
    split = {value: _TOGETHER.split(value) for value in values}
    held = Counter(plain(part) for parts in split.values() for part in {*parts})
    return {
        value: [part for part in parts if _tells(part) and held[plain(part)] == 1]
        for value, parts in split.items()
        if 1 < len(parts) <= MOST_TOGETHER
    }


def _heads(pack: Pack) -> dict[int, str]:
    """The first word of each column's name of several, by its place, where no other begins so."""
    named = {extra.place: plain(extra.header).split() for extra in pack.summary.extras}
    begun = Counter(words[0] for words in named.values() if words)
    alone = ((place, words[0]) for place, words in named.items() if len(words) > 1 and begun[words[0]] == 1)
    return {place: word for place, word in alone if len(word) >= LEAST_LETTERS}


def _topics(pack: Pack, said: Sequence[str]) -> dict[int, list[str]]:
    """What else the broadest column is called that tells what grants are about, by its place: « secteur » is also
    « thématique », where no other column is called so."""
    begun = {plain(extra.header).partition(" ")[0]: extra.place for extra in pack.summary.extras}
    broadest = next((begun[word] for word in form().themes if word in begun), None)
    called = (form_ for word in said if begun.get(plain(word), broadest) == broadest for form_ in noun_forms(word))
    return {} if broadest is None else {broadest: list(called)}


def _linked(header: str) -> Iterator[str]:
    """A column of two words with what links them: « secteur activité » is « secteur d’activité »."""
    words = header.split()
    if len(words) == LINKED:
        yield from (f"{words[0]} {joined} {words[1]}" for joined in ("de", "d’", "du", "des"))


def _of_place(value: str) -> Iterator[str]:
    """A place whose name begins with an article, without it or with what comes before it: « aux Charmes »."""
    article, _, bare = value.partition(" ")
    if len(bare) >= LEAST_LETTERS and article.lower() in CONTRACTED:
        yield from (bare, with_a(bare, article.lower()), with_de(bare, article.lower()))


def _of_column(header: str, value: str) -> Iterator[str]:
    """A value said with its column: « canton de Luzy »."""
    for called in filter(None, (value, head_of_town(value))):
        yield f"{header} {called}"
        article, _, bare = called.partition(" ")
        if contracted := CONTRACTED.get(article.lower()):
            # « Le quartier des Pins », of « Les Pins »
            yield f"{header} {contracted} {bare}"
        yield from (f"{header} {joined} {called}" for joined in ("de", "d’", "du", "des", "de la", "de l’"))


def _otherwise(value: str, content: Written) -> Iterator[str]:
    """What a value is called that is not in its words: « Sport » is « sportif », « Agriculture biologique » is « bio »
    and « agriculture bio »."""
    words = plain(value).split()
    if len(words) > MOST_INFLECTED:
        return
    for one in content["valeur"]:
        if one["mot"] in words:
            yield from one["dit"]
            if len(words) > 1:
                yield from (" ".join(name if word == one["mot"] else word for word in words) for name in one["dit"])


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
            aliases += (text.format(annee=f"{year % 100:02}") for text in said["annee_abregee"])
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
