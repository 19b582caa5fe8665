"""What staff change most, as changes of a draft: an example, an alias, a word, a rule, an answer."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from bot.files.load import parse_yaml
from bot.understanding.alternatives import expanded
from bot.workshop import yaml_text
from bot.workshop.drafts import Draft
from bot.workshop.entries import Entries
from bot.workshop.entry_edits import change_entry
from bot.workshop.found import examples_of, find_intent, texts_of
from bot.workshop.phrases import declared_as, is_same, sentence_of, words_of
from bot.workshop.roots import refused
from bot.workshop.terms import check_rule
from bot.written import Mapping as Written

OFF_SUBJECT = "intents/hors_sujet"
MOST_ALIAS = 100
"""Letters of an alias, at most."""
MOST_ANSWER = 10_000
"""Letters of an answer, at most."""
EXPRESSIONS = "expressions"
WORDS = ("noms", "adjectifs", "verbes", EXPRESSIONS)
"""How the spellings of a word may be declared."""


def add_example(
    draft: Draft,
    intent: str,
    sentence: str,
    *,
    outcome: str = "",
    contains: Sequence[str] = (),
    without: Sequence[str] = (),
    after: Sequence[str] = (),
) -> str:
    """Have a sentence understood as an intent; the file that changes.

    Args:
        draft: the content.
        intent: which.
        sentence: what people write.
        outcome: what the answer amounts to, where that is not usual.
        contains: words of the answer.
        without: words that the answer must not hold.
        after: what was said before.

    Raises:
        ContentError: there is no such intent, or the sentence is an example already.
    """
    sentence = sentence_of(sentence)
    before = [sentence_of(one) for one in after]
    name, content = find_intent(draft, intent)
    for one, known, others in examples_of(draft):
        if is_same(known, sentence) and [*map(words_of, others)] == [*map(words_of, before)]:
            where = "cette question" if one == intent else f"la question « {one} »"
            raise refused(name, f"« {sentence} » est déjà un exemple de {where}", "retirez-le d’abord de là")
    expected: dict[str, Any] = {"dit": sentence}
    if outcome:
        expected["issue"] = outcome
    expected |= {
        key: list(value) for key, value in (("apres", before), ("contient", contains), ("sans", without)) if value
    }
    line = content.at("intents").line
    if not isinstance(content["intents"][intent], Written):
        raise refused(name, f"la question « {intent} » est vide", "écrivez-la d’abord", line)
    path = ("intents", intent, "exemples")
    return _change(
        draft, name, yaml_text.append(draft.read(name), name, path, expected if len(expected) > 1 else sentence)
    )


def add_rule(draft: Draft, intent: str, rule: str) -> str:
    """Have an intent understood by one more rule; the file that changes."""
    name, content = find_intent(draft, intent)
    rule = " ".join(rule.split())
    known = content["intents"][intent].get("regles")
    if not rule:
        raise refused(name, "la règle est vide", "écrivez les mots que la phrase doit contenir")
    if rule == known or (isinstance(known, list) and rule in known):
        raise refused(name, f"« {intent} » a déjà la règle « {rule} »", "changez-la, ou gardez celle qui est là")
    check_rule(draft, name, rule)
    return _change(draft, name, yaml_text.append(draft.read(name), name, ("intents", intent, "regles"), rule))


def add_word(draft: Draft, word: str, spelling: str, how: str = "") -> str:
    """Have a word of the vocabulary recognised by one more spelling; the file that changes.

    Args:
        draft: the content.
        word: its name in the rules.
        spelling: how people write it.
        how: under which of WORDS; as it looks, by default.
    """
    spelling = sentence_of(spelling)
    how = how or declared_as(spelling)
    for name, content in draft.contents("intents"):
        declared = content.get("vocabulaire")
        if isinstance(declared, Written) and isinstance(declared.get(word), Written):
            if how not in WORDS:
                raise refused(name, f"« {how} » ne se dit pas d’un mot", f"choisissez entre {', '.join(WORDS)}")
            if any(is_same(one, spelling) for one in _spellings(declared[word])):
                raise refused(name, f"« {spelling} » est déjà une écriture de « {word} »", "il n’y a rien à ajouter")
            path = ("vocabulaire", word, how)
            return _change(draft, name, yaml_text.append(draft.read(name), name, path, spelling))
    raise refused("intents", f"aucun mot ne s’appelle « {word} »", "déclarez-le sous « vocabulaire: »")


def _spellings(declared: Written) -> Iterator[str]:
    """How a word is written in its file, alternatives said in full."""
    for key in WORDS:
        for written in texts_of(declared.get(key)):
            yield from expanded(written) if key == EXPRESSIONS else (written,)


def add_alias(draft: Draft, kind: str, id: str, alias: str) -> str:
    """Have a record called by one more name; the file that changes.

    What else bears that name is told by the checks of a trial.

    Args:
        draft: the content.
        kind: the record's type.
        id: its identifier.
        alias: how people call it.

    Raises:
        ContentError: there is no such record, or it has this name already.
    """
    alias, entry = " ".join(alias.split()), Entries(draft).get(kind, id)
    file, line = entry.at
    if not alias or not words_of(alias):
        raise refused(file, "l’alias est vide", "écrivez comment les gens disent")
    if len(alias) > MOST_ALIAS or any(unicodedata.category(one) == "Cc" for one in alias):
        raise refused(file, "cet alias est trop long, ou contient un caractère de commande", "raccourcissez-le")
    known = entry.values.get("alias", ())
    # Accents, capitals and hyphens make no difference to what is recognised.
    if any(is_same(one, alias) for one in (entry.name, *known)):
        raise refused(file, f"« {alias} » est déjà un nom de « {id} »", "il n’y a rien à ajouter", line)
    return change_entry(draft, entry, {"alias": (*known, alias)}, entry.source)


def add_off_subject(draft: Draft, sentence: str, file: str = "autre") -> str:
    """Have a sentence never be answered; the file that changes.

    Args:
        draft: the content.
        sentence: what people write.
        file: the theme, by the name of its file in `intents/hors_sujet/`, new or not.
    """
    sentence = sentence_of(sentence)
    name = f"{OFF_SUBJECT}/{file}.yaml"
    for where, content in draft.contents("intents"):
        if any(is_same(one, sentence) for one in texts_of(content.get("hors_sujet"))):
            raise refused(where, f"« {sentence} » y est déjà", "il n’y a rien à ajouter")
    for intent, known, others in examples_of(draft):
        if is_same(known, sentence) and not others:
            what = f"« {sentence} » est un exemple de la question « {intent} »"
            raise refused(name, what, "retirez-le d’abord de là")
    draft.roots.path(name)
    text = draft.read(name) if name in draft.names() else ""
    if "hors_sujet" not in parse_yaml(text, name):
        added = f"hors_sujet:\n  - {yaml_text.written(sentence, flow=False)}\n"
        return _change(draft, name, text + ("\n" if text and not text.endswith("\n") else "") + added)
    return _change(draft, name, yaml_text.append(text, name, ("hors_sujet",), sentence))


def change_answer(draft: Draft, intent: str, text: str, case: str = "defaut") -> str:
    """Have an intent answer something else; the file that changes.

    Args:
        draft: the content.
        intent: which.
        text: the new template.
        case: which of its answers; `defaut` where there is only one.
    """
    name, content = find_intent(draft, intent)
    written = content["intents"][intent]
    text = text.replace("\r\n", "\n").strip()
    if not text or len(text) > MOST_ANSWER:
        raise refused(
            name, "la réponse est vide, ou trop longue", f"{MOST_ANSWER} caractères au plus", written.place.line
        )
    path: yaml_text.Path = ("intents", intent, "reponse")
    answers = written.get("reponses")
    if case != "defaut" or "reponse" not in written:
        known = list(answers) if isinstance(answers, Written) else []
        if case not in known:
            remedy = f"réponses : {', '.join(map(str, known)) or 'defaut'}"
            raise refused(name, f"« {intent} » n’a pas de réponse « {case} »", remedy, written.place.line)
        path = ("intents", intent, "reponses", case)
        if isinstance(answers[case], Written):
            path = (*path, "texte")
    return _change(draft, name, yaml_text.put(draft.read(name), name, path, text))


def _change(draft: Draft, name: str, text: str) -> str:
    draft.write(name, text)
    return name
