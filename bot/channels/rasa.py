"""The messages of Rasa's REST and callback channels, in and out."""

from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from bot.message import MAX_LENGTH, Button, Outcome, Reply, Source
from bot.store.store import ANSWER_SECONDS

NOT_BLANK = r"[^\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"
"""The pattern of a text that says something: `\\S`, spelt out: Python and JSON Schema differ on spaces."""

MAX_SENDER = 255
"""Longest name of a sender, in Unicode code points."""

MAX_MESSAGE_ID = 64
"""Longest name of a message, in Unicode code points."""

MAX_ID = 2**63 - 1
"""Greatest sender given as a number, which is taken for its text."""
_NUMBER = Meta(ge=-MAX_ID, le=MAX_ID)

DEFAULT_SENDER = "default"
"""Who is answered where a message names no sender, as in Rasa; nothing is remembered of them: they may be several."""


Sender = Annotated[str, Meta(min_length=1, max_length=MAX_SENDER)] | Annotated[int, _NUMBER] | Annotated[float, _NUMBER]
"""Who speaks, as given."""


def name_of(sender: str | int | float) -> str:
    """A sender's name."""
    # JSON has one kind of number: 12.0 is 12.
    return str(int(sender) if isinstance(sender, float) and sender.is_integer() else sender)


class RestRequest(Struct, frozen=True):
    """Un message d’une personne."""

    message: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=MAX_LENGTH,
            pattern=NOT_BLANK,
            description=f"Ce que la personne écrit, de 1 à {MAX_LENGTH} caractères, pas seulement des espaces.",
        ),
    ]
    sender: Annotated[
        Sender | None,
        Meta(
            description=(
                f"Qui parle, un texte de 1 à {MAX_SENDER} caractères ou un nombre, "
                "le même tout au long d’une conversation ; sans lui, rien n’est retenu d’un message à l’autre."
            ),
        ),
    ] = None
    message_id: Annotated[
        Annotated[str, Meta(min_length=1, max_length=MAX_MESSAGE_ID)] | None,
        Meta(
            description=(
                f"Le nom du message, un texte de 1 à {MAX_MESSAGE_ID} caractères ; renvoyé tel quel par le même "
                f"« sender » dans les {ANSWER_SECONDS / 60:.0f} minutes, un message reçoit la même réponse, et la "
                "conversation n’avance pas."
            ),
        ),
    ] = None
    metadata: Annotated[
        dict[str, Any] | None, Meta(description="Ce que le canal sait de plus, un objet JSON ; Lauréat n’en fait rien.")
    ] = None

    @property
    def who(self) -> str | None:
        """The sender as a name; `None` where there is none."""
        return None if self.sender is None else name_of(self.sender)


class PictureFacts(Struct, frozen=True):
    """Ce que montre l’image, en mots et en chiffres."""

    title: Annotated[str, Meta(description="Le titre de l’image.")]
    alt: Annotated[str, Meta(description="Ce qu’elle montre, pour qui ne la voit pas.")]
    columns: Annotated[tuple[str, ...], Meta(description="Les en-têtes du tableau des mêmes faits.")]
    rows: Annotated[tuple[tuple[str, ...], ...], Meta(description="Ses lignes, une cellule par en-tête.")]


class Custom(Struct, frozen=True, omit_defaults=True):
    """Ce que la réponse vaut : comment la question a été prise, et d’où vient ce qui est dit."""

    outcome: Annotated[Outcome, Meta(description="Comment la question a été prise.")]
    intent: Annotated[str | None, Meta(description="L’intention comprise, ou null.")]
    confidence: Annotated[float, Meta(description="La part du message qui est comprise, de 0 à 1.")]
    sources: Annotated[tuple[Source, ...], Meta(description="Les documents qui disent ce que dit la réponse.")]
    data: Annotated[dict[str, Any], Meta(description="Ce qui a été trouvé, pour un programme.")]
    image: Annotated[PictureFacts | None, Meta(description="Ce que montre l’image de la réponse.")] = None


class RestMessage(Struct, frozen=True, omit_defaults=True):
    """Un message de Lauréat."""

    recipient_id: Annotated[str, Meta(description="À qui l’on répond : le « sender » reçu.")]
    text: Annotated[str, Meta(description="La réponse, en texte brut.")]
    custom: Custom
    buttons: Annotated[
        tuple[Button, ...], Meta(description="Des suites possibles ; « payload » se renvoie tel quel.")
    ] = ()
    image: Annotated[
        str | None, Meta(description="L’adresse d’une image qui montre la réponse (SVG ; PNG en changeant « .svg »).")
    ] = None

    attachment: Annotated[
        str | None, Meta(description="L’adresse des lignes publiées d’où viennent les chiffres de la réponse (CSV).")
    ] = None

    def under(self, origin: str | None) -> "RestMessage":
        """The same with its addresses, so far paths, under the server's origin (`https://…`); none where it has none.

        The facts of the image are always given.
        """

        def address(path: str | None) -> str | None:
            return origin + path if origin and path else None

        return replace(self, image=address(self.image), attachment=address(self.attachment))


def messages(sender: str | None, reply: Reply) -> tuple[RestMessage, ...]:
    """A reply as messages addressed to `sender`, to be put under the server's origin before they are sent."""
    picture = reply.picture
    facts = PictureFacts(picture.title, picture.alternative, picture.columns, picture.rows) if picture else None
    custom = Custom(reply.outcome, reply.intent, reply.confidence, reply.sources, reply.data, facts)
    to = DEFAULT_SENDER if sender is None else sender
    return (RestMessage(to, reply.text, custom, reply.buttons, picture.path if picture else None, reply.lines),)
