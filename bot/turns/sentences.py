"""A message cut into what is answered one after the other: sentences, and the questions that « et » joins."""

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import accumulate, chain, pairwise

from bot.french import letter
from bot.french.speaker import BEING, OF_ONESELF, OURS, SPEAKING, about_oneself
from bot.french.text import Text
from bot.french.words import AND, HERE, IF, JOINING, THAT, WHO
from bot.turns.clauses import (
    ADDED,
    ASKING,
    MOST_SMALL,
    QUESTIONING,
    asked,
    asks,
    asks_in_words,
    asks_which,
    compares_what_was_told,
    continues_relative,
    ends_insertion,
    granted,
    inverted,
    is_added,
    resumed,
    says_of_first,
)
from bot.turns.introducing import Introducing, asks_for_an_unknown_body
from bot.turns.nouns import Nouns, ends_two
from bot.turns.professing import Professing
from bot.turns.recapping import Recapping
from bot.turns.remarks import only_comments, says_who_one_is, tells_of_oneself, without_corrected
from bot.turns.trimming import Trimming
from bot.understanding.grammar import Grammar
from bot.understanding.main_clause import asks_of_before, is_of_several
from bot.understanding.mention import Cover, Mention, names
from bot.understanding.oneself import introduced
from bot.understanding.reading import anchors
from bot.understanding.weighing import Argument

NEXT = 5
"""Words after « et » among which a question begins that it joins to another (« et au fait, qui … »)."""
MOST_PARTS = 4
"""Questions answered in one message."""
MOST_KEPT = 32
"""Sentences and sides of one that are kept weighed while a message is answered: they are read in several ways."""


class Sentences:
    """Cuts messages, and tells what each sentence does."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        # Not a method: what is not in a circle is freed as soon as other content takes its place.
        self.weigh = lru_cache(MOST_KEPT)(partial(_weigh, grammar))
        """A text, or a part of it, with its words found and weighed."""
        self.nouns = Nouns(self.weigh)
        self._introducing = Introducing(grammar, self.weigh)
        self._professing = Professing(grammar, self.weigh)
        self._recapping = Recapping(grammar, self.weigh)
        self._trimming = Trimming(self.weigh)

    def forget(self) -> None:
        """Keep nothing more of the message that was read."""
        self.weigh.cache_clear()

    def parts(self, text: Text) -> list[Argument]:
        """A message cut at the ends of its sentences, without those that say nothing."""
        parts: list[Argument] = []
        pieces = letter.body(text)
        for piece in pieces:
            argument = self._trimming.trimmed(piece)
            if argument.weight > 0 or not parts:
                told = self._introducing.parted(argument, piece is pieces[-1]) or self._professing.parted(argument)
                parts += told or self._after_oneself(argument) or self._recapping.parted(argument) or [argument]
        parts = self._named_at_once(self._home_first(self._before_the_end(parts)))
        parts = without_corrected(self._without_remarks(parts)) if len(parts) > 1 else parts
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

    def _after_oneself(self, part: Argument) -> tuple[Argument, Argument] | None:
        """What a sentence tells of whoever writes, who names a place, and what it asks after it (« j’habite Sceaux, |
        c’est quoi le FMIN ? »)."""
        cover = part.cover
        if cover.words.isdisjoint(OF_ONESELF):
            return None
        home = next(filter(self._grammar.is_place, cover.mentions), None)
        if home is None or introduced(cover):
            return None
        words = cover.text.words
        if SPEAKING.union(BEING).isdisjoint(words[: home.start]) and self._points_home(cover, end=home.start):
            # « Dans ma ville, à Vincennes, qui porte la GRU ? » is asked of it.
            return None
        place = min((start for start in _begins(part, home) if start >= home.end), default=0)
        # « Habitante de Vincennes | je cherche… »
        speaks = place == home.end and home.start > 1 and not SPEAKING.isdisjoint(words[place : place + 1])
        if not place or not (speaks or about_oneself(words[: home.start])):
            return None
        opened = next((start for start in range(home.start) if about_oneself(words[: start + 1])), 0)
        # « Dites-moi, j’habite Sceaux, c’est quoi le FMIN ? » opens before it tells anything.
        before = (one for one in cover.mentions if one.start < place)
        asks = any(one.role in (QUESTIONING if one.start < opened else ASKING) for one in before)
        asks = asks or any(at < place for at in (*asked(cover.text), *inverted(cover.text)))
        # « …, on a eu quoi ? » is asked of it.
        after = next((one.end for one in cover.mentions if one.start == place and one.role == "ouverture"), place)
        theirs = not OF_ONESELF.isdisjoint(words[after:]) or HERE in words[after:]
        theirs = theirs and not self._points_home(cover, place)
        # « Chez moi, à Bagneux, on parle de 3D, … » says more.
        told = (one for one in part.said if one.mention.start < place and not self._grammar.is_place(one.mention))
        if asks or theirs or any(anchors(one) or names(one.mention) for one in told):
            return None
        return self._cut(cover.text, place)

    def _points_home(self, cover: Cover, start: int = 0, end: int | None = None) -> bool:
        """Whether words between two tokens point to where whoever writes is from (« mon territoire », « chez moi »)."""
        words = cover.text.words[:end]
        after = (one for one in cover.mentions if start <= one.start < len(words))
        return any(not OURS.isdisjoint(words[one.start : one.end]) and self._grammar.refers(one) for one in after)

    def _before_the_end(self, parts: list[Argument]) -> list[Argument]:
        """The sentences of a letter without those that end it, nor who signs it after them."""
        kept = parts[:1]
        closed = False
        for part in parts[1:]:
            closed = closed or self._closes(part)
            if asks(part) or not closed:
                kept.append(part)
        return kept

    def _home_first(self, parts: list[Argument]) -> list[Argument]:
        """The sentences of a message, the one that tells where its author is from before those that point there
        (« Quel projet dans ma ville ? Je suis à Nanterre. »)."""
        if len(parts) < 2 or not self._introduces(parts[-1]) or not self._points_home(parts[0].cover):
            return parts
        return [parts[-1], *parts[:-1]]

    def _named_at_once(self, parts: list[Argument]) -> list[Argument]:
        """The sentences of a message, those in a row that only name something as one (« Sceaux; Antony »)."""
        kept = parts[:1]
        for part in parts[1:]:
            if _only_names(kept[-1]) and _only_names(part):
                tokens = (*kept.pop().cover.text.tokens, *part.cover.text.tokens)
                part = self.weigh(Text(part.cover.text.raw, tokens, (len(tokens),)))
            kept.append(part)
        return kept

    def _without_remarks(self, parts: list[Argument]) -> list[Argument]:
        """The sentences of a message without what its author says of themselves after a question (« Bry a eu quoi ?
        Chui élue là-bas »), or only who they are or what they do before one (« Je demanderai. Et Bry ? »)."""
        asking = list(map(asks, parts))
        return [
            part
            for place, part in enumerate(parts)
            if not (any(asking[:place]) and tells_of_oneself(part))
            and not (
                any(asking[place + 1 :])
                and not asking[place]
                and (only_comments(part) or says_who_one_is(part))
                and not self._tells_of_those(part, parts[place + 1])
                and not asks_for_an_unknown_body(part, parts[place + 1])
            )
        ]

    def _that_ask(self, parts: list[Argument]) -> list[Argument]:
        """The sentences of a letter without those that neither ask nor name anything, where another does both."""
        asking = [asks(part) for part in parts]
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
        told = any(names(one.mention) for one in part.said) and not part.unknown
        return told and text.tokens[0].text in OF_ONESELF and not asks(part)

    @staticmethod
    def _closes(part: Argument) -> bool:
        """Whether a sentence ends a letter, with who signs it (« Cordialement, le service communication »)."""
        # « Recevez, Messieurs, mes salutations »
        beginning = (one for one in part.cover.mentions if one.start < MOST_SMALL)
        closes = any(sense.role == "cloture" for one in beginning for sense in one.senses)
        return closes and not asks(part)

    @staticmethod
    def asks_only(part: Argument) -> bool:
        """Whether a sentence asks, and does not say of what (« C’était qui ? »)."""
        told = [one.mention for one in part.said if one.weight > 0]
        return not part.unknown and bool(told) and all(mention.role in QUESTIONING for mention in told)

    @staticmethod
    def joins_whether(part: Argument) -> bool:
        """Whether a side asks if something is so, after « et » (« … et me dire si Sceaux est lauréate »)."""
        text = part.cover.text
        return text.tokens[0].text in JOINING and any(0 < place < NEXT for place in _whether(text))

    @staticmethod
    def asks_whether(part: Argument) -> bool:
        """Whether a sentence asks if something is so (« je voudrais savoir si Sceaux est lauréate »)."""
        tokens = part.cover.text.tokens
        opened = (one.end for one in part.cover.mentions if one.role == "ouverture")
        # « Pouvez-vous vérifier | si », « on me demande si |»
        return any(token.text in IF for end in opened for token in tokens[end - 1 : end + 1])

    @staticmethod
    def begins_by_asking(part: Argument) -> bool:
        """Whether an interrogative, or a verb before its subject, is among the first words of a sentence (« et dans
        quel but », « et qu’a-t-il dit »)."""
        text = part.cover.text
        return any(place < NEXT for place in (*asked(text), *inverted(text)))

    def compares(self, found: Mention) -> bool:
        """Whether a mention says how something compares with a number (« moins de »)."""
        concepts = (self._grammar.concepts.get(sense.id) for sense in found.senses)
        return any(concept is not None and concept.comparison is not None for concept in concepts)

    def sets_the_scene(self, part: Argument, rest: Sequence[Argument]) -> bool:
        """Whether a sentence names something and asks nothing, before one that asks (« J’habite à Meudon. »)."""
        if letter.is_object(part.cover.text) or part.speaker or asks_for_an_unknown_body(part, rest[0]):
            return True
        if not any(names(one.mention) for one in part.said):
            # « J’étudie les EPT. Lesquels ont gagné ? »
            return not asks(part) and self._tells_of_those(part, rest[0])
        if not asks(part):
            return not self._recapping.tells(part)
        # « Pantin a un projet ? Et Montreuil ? » are two questions.
        following = rest[0].cover.text
        goes_on = part.cover.text.asks and (following.tokens[0].text in AND or is_added(following, 0))
        return not goes_on and any(map(asks, rest)) and all(one.mention.role not in QUESTIONING for one in part.said)

    def _tells_of_those(self, part: Argument, following: Argument) -> bool:
        """Whether a sentence tells of several things of a kind, of which the next asks which (« J’étudie les EPT. |
        Lesquels ont gagné ? »)."""
        tokens = part.cover.text.tokens
        several = any(self._grammar.sought(one.mention) and is_of_several(one.mention, tokens) for one in part.said)
        return several and asks_of_before(following.said, following.cover, 0) is not None

    def of_other_kinds(self, left: Argument, right: Argument) -> bool:
        """Whether the second of two sides asks first about things of another kind (« combien de X et de Y »)."""
        kinds = next(filter(None, (self._grammar.kinds((one,)) for one in right.said)), set())
        return bool(kinds) and kinds.isdisjoint(self._grammar.kinds(left.said))

    def granted(self, part: Argument) -> tuple[Argument, Argument] | None:
        """What a sentence takes for granted, and what it asks after it of something else (« Puisque les 23 projets sont
        à 20 communes, | quels sont les territoires ? »)."""
        place = granted(part.cover)
        if place is None:
            return None
        before, asked = self._cut(part.cover.text, place)
        several = sum(one.mention.how == "number" for one in before.said) > 1
        apart = several and bool(self._grammar.kinds(asked.said))
        if any(names(one.mention) for one in before.said):
            # « Puisque Paris a cinq projets, lequel… » is told that it has none.
            return None
        return (before, asked) if apart or self.of_other_kinds(before, asked) else None

    def besides(self, part: Argument) -> Argument | None:
        """What a sentence asks for, without who has it, which it asks besides (« la subvention la plus élevée | et la
        ville qui l’a reçue »)."""
        words = part.cover.text.words if WHO in part.cover.words else []
        places = (at for at in range(MOST_SMALL, len(words) - 3) if words[at] in JOINING)
        place = next((at for at in places if says_of_first(words, at + 3)), None)
        return None if place is None else self._cut(part.cover.text, place)[0]

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
                if not asks_in_words(left) and not asks_which(right.cover.text):
                    yield left, right

    def _cut(self, text: Text, place: int) -> tuple[Argument, Argument]:
        """What comes before a token, and what begins with it."""
        return self.weigh(text.kept(text.tokens[:place])), self.weigh(text.kept(text.tokens[place:]))

    def joined(self, part: Argument) -> Iterator[tuple[Argument, Argument]]:
        """The two sides of each « et » or comma that a question follows, after another or words of another subject."""
        text, mentions = part.cover.text, part.cover.mentions
        if not part.cover.pauses and part.cover.words.isdisjoint(JOINING) and ADDED not in text.raw:
            return
        linked = {place for place, token in enumerate(text.tokens) if token.text in JOINING or is_added(text, place)}
        asking = [mention.start for mention in mentions if mention.role == "question"]
        if not linked and not (asking and part.cover.pauses):
            return
        # « …, l’expérimentation que Sceaux a menée » asks nothing.
        clauses = {one.start for one in mentions if one.form in THAT}
        words = asked(text)
        each = text.words
        turned = list(inverted(text))
        begun = (one.start for one in mentions if one.role in ASKING or one.senses[0].foreign)
        first = min((*words, *turned, *begun), default=len(text.tokens))
        checks = [mention.start for mention in mentions if mention.role == "verification"]
        # « …, et savoir si Vanves a été retenue »
        checks += _whether(text)

        def asked_at(place: int, begins: Sequence[int]) -> bool:
            near = (start for start in begins if place <= start < place + NEXT and not says_of_first(each, start))
            near = (start for start in near if not continues_relative(each, start))
            return any(start <= place + 1 or start not in clauses for start in near)

        for place in range(max(MOST_SMALL, first + 1), len(text.tokens) - 1):
            if place in linked and not ends_two(each, place):
                begins = (*asking, *words, *checks, *turned)
                # « …, et, si vous le savez, à quelle date » asks after what is said in passing.
                joined = (at for at in (place, resumed(part.cover, place)) if asked_at(at, begins))
                if (start := next(joined, None)) is not None:
                    # What joins it is kept.
                    right = (text.tokens[place], *text.tokens[max(start, place + 1) :])
                    yield self.weigh(text.kept(text.tokens[:place])), self.weigh(text.kept(right))
            elif part.cover.paused(place) and asked_at(place, asking) and not ends_insertion(part.cover, place, first):
                sides = self._cut(text, place)
                if not compares_what_was_told(*sides):
                    yield sides

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


def _weigh(grammar: Grammar, text: Text) -> Argument:
    return grammar.weigh(grammar.lexicon.cover(text))


def _begins(part: Argument, home: Mention) -> Iterator[int]:
    """Where a question may begin after the place where whoever writes lives."""
    cover = part.cover
    if part.core is not None:
        yield min((one.mention.start for one in part.core.said if not one.borrowed), default=0)
    speaks = not SPEAKING.union(BEING).isdisjoint(cover.text.words[: home.start])
    for one in cover.mentions:
        opens = one.role == "ouverture"
        asks = one.role == "question" or (one.role == "verification" and speaks)
        if opens or (asks and (one.start == home.end or cover.paused(one.start))):
            yield one.start


def _whether(text: Text) -> list[int]:
    """Where a message asks if something is so; « si vous le savez » asks nothing."""
    words = text.words
    return [place for place, (word, after) in enumerate(pairwise(words)) if word in IF and after not in letter.POLITE]


def _only_names(part: Argument) -> bool:
    """Whether a sentence is a name and nothing else."""
    return bool(part.said) and not part.cover.unknown and all(names(one.mention) for one in part.said)
