"""What pictures show is what the knowledge holds: marks, words and tables against a query made otherwise."""

import json
import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree as ET

import pytest

from bot.assistant import Assistant
from bot.dialogue.conversation import Conversation
from bot.facts.records import Record
from bot.findings.relations import Relations
from bot.message import Picture
from bot.pictures.bars import draw_bars
from bot.pictures.canvas import written
from bot.pictures.png import rasterise
from bot.pictures.selection import UnknownPictureError

SVG = "{http://www.w3.org/2000/svg}"


class Shown:
    """A picture as its SVG says it."""

    def __init__(self, laureat: Assistant, picture: Picture) -> None:
        address = urlsplit(picture.path)
        name = address.path.removeprefix("/media/").removesuffix(".svg")
        selection = laureat.model.gallery.find(name, dict(parse_qsl(address.query)))
        self.root = ET.fromstring(laureat.model.gallery.draw(selection, "svg"))

    def marked(self, name: str) -> set[str]:
        """The things drawn with a class, by their names without what is said of them."""
        return {
            re.split(r"\s: | \(", shape.get("data-name", ""))[0]
            for shape in self.root.iter()
            if name in (shape.get("class") or "").split() and shape.get("data-name")
        }

    def bars(self) -> dict[str, float]:
        return {
            shape.get("data-name", "").split("\u00a0: ")[0]: float(shape.get("width", 0))
            for shape in self.root.iter(f"{SVG}rect")
            if shape.get("data-name")
        }


def ask(laureat: Assistant, *texts: str) -> Picture | None:
    past = Conversation()
    for text in texts:
        reply, past = laureat.answer(text, past)
    return reply.picture


def owners(laureat: Assistant, kind: str = "commune", **where: str) -> set[str]:
    """Those who have a project, straight from the records."""
    return {
        project.laureat.name
        for project in laureat.model.knowledge.records["projet"].values()
        if project.laureat.type.name == kind
        and all(getattr(project.laureat, name).id == value for name, value in where.items())
    }


def test_all_laureates_are_on_the_map_of_the_projects(laureat):
    picture = ask(laureat, "Quels sont les projets lauréats ?")
    shown = Shown(laureat, picture)

    assert shown.marked("asked") == owners(laureat)
    assert shown.marked("laureate") == set()
    knowledge = laureat.model.knowledge
    inside = {
        commune.name
        for commune in knowledge.records["commune"].values()
        if commune.territoire.name in owners(laureat, "territoire") and commune.name not in owners(laureat)
    }
    assert shown.marked("held") == inside
    every = shown.marked("asked") | shown.marked("held") | shown.marked("land")
    assert every == {commune.name for commune in knowledge.records["commune"].values()}
    assert {row[0] for row in picture.rows} == owners(laureat) | owners(laureat, "territoire")
    assert "19 lauréats" in picture.alternative


@pytest.mark.parametrize("code", ["92", "93", "94"])
def test_a_departement_is_outlined_and_its_laureates_stand_out(laureat, code):
    picture = ask(laureat, f"Quels projets dans le {code} ?")
    shown = Shown(laureat, picture)
    here = owners(laureat, departement=code)

    assert here <= shown.marked("asked")
    assert shown.marked("asked") | shown.marked("laureate") == owners(laureat)
    assert len(list(shown.root.iter(f"{SVG}path"))) > 131
    (place,) = shown.marked("outline") - owners(laureat, "territoire")
    assert place in picture.alternative
    assert here <= {row[0] for row in picture.rows}
    for name in sorted(here)[:3]:
        assert name in picture.alternative


def test_a_place_without_a_project_is_outlined_and_told_so(laureat):
    picture = ask(laureat, "Montrouge a un projet ?")

    assert Shown(laureat, picture).marked("asked") == set()
    assert "Montrouge" in picture.alternative
    assert picture.rows == (("Montrouge", "Vallée Sud - Grand Paris", "aucun"),)


def test_a_theme_makes_its_laureates_stand_out(laureat):
    picture = ask(laureat, "Qui a un projet sur le stationnement ?")

    assert Shown(laureat, picture).marked("asked") == {"Antony", "Levallois-Perret"}
    assert [row[0] for row in picture.rows] == ["Antony", "Levallois-Perret"]


def test_bars_are_as_long_as_the_counts_of_projects(laureat):
    picture = ask(laureat, "Combien de projets par département ?")
    counts: dict[str, int] = {}
    for project in laureat.model.knowledge.records["projet"].values():
        where = project.laureat.values["departement"]
        if where is not None:
            counts[where.name] = counts.get(where.name, 0) + 1

    apart = len(laureat.model.knowledge.records["projet"]) - sum(counts.values())
    assert dict(picture.rows) == {
        **{name: str(count) for name, count in counts.items()},
        "Hors de ces groupes": str(apart),
    }
    bars = Shown(laureat, picture).bars()
    assert bars.keys() == counts.keys()
    longest = max(counts, key=counts.__getitem__)
    for name, count in counts.items():
        assert bars[name] / bars[longest] == pytest.approx(count / counts[longest], abs=0.01)
        assert f"{name}, {count}" in picture.alternative
    assert "Grand Orly Seine Bièvre" in picture.alternative


def test_a_territory_in_the_answer_is_marked_by_its_own_name(laureat):
    shown = Shown(laureat, ask(laureat, "Qui porte le lavoir expérimental ?"))

    assert shown.marked("chosen") == {"Grand Orly Seine Bièvre"}
    assert shown.marked("asked") == set()
    assert any(
        "dans la réponse" in shape.get("data-name", "")
        for shape in shown.root.iter()
        if "chosen" in shape.get("class", "")
    )


def test_what_is_in_the_answer_is_told_in_words_too(laureat):
    shown = Shown(laureat, ask(laureat, "Quels projets dans le 93 ?"))
    told = {shape.get("data-name") for shape in shown.root.iter() if "dans la réponse" in shape.get("data-name", "")}

    assert {name.split("\u00a0")[0] for name in told} >= {"Montreuil", "Rosny-sous-Bois"}
    assert not any("Vincennes" in name for name in told)
    everything = Shown(laureat, ask(laureat, "Quels sont les projets lauréats ?"))
    assert not any("dans la réponse" in shape.get("data-name", "") for shape in everything.root.iter())


@pytest.mark.parametrize(
    ("text", "communes"),
    [
        ("Quelles communes de l’Essonne sont dans la Métropole ?", 6),
        ("Quelles communes composent Est Ensemble ?", 9),
        ("Où se trouve Sceaux ?", 1),
        ("Noisy-le-Grand fait-elle partie de la Métropole ?", 1),
    ],
)
def test_where_places_are_is_shown_without_their_projects(laureat, text, communes):
    picture = ask(laureat, text)

    assert picture.path.startswith("/media/lieux.svg")
    assert len(picture.rows) == len(Shown(laureat, picture).marked("asked")) == communes
    assert "rojet" not in picture.title + picture.alternative


def test_groups_that_share_projects_are_told_to(laureat):
    picture = ask(laureat, "Combien de projets par thème ?")

    assert sum(int(count) for _, count in picture.rows) > 23
    assert "plusieurs groupes" in picture.alternative


def test_who_has_two_projects_is_shown(laureat):
    picture = ask(laureat, "Quelles communes ont deux projets ?")

    assert picture.rows == tuple((name, "2") for name in ("Alfortville", "Montreuil", "Rosny-sous-Bois", "Vincennes"))


def test_bars_compare_what_is_compared(laureat):
    picture = ask(laureat, "Le 92 a-t-il plus de projets que le 93 ?")

    assert picture.rows == (("Hauts-de-Seine", "8"), ("Seine-Saint-Denis", "5"))


def test_what_is_counted_may_be_the_communes(laureat):
    picture = ask(laureat, "Combien de communes lauréates par département ?")

    assert picture.columns == ("Département", "Communes")
    by_departement = {commune.departement.name: 0 for commune in laureat.model.knowledge.records["commune"].values()}
    for name in owners(laureat):
        commune = next(c for c in laureat.model.knowledge.records["commune"].values() if c.name == name)
        by_departement[commune.departement.name] += 1
    assert dict(picture.rows) == {name: str(count) for name, count in by_departement.items() if count}


@pytest.mark.parametrize("text", ["Bonjour", "Qui est Patrick Ollier ?", "Lille a un projet ?", "Quel temps fait-il ?"])
def test_an_answer_about_no_place_has_no_picture(laureat, text):
    assert ask(laureat, text) is None


@pytest.fixture(scope="module")
def shown(laureat) -> dict[str, list[tuple[str, Picture, dict[str, Any]]]]:
    """The pictures of the examples by their kind, each with what was asked and the data of its answer."""
    found: dict[str, list[tuple[str, Picture, dict[str, Any]]]] = {}
    for intent in laureat.model.intents.values():
        for example in intent.examples if intent.pictures else ():
            reply, _ = laureat.answer(example.say, Conversation())
            if reply.picture is not None:
                name = reply.picture.path.split("/")[-1].split(".")[0]
                found.setdefault(name, []).append((example.say, reply.picture, reply.data))
    return found


def test_every_map_of_the_examples_tells_of_the_projects_of_its_answer(shown):
    told_of = [one for one in shown["carte"] if one[2].get("lignes")]

    assert len(told_of) > 20
    for say, picture, data in told_of:
        told = " ".join(row[2] for row in picture.rows).replace("\u00a0", " ")
        assert {row["nom"] for row in data["lignes"]} == set(re.findall("« (.*?) »", told)), say


def test_the_bars_of_every_example_count_the_projects_of_its_answer(laureat, shown):
    def told_of(project: Record, alone: bool) -> set[str]:
        """What counts a project: its laureate, and unless that is `alone`, what it lies in, its themes."""
        around = [] if alone else [one for one in project.laureat.values.values() if isinstance(one, Record)]
        return {one.name for one in (project.laureat, *around, *project.themes)}

    assert len(shown["barres"]) > 15
    for say, picture, data in shown["barres"]:
        said = dict(parse_qsl(urlsplit(picture.path).query))
        projects = [laureat.model.knowledge.records["projet"][row["id"]] for row in data["lignes"]]
        for name, size in picture.rows:
            counted = {one for one in projects if name in told_of(one, said.get("par") == "laureat")}
            if "compte" in said:
                counted = {one.laureat for one in counted if said["compte"] in ("laureat", one.laureat.type.name)}
            assert name == "Hors de ces groupes" or int(size) == len(counted), (say, name)


def test_the_map_of_places_of_every_example_shows_those_of_its_answer(laureat, shown):
    communes = laureat.model.knowledge.records["commune"].values()

    assert len(shown["lieux"]) > 15
    for say, picture, data in shown["lieux"]:
        said = {one["id"] for one in (data["fiche"], *data.get("liste", []))}
        there = {one.name for one in communes if said & {one.id, one.territoire.id, one.departement.id}}
        assert {row[0] for row in picture.rows} == there, say


def test_two_questions_are_answered_with_the_first_picture(laureat):
    """A message has one picture, whose title says what it shows."""
    both = ask(laureat, "Quels projets dans le 93 ? Combien de projets par département ?")
    beside = ask(laureat, "Qui est Patrick Ollier ? Combien de projets par département ?")

    assert both == ask(laureat, "Quels projets dans le 93 ?")
    assert "Seine-Saint-Denis" in both.title
    assert beside == ask(laureat, "Combien de projets par département ?")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("autre", {}),
        ("carte", {"avec": "commune:99999"}),
        ("carte", {"avec": "personne"}),
        ("carte", {"sauf": "../../etc:passwd"}),
        ("carte", {"par": "departement"}),
        ("carte", {"x": "1"}),
        ("barres", {}),
        ("barres", {"par": "__class__"}),
        ("barres", {"par": "departement", "compte": "values"}),
        ("barres", {"par": "departement", "compte": "personne"}),
        ("barres", {"par": "departement", "compte": "theme"}),
        ("carte", {"avec": "document:communique"}),
        ("carte", {"parmi": "projet"}),
        ("carte", {"avec": "commune:94080,commune:94080"}),
        ("carte", {"avec": ",,commune:94080"}),
        ("lieux", {}),
        ("lieux", {"avec": "theme:stationnement"}),
        ("lieux", {"avec": "commune:94080", "sauf": "commune:93048"}),
        ("barres", {"par": "departement", "parmi": "x"}),
        ("carte", {"avec": ",".join(f"commune:{number}" for number in range(75101, 75140))}),
    ],
)
def test_an_address_that_no_answer_gives_is_no_picture(laureat, name, said):
    with pytest.raises(UnknownPictureError):
        laureat.model.gallery.find(name, said)


def test_an_address_leads_back_to_its_own_selection(laureat):
    gallery = laureat.model.gallery
    said = {"avec": "departement:92,theme:stationnement", "sauf": "commune:92002"}

    selection = gallery.find("carte", said)

    assert dict(parse_qsl(selection.query)) == said
    rows = selection.rows(Relations(laureat.model.knowledge))
    assert [record.laureat.name for record in rows] == ["Levallois-Perret"]


@pytest.mark.parametrize(("name", "said"), [("barres", {"par": "departement"}), ("carte", {})])
def test_a_picture_in_dots_is_a_png_that_messaging_platforms_take(laureat, name, said):
    gallery = laureat.model.gallery
    drawn = rasterise(gallery.draw(gallery.find(name, said), "svg"))

    assert drawn.startswith(b"\x89PNG\r\n\x1a\n")
    assert max(int.from_bytes(drawn[place : place + 4], "big") for place in (16, 20)) == 1024
    assert len(drawn) < 500_000


def test_the_shapes_are_those_of_the_svg_without_its_colours(laureat):
    gallery = laureat.model.gallery
    selection = gallery.find("carte", {"avec": "commune:94080"})

    def flat(shape):
        name, attributes, held = shape
        yield name, attributes, [one for one in held if isinstance(one, str)]
        for one in held:
            if not isinstance(one, str):
                yield from flat(one)

    shapes = list(flat(json.loads(gallery.draw(selection, "json"))))
    drawn = [
        (shape.tag.removeprefix(SVG), dict(shape.attrib), [shape.text] if shape.text else [])
        for shape in ET.fromstring(gallery.draw(selection, "svg")).iter()
    ]
    # Its namespace is the one of SVG, as the parser has found.
    assert shapes[0][1].pop("xmlns") == SVG.strip("{}")
    assert shapes == [shape for shape in drawn if shape[0] != "style"]


def test_names_are_not_taken_for_markup(laureat):
    record = next(iter(laureat.model.knowledge.records["commune"].values()))
    hostile = "<script>alert(1)</script>\"' onload=x"
    drawn = draw_bars([(record, 2), (record, 1)], hostile, hostile, lambda _: hostile, lambda *_: hostile, str, hostile)

    root = ET.fromstring(written(drawn))
    assert list(root.iter(f"{SVG}script")) == []
    assert root.get("aria-label") == hostile
    assert not any(name.startswith("on") for shape in root.iter() for name in shape.attrib)
