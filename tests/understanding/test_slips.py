import pytest

from bot.french.text import read_text
from bot.understanding.slips import slips


@pytest.fixture
def read(model):
    """The words of a message with its operators as they were meant."""
    return lambda message: " ".join(token.text for token in model.grammar.lexicon.cover(read_text(message)).text.tokens)


@pytest.fixture
def doubted(model):
    """The words of a message that may be operators."""

    def run(message: str) -> list[str]:
        cover = model.grammar.lexicon.cover(read_text(message))
        return [cover.text.tokens[place].text for place in sorted(cover.doubted)]

    return run


@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ("lles communes lauréates", "les"),
        ("ya dees projets ?", "des"),
        ("c’est quuoi le FMIN ?", "quoi"),
        ("les projets du 93 sns Montreuil", "sans"),
        ("quels projets hos du 94 ?", "hors"),
        ("à aprt Montreuil, qui a gagné ?", "part"),
        ("sau Rosny", "sauf"),
        ("aps Nanterre, Vincennes", "pas"),
        ("qui n'a rin gagné ?", "rien"),
        ("quelles communes n'ont qucun projet ?", "aucun"),
        ("les utres projets", "autres"),
        ("combien de communes ont dexu projets ?", "deux"),
        ("combien de communes ont duex projets ?", "deux"),
        ("les trrois", "trois"),
        ("quelle commune a le mons de projets ?", "moins"),
        ("quelle commune a le pls de projets ?", "plus"),
        ("le preier", "premier"),
        ("le pre mier projet", "premier"),
        ("le der nier projet", "dernier"),
        ("les 3 premié", "premiers"),
        ("parm eux", "parmi"),
        ("Quels lauréats ne snot pas des communes ?", "sont"),
    ],
)
def test_a_small_word_misspelt_is_read_as_it_was_meant(read, message, meant):
    assert meant in read(message).split()


@pytest.mark.parametrize(
    ("message", "meant"),
    [("qui n'est as lauréat ?", "pas"), ("à par Montreuil", "part"), ("Vincennes mis pas le CRM", "mais")],
)
def test_a_word_that_cannot_stand_where_it_does_is_the_one_that_can(read, message, meant):
    assert meant in read(message).split()


@pytest.mark.parametrize(
    "message",
    [
        "les projets du 93 sous montreuil", "qui a gagne dans le 92", "les projets a sens", "le sas", "mis a part",
        "les pars de montreuil", "les projets de la ville de trets", "tu n as rien dit", "pls les projets du 93",
        "n est ce pas", "il n as que deux projets", "paul a gagne", "il a mis pas mal d argent",
        "ils sont amis du president", "mon projet a mons", "tu mas bien aide",
    ],
)  # fmt: skip
def test_words_that_are_right_as_they_stand_stay(read, message):
    assert read(message) == message


def test_a_word_with_a_capital_is_no_misspelt_operator(read, doubted):
    assert read("les projets de M. Sns Montreuil") == "les projets de m sns montreuil"
    assert doubted("les projets de M. Sns Montreuil") == []


def test_what_may_be_an_operator_or_another_word_is_in_doubt(doubted):
    assert doubted("les projets du 93 eans Montreuil") == ["eans"]
    assert doubted("qui a dux projets ?") == ["dux"]


def test_the_operators_keep_their_places_in_the_original(model):
    cover = model.grammar.lexicon.cover(read_text("le pre mier projet ? Et sns Sceaux ?"))
    written = [cover.text.raw[token.start : token.end] for token in cover.text.tokens]

    assert written == ["le", "pre mier", "projet", "Et", "sns", "Sceaux"]
    assert cover.text.ends == (3, 6)


def test_what_a_slip_costs_tells_the_nearest_word():
    near = slips()

    assert near["duex"]["deux"] < near["dux"]["deux"]
    assert near["onn"]["on"] < near["onn"]["non"]
    assert not any(slip in near[slip] for slip in near)
