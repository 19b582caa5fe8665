"""What a message asks for: a kind of thing, and how many of something each must have."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.french.numbers import Quantity
from bot.french.text import Token
from bot.french.words import (
    AUXILIARIES,
    BY_WHOM,
    HAVING_SOME,
    INTERROGATIVES,
    OF_HIM,
    WHICH_ONE,
    WHICH_ONES,
    WHO,
    WHO_TEXTED,
)
from bot.understanding.frame import Comparison
from bot.understanding.how_many import (
    Numbers,
    between,
    had_of_it,
    is_definite,
    is_had,
    is_joined,
    is_of_it,
    is_of_title,
    is_percentage,
    is_placed,
    is_their_number,
    is_whole,
    of_a_whole,
)
from bot.understanding.mention import Mention, names
from bot.understanding.reading import Said
from bot.understanding.several import several_named
from bot.understanding.vocabulary import Concept

WEIGHTY = 0.6
"""Weight from which a word ends the reach of a negation."""
EXACTLY = "=="
"""The operator of words that say that a number is exact."""
INCLUSIVE = (">=", "<=")
"""Those of words that may follow their number (« ou plus »)."""
OPPOSITE = {"=": "!=", ">": "<=", "<": ">=", ">=": "<", "<=": ">"}
"""What an operator becomes where it is denied (« pas deux projets », « pas plus d’un »)."""
MOST_HAD = 9
"""The greatest number that tells of how many there are without naming them (« quelles villes en ont deux ? »)."""
MOST_TELLING_HAD = 7
"""Words that may stand between what leaves things out and how many of others they have."""
LYING = ("situation", "superlatif")
"""Roles of words of which the nearest tells whether a kind of places is where something is."""
DENYING = ("negation", "absence", "exclusion")
"""Roles of weightless words that change what the next type word does."""
TURNING = ("question", "groupe", *DENYING)
"""Roles of words that tell what is asked for, whatever they weigh."""


class Asking(NamedTuple):
    """Works out what messages ask for."""

    counting: Mapping[str, Concept]
    """The concepts that name a kind of thing to list or count, or compare numbers."""
    masks: Mapping[str, int]
    """The features of each kind, those of what it is one of with them."""

    def asked(
        self, said: tuple[Said, ...], explains: int, tokens: Sequence[Token]
    ) -> tuple[str | None, tuple[tuple[str, bool], ...], bool]:
        """What the message asks for, or failing that the earlier turns; see `_target`."""
        own = tuple(one for one in said if not one.borrowed)
        # « Combien en ont deux projets ? » counts what was told, by their projects.
        partial = {one.mention.end for one in own if one.mention.role == "partitif"}
        # « Y en a d’autres qui ont gagné ? » asks for others than those.
        of_them = not partial <= {one.mention.start for one in own if one.mention.role == "autres"}
        target, kinds, who = self._target(own, explains, tokens, of_them)
        if len(own) == len(said):
            return target, kinds, who
        # « Qui d’autre en a deux ? », « qui n’en a qu’un ? » ask who has so many of what was spoken of.
        forms = {one.mention.form for one in own} if who else set()
        counts = WHO in forms and any(self._sizes(one.mention) for one in own)
        # « Lesquelles ont gagné ? » asks which of what was asked for.
        which = any(one.mention.form in WHICH_ONES for one in own)
        borrowed = [one for one in said if one.borrowed and (one.weight > 0 or one.mention.role in DENYING)]
        # « Sans les territoires, combien ? — Et sans Vincennes ? » still counts no territories.
        apart = [one for denies, one in pairwise(borrowed) if denies.mention.role == "exclusion"]
        # « Quelles communes ? — Sans Créteil. — Et sans Vincennes ? » leaves out no communes.
        apart = [] if any(one.borrowed and one.excluded for one in said) else apart
        concepts = filter(None, (self._concept(one.mention) for one in apart))
        if not counts and (target is None or who or which) and (of_them or which or not any(map(self._tells, own))):
            # « Lesquels ? » asks for what the earlier turn did, and so does « et plus de deux ? ».
            earlier = tuple(
                one for one in said if one.borrowed and one.mention.role not in DENYING and one not in apart
            )
            before, beside, by_who = self._target(earlier, explains, tokens)
            target, who = (before, by_who) if before is not None else (target, who)
            if not kinds and any(one.mention.role == "superlatif" for one in own):
                # « Quel territoire a le plus de communes ? — Et le moins ? » still counts communes.
                kinds = beside
        if borrowed and self._only_ranks_by(target, own):
            # « Quel territoire a reçu le plus ? — Et le plus de projets ? » still asks for a territory.
            before, _, by_who = self._target(tuple(borrowed), explains, tokens)
            if before is not None and not self._alike(before, target):
                target, kinds, who = before, ((target or "", False), *kinds), by_who
        # « Combien de communes par département ? — Et de projets ? » asks for those of each, too.
        groups = filter(None, (self._concept(one.mention) for one in borrowed if one.mention.role == "groupe"))
        by = next((concept.target for concept in groups), None)
        if target and by and not self._alike(target, by) and not any(one.mention.role == "groupe" for one in own):
            target, kinds = by, ((target, False), *kinds)
        refused = dict.fromkeys(concept.target for concept in concepts if concept.target not in (None, target))
        kinds += tuple((kind, True) for kind in refused)
        return target, kinds, who

    def _only_ranks_by(self, target: str | None, own: Sequence[Said]) -> bool:
        """Whether a message names a kind but to say what there is most of (« et le plus de projets ? »)."""
        counted = {one.target for one in map(self._concept, (one.mention for one in own)) if one and one.target}
        most = {one.mention.end for one in own if one.mention.role == "superlatif"}
        after = [self._concept(one.mention) for one in own if one.mention.start in most]
        asks = any(one.mention.role == "question" for one in own)
        return not asks and counted == {target} and any(one is not None and one.target == target for one in after)

    def _tells(self, one: Said) -> bool:
        """Whether a word says what is asked for itself, so that no earlier turn does."""
        mention = one.mention
        weighty = one.weight >= 0.5 and mention.role not in ("question", "superlatif") and not one.excluded
        return weighty and not (names(mention) and mention.how != "earlier") and not self._sizes(mention)

    def _bounded(self, before: Sequence[Mention]) -> Mention:
        """The number that comes last, or what is said before it of how it compares (« au moins trois »)."""
        bound = before[-2] if len(before) > 1 else before[-1]
        return bound if bound.end == before[-1].start and self._sizes(bound) else before[-1]

    def _sizes(self, mention: Mention) -> bool:
        """Whether a mention is a number or compares with one."""
        concept = self._concept(mention)
        return mention.how == "number" or (concept is not None and concept.comparison is not None)

    def _concept(self, mention: Mention) -> Concept | None:
        for sense in mention.senses:
            concept = self.counting.get(sense.id)
            if concept is not None:
                return concept
        return None

    def _target(
        self, said: tuple[Said, ...], explains: int, tokens: Sequence[Token], of_them: bool = False
    ) -> tuple[str | None, tuple[tuple[str, bool], ...], bool]:
        """What is asked for, the other kinds named, with whether they are kept out, and whether only « qui » asks.

        It is the type word after an interrogative or « par », else the first that does not introduce a name, those
        last that tell only where (« dans le même territoire, qui d’autre ? »), and none that a number stands before
        where things told are counted (`of_them`).
        """
        found: str | None = None
        sure = False
        kinds: list[tuple[str, bool]] = []
        asked_by: str | None = None
        counted_kinds: list[str] = []
        definite = located = None
        beside: int | None = None
        asking = asked = negated = False
        words = [token.text for token in tokens]
        # Where a number begins that an article stands before: « les trois territoires » are known to be three.
        told = {
            one.mention.start
            for before, one in pairwise(said)
            if one.mention.how == "number" and is_definite(before.mention, one.mention, tokens)
        }
        apart = {one.mention.start for one in said if one.excluded}
        weighty = [one.mention for one in said if one.weight > 0 or one.mention.role in TURNING]
        # « Aucune commune n’a eu deux projets » asks for communes.
        sized = any(self._sizes(mention) and mention.role != "absence" for mention in weighty)
        for place, mention in enumerate(weighty):
            concept = self._concept(mention)
            role = mention.role
            if concept and concept.target and mention.mask & explains:
                following = weighty[place + 1] if place + 1 < len(weighty) else None
                introduces = (
                    following is not None
                    and following.start - mention.end < 3
                    and any(s.record is not None and s.record.type.name == concept.target for s in following.senses)
                )
                before = weighty[place - 1] if place > 0 else None
                counted = before is not None and (before.how == "number" or (of_them and self._sizes(before)))
                # « Deux projets, c’est qui ? » asks who has two.
                by_who = len(weighty) == place + 2 and weighty[-1].form.endswith((WHO, WHO_TEXTED))
                alike = place > 0 and weighty[place - 1].role == "semblable"
                # « Quelle commune le porte, et dans quel territoire est-elle ? » wants no commune that is a territory.
                # « Lequel réunit le plus de communes ? » counts them.
                lies = (sure or asked_by is not None) and [
                    one.role for one in weighty[max(0, place - 2) : place] if one.role in LYING
                ][-1:] == ["situation"]
                # « Les autres du territoire » need not be territories.
                around = before is not None and before.role == "autres" and before.end == mention.start - 1
                around = around and tokens[mention.start - 1].text == OF_HIM
                # « Lequel a le plus de communes ? » counts them.
                ranked = before is not None and before.role == "superlatif" and before.end == mention.start
                if ranked and any(one.form in WHICH_ONE for one in weighty[:place]):
                    kinds.append((concept.target, False))
                elif around or (alike and weighty[place - 1].end == mention.start):
                    located = located or concept.target
                elif role == "groupe":
                    kinds = [(found, False), *kinds] if found else kinds
                    found, sure = concept.target, True
                elif following is not None and _is_kept_out(mention, following, tokens):
                    kinds.append((concept.target, True))
                elif negated:
                    # « Sauf les villes du 92 » keeps out no others.
                    having = mention.end < len(tokens) and tokens[mention.end].text in HAVING_SOME
                    having = having and any(map(self._sizes, weighty[place + 1 : place + 4]))
                    if not having and (following is None or following.start not in apart):
                        kinds.append((concept.target, True))
                elif asking and not sure and not lies:
                    kinds += [(found, False)] if found else []
                    found, sure = concept.target, True
                elif counted and not introduces and (asked or by_who or of_them or found is not None):
                    counted_kinds.append(concept.target)
                    if weighty[place - 1].start in told:
                        definite, beside = concept.target, mention.end
                        kinds.append((concept.target, False))
                    elif before is not None and is_had(self._bounded(weighty[:place]), tokens):
                        kinds.append((concept.target, False))
                elif mention.start == beside:
                    # « Les trois territoires lauréats » are territories.
                    kinds.append((concept.target, False))
                elif asked and tuple(words[max(0, mention.start - 2) : max(0, mention.start)]) in BY_WHOM:
                    # « Combien sont portés par des communes ? » counts no communes.
                    kinds.append((concept.target, False))
                elif not introduces and found is None:
                    found = concept.target
                    asked_by = found if role == "question" else None
                elif not introduces and not lies and concept.target != found and role != "question":
                    kinds.append((concept.target, False))
            asked = asked or role == "question"
            # « qui » asks for its own kind unless a noun is close (« lesquelles des communes »), « quel » for a noun's.
            after = weighty[place + 1] if place + 1 < len(weighty) else None
            near = after is not None and after.how != "number" and 0 <= after.start <= mention.end + 1
            own = concept is not None and concept.target is not None
            asking = (role == "question" and (near or not own)) or (asking and mention.how == "number")
            # « Nanterre exceptée, quelles communes… » keeps out no communes.
            kept_out = role == "exclusion" and place > 0 and weighty[place - 1].start in apart
            denies = role in DENYING and not kept_out and not (sized and role == "absence")
            negated = denies or (negated and mention.weight < WEIGHTY)
        if definite is not None and found == asked_by and not sure:
            # « Qui sont les trois territoires ? » asks for territories.
            found, sure = definite, True
        if found is None and counted_kinds and not of_them:
            found = counted_kinds[0]
        found = found or located
        others = tuple(dict.fromkeys(kind for kind in kinds if kind[0] != found or kind[1]))
        return found, others, found is not None and found == asked_by and not sure

    def numbers(self, said: tuple[Said, ...], target: str | None, tokens: Sequence[Token]) -> Numbers:
        """How many of something the message says."""
        if not any(self._sizes(one.mention) for one in said):
            return Numbers()
        comparison: Comparison | None = None
        bounds: tuple[Comparison, Comparison] | None = None
        claim: Comparison | None = None
        operator: str | None = None
        denied: Comparison | None = None
        last: Quantity | None = None
        refused = had = False
        # « Lequel de Créteil ou d’Alfortville en a deux ? »
        chooses = {"alternative", "question"} <= {one.mention.role for one in said}
        for place, one in enumerate(said):
            mention = one.mention
            concept = self._concept(mention)
            number: Quantity | None = None
            first = last is None
            if self._sizes(mention):
                if one.borrowed and denied:
                    # « Et aucun ? » asks no more for the one that was asked for.
                    continue
                denies = not one.borrowed and (self._is_denied(said[:place]) or self._tells_left(said, place, tokens))
                refused = denies or (refused and operator is not None)
            if concept and concept.comparison:
                before, (operator, number) = operator, concept.comparison
                if before is not None and operator == "=":
                    # « Plus de | deux subventions » is more than two.
                    operator = before
                if mention.role == "absence" and number is not None:
                    # « Aucune ville n’a eu deux projets » asks of two.
                    denied, operator = denied or (operator, number), None
                    continue
                if operator == EXACTLY and number is None and last is not None:
                    # « 5 000 euros exactement »
                    comparison, operator = comparison or (EXACTLY, last), None
                elif operator in INCLUSIVE and number is None and last is not None and not one.borrowed:
                    # « Trois projets ou plus », « deux au moins »
                    more = any(other.mention.how == "number" for other in said[place + 1 :])
                    if comparison in (("=", last), None) and claim is None and not more:
                        comparison, operator = (operator, last), None
            elif mention.how == "number" and isinstance(mention.value, int | float):
                if is_percentage(mention.end, tokens):
                    operator = None
                    continue
                number = last = mention.value
            elif mention.weight >= 0.5 and concept is None:
                operator = None
            if number is None or (operator is None and of_a_whole(mention.start, tokens, first)):
                continue
            following = next((o.mention for o in said[place + 1 :] if o.weight > 0 and not o.borrowed), None)
            counted = self._concept(following) if following is not None else None
            if counted is not None and following is not None and operator is None and mention.how == "number":
                # « Le 33 a un projet » counts no projects.
                apart = (one.mention for one in said[place + 1 :] if mention.end <= one.mention.start < following.start)
                counted = None if any(sense.role == "determinant" for o in apart for sense in o.senses) else counted
            if concept is not None and following is not None and following.form in WHICH_ONES:
                # « Rosny a fait coup double, lesquels ? » says how many, not of what.
                counted = None
            definite = place > 0 and is_definite(said[place - 1].mention, mention, tokens)
            if not one.borrowed and not chooses and had_of_it(mention, said, tokens):
                claim, had = (OPPOSITE.get(operator or "=", "=") if refused else operator or "=", number), True
            elif (
                (following is None or (is_of_it(mention, tokens) and self._asks_alone(said, place)))
                and operator is None
                and target is not None
                and number <= MOST_HAD
                and not definite
            ):
                comparison = comparison or (OPPOSITE["="] if refused else "=", number)
            elif counted is None and target is not None and is_their_number(said, place, tokens):
                claim = OPPOSITE.get(operator or "=", "=") if refused else operator or "=", number
            elif operator is None and (
                is_placed(said, place, tokens)
                or (target is None and not definite and following is not None and is_of_title(mention, following))
            ):
                claim = OPPOSITE["="] if refused else "=", number
            elif counted is not None and counted.target is not None and counted.target == target:
                claim = operator or "=", number
            elif operator is None and number > MOST_HAD and is_whole(mention.start, tokens):
                continue
            elif (
                counted is not None
                and operator is None
                and (self._alike(counted.target, target) or (claim is not None and is_joined(mention, tokens)))
                and not is_had(mention, tokens)
            ):
                # « 16 communes et 3 départements », « 16 communes et 23 projets » do not say how many each commune has.
                continue
            elif (counted is not None and counted.target is not None and not definite) or operator is not None:
                operator = operator or "="
                compared = (OPPOSITE.get(operator, operator) if refused else operator, number)
                bounds = bounds or (between(comparison, compared) if comparison else None)
                comparison = comparison or compared
        return Numbers(comparison or (denied if claim is None else None), bounds, claim, had)

    def _asks_alone(self, said: Sequence[Said], place: int) -> bool:
        """Whether a message asks who has so many, and says no other number after it (« sans ceux qui en ont deux,
        combien en ont un seul ? »)."""
        own = [one.mention for one in said if not one.borrowed]
        asks = any(mention.role == "question" for mention in own)
        return asks and not any(self._sizes(one.mention) for one in said[place + 1 :] if not one.borrowed)

    def _alike(self, kind: str | None, other: str | None) -> bool:
        """Whether two kinds are kinds of one (communes and departments, of places)."""
        return kind is not None and other is not None and bool(self.masks.get(kind, 0) & self.masks.get(other, 0))

    def _is_denied(self, before: Sequence[Said]) -> bool:
        """Whether a number is denied by what was said before it, a verb between (« n’ont pas obtenu deux projets »)."""
        near = [one.mention for one in before[-2:]]
        if near and near[-1].role is None and not names(near[-1]) and self._concept(near[-1]) is None:
            near.pop()
        # « N’en ont pas » denies a number right after it.
        apart = bool(before) and before[-1].mention.role == "absence"
        return bool(near) and (near[-1].role == "negation" or apart)

    def _tells_left(self, said: Sequence[Said], place: int, tokens: Sequence[Token]) -> bool:
        """Whether a number tells which things are left out (« sauf celles qui ont deux projets »)."""
        start = said[place].mention.start
        left = next((one.mention for one in reversed(said[:place]) if one.mention.role == "exclusion"), None)
        if left is None or start - left.end > MOST_TELLING_HAD:
            return False
        words = [token.text for token in tokens[left.end : start]]
        having = next((at for at, word in enumerate(words) if at and word in HAVING_SOME), None)
        between = (one.mention for one in said[:place] if one.mention.start >= left.end)
        return having is not None and not any(names(one) or one.how == "number" for one in between)

    def listed(self, said: Sequence[Said], tokens: Sequence[Token]) -> str | None:
        """The kind several of which one name tells; see `several_named`."""
        return several_named(said, tokens, self._concept)

    def names_kind(self, mention: Mention, target: str | None) -> bool:
        """Whether a mention names the kind of thing that is asked for, which the next turn may take over."""
        concept = self._concept(mention)
        return target is not None and concept is not None and concept.target == target

    def names_another(self, name: str, target: str | None) -> bool:
        """Whether a concept names another kind of thing than the one that is asked for."""
        concept = self.counting.get(name)
        return concept is not None and concept.target not in (None, target)


def _is_kept_out(kind: Mention, following: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a clause ends by leaving a kind out (« combien de projets dans le 94, territoires exclus ? »)."""
    if following.role != "exclusion" or following.start != kind.end:
        return False
    # « Quelles communes, territoires exclus, ont gagné ? »
    after = tokens[following.end].text if following.end < len(tokens) else None
    return after is None or after in AUXILIARIES or after in INTERROGATIVES
