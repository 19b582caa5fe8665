"""The whole path over published grants."""

import asyncio
import csv
import io
from decimal import Decimal
from statistics import mean, median

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.message import Message
from bot.metrics import Metrics
from bot.server.app import make_app
from bot.settings import load
from bot.store.memory import MemoryStore
from tests.grants.talk import SMALL, euros


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


def test_aid_in_kind_is_told_apart_with_the_sum_that_it_would_make(talk):
    text = talk("Combien a reçu la Croix-Rouge ?").text
    assert "3 subventions" in text
    assert f"pour {euros(300_050)} en tout" in text
    assert f"1 aide en nature, estimée à {euros(30_000)}, hors de cette somme ({euros(330_050)} avec elle)" in text

    assert f"1 aide en nature n’y est pas comptée ({euros(330_050)} en tout avec elle)" in talk("par année").text
    assert "1 aide en nature n’y est pas comptée." in talk("Qui a reçu le plus ?").text


def test_requests_that_were_refused_are_told_by_year_and_by_whom(talk):
    reply = talk("Quelles demandes ont été refusées ?")
    assert reply.text.startswith("1 demande refusée dans Ville de Made")
    assert "AS Colomiers" in reply.text
    assert [line["objet"] for line in talk.lines(reply.lines)] == ["Tournoi"]
    assert talk("et en 2021 ?").outcome == "unknown"
    granted = talk("La Croix-Rouge a-t-elle été refusée en 2021 ?")
    assert granted.outcome == "answered"
    assert euros(100_050) in granted.text
    assert "Tournoi" in talk("L’AS Colomiers a-t-elle été refusée ?").text


@pytest.mark.parametrize(
    "asked", ["Comment s’appelle le président de la Croix-Rouge ?", "Comment se nomme la trésorière de la MJC Roguet ?"]
)
def test_who_runs_a_beneficiary_is_not_told(talk, asked):
    reply = talk(asked)
    assert reply.outcome == "unknown"
    assert "Ollier" not in reply.text


def test_requests_that_were_refused_are_asked_about_in_other_words(talk):
    for asked in (
        "Quels dossiers déposés en 2022 n’ont pas été retenus ?",
        "Combien de demandes ont été rejetées en tout ?",
        "Quelles candidatures ont été refusées en 2022 ?",
    ):
        assert "Tournoi" in talk(asked).text, asked


def test_a_line_of_nought_whose_conditions_of_payment_say_so_is_a_refused_request(importing):
    rows = "A;0;demande non retenue\nB;0;unique\nC;;Refusé\nD;100;demande non retenue\n"
    imported = importing(f"nomBeneficiaire;montant;conditionsVersement\n{rows}")

    assert imported.rows("SELECT name, status FROM grants ORDER BY line") == [
        ("A", "refusée"),
        ("B", "inconnue"),
        ("C", "refusée"),
        ("D", "accordée"),
    ]


def test_requests_that_were_refused_may_be_left_out_as_they_always_are(talk):
    assert euros(900_000) in talk("La plus petite subvention de la culture, hors demandes refusées ?").text
    assert "Tournoi" not in talk("La plus petite aide de 2022, sans compter les refus ?").text


@pytest.mark.parametrize("asked", ["et il consiste en quoi ?", "en quoi ça consiste ?", "c’était pour quel matériel ?"])
def test_what_a_grant_consists_of_is_what_it_is_for(talk, asked):
    talk("Qui a reçu le plus en 2022 ?")
    text = talk(asked).text
    assert text.startswith("MJC Roguet")
    assert "«\xa0Danse\xa0»" in text


def test_averages_are_also_told_with_aid_in_kind(talk):
    text = talk("La moyenne des subventions du secteur Social").text
    money, each = [100_050, 200_000, 50_000, 70_000], [100_050, 200_000, 30_000, 50_000, 70_000]
    assert text.startswith(f"{euros(round(mean(money)))} en moyenne")
    average, middle = euros(round(mean(each))), euros(round(median(each)))
    assert f"avec elle\N{NO-BREAK SPACE}: {average} en moyenne, {middle} pour la médiane" in text


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
    assert "Aucune donnée en 2019 pour Croix-Rouge française" in text
    assert "de 2021 à 2022" in text
    assert talk("et en 2018 ?").outcome == "unknown"


def test_a_name_that_several_bear_is_asked_back_and_chosen(talk):
    reply = talk("Combien a reçu la mision locale ?")
    assert reply.outcome == "clarify"
    assert [button.title for button in reply.buttons] == ["Mission locale du Nord", "Mission locale du Sud"]
    assert euros(70_000) in talk("Mission locale du Sud").text


def test_a_request_that_was_refused_is_no_grant(talk):
    text = talk("Combien a reçu l'AS Colomiers ?").text
    assert "aucune subvention accordée" in text
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
    exactly = talk("Une subvention de 1 000,50 € ?").lines
    assert [line["montant"] for line in talk.lines(exactly)] == ["1000,50"]


def counted(lines) -> Decimal:
    return sum((Decimal(line["compté (€)"].replace(",", ".") or 0) for line in lines), Decimal(0))


@pytest.mark.parametrize(
    ("asked", "lines", "cents"),
    [
        ("le top 2", {"2", "3", "4", "7"}, Decimal("12000.50")),
        ("Les 2 plus grosses subventions ?", {"3", "7"}, Decimal(11000)),
        ("Qui a reçu plus de 5 000 € ?", {"7"}, Decimal(9000)),
    ],
)
def test_a_ranking_has_exactly_its_lines(talk, asked, lines, cents):
    found = talk.lines(talk(asked).lines)
    assert {line["ligne"] for line in found} == lines
    assert counted(found) == cents


def test_what_each_line_counts_for_adds_up_to_the_figure(talk_about):
    talk = talk_about(
        "nomBeneficiaire;montant;nature;statut;pourcentageSubvention\nA;1000;aide en numéraire;accordée;0,6\n"
        "B;300;aide en nature;accordée;1\nC;200;;refusée;1\nD;;;accordée;1\nE;12,5;;;1\n"
    )
    reply = talk("Le total ?")
    lines = talk.lines(reply.lines)
    assert counted(lines) == Decimal("612.50")
    assert euros(61_250) in reply.text
    assert [line["non compté"] for line in lines] == ["", "aide en nature", "demande refusée", "montant inconnu", ""]
    assert counted(talk.lines(talk("Les aides en nature ?").lines)) == 300


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
        "exactement=1.005",
        "exactement=.5",
        "annee=2022.5",
    ):
        assert talk.assistant.lines(digest, query) is None, query
    assert talk.assistant.lines("0" * 16, "") is None


def test_two_publications_are_never_added_up(talk_about):
    talk = talk_about(SMALL, SMALL.replace("MJC Roguet", "MJC Autre"))
    assert talk("Combien de subventions en tout ?").outcome == "clarify"


def test_what_the_bot_knows_besides_stays_known(talk):
    assert "CRM" in talk("Vincennes a gagné quoi ?").text
    assert "923" in talk("Quel est le montant total des subventions ?").text


def test_what_may_be_asked_of_both_subjects_is_asked_of_grants_unless_the_other_one_is_spoken_of(talk):
    asked = "Quel est le montant total des subventions ?"
    reply = talk(asked)
    assert euros(1_320_050) in reply.text
    assert "de Ville de Made" in reply.text

    assert "Stationnement intelligent" in talk("Quel est le projet d'Antony ?").text
    assert "923" in talk(asked).text
    talk("Combien a reçu la Croix-Rouge ?")
    assert euros(1_320_050) in talk(asked).text


@pytest.mark.parametrize("asked", ["Quel mois a été le plus généreux ?", "Et le plus gros mois ?", "et en tout ?"])
def test_after_grants_what_is_said_of_no_other_subject_is_asked_of_them(talk, asked):
    talk("Qui a reçu le plus ?")
    assert "FMIN" not in talk(asked).text.partition("ni dans")[0]


@pytest.mark.parametrize(
    "asked",
    [
        "Combien a reçu le Stade Toulousain ?",
        "combien d'argent a reçu Zoé Xyrus",
        "Que touche Jean Dupont ?",
        "combien a touché le club de boxe machin",
        "combien a reçu l'association des joyeux lurons",
        "combien pour l'asso zouzou",
        "Le club de plongée, il a eu quoi ?",
        "la fédération de pêche, elle a touché combien ?",
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


async def test_lines_are_served_as_csv_that_never_changes(talk):
    reply = talk("Combien a reçu la MJC Roguet ?")
    app = make_app(talk.assistant, load({"LAUREAT_RATE_LIMIT": "0"}), MemoryStore(), Metrics({}))
    async with TestClient(TestServer(app)) as client:
        answered = await client.get(reply.lines)
        assert answered.status == 200
        assert answered.content_type == "text/csv"
        assert "immutable" in answered.headers["Cache-Control"]
        text = await answered.text()
        assert text.startswith("\ufeff")
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
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
        ("les subventions de + de 5 millions", ["Aucune subvention de plus de 5\u202f000\u202f000"]),
        ("subventions de plus de 5k", ["1 subvention", euros(900_000)]),
        ("subventions d'au moins 700 €", ["4 subventions", "d’au moins 700\u00a0€", euros(1_270_050)]),
        ("Combien de subventions ont atteint 700 € ?", ["4 subventions", "d’au moins 700\u00a0€", euros(1_270_050)]),
        ("Quelles aides n’ont pas atteint les 700 € ?", ["2 subventions", "de moins de 700\u00a0€", euros(50_000)]),
        ("subventions entre 500 et 700 €", ["2 subventions", euros(120_000)]),
        ("subventions jusqu'à 700 euros", ["3 subventions", "d’au plus 700\u00a0€", euros(120_000)]),
        ("subventions de 500 à 700 €", ["2 subventions", euros(120_000)]),
        ("subventions de plus de 1,5 k€", ["2 subventions", "de plus de 1\u202f500\u00a0€", euros(1_100_000)]),
        ("qui a reçu plus de 1 k€ ?", ["2 bénéficiaires", "plus de 1\u202f000\u00a0€"]),
        ("qui a reçu entre 1 et 2 M€ ?", ["Aucun bénéficiaire avec au moins 1\u202f000\u202f000\u00a0€"]),
        ("qui a reçu plus de 2 500 € ?", ["2 bénéficiaires", f"Croix-Rouge française\u00a0: {euros(300_050)}"]),
        ("qui a reçu plus de 2 500 € en 2021 ?", ["Aucun bénéficiaire avec plus de 2\u202f500\u00a0€ en tout en 2021"]),
        ("qui a eu 1 000,50 € ?", [f"1. {euros(100_050)} à Croix-Rouge"]),
        ("une subvention de 1000,5 euros ?", ["1 subvention d’exactement 1\u202f000,50\u00a0€"]),
        ("les subventions de plus de 1 000,50 €", ["2 subventions", "de plus de 1\u202f000,50\u00a0€"]),
        ("les subventions entre 1 000,25 et 1 000,75 €", ["1 subvention d’au moins 1\u202f000,25\u00a0€"]),
        ("qui a reçu mille virgule cinq euros", [f"1. {euros(100_050)} à Croix-Rouge"]),
        ("qui a reçu entre 400 et 800 € ?", ["2 bénéficiaires", "Mission locale du Nord", "Mission locale du Sud"]),
        ("qui a touché plus de mille euros ?", ["2 bénéficiaires", "Croix-Rouge", "MJC"]),
        ("combien depuis 2022 ?", [euros(1_100_000), "1 demande refusée"]),
        ("combien pour la MJC Roguet en 22 ?", ["1 subvention en 2022", euros(900_000)]),
        ("combien pour la MJC Roguet en 21 ?", ["en 2021"]),
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
        ("Les mises à disposition gratuites, ça représente quelle valeur ?", ["1 aide en nature", euros(30_000)]),
        (
            "Ces données sont-elles complètes ?",
            ["6 subventions", "De petites subventions y figurent", "rien ne dit si toutes y sont"],
        ),
        ("Quelles années sont couvertes par les données que vous consultez ?", ["de 2021 à 2022"]),
        ("quelle période couvre le fichier que tu lis ?", ["de 2021 à 2022"]),
        ("combien de bénefs en 2021", ["3 bénéficiaires"]),
    ],
)
def test_each_kind_of_question(talk, asked, said):
    text = talk(asked).text
    assert [one for one in said if one not in text.replace("\u202f%", " %")] == [], text


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


def test_the_next_of_a_list_is_asked_back_where_there_is_none(talk):
    talk("Liste des subventions")
    assert "la suite" not in talk("Liste des subventions").text
    assert talk("la suite").outcome != "answered"


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


def test_who_gives_may_be_called_in_short(talk_about):
    talk = talk_about("nomAttribuant;nomBeneficiaire;montant;exercice\nDépartement de Made;Oc;5;2022\n")
    assert euros(500) in talk("cb en tt le dpt a filé en 2022").text


def test_how_much_several_got_may_be_asked_before_their_name(talk_about):
    talk = talk_about(
        "nomBeneficiaire;montant;exercice\nSAS Diables Bleus;10;2022\nSAS Diables Bleus;4;2021\nOc;5;2022\n"
    )
    text = talk("Combien ont reçu les Diables Bleus en 2022 ?").text
    assert text.startswith("SAS Diables Bleus\xa0: 1 subvention")
    assert euros(1_000) in text


def test_private_persons_may_be_one_or_as_many_as_their_grants(talk_about):
    persons = ["M. Jean Dupont;9;2022", "Mme Anne Martin;8;2022", "Mme Anne Martin;7;2022", "Chorale Alpha;6;2022"]
    talk = talk_about("\n".join(["nomBeneficiaire;montant;exercice", *persons, "Chorale Beta;5;2021"]))
    assert talk("Combien de bénéficiaires en 2022 ?").text.startswith("2 à 4 bénéficiaires")
    assert "à 2 bénéficiaires au moins" in talk("Combien de subventions en 2022 ?").text
    assert talk("Combien de bénéficiaires en 2021 ?").text.startswith("1 bénéficiaire,")


def test_who_comes_after_another_in_the_ranking(talk):
    text = talk("Qui a reçu le plus après la Croix-Rouge ?").text
    assert text.startswith(f"Après Croix-Rouge française ({euros(300_050)})\xa0:\n- Mission locale du Sud")
    assert "MJC" not in text
    text = talk("qui arrive après la mission locale du Nord ?").text
    assert text.startswith("Aucun bénéficiaire n’a reçu moins que Mission locale du Nord")


def test_private_persons_are_not_told(talk):
    reply = talk("Combien de particuliers ont reçu une subvention ?")
    assert (reply.outcome, "€" in reply.text) == ("unknown", False)


def test_what_the_fund_names_is_said_of_grants_once_they_are_spoken_of(talk_about):
    lines = "nomAttribuant;nomBeneficiaire;objet;montant\nMade;Les Toits;Étude d'urbanisme;70\nMade;Les Murs;Bal;5\n"
    talk = talk_about(lines)
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
        ("plus de 8 000 €", "1 bénéficiaire avec plus de 8"),
        ("qui a eu > 8000 €", "1 bénéficiaire avec plus de 8"),
        ("nb de subv < 600 €", "2 subventions de moins de 600\u00a0€"),
        ("les deux plus grosses associations de la culture", "MJC Roguet"),
        ("Qui a eu exactement 3 000 € ?", "Aucun bénéficiaire avec exactement 3"),
    ],
)
def test_an_amount_may_be_said_exactly(talk, asked, told):
    assert told in talk(asked).text


def test_who_got_several_grants_has_them_counted(talk):
    asked = "Qui a reçu plusieurs subventions ?"
    reply = talk(asked)
    assert reply.text.startswith("1 bénéficiaire avec au moins 2 subventions")
    assert f"Croix-Rouge française\u00a0: 2 subventions, {euros(300_050)}" in reply.text
    assert "Aucun bénéficiaire n’a plus de 2 subventions" in talk("Qui a reçu plus de 2 subventions ?").text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Qui a reçu exactement 2 subventions ?", "1 bénéficiaire avec exactement 2 subventions"),
        ("Combien d'associations ont touché au moins 3 aides ?", "Aucun bénéficiaire n’a au moins 3 subventions"),
        ("Qui a été aidé trois fois ?", "Aucun bénéficiaire n’a exactement 3 subventions"),
        ("Quelles associations ont reçu trois aides ou plus ?", "Aucun bénéficiaire n’a au moins 3 subventions"),
        ("Qui n'a eu qu'une subvention ?", "3 bénéficiaires avec exactement 1 subvention"),
        ("Combien ont reçu plus de 3 subventions ?", "Je n’ai pas compris ce que 3 vient préciser"),
        ("Qui a plus de 20 euros de subventions ?", "plus de 20\u00a0€"),
    ],
)
def test_a_number_of_grants_is_no_amount(talk, asked, told):
    assert told in talk(asked).text


def test_the_second_of_a_top_list_is_pointed_to_without_its_article(talk):
    talk("Qui a reçu le plus ?")
    assert "Croix-Rouge française" in talk("et en deuxième ?").text


@pytest.mark.parametrize("asked", ["Combien a touché le TFC ?", "Combien pour Tisséo ?"])
def test_a_name_that_nobody_bears_is_told(talk, asked):
    reply = talk(asked)
    assert reply.intent == "nom_inconnu"
    assert asked.split()[-2] in reply.text


@pytest.mark.parametrize("asked", ["Comment demander une subvention ?", "Où déposer un dossier de subvention ?"])
def test_how_to_ask_for_a_grant_is_not_in_the_data(talk, asked):
    reply = talk(asked)
    assert (reply.intent, reply.outcome) == ("demander_une_subvention", "unknown")
    assert "Ville de Made" in reply.text


@pytest.mark.parametrize(
    "asked", ["subventions supérieures à un million d'euros", "Combien de subventions dépassent un million ?"]
)
def test_a_million_bounds_however_it_is_said(talk_about, asked):
    talk = talk_about("nomBeneficiaire;montant;exercice\nA;999999;2022\nB;1000001;2022\nC;5000000;2022\n")
    text = talk(asked).text
    assert text.startswith("2 subventions de plus de 1\u202f000\u202f000\u00a0€")
    assert euros(600_000_100) in text


def test_a_file_of_which_nothing_is_told_is_called_by_its_name(talk_about):
    talk = talk_about("nomBeneficiaire;montant;exercice\nA;100;2022\n")
    assert "(0f.csv)" in talk("Quelle heure est-il à Tokyo ?").text


def test_a_word_that_is_spelt_right_is_no_misspelt_name(talk_about):
    talk = talk_about("nomAttribuant;nomBeneficiaire;montant;exercice\nVille de Made;ONERA;10;2022\n")
    assert "€" not in talk("Combien pour l'opéra ?").text
    assert euros(1_000) in talk("Combien pour l'onéra ?").text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Qui a eu plus de 600 et moins de 4 000 € ?", ["Croix-Rouge française", "Mission locale du Sud"]),
        ("Qui a eu au moins 500 € mais moins de 700 € ?", ["Mission locale du Nord"]),
        ("Qui a touché 700 euros ?", ["Mission locale du Sud"]),
    ],
)
def test_amounts_bound_from_both_sides_or_are_named(talk, asked, told):
    lines = [line for line in talk(asked).text.splitlines() if line.startswith("- ")]
    assert [line[2:].partition("\u00a0:")[0] for line in lines] == told


def test_an_amount_that_no_beneficiary_has_in_all_may_be_that_of_one_grant(talk):
    reply = talk("Qui a reçu exactement 2 000 € ?")
    assert f"1. {euros(200_000)} à Croix-Rouge française en 2022" in reply.text
    assert [line["montant"] for line in talk.lines(reply.lines)] == ["2000"]


@pytest.mark.parametrize("asked", ["Sous quelle délibération la MJC Roguet a-t-elle été aidée ?"])
def test_a_decision_that_no_line_tells_is_not_known(talk, asked):
    reply = talk(asked)
    assert reply.outcome == "unknown"
    assert "MJC Roguet" in reply.text


def test_what_a_file_says_of_a_beneficiary_beside_its_grants(talk):
    assert "secteur\u00a0: Culture" in talk("La MJC Roguet, quelle forme juridique ?").text
    assert "secteur\u00a0: Culture" in talk("c'est quel genre de structure ?").text


def test_years_are_told_one_by_one_with_the_best(talk):
    text = talk("Quelle a été la meilleure année de la Croix-Rouge ?").text
    assert f"2021\u00a0: {euros(100_050)} (1 subvention)" in text
    assert f"La plus grosse année\u00a0: 2022, avec {euros(200_000)}" in text


@pytest.mark.parametrize("total", ["total ?", "et en tout ?", "ça fait combien en tout ?"])
def test_the_sum_of_those_just_told_is_theirs(talk, total):
    talk("Combien pour le social en 2022 ?")
    text = talk(total).text
    assert euros(420_050) in text
    assert "(Social)" in text


def test_the_sum_of_all_grants_is_said_to_be_that(talk):
    talk("Combien pour le social ?")
    assert euros(1_320_050) in talk("Quel est le total des subventions ?").text


def test_a_list_goes_on_after_its_count(talk_about):
    lines = "".join(f"Association {chr(65 + number)}xyz;{number + 1}0;Sport\n" for number in range(14))
    talk = talk_about(f"nomBeneficiaire;montant;secteur\n{lines}")
    assert "14 subventions" in talk("Combien de subventions pour le sport ?").text
    assert talk("la suite").text.splitlines()[1].startswith(f"1. {euros(14_000)}")


def test_two_that_were_asked_about_in_turn_are_compared(talk):
    talk("Combien a reçu la MJC Roguet ?")
    talk("Et la Croix-Rouge ?")
    assert f"L’écart est de {euros(900_000 - 300_050)}" in talk("Quelle est la différence entre les deux ?").text


@pytest.mark.parametrize(
    "asked", ["combien a touché la sécurité sociale ?", "la ligue contre le cancer a eu combien ?"]
)
def test_who_bears_a_name_of_everyday_words_and_is_not_there_is_not_known(talk, asked):
    reply = talk(asked)
    assert reply.outcome == "unknown"
    assert "Je ne trouve pas" in reply.text


def test_a_name_to_which_its_article_was_written_is_found(talk):
    assert euros(300_050) in talk("lacroix rouge combien").text


def test_which_of_two_asked_about_in_turn_got_more(talk):
    talk("Combien a reçu la MJC Roguet ?")
    talk("Et la Croix-Rouge ?")
    text = talk("Lequel des deux a reçu le plus ?").text
    assert text.startswith(f"MJC Roguet\u00a0: {euros(900_000)}")
    assert euros(300_050) in text


@pytest.mark.parametrize("asked", ["total 2021-2022", "total 2021 - 2022", "total 2021/2022", "total de 2021 à 2022"])
def test_years_in_a_row_are_all_meant(talk_about, asked):
    talk = talk_about("nomBeneficiaire;montant;exercice\nA bis;1;2020\nB bis;2;2021\nC bis;4;2022\nD bis;8;2023\n")
    assert f"pour {euros(600)} en tout" in talk(asked).text


def test_the_difference_between_two_years_is_of_both(talk):
    assert "L’écart est de" in talk("Quelle différence entre 2021 et 2022 ?").text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("plus de 1 k et moins de 5 k", "1 bénéficiaire avec plus de 1\N{NARROW NO-BREAK SPACE}000"),
        ("moins de 1000e", "2 bénéficiaires avec moins de 1\N{NARROW NO-BREAK SPACE}000"),
        ("Combien de subventions sous 1000 € ?", "3 subventions de moins de 1\N{NARROW NO-BREAK SPACE}000"),
    ],
)
def test_an_amount_alone_bounds_what_each_got(talk, asked, told):
    reply = talk(asked)
    assert reply.outcome == "answered"
    assert told in reply.text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_small_number_alone_is_of_no_amount(talk):
    assert talk("plus de 3 ?").outcome == "out_of_scope"


def test_whom_an_ambiguous_name_meant_is_told_though_they_got_nothing_of_what_was_asked(talk):
    assert talk("La mission locale de la culture a touché combien ?").outcome == "clarify"
    reply = talk("Mission locale du Sud")
    assert reply.text.startswith("Mission locale du Sud")
    assert euros(70_000) in reply.text


def test_a_suggestion_about_the_fund_stays_about_it_where_grants_are_known_too(talk):
    told = talk("Combien de projets à Montreuil ?")
    tapped = next(button.payload for button in told.buttons if "territoires" in button.payload)
    assert "Grand Orly Seine Bièvre" in talk(tapped).text


@pytest.mark.parametrize("asked", ["Total avec le nature 2022", "Combien en 2022, aides en nature comprises ?"])
def test_aid_in_kind_that_is_to_be_counted_as_well_is_told_with_the_rest(talk, asked):
    text = talk(asked).text
    assert euros(1_100_000) in text
    assert f"{euros(1_130_000)} avec elle" in text


def test_what_is_given_for_children_or_for_the_old_is_read_off_lines(talk_about):
    talk = talk_about(
        "nomBeneficiaire;objet;montant;exercice;secteur\n"
        "Crèche Pomme;Accueil;900;2022;Petite enfance\n"
        "Amicale des retraités;Sorties;300;2022;Social\n"
    )
    assert "Crèche Pomme" in talk("À qui on donne pour les enfants ?").text
    assert "Amicale des retraités" in talk("et pour les personnes âgées ?").text


@pytest.mark.parametrize(("header", "told"), [("Montant payé", "Montant payé"), ("montant", "attribués")])
def test_whether_amounts_are_voted_or_paid_is_told_by_their_column(talk_about, header, told):
    reply = talk_about(f"nomBeneficiaire;{header};exercice\nMJC;5;2022\n")("C'est voté ou payé ?")

    assert reply.outcome == "unknown"
    assert told in reply.text


def test_an_amount_that_cannot_be_read_is_not_said_to_be_missing(talk_about):
    talk = talk_about("nomBeneficiaire;montant;exercice\nMJC;douze;2022\nClub;4;2022\nJudo;3;2022\n")
    assert "Le montant n’est pas dit, ou pas lisiblement." in talk("Combien a reçu la MJC ?").text


@pytest.mark.parametrize(
    "asked", ["La plus grosse subvention de 2022, elle est pour qui ?", "la plus élevée en 2022, elle est pour qui ?"]
)
def test_the_greatest_that_is_named_first_is_told_with_whose_it_is(talk, asked):
    assert f"1. {euros(900_000)} à MJC Roguet" in talk(asked).text


@pytest.mark.parametrize("asked", ["À quoi ça a servi, l’argent de la MJC Roguet ?", "ça a servi à quoi la MJC Roguet"])
def test_what_money_was_for_may_be_asked_before_it_is_named(talk, asked):
    assert "Danse" in talk(asked).text


@pytest.mark.parametrize(
    "asked",
    [
        "Quel projet la ville a-t-elle entendu soutenir auprès de la MJC Roguet ?",
        "Quels projets de la MJC Roguet en 2022 ?",
    ],
)
def test_the_projects_of_one_body_are_what_its_grants_are_for(talk_about, asked):
    said = talk_about(SMALL)(asked).text
    assert said.startswith("MJC Roguet, 1 subvention")
    assert "«\xa0Danse\xa0»" in said
