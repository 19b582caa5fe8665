"""What staff are told of pictures that cannot be drawn."""

import pytest

from bot.content.check import check
from bot.conversation import Conversation
from bot.examples import try_all
from bot.written import ContentError

IMAGES = "intents/fmin/images.yaml"
PROJECTS = "intents/fmin/projets.yaml"


def told(content) -> str:
    with pytest.raises(ContentError) as raised:
        content.load()
    return str(raised.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("forme: carte", "forme: camembert", "forme inconnue « camembert »"),
        ("fond: commune", "fond: village", "type inconnu « village »"),
        ("fond: commune", "fond: departement", "le type « departement » n’a pas de contours"),
        ("par: laureat", "par: mairie", "« projet » n’a pas d’attribut « mairie »"),
        ("      choisi:", "      couleur:", "clé inconnue « couleur »"),
        ("{{ porteur.name }}", "{{ porteur.name", "modèle de l’image « carte »"),
    ],
)
def test_a_mistake_in_a_picture_is_told_with_its_line(content, old, new, said):
    line = content.change(IMAGES, old, new)

    message = told(content)

    assert said in message
    assert f"{IMAGES}:" in message
    assert line > 0


def test_a_question_that_names_no_picture_is_told_the_nearest(content):
    content.change(PROJECTS, "{un: carte, plusieurs: carte, tous: carte", "{un: cartes, plusieurs: carte, tous: carte")

    assert "image inconnue « cartes » dans « projets »" in told(content)
    assert "vouliez-vous dire « carte »" in told(content)


def test_a_question_with_a_picture_for_an_answer_it_has_not_is_told(content):
    content.change(PROJECTS, "{groupes: barres}", "{groupe: barres}")

    assert "n’a pas de réponse « groupe » à illustrer" in told(content)


def test_an_outline_without_a_place_is_told(content):
    content.change("knowledge/geographie/contours.geojson", '"id":"94080"', '"id":"99999"')

    message = told(content)

    assert "« commune » sans fiche : 99999" in message
    assert "« commune » sans contour : 94080" in message


def test_a_picture_that_fails_is_an_error_and_the_answer_goes_without(content, assistant_of):
    content.change(IMAGES, "Projets lauréats du FMIN{% if autres %}", "Projets {{ inconnu }}{% if autres %}")
    laureat = assistant_of(content)
    tried = try_all(laureat)

    errors = check(laureat.model, [(one.example.say, frame) for one in tried for frame in one.frames])

    assert any("l’image « carte » échoue" in problem.what for problem in (*errors.errors, *errors.warnings))
    reply, _ = laureat.answer("Qui a un projet sur le stationnement ?", Conversation())
    assert "Antony" in reply.text
    assert reply.picture is None
