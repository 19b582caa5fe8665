"""The kind of things that a message asks for, worked out word by word."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.french.text import Token
from bot.french.verbs import AUXILIARIES
from bot.french.words import BY_WHOM, HAVING_SOME, INTERROGATIVES, OF_HIM, WHICH_ONE, WHO, WHO_TEXTED
from bot.understanding.how_many import is_definite, is_had
from bot.understanding.kinds import Kinds
from bot.understanding.mention import Mention
from bot.understanding.reading import Said
from bot.understanding.roles import DENYING, LEAVING_OUT

WEIGHTY = 0.6
"""Weight from which a word ends the reach of a negation."""
LYING = ("situation", "superlatif")
"""Roles of words of which the nearest tells whether a kind of places is where something is."""
REVERSING = (*DENYING, LEAVING_OUT)
"""Roles of weightless words that change what the next type word does."""
TURNING = ("question", "groupe", *REVERSING)
"""Roles of words that tell what is asked for, whatever they weigh."""
MOST_INTRODUCING = 2
"""Words between the kind of a name and it at most (« la ville de Sceaux »)."""
NEAR_SIZES = 3
"""Words of ours after a kind among which it is said how many of something it has."""


class Target(NamedTuple):
    """What is asked for."""

    kind: str | None
    others: tuple[tuple[str, bool], ...]
    """The other kinds named, with whether they are kept out."""
    who: bool
    """Whether only « qui » asks for the kind."""


NO_TARGET = Target(None, (), False)


def target(kinds: Kinds, said: Sequence[Said], explains: int, tokens: Sequence[Token], of_them: bool = False) -> Target:
    """What some words ask for.

    It is the type word after an interrogative or « par », else the first that does not introduce a name, those last
    that tell only where (« dans le même territoire, qui d’autre ? »), and none that a number stands before where things
    told are counted (`of_them`).
    """
    reader = _Reader(kinds, said, tokens, of_them)
    for place, mention in enumerate(reader.weighty):
        concept = kinds.concept(mention)
        named = concept.target if concept is not None else None
        if named and mention.mask & explains:
            reader.take(place, named)
        reader.go_past(place, named)
    return reader.target()


class _Reader:
    """What was found up to a word, and what the words before it make of it."""

    def __init__(self, kinds: Kinds, said: Sequence[Said], tokens: Sequence[Token], of_them: bool) -> None:
        self._kinds = kinds
        self._tokens = tokens
        self._of_them = of_them
        self.weighty = [one.mention for one in said if one.weight > 0 or one.mention.role in TURNING]
        # Where a number begins that an article stands before: « les trois territoires » are known to be three.
        self._told = {
            one.mention.start
            for before, one in pairwise(said)
            if one.mention.how == "number" and is_definite(before.mention, one.mention, tokens)
        }
        self._apart = {one.mention.start for one in said if one.excluded}
        # « Aucune commune n’a eu deux projets » asks for communes.
        self._sized = any(kinds.sizes(mention) and mention.role != "absence" for mention in self.weighty)
        self._found: str | None = None
        self._sure = False
        self._others: list[tuple[str, bool]] = []
        self._asked_by: str | None = None
        self._counted: list[str] = []
        self._definite: str | None = None
        self._located: str | None = None
        self._beside: int | None = None
        self._asking = self._asked = self._negated = False

    def take(self, place: int, kind: str) -> None:
        """Take a word for a kind of things for what it is."""
        weighty, mention = self.weighty, self.weighty[place]
        before = weighty[place - 1] if place > 0 else None
        following = weighty[place + 1] if place + 1 < len(weighty) else None
        if kind == self._found == self._asked_by and _is_most(before, mention):
            # « Qui a le plus de lauréats, le 92 ou le 94 ? » counts those.
            self._sure = True
        if self._is_ranked(place, before):
            self._others.append((kind, False))
        elif self._is_where(mention, before):
            self._located = self._located or kind
        elif mention.role == "groupe":
            self._others = [(self._found, False), *self._others] if self._found else self._others
            self._found, self._sure = kind, True
        elif following is not None and _is_kept_out(mention, following, self._tokens):
            self._others.append((kind, True))
        elif self._negated:
            if self._keeps_out(place, following):
                self._others.append((kind, True))
        elif self._asking and not self._sure and not self._lies(place):
            self._others += [(self._found, False)] if self._found else []
            self._found, self._sure = kind, True
        elif self._is_counted(place, kind, before, following):
            self._count(place, kind)
        elif mention.start == self._beside or (self._asked and self._by_whom(mention)):
            # « Les trois territoires élus » are territories, « combien sont portés par des communes ? » counts none.
            self._others.append((kind, False))
        elif not _introduces(mention, following, kind):
            if self._found is None:
                self._found = kind
                self._asked_by = kind if mention.role == "question" else None
            elif kind != self._found and mention.role != "question" and not self._lies(place):
                self._others.append((kind, False))

    def go_past(self, place: int, kind: str | None) -> None:
        """What a word makes of those after it."""
        mention = self.weighty[place]
        role = mention.role
        self._asked = self._asked or role == "question"
        # « qui » asks for its own kind unless a noun is close (« lesquelles des communes »), « quel » for a noun's.
        after = self.weighty[place + 1] if place + 1 < len(self.weighty) else None
        near = after is not None and after.how != "number" and 0 <= after.start <= mention.end + 1
        asks = role == "question" and (near or kind is None)
        self._asking = asks or (self._asking and mention.how == "number")
        # « Nanterre exceptée, quelles communes… » keeps out no communes.
        kept_out = role == "exclusion" and place > 0 and self.weighty[place - 1].start in self._apart
        denies = role in REVERSING and not kept_out and not (self._sized and role == "absence")
        # « Le communiqué ne dit pas quelles communes ont gagné » keeps out no communes.
        asks_which = role == "question" and self._tokens[mention.start].text in INTERROGATIVES
        self._negated = denies or (self._negated and mention.weight < WEIGHTY and not asks_which)

    def target(self) -> Target:
        """What all of it comes to."""
        if self._offers():
            return NO_TARGET
        if self._definite is not None and self._found == self._asked_by and not self._sure:
            # « Qui sont les trois territoires ? » asks for territories.
            self._found, self._sure = self._definite, True
        if self._found is None and self._counted and not self._of_them:
            self._found = self._counted[0]
        found = self._found or self._located
        others = tuple(dict.fromkeys(kind for kind in self._others if kind[0] != found or kind[1]))
        return Target(found, others, found is not None and found == self._asked_by and not self._sure)

    def _offers(self) -> bool:
        """Whether it is left to say which of two kinds something is (« c’est une ville ou un EPT qui le porte ? »)."""
        for before, choice, after in zip(self.weighty, self.weighty[1:], self.weighty[2:], strict=False):
            if before.role == "question":
                return False
            concepts = self._kinds.concept(before), self._kinds.concept(after)
            kinds = [concept.target for concept in concepts if concept is not None and concept.target]
            if choice.role == "alternative" and choice.start == before.end and len(set(kinds)) == len(concepts):
                return self._kinds.alike(*kinds)
        return False

    def _is_ranked(self, place: int, before: Mention | None) -> bool:
        """Whether a kind is what there is most of (« lequel a le plus de communes ? » counts them)."""
        ranked = _is_most(before, self.weighty[place])
        return ranked and any(one.form in WHICH_ONE for one in self.weighty[:place])

    def _is_where(self, mention: Mention, before: Mention | None) -> bool:
        """Whether a kind only says where (« les autres du territoire », who need not be territories)."""
        if before is None:
            return False
        around = before.role == "autres" and before.end == mention.start - 1
        around = around and self._tokens[mention.start - 1].text == OF_HIM
        return around or (before.role == "semblable" and before.end == mention.start)

    def _keeps_out(self, place: int, following: Mention | None) -> bool:
        """Whether what is denied is a kind: « sauf les villes du 92 » keeps out no others."""
        end = self.weighty[place].end
        having = end < len(self._tokens) and self._tokens[end].text in HAVING_SOME
        having = having and any(map(self._kinds.sizes, self.weighty[place + 1 : place + 1 + NEAR_SIZES]))
        return not having and (following is None or following.start not in self._apart)

    def _lies(self, place: int) -> bool:
        """Whether a kind of places is where something is (« quelle commune le porte, dans quel territoire est-elle ? »
        wants no commune that is a territory)."""
        if not self._sure and self._asked_by is None:
            return False
        return [one.role for one in self.weighty[max(0, place - 2) : place] if one.role in LYING][-1:] == ["situation"]

    def _is_counted(self, place: int, kind: str, before: Mention | None, following: Mention | None) -> bool:
        """Whether a kind is counted by a number before it, and not what the others are asked for by."""
        if before is None or not (before.how == "number" or (self._of_them and self._kinds.sizes(before))):
            return False
        # « Deux projets, c’est qui ? » asks who has two.
        by_who = len(self.weighty) == place + 2 and self.weighty[-1].form.endswith((WHO, WHO_TEXTED))
        counts = self._asked or by_who or self._of_them or self._found is not None
        return counts and not _introduces(self.weighty[place], following, kind)

    def _count(self, place: int, kind: str) -> None:
        mention, before = self.weighty[place], self.weighty[place - 1]
        self._counted.append(kind)
        if before.start in self._told:
            self._definite, self._beside = kind, mention.end
            self._others.append((kind, False))
        elif is_had(self._bounded(place), self._tokens):
            self._others.append((kind, False))

    def _bounded(self, place: int) -> Mention:
        """The number before a kind, or what is said before it of how it compares (« au moins trois »)."""
        number = self.weighty[place - 1]
        bound = self.weighty[place - 2] if place > 1 else number
        return bound if bound.end == number.start and self._kinds.sizes(bound) else number

    def _by_whom(self, mention: Mention) -> bool:
        """Whether a kind is who something is done by."""
        tokens = self._tokens[max(0, mention.start - 2) : max(0, mention.start)]
        return tuple(token.text for token in tokens) in BY_WHOM


def _is_most(before: Mention | None, kind: Mention) -> bool:
    """Whether a word for a kind is what there is most of (« le plus de communes »)."""
    return before is not None and before.role == "superlatif" and before.end == kind.start


def _introduces(kind: Mention, following: Mention | None, name: str) -> bool:
    """Whether the word for a kind only stands before a name of that kind (« la ville de Sceaux »)."""
    if following is None or following.start - kind.end > MOST_INTRODUCING:
        return False
    return any(sense.record is not None and sense.record.type.name == name for sense in following.senses)


def _is_kept_out(kind: Mention, following: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a clause ends by leaving a kind out (« combien de projets dans le 94, territoires exclus ? »)."""
    if following.role != "exclusion" or following.start != kind.end:
        return False
    # « Quelles communes, territoires exclus, ont gagné ? »
    after = tokens[following.end].text if following.end < len(tokens) else None
    return after is None or after in AUXILIARIES or after in INTERROGATIVES
