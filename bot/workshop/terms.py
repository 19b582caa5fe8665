"""Whether a rule holds only words that a draft declares, before the whole content is compiled."""

import re
from collections.abc import Iterable

from bot.understanding.rules import MARKS, Features, Terms, UnknownFeatureError, parse_terms
from bot.workshop.drafts import Draft
from bot.workshop.roots import refused
from bot.written import Mapping as Written
from bot.written import nearest

_RECORD = re.compile(r"<(\w+):[^<>|\s]+>")
_NOTHING = Terms((), 0, 0)


def check_rule(draft: Draft, name: str, rule: str, words: Iterable[str] = ()) -> None:
    """Refuse a rule of a file that names what is neither a word nor a type; `words` are about to be declared.

    Raises ContentError.
    """
    features = Features()
    groups: dict[str, Terms] = {}
    known = [*words, *MARKS]
    for _, content in draft.contents("intents"):
        known += _keys(content.get("vocabulaire"))
        groups |= dict.fromkeys(_keys(content.get("groupes")), _NOTHING)
    for _, content in draft.contents("knowledge"):
        known += [f"<{kind}>" for kind in _keys(content.get("types"))]
    for one in known:
        features.bit(one)
    for record in _RECORD.finditer(rule):
        # Which records there are is known once all is compiled.
        if features.known(f"<{record[1]}>"):
            features.bit(record[0])
    for term in rule.split():
        try:
            parse_terms(term, groups, features)
        except UnknownFeatureError as error:
            said = term.removeprefix("!").removesuffix("?")
            near = nearest(said, known)
            remedy = "corrigez-le, ou déclarez-le parmi les mots nouveaux"
            remedy = f"vouliez-vous dire « {near} » ? Sinon, {remedy}" if near else remedy
            raise refused(name, f"règle « {rule} » : {error}", remedy) from None


def _keys(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, Written) else []
