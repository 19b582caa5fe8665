"""What else bears a name that somebody means to give: told before it is published, over the content that answers."""

from bot.content.model import Model
from bot.understanding.forms import glue


def bearers(model: Model, name: str, besides: str = "") -> tuple[str, ...]:
    """What a name means already, in French; nothing where it is free.

    Args:
        model: the content.
        name: the name.
        besides: the record that is to bear it, `type:id`.
    """
    form = glue(name)
    if not form:
        return ()
    found = [
        f"« {spelling} » désigne déjà {record.name} ({record.type.noun}, {record.place})"
        for kind, declared in model.knowledge.types.items()
        if not declared.silent
        for record in model.knowledge.records.get(kind, {}).values()
        if f"{kind}:{record.id}" != besides
        for spelling in [next((one for one in (record.name, *record.aliases) if glue(one) == form), "")]
        if spelling
    ]
    found += [
        f"« {spelling} » est déjà une écriture du mot « {concept.name} »"
        for concept in model.grammar.concepts.values()
        for spelling in [next((one for one in concept.spellings if glue(one) == form), "")]
        if spelling
    ]
    return tuple(found)
