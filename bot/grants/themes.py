"""What grants are for, where one word of it is of another, or of a value of a column."""

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.facts.records import Record, Type
from bot.findings.query import BODY
from bot.french.inflection import stem
from bot.grants.form import plain
from bot.grants.selection import ALL_OF
from bot.understanding.frame import Entity, Frame

if TYPE_CHECKING:
    from bot.grants.served import Pack

LONG = 5
"""Letters of what a word begins with that is looked for without its end."""
SEVERAL = 2
"""Themes of which one may be of the other."""
LONGEST_OF, PLURAL = 4, "sx"
"""Letters of « de » with its spaces; those of a plural."""
BESIDE_A_THEME = "precision"
"""Where a reading looks that narrows another, which it is no alternative to: everywhere."""
NARROWS = "+"
"""Before the words of the identifier of such a reading."""


def narrowed(frame: Frame, pack: "Pack", *, looked_for: bool = False) -> Frame:
    """A question of a theme of another, which is of both (« le festival de musique »), where both are known as such:
    words that are `looked_for` may be of a name that lines write otherwise (« l’orkestre des jeunes »)."""
    themes = [one for one in frame.of("objet") if one.start >= 0 and not one.excluded]
    records = [record for one in themes for record in one.records]
    apart = any(record.values.get("dans") or record.id.startswith(f"{pack.digest}.") for record in records)
    if len(themes) != SEVERAL or not themes[-1].of or apart != looked_for:
        return frame
    if looked_for and not (_is_looked_for(themes[0], pack) and not _is_looked_for(themes[1], pack)):
        return frame
    last = themes[-1]
    readings = tuple(reading(one.type, one.mots, one.name, pack, narrows=True) for one in last.records)
    narrowing = replace(last, records=readings)
    return frame.with_entities(tuple(narrowing if one is last else one for one in frame.entities))


def as_said(frame: Frame, pack: "Pack") -> Frame:
    """The same question of a body, of two words that lines say one after the other, each of which is known by itself
    (« les concerts scolaires de l’orchestre »: music, and what is for schools)."""
    if not any(not one.excluded for one in frame.of(BODY)):
        return frame
    said = [one for one in frame.of("objet", "rubrique") if one.start >= 0 and not one.excluded]
    for one, after in pairwise(sorted(said, key=lambda entity: entity.start)):
        kinds = [entity.records[0].type for entity in (one, after) if entity.kind == "objet"]
        if kinds and after.start - one.end <= 1:
            name = f"{one.form} {after.form}"
            words = ALL_OF.join(begun if len(begun := stem(word)) >= LONG else word for word in plain(name).split())
            both = replace(one, records=(reading(kinds[0], words, f"« {name} »", pack),), end=after.end)
            kept = (both if entity is one else entity for entity in frame.entities if entity is not after)
            return frame.with_entities(tuple(kept))
    return frame


def _is_looked_for(theme: Entity, pack: "Pack") -> bool:
    """Whether what grants are for is but words that are looked for in their lines."""
    return all(record.id.startswith(f"{pack.digest}.") for record in theme.records)


def reading(kind: Type, words: str, name: str, pack: "Pack", narrows: bool = False) -> Record:
    """What is read off the lines of a pack by some words; it may narrow another reading."""
    values = {"mots": words} | ({"dans": BESIDE_A_THEME} if narrows else {})
    identifier = f"{pack.digest}.{NARROWS if narrows else ''}{words}"
    return Record(kind, identifier, name, (), values, None, pack.place)


def with_what_it_is_of(frame: Frame, pack: "Pack") -> Frame:
    """The same question, where a value of a column ends what a grant is for, of that as a whole (« la toiture de la
    salle de sports » is of culture)."""
    for read in (one for one in frame.of("objet") if one.start >= 0):
        ends = range(read.end + 1, read.end + 1 + LONGEST_OF)
        last = next((one for one in frame.of("rubrique") if one.of and one.start in ends), None)
        (theme, *others) = read.records
        if last is not None and not others and theme.id.startswith(f"{pack.digest}."):
            end = ALL_OF.join(plain(last.form).split()).rstrip(PLURAL)
            words = "|".join(f"{word}{ALL_OF}{end}" for word in theme.mots.split("|"))
            whole = reading(theme.type, words, f"{theme.name.removesuffix(' »')} de {last.form} »", pack)
            kept = (replace(one, records=(whole,)) if one is read else one for one in frame.entities if one is not last)
            return frame.with_entities(tuple(kept))
    return frame
