"""Rules declared in `intents/`: which mentions make which question, in any order.

A rule is a line of terms separated by spaces:

    concept        the message must hold this concept
    <type>         … a record of this type (`<lieu>`), of one record (`<reunion:comite>`), `<nombre>`, `<ordinal>`, `<date>`
    a|b            … one of these
    term?          it may: the term explains those words, but is not required
    !term          it must not
    @group         the optional terms of a group declared under `groupes:`
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple


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


class Rule(NamedTuple):
    """One way to ask one question."""

    intent: str
    text: str
    """As written."""
    required: tuple[int, ...]
    """One mask a required term; each must meet the message."""
    explains: int
    """The features whose mentions this rule accounts for."""
    forbids: int


class UnknownFeatureError(ValueError):
    """A rule names a concept or a type that nothing declares."""


def parse_rule(intent: str, text: str, groups: Mapping[str, str], always: Iterable[str], features: Features) -> Rule:
    """Compile one rule line.

    Args:
        intent: the intent it belongs to.
        text: the line.
        groups: the lines of optional terms that `@name` stands for.
        always: optional terms of every rule of the intent.
        features: known names; a name outside them is an error.

    Raises:
        UnknownFeatureError: a term names nothing that exists.
    """
    required: list[int] = []
    explains = forbids = 0
    queue = [(term, False) for term in text.split()] + [(term, True) for line in always for term in line.split()]
    while queue:
        term, optional = queue.pop(0)
        if term.startswith("@"):
            if term[1:] not in groups:
                raise UnknownFeatureError(f"le groupe « {term} » n’existe pas")
            queue += [(inner, True) for inner in groups[term[1:]].split()]
            continue
        forbidden, term = term.startswith("!"), term.removeprefix("!")
        optional, term = optional or term.endswith("?"), term.removesuffix("?")
        mask = 0
        for name in term.split("|"):
            if not features.known(name):
                raise UnknownFeatureError(f"« {name} » n’est ni un mot du vocabulaire ni un type")
            mask |= features.bit(name)
        if forbidden:
            forbids |= mask
        else:
            explains |= mask
            if not optional:
                required.append(mask)
    return Rule(intent, text, tuple(required), explains, forbids)


class RuleIndex:
    """Rules found by what a message holds, without trying them all."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._by_bit: dict[int, list[Rule]] = defaultdict(list)
        usage: dict[int, int] = defaultdict(int)
        for rule in self.rules:
            for bit in _bits(rule.explains):
                usage[bit] += 1
        for rule in self.rules:
            if rule.required:
                rarest = min(rule.required, key=lambda mask: sum(usage[bit] for bit in _bits(mask)))
                for bit in _bits(rarest):
                    self._by_bit[bit].append(rule)

    def candidates(self, mask: int) -> list[Rule]:
        """The rules whose every required term is met by these features."""
        found = []
        seen = set()
        for bit in _bits(mask):
            for rule in self._by_bit.get(bit, ()):
                if id(rule) in seen:
                    continue
                seen.add(id(rule))
                for required in rule.required:
                    if not required & mask:
                        break
                else:
                    found.append(rule)
        return found


def _bits(mask: int) -> Iterable[int]:
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit
