"""What the accents of a message tell of the names that it may hold."""

from bot.facts.records import Record
from bot.french.text import fold
from bot.understanding.mention import Mention, mention


def as_accented(one: Mention, heard: str) -> Mention:
    """A mention without the names that have no accent where the message has one, if it is also another word.

    « Financé » is no « Finance », while « finance » may be either.
    """
    if one.end - one.start > 1 or len(one.senses) == 1:
        return one
    meant = tuple(sense for sense in one.senses if sense.record is None or not _lacks_accents(sense.record, heard))
    if not 0 < len(meant) < len(one.senses):
        return one
    return mention(one.start, one.end, meant, one.quality, one.form, one.how)


def _lacks_accents(record: Record, heard: str) -> bool:
    """Whether what a record is called is this word but for its accents."""
    word = fold(heard)
    written = [name for name in (record.name, *record.aliases) if fold(name) == word]
    return bool(written) and all(name.isascii() for name in written)
