import pytest

from bot.french.inflection import adjective_forms, noun_forms, plural, request_forms, verb_forms


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("projet", "projets"),
        ("territoire", "territoires"),
        ("réseau", "réseaux"),
        ("jeu", "jeux"),
        ("local", "locaux"),
        ("travail", "travaux"),
        ("bail", "baux"),
        ("détail", "détails"),
        ("festival", "festivals"),
        ("pneu", "pneus"),
        ("bijou", "bijoux"),
        ("trou", "trous"),
        ("mois", "mois"),
        ("prix", "prix"),
        ("nez", "nez"),
        ("projet lauréat", "projets lauréats"),
        ("établissement public territorial", "établissements publics territoriaux"),
        ("porteur de projet", "porteurs de projet"),
    ],
)
def test_a_noun_has_its_plural(noun, expected):
    assert plural(noun) == expected
    assert noun_forms(noun) == (noun, expected)


@pytest.mark.parametrize(
    "forms",
    [
        "lauréat lauréate lauréats lauréates",
        "numérique numérique numériques numériques",
        "retenu retenue retenus retenues",
        "municipal municipale municipaux municipales",
        "public publique publics publiques",
        "innovateur innovatrice innovateurs innovatrices",
        "supérieur supérieure supérieurs supérieures",
        "curieux curieuse curieux curieuses",
        "sportif sportive sportifs sportives",
        "officiel officielle officiels officielles",
        "francilien francilienne franciliens franciliennes",
        "bon bonne bons bonnes",
        "premier première premiers premières",
        "nouveau nouvelle nouveaux nouvelles",
        "complet complète complets complètes",
        "divers diverse divers diverses",
        "petit petite petits petites",
        "long longue longs longues",
    ],
)
def test_an_adjective_agrees_in_gender_and_number(forms):
    assert adjective_forms(forms.split()[0]) == tuple(forms.split())


@pytest.mark.parametrize(
    ("infinitive", "expected"),
    [
        ("présider", "préside présides présidons présidez président présidé présidée présidait présida présidera"),
        ("financer", "finance finançons finançait finançant financera financé"),
        ("partager", "partage partageons partageait partageant partagea partagées"),
        ("employer", "emploie emploient emploiera employons employé"),
        ("réunir", "réunit réunissons réunissent réuni réunie réunies réunissait réunirent réunira"),
    ],
)
def test_a_regular_verb_is_conjugated(infinitive, expected):
    assert set(expected.split()) <= set(verb_forms(infinitive))


@pytest.mark.parametrize(
    ("infinitive", "expected", "never"),
    [
        ("révéler", "me révéler|nous en révéler|me la révéler|révélez moi|leur révéler", "m révéler"),
        ("instruire", "m instruire|m en instruire|nous l instruire", "me instruire"),
        ("donner lecture", "nous en donner lecture|donnez nous lecture", "donnez nous"),
        ("livrer", "vous me livriez|vous nous en livriez|vous m en livrassiez", "vous me livrer"),
    ],
)
def test_what_is_asked_for_oneself_by_a_verb(infinitive, expected, never):
    forms = request_forms(infinitive)

    assert set(expected.split("|")) <= set(forms)
    assert never not in forms


def test_forms_are_given_once():
    forms = verb_forms("finir")

    assert len(forms) == len(set(forms))


@pytest.mark.parametrize("infinitive", ["prendre", "voir-dire", "être"])
def test_an_irregular_verb_is_refused(infinitive):
    with pytest.raises(ValueError, match=infinitive):
        verb_forms(infinitive)
