"""Why a sentence is not understood as a question, and what rule or words would have it so."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from bot.answering.intent import Intent
from bot.assistant import Assistant
from bot.content.model import Model
from bot.dialogue.conversation import Conversation
from bot.explaining.spellings import nearest
from bot.turns.turn import Step
from bot.understanding.mention import Sense
from bot.understanding.reading import Candidate, rank
from bot.understanding.rules import Rule, RuleIndex
from bot.understanding.scoring import LEAST_SCORE, LEAST_UNANCHORED

MOST_TERMS = 4
"""Terms of a proposed rule: one that asks for more understands little else."""
LEAST_TERM = 0.3
"""What a word weighs at least to be in a proposed rule."""


class Advice(Struct, frozen=True):
    """What is made of a sentence, and what would help."""

    understood: str
    """In French."""
    hints: tuple[str, ...]
    """In French, the best first."""
    rule: str = ""
    """A rule that would have it understood; empty where none can be proposed."""


class Adviser:
    """Advises on one content."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._model: Model = assistant.model
        grammar = self._model.grammar
        self._names = {sense.mask: name for name, sense in grammar.concept_senses.items()}

    def advise(self, sentence: str, intent: str, past: Conversation) -> Advice:
        """Why a sentence is not understood as an intent; `past` is what was said before."""
        steps, _ = self._assistant.steps(sentence, past)
        step = steps[0]
        wanted = self._model.intents.get(intent)
        least = LEAST_SCORE if step.anchored else LEAST_UNANCHORED
        if step.answered.frame.intent == intent:
            return Advice(self._understood(step, least), ("la question est la bonne : c’est la réponse qui diffère",))
        hints = list(self._unknown(step))
        rule = ""
        if wanted is not None:
            hints += self._nearly(step, wanted)
            rule, found = self._proposed(step, wanted)
            if found is not None and found.score >= least:
                best = step.reading.best
                wins = best is None or best.rule.intent == intent or found.key > best.key
                share = f"elle explique {_percent(found.score)} de la phrase"
                hints.append(
                    f"la règle « {rule} » la ferait comprendre ({share})"
                    if wins
                    else f"la règle « {rule} » conviendrait ({share}), mais l’autre question l’emporterait encore : "
                    "ajoutez-y un mot que cette question a seule"
                )
                rule = rule if wins else ""
            elif found is not None:
                hints.append(
                    f"même la règle « {rule} » n’expliquerait que {_percent(found.score)} de la phrase ; "
                    f"il en faut {_percent(least)} : déclarez d’abord les mots inconnus"
                )
                rule = ""
            else:
                hints.append("aucun mot connu de cette phrase ne peut faire une règle : déclarez ses mots")
        return Advice(self._understood(step, least), tuple(dict.fromkeys(hints)), rule)

    def _understood(self, step: Step, least: float) -> str:
        best = step.reading.best
        reply = step.answered.reply
        if best is None:
            return "aucune règle ne convient à cette phrase"
        intent = self._model.intents[best.rule.intent]
        named = f"« {intent.title or intent.id} »"
        if step.answered.frame.intent != intent.id and best.score < least:
            return (
                f"aucune règle n’en explique assez : la meilleure, « {best.rule.text} » ({named}), en explique "
                f"{_percent(best.score)} ; il en faut {_percent(least)}"
            )
        share = f"{_percent(best.score)}, {reply.outcome}"
        return f"elle est comprise comme {named}, par la règle « {best.rule.text} » ({share})"

    def _unknown(self, step: Step) -> Iterator[str]:
        """What may be done about words that mean nothing, or something else."""
        cover = step.argument.cover
        tokens, raw = cover.text.tokens, cover.text.raw
        for place in cover.unknown:
            word = raw[tokens[place].start : tokens[place].end]
            near, _ = nearest(self._model, word)
            yield (
                f"« {word} » est un mot inconnu ; le plus proche est « {near} » : si c’est lui, ajoutez cette écriture"
                if near
                else f"« {word} » est un mot inconnu : déclarez-le sous « vocabulaire: », ou, s’il ne dit rien, "
                "dans courant.yaml"
            )
        for one in step.argument.said:
            if one.mention.senses[0].foreign:
                word = raw[tokens[one.mention.start].start : tokens[one.mention.end - 1].end]
                yield f"« {word} » est d’un autre sujet (autres_sujets.yaml) : il pèse contre toute réponse"

    def _nearly(self, step: Step, wanted: Intent) -> Iterator[str]:
        """The rule of the question that lacks the least."""
        names = self._held(step)
        lacking: list[tuple[int, str]] = []
        for rule in wanted.rules:
            missing, forbidden = [], []
            for term in rule.text.split():
                if term.startswith("@") or term.endswith("?"):
                    continue
                met = not names.isdisjoint(term.removeprefix("!").split("|"))
                if term.startswith("!") and met:
                    forbidden.append(term)
                elif not term.startswith("!") and not met:
                    missing.append(term)
            faults = [f"« {one} » n’y est pas" for one in missing] + [f"« {one} » l’exclut" for one in forbidden]
            if len(faults) == 1:
                lacking.append((len(rule.required), f"la règle « {rule.text} » conviendrait presque : {faults[0]}"))
        if lacking:
            yield max(lacking)[1]

    def _held(self, step: Step) -> set[str]:
        """What the terms of a rule may name in a sentence."""
        return {
            name
            for one in step.reading.said or step.argument.said
            for sense in one.mention.senses
            for name in self._terms(sense)
        }

    def _terms(self, sense: Sense) -> list[str]:
        """What a rule may call a meaning, the narrowest last."""
        record = sense.record
        if record is not None:
            kinds = [f"<{kind}>" for kind in self._model.knowledge.lineage(record.type.name)]
            return [*kinds[::-1], f"<{record.type.name}:{record.id}>"]
        if sense.id in self._model.grammar.concepts:
            return [sense.id]
        return [f"<{sense.id}>"]

    def _proposed(self, step: Step, wanted: Intent) -> tuple[str, Candidate | None]:
        """A rule made of what weighs in a sentence, and how well it would fit."""
        said = step.reading.said or step.argument.said
        terms: dict[str, int] = {}
        for one in sorted(said, key=lambda one: -one.weight):
            sense = one.mention.senses[0]
            if one.weight >= LEAST_TERM and not one.borrowed and not sense.foreign and len(terms) < MOST_TERMS:
                # Any record of its kind: a rule is not about one town.
                name = f"<{sense.record.type.name}>" if sense.record is not None else self._terms(sense)[0]
                terms.setdefault(name, one.mention.mask)
        if not terms:
            return "", None
        rule = Rule(wanted.id, " ".join(terms), tuple(terms.values()), 0, 0)
        explains = _admitted(wanted)
        for mask in terms.values():
            explains |= mask
        found = rank(said, step.argument.unknown, RuleIndex([replace(rule, explains=explains)]))
        return rule.text, found[0] if found else None


def _admitted(intent: Intent) -> int:
    """What every rule of a question explains without asking for it."""
    admitted = -1
    for rule in intent.rules:
        own = 0
        for term in rule.required:
            own |= term
        admitted &= rule.explains & ~own
    return admitted if intent.rules else 0


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"
