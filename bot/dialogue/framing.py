"""Which question a reading is, with what it keeps of the last one: how many of something, a page."""

from msgspec.structs import replace

from bot.dialogue.continuing import alike
from bot.dialogue.conversation import PAGE, Conversation
from bot.dialogue.merging import Merging
from bot.dialogue.parts import Parts
from bot.dialogue.ranking import exactly, is_rank
from bot.dialogue.telling import amounts_to, asks_in_full, has_role
from bot.understanding.frame import NONE, Frame
from bot.understanding.mention import names
from bot.understanding.reading import Candidate, Reading
from bot.understanding.weighing import Argument


class Framing:
    """Tells which question a reading is."""

    def __init__(self, parts: Parts, merging: Merging) -> None:
        self._parts, self._merging = parts, merging

    def frame(self, best: Candidate, argument: Argument, reading: Reading, past: Conversation) -> Frame:
        """The question that the best reading of a message is.

        Args:
            best: that reading.
            argument: the message.
            reading: all its readings.
            past: what was said before.
        """
        past = self._merging.meant(argument, past)
        parts, eliding = self._parts, self._parts.eliding
        published = parts.subjects.is_published(best.rule.intent)
        # « L’emploi en novembre ? » of grants names nothing else that happened then.
        said = parts.subjects.without_events(reading.said) if published else reading.said
        frame = parts.identifying.unchecked(parts.grammar.frame(best, argument, said), argument, past)
        frame = alike(eliding.in_both(eliding.of_what_was_asked(frame, past), past), past)
        if misplaced := tuple(parts.misplacing.find(frame, argument)):
            frame = replace(frame, misplaced=misplaced)
        if self._is_of_owners(frame, argument, past):
            frame = replace(frame, roles=frame.roles | {"soi"})
        if PAGE in frame.roles:
            frame = replace(frame, page=past.page)
        if published:
            return parts.bounding.bounded(frame, argument, past)
        frame = eliding.of_share(eliding.of_how_many(frame, argument, past), past)
        return self._of_as_many(frame, argument, past) if frame.borrowed else frame

    def _is_of_owners(self, frame: Frame, argument: Argument, past: Conversation) -> bool:
        """Whether a question is asked of things told to have something themselves (« et leurs projets ? », « le premier
        a quel projet ? — Le deuxième ? »)."""
        if not past.owners or any(apart for _, apart in frame.kinds):
            return False
        kinds = self._parts.grammar.kinds(argument.said)
        has = any(map(is_rank, argument.said)) and (not kinds or bool(self._parts.pointers.things & kinds))
        told = {id_ for named in (*past.listed, *past.left) for id_ in named.ids}
        # « Et les autres ? » of territories asks what lies in those, too.
        about = [one for one in frame.entities if not (one.excluded and one.kind == frame.target)]
        return bool(about) and all((has or one.start < 0) and one.records[0].id in told for one in about)

    def _of_as_many(self, frame: Frame, argument: Argument, past: Conversation) -> Frame:
        """A question, with how many of something the last one asked for, where it is asked of those still."""
        if past.comparison is None or self._asks_anew(frame, argument, past):
            return frame
        if frame.comparison is None:
            return replace(frame, comparison=exactly(frame, argument.said) or past.comparison)
        if frame.numbers and frame.comparison == ("=", frame.numbers[0]):
            # « Plus de trois ? », « et de deux ? »: a number alone is compared as the last one was.
            return replace(frame, comparison=(past.comparison[0], frame.numbers[0]))
        return frame

    def _asks_anew(self, frame: Frame, argument: Argument, past: Conversation) -> bool:
        """Whether a question is no longer asked of those that have as many."""
        carrier, eliding, said = self._parts.carrier, self._parts.eliding, argument.said
        # What is most or least is no longer a number.
        if "superlatif" in frame.roles:
            return True
        if past.comparison == NONE and (carrier.names_asked(said, past) or asks_in_full(said)):
            return True
        kinds = self._parts.grammar.kinds(one for one in said if one.mention.role != "question")
        # « Qui a deux projets ? — Ça fait combien de villes ? » counts those.
        if kinds and not (amounts_to(said) and kinds <= {named.kind for named in past.listed}):
            return True
        # « Une commune » may be any: of what was asked for, two or more are surely a number.
        narrows = past.comparison != ("=", 1) and carrier.narrows(said)
        # « Enlève Vincennes. — Et Montreuil aussi. »
        narrows = narrows or (bool(frame.entities) and all(one.excluded for one in frame.entities))
        if not narrows and any(names(one.mention) and not one.excluded for one in said):
            return True
        # « Qui d’autre que Vincennes ? » asks for others of those told.
        if has_role("autres", said) and not any(one.excluded for one in said):
            return True
        # « Donc elles sont quatre ? » claims it of those that were asked for.
        return frame.claim is not None and not eliding.says_how_many(said, argument)
