import asyncio
import os

import pytest

from bot.workshop import edits
from bot.workshop.drafts import Draft
from bot.workshop.new_question import Question, add_question
from bot.workshop.trial import Asked, Meaning, Trial, TrialError, _kind, try_out
from bot.workshop.trying import Got

REPRISES, HORAIRES, SUJET = "intents/reprises.yaml", "intents/horaires.yaml", "intents/sujet.yaml"


def kinds(tried: Trial) -> dict[str, str]:
    return {change.text: change.kind for change in tried.changes}


async def test_what_changes_of_the_delivered_content_is_told_answer_by_answer(roots):
    draft = Draft(roots)
    # A word that nobody knew, one that nobody knows any more, another answer, and names, one of them of two things.
    edits.add_word(draft, "plus_court", "condensez ça", "expressions")
    draft.write(REPRISES, draft.read(REPRISES).replace("tldr", "xyzzy"))
    answer = draft.content(REPRISES)["intents"]["recompter"]["reponse"]
    edits.change_answer(draft, "recompter", f"{answer} Voilà.")
    edits.add_alias(draft, "projet", "chatbot", "parking")
    edits.add_alias(draft, "projet", "smart_parking", "parking astral")
    edits.add_example(draft, "detailler", "Fais plus court, les lauréats")
    messages = [
        Asked("Condensez ça !", times=2),
        Asked("CONDENSEZ CA"),
        Asked("tldr"),
        Asked("combien ?", ("Quelles communes ont deux projets ?",)),
        Asked("Qui a eu le parking astral ?"),
        Asked("Quel temps fera-t-il ?"),
    ]
    tried = await try_out(draft, messages)

    found = kinds(tried)
    assert found["Condensez ça !"] == "mieux"
    assert found["tldr"] == "perdue"
    assert found["Combien ?"] == "mots"
    assert found["Qui a eu le parking astral ?"] == "sens"
    assert "Quel temps fera-t-il ?" not in found
    assert tried.tried > 1100
    assert tried.problems == ()
    better = next(change for change in tried.changes if change.kind == "mieux")
    assert better.new.times == 3
    assert better.told == "refusée, hors sujet → « dire plus court »"
    assert tried.summary.startswith("1 question mieux comprise, ")
    assert tried.changes[0].kind == "perdue"
    assert any("« parking » désigne des choses différentes" in problem.what for problem in tried.warnings)
    taken = next(one for one in tried.failing if one.expected == "detailler")
    assert taken.faults[0] == "question attendue « detailler », comprise « abreger »"
    assert "dire plus court" in taken.advice.understood


async def test_an_example_that_awaits_the_former_answer_is_told_apart_from_a_question_not_understood(garden):
    path = garden.path("intents/horaires.yaml")
    path.write_text(path.read_text("utf-8").replace("- Les horaires ?", '- {dit: "Les horaires ?", contient: [20 h]}'))
    draft = Draft(garden)
    edits.change_answer(draft, "horaires", "De 8 h à 19 h.")
    tried = await try_out(draft, [])

    assert kinds(tried)["Les horaires ?"] == "revoir"
    assert "1 exemple attend l’ancienne réponse" in tried.summary
    told = next(change.told for change in tried.changes if change.kind == "revoir")
    assert told.startswith("la question est comprise ; de son exemple, la réponse devrait contenir « 20 h »")


async def test_a_draft_that_changes_nothing_changes_no_answer(garden):
    tried = await try_out(Draft(garden), [Asked("Bonjour"), Asked("Zut ?")])

    assert (tried.problems, tried.warnings, tried.changes, tried.failing) == ((), (), (), ())
    assert tried.summary == "aucune réponse ne change"


@pytest.mark.parametrize("origin", ["exemple", "journal"])
def test_an_answer_that_stays_the_same_changes_no_sense(origin):
    def got(text: str, **found: object) -> Got:
        return Got(origin, "Et Zut ?", (), 1, Meaning("jardins", "", "answered", (), found, True, text, ("s",), ()))

    old = got("Un jardin.", cas="un")
    assert _kind(old, got("Un jardin.", cas="un", noms=["zut"])) is None
    assert _kind(old, got("Deux jardins.", cas="plusieurs")) == "sens"


async def test_a_new_question_is_better_understood(garden):
    draft = Draft(garden)
    add_question(
        draft,
        Question(
            id="zorglub",
            title="les zorglubs",
            words={"zorglub": ("zorglub",)},
            rules=("zorglub",),
            answer="Le document ne parle pas de zorglub.",
            outcome="unknown",
            support=("document:source",),
            examples=("C’est quoi le zorglub ?",),
            file="zorglub",
        ),
    )
    tried = await try_out(draft, [Asked("zorglub")])

    assert kinds(tried) == {"C’est quoi le zorglub ?": "mieux", "zorglub": "mieux"}
    assert tried.summary == "2 questions mieux comprises"


async def test_an_example_that_is_not_understood_says_what_would_help(garden):
    draft = Draft(garden)
    edits.add_example(draft, "horaires", "Pouvez-vous konténeriser ça ?")
    (failing,) = (await try_out(draft)).failing

    assert "konténeriser" in failing.advice.hints[0]
    assert failing.advice.understood == "aucune règle ne convient à cette phrase"


async def test_a_rule_that_is_proposed_has_the_sentence_understood(garden):
    draft = Draft(garden)
    edits.add_example(draft, "horaires", "Le jardin partagé, bonjour ?")
    (failing,) = (await try_out(draft)).failing
    assert failing.advice.rule == "le_sujet bonjour"
    edits.add_rule(draft, "horaires", failing.advice.rule)
    tried = await try_out(draft)

    assert tried.failing == ()
    assert kinds(tried)["Le jardin partagé, bonjour ?"] == "mieux"


async def test_errors_are_told_and_nothing_else_is_looked_for(garden):
    draft = Draft(garden)
    draft.write(HORAIRES, draft.read(HORAIRES).replace("regles:\n", "regles:\n      - horairee\n", 1))
    tried = await try_out(draft)

    (problem,) = tried.problems
    assert problem.place.file == HORAIRES
    assert "vouliez-vous dire « horaire »" in problem.remedy
    assert tried.summary.startswith("1 erreur à corriger d’abord")


async def test_a_draft_that_mends_a_content_that_could_not_be_read_is_tried(garden):
    draft = Draft(garden)
    right = draft.read(SUJET)
    (garden.intents / "sujet.yaml").write_text(right.replace("[le_sujet]", "[le_sujett]"), "utf-8")
    draft = Draft(garden)
    draft.write(SUJET, right)
    tried = await try_out(draft)

    assert (tried.problems, tried.changes) == ((), ())
    assert tried.tried > 0


async def test_progress_goes_on_to_the_end_and_answers_go_on_meanwhile(garden):
    told: list[float] = []
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.01)
            ticks += 1

    ticking = asyncio.create_task(tick())
    await try_out(Draft(garden), [Asked(f"Les horaires {n}") for n in range(200)], told.append)
    ticking.cancel()

    assert told[-1] == 1
    assert told == sorted(told)
    assert ticks > 20


async def test_an_answer_that_never_ends_ends_the_trial(garden):
    draft = Draft(garden)
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    edits.change_answer(draft, "horaires", endless)
    with pytest.raises(TrialError, match="tourne peut-être sans fin"):
        await try_out(draft, most_seconds=4)


async def test_an_answer_that_takes_all_memory_ends_the_trial_or_is_told(garden):
    draft = Draft(garden)
    edits.change_answer(draft, "horaires", "{{ 'x' * 9999999999 }}")
    try:
        tried = await try_out(draft, most_seconds=10)
    except TrialError as error:
        told = str(error)
    else:
        told = tried.summary

    assert "arrêté" in told or "à corriger" in told


async def test_a_trial_given_up_leaves_no_process(garden):
    begun = asyncio.Event()
    running = asyncio.create_task(try_out(Draft(garden), progress=lambda share: begun.set()))
    await begun.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    assert not children()


def children() -> list[int]:
    me = str(os.getpid())
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat") as file:
                stat = file.read().rpartition(")")[2].split()
            with open(f"/proc/{pid}/cmdline") as file:
                line = file.read()
        except OSError:
            continue
        if stat[1] == me and "bot.workshop.trying" in line and stat[0] != "Z":
            found.append(int(pid))
    return found
