"""A record as a form: what it says is read, changed, added and refused without losing what was typed."""

import re
from html import unescape

import pytest

from tests.console.conftest import READER

TOTAL = "/console/contenu/fiche?type=chiffre&id=total"
FORM = "/console/contenu/fiche"


async def test_a_fact_is_found_and_changed_in_the_draft_alone(editing, content):
    marie = await editing()
    await marie.get("/console/contenu?mots=total")
    assert "Chiffres (1)" in marie.text
    await marie.get(TOTAL)
    filled = marie.fields(FORM)
    assert filled["valeur.valeur"] == "923571"
    assert "dans knowledge/fmin/fmin.yaml" in marie.text
    await marie.post(FORM, **{**filled, "source.document": "communique", "valeur.valeur": "923572"})
    assert "C’est ajouté à votre brouillon" in marie.text, marie.text

    await marie.get("/console/contenu/fichier?nom=knowledge/fmin/fmin.yaml")
    assert "valeur: 923572, unite: euros" in marie.page
    assert "923572" not in (content.folder / "knowledge/fmin/fmin.yaml").read_text("utf-8")


async def test_records_are_chosen_by_their_names_and_written_by_their_identifiers(editing):
    marie = await editing()
    await marie.get("/console/contenu/fiche?type=projet&id=smart_parking")
    filled = marie.fields(FORM)
    assert filled["valeur.laureat"] == "Levallois-Perret (commune)"
    assert filled["valeur.themes"] == "stationnement (thème)"
    assert "Comme toutes les fiches « projet » :" in marie.text
    assert 'name="source.document"' not in marie.page
    await marie.post(FORM, **filled)
    assert "Rien n’a changé" in marie.text
    assert "Il est vide." in marie.text
    await marie.get("/console/contenu/fiche?type=projet&id=smart_parking")
    filled |= {"valeur.laureat": "sceaux", "valeur.themes": "stationnement (thème)\r\njeunesse"}
    await marie.post(FORM, **filled)
    assert "C’est ajouté" in marie.text, marie.text
    await marie.get("/console/contenu/fichier?nom=knowledge/fmin/projets.csv")

    assert "smart_parking,Smart parking,92071,12,stationnement|jeunesse," in unescape(marie.page)


async def test_a_record_is_added_and_others_refer_to_it_before_anything_is_published(editing):
    marie = await editing()
    source = {"source.document": "communique", "source.lieu": "4e paragraphe"}
    await marie.get("/console/contenu/fiche?type=organisation")
    atelier = {"valeur.nom": "Atelier", "valeur.nature": "un lieu"}
    await marie.post(FORM, type="organisation", nouvelle="oui", id="atelier", **atelier, **source)
    assert "C’est ajouté" in marie.text, marie.text
    await marie.get("/console/contenu/fiche?type=personne")
    assert '<option value="Atelier (organisation)">' in marie.page
    person = {
        "valeur.nom": "Marie Curie",
        "valeur.fonction": "Directrice",
        "valeur.presence": "elle était là",
        "valeur.organisation": "Atelier (organisation)",
    }
    await marie.post(FORM, type="personne", nouvelle="oui", id="curie", **person, **source)
    assert "C’est ajouté" in marie.text, marie.text
    await marie.get("/console/contenu/fiche?type=personne&id=curie")

    assert marie.fields(FORM)["valeur.organisation"] == "Atelier (organisation)"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"valeur.valeur": "beaucoup <b>"}, "« beaucoup <b> » n’est pas un nombre entier"),
        ({"valeur.nom": ""}, "une fiche a un nom"),
        ({"source.lieu": ""}, "chaque fiche dit d’où elle vient"),
    ],
)
async def test_what_will_not_do_is_told_and_what_was_typed_is_kept(editing, fields, told):
    marie = await editing()
    await marie.get(TOTAL)
    typed = {**marie.fields(FORM), "source.document": "communique", "valeur.unite": "francs", **fields}
    await marie.post(FORM, **typed)
    assert marie.status == 422
    assert told in unescape(marie.page).replace("\xa0", " ")
    kept = marie.fields(FORM)

    assert {key: kept[key] for key in kept if key.startswith("valeur.")} == {
        key: typed[key] for key in typed if key.startswith("valeur.")
    }
    await marie.get("/console/contenu")
    assert "Il est vide." in marie.text


async def test_what_two_pages_change_of_a_record_is_joined_and_what_both_do_is_shown_first(editing):
    marie, again = await editing(), await editing()
    for one in (marie, again):
        await one.get(TOTAL)
    first, second = ({**one.fields(FORM), "source.document": "communique"} for one in (marie, again))
    await marie.post(FORM, **{**first, "valeur.unite": "euros et centimes"})
    await again.post(FORM, **{**second, "valeur.valeur": "923572"})
    assert "C’est ajouté" in again.text, again.text
    await again.get(TOTAL)
    assert again.fields(FORM)["valeur.unite"] == "euros et centimes"
    assert again.fields(FORM)["valeur.valeur"] == "923572"

    await again.get(TOTAL)
    await again.post(FORM, **{**second, "valeur.unite": "francs"})
    assert again.status == 422
    assert (
        "a changé depuis que vous avez ouvert la page : « unite » est maintenant « euros et centimes » →" in again.text
    )
    shown = {**again.fields(FORM), "source.document": "communique"}
    assert shown["valeur.unite"] == "francs"
    await again.post(FORM, **shown)
    assert again.status == 200


async def test_a_record_that_is_no_more_gives_back_what_was_typed(editing):
    marie = await editing()
    await marie.get(TOTAL)
    typed = {**marie.fields(FORM), "source.document": "communique", "valeur.unite": "francs", "id": "parti"}
    await marie.post(FORM, **typed)
    assert marie.status == 422
    assert "aucune fiche « chiffre » ne s’appelle « parti »" in marie.text
    assert marie.fields(FORM)["valeur.unite"] == "francs"


async def test_a_form_that_was_not_taken_is_read_again_value_by_value(editing):
    marie = await editing()
    await marie.get(TOTAL)
    await marie.post(FORM, **{**marie.fields(FORM), "valeur.unite": "francs"}, jeton="x")
    assert marie.status == 403
    assert re.search(r">Unite</label>\s*<textarea[^>]*>\s*francs<", marie.page)


async def test_every_choice_that_fits_nothing_is_told_with_its_field(editing):
    marie = await editing()
    await marie.get("/console/contenu/fiche?type=projet&id=smart_parking")
    await marie.post(FORM, **{**marie.fields(FORM), "valeur.laureat": "Neuilly", "valeur.themes": "xyz"})
    assert marie.status == 422
    assert "knowledge/fmin/projets.csv:13 : « laureat » : « Neuilly » peut être" in marie.text
    assert "« themes » : aucune fiche ne s’appelle « xyz »" in marie.text


async def test_a_reader_reads_a_record_and_changes_nothing(editing):
    paul = await editing(READER)
    await paul.get(TOTAL)
    assert paul.page.count("<form") == 1
    assert "923571" in paul.text
    await paul.post(FORM, type="chiffre", id="total", **{"valeur.valeur": "1"})
    assert paul.status == 403


@pytest.mark.parametrize("query", ["type=zut", "type=commune_ailleurs", "", "id=total"])
async def test_what_is_no_record_is_not_found(editing, query):
    marie = await editing()
    await marie.get(f"{FORM}?{query}")
    assert marie.status == 404
    await marie.get("/console/contenu")
    await marie.post(FORM, **dict(part.split("=") for part in query.split("&") if part))
    assert marie.status == 404
