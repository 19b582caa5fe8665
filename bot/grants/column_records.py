"""What the columns that a file has beyond the form add to what is known: themselves, and each of their values."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set

from bot.facts.records import Record, Type
from bot.french.agreement import with_a, with_de
from bot.french.inflection import noun_forms
from bot.french.words import AND, OF, PLURAL
from bot.grants.form import form, plain
from bot.grants.grantors import shortly
from bot.grants.headers import head_of, tells_requests
from bot.grants.said_values import choices, in_singular
from bot.grants.served import Pack
from bot.grants.short_names import head_of_spaced, head_of_town
from bot.grants.states import tells_states
from bot.grants.summary import Extra
from bot.written import Mapping as Written

LEAST_LETTERS = 3
"""Letters and digits of a value that means something by itself."""
LINKED = 2
"""Words of a column between which a link may be said."""
IN, IS = "dans", "est"
NOT = "non."
"""Before the rank of what a value is not, in its identifier."""
MOST_ALIKE, OR = 5, "ou"
"""Words of a value that names one thing or another, all of them in the plural where it is."""
MOST_INFLECTED = 3
"""Words of a value that may be said in the plural."""
_WORDS = re.compile(r"[^ ’']+(?:[ ’']|$)")
"""The words of a text, each with what parts it from the next."""
_JOINED = re.compile(r"(?:\w+ale? )?(?:à la |à l[’']|aux? |d[’']|du |des |de la |de l[’']|de |)(?=\w)")
"""What stands between what values begin with and what they are of: « Direction générale à la culture »."""
_SHORT = re.compile(rf" \(([A-Z]{{{LEAST_LETTERS},8}})\)$")
MOST_TOGETHER = 4
"""Things that a value names together and that are each asked about: more is a sentence."""
_TOGETHER = re.compile(r"\s+et\s+|\s*[,;/&+]\s*|\s+[-–—]\s+")
_CODED = re.compile(r"(?P<code>\d{2,3}|2[AB])\s*[-–:]\s*(?P<name>\D.*)|(?P<named>\D.*?)\s*\((?P<coded>\d{2,3}|2[AB])\)")
"""An area with its number: « 27 - Eure », « Eure (27) »."""
_NUMBERED = re.compile(r"(?P<code>(?!(?:19|20)\d\d\b)\d{2,6})\s*[-–:.]?\s+(?P<label>[^\W\d].*)")
"""A value with its number: « 361 Transmission des savoirs »."""
_BEGUN = re.compile(r"(?P<head>[^\W\d_]+) (?P<link>d[’']|du |des |de la |de l[’']|de )(?P<of>[^\W\d_]+)(?= )")
"""What a long header begins with: « Secteurs d’activités définies par l’association »."""
_FIGHT = re.compile(r"(\w+) et (?:la )?lutte contre (?:les? |la |l[’'])(\w+)", re.IGNORECASE)
IN_AREA = ("en ", *(f"{before}{article}" for before in ("", "dans ") for article in ("le ", "la ", "l’", "les ")))
"""What comes before an area, or where something is."""
CONTRACTED = {"les": "des", "le": "du", "la": "de la"}
"""What an article becomes after « de »."""


class ColumnRecords:
    """The records of the columns of a pack."""

    def __init__(
        self,
        types: Mapping[str, Type],
        content: Written,
        pack: Pack,
        data: Record,
        themes: Set[str],
        sorts: Set[str],
        aids: Mapping[str, str],
    ) -> None:
        """
        Args:
            types: those of the records, by name.
            content: the file that says how columns and values are called.
            pack: what has the columns.
            data: its record.
            themes: what is read off objects and names, as it is called, folded.
            sorts: what sorts of beneficiaries are called, folded.
            aids: the words for aids, each with the value that tells of it, folded.
        """
        self._types = types
        self._content = content
        self._said: Mapping[str, Sequence[str]] = content["dites"]
        self._pack = pack
        self._data = data
        self._themes = themes
        self._sorts = sorts
        self._aids = aids
        headers = (extra.header for extra in pack.summary.extras)
        self._finest = _finest(pack)
        self._areas = {*map(plain, headers)} & form().alentours
        self._heads = _heads(pack)
        self._parts = _parts(pack)
        self._topics = _topics(pack, self._said["theme"])

    def all(self) -> Iterator[Record]:
        """The records of each column, then those of its values."""
        # « Quel montant ? » asks of what was granted, not of what was asked for.
        for extra in (one for one in self._pack.summary.extras if not tells_requests(one.header)):
            yield from self._column(extra)
            yield from self._values(extra)

    def _column(self, extra: Extra) -> Iterator[Record]:
        said, first = self._said, _first_word(extra)
        name, *aliases = (text.format(colonne=extra.header) for text in said["colonne"])
        aliases += (*noun_forms(extra.header)[1:], *_linked(extra.header), *choices(extra.values))
        ways = [extra.header, *self._begun(extra), *self._topics.get(extra.place, ())]
        aliases += ways[1:]
        also = self._also(extra.header)
        if also is not None and self._themes.isdisjoint(map(plain, also["dit"])):
            aliases += also["dit"]
            ways += also["autrement"]
        if head := self._heads.get(extra.place):
            ways.append(head)
            # « Quelle commune a eu le plus ? » is asked of who gets it, not of where they are.
            called = (text.format(tete=head) for text in said["tete"] if head not in aliases)
            aliases += (one for one in called if plain(one) not in self._themes)
        if plain(extra.header) in form().alentours:
            # « Le département », where it is no local authority.
            aliases += (f"{article}{extra.header}" for article in ("le ", "la ", "l’"))
        place = {"jeu": self._data, "rang": extra.place, "entete": extra.header}
        if first in form().lieux:
            place_also = also or self._also(first)
            names = (first, *(place_also["autrement"] if place_also is not None else ()))
            aliases += (text.format(lieu=name) for name in names for text in said["lieu"])
            seats = [text.format(siege=name) for name in names for text in said["siege"]]
            seats = [one for one in seats if plain(one) in self._themes]
            if seats:
                yield self._record("siege", extra, seats, place)
        yield self._record("colonne", extra, (name, *aliases), place)
        yield self._record("groupe", extra, (name,), place)
        # « Par quartier » asks for each apart, as « quel quartier » alone does not.
        yield self._record(
            "chaque", extra, [text.format(colonne=way) for way in ways for text in said["groupe"]], place
        )

    def _values(self, extra: Extra) -> Iterator[Record]:
        for rank, value in enumerate((*extra.values, *extra.phrases)):
            told = {"jeu": self._data, "colonne": extra.header, "rang": extra.place, "valeur": value}
            yield self._record("rubrique", extra, list(self._called(extra, value)), told, f".{rank}")
            others = self._others(extra, value)
            if len(others) > 1:
                # « Non soldées », which « non » before « soldées » would not say.
                told = {"rang": extra.place, "colonne": extra.header, "valeurs": "|".join(others)}
                yield self._record("sorte", extra, list(self._not(value)), told, f".{NOT}{rank}")

    def _others(self, extra: Extra, value: str) -> list[str]:
        """The other states, of one that tells some grants from others by itself."""
        told = tells_states(extra.header) and value in extra.values and _is_said_alone(value)
        return [other for other in extra.values if other != value] if told else []

    def _not(self, value: str) -> Iterator[str]:
        """How it is said that a value is not told (« non soldées »)."""
        yield from (before.format(valeur=one) for before in self._said["pas"] for one in noun_forms(value))

    def _called(self, extra: Extra, value: str) -> Iterator[str]:
        """How a value is said."""
        if plain(value) in self._areas or self._finest.get(plain(value), extra.place) != extra.place:
            # A canton is called as its town is: alone it is the town. « Quel département ? » asks where, of a file that
            # tells it, and not which of the bodies that are departments.
            yield from _of_column(extra.header, value)
            return
        # « Les entreprises » are a sort of beneficiaries, whatever a sector is called.
        general = tells_states(extra.header) and not _is_said_alone(value)
        if _tells(value) and plain(value) not in self._sorts and not general:
            yield from _ways(value)
        yield from _otherwise(value, self._content)
        if extra.values == (value,):
            # « La Caf », of a file whose every line tells the same « Caf des Côtes-d’Armor »
            yield from shortly(value, self._content)
        yield from _each_alike(value)
        # « Aide au fonctionnement » is asked for as « le fonctionnement ».
        yield from (aid for aid, told_by in self._aids.items() if told_by == plain(value))
        if _first_word(extra) in form().lieux:
            yield from _of_place(value)
            if head := head_of_spaced(value, extra.values):
                yield from (head, *_of_place(head))
        elif _first_word(extra) in form().alentours:
            yield from _of_area(_first_word(extra), value)
        else:
            yield from (*_of_two(value), *_of_causes(value), *in_singular(value))
        if numbered := _NUMBERED.fullmatch(value):
            yield from self._called_in_part(extra, numbered["code"], numbered["label"])
        names = list(_otherwise(value, self._content))
        columns = (extra.header, *self._shortly(extra), *self._themes_of(extra))
        yield from (f"{called} {IS} {value}" for called in (*columns, *_linked(extra.header)))
        for called in columns:
            yield from _of_column(called, value)
            # « La direction culture », of « Direction de la culture »
            yield from (name for rest in _rest(extra, value) for name in _of_column(called, rest))
            # « Le secteur culturel », of « Culture »
            yield from (f"{called} {name}" for name in names)
        if plain(value) in form().mots.autres:
            # « La catégorie Autre », of « Thématique »; « combien dans Autre ? »
            yield from (f"{before} {value}" for before in (*self._topics.get(extra.place, ()), IN))
        for part in self._parts.get(value, ()):
            yield from (*_ways(part), *_otherwise(part, self._content))
            # « Le quartier de la Doutre », of « Doutre – Saint-Jacques »
            yield from (name for called in columns for name in _of_column(called, part))
        for other in extra.values:
            if self._others(extra, other) == [value]:
                yield from self._not(other)

    def _called_in_part(self, extra: Extra, code: str, label: str) -> Iterator[str]:
        """How a value is said by its number, with its column alone, or by what it numbers (« le programme 361 »)."""
        if " " in label:
            yield label
        for called in (extra.header, *self._shortly(extra)):
            yield from (*_of_column(called, code), *_of_column(called, label))
            yield from (f"{called} {number} {code}" for number in form().actes if number[:1] == "n")

    def _also(self, called: str) -> Written | None:
        """How its content says that a column is called too."""
        return next((one for one in self._content["colonne"] if one["mot"] == plain(called)), None)

    def _shortly(self, extra: Extra) -> Iterator[str]:
        """What a column is called instead of its header, before its values too: « le QPV de Bonan »."""
        if head := self._heads.get(extra.place):
            yield head
        yield from self._begun(extra)
        if also := self._also(extra.header):
            yield from also["autrement"]

    def _begun(self, extra: Extra) -> Iterator[str]:
        """What a long header begins with, in the singular and in the plural, where no other begins so: « secteur
        d’activité »."""
        begun = _BEGUN.match(extra.header) if extra.place in self._heads else None
        if begun is not None:
            heads, ofs = ({one: None, one.removesuffix("s"): None} for one in (begun["head"].lower(), begun["of"]))
            yield from (f"{head} {begun['link']}{of}" for head in heads for of in ofs)

    def _themes_of(self, extra: Extra) -> Iterator[str]:
        """What else the column is called that tells what grants are about: « le domaine de la santé »."""
        called = {*self._topics.get(extra.place, ())} - {extra.header}
        yield from (word for word in self._said["theme"] if word in called)

    def _record(
        self, kind: str, extra: Extra, called: Sequence[str], values: dict[str, object], rank: str = ""
    ) -> Record:
        identifier = f"{self._pack.digest}.x{extra.place}{rank}"
        return Record(self._types[kind], identifier, called[0], called[1:], values, self._data.source, self._pack.place)


def values_said(pack: Pack) -> Iterator[str]:
    """The values of the columns of a pack, and the things that one names together, folded."""
    yield from (plain(value) for extra in pack.summary.extras for value in extra.values)
    yield from (plain(part) for parts in _parts(pack).values() for part in parts)


def _first_word(extra: Extra) -> str:
    return head_of(extra.header)


def _tells(value: str) -> bool:
    """Whether a value of a column means something by itself: « oui », « 1 » and « autre » do not."""
    words, known = plain(value), form().mots
    return len(words) >= LEAST_LETTERS and not words.isdigit() and words not in known.oui | known.non | known.autres


def _is_said_alone(value: str) -> bool:
    """Whether a state tells some grants from others by itself: all are « accordées » and « versées »."""
    return plain(value) not in form().mots.accords


def _ways(value: str) -> Iterator[str]:
    """A value as it is written, in the plural, and short: « Société anonyme simplifiée (SAS) » is « SAS »."""
    yield value
    if value.count(" ") < MOST_INFLECTED:
        yield from (one for one in noun_forms(value) if one != value)
    elif len(words := value.split()) <= MOST_ALIKE and OR in words:
        # « Les établissements publics ou scolaires »
        yield " ".join(word if word == OR else noun_forms(word)[-1] for word in words)
    if head := head_of_town(value):
        yield head
    if short := _SHORT.search(value):
        yield value[: short.start()]
        yield short[1]
    # « L’économie sociale et solidaire » is « l’ESS », and « les centres communaux d’action sociale » are the CCAS.
    yield from (letters for letters, meant in form().sigles.items() if plain(value) in map(plain, meant))
    yield from (one for meant in form().sigles.get(plain(value), ()) for one in _in_full(meant))


def _in_full(meant: str) -> Iterator[str]:
    """What an acronym means, in the plural too, where what it is of stays (« centres communaux d’action sociale »)."""
    words = _WORDS.findall(meant)
    at = next((place for place, word in enumerate(words) if plain(word) in OF), len(words))
    for head in noun_forms("".join(words[:at]).strip()):
        yield " ".join(filter(None, (head, "".join(words[at:]))))


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
    named = {extra.place: [head_of(extra.header), *plain(extra.header).split()[1:]] for extra in pack.summary.extras}
    begun = Counter(words[0] for words in named.values())
    alone = ((place, words[0]) for place, words in named.items() if len(words) > 1 and begun[words[0]] == 1)
    return {place: word for place, word in alone if len(word) >= LEAST_LETTERS}


def _topics(pack: Pack, said: Sequence[str]) -> dict[int, list[str]]:
    """What else the broadest column is called that tells what grants are about, by its place: « secteur » is also
    « thématique », where no other column is called so."""
    begun = {head_of(extra.header): extra.place for extra in pack.summary.extras}
    broadest = next((begun[word] for word in form().themes if word in begun), None)
    called = (form_ for word in said if begun.get(plain(word), broadest) == broadest for form_ in noun_forms(word))
    return {} if broadest is None else {broadest: list(called)}


def _linked(header: str) -> Iterator[str]:
    """A column of two words with what links them: « secteur activité » is « secteur d’activité »."""
    words = header.split()
    if len(words) == LINKED:
        yield from (f"{words[0]} {joined} {words[1]}" for joined in ("de", "d’", "du", "des"))


def _of_two(value: str) -> Iterator[str]:
    """A value of two words that a hyphen joins, with what else joins them: « Enfance-jeunesse » is « l’enfance et la
    jeunesse »."""
    first, _, second = value.partition("-")
    if first.isalpha() and second.isalpha():
        articles = ("", "la ", "le ", "l’", "les ", "à la ", "à l’", "au ")
        yield from (f"{first} et {article}{second}" for article in articles)


def _of_causes(value: str) -> Iterator[str]:
    """A value that names a thing and a fight, by those alone: « Égalité et lutte contre les discriminations » is
    « égalité et discriminations »."""
    if found := _FIGHT.fullmatch(value):
        yield from (f"{found[1]} et {article}{found[2]}" for article in ("", "les ", "la ", "l’", "le "))


def _each_alike(value: str) -> Iterator[str]:
    """Each of two things that a value names alike: « Langue et culture corses » is « la langue corse »."""
    words = value.split()
    if len(words) == len(("langue", "et", "culture", "corses")) and words[1] in AND and words[-1].endswith(PLURAL):
        yield from (f"{word} {words[-1][:-1]}" for word in (words[0], words[2]))


def _rest(extra: Extra, value: str) -> Iterator[str]:
    """What a value says after the name of its column, where it begins with it, without what joins them."""
    head, _, rest = value.partition(" ")
    joined = _JOINED.match(rest)
    if plain(head) == plain(extra.header) and joined is not None:
        yield rest[joined.end() :]


def _of_place(value: str) -> Iterator[str]:
    """A place whose name begins with an article, without it or with what comes before it: « aux Charmes »."""
    article, _, bare = value.partition(" ")
    if len(bare) >= LEAST_LETTERS and article.lower() in CONTRACTED:
        yield from (bare, with_a(bare, article.lower()), with_de(bare, article.lower()))


def _of_area(kind: str, value: str) -> Iterator[str]:
    """An area of a kind by its name or its number, with what says that something is there (« dans l’Eure », « dans le
    département de l’Eure », « dans le 27 »)."""
    coded = _CODED.fullmatch(value)
    name = (coded["name"] or coded["named"]) if coded else value
    yield name
    yield from (f"{before}{name}" for before in IN_AREA)
    linked = [f"{kind} {joined}{name}" for joined in ("", "de ", "d’", "du ", "des ", "de la ", "de l’")]
    yield from (f"{before}{one}" for one in linked for before in ("", *IN_AREA))
    if coded:
        yield f"dans le {coded['code'] or coded['coded']}"


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
