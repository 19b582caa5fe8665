"""What may be drawn, as declared under `images:` in `intents/`; nothing else is."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.answering.templates import Templates
from bot.facts.records import Knowledge
from bot.written import Mapping as Written
from bot.written import Place, Reader

FORMS = ("carte", "barres", "colonnes")
KEYS = (
    "forme",
    "lignes",
    "par",
    "fond",
    "bords",
    "titre",
    "alternative",
    "nom",
    "mesure",
    "note",
    "tableau",
    "legende",
)
LEGEND = ("choisi", "porteur", "dans", "ensemble", "contour", "bord")
"""What a map tells apart: who is in the answer, who else has rows, what lies in one of them, who is in the answer and
holds places, what was asked for, borders."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """A kind of picture: rows on a map of who they belong to, or counted in a chart; or a map of places alone."""

    name: str
    form: str
    """One of FORMS."""
    rows: str
    """The type of the rows; none when empty."""
    owner: str
    """The attribute of the rows that says who they belong to."""
    ground: str
    """The type of the places that a map shows."""
    borders: str
    """The type of what holds them, whose borders it shows; none when empty."""
    title: str
    """Template, as all texts below."""
    alternative: str
    """What the picture shows, for those who do not see it."""
    caption: str
    """The name of one place or bar."""
    measure: str
    """A size as it is written, where it is no mere number; none when empty."""
    note: str
    """A line below a chart, where there is something to add; none when empty."""
    columns: Mapping[str, str]
    """The table of the same facts: heading → cell."""
    legend: Mapping[str, str]
    """By LEGEND."""
    place: Place

    def texts(self) -> tuple[str, ...]:
        """Every template of it."""
        own = (self.title, self.alternative, self.caption, self.measure, self.note)
        return (*own, *self.columns, *self.columns.values(), *self.legend.values())


def read_drawing(name: str, written: Written, knowledge: Knowledge, templates: Templates, reader: Reader) -> Drawing:
    """A drawing from its mapping under `images:`, its mistakes noted."""
    reader.known(written, KEYS, f"l’image « {name} »")
    form = reader.text(written, "forme")
    if form not in FORMS:
        reader.wrong(written.at("forme"), f"forme inconnue « {form} »", f"formes possibles : {' ou '.join(FORMS)}")
    columns, legend = reader.section(written, "tableau"), reader.section(written, "legende")
    reader.known(legend, LEGEND, "la légende")
    drawing = Drawing(
        name=name,
        form=form,
        rows=reader.text(written, "lignes", "" if form == "carte" else None),
        owner=reader.text(written, "par", None if "lignes" in written else ""),
        ground=reader.text(written, "fond", None if form == "carte" else ""),
        borders=reader.text(written, "bords", ""),
        title=reader.text(written, "titre"),
        alternative=reader.text(written, "alternative"),
        caption=reader.text(written, "nom"),
        measure=reader.text(written, "mesure", ""),
        note=reader.text(written, "note", ""),
        columns={str(heading): reader.text(columns, heading) for heading in columns},
        legend={str(key): reader.text(legend, key) for key in legend},
        place=written.place,
    )
    for key in ("lignes", "fond", "bords"):
        kind = written.get(key)
        if kind is not None and kind not in knowledge.types:
            known = ", ".join(sorted(knowledge.types))
            reader.wrong(written.at(key), f"type inconnu « {kind} »", f"types déclarés : {known}")
    if drawing.rows in knowledge.types:
        owner = knowledge.types[drawing.rows].attributes.get(drawing.owner)
        if owner is None:
            what = f"« {drawing.rows} » n’a pas d’attribut « {drawing.owner} »"
            reader.wrong(written.at("par"), what, "nommez l’attribut qui dit à qui sont les lignes")
        elif owner.many or owner.kind not in knowledge.types:
            what = f"l’attribut « {drawing.owner} » de « {drawing.rows} » ne désigne pas une seule fiche"
            reader.wrong(written.at("par"), what, "nommez l’attribut qui dit à qui est chaque ligne")
    if drawing.ground in knowledge.types:
        if drawing.ground not in knowledge.outlines:
            what = f"le type « {drawing.ground} » n’a pas de contours"
            reader.wrong(written.at("fond"), what, "déclarez « contours: » dans ce type, ou changez de fond")
        if drawing.borders in knowledge.types and not _holds(drawing.borders, drawing.ground, knowledge):
            what = f"aucun « {drawing.ground} » n’est dans un « {drawing.borders} »"
            reader.wrong(written.at("bords"), what, "nommez un type où « dans: » place ceux du fond")
    for text in drawing.texts():
        fault = templates.fault(text)
        if fault:
            reader.wrong(written.place, f"modèle de l’image « {name} » : {fault}", "vérifiez les accolades")
    return drawing


def _holds(kind: str, ground: str, knowledge: Knowledge) -> bool:
    """Whether records of a type may hold those of the ground, directly or not."""
    found = [ground]
    for name in found:
        declared = knowledge.types.get(name)
        held_by = [declared.attributes[one].kind for one in declared.within] if declared else []
        found += [one for one in held_by if one not in found]
    return any(knowledge.is_a(one, kind) or knowledge.is_a(kind, one) for one in found[1:])
