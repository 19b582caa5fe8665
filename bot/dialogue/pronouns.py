"""What the pronouns of a message stand for: one thing or several, something masculine or not."""

from bot.french.words import HIM, ONE, PLURAL_PRONOUNS, THE_LATTER, THERE
from bot.understanding.mention import names
from bot.understanding.weighing import Argument


def tells_of_him(argument: Argument) -> bool:
    """Whether a pronoun of a message stands for something masculine (« et lui, il a gagné ? », « ce dernier ? »)."""
    tokens = argument.cover.text.tokens
    for mention in (one.mention for one in argument.said):
        words = {token.text for token in tokens[mention.start : mention.end]}
        if (mention.role == "pronom" and words & HIM) or (mention.role is None and tokens[mention.start].text in HIM):
            return True
        if mention.form.endswith(THE_LATTER):
            return True
    return False


def tells_of_one(argument: Argument) -> bool:
    """Whether a pronoun of a message, or an expression that begins with one (« il a eu »), stands for one thing."""
    tokens = argument.cover.text.tokens
    for mention in (one.mention for one in argument.said):
        if mention.role == "pronom" and mention.form in ONE:
            return True
        if mention.role is None and mention.weight > 0 and tokens[mention.start].text in ONE:
            return True
    return False


def tells_of_several(argument: Argument) -> bool:
    """Whether an expression of a message begins with a pronoun that stands for several things (« ils font quoi »)."""
    tokens = argument.cover.text.tokens
    starts = (one.mention.start for one in argument.said if one.mention.role is None and one.mention.weight > 0)
    return any(tokens[start].text in PLURAL_PRONOUNS for start in starts)


def asks_by_pronoun(argument: Argument) -> bool:
    """Whether the subject of a message is a singular pronoun after its verb (« combien a-t-elle reçu ? »)."""
    tokens = argument.cover.text.tokens
    verbs = [one.mention for one in argument.said if one.mention.role == "verification"]
    named = any(names(one.mention) and one.mention.start < verb.start for one in argument.said for verb in verbs)
    if named or THERE in argument.cover.words:
        return False
    return any(tokens[verb.end - 1].text in ONE for verb in verbs)
