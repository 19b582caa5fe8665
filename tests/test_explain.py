import msgspec
import pytest

from bot.explaining.explain import explain
from bot.explaining.explanation import Explanation
from bot.explaining.layout import lay_out


def part_of(laureat, text):
    (part,) = explain(laureat, text).parts
    return part


def of(part, said):
    return next(one for one in part.understood if one.said == said)


def test_every_word_is_told_with_what_it_means_and_what_it_weighs(laureat):
    part = part_of(laureat, "Les projets de Vincennes")

    assert part.tokens == ("les", "projets", "de", "vincennes")
    town = of(part, "Vincennes")
    assert (town.how, town.quality, town.edits, town.rivals) == ("exact", 1.0, 0, ())
    assert (town.meanings[0].id, town.meanings[0].kind, town.meanings[0].used) == ("commune:94080", "commune", True)
    assert town.meanings[0].place.startswith("knowledge/geographie/communes.csv:")
    assert town.weight > 0
    assert part.unknown == ()


def test_a_misspelt_name_tells_how_far_it_is_and_the_text_says_so(laureat):
    explanation = explain(laureat, "Quels projets à Vincenens ?")
    town = of(explanation.parts[0], "Vincenens")

    assert town.how in ("distance", "sound")
    assert town.edits >= 1
    assert 0.7 < town.quality < 1
    assert f"sûr à {round(100 * town.quality)} %" in lay_out(explanation)


def test_another_name_as_near_is_told_as_a_rival(laureat):
    # One letter from Sevran and from Sèvres.
    part = part_of(laureat, "les projets de Sevras")
    named = of(part, "Sevras")

    assert {meaning.title for meaning in named.meanings} == {"Sevran", "Sèvres"}
    assert part.reply.outcome == "clarify"


def test_a_name_that_several_towns_bear_tells_them_all(laureat):
    explanation = explain(laureat, "Neuilly a un projet ?")
    titles = {meaning.title for meaning in of(explanation.parts[0], "Neuilly").meanings}

    assert titles == {"Neuilly-sur-Seine", "Neuilly-Plaisance", "Neuilly-sur-Marne"}
    assert "ou Neuilly-sur-Marne" in lay_out(explanation)
    assert explanation.parts[0].reply.outcome == "clarify"


def test_an_unknown_word_is_told_with_the_nearest_known_one(laureat):
    part = part_of(laureat, "Quelle subvxxtiyn pour Vincennes ?")
    (unknown,) = part.unknown

    assert unknown.said == "subvxxtiyn"
    assert (unknown.nearest, unknown.edits > 0) == ("subvention", True)
    assert "Inconnu : « subvxxtiyn » ; le plus proche, « subvention », est trop loin" in lay_out(
        explain(laureat, "Quelle subvxxtiyn pour Vincennes ?")
    )


def test_candidate_rules_come_best_first_with_what_they_explain_and_miss(laureat):
    part = part_of(laureat, "Quels projets xylophones à Vincennes ?")
    best = part.candidates[0]

    assert [fit.score for fit in part.candidates] == sorted((fit.score for fit in part.candidates), reverse=True)
    assert "Vincennes" in best.explained
    assert "xylophones" in best.missed
    assert best.place.startswith("intents/")
    assert 0 < best.least <= 1


def test_a_refusal_tells_that_no_rule_reaches_what_it_needs(laureat):
    explanation = explain(laureat, "Vincennes blabliblo chmurfik zigoumar")

    assert explanation.parts[0].candidates[0].score < explanation.parts[0].candidates[0].least
    assert "il dit qu’il ne sait pas" in lay_out(explanation)


def test_a_message_without_a_word_is_explained_too(laureat):
    (part,) = explain(laureat, "…").parts

    assert (part.tokens, part.understood, part.candidates) == ((), (), ())
    assert "Aucune règle ne convient." in lay_out(Explanation("…", (part,)))


def test_the_question_and_the_search_are_told(laureat):
    part = part_of(laureat, "Les projets du Val-de-Marne sauf Vincennes")
    constraints = {one.names[0]: one.excluded for one in part.question.constraints}

    assert constraints == {"Val-de-Marne": False, "Vincennes": True}
    assert (part.search.rows, part.search.ask, part.search.owner) == ("projet", "liste", "laureat")
    assert (part.search.case, len(part.search.found)) == ("plusieurs", 7)
    text = lay_out(Explanation("", (part,)))
    for said in ("Sur : Vincennes (commune, à exclure)", "7 fiches trouvées", "Réponse choisie : « plusieurs »"):
        assert said in text


def test_what_an_earlier_question_lends_is_told(laureat):
    _, past = laureat.answer("Les projets du 92", laureat.steps("", _new())[1])
    explanation = explain(laureat, "combien ?", past)
    part = explanation.parts[0]

    assert part.question.borrowed
    assert [(one.names, one.borrowed) for one in part.question.constraints] == [(("Hauts-de-Seine",), True)]
    assert any(one.borrowed and one.said == "" for one in part.understood)
    assert "Complétée par la question précédente." in lay_out(explanation)
    assert "(repris de la question précédente)" in lay_out(explanation)


def _new():
    from bot.dialogue.conversation import Conversation

    return Conversation()


def test_the_reply_explained_is_the_reply_given(laureat):
    for text in ("Qui préside le comité ?", "Quel temps fait-il ?", "Bonjour"):
        reply, _ = laureat.answer(text, _new())
        part = part_of(laureat, text)

        assert part.reply == reply
        assert reply.text.splitlines()[0] in lay_out(explain(laureat, text))


@pytest.mark.parametrize("text", ["", " ", "?!", "\x00", "🎉", "le 27 novembre", "le deuxième", "42", "a" * 5000])
def test_anything_is_explained_as_json(laureat, text):
    explanation = explain(laureat, text)

    assert msgspec.json.decode(msgspec.json.encode(explanation), type=Explanation).parts
    assert lay_out(explanation)
