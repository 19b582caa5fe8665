from bot.workshop.names import bearers


def test_a_name_that_something_else_bears_is_told(model):
    (told,) = bearers(model, "PARKING", besides="projet:chatbot")

    assert told.startswith("« parking » désigne déjà stationnement (thème, knowledge/fmin/themes.yaml:")


def test_a_name_that_is_a_word_of_the_vocabulary_is_told(model):
    assert any("une écriture du mot « merci »" in told for told in bearers(model, "merci"))


def test_a_free_name_and_one_that_the_record_bears_already_are_not(model):
    assert bearers(model, "parking malin") == ()
    assert bearers(model, "smart parc", besides="projet:smart_parking") == ()
    assert bearers(model, "!!") == ()
