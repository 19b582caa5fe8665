"""The small words by which whoever writes speaks of themselves, folded."""

from collections.abc import Sequence

from bot.french.words import OBJECTS

SPEAKING = frozenset(("je", "j", "nous"))
"""Pronouns of whoever writes, before a verb."""
REMARKING = SPEAKING | {"c", "ca", "cela", "ce", "tu", "vous"}
"""Subjects of what somebody thinks of what was told (« c’est vexant », « je m’en doutais »)."""
BEING = frozenset(("g", "g1", "jsuis", "jsui", "chui", "chuis", "jy", "jhabite", "jabite", "jvis"))
"""What is written for « j’ai », « je suis », « j’habite »."""
INTRODUCING = frozenset(
    ("je suis", "jsuis", "jsui", "chuis", "chui", "moi c est", "je m appelle", "nous sommes", "on est")
)
"""How a sentence begins in which somebody says who they are."""
INTERESTED = ("interess", "passionn", "curieu", "fan", "amat", "recherche", "cherche")
"""How words begin by which they say what they would know of (« je suis passionné d’urbanisme »)."""
SPEAKING_FOR = (
    ("je", "suis"), ("j", "suis"), ("jsuis",), ("jsui",), ("chui",), ("chuis",), ("nous", "sommes"), ("on", "est"),
    ("je", "represente"), ("nous", "representons"), ("on", "represente"), ("je", "preside"), ("je", "dirige"),
    ("nous", "dirigeons"), ("je", "gere"), ("nous", "gerons"), ("je", "travaille"), ("nous", "travaillons"),
)  # fmt: skip
"""How somebody begins to say of what they are."""
IN_THE_NAME_OF = (
    ("en", "tant", "que"), ("en", "tant", "qu"), ("en", "qualite"), ("en", "ma", "qualite"),
    ("en", "notre", "qualite"), ("au", "nom"), ("agissant", "au", "nom"), ("agissant", "pour"),
    ("agissant", "en", "qualite"), ("de", "la", "part"), ("pour", "le", "compte"), ("a", "titre"),
    ("representant",), ("representante",), ("representants",),
)  # fmt: skip
"""The same of in whose name they write."""
TO_SPEAKER = frozenset(("me", "m", "nous"))
"""Pronouns of whoever writes, as objects (« il me manque »)."""
BEFORE_VERBS = OBJECTS | TO_SPEAKER | {"lui", "leur", "y", "en", "vous", "te", "t", "ne", "n"}
"""Words between a subject and its verb."""
BETWEEN_TWO = TO_SPEAKER | {"vous", "notre", "nos"}
"""Words by which somebody asks for themselves or for those they write for."""
MINE = frozenset(("mienne", "mien", "notre"))
"""Words, after an article, for what whoever writes belongs to (« la nôtre »)."""
LISTENING = frozenset(("tu", "te", "t", "toi", "vous"))
"""Pronouns of who is asked."""
OF_SPEAKER = frozenset(("ma", "mon", "mes", "notre", "nos", "on"))
"""Words before what is theirs."""
OF_ONESELF = SPEAKING | BEING | {"on", "moi", "mon", "ma", "mes", "notre", "nos", "chez"}
"""Words that tell that a clause is about whoever writes (« on est une association d’Antony, … »)."""
BEFORE_ME = frozenset(("chez", "pour", "pr", "de", "a", "et", "avec", "comme", "selon", "que", "sans", "est"))
"""Words before « moi » where it is no one to whom something is told (« pour moi », but « dis-moi »)."""
WE = frozenset(("on", "nous"))
"""Those of where whoever writes is from (« on a quoi ? »), where that was told."""
US = frozenset(("nous", "ns", "notres"))
"""Those of whoever writes and whom they write for."""
TELL_US = ("ez", "dites")
"""Endings of a verb before « nous » by which it is who is told (« dites-nous »)."""
OURS = frozenset(("ma", "mon", "notre", "chez", "mienne", "mien"))
"""Words of what points to where whoever writes is from (« ma ville », « la nôtre »)."""
WISHING = frozenset(
    ("cherche", "recherche", "veux", "voudrais", "souhaite", "souhaiterais", "aimerais", "desire", "faut", "faudrait")
) | {"besoin", "cherchons", "recherchons", "voulons", "voudrions", "souhaitons", "aimerions"}
"""Verbs by which somebody says what they want."""
WISHERS = frozenset(("je", "j", "jveux", "nous", "on", "me", "ai", "avons"))
"""Words one of which stands before them, where it is whoever writes that wants it."""
OF_MINE = frozenset(("mon", "ma", "mes"))
"""The articles of what is one’s own."""
THEY_ARE = frozenset(("est", "sont", "va", "vont", "travaille", "travaillent", "enseigne", "etudie", "bosse", "vit"))
"""Verbs by which one tells where somebody of theirs is (« mon fils est au collège »)."""


def about_oneself(words: Sequence[str]) -> bool:
    """Whether words tell that a clause is about whoever writes (« j’habite Sceaux », but « donne-moi les villes »)."""
    return any(
        word in OF_ONESELF and (word != "moi" or words[place - 1] in BEFORE_ME or not place)
        for place, word in enumerate(words)
    )
