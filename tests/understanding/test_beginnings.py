from bot.understanding.beginnings import begin


def test_what_several_words_begin_with_is_known_word_by_word():
    begun: set[str] = set()

    for spaced in ("neuilly sur seine", "neuilly sur marne", "neuilly"):
        begin(spaced, begun)

    assert begun == {"neuilly", "neuilly sur"}


def test_a_longer_beginning_is_added_to_one_that_is_known():
    begun = {"une"}

    begin("une ville qui rit", begun)

    assert begun == {"une", "une ville", "une ville qui"}
