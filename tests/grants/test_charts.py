"""Charts beside answers about grants: each size is computed a second time, from the meaning of what was made up."""

import asyncio
from collections import Counter
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree as ET

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.assistant import Assistant
from bot.content.model import load_model
from bot.dialogue.conversation import Conversation
from bot.french.agreement import number_text
from bot.grants.description import Description
from bot.grants.importing import Wanted, import_grants
from bot.message import Picture
from bot.metrics import Metrics
from bot.pictures.selection import UnknownPictureError
from bot.server.app import make_app
from bot.settings import load
from bot.store.memory import MemoryStore
from tests.grants.made import DEFECTS, Meant, make

RECT = "{http://www.w3.org/2000/svg}rect"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("charts")
    path = folder / "made.csv"
    made = make(2_000, 6, DEFECTS)
    path.write_bytes(made.data)
    import_grants(Wanted((path,), folder / "out", Description()))
    chosen = load()
    model = load_model(chosen.intents, chosen.knowledge, [folder / "out"])
    return Assistant(model, MemoryStore()), [one for one in made.meant if one.fate == "kept"]


def picture_of(assistant: Assistant, *texts: str) -> Picture | None:
    past = Conversation()
    for text in texts:
        reply, past = assistant.answer(text, past)
    return reply.picture


def address(picture: Picture) -> tuple[str, dict[str, str]]:
    url = urlsplit(picture.path)
    return url.path.removeprefix("/media/").removesuffix(".svg"), dict(parse_qsl(url.query))


def drawn(assistant: Assistant, picture: Picture) -> dict[str, dict[str, float]]:
    """The columns or bars of a picture by what they stand for, drawn from its address alone."""
    gallery = assistant.gallery
    root = ET.fromstring(gallery.draw(gallery.find(*address(picture)), "svg"))
    shapes = [shape for shape in root.iter(RECT) if shape.get("data-name")]
    return {
        shape.get("data-name", "").split("\u00a0: ")[0]: {key: float(shape.get(key, 0)) for key in ("width", "height")}
        for shape in shapes
    }


def cash(meant: list[Meant], **only: object) -> list[Meant]:
    return [
        one
        for one in meant
        if one.nature == "aide en numéraire" and all(getattr(one, key) == value for key, value in only.items())
    ]


def euros(cents: int) -> str:
    return f"{number_text(cents / 100)}\u00a0€"


def test_columns_are_as_high_as_the_sums_of_their_years(served):
    assistant, meant = served
    picture = picture_of(assistant, "Total des subventions du secteur Sport")
    sums: Counter[int] = Counter()
    for one in cash(meant, sector="Sport"):
        sums[one.year] += one.cents or 0

    assert [(row[0], row[2]) for row in picture.rows] == [(str(year), euros(sums[year])) for year in sorted(sums)]
    columns = drawn(assistant, picture)
    most = max(sums.values())
    assert {year: shape["height"] for year, shape in columns.items()} == {
        str(year): pytest.approx(160 * cents / most, abs=0.01) for year, cents in sums.items()
    }
    assert "Sport" in picture.title
    assert euros(most) in picture.alternative


def test_the_top_list_has_a_bar_for_each_as_long_as_what_they_got(served):
    assistant, meant = served
    picture = picture_of(assistant, "Le top 4 en 2019")
    sums: Counter[str] = Counter()
    for one in cash(meant, year=2019):
        sums[one.siret] += one.cents or 0
    sums.pop("", None)
    best = [cents for _, cents in sums.most_common(4)]

    assert [row[2] for row in picture.rows] == [euros(cents) for cents in best]
    widths = [shape["width"] for shape in drawn(assistant, picture).values()]
    assert widths == [pytest.approx(widths[0] * cents / best[0], abs=1) for cents in best]
    assert "2019" in picture.title


def test_the_rest_of_a_list_one_year_alone_and_single_grants_have_no_chart(served):
    assistant, _ = served
    assert picture_of(assistant, "Le top 4 en 2019", "la suite") is None
    assert picture_of(assistant, "Total des subventions en 2019") is None
    assert picture_of(assistant, "Les plus grosses subventions") is None
    assert picture_of(assistant, "Qui a reçu plus de 5 000 € en 2019 ?") is None


@pytest.mark.parametrize(
    "change",
    [
        {"paquet": "0" * 16},
        {"rangs": "31"},
        {"rangs": "1"},
        {"rangs": "04"},
        {"rangs": "9" * 5000},
        {"rangs": "²"},
        {"moins": "0"},
        {"lignes": "annee=2019&annee=x"},
        {"lignes": "x1=1; DROP TABLE grants"},
        {"lignes": "objet=" + "a" * 100},
        {"lignes": "&".join(["annee=2019"] * 200)},
        {"avec": "commune:94080"},
    ],
    ids=str,
)
def test_an_address_that_no_answer_gives_has_no_picture(served, change):
    assistant, _ = served
    name, said = address(picture_of(assistant, "Le top 4 en 2019"))

    assert assistant.gallery.find(name, said)
    with pytest.raises(UnknownPictureError):
        assistant.gallery.find(name, {**said, **change})


def test_a_chart_is_served_in_every_form(served):
    assistant, _ = served
    picture = picture_of(assistant, "Le top 4 en 2019")

    async def fetch() -> list[tuple[int, str, bytes]]:
        app = make_app(assistant, load({"LAUREAT_RATE_LIMIT": "0"}), MemoryStore(), Metrics({}))
        async with TestClient(TestServer(app)) as client:
            found = []
            for form in ("svg", "png", "json"):
                response = await client.get(picture.path.replace(".svg", f".{form}", 1))
                found.append((response.status, response.content_type, await response.read()))
            wrong = await client.get(picture.path.replace("rangs=4", "rangs=400"))
            return [*found, (wrong.status, "", b"")]

    svg, png, json, wrong = asyncio.run(fetch())
    assert svg[:2] == (200, "image/svg+xml")
    assert png[:2] == (200, "image/png")
    assert png[2].startswith(b"\x89PNG")
    assert json[:2] == (200, "application/json")
    assert wrong[0] == 404


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("Montre un graphique par année", "par année"),
        ("Je veux un graphique", "par année"),
        ("un graphique du sport", "par année : Sport"),
        ("Fais-moi un diagramme des plus aidés", "qui ont reçu le plus"),
        ("graphique par secteur", None),
    ],
)
def test_a_chart_is_asked_for(served, asked, kind):
    assistant, _ = served
    picture = picture_of(assistant, asked)
    assert (picture is None) == (kind is None)
    assert picture is None or kind in picture.title.replace("\xa0", " ")
