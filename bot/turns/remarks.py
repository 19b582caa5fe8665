"""What sentences say beside a question that asks nothing: what their author tells of themselves, says or will do."""

from collections.abc import Sequence, Set

from bot.french.speaker import INTRODUCING, OF_ONESELF
from bot.french.words import NO
from bot.turns.clauses import ASKING, asked, inverted, speaker_verbs
from bot.turns.refusing import REFUSALS
from bot.understanding.mention import names
from bot.understanding.reading import Said, anchors
from bot.understanding.weighing import Argument

MOST_REMARKED = 0.6
"""Weight up to which a word asks nothing where its author says something of themselves."""
MOST_SMALL_WORD = 0.1
"""Weight up to which a word says nothing."""


def tells_of_oneself(part: Argument) -> bool:
    """Whether a sentence only tells of who writes it, in words that say little, none of them a proper name."""
    text = part.cover.text
    if text.tokens[0].text not in OF_ONESELF or text.asks or part.foreign:
        return False
    for one in part.said:
        mention = one.mention
        # « On a une idée » asks nothing.
        asks = mention.role in ASKING and not (mention.role == "verification" and mention.start == 0)
        proper = any(sense.record is not None and sense.record.name[0].isupper() for sense in mention.senses)
        if asks or proper or (one.weight > MOST_REMARKED and not names(mention)):
            return False
    return True


def says_who_one_is(part: Argument) -> bool:
    """Whether a sentence only says who its author is, by no name and no word of our subject (« Je suis retraité. »)."""
    words = part.cover.text.words
    introduces = not INTRODUCING.isdisjoint((words[0], " ".join(words[:2])))
    asks = part.cover.text.asks or any(one.mention.role in ASKING for one in part.said)
    told = any(names(one.mention) or one.mention.how == "number" or anchors(one) for one in part.said)
    return introduces and not asks and not told and not part.speaker


def only_comments(part: Argument) -> bool:
    """Whether a sentence that does not ask says but that its author says or does something (« J’aurais dit plus. »)."""
    text = part.cover.text
    verbs = tuple(speaker_verbs(text))
    if not verbs or part.foreign or asked(text) or any(inverted(text)):
        return False
    told = (one.mention for one in part.said if one.weight > MOST_SMALL_WORD and one.mention.role != "courant")
    return all(not names(one) and any(one.start <= verb < one.end for verb in verbs) for one in told)


def only_courtesy(last: Argument, outcomes: Set[str]) -> bool:
    """Whether a message ends by asking to be told what it said before, or if it is so (« C’est exact ? »).

    Args:
        last: its last sentence.
        outcomes: those of the answers to its sentences.
    """
    opens = any(sense.role == "ouverture" for one in last.said for sense in one.mention.senses)
    if outcomes <= {"chitchat"}:
        return opens or last.cover.text.asks
    # « … Auriez-vous cette amabilité ? »
    ours = any(anchors(one) or names(one.mention) for one in last.said)
    return opens and not ours and outcomes <= {"chitchat", *REFUSALS}


def without_corrected(parts: Sequence[Argument]) -> list[Argument]:
    """The sentences of a message without a name that the next one takes back (« Montreuil ? Non, Rosny »)."""
    kept = list(parts[-1:])
    for part, after in zip(parts[-2::-1], parts[:0:-1], strict=True):
        told = [_kinds(one) for one in part.said if one.weight > 0]
        instead = set().union(*map(_kinds, after.said))
        back = after.cover.text.tokens[0].text == NO or any(one.mention.role == "correction" for one in after.said[:1])
        if not (back and told and all(kinds & instead for kinds in told)):
            kept.insert(0, part)
    return kept


def _kinds(one: Said) -> set[str]:
    """The types of what a mention names."""
    return {sense.record.type.name for sense in one.mention.senses if sense.record is not None}
