import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.french.text import fold, read_text


def words(message: str) -> list[str]:
    return [token.text for token in read_text(message).tokens]


def originals(message: str) -> list[str]:
    return [message[token.start : token.end] for token in read_text(message).tokens]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("l'annonce", ["l", "annonce"]),
        ("L’annonce", ["l", "annonce"]),
        ("d'Antony", ["d", "antony"]),
        ("qu’il", ["qu", "il"]),
        ("j'habite", ["j", "habite"]),
        ("n'ont", ["n", "ont"]),
        ("s'appelle", ["s", "appelle"]),
        ("c'est", ["c", "est"]),
        ("m'intéresse", ["m", "interesse"]),
        ("t'es", ["t", "es"]),
        ("jusqu'à", ["jusqu", "a"]),
        ("lorsqu’on", ["lorsqu", "on"]),
        ("puisqu'elle", ["puisqu", "elle"]),
        ("aujourd'hui", ["aujourdhui"]),
        ("Aujourd’hui", ["aujourdhui"]),
        ("prud'hommes", ["prudhommes"]),
        ("l'aujourd'hui", ["l", "aujourdhui"]),
        ("l'Haÿ-les-Roses", ["l", "hay", "les", "roses"]),
        ("Villeneuve d'1 jour", ["villeneuve", "d", "1", "jour"]),
    ],
)
def test_an_elision_is_cut_and_a_word_that_holds_an_apostrophe_is_not(message, expected):
    assert words(message) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Créteil", ["creteil"]),
        ("ÉVRY", ["evry"]),
        ("Le Kremlin-Bicêtre", ["le", "kremlin", "bicetre"]),
        ("Sœurs et bœufs", ["soeurs", "et", "boeufs"]),
        ("Où ça ?", ["ou", "ca"]),
        ("Noël à L’Île-Saint-Denis", ["noel", "a", "l", "ile", "saint", "denis"]),
        ("Ｖｉｎｃｅｎｎｅｓ", ["vincennes"]),
        ("𝐕𝐢𝐧𝐜𝐞𝐧𝐧𝐞𝐬", ["vincennes"]),
        ("Ⓥincennes", ["vincennes"]),
        ("Москва", ["moskva"]),
        ("ﬁnancé", ["finance"]),
    ],
)
def test_accents_case_ligatures_and_other_scripts_are_folded(message, expected):
    assert words(message) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("St-Mandé", ["saint", "mande"]),
        ("Ste-Geneviève", ["sainte", "genevieve"]),
        ("Fontenay ss bois", ["fontenay", "ss", "bois"]),
        ("Antony & Sceaux", ["antony", "et", "sceaux"]),
        ("F.M.I.N.", ["fmin"]),
        ("la S.M.A.N", ["la", "sman"]),
        ("montant tot. des subv. ?", ["montant", "total", "des", "subvention"]),
        ("Prés. de la MGP", ["president", "de", "la", "mgp"]),
        ("c’est tout près. Merci", ["c", "est", "tout", "pres", "merci"]),
        ("le 27/11", ["le", "27/11"]),
        ("7/7 et 9/10", ["7", "7", "et", "9", "10"]),
    ],
)
def test_abbreviations_of_names_are_written_out_and_acronyms_closed_up(message, expected):
    assert words(message) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("923 571 €", ["923571", "euros"]),
        ("923\u202f571€", ["923571", "euros"]),
        ("923\u00a0571 euros", ["923571", "euros"]),
        ("923.571.", ["923571"]),
        ("12 345 678", ["12345678"]),
        ("01 44 95 15 15", ["0144951515"]),
        ("27/11/2018", ["27", "11", "2018"]),
        ("en 2018 923 571 euros", ["en", "2018", "923571", "euros"]),
        ("T11", ["t11"]),
        ("15 %", ["15", "pourcent"]),
        ("15%", ["15", "pourcent"]),
        ("quel % ?", ["quel", "pourcent"]),
    ],
)
def test_a_number_is_one_word_however_its_thousands_are_parted(message, expected):
    assert words(message) == expected


@pytest.mark.parametrize(
    "message",
    [
        "l\u2019annonce \u2018simple\u2019",
        "l\u02bcannonce `simple`",
        "l\u00b4annonce \u2032simple\u2032",
        "l\uff07annonce simple",
    ],
)
def test_there_is_one_apostrophe(message):
    assert words(message) == ["l", "annonce", "simple"]


@pytest.mark.parametrize(
    "message",
    [
        "Où est Créteil ?",
        unicodedata.normalize("NFD", "Où est Créteil ?"),
        "Où est Cré\u200bteil ?",
        "Où est C\u00adréteil ?",
        "🎉 Où est 🏆🏆 Créteil ? 👨\u200d👩\u200d👧",
        "Ou\u0300\u0301\u0302 e\u0336s\u0336t\u0336 Créteil",
        "\ufeffOù est\tCréteil",
    ],
)
def test_what_cannot_be_seen_or_read_changes_nothing(message):
    assert words(message) == ["ou", "est", "creteil"]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("C’est à St-Mandé !", ["C", "est", "à", "St", "Mandé"]),
        (unicodedata.normalize("NFD", "Créteil, là"), [unicodedata.normalize("NFD", w) for w in ("Créteil", "là")]),
        ("👍🏽 œuvres d’Évry", ["œuvres", "d", "Évry"]),
        ("a\u0301\u0302\u0303 b", ["a\u0301\u0302\u0303", "b"]),
        ("vin\u200bcennes Ⓥ", ["vin\u200bcennes", "Ⓥ"]),
        ("ﬁnancé par İvry", ["ﬁnancé", "par", "İvry"]),
        ("aujourd’hui 923\u202f571\u202f€", ["aujourd’hui", "923\u202f571", "€"]),
    ],
)
def test_each_token_keeps_its_place_in_the_message_as_it_was_written(message, expected):
    assert originals(message) == expected


@pytest.mark.parametrize(
    ("message", "sentences"),
    [
        ("Bonjour. Qui a gagné ?", [["bonjour"], ["qui", "a", "gagne"]]),
        ("M. Ollier est là. Et Mme. Hidalgo ?", [["m", "ollier", "est", "la"], ["et", "mme", "hidalgo"]]),
        ("Nb. de proj. dans le 92 ? Qui ?", [["nombre", "de", "projet", "dans", "le", "92"], ["qui"]]),
        ("MM. Ollier et Courtois. Qui ?", [["mm", "ollier", "et", "courtois"], ["qui"]]),
        ("Combien ?!?! Où ?", [["combien"], ["ou"]]),
        ("Liste\nCombien", [["liste"], ["combien"]]),
        ("Attends… combien", [["attends"], ["combien"]]),
        ("metropolegrandparis.fr", [["metropolegrandparis", "fr"]]),
        ("Vincennes", [["vincennes"]]),
        ("?", [[]]),
        ("", [[]]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(message, sentences):
    text = read_text(message)
    starts = (0, *text.ends)

    assert [
        [token.text for token in text.tokens[start:end]] for start, end in zip(starts, text.ends, strict=False)
    ] == sentences


def test_what_is_heard_keeps_french_accents_however_they_were_typed():
    for message in ("Projeté à Haÿ", unicodedata.normalize("NFD", "Projeté à Haÿ")):
        assert [token.heard for token in read_text(message).tokens] == ["projeté", "à", "haÿ"]


def test_fold_gives_the_text_of_a_word():
    assert [fold(name) for name in ("Créteil", "L’Haÿ", "Œuilly", "Ｉｖｒｙ", "e\u0301té")] == [
        "creteil",
        "l'hay",
        "oeuilly",
        "ivry",
        "ete",
    ]


@given(st.text(max_size=200))
def test_any_text_gives_ascii_tokens_in_order_inside_the_message(message):
    text = read_text(message)

    assert all(token.text.isascii() and token.text == token.text.lower() != "" for token in text.tokens)
    for offsets in ([token.start for token in text.tokens], [token.end for token in text.tokens]):
        assert offsets == sorted(offsets)
    assert all(0 <= token.start < token.end <= len(message) for token in text.tokens)
    assert list(text.ends) == sorted(set(text.ends))
    assert text.ends[-1] == len(text.tokens)


@given(st.text(alphabet="aàâcçeéèêëiîïoôuùûüÿñ' -?.,A ÉÇ", max_size=60))
def test_composed_and_decomposed_writings_are_the_same_message(message):
    decomposed = read_text(unicodedata.normalize("NFD", message))
    composed = read_text(unicodedata.normalize("NFC", message))

    assert [(one.text, one.heard) for one in decomposed.tokens] == [(one.text, one.heard) for one in composed.tokens]
    assert decomposed.ends == composed.ends


@pytest.mark.parametrize(
    "message",
    [
        "<script>alert('coucou')</script> Sceaux a quoi ?",
        "a.martin@exemple.fr : Sceaux a quoi ?",
        "<b>Sceaux</b> a quoi ?",
        "Sceaux&nbsp;a &quot;quoi&#34; ?",
    ],
)
def test_tags_and_addresses_say_nothing(message):
    text = read_text(message)

    assert [token.text for token in text.tokens] == ["sceaux", "a", "quoi"]
    assert message[text.tokens[0].start : text.tokens[0].end] == "Sceaux"


def test_a_heart_and_a_mention_are_no_reason_to_drop_words():
    assert [token.text for token in read_text("Sceaux <3 @mairie").tokens] == ["sceaux", "3", "mairie"]


def test_a_question_mark_after_the_last_word_asks():
    assert read_text("Pas Meudon ?").asks
    assert not read_text("Pas Meudon.").asks
    assert not read_text("").asks


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("au 06 12 34 56 78 svp", ["au", "0612345678", "svp"]),
        ("06.12.34.56.93", ["0612345693"]),
        ("+33 6 12 34 56 78", ["33612345678"]),
        ("+33 (0)1-12-34-56-94", ["330112345694"]),
        ("1 85 05 78 006 084 36", ["185057800608436"]),
        ("DE89 3704 0044 0532 0130 93", ["de89", "370400440532013093"]),
        ("né le 12/03/93", ["ne", "le", "12/03/93"]),
        ("né le 2.3.94.", ["ne", "le", "2/3/94"]),
        ("le 27/11/2018", ["le", "27", "11", "2018"]),
        ("92 93 94 95", ["92", "93", "94", "95"]),
        ("75, 92 et 93/94", ["75", "92", "et", "93", "94"]),
        ("1 234 567 890 euros", ["1234567890", "euros"]),
    ],
)
def test_pairs_of_digits_of_what_they_only_name_are_no_numbers(message, expected):
    assert words(message) == expected


@pytest.mark.parametrize("message", ["« … est notre jardin », de qui ?", "«... est notre jardin », de qui ?"])
def test_what_is_left_out_of_a_quotation_ends_no_sentence(message):
    assert read_text(message).ends == (5,)


def test_what_is_left_unsaid_ends_a_sentence():
    assert read_text("« jardin … est à nous »").ends == (1, 4)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("subv < 1000 €", ["subv", "moins", "de", "1000", "euros"]),
        (">500 et <= 900", ["plus", "de", "500", "et", "au", "plus", "900"]),
        ("≥ 50", ["au", "moins", "50"]),
        ("2022 > 2023", ["2022", "2023"]),
        ("total => 2023", ["total", "2023"]),
        ("<b>2023</b>", ["2023"]),
        ("500-1000 €", ["500", "a", "1000", "euros"]),
        ("500 € – 1 000 €", ["500", "euros", "a", "1000", "euros"]),
        ("1000 / 8000 euros", ["1000", "a", "8000", "euros"]),
        ("2022 - 5000 €", ["2022", "5000", "euros"]),
    ],
)
def test_a_sign_that_compares_with_an_amount_is_read_as_words(message, expected):
    assert words(message) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("ki a pa gagné", ["qui", "a", "pas", "gagne"]),
        ("seulmt exactmt", ["seulment", "exactment"]),
        ("kels vils", ["quels", "villes"]),
        ("cki", ["c", "qui"]),
        ("ils nont rien", ["ils", "n", "ont", "rien"]),
        ("cb 2 projets", ["combien", "de", "projets"]),
        ("konbien 2 projé", ["konbien", "de", "proje"]),
        ("cb 2 tps", ["combien", "de", "temps"]),
        ("combien 2 ou 3", ["combien", "2", "ou", "3"]),
        ("les 2 projets", ["les", "2", "projets"]),
        ("ki a u dé sous", ["qui", "a", "eu", "de", "sous"]),
        ("a u", ["a", "eu"]),
        ("plus de 500e", ["plus", "de", "500", "euros"]),
        ("en 2023 é plus rien", ["en", "2023", "et", "plus", "rien"]),
        ("le 93e et 500 e", ["le", "93e", "et", "500", "euros"]),
        ("s c e a u x", ["s", "c", "e", "a", "u", "x"]),
        ("les vil on gagné", ["les", "ville", "ont", "gagne"]),
        ("on gagné", ["on", "gagne"]),
        ("qu'on a gagné", ["qu", "on", "a", "gagne"]),
        ("a-t-on examiné", ["a", "t", "on", "examine"]),
        ("ki a eu 1 projé", ["qui", "a", "eu", "un", "proje"]),
        ("ds 1 mairie", ["ds", "un", "mairie"]),
        ("ki na ke 1 projé", ["qui", "n", "a", "que", "1", "proje"]),
        ("ki a 1 seul projé", ["qui", "a", "1", "seul", "proje"]),
        ("qui a eu 1 projet", ["qui", "a", "eu", "1", "projet"]),
    ],
)
def test_words_as_they_are_texted_are_written_out(message, expected):
    assert words(message) == expected


@pytest.mark.parametrize(
    ("message", "ends"),
    [
        ("Les\nprojets\nde\nSceaux", (4,)),
        ("quels sont les projets\ndu 94 ?", (6,)),
        ("Sceaux\nAntony", (1, 2)),
        ("Bonjour\nQui a gagné ?", (1, 4)),
    ],
)
def test_a_line_that_goes_on_in_the_next_ends_no_sentence(message, ends):
    assert read_text(message).ends == ends
