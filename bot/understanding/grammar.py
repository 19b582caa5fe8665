"""Everything that understands, compiled once: lexicon, concepts, rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from bot.facts.records import Record
from bot.french.numbers import DayMonth, Quantity
from bot.french.text import Token
from bot.french.words import AROUND_DAYS, ARTICLES, OF, THAT, TO_A_DAY
from bot.understanding.added import added_name
from bot.understanding.asking import asked
from bot.understanding.frame import Entity, Frame
from bot.understanding.how_many import Numbers, spanned
from bot.understanding.kinds import Kinds
from bot.understanding.lexicon import Lexicon
from bot.understanding.marks import Marks
from bot.understanding.meanings import Meanings
from bot.understanding.mention import Cover, Mention, Sense, also_named, carried, records_meant
from bot.understanding.quantities import numbers as numbers_of
from bot.understanding.reading import Candidate, Said, meets, needed
from bot.understanding.roles import BETWEEN, LEAVING_OUT, Role
from bot.understanding.rules import RuleIndex
from bot.understanding.several import several_named
from bot.understanding.target import NO_TARGET
from bot.understanding.weighing import Argument, Weighing

COMPARING = ("semblable", "superlatif")
"""Roles of words that compare several things."""
MOST_BEFORE_DAYS = 4
"""Words before a day or a month that may say what lies around it (« à la fin du mois de juin »)."""


@dataclass(frozen=True, slots=True)
class Grammar(Meanings):
    """The compiled content of `intents/` and the names of `knowledge/`."""

    lexicon: Lexicon
    rules: RuleIndex
    marks: Marks

    def weigh(self, cover: Cover, around: float = 0.0) -> Argument:
        """Say of each mention what it weighs and whether the message keeps it out.

        Args:
            cover: a message or a part of it.
            around: what words of other subjects weigh in the other parts.
        """
        return Weighing(cover, self, self.lexicon, self.marks).argument(around)

    def carry_concept(self, name: str) -> Said | None:
        """A concept of an earlier turn as a mention."""
        sense = self.concept_senses.get(name)
        if sense is None:
            return None
        return Said(carried((sense,), name), sense.weight, False, True)

    def carry_denial(self, concept: Said, intent: str | None) -> Said:
        """A word of an earlier turn, as what denied what others do where it did in the question of an intent (« quelles
        communes n’ont pas de projet ? — Et dans le 94 ? »)."""
        denied = self.marks.denied
        denies = any(rule.intent == intent and rule.explains & denied for rule in self.rules.rules)
        mention = concept.mention
        return replace(concept, mention=replace(mention, mask=mention.mask | denied)) if denies else concept

    def carry_records(self, records: tuple[Record, ...], excluded: bool = False, spare: bool = False) -> Said:
        """Records of an earlier turn as a mention."""
        senses = tuple(Sense(f"{r.type.name}:{r.id}", self.mask_of(r), 1.0, r, anchor=r.type.anchor) for r in records)
        # Of towns that are called otherwise, one was written too badly to tell which (« Viry ou Vitry ? »).
        unsure = bool(records[0].type.within) and len({record.name.split("-")[0] for record in records}) > 1
        return Said(replace(carried(senses, records[0].name), unsure=unsure), 1.0, excluded, True, spare)

    def mask_of(self, record: Record) -> int:
        """The feature bits of a record: its type's and its own."""
        return self.record_masks.get(f"{record.type.name}:{record.id}", 0) | self.record_masks[record.type.name]

    def frame(self, candidate: Candidate, argument: Argument, said: tuple[Said, ...], counts: bool = True) -> Frame:
        """The frame that a rule makes of a message.

        Args:
            candidate: the rule, and how well it fits.
            argument: the message.
            said: its mentions, with those of earlier turns.
            counts: whether what is listed or counted matters to the intent.
        """
        explains = candidate.rule.explains
        concepts: list[str] = []
        asked_before = False
        entities: list[Entity] = []
        numbers: list[Quantity] = []
        ordinals: list[int] = []
        dates = []
        around = apart = False
        roles: set[Role] = set()
        tokens = argument.cover.text.tokens
        wanted = needed(candidate, said)
        kinds = Kinds(self.counting, self.record_masks, self.marks.times)
        target, others, who = asked(kinds, said, explains, tokens) if counts else NO_TARGET
        listed = several_named(said, tokens, kinds.concept) if counts else None
        for one in said:
            mention, excluded, borrowed = one.mention, one.excluded, one.borrowed
            if one.spare and mention not in wanted:
                continue
            role = mention.role
            if role == "verification" and self._inverts(mention, argument):
                role = None
            if role and (not borrowed or mention.start >= 0):
                roles.add(role)
            if mention.how == "number" and isinstance(mention.value, int | float):
                numbers.append(mention.value)
            elif mention.how == "ordinal" and isinstance(mention.value, int):
                ordinals.append(mention.value)
            elif mention.how == "date" and isinstance(mention.value, DayMonth):
                dates.append(mention.value)
                before = _before_day(mention, said, tokens)
                around = around or any(token.text in AROUND_DAYS for token in before)
                roles |= {BETWEEN} if len(dates) > 1 and before and before[-1].text in TO_A_DAY else set()
                # « Tout sauf le sport en décembre » is said of December.
                apart = apart or (excluded and not any(one.excluded for one in entities))
            if not mention.mask & explains:
                continue
            records = records_meant(mention, explains, listed)
            if records:
                entities.append(self._entity(mention, excluded, records, explains, tokens, entities))
                continue
            kind_carried = borrowed and mention.start < 0 and kinds.is_named(mention, target)
            # « Tous sauf les EPT ? — Ça fait combien ? » is still asked without them.
            leaves_out = borrowed and role == LEAVING_OUT and any(out for _, out in others)
            if not borrowed or mention.start >= 0 or kind_carried or leaves_out or meets(mention, candidate, said):
                concepts += [sense.id for sense in mention.senses if sense.mask & explains and sense.record is None]
                asked_before = asked_before or kind_carried
        if asked_before:
            # « Lesquelles ? » asks next for what earlier turns asked for.
            concepts.sort(key=lambda name: kinds.is_another(name, target) or self._leaves_out(name))
        how_many = numbers_of(kinds, said, target, tokens) if counts else Numbers()
        return Frame(
            intent=candidate.rule.intent,
            rule=candidate.rule.text,
            confidence=candidate.score,
            concepts=tuple(dict.fromkeys(concepts)),
            entities=tuple(entities),
            numbers=tuple(numbers),
            ordinals=tuple(ordinals),
            dates=tuple(dates),
            around=around,
            apart=apart,
            target=target,
            kinds=others,
            who=who,
            comparison=how_many.comparison,
            bounds=spanned(numbers) if BETWEEN in roles else how_many.bounds,
            claim=how_many.claim,
            had=how_many.had,
            share=next((one.share for one in map(self.concepts.get, concepts) if one and one.share), None),
            roles=frozenset(roles),
            borrowed=candidate.kept > 0,
            stranger=added_name(argument.cover),
        )

    def _entity(
        self,
        mention: Mention,
        excluded: bool,
        records: tuple[Record, ...],
        explains: int,
        tokens: Sequence[Token],
        before: Sequence[Entity],
    ) -> Entity:
        """What a mention names, after the entities `before` it."""
        told = mention.start >= 0
        return Entity(
            records,
            excluded,
            mention.form,
            mention.quality,
            tokens[mention.start].start if told else -1,
            tokens[mention.end - 1].end if told else -1,
            mention.mask,
            mention.unsure,
            self._near(mention) if mention.how == "exact" and mention.rivals else (),
            also_named(mention, explains, records),
            bool(before) and _is_of(before[-1], mention.start, tokens),
        )

    def _leaves_out(self, name: str) -> bool:
        concept = self.concepts.get(name)
        return concept is not None and concept.role == LEAVING_OUT

    @staticmethod
    def _inverts(mention: Mention, argument: Argument) -> bool:
        """Whether words that ask whether something is so but stand after an interrogative (« quels projets a-t-elle »),
        or just before one (« il y a | combien de projets ? »)."""
        cover = argument.cover
        asked = next((one for one in cover.mentions if one.start == mention.end), None)
        if asked is not None and asked.role == "question" and asked.form not in THAT:
            return True
        clause = next((place for place in range(mention.start, 0, -1) if cover.paused(place)), 0)
        first = next((one for one in cover.mentions if one.start >= clause and one.weight > 0), None)
        return first is not None and first.role == "question" and first.start < mention.start

    def _near(self, mention: Mention) -> tuple[Record, ...]:
        found = (record for rival in mention.rivals for record in self.lexicon.records(rival.form))
        return tuple(dict.fromkeys(found))


def _is_of(before: Entity, start: int, tokens: Sequence[Token]) -> bool:
    """Whether what begins at a token says what a name right before it is of (« le festival | de la | musique »)."""
    first = start if tokens[start].text in OF else start - 1
    of = next((place for place in range(first, 0, -1) if tokens[place].text not in ARTICLES), 0)
    return of > 0 and tokens[of].text in OF and tokens[of - 1].end == before.end


def _before_day(mention: Mention, said: Sequence[Said], tokens: Sequence[Token]) -> Sequence[Token]:
    """The words before a day or a month that may say what lies around it; of two compared, those that say so may not
    (« l’écart entre mars et mai » is of both, and of no month between them)."""
    comparing = (one.mention for one in said if one.mention.role in COMPARING)
    compared = max((one.end for one in comparing if one.start < mention.start), default=0)
    return tokens[max(compared, mention.start - MOST_BEFORE_DAYS) : mention.start]
