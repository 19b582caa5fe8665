"""What a message asks for: a kind of things, which earlier turns may have told."""

from collections.abc import Sequence
from itertools import pairwise

from bot.french.text import Token
from bot.french.words import WHICH_ONES, WHO
from bot.understanding.kinds import Kinds
from bot.understanding.mention import names
from bot.understanding.reading import Said
from bot.understanding.target import REVERSING, Target, target

TELLING = 0.5
"""Weight from which a word says what is asked for itself."""


def asked(kinds: Kinds, said: Sequence[Said], explains: int, tokens: Sequence[Token]) -> Target:
    """What a message asks for, or failing that the earlier turns; see `target`.

    Args:
        kinds: the kinds of things there are.
        said: what the message says, and what it borrows from earlier turns.
        explains: the features that its rule explains.
        tokens: those of the message.
    """
    own = tuple(one for one in said if not one.borrowed)
    # « Combien en ont deux projets ? » counts what was told, by their projects.
    partial = {one.mention.end for one in own if one.mention.role == "partitif"}
    # « Y en a d’autres qui ont gagné ? » asks for others than those.
    of_them = not partial <= {one.mention.start for one in own if one.mention.role == "autres"}
    found = target(kinds, own, explains, tokens, of_them)
    if len(own) == len(said):
        return found
    borrowed = [one for one in said if one.borrowed and (one.weight > 0 or one.mention.role in REVERSING)]
    # « Sans les territoires, combien ? — Et sans Vincennes ? » still counts no territories.
    apart = [one for denies, one in pairwise(borrowed) if denies.mention.role == "exclusion"]
    if any(one.borrowed and one.excluded for one in said):
        # « Quelles communes ? — Sans Créteil. — Et sans Vincennes ? » leaves out no communes.
        apart = []
    if _leaves_open(kinds, own, found, of_them):
        # « Lesquels ? » asks for what the earlier turn did, and so does « et plus de deux ? ».
        earlier = [one for one in said if one.borrowed and one.mention.role not in REVERSING and one not in apart]
        found = _filled(found, target(kinds, earlier, explains, tokens), own)
    if borrowed and _only_ranks_by(kinds, found.kind, own):
        # « Quel territoire a reçu le plus ? — Et le plus de projets ? » still asks for a territory.
        before = target(kinds, borrowed, explains, tokens)
        if before.kind is not None and not kinds.alike(before.kind, found.kind):
            found = Target(before.kind, ((found.kind or "", False), *found.others), before.who)
    found = _by_group(kinds, found, own, borrowed)
    concepts = [kinds.concept(one.mention) for one in apart]
    refused = dict.fromkeys(one.target for one in concepts if one is not None and one.target not in (None, found.kind))
    return found._replace(others=(*found.others, *((kind, True) for kind in refused if kind)))


def _leaves_open(kinds: Kinds, own: Sequence[Said], found: Target, of_them: bool) -> bool:
    """Whether a message does not say by itself what it asks for."""
    # « Qui d’autre en a deux ? », « qui n’en a qu’un ? » ask who has so many of what was spoken of.
    who = found.who and any(one.mention.form == WHO for one in own)
    if who and any(kinds.sizes(one.mention) for one in own):
        return False
    # « Lesquelles ont gagné ? » asks which of what was asked for.
    which = any(one.mention.form in WHICH_ONES for one in own)
    if found.kind is not None and not found.who and not which:
        return False
    return of_them or which or not any(_tells(kinds, one) for one in own)


def _filled(found: Target, earlier: Target, own: Sequence[Said]) -> Target:
    """What is asked for, by what was asked for before it."""
    others = found.others
    told = found if earlier.kind is None else earlier
    if not others and any(one.mention.role == "superlatif" for one in own):
        # « Quel territoire a le plus de communes ? — Et le moins ? » still counts communes, « lequel a le plus de
        # lauréats ? » no longer does.
        anew = found.kind is not None and not found.who and found.kind != told.kind
        others = ((found.kind or "", False),) if anew else earlier.others
    return Target(told.kind, others, told.who)


def _by_group(kinds: Kinds, found: Target, own: Sequence[Said], borrowed: Sequence[Said]) -> Target:
    """What is asked for of each of what an earlier turn grouped by (« combien de communes par département ? — Et de
    projets ? »)."""
    groups = filter(None, (kinds.concept(one.mention) for one in borrowed if one.mention.role == "groupe"))
    by = next((concept.target for concept in groups), None)
    grouped = any(one.mention.role == "groupe" for one in own)
    if not found.kind or not by or grouped or kinds.alike(found.kind, by):
        return found
    return Target(by, ((found.kind, False), *found.others), found.who)


def _only_ranks_by(kinds: Kinds, kind: str | None, own: Sequence[Said]) -> bool:
    """Whether a message names a kind but to say what there is most of (« et le plus de projets ? »)."""
    concepts = [kinds.concept(one.mention) for one in own]
    counted = {concept.target for concept in concepts if concept is not None and concept.target}
    most = {one.mention.end for one in own if one.mention.role == "superlatif"}
    after = [concept for one, concept in zip(own, concepts, strict=True) if one.mention.start in most]
    asks = any(one.mention.role == "question" for one in own)
    return not asks and counted == {kind} and any(one is not None and one.target == kind for one in after)


def _tells(kinds: Kinds, one: Said) -> bool:
    """Whether a word says what is asked for itself, so that no earlier turn does."""
    mention = one.mention
    weighty = one.weight >= TELLING and mention.role not in ("question", "superlatif") and not one.excluded
    return weighty and not (names(mention) and mention.how != "earlier") and not kinds.sizes(mention)
