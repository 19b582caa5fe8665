"""What each mention of a message weighs, and what the message keeps out."""

from msgspec import Struct
from msgspec.structs import replace

from bot.facts.records import Record
from bot.french.words import ALL_OF_ONE, FIRST_ONES, LAST_ONES, OR
from bot.understanding.afterwards import afterthought, because, reason, told_of_it
from bot.understanding.aside import VERBAL, adds, apposed, is_compared, left_out_before, parts_two
from bot.understanding.contrast import contrasted, slip_of_the_tongue
from bot.understanding.counterparts import of_counterparts
from bot.understanding.denial import strangers_denied, unmeant, without_denied, without_denied_kinds
from bot.understanding.giving import of_givers
from bot.understanding.homonyms import with_ours, without_homonyms
from bot.understanding.leaving_out import LeavingOut
from bot.understanding.lexicon import Lexicon
from bot.understanding.main_clause import (
    asks_of_before,
    bounding,
    is_of_several,
    main_clause,
    without_days_beside_numbers,
)
from bot.understanding.marks import Marks
from bot.understanding.meanings import Meanings
from bot.understanding.mention import Cover, Mention, names
from bot.understanding.namesakes import in_names, of_measures, of_others, of_streets
from bot.understanding.needs import of_needs
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
from bot.understanding.reading import Said, as_name, unknown_weight
from bot.understanding.roles import BETWEEN
from bot.understanding.scoring import FOREIGN_BEFORE, PREAMBLE
from bot.understanding.taking_in import without_taken_in
from bot.understanding.tied import tied


class Argument(Struct, frozen=True):
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


class Weighing:
    """One message, or a part of it, being weighed."""

    def __init__(self, cover: Cover, meanings: Meanings, lexicon: Lexicon, marks: Marks) -> None:
        self._cover = cover
        self._meanings = meanings
        self._opening = introduced(cover)
        self._main = main_clause(cover, self._opening, meanings.refers, meanings.sought) or self._opening.stop
        self._presented = presents(self._opening, cover)
        self._common = NOTHING if points_into(self._opening, cover, meanings.refers) else self._opening
        passing = in_passing(cover) or strangers_denied(cover) or contrasted(cover, meanings.sought)
        passing = passing or slip_of_the_tongue(cover) or because(cover, meanings.sought)
        passing = passing or told_of_it(cover, meanings.is_place, meanings.sought)
        after = afterthought(cover)
        about_oneself = of_oneself(cover)
        self._unasked = NOTHING if about_oneself or passing or after else reason(cover)
        self._about_oneself = about_oneself or self._unasked
        self._aside = self._about_oneself or passing or after
        # « Qui l’a créé, euh enfin pourquoi ? » no longer asks who.
        ends = (one.end for one in cover.mentions if one.role == "correction")
        self._anew = self._main if self._main in ends else 0
        mentions = with_ours(without_homonyms(cover, lexicon.lists, lexicon.shares), lexicon.senses)
        if passing:
            mentions = tuple([one for one in mentions if one.start not in passing])
        mentions = in_names(without_taken_in(mentions, cover, meanings.sought), cover)
        mentions = marks.told(of_measures(of_others(of_streets(mentions, cover), cover), cover), cover)
        mentions = of_givers(mentions, cover, meanings.sought, meanings.places)
        mentions = of_needs(mentions, cover, meanings.places)
        mentions = of_counterparts(mentions, cover, meanings)
        # What published grants are for may be anything.
        mentions = mentions if lexicon.registers.kinds else tied(mentions, cover)
        self._nouns = apposed(mentions, cover, meanings.counting, meanings.refers)
        parts = {noun.start for noun in self._nouns.values()}
        self._mentions = tuple([one for one in mentions if one.start not in parts]) if parts else mentions
        self._others = False
        self._sought = 0
        self._compared = -1
        self._foreign = self._foreign_before = 0.0

    def argument(self, around: float) -> Argument:
        """Say of each mention what it weighs and whether the message keeps it out.

        Args:
            around: what words of other subjects weigh in the other parts of the message.
        """
        cover, mentions = self._cover, self._mentions
        denied = unmeant(mentions, cover)
        left_before = left_out_before(mentions, cover)
        out = LeavingOut(cover, self._meanings, left_before.values())
        named_at = len(cover.text.tokens)
        said: list[Said] = []
        for mention in mentions:
            named = names(mention)
            if out.take(mention, said):
                denied.add(len(said))
            if named:
                # « Grand Paris Sud Est Avenir, dont relève ma commune de Créteil » is about that territory.
                if not self._unasked and mention.start in self._about_oneself and named_at < self._about_oneself.start:
                    denied.add(len(said))
                named_at = min(named_at, mention.start)
            weight = self._weight(mention)
            if self._is_silent(mention, said):
                # What it tells is neither asked for nor what a question must not hold.
                mention = replace(mention, mask=0)
            apart = self._is_what_others_are_not(mention) or out.excludes or mention.start in left_before
            said.append(Said(mention, weight, apart and (named or self._may_be_left_out(mention))))
        kept = without_denied(without_denied_kinds(said, cover, self._meanings.sought), denied, cover)
        if self._others and self._main:
            kept = without_mine(kept, cover, self._meanings.sought)
        elsewhere_said = FOREIGN_BEFORE * around
        core = self._core(kept, elsewhere_said) if self._main else None
        unknown = unknown_weight(cover, self._main, self._aside) + elsewhere_said
        return Argument(kept, unknown, cover, core, self._foreign)

    def _weight(self, mention: Mention) -> float:
        weight = mention.weight
        if mention.start in self._nouns:
            weight += self._nouns[mention.start].weight
        first = mention.start < self._main
        spoken_of = not names(mention) or is_common(mention, self._unasked or self._common)
        if mention.senses[0].foreign:
            self._foreign += weight
            if mention.start in self._aside or mention.start in self._presented:
                # « Agent immobilier, je… »
                weight *= PREAMBLE
            elif first:
                weight *= FOREIGN_BEFORE
            if first:
                self._foreign_before += weight
        elif (first or mention.start in self._aside) and mention.role != "mesure" and spoken_of:
            # « Une subvention, en moyenne, ça fait combien ? » asks for the average.
            weight *= PREAMBLE
        return weight

    def _is_silent(self, mention: Mention, said: list[Said]) -> bool:
        """Whether a mention is of what is told beside the question, and asks for nothing."""
        if not self._aside and not self._anew and mention.form != OR:
            return False
        if names(mention):
            return is_common(mention, self._unasked)
        if mention.start in self._about_oneself:
            return mention.weight > 0 or mention.start in self._unasked
        return (
            (mention.start in self._aside and (mention.role == "courant" or mention.senses[0].foreign))
            or (mention.start < self._anew and mention.role == "question")
            or (mention.form == OR and parts_two(mention, self._cover, said))
        )

    def _may_be_left_out(self, mention: Mention) -> bool:
        """Whether it stands for something, though it names nothing."""
        meant = mention.how in ("date", "ordinal") or bool(self._meanings.refers(mention))
        return meant or self._counts_ends(mention)

    def _counts_ends(self, mention: Mention) -> bool:
        """Whether it counts the first, or the last, of a list (« sans les deux premiers »)."""
        after = self._cover.text.words[mention.end : mention.end + 1]
        return mention.how == "number" and not (FIRST_ONES | LAST_ONES).isdisjoint(after)

    def _is_what_others_are_not(self, mention: Mention) -> bool:
        """Whether it is that which others are sought than (« d’autres villes que Sceaux »)."""
        self._others = self._others or mention.role == "autres"
        if not self._others:
            return False
        if not names(mention):
            self._sought |= self._meanings.sought(mention)
        elif is_compared(mention, self._cover, self._sought) or (
            self._compared > 0 and adds(self._cover, self._compared, mention.start)
        ):
            self._compared = mention.end
        return self._compared == mention.end

    def _with_told(self, inside: tuple[Said, ...], kept: tuple[Said, ...]) -> tuple[Said, ...]:
        """A main clause that asks which, or how many, with the noun for the several of which it does, told before it
        (« je compare les territoires, lesquels ont gagné ? »)."""
        meanings, main = self._meanings, self._main
        asking = asks_of_before(inside, self._cover, main)
        if asking is None or any(meanings.sought(one.mention) & meanings.places for one in inside):
            return inside
        telling = [one for one in kept if one.mention.start < main and _tells(one.mention)]
        nouns = [one for one in telling if meanings.sought(one.mention) & meanings.places]
        # « Les communes avec deux projets, c’est lesquelles ? » says more of them.
        if len(nouns) != 1 or nouns[0] != telling[-1] or nouns[0].excluded:
            return inside
        noun = nouns[0]
        if not is_of_several(noun.mention, self._cover.text.tokens):
            return inside
        place = min(asking.mention.end, len(self._cover.text.tokens) - 1)
        # What is told of oneself says nothing by itself.
        mention = replace(noun.mention.meaning(noun.mention.senses), start=place, end=place + 1)
        at = inside.index(asking) + 1
        return (*inside[:at], Said(mention, mention.weight, excluded=False), *inside[at:])

    def _core(self, kept: tuple[Said, ...], around: float) -> Argument:
        """The main clause alone, with what it borrows of what is said before it."""
        cover, main, refers = self._cover, self._main, self._meanings.refers
        left, bounds = NOTHING, bounding(kept, self._meanings.counting, cover.text.words)
        if self._opening and elsewhere(kept, main, cover, refers, self._meanings.is_place):
            left = self._opening
        inside = tuple(
            one if one.mention.start >= main or one in bounds else as_name(one)
            for one in kept
            if one.mention.start >= main
            or (names(one.mention) and one.mention.start not in left and not is_common(one.mention, self._common))
            or one.mention.role in ("exclusion", "autres", "alternative", "mesure", BETWEEN)
            or one.mention.how in ("ordinal", "date")
            # « Pour l’année 2021, quels lauréats ? » is about another edition.
            or (one.mention.how == "number" and len(one.mention.senses) > 1)
            or one in bounds
            or refers(one.mention)
            # « Et dans tout le 92, qui a gagné ? »
            or (one.mention.form in ALL_OF_ONE and not one.weight)
        )
        inside = self._with_told(without_days_beside_numbers(inside, kept), kept)
        unknown = unknown_weight(cover, main, self._aside, within=True)
        return Argument(inside, unknown + self._foreign_before + around, cover)


def _tells(mention: Mention) -> bool:
    """Whether a mention is a word that says something."""
    return mention.weight >= VERBAL and mention.role is None and not names(mention)
