"""`laureat journal` and `laureat privacy`, over a journal that holds something."""

import asyncio
import csv
import io
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.dialogue.conversation import Conversation
from bot.journal.database import Database, locate
from bot.journal.exchange import Exchange, now
from bot.journal.pseudonyms import period_of, salt_of
from bot.store.redis import RedisStore
from tests.journal.conftest import DAY, said, write
from tests.services import redis_server

pytestmark = pytest.mark.usefixtures("filled")


def fill(url: str, *exchanges: Exchange) -> None:
    async def run() -> None:
        database = Database(locate(url))
        await database.open()
        async with database.writing() as connection:
            salt = await salt_of(connection, period_of(now()))
        await write(database, *exchanges, salt=salt)
        await database.close()

    asyncio.run(run())


@pytest.fixture
def filled(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAUREAT_DATABASE_URL", url)
    fill(
        url,
        said("Quel projet à Sceaux ?", at=now() - 100 * DAY),
        said("=SUM(A1) est un projet ?", at=now() - DAY, sender="rest:bob", outcome="unknown", intent="non_compris"),
        said("Mon tel : 06 12 34 56 78"),
    )


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(main, arguments, prog_name="laureat")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def test_exchanges_are_searched_by_the_beginnings_of_their_words():
    done = run("journal", "search", "PROJ", "--issue", "unknown")

    assert "unknown · non_compris" in done.stdout
    assert "=SUM(A1) est un projet ?" in done.stdout
    assert "Sceaux" not in done.stdout
    assert "1 échange" in done.stderr


def test_what_is_found_is_masked_and_is_json_on_demand():
    found = json.loads(run("journal", "search", "--json", "--combien", "2").stdout)

    assert [one["text"] for one in found] == ["Mon tel : [téléphone]", "=SUM(A1) est un projet ?"]


@pytest.mark.parametrize("command", [["search"], ["export"]])
def test_a_message_commands_no_terminal(url, command):
    fill(url, said("Titre \x1b]0;piège\x07 caché\rvu \x9b2J \u2066envers"))
    shown = run("journal", *command).stdout

    assert "Titre ␛]0;piège␇ caché␍vu ⟨U+009B⟩2J ⟨U+2066⟩envers" in shown
    assert not {*"\x1b\x07\x9b\u2066"} & {*shown}


def test_a_day_is_a_day():
    assert "2026-13-01" not in run("journal", "search", "--depuis", "2026-13-01").stdout
    assert run("journal", "search", "--depuis", "hier").exit_code == 2
    assert "0 échange" in run("journal", "search", "--depuis", "2099-01-01").stderr
    assert "3 échanges" in run("journal", "search", "--depuis", "2000-01-01", "--jusqu-au", "2099-01-01").stderr


def test_the_export_runs_no_formula():
    rows = list(csv.DictReader(io.StringIO(run("journal", "export").stdout)))

    assert [row["message"] for row in rows] == [
        "Mon tel : [téléphone]",
        "'=SUM(A1) est un projet ?",
        "Quel projet à Sceaux ?",
    ]
    lines = run("journal", "export", "--format", "jsonl", "--issue", "unknown").stdout.splitlines()
    assert [json.loads(line)["text"] for line in lines] == ["=SUM(A1) est un projet ?"]


def test_an_export_ends_with_whoever_reads_it(url):
    fill(url, *(said(f"question {number} " + "mot " * 100) for number in range(400)))
    command = [sys.executable, "-m", "bot", "journal", "export"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as exporting:
        assert exporting.stdout.readline().startswith(b"id,")
        exporting.stdout.close()
        told = exporting.stderr.read()

    assert told == b""


@pytest.mark.parametrize("chosen", [("--issue", "inconnue"), ("--avis", "bof")])
def test_an_outcome_or_an_opinion_that_is_none_is_told(chosen):
    done = run("journal", "search", *chosen)

    assert done.exit_code == 2
    assert f"Ce que vous donnez à « {chosen[0]} » ne convient pas." in done.stderr


def test_a_purge_tells_what_went():
    assert run("journal", "purge").stdout.startswith("Effacés : 1 échange de plus de 90 jours, 0 compte")
    assert run("journal", "migrate").stdout == "La base du journal est à la version 0003.\n"


def test_a_person_gets_what_is_kept_of_them_and_nothing_else():
    told = json.loads(run("privacy", "export", "--sender", "rest:ana").stdout)

    assert [one["message"] for one in told] == ["Mon tel : [téléphone]", "Quel projet à Sceaux ?"]
    assert json.loads(run("privacy", "export", "--sender", "rest:eve").stdout) == []


@pytest.mark.parametrize("command", ["export", "erase"])
@pytest.mark.parametrize("sender", ["moi", "rest:", ":moi", "pigeon:moi", "REST:moi"])
def test_who_can_be_nobody_is_told_how_a_person_is_named(command, sender):
    done = run("privacy", command, "--sender", sender)

    assert done.exit_code == 2
    assert done.stdout == ""
    assert f"« {sender} » n’est pas une personne : écrivez canal:identifiant" in done.stderr
    assert "whatsapp" in done.stderr


def test_a_person_is_erased_and_told_what_else_is_kept():
    done = run("privacy", "erase", "--sender", "rest:ana")

    assert "2 échanges effacés du journal." in done.stdout.replace("\u202f", " ")
    assert "oubliée après 30 minutes de silence" in done.stdout
    assert "les réponses à ses messages, 15 minutes" in done.stdout.replace("\u202f", " ")
    assert json.loads(run("privacy", "export", "--sender", "rest:ana").stdout) == []
    assert len(json.loads(run("privacy", "export", "--sender", "rest:bob").stdout)) == 1


async def in_redis(url: str, work: Callable[[RedisStore], Awaitable[object]]) -> object:
    store = RedisStore(url)
    try:
        return await work(store)
    finally:
        await store.close()


def test_the_conversation_under_way_is_erased_from_redis(tmp_path, monkeypatch):
    with redis_server(tmp_path) as redis:
        monkeypatch.setenv("LAUREAT_REDIS_URL", redis.url)
        asyncio.run(in_redis(redis.url, lambda store: store.save("rest:ana", Conversation(reply="Sceaux"))))

        assert "est effacée de Redis" in run("privacy", "erase", "--sender", "rest:ana").stdout
        assert asyncio.run(in_redis(redis.url, lambda store: store.load("rest:ana"))) == Conversation()
        assert "n’avait pas de conversation" in run("privacy", "erase", "--sender", "rest:ana").stdout
    assert "Redis ne répond pas" in run("privacy", "erase", "--sender", "rest:ana").stdout


def test_the_conversation_under_way_is_erased_whether_the_journal_answers_or_not(tmp_path, monkeypatch):
    monkeypatch.setenv("LAUREAT_DATABASE_URL", "postgresql://ana@127.0.0.1:1/journal")
    with redis_server(tmp_path) as redis:
        monkeypatch.setenv("LAUREAT_REDIS_URL", redis.url)
        asyncio.run(in_redis(redis.url, lambda store: store.save("rest:ana", Conversation(reply="Sceaux"))))

        done = run("privacy", "erase", "--sender", "rest:ana")

        assert done.exit_code == 2
        assert "est effacée de Redis" in done.stdout
        assert "ne répond pas" in done.stderr
        assert asyncio.run(in_redis(redis.url, lambda store: store.load("rest:ana"))) == Conversation()


def test_where_there_is_no_journal_it_is_told_where_it_was_looked_for(tmp_path, monkeypatch):
    monkeypatch.delenv("LAUREAT_DATABASE_URL")
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "nowhere"))

    done = run("journal", "search")

    assert done.exit_code == 2
    assert f"{tmp_path}/nowhere/journal.sqlite n’existe pas" in done.stderr


def test_a_database_that_does_not_answer_is_told_without_its_password(monkeypatch):
    monkeypatch.setenv("LAUREAT_DATABASE_URL", "postgresql://ana:hush@127.0.0.1:1/journal")

    done = run("privacy", "export", "--sender", "rest:ana")

    assert done.exit_code == 2
    assert "ne répond pas" in done.stderr
    assert "hush" not in done.stderr


def test_without_a_command_the_commands_are_told():
    assert "Commandes" in run("journal", "--help").stdout
    assert "erase" in run("privacy", "--help").stdout
    assert "Il manque" in run("privacy", "erase").stderr
