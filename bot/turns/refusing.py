"""What is said where a message is not answered: it is not understood, not our business, or about nobody known."""

from collections.abc import Sequence, Set
from functools import reduce
from itertools import chain
from operator import or_

from msgspec.structs import replace

from bot.answering.reply import Answered
from bot.content.model import Model
from bot.dialogue.conversation import Conversation
from bot.facts.records import Record
from bot.french.speaker import INTRODUCING, REMARKING
from bot.french.words import ARTICLES
from bot.turns.asked_for import QUESTION
from bot.turns.clauses import ASKING, asked, inverted
from bot.turns.details import asks_a_detail, is_theirs, points_to
from bot.turns.qualifying import qualifier
from bot.turns.strangers import Stranger, Strangers
from bot.understanding.frame import NONE, Entity, Frame
from bot.understanding.mention import Mention, names
from bot.understanding.reading import Candidate, Reading, Said, anchors, rank
from bot.understanding.scoring import LEAST_ASKED
from bot.understanding.weighing import Argument

ANCHORED = 0.4
"""Share of a message on our subject from which not understanding it is « unknown », not « out of scope »."""
MOST_VAGUE = 1.8
"""What a message weighs at most that is taken to be about what was just spoken of."""
LEAST_TALK = 0.5
"""What a sentence must hold of small talk to be that, whatever else it says."""
HOW_MANY = "combien_de"
"""The concept of words that a noun of what is counted follows."""
HOW_MUCH_FOR, PURPOSE = "combien_pour", "objet"
"""The concept of words that ask how much went to what is named after them, and the type of what grants are for."""
NOBODY = "inconnu"
"""Which of `replis:` says that nobody known bears a name."""
UNTOLD = "precision"
"""Which of them says what is not understood that says more of what a question is about."""
TOLD = ("somme", "rang", "liste")
"""Cases of findings that tell of those who got something."""
NOTHING = "sans_rien"
"""Which of them says that those who got nothing are not known."""
OF_GRANTS = (NOBODY, UNTOLD, NOTHING)
"""Those that say it of published grants alone."""
REMARK = "remarque"
"""Which of them answers what asks nothing."""
MOST_BEGINNING = 3
"""Words of a remark among which its subject is."""
OUTSIDE = "hors_liste"
"""Which of them says that a name is of none of those who could get something."""
NAMED = "beneficiaire"
"""The type of those whom names call that no list of ours is sure to have."""
LISTED = "commune"
"""The type of those whom names call of which all are known."""
MOST_ASIDE = 0.5
"""The most that what is said before words that end a conversation may weigh to be no request."""
LANGUAGE = "langue"
"""Role of words of another language."""
OF_ONE_OR_TWO = ("un", "plusieurs", "compte")
"""Cases of findings that tell of what a question is about, and of nothing that contradicts it."""
MOST_ASKED_OF = 2
"""The most things of which something is asked at once."""
REFUSALS = ("out_of_scope",)
"""Outcomes of what is not our business."""


class Refusing:
    """Says what is said instead of an answer."""

    def __init__(self, model: Model, talk: Set[str], published: Set[str]) -> None:
        """
        Args:
            model: what is known and understood.
            talk: the intents of small talk.
            published: the intents about published grants, where there are.
        """
        self._model = model
        self._talk = frozenset(name for name in talk if not model.intents[name].repeats)
        self._ours = frozenset(model.intents) - talk - frozenset(model.fallbacks.values())
        self._published = published
        types = model.knowledge.types
        self._told_little = {kind: intent for kind, intent in model.fallbacks.items() if kind in types}
        self._strangers = Strangers(model.grammar, NAMED, published) if NOBODY in model.fallbacks else None
        ours = self._ours - published
        self._outsiders = Strangers(model.grammar, LISTED, ours) if OUTSIDE in model.fallbacks else None

    def refuse(self, argument: Argument, reading: Reading, past: Conversation) -> Answered:
        """Say that a message is not understood, or not our business."""
        stranger = self.stranger(argument) or self._next_stranger(argument, past)
        if stranger is not None:
            return stranger
        told = self._of_a_thing(argument)
        if told is not None:
            return told
        records = (sense.record for one in argument.said for sense in one.mention.senses)
        named = any(record is not None and record.type.name == NAMED for record in records)
        if reading.best and (untold := self._untold(reading.best, argument, of_body=named, joined=True)):
            return untold
        # « Airbus a touché combien ? » is asked of us, « qui a gagné le Tour de France ? » is not.
        outsider = self._outsider(argument, surely=True)
        if outsider is not None:
            return outsider
        anchored = sum(one.weight for one in argument.said if anchors(one))
        near = argument.weight > 0 and anchored / argument.weight >= ANCHORED
        near = near or (bool(self._published) and _asks_how_much_for(argument))
        return self.fall_back("non_compris" if near else "hors_sujet", reading.best.score if reading.best else 0.0)

    def vague(self, refused: Answered, argument: Argument, past: Conversation) -> Answered | None:
        """The answer to what is refused, where it says so little after a question on our subject that it is taken to be
        about it, or names a thing of ours.

        « Et ça veut dire quoi au juste ? » is not understood, rather than not our business; « c’est assez vexant » asks
        nothing, nor does « je suis prof à Créteil »; « le chatbot de Rosny connaît la météo ? » is asked of it.
        """
        if refused.reply.outcome != "out_of_scope" and not self.is_not_understood(refused):
            return None
        if REMARK in self._model.fallbacks and (_introduces(argument) or argument.cover.text.smiles):
            return self.fall_back(REMARK, 0.0)
        # « Which towns got money for smart parking? » is not asked of that one.
        asks = argument.cover.text.asks and LANGUAGE not in argument.cover.roles
        if told := self._of_a_thing(argument) if asks else None:
            return told
        if past.intent not in self._ours or argument.weight > MOST_VAGUE or argument.foreign:
            return None
        remarks = REMARK in self._model.fallbacks and _remarks(argument)
        return self.fall_back(REMARK if remarks else "non_compris", 0.0)

    def small_talk(self, argument: Argument) -> Reading | None:
        """The small talk of a message that asks nothing, whatever else it says (« merci, je corrige tout ça »)."""
        asks = argument.cover.text.asks or any(one.mention.role == "question" for one in argument.said)
        if asks or argument.foreign or any(anchors(one) or names(one.mention) for one in argument.said):
            return None
        cover, rules = argument.cover, self._model.grammar.rules
        said = tuple(one for one in argument.said if one.mention.role != "courant")
        best = next(iter(rank(said, 0.0, rules)), None)
        last = max(filter(cover.paused, range(len(cover.text.tokens))), default=0)
        aside = sum(one.weight for one in argument.said if one.mention.start < last) <= MOST_ASIDE
        if last and aside and not cover.unknown and cover.text.tokens[0].text not in ARTICLES:
            # « Au moins eux, bonne soirée »; « les deux, merci » asks.
            said = tuple(one for one in said if one.mention.start >= last)
            best = next(iter(rank(said, 0.0, rules)), None)
        talks = best is not None and best.rule.intent in self._talk and best.own >= LEAST_TALK
        return Reading((best,), said) if best is not None and talks and best.score >= LEAST_ASKED else None

    def called(self, argument: Argument) -> Argument | None:
        """A message with those in the stead of a strange name of whose names it is a part, if there are any."""
        found = self._strangers.find(argument) if self._strangers else None
        return self._strangers.called(argument, found) if self._strangers and found else None

    def stranger(self, argument: Argument) -> Answered | None:
        """Say that nobody known bears the name that a question is about, if that is all that is not understood."""
        found = self._strangers.find(argument) if self._strangers else None
        return self._of_nobody(found) if found is not None else None

    def _next_stranger(self, argument: Argument, past: Conversation) -> Answered | None:
        """The same of a name that a message turns to, after one that is known (« et au Secours populaire ? »)."""
        follows = any(named.kind == NAMED for named in past.entities)
        found = self._strangers.turned_to(argument) if self._strangers and follows else None
        return self._of_nobody(found) if found is not None else None

    def _of_nobody(self, found: Stranger) -> Answered:
        frame = Frame(self._model.fallbacks[NOBODY], "", found.score, (), (), (), (), (), stranger=found.name)
        return self._model.answerer.answer(frame)

    def untold_of(self, argument: Argument, score: float) -> Answered:
        """Say that what was found is no answer to a message, and what little is known of the thing that it names."""
        return self._of_a_thing(argument) or self.fall_back("non_compris", score)

    def _of_a_thing(self, argument: Argument) -> Answered | None:
        """Say what little is known of a thing of ours that a message names, alone or with whose it is, where what is
        asked of it is not understood (« le lavoir expérimental, de vraies machines ? »)."""
        named = [one.mention for one in argument.said if names(one.mention) and not one.mention.unsure]
        if not named or not _asks(argument):
            return None
        for kind in self._told_little:
            things = self._model.knowledge.of(kind)
            found = [thing for thing in things if all(_is_of(mention, thing) for mention in named)]
            itself = [one for one in named if any(sense.record in found for sense in one.senses)]
            if self._model.intents[self._told_little[kind]].query is None and any(one.start < 0 for one in itself):
                continue
            # « Chatbot », « géolocalisation » alone may be of anything.
            exactly = any(one.end - one.start > 1 and _is_exactly(one, found) for one in itself)
            if len(found) == 1 and itself and (exactly or len(named) > len(itself)):
                return self.told_of(found)
        return None

    def told_of(self, things: Sequence[Record]) -> Answered:
        """Say what little is known of some things of a kind."""
        entities = tuple(Entity((thing,), False, thing.name, 1.0, -1, -1, 0) for thing in things)
        return self._model.answerer.answer(
            Frame(self._told_little[things[0].type.name], "", 0.0, (), entities, (), (), ())
        )

    def told_more_of(self, argument: Argument) -> bool:
        """Whether a word of no meaning says more of a name of ours than is known (« le cinéma utopia »)."""
        return self._strangers is not None and self._strangers.qualifies(argument)

    def counts_another(self, argument: Argument, best: Candidate) -> bool:
        """Whether a question of grants asks how many there are of something else (« et combien d’entrées ? »)."""
        if best.score >= LEAST_ASKED or best.rule.intent not in self._published:
            return False
        cover = argument.cover
        counted = {one.end for one in cover.mentions if any(sense.id == HOW_MANY for sense in one.senses)}
        common = {one.start for one in cover.mentions if one.role == "courant" or one.senses[0].foreign}
        return not counted.isdisjoint(common.union(cover.unknown))

    def is_not_understood(self, answered: Answered) -> bool:
        """Whether an answer says that a message of our subject is not understood."""
        return answered.reply.intent == self._model.fallbacks["non_compris"]

    def leaves_words(self, answered: Answered) -> bool:
        """Whether an answer says that a message of our subject, what it says more, or a name, is not understood."""
        left = {self._model.fallbacks.get(name) for name in (UNTOLD, NOBODY)}
        return self.is_not_understood(answered) or answered.reply.intent in left

    def untold(self, read: Candidate, argument: Argument, said: Sequence[Said], answered: Answered) -> Answered:
        """The answer to a question, or else which words are not understood that say more of what it is about (« les
        associations du Mirail »)."""
        frame, found = answered.frame, answered.findings
        if answered.reply.outcome != "answered":
            return answered
        if read.rule.intent not in self._published:
            return (
                self._of_an_outsider(read, argument, frame)
                or self._of_a_detail(read, argument, said, answered)
                or answered
            )
        beside = self._strangers.beside_a_giver(argument) if self._strangers else None
        beside = beside or (self._strangers.written_for(argument) if self._strangers else None)
        beside = beside or (self._strangers.before_all(argument) if self._strangers else None)
        if beside is not None and not any(frame.of(NAMED)):
            return self._of_nobody(beside)
        of_all = found is not None and found.case in TOLD and found.values.get("n_argent") and not any(frame.of(NAMED))
        if of_all and frame.comparison == NONE:
            # « Combien de communes n’ont rien reçu ? » is not asked of those that have.
            nothing = self._model.fallbacks.get(NOTHING)
            return self._model.answerer.answer(replace(frame, intent=nothing)) if nothing else answered
        return self._untold(read, argument, of_body=any(frame.of(NAMED))) or answered

    def _of_a_detail(
        self, read: Candidate, argument: Argument, said: Sequence[Said], answered: Answered
    ) -> Answered | None:
        """Say what little is known of a thing that a question is about, where it asks something else of it (« qui
        entretient le lavoir ? »)."""
        intent, found, grammar = self._model.intents[answered.frame.intent], answered.findings, self._model.grammar
        tells = intent.tells
        if tells is None or found is None:
            return None
        if intent.query is None:
            things = found.values.get("fiches_dites", ())[:MOST_ASKED_OF]
            known = things and things[0].type.name in self._told_little
            return self.told_of(things) if known and asks_a_detail(argument, things, tells, 0, grammar) else None
        if found.case not in OF_ONE_OR_TWO or len(found.rows) > MOST_ASKED_OF:
            return None
        things = found.rows
        kind = things[0].type.name
        if kind not in self._told_little or not points_to(things, read, said, argument, grammar):
            return None
        # « Que fait le projet de Sceaux ? » is not what Sceaux does.
        required = reduce(or_, read.rule.required, 0)
        if is_theirs(argument, grammar.record_masks[kind], grammar):
            required &= reduce(or_, (one.mention.mask for one in argument.said if one.mention.role == QUESTION), 0)
        return self.told_of(things) if asks_a_detail(argument, things, tells, required, grammar) else None

    def _of_an_outsider(self, read: Candidate, argument: Argument, frame: Frame) -> Answered | None:
        """Say that a name is of none of those who could get something, where a question of what somebody got is taken
        for one of what all did (« le fonds a donné combien à Airbus ? »)."""
        of_some = any(not record.type.gives for one in frame.entities for record in one.records)
        if self._outsiders is None or read.score >= LEAST_ASKED or of_some:
            return None
        return self._outsider(argument)

    def _outsider(self, argument: Argument, *, surely: bool = False) -> Answered | None:
        """Say that a name is of none of those who could get something, where it (`surely`) stands as one of theirs."""
        found = self._outsiders.find(argument) if self._outsiders else None
        if self._outsiders is None or found is None:
            return None
        if not self._outsiders.is_written_as_one(found, argument, surely=surely):
            return None
        frame = Frame(self._model.fallbacks[OUTSIDE], "", found.score, (), (), (), (), (), stranger=found.name)
        return self._model.answerer.answer(frame)

    def _untold(self, read: Candidate, argument: Argument, *, of_body: bool, joined: bool = False) -> Answered | None:
        if UNTOLD not in self._model.fallbacks or read.rule.intent not in self._published:
            return None
        words = qualifier(read, argument, self._model.grammar, of_body=of_body, joined=joined)
        if words is None:
            return None
        frame = Frame(self._model.fallbacks[UNTOLD], "", read.score, (), (), (), (), (), stranger=words)
        return self._model.answerer.answer(frame)

    def fall_back(self, name: str, score: float) -> Answered:
        """Say what one of `replis:` does, of a message understood by a share of 0 to 1."""
        return self._model.answerer.answer(Frame(self._model.fallbacks[name], "", score, (), (), (), (), ()))


def _asks_how_much_for(argument: Argument) -> bool:
    """Whether a message asks how much went to what no word tells, of something that grants are for (« combien pour la
    réhabilitation du cinéma ? »)."""
    senses = [sense for one in argument.said for sense in one.mention.senses]
    named = any(sense.record is not None and sense.record.type.name == PURPOSE for sense in senses)
    return named and bool(argument.cover.unknown) and any(sense.id == HOW_MUCH_FOR for sense in senses)


def _is_of(mention: Mention, thing: Record) -> bool:
    """Whether a name is that of a thing, of whose it is, or of what it is about."""
    values = (value if isinstance(value, tuple) else (value,) for value in thing.values.values())
    theirs = {thing, *chain.from_iterable(values)}
    return any(sense.record in theirs for sense in mention.senses)


def _is_exactly(mention: Mention, things: Sequence[Record]) -> bool:
    """Whether a name is the whole one of one of some things."""
    return any(sense.exact_name and sense.record in things for sense in mention.senses)


def _remarks(argument: Argument) -> bool:
    """Whether a sentence says what somebody thinks or does, and neither asks nor names anything."""
    begins = not REMARKING.isdisjoint(argument.cover.text.words[:MOST_BEGINNING])
    return begins and not _asks(argument) and not any(anchors(one) or names(one.mention) for one in argument.said)


def _introduces(argument: Argument) -> bool:
    """Whether a sentence but says who somebody is, by known words or of where, and asks nothing (« moi c’est Karim,
    de Sceaux », « je suis journaliste »)."""
    words = argument.cover.text.words[:MOST_BEGINNING]
    begins = any(" ".join(words[:length]) in INTRODUCING for length in range(1, MOST_BEGINNING + 1))
    known = not argument.unknown and not argument.foreign
    return begins and not _asks(argument) and (known or any(names(one.mention) for one in argument.said))


def _asks(argument: Argument) -> bool:
    """Whether a sentence asks something."""
    text = argument.cover.text
    if text.asks or asked(text) or next(inverted(text), None) is not None:
        return True
    return any(one.mention.role in ASKING for one in argument.said)
