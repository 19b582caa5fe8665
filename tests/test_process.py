"""`laureat serve` as operators run it: real processes, real signals."""

import os
import signal
import subprocess
import sys
import urllib.error

import pytest

from tests.services import Served, redis_server, serving, until


def test_one_process_answers_and_ends_when_told_to(tmp_path):
    with serving(tmp_path) as served:
        assert "Sceaux" in served.ask("Quel projet à Sceaux ?")
        assert served.get("/readyz") == '{"status":"ok"}'


def test_what_a_server_has_no_use_for_is_not_imported():
    # They take longer to import than all the rest.
    heavy = ("sqlalchemy", "duckdb", "phonenumbers", "redis")
    asked = f"import sys, bot.process; print([name for name in {heavy} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


@pytest.mark.parametrize("shared", [False, True], ids=["alone", "redis"])
def test_workers_answer_as_one(tmp_path, garden, shared):
    with redis_server(tmp_path) as redis:
        variables = {"LAUREAT_REDIS_URL": redis.url} if shared else {}
        with serving(tmp_path, LAUREAT_WORKERS="2", **variables) as served:
            assert len(served.workers()) == 2
            for number in range(20):
                sender = f"ana-{number}"
                assert "compost" in served.ask("Quel projet à Pantin ?", sender)
                assert "ruches" in served.ask("Et Vincennes ?", sender)
            total = [line for line in served.get("/metrics").splitlines() if 'outcome="answered"' in line]
            assert total == ['laureat_messages_total{channel="rest",outcome="answered"} 40.0']


def test_a_worker_that_dies_is_replaced(tmp_path, garden):
    with serving(tmp_path, LAUREAT_WORKERS="2") as served:
        victim = served.workers()[0]
        os.kill(victim, signal.SIGKILL)

        until(lambda: victim not in served.workers() and len(served.workers()) == 2)
        until(lambda: all(works(served) for _ in range(5)))
        assert served.said("a worker ended with code -9")


def works(served: Served) -> bool:
    try:
        return "compost" in served.ask("Quel projet à Pantin ?")
    except (urllib.error.URLError, ConnectionError):
        return False


NEW = """
vocabulaire:
  essai:
    noms: [essai municipal]

intents:
  essai:
    titre: l’essai municipal
    issue: unknown
    regles:
      - essai
    reponse: >-
      L’essai municipal est réussi.
    exemples:
      - {dit: "essai municipal", contient: [réussi]}
"""


@pytest.mark.parametrize("workers", ["1", "2"])
def test_new_content_is_taken_up_on_sighup_and_bad_content_is_not(tmp_path, garden, workers):
    with serving(tmp_path, LAUREAT_WORKERS=workers) as served:
        assert "réussi" not in served.ask("essai municipal")
        garden.add("intents/essai.yaml", NEW)
        garden.change("knowledge/pages/confidentialite.md", "# Données", "# Vos données")
        served.process.send_signal(signal.SIGHUP)
        until(lambda: all("réussi" in served.ask("essai municipal") for _ in range(8)), 60)
        assert all("<h1>Vos données" in served.get("/confidentialite") for _ in range(8))

        garden.change("intents/essai.yaml", "regles:", "regle:")
        served.process.send_signal(signal.SIGHUP)
        until(lambda: served.said("clé inconnue « regle »"), 60)
        assert "réussi" in served.ask("essai municipal")


def test_watched_content_is_taken_up_by_itself(tmp_path, garden):
    with serving(tmp_path, "--watch") as served:
        garden.add("intents/essai.yaml", NEW)
        until(lambda: "réussi" in served.ask("essai municipal"), 60)


def test_the_journal_is_json_and_holds_neither_messages_nor_people(tmp_path, garden):
    with serving(tmp_path, LAUREAT_LOG_LEVEL="DEBUG") as served:
        served.ask("Quel projet à Pantin ?", "ana-42")
        served.process.send_signal(signal.SIGHUP)
        until(lambda: served.said("new content"), 60)

    assert {"time", "level", "logger", "process", "message"} <= set(served.journal[0])
    written = (tmp_path / "journal").read_text("utf-8")
    assert "Pantin ?" not in written
    assert "ana-42" not in written


def test_a_port_that_is_taken_is_told_before_any_worker_starts(tmp_path, garden):
    with serving(tmp_path) as served:
        port = served.url.rpartition(":")[2]
        environment = {**os.environ, "LAUREAT_PORT": port, "LAUREAT_WORKERS": "2"}
        second = subprocess.run(
            [sys.executable, "-m", "bot", "serve"], env=environment, capture_output=True, text=True, timeout=60
        )

    assert second.returncode == 2
    assert "un autre programme l’occupe" in second.stderr
