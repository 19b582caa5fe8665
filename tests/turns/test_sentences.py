"""How a message is cut into what is answered one after the other."""

import pytest

from bot.french.text import read_text
from bot.turns.clauses import asks as asks_something
from bot.turns.sentences import MOST_PARTS, Sentences


@pytest.fixture(scope="module")
def sentences(model):
    return Sentences(model.grammar)


@pytest.fixture
def parts(sentences):
    """The sentences of a message, each as its words."""
    return lambda message: [written(part) for part in sentences.parts(read_text(message))]


@pytest.fixture
def weigh(sentences):
    return lambda message: sentences.weigh(read_text(message))


def written(part) -> str:
    return " ".join(token.text for token in part.cover.text.tokens)


def test_a_message_is_cut_at_the_ends_of_its_sentences(parts):
    assert parts("Quels projets à Vincennes ? Et le montant total ?") == [
        "quels projets a vincennes",
        "et le montant total",
    ]
    assert parts("Quels projets à Vincennes") == ["quels projets a vincennes"]


def test_sentences_that_say_nothing_are_left_out_but_the_first(parts):
    assert parts("Bonjour. Et puis ça. Quels projets à Vincennes ?") == ["bonjour", "quels projets a vincennes"]
    assert parts("Et puis ça.") == ["et puis ca"]
    assert parts("") == [""]


@pytest.mark.parametrize("remark", ["Chui élue là-bas", "On a 1 idée av. l’école", "J’ai deux enfants"])
def test_what_is_said_of_oneself_after_a_question_is_left_out(parts, remark):
    assert parts(f"Quels projets à Vincennes ? {remark}.") == ["quels projets a vincennes"]


@pytest.mark.parametrize(
    "remark", ["J’ai envie de mourir", "Je cherche un médecin", "Je parle de Nanterre", "Je voudrais le montant"]
)
def test_what_asks_for_something_or_names_it_is_not(parts, remark):
    assert len(parts(f"Quels projets à Vincennes ? {remark}.")) > 1


@pytest.mark.parametrize(
    "remark",
    ["J’aurais dit plus", "On me l’avait dit", "C’est ce que je disais", "Je demanderai", "Je vais les appeler"],
)
def test_what_its_author_says_or_will_do_before_a_question_is_left_out(parts, remark):
    assert parts(f"{remark}. Et le 93 ?") == ["et le 93"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Je veux les projets",
        "J’ai le montant",
        "J’aurais dit Vincennes",
        "J’appelle qui",
        "Je voudrais le total",
        "Je préférerais m’entretenir avec un agent",
        "Le communiqué dit plus",
    ],
)
def test_what_asks_names_or_speaks_of_something_else_before_one_is_not(parts, sentence):
    assert len(parts(f"{sentence}. Et le 93 ?")) == 2


def test_of_many_questions_the_last_are_answered(parts):
    questions = [f"qui gagne a {town}" for town in ("sceaux", "meudon", "vincennes", "montreuil", "bagneux", "antony")]

    assert parts("".join(f"{question} ? " for question in questions)) == questions[-MOST_PARTS:]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("La météo à Sceaux, et puis le projet de Bagneux", [("la meteo a sceaux", "et puis le projet de bagneux")]),
        ("Le projet de Bagneux et la météo à Sceaux", [(None, "le projet de bagneux")]),
        ("Du beurre et le projet de Sceaux et un chien", []),
        ("La météo à Sceaux, le projet de Bagneux", []),
    ],
)
def test_what_et_joins_to_words_of_another_subject_is_looked_at_by_itself(sentences, weigh, message, expected):
    found = [(before and written(before), written(asked)) for before, asked in sentences.aside(weigh(message))]

    assert found == expected


@pytest.mark.parametrize(
    "closing",
    ["Cordialement, la mairie de Sceaux", "Bien à vous, le service communication de Meudon", "Mes respects."],
)
def test_the_end_of_a_letter_is_left_out(parts, closing):
    assert parts(f"Quels projets à Vincennes ? {closing}") == ["quels projets a vincennes"]


@pytest.mark.parametrize(
    "asking",
    [
        "Cordialement, quel est le montant total ?",
        "Cordialement, pourriez-vous me donner le montant total",
        "Bien à vous, et le montant total ?",
    ],
)
def test_the_end_of_a_letter_that_still_asks_is_kept(parts, asking):
    assert len(parts(f"Quels projets à Vincennes ? {asking}")) == 2


@pytest.mark.parametrize(
    ("message", "asks"),
    [
        ("Vincennes ?", True),
        ("Qui a gagné", True),
        ("Est-ce que Vincennes a gagné", True),
        ("Pourriez-vous me donner le montant", True),
        ("J’habite à Meudon.", False),
        ("Vincennes a gagné !", False),
        ("", False),
    ],
)
def test_a_sentence_asks_by_its_words_or_its_mark(weigh, message, asks):
    assert asks_something(weigh(message)) is asks


@pytest.mark.parametrize(
    ("message", "after", "sets"),
    [
        ("J’habite à Meudon.", "Quels projets ?", True),
        ("J’habite à Meudon.", "C’est en banlieue.", True),
        ("Je voudrais parler de Meudon.", "Quels projets ?", True),
        # Nothing after it asks: it is itself what is asked.
        ("Je voudrais parler de Meudon.", "C’est en banlieue.", False),
        ("Qui a gagné à Meudon ?", "Quels projets ?", False),
        ("Bonjour.", "Quels projets ?", False),
        ("Meudon ?", "Quels projets ?", True),
        # « Et » goes on from a question.
        ("Meudon a un projet ?", "Et Sceaux ?", False),
    ],
)
def test_a_sentence_that_names_and_asks_nothing_sets_the_scene(sentences, weigh, message, after, sets):
    assert sentences.sets_the_scene(weigh(message), [weigh(after)]) is sets


@pytest.mark.parametrize(
    ("message", "sides"),
    [
        ("Quels projets à Vincennes et quel montant", ("quels projets a vincennes", "et quel montant")),
        ("Quels projets à Vincennes, quel montant total", ("quels projets a vincennes", "quel montant total")),
        (
            "Dans quel territoire est Sceaux et à quoi sert le FMIN",
            ("dans quel territoire est sceaux", "et a quoi sert le fmin"),
        ),
        ("Quels projets à Vincennes et Montreuil", None),
        ("En quoi consiste, concrètement, le projet que porte Sceaux", None),
        ("Vincennes et Montreuil, quels projets", None),
        (
            "Sceaux relève-t-elle de Vallée Sud, et quel projet a-t-elle",
            ("sceaux releve t elle de vallee sud", "et quel projet a t elle"),
        ),
        ("Quels projets à Sceaux et, si vous le savez, à Antony", None),
    ],
)
def test_questions_are_joined_by_and_or_a_comma_before_a_second_one(sentences, weigh, message, sides):
    found = [tuple(map(written, pair)) for pair in sentences.joined(weigh(message))]

    assert found == ([sides] if sides else [])


def test_a_second_question_begins_after_what_is_said_in_passing(sentences, weigh):
    joined = sentences.joined(weigh("Quels projets à Sceaux et, si vous le savez, à quelle date"))

    assert tuple(map(written, next(joined))) == ("quels projets a sceaux", "et a quelle date")


@pytest.mark.parametrize(
    ("message", "sides"),
    [
        (
            "Je voudrais le montant total ainsi que le nombre de projets",
            [("je voudrais le montant total", "le nombre de projets")],
        ),
        (
            "Le nombre de projets, puis la liste des communes",
            [("le nombre de projets", "la liste des communes")],
        ),
        ("Je voudrais le nombre de projets, ceux de Sceaux", []),
        ("En quoi consiste, concrètement, le projet que porte Sceaux", []),
        ("Les 16 communes et les 3 territoires", []),
        (
            "Notez le montant total, le nombre de projets et la date du vote",
            [
                ("notez le montant total", "le nombre de projets et la date du vote"),
                ("notez le montant total le nombre de projets", "la date du vote"),
            ],
        ),
        (
            "Je voudrais tant le nombre que la liste des projets",
            [
                ("je voudrais tant le nombre", "la liste des projets"),
                ("je voudrais le nombre des projets", "la liste des projets"),
            ],
        ),
        (
            "Je voudrais la date de création du fonds et celle de la réunion",
            [("je voudrais la date de creation du fonds", "la date de la reunion")],
        ),
        ("Je voudrais le montant total et celle", []),
        # In a hurried note a noun needs no article.
        ("nombre de projets + somme globale", [("nombre de projets", "somme globale")]),
        ("Je boucle : nombre de projets et total", [("je boucle nombre de projets", "total")]),
        (
            "Montant total, nombre de projets",
            [("montant total", "nombre de projets")],
        ),
        ("Quels sont le nombre de projets et somme globale", []),
    ],
)
def test_a_noun_with_an_article_may_be_asked_for_as_the_one_before(sentences, weigh, message, sides):
    found = [(written(left), written(right)) for left, right, _ in sentences.nouns.enumerated(weigh(message))]

    assert found == sides


def test_words_of_another_subject_weigh_on_the_other_sentences(sentences):
    (alone,) = sentences.parts(read_text("Le montant total ?"))
    beside = sentences.parts(read_text("Quelle météo ? Le montant total ?"))[-1]

    assert beside.unknown > alone.unknown == 0


@pytest.mark.parametrize(
    ("message", "stands"),
    [
        ("Sceaux a un projet ?", True),
        # It names nothing, says nothing of our subject, or something unknown.
        ("Le montant total ?", False),
        ("Quels horaires à Sceaux ?", False),
        ("Les projets du zorglub de Sceaux ?", False),
    ],
)
def test_they_do_not_weigh_on_what_is_surely_of_our_subject(sentences, message, stands):
    (alone,) = sentences.parts(read_text(message))
    beside = sentences.parts(read_text(f"Quelle météo ? {message}"))[-1]

    assert (beside.unknown == alone.unknown) is stands


@pytest.mark.parametrize(
    ("before", "question", "weighs"),
    [
        ("Mon abri est à Courbevoie.", "Un projet ici ?", False),
        # It is not theirs, is asked, is of no place, or is followed by what may be asked of it.
        ("L’abri est à Courbevoie.", "Un projet ici ?", True),
        ("Mon abri est à Courbevoie ?", "Un projet ici ?", True),
        ("Mon abri est fermé.", "Un projet ici ?", True),
        ("Mon abri est à Courbevoie.", "Pourquoi ?", True),
    ],
)
def test_where_something_of_whoever_asks_is_does_not_weigh_on_a_question_of_ours(sentences, before, question, weighs):
    asked = sentences.parts(read_text(f"{before} {question}"))[-1]

    assert (asked.unknown > 0) is weighs


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("C’était qui ?", True),
        ("Qui a gagné ?", False),
        ("Et Sceaux ?", False),
        ("Oui", False),
    ],
)
def test_what_asks_and_does_not_say_of_what_is_told_apart(sentences, weigh, message, expected):
    assert sentences.asks_only(weigh(message)) is expected


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        (
            "Quelle ville a le chatbot, notre mairie souhaitant s’en inspirer ?",
            "quelle ville a le chatbot",
        ),
        # What it names, or asks, may be what is asked about; « montant » is a noun of ours.
        ("Quelle ville a le chatbot, la mairie de Sceaux souhaitant s’en inspirer ?", None),
        ("Quels projets à Sceaux ou Antony, le montant total étant connu, quel est le plus cher ?", None),
        ("Quels projets à Sceaux ou Antony, le montant total", None),
    ],
)
def test_the_reason_that_ends_a_question_is_left_aside(parts, message, kept):
    whole = " ".join(token.text for token in read_text(message).tokens)

    assert parts(message) == [kept or whole]


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        (
            "Dans le cadre d’une note destinée à l’adjoint au numérique, quels sont les projets de Vincennes ?",
            "quels sont les projets de vincennes",
        ),
        (
            "En vue d’un article sur Montreuil, je voudrais savoir qui porte le chatbot",
            "je voudrais savoir qui porte le chatbot",
        ),
        ("Dans le cadre de mon stage à Sceaux, qui porte le smart parking ?", "qui porte le smart parking"),
        ("Aux fins d’archivage, je voudrais savoir qui a créé le FMIN", "je voudrais savoir qui a cree le fmin"),
        ("À des fins de comparaison, merci d’indiquer le montant total", "merci d indiquer le montant total"),
        # What names nothing is asked of what is named before it, and so is what is of a project.
        ("Dans le cadre d’une étude sur Vincennes, combien de projets ?", None),
        ("Dans le cadre d’un projet à Sceaux, combien la Métropole a-t-elle donné ?", None),
        ("Dans le cadre du FMIN, quels projets à Vincennes ?", None),
    ],
)
def test_what_something_is_asked_for_is_left_aside(parts, message, kept):
    whole = " ".join(token.text for token in read_text(message).tokens)

    assert parts(message) == [kept or whole]


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        (
            "Puisque les 23 projets sont répartis entre 20 communes, donnez-moi le nom des territoires",
            "donnez moi le nom des territoires",
        ),
        ("Sachant que 16 communes ont gagné, quels sont les territoires ?", "quels sont les territoires"),
        ("Étant donné qu’il y a 23 projets et 16 communes, nommez les communes", "nommez les communes"),
        # What is said of the same things may be wrong; of a place, it is told so.
        ("Puisqu’il y a 20 communes retenues, donnez-moi la liste des communes", None),
        ("Puisque Paris a cinq projets, quelles communes en ont aussi ?", None),
        ("Les 16 communes ont gagné, quels sont les territoires ?", None),
    ],
)
def test_what_is_taken_for_granted_is_told_apart_from_what_is_asked(sentences, weigh, message, asked):
    sides = sentences.granted(weigh(message))

    assert (sides and " ".join(token.text for token in sides[1].cover.text.tokens)) == asked


def test_a_sentence_read_in_several_ways_is_weighed_once_and_forgotten_when_it_is_answered(sentences, weigh):
    first = weigh("Combien de projets à Sceaux ?")
    assert weigh("Combien de projets à Sceaux ?") is first
    sentences.forget()
    assert weigh("Combien de projets à Sceaux ?") is not first


@pytest.mark.parametrize(
    ("message", "read"),
    [
        ("Sceaux;Antony", ["sceaux antony"]),
        ("Sceaux. Antony. Vincennes ?", ["sceaux antony vincennes"]),
        ("Montreuil. Et Vincennes ?", ["montreuil", "et vincennes"]),
    ],
)
def test_names_alone_in_a_row_are_asked_about_at_once(parts, message, read):
    assert parts(message) == read


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("La subvention la plus élevée et la ville qui l'a reçue ?", "la subvention la plus elevee"),
        ("Le premier projet de la liste, et la ville qui le porte ?", "le premier projet de la liste"),
        ("La date du comité et qui le présidait ?", None),
        ("Le nombre de projets et les communes qui les portent ?", None),
        ("Combien de projets et qui l'a dit ?", None),
    ],
)
def test_who_has_a_thing_is_asked_besides_it(sentences, weigh, message, asked):
    thing = sentences.besides(weigh(message))
    assert (written(thing).rstrip(" ,") if thing else None) == asked


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("Je suis prof de collège et j'aimerais le montant total", ["j aimerais le montant total"]),
        ("je sui etudian en urba, cb de projet ya eu", ["combien de projet ya eu"]),
        (
            "En tant que responsable du stationnement à Antony, je souhaiterais savoir qui préside le comité",
            ["en antony", "je souhaiterais savoir qui preside le comite"],
        ),
        (
            "Mon fils est au collège à Créteil, il paraît qu'il y a un projet éducatif ?",
            ["mon creteil", "il parait qu il y a un projet educatif"],
        ),
    ],
)
def test_what_somebody_is_narrows_nothing_of_what_they_ask(parts, message, asked):
    assert parts(message) == asked


@pytest.mark.parametrize(
    "message",
    [
        "Je suis passionné d'urbanisme, quels projets ont été retenus ?",
        "Je suis prof de collège, quel projet me concerne ?",
        "Je suis d'une association de jeunes et j'aimerais connaître le montant total",
        "Je travaille sur l'éducation, quels projets ont été retenus ?",
    ],
)
def test_what_somebody_would_know_of_is_asked_about(parts, message):
    assert len(parts(message)) == 1
