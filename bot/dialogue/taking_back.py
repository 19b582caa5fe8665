"""What a message takes back of what was asked before: a name that it lets go (« oublie le 92 »), what narrowed it
(« sans ce filtre »), what was kept out, which it puts back (« remets Sceaux », « et avec ? »), or all of it but whom it
turns to (« revenons à Nanterre »)."""

from collections.abc import Container, Iterable, Sequence

from msgspec.structs import replace

from bot.dialogue.conversation import BEGINNING, Conversation, Named
from bot.dialogue.lists import Find
from bot.dialogue.subjects import Subjects
from bot.french.words import TO_THEM, WITH
from bot.understanding.grammar import Grammar
from bot.understanding.mention import names
from bot.understanding.reading import SLIGHT, Said
from bot.understanding.roles import LEAVING_OUT, SUPERLATIVE
from bot.understanding.weighing import Argument

PARTICIPLE = ("é", "ée", "és", "ées")
LETTING_GO = "retrait"
"""The role of words that let go what they name."""
FILTER = "ce_filtre_mot"
"""The concept of words by which what narrows a question is lifted, and nothing named."""
ASKED = (SUPERLATIVE, "groupe", "question")
"""Roles of words that say what was asked."""
MEASURE, GRANTED = "mesure", "vote_seul_mot"
"""The type of columns of other amounts than those granted, and the concept of words for these."""
ADDING = "ajout"
"""The role of words that put something to what was asked."""
TURNING = "retour"
"""The role of words that turn to something, whatever was asked last."""
ASKING = ("question", "pronom")
"""Roles of words by which a message asks something of what it puts back (« et avec Sceaux, ça fait combien ? »)."""
SILENT = (None, ADDING, "suite", "accord", *ASKING)
"""Roles of words beside which a message only puts something back."""


class TakingBack:
    """Reads messages that take back a part of the last question, and ask the rest of it again."""

    def __init__(self, grammar: Grammar, find: Find, subjects: Subjects, narrowing: Container[str]) -> None:
        """`narrowing` are the types of what others are about, which narrows what was asked and turns from nothing."""
        self._grammar = grammar
        self._find = find
        self._subjects = subjects
        self._narrowing = narrowing

    def meant(self, argument: Argument, past: Conversation) -> tuple[Argument, Conversation]:
        """A message as if it asked what it leaves of the last question, and what was said before without the rest."""
        cover, taken = argument.cover, None
        if LETTING_GO in cover.roles:
            taken = self._lifted(argument, past) or self._let_go(argument, past)
        elif TURNING in cover.roles:
            taken = self._turned(argument, past)
        elif ADDING in cover.roles or not WITH.isdisjoint(cover.words):
            taken = self._put_back(argument, past)
        else:
            taken = self._of_what_was_granted(argument, past)
        return taken or (argument, past)

    def _turned(self, argument: Argument, past: Conversation) -> tuple[Argument, Conversation] | None:
        """What was said before without what was asked, where a message but turns to what it names."""
        # « Reviens à Rueil » may say of something that it goes to Rueil.
        said = tuple(one for one in argument.said if one.mention.role != TURNING or one.weight <= SLIGHT)
        told = [one for one in said if one.weight > SLIGHT]
        if self._begins_anew(argument) and not (past.choices or self._subjects.is_of_grants(past)):
            # « Nanterre a quoi ? — Revenons au fonds : c’est combien d’euros ? »
            return argument, replace(BEGINNING, intent=past.intent, home=past.home, speaker=past.speaker)
        if not told or argument.unknown or not all(names(one.mention) for one in told):
            return None
        if any(
            s.record.type.name in self._narrowing for one in told for s in one.mention.senses if s.record is not None
        ):
            # « Les projets du 94 ? — Parlons de formation »
            return None
        anew = replace(BEGINNING, intent=past.intent, focus=past.focus, home=past.home, speaker=past.speaker)
        turned = replace(argument, said=said, core=None) if len(said) < len(argument.said) else argument
        return None if past.choices or self._subjects.is_of_grants(past) else (turned, anew)

    def _begins_anew(self, argument: Argument) -> bool:
        """Whether a message first turns to something that is no place nor one thing of a kind, and then asks of it."""
        cover, tokens = argument.cover, argument.cover.text.tokens
        turns = [one for one in cover.mentions if any(sense.role == TURNING for sense in one.senses)]
        pauses = [place for place in range(turns[0].end, len(tokens)) if cover.paused(place)]
        if not pauses or any(one.weight > SLIGHT and one.mention.start < turns[0].start for one in argument.said):
            return False
        told = [one for one in argument.said if one.weight > SLIGHT and turns[0].end <= one.mention.start < pauses[0]]
        asks = any(one.mention.role == "question" and one.mention.start >= pauses[0] for one in argument.said)
        kinds = bool(self._grammar.kinds(told)) and tokens[turns[0].end - 1].text not in TO_THEM
        return asks and bool(told) and not kinds and not any(names(one.mention) for one in told)

    def _let_go(self, argument: Argument, past: Conversation) -> tuple[Argument, Conversation] | None:
        """A message without what it begins by letting go, with what is left of the question that named it."""
        tokens = argument.cover.text.tokens
        first = next((one for one in argument.said if one.weight > 0), None)
        # « Oubliée, Montreuil ? » lets go of nothing.
        accented = first is None or any(
            token.heard.endswith(PARTICIPLE) for token in tokens[first.mention.start : first.mention.end]
        )
        if first is None or accented or all(sense.role != LETTING_GO for sense in first.mention.senses):
            return None
        pauses = (place for place in range(first.mention.end, len(tokens)) if argument.cover.paused(place))
        stop = next(pauses, len(tokens))
        gone = [one for one in argument.said if one is not first and one.weight > 0 and one.mention.start < stop]
        rest = tuple(one for one in argument.said if one.mention.start >= stop)
        if not gone or not all(names(one.mention) for one in gone):
            return None
        ids = _ids(gone)
        named = [one for one in past.entities if not one.excluded and not ids.isdisjoint(one.ids)]
        left = replace(past, entities=tuple(one for one in past.entities if one not in named))
        if any(one.weight > SLIGHT for one in rest):
            # « Oublie Montreuil, parle-moi de Sceaux »
            return replace(argument, said=rest, core=None), left
        leaves_out = any(sense.role == LEAVING_OUT for sense in first.mention.senses)
        if leaves_out and not (named and left.entities):
            # « Enlève Sceaux » keeps it out of what was asked of its department, or of all.
            return None
        if not named and past.entities:
            # « Oublie Sceaux » after what was asked of its department keeps it out.
            return replace(argument, said=tuple(replace(one, excluded=True) for one in gone), core=None), past
        again = self._own(left.entities)
        return replace(argument, said=again or (first,), core=None), left if again else past

    def _lifted(self, argument: Argument, past: Conversation) -> tuple[Argument, Conversation] | None:
        """The question before the last, which narrowed it, or else the last without the places that it named, where a
        message says but that what narrows is lifted (« et sans ce filtre ? »)."""
        lifts = any(sense.id == FILTER for one in argument.said for sense in one.mention.senses)
        rest = [one for one in argument.said if one.weight > SLIGHT and one.mention.role not in (LETTING_GO, "suite")]
        if not lifts or rest or argument.unknown or past.outcome != "answered" or self._subjects.is_of_grants(past):
            return None
        wider = past.wider or replace(past, entities=(), comparison=None, focus=())
        if wider == past:
            return None
        words = filter(None, map(self._grammar.carry_concept, wider.concepts))
        own = (replace(one, borrowed=False) for one in words)
        return replace(argument, said=(*own, *self._own(wider.entities)), core=None), wider

    def _of_what_was_granted(self, argument: Argument, past: Conversation) -> tuple[Argument, Conversation] | None:
        """The last question of what was granted, where it was of another measure and a message says no more (« le
        top 3 du payé ? — Et voté ? »)."""
        measured = [one for one in past.entities if one.kind == MEASURE]
        telling = [one for one in argument.said if one.weight > SLIGHT]
        granted = all(any(sense.id == GRANTED for sense in one.mention.senses) for one in telling)
        if not measured or not telling or not granted or argument.unknown or any(names(one.mention) for one in telling):
            return None
        left = replace(past, entities=tuple(one for one in past.entities if one not in measured), focus=())
        words = filter(None, map(self._grammar.carry_concept, past.concepts))
        own = [replace(one, borrowed=False) for one in words]
        # « Top 3 » ranks: what else its words may be asks nothing.
        own = [one for one in own if one.mention.role in ASKED or one.mention.senses[0].anchor] or own
        linking = (one for one in argument.said if one not in telling)
        return replace(argument, said=(*own, *self._own(left.entities), *linking), core=None), left

    def _put_back(self, argument: Argument, past: Conversation) -> tuple[Argument, Conversation] | None:
        """The last question with what a message says, and no more, of what it kept out, or else with all of that."""
        kept_out = {id_ for one in past.entities if one.excluded for id_ in one.ids}
        concepts, kinds = self._kept_out(past)
        asking = tuple(one for one in argument.said if one.mention.role in ASKING)
        told = [one for one in argument.said if one.weight > SLIGHT and one.mention.role not in (ADDING, *ASKING)]
        named = [one for one in told if names(one.mention)]
        asked = self._grammar.kinds(one for one in told if one not in named)
        if argument.unknown or any(one.mention.role not in SILENT for one in argument.said if one.weight > 0):
            return None
        if not (kept_out or kinds) or not _ids(named) <= kept_out or not asked <= kinds:
            return None
        # « Remets » and « et avec ? » say no more.
        bare = not told and (ADDING in argument.cover.roles or argument.cover.text.tokens[-1].text in WITH)
        if not bare and not named and not asked:
            return None
        back = _ids(named) if told else kept_out
        entities = tuple(one for one in past.entities if not one.excluded or back.isdisjoint(one.ids))
        # « Les lauréats du 94 ? — Sauf Sucy — Remets Sucy » leaves nothing out.
        all_of_it = asked or bare or (not kinds and not any(one.excluded for one in entities))
        past = replace(past, entities=entities, concepts=concepts if all_of_it else past.concepts, before=(), left=())
        again = self._own(entities)
        if all(one.excluded for one in entities):
            # « Tous les projets ? — Sans Vincennes ? — Avec Vincennes ? »
            listed = (named.kind for named in past.listed[:1])
            words = filter(None, map(self._grammar.carry_concept, concepts or listed))
            again = (*(replace(one, borrowed=False) for one in words), *again)
        return replace(argument, said=(*again, *asking), core=None), past

    def _kept_out(self, past: Conversation) -> tuple[tuple[str, ...], set[str]]:
        """The words of the last question without those that kept out some of a kind, and those kinds."""
        kept: list[str] = []
        kinds: set[str] = set()
        out = False
        for name in past.concepts:
            concept = self._grammar.concepts.get(name)
            out = out or (concept is not None and concept.role == LEAVING_OUT)
            if out and concept is not None and concept.target is not None:
                kinds.add(concept.target)
            elif concept is None or concept.role != LEAVING_OUT:
                kept.append(name)
        return tuple(kept), kinds

    def _own(self, entities: Iterable[Named]) -> tuple[Said, ...]:
        """Names of the last question as if the message said them."""
        found = ((named, self._find(named)) for named in entities)
        own = [self._grammar.carry_records(records, named.excluded) for named, records in found if records]
        return tuple(replace(one, borrowed=False) for one in own)


def _ids(said: Sequence[Said]) -> set[str]:
    """The identifiers of what some mentions name."""
    return {sense.record.id for one in said for sense in one.mention.senses if sense.record is not None}
