import pytest

from bot.french.text import read_text
from bot.understanding.scoring import FOREIGN_BEFORE, PREAMBLE


def weight_of(argument, concept: str) -> float:
    return next(one.weight for one in argument.said if one.mention.senses[0].id == concept)


def named(frame) -> dict[str, bool]:
    """The names of a frame, with whether they are kept out."""
    return {entity.records[0].name: entity.excluded for entity in frame.entities}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("les projets de Vincennes", {"Vincennes": False}),
        ("les projets du 93 sans Montreuil", {"Seine-Saint-Denis": False, "Montreuil": True}),
        ("les projets sauf Vincennes et Montreuil", {"Vincennes": True, "Montreuil": True}),
        ("les projets hors du Val-de-Marne", {"Val-de-Marne": True}),
        ("sauf les villes du 92 et celles du 93, qui a gagné ?", {"Hauts-de-Seine": True, "Seine-Saint-Denis": True}),
        ("hormis le chatbot, Rosny-sous-Bois a-t-elle un projet ?", {"Chatbot": True, "Rosny-sous-Bois": False}),
        ("outre son projet de chatbot, que porte Rosny-sous-Bois ?", {"Chatbot": True, "Rosny-sous-Bois": False}),
        ("hormis Vincennes, Montreuil, qui a gagné ?", {"Vincennes": True, "Montreuil": True}),
        ("les lauréats du 94 mais pas Créteil", {"Val-de-Marne": False, "Créteil": True}),
        ("les lauréats du 92, pas Sceaux ni Antony", {"Hauts-de-Seine": False, "Sceaux": True, "Antony": True}),
        ("dans le 93, Bobigny n’a pas gagné ?", {"Seine-Saint-Denis": False, "Bobigny": False}),
        ("qui d’autre que Levallois fait du stationnement ?", {"Levallois-Perret": True, "stationnement": False}),
        ("quelles communes sans projet dans le 92 ?", {"Hauts-de-Seine": False}),
        ("des projets dans le euh quatre-vingt-douze", {"Hauts-de-Seine": False}),
        ("euh quatre-vingt-douze projets", {}),
        ("Montrouge, à côté de Bagneux, a eu un projet ?", {"Montrouge": False}),
        ("Puteaux, voisine de Courbevoie et de Nanterre, a eu un projet ?", {"Puteaux": False}),
        ("un projet à côté de Bagneux ?", {"Bagneux": False}),
        ("un projet à côté d’Antony dans le 92 ?", {"Antony": False, "Hauts-de-Seine": False}),
        ("sans Montreuil, les projets de Vincennes", {"Montreuil": True, "Vincennes": False}),
        ("pas Nanterre, Vincennes", {"Vincennes": False}),
        ("Vincennes pas Nanterre", {"Vincennes": False}),
        ("Grand Paris Grand Est, son projet (pas Rosny)", {"Grand Paris Grand Est": False, "Rosny-sous-Bois": True}),
        ("projets pas Nanterre", {"Nanterre": True}),
        ("dans le 94 euh non dans le 92 combien de projets", {"Hauts-de-Seine": False}),
        ("le projet de Nanterre, enfin je veux dire celui de Bagneux", {"Bagneux": False}),
        ("les projets de Vincennes plutôt que de Sceaux", {"Vincennes": False}),
        ("Sceaux a gagné non et Bagneux", {"Sceaux": False, "Bagneux": False}),
        ("les projets de Sceaux non je cherche le total des subventions à Antony", {"Sceaux": False, "Antony": False}),
        ("quelles autres villes que Vincennes ?", {"Vincennes": True}),
        ("quelles autres villes que Vincennes ont un projet ?", {"Vincennes": True}),
        ("qui d’autre que Vincennes a gagné ?", {"Vincennes": True}),
        ("qui d’autre que Montreuil dans le 93 ?", {"Montreuil": True, "Seine-Saint-Denis": False}),
        ("quelles communes à part Montreuil dans le 93 ?", {"Montreuil": True, "Seine-Saint-Denis": False}),
        ("cb de villes ont 2 projets pske g vu Montreuil", {}),
        ("quelles communes ont gagné, car je ne vois que Sceaux ?", {}),
        ("quelles communes ont gagné car j’habite le 94", {"Val-de-Marne": False}),
        ("Sceaux a gagné parce que Montreuil a gagné ?", {"Sceaux": False, "Montreuil": False}),
        ("les projets hors Montreuil et Seine-Saint-Denis", {"Montreuil": True, "Seine-Saint-Denis": True}),
        ("les autres départements que le 92 ?", {"Hauts-de-Seine": True}),
        (
            "un autre projet de stationnement que celui de Levallois ?",
            {"stationnement": False, "Levallois-Perret": True},
        ),
        ("d’autres projets que Montreuil dans le 93 ?", {"Montreuil": True, "Seine-Saint-Denis": False}),
        ("quels sont les autres projets que Montreuil a fait financer ?", {"Montreuil": False}),
        ("d’autres projets qu’Alfortville a présentés ?", {"Alfortville": False}),
        ("les autres projets que Vincennes porte", {"Vincennes": False}),
        ("les projets de stationnement mais pas Antony", {"stationnement": False, "Antony": True}),
        ("Vincennes a gagné, mais pas Pantin", {"Vincennes": False}),
        ("pas le projet de Sceaux mais celui d’Antony", {"Antony": False}),
        ("je veux pas les projets de stationnement je veux ceux de livraison", {"livraison": False}),
        ("pourquoi je ne trouve pas le projet de Sceaux, il y a celui d’Antony", {"Sceaux": False, "Antony": False}),
        ("pas Montreuil, les autres du 93", {"Montreuil": True, "Seine-Saint-Denis": False}),
        ("pas Montreuil, tout le 93", {"Seine-Saint-Denis": False}),
        ("et pas le stationnement ?", {"stationnement": True}),
        ("et pas Montreuil ?", {"Montreuil": False}),
        ("combien hors de ce territoire dans le 92 ?", {"Hauts-de-Seine": False}),
        ("combien hors de ce territoire et du 92 ?", {"Hauts-de-Seine": True}),
        ("les projets de stationnement ailleurs qu’à Antony", {"stationnement": False, "Antony": True}),
    ],
)
def test_names_are_kept_out_as_the_message_says(frame, message, expected):
    assert named(frame(message)) == expected


@pytest.mark.parametrize("noun", ["la ville de", "la commune de", "la mairie de"])
def test_a_noun_before_a_name_of_its_kind_is_a_part_of_the_name(weigh, noun):
    told = [one for one in weigh(f"combien a touché {noun} Vincennes ?").said if one.weight > 0.3]
    (town,) = (one for one in told if one.mention.form == "vincennes")
    alone = next(one for one in weigh("Vincennes ?").said if one.mention.form == "vincennes")

    assert "commune" not in {sense.id for one in told for sense in one.mention.senses}
    assert town.weight > alone.weight


@pytest.mark.parametrize("message", ["quelle ville de Vincennes ?", "les villes du 92", "le territoire de Vincennes"])
def test_a_noun_that_is_asked_for_or_of_another_kind_is_none(weigh, message):
    kinds = {sense.id for one in weigh(message).said for sense in one.mention.senses}

    assert kinds & {"commune", "territoire"}


def test_what_is_told_of_whoever_asks_counts_less(weigh):
    told = weigh("Quels projets à Antony, où je suis adjoint au maire, sont primés ?")
    alone = weigh("Antony, où je suis adjoint au maire")

    assert weight_of(told, "maire") == PREAMBLE * weight_of(alone, "maire")
    assert weight_of(told, "projet") == weight_of(weigh("projet"), "projet")


@pytest.mark.parametrize(
    "message",
    [
        "Antony, où ma mère est en maison de retraite, a-t-elle un projet ?",
        "Quels projets à Antony, dont mon frère est adjoint au maire, sont primés ?",
    ],
)
def test_what_is_told_of_one_s_own_is_not_asked_for(weigh, message):
    told = {sense.id for one in weigh(message).said if one.mention.mask for sense in one.mention.senses}

    assert {"commune:92002", "projet"} <= told
    assert not {"autre_affaire", "maire"} & told


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("Combien la Métropole a-t-elle versé à Vincennes ?", False),
        ("la métropole a bien accordé une aide à Vincennes ?", False),
        ("Combien la Métropole a-t-elle mis pour Vincennes ?", False),
        ("La Métropole a-t-elle versé une aide ?", True),
        ("La Métropole a des communes à côté de Vincennes ?", True),
        ("Vincennes est dans la Métropole ?", True),
        ("La Métropole a des projets à Vincennes ?", True),
    ],
)
def test_the_place_around_another_is_not_asked_about_where_it_gives_to_it(weigh, message, asked):
    named = {sense.id for one in weigh(message).said for sense in one.mention.senses}

    assert ("metropole:mgp" in named) is asked


@pytest.mark.parametrize(
    ("message", "gives"),
    [
        ("le Val-de-Marne a-t-il financé ces projets ?", True),
        ("les Hauts-de-Seine financent quoi ?", True),
        ("Paris finance des projets ?", True),
        ("c’est la mairie de Vincennes qui paie ?", True),
        ("la ville de Vincennes va payer ?", True),
        ("l’ANRU a financé un projet ?", True),
        ("les départements ont-ils payé ?", True),
        ("la Métropole a financé quoi à Vincennes ?", False),
        ("on a financé quoi dans le Val-de-Marne ?", False),
        ("les Hauts-de-Seine ont été financés ?", False),
        ("Vincennes financée ?", False),
        ("Vincennes a fait financer quoi ?", False),
        ("à Vincennes, qui paie ?", False),
    ],
)
def test_a_verb_of_giving_means_that_its_subject_gives(weigh, message, gives):
    senses = [sense for one in weigh(message).said for sense in one.mention.senses]
    assert any(sense.role == "don" for sense in senses) is gives


@pytest.mark.parametrize("beside", ["à côté de Vincennes", "à deux pas du bois de Vincennes"])
def test_a_name_that_tells_where_another_is_is_not_asked_about(weigh, beside):
    named = {sense.id for one in weigh(f"Saint-Mandé, {beside}, a un projet ?").said for sense in one.mention.senses}
    alone = {sense.id for one in weigh(f"Quels projets {beside} ?").said for sense in one.mention.senses}

    assert "commune:94067" in named
    assert "commune:94080" in alone - named


@pytest.mark.parametrize(
    "message",
    ["Si l’on divise les projets par deux, combien y en a-t-il ?", "En divisant les projets, combien en reste-t-il ?"],
)
def test_what_is_supposed_of_a_question_is_part_of_it(message, weigh):
    supposing = weigh(message)

    assert supposing.core is None
    assert weight_of(supposing, "projet") == weight_of(weigh("les projets"), "projet")


def test_a_name_says_which_territory_is_pointed_to_though_a_small_word_stands_before_it(weigh):
    told = weigh("Mais leur territoire alors, Est Ensemble ?")

    assert "leur territoire" not in {one.mention.form for one in told.said}


@pytest.mark.parametrize(
    "message", ["À quoi sert le FMIN à 92 ans ?", "une association de 94 adhérents, quels projets ?"]
)
def test_a_number_that_counts_names_no_place(message, weigh):
    assert not [one for one in weigh(message).said if one.mention.form in ("92", "94")]


def test_or_is_not_where(weigh):
    other = weigh("Antony a un projet, ou mon maire en a un ?")

    assert weight_of(other, "maire") == weight_of(weigh("mon maire"), "maire")


def test_what_is_said_of_oneself_after_a_question_counts_less(weigh):
    after = weigh("Qui a un projet, je suis perdu avec le maire")
    asked = weigh("Qui a un projet, je veux savoir pour le maire")

    assert weight_of(after, "maire") == PREAMBLE * weight_of(weigh("le maire"), "maire")
    assert weight_of(asked, "maire") == weight_of(weigh("le maire"), "maire")


def test_what_is_told_of_oneself_before_a_question_of_ours_counts_less(weigh):
    ours = weigh("Bonjour, je cuisine du poisson, est-ce qu’une ville a un projet ?")
    other = weigh("Bonjour, je cuisine du poisson, est-ce que c’est bon ?")

    assert weight_of(ours, "autre_sujet") == PREAMBLE * weight_of(other, "autre_sujet")


def test_a_reason_told_after_a_question_needs_no_pause(weigh):
    reason = weigh("Quelle ville a un projet en fait je vois le maire")
    asked = weigh("Quelle ville a un projet que je vois avec le maire")

    assert weight_of(reason, "maire") == PREAMBLE * weight_of(weigh("le maire"), "maire")
    assert weight_of(asked, "maire") == weight_of(weigh("le maire"), "maire")


@pytest.mark.parametrize(
    "told", ["jbosse ac le maire", "c pr mon maire", "stp c pr le maire", "jsuis ac le maire", "c pr écrire au maire"]
)
def test_what_is_told_without_a_pause_after_a_question_is_not_asked_about(weigh, told):
    (maire,) = (one for one in weigh(f"quelle ville a un projet {told}").said if one.mention.senses[0].id == "maire")

    assert maire.weight == PREAMBLE * weight_of(weigh("le maire"), "maire")
    assert maire.mention.mask == 0


def test_distress_is_never_told_in_passing(weigh):
    assert weight_of(weigh("ki a gagné jveux mourir"), "detresse") == weight_of(weigh("jveux mourir"), "detresse")


@pytest.mark.parametrize("asked", ["si jbosse ac le maire", "c pr le maire", "jveux savoir pour le maire"])
def test_what_goes_on_asking_is_asked_about(weigh, asked):
    assert weight_of(weigh(f"quelle ville a un projet {asked}"), "maire") == weight_of(weigh("le maire"), "maire")


def test_a_number_before_a_pause_names_a_place(weigh):
    assert next(one.mention.how for one in weigh("93 : villes lauréates").said) == "exact"
    assert next(one.mention.how for one in weigh("93 villes ont gagné").said) == "number"


@pytest.mark.parametrize(
    "message",
    [
        "Je suis dentiste à Sceaux, quel projet a été retenu ?",
        "Bonjour, je suis dentiste à Sceaux, la ville a un projet ?",
        "allô je suis dentiste à Sceaux alors il y a un projet lequel",
    ],
)
def test_what_somebody_first_says_they_are_counts_less_and_is_not_asked_about(message, weigh):
    trade = next(one for one in weigh(message).said if one.mention.form == "dentiste")

    assert trade.weight == PREAMBLE * weight_of(weigh("un dentiste"), "autre_affaire")
    assert trade.mention.mask == 0


def test_what_somebody_says_they_are_counts_in_full_before_a_question_that_is_not_of_our_subject(weigh):
    trade = next(
        one for one in weigh("Je suis dentiste à Sceaux, où garer ma voiture ?").said if one.mention.form == "dentiste"
    )

    assert trade.mention.mask


def test_a_subject_is_asked_about_by_whom_it_is_the_trade_of(weigh):
    asked = weigh("Je suis bibliothécaire, quel projet parle de mon métier ?")

    assert [one.mention.mask > 0 for one in asked.said if one.mention.form == "bibliothecaire"] == [True]


@pytest.mark.parametrize(
    "message",
    [
        "Vincennes mise à part, qui a gagné ?",
        "Quelles communes ont deux projets, Vincennes exceptée ?",
        "Qui a gagné, sauf Vincennes ?",
        "Quels projets du Val-de-Marne ne sont pas portés par Vincennes ?",
    ],
)
def test_a_name_is_kept_out_by_what_stands_before_or_after_it(message, weigh):
    assert [one.excluded for one in weigh(message).said if one.mention.form == "vincennes"] == [True]


def test_what_leaves_out_the_name_before_it_leaves_out_none_after_it(weigh):
    said = weigh("Nanterre exceptée, quelles communes du 92 ont gagné ?").said

    assert [one.excluded for one in said if one.mention.senses[0].record is not None] == [True, False]


def test_what_leaves_out_a_kind_between_commas_leaves_out_no_name_after_it(weigh):
    said = weigh("Quels projets, hormis ceux portés par les territoires, ont été retenus à Nanterre ?").said

    assert [one.excluded for one in said if one.mention.senses[0].record is not None] == [False]


def test_words_before_the_main_clause_count_less(weigh):
    plain, led = weigh("les projets de Vincennes"), weigh("les projets : pourriez-vous me dire la date ?")

    assert weight_of(plain, "projet") == pytest.approx(weight_of(led, "projet") / PREAMBLE)
    assert plain.core is None
    assert "projet" not in {one.mention.senses[0].id for one in led.core.said}


@pytest.mark.parametrize(("closing", "kept"), [("qui a un projet", set()), ("qui a un projet là-dessus", {"theme"})])
def test_what_somebody_does_is_asked_about_where_it_is_pointed_back_to(weigh, closing, kept):
    core = weigh(f"Formateur en stationnement, j’aimerais savoir {closing}").core

    senses = (sense.record for one in core.said for sense in one.mention.senses)
    assert {record.type.name for record in senses if record is not None} == kept


def test_what_is_asked_after_a_correction_is_asked_anew(weigh):
    core = weigh("combien il y a de projets non pardon combien de communes").core

    assert {"commune", "projet"} & {one.mention.senses[0].id for one in core.said} == {"commune"}


def test_a_kind_kept_out_before_the_main_clause_is_of_it(frame):
    assert frame("En dehors des communes, qui a gagné ?").kinds == (("commune", True),)


def test_names_said_before_the_main_clause_are_as_of_an_earlier_turn(weigh):
    argument = weigh("Pour la ville de Vincennes, pourriez-vous me dire les projets ?")

    inside = {one.mention.form: one.borrowed for one in argument.core.said}
    assert inside["vincennes"] is True
    assert inside["projets"] is False


@pytest.mark.parametrize("closing", ["pourriez-vous me la transmettre ?", "pouvez-vous me le confirmer ?"])
def test_an_opener_that_nothing_follows_begins_no_clause(weigh, closing):
    argument = weigh(f"Les projets de Vincennes, {closing}")

    assert argument.core is None
    assert weight_of(argument, "projet") == weight_of(weigh("Les projets de Vincennes"), "projet")


def test_a_message_weighs_what_it_says_and_what_stays_unknown(weigh):
    assert weigh("").weight == 0
    assert weigh("de la").weight == 0
    assert weigh("projets chmurfik blabliblo").weight == pytest.approx(weigh("projets").weight + 2)


def test_words_of_another_subject_are_told_apart(weigh):
    assert weigh("les projets de Vincennes").foreign == 0
    assert weigh("la météo").foreign == weigh("la météo").weight > 0


@pytest.mark.parametrize("message", ["qui est aidé par le Fonds Mistral ?", "que fait le Fonds Zébrulon ?"])
def test_a_word_of_ours_that_begins_the_name_of_something_else_is_of_another_subject(weigh, message):
    assert weigh(message).foreign > weigh(message.replace("Fonds ", "")).foreign
    assert not any(one.mention.form == "lefonds" and one.mention.mask for one in weigh(message).said)


@pytest.mark.parametrize("message", ["que fait le fonds zébrulon ?", "le fonds de zébrulonade, c’est quoi ?"])
def test_what_is_the_only_one_of_its_name_is_another_before_a_word_nobody_knows(weigh, message):
    assert weigh(message).foreign > weigh("que fait le fonds ?").foreign == 0


@pytest.mark.parametrize("message", ["que fait le Fonds FMIN ?", "TOUT DU FONDS ZÉBRULON", "le fonds : Merci"])
def test_it_is_ours_before_a_name_of_ours_in_capitals_or_before_a_pause(weigh, message):
    assert weigh(message).foreign == 0


def test_words_of_another_subject_around_a_sentence_weigh_like_unknown_ones(model):
    cover = model.grammar.lexicon.cover(read_text("le montant total"))

    assert model.grammar.weigh(cover).unknown == 0
    assert model.grammar.weigh(cover, around=2.0).unknown == pytest.approx(2.0 * FOREIGN_BEFORE)


def test_words_of_another_subject_before_the_main_clause_keep_most_of_their_weight(weigh):
    argument = weigh("la météo, pourriez-vous me dire les projets ?")

    assert argument.core.unknown == pytest.approx(argument.foreign * FOREIGN_BEFORE)


@pytest.mark.parametrize("message", ["rien pour Sceaux", "Sceaux n’a rien eu ?", "aucun projet à Sceaux ?"])
def test_to_say_that_there_is_nothing_somewhere_does_not_keep_the_place_out(frame, message):
    found = frame(message)

    assert "absence" in found.roles
    assert named(found) == {"Sceaux": False}


def test_to_wonder_why_a_place_is_not_there_does_not_keep_it_out(frame):
    assert named(frame("Pourquoi ne vois-je pas Montrouge ?")) == {"Montrouge": False}


def test_a_frame_keeps_numbers_dates_and_what_words_do(frame):
    found = frame("Est-ce que Vincennes a deux projets ?")

    assert found.numbers == (2,)
    assert found.confidence > 0.9
    assert "verification" in found.roles
    assert (found.entities[0].start, found.entities[0].end) == (11, 20)
    assert frame("Que s’est-il passé le 27 novembre 2018 ?").dates[0].month == 11
    assert frame("le deuxième projet de Vincennes").ordinals == (2,)


def test_a_name_that_is_a_town_and_a_department_is_one_kind(frame):
    (paris,) = frame("les projets de Paris").entities

    assert len({record.type.name for record in paris.records}) == 1


def test_a_name_that_several_bear_keeps_them_all(frame):
    (neuilly,) = frame("les projets de Neuilly").entities

    assert {record.name for record in neuilly.records} == {
        "Neuilly-sur-Seine",
        "Neuilly-Plaisance",
        "Neuilly-sur-Marne",
    }
    assert neuilly.kind == "commune"


def test_a_frame_about_other_entities_is_the_same_question(frame):
    question = frame("combien de projets à Vincennes")
    other = frame("combien de projets à Montreuil")

    assert question.with_entities(other.entities).entities == other.entities
    assert question.with_entities(question.entities) == question
    assert [entity.records[0].name for entity in question.of("commune", "theme")] == ["Vincennes"]
    assert list(question.of("theme")) == []


def test_what_is_carried_over_is_borrowed_and_means_the_same(model):
    grammar = model.grammar
    vincennes = model.knowledge.get("commune", "94080")
    concept, records = grammar.carry_concept("projet"), grammar.carry_records((vincennes,), excluded=True, spare=True)

    assert concept.borrowed
    assert concept.mention.mask == grammar.concept_senses["projet"].mask
    assert (records.borrowed, records.excluded, records.spare) == (True, True, True)
    assert records.mention.mask & grammar.mask_of(vincennes) == grammar.mask_of(vincennes)
    assert grammar.carry_concept("abracadabra") is None


@pytest.mark.parametrize(
    ("message", "kept_out"),
    [
        ("quelles autres villes que Vincennes et Alfortville", {"Vincennes", "Alfortville"}),
        ("d’autres projets que Vincennes, Alfortville ou Montreuil", {"Vincennes", "Alfortville", "Montreuil"}),
        ("les autres projets que Vincennes et Alfortville ont portés", set()),
        ("quelles autres villes que Vincennes dans le 94", {"Vincennes"}),
    ],
)
def test_others_than_several_are_others_than_each(frame, message, kept_out):
    assert {entity.records[0].name for entity in frame(message).entities if entity.excluded} == kept_out


@pytest.mark.parametrize(
    "why",
    [
        "afin de voir le maire",
        "en vue de voir le maire",
        "s’il m’est permis de citer le maire",
        "mon voisin ayant vu le maire",
        "la presse n’en ayant rien dit au maire",
        "comme le dit le maire",
    ],
)
def test_why_something_is_asked_counts_less_after_it(why, weigh):
    assert weight_of(weigh(f"Qui a un projet, {why} ?"), "maire") == PREAMBLE * weight_of(weigh("le maire"), "maire")


def test_what_is_told_beside_no_question_counts_in_full(weigh):
    told = weigh("Sceaux a un projet, comme le maire")

    assert weight_of(told, "maire") == weight_of(weigh("le maire"), "maire")


def test_why_something_is_asked_keeps_no_rule_from_it(weigh):
    told = next(one for one in weigh("Quel est le total, en vue d’un journal ?").said if one.mention.role == "courant")

    assert told.mention.mask == 0


def test_a_trade_that_is_none_of_our_business_counts_little_where_somebody_presents_themselves(weigh):
    trade = weight_of(weigh("un géomètre"), "autre_sujet")

    assert weight_of(weigh("Géomètre à Sceaux, je cherche le projet"), "autre_sujet") == PREAMBLE * trade
    assert weight_of(weigh("Un géomètre est à Sceaux, je cherche le projet"), "autre_sujet") > PREAMBLE * trade


@pytest.mark.parametrize("about", ["dont relève ma commune de Thiais", "auquel appartient notre ville de Thiais"])
def test_the_place_of_whoever_asks_is_not_what_is_asked_about_beside_another(about, weigh):
    named = {one.mention.form for one in weigh(f"Quel est le projet de Grand Orly Seine Bièvre, {about} ?").said}

    assert "Thiais" not in named


def test_a_clause_about_whoever_asks_goes_on_with_a_relative(weigh):
    told = weigh("Qu’a obtenu Vincennes, ma ville, que j’ai quittée, à laquelle je reste liée ?")

    assert weight_of(told, "lesquels") < weight_of(weigh("laquelle ?"), "lesquels")


def test_or_between_two_names_does_not_ask_where(weigh):
    assert all(one.mention.mask == 0 for one in weigh("Sceaux ou Vincennes").said if one.mention.form == "ou")
    assert any(one.mention.mask for one in weigh("Sceaux : où ?").said if one.mention.form == "ou")
