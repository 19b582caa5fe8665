"""A message read with something else in the stead of some of its words."""

from msgspec.structs import replace

from bot.understanding.mention import Mention
from bot.understanding.reading import Said
from bot.understanding.weighing import Argument


def with_mention(argument: Argument, found: Mention) -> Argument:
    """A message with a mention in the stead of its words there; what else it leaves over weighs as it did."""
    place = range(found.start, found.end)
    before = [one for one in argument.said if one.mention.start < found.start]
    after = [one for one in argument.said if one.mention.start >= found.end]
    left = tuple(at for at in argument.cover.unknown if at not in place)
    telling = next((one for one in reversed(before) if one.weight > 0), None)
    # « Sans l’office de tourisme »
    excluded = telling is not None and telling.mention.role == "exclusion"
    said = (*before, Said(found, found.weight, excluded), *after)
    return replace(
        argument,
        said=said,
        unknown=argument.unknown * len(left) / max(1, len(argument.cover.unknown)),
        cover=replace(argument.cover, unknown=left),
        core=None,
        foreign=0.0,
    )
