import os
import pty
import stat
import subprocess
import sys
from contextlib import suppress

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.console.accounts import Accounts, AccountsError

GOOD = "douze lettres et plus"


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setenv("LAUREAT_CONSOLE_ACCOUNTS", str(tmp_path / "comptes"))
    return tmp_path / "comptes"


def laureat(*arguments: str, typed: str | bytes = ""):
    return CliRunner().invoke(main, ["console", "user", *arguments], input=typed, prog_name="laureat")


def test_the_command_adds_lists_and_removes(path):
    assert laureat("add", "marie", "--role", "édition", typed=f"{GOOD}\n").exit_code == 0
    assert laureat("add", "paul", typed=f"{GOOD}\n").output == "paul peut entrer dans la console (lecture).\n"
    assert laureat("list").output == "marie (édition)\npaul (lecture)\n"
    assert laureat("remove", "paul").exit_code == 0
    assert laureat("list").output == "marie (édition)\n"
    assert "Aucun compte ne s’appelle « paul »" in laureat("remove", "paul").output


def test_the_file_is_for_lauréat_alone_and_holds_no_password(path):
    laureat("add", "marie", typed=f"{GOOD}\n")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert GOOD not in path.read_text()
    assert "marie:lecture:$argon2id$" in path.read_text()


def test_accounts_added_at_the_same_time_are_all_kept(path):
    names = [f"agent{number}" for number in range(6)]
    add = [sys.executable, "-m", "bot", "console", "user", "add"]
    started = [subprocess.Popen([*add, name], stdin=subprocess.PIPE, text=True) for name in names]
    for one in started:
        one.stdin.write(f"{GOOD}\n")
        one.stdin.flush()
    for one in started:
        one.communicate(timeout=120)

    assert [account.name for account in Accounts(path).every().values()] == names


def test_a_prompt_left_by_ctrl_c_changes_nothing_and_says_so(path):
    # Ctrl-C goes to those whose terminal it is.
    add = ["setsid", "--ctty", sys.executable, "-m", "bot", "console", "user", "add", "marie"]
    terminal, end = pty.openpty()
    started = subprocess.Popen(add, stdin=end, stdout=end, stderr=end)
    os.close(end)
    shown = b""
    while b"Mot de passe" not in shown:
        shown += os.read(terminal, 1000)
    os.write(terminal, b"\x03")
    with suppress(OSError):
        while part := os.read(terminal, 1000):
            shown += part
    os.close(terminal)

    assert started.wait(60) == 130
    assert shown.decode().endswith("Abandonné.\r\n")
    assert not path.exists()


def test_a_password_that_is_not_utf_8_is_told(path):
    result = laureat("add", "marie", typed="mot de passe en été\n".encode("latin-1"))

    assert result.exit_code == 2
    assert "UTF-8" in result.output
    assert not path.exists()


def test_a_name_is_one_in_capitals_or_not(path):
    laureat("add", "marie", typed=f"{GOOD}\n")
    laureat("add", "MARIE", "--role", "édition", typed=f"{GOOD} encore\n")

    assert laureat("list").output == "MARIE (édition)\n"
    assert Accounts(path).prove("Marie", f"{GOOD} encore").role == "édition"
    assert laureat("remove", "mArie").exit_code == 0
    assert laureat("list").output == ""


def test_two_lines_of_one_name_are_told(path):
    laureat("add", "marie", typed=f"{GOOD}\n")
    path.write_text(path.read_text() + path.read_text().replace("marie", "MARIE"))

    with pytest.raises(AccountsError, match="ligne 2 : « MARIE » y est déjà"):
        Accounts(path).every()


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("marie", "onzelettres"),
        ("a:b", GOOD),
        ("", GOOD),
        ("a\nb", GOOD),
        ("-h", GOOD),
        ("m", "une phrase " * 19),
        ("marie", "aaaaaaaaaaaa"),
        ("marie", "121212121212"),
        ("marie.dupont", "Marie.Dupont2026"),
        ("marie", "mariemariemarie"),
    ],
)
def test_what_would_be_weak_or_break_the_file_is_refused(path, name, password):
    with pytest.raises(AccountsError):
        Accounts(path).add(name, "lecture", password)
    assert not path.exists()


def test_an_account_is_proved_by_its_password_only(path):
    accounts = Accounts(path)
    accounts.add("marie", "édition", GOOD)

    assert accounts.prove("marie", GOOD).role == "édition"
    assert accounts.prove("marie", f"{GOOD} ") is None
    assert accounts.prove("nobody", GOOD) is None


def test_an_unknown_name_costs_a_check_as_a_known_one_does(path, monkeypatch):
    accounts = Accounts(path)
    accounts.add("marie", "édition", GOOD)
    checked = []
    monkeypatch.setattr("bot.console.accounts.Account.is_proved_by", lambda one, _: checked.append(one.hash[:31]))

    for name in ("marie", "nobody"):
        accounts.prove(name, "wrong")

    # The same algorithm with the same parameters, whoever it is.
    assert len(checked) == 2
    assert checked[0] == checked[1]
    assert checked[0].startswith("$argon2id$v=19$m=65536")


def test_a_line_that_is_no_account_is_told(path):
    path.write_text("marie:maître:$argon2id$\n")

    with pytest.raises(AccountsError, match="ligne 1"):
        Accounts(path).every()


def test_without_a_file_named_the_command_says_which_setting():
    assert "LAUREAT_CONSOLE_ACCOUNTS" in laureat("list").output
