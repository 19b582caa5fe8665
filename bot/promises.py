"""What the program keeps, for how long, and within what limits, in French words: the pages for visitors say it so."""

from bot.french.agreement import count_of, number_text
from bot.message import MAX_COMMENT, MAX_LENGTH
from bot.settings import Settings
from bot.store.store import ANSWER_SECONDS, BUDGET_SECONDS, CLAIM_SECONDS


def promises(settings: Settings) -> dict[str, str]:
    """What each placeholder of a page stands for."""
    limit = f"{count_of(settings.rate_limit, 'message')} par minute et par personne"
    return {
        "duree_conversation": count_of(settings.conversation_minutes, "minute"),
        "duree_reponse": count_of(round(ANSWER_SECONDS / 60), "minute"),
        "duree_livraison": count_of(round(CLAIM_SECONDS / 3600), "heure"),
        "duree_limite": count_of(round(BUDGET_SECONDS / 3600), "heure"),
        "limite": limit if settings.rate_limit else "aucune",
        "ou": "dans la mémoire du serveur" + (" et dans une base Redis" if settings.redis_url else ""),
        "longueur_message": f"{number_text(MAX_LENGTH)} caractères",
        "longueur_commentaire": f"{number_text(MAX_COMMENT)} caractères",
        "journal_avis": "sont" if settings.log_level in ("DEBUG", "INFO") else "ne sont pas",
    }
