from pathlib import Path

import pytest

from bot import settings
from bot.settings import SettingsError, describe, load

ROOT = Path(settings.__file__).parents[1]


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
    monkeypatch.setattr(settings, "__file__", str(tmp_path / "bot" / "settings.py"))

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

    assert [setting.name for setting in listed] == [
        "LAUREAT_HOST",
        "LAUREAT_PORT",
        "LAUREAT_INTENTS",
        "LAUREAT_KNOWLEDGE",
        "LAUREAT_MAX_BODY",
        "LAUREAT_CONVERSATION_MINUTES",
        "LAUREAT_LOG_LEVEL",
    ]
    assert all(setting.description.endswith(".") for setting in listed)
    plain = {setting.name: setting.default for setting in listed if "livré" not in setting.default}
    assert set(plain) == {setting.name for setting in listed} - {"LAUREAT_INTENTS", "LAUREAT_KNOWLEDGE"}
    assert load(plain) == load({})
