"""What a question about published grants states itself: amounts that it names, days, who gives, what it leaves out."""

from itertools import dropwhile, pairwise

from msgspec.structs import replace

from bot.dialogue.asked import HOW_MANY
from bot.dialogue.called_so import of_so_many
from bot.dialogue.lacking import with_years_lacked
from bot.dialogue.lifting import EUROS
from bot.dialogue.standing_alone import stands_alone
from bot.dialogue.telling import roles_of
from bot.dialogue.wording import Wording
from bot.dialogue.years import Years
from bot.findings.query import BODY, GRANT, VALUE, YEARS
from bot.french.numbers import is_great
from bot.french.operators import PLURAL_DETERMINERS
from bot.french.words import (
    ALL,
    AND,
    ARTICLES,
    CALLED_SO,
    FIRST_ONES,
    GIVING_TO,
    IS_OR_WAS,
    LINKING,
    OF,
    OF_ONE,
    THE,
    THIS,
    WITHOUT,
)
from bot.understanding.beginnings import VOWELS
from bot.understanding.frame import PLURAL, POINTS, TURNED, WITHOUT_MOST, Entity, Frame
from bot.understanding.mention import names
from bot.understanding.quantities import EXACTLY
from bot.understanding.roles import SUPERLATIVE
from bot.understanding.weighing import Argument

REFERENCE = "reference"
"""The role of words before what something is compared with (« par rapport à »)."""
COLUMNS = ("colonne", "groupe", "chaque", "siege")
"""The types of columns."""
TURNING = 2
"""Words before what is turned to (« et le »)."""
AT_ONCE, PAYING = "d_un_coup_mot", "versement_mot"
"""The concepts of words for what is given in one grant, or paid at once, and of those that tell of paying."""
FEMININE = ("e", "es")
"""How words end for grants that are most (« les plus grosses »)."""
MOST_BETWEEN = 4
"""Words between a grant and the amount that it is of (« une aide d’au moins 400 € »)."""
MOST_ASKED = 100
"""The greatest number that tells how many are asked for, rather than an amount."""


class Stating:
    """Bounds questions by what their own messages say."""

    def __init__(self, wording: Wording, years: Years) -> None:
        self._wording = wording
        self._years = years

    def stated(self, frame: Frame, argument: Argument) -> Frame:
        """A question, bounded by what its own message says."""
        said = argument.said
        if frame.claim is not None and frame.target is None and not frame.had:
            # « Alpha a eu trois subventions ? », « le sport, c’est que neuf subventions ? » are told what there are.
            supposed = frame.claim[1] if frame.claim[0] == "=" and frame.comparison is None else None
            frame = replace(frame, claim=None, numbers=tuple(one for one in frame.numbers if one != supposed))
        frame = _of_all_values(self._years.shifted(_without_givers(frame, argument), said))
        frame = with_years_lacked(frame, argument)
        if _calls_several(frame, argument):
            frame = replace(frame, roles=frame.roles | {PLURAL})
        frame = of_so_many(frame, argument)
        if _turns(argument):
            frame = replace(frame, roles=frame.roles | {TURNED})
        frame = self._years.shortly(_without_most(_without_feasts(frame, argument), argument), argument)
        if "pronom" in roles_of(said) or self._wording.begins_with_pronoun(argument):
            frame = replace(frame, roles=frame.roles | {POINTS})
        if not _turns_to_all(argument):
            return frame
        # « Et toutes les communes ensemble ? »
        return frame.with_entities(tuple(one for one in frame.entities if one.start >= 0 or one.kind in YEARS))


def of_amounts(frame: Frame, argument: Argument) -> Frame:
    """The same question of the amounts that its message names: of grants of one, of all together, of what was given at
    once."""
    for narrowed in (_of_a_sum, _of_amount, _given_at_once, _of_grants_of_that_amount):
        frame = narrowed(frame, argument)
    return frame


def _of_a_sum(frame: Frame, argument: Argument) -> Frame:
    """The same question, where it checks that all together is the amount that it says: of no grant of that amount (« le
    total de 2023, c’est bien 1 077 000 € ? », « ça fait 88 millions en tout ? »)."""
    words = argument.cover.text.words
    checks = (one.mention.start for one in argument.said if one.mention.role == "verification")
    checked = words[0] in THIS or any(words[start] in THIS for start in checks)
    totals = [one.mention.end for one in argument.said if one.mention.role == "tout"]
    numbers = [one.mention.start for one in argument.said if one.mention.how == "number"]
    between = {word for end in totals for start in numbers for word in words[end:start]}
    exact = frame.comparison is None or frame.comparison[0] == EXACTLY
    sums = (checked or not IS_OR_WAS.isdisjoint(between)) and not frame.who and exact and "tout" in frame.roles
    return replace(frame, comparison=None, numbers=(), claim=None) if sums and len(frame.numbers) == 1 else frame


def _of_amount(frame: Frame, argument: Argument) -> Frame:
    """The same question of grants of the one amount that it names, if it is of no body and nothing else may say how
    they compare with it (« qui a eu 2 903 € ? »)."""
    of_one = any(entity.kind == BODY for entity in frame.entities)
    if frame.comparison is not None or frame.bounds or of_one or frame.claim is not None or len(frame.numbers) != 1:
        return frame
    [number] = frame.numbers
    # « Combien de subventions 5000 ? » may be of more or of fewer.
    amount = is_great(number) and HOW_MANY not in frame.concepts
    amount = amount or (number > MOST_ASKED and EUROS in frame.concepts)
    return replace(frame, comparison=(EXACTLY, number)) if amount and stands_alone(argument) else frame


def _given_at_once(frame: Frame, argument: Argument) -> Frame:
    """The same question of single grants, where it bounds or ranks what each got at once (« plus de 10 000 € d’un seul
    coup », « le plus en une fois ») and does not say that this is how they are paid."""
    at_once = {one.mention.mask for one in argument.said for sense in one.mention.senses if sense.id == AT_ONCE}
    asked = frame.comparison is not None or frame.bounds is not None or SUPERLATIVE in frame.roles
    if not at_once or PAYING in frame.concepts or not asked:
        return frame
    kept = tuple(one for one in frame.entities if one.mask not in at_once)
    return replace(frame.with_entities(kept), target=GRANT)


def _of_grants_of_that_amount(frame: Frame, argument: Argument) -> Frame:
    """The same question of single grants, where it bounds what one is of (« qui a eu une aide de 400 € ou
    moins ? », not « qui a eu moins de 400 € d’aides ? »)."""
    if frame.comparison is None and frame.bounds is None:
        return frame
    words = argument.cover.text.words
    numbers = [one.mention.start for one in argument.said if one.mention.how == "number"]
    grants = [one.mention for one in argument.said for sense in one.mention.senses if sense.id == GRANT]
    single = [one for one in grants if one.start > 0 and words[one.start - 1] in OF_ONE]
    near = any(0 <= place - one.end <= MOST_BETWEEN for place in numbers for one in single)
    return replace(frame, target=GRANT) if near else frame


def _without_givers(frame: Frame, argument: Argument) -> Frame:
    """The same question, without a body that gives to another (« combien la ville a donné à Airbus ? »)."""
    words = argument.cover.text.words
    given, others = set[str](), set[str]()
    for one in (one for one in argument.said if not one.borrowed):
        ids = {sense.record.id for sense in one.mention.senses if sense.record and sense.record.type.name == BODY}
        before = [word for word in words[max(0, one.mention.start - 2) : one.mention.start] if word not in ARTICLES]
        (given if before[-1:] and before[-1] in GIVING_TO else others).update(ids)
    compares = REFERENCE in frame.roles or "semblable" in frame.roles
    if not given or not others or compares or LINKING.intersection(words):
        # « Combien de plus le judo a eu par rapport à la boxe ? », « comparez le judo à la boxe »
        return frame
    kept = [
        one for one in frame.entities if one.kind != BODY or not others.issuperset(record.id for record in one.records)
    ]
    return frame.with_entities(tuple(kept))


def _without_feasts(frame: Frame, argument: Argument) -> Frame:
    """The same question about a body, without the day that tells what a word of another subject is (« la pirogue
    créole, la course du 15 août »), on which nothing was decided or paid."""
    words = argument.cover.text.words
    own = [one.mention for one in argument.said if not one.borrowed]
    ends = {one.end for one in own if one.senses[0].foreign}
    days = [one for one in own if one.how == "date" and one.start and words[one.start - 1] in OF]
    feasts = [one.value for one in days if one.start - 1 in ends]
    if not feasts or not any(one.kind == BODY and not one.excluded for one in frame.entities):
        return frame
    return replace(frame, dates=tuple(one for one in frame.dates if one not in feasts))


def _without_most(frame: Frame, argument: Argument) -> Frame:
    """The same question of all but what it says comes first (« sans les dix plus grosses », « hors la plus petite »,
    « sauf les deux premiers »)."""
    words = argument.cover.text.words
    own = [one.mention for one in argument.said if not one.borrowed]
    ranks = next((one for one in own if one.role == SUPERLATIVE or one.form in FIRST_ONES), None)
    if ranks is None:
        return frame
    counted = {word for one in own if one.how == "number" for word in words[one.start : one.end]}
    before = [*dropwhile((ARTICLES | counted).__contains__, words[: ranks.start][::-1])]
    if not before or before[0] not in WITHOUT:
        return frame
    # « Sans la plus grosse »: the article may be of the word for what ranks.
    alone = not counted and not THE.isdisjoint(words[len(before) : ranks.start + 1])
    of_grants = ranks.form.endswith(FEMININE) and GRANT in frame.concepts
    roles, numbers = frame.roles | {WITHOUT_MOST}, (1,) if alone else frame.numbers
    return replace(frame, roles=roles, numbers=numbers, target=GRANT if of_grants else frame.target)


def _of_all_values(frame: Frame) -> Frame:
    """The same question, of all values of a column of which it asks for the most or the least itself, not of those that
    were spoken of (« l’immobilier ? — Plus que la culture ? — Quel secteur a le plus reçu ? »)."""
    asked = {record.id for one in frame.entities if one.start >= 0 and one.kind in COLUMNS for record in one.records}
    if SUPERLATIVE not in frame.roles or not asked:
        return frame

    def spoken_of(entity: Entity) -> bool:
        theirs = entity.kind == VALUE and not entity.excluded and entity.start < 0
        return theirs and all(record.id.rpartition(".")[0] in asked for record in entity.records)

    return frame.with_entities(tuple(one for one in frame.entities if not spoken_of(one)))


def _calls_several(frame: Frame, argument: Argument) -> bool:
    """Whether an acronym that several bodies share is said in the plural (« les MJC »)."""
    text = argument.cover.text
    starts = {one.start for one in frame.entities if one.kind == BODY and len(one.records) > 1 and one.start >= 0}
    for before, token in pairwise(text.tokens):
        written = text.raw[token.start : token.end]
        acronym = len(written) > 1 and (written.isupper() or VOWELS.isdisjoint(token.text))
        # « Les MJC », « les associations dénommées CPIE »
        several = before.text in PLURAL_DETERMINERS or before.text in CALLED_SO
        if token.start in starts and acronym and several:
            return True
    return False


def _turns(argument: Argument) -> bool:
    """Whether a message turns to something (« et le foot ? », not « et pour le foot ? »), or names a body alone."""
    tokens = argument.cover.text.tokens
    told = (one.mention for one in argument.said if one.mention.end == len(tokens) and one.mention.start <= 1)
    records = (sense.record for one in told for sense in one.senses if sense.record is not None)
    if any(record.type.name == BODY for record in records) and tokens[0].text not in AND:
        return True
    begun = len(tokens) > TURNING and tokens[0].text in AND and tokens[1].text in ARTICLES | OF_ONE
    return begun and any(one.mention.start in (1, TURNING) and names(one.mention) for one in argument.said)


def _turns_to_all(argument: Argument) -> bool:
    """Whether a message turns to all of something (« et tous les festivals ? », « pour toutes les communes »)."""
    words = argument.cover.text.words
    told = [*dropwhile((AND | GIVING_TO).__contains__, words)]
    # « Et tous les ans cumulés ? », « et sur toutes les années ? » are of all the years.
    start = len(words) - len(told)
    of_all = (one.mention for one in argument.said if one.mention.role == "tout")
    whole = any(one.start <= start < one.end for one in of_all)
    return 1 < len(told) < len(words) and told[0] in ALL and told[1] in ARTICLES and not whole
