"""What the program keeps, for how long, and within what limits, in French words: the pages for visitors say it so."""

from bot.french.agreement import count_of, number_text
from bot.message import MAX_COMMENT, MAX_LENGTH
from bot.settings import Settings
from bot.store.store import ANSWER_SECONDS, BUDGET_SECONDS, CLAIM_SECONDS


def promises(settings: Settings) -> dict[str, str]:
    """What each placeholder of a page stands for."""
    limit = f"{count_of(settings.rate_limit, 'message')} par minute et par personne"
    where = "dans la mémoire du serveur" + (" et dans une base Redis" if settings.redis_url else "")
    budget = f"{where}, {count_of(round(BUDGET_SECONDS / 3600), 'heure')} au plus"
    return {
        "duree_conversation": count_of(settings.conversation_minutes, "minute"),
        "duree_reponse": count_of(round(ANSWER_SECONDS / 60), "minute"),
        "duree_livraison": count_of(round(CLAIM_SECONDS / 3600), "heure"),
        "limite": limit if settings.rate_limit else "aucune",
        "garde_limite": budget if settings.rate_limit else "nulle part",
        "ou": where,
        "longueur_message": f"{number_text(MAX_LENGTH)} caractères",
        "longueur_commentaire": f"{number_text(MAX_COMMENT)} caractères",
        **_noted(settings),
    }


def _noted(settings: Settings) -> dict[str, str]:
    """What is said of the journal of exchanges, on or off."""
    if settings.journal:
        days, months = count_of(settings.journal_days, "jour"), count_of(settings.journal_months, "mois", "mois")
        return {
            "echanges_quoi": (
                "Vos messages, où courriels, téléphones, adresses et autres numéros personnels sont remplacés par un "
                "mot (« [téléphone] »), et ce que le robot en a compris, pour voir ce qui manque et mieux répondre"
            ),
            "echanges_ou": (
                "dans le journal des échanges, sous un numéro qui change chaque mois : "
                f"les textes {days}, des comptes par jour {months}"
            ),
            "avis_ou": f"dans ce même journal, {days}",
        }
    kept = (
        "notés au journal technique du serveur" if settings.log_level in ("DEBUG", "INFO") else "comptés, sans le mot"
    )
    return {
        "echanges_quoi": "Le texte de vos messages",
        "echanges_ou": "n’est pas gardé",
        "avis_ou": f"{kept}, sans rien qui vous désigne",
    }
