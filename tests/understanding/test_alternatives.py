import pytest

from bot.understanding.alternatives import expanded


@pytest.mark.parametrize(
    ("written", "phrases"),
    [
        ("c'est quoi", ["c'est quoi"]),
        ("(on peut|puis-je) avoir", ["on peut avoir", "puis-je avoir"]),
        ("(on|je) peux (avoir|)", ["on peux avoir", "on peux", "je peux avoir", "je peux"]),
        ("((très|) las|à bout) de tout", ["très las de tout", "las de tout", "à bout de tout"]),
        ("(a|a) b", ["a b"]),
    ],
)
def test_alternatives_stand_for_every_turn_of_phrase(written, phrases):
    assert expanded(written) == phrases


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("(on peut", "parenthèses mal placées"),
        ("on) (peut", "parenthèses mal placées"),
        ("on|je", "parenthèses mal placées"),
        ("(on|je) … peux", "motifs"),
        ("(on|je) !(pas)", "motifs"),
        ("(on|)", "peut être vide"),
        (" ".join(["(a|b|c|d|e|f|g|h|i|j)"] * 4), "plus de 5000"),
    ],
)
def test_what_is_badly_written_is_refused(written, what):
    with pytest.raises(ValueError, match=what):
        expanded(written)
