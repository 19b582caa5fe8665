"""*Questions sans réponse*: grouped, searched, dealt with."""

from urllib.parse import quote

import pytest

from bot.console.dealt import Dealings
from bot.console.deeds import Deeds
from bot.console.drafts import Desks
from bot.console.grouping import MOST_COMPARED, group
from bot.journal.exchange import new_id, now, words_of
from bot.journal.queries import Missed
from bot.workshop.roots import Roots
from tests.console.conftest import EDITOR, READER
from tests.console.journal import asked, write

PARKING = "Où garer ma trottinette à Sceaux ?"
XSS = "<script>alert(1)</script> & projets ?"


def missed(text: str, times: int = 1) -> Missed:
    return Missed(words_of(text), times, new_id(now()), text)


@pytest.fixture
async def filled(database):
    await write(
        database,
        *[asked(PARKING, days=2) for _ in range(3)],
        *[asked("ou garer ma trotinette a sceaux", days=1) for _ in range(2)],
        asked("Quelle météo demain ?", "out_of_scope"),
        asked(XSS),
        asked("Vincennes a gagné quoi ?", "answered", "projets"),
        *[asked(f"{word * 6} {word * 9} ?", days=3) for word in "abcdefghijklmnopqrstuvwxyz"],
    )
    return database


def address(text: str) -> str:
    return f"/console/questions/une?mots={quote(words_of(text))}"


@pytest.fixture
def editing(staff, content):
    """Somebody who may change a copy of the content."""

    async def come(name=EDITOR):
        return await staff(name, intents=str(content.folder / "intents"), knowledge=str(content.folder / "knowledge"))

    return come


def test_near_identical_questions_are_one_and_others_are_not():
    groups = group(
        [
            missed(PARKING, 3),
            missed("ou garer ma trotinette a sceaux", 2),
            missed("à Sceaux, où garer ma trottinette", 1),
            missed("Où garer mon vélo à Vincennes ?", 1),
            missed("?", 1),
            missed("ok", 1),
            missed("ko", 1),
        ]
    )

    assert [one.times for one in groups] == [6, 1, 1, 1, 1]
    assert (groups[0].text, groups[0].key) == (PARKING, words_of(PARKING))


def test_grouping_compares_few_pairs(monkeypatch):
    compared = []

    def extract(query, choices, **how):
        compared.append(len(choices))

    monkeypatch.setattr("bot.console.grouping.process.extractOne", extract)
    group([missed(f"projet {number} de la commune {number % 7}") for number in range(500)])

    assert max(compared) <= MOST_COMPARED


async def test_the_most_frequent_come_first_or_the_latest(staff, filled):
    paul = await staff(READER)
    await paul.get("/console/questions")
    assert "29 questions, page 1 sur 2" in paul.text
    assert paul.text.index(PARKING) < paul.text.index("Quelle météo")
    assert "et 1 autre écriture 5" in paul.text
    assert "Vincennes" not in paul.text

    await paul.get("/console/questions?tri=recentes")
    assert paul.text.index("Quelle météo") < paul.text.index("garer ma")
    await paul.get("/console/questions?page=2")
    assert "page 2 sur 2" in paul.text
    await paul.get("/console/questions?page=99&tri=x&jours=y&etat=z")
    assert "page 2 sur 2" in paul.text


async def test_they_are_searched_whatever_the_accents(staff, filled):
    paul = await staff(READER)
    await paul.get("/console/questions?mots=METEO")

    assert "1 question " in paul.text
    assert "Quelle météo demain ?" in paul.text
    await paul.get("/console/questions?mots=licorne")
    assert "Rien ne correspond." in paul.text


async def test_what_was_written_is_shown_as_it_is_and_runs_nowhere(staff, filled):
    marie = await staff(EDITOR)
    for path in ("/console/questions?mots=alert", address(XSS), f"/console/questions?mots={quote(XSS)}"):
        await marie.get(path)
        assert marie.status == 200
        assert "<script>alert" not in marie.page
        assert "&lt;script&gt;alert" in marie.page


async def test_what_came_closest_is_told_and_why_it_was_not_enough(staff, filled):
    paul = await staff(READER)
    await paul.get(address(PARKING))

    assert "Posée 5 fois" in paul.text
    assert "ou garer ma trotinette a sceaux (2 fois)" in paul.text
    assert "aucune n’atteint" in paul.text
    assert "trottinette" in paul.text.partition("N’explique pas")[2]
    assert "Ajouter cet exemple" not in paul.text


async def test_it_becomes_an_example_in_a_draft_and_is_dealt_with_until_it_is_asked_again(editing, filled, content):
    marie = await editing()
    await marie.get(address(PARKING))
    await marie.post(
        "/console/questions/exemple", mots=words_of(PARKING), intention="sujet_absent", phrase="Et ma trottinette ?"
    )
    if marie.status == 422:
        await marie.post(
            "/console/questions/exemple", mots=words_of(PARKING), intention="porteur", phrase="Et ma trottinette ?"
        )
    assert "C’est ajouté à votre brouillon" in marie.text
    assert "1 fichier changé" in marie.text

    await marie.get("/console/questions?mots=sceaux")
    assert "0 question" in marie.text
    await marie.get("/console/questions?mots=sceaux&etat=traitees")
    assert "exemple, par marie" in marie.text
    await write(filled, asked(PARKING, days=-0.001))
    await marie.get("/console/questions?mots=sceaux")
    assert PARKING in marie.text

    roots = Roots(content.folder / "intents", content.folder / "knowledge")
    draft = (await Desks(filled, roots).load(EDITOR)).draft
    (changed,) = draft.changed.values()
    assert "Et ma trottinette ?" in changed
    assert (await Deeds(filled).page())[0].what == "question traitée : exemple"


async def test_it_becomes_another_name_of_a_record(editing, filled, content):
    marie = await editing()
    await marie.get(address(PARKING))
    assert "[commune:94080]" in marie.page
    await marie.post(
        "/console/questions/alias", mots=words_of(PARKING), alias="Vinc", fiche="Vincennes (commune) [commune:94080]"
    )

    assert "knowledge/geographie/communes.csv" in marie.text
    assert "C’est ajouté à votre brouillon" in marie.text


async def test_it_is_none_of_our_business(editing, filled):
    marie = await editing()
    await marie.get(address(PARKING))
    await marie.post("/console/questions/hors-sujet", mots=words_of(PARKING), phrase=PARKING, theme="stationnement")

    assert "intents/hors_sujet/stationnement.yaml" in marie.text


async def test_it_is_handed_over_filed_and_taken_up_again(editing, filled):
    marie = await editing()
    for how, told in (("transmise", "classée"), ("rouvrir", "de nouveau à traiter"), ("classée", "classée")):
        await marie.get(address(PARKING))
        await marie.post("/console/questions/classer", mots=words_of(PARKING), comment=how, qui="Ana, voirie")
        assert told in marie.text
    assert {dealt.how for dealt in (await Dealings(filled).every()).values()} == {"classée"}
    deeds = [(deed.what, deed.detail) for deed in await Deeds(filled).page()]
    assert ("question transmise", f"« {PARKING} », à Ana, voirie") in deeds


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("exemple", {"intention": "nulle_part", "phrase": "Oui"}),
        ("exemple", {"intention": "porteur", "phrase": ""}),
        ("alias", {"alias": "Vinc", "fiche": "[commune:nulle]"}),
        ("alias", {"alias": "Vinc", "fiche": "Vincennes"}),
        ("hors-sujet", {"phrase": "Oui", "theme": "../../knowledge/pages/x"}),
        ("hors-sujet", {"phrase": "Oui", "theme": "/etc/passwd\0"}),
        ("classer", {"comment": "détruire"}),
    ],
)
async def test_what_cannot_be_done_is_told_and_changes_nothing(editing, filled, path, fields):
    marie = await editing()
    await marie.get(address(PARKING))
    await marie.post(f"/console/questions/{path}", mots=words_of(PARKING), **fields)

    assert marie.status == 422
    await marie.get("/console/contenu")
    assert "Il est vide." in marie.text


async def test_a_question_that_is_not_there_is_not_found(editing, filled):
    marie = await editing()
    await marie.get("/console/questions/une?mots=nothing")
    assert marie.status == 404
    await marie.get(address(PARKING))
    await marie.post("/console/questions/classer", mots="nothing", comment="classée")
    assert marie.status == 404
