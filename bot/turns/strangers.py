"""A name that nobody known bears, where a question has one: « Combien a reçu le Stade Toulousain ? »."""

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from bot.french.speaker import IN_THE_NAME_OF, SPEAKING
from bot.french.text import Text, words_of
from bot.french.verbs import TO_HAVE
from bot.french.words import AND, DEFINITE, INSIDE, OF, TO_SOMEBODY
from bot.turns.rereading import with_mention
from bot.understanding.giving import GIVING
from bot.understanding.grammar import Grammar
from bot.understanding.mention import Cover, Mention, Sense, mention, names
from bot.understanding.reading import Said, rank
from bot.understanding.scoring import LEAST_ASKED
from bot.understanding.weighing import Argument

WEIGHT = 1.2
"""Of a name in a message."""
ANNOUNCING = ("determinant", "preposition")
"""Roles of the little words before a name."""
LEAST_LETTERS = 3
"""Letters of one word of a name."""
MOST_LETTERS = 6
"""Letters of an acronym."""
TELLING = 0.5
"""Weight of a word that says what is asked of the name."""
FEW = 4
"""Words before a name among which its verb may be that of whoever writes."""
IN_FULL = 3
"""Terms of a rule that asks what somebody got: how much, that they got it, and who."""
LEAST_BEFORE = 2
"""Words of a name with its article."""
OFFICE = "fonction_mot"
"""The concept of what somebody may be in a body (« trésorière »)."""
INSIDE_OF = frozenset(("chez", "l", "la", "le"))
"""Other words between what somebody is, or in whose name they write, and the body."""
OF_WHOM = OF | DEFINITE | INSIDE
"""Words between that and the body."""
GIVEN_TO = TO_SOMEBODY | DEFINITE
"""Words between « et » and a name."""
DOUBTFUL = 0.8
"""Quality up to which a word is rather one that is not known than a misspelt one (« Dupont », « du fonds »)."""


class Stranger(NamedTuple):
    """What stands where a name should."""

    name: str
    """As it was written."""
    score: float
    """The share of the message that is understood if it is one, 0 to 1."""
    start: int
    end: int
    """The tokens that it takes, the last exclusive."""


class Strangers:
    """Finds them in messages that are not understood."""

    def __init__(self, grammar: Grammar, kind: str, intents: Set[str]) -> None:
        """`kind` is the type that the name would be of, and `intents` those that ask about it."""
        self._grammar = grammar
        self._kind = kind
        self._mask = grammar.record_masks[kind]
        self._intents = intents

    def find(self, argument: Argument) -> Stranger | None:
        """The words of no meaning, or of another subject, that a question is about if they are a name."""
        announced = self._announced(argument)
        start, end = announced or self._strange(argument) or (0, 0)
        if start == end:
            return None
        text = argument.cover.text
        name = text.raw[text.tokens[start].start : text.tokens[end - 1].end]
        inside = [one for one in argument.said if start <= one.mention.start < end]
        named = Said(mention(start, end, (Sense("", self._mask, WEIGHT),), 1.0, "", "exact"), WEIGHT, excluded=False)
        others = tuple(one for one in argument.said if one not in inside)
        best = next(iter(rank((*others, named), 0.0, self._grammar.rules)), None)
        if best is None or best.rule.intent not in self._intents or best.score < LEAST_ASKED:
            return None
        town = any(self._is_elsewhere(one.mention) for one in inside)
        asks = [
            one.mention
            for one in others
            # « Combien pour la baguette ? » is asked of no name.
            if (announced and one.mention.role == "question")
            or (one.weight >= TELLING and (one.mention.role != "question" or town or not name.islower()))
        ]
        if not any(term & self._mask for term in best.rule.required) or not any(
            one.mask & term for one in asks for term in best.rule.required
        ):
            return None
        if (
            not announced
            and not town
            and name.islower()
            and not argument.cover.unknown
            and len(best.rule.required) < IN_FULL
        ):
            # « La météo » is no name; « combien a eu le secours populaire ? » is asked of one.
            return None
        return Stranger(name, best.score, start, end)

    def turned_to(self, argument: Argument) -> Stranger | None:
        """The words that « et » turns to, alone, written as a name is (« et au Secours populaire ? »)."""
        text = argument.cover.text
        start, end = self._strange(argument) or (0, 0)
        before = text.words[:start]
        if start == end or end < len(text.tokens) or AND.isdisjoint(before[:1]):
            return None
        name = text.raw[text.tokens[start].start : text.tokens[end - 1].end]
        found = Stranger(name, LEAST_ASKED, start, end)
        turns = TO_SOMEBODY.union(DEFINITE).issuperset(before[1:])
        return found if turns and self.is_written_as_one(found, argument) else None

    def beside_a_giver(self, argument: Argument) -> Stranger | None:
        """A word of no meaning, however short, that stands as a name does right before that of who gives: « combien
        pour le sc bastia ? » is not asked of the town."""
        text, unknown = argument.cover.text, set(argument.cover.unknown)
        for one in (one.mention for one in argument.said):
            givers = any(sense.record is not None and sense.record.type.gives for sense in one.senses)
            start = one.start - 1
            if givers and start in unknown and start > 0 and text.tokens[start - 1].text in DEFINITE:
                name = text.raw[text.tokens[start].start : text.tokens[one.end - 1].end]
                return Stranger(name, LEAST_ASKED, start, one.end)
        return None

    def written_for(self, argument: Argument) -> Stranger | None:
        """Words of no meaning that stand where whoever writes tells of what body they are, before what they ask
        (« trésorier des Joyeux Lurons, je voudrais le montant reçu »)."""
        cover, tokens = argument.cover, argument.cover.text.tokens
        ends = (end for start, end in self._introductions(cover) if start <= FEW)
        # « Élue étudiante au conseil académique » is of no body.
        told = next((end for end in ends if end < len(tokens) and tokens[end].text in OF | INSIDE_OF), 0)
        pause = next(filter(cover.paused, range(told + 1, len(tokens))), 0) if told else 0
        start = next((at for at in range(told, pause) if tokens[at].text not in OF_WHOM), pause)
        strange = any(start <= place < pause and _may_name(place, cover.text) for place in cover.unknown)
        if not strange or any(start <= one.start < pause and names(one) for one in cover.mentions):
            return None
        name = cover.text.raw[tokens[start].start : tokens[pause - 1].end]
        return Stranger(name, LEAST_ASKED, start, pause)

    def before_all(self, argument: Argument) -> Stranger | None:
        """Words of no meaning for us that stand as a name before all that a message asks (« les Trucs Machin, combien
        en 2023 ? »)."""
        cover, tokens = argument.cover, argument.cover.text.tokens
        core = argument.core.said if argument.core is not None else ()
        end = min((one.mention.start for one in core if one.mention.start > 0 and not one.borrowed), default=0)
        if end < LEAST_BEFORE or tokens[0].text not in DEFINITE or not cover.paused(end):
            return None
        if any(one.start < end and names(one) for one in cover.mentions):
            return None
        capital = cover.text.raw[tokens[1].start].isupper()
        ours = [one for one in cover.mentions if one.role != "courant" and not one.senses[0].foreign]
        known = {place for one in ours for place in range(one.start, one.end)}
        strange = any(_may_name(place, cover.text) for place in range(1, end) if place not in known)
        name = cover.text.raw[tokens[0].start : tokens[end - 1].end]
        return Stranger(name, LEAST_ASKED, 0, end) if capital and strange else None

    def called(self, argument: Argument, stranger: Stranger) -> Argument | None:
        """The message with those of whose names such words are a part in their stead, if any (« les pharmacies »)."""
        words = argument.cover.text.words[stranger.start : stranger.end]
        found = (one for one in self._grammar.lexicon.registers.called(words) if one.end - one.start == len(words))
        inside = [one for one in argument.cover.mentions if stranger.start <= one.start < stranger.end]
        if sum(one.end - one.start for one in inside if one.quality == 1) == len(words):
            # « L’opéra », well written, is no « ONERA » misspelt.
            found = (one for one in found if one.quality == 1 or _begin_alike(words, one.records[0].name))
        records = [record for one in found for record in one.records if record.type.name == self._kind]
        if any(self._is_elsewhere(one) and one.start == stranger.start for one in argument.cover.mentions):
            # « Tournefeuille a eu combien ? » is not asked of its gardeners.
            return None
        senses = tuple(Sense(f"{one.type.name}:{one.id}", self._grammar.mask_of(one), WEIGHT, one) for one in records)
        if not senses:
            return None
        return with_mention(argument, mention(stranger.start, stranger.end, senses, 1.0, " ".join(words), "exact"))

    @staticmethod
    def is_written_as_one(stranger: Stranger, argument: Argument, *, surely: bool = False) -> bool:
        """Whether such words stand as a name does: the subject of what was got (« Airbus a reçu »), or, if it need not
        be so `surely`, given to (« pour airbus ») or capitalised within a sentence."""
        tokens = argument.cover.text.tokens
        before = [token.text for token in tokens[max(0, stranger.start - FEW) : stranger.start]]
        inside = range(stranger.start, stranger.end)
        misspelt = any(one.start in inside and names(one) for one in argument.cover.mentions)
        if misspelt or not SPEAKING.isdisjoint(before):
            # « À quoi sert le FMNI ? », « combien en tout ? je passe à l’antenne »
            return False
        if before and before[-1] in DEFINITE and before[-1] not in TO_SOMEBODY:
            before.pop()
        given_to = not TO_SOMEBODY.isdisjoint(before[-1:])
        does = stranger.end < len(tokens) and tokens[stranger.end].text in TO_HAVE
        if does and any(one.mention.start >= stranger.end and one.mention.role == GIVING for one in argument.said):
            # « Combien la BPI a mis ? »
            return False
        if surely:
            # « Les horaires de la déchèterie a Bagneux » is « à ».
            return does and not any(one.start == stranger.end + 1 and names(one) for one in argument.cover.mentions)
        return given_to or does or (stranger.start > 0 and not stranger.name.islower())

    def qualifies(self, argument: Argument) -> bool:
        """Whether a word of no meaning stands right after one that says what is funded, as a name's would."""
        unknown = {
            place for place in argument.cover.unknown if len(argument.cover.text.tokens[place].text) >= LEAST_LETTERS
        }
        return any(
            one.end in unknown and not argument.cover.paused(one.end) and not one.mask & self._mask
            for one in argument.cover.mentions
            if names(one)
        )

    def _strange(self, argument: Argument) -> tuple[int, int] | None:
        """Where the words of no meaning, or of another subject, stand that may be a name."""
        text = argument.cover.text
        mentions = argument.cover.mentions
        foreign = [one for one in mentions if _is_no_word_of_ours(one, text)]
        # « La Croix-Rouge de Toulouse » names one that is known, « Colomiers et Blagnac » another one as well.
        named = any(self._is_named(one) for one in mentions)
        foreign += (one for one in mentions if self._is_elsewhere(one) and (not named or _is_added(one, text)))
        gaps = {*argument.cover.unknown, *(place for one in foreign for place in range(one.start, one.end))}
        if not any(_may_name(place, text) for place in gaps):
            return None
        start, end = self._with_acronym(_joined(min(gaps), text), text), self._with_place(max(gaps) + 1, argument)
        before = next((one for one in argument.cover.mentions if one.end == start), None)
        # « Et au Secours populaire »
        due = before is not None and text.tokens[before.end - 1].text in GIVEN_TO
        if before and not (before.weight or due or any(one.role in ANNOUNCING for one in before.senses)):
            return None
        inside = [one for one in argument.said if start <= one.mention.start < max(gaps) + 1]
        if any(one.weight > TELLING and not self._is_strange(one.mention, text) for one in inside):
            return None
        return start, end

    def _is_strange(self, one: Mention, text: Text) -> bool:
        """Whether a mention is of another subject, or of a place elsewhere, which may have got something too."""
        return _is_no_word_of_ours(one, text) or self._is_elsewhere(one)

    def _is_named(self, one: Mention) -> bool:
        """Whether a mention is a name that some of those known bear."""
        return any(sense.record is not None and sense.record.type.name == self._kind for sense in one.senses)

    def _is_elsewhere(self, one: Mention) -> bool:
        """Whether a mention names but a place elsewhere."""
        lists = self._grammar.lexicon.lists
        return names(one) and all(sense.record is not None and lists(sense.record) for sense in one.senses)

    def _introductions(self, cover: Cover) -> Iterator[tuple[int, int]]:
        """The stretches by which somebody says what they are in a body, or in whose name they write."""
        words = tuple(cover.text.words)
        for place, word in enumerate(words[: FEW + 1]):
            if any(sense.id == OFFICE for sense in self._grammar.lexicon.senses(word)):
                yield place, place + 1
            yield from ((place, place + len(one)) for one in IN_THE_NAME_OF if words[place : place + len(one)] == one)

    @staticmethod
    def _with_acronym(start: int, text: Text) -> int:
        """Where a name begins that a word of capitals is of (« l’AS Excelsior »)."""
        before = text.tokens[start - 1] if start else None
        written = text.raw[before.start : before.end] if before is not None else ""
        return start - (written.isupper() and written.isalpha() and 1 < len(written) <= MOST_LETTERS)

    def _with_place(self, end: int, argument: Argument) -> int:
        """Where a name ends that says of which place it is (« la Ligue des échecs de Bergues », « le FC Bastia »)."""
        tokens, raw = argument.cover.text.tokens, argument.cover.text.raw
        beside = next((one for one in argument.cover.mentions if one.start == end and names(one)), None)
        if beside is not None and raw[tokens[end].start].isupper():
            return self._with_place(beside.end, argument)
        place = next((one for one in argument.cover.mentions if one.start == end + 1), None)
        if place is None or tokens[end].text not in OF:
            return end
        return place.end if self._grammar.is_place(place) or self._is_elsewhere(place) else end

    def _announced(self, argument: Argument) -> tuple[int, int] | None:
        """Where a name stands after what bears it, with that: « le club de boxe », « l’asso des joyeux lurons »."""
        cover = argument.cover
        announcer = next((one for one in cover.mentions if self._kind in self._grammar.refers(one)), None)
        if announcer is None:
            return self._before_its_kind(argument)
        begun = {one.start: one for one in cover.mentions}
        strange = {*cover.unknown}
        place = end = announcer.end
        while place < len(cover.text.tokens):
            one = begun.get(place)
            # « Le club de plongée »
            of_it = one is not None and one.role == "courant" and cover.text.tokens[place - 1].text in OF
            if one is not None and (
                of_it or _is_no_word_of_ours(one, cover.text) or _is_written_as_a_name(one, cover.text)
            ):
                strange.update(range(one.start, one.end))
            elif one is not None and one.weight and one.role != "courant":
                break
            after = place + 1 if one is None else one.end
            end = after if place in strange or (one is not None and one.weight) else end
            place = after
        named = strange.intersection(range(announcer.end, end))
        # « La compagnie des Corbeaux de Sancerre »
        return (announcer.start, self._with_place(end, argument)) if named and named == strange else None

    def _before_its_kind(self, argument: Argument) -> tuple[int, int] | None:
        """Where a word of no meaning, or of another subject, stands before the kind of what it names, with that: « le
        ski club »."""
        cover, tokens = argument.cover, argument.cover.text.tokens
        strange = {*cover.unknown, *(one.start for one in cover.mentions if _is_no_word_of_ours(one, cover.text))}
        kinds = (one for one in cover.mentions if one.start - 1 in strange and self._grammar.sought(one) & self._mask)
        named = ((one.start - 1, one.end) for one in kinds if one.start > 1 and tokens[one.start - 2].text in DEFINITE)
        return next(named, None)


def _begin_alike(words: Sequence[str], name: str) -> bool:
    """Whether a name holds each of some words but for how they end (« les pharmacies », of « Pharmacie Rouzaud »)."""
    return all(any(held.startswith(word[:-1]) for held in words_of(name)) for word in words)


def _is_added(one: Mention, text: Text) -> bool:
    """Whether a name comes after « et », with what gives to it, if anything does (« et pour Blagnac »)."""
    before = text.words[max(0, one.start - FEW) : one.start]
    while before and before[-1] in GIVEN_TO:
        before.pop()
    return not AND.isdisjoint(before[-1:])


def _joined(start: int, text: Text) -> int:
    """Where a name begins whose words hyphens join (« la Croix-Rouge », which is no « crois »)."""
    tokens = text.tokens
    while start and text.raw[tokens[start - 1].end : tokens[start].start] == "-":
        start -= 1
    return start


def _may_name(place: int, text: Text) -> bool:
    """Whether a token is long enough to name somebody, or two capitals (« le FC Bastia »)."""
    token = text.tokens[place]
    written = text.raw[token.start : token.end]
    return len(token.text) >= LEAST_LETTERS or (len(written) == LEAST_LETTERS - 1 and written.isupper())


def _is_no_word_of_ours(one: Mention, text: Text) -> bool:
    written = text.raw[text.tokens[one.start].start : text.tokens[one.end - 1].end]
    # « Le TFC » is no misspelt word.
    acronym = one.how != "exact" and written.isupper() and LEAST_LETTERS <= len(written) <= MOST_LETTERS
    return one.senses[0].foreign or acronym or (one.how == "distance" and one.quality <= DOUBTFUL)


def _is_written_as_a_name(one: Mention, text: Text) -> bool:
    """Whether what says little by itself is capitalised: « la fondation Lumière »."""
    return (not one.weight or one.role == "courant") and text.raw[text.tokens[one.start].start].isupper()
