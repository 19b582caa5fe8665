import pytest


@pytest.mark.parametrize(
    ("message", "target", "kinds"),
    [
        ("Quelles communes ont un projet ?", "commune", (("projet", False),)),
        ("Combien de territoires ?", "territoire", ()),
        ("Combien de projets par département ?", "departement", (("projet", False),)),
        ("Combien de lauréats par département ?", "departement", (("laureat", False),)),
        ("Combien de projets ont les communes ?", "projet", (("commune", False),)),
        ("Combien de projets portés par des communes ?", "projet", (("commune", False),)),
        # Those by whom something is done are not counted.
        ("Combien sont portés par des communes ?", None, (("commune", False),)),
        ("Les projets de la commune de Vincennes", "projet", ()),
        ("Les projets des communes et non des territoires", "projet", (("commune", False), ("territoire", True))),
        ("Les projets des trois territoires", "projet", (("territoire", False),)),
        ("Qui sont les trois territoires ?", "territoire", ()),
        # What is counted of each is not asked for.
        ("Lequel a le plus de communes ?", "laureat", (("commune", False),)),
        ("Quel territoire a le plus de communes ?", "territoire", (("commune", False),)),
        # Where it lies is asked besides: no commune is a territory.
        ("Quelle commune porte le chatbot, et dans quel territoire est-elle ?", "commune", ()),
        ("Qui porte le chatbot, et dans quel territoire ?", "laureat", ()),
        ("Dans quel territoire sont ces projets ?", "territoire", (("projet", False),)),
        ("Vincennes ?", None, ()),
    ],
)
def test_what_is_asked_for_is_told_from_the_other_kinds_named(frame, message, target, kinds):
    found = frame(message)

    assert found.target == target
    assert found.kinds == kinds


@pytest.mark.parametrize(
    ("message", "comparison"),
    [
        ("Quelles communes ont deux projets ?", ("=", 2)),
        ("Quelles communes ont au moins 2 projets ?", (">=", 2)),
        ("Quelles communes ont 2 projets ou plus ?", (">=", 2)),
        ("Quelles communes ont 2 projets au moins ?", (">=", 2)),
        ("Quelles communes ont moins de 2 projets ?", ("<", 2)),
        ("Quelles communes ont un seul projet ?", ("=", 1)),
        ("Quelles communes ont un projet ?", None),
        ("Quels sont les 23 projets ?", None),
        ("Qui travaille sur deux projets ?", ("=", 2)),
        ("Rosny a fait coup double, lesquels ?", ("=", 2)),
        ("Quels projets sur deux thèmes ?", ("=", 2)),
        ("Aucune ville n’a eu deux projets ?", ("=", 2)),
        ("Quelles communes n’ont pas deux projets ?", ("!=", 2)),
        ("Quelles communes n’ont pas obtenu deux projets ?", ("!=", 2)),
        ("Quelles communes n’ont pas moins de deux projets ?", (">=", 2)),
        ("Quels sont les projets des trois territoires ?", None),
        # The number of a whole compares nothing.
        ("Sur les 19 lauréats, quelles communes ont un projet ?", None),
        ("Sur 19 lauréats, quelles communes ont un projet ?", None),
        ("Parmi 19 lauréats, quelles communes ont un projet ?", None),
        ("23 projets pour combien de lauréats ?", None),
        ("Il paraît que 23 projets sont allés à combien de villes ?", None),
        ("Combien de collectivités pour 23 projets ?", None),
        ("Combien de collectivités ont 2 projets ?", ("=", 2)),
        # Two numbers side by side do not say how many of one each of the others has.
        ("C’est bien 16 communes et 23 projets ?", None),
        ("Quels lauréats ont 23 projets ?", ("=", 23)),
        # Nor does one of hundredths.
        ("Moins de 15 % des communes ont un projet ?", None),
        ("Plus de 10 pour cent des communes ont un projet ?", None),
    ],
)
def test_a_number_of_rows_compares_what_is_asked_for(frame, message, comparison):
    assert frame(message).comparison == comparison


@pytest.mark.parametrize(
    ("message", "claim"),
    [
        ("Vincennes a-t-elle trois projets ?", ("=", 3)),
        ("Vincennes a-t-elle au moins deux projets ?", (">=", 2)),
        ("Sur 23 projets, combien à Vincennes ?", None),
        ("Combien de projets à Vincennes ?", None),
        ("Moins de 15 communes ont un projet ?", ("<", 15)),
        ("Moins de 15 % des communes ont un projet ?", None),
    ],
)
def test_a_number_of_what_is_asked_for_is_supposed_to_be_so(frame, message, claim):
    assert frame(message).claim == claim


@pytest.mark.parametrize(("message", "who"), [("Qui a gagné ?", True), ("Quelles communes ont gagné ?", False)])
def test_who_asks_for_its_own_kind_alone(frame, message, who):
    found = frame(message)

    assert found.who is who
    assert found.target == ("laureat" if who else "commune")


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("les projets de stationnement intelligent", "theme"),
        ("les projets sur le stationnement intelligent", "theme"),
        ("le projet de stationnement intelligent", "projet"),
        ("stationnement intelligent", "projet"),
        ("les projet de stationnement intelligent", "theme"),
        ("quelles villes ont le stationnement intelligent ?", "theme"),
        ("le stationnement intelligent c'est dans quelles communes", "theme"),
        ("quelle ville a le stationnement intelligent ?", "projet"),
        # Among several titles each is one.
        ("les projets stationnement intelligent et smart parking", "projet"),
    ],
)
def test_several_projects_are_those_of_a_theme_that_one_title_names_as_well(frame, message, kind):
    assert frame(message).entities[0].records[0].type.name == kind


@pytest.mark.parametrize(
    ("message", "claim", "had"),
    [
        ("Vincennes en a trois, c’est sûr ?", ("=", 3), True),
        ("Le 94 en compte bien 9 ?", ("=", 9), True),
        ("Montreuil en a-t-elle eu trois ?", ("=", 3), True),
        ("Vincennes en a plus de 3", (">", 3), True),
        ("Sceaux n’en a pas deux", ("!=", 2), True),
        # Another thing is counted, or nobody named has them.
        ("Montreuil en a trois fois plus que Sceaux", None, False),
        ("Quelles communes en ont deux ?", None, False),
        ("Vincennes a deux projets", ("=", 2), False),
    ],
)
def test_a_number_without_its_noun_is_how_many_a_name_has(frame, message, claim, had):
    found = frame(message)

    assert (found.claim, found.had) == (claim, had)
