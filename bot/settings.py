"""What one installation decides, read from the environment (`LAUREAT_…`)."""

import ipaddress
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import environ
from yarl import URL

T = TypeVar("T")
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOG_FORMATS = ("json", "texte")
_UNSET = dict.fromkeys(("LAUREAT_INTENTS", "LAUREAT_KNOWLEDGE"), "celui livré avec Lauréat")
FILE = "_FILE"
"""What ends the name of a variable that names a file holding the value of another (Docker and Kubernetes secrets)."""


class SettingsError(ValueError):
    """A setting has a value that cannot be used; the message says which, in French, and what it should be."""


class Setting(NamedTuple):
    """One setting as people read about it."""

    name: str
    """The environment variable."""
    default: str
    """Its value when the variable is absent or empty, in words where it depends on the installation."""
    description: str

    @property
    def secret(self) -> bool:
        """Whether its value is never shown."""
        return _is_secret(self.name)


def _is_secret(name: str) -> bool:
    # The address of a database may hold a password.
    return name.endswith(("_SECRET", "_TOKEN", "_PASSWORD", "_REDIS_URL", "_DATABASE_URL"))


def _setting(name: str, default: object, read: Callable[[str], T], description: str) -> Any:
    """Declare the variable `name`; `read` gets its text and raises ValueError, in French, when it makes no sense."""

    def convert(raw: object) -> T:
        try:
            return read(str(raw).strip())
        except ValueError as error:
            raise SettingsError(f"{name}{'' if _is_secret(name) else f' = « {raw} »'} : {error}") from None

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


def _one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        for choice in choices:
            if text.casefold() == choice.casefold():
                return choice
        raise ValueError(f"choisissez {', '.join(choices[:-1])} ou {choices[-1]}.")

    return read


def _yes(text: str) -> bool:
    return _one_of(("oui", "non"))(text) == "oui"


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _origins(text: str) -> tuple[str, ...]:
    origins = tuple(name.rstrip("/") for name in _names(text))
    for origin in origins:
        try:
            url = URL(origin)
            good = url.scheme in ("https", "http") and str(url.origin()) == origin
        except ValueError:
            good = False
        if not good:
            raise ValueError("donnez des origines complètes, séparées par des virgules (https://ville.example).")
    return origins


def _networks(text: str) -> tuple[Network, ...]:
    try:
        return tuple(ipaddress.ip_network(name, strict=False) for name in _names(text))
    except ValueError:
        raise ValueError("donnez des adresses ou des réseaux séparés par des virgules (10.0.0.0/8, ::1).") from None


def _secret(text: str) -> str:
    if any(character.isspace() for character in text):
        raise ValueError("donnez le secret sans espace ni retour à la ligne.")
    return text


def _secrets(text: str) -> tuple[bytes, ...]:
    return tuple(name.encode() for name in _names(text.replace("\n", ",")))


def _url(path: bool) -> Callable[[str], str]:
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


def _redis(text: str) -> str:
    if text and URL(text).scheme not in ("redis", "rediss", "unix"):
        raise ValueError("donnez une adresse redis://…, rediss://… ou unix://….")
    return text


def _database(text: str) -> str:
    scheme, _, rest = text.partition("://")
    if text and (scheme not in ("postgresql", "postgres", "sqlite") or not rest.strip("/")):
        raise ValueError("donnez une adresse postgresql://… ou sqlite:////chemin/du/fichier.")
    return text


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


def _store(text: str) -> Path | None:
    if not text:
        return None
    folder = Path(text).expanduser()
    if not folder.is_dir():
        raise ValueError(f"le dossier {folder} n’existe pas ; créez-le, lisible de Lauréat seul.")
    return folder


def _accounts(text: str) -> Path | None:
    if not text:
        return None
    path = Path(text).expanduser()
    if not path.parent.is_dir():
        raise ValueError(f"le dossier {path.parent} n’existe pas ; créez-le, lisible de Lauréat seul.")
    return path


def _address(text: str) -> tuple[str, int] | None:
    if not text:
        return None
    host, _, port = text.rpartition(":")
    try:
        return _host(host.removeprefix("[").removesuffix("]")), _whole(0, 65535)(port)
    except ValueError:
        raise ValueError("donnez une adresse et un port (127.0.0.1:8081, [::1]:8081).") from None


def _secret_setting(name: str, description: str) -> Any:
    return _setting(name, "", _secret, description)


def _rotating(name: str, description: str) -> Any:
    """A secret that proves where requests come from: several at once while it is being changed."""
    return _setting(name, "", _secrets, description)


def _text(name: str, description: str) -> Any:
    return _setting(name, "", str, description)


def _api(name: str, default: str, description: str) -> Any:
    return _setting(name, default, _url(path=False), description)


@environ.config(prefix="LAUREAT", frozen=True)
class Channels:
    """What each messaging platform needs; a channel is on when all that it requires is set."""

    callback_url: str = _setting(
        "LAUREAT_CALLBACK_URL", "", _url(path=True), "Où le canal callback envoie ses réponses."
    )
    meta_app_secret: tuple[bytes, ...] = _rotating("LAUREAT_META_APP_SECRET", "Clé secrète de l’application Meta.")
    meta_verify_token: str = _secret_setting("LAUREAT_META_VERIFY_TOKEN", "Jeton de vérification choisi chez Meta.")
    messenger_page_token: str = _secret_setting("LAUREAT_MESSENGER_PAGE_TOKEN", "Jeton d’accès de la page Facebook.")
    whatsapp_token: str = _secret_setting("LAUREAT_WHATSAPP_TOKEN", "Jeton d’accès de WhatsApp Cloud.")
    whatsapp_phone_id: str = _text("LAUREAT_WHATSAPP_PHONE_ID", "Identifiant du numéro de WhatsApp.")
    meta_api_url: str = _api("LAUREAT_META_API_URL", "https://graph.facebook.com", "Interface de Meta.")
    telegram_token: str = _secret_setting("LAUREAT_TELEGRAM_TOKEN", "Jeton du robot Telegram.")
    telegram_secret: tuple[bytes, ...] = _rotating("LAUREAT_TELEGRAM_SECRET", "Le secret_token donné à setWebhook.")
    telegram_api_url: str = _api("LAUREAT_TELEGRAM_API_URL", "https://api.telegram.org", "Interface de Telegram.")
    twilio_account_sid: str = _text(
        "LAUREAT_TWILIO_ACCOUNT_SID", "Compte Twilio ; absent : réponse immédiate en TwiML."
    )
    twilio_auth_token: tuple[bytes, ...] = _rotating("LAUREAT_TWILIO_AUTH_TOKEN", "Jeton du compte Twilio.")
    twilio_api_url: str = _api("LAUREAT_TWILIO_API_URL", "https://api.twilio.com", "Interface de Twilio.")
    sms_gsm7: bool = _setting(
        "LAUREAT_SMS_GSM7", "oui", _yes, "SMS dans l’alphabet GSM-7 quand rien ne s’y perd : oui ou non."
    )
    slack_signing_secret: tuple[bytes, ...] = _rotating("LAUREAT_SLACK_SIGNING_SECRET", "Secret de signature de Slack.")
    slack_token: str = _secret_setting("LAUREAT_SLACK_TOKEN", "Jeton du robot Slack (xoxb-…).")
    slack_api_url: str = _api("LAUREAT_SLACK_API_URL", "https://slack.com", "Interface de Slack.")
    teams_app_id: str = _text("LAUREAT_TEAMS_APP_ID", "Identifiant de l’application Teams.")
    teams_app_password: str = _secret_setting("LAUREAT_TEAMS_APP_PASSWORD", "Mot de passe de l’application Teams.")
    teams_openid_url: str = _setting(
        "LAUREAT_TEAMS_OPENID_URL",
        "https://login.botframework.com/v1/.well-known/openidconfiguration",
        _url(path=True),
        "Où Bot Framework publie ses clés.",
    )
    teams_token_url: str = _setting(
        "LAUREAT_TEAMS_TOKEN_URL",
        "https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token",
        _url(path=True),
        "Où demander le jeton de réponse.",
    )
    teams_service_hosts: tuple[str, ...] = _setting(
        "LAUREAT_TEAMS_SERVICE_HOSTS",
        "smba.trafficmanager.net",
        _names,
        "Machines de Teams à qui l’on répond, séparées par des virgules.",
    )
    mattermost_token: tuple[bytes, ...] = _rotating(
        "LAUREAT_MATTERMOST_TOKEN", "Jetons de la commande et du webhook sortant de Mattermost."
    )
    matrix_homeserver_url: str = _api("LAUREAT_MATRIX_HOMESERVER_URL", "", "Serveur Matrix.")
    matrix_hs_token: tuple[bytes, ...] = _rotating("LAUREAT_MATRIX_HS_TOKEN", "hs_token du service d’application.")
    matrix_as_token: str = _secret_setting("LAUREAT_MATRIX_AS_TOKEN", "as_token du service d’application.")
    matrix_user: str = _text("LAUREAT_MATRIX_USER", "Compte Matrix ou Tchap du robot (@robot:serveur).")
    matrix_password: str = _secret_setting("LAUREAT_MATRIX_PASSWORD", "Mot de passe de ce compte.")
    matrix_store: Path | None = _setting(
        "LAUREAT_MATRIX_STORE",
        "",
        _store,
        "Dossier, à protéger, des clés de ce compte ; absent : elles sont perdues à l’arrêt.",
    )
    alexa_skill_id: str = _text("LAUREAT_ALEXA_SKILL_ID", "Identifiant de la skill Alexa.")
    chatwoot_url: str = _api("LAUREAT_CHATWOOT_URL", "", "Serveur Chatwoot.")
    chatwoot_token: str = _secret_setting("LAUREAT_CHATWOOT_TOKEN", "Jeton d’accès du robot Chatwoot.")
    chatwoot_secret: tuple[bytes, ...] = _rotating("LAUREAT_CHATWOOT_SECRET", "Secret de signature du robot Chatwoot.")
    chatwoot_account_id: str = _text("LAUREAT_CHATWOOT_ACCOUNT_ID", "Numéro du compte Chatwoot.")


@environ.config(prefix="LAUREAT", frozen=True)
class Console:
    """The staff's console: off until it is told who may enter."""

    console_accounts: Path | None = _setting(
        "LAUREAT_CONSOLE_ACCOUNTS",
        "",
        _accounts,
        "Fichier des comptes de la console, que « laureat console user add » écrit.",
    )
    console_oidc_issuer: str = _setting(
        "LAUREAT_CONSOLE_OIDC_ISSUER",
        "",
        _url(path=True),
        "Fournisseur d’identité (OpenID Connect, ProConnect) de la console.",
    )
    console_oidc_client_id: str = _text("LAUREAT_CONSOLE_OIDC_CLIENT_ID", "Identifiant de la console chez lui.")
    console_oidc_client_secret: str = _secret_setting(
        "LAUREAT_CONSOLE_OIDC_CLIENT_SECRET", "Secret de la console chez lui."
    )
    console_oidc_scope: str = _setting(
        "LAUREAT_CONSOLE_OIDC_SCOPE",
        "openid email profile",
        str,
        "Ce qu’on lui demande ; à ProConnect : openid email given_name usual_name.",
    )
    console_oidc_acr: str = _text("LAUREAT_CONSOLE_OIDC_ACR", "Niveau d’identification exigé (acr_values).")
    console_readers: tuple[str, ...] = _setting(
        "LAUREAT_CONSOLE_READERS",
        "",
        _names,
        "Qui, chez lui, peut lire : adresses, domaines (@ville.example) ou attributs (groupe=accueil).",
    )
    console_editors: tuple[str, ...] = _setting(
        "LAUREAT_CONSOLE_EDITORS", "", _names, "Qui, chez lui, peut aussi changer les contenus ; de même."
    )
    console_address: tuple[str, int] | None = _setting(
        "LAUREAT_CONSOLE_ADDRESS",
        "",
        _address,
        "Adresse et port où la console est seule (127.0.0.1:8081) ; absente : avec le reste.",
    )
    console_url: str = _api("LAUREAT_CONSOLE_URL", "", "Adresse publique de la console ; absente : LAUREAT_PUBLIC_URL.")


@environ.config(prefix="LAUREAT", frozen=True)
class Settings:
    """The settings of one installation, checked and typed."""

    host: str = _setting("LAUREAT_HOST", "127.0.0.1", _host, "Adresse d’écoute ; 0.0.0.0 pour toutes les interfaces.")
    port: int = _setting("LAUREAT_PORT", 8080, _whole(0, 65535), "Port d’écoute ; 0 pour un port libre.")
    workers: int = _setting("LAUREAT_WORKERS", 1, _whole(1, 64), "Nombre de processus qui répondent.")
    intents: Path = _setting("LAUREAT_INTENTS", "", _folder("intents"), "Dossier de ce qu’on peut demander.")
    knowledge: Path = _setting("LAUREAT_KNOWLEDGE", "", _folder("knowledge"), "Dossier de ce qui est su.")
    max_body: int = _setting(
        "LAUREAT_MAX_BODY",
        65536,
        _whole(1024, 16 * 1024 * 1024),
        "Taille maximale du corps d’une requête du canal REST, en octets.",
    )
    conversation_minutes: int = _setting(
        "LAUREAT_CONVERSATION_MINUTES", 30, _whole(1, 1440), "Minutes de silence après lesquelles on ne se suit plus."
    )
    rate_limit: int = _setting(
        "LAUREAT_RATE_LIMIT",
        60,
        _whole(0, 100_000),
        "Messages par minute et par personne ; par adresse, dix fois plus, et moitié moins d’images à dessiner ; "
        "0 : sans limite.",
    )
    redis_url: str = _setting(
        "LAUREAT_REDIS_URL", "", _redis, "Redis, où plusieurs serveurs partagent leur état ; absent : en mémoire."
    )
    journal: bool = _setting(
        "LAUREAT_JOURNAL", "oui", _yes, "Journal des échanges, masqués et sous pseudonyme : oui ou non."
    )
    database_url: str = _setting(
        "LAUREAT_DATABASE_URL",
        "",
        _database,
        "Base de ce journal (postgresql://…, sqlite:////…) ; absente : SQLite, dans le dossier d’état.",
    )
    journal_days: int = _setting(
        "LAUREAT_JOURNAL_DAYS", 90, _whole(1, 3650), "Jours pendant lesquels ce journal garde les textes."
    )
    journal_months: int = _setting(
        "LAUREAT_JOURNAL_MONTHS", 13, _whole(1, 240), "Mois pendant lesquels il garde les comptes, par jour."
    )
    stop_delay: int = _setting(
        "LAUREAT_STOP_DELAY",
        0,
        _whole(0, 60),
        "Secondes pendant lesquelles on répond encore, une fois prié de s’arrêter.",
    )
    public_url: str = _api(
        "LAUREAT_PUBLIC_URL", "", "Adresse publique du serveur : sites et plateformes y prennent les images."
    )
    trusted_proxies: tuple[Network, ...] = _setting(
        "LAUREAT_TRUSTED_PROXIES",
        "",
        _networks,
        "Adresses des mandataires dont on croit X-Forwarded-For, -Proto et -Host.",
    )
    allowed_origins: tuple[str, ...] = _setting(
        "LAUREAT_ALLOWED_ORIGINS", "", _origins, "Sites dont les pages peuvent appeler le canal REST (CORS)."
    )
    log_level: str = _setting(
        "LAUREAT_LOG_LEVEL", "INFO", _one_of(LOG_LEVELS), f"Détail du journal technique : {', '.join(LOG_LEVELS)}."
    )
    log_format: str = _setting(
        "LAUREAT_LOG_FORMAT", "json", _one_of(LOG_FORMATS), f"Forme du journal technique : {' ou '.join(LOG_FORMATS)}."
    )
    console: Console = environ.group(Console)
    channels: Channels = environ.group(Channels)


def load(variables: Mapping[str, str] = os.environ) -> Settings:
    """Settings from environment variables; an empty variable counts as absent, `X_FILE` names a file that holds `X`.

    Raises SettingsError, whose message is for the person who set the variable.
    """
    given = {name: value for name, value in variables.items() if value.strip()}
    for setting in describe():
        path = given.get(setting.name + FILE)
        if path is None:
            continue
        if setting.name in given:
            raise SettingsError(f"Donnez {setting.name} ou {setting.name}{FILE}, pas les deux.")
        try:
            given[setting.name] = Path(path).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(
                f"{setting.name}{FILE} = « {path} » : ce fichier ne peut pas être lu ({error})."
            ) from None
    return environ.to_config(Settings, {name: value for name, value in given.items() if value})


def unknown(variables: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The variables that look like settings and are none: misspelt, most often."""
    names = {setting.name for setting in describe()}
    known = names | {name + FILE for name in names}
    return tuple(sorted(name for name in variables if name.startswith("LAUREAT_") and name not in known))


def describe() -> tuple[Setting, ...]:
    """Every setting, in the order of Settings: what the README and `laureat serve --help` list."""
    declared: list[dict[str, Any]] = []

    def collect(entries: list[dict[str, Any]]) -> str:
        declared.extend(entries)
        return ""

    environ.generate_help(Settings, formatter=collect)
    return tuple(
        Setting(entry["var_name"], str(entry["default"]) or _UNSET.get(entry["var_name"], "aucun"), entry["help_str"])
        for entry in declared
    )
