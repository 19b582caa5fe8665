"""What a sentence asks: one question, the two that « et » joins, the one of our subject beside another subject."""

from collections.abc import Container

from msgspec.structs import replace

from bot.dialogue.conversation import Conversation
from bot.french.text import Text
from bot.french.words import AND, ARTICLES, FOR, JOINING, OF_ONE, POINTING_BACK, SUBJECTS
from bot.turns.adding import adds_a_name, ends_with_what_narrows
from bot.turns.clauses import QUESTIONING, asks, asks_in_words
from bot.turns.forewords import LEAST_APART, LEAST_BESIDE, Forewords, is_a_thing, is_surely_asked
from bot.turns.introducing import tells_of_no_known_body
from bot.turns.remembering import hear
from bot.turns.sentences import Sentences
from bot.turns.turn import Once
from bot.understanding.forms import glue
from bot.understanding.main_clause import is_strange_subject
from bot.understanding.mention import names
from bot.understanding.reading import Candidate, anchors
from bot.understanding.roles import BETWEEN, OPENING
from bot.understanding.scoring import LEAST_ASKED, LEAST_SCORE
from bot.understanding.weighing import Argument

LEAST_SECOND = 0.4
"""What a second question must require of its own words, an interrogative alone being one about the first."""
LEAST_OF_MINE = 0.7
"""The same of a question about what its sentence names before it."""
LEAST_TELLING = 0.5
"""Weight from which a word says what is asked of a name."""


class Questions:
    """Finds what sentences ask."""

    def __init__(
        self,
        sentences: Sentences,
        talk: frozenset[str],
        fallbacks: frozenset[str],
        counts: frozenset[str],
        published: frozenset[str],
        counting: Container[str] = (),
    ) -> None:
        """
        Args:
            sentences: what cuts a sentence.
            talk: the intents of small talk.
            fallbacks: the intents of what is not answered.
            counts: the intents that count.
            published: the intents about published grants.
            counting: the concepts that name a kind of thing to list or count.
        """
        self._counting = counting
        self._sentences = sentences
        self._talk = talk
        self._fallbacks = fallbacks
        self._not_asked = talk | fallbacks
        self._counts = counts
        self._published = published
        self._forewords = Forewords(sentences, self._not_asked, counting, published)

    def in_turn(self, message: Text, past: Conversation, once: Once) -> list[Argument]:
        """The sentences of a message, without a last one that only guesses at what the small talk before it asks
        (« t ki toi ? Un robot ? »)."""
        parts = self._sentences.parts(message)
        if len(parts) == 1 or parts[-1].cover.text.tokens[0].text not in OF_ONE:
            return parts
        asked = once.read(parts[-2], past).best
        whole = once.read(self._sentences.whole(message, parts), past).best
        talks = asked is not None and asked.score >= LEAST_ASKED and asked.rule.intent in self._talk
        guesses = talks and asked is not None and whole is not None and whole.rule.intent == asked.rule.intent
        return parts[:-1] if guesses and whole is not None and whole.score >= LEAST_ASKED else parts

    def of(self, part: Argument, past: Conversation, once: Once) -> tuple[list[Argument], Conversation]:
        """A sentence as one question, or two when « et » joins two that are each better understood alone.

        Where only one of the two is our business, it is the one that is answered, after what the other names.

        Args:
            part: the sentence.
            past: what was said before.
            once: what reads and answers sides of the message.

        Returns:
            The questions, and what was said before the first of them.
        """
        if (presumed := self._forewords.presumed(part, past, once)) is not None:
            return presumed, past
        announced = self._forewords.announced(part, past, once) or self._forewords.granted(part, past, once)
        if announced is not None:
            return self.of(*announced, once)
        thing = self._sentences.besides(part)
        best = None if thing is None else once.read(thing, past).best
        if thing is not None and best is not None and self._surely(best):
            # Who has it is told with it.
            return [thing], past
        listed = self._listed(part, past, once)
        if listed is not None:
            return listed, self._of_the_last(listed, past, once)
        for left, right in self._sentences.joined(part):
            whole = once.read(part, past).best
            first = once.read(left, past).best
            if whole is not None and whole.score >= LEAST_ASKED:
                # « Combien de projets, et pour quel total ? »: what one rule explains may be two questions.
                if self._asks_besides(whole, first, (part, left, right), past, once):
                    return [left, *self._more(right, once.after(left, past), once)], past
                if self._counts_both_there(whole, left, right, past, once):
                    return [right, left], past
                continue
            refused = first is not None and first.rule.intent in self._fallbacks
            asked = first is not None and first.score >= LEAST_SCORE and first.required >= 1 and not refused
            heard = hear(left, past)
            known = once.after(left, past) if asked else heard
            second = once.read(right, known).best
            says = second is not None and second.score >= LEAST_SCORE and second.own >= LEAST_SECOND
            if asked and first is not None and second is not None and says:
                counts = first.rule.intent in self._counts and self._sentences.of_other_kinds(left, right)
                if second.rule.intent != first.rule.intent or counts:
                    return [left, *self._more(right, once.after(left, past), once)], past
                continue
            if asked and first is not None and first.score >= LEAST_ASKED:
                return [left], past
            named = any(names(one.mention) for one in right.said)
            about = named or any(map(anchors, right.said))
            surely = second is not None and second.score >= LEAST_ASKED and second.required >= LEAST_BESIDE
            if surely and about and not self._is_before(left, right, second):
                return [right], heard
        return self._beside_another(part, past, once)

    def _counts_both_there(
        self, whole: Candidate, left: Argument, right: Argument, past: Conversation, once: Once
    ) -> bool:
        """Whether two sides count things of two kinds, both in the place that the second names (« combien de projets et
        combien de communes lauréates dans le 93 ? »): the first is asked after it."""
        there = any(names(one.mention) for one in right.said) and not any(names(one.mention) for one in left.said)
        both = asks_in_words(left) and asks_in_words(right)
        if not there or not both or not self._sentences.of_other_kinds(left, right):
            return False
        second = once.read(right, past).best
        counts = second is not None and second.score >= LEAST_ASKED and second.rule.intent == whole.rule.intent
        first = once.read(left, once.after(right, past)).best if counts and whole.rule.intent in self._counts else None
        return first is not None and first.score >= LEAST_ASKED and first.rule.intent == whole.rule.intent

    def _more(self, right: Argument, known: Conversation, once: Once) -> list[Argument]:
        """The second of two questions, or the several counts that it is (« combien de lauréats, combien de communes »),
        where they are asked of nothing that it names."""
        best = once.read(right, known).best
        if best is None or best.rule.intent not in self._counts:
            # « …, à quelle date et par qui ? » is one question.
            return [right]
        asked, heard = self.of(right, known, once)
        return asked if heard == known else [right]

    def _listed(self, part: Argument, past: Conversation, once: Once) -> list[Argument] | None:
        """What a sentence surely asks by one noun after another (« le total, le nombre de projets et la date »)."""
        for left, right, noun in self._sentences.nouns.enumerated(part):
            first = once.read(left, past).best
            if first is None or not self._surely(first):
                continue
            known = once.after(left, past)
            rest = self._listed(right, known, once) or [right]
            # « Le nombre et la teneur des projets de Sceaux »: the second, said in full, is another question by itself.
            for heard in (known, past):
                second = once.read(rest[0], heard).best
                if second is None or not self._surely(second) or not second.requires(noun.mask):
                    continue
                if self._is_of_grants(first) and not self._is_of_grants(second) and ends_with_what_narrows(left):
                    continue
                apart = second.rule.intent != first.rule.intent or self._sentences.of_other_kinds(left, rest[0])
                if apart and second.own >= LEAST_SECOND:
                    return [left, *rest]
        return None

    @staticmethod
    def _of_the_last(listed: list[Argument], past: Conversation, once: Once) -> Conversation:
        """What was said before things asked for one after the other: with what the last one names, where the first is
        asked of it (« le montant, la date et le porteur du lavoir »)."""
        named = 0
        for one in listed[-1].said:
            named |= one.mention.mask if names(one.mention) else 0
        if not named or any(names(one.mention) for one in listed[0].said):
            return past
        heard = hear(listed[-1], past)
        best = once.read(listed[0], heard).best
        return heard if best is not None and best.score >= LEAST_ASKED and best.requires(named) else past

    def _is_of_grants(self, best: Candidate | None) -> bool:
        return best is not None and best.rule.intent in self._published

    def _surely(self, best: Candidate) -> bool:
        return is_surely_asked(best, self._not_asked)

    def asks_by_itself(self, part: Argument, past: Conversation, once: Once) -> bool:
        """Whether a sentence before one that asks surely asks, too (« je voudrais le projet de X. Qui préside ? »)."""
        opened = any(one.mention.role == OPENING for one in part.said)
        if not opened and not part.cover.text.asks:
            return False
        best = once.read(part, past).best
        if not opened and (best is None or best.required < LEAST_BESIDE or not self._says_more(best, part)):
            return False
        # « Résidant à Vanves, je voudrais savoir si ma commune a été retenue. » names what it asks about before.
        told = best is not None and best.required >= LEAST_BESIDE and best.own >= LEAST_OF_MINE
        surely = best is not None and best.score >= LEAST_ASKED and (told or best.own >= LEAST_BESIDE)
        return surely and best is not None and best.rule.intent not in self._not_asked

    def heard(self, part: Argument, past: Conversation, once: Once) -> Conversation:
        """What was said before a sentence that asks, after one that but names something: what that tells of published
        grants narrows what is asked (« le sport ? Combien en 2022 ? »)."""
        best = once.read(part, past).best
        surely = best is not None and best.score >= LEAST_ASKED and self._is_of_grants(best)
        names_it = surely and (part.cover.text.asks or _names_only(part))
        # « L’harmonie ? Combien en 2022 ? » is asked of one of several.
        told = names_it and once.step(part, past).answered.reply.outcome in ("answered", "clarify")
        if told:
            return once.after(part, past)
        known = hear(part, past, self._counting)
        # « Je suis présidente des Lutins verts. Combien en 2023 ? »
        return replace(known, introduced=True) if tells_of_no_known_body(part.cover) else known

    def _says_more(self, best: Candidate, part: Argument) -> bool:
        """Whether a rule cannot do without a word of a sentence that is neither a name nor a kind of thing: « Vincennes
        a gagné ? » asks, « le projet de Vincennes ? » tells of what it is going to be asked."""
        told = (one.mention for one in part.said if one.weight >= LEAST_TELLING and not names(one.mention))
        told = (one for one in told if one.role is None and all(sense.id not in self._counting for sense in one.senses))
        return any(best.requires(one.mask) for one in told)

    def after_a_pause(self, part: Argument, past: Conversation, once: Once) -> Argument | None:
        """What a sentence that is refused says after small talk (« laisse tomber, Boulogne »), or surely of our
        subject after what is of none (« ma voisine est curieuse, Sceaux a quel projet ? »)."""
        for place, (left, right) in enumerate(self._sentences.paused(part)):
            told = once.read(left, past).best if place == 0 else None
            if told is not None and told.score >= LEAST_ASKED and told.rule.intent in self._talk:
                return right
            asked = None if part.foreign else once.read(right, past).best
            surely = asked is not None and asked.score >= LEAST_ASKED and asked.own >= LEAST_BESIDE
            if not surely or not any(map(anchors, right.said)) or self._is_before(left, right, asked):
                continue
            # « Dans le sport, à Rodez, qui a le plus ? » is not told of all.
            narrowed = any(names(one.mention) for one in left.said)
            if asked is None or asked.rule.intent not in self._published or not narrowed:
                return right
        return None

    def of_a_noun(self, part: Argument, past: Conversation, once: Once) -> tuple[Argument, Conversation] | None:
        """What a sentence that is refused surely asks by a noun (« il me manque le titre du projet de Sceaux »), after
        what it names before."""
        for before, asked in self._sentences.nouns.alone(part):
            heard = past if before is None else hear(before, past)
            best = once.read(asked, heard).best
            surely = best is not None and best.score >= LEAST_ASKED and best.required >= LEAST_BESIDE
            if not surely or best is None or best.rule.intent in self._not_asked:
                continue
            if before is not None and _of_who_is_before(before, asked):
                continue
            if best.own >= LEAST_SECOND and (best.kept >= 1 or any(map(anchors, asked.said))):
                return asked, heard
        return None

    def _asks_besides(
        self,
        whole: Candidate,
        first: Candidate | None,
        sides: tuple[Argument, Argument, Argument],
        past: Conversation,
        once: Once,
    ) -> bool:
        """Whether the second of two sides is another question than the first, though one rule explains their whole.

        Args:
            whole: how both are best read together.
            first: how the first is.
            sides: both, the first, the second.
            past: what was said before.
            once: what reads and answers sides of the message.
        """
        part, left, right = sides
        if first is None or first.score < LEAST_ASKED:
            return False
        begun = asks_in_words(left) or self._sentences.asks_whether(left)
        if not begun and not (self._sentences.joins_whether(right) and asks(left)):
            return False
        begins = next((one.mention for one in right.said if one.weight > 0), None)
        spans = begins is not None and begins.how == "number" and BETWEEN in part.cover.roles
        if spans or (begins is not None and self._sentences.compares(begins)):
            # « Plus de 600 et moins de 4 000 € », « entre 5 000 et 15 000 € » bound one amount from both sides.
            return False
        known = once.after(left, past)
        second = once.read(right, known).best
        if second is None or second.score < LEAST_ASKED or second.rule.intent in self._not_asked:
            return False
        if second.rule.intent == first.rule.intent:
            # « Combien dans le 92 et combien dans le 94 ? » asks for two numbers.
            named = any(names(one.mention) for one in right.said)
            asked_again = asks_in_words(right) or self._sentences.joins_whether(right)
            if first.rule.intent not in self._counts:
                joins = asked_again and right.cover.text.tokens[0].text in JOINING
                return joins and _leaves_out(once.after(part, past), known, once.after(right, known))
            others = asked_again and self._sentences.of_other_kinds(left, right)
            # « Combien de lauréats et combien de projets dans le 92 ? » asks for both there.
            apart = not named or any(names(one.mention) for one in left.said) if others else named
            return apart and first.rule.intent == whole.rule.intent
        # « Entre 1 et 2 millions » asks nothing more.
        if begins is None or begins.how == "number":
            return False
        # « Qui a présenté les lauréats, et combien sont-ils ? »: a third rule may explain both, and say less.
        told = whole.rule.intent in (first.rule.intent, second.rule.intent) or whole.own < first.own
        asked_next = begins.role in QUESTIONING or self._sentences.begins_by_asking(right)
        least = LEAST_SECOND if told and asked_next else LEAST_APART
        linked = right.cover.text.tokens[0].text in JOINING or (first.rule.intent == whole.rule.intent)
        return linked and second.own >= least

    def _is_before(self, left: Argument, right: Argument, best: Candidate | None) -> bool:
        """Whether a side is asked of what the one before it tells, by words that are not known (« gestion des déchets,
        quel total ? »)."""
        thing = self._is_of_grants(best) and _only_narrows(right) and is_a_thing(left)
        return thing or _of_what_is_before(left, right, best)

    def _beside_another(self, part: Argument, past: Conversation, once: Once) -> tuple[list[Argument], Conversation]:
        """Of a sentence on another subject, what is surely ours (« la météo, et puis le projet de Sceaux »)."""
        if not part.foreign:
            return [part], past
        for before, asked in self._sentences.aside(part):
            heard = past if before is None else hear(before, past)
            told = once.read(asked, heard).best
            surely = told is not None and told.score >= LEAST_ASKED and told.own >= LEAST_BESIDE
            if before is not None and self._is_before(before, asked, told):
                continue
            # « Pour le sport et la pluie » is of both.
            adds = ends_with_what_narrows(asked) or adds_a_name(part, asked)
            both = before is None and self._is_of_grants(told) and adds
            if surely and not both and any(names(one.mention) or anchors(one) for one in asked.said):
                whole = once.read(part, past).best
                return ([part], past) if whole is not None and whole.score >= LEAST_ASKED else ([asked], heard)
        return [part], past


def _of_what_is_before(left: Argument, right: Argument, best: Candidate | None) -> bool:
    """Whether a side names nothing of its own and is asked of the noun before it, which names nobody known (« les
    animations de Noël, ça a coûté combien en 2022 ? »)."""
    before, words = left.cover.text.tokens[0].text, right.cover.text.words
    pointed = before in ARTICLES and words[0] in POINTING_BACK and (best is None or best.kept < 1)
    pointed = pointed or is_strange_subject(left.cover, len(left.cover.text.tokens))
    return (pointed and _only_narrows(right)) or _of_who_is_before(left, right)


def _of_who_is_before(left: Argument, right: Argument) -> bool:
    """Whether a side asks of somebody whom the one before it tells by what is not known (« je cherche l’association qui
    sauve les pétrels, elle a eu combien ? »), and so of no association."""
    strange = bool(left.unknown or left.foreign)
    return strange and right.cover.text.tokens[0].text in SUBJECTS and _only_narrows(left) and _only_narrows(right)


def _only_narrows(part: Argument) -> bool:
    """Whether a side names nothing that is asked about, but what narrows it."""
    records = (sense.record for one in part.said for sense in one.mention.senses if sense.record is not None)
    return all(record.type.narrows for record in records)


def _names_only(part: Argument) -> bool:
    """Whether a sentence but names something (« le sport. »), and tells nothing of it (« j’habite à Sceaux »)."""
    named = {place for one in part.said if names(one.mention) for place in range(one.mention.start, one.mention.end)}
    words = (token.text for place, token in enumerate(part.cover.text.tokens) if place not in named)
    return all(word in ARTICLES | AND | FOR for word in words)


def _leaves_out(whole: Conversation, first: Conversation, second: Conversation) -> bool:
    """Whether the answer to two questions read as one lacks something of the first, or all of the second (« quel projet
    l’EPT a-t-il, et quelles communes en ont un ? »)."""
    told = glue(whole.reply)
    untold = [[glue(named.name) not in told for named in each.listed] for each in (first, second)]
    return any(untold[0]) or (bool(untold[1]) and all(untold[1]))
