import pytest

from bot.grants.names import Names, build

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
    index = Names(path.read_bytes())
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
