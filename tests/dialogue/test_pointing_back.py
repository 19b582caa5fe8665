"""What words that point back mean once a list was narrowed, a place refused, or two told in turn."""

import pytest

IN_93 = ["Quelles communes ont deux projets ?", "lesquelles sont en Seine-Saint-Denis ?"]


def plain(text: str) -> str:
    """A text whose spaces are all ordinary ones."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("messages", "told", "untold"),
    [
        (["Quelles villes ont plus d’un projet ?", "parmi elles lesquelles sont dans le 94 ?"], "Montreuil", "Kiosque"),
        (IN_93, "Alfortville", "Montreuil"),
    ],
)
@pytest.mark.parametrize("others", ["et les deux autres ?", "et les 2 autres, leurs projets ?"])
def test_the_two_others_are_those_that_a_narrowed_list_left_out(talk, messages, others, told, untold):
    reply = talk(*messages, others)

    assert len(reply.data["lignes"]) == 4
    assert told in reply.text
    assert untold not in reply.text


@pytest.mark.parametrize(
    ("messages", "told", "untold"),
    [
        (["Plaine Commune ?", "Paris Terres d’Envol ?", "Bon, lesquels en ont eu alors ?"], "Grand Orly", "Créteil"),
        (["Meudon a gagné ?", "Sèvres ?", "laquelle en a ?"], "16 communes", "Grand Orly"),
        (["Sucy a deux projets ?", "qui en a deux alors ?"], "4 lauréats avec 2 projets", "Sucy"),
        (["Sceaux a deux projets ?", "lesquelles en ont deux ?"], "4 communes avec 2 projets", "Sceaux"),
        (["et le Val-d’Oise ?", "Donc seulement trois départements ?"], "3 départements", "Val-d’Oise"),
        # Of a place in which some have gained, it is still asked.
        (["Les communes de Vallée Sud ?", "lesquelles ont gagné ?"], "dans l’EPT Vallée Sud", "Montreuil"),
        (["Les communes de Vallée Sud ?", "celles qui n’ont rien ?"], "Clamart", "Montreuil"),
        (["Montreuil a gagné ?", "lesquels ont été retenus ?"], "notre jardin", "Sceaux"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_which_of_several_is_not_asked_of_a_place_that_is_none_of_them(talk, messages, told, untold):
    reply = plain(talk(*messages).text)

    assert told in reply
    assert untold not in reply


@pytest.mark.parametrize(
    ("messages", "told", "untold"),
    [
        (["Courbevoie a quoi ?", "son département ?", "d’autres lauréats y sont ?"], "Antony", "Montreuil"),
        (["Créteil est dans quel territoire ?", "d’autres lauréats y sont ?"], "Sucy-en-Brie", "Montreuil"),
        (
            ["Grand Orly est dans quel département ?", "d’autres EPT ont gagné ?"],
            "Grand Paris Grand Est",
            "Alfortville",
        ),
        (["Les ambassadeurs du numérique ?", "des villes de ce territoire avec un projet ?"], "Créteil", "Thème"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_others_there_are_those_in_the_place_spoken_of(talk, messages, told, untold):
    reply = plain(talk(*messages).text)

    assert told in reply
    assert untold not in reply


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Montreuil ?", "donc ils en ont deux, c’est ça ?"], "Oui : Montreuil a 2 projets"),
        (["Vincennes ?", "elle en a trois, non ?"], "Non : Vincennes a 2 projets"),
        (["Sceaux ?", "donc elle en a un seul ?"], "Oui : Sceaux"),
        (["Combien de communes lauréates ?", "donc il y en a 15 ?"], "Non : 16 communes"),
        (["Qui a gagné dans le 93 ?", "il y en a trois ?"], "3 lauréats"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_a_claim_of_how_many_is_of_what_was_told(talk, messages, told):
    assert told in plain(talk(*messages).text)


def test_a_remark_on_how_many_claims_nothing(talk):
    assert talk("Vincennes ?", "Ils en ont deux, eux ! Et combien d’argent ça leur rapporte ?").outcome == "unknown"


@pytest.mark.parametrize(
    ("rank", "told"),
    [("et le tout dernier ?", "Sud Est Avenir"), ("et celui du milieu ?", "Grand Paris Grand Est")],
)
def test_the_very_last_and_the_middle_are_ranks(talk, rank, told):
    assert f"dans l’EPT {told}" in talk("Quels territoires ont été retenus ?", rank).text.replace(
        "Grand Paris Sud", "Sud"
    )


def test_there_is_no_middle_of_an_even_list(talk):
    assert talk("Quelles communes ont deux projets ?", "et celle du milieu ?").outcome == "unknown"


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Combien de projets à Montreuil et Rosny ?", "et si j’ajoute Bagneux ?"], "5 projets"),
        (
            ["Combien de projets à Alfortville ?", "à Créteil", "et à Sucy ?", "combien pour ces trois villes ?"],
            "4 projets",
        ),
        (["Combien de projets à Alfortville ?", "et à Sucy ?", "ça fait combien pour les deux ?"], "3 projets"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_places_are_counted_together(talk, messages, told):
    assert plain(talk(*messages).text).startswith(told)


@pytest.mark.parametrize(
    ("messages", "told", "untold"),
    [
        (["Le fonds a été créé quand ?", "par le Bureau ?"], "Conseil métropolitain le 28 septembre", "27 novembre"),
        (["Qui a présenté les lauréats ?", "par Ollier ?"], "Courtois", "Président de la Métropole"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_by_whom_asks_it_of_what_was_asked(talk, messages, told, untold):
    reply = plain(talk(*messages).text)

    assert told in reply
    assert untold not in reply


@pytest.mark.parametrize(
    ("messages", "told", "untold"),
    [
        (["Les villes de Grand Paris Seine Ouest ?", "C’est quoi son projet à elle ?"], "Issy", "Boulogne"),
        (["Un EPT du 93 a gagné ?", "il a eu quoi ?"], "Solutions collaboratives", "Montreuil"),
        (
            ["Je suis à Vitry, on a droit à quoi ?", "c’est quoi notre territoire ?", "lui il a eu un projet ?"],
            "lavoir",
            "Vitry",
        ),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_a_pronoun_for_one_thing_is_of_the_gender_of_what_it_stands_for(talk, messages, told, untold):
    reply = plain(talk(*messages).text)

    assert told in reply
    assert untold not in reply


@pytest.mark.parametrize("around", ["et les villes à côté ?", "les communes autour, elles ont quelque chose ?"])
def test_the_towns_around_one_are_told_by_its_territory(talk, around):
    reply = talk("Maisons-Alfort a gagné ?", around)

    assert reply.outcome == "unknown"
    assert "quelles communes se touchent" in reply.text
    assert "Vincennes" in reply.text
    assert "Alfortville" in reply.text


@pytest.mark.parametrize("said", ["ça fait 2 ans ?", "ça fait 2 ans que c’est fini ?"])
def test_a_number_that_counts_what_it_names_claims_nothing_of_what_was_told(talk, said):
    assert "Non" not in talk("Qui a gagné dans le 93 ?", said).text
