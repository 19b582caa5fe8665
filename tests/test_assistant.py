import gc
import time
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment

from bot.assistant import Assistant
from bot.dialogue.conversation import Conversation
from bot.message import MAX_LENGTH, Message, Outcome, Reply
from bot.store.memory import MemoryStore
from bot.understanding.weighing import Argument
from tests.spaces import breakable

GENEROUS_SECONDS = 2.0
"""Of a processor that runs other tests beside, with what they cover counted; alone it takes a third of one."""
MOST_WALKED = 20_000
"""Objects that the collector may still walk: what is warmed is five times as many."""
REPEATED = (
    "le ", "a", "saint ", "projet ", "1 ", ". ", "? ", "l'", "é", "🎉", "x", "zz ", "vincennes ", "vincène ", "et ",
    "deux ", "sous bois ", "quatre vingt ", "27 novembre ", "rosny", "a.", "\n", "e\u0301\u0301", "1.000 ", "d1 ",
    "st-",
)  # fmt: skip


def check_contract(reply: Reply) -> None:
    assert reply.text.strip()
    assert reply.outcome in get_args(Outcome)
    assert 0 <= reply.confidence <= 1
    assert reply.sources or reply.outcome != "answered"
    assert all(button.title and button.payload for button in reply.buttons)
    assert all(source.title and source.locator for source in reply.sources)
    assert msgspec.json.decode(msgspec.json.encode(reply), type=Reply) == reply


def examples(model) -> list[tuple[str, str]]:
    return [(intent.id, example.say) for intent in model.intents.values() for example in intent.examples]


def test_every_example_keeps_the_contract(laureat, model):
    for intent, sentence in examples(model):
        reply, _ = laureat.answer(sentence, Conversation())
        check_contract(reply)
        assert reply.intent, (intent, sentence)


def test_nothing_of_a_message_is_kept_once_it_is_answered(laureat):
    laureat.answer("Moi, Zoé Xylophone, je demande qui préside le comité et combien de projets il y a.", Conversation())
    assert not [one for one in gc.get_objects() if isinstance(one, Argument) and "Xylophone" in one.cover.text.raw]


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        (
            "Qui préside le comité et combien de projets ont été retenus ?",
            ("Qui préside le comité ?", "Combien de projets ont été retenus ?"),
        ),
        (
            "C'est quoi le projet de Sucy et ils ont touché combien ?",
            ("Le projet de Sucy ?", "Combien a touché Sucy ?"),
        ),
        (
            "Bagneux c'est dans quel territoire, et leur projet c'est quoi ?",
            ("Dans quel territoire est Bagneux ?", "Le projet de Bagneux ?"),
        ),
        ("Le FMIN c'est quoi et à quoi sert le SMAN ?", ("Qu’est-ce que le FMIN ?", "À quoi sert le SMAN ?")),
        (
            "Qui a le chatbot, et combien de projets dans le 93 ?",
            ("Qui a le chatbot ?", "Combien de projets dans le 93 ?"),
        ),
        (
            "Je souhaite le nombre de projets, le nombre de communes et le montant total.",
            ("Combien de projets ?", "Combien de communes ?", "Le montant total ?"),
        ),
        (
            "Merci de m’indiquer, d’une part, le nombre de projets et, d’autre part, le nombre de communes.",
            ("Combien de projets ?", "Combien de communes ?"),
        ),
        ("Qui a créé le fonds et dans quel but ?", ("Qui a créé le fonds ?", "À quoi sert le fonds ?")),
        (
            "Combien de projets à Sceaux et combien à Antony ?",
            ("Combien de projets à Sceaux ?", "Combien de projets à Antony ?"),
        ),
        ("Le projet de Bry-sur-Marne ? Et celui de Rueil ?", ("Le projet de Bry-sur-Marne ?", "Le projet de Rueil ?")),
        (
            "Dans quel département est Rueil et quel est son projet ?",
            ("Dans quel département est Rueil ?", "Quel est le projet de Rueil ?"),
        ),
        (
            "Où se trouve Courbevoie et quel est son projet ?",
            ("Où se trouve Courbevoie ?", "Quel est le projet de Courbevoie ?"),
        ),
        (
            "Qui présidait le comité et est-ce que Tachène y était ?",
            ("Qui présidait le comité ?", "Est-ce que Tachène était au comité ?"),
        ),
        ("Qui siégeait au comité et quel jour ?", ("Qui siégeait au comité ?", "Quel jour s’est tenu le comité ?")),
        ("Pantin a un projet ? et Montreuil ?", ("Pantin a un projet ?", "Montreuil a quel projet ?")),
    ],
)
def test_all_questions_of_one_message_are_answered(laureat, message, questions):
    reply, _ = laureat.answer(message, Conversation())

    assert reply.text == "\n\n".join(laureat.answer(question, Conversation())[0].text for question in questions)


@pytest.mark.parametrize(
    "message",
    ["Combien de communes et combien de territoires ?", "Combien de projets à Vincennes et à Montreuil ?"],
)
def test_what_one_answer_tells_of_two_things_is_told_once(laureat, message):
    assert "\n\n" not in laureat.answer(message, Conversation())[0].text


@pytest.mark.parametrize("kind", ["communes", "projets"])
def test_a_name_is_left_out_alike_by_what_stands_before_or_after_it(laureat, kind):
    before, after = f"Sauf Nanterre, quels {kind} du 92 ?", f"Nanterre exceptée, quels {kind} du 92 ?"

    assert laureat.answer(after, Conversation())[0].text == laureat.answer(before, Conversation())[0].text
    assert "7 projets" in breakable(laureat.answer(after, Conversation())[0].text)


def test_every_button_is_a_question_that_is_understood(laureat, model):
    said = {
        button.payload
        for _, sentence in examples(model)
        for button in laureat.answer(sentence, Conversation())[0].buttons
    }

    assert said
    refused = {text for text in said if laureat.answer(text, Conversation())[0].outcome in ("out_of_scope", "unknown")}
    assert refused == set()


@pytest.mark.parametrize("message", ["projets sur deux thèmes", "Combien de projets sur deux thèmes ?"])
def test_all_there_is_does_not_answer_what_counts_something_else(laureat, message):
    assert laureat.answer(message, Conversation())[0].outcome == "unknown"


@pytest.mark.parametrize("message", ["Les projets des trois territoires ?", "Qui travaille sur deux projets ?"])
def test_a_number_that_can_be_compared_or_is_known_is_answered(laureat, message):
    reply, _ = laureat.answer(message, Conversation())

    assert reply.outcome == "answered"
    assert reply.data["n"] < reply.data["total"] or reply.data["cas"] == "seuil"


@pytest.mark.parametrize(
    "message",
    [
        "Le FMIN a donné combien à Airbus ?",
        "Airbus a reçu combien de la Métropole ?",
        "combien le fmin a donné a airbus",
        "le fmin a versé quoi à l'afpa",
        "Airbus a touché combien ?",
        "Airbus a reçu une subvention ?",
    ],
)
def test_what_somebody_got_who_is_none_of_ours_is_not_what_all_did(laureat, message):
    reply, _ = laureat.answer(message, Conversation())

    assert (reply.outcome, "923" in reply.text) == ("unknown", False)


@pytest.mark.parametrize("message", ["À quoi sert le FMNI ?", "Combien en tout ? je passe à l'antenne"])
def test_what_is_misspelt_or_of_whoever_writes_is_no_name_that_got_something(laureat, message):
    assert laureat.answer(message, Conversation())[0].outcome == "answered"


@pytest.mark.parametrize("message", ["Qui a gagné le Tour de France ?", "Combien coûte Netflix ?"])
def test_what_is_asked_of_another_subject_is_none_of_our_business(laureat, message):
    assert laureat.answer(message, Conversation())[0].outcome == "out_of_scope"


def test_a_question_is_answered_with_its_source(laureat):
    reply, _ = laureat.answer("Quel projet à Vincennes ?", Conversation())

    assert reply.outcome == "answered"
    assert reply.sources
    assert reply.data["lignes"]


async def test_a_follow_up_leans_on_the_same_sender_s_last_question_only(model):
    assistant = Assistant(model, MemoryStore())
    await assistant.reply(Message(sender="a", text="Quels sont les projets de Vincennes ?"))

    followed = await assistant.reply(Message(sender="a", text="Et Antony ?"))
    alone = await assistant.reply(Message(sender="b", text="et ?"))

    assert "Antony" in followed.text
    assert followed.outcome == "answered"
    assert alone.outcome != "answered"


async def test_what_is_warmed_is_neither_compiled_nor_collected_while_messages_are_answered(content, monkeypatch):
    gc.freeze()
    try:
        laureat = Assistant(content.load(), MemoryStore())
        await laureat.warm()
        monkeypatch.setattr(Environment, "compile", None)
        reply, _ = laureat.answer("Combien de projets dan le 93 ?", Conversation())
        walked = len(gc.get_objects())
    finally:
        gc.unfreeze()

    assert reply.outcome == "answered"
    assert reply.picture is not None
    assert walked < MOST_WALKED


def test_answering_twice_gives_the_same_reply(laureat):
    said = "Quels projets dans le Val-de-Marne ?"

    assert laureat.answer(said, Conversation()) == laureat.answer(said, Conversation())


@given(message=st.text(max_size=300))
@settings(deadline=None)
def test_any_text_gets_a_valid_reply(laureat, message):
    reply, past = laureat.answer(message, Conversation())

    check_contract(reply)
    check_contract(laureat.answer("et ?", past)[0])


WORDS = st.sampled_from(
    [
        "projets",
        "vincennes",
        "combien",
        "94",
        "sauf",
        "et",
        "le deuxième",
        "pourquoi",
        "montreuille",
        "Neuilly",
        "?",
        ".",
        "non",
        "27 novembre",
    ]
)


@given(messages=st.lists(st.lists(WORDS, max_size=8).map(" ".join), max_size=4))
@settings(deadline=None, max_examples=60)
def test_any_conversation_gets_valid_replies(laureat, messages):
    past = Conversation()
    for message in messages:
        reply, past = laureat.answer(message, past)
        check_contract(reply)


@pytest.mark.parametrize("token", REPEATED, ids=repr)
def test_the_longest_message_is_answered_in_bounded_time(laureat, token):
    message = (token * MAX_LENGTH)[:MAX_LENGTH]

    begin = time.process_time()
    reply, _ = laureat.answer(message, Conversation())
    assert time.process_time() - begin < GENEROUS_SECONDS
    check_contract(reply)


@given(message=st.text(alphabet="abeilnorstuvz '-.?1é ", min_size=MAX_LENGTH - 100, max_size=MAX_LENGTH))
@settings(deadline=None, max_examples=5)
def test_any_long_message_is_answered_in_bounded_time(laureat, message):
    begin = time.process_time()
    check_contract(laureat.answer(message, Conversation())[0])
    assert time.process_time() - begin < GENEROUS_SECONDS


@given(name=st.text(alphabet="<>&\"'/= abcvincennes", max_size=40))
@settings(deadline=None)
def test_nothing_of_a_message_comes_back_as_html(laureat, name):
    for message in (f"<b>{name}</b>", f"projets de <script>{name}", f"{name}<img src=x onerror=a>vincennes"):
        reply, past = laureat.answer(message, Conversation())
        assert "<" not in reply.text
        assert "<" not in "".join(button.title + button.payload for button in reply.buttons)
        assert "<" not in laureat.answer("répète", past)[0].text


def test_words_of_another_subject_in_another_sentence_weigh_against_an_answer(laureat):
    asked, _ = laureat.answer("Le montant total ?", Conversation())
    mixed, _ = laureat.answer("Le montant total ? Il me faut une recette de ratatouille.", Conversation())

    assert (asked.outcome, mixed.outcome) == ("answered", "out_of_scope")


@pytest.mark.parametrize(
    ("mixed", "alone"),
    [
        ("Où jeter mes encombrants à Sucy-en-Brie, et quel est le projet de la ville ?", "Quel projet à Sucy ?"),
        ("Il pleut à Créteil, et quel projet a gagné la ville ?", "Quel projet à Créteil ?"),
        ("Quelle est la capitale du Pérou et combien de projets sont lauréats ?", "Combien de projets ?"),
    ],
)
def test_of_two_questions_joined_the_one_that_is_its_business_is_answered(laureat, mixed, alone):
    assert laureat.answer(mixed, Conversation())[0].text == laureat.answer(alone, Conversation())[0].text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "Bagneux appartient-elle bien à Vallée Sud Grand Paris, et quel projet a-t-elle obtenu ?",
            ("Vallée Sud", "3D"),
        ),
        (
            "Quel projet Grand Paris Sud Est Avenir a-t-il défendu en son nom propre, et quelles communes situées dans "
            "son ressort ont été primées ?",
            ("ambassadeurs", "Alfortville", "Créteil", "Sucy"),
        ),
        ("Qui est M. Courtois et qu’a-t-il déclaré ?", ("Vice-Président", "culture de la coopération")),
        ("Je voudrais connaître tant le montant total que le nombre de lauréats.", ("923", "19 lauréats")),
        (
            "Il me reste à consigner le nom du président du comité, le nombre de projets et le total des aides.",
            ("Ollier", "23 projets", "571"),
        ),
        (
            "Je voudrais la date de création du fonds ainsi que celle de la réunion du comité.",
            ("28 septembre", "21 novembre"),
        ),
        (
            "Dans quel territoire est Sceaux, et combien de projets y ont été retenus au total ?",
            ("Vallée Sud", "1 projet"),
        ),
        (
            "Sceaux et Antony sont d’un même territoire : quel est-il et combien de projets y ont été retenus ?",
            ("Vallée Sud", "2 projets"),
        ),
        ("Lequel du 92 et du 94 réunit le plus de communes lauréates ?", ("8 communes", "6 pour")),
        (
            "Je voudrais la composition du territoire Grand-Orly Seine Bièvre ainsi que l’intitulé de son projet.",
            ("24 communes", "lavoir"),
        ),
        ("Je voudrais le montant total et la date de la délibération.", ("571", "27 novembre")),
        (
            "Résidant à Vanves, je voudrais savoir si ma commune a été retenue. Par ailleurs, qui préside le comité ?",
            ("Vanves ne figure pas", "Ollier"),
        ),
        (
            "Je suis de Vincennes, dites-moi combien de projets ma ville a obtenus. Et le nombre total de projets ?",
            ("2 projets à Vincennes", "23 projets"),
        ),
        ("Je souhaiterais savoir si Montreuil est lauréate, et à quelle hauteur.", ("2 projets", "ne donne pas")),
        ("Je voudrais connaître le montant total, et savoir si Vanves a été retenue.", ("571", "ne figure pas")),
        ("Dites-moi qui préside le comité et si Sceaux est lauréate.", ("Ollier", "Bibliothèques")),
        ("On me demande de vérifier si Vanves a été retenue et pourquoi.", ("ne figure pas", "ne dit pas pourquoi")),
    ],
)
def test_two_questions_in_one_sentence_are_both_answered(laureat, said, told):
    reply, _ = laureat.answer(said, Conversation())

    assert reply.outcome == "answered"
    assert [one for one in told if one not in reply.text] == []


def test_what_tells_the_answer_again_tells_it_once(laureat):
    reply, _ = laureat.answer("Combien de projets ont été retenus ? Vous êtes sûr ?", Conversation())

    assert reply.text.count("23 projets") == 1
    assert "source" in reply.text


def test_what_one_list_tells_is_asked_but_once(laureat):
    both, _ = laureat.answer("Quelles communes ont gagné et quels sont leurs projets ?", Conversation())
    alone, _ = laureat.answer("Quelles communes ont gagné ?", Conversation())

    assert both.text == alone.text


@pytest.mark.parametrize(
    ("said", "told", "untold"),
    [
        ("Élu de Sceaux, je souhaiterais connaître les projets de Montreuil.", "jardin", "Bibliothèques"),
        ("Habitant d’Orly, je voudrais savoir qui porte le lavoir expérimental.", "Grand Orly", "Orly n’a"),
        (
            "Élu de Sceaux, je souhaiterais connaître les projets de ma ville et ceux de Montreuil.",
            "Bibliothèques",
            "aucun",
        ),
        ("j'habite à sceaux, c'est quoi le fmin", "innovation numérique", "Bibliothèques"),
        ("jsuis maire de Meudon, combien de projets en tout ?", "23 projets", "Meudon"),
        ("Mon fils travaille à Nanterre, c’est dans quel département Rueil ?", "Rueil-Malmaison", "Nanterre"),
        ("j'habite à nanterre, qui a le chatbot", "Rosny-sous-Bois", "Nanterre"),
        ("J’habite Vincennes, quelles villes n’ont rien eu ?", "115 communes", "Vincennes"),
        ("j'habite le 94 quels sont les projets du 93", "5 projets", "Val-de-Marne"),
        ("habitante de vincennes je cherche les projets du 92", "8 projets", "Vincennes"),
        ("Habitante de Vincennes, je cherche les projets du 92", "8 projets", "Vincennes"),
        ("je vis à issy et je voudrais tous les projets du 94", "9 projets", "Issy"),
        ("Habitant de Nanterre, je souhaiterais connaître le montant global.", "923", "Nanterre"),
        ("J’habite Sceaux, c’est quoi le projet ?", "Bibliothèques", "23"),
        ("J’habite Sceaux, qu’a reçu ma commune ?", "Bibliothèques", "23"),
    ],
)
def test_where_who_asks_comes_from_is_not_what_is_asked_of_another_place(laureat, said, told, untold):
    reply, _ = laureat.answer(said, Conversation())

    assert told in reply.text
    assert untold not in reply.text


def test_the_question_joined_to_another_subject_is_about_what_that_one_names(laureat):
    reply, _ = laureat.answer("Quelle météo à Sceaux et combien de projets y sont subventionnés ?", Conversation())

    assert "1 projet à Sceaux" in reply.text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("combien d’argent a été done à Vincennes ?", "combien d’argent a été donné à Vincennes ?"),
        ("quel est le montent total ?", "quel est le montant total ?"),
    ],
)
def test_a_word_that_is_also_another_is_understood_as_the_one_meant(laureat, written, meant):
    assert laureat.answer(written, Conversation())[0].text == laureat.answer(meant, Conversation())[0].text


def test_parsing_tells_intent_ranking_and_entities_with_their_places(laureat):
    message = "🎉 Quels projets à Vince\u0301nnes ?"

    parsed = laureat.parse(message)

    assert parsed.text == message
    assert parsed.intent.name == parsed.intent_ranking[0].name
    assert [message[entity.start : entity.end] for entity in parsed.entities] == ["Vince\u0301nnes"]
    assert [entity.value for entity in parsed.entities] == ["Vincennes"]


def test_what_is_none_of_its_business_has_no_intent_to_parse(laureat):
    assert laureat.parse("xylophone quetsche zygomatique").intent.name is None


@given(message=st.text(max_size=300))
@settings(deadline=None)
def test_any_text_is_parsed(laureat, message):
    parsed = laureat.parse(message)

    assert all(0 <= entity.start < entity.end <= len(message) for entity in parsed.entities)
    assert all(0 <= score.confidence <= 1 for score in parsed.intent_ranking)


@pytest.mark.parametrize(
    "said", ["Rappelez-moi au 06 12 34 56 78 svp pour le lavoir", "Le lavoir, c’était quoi le 12/03/93 ?"]
)
def test_a_telephone_number_or_a_day_names_no_department(laureat, said):
    reply, _ = laureat.answer(said, Conversation())

    assert "Yvelines" not in reply.text
    assert "Seine-Saint-Denis" not in reply.text
