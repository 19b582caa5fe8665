"""What staff change most, as changes of a draft: an example, an alias, a word, a rule, an answer, a whole question."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from bot.content.load import parse_table, parse_yaml
from bot.french.text import read_text
from bot.message import MAX_LENGTH
from bot.workshop import table_text, yaml_text
from bot.workshop.drafts import Draft, is_formula
from bot.workshop.roots import refused
from bot.workshop.terms import check_rule
from bot.written import Mapping as Written
from bot.written import nearest

OFF_SUBJECT = "intents/hors_sujet"
MOST_ALIAS = 100
"""Letters of an alias, at most."""
MOST_ANSWER = 10_000
"""Letters of an answer, at most."""
WORDS = ("noms", "adjectifs", "verbes", "expressions")
"""How the spellings of a word may be declared."""
MOST_NOUN = 3
"""Words of a noun, at most (« plan de situation »)."""
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
    sentence = _sentence(sentence)
    before = [_sentence(one) for one in after]
    name, content = find_intent(draft, intent)
    for one, known, others in _examples(draft):
        if _same(known, sentence) and [*map(_words, others)] == [*map(_words, before)]:
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
    spelling = _sentence(spelling)
    how = how or _how(spelling)
    for name, content in draft.contents("intents"):
        declared = content.get("vocabulaire")
        if isinstance(declared, Written) and isinstance(declared.get(word), Written):
            if how not in WORDS:
                raise refused(name, f"« {how} » ne se dit pas d’un mot", f"choisissez entre {', '.join(WORDS)}")
            if any(_same(one, spelling) for key in WORDS for one in _list(declared[word].get(key))):
                raise refused(name, f"« {spelling} » est déjà une écriture de « {word} »", "il n’y a rien à ajouter")
            path = ("vocabulaire", word, how)
            return _change(draft, name, yaml_text.append(draft.read(name), name, path, spelling))
    raise refused("intents", f"aucun mot ne s’appelle « {word} »", "déclarez-le sous « vocabulaire: »")


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
    alias = " ".join(alias.split())
    name, place = find_record(draft, kind, id)
    if not alias or not _words(alias):
        raise refused(name, "l’alias est vide", "écrivez comment les gens disent")
    if len(alias) > MOST_ALIAS or any(unicodedata.category(one) == "Cc" for one in alias):
        raise refused(name, "cet alias est trop long, ou contient un caractère de commande", "raccourcissez-le")
    text = draft.read(name)
    if place is None:
        return _change(draft, name, _alias_in_table(text, name, id, alias))
    record = draft.content(name)[kind][place]
    _check_alias(name, id, alias, [str(record.get("nom", "")), *_list(record.get("alias"))], record.place.line)
    return _change(draft, name, yaml_text.append(text, name, (kind, place, "alias"), alias, after="nom"))


def _alias_in_table(text: str, name: str, id: str, alias: str) -> str:
    header, rows = parse_table(text, name)
    row = table_text.find_row(header, rows, name, id)
    cells = dict(zip(header, rows[row], strict=True))
    known = cells["alias"].split("|") if cells.get("alias") else []
    _check_alias(name, id, alias, [cells.get("nom", ""), *known], row + 2)
    if "|" in alias:
        raise refused(name, "un alias ne peut pas contenir « | », qui sépare les alias", "retirez ce signe", row + 2)
    if is_formula(alias):
        what = f"« {alias} » serait une formule dans un tableur"
        raise refused(name, what, f"retirez le « {alias[0]} » du début", row + 2)
    return table_text.put_cell(text, name, id, "alias", "|".join([*known, alias]))


def _check_alias(name: str, id: str, alias: str, known: Sequence[str], line: int) -> None:
    # Accents, capitals and hyphens make no difference to what is recognised.
    if any(_same(one, alias) for one in known):
        raise refused(name, f"« {alias} » est déjà un nom de « {id} »", "il n’y a rien à ajouter", line)


def add_off_subject(draft: Draft, sentence: str, file: str = "autre") -> str:
    """Have a sentence never be answered; the file that changes.

    Args:
        draft: the content.
        sentence: what people write.
        file: the theme, by the name of its file in `intents/hors_sujet/`, new or not.
    """
    sentence = _sentence(sentence)
    name = f"{OFF_SUBJECT}/{file}.yaml"
    for where, content in draft.contents("intents"):
        if any(_same(one, sentence) for one in _list(content.get("hors_sujet"))):
            raise refused(where, f"« {sentence} » y est déjà", "il n’y a rien à ajouter")
    for intent, known, others in _examples(draft):
        if _same(known, sentence) and not others:
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
        for spelling in map(_sentence, filter(_words, spellings)):
            by_how.setdefault(_how(spelling), []).append(spelling)
        lines = [f"{word}:", *(f"  {how}: {yaml_text.written(found)}" for how, found in by_how.items())]
        text = yaml_text.enter(text, name, ("vocabulaire", word), lines)
    groups = {one for _, content in draft.contents("intents") for one in _keys(content.get("groupes"))}
    usual = " ".join(f"@{one}" for one in USUAL_GROUPS if one in groups)
    admits = question.admits if question.admits is not None else (usual,) if usual else ()
    text = yaml_text.enter(text, name, ("intents", question.id), list(_question_lines(question, admits)))
    return _change(draft, name, text)


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
        if question.id in _keys(content.get("intents")):
            raise refused(where, f"une question s’appelle déjà « {question.id} »", "donnez un autre nom à la nouvelle")
        for word in question.words:
            if word in _keys(content.get("vocabulaire")):
                raise refused(where, f"un mot s’appelle déjà « {word} »", "servez-vous de lui, ou changez ce nom")
    for word, spellings in question.words.items():
        if not any(map(_words, spellings)):
            raise refused(name, f"le mot « {word} » n’a pas d’écriture", "dites comment les gens l’écrivent")
    for rule in question.rules:
        check_rule(draft, name, rule, question.words)
    for sentence in question.examples:
        for intent, known, others in _examples(draft):
            if _same(known, sentence) and not others:
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
    yield from (f"    - {line(_sentence(one))}" for one in question.examples if one.strip())


def find_intent(draft: Draft, intent: str) -> tuple[str, Written]:
    """The file of an intent, and what it holds.

    Raises:
        ContentError: no file has it.
    """
    known: list[str] = []
    for name, content in draft.contents("intents"):
        if intent in _keys(content.get("intents")):
            return name, content
        known += _keys(content.get("intents"))
    near = nearest(intent, known)
    remedy = f"vouliez-vous dire « {near} » ?" if near else "vérifiez son nom, ou ajoutez-la"
    raise refused("intents", f"aucune question ne s’appelle « {intent} »", remedy)


def find_record(draft: Draft, kind: str, id: str) -> tuple[str, int | None]:
    """The file of a record, and its place in the list of its type there; None in a table.

    Raises:
        ContentError: there is no such record, or it cannot be changed.
    """
    tables: list[tuple[str, str]] = []
    for name, content in draft.contents("knowledge"):
        for place, record in enumerate(_items(content.get(kind))):
            if isinstance(record, Written) and str(record.get("id")) == id:
                return name, place
        types = content.get("types")
        declared = types.get(kind) if isinstance(types, Written) else None
        if isinstance(declared, Written) and "table" in declared:
            tables.append((name, f"{name.rpartition('/')[0]}/{declared['table']}"))
    for _, table in tables:
        if table.endswith(".gz"):
            what = "ce répertoire est comprimé, et ne se change pas ici"
            raise refused(table, what, "demandez à la personne qui installe Lauréat")
        header, rows = parse_table(draft.read(table), table)
        if any(row[header.index("id")] == id for row in rows if "id" in header):
            return table, None
    raise refused("knowledge", f"aucune fiche « {kind} » ne s’appelle « {id} »", "vérifiez son identifiant")


def _examples(draft: Draft) -> Iterator[tuple[str, str, list[str]]]:
    """Each example, with its intent, and with what is said before."""
    for _, content in draft.contents("intents"):
        intents = content.get("intents")
        for intent, written in intents.items() if isinstance(intents, Written) else ():
            for example in _items(written.get("exemples")) if isinstance(written, Written) else ():
                if isinstance(example, Written):
                    yield intent, str(example.get("dit", "")), _list(example.get("apres"))
                else:
                    yield intent, str(example), []


def _change(draft: Draft, name: str, text: str) -> str:
    draft.write(name, text)
    return name


def _keys(value: object) -> list[str]:
    return list(value) if isinstance(value, Written) else []


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _list(value: object) -> list[str]:
    return [str(one) for one in _items(value)]


def _sentence(text: str) -> str:
    """A sentence on one line, as it may be written in a file."""
    text = " ".join(text.split())
    if not text or len(text) > MAX_LENGTH:
        remedy = f"écrivez une phrase, de {MAX_LENGTH} caractères au plus"
        raise refused("intents", "la phrase est vide, ou trop longue", remedy)
    if any(unicodedata.category(one) in ("Cc", "Cs") for one in text):
        raise refused("intents", "la phrase contient un caractère de commande", "écrivez-la de nouveau, à la main")
    return text


def _how(spelling: str) -> str:
    """How a spelling is best declared: a noun gets its plural, a turn of phrase is taken as it is."""
    words = spelling.split()
    return "noms" if len(words) <= MOST_NOUN and "'" not in spelling and "’" not in spelling else "expressions"


def _words(text: str) -> str:
    return " ".join(token.text for token in read_text(text).tokens)


def _same(one: str, other: str) -> bool:
    return one == other or (_words(one) == _words(other) != "")
