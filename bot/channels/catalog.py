"""Every channel there is, what each requires, and those that are on."""

from importlib import import_module

from msgspec import Struct

from bot.channels.channel import Channel
from bot.settings import Settings


class Entry(Struct, frozen=True):
    """One channel, on or off."""

    name: str
    title: str
    """As people call the platform."""
    path: str
    """`module:class`, imported only where the channel is on: the platforms' own libraries take their time."""
    required: tuple[str, ...]
    """The variables without which it is off."""

    @property
    def address(self) -> str:
        """The path that its platform calls; empty where it calls none."""
        return _ADDRESSES.get(self.name, f"/webhooks/{self.name}/webhook")

    def missing(self, settings: Settings) -> tuple[str, ...]:
        """The variables that it still needs."""
        return tuple(name for name in self.required if not _value(settings, name))

    def started(self, settings: Settings) -> bool:
        """Whether some of what it requires, that no other channel shares, is set."""
        return any(_value(settings, name) for name in self.required if name not in _COMMON)

    def make(self, settings: Settings) -> Channel:
        """The channel, set up."""
        module, _, name = self.path.partition(":")
        channel: Channel = getattr(import_module(f"bot.channels.{module}"), name)(settings)
        return channel


_COMMON = (
    "LAUREAT_META_APP_SECRET",
    "LAUREAT_META_VERIFY_TOKEN",
    "LAUREAT_PUBLIC_URL",
    "LAUREAT_MATRIX_HOMESERVER_URL",
    "LAUREAT_MATRIX_USER",
)
_META = _COMMON[:2]
_ADDRESSES = {"matrix": "/_matrix/app/v1/", "matrix-sync": ""}

CATALOG = (
    Entry("callback", "Rasa, avec rappel", "callback:Callback", ("LAUREAT_CALLBACK_URL",)),
    Entry("messenger", "Messenger", "meta:Messenger", (*_META, "LAUREAT_MESSENGER_PAGE_TOKEN")),
    Entry("whatsapp", "WhatsApp", "meta:WhatsApp", (*_META, "LAUREAT_WHATSAPP_TOKEN", "LAUREAT_WHATSAPP_PHONE_ID")),
    Entry("telegram", "Telegram", "telegram:Telegram", ("LAUREAT_TELEGRAM_TOKEN", "LAUREAT_TELEGRAM_SECRET")),
    Entry("twilio", "SMS et WhatsApp par Twilio", "twilio:Twilio", ("LAUREAT_TWILIO_AUTH_TOKEN", "LAUREAT_PUBLIC_URL")),
    Entry("slack", "Slack", "slack:Slack", ("LAUREAT_SLACK_SIGNING_SECRET", "LAUREAT_SLACK_TOKEN")),
    Entry("teams", "Microsoft Teams", "teams:Teams", ("LAUREAT_TEAMS_APP_ID", "LAUREAT_TEAMS_APP_PASSWORD")),
    Entry("mattermost", "Mattermost", "mattermost:Mattermost", ("LAUREAT_MATTERMOST_TOKEN",)),
    Entry(
        "matrix",
        "Matrix, service d’application",
        "matrix:Matrix",
        ("LAUREAT_MATRIX_HOMESERVER_URL", "LAUREAT_MATRIX_HS_TOKEN", "LAUREAT_MATRIX_AS_TOKEN"),
    ),
    Entry(
        "matrix-sync",
        "Matrix ou Tchap, compte de robot",
        "matrix_client:MatrixClient",
        ("LAUREAT_MATRIX_HOMESERVER_URL", "LAUREAT_MATRIX_USER", "LAUREAT_MATRIX_PASSWORD"),
    ),
    Entry("alexa", "Alexa", "alexa:Alexa", ("LAUREAT_ALEXA_SKILL_ID",)),
    Entry(
        "chatwoot",
        "Chatwoot",
        "chatwoot:Chatwoot",
        (
            "LAUREAT_CHATWOOT_URL",
            "LAUREAT_CHATWOOT_TOKEN",
            "LAUREAT_CHATWOOT_SECRET",
            "LAUREAT_CHATWOOT_ACCOUNT_ID",
        ),
    ),
)


def enabled(settings: Settings) -> tuple[Channel, ...]:
    """The channels whose credentials are all set."""
    return tuple(entry.make(settings) for entry in CATALOG if not entry.missing(settings))


def _value(settings: Settings, name: str) -> object:
    field = name.removeprefix("LAUREAT_").lower()
    return getattr(settings if hasattr(settings, field) else settings.channels, field)
