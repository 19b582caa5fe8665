"""From a covered message to the best frame, or none.

How well is the third part of the scoring model (`scoring`).
"""

from collections.abc import Sequence
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from bot.french.words import OF, WHICH_PLURAL, WHICH_SINGULAR
from bot.understanding.mention import Cover, Mention, names
from bot.understanding.rules import Rule, RuleIndex
from bot.understanding.scoring import (
    ASKED_UNKNOWN,
    BEFORE,
    MOST_SPECIFIC,
    PATIENCE,
    SHORT_UNKNOWN_WEIGHT,
    SPECIFIC,
    UNKNOWN_WEIGHT,
)

WHICH_KIND = WHICH_SINGULAR | WHICH_PLURAL
"""Words before the kind of things that is asked for."""
LEAST_ASKED = 5
"""Letters of such a kind (not « pour quel choz »)."""
LEAST_CHECKED = 4
"""Letters of what something is checked of."""
INVERTED = frozenset(("il", "elle", "on"))
"""Pronouns after the verb of what is checked."""
CHECKING = "verification"
"""The role of words that check something (« est-elle »)."""
EARLIER = 0.3
"""What a concept of an earlier turn counts for in how specific a rule is."""
SLIGHT = 0.15
"""Most that a word weighs which asks nothing."""
LEAST_TELLING = 8
"""Letters of a short name from which it belongs to our subject alone (« lavoir » does not)."""


class Said(Struct, frozen=True):
    """A mention with its place in the argument."""

    mention: Mention
    weight: float
    excluded: bool
    borrowed: bool = False
    """Whether it comes from an earlier turn."""
    spare: bool = False
    """Whether it was only spoken of: used where a rule requires it and nothing else meets the term."""


def as_name(said: Said) -> Said:
    """What is said before a main clause, borrowed by it: of a name that is a word, too, the name alone, of a number
    that is one, the word."""
    mention = said.mention
    if mention.how == "date":
        # « La culture en décembre, combien ? »
        return replace(said, borrowed=True)
    senses = mention.senses[1:] if mention.how == "number" and not names(mention) else ()
    if names(mention) and any(sense.record is None for sense in mention.senses):
        senses = tuple(sense for sense in mention.senses if sense.record is not None)
    if senses:
        mention = mention.meaning(senses)
    return replace(said, mention=mention, borrowed=True)


def anchors(one: Said) -> bool:
    """Whether a mention belongs to our subject alone."""
    return not one.mention.unsure and any(
        sense.anchor and (sense.record is None or sense.exact_name or len(one.mention.form) >= LEAST_TELLING)
        for sense in one.mention.senses
    )


class Candidate(Struct, frozen=True):
    """A rule that fits a message, and how well."""

    rule: Rule
    score: float
    """0 to 1: the share of the message it explains."""
    required: float
    """Weight of the mentions that its required terms met, the best of each: how specific it is."""
    own: float
    """Weight of the message's own mentions among those."""
    kept: float
    """Weight of the earlier turns' mentions that it makes use of."""

    @property
    def key(self) -> tuple[float, float]:
        """Sorts candidates, best last."""
        return (self.score + SPECIFIC * min(self.required, MOST_SPECIFIC), self.required + 0.3 * self.kept)

    def requires(self, mask: int) -> bool:
        """Whether the rule asks for what a mention says."""
        return any(term & mask for term in self.rule.required)


class Reading(Struct, frozen=True):
    """How a message was understood."""

    candidates: tuple[Candidate, ...]
    """Best first."""
    said: tuple[Said, ...]
    """What the best one was read from: the message's mentions and those carried over."""
    rival: Candidate | None = None
    """One about as good of the other subject, where none was spoken of."""

    @property
    def best(self) -> Candidate | None:
        """The winner, if any rule fits."""
        return self.candidates[0] if self.candidates else None


def unknown_weight(cover: Cover, main: int, aside: range, within: bool = False) -> float:
    """What the words that mean nothing to us weigh together.

    Args:
        cover: the message.
        main: the token at which its main clause begins.
        aside: the tokens that tell of whoever asks.
        within: count those of the main clause alone.
    """
    total = 0.0
    for place in cover.unknown:
        weight = SHORT_UNKNOWN_WEIGHT if len(cover.text.tokens[place].text) < 3 else UNKNOWN_WEIGHT
        if place < main:
            total += 0.0 if within else weight * BEFORE
        else:
            total += weight * BEFORE if place in aside else weight
    weighty = any(place in cover.doubted or _is_asked(cover, place) for place in cover.unknown)
    asked = ASKED_UNKNOWN if weighty else 0.0
    return asked + (total if total <= PATIENCE else PATIENCE + 0.5 * (total - PATIENCE))


def _is_asked(cover: Cover, place: int) -> bool:
    """Whether a token is what is counted, or which is asked for (« combien de places », « quelle couleur »), and no
    abbreviation; or what something is checked of (« le fonds a-t-il aidé Xonville en 2018 ? »)."""
    if _is_checked(cover, place):
        return True
    if len(cover.text.tokens[place].text) < LEAST_ASKED:
        return False
    before = cover.text.tokens[place - 1].text if place else ""
    counted = before in OF and any(one.role == "question" and one.end == place for one in cover.mentions)
    return counted or before in WHICH_KIND


def _is_checked(cover: Cover, place: int) -> bool:
    """Whether a token of some letters comes right after what is checked of it."""
    if len(cover.text.tokens[place].text) < LEAST_CHECKED:
        return False
    verb = next((one for one in cover.mentions if one.end == place and one.weight > 0 and not names(one)), None)
    if verb is None or not verb.start or cover.text.tokens[verb.start - 1].text not in INVERTED:
        return False
    return any(one.end == verb.start and one.role == CHECKING for one in cover.mentions)


def rank(said: Sequence[Said], unknown: float, index: RuleIndex) -> list[Candidate]:
    """The rules that fit, best first."""
    mask = own = 0
    # A rule does not ask of what was spoken of what it forbids to name.
    held: list[int] = []
    any_held = asked = checks = 0
    total = unknown
    # What each weighty mention brings: features, what it explains, keeps, and makes specific.
    own_said: list[tuple[int, float, float]] = []
    earlier: list[tuple[int, float, float, bool]] = []
    for one in said:
        mention, weight, spare = one.mention, one.weight, one.spare
        mask |= mention.mask
        if one.borrowed:
            if mention.start < 0 and mention.senses[0].record is not None and not spare:
                held.append(mention.mask)
                any_held |= mention.mask
            if mention.senses[0].record is None:
                asked |= mention.mask
                checks |= mention.mask if mention.role == CHECKING else 0
            specific = weight * (EARLIER if mention.senses[0].record is None else 1.0)
            earlier.append((mention.mask, weight, specific, spare))
            continue
        own |= mention.mask
        total += weight
        if weight:
            own_said.append((mention.mask, weight * mention.worth, weight))
    if total == 0:
        return []
    heaviest = sorted(own_said, key=itemgetter(2), reverse=True)
    candidates = []
    for rule in index.candidates(mask):
        if rule.forbids & own:
            continue
        explains = rule.explains
        if rule.forbids & any_held and any(
            features & rule.forbids and any(term & features for term in rule.required) for features in held
        ):
            continue
        # Nor does it check what the last question did and refuse what that was.
        if rule.forbids & asked and any(term & checks and not term & mask & ~checks for term in rule.required):
            continue
        explained = kept = required = own_required = 0.0
        for features, worth, _ in own_said:
            if features & explains:
                explained += worth
        for features, weight, _, spare in earlier:
            if features & explains and not spare:
                kept += weight
        for term in rule.required:
            best_own = best_earlier = 0.0
            for features, _, weight in heaviest:
                if features & term:
                    best_own = weight
                    break
            for features, weight, specific, spare in earlier:
                if features & term:
                    best_earlier = max(best_earlier, specific)
                    kept += weight if spare else 0.0
            own_required += best_own
            required += max(best_own, best_earlier)
        candidates.append(Candidate(rule, explained / total, required, own_required, kept))
    candidates.sort(key=lambda candidate: candidate.key, reverse=True)
    return candidates


def needed(candidate: Candidate, said: tuple[Said, ...]) -> list[Mention]:
    """For each required term that only things spoken of meet, the most recent of them."""
    found = []
    spare = [one.mention for one in said if one.spare]
    for term in candidate.rule.required if spare else ():
        if any(one.mention.mask & term for one in said if not one.spare):
            continue
        found += [mention for mention in spare if mention.mask & term][:1]
    return found


def meets(mention: Mention, candidate: Candidate, said: tuple[Said, ...]) -> bool:
    """Whether a mention of an earlier turn meets a required term that nothing in the message does."""
    own = 0
    for one in said:
        if not one.borrowed:
            own |= one.mention.mask
    return any(mention.mask & term and not own & term for term in candidate.rule.required)
