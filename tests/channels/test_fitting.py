import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.fitting import MOST_TOLD, Image, compose, cut, fit, gsm7, numbered, short, speakable
from bot.channels.limits import Limits
from bot.message import Button, Source
from tests.channels.exchange import BARE, LINK, PICTURE, PNG, PUBLIC, REPLY, SHOWN

WIDE = Limits(text=1000, buttons=3, title=20, payload=20)
IMAGES = msgspec.structs.replace(WIDE, pictures="images")
TEXTS = st.text(st.sampled_from("aé😀œ &<>.\n !?…\u00a0"), max_size=120)


def test_a_reply_that_fits_is_one_message_with_its_source_and_buttons():
    fitted = fit(REPLY, WIDE, "")

    assert fitted.texts == ("La déchèterie ouvre à 9 h.\n\nSource : Registre, 27 novembre 2018, ligne 4.",)
    assert fitted.buttons == REPLY.buttons


def test_a_source_told_twice_is_told_once():
    reply = msgspec.structs.replace(REPLY, sources=2 * REPLY.sources)

    assert fit(reply, WIDE, "").texts == fit(REPLY, WIDE, "").texts


def test_more_choices_than_buttons_are_numbered():
    fitted = fit(REPLY, Limits(text=1000, buttons=1), "")

    assert fitted.buttons == ()
    assert fitted.texts[0].endswith("1. Et dimanche ?\n2. Où est-ce ?\nRépondez 1 ou 2.")


def test_a_title_too_long_is_in_the_text_and_its_number_on_the_button():
    reply = msgspec.structs.replace(BARE, buttons=(Button("a" * 21, "x"), Button("b", "y")))
    fitted = fit(reply, WIDE, "")

    assert fitted.buttons == (Button("1", "x"), Button("2", "y"))
    assert f"1. {'a' * 21}\n2. b" in fitted.texts[0]


def test_a_payload_too_long_is_the_number_of_the_choice():
    reply = msgspec.structs.replace(BARE, buttons=(Button("a", "é" * 11), Button("b", "é" * 10)))

    assert fit(reply, WIDE, "").buttons == (Button("a", "1"), Button("b", "é" * 10))


def test_what_is_composed_is_not_cut():
    reply = msgspec.structs.replace(BARE, text="a " * 5000)

    assert len(compose(reply, WIDE, "")[0]) > 9000


def test_where_nothing_else_is_said_of_it_a_picture_is_a_link_below_the_text():
    reply = msgspec.structs.replace(REPLY, picture=PICTURE)
    fitted = fit(reply, WIDE, PUBLIC)

    assert fitted.texts == (
        "La déchèterie ouvre à 9 h.\n\n"
        f"Déchèteries à Vincennes : {LINK}\n\n"
        "Source : Registre, 27 novembre 2018, ligne 4.",
    )
    assert fitted.image is None


def test_where_images_are_shown_a_picture_is_one_and_the_text_says_nothing_of_it():
    fitted = fit(SHOWN, IMAGES, PUBLIC)

    assert fitted.texts == (BARE.text,)
    assert fitted.image == Image(PNG, PICTURE.title, PICTURE.alternative)


def test_where_pictures_are_not_shown_the_text_stands_alone():
    assert fit(SHOWN, msgspec.structs.replace(WIDE, pictures="none"), PUBLIC) == fit(BARE, WIDE, PUBLIC)


@pytest.mark.parametrize("limits", [WIDE, IMAGES])
@pytest.mark.parametrize("origin", ["", "http://127.0.0.1:8080", "http://localhost"])
def test_a_picture_that_nobody_else_can_fetch_is_not_spoken_of(limits, origin):
    assert fit(SHOWN, limits, origin) == fit(BARE, limits, origin)


def test_an_address_that_fits_in_no_message_is_left_out():
    assert fit(SHOWN, Limits(text=60), PUBLIC) == fit(BARE, Limits(text=60), PUBLIC)


@given(st.text(st.sampled_from("aé \n."), max_size=400), st.sampled_from(("characters", "bytes", "escaped")))
def test_an_address_is_never_cut(text, count):
    limits = Limits(text=250, count=count)
    reply = msgspec.structs.replace(SHOWN, text=text, sources=REPLY.sources)

    assert sum(LINK in piece.split() for piece in fit(reply, limits, PUBLIC).texts) == 1


def test_long_words_beside_an_image_are_cut_as_platforms_want():
    picture = msgspec.structs.replace(PICTURE, title="mot " * 500, alternative="a" * 5000)
    image = fit(msgspec.structs.replace(BARE, picture=picture), IMAGES, PUBLIC).image

    assert image.title.endswith(" mot…")
    assert len(image.title) <= len(image.alternative) == MOST_TOLD


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("un deux. trois", ["un deux.", "trois"]),
        ("un deux\ntrois", ["un deux", "trois"]),
        ("un deux trois", ["un deux", "trois"]),
        ("aaaaaaaaaabbb", ["aaaaaaaaaa", "bbb"]),
        ("", []),
        ("  ", []),
    ],
)
def test_a_text_is_cut_at_the_best_place(text, pieces):
    assert list(cut(text, Limits(text=10))) == pieces


@given(TEXTS, st.sampled_from(("characters", "utf-16", "bytes", "escaped")), st.integers(8, 40))
def test_pieces_fit_and_nothing_is_lost(text, count, most):
    limits = Limits(text=most, count=count)
    pieces = list(cut(text, limits))

    assert all(piece and limits.measure(piece) <= most for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_choices_are_answered_by_their_number():
    assert numbered([Button("a", "x")]) == "1. a\nRépondez 1."
    assert numbered([Button(letter, "x") for letter in "abc"]).endswith("Répondez 1, 2 ou 3.")


def test_a_source_is_told_by_its_kind_its_date_and_its_place():
    assert short(Source("Communiqué de presse : « Un titre »", "2018-11-27", "annexe")) == (
        "Communiqué de presse, 27 novembre 2018, annexe"
    )
    assert short(Source("Carte", "2018", "")) == "Carte, 2018"
    assert len(short(Source("mot " * 40, "", ""))) <= 60


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("déchèterie à 5 €", "déchèterie à 5 €"),
        ("fenêtre, cœur, l’île", "fenetre, coeur, l'ile"),
        ("« oui »", '"oui"'),
        ("fenêtre 漢", "fenetre Han "),
        ("fenêtre 😀", "fenêtre 😀"),
    ],
)
def test_a_text_is_put_into_the_alphabet_of_text_messages_where_it_can_be(text, plain):
    assert gsm7(text) == plain


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12 500 € (50 %)", "12500 euros, 50 pour cent."),
        ("Deux :\n- l’un\n- l’autre", "Deux : l’un. l’autre."),
        ("« Oui » & non…", "Oui et non."),
        ("voir https://a.example/b", "voir a.example b."),
    ],
)
def test_a_text_is_written_as_a_voice_says_it(text, said):
    assert speakable(text) == said
