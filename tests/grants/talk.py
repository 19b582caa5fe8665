"""A conversation with a bot that knows what files of grants say."""

import csv
import io

from bot.assistant import Assistant
from bot.dialogue.conversation import Conversation
from bot.french.agreement import number_text
from bot.message import Reply

SMALL = """nomAttribuant;nomBeneficiaire;idBeneficiaire;objet;montant;exercice;nature;secteur
Ville de Made;Croix-Rouge française;;Secours;1000,50;2021;aide en numéraire;Social
Ville de Made;Croix-Rouge française;;Secours;2000;2022;aide en numéraire;Social
Ville de Made;Croix-Rouge française;;Local;300;2022;aide en nature;Social
Ville de Made;Mission locale du Nord;;Emploi;500;2021;aide en numéraire;Social
Ville de Made;Mission locale du Sud;;Emploi;700;2021;aide en numéraire;Social
Ville de Made;MJC Roguet;;Danse;9000;2022;aide en numéraire;Culture
Ville de Made;AS Colomiers;;Tournoi;refusé;2022;aide en numéraire;Sport
"""


def euros(cents: int) -> str:
    return f"{number_text(cents / 100)}\u00a0€"


class Talk:
    """A conversation with a bot."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.past = Conversation()

    def __call__(self, text: str) -> Reply:
        reply, self.past = self.assistant.answer(text, self.past)
        return reply

    def lines(self, path: str) -> list[dict[str, str]]:
        """The lines that an address of a reply gives."""
        digest, _, query = path.removeprefix("/data/").partition("/lignes.csv")
        pieces = self.assistant.lines(digest, query.removeprefix("?"))
        assert pieces is not None
        text = "".join(pieces).removeprefix("\ufeff")
        return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
