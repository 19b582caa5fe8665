import pytest

from bot.dialogue.conversation import Conversation
from bot.french.text import read_text
from tests.spaces import breakable


@pytest.fixture
def elsewhere(model):
    """The names of places outside the perimeter that a message names."""

    def read(message: str) -> set[str]:
        mentions = model.grammar.lexicon.cover(read_text(message)).mentions
        records = (sense.record for one in mentions for sense in one.senses if sense.record)
        return {record.name for record in records if record.type.name == "commune_ailleurs"}

    return read


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("les projets à Xonville", "Xonville"),
        ("projets de xonville", "Xonville"),
        ("Xonville", "Xonville"),
        ("Rosny-sur-Seine a gagné ?", "Rosny-sur-Seine"),
        ("rosny sur seine", "Rosny-sur-Seine"),
        ("Noisy-sur-École", "Noisy-sur-École"),
        ("projets de Le Bourget-du-Lac", "Le Bourget-du-Lac"),
        ("Lyon a gagné ?", "Lyon"),
        ("Trois-Villes a gagné ?", "Trois-Villes"),
        ("Lancé a gagné quoi ?", "Lancé"),
        ("Sens a-t-elle un projet ?", "Sens"),
        ("sens a gagné quoi", "Sens"),
    ],
)
def test_a_place_elsewhere_is_known_when_announced_well_known_alone_or_of_several_words(elsewhere, message, name):
    assert elsewhere(message) == {name}


@pytest.mark.parametrize(
    "message",
    [
        "une place",
        "la ville",
        "quelles sont les trois villes",
        "les projets xonville",
        "trois villes ont gagné",
        "le pas de jeu des lauréats",
        "Ville a gagné quoi ?",
        "Celles a Vincennes",
        "Sens du sigle ?",
    ],
)
def test_ordinary_words_are_no_place(elsewhere, message):
    assert elsewhere(message) == set()


def test_no_place_elsewhere_is_taken_for_ours_that_its_name_resembles(model, elsewhere):
    ours = {record.name for record in model.knowledge.of("commune")}
    for name in ("Rancy", "Ugny", "Céaux", "Saulnay", "Livry-sur-Seine", "Missy-aux-Bois", "Clichy-sous-Bois-du-Lac"):
        found = model.grammar.lexicon.cover(read_text(f"projets de {name}")).mentions
        certain = {s.record.name for one in found if not one.unsure for s in one.senses if s.record} & ours
        assert certain <= {"Clichy-sous-Bois"}, name


def test_ours_that_resembles_a_place_elsewhere_is_offered(laureat):
    reply, past = laureat.answer("projets de Baubigny", Conversation())
    assert (reply.outcome, [button.payload for button in reply.buttons]) == ("answered", ["Bobigny"])
    assert "Baubigny n’est pas dans" in reply.text

    reply, _ = laureat.answer("oui", past)
    assert reply.text.startswith("Bobigny ne figure pas")


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("la ville d'Avrée a gagné ?", "Avrée"),
        ("la ville de Barges a été subventionnée ?", "Barges"),
        ("la ville de Baud a gagné ?", "Baud"),
        ("Quels projets à Denain ?", "Denain"),
        ("le projet de Bourges", "Bourges"),
        ("Combien de projets à Grand ?", "Grand"),
        ("Quels projets à Lys ?", "Lys"),
        ("le projet de Gy", "Gy"),
        ("Quels projets à gy ?", "Gy"),
        ("la ville de Vions a été subventionnée ?", "Vions"),
        ("la ville de Le Titre a gagné ?", "Le Titre"),
        ("la ville de bonne a gagné ?", "Bonne"),
        ("Quels projets à Publier ?", "Publier"),
        ("Quels projets à L’Échelle ?", "L’Échelle"),
        ("le projet de La Celle", "La Celle"),
        ("est-ce que Alrance a gagné", "Alrance"),
        ("est ce que le villars a gagne", "Le Villars"),
        ("est-ce que Lancé a un projet ?", "Lancé"),
        ("est-ce que Sers a un projet ?", "Sers"),
        ("Amy a gagné quoi ?", "Amy"),
        ("Caen a gagné quoi ?", "Caen"),
        ("Crach a été aidée ?", "Crach"),
        ("La Douze a gagné quoi ?", "La Douze"),
        ("est-ce que Somme-Tourbe a gagné", "Somme-Tourbe"),
        ("Neuilly-en-Dun a gagné ?", "Neuilly-en-Dun"),
    ],
)
def test_where_a_place_is_due_a_name_is_not_hidden_by_what_it_resembles(elsewhere, message, name):
    assert elsewhere(message) == {name}


@pytest.mark.parametrize(
    "message",
    ["la ville de Périyg a gagné", "Quels projets à Montram ?", "la ville de Zorglub ?"],
)
def test_what_is_no_place_where_one_is_due_is_not_dropped_in_silence(talk, message):
    assert talk(message).outcome in ("unknown", "out_of_scope", "clarify")


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("la ville de Panyin a gagné ?", "Pantin ne figure pas"),
        ("la ville de Pari a gagné ?", "La Ville de Paris ne figure pas"),
        ("ville d avrée a un projet ?", "Ville-d’Avray ne figure pas"),
        ("la ville de vinsène a gagné ?", "Vincennes a 2 projets"),
        ("combien de projets à Grand Orly Seine Bièvre", "1 projet dans l’EPT Grand Orly"),
        ("les projets de Bibliothèques", "Sceaux est lauréate"),
        ("les projets à l’échelle de la Métropole", "Les 23 projets"),
        ("LA VILLE A GAGNE QUOI", "16 communes lauréates"),
    ],
)
def test_ours_are_still_known_there(talk, message, told):
    assert breakable(talk(message).text).startswith(told)


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("la ville de Gentiml a gagné ?", "Gentilly"),
        ("la ville de Gagn", "Gagny"),
        ("Sceux a un projet ?", "Sceaux"),
        ("est-ce que pari a un projet", "Paris"),
        ("Garges", "Garches"),
        ("Sceaux-sur-Seine", "Sceaux"),
        ("Nanterre sur Seine a gagné ?", "Nanterre"),
        ("les projets de Champigny-en-Brie", "Champigny-sur-Marne"),
    ],
)
def test_ours_that_may_not_be_meant_is_asked_back(talk, message, asked):
    reply = talk(message)
    assert (reply.outcome, [button.payload for button in reply.buttons]) == ("clarify", [asked])


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Épinay-sur-Seine a gagné ?", "Épinay-sur-Seine ne figure pas"),
        ("Bry sur Marne", "Bry-sur-Marne est lauréate"),
        ("le projet de Sceau ?", "Sceaux est lauréate"),
        ("rueil mal maison a eu quoi", "Rueil-Malmaison est lauréate"),
        ("le projet du Bourget", "Le Bourget ne figure pas"),
        ("T8 Est Ensemble : quels projets ?", "Dans l’EPT Est Ensemble"),
    ],
)
def test_ours_whose_name_goes_on_so_is_known(talk, message, told):
    assert breakable(talk(message).text).startswith(told)
