"""What whoever writes says of the body that they are of, before what they ask (« je suis président du judo, … »)."""

from collections.abc import Callable

from msgspec.structs import replace

from bot.dialogue.speaking import ALL, LEAST_ALL, OF_ALL
from bot.dialogue.subjects import names_year
from bot.facts.records import Record
from bot.findings.query import BODIES, BODY
from bot.french.speaker import IN_THE_NAME_OF, OF_SPEAKER, SPEAKING_FOR, US, WE
from bot.french.text import Text
from bot.french.words import DEFINITE, INSIDE, OF, PLURAL, SUBJECTS_AFTER, THAT, WHO
from bot.turns.clauses import ASKING, asked
from bot.turns.rereading import with_mention
from bot.turns.strangers import OFFICE
from bot.understanding.grammar import Grammar
from bot.understanding.mention import Cover, Mention, Sense, mention, names
from bot.understanding.reading import anchors
from bot.understanding.weighing import Argument

MOST_BEFORE = 10
"""Words before somebody says what they are (« Bonjour, je m’appelle Paul Durand et je suis… »)."""
MOST_GREETING = 3
"""The same where no pronoun tells it (« Bonjour, trésorier du judo, … »)."""
MOST_BETWEEN = 12
"""Words between that and the body."""
MOST_AFTER = 4
"""Words after it that say nothing more (« présidente de la ludothèque ici. »)."""
MOST_GREETED = 0.5
"""Weight of a greeting."""
SUMMING = ("tout", "question")
"""Roles of words that ask how much (« le total », « combien »)."""
LEAST_SUM = 0.4
"""What they weigh at least."""
LITTLE = DEFINITE | OF | INSIDE | {"l", "chez"}
"""Words between what somebody is and of what."""
WEIGHT = 1.2
"""Of a name in a message."""


class Introducing:
    """Finds it in sentences."""

    def __init__(self, grammar: Grammar, weigh: Callable[[Text], Argument]) -> None:
        self._grammar = grammar
        self._weigh = weigh

    def parted(self, part: Argument, last: bool) -> list[Argument]:
        """A sentence that tells of what body its author is, and what it asks after it; where it tells but that, the
        sentence as if the body alone was named. Nothing of any other.

        Args:
            part: the sentence.
            last: whether none follows it, before which « président du judo » would introduce whoever writes.
        """
        cover = part.cover
        found = self._body(cover)
        if found is None:
            return []
        place, body = found
        records, end = self._meant(body, cover), _end(cover, body)
        introduced = _speaks(cover, place) > 0
        if end < len(cover.text.tokens):
            told, rest = self._cut(cover.text, 0, end), self._cut(cover.text, end)
            told = replace(told, speaker=records)
            if introduced and not last and not _asks(rest):
                # « Je suis président du judo depuis 2010. Combien… »
                return [told]
            surely = rest.weight > 0 if introduced else _asks_of_grants(rest) or self._asks_of_theirs(rest)
            return [told, rest] if surely else []
        if last and not introduced:
            return []
        if records[0].type.name != BODY:
            return [replace(part, speaker=records)]
        alone = self._cut(cover.text, body.start, body.end)
        senses = tuple(Sense(f"{one.type.name}:{one.id}", self._grammar.mask_of(one), WEIGHT, one) for one in records)
        named = mention(0, body.end - body.start, senses, body.quality, body.form, body.how)
        return [replace(with_mention(alone, named), speaker=records)]

    def _body(self, cover: Cover) -> tuple[int, Mention] | None:
        """Where somebody begins to say what they are, and the body that they then name, if they do."""
        named = [one for one in cover.mentions if _names_body(one)] if OFFICE in self._grammar.concepts else []
        if not named:
            return None
        first = min((one.start for one in cover.mentions if one.role in ASKING), default=len(cover.text.tokens))
        first = min(first, *asked(cover.text), len(cover.text.tokens))
        for place in range(min(MOST_BEFORE, first)):
            body = next((one for one in named if place < one.start <= min(first, place + MOST_BETWEEN)), None)
            if body is not None and self._tells(cover, place, body.start):
                return place, body
        return None

    def _tells(self, cover: Cover, place: int, end: int) -> bool:
        """Whether the words from one to a body say that somebody is of it, and nothing else."""
        words = cover.text.words[place:end]
        begun = _speaks(cover, place)
        between = words[begun:]
        if not THAT.isdisjoint(between) or any(names(one) for one in cover.mentions if place < one.start < end):
            return False
        offices = [at for at, word in enumerate(between) if self._is_office(word)]
        if begun:
            return bool(offices) or all(word in LITTLE for word in between)
        # « Les adhérents du judo » are not whoever writes.
        greeted = all(one.weight <= MOST_GREETED for one in cover.mentions if one.start < place)
        alone = offices == [0] and not words[0].endswith(PLURAL)
        alone = alone and all(word in LITTLE or self._is_of_bodies(word) for word in words[1:])
        return alone and greeted and place <= MOST_GREETING and cover.text.tokens[place - 1].text not in DEFINITE

    def _is_office(self, word: str) -> bool:
        """Whether a word tells what somebody may be in a body."""
        return any(sense.id == OFFICE for sense in self._grammar.lexicon.senses(word))

    def _meant(self, body: Mention, cover: Cover) -> tuple[Record, ...]:
        """The bodies that a name may mean; where it is but a reading of names, those that are called so, if any are."""
        records = [sense.record for sense in body.senses if sense.record is not None]
        if bodies := tuple(record for record in records if record.type.name == BODY):
            return bodies
        words = cover.text.words[body.start : body.end]
        words = [word for word in words if word not in LITTLE and not self._is_of_bodies(word)]
        found = (one for one in self._grammar.lexicon.registers.called(words) if one.end - one.start == len(words))
        if called := tuple(record for one in found for record in one.records if record.type.name == BODY):
            return called
        return tuple(record for record in records if record.type.name in BODIES)

    def _is_of_bodies(self, word: str) -> bool:
        """Whether a word is what bodies are called (« club »)."""
        concepts = (self._grammar.concepts.get(sense.id) for sense in self._grammar.lexicon.senses(word))
        return any(one is not None and one.target == BODY for one in concepts)

    def _asks_of_theirs(self, rest: Argument) -> bool:
        """Whether what follows « trésorière du judo » asks of their body (« combien notre club a-t-il reçu ? »)."""
        tokens = rest.cover.text.tokens
        own = (one for one in rest.cover.mentions if tokens[one.start].text in OF_SPEAKER)
        return any(BODY in self._grammar.refers(one) for one in own)

    def _cut(self, text: Text, start: int, end: int | None = None) -> Argument:
        tokens = text.tokens[start:end]
        return self._weigh(Text(text.raw, tokens, (len(tokens),)))


def tells_of_no_known_body(cover: Cover) -> bool:
    """Whether a sentence says that whoever writes is something in a body whose name means nothing to us (« je suis
    présidente des Lutins verts »)."""
    place = next((at for at in range(min(MOST_BEFORE, len(cover.text.tokens))) if _speaks(cover, at)), None)
    if place is None or any(names(one) for one in cover.mentions):
        return False
    offices = (one for one in cover.mentions if one.start >= place and any(sense.id == OFFICE for sense in one.senses))
    office = next(offices, None)
    words = cover.text.words
    if office is None or not (OF | INSIDE).intersection(words[office.end : office.end + 1]):
        return False
    raw, tokens = cover.text.raw, cover.text.tokens
    reach = range(office.end + 1, len(tokens))
    return any(at in cover.unknown or raw[tokens[at].start].isupper() for at in reach)


def asks_for_an_unknown_body(part: Argument, following: Argument) -> bool:
    """Whether a sentence tells so, before one that does not say of what it asks (« …. Combien en 2023 ? »)."""
    open_ = all(
        one.mention.role not in OF_ALL or (one.mention.role == ALL and one.weight < LEAST_ALL) for one in following.said
    )
    named = any(names(one.mention) and not names_year(one.mention) for one in following.said)
    return open_ and not named and tells_of_no_known_body(part.cover)


def _names_body(one: Mention) -> bool:
    return names(one) and any(sense.record and sense.record.type.name in BODIES for sense in one.senses)


def _speaks(cover: Cover, place: int) -> int:
    """How many words there begin what somebody says to be, or in whose name they write; 0 where they don't."""
    words = tuple(cover.text.words[place : place + 3])
    return max((len(one) for one in (*SPEAKING_FOR, *IN_THE_NAME_OF) if words[: len(one)] == one), default=0)


def _end(cover: Cover, body: Mention) -> int:
    """Where what is told of oneself ends: at a pause just after the body, or with it."""
    size = len(cover.text.tokens)
    reach = range(body.end, min(size, body.end + MOST_AFTER) + 1)
    end = next((at for at in reach if at == size or cover.paused(at)), body.end)
    words = set(cover.text.words[body.end : end])
    says = any(one.weight > 0 or one.role in ASKING for one in cover.mentions if body.end <= one.start < end)
    strange = any(body.end <= at < end for at in cover.unknown)
    return body.end if says or strange or not words.isdisjoint(WE) else end


def _asks(rest: Argument) -> bool:
    cover = rest.cover
    return cover.text.asks or bool(asked(cover.text)) or any(one.role in ASKING for one in cover.mentions)


def _asks_of_grants(rest: Argument) -> bool:
    """Whether what follows « président du judo » surely asks of the judo's grants, not of its president."""
    words = set(rest.cover.text.words)
    # « Les sommes qui nous ont été attribuées », « combien nous a-t-on donné ? »
    of_us = not words.isdisjoint(US | OF_SPEAKER)
    of_others = not of_us and not words.isdisjoint(SUBJECTS_AFTER - WE | {WHO})
    # « …, j’aimerais le total sur les trois ans »
    sums = any(one.weight >= LEAST_SUM and one.mention.role in SUMMING for one in rest.said)
    surely = sums or any(anchors(one) or names_year(one.mention) for one in rest.said)
    return not of_others and (surely or (of_us and _asks(rest)))
