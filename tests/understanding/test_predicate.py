import pytest

from bot.understanding.predicate import leaves_out_verb
from bot.understanding.reading import rank


@pytest.fixture
def left_out(model, weigh):
    """Whether the best reading of a message leaves out the verb of what was done."""

    def read(message: str) -> bool:
        argument = weigh(message)
        best = rank(argument.said, argument.unknown, model.grammar.rules)[0]
        return leaves_out_verb(argument.cover, best.rule.explains)

    return read


@pytest.mark.parametrize(
    "message",
    [
        "Qui a triché pour obtenir les subventions ?",
        "Quelles villes ont rendu la subvention ?",
        "Quelles communes n'ont pas trahi leur projet ?",
        "Quelle ville du 92 a rendu sa subvention ?",
        "Quelles communes ont finalement vendu leur projet ?",
    ],
)
def test_who_did_something_else_is_asked(left_out, message):
    assert left_out(message)


@pytest.mark.parametrize(
    "message",
    [
        "Quelles villes ont obtenu une subvention ?",
        "Qui a réussi à obtenir une subvention ?",
        "Quelles villes ont finalement reçu une subvention ?",
        "Combien de projets Montreuil a placés ?",
        "Quels enseignements a-t-on tirés des projets ?",
        "Qui siège au comité qui a trié les projets ?",
        "Quels projets à Montreuil ?",
        "Montreuil a rendu sa subvention ?",
    ],
)
def test_who_did_what_is_known_is_asked_or_something_else(left_out, message):
    assert not left_out(message)
