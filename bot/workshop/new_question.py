"""A whole question added to a draft, as a small form says it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from bot.workshop import yaml_text
from bot.workshop.drafts import Draft
from bot.workshop.found import examples_of, keys_of
from bot.workshop.phrases import declared_as, is_same, sentence_of, words_of
from bot.workshop.roots import refused
from bot.workshop.terms import check_rule

USUAL_GROUPS = ("libre", "sujet")
"""The groups that a new question admits, where they are declared."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NAME_HELP = "écrivez des lettres sans accent, des chiffres et « _ » : « carte_des_projets »"


class Question(Struct, frozen=True, kw_only=True):
    """A question to add, as a small form says it."""

    id: str
    title: str
    """What it is about, as an infinitive clause or a noun phrase (« s’il existe une carte des projets »)."""
    rules: tuple[str, ...]
    answer: str
    examples: tuple[str, ...]
    file: str
    """The file to put it in, new or not: `intents/fmin/carte.yaml`."""
    words: Mapping[str, tuple[str, ...]] = {}
    """New words with their spellings."""
    outcome: str = "answered"
    support: tuple[str, ...] = ()
    """Records whose source is quoted: `document:communique`."""
    next: tuple[str, ...] = ()
    """Questions to propose after it."""
    admits: tuple[str, ...] | None = None
    """What its rules admit besides; the usual groups by default."""


def add_question(draft: Draft, question: Question) -> str:
    """Have one more question understood and answered; the file that changes, or that is new.

    Raises:
        ContentError: something is missing, or has the name of something else.
    """
    name = question.file if question.file.endswith(".yaml") else f"{question.file}.yaml"
    if not name.startswith("intents/"):
        name = f"intents/{name}"
    draft.roots.path(name)
    _check_question(draft, name, question)
    text = draft.read(name) if name in draft.names() else ""
    for word, spellings in question.words.items():
        by_how: dict[str, list[str]] = {}
        for spelling in map(sentence_of, filter(words_of, spellings)):
            by_how.setdefault(declared_as(spelling), []).append(spelling)
        lines = [f"{word}:", *(f"  {how}: {yaml_text.written(found)}" for how, found in by_how.items())]
        text = yaml_text.enter(text, name, ("vocabulaire", word), lines)
    groups = {one for _, content in draft.contents("intents") for one in keys_of(content.get("groupes"))}
    usual = " ".join(f"@{one}" for one in USUAL_GROUPS if one in groups)
    admits = question.admits if question.admits is not None else (usual,) if usual else ()
    text = yaml_text.enter(text, name, ("intents", question.id), list(_question_lines(question, admits)))
    draft.write(name, text)
    return name


def _check_question(draft: Draft, name: str, question: Question) -> None:
    for one in (question.id, *question.words):
        if not _NAME.fullmatch(one):
            raise refused(name, f"« {one} » ne peut pas servir de nom", _NAME_HELP)
    for given, what in ((question.title, "son titre"), (question.answer, "sa réponse")):
        if not given.strip():
            raise refused(name, f"il manque à la question « {question.id} » {what}", "écrivez-le")
    if not any(map(str.strip, question.rules)):
        raise refused(
            name, f"la question « {question.id} » n’a pas de règle", "écrivez les mots que la phrase doit contenir"
        )
    if not any(map(str.strip, question.examples)):
        raise refused(name, f"la question « {question.id} » n’a pas d’exemple", "écrivez une phrase d’habitant")
    for where, content in draft.contents("intents"):
        if question.id in keys_of(content.get("intents")):
            raise refused(where, f"une question s’appelle déjà « {question.id} »", "donnez un autre nom à la nouvelle")
        for word in question.words:
            if word in keys_of(content.get("vocabulaire")):
                raise refused(where, f"un mot s’appelle déjà « {word} »", "servez-vous de lui, ou changez ce nom")
    for word, spellings in question.words.items():
        if not any(map(words_of, spellings)):
            raise refused(name, f"le mot « {word} » n’a pas d’écriture", "dites comment les gens l’écrivent")
    for rule in question.rules:
        check_rule(draft, name, rule, question.words)
    for sentence in question.examples:
        for intent, known, others in examples_of(draft):
            if is_same(known, sentence) and not others:
                raise refused(name, f"« {sentence} » est un exemple de « {intent} »", "retirez-le d’abord de là")


def _question_lines(question: Question, admits: Sequence[str]) -> Iterator[str]:
    def line(value: str) -> str:
        return yaml_text.written(value, flow=False)

    yield f"{question.id}:"
    yield f"  titre: {line(' '.join(question.title.split()))}"
    if question.outcome != "answered":
        yield f"  issue: {line(question.outcome)}"
    for key, values in (("appui", question.support), ("avec", admits)):
        if values:
            yield f"  {key}: {yaml_text.written(list(values))}"
    yield "  regles:"
    yield from (f"    - {line(' '.join(rule.split()))}" for rule in question.rules if rule.strip())
    answer = question.answer.replace("\r\n", "\n").strip()
    if "\n" in answer:
        yield "  reponse: |-"
        yield from (f"    {one.rstrip()}".rstrip() for one in answer.split("\n"))
    else:
        yield "  reponse: >-"
        yield f"    {answer}"
    if question.next:
        yield f"  suites: {yaml_text.written(list(question.next))}"
    yield "  exemples:"
    yield from (f"    - {line(sentence_of(one))}" for one in question.examples if one.strip())
