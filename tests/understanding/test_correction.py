import pytest

from bot.french.text import read_text


@pytest.fixture
def mentions(model):
    """What each stretch of a message was taken for: names of records, or concepts."""

    def read(message: str) -> dict[str, tuple[str, str]]:
        cover = model.grammar.lexicon.cover(read_text(message))
        tokens = cover.text.tokens
        return {
            message[tokens[one.start].start : tokens[one.end - 1].end]: (
                next((sense.record.name for sense in one.senses if sense.record), one.senses[0].id),
                one.how,
            )
            for one in cover.mentions
        }

    return read


@pytest.fixture
def kinds(model):
    """The types of the records that a message names."""

    def read(message: str) -> set[str]:
        mentions = model.grammar.lexicon.cover(read_text(message)).mentions
        return {sense.record.type.name for one in mentions for sense in one.senses if sense.record}

    return read


@pytest.mark.parametrize(
    ("message", "piece", "name", "how"),
    [
        ("projets vincène", "vincène", "Vincennes", "sound"),
        ("projets vicnennes", "vicnennes", "Vincennes", "distance"),
        ("projets rosnysousbois", "rosnysousbois", "Rosny-sous-Bois", "join"),
        ("projets levallois peret", "levallois peret", "Levallois-Perret", "sound"),
        ("projets dantony", "antony", "Antony", "exact"),
        ("projets dvincene", "vincene", "Vincennes", "sound"),
        ("les projets de courbe voie", "courbe voie", "Courbevoie", "join"),
        ("le FMNI", "FMNI", "FMIN", "distance"),
        ("projets de Mnotermeil", "Mnotermeil", "Montfermeil", "distance"),
        ("projets de La Qeeu-en-Brie", "La Qeeu-en-Brie", "La Queue-en-Brie", "distance"),
        ("ça a téé rendu public", "a téé rendu public", "date_annonce", "distance"),
        ("où est la maisson du numérik", "la maisson du numérik", "La maison du numérique", "distance"),
        (
            "le laboratoire des servisses publique de demin",
            "laboratoire des servisses publique de demin",
            "Le kiosque : laboratoire des services publics de demain",
            "sound",
        ),
        ("finansé a vitry", "finansé", "payeur_mot", "sound"),
        ("Les groupes politikes", "groupes politikes", "groupes politiques", "sound"),
        ("pour saint mandée jy travaille", "saint mandée", "Saint-Mandé", "sound"),
        ("projets courbev", "courbev", "Courbevoie", "distance"),
        ("ivry-châtilllon", "ivry-châtilllon", "Viry-Châtillon", "distance"),
        ("projets de Vry-Châtillon", "Vry-Châtillon", "Viry-Châtillon", "distance"),
        ("l’îl-saint-denis", "l’îl-saint-denis", "L’Île-Saint-Denis", "sound"),
        ("unprojet aparis", "paris", "Paris", "exact"),
        ("levall a gagné", "levall", "Levallois-Perret", "distance"),
        ("auberv a gagné", "auberv", "Aubervilliers", "distance"),
        ("Combin touche Alfortville", "Combin", "combien", "distance"),
        ("saint deni on a rien", "saint deni", "Saint-Denis", "sound"),
    ],
)
def test_a_misspelling_is_traced_to_what_was_meant(mentions, message, piece, name, how):
    assert mentions(message).get(piece) == (name, how)


@pytest.mark.parametrize("message", ["les projets de la chaise", "un chat", "la voiture de ma soeur"])
def test_an_everyday_word_is_no_misspelt_town(mentions, message, model):
    towns = {record.name for record in model.knowledge.of("commune")}

    assert not towns & {name for name, _ in mentions(message).values()}


@pytest.mark.parametrize("message", ["une place", "la ville", "le pin"])
def test_a_word_after_a_determiner_is_no_town_of_elsewhere(kinds, message):
    assert "commune_ailleurs" not in kinds(message)


def test_a_town_of_elsewhere_is_announced_by_a_preposition_whatever_its_case(kinds):
    assert "commune_ailleurs" in kinds("les projets à Xonville")
    assert "commune_ailleurs" in kinds("les projets à xonville")
    assert "commune_ailleurs" not in kinds("les projets xonville")


def test_a_well_known_town_of_elsewhere_may_be_misspelt(mentions):
    assert mentions("les projets à Marseile")["Marseile"] == ("Marseille", "distance")


def test_what_resembles_nothing_is_left_unknown(mentions):
    assert "wxyzt" not in mentions("projets wxyzt")


def test_a_name_cut_too_short_is_none(kinds):
    assert "commune" not in kinds("courb a gagné")


def test_what_a_few_names_begin_by_may_be_each_of_them_but_amid_a_message(model):
    def unsure(message: str) -> set[str]:
        mentions = model.grammar.lexicon.cover(read_text(message)).mentions
        return {sense.record.name for one in mentions if one.unsure for sense in one.senses if sense.record}

    assert unsure("alfort a gagné") == unsure("et alfor") == {"Alfortville", "Maisons-Alfort"}
    assert not unsure("un casque a alfort il ouvre")
