"""The few sentences that Lauréat says of a channel rather than of its subject."""

ONLY_TEXT = "Je ne lis que les messages écrits. Posez-moi votre question en quelques mots."
TOO_FAST = "Vous écrivez plus vite que je ne peux suivre. Attendez une minute, puis reposez votre question."
BROKEN = "Une erreur m’empêche de vous répondre. Reposez votre question dans quelques minutes."
GOODBYE = "Au revoir."
WELCOME = "Bonjour, je vous écoute."
ANYTHING_ELSE = "Autre chose ?"
UNHEARD = "Je n’ai pas compris. Posez-moi votre question en quelques mots."
HELP = "aide"
"""What somebody who asks a voice platform for help would have written."""
HELLO = "bonjour"
"""What somebody who opens a conversation by the platform's own means would have written."""
YES, NO = "oui", "non"


def source(where: str) -> str:
    """What the answer is based on, in one line."""
    return f"Source : {where}."


def see(title: str, url: str) -> str:
    """Where to see a picture that cannot be shown."""
    return f"{title} : {url}"


def according(where: str) -> str:
    """The same, to be spoken."""
    return f"Source : {where}."


def choose(count: int) -> str:
    """How to choose among numbered suggestions."""
    numbers = [str(number) for number in range(1, count + 1)]
    return f"Répondez {' ou '.join((', '.join(numbers[:-1]), numbers[-1]) if count > 1 else numbers)}."


def suggest(titles: list[str]) -> str:
    """Suggestions, to be spoken."""
    return f"Vous pouvez demander : {' Ou encore : '.join(titles)}"


TRANSFERRED = "Je passe votre conversation à un agent, qui vous répondra ici."


def handed_over(question: str, answer: str) -> str:
    """What an agent who takes a conversation over is told of it."""
    return f"Lauréat vous passe cette conversation.\nQuestion : {question}\nRéponse donnée : {answer}"
