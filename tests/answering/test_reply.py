import pytest
from msgspec.structs import replace

from bot.answering.intent import Answer, Intent
from bot.answering.reply import MOST_BUTTONS, MOST_CHOICES, MOST_LOCATORS, Answerer, Last, merge_sources
from bot.answering.templates import Templates
from bot.dialogue.conversation import Conversation
from bot.findings.query import Query
from bot.french.numbers import DayMonth
from bot.message import Source
from bot.understanding.frame import Entity, Frame
from bot.written import Place

WHERE = Place("essai.yaml", 1)


def source(locator: str, title: str = "Communiqué", url: str | None = None) -> Source:
    return Source(title, "2018-11-27", locator, url)


def breakable(text: str) -> str:
    """A text whose spaces are all ordinary ones."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def answerer(model):
    """An answerer of one question `essai`, given its answers by case."""

    def build(answers: dict[str, str], query: Query | None = None, outcome: str = "answered", **rest) -> Answerer:
        written = {case: Answer(text, outcome, WHERE) for case, text in answers.items()}
        given = {"record": None, "support": (), "next": ()} | rest
        intent = Intent("essai", "", (), written, query, examples=(), place=WHERE, **given)
        return Answerer({"essai": intent}, model.knowledge, Templates({}, {}))

    return build


@pytest.fixture
def frame(model):
    def build(*named: tuple[str, ...], numbers: tuple[int, ...] = ()) -> Frame:
        entities = tuple(
            Entity(tuple(model.knowledge.get(kind, one) for one in ids), False, "neuilly", 1.0, 0, 1, 0)
            for kind, *ids in named
        )
        return Frame("essai", "r", 0.87654, ("projet",), entities, numbers, (), ())

    return build


LIST = Query("projet", "liste", "laureat", perimeter="metropole")
VINCENNES, MONTREUIL, PANTIN = ("commune", "94080"), ("commune", "93048"), ("commune", "93055")
NEUILLY = ("commune", "92051", "93050")


# Sources


def test_places_of_one_document_are_one_source():
    merged = merge_sources(
        (source("annexe, ligne 8"), source("1er paragraphe"), source("annexe, ligne 2"), source("l", "Code"))
    )

    assert merged == (source("annexe, lignes 8 et 2 ; 1er paragraphe"), source("l", "Code"))


@pytest.mark.parametrize(
    ("numbers", "locator"),
    [
        ([4], "annexe, ligne 4 de la liste"),
        ([4, 4], "annexe, ligne 4 de la liste"),
        ([1, 2], "annexe, lignes 1 et 2 de la liste"),
        ([1, 2, 3], "annexe, lignes 1 à 3 de la liste"),
        ([1, 2, 8], "annexe, lignes 1, 2 et 8 de la liste"),
    ],
)
def test_locators_that_differ_by_a_number_share_their_words(numbers, locator):
    (merged,) = merge_sources(tuple(source(f"annexe, ligne {number} de la liste") for number in numbers))

    assert merged.locator == locator


def test_many_passages_are_counted_beyond_the_first():
    (merged,) = merge_sources(tuple(source(f"passage {word}") for word in "abcdef"))

    assert merged.locator.count("passage ") == MOST_LOCATORS
    assert merged.locator.endswith(" ; et 2 autres passages")


def test_documents_at_two_addresses_are_two_sources():
    assert len(merge_sources((source("a", url="https://a"), source("a", url="https://b")))) == 2
    assert merge_sources(()) == ()


def test_an_answer_rests_on_the_sources_of_its_rows_then_of_its_support(answerer, frame):
    reply = answerer({"plusieurs": "Oui"}, LIST, support=("chiffre:projets",)).answer(frame(VINCENNES)).reply

    (cited,) = reply.sources
    assert cited.locator == "annexe, lignes 22 et 23 de la liste des projets subventionnés ; 5e paragraphe"


@pytest.mark.parametrize("outcome", ["chitchat", "out_of_scope", "handoff", "clarify"])
def test_what_states_no_fact_cites_no_source(answerer, frame, outcome):
    reply = answerer({"plusieurs": "Oui"}, LIST, outcome, support=("chiffre:projets",)).answer(frame(VINCENNES)).reply

    assert reply.sources == ()


# The text and what goes with it


def test_the_case_of_the_findings_names_the_answer(answerer, frame):
    one = answerer({"plusieurs": "{{ n }} : {{ lignes|titres }}", "aucun": "Non"}, LIST)

    assert breakable(one.answer(frame(VINCENNES)).reply.text).startswith("2 : « Le CRM")
    assert one.answer(frame(PANTIN)).reply.text == "Non"


def test_a_case_without_its_answer_is_answered_by_default_or_told(answerer, frame):
    assert answerer({"defaut": "Voilà"}, LIST).answer(frame(PANTIN)).reply.text == "Voilà"
    with pytest.raises(Exception, match=r"essai\.yaml:1 .*« aucun »"):
        answerer({"plusieurs": "Oui"}, LIST).answer(frame(PANTIN))


def test_a_template_that_cannot_be_written_is_told_with_its_place(answerer, frame):
    with pytest.raises(Exception, match=r"essai\.yaml:1 .*« essai »"):
        answerer({"defaut": "{{ absent.nom }}"}).answer(frame())


def test_a_reply_carries_what_was_found_as_plain_values(answerer, frame):
    reply = answerer({"plusieurs": "Oui"}, LIST).answer(frame(VINCENNES)).reply

    assert (reply.intent, reply.confidence, reply.outcome) == ("essai", 0.877, "answered")
    assert reply.data["cas"] == "plusieurs"
    assert reply.data["n"] == 2
    assert [row["id"] for row in reply.data["lignes"]] == ["crm", "ged"]
    assert all(row["laureat"] == {"id": "94080", "nom": "Vincennes"} for row in reply.data["lignes"])


def test_templates_name_what_was_said(answerer, frame):
    one = answerer({"defaut": "{{ commune.name }} {{ lieu.name }} {{ communes|et }} {{ nombres|first }} {{ theme }}"})

    said = one.answer(frame(VINCENNES, MONTREUIL, numbers=(3,))).reply.text
    assert said == "Vincennes Vincennes Vincennes et Montreuil 3 None"


def test_to_repeat_is_given_the_last_reply(answerer, frame):
    assert answerer({"defaut": "{{ derniere_reponse }}"}).answer(frame(), Last("Bonjour.")).reply.text == "Bonjour."


def test_an_answer_may_say_how_many_things_the_last_one_enumerated(answerer, frame, model):
    towns = tuple(model.knowledge.get(*one) for one in (VINCENNES, MONTREUIL))
    counting = answerer({"defaut": "{{ nombre_cite }} : {{ fiches_citees|et }}"})

    assert counting.answer(frame(), Last(counted=2, listed=towns)).reply.text == "2\u00a0: Vincennes et Montreuil"


def test_what_an_answer_cites_of_its_own_is_listed_in_its_order(answerer, frame):
    cites = ("personne:ollier", "personne:courtois", "personne:tachene")
    several = answerer({"defaut": "Anne Tachène, puis Patrick Ollier."}, cites=cites).answer(frame())
    one = answerer({"defaut": "Anne Tachène seule."}, cites=cites).answer(frame())

    assert [record.id for record in several.listed] == ["tachene", "ollier"]
    assert one.listed == ()


def test_what_repeats_has_the_outcome_and_the_sources_of_the_last_reply(answerer, frame):
    last = Last("Non, 23.", "unknown", (source("ligne 3"),))
    reply = answerer({"defaut": "{{ derniere_reponse }}"}, outcome="chitchat", repeats=True).answer(frame(), last).reply

    assert (reply.outcome, reply.sources) == ("unknown", last.sources)


def test_what_repeats_and_says_its_own_outcome_keeps_it(answerer, frame):
    last = Last("Oui.", "answered", (source("ligne 3"),))
    reply = answerer({"defaut": "Rien de plus."}, outcome="unknown", repeats=True).answer(frame(), last).reply

    assert (reply.outcome, reply.sources) == ("unknown", last.sources)


def test_what_repeats_has_nothing_to_take_over_when_nothing_was_answered(answerer, frame):
    reply = answerer({"defaut": "Rien encore."}, outcome="chitchat", repeats=True).answer(frame()).reply

    assert (reply.outcome, reply.sources) == ("chitchat", ())


def test_the_sources_of_the_last_reply_can_be_told(answerer, frame):
    one = answerer({"defaut": "{{ dernieres_sources|map(attribute='locator')|join }}"})

    assert one.answer(frame(), Last("Oui.", "answered", (source("ligne 3"),))).reply.text == "ligne 3"


def test_a_name_to_be_asked_back_is_not_answered(answerer, frame):
    asked = frame(VINCENNES)
    doubtful = asked.with_entities(tuple(replace(entity, unsure=True) for entity in asked.entities))
    answered = answerer({"plusieurs": "Oui", "douter": "{{ choix[0].name }} ?"}, LIST).answer(doubtful)

    assert breakable(answered.reply.text) == "Vincennes ?"
    assert [button.payload for button in answered.reply.buttons] == ["Vincennes"]
    assert [record.id for record in answered.choices] == ["94080"]
    assert not answered.findings.rows


def test_what_was_found_may_be_spoken_of_next(answerer, frame):
    answered = answerer({"plusieurs": "Oui"}, LIST).answer(frame(VINCENNES))

    assert answered.several
    assert [record.id for record in answered.listed] == ["crm", "ged"]
    assert [record.name for record in answered.focus][:2] == ["Vincennes", "Vincennes"]


# A record's own questions


@pytest.mark.parametrize(
    ("named", "text"),
    [
        ([VINCENNES], "Commune : Vincennes"),
        ([("territoire", "T8")], "Autre : Est Ensemble"),
        ([VINCENNES, MONTREUIL], "Commune : Vincennes, Montreuil"),
        ([VINCENNES, ("territoire", "T8")], "Autre : Vincennes, Est Ensemble"),
        ([], "Lequel ?"),
        ([NEUILLY], "Choisir : Neuilly"),
    ],
)
def test_the_record_named_decides_the_answer(answerer, frame, named, text):
    answers = {
        "commune": "Commune : {{ fiches_dites|map('nom')|join(', ') }}",
        "defaut": "Autre : {{ fiches_dites|map(attribute='name')|join(', ') }}",
        "sans_fiche": "Lequel ?",
        "choisir": "Choisir : {{ nom }}",
    }

    assert breakable(answerer(answers, record="lieu").answer(frame(*named)).reply.text) == text


def test_a_fixed_record_is_always_the_one_spoken_of(answerer, frame):
    answered = answerer({"defaut": "{{ fiche.sigle }}"}, record="fonds:fmin").answer(frame(VINCENNES))

    assert answered.reply.text == "FMIN"
    assert answered.reply.data["fiche"]["id"] == "fmin"
    assert [source.locator for source in answered.reply.sources] == ["1er et 3e paragraphes"]


# Suggestions


def test_next_questions_are_written_for_these_findings(answerer, frame):
    one = answerer(
        {"defaut": "Oui"},
        LIST,
        next=(
            "{% if n == 2 %}Les deux projets {{ porteurs[0]|de }} ?{% endif %}",
            "{% if n > 2 %}Non ?{% endif %}",
            "Et ?",
        ),
    )

    assert [breakable(button.title) for button in one.answer(frame(VINCENNES)).reply.buttons] == [
        "Les deux projets de Vincennes ?",
        "Et ?",
    ]


def test_next_questions_are_few_and_different(answerer, frame):
    buttons = answerer({"defaut": "Oui"}, next=("a", "a", "b", "c", "d")).answer(frame()).reply.buttons

    assert [button.payload for button in buttons] == ["a", "b", "c"]
    assert len(buttons) == MOST_BUTTONS


def test_choices_are_offered_instead_of_next_questions(answerer, frame):
    answered = answerer({"choisir": "Lequel ?"}, LIST, "clarify", next=("Et ?",)).answer(frame(NEUILLY))

    assert [button.payload for button in answered.reply.buttons] == ["Neuilly-sur-Seine", "Neuilly-sur-Marne"]
    assert [choice["id"] for choice in answered.reply.data["choix"]] == ["92051", "93050"]
    assert [record.id for record in answered.choices] == ["92051", "93050"]


def test_choices_are_bounded(answerer, frame, model):
    towns = [record.id for record in model.knowledge.of("commune")][: MOST_CHOICES + 5]
    buttons = answerer({"choisir": "Lequel ?"}, LIST, "clarify").answer(frame(("commune", *towns))).reply.buttons

    assert len(buttons) == MOST_CHOICES


# Agreement, in the content's own words


@pytest.mark.parametrize(
    ("message", "written"),
    [
        ("Quels projets à Sceaux ?", "Sceaux est lauréate "),
        ("Quels projets à Grand Orly Seine Bièvre ?", " est lauréat "),
        ("Combien de projets à Antony ?", "1 projet"),
        ("Combien de projets à Vincennes ?", "2 projets"),
        ("Combien de projets en Seine-Saint-Denis ?", "projets en Seine-Saint-Denis"),
        ("Qui porte le stationnement intelligent ?", "projet d’Antony"),
    ],
)
def test_answers_agree_with_what_they_say(laureat, message, written):
    reply, _ = laureat.answer(message, Conversation())

    assert written in f" {reply.text} "


def test_an_answer_may_deny_a_date_or_a_name_that_the_message_itself_says(answerer, frame):
    vincennes, montreuil = frame(VINCENNES, MONTREUIL).entities
    asked = replace(frame(), entities=(vincennes, replace(montreuil, start=-1)), dates=(DayMonth(27, 11, None, 2),))
    telling = answerer(
        {"defaut": "{{ dits_ici|et }}{{ ', non' if not dates[0].fits(fiche.date) }}"}, record="reunion:comite"
    )

    assert telling.answer(asked).reply.text == "Vincennes, non"
    assert telling.answer(replace(asked, dates=(DayMonth(21, 11, None, 2),))).reply.text == "Vincennes"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("Oui : Montreuil a 2 projets.", "Non, c’est exact : Montreuil a 2 projets."),
        ("Oui, « Chatbot » est le seul.", "Non, c’est exact : « Chatbot » est le seul."),
        ("Non : 16 communes.", "Oui, c’est faux : 16 communes."),
        ("Montreuil a 2 projets.", "Montreuil a 2 projets."),
        ("Nonante projets.", "Nonante projets."),
    ],
)
def test_whether_the_contrary_is_so_is_answered_the_other_way_round(answerer, frame, answer, told):
    replies = answerer({"defaut": answer})
    asked = frame()
    assert breakable(replies.answer(replace(asked, roles=frozenset({"dementi"}))).reply.text) == told
    assert breakable(replies.answer(asked).reply.text) == answer
