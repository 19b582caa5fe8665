"""The scoring model: how near a word is to a known form, what covers a message best, and how well a rule explains it.

**1. How near.** A stretch of the message, glued (folded, without spaces), and a known form, glued too, are e edits
apart by optimal string alignment (insertion, deletion, substitution, transposition of neighbours) and l edits by
Levenshtein; their sound keys (`bot.french.sound`) are h edits apart. Not every slip is as likely as another (the
noisy channel of Kernighan, Church & Gale, COLING 1990, with weights by hand instead of a confusion matrix), so what
people do most costs less than 1:

    w = e - 0.5 · letters doubled or undoubled - 0.3 · letters replaced by a neighbour on the keyboard - 0.4 · (l - e)

the last term being the transpositions. French misspellings keep the sound, so a form that sounds the same is nearer
than its letters say; and the first letter is the one least often mistaken:

    c = min(w, (w + 2 h) / 3) + 0.5 · [another first letter, and another sound]
    q = 1 - 1.2 · c / max(letters of either)

The quality q is kept from 0.74 where both sound the same, 0.79 where not, 0.9 for an expression of several words. A
name is kept from 0.5, or 0.4 where one is announced (« projets de X », or X alone), but under 0.74 it only makes the
bot ask « Vouliez-vous dire … ? », and so do two names whose costs c differ by less than 0.4. In several pieces it is
kept so only if they have ten letters, or are as many as its words. A form exact but for its spaces has q = 0.97, an
expression heard word by word (« sa monte a cb ») 0.96. An exact form has no rival: Montrouge is not a misspelt
Montreuil.

A form is compared at all up to e = 1 edit from 4 letters, 2 from 8, 3 from 14; for a name 2 from 5 letters, 3 from
12; for one of three words and more, once one of them is found by its sound, up to one edit for every eight letters
(`index`).

A word that means nothing and is one slip from a small word that turns the question into another (« sns », « rin »,
`slips`) is read as that word where no other is as near: where its cost, less 0.6 where its neighbours call for it, is
0.25 lower than that of any other common word, and 0.45 lower than that of another such word. Else it is in doubt.

**2. The cover.** Of all mentions the *cover* of a message is the set of disjoint ones that maximises

    Σ q · letters - 1.5 · number of mentions - number of unknown words

found by dynamic programming. A noun with its article is left to a name that it begins, and that is known without it.

**3. The rule.** Every mention and unknown word weighs: a concept what `intents/` says, a name 1.2, an unknown word 1
(0.2 up to two letters; beyond 2 in all, each further one half), and 3 more where one of five letters or more is what is
counted or which is asked for (« combien de places », « quelle couleur »), or where one is in doubt. A noun that only
says what the name after it is (« la ville de Sceaux ») adds its weight to the name's. Before the main clause (the one
that holds the last opener, « je souhaiterais savoir », or else the first interrogative that no number stands before, or
the check that a pause parts from a name, or else what comes after somebody introduced themselves, « agent de la ville,
j’… ») concepts weigh a quarter, unknown words 0.15, and words of other subjects three quarters, which those of the
other sentences weigh too; a clause that tells of whoever asks (« Antony, où je réside, ») weighs as little, whatever
its subject. A rule whose required terms are all met scores

    s = Σ q · weight of the mentions it explains / Σ weight of all mentions and unknown words

the share of the message that it accounts for: the strongest single feature of semantic parsing by alignment (Bast &
Haussmann, *Aqqu*, CIKM 2015). Rules are ranked by s + 0.07 · min(4, required weight): of two that explain about as
much, the more specific wins. The best answers when s ≥ 0.6 and the message holds a word or a name that belongs to our
subject alone, or s ≥ 0.74: both read off the precision-coverage curve that `make bench` draws. What nothing narrows
(all projects, their number) is only told when s ≥ 0.8: the words not explained may be what was to narrow it.
"""

from rapidfuzz.distance import OSA, Levenshtein

from bot.french.keyboard import NEIGHBOURS

DOUBLED = 0.5
NEIGHBOUR = 0.3
SWAPPED = 0.4
"""What a doubled letter, a neighbour on the keyboard and a transposition cost less than another edit."""
FIRST_LETTER = 0.5
PER_LETTER = 1.2
LEAST_HEARD = 0.74
LEAST_UNHEARD = 0.79
LEAST_PHRASE = 0.9
LEAST_SURE = 0.74
"""Quality from which a name is taken for what was meant, not asked back."""
LEAST_NAME = 0.5
LEAST_ANNOUNCED = 0.4
"""The same where a preposition announces it, or where it is all that is said."""
LEAST_ASKED = 0.9
"""Share of a message to explain before an unsure name is asked back."""
MARGIN = 0.4
"""Difference of cost, in edits, under which two forms are as near."""
JOINED = 0.97
SAID = 0.96
"""Quality of an expression that sounds, word by word, as what is written."""

MENTION_COST = 1.5
UNKNOWN_COST = 1.0

PREAMBLE = 0.25
BEFORE = 0.15
"""What concepts, and what unknown words, count for before the main clause and in what is told of whoever asks."""
FOREIGN_BEFORE = 0.75
"""The same for a word of another subject, there or in another sentence of the message."""
UNKNOWN_WEIGHT = 1.0
SHORT_UNKNOWN_WEIGHT = 0.2
ASKED_UNKNOWN = 3.0
"""What it weighs more that an unknown word is what is counted, or which is asked for, or that one is in doubt."""
PATIENCE = 2.0
"""Weight of unknown words beyond which each further one counts for half: long sentences hold more of them."""
SPECIFIC = 0.07
"""What a unit of required weight is worth beside the score."""
MOST_SPECIFIC = 4.0
LEAST_SCORE = 0.6
"""The least share of a message that an answer must explain."""
LEAST_UNANCHORED = 0.74
"""The same where no word or name of the message belongs to our subject alone."""


def spelling_cost(word: str, form: str, edits: int) -> float:
    """w of the module's docstring; `edits` is e, the optimal string alignment of both."""
    if edits == 0:
        return 0.0
    slips = Levenshtein.editops(word, form)
    swaps = len(slips) - edits
    cost = edits - SWAPPED * swaps
    if swaps:
        return cost
    for slip in slips:
        if slip.tag == "replace":
            if word[slip.src_pos] + form[slip.dest_pos] in NEIGHBOURS:
                cost -= NEIGHBOUR
        elif slip.tag == "delete":
            cost -= DOUBLED if _doubled(word, slip.src_pos) else 0.0
        elif _doubled(form, slip.dest_pos):
            cost -= DOUBLED
    return cost


def _doubled(word: str, place: int) -> bool:
    """Whether the letter at a place stands beside itself."""
    return word[place] in (word[place - 1 : place], word[place + 1 : place + 2])


def quality(word: str, form: str, key: str, form_key: str) -> float:
    """q of the module's docstring, from a glued word, a known form and their sound keys."""
    return quality_of(word, form, OSA.distance(word, form), OSA.distance(key, form_key))


def quality_of(word: str, form: str, edits: int, heard: int) -> float:
    """The same from the edits between the spellings and between the sound keys."""
    cost = spelling_cost(word, form, edits)
    if heard < cost:
        cost = (cost + 2 * heard) / 3
    if heard and word[0] != form[0]:
        cost += FIRST_LETTER
    return 1 - PER_LETTER * cost / max(len(word), len(form))
