"""The whole path over published grants: each figure is computed a second time, from the meaning of what was made up."""

import asyncio
import csv
import io
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import polars
import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.assistant import Assistant
from bot.content.model import load_model
from bot.conversation import Conversation
from bot.french.agreement import number_text
from bot.grants.columns import Chosen
from bot.grants.description import Description
from bot.grants.importing import Wanted, import_grants
from bot.message import Message
from bot.metrics import Metrics
from bot.server.app import make_app
from bot.settings import load
from bot.store.memory import MemoryStore
from tests.grants.made import DEFECTS, Meant, make

ROOT = Path(__file__).parents[2]
SMALL = """nomAttribuant;nomBeneficiaire;idBeneficiaire;objet;montant;exercice;nature;secteur
Ville de Made;Croix-Rouge française;;Secours;1000,50;2021;aide en numéraire;Social
Ville de Made;Croix-Rouge française;;Secours;2000;2022;aide en numéraire;Social
Ville de Made;Croix-Rouge française;;Local;300;2022;aide en nature;Social
Ville de Made;Mission locale du Nord;;Emploi;500;2021;aide en numéraire;Social
Ville de Made;Mission locale du Sud;;Emploi;700;2021;aide en numéraire;Social
Ville de Made;MJC Roguet;;Danse;9000;2022;aide en numéraire;Culture
Ville de Made;AS Colomiers;;Tournoi;refusé;2022;aide en numéraire;Sport
"""


def euros(cents: int) -> str:
    return f"{number_text(cents / 100)}\u00a0€"


class Talk:
    """A conversation with a bot."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.past = Conversation()

    def __call__(self, text: str):
        reply, self.past = self.assistant.answer(text, self.past)
        return reply

    def lines(self, path: str) -> list[dict[str, str]]:
        """The lines that an address of a reply gives."""
        digest, _, query = path.removeprefix("/data/").partition("/lignes.csv")
        pieces = self.assistant.lines(digest, query.removeprefix("?"))
        assert pieces is not None
        return list(csv.DictReader(io.StringIO("".join(pieces), newline="")))


def talk_over(folder: Path, *files: bytes | str) -> Talk:
    """A bot that knows what each file says, imported into a folder of its own."""
    folders = []
    for number, file in enumerate(files):
        path = folder / f"{number}f.csv"
        path.write_bytes(file.encode() if isinstance(file, str) else file)
        folders.append(folder / f"out{number}")
        import_grants(Wanted((path,), folders[-1], Description(), Chosen()))
    return Talk(Assistant(load_model(ROOT / "intents", ROOT / "knowledge", folders), MemoryStore()))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Talk:
    return talk_over(tmp_path_factory.mktemp("small"), SMALL)


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Talk:
    """Over a file with every defect."""
    return talk_over(tmp_path_factory.mktemp("big"), make(3_000, 5, DEFECTS).data)


@pytest.fixture
def talk(small: Talk) -> Talk:
    return Talk(small.assistant)


@pytest.fixture
def talk_of_many(big: Talk) -> Talk:
    return Talk(big.assistant)


@pytest.mark.parametrize(
    "asked",
    [
        "Combien a reçu la Croix-Rouge française ?",
        "combien a recu la croix rouge",
        "cb a touché la croi rouge ?",
        "la croix rouge",
        "montant des subventions de la croixx rouge francaise",
    ],
)
def test_what_a_beneficiary_got_is_found_by_its_name_however_it_is_written(talk, asked):
    reply = talk(asked)
    assert reply.outcome == "answered"
    assert euros(300_050) in reply.text


def test_aid_in_kind_is_told_apart_and_not_added(talk):
    text = talk("Combien a reçu la Croix-Rouge ?").text
    assert "À part, 1 aide en nature" in text
    assert euros(30_000) in text
    assert euros(330_050) not in text


def test_a_follow_up_narrows_to_a_year_then_to_another_beneficiary_in_it(talk):
    talk("Combien a reçu la Croix-Rouge ?")
    assert euros(100_050) in talk("et en 2021 ?").text
    reply = talk("et la MJC Roguet ?")
    assert "MJC Roguet" in reply.text
    assert "Aucune" in reply.text
    assert euros(900_000) in talk("et en 2022 ?").text


def test_bounds_go_on_bounding_what_is_asked_next(talk):
    assert euros(420_050) in talk("Combien de subventions entre 500 et 2500 € ?").text
    assert euros(200_000) in talk("et en 2022 ?").text
    assert euros(900_000) in talk("et à plus de 2500 € ?").text
    assert "Aucune" in talk("et en 2021 ?").text


def test_a_year_that_the_file_does_not_cover_is_not_nought(talk):
    talk("Combien a reçu la Croix-Rouge ?")
    text = talk("et en 2019 ?").text
    assert "Aucune subvention ne correspond" in text
    assert "de 2021 à 2022" in text


def test_a_name_that_several_bear_is_asked_back_and_chosen(talk):
    reply = talk("Combien a reçu la mision locale ?")
    assert reply.outcome == "clarify"
    assert [button.title for button in reply.buttons] == ["Mission locale du Nord", "Mission locale du Sud"]
    assert euros(70_000) in talk("Mission locale du Sud").text


def test_a_request_that_was_refused_is_no_grant(talk):
    text = talk("Combien a reçu l'AS Colomiers ?").text
    assert "0 subvention" in text
    assert "1 demande refusée" in text


def test_who_got_most_is_ranked_with_the_share_of_the_whole(talk):
    reply = talk("le top 2")
    assert [line for line in reply.text.splitlines() if line[:1].isdigit()] == [
        f"1. MJC Roguet\u00a0: {euros(900_000)}",
        f"2. Croix-Rouge française\u00a0: {euros(300_050)} (2 subventions)",
    ]
    assert "91\u202f% des" in reply.text


def test_a_figure_names_its_source_and_exactly_its_lines(talk):
    reply = talk("Combien a reçu la Croix-Rouge ?")
    assert [source.locator for source in reply.sources] == ["0f.csv, lignes 2 à 4"]
    lines = talk.lines(reply.lines)
    assert [line["ligne"] for line in lines] == ["2", "3", "4"]
    assert [line["montant"] for line in lines] == ["1000,50", "2000", "300"]


def test_an_address_that_says_something_unknown_gives_nothing(talk):
    digest = next(iter(talk.assistant.model.published.packs))
    for query in (
        "beneficiaire=x",
        "beneficiaire=1%20OR%201",
        "x99=a",
        "annee=" + "9" * 40,
        "status=a",
        "file=0",
        "jour=2022-13",
        "jour=12",
    ):
        assert talk.assistant.lines(digest, query) is None, query
    assert talk.assistant.lines("0" * 16, "") is None


def test_two_publications_are_never_added_up(tmp_path):
    talk = talk_over(tmp_path, SMALL, SMALL.replace("MJC Roguet", "MJC Autre"))
    assert talk("Combien de subventions en tout ?").outcome == "clarify"


def test_what_the_bot_knows_besides_stays_known(talk):
    assert "CRM" in talk("Vincennes a gagné quoi ?").text
    assert "923" in talk("Quel est le montant total des subventions ?").text


def test_what_may_be_asked_of_both_subjects_is_asked_back_then_remembered(talk):
    reply = talk("Quel est le montant total des subventions ?")
    assert reply.outcome == "clarify"
    assert [button.title for button in reply.buttons] == ["Ville de Made", "FMIN"]
    assert euros(1_320_050) in talk("Ville de Made").text
    assert euros(1_320_050) in talk("Quel est le montant total des subventions ?").text

    talk.past = Conversation()
    talk("Quel est le montant total des subventions ?")
    assert "923" in talk("FMIN").text
    assert "923" in talk("Quel est le montant total des subventions ?").text


@pytest.mark.parametrize(
    "asked",
    [
        "Combien a reçu le Stade Toulousain ?",
        "combien d'argent a reçu Zoé Xyrus",
        "Que touche Jean Dupont ?",
        "combien a touché le club de boxe machin",
        "combien a reçu l'association des joyeux lurons",
        "combien pour l'asso zouzou",
    ],
)
def test_a_name_that_no_beneficiary_bears_is_said_so_and_gets_no_total(talk, asked):
    reply = talk(asked)
    assert reply.outcome == "unknown"
    assert "Je ne trouve pas" in reply.text
    assert "€" not in reply.text


@pytest.mark.parametrize("asked", ["combien a reçu le club svp", "l'association a touché combien en tout ?"])
def test_who_names_no_beneficiary_is_asked_which(talk, asked):
    assert talk(asked).intent == "quel_organisme"


@pytest.fixture(scope="module")
def meant() -> polars.DataFrame:
    return polars.DataFrame([one._asdict() for one in make(3_000, 5, DEFECTS).meant], infer_schema_length=None)


def _money(frame: polars.DataFrame) -> polars.DataFrame:
    return frame.filter((polars.col("fate") == "kept") & (polars.col("nature") != "aide en nature"))


def test_sums_and_counts_of_a_file_with_every_defect(talk_of_many, meant):
    talk = talk_of_many
    granted = meant.filter(polars.col("fate") == "kept")
    money = _money(meant)
    talk("Combien de subventions en tout ?")
    text = talk("Ville de Made").text
    assert text.startswith(f"{number_text(len(granted))} subventions")
    assert euros(money["cents"].sum()) in text
    for year in (2015, 2019, 2023):
        assert euros(money.filter(polars.col("year") == year)["cents"].sum()) in talk(f"et en {year} ?").text
    talk.past = Conversation()
    for sector in ("Sport", "Culture"):
        told = talk(f"Combien pour le secteur {sector} ?").text
        assert euros(money.filter(polars.col("sector") == sector)["cents"].sum()) in told


def test_each_beneficiary_gets_its_own_lines(talk_of_many):
    talk = talk_of_many
    bodies: dict[str, list[Meant]] = defaultdict(list)
    for one in make(3_000, 5, DEFECTS).meant:
        if one.fate in ("kept", "refused") and one.name[0] != "[":
            bodies[one.siret].append(one)
    tried = right = 0
    for lines in list(bodies.values())[:60]:
        talk.past = Conversation()
        reply = talk(f"Combien a reçu {lines[0].name} ?")
        if reply.outcome != "answered":
            continue
        tried += 1
        found = {int(line["ligne"]) for line in talk.lines(reply.lines)}
        right += found == {one.line for one in lines}
    assert tried > 40
    assert right == tried


async def test_lines_are_served_as_csv_that_never_changes(talk):
    reply = talk("Combien a reçu la MJC Roguet ?")
    app = make_app(talk.assistant, load({"LAUREAT_RATE_LIMIT": "0"}), MemoryStore(), Metrics({}))
    async with TestClient(TestServer(app)) as client:
        answered = await client.get(reply.lines)
        assert answered.status == 200
        assert answered.content_type == "text/csv"
        assert "immutable" in answered.headers["Cache-Control"]
        rows = list(csv.DictReader(io.StringIO(await answered.text(), newline="")))
        assert sum(Decimal(row["montant"]) for row in rows) == 9000
        assert (await client.get(reply.lines + "&file=1")).status == 404
        said = await client.post("/webhooks/rest/webhook", json={"message": "Combien a reçu la MJC Roguet ?"})
        [message] = await said.json()
        assert message["attachment"].endswith(reply.lines)


async def test_messages_are_answered_side_by_side(talk):
    asked = [Message(sender=None, text="Combien a reçu la Croix-Rouge ?")] * 20
    replies = await asyncio.gather(*map(talk.assistant.reply, asked))
    assert {reply.text for reply in replies} == {talk("Combien a reçu la Croix-Rouge ?").text}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Quelle est la subvention médiane ?", [euros(100_050), "5 subventions"]),
        ("subventions de plus de 800 €", ["3 subventions", euros(1_200_050)]),
        ("les subventions de + de 5 millions", ["Aucune subvention ne correspond de plus de 5\u202f000\u202f000"]),
        ("subventions de plus de 5k", ["1 subvention", euros(900_000)]),
        ("subventions d'au moins 700 €", ["4 subventions", "d’au moins 700\u00a0€", euros(1_270_050)]),
        ("subventions entre 500 et 700 €", ["2 subventions", euros(120_000)]),
        ("subventions jusqu'à 700 euros", ["3 subventions", "d’au plus 700\u00a0€", euros(120_000)]),
        ("subventions de 500 à 700 €", ["2 subventions", euros(120_000)]),
        ("subventions de plus de 1,5 k€", ["2 subventions", "de plus de 1\u202f500\u00a0€", euros(1_100_000)]),
        ("qui a reçu plus de 1 k€ ?", ["2 bénéficiaires", "plus de 1\u202f000\u00a0€"]),
        ("qui a reçu entre 1 et 2 M€ ?", ["Aucune subvention", "d’au moins 1\u202f000\u202f000\u00a0€"]),
        ("qui a reçu entre 400 et 800 € ?", ["2 bénéficiaires", "Mission locale du Nord", "Mission locale du Sud"]),
        ("qui a touché plus de mille euros ?", ["2 bénéficiaires", "Croix-Rouge", "MJC"]),
        ("combien depuis 2022 ?", [euros(1_100_000), "1 demande refusée"]),
        ("combien avant 2022 ?", [euros(220_050)]),
        ("combien de subventions entre 2021 et 2022 ?", [euros(1_320_050)]),
        ("compare la croix rouge et la mjc roguet", [euros(900_000), euros(300_050), euros(599_950)]),
        ("2021 par rapport à 2022", [euros(1_100_000), euros(220_050)]),
        ("Quels sont les nouveaux bénéficiaires ?", ["1 bénéficiaire en 2022", "MJC Roguet"]),
        ("Quelles associations ont perdu leur subvention ?", ["2 bénéficiaires de 2021", euros(120_000)]),
        ("Combien pour la culture ?", [euros(900_000)]),
        (
            "répartition par secteur",
            [f"Culture\u00a0: {euros(900_000)} (1 subvention, 68 %)", f"Social\u00a0: {euros(420_050)}"],
        ),
        ("quelle part du total pour la MJC Roguet ?", ["68 % du total"]),
        ("combien de subventions au-dessus de 1500 €", ["2 subventions", euros(1_100_000)]),
        ("combien pour la danse ?", ["1 subvention (danse", "notre lecture", euros(900_000)]),
        ("combien l'an dernier ?", [euros(1_100_000), "la dernière année de ces données"]),
        ("combien depuis 2015 ?", [euros(1_320_050), "Ces données vont de 2021 à 2022"]),
        ("Combien a reçu le club ?", ["De quelle association"]),
        ("qui a reçu moins d'un million ?", ["4 bénéficiaires"]),
        ("Quelles sont les 2 plus grosses subventions ?", [f"1. {euros(900_000)}", f"2. {euros(200_000)}"]),
        ("qui a reçu le plus en 2022 ?", ["1. MJC Roguet", f"2. Croix-Rouge française\u00a0: {euros(200_000)}"]),
        ("qui a reçu plus de 5000 € en 2022 ?", ["1 bénéficiaire avec plus de 5\u202f000\u00a0€", "MJC Roguet"]),
        ("Quelles associations sont nouvelles en 2022 ?", ["MJC Roguet"]),
        ("tout sauf le social en 2022", [euros(900_000), "pas compté Social"]),
        ("subventions 2022 culture liste", ["1 subvention (Culture) en 2022", euros(900_000)]),
        ("combien touche chaque association en moyenne ?", ["en moyenne par subvention"]),
        ("quelle délibération pour la MJC Roguet ?", [euros(900_000)]),
        ("subventions supérieures ou égales à 700 euros", ["4 subventions", "d’au moins 700\u00a0€"]),
        (
            "qui a reçu la plus grosse subvention ?",
            [f"1. {euros(900_000)} à MJC", f"2. {euros(200_000)} à Cro"],
        ),
        ("aides en nature", ["1 aide en nature", euros(30_000)]),
        ("Ces données sont-elles complètes ?", ["6 subventions", "Rien ne dit si les petites"]),
    ],
)
def test_each_kind_of_question(talk, asked, said):
    text = talk(asked).text
    assert [one for one in said if one not in text.replace("\u202f%", " %")] == [], text


@pytest.fixture(scope="module")
def sorted_(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Over a file whose columns tell of what sort beneficiaries are, and in more ways than can be named."""
    rows = [
        ("COMMUNE DE MALAGA", "Plages", "900", "Collectivité territoriale", "Tourisme", "oui"),
        ("Ville de Colomiers", "Voirie", "800", "Collectivité territoriale", "Voirie communale", "oui"),
        ("RESTAURANT DU COEUR ASSOC", "Fonctionnement", "700", "Association loi 1901", "Aide alimentaire", "non"),
        ("CLUB DES PINS", "Équipement", "600", "Association loi 1901", "Rugby à sept", "oui"),
        ("CLUB DES PINS", "Équipement", "50", "Association loi 1901", "Rugby à sept", "oui"),
        ("EDB", "Équipement automobile", "500", "Société à responsabilité limitée (SARL)", "Garage", "non"),
        ("OPH DU NORD", "Travaux", "400", "Établissement public", "Logement social", "non"),
        ("OPH DU SUD", "Travaux", "300", "Établissement public", "Logements sociaux", "non"),
        ("CHORALE", "Fête de la musique", "11", "Régie", "Chant", "non"),
        ("COMITÉ", "Fête des fleurs, concert de musique", "12", "Régie", "Jardins", "non"),
        ("SCI LES PINS", "Conseil", "200", "Société civile immobilière (SCI)", "Conseil juridique (logement)", "non"),
    ]
    rows += [
        (f"ÉCOLE {n}", "Livres", "1", "Établissement public", f"Lecture numéro {n // 2}", "non") for n in range(130)
    ]
    header = "nomBeneficiaire;objet;montant;exercice;type;catégorie;convention"
    lines = [header, *(f"{name};{what};{euros_};2022;{a};{b};{c}" for name, what, euros_, a, b, c in rows)]
    return talk_over(tmp_path_factory.mktemp("sorted"), "\n".join(lines)).assistant


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("combien a reçu la mairie de Malaga ?", ["COMMUNE DE MALAGA", euros(90_000)]),
        ("commune de Colomiers", ["Ville de Colomiers", euros(80_000)]),
        ("Combien a reçu Colomiers ?", ["Ville de Colomiers", euros(80_000)]),
        ("les restos du coeur ont touché combien ?", ["RESTAURANT DU COEUR", euros(70_000)]),
        ("combien d'associations ont été aidées ?", ["2 bénéficiaires", "3 subventions", euros(135_000), "1901"]),
        ("quelle association a reçu le plus ?", ["RESTAURANT DU COEUR", "CLUB DES PINS"]),
        ("combien pour les entreprises ?", ["2 subventions", euros(70_000)]),
        ("Combien pour les SARL ?", ["1 subvention", euros(50_000)]),
        ("les subventions aux communes", ["2 subventions", euros(170_000)]),
        ("Combien pour le rugby ?", ["2 subventions", euros(65_000)]),
        ("combien pour le logement social ?", ["2 subventions", euros(70_000), "notre lecture"]),
        ("combien pour l'aide alimentaire", ["1 subvention", euros(70_000)]),
        ("Combien la ville a-t-elle donné en 2022 ?", ["141 subventions"]),
        ("combien pour la fête de la musique ?", ["1 subvention", euros(1_100)]),
        ("combien pour l'investissement ?", ["5 subventions", euros(185_000)]),
        ("Quels sont les 3 types qui reçoivent le plus ?", ["- Collectivité territoriale", "… et 3 autres"]),
        ("montant par type", ["Collectivité territoriale", euros(170_000)]),
        ("montant par catégorie", ["Tourisme", euros(90_000), "… et"]),
    ],
)
def test_sorts_of_beneficiaries_and_what_columns_say(sorted_, asked, said):
    text = Talk(sorted_)(asked).text
    assert [one for one in said if one not in text] == [], text


def test_when_and_under_which_decision(tmp_path):
    talk = talk_over(
        tmp_path,
        "nomBeneficiaire;montant;dateConvention;referenceDecision;datesPeriodeVersement\n"
        "MJC Roguet;100;2022-03-01;DEL-22-45;2022-04-02/2022-06-30\n"
        "CCAS du Nord;200;;;2022-05-03\n"
        "Chorale;300;;;\n",
    )
    text = talk("Quand la MJC Roguet a-t-elle été payée ?").text
    assert "Décision du 1er mars 2022, délibération ou décision n° DEL-22-45, versement du 2 avril 2022 au 30" in text
    assert "Versement le 3 mai 2022." in talk("et le CCAS du Nord ?").text
    assert "ne sont pas dites" in talk("et la Chorale ?").text.replace("n’y sont pas dites", "ne sont pas dites")


def test_a_share_is_that_of_whom_was_spoken_of(talk):
    talk("Combien a reçu la MJC Roguet ?")
    assert "C’est 68\u202f% du total" in talk("quelle part du total ?").text


def test_of_several_things_asked_for_together_each_is_told(talk):
    text = talk("Combien pour le secteur Social et le secteur Culture ?").text
    assert f"Culture\u00a0: {euros(900_000)} (1 subvention)" in text
    assert f"Social\u00a0: {euros(420_050)} (4 subventions)" in text


@pytest.mark.parametrize(
    "asked", ["Adresse de la MJC Roguet ?", "Combien de salariés à la MJC Roguet ?", "par habitant ?"]
)
def test_what_no_line_tells_is_said_so(talk, asked):
    talk("Combien de subventions en 2022 ?")
    reply = talk(asked)
    assert reply.outcome == "unknown"
    assert "€" not in reply.text


def test_who_is_an_association_is_not_known_where_no_column_tells_it(talk):
    talk("Combien en 2022 ?")
    assert "tous sont comptés" in talk("Combien d'associations ont été aidées ?").text


def test_what_is_not_understood_of_a_question_about_a_sort_of_beneficiaries_is_not_left_out(sorted_):
    assert "€" not in Talk(sorted_)("Quelle association culturelle a eu le plus ?").text


def test_an_association_that_is_named_is_not_asked_for_as_one(sorted_):
    assert euros(80_000) in Talk(sorted_)("Combien a reçu l'association Colomiers ?").text


@pytest.mark.parametrize("asked", ["Combien pour le surf des neiges ?", "oui", "combien pour le rugby sur glace ?"])
def test_words_that_no_line_says_find_none(sorted_, asked):
    assert "€" not in Talk(sorted_)(asked).text


def test_which_ones_lists_what_was_counted(talk):
    talk("Combien de subventions de plus de 1500 € ?")
    assert "2 subventions" in talk("lesquelles ?").text


def test_a_number_that_says_nothing_is_asked_back_not_left_out(talk):
    reply = talk("combien de subventions 5000")
    assert reply.outcome == "clarify"
    assert "5\u202f000" in reply.text


def test_what_is_none_of_our_business_is_told_with_what_is(talk):
    reply = talk("Commune de Malaga et ses plages")
    assert reply.outcome in ("out_of_scope", "unknown")


def test_what_is_read_off_objects_and_names_has_exactly_its_lines(talk_of_many, meant):
    talk = talk_of_many
    reply = talk("Combien de subventions pour les festivals ?")
    said = {int(line["ligne"]) for line in talk.lines(reply.lines)}
    every = talk.lines(reply.lines.partition("?")[0])
    assert said == {int(line["ligne"]) for line in every if "festival" in " ".join(line.values()).lower()}
    assert 0 < len(said) < len(every)
    assert euros(_money(meant.filter(polars.col("line").is_in(said)))["cents"].sum()) in reply.text


def test_a_list_goes_on_where_it_stopped_until_it_ends(talk_of_many, meant):
    talk = talk_of_many
    money = _money(meant).filter(polars.col("sector") == "Sport").filter(polars.col("cents").is_not_null())
    talk("Liste des subventions du secteur Sport")
    told = []
    for _ in range(4):
        told += [line for line in talk("la suite").text.splitlines() if line[:1].isdigit()]
    wanted = money["cents"].sort(descending=True)[12:60]
    assert [line.partition(". ")[0] for line in told] == [str(place) for place in range(13, 61)]
    assert [cents for cents, line in zip(wanted, told, strict=True) if f" {euros(cents)} à " not in line] == []

    # Of those that were listed.
    assert "(Sport)" in talk("le top 3").text
    named = money.filter(~polars.col("name").str.starts_with("["))
    sums = named.group_by("siret").agg(polars.col("cents").sum())
    ranked = sums["cents"].sort(descending=True)
    told = [line for line in talk("la suite").text.splitlines() if line[:1].isdigit()]
    assert [euros(cents) in line for cents, line in zip(ranked[3:8], told, strict=True)] == [True] * 5


def test_the_next_of_a_list_is_asked_back_where_there_is_none(talk):
    talk("Liste des subventions")
    assert "la suite" not in talk("Liste des subventions").text
    assert talk("la suite").outcome != "answered"


def test_changes_from_year_to_year_of_a_file_with_every_defect(talk_of_many, meant):
    talk = talk_of_many
    money = _money(meant).filter(~polars.col("name").str.starts_with("["))
    for year in (2017, 2021):
        before = set(money.filter(polars.col("year") == year - 1)["siret"])
        now = set(money.filter(polars.col("year") == year)["siret"])
        assert f"{number_text(len(now - before))} bénéficiaires en {year}" in talk(f"les nouveaux en {year}").text
        talk.past = Conversation()
        assert f"{number_text(len(before - now))} bénéficiaires de {year - 1}" in talk(f"les disparus en {year}").text


def test_the_greatest_of_a_file_with_every_defect(talk_of_many, meant):
    talk = talk_of_many
    money = _money(meant).filter(~polars.col("name").str.starts_with("["))
    sums = money.group_by("siret").agg(polars.col("cents").sum()).sort("cents", descending=True)
    text = talk("le top 10").text
    told = [line for line in text.splitlines() if line[:1].isdigit()]
    assert len(told) == 10
    assert [euros(cents) in line for cents, line in zip(sums["cents"], told, strict=False)] == [True] * 10
    assert euros(round(_money(meant)["cents"].median())) in talk("la médiane des subventions").text


async def test_what_the_first_question_needs_is_read_before_it(tmp_path):
    talk = talk_over(tmp_path, SMALL)
    await talk.assistant.warm()
    (pack,) = talk.assistant.model.published.packs.values()
    pack.close()

    assert pack.files == {0: "0f.csv"}
    assert (pack.days, pack.years, pack.grantors) == (None, (2021, 2022), [(1, "Ville de Made")])


async def test_what_one_person_says_is_answered_in_its_order(talk):
    asked = ("Combien a reçu la Croix-Rouge ?", "et en 2021 ?", "et la mission locale du nord ?")
    said = await asyncio.gather(*(talk.assistant.reply(Message(sender="moi", text=text)) for text in asked))
    assert [euros(cents) in reply.text for cents, reply in zip((300_050, 100_050, 50_000), said, strict=True)] == [
        True
    ] * 3


def test_what_was_asked_for_is_what_is_then_counted_and_ranked(talk):
    talk("Combien pour le social en 2021 ?")
    assert "Les 3 plus aidés en 2021 (Social)" in talk("Qui a eu le plus ?").text
    assert "MJC Roguet" not in talk("Laquelle a eu le moins ?").text
    talk("Les subventions de plus de 1 500 €")
    assert talk("Combien de bénéficiaires ?").text.startswith("2 bénéficiaires, pour 2 subventions de plus de")


def test_of_the_two_each_is_counted_once(talk):
    talk("Combien a reçu la Mission locale du Nord ?")
    talk("et la MJC Roguet ?")
    for asked in (
        "qui a eu le plus des deux ?",
        "Qui a eu le plus des deux, la MJC Roguet ou la Mission locale du Nord ?",
    ):
        text = talk(asked).text
        assert text.startswith(f"MJC Roguet\u00a0: {euros(900_000)} (1 subvention), contre {euros(50_000)}")
        assert text.count("Mission locale du Nord") == 1


def test_an_adjective_that_is_not_understood_is_not_left_out(talk):
    assert "€" not in talk("Combien d'associations sympathiques ont été aidées ?").text


def test_the_average_alone_is_that_of_what_was_spoken_of(talk):
    talk("Combien pour la culture ?")
    assert talk("la moyenne ?").text.startswith(f"{euros(900_000)} en moyenne")


def test_private_persons_are_not_told(talk):
    reply = talk("Combien de particuliers ont reçu une subvention ?")
    assert (reply.outcome, "€" in reply.text) == ("unknown", False)


def test_what_the_fund_names_is_said_of_grants_once_they_are_spoken_of(tmp_path_factory):
    lines = "nomAttribuant;nomBeneficiaire;objet;montant\nMade;Les Toits;Étude d'urbanisme;70\nMade;Les Murs;Bal;5\n"
    talk = talk_over(tmp_path_factory.mktemp("urban"), lines)
    assert talk("Combien pour l'urbanisme ?").outcome == "clarify"
    talk("Combien de subventions de Made ?")
    assert euros(7_000) in talk("Combien pour l'urbanisme ?").text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            "Qui a eu exactement 700 € ?",
            "1 bénéficiaire avec exactement 700\u00a0€ en tout\u00a0:\n- Mission locale du Sud",
        ),
        ("Combien de subventions d'exactement 500 euros ?", "1 subvention d’exactement 500\u00a0€"),
        ("Qui a eu 700 euros exactement ?", "1 bénéficiaire avec exactement 700"),
        ("Qui a eu exactement 3 000 € ?", "Aucune subvention ne correspond"),
    ],
)
def test_an_amount_may_be_said_exactly(talk, asked, told):
    assert told in talk(asked).text


def test_who_got_several_grants_has_them_counted(talk):
    asked = "Qui a reçu plusieurs subventions ?"
    assert talk(asked).outcome == "clarify"
    talk("Combien de subventions en 2022 ?")
    reply = talk(asked)
    assert reply.text.startswith("1 bénéficiaire avec au moins 2 subventions")
    assert f"Croix-Rouge française\u00a0: 2 subventions, {euros(300_050)}" in reply.text
    assert "Aucun bénéficiaire n’a plus de 2 subventions" in talk("Qui a reçu plus de 2 subventions ?").text


DATED = """nomAttribuant;nomBeneficiaire;objet;montant;dateConvention;datesPeriodeVersement
Made Métropole;Les Ateliers du Nord;Cirque et jonglage;1000;2022-01-10;
Made Métropole;Les Ateliers du Nord;Pêche au lancer;200;2022-01-20;
Made Métropole;Chorale de la Gare;Concert;30;2022-03-01;
"""


@pytest.fixture(scope="module")
def metropolitan(tmp_path_factory: pytest.TempPathFactory) -> Talk:
    return talk_over(tmp_path_factory.mktemp("dated"), DATED)


@pytest.fixture
def dated(metropolitan: Talk) -> Talk:
    return Talk(metropolitan.assistant)


def test_what_is_for_either_of_two_things_is_added_up_and_each_told(dated):
    text = dated("Combien pour le jonglage et la pêche ?").text
    assert euros(120_000) in text
    assert f"«\u00a0jonglage\u00a0»\u00a0: {euros(100_000)} (1 subvention)" in text
    assert f"«\u00a0peche\u00a0»\u00a0: {euros(20_000)} (1 subvention)" in text


@pytest.mark.parametrize("asked", ["mois par mois", "Les subventions mois par mois", "Combien par mois en 2022 ?"])
def test_each_month_has_its_sum(dated, asked):
    text = dated(asked).text
    assert "par mois de décision" in text
    assert f"janvier 2022\u00a0: {euros(120_000)} (2 subventions)" in text
    assert f"mars 2022\u00a0: {euros(3_000)} (1 subvention)" in text
    assert "février" not in text


@pytest.mark.parametrize(
    ("asked", "cents", "lines"),
    [
        ("Combien de subventions attribuées en janvier ?", 120_000, "2 subventions (janvier, jour de la décision)"),
        ("Les subventions du 10 janvier 2022", 100_000, "1 subvention (10 janvier 2022"),
        ("Combien de subventions en mars ?", 3_000, "1 subvention (mars"),
        ("Subventions du mois de mars 2022", 3_000, "1 subvention (mars 2022"),
        ("Combien ont reçu les Ateliers du Nord en janvier ?", 120_000, "2 subventions (janvier"),
    ],
)
def test_a_day_or_a_month_that_is_named_has_its_lines_alone(dated, asked, cents, lines):
    reply = dated(asked)
    if reply.outcome == "clarify":
        reply = dated("Made Métropole")
    assert lines in reply.text
    assert euros(cents) in reply.text
    assert len(dated.lines(reply.lines)) == int(lines.split()[0])


def test_a_month_goes_on_being_meant_until_another_is(dated):
    dated("Combien ont reçu les Ateliers du Nord en janvier ?")
    text = dated("et la Chorale de la Gare ?").text
    assert text.startswith("Aucune subvention ne correspond pour Chorale de la Gare (janvier")
    assert euros(3_000) in dated("et en mars ?").text


@pytest.mark.parametrize(
    "asked",
    [
        "Combien de subventions de janvier à mars ?",
        "Combien de subventions attribuées avant mars ?",
        "Les subventions jusqu'en mars",
    ],
)
def test_what_lies_around_a_month_is_not_that_month(dated, asked):
    text = dated(asked).text
    assert "un mois à la fois" in text
    assert "€" not in text


def test_a_month_that_is_kept_out_is_not_counted_and_said(dated):
    reply = dated("Combien ont reçu les Ateliers du Nord et la Chorale de la Gare sauf en janvier ?")
    assert "(hors janvier, jour de la décision)" in reply.text
    assert euros(3_000) in reply.text
    assert len(dated.lines(reply.lines)) == 1
    assert "Aucune subvention" in dated("et les Ateliers du Nord ?").text


def test_what_lies_before_a_month_goes_on_being_asked(dated):
    dated("Combien ont reçu les Ateliers du Nord avant mars ?")
    assert "un mois à la fois" in dated("et la Chorale de la Gare ?").text


def test_a_month_alone_is_asked_of_what_was_spoken_of(dated):
    dated("Combien ont reçu les Ateliers du Nord ?")
    assert euros(120_000) in dated("en janvier seulement").text
    assert "Aucune subvention" in dated("sauf en janvier").text


@pytest.mark.parametrize(
    ("asked", "cents"),
    [("Combien a été versé le 10 janvier 2022 ?", 100_000), ("Qu'est-ce qui a été payé en mars 2022 ?", 3_000)],
)
def test_what_was_paid_on_a_day_is_told(dated, asked, cents):
    assert euros(cents) in dated(asked).text


def test_a_half_year_is_no_year(dated):
    assert "€" not in dated("Combien au second semestre 2022 ?").text


def test_without_days_a_month_is_not_that_of_the_whole_year(talk):
    reply = talk("Subventions du mois de mai 2022")
    assert (reply.outcome, "€" in reply.text) == ("unknown", False)


def test_without_days_there_are_no_months(talk):
    reply = talk("Les subventions mois par mois")
    assert reply.outcome == "unknown"
    assert "€" not in reply.text


def test_the_second_of_a_top_list_is_pointed_to_without_its_article(talk):
    talk("Qui a reçu le plus ?")
    assert "Croix-Rouge française" in talk("et en deuxième ?").text


@pytest.mark.parametrize("asked", ["Combien a touché le TFC ?", "Combien pour Tisséo ?"])
def test_a_name_that_nobody_bears_is_told(talk, asked):
    reply = talk(asked)
    assert reply.intent == "nom_inconnu"
    assert asked.split()[-2] in reply.text


@pytest.mark.parametrize("asked", ["Quel est le budget de la métropole ?", "Combien la métropole a donné en tout ?"])
def test_the_metropole_is_asked_back_where_another_one_is_known(dated, asked):
    assert dated(asked).outcome == "clarify"
    assert euros(123_000) in dated("Made Métropole").text


@pytest.mark.parametrize("asked", ["Comment demander une subvention ?", "Où déposer un dossier de subvention ?"])
def test_how_to_ask_for_a_grant_is_not_in_the_data(talk, asked):
    reply = talk(asked)
    assert (reply.intent, reply.outcome) == ("demander_une_subvention", "unknown")
    assert "Ville de Made" in reply.text


def test_a_verb_is_no_sector_that_it_resembles_but_for_its_accents(tmp_path):
    talk = talk_over(
        tmp_path,
        "nomAttribuant;nomBeneficiaire;montant;exercice;secteur\n"
        "Ville de Made;Banque;10;2022;Finance\nVille de Made;Caisse;20;2022;Finance\n"
        "Ville de Made;MJC;300;2022;Culture\nVille de Made;Chorale;400;2022;Culture\n",
    )
    assert euros(70_000) in talk("Combien la ville a financé pour la culture ?").text
    assert euros(3_000) in talk("Combien pour le secteur finance ?").text


@pytest.mark.parametrize(
    "asked", ["subventions supérieures à un million d'euros", "Combien de subventions dépassent un million ?"]
)
def test_a_million_bounds_however_it_is_said(tmp_path, asked):
    talk = talk_over(tmp_path, "nomBeneficiaire;montant;exercice\nA;999999;2022\nB;1000001;2022\nC;5000000;2022\n")
    text = talk(asked).text
    assert text.startswith("2 subventions de plus de 1\u202f000\u202f000\u00a0€")
    assert euros(600_000_100) in text


def test_a_file_of_which_nothing_is_told_is_called_by_its_name(tmp_path):
    talk = talk_over(tmp_path, "nomBeneficiaire;montant;exercice\nA;100;2022\n")
    assert "(0f.csv)" in talk("Quelle heure est-il à Tokyo ?").text


CATEGORISED = (
    "nomAttribuant;nomBeneficiaire;montant;exercice;conditionsVersement;secteur;catégorie\n"
    + "".join(f"Ville de Made;Société {place};10;2022;unique;Commerce;Rare {place % 62}\n" for place in range(130))
    + "Ville de Made;Habitat;500;2022;échelonné;Immobilier;Logement social\n"
    + "Ville de Made;Toits;700;2022;Unique;Immobilier;Logement social\n"
    + "Ville de Made;Films;40;2022;échelonné;Culture;Production audiovisuelle\n"
    + "Ville de Made;Images;60;2022;échelonné;Culture;Production audiovisuelle\n"
)
"""Grants of more categories than are named one by one."""


@pytest.fixture(scope="module")
def commerce(tmp_path_factory: pytest.TempPathFactory) -> Talk:
    return talk_over(tmp_path_factory.mktemp("categories"), CATEGORISED)


@pytest.fixture
def categorised(commerce: Talk) -> Talk:
    return Talk(commerce.assistant)


@pytest.mark.parametrize(
    ("asked", "cents", "lines"),
    [
        ("Le logement social pèse combien ?", 120_000, 2),
        ("production audiovisuelle : nb et montant", 10_000, 2),
        ("Combien de subventions versées en plusieurs fois ?", 60_000, 3),
        ("versées en une seule fois", 200_000, 131),
        ("Combien pour la culture, versé en plusieurs fois ?", 10_000, 2),
    ],
)
def test_a_category_of_several_words_and_a_way_of_paying_are_named_anywhere(categorised, asked, cents, lines):
    text = categorised(asked).text
    assert euros(cents) in text
    assert f"{lines} subventions" in text


def test_what_is_of_one_sector_and_of_one_way_of_paying_is_not_compared(categorised):
    assert "\n-" not in categorised("Combien pour la culture, versé en plusieurs fois ?").text


def test_what_no_line_is_of_together_is_told_apart(categorised):
    text = categorised("Combien pour le logement social et la culture ?").text
    assert text.startswith("Aucune subvention ne correspond")
    assert f"Logement social, {euros(120_000)} (2 subventions)" in text
    assert f"Culture, {euros(10_000)} (2 subventions)" in text


def test_a_word_that_is_spelt_right_is_no_misspelt_name(tmp_path):
    talk = talk_over(tmp_path, "nomAttribuant;nomBeneficiaire;montant;exercice\nVille de Made;ONERA;10;2022\n")
    assert "€" not in talk("Combien pour l'opéra ?").text
    assert euros(1_000) in talk("Combien pour l'onéra ?").text


@pytest.mark.parametrize(
    "asked", ["la subvention la plus faible du secteur culture", "Donne la subvention la plus petite en culture"]
)
def test_the_smallest_grant_is_the_smallest(categorised, asked):
    assert categorised(asked).text.startswith(f"1. {euros(4_000)} à Films")


def test_the_average_of_each_value_of_a_column(categorised):
    text = categorised("Montant moyen par secteur").text
    assert f"- Culture\N{NO-BREAK SPACE}: {euros(5_000)} en moyenne (2 subventions)" in text
    assert f"- Immobilier\N{NO-BREAK SPACE}: {euros(60_000)} en moyenne (2 subventions)" in text


def test_ways_of_paying_are_compared(categorised):
    text = categorised("Compare les versements uniques et échelonnés").text
    assert text.startswith(f"versement unique\N{NO-BREAK SPACE}: {euros(200_000)}")
