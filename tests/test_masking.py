import re
from collections.abc import Iterator

import pytest
from unidecode import unidecode

from bot.masking import mask, masked
from bot.message import MAX_LENGTH
from tests.bench.table import percent, table
from tests.journal.scoring import score, total
from tests.journal.sentences import IMPERSONAL, PERSONAL

LEAST = 0.99
"""What is found of what is there, and what is there of what is found."""


def lines() -> Iterator[str]:
    """The measure, as a table."""
    scores, _ = score(mask, [*PERSONAL, *IMPERSONAL])
    rows = [(kind, one) for kind, one in {**scores, "en tout": total(scores.values())}.items()]
    yield from table(
        ("ce qui est masqué", "là", "trouvé", "à tort", "rappel", "précision"),
        [
            (kind, str(one.there), str(one.found), str(one.false), percent(one.recall), percent(one.precision))
            for kind, one in rows
        ],
    )


def test_what_is_personal_is_masked_and_nothing_else():
    scores, mistakes = score(mask, [*PERSONAL, *IMPERSONAL])
    all_kinds = total(scores.values())
    print("\n".join(lines()))

    assert (len(PERSONAL), len(IMPERSONAL)) > (200, 250)
    assert all_kinds.recall >= LEAST, mistakes
    assert all_kinds.precision >= LEAST, mistakes
    assert all(one.there >= 13 and one.recall >= 0.95 and one.precision >= 0.95 for one in scores.values()), scores


@pytest.mark.parametrize(
    ("written", "least"),
    [
        (str.lower, (0.98, 0.99)),
        (str.upper, (0.99, 0.99)),
        (unidecode, (0.99, 0.99)),
        (lambda text: text.replace(" ", "  "), (0.99, 0.99)),
        (lambda text: text.replace(",", " "), (0.99, 0.99)),
    ],
    ids=["small letters", "capitals", "no accents", "wide", "no commas"],
)
def test_however_it_is_written(written, least):
    def rewrite(sentence: str) -> str:
        return re.sub(
            r"\{(\w+):([^}]*)\}|[^{]+",
            lambda found: f"{{{found[1]}:{written(found[2])}}}" if found[1] else written(found[0]),
            sentence,
        )

    scores, mistakes = score(mask, map(rewrite, [*PERSONAL, *IMPERSONAL]))
    all_kinds = total(scores.values())

    assert (all_kinds.recall, all_kinds.precision) >= least, mistakes
    assert all_kinds.precision >= least[1], mistakes


@pytest.mark.parametrize("sentence", ["", "Bonjour", "Quels projets à Vincennes ?", "\n", "[courriel]"])
def test_what_holds_nothing_personal_is_as_it_was(sentence):
    assert mask(sentence) == sentence


def test_what_is_masked_stays_masked():
    for sentence in PERSONAL:
        masked = mask(sentence.replace("{", "").replace("}", ""))
        assert mask(masked) == masked


@pytest.mark.parametrize(
    "written",
    [
        "０６ １２ ３４ ５６ ７８",
        "06\u200b12\u200b34\u200b56\u200b78",
        "06\u00a012\u00a034\u00a056\u00a078",
        "0\u00ad612345678",
    ],
)
def test_signs_that_look_alike_or_are_not_seen_hide_nothing(written):
    assert mask(written) == "[téléphone]"


@pytest.mark.parametrize(
    "piece",
    [
        "1 ",
        "a@",
        "a.",
        "12 rue ",
        "0",
        "12 rue de la ",
        "FR12",
        "AB-123-",
        " at ",
        "zéro six ",
        "x@a.",
        "Rue Ab 1 ",
        "é1",
    ],
)
def test_no_text_takes_long(piece):
    """Nested repetitions would take minutes, then: pytest's own patience is the clock."""
    assert isinstance(mask((piece * MAX_LENGTH)[:MAX_LENGTH]), str)


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("Tél : 06 12 34 56 78, merci", ["06 12 34 56 78"]),
        ("E\u0301cole… au   12 rue des Lilas ou ana@exemple.fr", ["ana@exemple.fr", "12 rue des Lilas"]),
        ("Appelez le 0\u200b6 12 34 56 78 ½", ["0\u200b6 12 34 56 78"]),
        ("rien de personnel", []),
    ],
)
def test_where_something_is_hidden_is_told_in_the_text_as_it_was(text, personal):
    assert [text[start:end] for start, end in masked(text).hidden] == personal
