"""What a follow-up means: the same question asked in one sentence gets the same answer."""

import pytest

from bot.assistant import Assistant
from bot.dialogue.conversation import MOST_FOCUS, MOST_LISTED, MOST_LISTS, Conversation, Named, name_records
from bot.message import Message
from bot.store.memory import MemoryStore


@pytest.fixture
def after(laureat):
    """What is remembered after several messages."""

    def run(*messages: str) -> Conversation:
        past = Conversation()
        for message in messages:
            _, past = laureat.answer(message, past)
        return past

    return run


def breakable(text: str) -> str:
    """A text whose spaces are all ordinary ones."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


NEUILLY = "Neuilly a un projet ?"
THREE = ["Neuilly-sur-Seine", "Neuilly-Plaisance", "Neuilly-sur-Marne"]
FOLLOW_UPS = [
    # Another place, another question.
    (["Quels projets à Vincennes ?", "Et Montreuil ?"], "Quels projets à Montreuil ?"),
    (["Quels projets à Vincennes ?", "Montreuil ?"], "Quels projets à Montreuil ?"),
    (["Combien de projets dans le Val-de-Marne ?", "et le 93 ?"], "Combien de projets dans le 93 ?"),
    (["Combien de projets dans le 94 ?", "Et à Montreuil ?", "et le 92 ?"], "Combien de projets dans le 92 ?"),
    (["Quelles communes ont un seul projet ?", "et deux ?"], "Quelles communes ont deux projets ?"),
    (["Quelles communes ont plus de trois projets ?", "et de deux ?"], "Quelles communes ont plus de deux projets ?"),
    (["Quels projets dans le Val-de-Marne ?", "combien ?"], "Combien de projets dans le Val-de-Marne ?"),
    (["Combien de projets dans le Val-de-Marne ?", "lesquels ?"], "Quels projets dans le Val-de-Marne ?"),
    (["Quels projets sur le stationnement ?", "combien ?"], "Combien de projets sur le stationnement ?"),
    (["Qui porte le lavoir expérimental ?", "et le chatbot ?"], "Qui porte le chatbot ?"),
    (["Quels projets à Vincennes ?", "et Marseille ?"], "Quels projets à Marseille ?"),
    # A subject stays what is spoken of when only the place changes.
    (["La 3D ?", "et dans le 94 ?"], "Dans le 94, un projet sur la 3D ?"),
    (["La 3D ?", "et Montreuil ?"], "À Montreuil, un projet sur la 3D ?"),
    (["chatbot ?", "et dans le 92 ?"], "Un projet sur les assistants conversationnels dans le 92 ?"),
    (["Smart parking ?", "et dans le 92 ?"], "Quels projets sur le stationnement dans le 92 ?"),
    (["Qui porte le lavoir expérimental ?", "et dans le 93 ?"], "Quels projets dans le 93 ?"),
    # A date names no meeting that would take the place of what is spoken of.
    (
        ["Quels projets sur le stationnement ?", "Lesquels ont été retenus en novembre 2018 ?"],
        "Quels projets sur le stationnement ?",
    ),
    # How many there are elsewhere of what was listed.
    (
        ["Quelles villes n’ont rien eu dans le 94 ?", "Et dans le 93, combien ?"],
        "Combien de villes du 93 n’ont rien eu ?",
    ),
    (["Quelles villes du 94 ont gagné ?", "Et dans le 93, combien ?"], "Combien de villes du 93 ont gagné ?"),
    (
        ["Combien de communes du 92 ont gagné ?", "Ça fait combien de communes ?", "Et dans le 94 ?"],
        "Combien de communes du 94 ont gagné ?",
    ),
    # Places kept out.
    (["Quels projets dans le 93 ?", "sans Montreuil"], "Quels projets dans le 93 sans Montreuil ?"),
    (
        ["Quels projets dans le 93 ?", "sans Montreuil", "et sans Rosny-sous-Bois"],
        "Quels projets dans le 93 sans Montreuil et sans Rosny-sous-Bois ?",
    ),
    (["Quels projets à Créteil ?", "hors du 94"], "Quels projets hors du 94 ?"),
    (
        ["Quelles communes du 94 sont lauréates ?", "sans Créteil", "et sans Vincennes"],
        "Quelles communes du 94 sont lauréates, sans Vincennes et sans Créteil ?",
    ),
    # Corrections.
    (["Quels projets à Meaux ?", "non, Sceaux"], "Quels projets à Sceaux ?"),
    (["Combien de projets à Bagnolet ?", "non, Bagneux"], "Combien de projets à Bagneux ?"),
    (["Combien de communes ont deux projets ?", "lesquelles ?"], "Quelles communes ont deux projets ?"),
    (["Combien de territoires lauréats ?", "lesquels ?"], "Quels territoires sont lauréats ?"),
    # Words that point back.
    (["Projets à Vincennes ?", "cette ville est dans quel département ?"], "Dans quel département est Vincennes ?"),
    (["Quels projets à Vincennes ?", "elle est dans quel territoire ?"], "Vincennes est dans quel territoire ?"),
    (["Quels sont les trois territoires lauréats ?", "le deuxième"], "Quels projets à Grand Paris Grand Est ?"),
    (["Quels sont les trois territoires lauréats ?", "l'avant-dernier"], "Quels projets à Grand Paris Grand Est ?"),
    (["Quels sont les trois territoires lauréats ?", "le dernier"], "Quels projets à Grand Paris Sud Est Avenir ?"),
    (
        ["Quels projets à Vincennes et à Antony ?", "ces deux villes sont dans quel département ?"],
        "Dans quel département sont Vincennes et Antony ?",
    ),
    (
        ["Qui travaille sur le stationnement ?", "ces deux villes sont dans le même département ?"],
        "Antony et Levallois-Perret sont dans le même département ?",
    ),
    (["Quel temps fera-t-il à Sceaux ?", "cette ville a quoi comme projet ?"], "Quels projets à Sceaux ?"),
    # A list keeps its order.
    (
        ["Quels sont les trois territoires lauréats ?", "le troisième, il fait quoi ?"],
        "Quels projets à Grand Paris Sud Est Avenir ?",
    ),
    (
        ["Quels sont les trois territoires lauréats ?", "le troisième, il fait quoi ?", "et le premier ?"],
        "Quels projets à Grand Orly Seine Bièvre ?",
    ),
    # What is left of a list.
    (
        ["Quels projets à Vincennes ?", "Qui porte le CRM augmenté ?", "et l’autre ?"],
        "Qui porte la gestion électronique et dématérialisée collaborative ?",
    ),
    # Who said what was quoted.
    (["Qui a parlé de biens communs numériques ?", "il est quoi ?"], "Qui est Patrick Ollier ?"),
    # What is compared with what was just spoken of.
    (["Combien de projets dans le 92 ?", "plus que le 94 ?"], "Le 94 a-t-il plus de projets que le 92 ?"),
    (["Quels projets à Vincennes ?", "plus que Montreuil ?"], "Montreuil a-t-elle plus de projets que Vincennes ?"),
    (
        ["Créteil a eu un projet ?", "et Antony ?", "lequel des deux est dans le 94 ?"],
        "Créteil est dans le 94 ?",
    ),
    # One of a list, and what comes before or after it there.
    (
        ["Quelles villes ont deux projets ?", "Parmi ces quatre, la troisième, quels sont ses projets ?"],
        "Quels projets à Rosny-sous-Bois ?",
    ),
    (["Quels lauréats dans le 92 ?", "le 3e ?", "et celui d’avant ?"], "Quels projets à Bagneux ?"),
    (["Quels lauréats dans le 92 ?", "le 3e ?", "et le suivant ?"], "Quels projets à Issy-les-Moulineaux ?"),
    # Those of a list that lie somewhere, and those that do not.
    (
        ["Y a-t-il des villes avec deux projets ?", "Lesquelles de ces villes sont dans le 93 ?"],
        "Quelles villes du 93 ont deux projets ?",
    ),
    (
        ["Y a-t-il des villes avec deux projets ?", "Lesquelles de ces villes sont dans le 93 ?", "et les autres ?"],
        "Quels projets à Alfortville et à Vincennes ?",
    ),
    (
        ["Quels projets sur le stationnement ?", "lequel des deux est à Paris Ouest La Défense ?", "et l’autre ?"],
        "Quels projets à Antony ?",
    ),
    (
        [
            "Quels lauréats dans le 94 ?",
            "lesquels sont dans Paris Est Marne et Bois ?",
            "et les trois autres, elles sont dans quel territoire ?",
        ],
        "Dans quel territoire sont Alfortville, Créteil et Sucy-en-Brie ?",
    ),
    (
        ["Qui porte le chatbot ?", "les bibliothèques ?", "et le lavoir ?", "Ces deux villes, elles sont où ?"],
        "Où sont Sceaux et Rosny-sous-Bois ?",
    ),
    (
        ["Quels projets sur le stationnement ?", "elles sont toutes dans le 92 ?"],
        "Antony et Levallois sont dans le 92 ?",
    ),
    (["Qui siégeait au comité ?", "Parmi eux, qui représentait la Caisse des Dépôts ?"], "Qui est Fabien Ducasse ?"),
    # Territories that were told to have won themselves, not what lies in them.
    (
        ["Quels EPT ont gagné ?", "lequel est dans le 93 ?", "et les deux autres ?"],
        "Quels projets les EPT Grand Orly et Grand Paris Sud Est Avenir portent eux-mêmes ?",
    ),
    # What is not as asked, of what was asked about.
    (
        ["Quelles communes de Vallée Sud n’ont rien eu ?", "et les autres ?"],
        "Quels projets à Antony, Bagneux et Sceaux ?",
    ),
    (
        ["Quelles communes du 94 n’ont qu’un projet ?", "et les autres, combien en ont-elles ?"],
        "Combien de communes parmi Alfortville et Vincennes ?",
    ),
    (
        ["Créteil, Vincennes, Champigny : lesquelles sont aidées ?", "celle qui ne l’est pas, c’est quel territoire ?"],
        "Champigny-sur-Marne, c’est quel territoire ?",
    ),
    (
        ["Quels lauréats dans le 93 ?", "Montreuil, je connais, les autres ?"],
        "Quels lauréats dans le 93 sauf Montreuil ?",
    ),
    (["Créteil a un projet ?", "et Sceaux ?", "ont-elles le même projet ?"], "Sceaux et Créteil, le même projet ?"),
    (
        ["Créteil a un projet ?", "et Sceaux ?", "sont-elles dans le même département ?"],
        "Sceaux et Créteil sont dans le même département ?",
    ),
    (
        ["Combien de projets dans le 92 ?", "et le 94 ?", "lequel en a le plus ?"],
        "Le 94 a-t-il plus de projets que le 92 ?",
    ),
    (
        ["Les projets sur la formation ?", "qui les porte ?", "ils sont dans le même département ?"],
        "Bry-sur-Marne et Créteil sont dans le même département ?",
    ),
    # The other of two.
    (
        ["Quels projets à Alfortville ?", "le kiosque, c’est quoi ?", "et l’autre projet ?"],
        "Quels projets à Alfortville sauf le kiosque ?",
    ),
    # The others of what was told: around its places, or without what was listed.
    (
        ["Quelles villes de Grand Paris Sud Est Avenir ont gagné ?", "et les autres ?"],
        "Quelles communes ont gagné hors de Grand Paris Sud Est Avenir ?",
    ),
    (
        ["Quelles communes ont deux projets ?", "et les autres ?"],
        "Quels projets à Antony, Bagneux, Bry, Courbevoie, Créteil, Issy, Levallois, Nanterre, Rueil, Saint-Mandé, "
        "Sceaux et Sucy-en-Brie ?",
    ),
    (["Quels projets à Vincennes ?", "les autres ?"], "Quels projets à Vincennes sauf le CRM augmenté et la GED ?"),
    (["Quels projets à Vincennes ?", "autre chose ?"], "Quels projets à Vincennes sauf le CRM augmenté et la GED ?"),
    (["Combien de projets dans le 94 ?", "et ailleurs ?"], "Quels projets hors du 94 ?"),
    (["Quelles communes du 93 ont gagné ?", "et en dehors ?"], "Quelles communes ont gagné hors du 93 ?"),
    # Of a town none is asked which of it has nothing, nor of one thing which has the most.
    (["Quelles villes du 92 n’ont rien eu ?", "et Bagneux ?"], "Bagneux a gagné quoi ?"),
    (["Quels projets à Vincennes ?", "qui en a le plus ?"], "Qui a le plus de projets ?"),
    (["Qu’a gagné Sceaux ?", "laquelle a eu le plus ?"], "Quelle commune a eu le plus de projets ?"),
    # What is whole by itself is asked of all, what only names something asks what was asked.
    (["Qu’a gagné Sceaux ?", "qui l’a présenté ?"], "Qui a présenté les projets ?"),
    (["Qu’a gagné Sceaux ?", "qui paye ?"], "Qui paye ?"),
    (["Qui porte le smart parking ?", "qui a décidé ?"], "Qui a décidé ?"),
    (["Combien de projets dans le 94 ?", "et sur la nature ?"], "Combien de projets sur la nature dans le 94 ?"),
    (["Combien de projets dans le 94 ?", "le dernier ?"], "Dans le 94, la GED ?"),
    (["Combien de projets au total ?", "et le chatbot ?"], "Le chatbot ?"),
    (["Nanterre a quoi comme projet ?", "lesquelles n’ont rien eu ?"], "Quelles communes n’ont rien eu ?"),
    # Others around what was told, in the place that it is in.
    (
        ["Sceaux a un projet ?", "Et Antony ?", "d’autres villes dans le même département ?"],
        "Quelles autres communes du 92 qu’Antony ont gagné ?",
    ),
    (["Combien d’EPT ont gagné ?", "et du côté de Créteil ?"], "Créteil a gagné quoi ?"),
    # The one found in the place named is what a pronoun stands for.
    (["Dans Est Ensemble, qui a gagné ?", "elle est dans quel département ?"], "Montreuil est dans quel département ?"),
    # Whether a town is of the place spoken of, and another too.
    (["Le T12 a eu un projet ?", "Vincennes en fait partie ?"], "Vincennes fait partie du T12 ?"),
    (["Créteil est dans quel territoire ?", "Vincennes en fait partie ?"], "Vincennes fait partie du T11 ?"),
    (["Villejuif fait partie du T12 ?", "et Créteil aussi ?"], "Créteil fait partie du T12 ?"),
    (["Quand s’est tenu le comité ?", "avec qui d’autre ?"], "Qui siégeait au comité ?"),
    (["Quand le FMIN a-t-il été créé ?", "qui a décidé ça ?"], "Qui a créé le FMIN ?"),
    # A person is not asked what was asked of anything else.
    (["De quand date l’annonce ?", "et Nadège Guiraud ?"], "Qui est Nadège Guiraud ?"),
    # What a message says itself matters more than what it borrows.
    (["Qui est à la tête de la Métropole ?", "et il a déclaré quoi, ce monsieur ?"], "Qu’a déclaré Patrick Ollier ?"),
    (["Qui porte le smart parking ?", "c’est dans quel département ?"], "Levallois-Perret est dans quel département ?"),
    # Who else is asked of what was told, what else of who has it.
    (
        ["Quelles communes ont deux projets ?", "qui d’autre ?"],
        "Quelles communes ont gagné sauf Alfortville, Montreuil, Rosny-sous-Bois et Vincennes ?",
    ),
    (
        ["Qui porte le smart parking ?", "pour autre chose aussi ?"],
        "Quels projets à Levallois-Perret sauf le smart parking ?",
    ),
    (
        ["Combien a touché Nanterre ?", "ils ont eu autre chose ?"],
        "Quels projets à Nanterre sauf le réseau social usager ?",
    ),
    (["Qu’a gagné Sceaux ?", "quel projet ?"], "Quel projet à Sceaux ?"),
    (
        ["Quand le FMIN a-t-il été créé ?", "et les premières aides, c’était quand ?"],
        "Les premières aides, c’était quand ?",
    ),
    (["Qu’a gagné Sceaux ?", "c’est plus qu’à Montreuil ?"], "Montreuil a-t-elle plus de projets que Sceaux ?"),
    (["Qu’a gagné Sceaux ?", "pas celle-là, Bagneux"], "Bagneux a gagné quoi ?"),
    # What a question narrowed keeps of the one before.
    (["Quelles communes ont deux projets ?", "dans le 94 ?"], "Quelles communes du 94 ont deux projets ?"),
    (
        ["Quels projets sur le stationnement ?", "combien dans le 92 ?"],
        "Combien de projets de stationnement dans le 92 ?",
    ),
    (["Quels territoires ont gagné ?", "et lesquels n’ont rien eu ?"], "Quels territoires n’ont rien eu ?"),
    # The end of a name that was told in short.
    (["Je cherche le projet de Rosny", "sous-Bois"], "Quels projets à Rosny-sous-Bois ?"),
    (["Saint-Maur a eu une subvention ?", "oui, celle des Fossés"], "Quels projets à Saint-Maur-des-Fossés ?"),
    # The same question, of another place.
    (["Combien de villes ont gagné ?", "et combien dans le 92 ?"], "Combien de villes du 92 ont gagné ?"),
    # Others than what was just spoken of, and others like it.
    (
        ["Le chatbot, c’est quelle ville ?", "elle a un autre projet ?"],
        "Quels projets à Rosny-sous-Bois sauf le chatbot ?",
    ),
    (
        ["Un projet pour les jeunes ?", "c’est quelle ville qui le porte ?", "elle a un autre projet ?"],
        "Quels projets à Montreuil sauf Grandparisjeunes.com ?",
    ),
    (
        ["Issy-les-Moulineaux a eu quoi ?", "d’autres projets comme ça ?"],
        "Quels projets sur les assistants conversationnels, sauf Issy-les-Moulineaux ?",
    ),
    (
        ["Saint-Mandé, c’est quel projet ?", "d’autres villes ont un projet du même genre ?"],
        "Quels projets sur la relation usager, sauf Saint-Mandé ?",
    ),
    # Where one is from.
    (["J’habite à Meudon. Quel territoire ?"], "Meudon est dans quel territoire ?"),
    (["J’habite à Créteil. Quels projets ?"], "Quels projets à Créteil ?"),
    (["J’ai une boutique rue de Bezons. Courbevoie a un projet ?"], "Courbevoie a un projet ?"),
    (["On est une association de Bagneux, qui a été aidé dans Vallée Sud ?"], "Qui a été aidé dans Vallée Sud ?"),
    (["J’ai un bar à Puteaux, y a-t-il des projets dans mon département ?"], "Y a-t-il des projets dans le 92 ?"),
    (["J’habite Pantin : mon territoire a gagné quoi ?", "Et Bagneux ?", "et la nôtre ?"], "Quels projets à Pantin ?"),
    (["J’habite Pantin.", "Quels projets à Antony ?", "et dans ma ville ?"], "Quels projets à Pantin ?"),
    # Others in what is around a town that was found.
    (
        ["Un projet sur les bibliothèques ?", "les autres villes du même département ?"],
        "Quels projets dans le 92 sauf Sceaux ?",
    ),
    # A reason asked for once is not asked for again.
    (["Pourquoi Vincennes ?", "et Montreuil ?"], "Quels projets à Montreuil ?"),
    # Small talk in between changes nothing.
    (["Quels projets à Vincennes ?", "merci", "Et Montreuil ?"], "Quels projets à Montreuil ?"),
    (["Combien de projets dans le 94 ?", "Bonjour", "ça va ?", "et le 93 ?"], "Combien de projets dans le 93 ?"),
    (["Quels projets à Vincennes ?", "quel temps fait-il ?", "et Antony ?"], "Quels projets à Antony ?"),
    # A doubtful name.
    (["Combien de projets à Bagnnet ?", "oui"], "Combien de projets à Bagnolet ?"),
    (["Quels projets à Montrouil ?", "2"], "Quels projets à Montrouge ?"),
    (["Quels projets à Montrouil ?", "le premier"], "Quels projets à Montreuil ?"),
    # A pending choice.
    ([NEUILLY, "Neuilly-sur-Marne"], "Neuilly-sur-Marne a un projet ?"),
    ([NEUILLY, "la deuxième"], "Neuilly-Plaisance a un projet ?"),
    ([NEUILLY, "2"], "Neuilly-Plaisance a un projet ?"),
    ([NEUILLY, "la première"], "Neuilly-sur-Seine a un projet ?"),
    ([NEUILLY, "la dernière"], "Neuilly-sur-Marne a un projet ?"),
    ([NEUILLY, "sur Marne"], "Neuilly-sur-Marne a un projet ?"),
    ([NEUILLY, "Seine"], "Neuilly-sur-Seine a un projet ?"),
    (["Noisy a un projet ?", "le Grand"], "Noisy-le-Grand a un projet ?"),
    (["Noisy a un projet ?", "Sec"], "Noisy-le-Sec a un projet ?"),
    ([NEUILLY, "merci", "la deuxième"], "Neuilly-Plaisance a un projet ?"),
]


@pytest.mark.parametrize(("messages", "whole"), FOLLOW_UPS, ids=[" / ".join(messages) for messages, _ in FOLLOW_UPS])
def test_a_follow_up_is_answered_as_the_whole_question(talk, messages, whole):
    followed, asked = talk(*messages), talk(whole)

    assert followed.text == asked.text
    assert followed.outcome == asked.outcome == "answered"
    assert followed.sources == asked.sources


@pytest.mark.parametrize(
    ("first", "whole"),
    [
        ("Quels projets à Vincennes ?", "Combien de projets à Montreuil ?"),
        ("Quels projets dans le 93 sans Montreuil ?", "Quels projets à Vincennes ?"),
        ("Qui porte le chatbot ?", "Quel est le montant total des subventions ?"),
        (NEUILLY, "Quels projets à Antony ?"),
        ("Quels projets à Vincennes ?", "Qu’est-ce que le FMIN ?"),
        ("Combien de projets dans le 94 ?", "Quelles communes ont deux projets ?"),
        ("Qui porte le chatbot ?", "Et combien de projets dans le 93 ?"),
        # Said in full, neither « et » nor a pronoun asks it of who was spoken of.
        ("Qui présidait la séance ?", "Et qui a présenté les projets ?"),
        ("À quel titre Courtois est-il cité ?", "Et le président, il dit quoi ?"),
        ("Je peux candidater à Vincennes ?", "Et Vincennes, elle a eu quoi, elle ?"),
        # « Le 2e » of a town named is not the one spoken of.
        ("Le chatbot de Rosny ?", "Et le 2e projet de Rosny ?"),
    ],
)
def test_a_whole_question_owes_the_past_nothing(talk, first, whole):
    assert talk(first, whole) == talk(whole)


def test_what_a_question_must_not_name_is_not_named_before_it(laureat):
    reply, _ = laureat.answer("Et la Seine-Saint-Denis, qui la représente ?", Conversation())

    assert reply.intent != "comite_composition"


@pytest.mark.parametrize("message", ["le deuxième", "sans Montreuil, et ?", "cette ville", "lesquels ?", "et ?"])
def test_a_partial_question_alone_is_not_completed_from_nothing(laureat, message):
    reply, _ = laureat.answer(message, Conversation())

    assert "Vincennes a" not in reply.text


@pytest.mark.parametrize("remark", ["nul", "top, t'es fort", "c'est nul", "bravo"])
def test_a_remark_on_an_answer_asks_nothing_more(talk, remark):
    assert talk("Quel est le projet de Courbevoie ?", remark).outcome == "chitchat"


def test_to_repeat_is_to_give_the_last_answer_again(talk):
    asked = talk("Quels projets à Vincennes ?")

    assert talk("Quels projets à Vincennes ?", "répète").text == asked.text
    assert talk("Quels projets à Vincennes ?", "répète", "répète").text == asked.text


def test_to_hear_it_shorter_or_in_detail_keeps_the_sources_of_the_last_answer(talk):
    asked, shorter = talk("Quels projets à Vincennes ?"), talk("Quels projets à Vincennes ?", "plus court")
    longer = talk("Quels projets à Vincennes ?", "plus court", "en détail")

    assert (shorter.outcome, shorter.sources) == (asked.outcome, asked.sources)
    assert longer.text.startswith(asked.text)
    assert (longer.outcome, longer.sources) == ("unknown", asked.sources)


def test_a_long_answer_is_said_shorter(talk):
    asked, shorter = talk("Quels projets dans le 92 ?"), talk("Quels projets dans le 92 ?", "plus court")

    assert shorter.text.split()[0] == asked.text.split()[0] == "8"
    assert len(shorter.text) < len(asked.text) / 2


def test_to_hear_again_that_something_is_not_told_is_no_answer(talk):
    asked = talk("Quel est le montant du Smart parking ?")
    shorter = talk("Quel est le montant du Smart parking ?", "plus court")

    assert (shorter.outcome, shorter.sources) == (asked.outcome, asked.sources)
    assert asked.outcome == "unknown"


def test_why_is_answered_with_the_sources_of_the_last_answer(talk):
    asked, why = talk("Quels projets à Vincennes ?"), talk("Quels projets à Vincennes ?", "pourquoi tu dis ça ?")

    assert why.outcome == "answered"
    assert breakable(asked.sources[0].locator) in breakable(why.text)


@pytest.mark.parametrize("message", ["plus court", "répète"])
def test_there_is_nothing_to_repeat_before_an_answer(talk, message):
    reply = talk(message)

    assert (reply.outcome, reply.sources) == ("chitchat", ())
    assert "encore rien répondu" in reply.text


@pytest.mark.parametrize("message", ["en détail", "pourquoi tu dis ça ?"])
def test_there_is_nothing_to_tell_more_of_before_an_answer(talk, message):
    assert "encore rien répondu" in talk(message).text


def test_there_is_nothing_to_tell_more_of_after_small_talk(talk):
    assert "encore rien répondu" in talk("Bonjour", "en détail").text


@pytest.mark.parametrize(
    ("listed", "counted"),
    [
        ("Quelles communes ont deux projets ?", "4 communes avec 2 projets : Alfortville, Montreuil"),
        ("Quelles villes n’ont rien eu dans le 93 ?", "38 communes sans aucun projet"),
        ("Quelles villes du Val-de-Marne ont été choisies ?", "6 communes : Alfortville"),
        ("Vincennes a gagné quoi ?", "2 projets : « Le CRM"),
    ],
)
def test_how_many_after_a_list_counts_what_was_listed(talk, listed, counted):
    assert breakable(talk(listed, "combien ?").text).startswith(counted)


def test_how_many_after_a_list_rests_on_the_sources_of_the_list(talk):
    listed = "Quelles villes n’ont rien eu dans le 93 ?"

    assert talk(listed, "combien ?").sources == talk(listed).sources


@pytest.mark.parametrize(
    "messages",
    [
        ["combien ?"],
        ["Levallois a gagné quoi ?", "combien ?"],
        ["Antony et Sceaux sont dans quel département ?", "combien ?"],
        ["Quels projets dans le 92 ?", "et combien pour chacun ?"],
    ],
)
def test_how_many_counts_nothing_where_nothing_was_listed_or_more_is_asked(talk, messages):
    assert talk(*messages).outcome != "answered"


@pytest.mark.parametrize(
    ("messages", "left", "told"),
    [
        (["Quels projets dans le 92 ?", "ceux sur le stationnement"], 6, ["Antony", "Levallois-Perret", "Saint-Mandé"]),
        (["Quels projets dans le 94 ?", "ceux de Vincennes"], 7, ["Vincennes", "Rueil-Malmaison"]),
        (["Quelles communes sont lauréates ?", "celles du 93"], 16, ["Montreuil", "Rosny-sous-Bois"]),
        (["Quels projets dans le 92 ?", "le premier", "le deuxième"], 6, ["Antony", "Bagneux"]),
    ],
)
def test_the_others_are_those_that_a_narrowed_list_left_out(talk, messages, left, told):
    reply = talk(*messages, "et les autres ?")

    assert len(reply.data["lignes"]) == left
    assert {row["laureat"]["nom"] for row in reply.data["lignes"]}.isdisjoint(told)


def test_names_that_one_word_bears_twice_are_not_asked_back(laureat):
    reply, _ = laureat.answer("des robo ?", Conversation())

    assert reply.outcome != "clarify"


def test_a_doubtful_name_is_asked_back_with_a_button(talk):
    reply = talk("Combien de projets à Bagnnet ?")

    assert (breakable(reply.text), reply.outcome) == ("Vouliez-vous dire Bagnolet ?", "clarify")
    assert [button.payload for button in reply.buttons] == ["Bagnolet"]


def test_two_names_as_near_are_both_offered(talk):
    reply = talk("Quels projets à Montrouil ?")

    assert (breakable(reply.text), reply.outcome) == ("Vouliez-vous dire Montreuil ou Montrouge ?", "clarify")
    assert [button.payload for button in reply.buttons] == ["Montreuil", "Montrouge"]


def test_yes_to_two_names_chooses_neither(talk):
    assert talk("Quels projets à Montrouil ?", "oui").outcome != "answered"


def test_yes_to_nothing_is_small_talk(talk):
    assert talk("oui").outcome == talk("Quels projets à Vincennes ?", "oui").outcome == "chitchat"


def test_an_amount_asked_for_after_a_town_is_that_of_the_town(talk):
    followed, alone = talk("Quels projets à Rosny-sous-Bois ?", "cb d € ?"), talk("cb d € ?")

    assert (followed.outcome, alone.outcome) == ("unknown", "answered")
    assert followed.text == talk("Quel montant pour Rosny-sous-Bois ?").text


def test_a_department_kept_out_keeps_out_the_town_spoken_of_in_it(talk):
    reply = talk("Quels projets à Créteil ?", "hors du 94")

    assert reply.data["lignes"]
    assert "Créteil" not in [row["laureat"]["nom"] for row in reply.data["lignes"]]


def test_what_is_said_of_oneself_does_not_narrow_a_question_about_everything(talk):
    whole = "Quel est le montant total des subventions ?"

    assert talk(f"J’habite à Meudon. {whole}").text == talk(whole).text


def test_a_name_that_several_bear_asks_which_and_keeps_the_question(talk, after):
    reply = talk(NEUILLY)

    assert reply.outcome == "clarify"
    assert [button.payload for button in reply.buttons] == THREE
    assert [named.name for named in after(NEUILLY).choices] == THREE
    assert after(NEUILLY, "la première").choices == ()


def test_a_choice_answers_the_question_that_was_asked(talk):
    counted = talk("Combien de projets à Neuilly ?", "sur Marne")

    assert counted.text == talk("Combien de projets à Neuilly-sur-Marne ?").text
    assert counted.text != talk(NEUILLY, "sur Marne").text


def test_what_is_said_of_oneself_places_the_question(talk):
    told = talk("Je travaille à Vincennes. Cette ville a un projet ?")

    assert told.text == talk("Vincennes a un projet ?").text


async def test_two_people_never_mix(model):
    assistant = Assistant(model, MemoryStore())

    async def say(sender: str, text: str) -> str:
        return (await assistant.reply(Message(sender=sender, text=text))).text

    first = {
        "a": await say("a", "Quels projets à Vincennes ?"),
        "b": await say("b", "Combien de projets dans le 94 ?"),
    }
    second = {"a": await say("a", "Et Montreuil ?"), "b": await say("b", "Et Montreuil ?")}
    third = {"b": await say("b", "répète"), "a": await say("a", "répète")}

    assert first["a"] != first["b"]
    assert second["a"] == (await say("c", "Quels projets à Montreuil ?"))
    assert second["b"] == (await say("d", "Combien de projets à Montreuil ?"))
    assert third == second


def test_what_is_remembered_is_bounded(after):
    towns = ["Vincennes", "Montreuil", "Antony", "Sceaux", "Nanterre", "Créteil", "Bagneux", "Pantin", "Clamart"]
    past = after(*(f"Quels projets à {town} ?" for town in towns), "Quelles communes n’ont aucun projet ?")

    assert len(past.focus) == MOST_FOCUS
    assert len(past.listed) == MOST_LISTED
    assert past.reply


def test_the_most_recent_is_spoken_of_first(after):
    past = after("Quels projets à Vincennes ?", "Quels projets à Montreuil ?")

    places = [named.name for named in past.focus if named.kind == "commune"]
    assert places == ["Montreuil", "Vincennes"]
    assert [named.name for named in past.entities] == ["Montreuil"]


def test_small_talk_keeps_what_was_asked(after):
    asked, thanked = after("Quels projets à Vincennes ?"), after("Quels projets à Vincennes ?", "merci beaucoup")

    assert thanked.reply == asked.reply
    assert (thanked.concepts, thanked.entities, thanked.intent) == (asked.concepts, asked.entities, asked.intent)
    assert (thanked.focus, thanked.listed) == (asked.focus, asked.listed)


def test_records_are_remembered_by_name_and_identifiers(model):
    towns = [model.knowledge.get("commune", identifier) for identifier in ("92051", "93050")]

    assert name_records(towns, excluded=True) == Named("commune", ("92051", "93050"), "Neuilly-sur-Seine", True)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Montreuil a eu quoi ?", "c’est quoi ce jardin ?"], "Montreuil est notre jardin"),
        (["Antony a gagné quoi ?", "il ouvre quand, ce parking ?"], "Stationnement intelligent"),
    ],
)
def test_this_and_what_a_thing_is_about_mean_the_thing_spoken_of(talk, messages, told):
    reply = talk(*messages)

    assert reply.outcome == "unknown"
    assert told in breakable(reply.text)


def test_the_reason_of_a_refusal_may_be_asked_with_two_words_that_are_small_talk_alone(talk):
    assert talk("Pantin a un projet ?", "pourquoi pas ?").text == talk("Pourquoi Pantin n’a rien ?").text
    assert talk("pourquoi pas ?").outcome == "chitchat"


def test_who_signs_a_letter_is_not_asked_for(talk):
    letter = "Quel est le projet de Créteil ? Bien cordialement, le service communication."

    assert talk(letter).text == talk("Quel est le projet de Créteil ?").text


@pytest.mark.parametrize(
    ("letter", "question"),
    [
        (
            "Madame la Présidente,\nSous quel titre le projet de Nanterre a-t-il été retenu ?\nA. Lemoine, Sceaux",
            "Quel est le projet de Nanterre ?",
        ),
        (
            "Objet : projets\nMonsieur le Vice-Président,\nIl me manque le titre du projet de Nanterre. "
            "Auriez-vous cette amabilité ?\nRecevez, Monsieur le Vice-Président, mes salutations citoyennes.",
            "Quel est le projet de Nanterre ?",
        ),
        (
            "Chargée des archives à la mairie d’Antony, il me manque le titre de l’expérimentation retenue chez nous.",
            "Quel est le projet d’Antony ?",
        ),
        (
            "Agent de la ville d’Antony, j’aurais besoin, pour une note interne, de l’intitulé exact de notre projet.",
            "Quel est le projet d’Antony ?",
        ),
        (
            "Agent à Antony, je dois renseigner un rapport annuel : l’appellation du projet retenu nous fait défaut.",
            "Quel est le projet d’Antony ?",
        ),
        (
            "M. Éric Legale vient chez nous ; la fonction qu’il occupe m’étant sortie de l’esprit, aidez-moi.",
            "Quelle fonction occupe Éric Legale ?",
        ),
        (
            "Je voudrais connaître le projet d’Antony, et vous remercie par avance de la réponse que vous me ferez.",
            "Quel est le projet d’Antony ?",
        ),
    ],
)
def test_a_letter_is_answered_as_the_question_in_it(talk, letter, question):
    assert talk(letter).text == talk(question).text


def test_what_follows_a_colon_is_what_is_asked(talk):
    asking = "quelles communes de notre territoire, Paris Est Marne & Bois, ont décroché un financement ?"

    assert talk(f"Élue à Nogent-sur-Marne, je désire comparer : {asking}").text == talk(asking).text


def test_what_is_said_in_passing_is_not_asked(talk):
    letter = "Ce mot pour vous demander, pour mon père qui n’entend rien à Internet, si Sucy-en-Brie a un projet."

    assert talk(letter).text == talk("Sucy-en-Brie a un projet ?").text


def test_what_whoever_asks_works_on_is_not_what_is_asked_about(talk):
    letter = "Membre d’une revue d’urbanisme, je vous prie de me fournir les noms des trois territoires lauréats."

    assert talk(letter).text == talk("Quels sont les trois territoires lauréats ?").text


@pytest.mark.parametrize(
    "question",
    [
        "Élu de Sceaux, je souhaiterais savoir quelles autres communes de Vallée Sud Grand Paris ont été retenues.",
        "J’aimerais apprendre si d’autres communes de Vallée Sud Grand Paris que la nôtre, Sceaux, ont été retenues.",
    ],
)
def test_others_than_the_place_of_whoever_asks_are_told(talk, question):
    text = talk(question).text

    assert "Antony" in text
    assert "Bagneux" in text
    assert "« Bibliothèques »" not in text


def test_what_is_asked_before_another_question_is_answered_too(talk):
    text = talk("Je voudrais connaître le projet de Sceaux. Qui préside la Métropole ?").text

    assert "Bibliothèques" in text
    assert "Ollier" in text


@pytest.mark.parametrize(
    "message",
    [
        "Dis, mon voisin de palier à Bagneux est tombé dans l’escalier, j’appelle le 15 ou le 18 ?",
        "Je suis à Levallois, là, où est-ce que je peux me garer gratuitement ce soir ?",
        "Madame la Directrice, sollicitant une place en crèche à la rentrée, je vous prie de me dire les pièces.",
    ],
)
def test_a_noun_in_a_sentence_of_another_subject_is_not_asked_for(talk, message):
    assert talk(message).outcome in ("out_of_scope", "unknown")


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Vincennes et Alfortville ont chacune deux projets ?", "Oui"),
        ("Vincennes et Alfortville ont quatre projets ?", "Oui"),
        ("Vincennes et Alfortville ont trois projets ?", "Non"),
        ("Quels projets Vincennes a-t-elle obtenus ?", "Vincennes"),
        ("Combien de projets le Val-de-Marne a-t-il obtenus ?", "9 projets"),
        ("Vincennes a-t-elle obtenu des projets ?", "Oui"),
    ],
)
def test_yes_and_no_answer_what_is_asked(talk, question, verdict):
    assert breakable(talk(question).text).startswith(verdict)


@pytest.mark.parametrize(
    ("messages", "told", "untold"),
    [
        (["Paris a un projet ?", "Et les autres territoires ?"], "3 projets, pour 3 lauréats", "Paris ne figure"),
        (["Pantin a un projet ?", "Et les autres départements ?"], "2 départements", "Seine-Saint-Denis"),
        (["Combien de projets dans le 94 ?", "Qui d’autre a gagné ?"], "14 projets", "Créteil :"),
        (["Quels projets à Vincennes ?", "Qui d’autre y a gagné ?"], "21 projets", "Augmenté"),
        (["Qui a fait le chatbot ?", "Cette ville a un autre projet ?"], "Plateforme Gestion Relations Usagers", "21"),
        (["Combien de projets dans le 94 ?", "Qui d’autre y a gagné ?"], "9 projets dans le Val-de-Marne", "23"),
    ],
)
def test_others_are_those_around_what_was_spoken_of_or_outside_it(talk, messages, told, untold):
    text = breakable(talk(*messages).text)

    assert told in text
    assert untold not in text


def test_how_much_somewhere_else_is_still_money(talk):
    assert talk("Combien Vincennes a-t-elle touché ?", "Et dans le 93, combien ?").intent == "montant_par_projet"


def test_two_places_spoken_of_may_be_asked_about_together(talk):
    together = talk("Combien de projets dans le 92 ?", "Et dans le 94 ?", "Les deux ensemble ?")

    assert breakable(together.text).startswith("17 projets")


def test_who_was_chosen_somewhere_is_no_longer_asked_of_who_has_none(talk):
    chosen = talk("Quelles communes du 94 n’ont rien eu ?", "Et dans le 93, qui a été choisi ?")
    none = talk("Quelles communes du 94 n’ont rien eu ?", "Et dans le 93, lesquelles ?")

    assert "Montreuil" in chosen.text
    assert breakable(none.text).startswith("38 communes")


def test_a_pronoun_may_stand_for_the_thing_before_the_last(talk):
    members = talk("Qui porte le lavoir ?", "Quelles communes en font partie ?")

    assert "24 communes" in breakable(members.text)


def test_of_several_things_enumerated_none_is_taken_for_the_one_spoken_of(talk):
    assert "16 communes" in breakable(talk("Quels sont les trois territoires lauréats ?", "Et les communes ?").text)


@pytest.mark.parametrize(
    ("choice", "chosen"), [("celle du 93, Plaisance", "Plaisance"), ("celle sur Marne", "sur-Marne")]
)
def test_a_choice_is_told_by_the_words_that_only_one_name_has(talk, choice, chosen):
    assert f"Neuilly-{chosen} ne figure" in talk("Neuilly a un projet ?", choice).text


def test_a_pronoun_alone_asks_back(talk):
    assert talk("Sceaux a gagné ?", "Et lui ?").outcome == "clarify"


@pytest.mark.parametrize(
    ("messages", "told", "untold"),
    [
        (("Qui a la 3D ?", "C’est dans le 92 ?"), "Bagneux est dans les Hauts-de-Seine", "8 projets"),
        (("Sceaux a quoi ?", "elle est dans le 93 ?"), "Non : Sceaux est dans les Hauts-de-Seine", "5 projets"),
        (("Antony et Bagneux ont quoi ?", "ils sont tous les deux dans le 92 ?"), "Bagneux est dans", "2 projets"),
        (("Quelles villes ont gagné ?", "lesquelles sont dans le 92 ?"), "8 projets", "est dans les"),
        (("Sceaux a quoi ?", "et dans le 93 ?"), "5 projets", "Sceaux"),
    ],
)
def test_where_what_was_spoken_of_lies_is_asked_of_it_not_of_the_place_around(talk, messages, told, untold):
    text = breakable(talk(*messages).text)

    assert told in text
    assert untold not in text


def test_not_a_place_with_a_question_mark_asks_about_it(talk):
    assert "Meudon ne figure pas" in talk("Des lauréats à Grand Paris Seine Ouest ?", "Pas Meudon ?").text
    assert "7 projets" in breakable(talk("Quels projets dans le 92 ?", "pas Nanterre").text)


def test_all_of_theirs_is_not_all_there_is(talk):
    assert "1 projet" in breakable(talk("Issy a quoi ?", "combien de projets ont-ils en tout ?").text)
    assert "23 projets" in breakable(talk("Issy a quoi ?", "combien de projets y a-t-il en tout ?").text)


def test_how_many_in_all_counts_what_was_counted(talk):
    assert "16 communes" in breakable(talk("Combien de villes du 94 ?", "ça fait combien en tout ?").text)
    assert "923 571" in breakable(talk("Combien d’argent pour Vincennes ?", "ça fait combien en tout ?").text)


def test_a_pronoun_after_its_noun_stands_for_it(talk):
    assert "28 septembre" in breakable(talk("Quand s’est réuni le Bureau ?", "le fonds, il date de quand ?").text)
    assert "27 novembre" in breakable(talk("Quand s’est réuni le Bureau ?", "il s’est réuni où et quand ?").text)


def test_a_word_alone_is_asked_of_what_was_spoken_of(talk):
    assert "Argenteuil ne figure pas" in talk("Argenteuil est dans la Métropole ?", "Lauréate ?").text
    assert "23 projets" in breakable(talk("Argenteuil est dans la Métropole ?", "Les lauréats ?").text)


@pytest.mark.parametrize("choice", ["Robinson, pas Trévise", "pas Trévise, Robinson"])
def test_a_choice_may_say_which_one_is_not_meant(talk, choice):
    assert "Le Plessis-Robinson ne figure" in talk("Le Plessis est-il lauréat ?", choice).text


def test_the_day_alone_is_of_the_month_spoken_of(talk):
    assert "Bureau" in talk("Que s’est-il passé le 21 novembre 2018 ?", "et le 27 ?").text
    assert "Seine-Saint-Denis" in talk("Que s’est-il passé le 21 novembre 2018 ?", "et le 93 ?").text


def test_what_follows_small_talk_in_a_sentence_is_answered(talk):
    assert "Boulogne-Billancourt ne figure" in talk("Nanterre a quoi ?", "laisse tomber, Boulogne").text
    assert talk("Nanterre a quoi ?", "laisse tomber, tant pis").outcome == "chitchat"


def test_a_comparison_that_nothing_met_does_not_narrow_the_list_before_it(talk):
    narrowed = talk("Quelles villes ont deux projets ?", "et trois ?", "parmi les quatre, lesquelles sont du 94 ?")

    assert breakable(narrowed.text).startswith("2 communes avec 2 projets : Alfortville")


@pytest.mark.parametrize("whole", ["et en tout ?", "ça fait combien en tout ?"])
def test_in_all_asks_what_was_asked_of_one(talk, whole):
    assert breakable(talk("Combien de projets à Vincennes ?", whole).text).startswith("23 projets")
    assert breakable(talk("Combien a touché Vincennes ?", whole).text).startswith("923 571")


def test_all_there_is_said_before_the_question_is_what_it_is_about(talk):
    asked = talk("Courbevoie a quoi ?", "il coûte combien ?", "et tous les projets ensemble, ça fait combien ?")

    assert breakable(asked.text).startswith("923 571")


def test_a_pronoun_may_stand_for_the_place_around_that_was_asked_for(talk):
    members = talk("Alfortville ?", "Et son EPT ?", "il regroupe combien de communes ?")

    assert "Sud Est Avenir (T11) regroupe 16 communes" in breakable(members.text)
    assert "Alfortville a 2 projets" in breakable(talk("Alfortville est dans quel EPT ?", "elle a un projet ?").text)


def test_a_subject_that_no_project_has_leaves_no_place_behind(talk):
    text = breakable(talk("projets sur la jeunesse ?", "et sur le sport ?", "et la formation ?").text)

    assert text.startswith("2 projets, pour 2 lauréats : Bry-sur-Marne")
    assert "Montreuil" in talk("Montreuil a quoi ?", "et sur le sport ?").text


def test_how_many_she_has_is_asked_of_the_town_not_of_the_project_it_was_found_by(talk):
    assert "2 projets à Vincennes" in breakable(talk("Quelle ville a un CRM ?", "Elle a combien de projets ?").text)
    assert talk("Le CRM, c’est qui ?", "et le projet, il coûte combien ?").intent == "montant_par_projet"


def test_whether_there_is_one_is_asked_of_the_place_spoken_of(talk):
    assert "Oui : Nanterre" in breakable(talk("Ma ville, c’est Nanterre", "y a un projet ?").text)
    assert "23 projets" in breakable(talk("Qui préside le comité ?", "combien y a-t-il de projets ?").text)


def test_a_name_that_several_bear_is_asked_back_again_as_it_is_shared(talk):
    assert "« Neuilly »" in breakable(talk(NEUILLY, "combien ?").text)


@pytest.mark.parametrize("other", ["et l’autre ?", "et l’autre, Trévise ?"])
def test_the_other_of_a_choice_is_the_one_not_chosen(talk, other):
    assert "Plessis-Trévise" in talk("Le Plessis a été choisi ?", "Robinson", other).text


def test_which_of_these_asks_of_all_that_was_told_of(talk):
    assert talk("Combien de projets sont menés à plusieurs ?", "lesquels de ces projets ?").intent == "lesquels_14"


def test_another_kind_after_several_things_is_not_of_one_of_them(talk):
    assert "16 communes" in breakable(talk("Quels projets sont portés par des EPT ?", "Et par des communes ?").text)


def test_at_least_so_many_projects_is_a_comparison_and_so_many_together_a_cooperation(talk):
    assert (
        breakable(talk("Quelles villes ont au moins trois projets ?").text) == "Aucune commune n’a au moins 3 projets."
    )
    assert talk("Les villes avec au moins deux projets ?", "et au moins trois ?").intent == "projets"
    assert talk("Au moins trois collectivités, c’est combien de projets ?").intent == "cooperation"


def test_a_kind_said_before_a_main_clause_is_not_what_it_asks_of(talk):
    assert "16 communes" in breakable(talk("Puisque 50 projets ont été financés, combien de communes ?").text)


@pytest.mark.parametrize(
    ("messages", "named"),
    [
        (["Clichy a un projet ?", "sous-bois pardon"], "Clichy-sous-Bois"),
        (["Neuilly-sur-Marne a quoi ?", "et sur Seine ?"], "Neuilly-sur-Seine"),
        (["Villeneuve-la-Garenne ?", "et le Roi ?"], "Villeneuve-le-Roi"),
    ],
)
def test_the_end_of_a_name_is_enough_after_one_that_begins_alike(talk, messages, named):
    assert f"{named} ne figure" in breakable(talk(*messages).text)


def test_the_end_of_a_name_means_nothing_after_another(talk):
    assert "Clichy" not in talk("Sceaux a un projet ?", "et sous-bois ?").text
    assert "La maison du numérique" in breakable(talk("Saint-Maur-des-Fossés ?", "et la maison du numérique ?").text)


def test_a_place_elsewhere_gives_way_to_the_one_that_was_meant(talk):
    asked = ["Rosny-sur-Seine a un chatbot ?", "sous-Bois pardon", "ils ont eu combien pour le faire ?"]

    assert talk(*asked).intent == "montant_par_projet"


@pytest.mark.parametrize(
    ("messages", "told", "untold"),
    [
        (["Grand Paris Sud Est Avenir a quoi ?", "et lui-même ?"], "Communautés des ambassadeurs", "Créteil"),
        (["Est Ensemble lui-même a un projet ?"], "ne figure pas", "Grandparisjeunes"),
        (["Pantin ?", "son territoire a un projet bien à lui ?"], "ne figure pas", "Grandparisjeunes"),
        (["Thiais ?", "et le territoire lui-même, il a quoi ?"], "Le lavoir expérimental", "Thiais"),
        (["Est Ensemble a un projet ?"], "Grandparisjeunes", "ne figure pas"),
    ],
)
def test_a_territory_itself_is_not_the_towns_in_it(talk, messages, told, untold):
    text = breakable(talk(*messages).text)

    assert told in text
    assert untold not in text


@pytest.mark.parametrize(
    ("question", "count"),
    [("elle a un seul projet ?", "Non : Vincennes a 2 projets"), ("C’est son unique projet ?", "Non : Vincennes a 2")],
)
def test_how_many_she_has_is_not_asked_of_the_subject_by_which_a_town_was_found(talk, question, count):
    assert breakable(talk("Quelle ville pour la dématérialisation ?", question).text).startswith(count)
    assert breakable(talk("Sceaux a quoi ?", question).text).startswith("Oui : Sceaux")


def test_a_pronoun_before_a_name_stands_for_who_was_spoken_of(talk):
    assert breakable(talk("Qui est Anne Tachène ?", "elle siégeait au comité ?").text).startswith("Anne Tachène")
    assert talk("Éric Legale, c’est qui ?", "Il a voté quoi au comité ?").intent == "vote"
    asked = talk("Qui est Anne Tachène ?", "et le monsieur d’Issy Media, il s’appelle comment ?")
    assert "Legale" in asked.text


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Que dit Courtois ?", "Et celle du président ?"], "biens communs numériques"),
        (["Que dit Ollier ?", "celle de Courtois aussi"], "culture de la coopération"),
        (["Combien de projets dans le 94 ?", "ceux du 93 ?"], "5 projets"),
    ],
)
def test_that_of_another_is_of_what_was_asked_for(talk, messages, told):
    assert told in breakable(talk(*messages).text)


def test_whose_place_it_is_is_asked_of_what_was_spoken_of(talk):
    assert breakable(talk("Sceaux ?", "son département, c’est le 94 ?").text).startswith("Non : Sceaux est dans")
    assert breakable(talk("Sceaux ?", "son territoire, c’est Vallée Sud ?").text).startswith("Sceaux est dans")
    assert breakable(talk("Sceaux ?", "son territoire a quoi ?").text).startswith("3 projets")


def test_how_many_of_them_somewhere_are_those_that_were_counted(talk):
    counted = talk("Combien de lauréats dans le 94 ?", "Le 92 en a combien ?")

    assert counted.intent == "compter"
    assert talk("Quel est le montant total ?", "Le 92 en a eu combien ?").intent == "montant_par_projet"


def test_an_average_is_not_what_one_had(talk):
    assert talk("Ça fait combien par projet en moyenne ?", "et pour Sceaux ?").intent == "montant_par_projet"


@pytest.mark.parametrize("said", ["merci monsieur le robot", "bien joué le robot", "super, merci le bot"])
def test_the_robot_that_is_thanked_is_no_project(talk, said):
    assert talk("Quel est le projet d’Antony ?", said).outcome == "chitchat"
    assert "Chatbot" in talk("Merci. Et le robot, c’est quelle ville ?").text


@pytest.mark.parametrize("said", ["Quels sont ces 14 projets ?", "ils sont nommés quelque part, ces quatorze ?"])
def test_which_projects_work_together_is_not_told(talk, said):
    assert talk("Combien de projets associent trois collectivités ?", said).intent == "lesquels_14"
    assert talk("Nanterre, intitulé du projet retenu, avant 14 h").outcome == "answered"


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Le projet de Rueil-Malmaison ?", "et Saint-Mandé ?", "C’est le même ?"], "Oui : Saint-Mandé et Rueil"),
        (["Bagneux a quoi ?", "et Nanterre ?", "c’est le même ?"], "Non : Nanterre"),
        (["Bagneux est dans quel département ?", "et Bry-sur-Marne ?", "c’est le même ?"], "Non : Bry-sur-Marne est"),
        (["Bagneux est dans quel département ?", "et Nanterre ?", "c’est le même ?"], "Oui, le même"),
    ],
)
def test_whether_it_is_the_same_is_asked_of_what_was_asked_for(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


def test_the_same_as_nothing_is_not_understood(talk):
    assert talk("c’est le même ?").outcome == "out_of_scope"


@pytest.mark.parametrize(
    ("messages", "count"),
    [
        (["Combien de projets à Alfortville ?", "et à Sceaux ?", "et ensemble ?"], "3 projets"),
        (["Combien de projets dans le 92 ?", "et le 93 ?", "et réunis ?"], "13 projets"),
    ],
)
def test_together_after_two_counts_adds_them(talk, messages, count):
    assert breakable(talk(*messages).text).startswith(count)
    assert talk("Les villes travaillent-elles ensemble ?").intent == "cooperation"


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["C’est quoi le kiosque ?", "l’autre projet de la ville ?"], "Géolocalisation"),
        (["Qui porte le chatbot ?", "et l’autre projet ?"], "Plateforme Gestion Relations Usagers"),
        (["Combien coûte le chatbot ?", "cette ville a un autre projet ?"], "Plateforme Gestion Relations Usagers"),
    ],
)
def test_the_other_is_what_the_same_town_has_too(talk, messages, told):
    reply = talk(*messages)

    assert told in breakable(reply.text)
    assert "Antony" not in reply.text


def test_a_town_with_no_other_project_is_still_a_laureate(talk):
    text = breakable(talk("Combien coûte le Smart parking ?", "cette ville a un autre projet ?").text)

    assert "aucun projet lauréat à Levallois-Perret" in text
    assert "ne figure pas" not in text


def test_before_or_after_a_meeting_is_asked_of_the_one_spoken_of(talk):
    told = breakable(talk("Le Bureau s’est réuni quand ?", "c’était avant le comité ?").text)

    assert "21 novembre" in told
    assert "27 novembre" in told


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Saint-Mandé a quoi ?", "C’est le même que Rueil ?"], "Oui : Rueil-Malmaison et Saint-Mandé"),
        (["Courbevoie ?", "elle a le même projet qu’Antony ?"], "Non : Antony"),
        (["Nanterre a un projet ?", "et Puteaux a le même ?"], "Non : Nanterre"),
        (["Antony ?", "Sceaux est dans le même département ?"], "Oui, le même : Sceaux est"),
        (["Antony ?", "Quelles villes ont le même projet que Rueil ?"], "Rueil-Malmaison et Saint-Mandé"),
    ],
)
def test_what_is_like_one_thing_named_is_what_was_spoken_of(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


@pytest.mark.parametrize(
    ("messages", "places"),
    [
        (["Où est le stationnement intelligent ?", "et le Smart parking ?", "les deux sont dans le 92 ?"], 2),
        (["Qui fait de l’éducation ?", "Bry aussi ?", "elles sont dans quel département ?"], 2),
        (["Sceaux ?", "et Créteil ?", "elles sont dans le 94 ?"], 2),
        (["Sceaux ?", "elle est dans le 94 ?"], 1),
        (["Sceaux ?", "et Créteil ?", "elle est dans quel département ?"], 1),
    ],
)
def test_where_several_places_lie_is_asked_of_all_of_them(talk, messages, places):
    assert talk(*messages).text.count("et son territoire est") == places


def test_a_word_of_one_title_in_a_list_names_it(talk):
    told = breakable(talk("Quels projets à Rosny-sous-Bois ?", "et la plateforme ?").text)

    assert "dont « Plateforme Gestion Relations Usagers »" in told
    assert talk("et la plateforme ?").outcome != "answered"


def test_other_things_she_has_are_those_of_the_town_found_last(talk):
    asked = ["Un projet de nature ?", "c’est quelle ville ?", "elle a gagné autre chose ?"]

    assert "Grandparisjeunes.com" in talk(*asked).text
    assert "Antony" not in talk(*asked).text


def test_a_territory_only_is_not_its_towns(talk):
    only = breakable(talk("Grand Paris Sud Est Avenir a gagné quoi ?", "juste l’EPT, pas les villes").text)

    assert "Communautés des ambassadeurs" in only
    assert "Créteil" not in only


def test_yes_before_a_question_is_no_small_talk(talk):
    assert "Réseau social usager" in talk("Nanterre a un projet ?", "Oui mais lequel ?").text
    assert talk("Nanterre a un projet ?", "oui").outcome == "chitchat"


def test_others_of_several_towns_are_all_theirs_but_what_was_told(talk):
    one = breakable(talk("Les chatbots, c’est qui ?", "elle a un autre projet ou c’est tout ?").text)
    none = breakable(talk("Qui fait du stationnement ?", "et elles ont d’autres projets ?").text)

    assert "dont « Plateforme Gestion Relations Usagers »" in one
    assert none.endswith("aucun projet lauréat à Antony et à Levallois-Perret.")


def test_a_fragment_is_not_of_what_was_spoken_of_before_the_subject_changed(talk):
    total = ["Combien Vincennes a touché ?", "et le total ?", "et pour les communes seulement ?"]

    assert "CRM" not in talk(*total).text or "16 communes" in breakable(talk(*total).text)
    assert talk("Sceaux ?", "Qui préside le comité ?", "quel département ?").outcome != "answered"
    assert "Hauts-de-Seine" in talk("Sceaux ?", "quel département ?").text


def test_a_number_to_confirm_is_that_of_the_place_spoken_of(talk):
    assert breakable(talk("Montreuil a gagné ?", "deux projets c’est ça ?").text).startswith("Oui : Montreuil")
    assert breakable(talk("Sceaux a gagné ?", "deux projets, c’est bien ça ?").text).startswith("Non : Sceaux")
    assert "23 projets" in breakable(talk("Sceaux a gagné ?", "23 projets en tout, c’est ça ?").text)


def test_a_project_of_its_own_is_that_of_the_territory(talk):
    own = breakable(talk("Sucy ?", "Son EPT a un projet à lui ?").text)

    assert "Communautés des ambassadeurs du numérique" in own
    assert "La maison du numérique" not in own


def test_a_guess_at_what_a_project_is_is_not_confirmed(talk):
    assert talk("Nanterre a quoi ?", "genre un site de la mairie ?").intent == "contenu"
    assert talk("genre un site de la mairie ?").outcome != "answered"


@pytest.mark.parametrize(
    ("messages", "told", "untold"),
    [
        (["Orly est dans quel territoire ?", "et lui, il a eu un projet ?"], "lavoir", "Son territoire"),
        (["Sucy dépend de quel territoire ?", "il a gagné quelque chose, lui ?"], "ambassadeurs", "est lauréate"),
        (["Vitry ?", "Et Villejuif ?", "Leur territoire ?", "et lui, il a gagné ?"], "lavoir", "Vitry"),
        (["Sucy est dans quel EPT ?", "et elle, elle a gagné quoi ?"], "La maison du numérique", "ambassadeurs"),
        (["Sucy a un projet ?", "il est sur quoi ?"], "La maison du numérique", "ambassadeurs"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_he_is_the_territory_that_was_asked_for_and_she_the_town(talk, messages, told, untold):
    reply = breakable(talk(*messages).text)

    assert told in reply
    assert untold not in reply


@pytest.mark.parametrize(
    ("messages", "told", "untold"),
    [
        (["Qui porte le lavoir expérimental ?", "d’autres territoires aidés ?"], "Solutions collaboratives", "lavoir"),
        (["Qui porte le chatbot ?", "d’autres villes aidées ?"], "Smart parking", "Chatbot"),
        (["Sucy ?", "dans le même territoire qu’elle, qui d’autre a gagné ?"], "Alfortville", "Vincennes"),
        (["Suresnes ?", "dans le même territoire, qui en a eu ?"], "Courbevoie", "Antony"),
        (["Sucy ?", "elle est dans quel territoire ?", "qui a gagné là-dedans ?"], "Créteil", "Vincennes"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_others_are_sought_without_what_was_told_and_around_it(talk, messages, told, untold):
    reply = breakable(talk(*messages).text)

    assert told in reply
    assert untold not in reply


@pytest.mark.parametrize(
    "messages",
    [
        ["Rueil et Saint-Mandé ont le même projet ?", "laquelle est dans le 94 ?"],
        ["Antony et Saint-Mandé ont gagné ?", "lesquelles sont dans le 94 ?"],
    ],
)
def test_which_of_those_named_lie_somewhere(talk, messages):
    reply = breakable(talk(*messages).text)

    assert reply.startswith("Saint-Mandé est lauréate")
    assert "Alfortville" not in reply


@pytest.mark.parametrize(
    ("messages", "told", "untold"),
    [
        # A list is remembered while one of its members is spoken of.
        (
            [
                "Quelles villes ont deux projets ?",
                "lesquels à Vincennes ?",
                "parmi ces quatre villes, lesquelles sont dans le 93 ?",
            ],
            "Montreuil et à Rosny-sous-Bois",
            "Solutions collaboratives",
        ),
        (
            ["Quelles villes ont deux projets ?", "lesquels à Rosny ?", "et la première ville ?"],
            "Géolocalisation",
            "Chatbot",
        ),
        (["Les trois EPT lauréats ?", "Sud Est Avenir ?", "et Grand Est ?", "et le troisième ?"], "lavoir", "Chatbot"),
        (
            ["Qui a gagné dans le 94 ?", "Vincennes ?", "le deuxième sert à quoi ?", "et les autres villes ?"],
            "Créteil",
            "CRM",
        ),
        (["Vincennes a gagné quoi ?", "le deuxième ?", "et le premier ?"], "CRM", "Dématérialisée"),
        # What is like one of a list is none of the others of the list.
        (["Qui a gagné dans le 92 ?", "Rueil, c’est pour quoi ?", "d’autres ont le même ?"], "Saint-Mandé", "Sceaux"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_lists_told_before_the_last_are_remembered(talk, messages, told, untold):
    reply = breakable(talk(*messages).text)

    assert told in reply
    assert untold not in reply


def test_lists_remembered_are_bounded(after):
    asked = [f"Qui a gagné dans le {number} ?" for number in (92, 93, 94, 92, 93, 94)]
    lists = after(*asked).before

    assert 0 < len(lists) <= MOST_LISTS
    assert all(1 < len(listed) <= MOST_LISTED for listed in lists)


@pytest.mark.parametrize(
    ("messages", "count"),
    [
        (["Les gagnants du 92 ?", "combien de villes ?"], "8 communes"),
        (["Projets sur le stationnement ?", "combien de communes ?"], "2 communes"),
        (["Vincennes a gagné quoi ?", "combien de communes ?"], "16 communes"),
        (["Les projets du 94 ?", "ya cb en tt ?"], "9 projets"),
        (["Les gagnants ?", "ya cb en tt ?"], "23 projets"),
        (["Sceaux a touché combien ?", "et en tout ?"], "923 571"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_a_bare_count_is_of_what_was_listed(talk, messages, count):
    assert count in breakable(talk(*messages).text)


@pytest.mark.parametrize(
    ("messages", "told", "untold"),
    [
        (["J’habite à Bry-sur-Marne.", "La ville, elle gagne quoi ?"], "E-formation", "Antony"),
        (
            ["Projets de Paris Ouest La Défense ?", "Puteaux y est ?", "la liste du territoire ?"],
            "Courbevoie",
            "lavoir",
        ),
        (["Qui a le chatbot ?", "la ville a gagné autre chose ?"], "Plateforme Gestion", "23 projets"),
        (["Paris Est Marne & Bois ?", "leur voisine Nogent, rien du tout ?"], "Nogent-sur-Marne ne figure pas", "23"),
        (["Versailles a gagné ?", "Elle est dans la Métropole ?"], "Versailles n’est pas dans", "131"),
        (["Tachène, c’est qui ?", "et Fanfant ?", "laquelle des deux préside ?"], "Commission", "Ollier"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_what_a_noun_or_a_pronoun_stands_for(talk, messages, told, untold):
    reply = breakable(talk(*messages).text)

    assert told in reply
    assert untold not in reply


def test_what_is_in_a_project_is_not_who_is_in_its_territory(talk):
    assert talk("Levallois a quoi ?", "y a quoi dedans exactement ?").intent == "contenu"


def test_whose_others_are_asked_for_may_be_said_itself(talk):
    assert "Ducasse" in talk("Qui est Éric Legale ?", "Quelles autres personnalités qualifiées étaient là ?").text


def test_after_what_nobody_asks_a_clause_of_our_subject_is_answered(talk):
    assert "Bibliothèques" in talk("mon beau-frère tricote, bref, Sceaux a quel projet lauréat ?").text
    assert talk("Il va pleuvoir, demain, à Sucy ?").outcome == "out_of_scope"


@pytest.mark.parametrize(
    ("messages", "told", "untold"),
    [
        (
            ["Les trois EPT lauréats ?", "celui qui regroupe Créteil, il a proposé quoi ?"],
            "ambassadeurs",
            "est lauréate",
        ),
        (["Combien de territoires primés ?", "et celui avec Orly, il fait quoi ?"], "lavoir", "Orly ne figure"),
        (["Châtillon a gagné ?", "celui du 92, pas Viry"], "Châtillon ne figure", "Antony : "),
        (["Boulogne a gagné ?", "Billancourt oui"], "Boulogne-Billancourt ne figure", "Métropole"),
        (["Le projet d’Antony ?", "et celui de Levallois ?"], "Smart parking", "Stationnement"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_a_place_tells_which_of_those_told_is_meant(talk, messages, told, untold):
    reply = breakable(talk(*messages).text)

    assert told in reply
    assert untold not in reply


def test_of_those_proposed_with_a_town_some_are_told_by_their_place(talk):
    left = talk("Neuilly a gagné ?", "celle du 92", "et celle du 93 alors ?")

    assert left.outcome == "clarify"
    assert [button.title for button in left.buttons] == ["Neuilly-Plaisance", "Neuilly-sur-Marne"]


@pytest.mark.parametrize(
    ("messages", "told", "untold"),
    [
        (["À quoi sert Grandparisjeunes.com ?", "quelle ville le propose déjà ?"], "Montreuil", "Antony"),
        (["Antony, c’est le 92 ou le 94 ?", "Son projet ?"], "Stationnement intelligent", "Créteil"),
        (["Quelles dates importantes ?", "il s’est passé quoi le 21 ?"], "21 novembre", "28 septembre"),
        (
            ["Neuilly a gagné ?", "aucune des trois ?"],
            "Neuilly-Plaisance et Neuilly-sur-Marne ne figurent pas",
            "choix",
        ),
        (["Courbevoie ?", "et La Garenne-Colombes ?", "c’est le même territoire ?"], "Oui, le même", "1 projet"),
        (["Les communes de Vallée Sud ?", "celles qui n’ont rien ?"], "Clamart", "Chaque lauréat"),
        (["Comparez Vincennes et Sceaux", "laquelle a le plus de projets ?"], "Vincennes en a le plus", "Montreuil"),
        (["Thiais a gagné ?", "c’est bien dans le territoire Grand Orly ?"], "son territoire", "lavoir"),
        (["Combien de départements concernés ?", "lesquels ?"], "Val-de-Marne (9 projets)", "Alfortville"),
        (["Nadège Guiraud ?", "Ils se sont réunis quel jour ?"], "21 novembre", "Montreuil"),
        (["Smart parking, c’est qui ?", "une autre ville sur ce thème ?", "elle est où ?"], "Antony est", "Levallois"),
        (
            ["Rueil-Malmaison va faire quoi ?", "il y a une autre ville qui fait la même chose ?", "elle est où ?"],
            "Saint-Mandé est dans le Val-de-Marne",
            "Rueil-Malmaison est",
        ),
        (["Quelles villes du 92 ont gagné ?", "ça fait combien de villes en tout ?"], "8 communes", "16 communes"),
        (["Le kiosque, c’est qui ?", "et la bibliothèque ?", "le premier, il marche comment ?"], "kiosque", "Sceaux"),
        (["Sceaux a gagné ?", "Et Antony ?", "La première, c’est dans quel territoire ?"], "Sceaux est", "Antony"),
        (["C’est quoi le SMAN ?", "Et le FMIN ?", "Quel est le lien entre les deux ?"], "nourrir", "créé par"),
        (["Quelles communes ont gagné ?", "combien en ont deux projets ?", "lesquelles ?"], "4 communes", "23 projets"),
        (
            ["Vincennes est dans quel territoire ?", "Y a-t-il un projet de ce territoire lui-même ?"],
            "Marne & Bois ne fi",
            "CRM",
        ),
        (["Fresnes a gagné ?", "Le territoire, lui, a-t-il un projet ?"], "lavoir", "ne figure pas"),
        (
            ["Quels EPT ont gagné ?", "Est Ensemble n’en fait pas partie ?"],
            "Est Ensemble n’en fait pas partie",
            "Pantin",
        ),
        (["Combien a donné la Métropole en tout ?", "et pour combien de villes ?"], "16 communes", "131"),
        (["Rosny-sous-Bois a gagné ?", "Et hors de ce département, qui a gagné ?"], "Sceaux", "Montreuil"),
        (["Créteil a gagné ?", "qui d’autre dans son EPT ?", "et l’EPT lui-même ?"], "ambassadeurs", "M.I.C"),
        (["Le chatbot ?", "et le lavoir ?", "quel montant pour les deux ?"], "ne donne pas le montant", "16 communes"),
        (["Paris n’a rien eu. C’est bien vrai ?"], "Paris ne figure pas", "rien répondu"),
        (["Antony et Sceaux ?", "La première, dans quel EPT ?", "Et la seconde ?"], "Sceaux est", "Antony"),
        (
            ["Lauréats du 94 ?", "et du 92 ?", "lequel des deux départements en a le plus ?"],
            "Val-de-Marne en a le plus",
            "(0)",
        ),
        (
            ["Quels départements ont gagné ?", "Celui qui en a le moins ?", "Quelles villes de celui-là ?"],
            "Rosny",
            "Sceaux",
        ),
        (["Quels projets sur la relation usager ?", "le troisième, c’est qui ?"], "Rueil-Malmaison", "Saint-Mandé"),
        (
            ["Combien d’EPT n’ont rien ?", "Lesquels ?", "Est Ensemble par exemple ?"],
            "Montreuil a 2 projets",
            "23 en tout",
        ),
        (["Bobigny a gagné ?", "Et Bondy ?", "Aucune des deux ?"], "Bondy et Bobigny", "choix"),
        (
            ["Un projet de réseau social ?", "Cette ville a autre chose ?", "et Puteaux ?"],
            "ne figure pas",
            "Sans réseaux",
        ),
        (
            ["Le territoire Est Ensemble a gagné ?", "Et le territoire lui-même ?", "Et Bobigny ?"],
            "Bobigny ne figure",
            "Rosny",
        ),
        (
            ["Quelles communes composent Grand Orly ?", "Des lauréates parmi elles ?"],
            "Aucune commune",
            "est lauréat du FMIN",
        ),
        (["Combien de projets à Sceaux ?", "Qui d’autre en a deux ?"], "4 lauréats avec 2 projets", "22 projets"),
        (["Sucy a gagné ?", "Et l’EPT aussi ?"], "ambassadeurs", "Sucy-en-Brie est dans"),
        (["Combien de villes ?", "et d’EPT ?", "combien d’argent ?"], "923 571", "ne donne pas"),
        (["C’est Ollier qui a présenté les lauréats ?", "et il est quoi ?"], "Courtois est Vice-Président", "Ollier"),
        (["Le lavoir : on y lave du linge ?", "Qui le finance ?", "Qui le porte ?"], "Grand Orly", "ne trouve pas"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_what_a_follow_up_is_asked_of(talk, messages, told, untold):
    reply = breakable(talk(*messages).text)

    assert told in reply
    assert untold not in reply


@pytest.mark.parametrize("said", ["Ah j’avais tout mélangé, merci !", "super, j’appelle ma sœur pour lui dire, merci"])
def test_thanks_that_ask_nothing_are_thanks_whatever_else_they_say(talk, said):
    assert talk("Nanterre a gagné ?", said).intent == "remerciement"
    assert talk("merci de me donner la météo de Nanterre").outcome != "chitchat"


@pytest.mark.parametrize("said", ["Non, Gentilly dans le Val-de-Marne", "Gentilly, dans le Val-de-Marne, oui."])
def test_where_a_town_lies_that_is_confirmed_is_not_what_is_asked(talk, said):
    assert "Gentilly ne figure pas" in breakable(talk("Gentilly a gagné ?", said).text)
