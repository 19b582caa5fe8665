import pytest
from jinja2 import Environment, StrictUndefined, TemplateError

from bot.answering.faults import template_fault

ENVIRONMENT = Environment(undefined=StrictUndefined)


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{{ }}", "il manque une valeur avant « }} »"),
        ("{{ a", "il manque « }} »"),
        ("{{ a.}}", "un nom manque après le point"),
        ("{{ a b }}", "il manque « }} » avant « b »"),
        ("{{ a | }}", "il manque un nom avant « }} »"),
        ("{{ (a }}", "il manque « ) » avant « } »"),
        ("{{ a) }}", "« ) » est de trop"),
        ("{{ a’b }}", "le signe « ’ » n’a pas sa place ici"),
        ("{{ a|b }}", "le filtre « b » n’existe pas"),
        ("{% if a %}x", "« {% if … %} » n’est pas fermé par « {% endif %} »"),
        ("{% if a", "il manque « %} »"),
        ("{% endif %}", "« {% endif %} » n’existe pas, ou ne ferme rien"),
        ("{# x", "« {# » n’est pas fermé par « #} »"),
        ("{{ fiche.nom }}", "« fiche » n’est pas défini"),
        ("{{ a.maire }}", "« maire » n’y existe pas"),
        ("{{ rien.date }}", "on demande « date » de ce qui est vide"),
        ("{{ liste[3] }}", "la liste n’a pas d’élément 3"),
        ("{{ rien + 1 }}", "une valeur est vide"),
        ("{{ 1 / 0 }}", "on divise par zéro"),
    ],
)
def test_what_is_wrong_with_a_template_is_told_in_french(template, told):
    with pytest.raises((TemplateError, TypeError, ArithmeticError)) as caught:
        ENVIRONMENT.from_string(template).render(a=1, rien=None, liste=[])

    assert template_fault(caught.value) == told


def test_what_nobody_foresaw_stays_as_a_technical_detail():
    assert template_fault(ValueError("odd")) == "détail technique : odd"
    assert template_fault(KeyError()) == "détail technique : KeyError"


def test_a_name_near_a_known_one_is_proposed():
    said = "'fich' is undefined"

    assert template_fault(said, ("lieu", "fiche")) == "« fich » n’est pas défini ; vouliez-vous dire « fiche » ?"
    assert template_fault(said, ("lieu",)) == "« fich » n’est pas défini"


def test_the_name_of_a_record_is_told_as_templates_spell_it(model):
    with pytest.raises(TemplateError) as caught:
        ENVIRONMENT.from_string("{{ fiche.nom }}").render(fiche=model.knowledge.get("commune", "94080"))

    assert template_fault(caught.value) == "« nom » s’écrit « name » dans une réponse"


def test_what_is_told_in_french_already_stays_as_it_is():
    assert template_fault("« essai » n’a pas de réponse « un »") == "« essai » n’a pas de réponse « un »"
