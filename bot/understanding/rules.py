"""Rules declared in `intents/`: which mentions make which question, in any order.

A rule is a line of terms separated by spaces:

    concept        the message must hold this concept
    <type>         … a record of this type (`<lieu>`), or one record (`<reunion:comite>`), `<nombre>`,
                   `<grand_nombre>` (1 000 or more, and no year, or with cents), `<ordinal>`, `<date>`,
                   `<fois>` (a number of what a concept counts, « trois subventions »), `<autre_siecle>` (a year
                   before 2000), `<nie>` (« pas » of what others do, « n’ont pas reçu »), `<seul>` (all
                   that the message says, « le rugby »)
    a|b            … one of these
    term?          it may: the term explains those words, but is not required
    !term          it must not
    @group         the optional terms of a group declared under `groupes:`
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import NamedTuple

from msgspec import Struct

from bot.written import Place

MARKS = ("<nombre>", "<grand_nombre>", "<ordinal>", "<date>", "<fois>", "<autre_siecle>", "<nie>", "<seul>")
"""The terms that no vocabulary and no record declares."""


class Features:
    """A bit for each thing that a rule can name."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}

    def bit(self, name: str) -> int:
        """The bit of a feature, made at first use."""
        return self._bits.setdefault(name, 1 << len(self._bits))

    def known(self, name: str) -> bool:
        """Whether anything can carry this feature."""
        return name in self._bits

    def names(self, mask: int) -> list[str]:
        """The features of a mask."""
        return [name for name, bit in self._bits.items() if bit & mask]


class Rule(Struct, frozen=True):
    """One way to ask one question."""

    intent: str
    text: str
    """As written."""
    required: tuple[int, ...]
    """One mask a required term; each must meet the message."""
    explains: int
    """The features whose mentions this rule accounts for."""
    forbids: int
    place: Place | None = None
    """The line it stands on."""


class UnknownFeatureError(ValueError):
    """A rule names a concept or a type that nothing declares."""


class Terms(NamedTuple):
    """A line of terms, compiled."""

    required: tuple[int, ...]
    explains: int
    forbids: int


def parse_terms(text: str, groups: Mapping[str, Terms], features: Features) -> Terms:
    """Compile a line of terms.

    Args:
        text: the line.
        groups: the compiled lines that `@name` stands for, all of whose terms are then optional.
        features: known names; a name outside them is an error.

    Raises:
        UnknownFeatureError: a term names nothing that exists.
    """
    required: list[int] = []
    explains = forbids = 0
    for written in text.split():
        if written.startswith("@"):
            group = groups.get(written[1:])
            if group is None:
                raise UnknownFeatureError(f"le groupe « {written} » n’existe pas")
            explains |= group.explains
            forbids |= group.forbids
            continue
        term = written.removeprefix("!")
        optional = term.endswith("?")
        mask = 0
        for name in term.removesuffix("?").split("|"):
            if not features.known(name):
                raise UnknownFeatureError(f"« {name} » n’est ni un mot du vocabulaire ni un type")
            mask |= features.bit(name)
        if written.startswith("!"):
            forbids |= mask
            continue
        explains |= mask
        if not optional:
            required.append(mask)
    return Terms(tuple(required), explains, forbids)


def join_terms(lines: Iterable[Terms]) -> Terms:
    """Several lines as one."""
    required: list[int] = []
    explains = forbids = 0
    for line in lines:
        required += line.required
        explains |= line.explains
        forbids |= line.forbids
    return Terms(tuple(required), explains, forbids)


def parse_rule(intent: str, text: str, groups: Mapping[str, Terms], always: Terms, features: Features) -> Rule:
    """Compile one rule line of an intent, with the terms that are optional in all its rules.

    Raises:
        UnknownFeatureError: a term names nothing that exists.
    """
    terms = parse_terms(text, groups, features)
    return Rule(intent, text, terms.required, terms.explains | always.explains, terms.forbids | always.forbids)


class RuleIndex:
    """Rules found by what a message holds, without trying them all."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        # By a feature of the rarest term of each rule, then by one of its next rarest (the same where it has but one):
        # with the place of each rule and its other terms.
        self._by_bits: dict[int, dict[int, list[tuple[int, tuple[int, ...]]]]] = defaultdict(dict)
        usage: dict[int, int] = defaultdict(int)
        required = reduce(or_, (mask for rule in self.rules for mask in rule.required), 0)
        # Many rules of an intent explain the same.
        for explained, times in Counter(rule.explains & required for rule in self.rules).items():
            for bit in _bits(explained):
                usage[bit] += times
        for place, rule in enumerate(self.rules):
            if rule.required:
                rarest, *rest = sorted(rule.required, key=lambda mask: sum(usage[bit] for bit in _bits(mask)))
                for first in _bits(rarest):
                    for second in _bits(rest[0] if rest else 1 << first):
                        self._by_bits[first].setdefault(second, []).append((place, tuple(rest[1:])))
        self._firsts = sum(1 << first for first in self._by_bits)
        self._seconds = {first: sum(1 << second for second in rules) for first, rules in self._by_bits.items()}

    def candidates(self, mask: int) -> list[Rule]:
        """The rules whose every required term is met by these features."""
        found: list[int] = []
        for first in _bits(mask & self._firsts):
            rules = self._by_bits[first]
            found += sorted(
                {
                    place
                    for second in _bits(mask & self._seconds[first])
                    for place, others in rules[second]
                    if all(map(mask.__and__, others))
                }
            )
        return [self.rules[place] for place in dict.fromkeys(found)]


def _bits(mask: int) -> Iterable[int]:
    """The numbers of the features of a mask."""
    while mask:
        bit = mask & -mask
        yield bit.bit_length() - 1
        mask ^= bit
