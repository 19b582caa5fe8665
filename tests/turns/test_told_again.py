"""A follow-up that asks of what was just told what no source tells: it is not told it once more."""

import pytest

UNTOLD = [
    # What it does, or is for, is asked of the thing, not of whose it is.
    ["Le projet de Saint-Mandé ?", "Dans quel but ?"],
    ["Le chatbot de Rosny, c’est où ?", "et il marche déjà ??"],
    ["c koi le projet de courbevoie", "elle existe deja ?"],
    ["Quelque chose autour de la formation ?", "c’est pour quel public ?"],
    ["Bry-sur-Marne, c’est quoi leur projet ?", "et pour qui elle est, cette formation ?"],
    # Its title tells what it is about, not what that is for or where.
    ["Les projets de Vincennes ?", "le deuxième, c’est pour supprimer le papier ?"],
    ["M.I.C EDUC, c’est quelle ville ?", "est-ce que c’est dans les écoles"],
    ["Rosny a quoi ?", "le chatbot, il utilise l’intelligence artificielle ?"],
    # Whose it is is no town.
    ["le lavoir expérimental, sa ce trouve ou", "dans quelle ville exactement"],
    ["Qui porte Solutions collaboratives ?", "dans quelle ville au juste ?"],
    # What may be done with it, by whom, and how many others there are.
    ["Bagneux a gagné quoi ?", "on peut voir la ville en 3D sur internet ?"],
    ["Bagneux a un projet de 3D ?", "C’est fait par une entreprise ?"],
    ["Y a-t-il un projet pour les jeunes ?", "J’habite Bobigny, je peux m’en servir ?"],
    ["Bry-sur-Marne, c’est quoi leur projet ?", "Les gens de Noisy-le-Grand peuvent en profiter ?"],
    ["Sucy a eu quoi ?", "combien de gens y travaillent ?"],
    ["La ville en 3D, c’est Bagneux ?", "avec l’aide d’une autre commune ?"],
    # What is said of it in words of other subjects.
    ["projet de courbevoie ?", "c’est pour éviter les bouchons ?"],
    ["Vincennes a quoi ?", "pour remplacer les guichets ?"],
    ["Montreuil a quoi ?", "le jardin, c’est pour planter des légumes ?"],
    ["Montreuil a quoi ?", "mes enfants peuvent y participer ?"],
    ["Le CRM augmenté, c’est qui ?", "ça fait gagner du temps aux agents ?"],
]


@pytest.mark.parametrize("said", UNTOLD, ids=lambda said: said[-1])
def test_what_no_source_tells_of_the_thing_told_is_said_to_be_unknown(talk, said):
    assert talk(*said).outcome == "unknown"


def test_what_it_is_said_to_be_for_turns_to_no_other(talk):
    text = talk("Quel est le projet de Sceaux ?", "C’est pour les enfants ?").text

    assert "Bibliothèques" in text
    assert "Montreuil" not in text


def test_of_several_things_told_none_is_named(talk):
    assert "Chatbot" not in talk("Rosny a quoi ?", "c’est pour éviter les files ?").text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (["Le lavoir expérimental ?", "c’est quel territoire ?"], "Grand Orly"),
        (["Qui porte le chatbot ?", "c’est dans quel département ?"], "Seine-Saint-Denis"),
        (["Montreuil a quoi ?", "donc elle a deux projets ?"], "jardin"),
        (["Quel est le projet de Sceaux ?", "tu peux répéter ?"], "Bibliothèques"),
        (["Bagneux ?", "c’est en 3D ?"], "3D"),
        (["Ivry a un projet ?", "et son territoire ?"], "lavoir"),
        (["Quels territoires ont gagné ?", "que fait le premier ?"], "lavoir"),
        (["Sceaux a gagné ?", "avec quoi ?"], "Bibliothèques"),
        (["Le lavoir, c’est qui ?", "c’est une commune, ça ?"], "Grand Orly"),
        (["Créteil a quel projet ?", "et pour le stationnement ?"], "Antony"),
        (["Qui a la livraison ?", "et la 3D alors, c’est pour qui ?"], "Bagneux"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else value,
)
def test_what_is_known_of_it_is_told_again(talk, said, told):
    reply = talk(*said)
    assert reply.outcome == "answered"
    assert told in reply.text


@pytest.mark.parametrize("off_subject", ["Il va pleuvoir demain ?", "c’est quoi la recette des crêpes ?"])
def test_what_is_none_of_our_business_is_not_asked_of_it(talk, off_subject):
    assert talk("Le projet de Sceaux ?", off_subject).outcome == "out_of_scope"


@pytest.mark.parametrize(
    ("said", "owner"),
    [
        (["Y a-t-il un projet pour les jeunes ?", "C’est Vincennes qui fait ça ?"], "Montreuil"),
        (["Qui a la maison du numérique ?", "C’est Alfortville qui s’en occupe ?"], "Sucy"),
        (["le stationnement intelligent, quelle ville", "c’est Courbevoie qui a ça non ?"], "Antony"),
        (["La maison du numérique, c’est qui ?", "Créteil, non ?"], "Sucy"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else value,
)
def test_who_is_wrongly_taken_to_do_it_is_told_who_does(talk, said, owner):
    assert owner in talk(*said).text
