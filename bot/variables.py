"""How the text of an environment variable becomes a value, and what is said in French when it cannot."""

import ipaddress
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import environ
from yarl import URL

T = TypeVar("T")
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
PACK = "subventions.yaml"
"""The description of published grants, in a folder that `laureat import` made."""


class SettingsError(ValueError):
    """A setting has a value that cannot be used; the message says which, in French, and what it should be."""


def is_secret(name: str) -> bool:
    """Whether the value of a variable is never shown."""
    # The address of a database may hold a password.
    return name.endswith(("_SECRET", "_TOKEN", "_PASSWORD", "_REDIS_URL", "_DATABASE_URL"))


def setting(name: str, default: object, read: Callable[[str], T], description: str) -> Any:
    """Declare the variable `name`; `read` gets its text and raises ValueError, in French, when it makes no sense."""

    def convert(raw: object) -> T:
        try:
            return read(str(raw).strip())
        except ValueError as error:
            raise SettingsError(f"{name}{'' if is_secret(name) else f' = « {raw} »'} : {error}") from None

    return environ.var(default=default, name=name, converter=convert, help=description)


def whole(low: int, high: int) -> Callable[[str], int]:
    """A whole number from `low` to `high`."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) <= 12 and low <= int(text) <= high):
            raise ValueError(f"donnez un nombre entier de {low} à {high}.")
        return int(text)

    return read


def host(text: str) -> str:
    """An IP address, or the name of a machine."""
    if not text or any(character.isspace() or character in "/[]" for character in text):
        raise ValueError("donnez une adresse IP ou un nom de machine, sans « http:// » ni port.")
    return text


def one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    """One of the `choices`, however its letters are written."""

    def read(text: str) -> str:
        for choice in choices:
            if text.casefold() == choice.casefold():
                return choice
        raise ValueError(f"choisissez {', '.join(choices[:-1])} ou {choices[-1]}.")

    return read


def yes(text: str) -> bool:
    """« oui » or « non »."""
    return one_of(("oui", "non"))(text) == "oui"


def names(text: str) -> tuple[str, ...]:
    """Names separated by commas."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def origins(text: str) -> tuple[str, ...]:
    """Origins of web pages, separated by commas."""
    found = tuple(name.rstrip("/") for name in names(text))
    for origin in found:
        try:
            url = URL(origin)
            good = url.scheme in ("https", "http") and str(url.origin()) == origin
        except ValueError:
            good = False
        if not good:
            raise ValueError("donnez des origines complètes, séparées par des virgules (https://ville.example).")
    return found


def networks(text: str) -> tuple[Network, ...]:
    """Addresses and networks, separated by commas."""
    try:
        return tuple(ipaddress.ip_network(name, strict=False) for name in names(text))
    except ValueError:
        raise ValueError("donnez des adresses ou des réseaux séparés par des virgules (10.0.0.0/8, ::1).") from None


def _secret(text: str) -> str:
    if any(character.isspace() for character in text):
        raise ValueError("donnez le secret sans espace ni retour à la ligne.")
    return text


def secrets(text: str) -> tuple[bytes, ...]:
    """Secrets separated by commas or lines."""
    return tuple(name.encode() for name in names(text.replace("\n", ",")))


def url(path: bool) -> Callable[[str], str]:
    """An `https:` address, or `http:` to this machine; with a path only where it may have one."""

    def read(text: str) -> str:
        if not text:
            return ""
        advice = (
            "donnez une adresse https:// complète"
            + ("" if path else ", sans chemin")
            + " (http:// n’est admis que vers 127.0.0.1)."
        )
        try:
            url = URL(text)
        except ValueError:
            raise ValueError(advice) from None
        safe = url.scheme == "https" or (url.scheme == "http" and is_loopback(url.host or ""))
        odd = url.user or url.query_string or url.fragment or any(character.isspace() for character in text)
        if not (safe and url.host) or odd or (url.path != "/" and not path):
            raise ValueError(advice)
        return text.rstrip("/")

    return read


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def redis(text: str) -> str:
    """The address of a Redis."""
    if text and URL(text).scheme not in ("redis", "rediss", "unix"):
        raise ValueError("donnez une adresse redis://…, rediss://… ou unix://….")
    return text


def database(text: str) -> str:
    """The address of a PostgreSQL or SQLite database."""
    scheme, _, rest = text.partition("://")
    if text and (scheme not in ("postgresql", "postgres", "sqlite") or not rest.strip("/")):
        raise ValueError("donnez une adresse postgresql://… ou sqlite:////chemin/du/fichier.")
    return text


def folder(name: str) -> Callable[[str], Path]:
    """A folder of contents; the one that Lauréat brings where none is given."""

    def read(text: str) -> Path:
        # A wheel carries its content inside the package; in a checkout it stands beside it.
        package = Path(__file__).resolve().parent
        shipped = package / name if (package / name).is_dir() else package.parent / name
        folder = Path(text).expanduser() if text else shipped
        if not folder.is_dir():
            raise ValueError(f"le dossier {folder} n’existe pas ; donnez le chemin d’un dossier {name}/.")
        return folder

    return read


def knowledge(text: str) -> tuple[Path, ...]:
    """Folders of what is known, separated by commas: one of records at most, the others that `laureat import` made."""
    folders = tuple(folder("knowledge")(name) for name in names(text)) or (folder("knowledge")(""),)
    if sum(not is_pack(given) for given in folders) > 1:
        raise ValueError("donnez un seul dossier de fiches ; les autres sont faits par « laureat import ».")
    return folders


def is_pack(path: Path) -> bool:
    """Whether `laureat import` made a folder."""
    return (path / PACK).is_file()


def store(text: str) -> Path | None:
    """A folder to write in."""
    if not text:
        return None
    folder = Path(text).expanduser()
    if not folder.is_dir():
        raise ValueError(f"le dossier {folder} n’existe pas ; créez-le, lisible de Lauréat seul.")
    return folder


def accounts(text: str) -> Path | None:
    """A file in a folder that exists."""
    if not text:
        return None
    path = Path(text).expanduser()
    if not path.parent.is_dir():
        raise ValueError(f"le dossier {path.parent} n’existe pas ; créez-le, lisible de Lauréat seul.")
    return path


def address(text: str) -> tuple[str, int] | None:
    """An address and a port."""
    if not text:
        return None
    name, _, port = text.rpartition(":")
    try:
        return host(name.removeprefix("[").removesuffix("]")), whole(0, 65535)(port)
    except ValueError:
        raise ValueError("donnez une adresse et un port (127.0.0.1:8081, [::1]:8081).") from None


def secret_setting(name: str, description: str) -> Any:
    """A setting whose value is one secret."""
    return setting(name, "", _secret, description)


def rotating_setting(name: str, description: str) -> Any:
    """A secret that proves where requests come from: several at once while it is being changed."""
    return setting(name, "", secrets, description)


def text_setting(name: str, description: str) -> Any:
    """A setting of any text."""
    return setting(name, "", str, description)


def api_setting(name: str, default: str, description: str) -> Any:
    """A setting that is the address of a server."""
    return setting(name, default, url(path=False), description)
