"""A message cut into what is answered one after the other: sentences, and the questions that « et » joins."""

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import accumulate, chain, pairwise
from operator import or_

from bot.clauses import asked, asks_which, inverted, paired, reason, resumed
from bot.french import letter
from bot.french.text import Text
from bot.french.words import (
    ADDING,
    AND,
    BEING,
    BETWEEN_TWO,
    DEFINITE,
    INTERROGATIVES,
    JOINING,
    OBJECTS,
    OF,
    OF_ONESELF,
    SPEAKING,
    THAT,
    THEIR,
    THESE_ONES,
    TO_SPEAKER,
    WHERE,
)
from bot.refusing import anchors
from bot.understanding.grammar import Argument, Grammar
from bot.understanding.mention import Cover, Mention, names
from bot.understanding.oneself import introduced

QUESTIONING = ("question", "verification")
ASKING = (*QUESTIONING, "ouverture")
"""Roles of words that make a sentence ask."""
ADDED = "+"
"""The sign for « et » in a hurried message (« nb de projets + nb de villes »)."""
NEXT = 5
"""Words after « et » among which a question begins that it joins to another (« et au fait, qui … »)."""
MOST_SMALL = 3
"""Words that say too little to be a question that « et » joins to something else."""
LEAST_NOUN = 0.3
"""Weight from which a word may be what is asked for."""
ASKED = (None, *QUESTIONING, "tout")
"""Roles of a noun that may be what is asked for (« et le total »)."""
MOST_HEAD = 3
"""Words of a noun, with its article, that « celle de » may stand for (« le catalogue complet »)."""
COMMENTING = SPEAKING | TO_SPEAKER | {"vous"}
"""Words with which who writes begins to speak of themselves."""
DETERMINERS = DEFINITE | {"leur", "leurs", "notre", "nos"}
"""Words before a noun that may be what is asked for."""
ITS = OBJECTS | THEIR
"""Words before a noun that is asked for beside another."""
CONDITIONAL = ("rait", "raient")
"""How verbs end that tell politely what is wished for."""
MOST_REMARKED = 0.6
"""Weight up to which a word asks nothing where its author says something of themselves."""
MOST_PARTS = 4
"""Questions answered in one message."""


class Sentences:
    """Cuts messages, and tells what each sentence does."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def weigh(self, text: Text) -> Argument:
        """A text, or a part of it, with its words found and weighed."""
        return self._grammar.weigh(self._grammar.lexicon.cover(text))

    def parts(self, text: Text) -> list[Argument]:
        """A message cut at the ends of its sentences, without those that say nothing."""
        parts: list[Argument] = []
        pieces = letter.body(text)
        for piece in pieces:
            argument = self._weigh_unaddressed(piece)
            if argument.weight > 0 or not parts:
                parts.append(argument)
        parts = self._before_the_end(parts)
        parts = self._without_remarks(parts) if len(parts) > 1 else parts
        if sum(len(piece.tokens) for piece in pieces) < len(text.tokens):
            parts = self._that_ask(parts)
        parts = parts[-MOST_PARTS:] or [self.weigh(text)]
        if not any(part.foreign for part in parts):
            return parts
        return [
            part if self._stands(part) else self._grammar.weigh(part.cover, self._foreign_around(part, parts))
            for part in parts
        ]

    def _foreign_around(self, part: Argument, parts: Sequence[Argument]) -> float:
        """What words of other subjects weigh in the other sentences, but those that a question of ours introduces."""
        ours = any(anchors(one) for one in part.said)
        return sum(one.foreign for one in parts if one is not part and not (ours and self._introduces(one)))

    def whole(self, text: Text, parts: Sequence[Argument]) -> Argument:
        """A message as one sentence: of a letter, what its sentences say without its frame."""
        if sum(len(piece.tokens) for piece in letter.body(text)) == len(text.tokens):
            return self.weigh(text)
        tokens = [part.cover.text.tokens for part in parts]
        return self.weigh(Text(text.raw, tuple(chain(*tokens)), tuple(accumulate(map(len, tokens)))))

    def _weigh_unaddressed(self, piece: Text) -> Argument:
        """A sentence weighed without whom it speaks to, if it says something else."""
        whole = self.weigh(piece)
        bare = letter.unaddressed(piece)
        if bare is not None:
            argument = self.weigh(bare)
            ours = any(names(one.mention) or anchors(one) for one in argument.said)
            # « Monsieur le Maire souhaite savoir, pour une visite, … » speaks to nobody.
            asking = [sum(one.role in ASKING for one in said.cover.mentions) for said in (whole, argument)]
            whole = argument if ours and asking[0] == asking[1] else whole
        return self._without_reason(self._without_thanks(whole))

    def _without_reason(self, part: Argument) -> Argument:
        """A sentence that asks, without the reason that ends it (« …, notre mairie s’en inspirant »)."""
        place = reason(part.cover)
        if place is None:
            return part
        before, told = self._cut(part.cover.text, place)
        named = any(names(one.mention) for one in told.said)
        return before if self.asks(before) and not named and not self.asks_in_words(told) else part

    def _without_thanks(self, part: Argument) -> Argument:
        """A sentence without thanks that end it and ask nothing (« …, et vous remercie d’avance de vos lumières »)."""
        closing = (one.start for one in part.cover.mentions if any(sense.role == "cloture" for sense in one.senses))
        place = next((start for start in closing if start >= MOST_SMALL), None)
        if place is None:
            return part
        place -= part.cover.text.tokens[place - 1].text in AND
        before, thanks = self._cut(part.cover.text, place)
        asks = thanks.cover.text.asks or asked(thanks.cover.text)
        told = any(names(one.mention) or anchors(one) for one in thanks.said)
        ours = any(names(one.mention) or anchors(one) for one in before.said)
        return before if ours and not asks and not told else part

    def _before_the_end(self, parts: list[Argument]) -> list[Argument]:
        """The sentences of a letter without those that end it, nor who signs it after them."""
        kept = parts[:1]
        closed = False
        for part in parts[1:]:
            asks = self.asks(part)
            closed = closed or self._closes(part)
            if asks or not closed:
                kept.append(part)
        return kept

    def _without_remarks(self, parts: list[Argument]) -> list[Argument]:
        """The sentences of a message without what its author says of themselves after a question (« Bry a eu quoi ?
        Chui élue là-bas »)."""
        kept: list[Argument] = []
        for part in parts:
            if not (self._remarks(part) and any(map(self.asks, kept))):
                kept.append(part)
        return kept

    def _remarks(self, part: Argument) -> bool:
        """Whether a sentence only tells of who writes it, in words that say little, none of them a proper name."""
        text = part.cover.text
        if text.tokens[0].text not in OF_ONESELF | BEING or text.asks or part.foreign:
            return False
        for mention, weight, *_ in part.said:
            # « On a une idée » asks nothing.
            asks = mention.role in ASKING and not (mention.role == "verification" and mention.start == 0)
            proper = any(sense.record is not None and sense.record.name[0].isupper() for sense in mention.senses)
            if asks or proper or (weight > MOST_REMARKED and not names(mention)):
                return False
        return True

    def _that_ask(self, parts: list[Argument]) -> list[Argument]:
        """The sentences of a letter without those that neither ask nor name anything, where another does both."""
        asking = [self.asks(part) for part in parts]
        naming = [any(names(one.mention) for one in part.said) for part in parts]
        ours = (any(anchors(one) for one in part.said) for part in parts)
        if not any(asks and one for asks, one in zip(asking, ours, strict=True)):
            return parts
        return [part for part, asks, named in zip(parts, asking, naming, strict=True) if asks or named]

    @staticmethod
    def _stands(part: Argument) -> bool:
        """Whether a sentence is of our subject whatever the others are of (« Sceaux a un projet ? »)."""
        named = any(names(one.mention) for one in part.said)
        ours = any(sense.anchor for one in part.said if not names(one.mention) for sense in one.mention.senses)
        return named and ours and not part.foreign and not part.unknown

    @staticmethod
    def _introduces(part: Argument) -> bool:
        """Whether a sentence only tells where something of whoever asks is (« Mon magasin est à Courbevoie. »)."""
        text = part.cover.text
        return (
            text.tokens[0].text in OF_ONESELF
            and not Sentences.asks(part)
            and not part.unknown
            and any(names(one.mention) for one in part.said)
        )

    @staticmethod
    def _closes(part: Argument) -> bool:
        """Whether a sentence ends a letter, with who signs it (« Cordialement, le service communication »)."""
        # « Recevez, Messieurs, mes salutations »
        beginning = (one for one in part.cover.mentions if one.start < MOST_SMALL)
        closes = any(sense.role == "cloture" for one in beginning for sense in one.senses)
        return closes and not Sentences.asks(part)

    @staticmethod
    def asks(part: Argument) -> bool:
        """Whether a sentence asks: by its words, or by its mark."""
        return part.cover.text.asks or any(one.mention.role in ASKING for one in part.said)

    @staticmethod
    def asks_only(part: Argument) -> bool:
        """Whether a sentence asks, and does not say of what (« C’était qui ? »)."""
        told = [one.mention for one in part.said if one.weight > 0]
        return not part.unknown and bool(told) and all(mention.role in QUESTIONING for mention in told)

    @staticmethod
    def asks_in_words(part: Argument) -> bool:
        """Whether a sentence asks by its words alone, or their order."""
        text = part.cover.text
        return (
            any(one.mention.role in QUESTIONING for one in part.said)
            or bool(asked(text))
            or next(inverted(text), None) is not None
        )

    @staticmethod
    def begins_by_asking(part: Argument) -> bool:
        """Whether an interrogative, or a verb before its subject, is among the first words of a sentence (« et dans
        quel but », « et qu’a-t-il dit »)."""
        text = part.cover.text
        return any(place < NEXT for place in (*asked(text), *inverted(text)))

    def sets_the_scene(self, part: Argument, rest: Sequence[Argument]) -> bool:
        """Whether a sentence names something and asks nothing, before one that asks (« J’habite à Meudon. »)."""
        if letter.is_object(part.cover.text):
            return True
        if not any(names(one.mention) for one in part.said):
            return False
        if not self.asks(part):
            return True
        # « Pantin a un projet ? Et Montreuil ? » are two questions.
        following = rest[0].cover.text
        first = following.tokens[0]
        goes_on = part.cover.text.asks and (first.text in AND or following.raw[first.start] == ADDED)
        return (
            not goes_on and any(map(self.asks, rest)) and all(one.mention.role not in QUESTIONING for one in part.said)
        )

    def of_other_kinds(self, left: Argument, right: Argument) -> bool:
        """Whether the second of two sides is about things of another kind (« combien de X et combien de Y »)."""
        kinds = self._grammar.kinds(right.said)
        return bool(kinds) and kinds.isdisjoint(self._grammar.kinds(left.said))

    def paused(self, part: Argument) -> Iterator[tuple[Argument, Argument]]:
        """The two sides of each pause of a sentence."""
        for place in filter(part.cover.paused, range(1, len(part.cover.text.tokens))):
            yield self._cut(part.cover.text, place)

    def announced(self, part: Argument) -> Iterator[tuple[Argument, Argument]]:
        """The two sides of each colon before which nothing is asked."""
        text, mentions = part.cover.text, part.cover.mentions
        if not text.tokens or ":" not in text.raw[text.tokens[0].end : text.tokens[-1].start]:
            return
        for place, (before, token) in enumerate(pairwise(text.tokens), start=1):
            inside = any(one.start < place < one.end for one in mentions)
            if ":" in text.raw[before.end : token.start] and not inside:
                left, right = self._cut(text, place)
                if not self.asks_in_words(left) and not asks_which(right.cover.text):
                    yield left, right

    def _cut(self, text: Text, place: int) -> tuple[Argument, Argument]:
        """What comes before a token, and what begins with it."""
        left, right = text.tokens[:place], text.tokens[place:]
        return self.weigh(Text(text.raw, left, (len(left),))), self.weigh(Text(text.raw, right, (len(right),)))

    def joined(self, part: Argument) -> Iterator[tuple[Argument, Argument]]:
        """The two sides of each « et » or comma that a question follows, after another or words of another subject."""
        text, mentions = part.cover.text, part.cover.mentions
        linked = {
            place for place, token in enumerate(text.tokens) if token.text in JOINING or text.raw[token.start] == ADDED
        }
        asking = [mention.start for mention in mentions if mention.role == "question"]
        if not linked and not asking:
            return
        # « …, l’expérimentation que Sceaux a menée » asks nothing.
        clauses = {one.start for one in mentions if one.form in THAT}
        words = asked(text)
        turned = list(inverted(text))
        begun = (one.start for one in mentions if one.role in ASKING or one.senses[0].foreign)
        first = min((*words, *turned, *begun), default=len(text.tokens))
        checks = [mention.start for mention in mentions if mention.role == "verification"]

        def asked_at(place: int, begins: Sequence[int]) -> bool:
            near = (start for start in begins if place <= start < place + NEXT)
            return any(start <= place + 1 or start not in clauses for start in near)

        for place in range(max(MOST_SMALL, first + 1), len(text.tokens) - 1):
            if place in linked:
                begins = (*asking, *words, *checks, *turned)
                # « …, et, si vous le savez, à quelle date » asks after what is said in passing.
                joined = (at for at in (place, resumed(part.cover, place)) if asked_at(at, begins))
                if (start := next(joined, None)) is not None:
                    # What joins it is kept.
                    right = (text.tokens[place], *text.tokens[max(start, place + 1) :])
                    yield self._cut(text, place)[0], self.weigh(Text(text.raw, right, (len(right),)))
            elif part.cover.paused(place) and asked_at(place, asking):
                yield self._cut(text, place)

    def enumerated(self, part: Argument) -> Iterator[tuple[Argument, Argument, Mention]]:
        """The two sides of each « et » or comma that a noun with an article follows, and that noun: perhaps it is asked
        for, as what comes before is (« je voudrais le montant total, ainsi que la date du vote »)."""
        cover = part.cover
        words = [token.text for token in cover.text.tokens]
        asks = min((one.start for one in cover.mentions if one.role in ASKING), default=len(words))
        last = max((place for place, word in enumerate(words) if word in JOINING), default=0)
        first_of_two = next(paired(words), len(words))
        for place in range(MOST_SMALL - 1, len(words) - 1):
            joins = words[place] in JOINING or (first_of_two < place and words[place] in THAT)
            if not joins and not (cover.paused(place) and (asks < place or place < last)):
                continue
            begun = next((at for at in range(resumed(cover, place), len(words)) if words[at] not in ADDING), place)
            weighty = (one for one in cover.mentions if one.start >= begun and one.weight >= LEAST_NOUN)
            noun = next(weighty, None)
            again = joins and words[begun] in THESE_ONES
            if noun is None or not (again or words[begun] in ITS) or noun.start > begun + (3 if again else 1):
                continue
            if (names(noun) and not again) or noun.how == "number":
                continue
            if words[place] not in JOINING and _ends_insertion(cover, place, asks):
                continue
            if again:
                # « Celle de la réunion du comité » may be asked of either.
                noun = noun._replace(mask=reduce(or_, (one.mask for one in cover.mentions if one.start >= begun)))
            if all(sense.role not in ASKED for sense in noun.senses):
                continue
            right = self._named_again(part, place, begun) or self._cut(cover.text, begun)[1]
            lefts = (self._cut(cover.text, place)[0], self._completed(part, place, range(begun, noun.end + 1)))
            for left in filter(None, lefts):
                if _tells(left):
                    yield left, right, noun

    def _named_again(self, part: Argument, place: int, begun: int) -> Argument | None:
        """What « celle de » asks for, with the noun before « et » that it stands for (« la date du vote et celle | de
        la réunion »)."""
        text = part.cover.text
        words = [token.text for token in text.tokens]
        if words[begun] not in THESE_ONES or OF.isdisjoint(words[begun + 1 : begun + 2]):
            return None
        of = (at for at in range(1, place) if words[at] in OF)
        heads = ((at, max(0, at - MOST_HEAD)) for at in of if not ITS.isdisjoint(words[max(0, at - MOST_HEAD) : at]))
        end, least = next(heads, (0, 0))
        if not end:
            return None
        start = next(at for at in range(end - 1, least - 1, -1) if words[at] in ITS)
        kept = text.tokens[start:end] + text.tokens[begun + 1 :]
        return self.weigh(Text(text.raw, kept, (len(kept),)))

    def _completed(self, part: Argument, place: int, noun: range) -> Argument | None:
        """What comes before « et » or « que », with what is said of the noun after it, where a bare noun stands before,
        too (« le nombre et la liste | des projets de Sceaux », « tant le nombre que la teneur | des projets »)."""
        text = part.cover.text
        words = [token.text for token in text.tokens]
        bare = any(one.end == place and not ITS.isdisjoint(words[one.start - 1 : place]) for one in part.cover.mentions)
        of = next((at for at in noun[1:] if at < len(words) and words[at] in OF), None)
        if not bare or of is None:
            return None
        kept_out = set(paired(words))
        kept = tuple(one for at, one in enumerate(text.tokens[:place]) if at not in kept_out) + text.tokens[of:]
        return self.weigh(Text(text.raw, kept, (len(kept),)))

    def aside(self, part: Argument) -> Iterator[tuple[Argument | None, Argument]]:
        """What each « et » joins to words of another subject, after what comes before it, if anything does."""
        text = part.cover.text
        foreign = [one for one in part.cover.mentions if one.senses[0].foreign]
        for place in range(MOST_SMALL, len(text.tokens) - 1):
            if text.tokens[place].text not in JOINING:
                continue
            left, right = self._cut(text, place)
            if foreign[-1].end <= place:
                yield left, right
            elif place <= foreign[0].start:
                yield None, left

    def nouns(self, part: Argument) -> Iterator[tuple[Argument | None, Argument]]:
        """What each noun with an article begins, up to a pause or to what is said of it, after what comes before.

        A sentence that is of another subject beside what introduces its author has none.
        """
        cover, text = part.cover, part.cover.text
        words = [token.text for token in text.tokens]
        own = (one.mention.start for one in part.core.said if not one.borrowed) if part.core else iter(())
        opening = min(own, default=introduced(cover).stop)
        asks = not BETWEEN_TWO.isdisjoint(words) or any(one.role == "ouverture" for one in cover.mentions)
        if not asks or any(one.senses[0].foreign for one in cover.mentions if one.start >= opening):
            return
        for one in cover.mentions:
            article = one.start - (words[one.start] not in DETERMINERS)
            asks = words[one.start] in INTERROGATIVES | WHERE
            if asks or one.weight < LEAST_NOUN or names(one) or one.role or words[max(0, article)] not in DETERMINERS:
                continue
            ends = (other.start for other in cover.mentions if other.start >= one.end and _comments(words, other.start))
            pauses = (at for at in range(one.end, len(words)) if cover.paused(at))
            end = min(next(ends, len(words)), next(pauses, len(words)))
            end -= words[end - 1] in AND
            noun = Text(text.raw, text.tokens[one.start : end], (end - one.start,))
            before = Text(text.raw, text.tokens[: one.start], (one.start,))
            yield (self.weigh(before) if before.tokens else None), self.weigh(noun)


def _tells(part: Argument) -> bool:
    """Whether words say something beside asking: « En quoi consiste, au juste, l’expérimentation » has but one noun."""
    words = [token.text for token in part.cover.text.tokens]
    return any(
        one.weight >= LEAST_NOUN and INTERROGATIVES.isdisjoint(words[one.mention.start : one.mention.end])
        for one in part.said
    )


def _ends_insertion(cover: Cover, place: int, asks: int) -> bool:
    """Whether what ends at a pause was only put in (« Quels sont, commune par commune, | les projets »).

    What a list holds begins with an article.
    """
    before = next((at for at in range(place - 1, asks, -1) if cover.paused(at)), None)
    return before is not None and cover.text.tokens[before].text not in ITS | ADDING


def _comments(words: Sequence[str], place: int) -> bool:
    """Whether a noun is told of from there (« le titre du projet | me fait défaut », « … | mériterait d’être su »)."""
    word, before = words[place], words[place - 1]
    return word.endswith(CONDITIONAL) or (word in COMMENTING and before not in THAT | WHERE)
