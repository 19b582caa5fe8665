"""Whether a question is of what a sentence before it only told of (« J’habite à Meudon. Quel projet a gagné ? »)."""

from collections.abc import Container, Set

from bot.dialogue.conversation import Conversation
from bot.french.words import PLURAL
from bot.understanding.grammar import Grammar
from bot.understanding.main_clause import asks_of_before
from bot.understanding.mention import Mention
from bot.understanding.reading import Candidate, Said
from bot.understanding.scoring import LEAST_SCORE
from bot.understanding.weighing import Argument


class Scene:
    """Tells it of questions."""

    def __init__(
        self, grammar: Grammar, subjects: Container[str], things: Set[str], holders: Set[str], placed: Container[str]
    ) -> None:
        """
        Args:
            grammar: what understands.
            subjects: the types of what others are about.
            things: the types of what is told that is no place.
            holders: the types of the places that others lie in.
            placed: the types of places, of what is of one, and of what that is about.
        """
        self._grammar = grammar
        self._subjects = subjects
        self._things = things
        self._holders = holders
        self._placed = placed

    def concerns(self, argument: Argument, said: tuple[Said, ...], together: Candidate, past: Conversation) -> bool:
        """Whether a question asks for a kind of thing, for which ones of no kind (« …, lesquelles ont eu le FMIN ? »),
        or if there is one on a subject: of where its author is from, or of what they are interested in."""
        if not past.scene or together.score < LEAST_SCORE:
            return False
        checks = any(one.mention.role == "verification" for one in said)
        everything = any(
            one.mention.role == "tout" or (self._bounds(one.mention) and not (checks and self._subject(one.mention)))
            for one in said
        )
        everything = everything or (not checks and self._asks_for_places(said, past))
        asks = bool(self._grammar.kinds(said)) or self._asks_of_several(argument, past)
        return asks and not everything

    def _asks_of_several(self, argument: Argument, past: Conversation) -> bool:
        """Whether a question asks which, who or how many, and of what kind by none of its words, after several were
        told (« Je compare les villes du 92, lesquelles ont eu le FMIN ? »)."""
        kinds = [named.kind for named in past.entities]
        several = len(kinds) > 1 or all(kind in self._holders or kind in self._subjects for kind in kinds)
        return several and asks_of_before(argument.said, argument.cover, 0) is not None

    def _bounds(self, mention: Mention) -> bool:
        """Whether a mention names what some alone are, are of, or are about; the fund of them all tells none apart."""
        return any(sense.record is not None and sense.record.type.name in self._placed for sense in mention.senses)

    def _asks_for_places(self, said: tuple[Said, ...], past: Conversation) -> bool:
        """Whether it asks which places have some, after one that holds none (« Je vis à Sceaux. Quels lauréats ? »)."""
        nouns = [one for one in said if one.mention.role != "question" and self._grammar.kinds((one,)) - self._things]
        kinds = self._grammar.kinds(nouns)
        others = self._things | (self._holders - kinds)
        # « … si la commune est au nombre des lauréats » is asked of it.
        several = bool(nouns) and all(one.mention.form.endswith(PLURAL) for one in nouns)
        return several and others.isdisjoint(kinds.union(named.kind for named in past.entities))

    def _subject(self, mention: Mention) -> bool:
        """Whether a mention names but what others are about."""
        return all(sense.record is None or sense.record.type.name in self._subjects for sense in mention.senses)
