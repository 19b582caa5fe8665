"""Whether what is said is so, of a part, a sum, or all of several."""

import pytest

from tests.spaces import breakable


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["La moitié des communes lauréates sont-elles dans le 92 ?"], "Oui : 8 des 16"),
        (["je peux dire que la moitié des lauréats viennent du val de marne"], "Non : 7 des 19"),
        (["Les 16 communes sont-elles toutes du 94 ?"], "Non : 6 des 16"),
        (["Les 3 territoires sont tous dans le Val-de-Marne ?"], "Non : 1 des 3"),
        (["Les 3 territoires ont chacun deux projets ?"], "Non : aucun des 3"),
        (["Les 4 communes ont chacune deux projets ?"], "Oui : 4 des 16"),
        (["Seules les communes du 92, 93 et 94 sont lauréates ?"], "Oui : les 20 projets de communes"),
        (["Lequel de Créteil ou d'Alfortville en a deux ?"], "1 lauréat avec 2 projets : Alfortville"),
        (["Vincennes a le double de projets de Sceaux ?"], "Vincennes en a le plus, avec 2 projets"),
        (["Montreuil a-t-elle tous les projets du 93 ?"], "Non : 2 des 5 projets"),
        (["Issy a-t-elle tous les projets de Grand Paris Seine Ouest ?"], "Oui"),
        (["Cinq projets sont en Seine-Saint-Denis, c'est le plus ?"], "Non"),
    ],
)
def test_what_is_said_of_several_is_judged_among_those_meant(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["923 571 euros, c'est pour les 131 communes ?"], "Non"),
        (["La moyenne dépasse 50 000 euros ?"], "Non : en moyenne 40 155 €"),
        (["À combien se monte la subvention moyenne ?", "C'est plus que 50 000 ?"], "Non : en moyenne 40 155 €"),
        (["À combien se monte la subvention moyenne ?", "Plus de 40 000 ?"], "Oui : en moyenne 40 155 €"),
        (["À combien se monte la subvention moyenne ?", "Plus de 45 000 ?"], "En moyenne 40 155 €"),
        (["C'est pour un an, les 923 571 € ?"], "Le communiqué ne donne pas de calendrier"),
    ],
)
def test_an_amount_is_judged_as_what_was_asked(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Combien de projets dans le 92 ?", "C'est bien 16 communes et 4 territoires ?"], "Non : 8 communes"),
        (["Combien de projets dans le 92 ?", "Donc 16 villes et 3 EPT, c'est ça ?"], "Oui : 16 communes et 3"),
        (["Combien de projets dans le 94 ?", "donc 9 projets pour 7 lauréats ?"], "Oui : 9 projets et 7 lauréats"),
        (["Combien de projets dans le 94 ?", "donc 6 communes et un territoire ?"], "Oui : 6 communes et 1 terr"),
        (["Combien de projets dans le 94 ?", "donc 9 projets et 8 communes ?"], "Non : 9 projets et 6 communes"),
    ],
)
def test_several_sorts_of_what_was_told_are_counted_each(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Est-ce que plus de 20 communes ont été aidées ?", "Plus de 10 ?"], "Oui : 16 communes"),
        (["Est-ce que plus de 20 communes ont été aidées ?", "Plus de 10 ?", "Moins de 16 ?"], "Non : 16 communes"),
        (["Combien de communes lauréates ?", "Plus de 20 ?"], "Non : 16 communes"),
        (["Combien de projets dans le 94 ?", "Plus de 10 ?"], "Non : 9 projets"),
        (["Les communes lauréates, c'est plus de 20 ?"], "Non : 16 communes"),
        (["Les communes lauréates sont plus de dix ?"], "Oui : 16 communes"),
        (["Le nombre de communes lauréates dépasse 20 ?"], "Non : 16 communes"),
        # More than each may have is asked of each where that was asked.
        (["Quels départements ont plus de 5 projets ?", "Plus de 10 ?"], "Aucun département n’a plus de 10"),
    ],
)
def test_how_many_there_are_is_compared_as_it_was_asked(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Quels sont les trois territoires ?", "Lequel a le plus de communes ?"], "Grand Orly Seine Bièvre (24)"),
        (["Quels départements sont lauréats ?", "Lequel a le plus de communes ?"], "le Val-de-Marne (47)"),
        (["Quels territoires sont lauréats ?", "Lequel a le plus de projets ?"], "Grand Paris Sud Est Avenir"),
        (["Quel département a le plus de communes lauréates ?"], "Les Hauts-de-Seine, avec 8"),
    ],
)
def test_whose_communes_are_most_is_told_of_all_of_them_or_of_those_that_won(talk, messages, told):
    assert told in breakable(talk(*messages).text)[:80]


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Le 94 en a combien de plus que le 93 ?"], "Soit 4 de plus"),
        (["Combien de projets dans le 94 ?", "Combien de plus que le 93 ?"], "Soit 4 de plus"),
        (["Combien de projets le 94 a-t-il de plus que le 93 ?", "Et que le 92 ?"], "Soit 1 de plus que les Hauts"),
        (["Est-ce que le nombre de projets du 92 est supérieur à celui du 93 ?", "De combien ?"], "Soit 3 de plus"),
        (["Vincennes en a combien de plus que Sceaux ?"], "Soit 1 de plus"),
    ],
)
def test_how_many_more_one_has_than_another_is_told(talk, messages, told):
    assert told in breakable(talk(*messages).text)


def test_which_department_has_most_is_asked_of_all_even_after_two_of_them(talk):
    two = ("Combien de projets dans le 93 ?", "Et dans le 92 ?")

    assert breakable(talk(*two, "Quel département en a le plus ?").text).startswith("Le Val-de-Marne, avec 9 projets")
    assert breakable(talk(*two, "Lequel en a le plus ?").text).startswith("Les Hauts-de-Seine en ont le plus, avec 8")


def test_a_kind_that_has_nothing_itself_is_not_supposed_to(talk):
    text = breakable(talk("Issy : quel projet, quel montant, quel département ?").text)

    assert "ne donne pas le montant" in text
    assert "aucun projet" not in text


@pytest.mark.parametrize(("town", "so"), [("Vincennes", "Non"), ("Sceaux", "Oui")])
def test_how_many_one_is_thought_to_have_is_judged(talk, town, so):
    assert talk(f"{town} a combien de projets ?", "Un seul, il me semble").text.startswith(so)


@pytest.mark.parametrize(
    ("claim", "so"),
    [
        ("donc 4 en tout ?", "Oui : 4 projets"),
        ("donc 5 projets en tout", "Non : 4 projets"),
        ("ça fait 4 ensemble ?", "Oui : 4 projets"),
        ("donc ensemble elles en ont 5 ?", "Non : 4 projets"),
    ],
)
def test_what_two_told_in_turn_are_said_to_have_together_is_judged(talk, claim, so):
    reply = talk("Combien de projets à Montreuil ?", "et à Vincennes ?", claim)

    assert breakable(reply.text).startswith(so)


def test_what_two_towns_have_together_is_no_project_of_both(talk):
    reply = talk("Ensemble, Montreuil et Vincennes ont 5 projets ?")

    assert breakable(reply.text).startswith("Non : 4 projets")


@pytest.mark.parametrize(
    ("towns", "asked", "told"),
    [
        ("Nanterre et Rueil sont dans le même territoire ?", "Elles ont des projets ?", "2 projets à Nanterre"),
        ("Nanterre et Rueil sont dans le même territoire ?", "Et le même projet ?", "Non : Nanterre"),
        ("Rueil et Saint-Mandé, même territoire ?", "Et le même projet ?", "Oui"),
    ],
)
def test_projects_are_not_likened_where_places_were(talk, towns, asked, told):
    assert breakable(talk(towns, asked).text).startswith(told)


def test_that_a_town_has_a_project_does_not_tell_what_it_is_made_of(talk):
    told = talk("Le chatbot de Rosny a-t-il une IA ?")

    assert told.outcome == "unknown"
    assert "Oui" not in told.text


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Antony a gagné ?", "un seul projet ?"], "Oui : Antony"),
        (["Antony a gagné ?", "deux projets ?"], "Non : Antony"),
        (["Montreuil a gagné ?", "donc un seul projet ?"], "Non : Montreuil a 2 projets"),
        (["Montreuil est dans quel département ?", "deux projets ?"], "Oui : Montreuil a 2 projets"),
        (["Antony a gagné ?", "deux territoires ?"], "Non : 3 territoires"),
        (["Les lauréats du 92", "deux projets ?"], "4 lauréats avec 2 projets"),
        (["2 projets ?"], "4 lauréats avec 2 projets"),
    ],
)
def test_a_small_number_echoed_after_a_town_is_judged_of_it(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)
