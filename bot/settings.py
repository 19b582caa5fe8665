"""What one installation decides, read from the environment (`LAUREAT_…`)."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import environ

T = TypeVar("T")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class SettingsError(ValueError):
    """A setting has a value that cannot be used; the message says which, in French, and what it should be."""


class Setting(NamedTuple):
    """One setting as people read about it."""

    name: str
    """The environment variable."""
    default: str
    """Its value when the variable is absent or empty, in words where it depends on the installation."""
    description: str


def _setting(name: str, default: object, read: Callable[[str], T], description: str) -> Any:
    """Declare the variable `name`; `read` gets its text and raises ValueError, in French, when it makes no sense."""

    def convert(raw: object) -> T:
        try:
            return read(str(raw).strip())
        except ValueError as error:
            raise SettingsError(f"{name} = « {raw} » : {error}") from None

    return environ.var(default=default, name=name, converter=convert, help=description)


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) <= 12 and low <= int(text) <= high):
            raise ValueError(f"donnez un nombre entier de {low} à {high}.")
        return int(text)

    return read


def _host(text: str) -> str:
    if not text or any(character.isspace() or character in "/[]" for character in text):
        raise ValueError("donnez une adresse IP ou un nom de machine, sans « http:// » ni port.")
    return text


def _log_level(text: str) -> str:
    if text.upper() not in LOG_LEVELS:
        raise ValueError(f"choisissez {', '.join(LOG_LEVELS[:-1])} ou {LOG_LEVELS[-1]}.")
    return text.upper()


def _folder(name: str) -> Callable[[str], Path]:
    def read(text: str) -> Path:
        # A wheel carries its content inside the package; in a checkout it stands beside it.
        package = Path(__file__).resolve().parent
        shipped = package / name if (package / name).is_dir() else package.parent / name
        folder = Path(text).expanduser() if text else shipped
        if not folder.is_dir():
            raise ValueError(f"le dossier {folder} n’existe pas ; donnez le chemin d’un dossier {name}/.")
        return folder

    return read


@environ.config(prefix="LAUREAT", frozen=True)
class Settings:
    """The settings of one installation, checked and typed."""

    host: str = _setting("LAUREAT_HOST", "127.0.0.1", _host, "Adresse d’écoute ; 0.0.0.0 pour toutes les interfaces.")
    port: int = _setting("LAUREAT_PORT", 8080, _whole(0, 65535), "Port d’écoute ; 0 pour un port libre.")
    intents: Path = _setting("LAUREAT_INTENTS", "", _folder("intents"), "Dossier de ce qu’on peut demander.")
    knowledge: Path = _setting("LAUREAT_KNOWLEDGE", "", _folder("knowledge"), "Dossier de ce qui est su.")
    max_body: int = _setting(
        "LAUREAT_MAX_BODY", 65536, _whole(1024, 16 * 1024 * 1024), "Taille maximale du corps d’une requête, en octets."
    )
    conversation_minutes: int = _setting(
        "LAUREAT_CONVERSATION_MINUTES", 30, _whole(1, 1440), "Minutes de silence après lesquelles on ne se suit plus."
    )
    log_level: str = _setting("LAUREAT_LOG_LEVEL", "INFO", _log_level, f"Détail du journal : {', '.join(LOG_LEVELS)}.")


def load(variables: Mapping[str, str] = os.environ) -> Settings:
    """Settings from environment variables; an empty variable counts as absent.

    Raises SettingsError, whose message is for the person who set the variable.
    """
    return environ.to_config(Settings, {name: value for name, value in variables.items() if value.strip()})


def describe() -> tuple[Setting, ...]:
    """Every setting, in the order of Settings: what the README and `laureat serve --help` list."""
    declared: list[dict[str, Any]] = []

    def collect(entries: list[dict[str, Any]]) -> str:
        declared.extend(entries)
        return ""

    environ.generate_help(Settings, formatter=collect)
    return tuple(
        Setting(entry["var_name"], str(entry["default"]) or "celui livré avec Lauréat", entry["help_str"])
        for entry in declared
    )
