from pathlib import Path

import pytest

from bot import variables
from bot.settings import describe, load, unknown
from bot.variables import SettingsError

ROOT = Path(variables.__file__).parents[1]


def test_without_any_variable_it_serves_this_machine_with_the_content_of_the_checkout():
    loaded = load({})

    assert (loaded.host, loaded.port) == ("127.0.0.1", 8080)
    assert (loaded.intents, loaded.knowledge) == (ROOT / "intents", ROOT / "knowledge")
    assert (loaded.max_body, loaded.conversation_minutes, loaded.log_level) == (65536, 30, "INFO")


def test_every_variable_is_read(tmp_path):
    loaded = load(
        {
            "LAUREAT_HOST": "::1",
            "LAUREAT_PORT": " 9000 ",
            "LAUREAT_INTENTS": str(tmp_path),
            "LAUREAT_KNOWLEDGE": str(tmp_path),
            "LAUREAT_MAX_BODY": "2048",
            "LAUREAT_CONVERSATION_MINUTES": "5",
            "LAUREAT_LOG_LEVEL": "debug",
        }
    )

    assert (loaded.host, loaded.port) == ("::1", 9000)
    assert (loaded.intents, loaded.knowledge) == (tmp_path, tmp_path)
    assert (loaded.max_body, loaded.conversation_minutes, loaded.log_level) == (2048, 5, "DEBUG")


def test_the_process_environment_is_read_at_each_load(monkeypatch):
    monkeypatch.setenv("LAUREAT_PORT", "9000")

    assert load().port == 9000


def test_an_empty_variable_counts_as_absent():
    assert load({"LAUREAT_PORT": "", "LAUREAT_HOST": " ", "LAUREAT_INTENTS": ""}) == load({})


def test_content_inside_the_package_is_preferred(tmp_path, monkeypatch):
    (tmp_path / "bot" / "intents").mkdir(parents=True)
    (tmp_path / "bot" / "knowledge").mkdir()
    monkeypatch.setattr(variables, "__file__", str(tmp_path / "bot" / "variables.py"))

    assert load({}).intents == tmp_path / "bot" / "intents"


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("LAUREAT_PORT", "http", "un nombre entier de 0 à 65535"),
        ("LAUREAT_PORT", "65536", "un nombre entier de 0 à 65535"),
        ("LAUREAT_PORT", "-1", "un nombre entier de 0 à 65535"),
        ("LAUREAT_PORT", "8080.0", "un nombre entier de 0 à 65535"),
        ("LAUREAT_PORT", "٣", "un nombre entier de 0 à 65535"),
        ("LAUREAT_PORT", "9" * 5000, "un nombre entier de 0 à 65535"),
        ("LAUREAT_HOST", "http://localhost", "sans « http:// »"),
        ("LAUREAT_MAX_BODY", "64k", "un nombre entier"),
        ("LAUREAT_CONVERSATION_MINUTES", "0", "un nombre entier de 1"),
        ("LAUREAT_LOG_LEVEL", "beaucoup", "DEBUG, INFO, WARNING ou ERROR"),
        ("LAUREAT_INTENTS", "/nulle/part", "n’existe pas"),
        ("LAUREAT_KNOWLEDGE", __file__, "n’existe pas"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_with_its_variable_and_what_to_give(name, value, advice):
    with pytest.raises(SettingsError) as caught:
        load({name: value})

    assert name in str(caught.value)
    assert value in str(caught.value)
    assert advice in str(caught.value)


def test_the_list_of_settings_tells_each_variable_with_its_true_default():
    listed = describe()

    assert [setting.name for setting in listed][:3] == ["LAUREAT_HOST", "LAUREAT_PORT", "LAUREAT_WORKERS"]
    assert len({setting.name for setting in listed}) == len(listed)
    assert all(setting.description.endswith(".") for setting in listed)
    plain = {
        setting.name: setting.default
        for setting in listed
        if "livré" not in setting.default and setting.default != "aucun"
    }
    assert {"LAUREAT_INTENTS", "LAUREAT_REDIS_URL", "LAUREAT_SLACK_TOKEN"}.isdisjoint(plain)
    assert load(plain) == load({})


def test_a_file_may_hold_a_value(tmp_path):
    (tmp_path / "token").write_text("123:abc\n", "utf-8")

    loaded = load({"LAUREAT_TELEGRAM_TOKEN_FILE": str(tmp_path / "token")})

    assert loaded.channels.telegram_token == "123:abc"


def test_a_value_and_a_file_for_it_are_too_much(tmp_path):
    (tmp_path / "token").write_text("a", "utf-8")

    with pytest.raises(SettingsError, match="LAUREAT_SLACK_TOKEN ou LAUREAT_SLACK_TOKEN_FILE, pas les deux"):
        load({"LAUREAT_SLACK_TOKEN": "b", "LAUREAT_SLACK_TOKEN_FILE": str(tmp_path / "token")})


def test_a_file_that_cannot_be_read_is_told():
    with pytest.raises(SettingsError, match="LAUREAT_REDIS_URL_FILE = « /nulle/part » : ce fichier ne"):
        load({"LAUREAT_REDIS_URL_FILE": "/nulle/part"})


def test_several_secrets_hold_while_one_is_being_changed():
    loaded = load({"LAUREAT_META_APP_SECRET": "old, new", "LAUREAT_SLACK_SIGNING_SECRET": "old\nnew"})

    assert loaded.channels.meta_app_secret == loaded.channels.slack_signing_secret == (b"old", b"new")


def test_a_secret_that_cannot_be_used_is_not_shown():
    with pytest.raises(SettingsError) as caught:
        load({"LAUREAT_SLACK_TOKEN": "hush hush"})

    assert "LAUREAT_SLACK_TOKEN" in str(caught.value)
    assert "hush" not in str(caught.value)


def test_secrets_are_known_by_their_names():
    assert {setting.name for setting in describe() if setting.secret} >= {
        "LAUREAT_REDIS_URL",
        "LAUREAT_META_APP_SECRET",
        "LAUREAT_TEAMS_APP_PASSWORD",
        "LAUREAT_TELEGRAM_TOKEN",
    }


@pytest.mark.parametrize(
    "url",
    ["https://api.example", "https://api.example/", "http://127.0.0.1:8080", "http://localhost", "http://[::1]:1"],
)
def test_an_api_is_a_base_without_a_path_and_plain_http_only_on_this_machine(url):
    assert load({"LAUREAT_SLACK_API_URL": url}).channels.slack_api_url == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    [
        "http://api.example",
        "ftp://127.0.0.1",
        "https://api.example/v1",
        "https://me:secret@api.example",
        "https://api.example?a=1",
        "https://",
        "api.example",
        "http://127.0.0.1.evil.example",
        "https://a b",
    ],
)
def test_another_address_for_an_api_is_refused(url):
    with pytest.raises(SettingsError, match="sans chemin"):
        load({"LAUREAT_SLACK_API_URL": url})


def test_lists_are_names_separated_by_commas():
    loaded = load(
        {"LAUREAT_TEAMS_SERVICE_HOSTS": " a.example, b.example ,", "LAUREAT_TRUSTED_PROXIES": "10.0.0.0/8,::1"}
    )

    assert loaded.channels.teams_service_hosts == ("a.example", "b.example")
    assert [str(network) for network in loaded.trusted_proxies] == ["10.0.0.0/8", "::1/128"]


@pytest.mark.parametrize("origins", ["mairie.fr", "*", "https://mairie.fr/page", "ftp://mairie.fr", "https://a, b"])
def test_an_origin_is_a_scheme_and_a_host(origins):
    with pytest.raises(SettingsError, match="des origines complètes"):
        load({"LAUREAT_ALLOWED_ORIGINS": origins})


def test_origins_are_told_as_browsers_send_them():
    loaded = load({"LAUREAT_ALLOWED_ORIGINS": "https://mairie.fr/, http://127.0.0.1:8000"})

    assert loaded.allowed_origins == ("https://mairie.fr", "http://127.0.0.1:8000")


def test_a_misspelt_setting_is_found():
    assert unknown({"LAUREAT_TELGRAM_TOKEN": "a", "LAUREAT_SLACK_TOKEN_FILE": "b", "PATH": "c"}) == (
        "LAUREAT_TELGRAM_TOKEN",
    )
