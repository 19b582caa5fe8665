"""What publications are called, told apart where several have one title."""

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.grants.served import Pack
from bot.grants.several import file_of


def title_of(pack: Pack) -> str:
    """Its title, or who gives; who tells nothing of a file is told its name."""
    told = pack.described
    return told.titre or told.attribuant or _file(pack)


def titles(packs: Sequence[Pack]) -> Mapping[str, str]:
    """The title of each pack, by its digest: with the years of those that share it, or the file where they share these
    too (« Ville de Made (2021) »)."""
    found = {pack.digest: title_of(pack) for pack in packs}
    for more in (_years, _file):
        shared = Counter(found.values())
        found = {
            pack.digest: f"{title_of(pack)} ({more(pack)})" if shared[found[pack.digest]] > 1 else found[pack.digest]
            for pack in packs
        }
    return found


def _years(pack: Pack) -> str:
    first, last = pack.summary.years or (0, 0)
    return f"{first}-{last}" if first < last else f"{first or _file(pack)}"


def _file(pack: Pack) -> str:
    return file_of(next(iter(pack.summary.files.values())))
