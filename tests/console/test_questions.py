"""*Questions sans réponse*: grouped, searched, dealt with."""

import asyncio
import re
from urllib.parse import quote

import pytest
from sqlalchemy import update

from bot.console.dealt import Dealings
from bot.console.deeds import Deeds
from bot.console.drafts import Desks
from bot.console.grouping import MOST_COMPARED, group
from bot.journal.exchange import new_id, now, words_of
from bot.journal.queries import Missed
from bot.journal.tables import exchanges
from bot.workshop.publishing import Author, publish, roll_back
from bot.workshop.roots import Roots
from tests.console.conftest import EDITOR, READER
from tests.console.journal import asked, write

PARKING = "Où garer ma trottinette à Sceaux ?"
XSS = "<script>alert(1)</script> & projets ?"


def missed(text: str, times: int = 1) -> Missed:
    return Missed(words_of(text), times, new_id(now()), text, "unknown", "")


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
    assert 'href="/console/contenu#brouillon"' in marie.page
    assert "Questions sans réponse" in marie.text

    await marie.get("/console/questions?mots=sceaux")
    assert "0 question" in marie.text
    await marie.get("/console/questions?mots=sceaux&etat=brouillon")
    assert "exemple, par marie" in marie.text
    await marie.get(address(PARKING))
    assert "Dans un brouillon, qui reste à publier : exemple, par marie" in marie.text
    await marie.get("/console/questions?mots=sceaux&etat=traitees")
    assert "0 question" in marie.text
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
    assert '<option value="Vincennes (commune)">' in marie.page
    await marie.post("/console/questions/alias", mots=words_of(PARKING), alias="Vinc", fiche="vincennes")

    assert "C’est ajouté à votre brouillon" in marie.text
    await marie.get("/console/contenu")
    assert "knowledge/geographie/communes.csv" in marie.text
    await marie.get("/console/questions?etat=brouillon")
    assert "autre nom, par marie" in marie.text


async def test_it_is_none_of_our_business(editing, filled):
    marie = await editing()
    await marie.get(address(PARKING))
    assert '<option value="dechets">Les déchets</option>' in marie.page
    await marie.post("/console/questions/hors-sujet", mots=words_of(PARKING), phrase=PARKING, theme="stationnement")

    await marie.get("/console/contenu")
    assert "intents/hors_sujet/stationnement.yaml" in marie.text


async def test_it_is_handed_over_filed_and_taken_up_again(editing, filled):
    marie = await editing()
    for how, told in (("transmise", "transmise"), ("rouvrir", "de nouveau à traiter"), ("classée", "classée")):
        await marie.get(address(PARKING))
        await marie.post("/console/questions/classer", mots=words_of(PARKING), comment=how, qui="Ana, voirie")
        assert told in marie.text
        if how == "transmise":
            await marie.get("/console/questions?etat=traitees")
            assert "transmise à Ana, voirie, par marie" in marie.text
            await marie.get(address(PARKING))
            assert "Traitée : transmise à Ana, voirie, par marie" in marie.text
            assert "La remettre à traiter" in marie.text
        if how == "classée":
            assert f'href="{address(PARKING)}"' in marie.page
    assert {dealt.how for dealt in (await Dealings(filled).every()).values()} == {"classée"}
    deeds = [(deed.what, deed.detail) for deed in await Deeds(filled).page()]
    assert ("question transmise", f"« {PARKING} », à Ana, voirie") in deeds


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("exemple", {"intention": "nulle_part", "phrase": "Oui"}),
        ("exemple", {"intention": "porteur", "phrase": ""}),
        ("alias", {"alias": "Vinc", "fiche": "[commune:nulle]"}),
        ("alias", {"alias": "Vinc", "fiche": "Boulogne-les-Oies"}),
        ("alias", {"alias": "Vinc", "fiche": ""}),
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


@pytest.mark.parametrize("way", ["back", "given up"])
async def test_it_is_dealt_with_once_published_and_open_again_once_taken_back(editing, filled, content, way):
    roots = Roots(content.folder / "intents", content.folder / "knowledge")
    desks = Desks(filled, roots)
    marie = await editing()
    await marie.get(address(PARKING))
    await marie.post("/console/questions/exemple", mots=words_of(PARKING), intention="porteur", phrase="Et l’âne ?")

    async def state() -> str:
        found = []
        for one in ("ouvertes", "brouillon", "traitees"):
            await marie.get(f"/console/questions?mots=garer&etat={one}")
            found += [one] * (PARKING in marie.text)
        return " ".join(found)

    assert await state() == "brouillon"
    if way == "given up":
        await desks.drop(EDITOR)
    else:
        author = Author("Marie", "")
        done = await asyncio.to_thread(publish, (await desks.load(EDITOR)).draft, author, "Un exemple")
        await desks.drop(EDITOR)
        assert await state() == "traitees"
        await asyncio.to_thread(roll_back, roots, done.id, author)
    assert await state() == "ouvertes"


async def test_what_the_sources_do_not_tell_is_told_apart(staff, database, laureat):
    said = "Quel budget pour la fleur de sel ?"
    silent = next(
        one
        for one in laureat.model.intents.values()
        if one.title
        and one.id not in laureat.model.fallbacks.values()
        and "defaut" in one.answers
        and one.answers["defaut"].outcome == "unknown"
    )
    await write(database, asked(said, "unknown", silent.id), asked(PARKING, "unknown", "non_compris"))
    paul = await staff(READER)
    await paul.get("/console/questions")
    assert f"{said} compris, mais les sources ne le disent pas" in paul.text
    assert f"{PARKING} compris" not in paul.text

    await paul.get("/console/questions?genre=muettes")
    assert said in paul.text
    assert PARKING not in paul.text
    await paul.get("/console/questions?genre=incomprises")
    assert said not in paul.text
    assert PARKING in paul.text


async def test_a_rule_that_holds_is_not_called_not_enough(staff, database, laureat):
    silent = next(one for one in laureat.model.intents.values() if one.title and one.examples and not one.query)
    said = silent.examples[0].say
    await write(database, asked(said, "unknown", silent.id))
    paul = await staff(READER)
    await paul.get(address(said))

    assert "retenue" in paul.text
    assert "pourquoi ce n’est pas assez" not in paul.text
    await write(database, asked(PARKING))
    await paul.get(address(PARKING))
    assert "pourquoi ce n’est pas assez" in paul.text


async def test_what_is_shown_has_a_name_in_french(editing, filled):
    marie = await editing()
    await marie.get(address("Quelle météo demain ?"))

    assert not {"hors_sujet", "non_compris", "lequel"} & {*re.findall(r'<option value="(\w+)"', marie.page)}
    assert "(unknown)" not in marie.text
    assert "« defaut »" not in marie.text


async def test_what_visitors_say_with_their_thumbs_is_listed_the_latest_first(staff, database, laureat):
    projets = laureat.model.intents["projets"]
    rows = [asked(f"Et {number} ?", "answered", projets.id, days=9 - number / 100) for number in range(53)]
    await write(database, *rows)
    async with database.writing() as connection:
        for number, row in enumerate(rows):
            given = {"verdict": "down", "comment": f"Avis {number} <b>"} if number else {"verdict": "up"}
            await connection.execute(update(exchanges).where(exchanges.c.id == row.id).values(given))
    paul = await staff(READER)
    await paul.get("/console/questions")
    assert 'href="/console/questions/avis"' in paul.page
    await paul.get("/console/questions/avis")
    assert paul.text.index("Avis 52") < paul.text.index("Avis 51")
    assert "&lt;b&gt;" in paul.page
    assert "baissé Avis 52 <b> Et 52 ? " + projets.title in paul.text
    assert "Avis 2 <b>" not in paul.text

    older = re.search(r'href="(/console/questions/avis\?avant=\d+)"', paul.page)[1]
    await paul.get(older)
    assert "Avis 2 <b>" in paul.text
    assert "Avis 1 <b>" in paul.text
    assert "levé" not in paul.text
    assert "Plus ancien" not in paul.text
