"""The one path: message → text → mentions → question → findings → reply. Nothing else answers."""

import asyncio
import logging
import time
from collections.abc import Iterator
from functools import partial
from weakref import WeakValueDictionary

from msgspec.structs import replace

from bot.answering.combined import combine
from bot.answering.reply import Answered, AnswerError
from bot.content.model import Model
from bot.dialogue.conversation import BEGINNING, MOST_FOCUS, Conversation, name_records
from bot.dialogue.interpreter import Interpreter
from bot.dialogue.parts import Parts
from bot.dialogue.speaking import Speaking
from bot.dialogue.subjects import Subjects
from bot.findings.query import COUNT, SUM
from bot.french.marks import read_message
from bot.french.numbers import read_number
from bot.french.text import Text
from bot.lasting import lasting
from bot.message import MAX_LENGTH, Message, Picture, Reply
from bot.pictures.gallery import Gallery
from bot.store.store import Store
from bot.turns.alarms import BESIDE, Alarms
from bot.turns.answers import answers
from bot.turns.as_many import InFull
from bot.turns.caller import without_caller
from bot.turns.forewords import LEAST_BESIDE
from bot.turns.home import Home
from bot.turns.listed import Listed, of_ends
from bot.turns.parsed import ParseResult, parsed
from bot.turns.persons import Persons
from bot.turns.purposes import Purposes
from bot.turns.questions import Questions
from bot.turns.refusing import OF_GRANTS, REFUSALS, Refusing
from bot.turns.relevant import relevant
from bot.turns.remarks import only_courtesy
from bot.turns.remembering import find, home_of, last_told, named_in, remember
from bot.turns.sentences import Sentences
from bot.turns.told_again import ToldAgain
from bot.turns.turn import Once, Read, Step, Turn
from bot.turns.unmet import Unmet
from bot.turns.whose import Whose
from bot.understanding.mention import names
from bot.understanding.reading import Candidate, Reading, anchors
from bot.understanding.scoring import LEAST_ASKED, LEAST_SCORE, LEAST_UNANCHORED
from bot.understanding.weighing import Argument

_log = logging.getLogger(__name__)

SUBJECTS = "sujet"
"""Which of `replis:` asks what a question is about that may be asked of several subjects."""
WHOM = "de_qui"
WHERE = "d_ou"
"""Which of them asks what a message is about that points to nothing told."""
WHOSE = "de_quel_organisme"
"""Which of them asks of what body whoever writes is."""


class Assistant:
    """Answers messages over one compiled model."""

    def __init__(self, model: Model, store: Store, edition: str = "") -> None:
        """`edition` names the last publication of the content that `model` is compiled from."""
        self.model = model
        self.edition = edition
        self._store = store
        self._talking: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        recounts = frozenset(intent.id for intent in model.intents.values() if intent.recounts)
        talk = model.always({"chitchat"})
        again = frozenset(
            intent.id
            for intent in model.intents.values()
            if intent.repeats and all(answer.outcome == "answered" for answer in intent.answers.values())
        )
        # Not a method: what is not in a circle is freed as soon as other content takes its place.
        self._find = partial(find, model)
        self._sentences = Sentences(model.grammar)
        self._alarms = Alarms(model.grammar, self._sentences)
        self._published = published = frozenset(
            intent.id
            for intent in model.intents.values()
            if intent.query and intent.query.rows in model.answerer.engines
        )
        asks = {intent.id: intent.query.ask for intent in model.intents.values() if intent.query is not None}
        counts, sums = (frozenset(name for name, ask in asks.items() if ask == one) for one in (COUNT, SUM))
        known, always = model.knowledge, model.always({"chitchat", "handoff"})
        about = known.elsewhere(), known.records.get("attribuant", {}).values(), known.subjects()
        giver = model.grammar.record_masks.get("attribuant", 0)
        kinds = frozenset(kind for kind in known.types if known.root(kind) in known.places())
        told = published.union(model.fallbacks[one] for one in OF_GRANTS if one in model.fallbacks)
        subjects = Subjects(always, told, model.grammar.rules.rules, *about, giver, kinds, sums)
        parts = Parts(model.grammar, known, self._find, recounts, talk, subjects, counts, again)
        self._interpreter = Interpreter(parts)
        self._unmet = Unmet(model, self._find, recounts, published) if WHOM in model.fallbacks else None
        where = model.fallbacks.get(WHERE)
        self._home = Home(model.grammar, known, where, asks.keys()) if where else None
        whose = model.fallbacks.get(WHOSE)
        self._listed, self._in_full = Listed(model, self._find), InFull(model, self._find, counts, published)
        self._whose = Whose(model.grammar, Speaking(model.grammar, self._find), whose, published) if whose else None
        self._persons, self._refusing = Persons(model.grammar, known), Refusing(model, talk, published)
        self._told_again = ToldAgain(model, self._find, self._refusing)
        self._purposes = Purposes(model.grammar, known.subjects()) if published else None
        fallbacks = frozenset(model.fallbacks.values())
        self._questions = Questions(self._sentences, talk, fallbacks, counts, published, model.grammar.counting)

    async def reply(self, message: Message) -> Reply:
        """Answer one message in its conversation."""
        return (await self.converse(message)).reply

    async def converse(self, message: Message) -> Turn:
        """The same, with what was understood."""
        if message.sender is None:
            return await self._turn(message.text, Conversation())
        # What somebody says next is heard after the answer to what they said before.
        async with self._talking.setdefault(message.sender, asyncio.Lock()):
            past = await self._store.load(message.sender)
            text = self.choose(message.text, past) if message.numbered else message.text
            turn = await self._turn(text, past)
            await self._store.save(message.sender, turn.conversation)
        return turn

    async def _turn(self, text: str, past: Conversation) -> Turn:
        """One message answered; among published grants in a thread, since adding up a million takes some 10 ms."""
        if self.model.published is None:
            return self.turn(text, past)
        return await asyncio.to_thread(self.turn, text, past)

    def lines(self, digest: str, query: str) -> Iterator[str] | None:
        """The published lines that an address names, as CSV, piece by piece; `None` where there are none."""
        published = self.model.published
        return None if published is None else published.lines(digest, query)

    @staticmethod
    def choose(text: str, past: Conversation) -> str:
        """What the suggestion with this number says, where a message is such a number and nothing else."""
        words = [token.text for token in read_message(text[:MAX_LENGTH]).tokens]
        number = read_number(words) if len(words) == 1 else None
        chosen = number is not None and number.value in range(1, len(past.offered) + 1)
        return past.offered[int(number.value) - 1] if number is not None and chosen else text

    @property
    def gallery(self) -> Gallery:
        """What draws the pictures that its answers name."""
        return self.model.gallery

    async def warm(self) -> None:
        """Do once what the first messages would otherwise pay for, giving way to them: packs, templates, sound keys."""
        if self.model.published is not None:
            await asyncio.to_thread(self.model.published.warm)
        for text in self.model.texts():
            self.model.templates.compiled(text)
            await asyncio.sleep(0)
        with lasting():
            for _ in self.model.grammar.lexicon.warming():
                await asyncio.sleep(0)

    def answer(self, text: str, past: Conversation) -> tuple[Reply, Conversation]:
        """Answer a message after what was said before; pure."""
        return self.turn(text, past)[:2]

    def turn(self, text: str, past: Conversation) -> Turn:
        """The same, with what was understood."""
        begun = time.perf_counter_ns()
        steps, conversation = self._suggested(text, past) or self.steps(text, past)
        stepped = time.perf_counter_ns()
        reply = combine([step.answered.reply for step in steps])
        # One for the message: its title says which of the answers it shows.
        picture = next(filter(None, (self._illustrate(step.answered) for step in steps)), None)
        if picture is not None:
            reply = replace(reply, picture=picture)
        offered = tuple(button.payload for button in reply.buttons)
        if offered or reply.outcome != "chitchat":
            conversation = replace(conversation, offered=offered)
        self._sentences.forget()
        answered = sum(step.nanos for step in steps)
        understanding, answering = stepped - begun - answered, time.perf_counter_ns() - stepped + answered
        return Turn(reply, conversation, tuple(steps), understanding // 1000, answering // 1000)

    def _suggested(self, text: str, past: Conversation) -> tuple[list[Step], Conversation] | None:
        """What a suggestion that is tapped asks by itself, if it is whole: it is of nothing that was spoken of.

        One about published grants goes on with what was asked of them (« Qui a reçu le plus ? » of a theme).
        """
        # Whichever of the spaces of French stands before its question mark.
        tapped = text.split() in [suggestion.split() for suggestion in past.offered]
        if past.choices or not tapped or past.intent in self._published:
            return None
        # What is asked of grants, too, is still asked of the subject that was spoken of.
        steps, conversation = self.steps(text, replace(BEGINNING, intent=past.intent))
        told = (step.answered for step in steps)
        if any(one.reply.outcome != "answered" or one.frame.intent in self._published for one in told):
            return None
        focus = (*conversation.focus, *past.focus)[:MOST_FOCUS]
        return steps, replace(conversation, focus=focus, home=past.home)

    def steps(self, text: str, past: Conversation) -> tuple[list[Step], Conversation]:
        """Read and answer each question of a message, in order, after what calls for help."""
        message = self._in_full.said(without_caller(read_message(text[:MAX_LENGTH]), self.model.grammar), past)
        alarm = self._alarms.hear(message)
        if alarm is None:
            return self._asked(message, past)
        step = self._take(alarm.argument, alarm.reading, past)
        steps, conversation = ([], past) if alarm.all_told else self._asked(message, past)
        beside = [one for one in steps if one.answered.reply.outcome in BESIDE]
        return [step, *beside], conversation if beside else self._remember(past, step)

    def _asked(self, message: Text, past: Conversation) -> tuple[list[Step], Conversation]:
        steps: list[Step] = []
        conversation = past
        once = Once(self._interpreter.read, self._step, self._remember)
        parts = self._questions.in_turn(message, past, once)
        heard: list[Argument] = []
        for place, part in enumerate(parts):
            scene = place < len(parts) - 1 and self._sentences.sets_the_scene(part, parts[place + 1 :])
            if scene and not self._questions.asks_by_itself(part, conversation, once):
                conversation = self._questions.heard(part, conversation, once)
                heard += () if part.speaker else (part,)
                continue
            questions, conversation = self._questions.of(part, conversation, once)
            for question in questions:
                step = once.step(question, conversation)
                if step.answered.reply.outcome in REFUSALS:
                    rest = self._questions.after_a_pause(question, conversation, once)
                    step = step if rest is None else once.step(rest, conversation)
                    talks = len(parts) == 1 and step.answered.reply.outcome in REFUSALS
                    # A message of one sentence is nearly always that sentence, which is weighed already.
                    said = part if not talks or part.cover.text == message else self._sentences.weigh(message)
                    talk = self._refusing.small_talk(said) if talks else None
                    step = step if talk is None else self._take(question, talk, conversation)
                if step.answered.reply.outcome in REFUSALS or self._refusing.is_not_understood(step.answered):
                    noun = self._questions.of_a_noun(question, conversation, once)
                    step = step if noun is None else once.step(*noun)
                step, conversation = of_ends(question, step, conversation, once)
                steps.append(step)
                if step.answered.reply.outcome in REFUSALS or not step.answered.frame.rule:
                    named = named_in(question)
                    # « Et Saint-Denis, la ville olympique ? » turns to it, « et la météo à Nice ? » does not.
                    turns = next((names(one.mention) for one in question.said if one.weight > 0), False)
                    turns = turns and "suite" in question.cover.roles
                    entities = named if turns else conversation.entities
                    conversation = replace(
                        conversation, entities=entities, focus=(*named, *conversation.focus)[:MOST_FOCUS]
                    )
        refused = all(step.answered.reply.outcome in REFUSALS for step in steps)
        joins = bool(heard) and self._sentences.asks_only(parts[-1])
        if heard and only_courtesy(parts[-1], {step.answered.reply.outcome for step in steps}):
            told = self._told(heard, past, LEAST_ASKED if refused else 0.0, once)
            if told is not None:
                return [told], self._remember(past, told)
        # « Quelqu’un a présenté les lauréats. C’était qui ? » is one question.
        if len(parts) > 1 and (refused or joins):
            whole = once.step(self._sentences.whole(message, parts), past)
            best = whole.reading.best
            surely = best is not None and best.score >= LEAST_ASKED and best.own >= LEAST_BESIDE
            if (refused or surely) and whole.answered.reply.outcome not in REFUSALS:
                return [whole], self._remember(past, whole)
        if heard and (refused or all(self._refusing.is_not_understood(step.answered) for step in steps)):
            told = self._told(heard, past, LEAST_ASKED, once)
            if told is not None:
                return [told], self._remember(past, told)
        kept = relevant(steps)
        vague = self._told_again.vague(kept[-1], past) or self._refusing.vague(
            kept[-1].answered, kept[-1].argument, past
        )
        return (kept if vague is None else [replace(kept[-1], answered=vague)]), conversation

    def _told(self, heard: list[Argument], past: Conversation, least: float, once: Once) -> Step | None:
        """Of the sentences before one that asks nothing of ours the last that asks something, and explains `least`."""
        for part in reversed(heard):
            questions, known = self._questions.of(part, past, once)
            step = once.step(questions[-1], known)
            best = step.reading.best
            # « Alfortville, j’en vois deux. C’est exact ? »
            claims = any(one.mention.how == "number" for one in part.said)
            asks = best is not None and (best.required >= LEAST_BESIDE or claims) and best.score >= least
            if asks and step.answered.reply.outcome not in REFUSALS:
                return step
        return None

    def _illustrate(self, answered: Answered) -> Picture | None:
        """The picture that shows what an answer says, if there is one; an answer does without a picture that fails."""
        try:
            selection = self.model.gallery.select(self.model.intents[answered.frame.intent], answered)
            return None if selection is None else self.model.gallery.describe(selection)
        except AnswerError as error:
            _log.error("%s", error)
            return None

    def parse(self, text: str) -> ParseResult:
        """What a message means by itself, without answering it."""
        argument = self._sentences.weigh(read_message(text[:MAX_LENGTH]))
        self._sentences.forget()
        return parsed(text, argument, self._interpreter.read(argument, BEGINNING))

    def _step(self, argument: Argument, past: Conversation, read: Read) -> Step:
        argument = self._persons.named(argument) or self._persons.turned_to(argument, past, read) or argument
        reading = read(argument, past)
        for asking in (self._whose, self._home, self._listed):
            if asking and (asked := asking.asked(argument, reading, past)):
                return Step(argument, reading, self.model.answerer.answer(asked, last_told(past, self._find)))
        if self._unmet and self._unmet.points(argument, reading, past):
            return Step(argument, reading, self._refusing.fall_back(WHOM, LEAST_ASKED))
        step = self._take(argument, reading, past)
        if self._unmet and self._unmet.missed(argument, reading, step.answered, past):
            return Step(argument, reading, self._refusing.fall_back(WHOM, LEAST_ASKED))
        step = self._told_again.step(step, past, self._take)
        recount, past = self._interpreter.recount(argument, past)
        if recount is None or recount.best is None:
            return step
        answered, best = step.answered, reading.best
        named = any(names(one.mention) for one in argument.said)
        counts = not named and answered.reply.outcome == "answered" and len(answered.listed) == past.counted
        # What is counted after a list is the list, and « je croyais que c’était 19 » is checked against it.
        checked = answered.frame.claim is not None
        counts = counts and (checked or not answered.frame.numbers or answered.frame.comparison is not None)
        counts = counts and best is not None and (checked or best.own >= recount.best.own)
        return step if counts else self._take(argument, recount, past)

    def _take(self, argument: Argument, reading: Reading, past: Conversation) -> Step:
        """Answer a message as it was read."""
        best = reading.best
        surely = best is not None and best.score >= LEAST_UNANCHORED
        least = LEAST_UNANCHORED if surely or not any(map(anchors, reading.said)) else LEAST_SCORE
        if best is None or best.score < least or self._refusing.counts_another(argument, best):
            refused = Step(argument, reading, self._refusing.refuse(argument, reading, past))
            return self._of_called(argument, past) or self._of_purposes(argument, past) or refused
        begun = time.perf_counter_ns()
        unsure = best.score < LEAST_ASKED and not any(names(one.mention) for one in reading.said)
        unsure = unsure or (best.score < LEAST_ASKED and self._refusing.told_more_of(argument))
        unsure = unsure or best.rule.intent == self.model.fallbacks.get(WHOSE)  # « Le club d’échecs de Dole » tells it
        if unsure and (stranger := self._refusing.stranger(argument)) is not None:
            refused = Step(argument, reading, stranger, time.perf_counter_ns() - begun)
            return self._of_called(argument, past) or self._of_purposes(argument, past) or refused
        answered = self._answer(best, argument, reading, past)
        if self._refusing.leaves_words(answered) and (step := self._of_purposes(argument, past)):
            # « L’association qui sauve les pétrels a eu combien ? »
            return step
        if reading.rival is not None and answered.reply.outcome != "clarify":
            other = self._answer(reading.rival, argument, reading, past)
            answered = self._of_either(answered, other)
        return Step(argument, reading, answered, time.perf_counter_ns() - begun)

    def _of_called(self, argument: Argument, past: Conversation) -> Step | None:
        """A message whose strange name is a part of those of several known, read as about them (« les pharmacies »)."""
        told = self._refusing.called(argument)
        if told is None:
            return None
        reading = self._interpreter.read(told, past)
        surely = reading.best is not None and reading.best.score >= LEAST_ASKED
        return Step(told, reading, self._answer(reading.best, told, reading, past)) if reading.best and surely else None

    def _of_purposes(self, argument: Argument, past: Conversation) -> Step | None:
        """A message that is not understood otherwise, read as about what published grants are said to be for."""
        for told in self._purposes.find(argument) if self._purposes else ():
            reading = self._interpreter.read(told, past)
            if reading.best is not None and reading.best.score >= LEAST_UNANCHORED:
                answered = self._answer(reading.best, told, reading, past)
                if answered.findings is not None and answered.findings.values.get("total"):
                    return Step(told, reading, answered)
        return None

    def _of_either(self, answered: Answered, other: Answered) -> Answered:
        """Of the answers about two subjects the one that tells something, or else which of them is meant."""
        # An answer that is always the same takes no number into account.
        told = self.model.intents[other.frame.intent].query is not None or not other.frame.numbers
        # « Quel est le budget de la métropole ? » is not told of one: what is known of another is no answer yet.
        untold = other.reply.outcome == "unknown" and bool(other.frame.entities)
        if not told or not (untold or other.reply.outcome == "answered"):
            return answered
        if answered.reply.outcome != "answered":
            return other
        if SUBJECTS not in self.model.fallbacks:
            return answered
        return self.model.answerer.answer(replace(answered.frame, intent=self.model.fallbacks[SUBJECTS]))

    def _answer(self, read: Candidate, argument: Argument, reading: Reading, past: Conversation) -> Answered:
        """Answer a message as one of its readings has it."""
        frame = self._interpreter.frame(read, argument, reading, past)
        try:
            answered = self.model.answerer.answer(frame, last_told(past, self._find))
        except AnswerError as error:
            _log.error("%s", error)
            return self._refusing.fall_back("non_compris", read.score)
        if answered.findings is not None and not answers(read, argument, frame, answered.findings):
            return self._refusing.untold_of(argument, read.score)
        return self._refusing.untold(read, argument, reading.said, answered)

    def _remember(self, past: Conversation, step: Step) -> Conversation:
        conversation = remember(self.model, past, step.answered, step.points)
        speaker = self._whose.told(past, conversation.entities) if self._whose else ()
        if speaker := (name_records(step.argument.speaker),) if step.argument.speaker else speaker:
            conversation = replace(conversation, speaker=speaker)
        home = home_of(step.argument, conversation.entities)
        home = home or (self._home.told(past, conversation.entities) if self._home else ())
        return replace(conversation, home=home) if home else conversation
