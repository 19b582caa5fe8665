"""The body that whoever writes is of, where they ask of it (« je suis président du judo. Combien a-t-on eu ? »)."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from bot.dialogue.conversation import Conversation
from bot.dialogue.lists import Find
from bot.dialogue.subjects import names_year
from bot.facts.records import Record
from bot.findings.query import BODY, GRANT, READING
from bot.french.speaker import BEFORE_VERBS, OF_SPEAKER, TELL_US, US, WE
from bot.french.verbs import BEING_OR_HAVING
from bot.french.words import INFINITIVES
from bot.understanding.grammar import Grammar
from bot.understanding.mention import Cover, Mention, names
from bot.understanding.reading import SLIGHT, Said
from bot.understanding.weighing import Argument

GETTING = frozenset(("gagner", "recevoir", "nous_avons", "eu_plus_mot", "recu_moins_mot"))
"""Concepts of words whose subject gets something."""
SURELY_GETTING = GETTING - {"nous_avons"}
"""The same without « on a », which may be « there is »."""
GIVING = frozenset(("attribuer", "claquer", "donneur_mot", "payeur_mot", "versement_mot"))
"""Those of words whose subject gives it (« on a donné combien ? » is not asked of whoever writes)."""
OPENING = ("ouverture", "cloture")
"""Roles of words in which « nous » is who is told, not of whom (« pouvez-vous nous dire »)."""
ALL = "tout"
"""Role of words for the whole (« le cumul », « sur les trois ans »)."""
LEAST_ALL = 0.5
"""What such words weigh that say of what it is."""
OF_ALL = (ALL, "superlatif", "mesure", "autres", "groupe", "pronom")
"""Roles of words by which a question that does not say of what it is, is not of whoever just said what they are."""
COMPARING = ("semblable", "reference")
"""Roles of words that set them beside what was spoken of (« et nous, plus ou moins ? »)."""
LEAST_VERB = 4
"""Letters of an infinitive that tells what whoever writes is to be done for (« nous dire »)."""


class Speaking:
    """Puts the body of whoever writes in the place of what they say of themselves."""

    def __init__(self, grammar: Grammar, find: Find) -> None:
        self._grammar = grammar
        self._find = find

    def named(self, argument: Argument, past: Conversation) -> Argument:
        """A message with the body of whoever writes where it asks of them, if they told it."""
        records = tuple(record for one in past.speaker for record in self._find(one) if record.id in one.ids)
        if not records or argument.speaker or any(map(self._grammar.is_place, argument.cover.mentions)):
            return argument
        place = next(self.places(argument), None)
        if place is None and not (past.introduced and self.says_not_of_what(argument)):
            return argument
        at = place or 0
        return replace(
            argument,
            said=self._with_body(argument.said, at, records),
            core=argument.core and replace(argument.core, said=self._with_body(argument.core.said, at, records)),
        )

    def turned(self, argument: Argument, past: Conversation) -> Conversation:
        """What was said before a message that asks of whoever writes, without what was asked instead of a body, unless
        they compare themselves with it (« combien pour le basket ? — Et nous ? »)."""
        compares = not argument.cover.roles.isdisjoint(COMPARING)
        kept = tuple(one for one in past.entities if compares or one.kind != READING)
        return replace(past, entities=kept)

    def places(self, argument: Argument) -> Iterator[int]:
        """The tokens by which a message asks of whoever writes and of those they write for."""
        cover = argument.cover
        if cover.words.isdisjoint(OF_SPEAKER | WE | US):
            return
        words = cover.text.words
        within = {at: one for one in cover.mentions for at in range(one.start, one.end)}
        for place, word in enumerate(words):
            one = within.get(place)
            if one is not None and one.role in OPENING:
                continue
            if word in US:
                told = words[place - 1].endswith(TELL_US) if place else False
                after = words[place + 1] if place + 1 < len(words) else ""
                does = len(after) >= LEAST_VERB and after.endswith(INFINITIVES)
                if not (told or does) or not self._names_another(argument.said):
                    yield place
            elif word in WE:
                if self._gets(place, words, within, cover):
                    yield place
            elif word in OF_SPEAKER and self._is_of_them(place, within, argument):
                yield place

    def gets(self, argument: Argument) -> bool:
        """Whether a message surely asks what whoever writes, or those they write for, got (« notre subvention »)."""
        words = argument.cover.text.words
        got = any(sense.id in SURELY_GETTING for one in argument.cover.mentions for sense in one.senses)
        return any(words[place] not in WE or words[place] in US or got for place in self.places(argument))

    def _is_of_them(self, place: int, within: dict[int, Mention], argument: Argument) -> bool:
        """Whether what is theirs is a body, or a grant, not where they live (« notre subvention », « ma ville »)."""
        own, following = within.get(place), within.get(place + 1)
        owned = following if own is None or not own.weight else own
        if owned is None or not owned.weight:
            # « Pour mon papier » says nothing of what is asked.
            return False
        if BODY in self._grammar.refers(owned):
            return True
        kinds = self._grammar.kinds(one for one in argument.said if one.mention == owned)
        # « Notre part » is said in one.
        ours = owned is own or any(sense.anchor for sense in owned.senses)
        return ours and not self._grammar.refers(owned) and not names(owned) and kinds <= {GRANT}

    def _with_body(self, said: tuple[Said, ...], place: int, records: tuple[Record, ...]) -> tuple[Said, ...]:
        """What is said with a body that stands at a token, in the stead of its noun (« notre club »)."""
        body = replace(self._grammar.carry_records(records).mention, start=place, end=place + 1)
        apart = any(one.mention.role == "exclusion" and one.mention.end == place for one in said)
        kept = [
            one
            for one in said
            if BODY not in self._grammar.refers(one.mention) or not one.mention.start <= place + 1 <= one.mention.end
        ]
        return tuple(sorted((*kept, Said(body, body.weight, apart)), key=lambda one: one.mention.start))

    def says_not_of_what(self, argument: Argument) -> bool:
        """Whether a message asks something, and does not say of whom (« combien cette année ? »)."""
        told = [one for one in argument.said if one.weight > SLIGHT]
        got = any(sense.id in SURELY_GETTING for one in argument.said for sense in one.mention.senses)
        # « Le cumul perçu », « le total en 2023 » are what they got, « le total des subventions » is what all did.
        theirs = [one for one in argument.said if one.mention.role != ALL or not (got or one.weight < LEAST_ALL)]
        roles = {sense.role for one in theirs for sense in one.mention.senses}
        kinds = self._grammar.kinds(argument.said)
        # « Les aides perçues auprès du Parc » are those that they got.
        another = self._names_another(argument.said if not got else [one for one in argument.said if not _gives(one)])
        return bool(told) and not another and roles.isdisjoint(OF_ALL) and kinds <= {GRANT}

    @staticmethod
    def _names_another(said: Sequence[Said]) -> bool:
        """Whether something said names anything but years."""
        return any(names(one.mention) and not names_year(one.mention) for one in said)

    def _gets(self, place: int, words: Sequence[str], within: dict[int, Mention], cover: Cover) -> bool:
        """Whether « on » there gets something, or is something; it gives, or is nobody, elsewhere (« on sait »)."""
        own, before = within.get(place), within.get(place - 1)
        verb = _verb(place, words, cover)
        has = words[verb] in BEING_OR_HAVING
        subject = before is not None and before.weight > 0 and before is not own and not names_year(before)
        subject = subject and before is not None and before.role not in ("question", "verification")
        if subject and not (has or cover.paused(place) or verb < place):
            # « Quelles assos on reçu… » is « ont ».
            return False
        after = within.get(verb)
        reach = range(max(place, verb) + 1, len(words))
        following = next((within[at] for at in reach if at in within and within[at] not in (own, after)), None)
        acts = [one for one in (own, after, following) if one is not None]
        # « A-t-on accordé », « on a accordé plus » are of who gives, whatever all of it is taken for.
        each = (word for one in acts for word in words[one.start : one.end])
        given = (sense for word in each for sense in self._grammar.lexicon.senses(word))
        if any(sense.id in GIVING for sense in (*given, *(sense for one in acts for sense in one.senses))):
            return False
        return has or any(sense.id in GETTING for one in acts[:2] for sense in one.senses)


def _gives(one: Said) -> bool:
    """Whether a name is that of who gives."""
    records = [sense.record for sense in one.mention.senses if sense.record is not None]
    return bool(records) and all(record.type.gives for record in records)


def _verb(place: int, words: Sequence[str], cover: Cover) -> int:
    """Where the verb of « on » there stands, before it where it is asked (« touche-t-on »)."""
    before = place - 1 - (place > 1 and words[place - 1] == "t")
    joined = place > 0 and cover.text.raw[cover.text.tokens[place].start - 1] == "-"
    if place > 0 and (joined or words[place - 1] == "t" or words[before] in BEING_OR_HAVING):
        return before
    return next((at for at in range(place + 1, len(words)) if words[at] not in BEFORE_VERBS), place)
