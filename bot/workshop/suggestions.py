"""What would help, from what people wrote and did not get: words, names that they use, rules that collide."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct
from rapidfuzz import fuzz

from bot.assistant import Assistant
from bot.content.model import Model
from bot.dialogue.conversation import Conversation
from bot.explaining.spellings import nearest
from bot.facts.records import Record
from bot.french.agreement import count_of
from bot.french.text import fold, read_text
from bot.turns.turn import Step
from bot.understanding.forms import glue
from bot.understanding.scoring import LEAST_SCORE
from bot.workshop.trying import Asked

MOST_SENTENCES = 3
"""Sentences quoted in a suggestion."""
NEAR = 0.03
"""Difference under which two rules are as good for a sentence."""
LEAST_LETTERS = 4
"""Letters of a word that may be a part of a name."""
LEAST_SURE = 88
"""Likeness, 0 to 100, from which some words are taken for a name written otherwise."""
MOST_NAMED = 3
"""Records that a word may be a part of, to be proposed as an alias of one."""

Kind = Literal["mot", "alias", "regles"]


class Suggestion(Struct, frozen=True, kw_only=True):
    """Something to add or to look at."""

    kind: Kind
    said: str
    """The word, or the rule that wins."""
    what: str
    """What was noticed, in French."""
    remedy: str
    """What to do about it, in French."""
    times: int
    """How many messages it concerns."""
    sentences: tuple[str, ...]
    """Some of them."""
    record: str = ""
    """Of an alias: whose, `type:id`."""
    word: str = ""
    """Of a spelling: the word of the vocabulary that it may be one of."""


class _Noted:
    """Messages that have something in common."""

    def __init__(self) -> None:
        self.times = 0
        self.sentences: dict[str, None] = {}

    def add(self, asked: Asked) -> None:
        self.times += asked.times
        if len(self.sentences) < MOST_SENTENCES:
            self.sentences[asked.text] = None


def suggest(assistant: Assistant, messages: Iterable[Asked]) -> list[Suggestion]:
    """What would help, what concerns most messages first.

    Args:
        assistant: over the content.
        messages: what people wrote, answered or not.
    """
    watched = _Watched(assistant)
    for asked in messages:
        watched.hear(asked)
    return sorted(watched.suggestions(), key=lambda one: (-one.times, one.kind, fold(one.said)))


class _Watched:
    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._model: Model = assistant.model
        self._unknown: dict[str, _Noted] = defaultdict(_Noted)
        self._written: dict[str, Counter[str]] = defaultdict(Counter)
        self._rivals: dict[tuple[str, str], _Noted] = defaultdict(_Noted)
        self._words: dict[str, str] = {}
        for concept in self._model.grammar.concepts.values():
            for spelling in concept.spellings:
                self._words.setdefault(spelling, concept.name)
        self._named: dict[str, list[Record]] = defaultdict(list)
        self._initials: dict[str, list[Record]] = defaultdict(list)
        self._records: list[tuple[str, Record]] = []
        for kind, declared in self._model.knowledge.types.items():
            for record in () if declared.silent else self._model.knowledge.records.get(kind, {}).values():
                tokens = read_text(record.name).words
                for word in {*tokens}:
                    self._named[word].append(record)
                if len(tokens) > 2:
                    self._initials["".join(word[0] for word in tokens)].append(record)
                self._records += [(fold(name), record) for name in (record.name, *record.aliases)]

    def hear(self, asked: Asked) -> None:
        """Note what a message shows."""
        past = Conversation()
        for before in asked.before:
            _, past = self._assistant.answer(before, past)
        turn = self._assistant.turn(asked.text, past)
        reply = turn.reply
        fallbacks = {*self._model.fallbacks.values()}
        missed = reply.outcome in ("out_of_scope", "clarify") or reply.intent in fallbacks
        for step in turn.steps:
            if missed:
                self._note_unknown(step, asked)
            self._note_rivals(step, asked)

    def _note_unknown(self, step: Step, asked: Asked) -> None:
        cover = step.argument.cover
        tokens, raw = cover.text.tokens, cover.text.raw
        for place in cover.unknown:
            word = tokens[place].text
            if len(word) > 1 and not word.isdecimal():
                self._unknown[word].add(asked)
                self._written[word][raw[tokens[place].start : tokens[place].end]] += asked.times

    def _note_rivals(self, step: Step, asked: Asked) -> None:
        found = step.reading.candidates
        if not found or found[0].score < LEAST_SCORE:
            return
        best = found[0]
        other = next((one for one in found[1:] if one.rule.intent != best.rule.intent), None)
        if other is not None and best.key[0] - other.key[0] < NEAR:
            self._rivals[f"{best.rule.intent}\n{best.rule.text}", f"{other.rule.intent}\n{other.rule.text}"].add(asked)

    def suggestions(self) -> Iterator[Suggestion]:
        """What was noted, told."""
        for word, noted in self._unknown.items():
            written = self._written[word].most_common(1)[0][0]
            yield self._of_word(word, written, noted)
        for (best, other), noted in self._rivals.items():
            intent, rule = best.split("\n")
            rival, second = other.split("\n")
            yield Suggestion(
                kind="regles",
                said=rule,
                what=f"« {rule} » ({intent}) et « {second} » ({rival}) conviennent aussi bien l’une que l’autre",
                remedy="ajoutez à l’une un mot qui les distingue, ou « !mot » à l’autre",
                times=noted.times,
                sentences=tuple(noted.sentences),
            )

    def _of_word(self, word: str, written: str, noted: _Noted) -> Suggestion:
        sentences = tuple(noted.sentences)
        record = self._bearer(word)
        if record is not None:
            return Suggestion(
                kind="alias",
                said=written,
                what=f"« {written} » semble désigner « {record.name} » ({record.type.noun}, {record.place})",
                remedy=f"ajoutez l’alias « {written} » à cette fiche, si c’est bien elle",
                times=noted.times,
                sentences=sentences,
                record=f"{record.type.name}:{record.id}",
            )
        near, edits = nearest(self._model, written)
        if near in self._words:
            return Suggestion(
                kind="mot",
                said=written,
                what=f"« {written} » est inconnu ; le plus proche est « {near} », à {count_of(edits, 'lettre')}",
                remedy=f"si c’est lui, ajoutez cette écriture à « {self._words[near]} » ; sinon, déclarez ce mot",
                times=noted.times,
                sentences=sentences,
                word=self._words[near],
            )
        return Suggestion(
            kind="mot",
            said=written,
            what=f"« {written} » est inconnu",
            remedy="déclarez-le sous « vocabulaire: », ou, s’il n’est pas du sujet, dans autres_sujets.yaml",
            times=noted.times,
            sentences=sentences,
        )

    def _bearer(self, word: str) -> Record | None:
        """The record that a word is a part, the initials or another spelling of, where it is of few."""
        if len(word) < LEAST_LETTERS:
            bearers = self._initials.get(word, [])
        else:
            bearers = self._named.get(word, []) or self._initials.get(word, []) or self._begun(word)
        return bearers[0] if len(bearers) == 1 else None

    def _begun(self, word: str) -> list[Record]:
        form = glue(word)
        alike = {
            record.id: record
            for name, record in self._records
            if len(name) >= LEAST_LETTERS and fuzz.ratio(form, name.replace(" ", "")) >= LEAST_SURE
        }
        return list(alike.values()) if len(alike) <= MOST_NAMED else []
