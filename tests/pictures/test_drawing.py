"""What staff are told of pictures that cannot be drawn."""

import pytest

from bot.content.check import check
from bot.dialogue.conversation import Conversation
from bot.written import ContentError, Problem

IMAGES = "intents/fmin/images.yaml"
PROJECTS, COUNTED = "intents/fmin/projets.yaml", "intents/fmin/repartition.yaml"


def problems(content) -> list[Problem]:
    with pytest.raises(ContentError) as raised:
        content.load()
    return raised.value.problems


def told(content) -> str:
    return "\n".join(map(str, problems(content)))


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ("forme: carte", "forme: camembert", None, "forme inconnue « camembert »"),
        ("fond: commune", "fond: village", None, "type inconnu « village »"),
        ("fond: commune", "fond: departement", None, "le type « departement » n’a pas de contours"),
        ("par: laureat", "par: mairie", None, "« projet » n’a pas d’attribut « mairie »"),
        ("      choisi:", "      couleur:", None, "clé inconnue « couleur »"),
        ("par: laureat", "par: themes", None, "« themes » de « projet » ne désigne pas une seule fiche"),
        ("par: laureat", "par: ligne", None, "« ligne » de « projet » ne désigne pas une seule fiche"),
        ("bords: territoire", "bords: theme", None, "aucun « commune » n’est dans un « theme »"),
        ("bords: territoire", "bords: commune", None, "aucun « commune » n’est dans un « commune »"),
        ("{{ porteur.name }}", "{{ porteur.name", "    forme: carte", "modèle de l’image « carte »"),
    ],
)
def test_a_mistake_in_a_picture_is_told_with_its_line(content, old, new, at, said):
    line = content.change(IMAGES, old, new)
    if at is not None:
        line = content.line(IMAGES, at)

    (problem,) = [problem for problem in problems(content) if said in problem.what]
    assert problem.place == (IMAGES, line)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("  carte: {forme: carte}", f"« carte » est déclaré deux fois, ici et {IMAGES}:4"),
        ("  vide:", "« vide » est vide"),
        ("  texte: carte", "« texte » n’est pas une suite de « clé: valeur »"),
        ("  a/b: {forme: carte}", "« a/b » ne peut pas s’écrire dans une adresse"),
        ("  thème: {forme: carte}", "« thème » ne peut pas s’écrire dans une adresse"),
    ],
)
def test_a_picture_declared_badly_is_told_with_its_line(content, written, said):
    content.add("intents/zzz.yaml", f"images:\n{written}\n")

    assert [(problem.place, problem.what) for problem in problems(content)] == [(("intents/zzz.yaml", 2), said)]


def test_borders_may_be_those_of_what_holds_the_places_from_afar(content):
    content.change(IMAGES, "bords: territoire", "bords: metropole")

    assert content.load().gallery.drawings["carte"].borders == "metropole"


def test_a_row_of_nobody_is_on_no_map_and_fails_no_answer(content, assistant_of):
    content.change("knowledge/fmin/projets.csv", "Stationnement intelligent,92002,", "Stationnement intelligent,,")
    content.change("knowledge/fmin/fmin.yaml", "valeur: 16, unite: communes", "valeur: 15, unite: communes")
    content.change("knowledge/fmin/fmin.yaml", "    requis: [laureat, ligne]\n", "")
    reply, _ = assistant_of(content).answer("Quels sont les projets lauréats ?", Conversation())

    assert reply.picture is not None
    assert not any("Antony" in row for row in reply.picture.rows)


def test_a_question_that_names_no_picture_is_told_the_nearest(content):
    content.change(PROJECTS, "{un: carte, plusieurs: carte, tous: carte", "{un: cartes, plusieurs: carte, tous: carte")

    assert "image inconnue « cartes » dans « projets »" in told(content)
    assert "vouliez-vous dire « carte »" in told(content)


def test_a_question_with_a_picture_for_an_answer_it_has_not_is_told(content):
    content.change(COUNTED, "{groupes: barres}", "{groupe: barres}")

    assert "n’a pas de réponse « groupe » à illustrer" in told(content)


def test_an_outline_without_a_place_is_told(content):
    content.change("knowledge/geographie/contours.geojson", '"id":"94080"', '"id":"99999"')

    message = told(content)

    assert "« commune » sans fiche : 99999" in message
    assert "« commune » sans contour : 94080" in message


def test_a_picture_that_fails_is_an_error_and_the_answer_goes_without(content, assistant_of):
    content.change(IMAGES, "Projets lauréats du FMIN{% if autres %}", "Projets {{ inconnu }}{% if autres %}")
    laureat = assistant_of(content)
    asked = "Qui a un projet sur le stationnement ?"
    turn = laureat.turn(asked, Conversation())

    errors = check(laureat.model, [(asked, frame) for frame in turn.frames])

    assert any("l’image « carte » échoue" in problem.what for problem in (*errors.errors, *errors.warnings))
    assert "Antony" in turn.reply.text
    assert turn.reply.picture is None
