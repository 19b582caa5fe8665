"""What sentences ask for by nouns: one after another (« le total ainsi que la date »), or one alone (« il me manque le
titre du projet »)."""

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from operator import or_

from msgspec.structs import replace

from bot.french.speaker import BETWEEN_TWO, SPEAKING, TO_SPEAKER
from bot.french.text import Text
from bot.french.words import (
    ADDING,
    AND,
    BETWEEN_THE,
    DEFINITE,
    INTERROGATIVES,
    JOINING,
    OF,
    THAT,
    THEIR,
    THESE_ONES,
    WHERE,
)
from bot.turns.clauses import (
    ADDED,
    ASKING,
    ITS,
    MOST_SMALL,
    QUESTIONING,
    asked,
    ends_insertion,
    inverted,
    is_added,
    paired,
    resumed,
    says_of_first,
)
from bot.understanding.mention import Cover, Mention, names
from bot.understanding.oneself import introduced
from bot.understanding.weighing import Argument

COMMENTING = SPEAKING | TO_SPEAKER | {"vous"}
"""Words with which who writes begins to speak of themselves."""
LEAST_NOUN = 0.3
"""Weight from which a word may be what is asked for."""
ASKED = (None, *QUESTIONING, "tout")
"""Roles of a noun that may be what is asked for (« et le total »)."""
BESIDE = "semblable"
"""Role of words that liken."""
MOST_HEAD = 3
"""Words of a noun, with its article, that « celle de » may stand for (« le catalogue complet »)."""
MAY_JOIN = JOINING | THAT
"""Words of which one joins a noun to another (« le total et la date », « tant le nombre que la liste »)."""
DETERMINERS = DEFINITE | {"leur", "leurs", "notre", "nos"}
"""Words before a noun that may be what is asked for."""
CONDITIONAL = ("rait", "raient")
"""How verbs end that tell politely what is wished for."""


class Nouns:
    """Finds the nouns that a sentence may ask for."""

    def __init__(self, weigh: Callable[[Text], Argument]) -> None:
        """`weigh` finds and weighs the words of a text."""
        self._weigh = weigh

    def enumerated(self, part: Argument) -> Iterator[tuple[Argument, Argument, Mention]]:
        """The two sides of each « et » or comma that a noun with an article follows, and that noun: perhaps it is asked
        for, as what comes before is (« je voudrais le montant total, ainsi que la date du vote »).

        In a note that begins with a bare noun, it may be bare, too (« Nombre de projets et somme globale »).
        """
        cover = part.cover
        if not cover.pauses and cover.words.isdisjoint(MAY_JOIN) and ADDED not in cover.text.raw:
            return
        words = cover.text.words
        asks = min((one.start for one in cover.mentions if one.role in ASKING), default=len(words))
        last = max((place for place, word in enumerate(words) if word in JOINING), default=0)
        first_of_two = next(paired(words), len(words))
        note = _note(cover)
        for place in range(MOST_SMALL - 1, len(words) - 1):
            noted = note is not None and place > note
            joins = words[place] in JOINING or (first_of_two < place and words[place] in THAT)
            joins = joins or (noted and is_added(cover.text, place))
            if not joins and not (cover.paused(place) and (noted or asks < place or place < last)):
                continue
            start = place + is_added(cover.text, place) if noted else resumed(cover, place)
            begun = next((at for at in range(start, len(words)) if words[at] not in ADDING), place)
            weighty = (one for one in cover.mentions if one.start >= begun and one.weight >= LEAST_NOUN)
            noun = next(weighty, None)
            again = joins and words[begun] in THESE_ONES
            if joins and ends_two(words, place):
                # « Quel écart entre le budget du sport et le budget de la culture ? »
                continue
            if again and (BETWEEN_THE in words[:place] or _compares(cover, place)):
                # « Entre le CCAS de Decize et celui de Clamecy, lequel… ? », « compare … » ask of both at once.
                continue
            bare = noted and noun is not None and noun.start == begun
            if noun is None or not (again or bare or words[begun] in ITS) or noun.start > begun + (3 if again else 1):
                continue
            counted = any(one.how == "number" and one.start == noun.end for one in cover.mentions)
            if (names(noun) and not again) or noun.how == "number" or counted:
                # « À partir de 500 € et jusqu’à 1 000 € »
                continue
            if words[place] not in JOINING and not noted and ends_insertion(cover, place, asks):
                continue
            if says_of_first(words, noun.end):
                continue
            if again:
                # « Celle de la réunion du comité » may be asked of either.
                noun = replace(noun, mask=reduce(or_, (one.mask for one in cover.mentions if one.start >= begun)))
            if all(sense.role not in ASKED for sense in noun.senses):
                continue
            noun = _with_its_own(cover.mentions, words, noun)
            right = self._named_again(part, place, begun) or self._weigh(cover.text.kept(cover.text.tokens[begun:]))
            left = self._weigh(cover.text.kept(cover.text.tokens[:place]))
            lefts = (left, self._completed(part, place, range(begun, noun.end + 1)))
            for left in filter(None, lefts):
                if _tells(left):
                    yield left, right, noun

    def _named_again(self, part: Argument, place: int, begun: int) -> Argument | None:
        """What « celle de » asks for, with the noun before « et » that it stands for (« la date du vote et celle | de
        la réunion »)."""
        text = part.cover.text
        words = text.words
        if words[begun] not in THESE_ONES or OF.isdisjoint(words[begun + 1 : begun + 2]):
            return None
        of = (at for at in range(1, place) if words[at] in OF)
        heads = ((at, max(0, at - MOST_HEAD)) for at in of if not ITS.isdisjoint(words[max(0, at - MOST_HEAD) : at]))
        end, least = next(heads, (0, 0))
        if not end:
            return None
        start = next(at for at in range(end - 1, least - 1, -1) if words[at] in ITS)
        kept = text.tokens[start:end] + text.tokens[begun + 1 :]
        return self._weigh(text.kept(kept))

    def _completed(self, part: Argument, place: int, noun: range) -> Argument | None:
        """What comes before « et » or « que », with what is said of the noun after it, where a bare noun stands before,
        too (« le nombre et la liste | des projets de Sceaux », « tant le nombre que la teneur | des projets »)."""
        text = part.cover.text
        words = text.words
        bare = any(one.end == place and not ITS.isdisjoint(words[one.start - 1 : place]) for one in part.cover.mentions)
        of = next((at for at in noun[1:] if at < len(words) and words[at] in OF), None)
        if not bare or of is None:
            return None
        kept_out = set(paired(words))
        kept = tuple(one for at, one in enumerate(text.tokens[:place]) if at not in kept_out) + text.tokens[of:]
        return self._weigh(text.kept(kept))

    def alone(self, part: Argument) -> Iterator[tuple[Argument | None, Argument]]:
        """What each noun with an article begins, up to a pause or to what is said of it, after what comes before.

        A sentence that is of another subject beside what introduces its author has none.
        """
        cover, text = part.cover, part.cover.text
        words = text.words
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
            noun = text.kept(text.tokens[one.start : end])
            before = text.kept(text.tokens[: one.start])
            yield (self._weigh(before) if before.tokens else None), self._weigh(noun)


def _note(cover: Cover) -> int | None:
    """Where a note begins, with a noun that has no article, as hurried people write (« Date de création »), perhaps
    after what announces it and names nothing (« Je boucle un papier : | nombre de projets »)."""
    text = cover.text
    announced = max((at for at in range(len(text.tokens)) if ":" in text.before(at)), default=0)
    if any(names(one) for one in cover.mentions if one.start < announced):
        return None
    first = next((one for one in cover.mentions if one.start >= announced and one.weight > 0), None)
    if first is None or names(first) or first.how == "number" or asked(text) or next(inverted(text), None) is not None:
        return None
    begins = not first.start or cover.paused(first.start)
    bare = first.weight >= LEAST_NOUN and first.role in ASKED and text.tokens[first.start].text not in ITS
    return first.start if begins and bare else None


def _with_its_own(mentions: Sequence[Mention], words: Sequence[str], noun: Mention) -> Mention:
    """A noun with what is said to be the thing's of which it is asked (« l’intitulé | de son projet »)."""
    if OF.isdisjoint(words[noun.end : noun.end + 1]):
        return noun
    own = (one for one in mentions if one.start == noun.end + 2 and words[noun.end + 1] in THEIR)
    return next((replace(noun, mask=noun.mask | one.mask) for one in own), noun)


def _tells(part: Argument) -> bool:
    """Whether words say something beside asking: « En quoi consiste, au juste, l’expérimentation » has but one noun."""
    words = part.cover.text.words
    return any(
        one.weight >= LEAST_NOUN and INTERROGATIVES.isdisjoint(words[one.mention.start : one.mention.end])
        for one in part.said
    )


def _compares(cover: Cover, place: int) -> bool:
    """Whether words before a token set what is named on both sides of it side by side (« compare »)."""
    return any(one.role == BESIDE for one in cover.mentions if one.end <= place)


def _comments(words: Sequence[str], place: int) -> bool:
    """Whether a noun is told of from there (« le titre du projet | me fait défaut », « … | mériterait d’être su »)."""
    word, before = words[place], words[place - 1]
    return word.endswith(CONDITIONAL) or (word in COMMENTING and before not in THAT | WHERE)


def ends_two(words: Sequence[str], place: int) -> bool:
    """Whether an « et » joins the second of the two that « entre » announces."""
    if words[place] not in AND or BETWEEN_THE not in words[:place] or words[place + 1] in INTERROGATIVES:
        return False
    between = max(at for at in range(place) if words[at] == BETWEEN_THE)
    return AND.isdisjoint(words[between:place])
