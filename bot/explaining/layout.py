"""An explanation laid out in French, for people who write `intents/` and do not program."""

from collections.abc import Iterable, Iterator

from bot.explaining.explanation import Explanation, Fit, Meaning, Part, Search, Understood
from bot.french.agreement import count_of, join_words

MOST_FOUND = 8
_HOW = {
    "exact": "tel quel",
    "accent": "tel quel, aux accents près",
    "join": "mots réunis",
    "split": "mots séparés",
    "script": "reconnu à son écriture",
    "number": "nombre",
    "ordinal": "rang",
    "date": "date",
    "earlier": "repris de la conversation",
}
_MARGIN = "   "


def lay_out(explanation: Explanation) -> str:
    """The explanation as text, in numbered steps."""
    return "\n\n".join("\n".join(_part(part)) for part in explanation.parts)


def _part(part: Part) -> Iterator[str]:
    yield f"« {part.said} »"
    yield from _step(1, "Les mots", _words(part))
    yield from _step(2, "Les règles qui conviennent", _rules(part))
    yield from _step(3, "La question comprise", _question(part))
    yield from _step(4, "La recherche", _search(part.search))
    yield from _step(5, "La réponse", _reply(part))


def _step(number: int, title: str, lines: Iterable[str]) -> Iterator[str]:
    yield ""
    yield f"{number}. {title}"
    for line in lines:
        yield (_MARGIN + line).rstrip()


def _words(part: Part) -> Iterator[str]:
    yield f"Découpage : {' · '.join(part.tokens) or 'aucun mot'}"
    shown = [one for one in part.understood if one.said and one.weight]
    width = max((len(one.said) for one in shown), default=0)
    for one in shown:
        yield f"{one.said:<{width}}  → {_first_meaning(one)} ; {how_found(one)} ; pèse {_decimal(one.weight)}"
        margin = " " * (width + 5)
        for meaning in _others(one):
            kept = "la règle retenue s’en sert" if meaning.used else "la règle retenue ne s’en sert pas"
            yield f"{margin}ou {say_meaning(meaning)} : {kept}"
        if one.rivals:
            rivals = join_words(f"« {rival.spelling} » (sûr à {_percent(rival.quality)})" for rival in one.rivals)
            yield f"{margin}plutôt que {rivals}"
        if one.unsure:
            yield f"{margin}trop incertain pour répondre : le robot demande d’abord"
    for one in part.understood:
        if not one.said:
            yield f"(repris de la question précédente)  → {_first_meaning(one)}"
    light = [one.said for one in part.understood if one.said and not one.weight]
    if light:
        yield f"Connus, mais ne disent rien : {_quoted(light)}"
    for word in part.unknown:
        near = f" ; le plus proche, « {word.nearest} », est trop loin ({_letters(word.edits)})" if word.nearest else ""
        yield f"Inconnu : « {word.said} »{near}"


def _first_meaning(one: Understood) -> str:
    return say_meaning(meanings_of(one)[0]) + (", à exclure" if one.excluded else "")


def _others(one: Understood) -> list[Meaning]:
    return meanings_of(one)[1:]


def meanings_of(one: Understood) -> list[Meaning]:
    """Its meanings, those that the winning rule uses first."""
    return sorted(one.meanings, key=lambda meaning: not meaning.used)


def say_meaning(meaning: Meaning) -> str:
    """What a stretch of a message means, with the file and line of a record."""
    if meaning.kind == "mot":
        return f"mot « {meaning.title} »"
    if not meaning.place:
        return f"{meaning.kind} {meaning.title}".strip()
    alias = f" par « {meaning.spelling} »" if meaning.spelling != meaning.title else ""
    return f"{meaning.title} ({meaning.kind}, {meaning.place}){alias}"


def how_found(one: Understood) -> str:
    """How a stretch of a message was recognised."""
    if one.how == "distance":
        return f"à {_letters(one.edits)}, sûr à {_percent(one.quality)}"
    if one.how == "sound":
        return f"même prononciation, à {_letters(one.edits)}, sûr à {_percent(one.quality)}"
    return _HOW.get(one.how, one.how)


def _rules(part: Part) -> Iterator[str]:
    if not part.candidates:
        yield "Aucune règle ne convient."
        return
    yield f"Le message pèse {_decimal(part.weight)}. Une règle vaut la part de ce poids qu’elle explique."
    best = part.candidates[0]
    for fit in part.candidates:
        mark = "→" if fit is best and fit.score >= fit.least else " "
        yield f"{mark} {_percent(fit.score):>5}  {fit.intent} ({fit.place}) : {fit.rule}"
        yield f"          {_shares(fit)}"
    if best.score < best.least:
        yield f"Aucune n’atteint {_percent(best.least)} : le robot ne répond pas à peu près, il dit qu’il ne sait pas."


def _shares(fit: Fit) -> str:
    explained = _quoted(fit.explained) or "rien de ce message"
    missed = f" ; n’explique pas {_quoted(fit.missed)}" if fit.missed else ""
    return f"explique {explained}{missed}"


def _question(part: Part) -> Iterator[str]:
    question = part.question
    yield f"Question : {question.intent or 'aucune'}" + (f" ({question.title})" if question.title else "")
    for constraint in question.constraints:
        names = join_words(constraint.names, "ou")
        notes = [constraint.kind, *["à exclure"] * constraint.excluded, *["repris"] * constraint.borrowed]
        yield f"Sur : {names} ({', '.join(notes)})"
    if question.concepts:
        yield f"Mots retenus : {', '.join(question.concepts)}"
    if question.target:
        yield f"Ce qu’on demande : {question.target}"
    if question.comparison:
        yield f"Comparaison : {question.comparison}"
    if question.numbers:
        yield f"Nombres : {', '.join(map(str, question.numbers))}"
    if question.roles:
        yield f"Tournures : {', '.join(question.roles)}"
    if question.borrowed:
        yield "Complétée par la question précédente."


def _search(search: Search) -> Iterator[str]:
    if search.rows:
        asked = [f"demande : {search.ask}", f"par : {search.owner}"]
        asked += [f"cible : {search.target}"] * bool(search.target)
        asked += [f"périmètre : {search.perimeter}"] * bool(search.perimeter)
        yield f"Parmi les fiches « {search.rows} » ({', '.join(asked)})"
    elif search.record:
        yield f"Fiche : {search.record}"
    else:
        yield "Aucune : la réponse est toute faite."
    if search.rows:
        names = [f"« {name} »" for name in search.found[:MOST_FOUND]]
        more = len(search.found) - len(names)
        listed = join_words([*names, f"{more} autres"] if more else names)
        yield f"{count_of(len(search.found), 'fiche trouvée', 'fiches trouvées')}{' : ' if listed else ''}{listed}"
    if search.case:
        yield f"Réponse choisie : « {search.case} »"


def _reply(part: Part) -> Iterator[str]:
    reply = part.reply
    yield f"Issue : {reply.outcome}"
    yield from reply.text.splitlines()
    for source in reply.sources:
        yield f"Source : {source.title}, {source.locator}"


def _quoted(words: Iterable[str]) -> str:
    return join_words(f"« {word} »" for word in words)


def _letters(edits: int) -> str:
    return count_of(edits, "lettre")


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"


def _decimal(number: float) -> str:
    return f"{round(number, 2):g}".replace(".", ",")
