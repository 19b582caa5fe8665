import pytest

from bot.understanding.predicate import has_another, leaves_out_verb
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


@pytest.fixture
def given(model, weigh):
    """Whether a message says of a project that it has something else."""
    projects = model.knowledge.of("projet")
    return lambda message: has_another(weigh(message).cover, projects)


@pytest.mark.parametrize(
    "message", ["Le chatbot de Rosny a-t-il une IA ?", "Le chatbot a une IA ?", "Les ambassadeurs ont-ils un chatbot ?"]
)
def test_a_thing_may_be_said_to_have_another(given, message):
    assert given(message)


@pytest.mark.parametrize(
    "message",
    ["Rosny a-t-elle un chatbot ?", "Le chatbot à Rosny ?", "Antony a un stationnement intelligent ?"],
)
def test_a_town_that_has_a_thing_is_none(given, message):
    assert not given(message)
