"""What a message asks of where whoever writes is from, where but published grants tell of it (« ma commune »)."""

from collections.abc import Sequence

from msgspec.structs import replace

from bot.dialogue.conversation import Conversation
from bot.findings.query import VALUE
from bot.french.speaker import OURS
from bot.understanding.grammar import Grammar
from bot.understanding.mention import Mention
from bot.understanding.weighing import Argument


def is_home(one: Mention, words: Sequence[str], past: Conversation, grammar: Grammar) -> bool:
    """Whether a word stands for where whoever writes is from, which is but a value of a column."""
    ours = not OURS.isdisjoint(words[one.start : one.end]) and bool(grammar.refers(one))
    return ours and bool(past.home) and all(named.kind == VALUE for named in past.home)


def at_home(argument: Argument, past: Conversation, grammar: Grammar) -> Conversation:
    """What was said before, as if but that had been spoken of, where a message asks of it (« combien pour la scierie ?
    — Et ma commune, elle a reçu combien ? »)."""
    words = argument.cover.text.words
    if not any(is_home(one.mention, words, past, grammar) for one in argument.said):
        return past
    return replace(past, entities=past.home, focus=past.home, listed=(), before=())
