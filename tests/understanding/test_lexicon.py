import pytest

from bot.french.text import read_text
from bot.understanding.forms import glue
from bot.understanding.mention import Cover, Mention


@pytest.fixture
def cover(model):
    def read(message: str) -> Cover:
        return model.grammar.lexicon.cover(read_text(message))

    return read


def records(cover: Cover) -> list[str]:
    """The names found, each as what it names first."""
    return [named(mention) for mention in cover.mentions if named(mention)]


def named(mention: Mention) -> str:
    return next((sense.record.name for sense in mention.senses if sense.record is not None), "")


def concepts(cover: Cover) -> set[str]:
    return {sense.id for mention in cover.mentions for sense in mention.senses if sense.record is None}


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("Vincennes", "Vincennes"),
        ("vincennes", "Vincennes"),
        ("VINCENNES", "Vincennes"),
        ("Créteil", "Créteil"),
        ("creteil", "Créteil"),
        ("St-Mandé", "Saint-Mandé"),
        ("saint mande", "Saint-Mandé"),
        ("Le Kremlin-Bicêtre", "Le Kremlin-Bicêtre"),
        ("L’Haÿ-les-Roses", "L’Haÿ-les-Roses"),
        ("l'hay les roses", "L’Haÿ-les-Roses"),
    ],
)
def test_a_name_is_recognised_however_it_is_written(cover, message, name):
    found = cover(message)

    assert records(found) == [name]
    assert found.unknown == ()
    assert {mention.how for mention in found.mentions} == {"exact"}


@pytest.mark.parametrize(
    ("message", "name", "other"),
    [
        ("Montrouge", "Montrouge", "Montreuil"),
        ("Montreuil", "Montreuil", "Montrouge"),
        ("Bagneux", "Bagneux", "Bagnolet"),
        ("Bagnolet", "Bagnolet", "Bagneux"),
        ("Sceaux", "Sceaux", "Meaux"),
        ("Vanves", "Vanves", "Vannes"),
        ("Ivry-sur-Seine", "Ivry-sur-Seine", "Vitry-sur-Seine"),
        ("Vitry-sur-Seine", "Vitry-sur-Seine", "Ivry-sur-Seine"),
        ("Clichy-sous-Bois", "Clichy-sous-Bois", "Clichy"),
    ],
)
def test_an_exact_name_is_never_a_misspelling_of_another(cover, message, name, other):
    found = cover(f"les projets de {message}")

    assert name in records(found)
    assert other not in records(found)


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("vincenne", "Vincennes"),
        ("vicnennes", "Vincennes"),
        ("vincène", "Vincennes"),
        ("montreuille", "Montreuil"),
        ("Montruge", "Montrouge"),
        ("antoni", "Antony"),
        ("kremlin bissetre", "Le Kremlin-Bicêtre"),
        ("rosny sou bois", "Rosny-sous-Bois"),
        ("rosny sous boi", "Rosny-sous-Bois"),
        ("levalois peret", "Levallois-Perret"),
    ],
)
def test_a_misspelt_name_is_recognised_with_less_than_certainty(cover, message, name):
    found = cover(f"les projets de {message}")

    assert records(found) == [name]
    assert 0.7 < min(mention.quality for mention in found.mentions) < 1


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("isy lé moulino", "Issy-les-Moulineaux"),
        ("neuily plézance", "Neuilly-Plaisance"),
        ("susie en brie", "Sucy-en-Brie"),
        ("vensène", "Vincennes"),
        ("projets de sain morize", "Saint-Maurice"),
        ("rosnie sou boi a gagné", "Rosny-sous-Bois"),
    ],
)
def test_a_name_is_recognised_as_it_is_roughly_heard(cover, message, name):
    assert name in records(cover(message))


@pytest.mark.parametrize(
    ("message", "name"),
    [("à Puteai", "Puteaux"), ("est-ce que ontreuil a gagné", "Montreuil"), ("montreuilvincennes", "Vincennes")],
)
def test_a_misspelt_place_is_not_cut_into_other_words(cover, message, name):
    assert name in records(cover(message))


@pytest.mark.parametrize("title", ["laboratoir des service public de demin", "plateform jestion relasion usagers"])
def test_a_long_title_is_recognised_though_all_its_words_are_misspelt(cover, title):
    (mention,) = [mention for mention in cover(f"qui porte {title} ?").mentions if named(mention)]

    assert {sense.record.type.name for sense in mention.senses if sense.record} == {"projet"}


@pytest.mark.parametrize(("message", "town"), [("Sarcel a gagné", "Sarcelles"), ("Cergi est lauréate", "Cergy")])
def test_a_well_known_town_of_elsewhere_is_recognised_as_it_sounds(cover, message, town):
    assert records(cover(message)) == [town]


def test_a_number_before_a_question_is_the_name_that_it_also_is(cover):
    assert records(cover("94 combien de communes lauréates")) == ["Val-de-Marne"]
    assert records(cover("94 communes ont gagné")) == []


@pytest.mark.parametrize("message", ["94 projets", "combien 94 communes", "94 villes lauréates"])
def test_a_number_that_begins_but_key_words_is_the_name_that_it_also_is(cover, message):
    assert records(cover(message)) == ["Val-de-Marne"]
    assert records(cover(f"les {message}" if message[0] == "9" else "il y a 94 communes")) == []


@pytest.mark.parametrize(
    ("message", "concept"),
    [("lesprojets", "projet"), ("projé", "projet"), ("porjets", "projet"), ("comune", "commune")],
)
def test_an_ordinary_word_misspelt_or_joined_is_recognised(cover, message, concept):
    assert concept in concepts(cover(message))


def test_a_town_of_elsewhere_is_not_the_one_here_that_resembles_it(cover):
    found = cover("les projets de Rosny-sur-Seine")

    assert "Rosny-sur-Seine" in records(found)
    assert "Rosny-sous-Bois" not in records(found)


@pytest.mark.parametrize("town", ["Lyon", "Marseille", "Versailles", "Montpellier"])
def test_a_town_of_elsewhere_is_known_for_what_it_is(cover, town):
    (mention,) = [mention for mention in cover(f"les projets de {town}").mentions if named(mention)]

    assert {sense.record.type.name for sense in mention.senses if sense.record} == {"commune_ailleurs"}


@pytest.mark.parametrize("word", ["chmurfik", "blabliblo", "zigoumar", "qzxw"])
def test_a_word_that_means_nothing_here_stays_unknown(cover, word):
    found = cover(f"{word} Vincennes")

    assert [found.text.tokens[place].text for place in found.unknown] == [read_text(word).tokens[0].text]


@pytest.mark.parametrize("word", ["Привет", "こんにちは", "مرحبتين"])
def test_a_word_in_another_script_is_of_another_language(cover, word):
    (mention,) = [mention for mention in cover(f"{word} Vincennes").mentions if not named(mention)]

    assert mention.how == "script"
    assert {sense.role for sense in mention.senses} == {"langue"}


def test_a_word_of_another_language_is_also_the_french_one_it_may_be(cover):
    (mention,) = cover("done").mentions

    assert mention.senses[-1].role == "langue"
    assert "donner" in {sense.id for sense in mention.senses}


def test_an_everyday_word_is_also_the_one_that_sounds_alike(cover):
    (mention,) = cover("montent").mentions

    assert mention.senses[0].role == "courant"
    assert "montant" in {sense.id for sense in mention.senses}


@pytest.mark.parametrize(
    ("message", "how", "value"),
    [("vingt-trois projets", "number", 23), ("923 571 euros", "number", 923571), ("le deuxième", "ordinal", 2)],
)
def test_numbers_and_ordinals_are_mentions_with_a_value(cover, message, how, value):
    assert [mention.value for mention in cover(message).mentions if mention.how == how] == [value]


def test_a_date_is_a_mention_with_its_parts(cover):
    (mention,) = [mention for mention in cover("le 27 novembre 2018").mentions if mention.how == "date"]

    assert (mention.value.day, mention.value.month, mention.value.year) == (27, 11, 2018)


def test_mentions_do_not_overlap_and_leave_out_only_what_is_unknown(cover):
    for message in (
        "Et combien de projets pour vincenne, rosny sou bois & le 94 zzz ?",
        "",
        "?",
        "zzz zzz",
        "de de de",
    ):
        found = cover(message)
        covered = [place for mention in found.mentions for place in range(mention.start, mention.end)]

        assert sorted([*covered, *found.unknown]) == list(range(len(found.text.tokens)))


def test_the_form_of_a_spelling_has_no_spaces_nor_accents():
    assert [glue(name) for name in ("Rosny-sous-Bois", "L’Haÿ-les-Roses", "St Mandé")] == [
        "rosnysousbois",
        "lhaylesroses",
        "saintmande",
    ]


@pytest.mark.parametrize(
    ("message", "name", "runs_on"),
    [
        ("Est Ensemble : des projets ?", "Est Ensemble", False),
        ("Est Ensemble, des projets ?", "Est Ensemble", False),
        ("L’ensemble des projets de Sceaux", "Sceaux", True),
        ("Ensemble, des projets à Sceaux", "Sceaux", True),
    ],
)
def test_an_expression_ends_at_a_colon_and_where_a_comma_ends_a_name(cover, message, name, runs_on):
    found = cover(message)

    assert records(found) == [name]
    assert any(glue("ensemble des projets") in mention.form for mention in found.mentions) == runs_on


@pytest.mark.parametrize("said", ["c ki le presidan de la metropol", "le presidan de la metropol"])
def test_a_small_word_is_not_the_beginning_of_another_long_form(cover, said):
    assert records(cover(said)) == ["Métropole du Grand Paris"]
