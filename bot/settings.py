"""What one installation decides, read from the environment (`LAUREAT_…`)."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import environ

from bot import variables as var
from bot.variables import Network, SettingsError

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOG_FORMATS = ("json", "texte")
_UNSET = dict.fromkeys(("LAUREAT_INTENTS", "LAUREAT_KNOWLEDGE"), "celui livré avec Lauréat")
FILE = "_FILE"
"""What ends the name of a variable that names a file holding the value of another (Docker and Kubernetes secrets)."""


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
        return var.is_secret(self.name)


@environ.config(prefix="LAUREAT", frozen=True)
class Channels:
    """What each messaging platform needs; a channel is on when all that it requires is set."""

    callback_url: str = var.setting(
        "LAUREAT_CALLBACK_URL", "", var.url(path=True), "Où le canal callback envoie ses réponses."
    )
    meta_app_secret: tuple[bytes, ...] = var.rotating_setting(
        "LAUREAT_META_APP_SECRET", "Clé secrète de l’application Meta."
    )
    meta_verify_token: str = var.secret_setting("LAUREAT_META_VERIFY_TOKEN", "Jeton de vérification choisi chez Meta.")
    messenger_page_token: str = var.secret_setting("LAUREAT_MESSENGER_PAGE_TOKEN", "Jeton d’accès de la page Facebook.")
    whatsapp_token: str = var.secret_setting("LAUREAT_WHATSAPP_TOKEN", "Jeton d’accès de WhatsApp Cloud.")
    whatsapp_phone_id: str = var.text_setting("LAUREAT_WHATSAPP_PHONE_ID", "Identifiant du numéro de WhatsApp.")
    meta_api_url: str = var.api_setting("LAUREAT_META_API_URL", "https://graph.facebook.com", "Interface de Meta.")
    telegram_token: str = var.secret_setting("LAUREAT_TELEGRAM_TOKEN", "Jeton du robot Telegram.")
    telegram_secret: tuple[bytes, ...] = var.rotating_setting(
        "LAUREAT_TELEGRAM_SECRET", "Le secret_token donné à setWebhook."
    )
    telegram_api_url: str = var.api_setting(
        "LAUREAT_TELEGRAM_API_URL", "https://api.telegram.org", "Interface de Telegram."
    )
    twilio_account_sid: str = var.text_setting(
        "LAUREAT_TWILIO_ACCOUNT_SID", "Compte Twilio ; absent : réponse immédiate en TwiML."
    )
    twilio_auth_token: tuple[bytes, ...] = var.rotating_setting("LAUREAT_TWILIO_AUTH_TOKEN", "Jeton du compte Twilio.")
    twilio_api_url: str = var.api_setting("LAUREAT_TWILIO_API_URL", "https://api.twilio.com", "Interface de Twilio.")
    sms_gsm7: bool = var.setting(
        "LAUREAT_SMS_GSM7", "oui", var.yes, "SMS dans l’alphabet GSM-7 quand rien ne s’y perd : oui ou non."
    )
    slack_signing_secret: tuple[bytes, ...] = var.rotating_setting(
        "LAUREAT_SLACK_SIGNING_SECRET", "Secret de signature de Slack."
    )
    slack_token: str = var.secret_setting("LAUREAT_SLACK_TOKEN", "Jeton du robot Slack (xoxb-…).")
    slack_api_url: str = var.api_setting("LAUREAT_SLACK_API_URL", "https://slack.com", "Interface de Slack.")
    teams_app_id: str = var.text_setting("LAUREAT_TEAMS_APP_ID", "Identifiant de l’application Teams.")
    teams_app_password: str = var.secret_setting("LAUREAT_TEAMS_APP_PASSWORD", "Mot de passe de l’application Teams.")
    teams_openid_url: str = var.setting(
        "LAUREAT_TEAMS_OPENID_URL",
        "https://login.botframework.com/v1/.well-known/openidconfiguration",
        var.url(path=True),
        "Où Bot Framework publie ses clés.",
    )
    teams_token_url: str = var.setting(
        "LAUREAT_TEAMS_TOKEN_URL",
        "https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token",
        var.url(path=True),
        "Où demander le jeton de réponse.",
    )
    teams_service_hosts: tuple[str, ...] = var.setting(
        "LAUREAT_TEAMS_SERVICE_HOSTS",
        "smba.trafficmanager.net",
        var.names,
        "Machines de Teams à qui l’on répond, séparées par des virgules.",
    )
    mattermost_token: tuple[bytes, ...] = var.rotating_setting(
        "LAUREAT_MATTERMOST_TOKEN", "Jetons de la commande et du webhook sortant de Mattermost."
    )
    matrix_homeserver_url: str = var.api_setting("LAUREAT_MATRIX_HOMESERVER_URL", "", "Serveur Matrix.")
    matrix_hs_token: tuple[bytes, ...] = var.rotating_setting(
        "LAUREAT_MATRIX_HS_TOKEN", "hs_token du service d’application."
    )
    matrix_as_token: str = var.secret_setting("LAUREAT_MATRIX_AS_TOKEN", "as_token du service d’application.")
    matrix_user: str = var.text_setting("LAUREAT_MATRIX_USER", "Compte Matrix ou Tchap du robot (@robot:serveur).")
    matrix_password: str = var.secret_setting("LAUREAT_MATRIX_PASSWORD", "Mot de passe de ce compte.")
    matrix_store: Path | None = var.setting(
        "LAUREAT_MATRIX_STORE",
        "",
        var.store,
        "Dossier, à protéger, des clés de ce compte ; absent : elles sont perdues à l’arrêt.",
    )
    alexa_skill_id: str = var.text_setting("LAUREAT_ALEXA_SKILL_ID", "Identifiant de la skill Alexa.")
    chatwoot_url: str = var.api_setting("LAUREAT_CHATWOOT_URL", "", "Serveur Chatwoot.")
    chatwoot_token: str = var.secret_setting("LAUREAT_CHATWOOT_TOKEN", "Jeton d’accès du robot Chatwoot.")
    chatwoot_secret: tuple[bytes, ...] = var.rotating_setting(
        "LAUREAT_CHATWOOT_SECRET", "Secret de signature du robot Chatwoot."
    )
    chatwoot_account_id: str = var.text_setting("LAUREAT_CHATWOOT_ACCOUNT_ID", "Numéro du compte Chatwoot.")


@environ.config(prefix="LAUREAT", frozen=True)
class Console:
    """The staff's console: off until it is told who may enter."""

    console_accounts: Path | None = var.setting(
        "LAUREAT_CONSOLE_ACCOUNTS",
        "",
        var.accounts,
        "Fichier des comptes de la console, que « laureat console user add » écrit.",
    )
    console_oidc_issuer: str = var.setting(
        "LAUREAT_CONSOLE_OIDC_ISSUER",
        "",
        var.url(path=True),
        "Fournisseur d’identité (OpenID Connect, ProConnect) de la console.",
    )
    console_oidc_client_id: str = var.text_setting(
        "LAUREAT_CONSOLE_OIDC_CLIENT_ID", "Identifiant de la console chez lui."
    )
    console_oidc_client_secret: str = var.secret_setting(
        "LAUREAT_CONSOLE_OIDC_CLIENT_SECRET", "Secret de la console chez lui."
    )
    console_oidc_scope: str = var.setting(
        "LAUREAT_CONSOLE_OIDC_SCOPE",
        "openid email profile",
        str,
        "Ce qu’on lui demande ; à ProConnect : openid email given_name usual_name.",
    )
    console_oidc_acr: str = var.text_setting("LAUREAT_CONSOLE_OIDC_ACR", "Niveau d’identification exigé (acr_values).")
    console_readers: tuple[str, ...] = var.setting(
        "LAUREAT_CONSOLE_READERS",
        "",
        var.names,
        "Qui, chez lui, peut lire : adresses, domaines (@ville.example) ou attributs (groupe=accueil).",
    )
    console_editors: tuple[str, ...] = var.setting(
        "LAUREAT_CONSOLE_EDITORS", "", var.names, "Qui, chez lui, peut aussi changer les contenus ; de même."
    )
    console_address: tuple[str, int] | None = var.setting(
        "LAUREAT_CONSOLE_ADDRESS",
        "",
        var.address,
        "Adresse et port où la console est seule (127.0.0.1:8081) ; absente : avec le reste.",
    )
    console_url: str = var.api_setting(
        "LAUREAT_CONSOLE_URL", "", "Adresse publique de la console ; absente : LAUREAT_PUBLIC_URL."
    )


@environ.config(prefix="LAUREAT", frozen=True)
class Settings:
    """The settings of one installation, checked and typed."""

    host: str = var.setting(
        "LAUREAT_HOST", "127.0.0.1", var.host, "Adresse d’écoute ; 0.0.0.0 pour toutes les interfaces."
    )
    port: int = var.setting("LAUREAT_PORT", 8080, var.whole(0, 65535), "Port d’écoute ; 0 pour un port libre.")
    workers: int = var.setting("LAUREAT_WORKERS", 1, var.whole(1, 64), "Nombre de processus qui répondent.")
    intents: Path = var.setting("LAUREAT_INTENTS", "", var.folder("intents"), "Dossier de ce qu’on peut demander.")
    folders: tuple[Path, ...] = var.setting(
        "LAUREAT_KNOWLEDGE",
        "",
        var.knowledge,
        "Dossier de ce qui est su, et ceux de « laureat import » (séparés par des virgules).",
    )
    without: tuple[str, ...] = var.setting(
        "LAUREAT_SANS",
        "",
        var.names,
        "Sujets livrés dont le robot ne dit rien, par le nom de leur dossier (fmin), séparés par des virgules.",
    )
    max_body: int = var.setting(
        "LAUREAT_MAX_BODY",
        65536,
        var.whole(1024, 16 * 1024 * 1024),
        "Taille maximale du corps d’une requête du canal REST, en octets.",
    )
    conversation_minutes: int = var.setting(
        "LAUREAT_CONVERSATION_MINUTES",
        30,
        var.whole(1, 1440),
        "Minutes de silence après lesquelles on ne se suit plus.",
    )
    rate_limit: int = var.setting(
        "LAUREAT_RATE_LIMIT",
        60,
        var.whole(0, 100_000),
        "Messages par minute et par personne ; par adresse, dix fois plus, et moitié moins d’images à dessiner ; "
        "0 : sans limite.",
    )
    redis_url: str = var.setting(
        "LAUREAT_REDIS_URL",
        "",
        var.redis,
        "Redis, où plusieurs serveurs partagent leur état ; absent : en mémoire.",
    )
    journal: bool = var.setting(
        "LAUREAT_JOURNAL", "oui", var.yes, "Journal des échanges, masqués et sous pseudonyme : oui ou non."
    )
    database_url: str = var.setting(
        "LAUREAT_DATABASE_URL",
        "",
        var.database,
        "Base de ce journal (postgresql://…, sqlite:////…) ; absente : SQLite, dans le dossier d’état.",
    )
    journal_days: int = var.setting(
        "LAUREAT_JOURNAL_DAYS", 90, var.whole(1, 3650), "Jours pendant lesquels ce journal garde les textes."
    )
    journal_months: int = var.setting(
        "LAUREAT_JOURNAL_MONTHS", 13, var.whole(1, 240), "Mois pendant lesquels il garde les comptes, par jour."
    )
    stop_delay: int = var.setting(
        "LAUREAT_STOP_DELAY",
        0,
        var.whole(0, 60),
        "Secondes pendant lesquelles on répond encore, une fois prié de s’arrêter.",
    )
    public_url: str = var.api_setting(
        "LAUREAT_PUBLIC_URL", "", "Adresse publique du serveur : sites et plateformes y prennent les images."
    )
    trusted_proxies: tuple[Network, ...] = var.setting(
        "LAUREAT_TRUSTED_PROXIES",
        "",
        var.networks,
        "Adresses des mandataires dont on croit X-Forwarded-For, -Proto et -Host.",
    )
    allowed_origins: tuple[str, ...] = var.setting(
        "LAUREAT_ALLOWED_ORIGINS", "", var.origins, "Sites dont les pages peuvent appeler le canal REST (CORS)."
    )
    log_level: str = var.setting(
        "LAUREAT_LOG_LEVEL",
        "INFO",
        var.one_of(LOG_LEVELS),
        f"Détail du journal technique : {', '.join(LOG_LEVELS)}.",
    )
    log_format: str = var.setting(
        "LAUREAT_LOG_FORMAT",
        "json",
        var.one_of(LOG_FORMATS),
        f"Forme du journal technique : {' ou '.join(LOG_FORMATS)}.",
    )
    console: Console = environ.group(Console)
    channels: Channels = environ.group(Channels)

    @property
    def knowledge(self) -> Path:
        """The folder of records; the one that is shipped where only packs are named."""
        return next((folder for folder in self.folders if not var.is_pack(folder)), var.folder("knowledge")(""))

    @property
    def packs(self) -> tuple[Path, ...]:
        """The folders of published grants, as `laureat import` made them."""
        return tuple(folder for folder in self.folders if var.is_pack(folder))


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
