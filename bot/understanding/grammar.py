"""Everything that understands, compiled once: lexicon, concepts, rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.facts.records import Record
from bot.french.numbers import DayMonth, Quantity
from bot.french.words import AROUND_DAYS, DEFINING, DEFINITE, INSIDE, INSTEAD, OR, THAT, THESE_ONES, TO_A_DAY
from bot.understanding.afterwards import afterthought, because, reason
from bot.understanding.aside import (
    acts,
    adds,
    apposed,
    ends_what_is_left_out,
    is_compared,
    landmarks,
    left_behind,
    left_out_before,
    lies_in_one_of,
    parts_two,
    taken_back,
    told_inside,
)
from bot.understanding.asking import Asking
from bot.understanding.denial import but_not, by_whom, denies_none, neither_does, without_denied, without_denied_kinds
from bot.understanding.frame import Entity, Frame
from bot.understanding.giving import of_givers
from bot.understanding.homonyms import with_ours, without_homonyms
from bot.understanding.how_many import Numbers, spanned
from bot.understanding.lexicon import Lexicon
from bot.understanding.main_clause import main_clause, without_days_beside_numbers
from bot.understanding.mention import BETWEEN, Cover, Mention, Sense, also_named, names, records_meant
from bot.understanding.namesakes import of_measures, of_others, of_streets
from bot.understanding.oneself import (
    NOTHING,
    elsewhere,
    in_passing,
    introduced,
    is_common,
    of_oneself,
    points_into,
    presents,
    without_mine,
)
from bot.understanding.reading import Candidate, Said, as_name, meets, needed, unknown_weight
from bot.understanding.rules import RuleIndex
from bot.understanding.scoring import FOREIGN_BEFORE, PREAMBLE
from bot.understanding.times import Times
from bot.understanding.vocabulary import Concept

MOST_BEFORE_DAYS = 4
"""Words before a day or a month that may say what lies around it (« à la fin du mois de juin »)."""
MOST_JOINING = 2
"""Most words between a kind of things and the name that tells it."""


@dataclass(frozen=True, slots=True)
class Argument:
    """A message, or a part of it, weighed."""

    said: tuple[Said, ...]
    unknown: float
    """What its unknown words weigh."""
    cover: Cover
    core: "Argument | None" = None
    """Its main clause alone, when something comes before it; names said before are borrowed, as of an earlier turn."""
    foreign: float = 0.0
    """What its words of other subjects weigh."""
    speaker: tuple[Record, ...] = ()
    """The bodies of which it may say that whoever writes is, where it says no more."""

    @property
    def weight(self) -> float:
        """What it weighs in all; 0 when it says nothing."""
        return self.unknown + sum(one.weight for one in self.said)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled content of `intents/` and the names of `knowledge/`."""

    lexicon: Lexicon
    rules: RuleIndex
    concepts: Mapping[str, Concept]
    concept_senses: Mapping[str, Sense]
    record_masks: Mapping[str, int]
    """Feature bits of each type, and of each record that a rule may name (`type:id`)."""
    counting: Mapping[str, Concept]
    """The concepts that name a kind of thing to list or count, or compare numbers."""
    places: int
    """Feature bits of the types of what lies in others or holds them, where there are several."""
    times: Times

    def weigh(self, cover: Cover, around: float = 0.0) -> Argument:
        """Say of each mention what it weighs and whether the message keeps it out.

        Args:
            cover: a message or a part of it.
            around: what words of other subjects weigh in the other parts.
        """
        opening = introduced(cover)
        main = main_clause(cover, opening, self.refers, self._sought) or opening.stop
        # « Qui l’a créé, euh enfin pourquoi ? » no longer asks who.
        anew = main if main and any(one.role == "correction" and one.end == main for one in cover.mentions) else 0
        presented = presents(opening, cover)
        common = NOTHING if points_into(opening, cover, self.refers) else opening
        passing = in_passing(cover) or because(cover, self._sought)
        after = afterthought(cover)
        about_oneself = of_oneself(cover)
        unasked = NOTHING if about_oneself or passing or after else reason(cover)
        about_oneself = about_oneself or unasked
        aside = about_oneself or passing or after
        mentions = with_ours(without_homonyms(cover, self.lexicon.lists), self.lexicon.senses)
        if passing:
            mentions = tuple([one for one in mentions if one.start not in passing])
        mentions = self.times.told(of_measures(of_others(of_streets(mentions, cover), cover), cover))
        mentions = of_givers(mentions, cover, self._sought, self.places)
        nouns = apposed(mentions, cover, self.counting, self.refers)
        if nouns:
            parts = {noun.start for noun in nouns.values()}
            mentions = tuple([one for one in mentions if one.start not in parts])
        said: list[Said] = []
        denied = taken_back(mentions, cover) | landmarks(mentions, cover)
        denied |= left_behind(mentions, cover) | told_inside(mentions, cover)
        left_before = left_out_before(mentions, cover)
        neither = neither_does(cover)
        excluding = others = instead = of_these = False
        left_out = left_out_at = excluding_from = 0
        named_at = len(cover.text.tokens)
        compared = -1
        sought = 0
        negated_at = -1
        foreign = foreign_before = 0.0
        for mention in mentions:
            role = mention.role
            if role == "exclusion":
                excluding, left_out = mention.start not in left_before.values() and not neither, 0
                instead, excluding_from = mention.form.startswith(INSTEAD), mention.end
                # « Sauf ceux qui traitent de formation » leaves out formation.
                words = (token.text for token in cover.text.tokens[mention.start : mention.end + 1])
                of_these = not THESE_ONES.isdisjoint(words)
            elif role == "negation":
                # « Pas lauréate Vincennes ? » denies what it says itself.
                negated_at = -1 if neither or mention.weight >= 0.5 or denies_none(mention, cover) else mention.end
            elif names(mention):
                if mention.start == negated_at and (lies_in_one_of(mention, said) or but_not(mention, cover, said)):
                    # « Le 94 mais pas Créteil » is about the rest of it.
                    excluding, left_out = True, 0
                # « Pourquoi ne vois-je pas Montrouge ? » is about Montrouge.
                elif mention.start == negated_at and not any(map(self._fleeting, cover.mentions)):
                    denied.add(len(said))
                # « Grand Paris Sud Est Avenir, dont relève ma commune de Créteil » is about that territory.
                if not unasked and mention.start in about_oneself and named_at < about_oneself.start:
                    denied.add(len(said))
                named_at = min(named_at, mention.start)
                # « Outre le chatbot, Rosny a-t-elle autre chose ? » and « au lieu de Bagneux, Rosny » are about Rosny.
                paused = cover.paused(mention.start) or (instead and cover.paused(mention.start - 1))
                # « D’autre que Levallois fait du stationnement ? » is about parking.
                paused = paused or (left_out > 0 and acts(cover, left_out_at, mention.start))
                if left_out and (instead or not left_out & mention.mask) and paused:
                    excluding = False
                if left_out and ends_what_is_left_out(mention, said, cover):
                    excluding = False
                left_out_at = mention.end
                left_out = left_out | mention.mask if excluding else 0
            elif negated_at == mention.start and by_whom(mention, cover):
                negated_at = mention.end
            elif role in ("question", "autres") or (mention.weight >= 0.5 and mention.how == "exact"):
                told = of_these and not any(map(cover.paused, range(excluding_from, mention.start + 1)))
                excluding = excluding and (told or self._is_told_by_a_name(mention, cover))
            elif negated_at == mention.start and mention.weight == 0:
                # « Pas celle-là, Bagneux » denies no Bagneux.
                closes = role == "pronom" and mention.end < len(cover.text.tokens) and cover.paused(mention.end)
                negated_at = -1 if closes else mention.end
            weight = mention.weight + (nouns[mention.start].weight if mention.start in nouns else 0.0)
            before = mention.start < main or mention.start in aside
            if mention.senses[0].foreign:
                foreign += weight
                if mention.start in aside or mention.start in presented:
                    # « Agent immobilier, je… »
                    weight *= PREAMBLE
                elif mention.start < main:
                    weight *= FOREIGN_BEFORE
                if mention.start < main:
                    foreign_before += weight
            elif before and role != "mesure" and (not names(mention) or is_common(mention, unasked or common)):
                # « Une subvention, en moyenne, ça fait combien ? » asks for the average.
                weight *= PREAMBLE
            if names(mention):
                silent = is_common(mention, unasked)
            elif mention.start in about_oneself:
                silent = mention.weight > 0 or mention.start in unasked
            else:
                silent = mention.start in aside and (role == "courant" or mention.senses[0].foreign)
                silent = silent or (mention.start < anew and role == "question")
                silent = silent or (mention.form == OR and parts_two(mention, cover, said))
            if silent:
                # What it tells is neither asked for nor what a question must not hold.
                mention = mention._replace(mask=0)
            others = others or role == "autres"
            if others and not names(mention):
                sought |= self._sought(mention)
            if (
                others
                and names(mention)
                and (is_compared(mention, cover, sought) or (compared > 0 and adds(cover, compared, mention.start)))
            ):
                compared = mention.end
            apart = excluding or compared == mention.end or mention.start in left_before
            kept_out = apart and (names(mention) or mention.how == "date" or bool(self.refers(mention)))
            said.append(Said(mention, weight, kept_out))
        kept = without_denied(without_denied_kinds(said, cover, self._sought), denied, cover)
        if others and main:
            kept = without_mine(kept, cover, self._sought)
        core = None
        if main:
            left = opening if opening and elsewhere(kept, main, cover, self.refers, self.is_place) else NOTHING
            inside = tuple(
                one if one.mention.start >= main else as_name(one)
                for one in kept
                if one.mention.start >= main
                or (names(one.mention) and one.mention.start not in left and not is_common(one.mention, common))
                or one.mention.role in ("exclusion", "autres", "alternative", "mesure")
                or one.mention.how in ("ordinal", "date")
                # « Pour l’année 2021, quels lauréats ? » is about another edition.
                or (one.mention.how == "number" and len(one.mention.senses) > 1)
                or self.refers(one.mention)
            )
            outside = foreign_before + FOREIGN_BEFORE * around
            inside = without_days_beside_numbers(inside, kept)
            core = Argument(inside, unknown_weight(cover, main, aside, within=True) + outside, cover)
        return Argument(kept, unknown_weight(cover, main, aside) + FOREIGN_BEFORE * around, cover, core, foreign)

    def _is_told_by_a_name(self, mention: Mention, cover: Cover) -> bool:
        """Whether a kind of things is that of which a name says where they are (« sauf les villes du 92 »)."""
        concept = self.counting.get(mention.senses[0].id)
        following = next((one for one in cover.mentions if one.start >= mention.end and names(one)), None)
        if concept is None or concept.target is None or following is None or cover.paused(following.start):
            return False
        tokens = cover.text.tokens
        near = 0 < following.start - mention.end <= MOST_JOINING and tokens[mention.end].text in INSIDE
        article = mention.start - 1
        return near and article >= 0 and tokens[article].text in DEFINITE | DEFINING and not cover.paused(article)

    def _sought(self, mention: Mention) -> int:
        """The features of the type that a mention asks for, if it does."""
        concepts = (self.counting.get(sense.id) for sense in mention.senses)
        kinds = (concept.target for concept in concepts if concept is not None and concept.target is not None)
        return next((self.record_masks[kind] for kind in kinds if kind in self.record_masks), 0)

    def is_place(self, mention: Mention) -> bool:
        """Whether a mention names a place."""
        return any(sense.record is not None and sense.mask & self.places for sense in mention.senses)

    def kinds(self, said: Iterable[Said]) -> set[str]:
        """The kinds of things that a message asks for."""
        found = (self.concepts.get(sense.id) for one in said for sense in one.mention.senses)
        return {concept.target for concept in found if concept is not None and concept.target is not None}

    def refers(self, mention: Mention) -> tuple[str, ...]:
        """The types of what a mention points back to (« cette ville »), if it does."""
        kinds: tuple[str, ...] = ()
        for sense in mention.senses:
            concept = self.concepts.get(sense.id)
            if concept is not None:
                kinds += concept.refers
        return kinds

    def refers_to_several(self, mention: Mention) -> bool:
        """Whether a mention points back to all that was listed (« ces deux villes »)."""
        found = (self.concepts.get(sense.id) for sense in mention.senses)
        return any(concept is not None and concept.several for concept in found)

    def _fleeting(self, mention: Mention) -> bool:
        concept = self.concepts.get(mention.senses[0].id)
        return concept is not None and concept.fleeting

    def carry_concept(self, name: str) -> Said | None:
        """A concept of an earlier turn as a mention."""
        sense = self.concept_senses.get(name)
        if sense is None:
            return None
        return Said(
            Mention(-1, -1, (sense,), 1.0, name, "earlier", sense.mask, sense.weight), sense.weight, False, True
        )

    def carry_records(self, records: tuple[Record, ...], excluded: bool = False, spare: bool = False) -> Said:
        """Records of an earlier turn as a mention."""
        mask = self.record_masks[records[0].type.name]
        senses = tuple(Sense(f"{r.type.name}:{r.id}", self.mask_of(r), 1.0, r, anchor=r.type.anchor) for r in records)
        for sense in senses:
            mask |= sense.mask
        return Said(Mention(-1, -1, senses, 1.0, records[0].name, "earlier", mask, 1.0), 1.0, excluded, True, spare)

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
        roles: set[str] = set()
        tokens = argument.cover.text.tokens
        wanted = needed(candidate, said)
        asking = Asking(self.counting, self.record_masks)
        target, kinds, who = asking.asked(said, explains, tokens) if counts else (None, (), False)
        listed = asking.listed(said, tokens) if counts else None
        for mention, _, excluded, borrowed, spare in said:
            if spare and mention not in wanted:
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
                before = tokens[max(0, mention.start - MOST_BEFORE_DAYS) : mention.start]
                around = around or any(token.text in AROUND_DAYS for token in before)
                roles |= {BETWEEN} if len(dates) > 1 and before and before[-1].text in TO_A_DAY else set()
                # « Tout sauf le sport en décembre » is said of December.
                apart = apart or (excluded and not any(one.excluded for one in entities))
            if not mention.mask & explains:
                continue
            records = records_meant(mention, explains, listed)
            if records:
                start, end = (
                    (tokens[mention.start].start, tokens[mention.end - 1].end) if mention.start >= 0 else (-1, -1)
                )
                near = self._near(mention) if mention.how == "exact" and mention.rivals else ()
                unsure, also = mention.unsure, also_named(mention, explains, records)
                entities.append(
                    Entity(
                        records, excluded, mention.form, mention.quality, start, end, mention.mask, unsure, near, also
                    )
                )
                continue
            kind_carried = borrowed and mention.start < 0 and asking.names_kind(mention, target)
            if not borrowed or mention.start >= 0 or kind_carried or meets(mention, candidate, said):
                concepts += [sense.id for sense in mention.senses if sense.mask & explains and sense.record is None]
                asked_before = asked_before or kind_carried
        if asked_before:
            # « Lesquelles ? » asks next for what earlier turns asked for.
            concepts.sort(key=lambda name: asking.names_another(name, target))
        how_many = asking.numbers(said, target, tokens) if counts else Numbers()
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
            kinds=kinds,
            who=who,
            comparison=how_many.comparison,
            bounds=spanned(numbers) if BETWEEN in roles else how_many.bounds,
            claim=how_many.claim,
            had=how_many.had,
            share=next((one.share for one in map(self.concepts.get, concepts) if one and one.share), None),
            roles=frozenset(roles),
            borrowed=candidate.kept > 0,
        )

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
