import pytest

from bot.facts.gazetteer import Gazetteer
from bot.facts.records import Attribute, Record, Type
from bot.french.text import read_text
from bot.understanding.forms import Forms, Vocabulary
from bot.understanding.letters import Letters
from bot.understanding.mention import Mention
from bot.understanding.places import PlaceNames
from bot.understanding.spelling import MOST_LETTERS, Speller
from bot.written import Place

WHERE = Place("f", 1)
TOWN = Type("commune", "commune", "", "f", None, {}, (), WHERE)
FUND = Type("fonds", "fonds", "", "m", None, {}, (), WHERE)
ELSEWHERE = Type("commune_ailleurs", "commune", "", "f", None, {"departement": Attribute("d", "texte")}, (), WHERE)
FAR = [["13055", "Marseille", "13", "1"], ["89467", "Vincelles", "89", ""], ["33063", "Bordeaux", "33", "1"]]
TOWN_BIT, FUND_BIT, FAR_BIT = 1, 2, 4


def town(name: str, *aliases: str) -> tuple[Record, int, float]:
    return Record(TOWN, name.lower(), name, aliases, {}, None, WHERE), TOWN_BIT, 1.2


@pytest.fixture
def speller() -> Speller:
    places = PlaceNames(
        [(Gazetteer(ELSEWHERE, "c.csv", ["id", "nom", "departement", "notoire"], FAR, None), FAR_BIT, 1)]
    )
    forms = Forms(
        [
            Vocabulary("projet", 8, 1.0, ("projet", "projets")),
            Vocabulary("donner", 16, 0.5, ("donné", "donnée", "donner")),
            Vocabulary("montant", 32, 1.0, ("montant", "montants")),
            Vocabulary("silence", 64, 0.0, ("mentant", "bagnole")),
            Vocabulary("jury", 128, 1.0, ("jury des projets",)),
            Vocabulary("courant", 256, 0.3, ("monter", "mentir"), "courant", ordinary=True),
        ],
        [
            *map(
                town,
                ("Vincennes", "Montreuil", "Montrouge", "Bagnolet", "Antony", "Rosny-sous-Bois", "Le Raincy", "Dugny"),
            ),
            (Record(FUND, "fmin", "FMIN", (), {}, None, WHERE), FUND_BIT, 1.2),
        ],
        places.notable,
    )
    return Speller(forms, places, ("une",), ("de",))


@pytest.fixture
def near(speller):
    """What the last words of a message are taken for: all, or as many as said."""

    def read(message: str, words: int = 0) -> Mention | None:
        letters = Letters(read_text(message))
        return speller.near(letters, len(letters) - words if words else 0, len(letters))

    return read


def named(mention: Mention | None) -> list[str]:
    return [sense.record.name for sense in mention.senses if sense.record] if mention else []


@pytest.mark.parametrize(
    ("message", "name", "how"),
    [
        ("vicnennes", "Vincennes", "distance"),
        ("vincène", "Vincennes", "sound"),
        ("rosny sou boi", "Rosny-sous-Bois", "sound"),
        ("rosnysousbois", "Rosny-sous-Bois", "join"),
        ("dantony", "Antony", "distance"),
    ],
)
def test_a_misspelt_name_is_found(near, message, name, how):
    found = near(message)

    assert (named(found), found.how, found.unsure) == ([name], how, False)
    assert 0.74 <= found.quality < 1


def test_a_number_with_letters_is_no_misspelt_acronym(near):
    assert near("5min") is None


def test_two_names_as_near_are_both_kept_and_unsure(near):
    found = near("montrouil")

    assert (set(named(found)), found.unsure) == ({"Montreuil", "Montrouge"}, True)
    assert [rival.form for rival in found.rivals] == ["montrouge"]


def test_a_name_nearer_than_the_others_is_sure(near):
    assert (named(near("montreuill")), near("montreuill").unsure) == (["Montreuil"], False)


def test_a_name_too_misspelt_to_be_taken_for_one_is_unsure(near):
    found = near("bagnnet")

    assert (named(found), found.unsure) == (["Bagnolet"], True)
    assert found.quality < 0.74


def test_a_name_in_pieces_may_be_as_misspelt_when_it_has_as_many_words(near):
    assert (named(near("ly raicy")), near("ly raicy").unsure) == (["Le Raincy"], True)
    assert near("l ay raicy") is None
    assert near("du gnux") is None


def test_a_name_may_be_more_misspelt_where_one_is_announced(near):
    assert named(near("ugnuy")) == ["Dugny"]
    assert named(near("projets de ugnuy", 1)) == ["Dugny"]
    assert near("projets ugnuy", 1) is None


def test_a_name_is_asked_back_where_one_is_announced_rather_than_a_word_that_says_nothing(near):
    found = near("projets de bagnoles", 1)

    assert (named(found), found.unsure) == (["Bagnolet"], True)
    assert [sense.id for sense in near("mes bagnoles", 1).senses] == ["silence"]


def test_a_word_before_an_unknown_one_is_announced_by_nothing(speller):
    assert speller.near(Letters(read_text("de ugnuy montreuil")), 1, 2) is not None
    assert speller.near(Letters(read_text("de ugnuy wxyzt")), 1, 2) is None


def test_a_word_as_misspelt_as_that_is_not_found(near):
    assert near("pprojxs") is None


def test_an_expression_of_several_words_has_to_be_nearly_exact(near):
    assert near("jury des projts").form == "jurydesprojets"
    assert near("juru des projts") is None


@pytest.mark.parametrize("message", ["wxyzt", "ab", "x" * (MOST_LETTERS + 1)])
def test_what_resembles_nothing_is_nothing(near, message):
    assert near(message) is None


def test_the_letters_of_an_acronym_may_stand_in_any_order(near):
    assert named(near("nmif")) == ["FMIN"]


def test_an_elided_letter_before_a_word_is_no_part_of_it(speller):
    assert speller.glued(Letters(read_text("dprojet")), 0, 1) is None


def test_a_well_known_town_of_elsewhere_may_be_misspelt_but_not_after_a_determiner(near):
    assert named(near("marseile")) == ["Marseille"]
    assert named(near("une marseile", 1)) == []


def test_the_name_of_another_place_is_no_misspelt_name_of_ours(near):
    assert named(near("vincettes")) == ["Vincennes"]
    assert near("vincelles") is None


def test_a_word_of_another_language_may_be_a_misspelt_french_one(speller):
    assert {sense.id for sense in speller.similar(Letters(read_text("done")), 0)} == {"donner"}
    assert speller.similar(Letters(read_text("town")), 0) == ()


def test_an_everyday_word_may_be_written_for_another_that_sounds_alike(speller):
    assert {sense.id for sense in speller.homophones("montent", "montent")} == {"montant"}


def test_a_word_that_says_nothing_or_a_short_one_is_not_what_an_everyday_word_was_written_for(speller):
    assert speller.homophones("mentent", "mentent") == ()
    assert speller.homophones("done", "doné") == ()


def test_our_names_that_another_place_may_have_been_written_for_come_best_first(speller):
    assert [rival.form for rival in speller.ours("montrouil", "montrouil")] == ["montreuil", "montrouge"]
    assert speller.ours("bordeaux", "bordeaux") == ()


def test_the_nearest_known_form_tells_how_near_a_word_is(speller):
    assert speller.quality("vincennes", "vincennes") == 1
    assert 0.8 < speller.quality("vincenes", "vincenes") < 1
    assert speller.quality("wxyzt", "wxyzt") == 0
