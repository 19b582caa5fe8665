"""What a follow-up points to, where nothing said before tells it: it is asked back, not guessed."""

import pytest

ASKED_BACK = [
    # No rank but the first where one thing was told.
    ["Qui porte le smart parking ?", "le deuxième ?"],
    ["Qui porte le smart parking ?", "et le 2e, c’est quoi ?"],
    ["Qu’a gagné Sceaux ?", "le deuxième, c’est pour quoi faire ?"],
    ["À quoi sert le FMIN ?", "le dernier ?"],
    ["Qu’a gagné Sceaux ?", "projets le deuxième"],
    ["Qui est Anne Tachène ?", "le deuxième, c’est pour quoi faire ?"],
    # What was told is no other than itself.
    ["Quelles villes de Grand Paris Sud Est Avenir ont gagné ?", "l’autre, c’est quoi ?"],
    ["Quel est le montant total ?", "ils ont eu autre chose ?"],
    ["Combien de communes lauréates ?", "d’autres villes dans le même département ?"],
    # Of several things none is « ce projet », and no town, person or project was told at all.
    ["Combien de projets dans le 94 ?", "qui porte ce projet ?"],
    ["Quelles communes ont deux projets ?", "cette ville a eu combien ?"],
    ["Quelles communes du 93 ont gagné ?", "cette commune a d’autres projets ?"],
    ["Quelles communes du 93 ont gagné ?", "cette ville est dans quel département ?"],
    ["Quels projets à Vincennes ?", "ce monsieur, il fait quoi ?"],
    ["Qui est Anne Tachène ?", "il a coûté combien, ce projet ?"],
    # « Les deux » and « les deux autres » are none of what was told: there are not as many.
    ["Quels projets sur le stationnement ?", "et les deux autres ?"],
    ["Quelles communes ont deux projets ?", "et les deux ?"],
    ["Les lauréats de Vallée Sud ?", "lequel des deux ?"],
    ["Combien de projets dans le 92 ?", "et l’autre projet ?"],
    ["Vanves a un projet ?", "l’autre ?"],
    # A person has no projects, nor is any town spoken of.
    ["Qui est Patrick Ollier ?", "leurs projets ?"],
    ["Qui est Patrick Ollier ?", "la ville, elle a gagné ?"],
    # Nothing was listed by an answer that was none.
    ["Y a-t-il le Grand Paris dans la liste ?", "la dernière a quoi ?"],
    ["La météo à Vincennes ?", "le deuxième projet, c’est quoi ?"],
]


@pytest.mark.parametrize("said", ASKED_BACK, ids=lambda said: said[-1])
def test_what_points_to_nothing_is_asked_back(talk, said):
    reply = talk(*said)
    assert (reply.intent, reply.outcome) == ("de_qui", "clarify")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (["Quels projets sur le stationnement ?", "le deuxième ?"], "Smart parking"),
        (["Le projet numéro 5 de la liste ?", "et le dernier ?"], "Ligne 23"),
        (
            ["Quels sont les lauréats du 93 ?", "Le premier ?", "et les deux autres ?"],
            "4 projets à Montreuil et à Rosny",
        ),
        (["Quels projets dans le 93 ?", "Rosny a quoi ?", "et l’autre ville ?"], "Montreuil a 2 projets"),
        (["Fontenay ?", "sous-Bois", "c’est quel département ?", "et l’autre ?"], "Fontenay-aux-Roses est"),
        (["Antony a gagné ?", "Et Montreuil ?", "lequel des deux ?"], "3 projets à Antony et à Montreuil"),
        (["Qui porte le smart parking ?", "l’autre, c’est quoi ?"], "Sans Smart parking, aucun projet"),
        (["Qui est le vice-président au numérique ?", "ce monsieur, il a dit quoi ?"], "coopération"),
        (["Qu’a gagné Sceaux ?", "qui porte ce projet ?"], "Sceaux"),
        (["Meudon a eu quelque chose ?", "cette ville est dans quel département ?"], "Hauts-de-Seine"),
        (["Meudon a eu quelque chose ?", "elle a un autre projet ?"], "aucun projet"),
        (["Quels projets à Vincennes ?", "les premières subventions datent de quand ?"], "27 novembre 2018"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else value,
)
def test_what_points_to_something_told_is_answered(talk, said, told):
    assert told in talk(*said).text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "off_subject", ["ce monsieur me doit 50 euros", "cette ville est moche", "le deuxième mi-temps"]
)
def test_what_is_none_of_our_business_stays_refused(talk, off_subject):
    assert talk("Quels projets dans le 94 ?", off_subject).intent != "de_qui"
