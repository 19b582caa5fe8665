"""What reads a message in its conversation, each part made once and shared by those that need it."""

from bot.dialogue.bounding import Bounding
from bot.dialogue.carrying import Carrier
from bot.dialogue.choosing import Choosing
from bot.dialogue.continuing import Continuing
from bot.dialogue.eliding import Eliding
from bot.dialogue.givers import Givers
from bot.dialogue.going_on import GoingOn
from bot.dialogue.identified import Identified
from bot.dialogue.identifying import Identifying
from bot.dialogue.instead import Instead
from bot.dialogue.leaning import Leaning
from bot.dialogue.lists import Find, Lists
from bot.dialogue.misplaced import Misplacing
from bot.dialogue.pointing import Pointers
from bot.dialogue.ranking import Ranking
from bot.dialogue.recounting import Recounting
from bot.dialogue.remaining import Remaining
from bot.dialogue.scene import Scene
from bot.dialogue.speaking import Speaking
from bot.dialogue.subjects import NO_SUBJECTS, Subjects
from bot.dialogue.summing import Summing
from bot.dialogue.surroundings import Surroundings
from bot.dialogue.taking_back import TakingBack
from bot.dialogue.widening import Widening
from bot.dialogue.wording import Wording
from bot.facts.records import Knowledge
from bot.understanding.grammar import Grammar


class Parts:
    """All that reads messages, but for what puts it together: `Merging`, `Framing` and `Interpreter`."""

    def __init__(
        self,
        grammar: Grammar,
        knowledge: Knowledge,
        find: Find,
        recounts: frozenset[str] = frozenset(),
        talk: frozenset[str] = frozenset(),
        subjects: Subjects = NO_SUBJECTS,
        counts: frozenset[str] = frozenset(),
        again: frozenset[str] = frozenset(),
    ) -> None:
        """
        Args:
            grammar: what understands.
            knowledge: what is known, for how what is named hangs together.
            find: the records of a remembered name.
            recounts: the intents that say how many things the last answer enumerated.
            talk: the intents of small talk.
            subjects: which subject a message is about, where there are several.
            counts: the intents that count.
            again: the intents that tell about the last answer.
        """
        self.grammar, self.subjects = grammar, subjects
        self.talk, self.counts, self.again = talk, counts, again
        self.surroundings = Surroundings(grammar, knowledge)
        self.choosing, self.speaking = Choosing(grammar, knowledge, find), Speaking(grammar, find)
        self.lists = Lists(grammar, knowledge, find)
        self.pointers = Pointers(grammar, knowledge, find, self.lists)
        self.carrier = Carrier(grammar, knowledge, find)
        self.eliding = Eliding(grammar, knowledge)
        kinds, holders = (self.carrier.subjects, self.pointers.things), knowledge.holders()
        self.wording = Wording(grammar, self.pointers.things)
        self.leaning = Leaning(grammar, self.wording, *kinds, holders)
        self.scene = Scene(grammar, *kinds, holders, self.carrier.placed)
        self.identifying = Identifying(grammar, *kinds, holders)
        self.identified = Identified(grammar, knowledge, find)
        self.bounding = Bounding(grammar, knowledge, self.carrier, self.wording, subjects)
        self.remaining = Remaining(grammar, knowledge, find, self.lists)
        self.summing = Summing(grammar, self.lists)
        self.instead = Instead(grammar, knowledge, self.lists)
        self.ranking = Ranking(grammar, knowledge, counts, self.lists, self.summing, subjects)
        self.continuing = Continuing(grammar, knowledge, self.carrier, self.wording)
        self.misplacing = Misplacing(grammar, knowledge)
        self.widening = Widening(grammar, knowledge, find)
        self.taking_back = TakingBack(grammar, find, subjects, knowledge.subjects())
        self.going_on = GoingOn(grammar, knowledge, self.lists, subjects, self.pointers.things)
        self.recounting = Recounting(grammar, knowledge, self.pointers, recounts)
        self.givers = Givers(grammar, find, subjects, knowledge)
