from concurrent.futures import ThreadPoolExecutor
from itertools import product
from threading import Barrier

import apsw
import pytest
from rapidfuzz.distance import OSA

from bot.french.sound import sound
from bot.grants.names import MOST_HEARD, MOST_NEAR, MOST_POSTINGS, SHORTEST_HEARD, Names, build
from bot.understanding.index import tolerance
from tests.grants.talk import SMALL, euros

BODIES = (
    "association sportive de colomiers",
    "union sportive colomiers football",
    "comite des fetes de tournefeuille",
    "harmonie de tournefeuille",
    "ccas de blagnac",
    "mjc roguet",
    "theatre du grand rond",
)


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    path = tmp_path_factory.mktemp("names") / "names.sqlite"
    build(path, [(number * 10, body) for number, body in enumerate(BODIES)])
    index = Names(path)
    yield index
    index.close()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Harmonie de Tournefeuille", 3),
        ("armonie tournefeuille", 3),
        ("tournefueille comité fêtes", 2),
        ("USM Colomiers union sportive", 1),
        ("théatre du grand ron", 6),
        ("mjc roguet", 5),
        ("blagnca", 4),
    ],
)
def test_a_name_is_found_misspelt_and_in_any_order(names, asked, found):
    assert names.find(asked)[0].beneficiary == found * 10


def test_two_that_fit_are_both_found(names):
    assert {one.beneficiary for one in names.find("colomiers sportive")[:2]} == {0, 10}


def test_the_same_words_have_a_score_of_one(names):
    assert names.find("roguet MJC")[0].score == 1
    assert names.find("roguet MJK")[0].score < 1


def test_what_is_like_nothing_is_not_found(names):
    assert names.find("zzzzzz") == []
    assert names.find("") == []


def test_a_known_word_is_not_taken_for_its_neighbour(names):
    assert [near.edits for near in names.words_near("mjc")] == [0]
    assert names.words_near("mj") == []


LETTERS = "abc"
WORDS = [*map("".join, product(LETTERS, repeat=4)), *("".join(one) * 2 for one in product(LETTERS, repeat=4))]


def edited(word):
    """A word with one edit of each sort at each place."""
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
        yield f"{word[:place]}z{word[place:]}"
        yield f"{word[:place]}z{word[place + 1 :]}"
        yield word[:place] + word[place : place + 2][::-1] + word[place + 2 :]


def test_every_word_near_a_misspelt_one_is_found(tmp_path):
    path = tmp_path / "names.sqlite"
    build(path, enumerate(WORDS))
    index = Names(path)
    asked = {twice for word in WORDS[::7] for once in edited(word) for twice in (once, *list(edited(once))[::5])}
    for word in sorted(asked - {*WORDS})[::23]:
        alike = {known for known in WORDS if len(word) >= SHORTEST_HEARD <= len(known) and sound(word) == sound(known)}
        far = {known: OSA.distance(word, known) for known in WORDS}
        edits = sorted(
            far[known] if far[known] <= tolerance(len(known)) else min(MOST_HEARD, far[known])
            for known in WORDS
            if far[known] <= tolerance(len(known)) or known in alike
        )
        assert [near.edits for near in index.words_near(word)] == (
            edits[:MOST_NEAR] if tolerance(len(word) + 1) else []
        )
    index.close()


@pytest.mark.parametrize(
    ("written", "meant"), [("debrouyards", "debrouillards"), ("anploi", "emploi"), ("dramatik", "dramatique")]
)
def test_a_word_is_found_by_how_it_sounds(tmp_path, written, meant):
    path = tmp_path / "names.sqlite"
    build(path, enumerate(("petits debrouillards", "pole emploi", "centre dramatique")))
    index = Names(path)
    assert [near.text for near in index.words_near(written)] == [meant]
    index.close()


def test_names_are_found_by_a_rare_word_among_those_of_a_common_one(tmp_path):
    path = tmp_path / "names.sqlite"
    common = [f"comite numero{number}" for number in range(MOST_POSTINGS + 5)]
    build(path, enumerate([*common, "comite de blagnac"]))
    index = Names(path)
    assert index.find("comité blagnac")[0].beneficiary == len(common)
    assert index.find("comite numero7")[0].beneficiary == 7
    # Of a common word alone, the first.
    assert len(index.find("comité", most=20)) == 20
    index.close()


def test_words_are_found_again_however_few_are_remembered(names, monkeypatch):
    monkeypatch.setattr("bot.grants.names.MOST_REMEMBERED", 1)
    asked = ["mjc", "theatre", "inconnu", "rond"]

    for _ in range(2):
        assert set(names.words(asked)) == {"mjc", "theatre", "rond"}
        assert [names.words([word]).keys() for word in ("inconnu", "mjc")] == [set(), {"mjc"}]


def test_threads_that_look_for_the_same_word_at_once_all_find_it(tmp_path):
    words = [f"mot{number}" for number in range(300)]
    build(tmp_path / "names.sqlite", enumerate(words))
    names, together = Names(tmp_path / "names.sqlite"), Barrier(4)

    def look(word):
        together.wait(timeout=10)
        return set(names.words([word]))

    with ThreadPoolExecutor(4) as pool:
        for word in words:
            assert list(pool.map(look, [word] * 4)) == [{word}] * 4
    names.close()


def test_an_index_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(apsw.Error):
        Names(tmp_path / "names.sqlite")

    assert not list(tmp_path.iterdir())


WORDS = """nomBeneficiaire;objet;montant;annee
Harmonie municipale de Pern;Tubas;700;2022
Centre municipal de santé;Vaccins;900;2022
Mission locale Moselle Est;Emploi;500;2022
Escrime pernoise;Fleurets;300;2022
"""


@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        ("combien pour harmonie municipal ?", 70_000),
        ("combien pour le centre municipal ?", 90_000),
        ("Qu’est-ce que la mission locale a eu ?", 50_000),
        ("combien pour la mission locale Moselle Est ?", 50_000),
        ("bon alors le club d’escrime", 30_000),
    ],
)
def test_a_name_is_called_in_another_gender_or_beside_little_words(talk_about, asked, cents):
    assert euros(cents) in talk_about(WORDS)(asked).text


TOWN = """nomAttribuant;nomBeneficiaire;objet;montant;exercice
VILLE DE HAGUENAU;Judo Club;Tatamis;700;2022
VILLE DE HAGUENAU;Chorale;Partitions;900;2023
"""
METROPOLE = TOWN.replace("VILLE DE HAGUENAU", "Toulouse Métropole")


@pytest.mark.parametrize(
    ("file", "asked", "cents"),
    [
        (TOWN, "qui a reçu le plus de subventions à Haguenau ?", 90_000),
        (TOWN, "total des subventions de Haguenau en 2022", 70_000),
        (METROPOLE, "qui a reçu le plus de subventions à Toulouse ?", 90_000),
    ],
)
def test_the_town_of_the_grantor_is_no_town_elsewhere(talk_about, file, asked, cents):
    reply = talk_about(file)(asked)
    assert reply.outcome == "answered"
    assert euros(cents) in reply.text


PHARMACIES = """nomAttribuant;nomBeneficiaire;objet;montant;exercice
Ville;Pharmacie Rouzaud;Aide;900;2022
Ville;Pharmacie Saint-Georges;Aide;800;2022
Ville;Judo Club;Aide;700;2022
"""


def test_those_of_whose_names_a_word_of_another_subject_is_a_part_are_not_denied(talk_about):
    talk = talk_about(PHARMACIES)
    told = talk_about(PHARMACIES)("les pharmacies ont eu combien ?").text
    assert "Pharmacie Rouzaud" in told
    assert "Pharmacie Saint-Georges" in told
    asked = talk("la pharmacie a eu combien ?")
    assert asked.outcome == "clarify"
    assert [button.title for button in asked.buttons] == ["Pharmacie Rouzaud", "Pharmacie Saint-Georges"]
    assert euros(80_000) in talk("la deuxième").text
    assert talk_about(PHARMACIES)("quelle pharmacie est ouverte ce soir ?").outcome == "out_of_scope"


def test_a_word_of_another_subject_is_no_name_misspelt(talk_about):
    file = "nomBeneficiaire;objet;montant;exercice\nONERA;Aide;900;2022\nJudo Club;Aide;700;2022\n"
    reply = talk_about(file)("combien a touché l’Opéra ?")
    assert reply.outcome == "unknown"
    assert "Opéra" in reply.text
    assert euros(90_000) in talk_about(file)("combien a touché l’Onéra ?").text


CRECHES = """nomBeneficiaire;objet;montant;exercice
Crèche les Ti Babas;Accueil;880;2022
Crèche les Marmailles;Accueil;760;2022
Judo Club;Saison;70;2022
"""


def test_a_word_of_another_subject_before_the_names_that_hold_it_is_of_those(talk_about):
    talk = talk_about(CRECHES)
    assert euros(164_000) in talk("Additionne ce qu’ont eu les deux crèches, Ti Babas et Marmailles").text
    assert talk_about(CRECHES)("La crèche ouvre à quelle heure ?").outcome == "out_of_scope"


@pytest.mark.parametrize(
    "asked",
    [
        "La Croix-Rouge a-t-elle été aidée ?",
        "Serait-il possible de savoir si la Croix-Rouge figure parmi les organismes soutenus ?",
    ],
)
def test_a_name_whose_words_hyphens_join_is_told_whole(talk_about, asked):
    reply = talk_about(CRECHES)(asked)
    assert reply.intent == "nom_inconnu"
    assert "«\xa0Croix-Rouge\xa0»" in reply.text


@pytest.mark.parametrize("asked", ["La danse zorglub a reçu une aide ?", "Combien a eu la danse zorglub ?"])
def test_a_theme_that_a_strange_word_follows_is_rather_a_name(talk, asked):
    reply = talk(asked)
    assert reply.intent == "nom_inconnu"
    assert "zorglub" in reply.text


@pytest.mark.parametrize("asked", ["Combien pour Récup’Vert ?", "combien pour recup vert", "la recupvert, combien ?"])
def test_an_apostrophe_in_a_name_that_elides_nothing_cuts_no_word(talk_about, asked):
    talk = talk_about("nomBeneficiaire;montant\nRessourcerie Recup'Vert;120\nEspace Vert;30\n")
    assert talk(asked).text.startswith("Ressourcerie Recup'Vert")


IN_CLOUE = """nomBeneficiaire;montant;commune
Foyer rural de Cloué;120;Cloué
Foyer rural de Tercé;90;Tercé
Fanfare de Vivonne à Cloué;30;Cloué
Judo Club de Jaunay;50;Jaunay
CCAS de Jaunay;80;Jaunay
CCAS de Chauvigny;70;Chauvigny
"""


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Qui a eu le plus, le Judo Club de Jaunay ou le CCAS de Jaunay ?", ["Judo Club de Jaunay", "CCAS de Jaunay"]),
        ("Foyer rural de Cloué ou Fanfare de Vivonne à Cloué, qui a eu le plus ?", ["Foyer rural de Cloué", "Fanfare"]),
        ("Qui a eu le plus, foyer rural de Cloué et fanfare de Vivonne à Cloué ?", ["Foyer rural de Cloué", "Fanfare"]),
    ],
)
def test_two_names_that_share_a_word_are_both_meant_on_either_side_of_what_joins_them(talk_about, asked, told):
    text = talk_about(IN_CLOUE)(asked).text
    assert "L’écart est de" in text
    assert all(name in text for name in told)


RELIEF = """nomBeneficiaire;montant;annee
Secours populaire français, comité de Pern;120;2022
Secours catholique, équipe de Pern;90;2022
"""


def test_two_names_are_compared_by_what_they_are_called_in_short(talk_about):
    text = talk_about(RELIEF)("sec pop ou sec catho ki a le +").text

    assert "Secours populaire français" in text.split("contre")[0]
    assert "Secours catholique" in text.split("contre")[1]


def test_a_strange_name_before_all_that_is_asked(talk_about):
    reply = talk_about(SMALL)("Les Choucas Dorés, combien en 2022 ?")
    assert reply.outcome == "unknown"
    assert "Choucas Dorés" in reply.text


def test_what_no_line_tells_is_not_looked_for_among_our_projects(talk_about):
    reply = talk_about(SMALL)("Y a-t-il des artisans parmi les bénéficiaires ?")
    assert reply.outcome == "unknown"
    assert "projets" not in reply.text


def test_how_many_are_in_a_theme_are_not_those_that_came_anew(talk_about):
    assert talk_about(SMALL)("Combien d'associations apparaissent dans la culture ?").text.startswith("1 bénéficiaire")


def test_how_much_went_to_what_is_not_known_is_of_our_subject(talk_about):
    assert talk_about(SMALL)("Combien pour la réhabilitation du cinéma Rex ?").outcome == "unknown"
