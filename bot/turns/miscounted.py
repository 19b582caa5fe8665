"""A follow-up that tells how many it means, of whom its answer tells another number: « les deux autres ? » after one
thing, « lequel des deux ? » of eight."""

from collections.abc import Iterator, Sequence

from bot.answering.reply import Answered
from bot.dialogue.conversation import LEAST_SEVERAL, MOST_LISTED, Conversation, Named
from bot.facts.records import Record
from bot.french.numbers import read_number
from bot.french.verbs import AUXILIARIES
from bot.french.words import BETWEEN, OF_IT, OF_TWO, SEVERAL_OF, THE_SEVERAL
from bot.understanding.mention import names
from bot.understanding.reading import Said
from bot.understanding.roles import OTHERS
from bot.understanding.weighing import Argument


def is_miscounted(argument: Argument, answered: Answered, past: Conversation) -> bool:
    """Whether an answer tells of another number of things than the message says it means of those told."""
    if past.intent is None or answered.reply.outcome != "answered":
        return False
    words = [token.text for token in argument.cover.text.tokens]
    others = next((one.mention for one in argument.said if one.mention.role == OTHERS), None)
    if others is not None:
        number = _of_others(argument.said, words, others.start)
        named = number == 1 and any(names(one.mention) for one in argument.said)
        return number is not None and not named and not _tells(number, answered, past)
    if any(names(one.mention) for one in argument.said) or not (answered.listed or answered.reply.text == past.reply):
        return False
    numbers = [number for number in _counted(words) if number not in {*_many(past)}]
    return any(number == LEAST_SEVERAL or not _tells(number, answered, past) for number in numbers)


def _of_others(said: Sequence[Said], words: Sequence[str], start: int) -> int | None:
    """How many others a message asks for, if it says (« les deux autres », « l’autre ? »)."""
    before = next((one.mention for one in said if one.mention.end == start and one.mention.how == "number"), None)
    if before is not None:
        definite = before.start > 0 and words[before.start - 1] in SEVERAL_OF
        return before.value if definite and isinstance(before.value, int) else None
    return 1 if words[start : start + 1] == [OF_TWO] else None


def _tells(number: int, answered: Answered, past: Conversation) -> bool:
    """Whether an answer tells of as many things, or that there are none."""
    frame = answered.frame
    affirmed = [entity for entity in frame.entities if not entity.excluded]
    listed = [one for one in answered.listed if all(one.id not in named.ids for named in past.focus)]
    if number in (len(affirmed), len(answered.listed), len(listed), len({*_owners(answered.listed)})):
        return number > 1 or answered.reply.text != past.reply
    return not answered.listed and answered.reply.text != past.reply


def _owners(things: Sequence[Record]) -> Iterator[Record]:
    """The records that things are of."""
    for thing in things:
        yield from (value for value in thing.values.values() if isinstance(value, Record))


def _counted(words: Sequence[str]) -> Iterator[int]:
    """The numbers, with their articles, of things told, which no noun after them names (« lequel des trois ? », « les
    deux ont gagné ? »)."""
    for place in range(1, len(words)):
        number = read_number((words[place],)) if words[place - 1] in THE_SEVERAL else None
        between = words[place - 2 : place - 1] == [BETWEEN]
        alone = words[place + 1 : place + 2] == [] or words[place + 1] in AUXILIARIES | {OF_IT}
        if number is not None and LEAST_SEVERAL <= number.value <= MOST_LISTED and alone and not between:
            yield int(number.value)


def _many(past: Conversation) -> Iterator[int]:
    """The numbers of things that were told together, or one after the other."""
    told: list[Sequence[Named]] = [past.listed, *past.before, past.left, past.choices]
    yield from map(len, told)
    yield past.counted
    yield from range(LEAST_SEVERAL, len(past.series) + 1)
    for group in (past.entities, past.focus):
        kinds = [named.kind for named in group if not named.excluded]
        yield from (kinds.count(kind) for kind in kinds)
