import pytest

from bot.french.text import read_text


@pytest.fixture
def heard(model):
    """What a message says, expression by expression: how each is spelt, glued."""

    def read(message: str) -> set[str]:
        cover = model.grammar.lexicon.cover(read_text(message))
        return {one.form for one in cover.mentions if one.how == "sound"}

    return read


@pytest.mark.parametrize(
    ("message", "form"),
    [
        ("le smic c kelke choz ki sapel coman, cé dan la liste", "danslaliste"),
        ("tt les projets de Vincennes", "touslesprojets"),
        ("c pour koi la subvention de Sucy", "cestpourquoi"),
    ],
)
def test_an_expression_is_found_by_how_each_of_its_words_sounds(heard, message, form):
    assert form in heard(message)


@pytest.mark.parametrize(
    ("message", "form"),
    [
        ("Quel est le montant ?", "ellesmontent"),
        ("Sur quel sujet ?", "surquelssujets"),
        ("Des villes ont réussi à en placer deux", "placedeux"),
        ("C’est quoi sa fonction ?", "cestquoica"),
    ],
)
def test_what_is_written_right_is_no_other_expression(heard, message, form):
    assert form not in heard(message)
