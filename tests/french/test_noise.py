import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.french.noise import (
    ACCENTS,
    KINDS,
    LOOKS,
    SLIPS,
    SMS,
    SOUNDS,
    SPACES,
    SPEECH,
    Kind,
    accent,
    look,
    misspelt,
    noisy,
    respelt,
    slip,
    sms,
    sound,
    space,
    speech,
)
from bot.french.numbers import read_number
from bot.french.spelled import spelled
from bot.french.text import fold

SENTENCE = "Combien de projets à Saint-Mandé en 2018, et qu'est-ce que le Kremlin-Bicêtre (94) a gagné ?"
RUNS = 800
EACH_KIND = pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])


def all_of(change, written: str) -> set[str]:
    """Everything that one operation makes of a word or a sentence."""
    return {change(written, Random(seed)) for seed in range(RUNS)}


def words(sentence: str) -> list[str]:
    return re.findall(r"[^\W_]+", sentence)


@EACH_KIND
def test_the_same_seed_makes_the_same_noise_and_another_seed_another(kind):
    made = [noisy(SENTENCE, 3, Random(seed), [kind]) for seed in (1, 1, *range(2, 30))]

    assert made[0] == made[1]
    assert len(set(made)) > 3


@pytest.mark.parametrize("written", [SENTENCE, "", "?", "T11", "Ça va"])
def test_level_0_changes_nothing(written):
    assert noisy(written, 0, Random(1)) == written


@EACH_KIND
@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_each_level_changes_the_sentence(kind, level):
    assert all(noisy(SENTENCE, level, Random(seed), [kind]) != SENTENCE for seed in range(20))


@pytest.mark.parametrize("level", [1, 2, 3, 4])
@pytest.mark.parametrize("kind", [SLIPS, ACCENTS, SOUNDS], ids=["slips", "accents", "sounds"])
def test_operations_on_words_spread_over_as_many_words(kind, level):
    for seed in range(50):
        made = words(noisy(SENTENCE, level, Random(seed), [kind]))
        assert sum(one != other for one, other in zip(made, words(SENTENCE), strict=True)) == level


def test_a_sentence_with_fewer_words_than_operations_gets_them_all():
    made = [noisy("Montreuil ?", 3, Random(seed), [SLIPS]) for seed in range(50)]

    assert max(OSA.distance(one, "Montreuil ?") for one in made) == 3


def test_kinds_mix():
    shout = Kind("cri", lambda sentence, chance: sentence.upper())
    word = Kind("mot", lambda word, chance: f"{word}e", words=True)
    made = {noisy("le parc", 2, Random(seed), [shout, word]) for seed in range(50)}

    assert made == {"LE PARC", "LEE PARC", "LE PARCE", "lee parce"}


@given(written=st.text(max_size=60), level=st.integers(0, 4), seed=st.integers())
def test_any_text_can_be_made_noisy(written, level, seed):
    assert isinstance(noisy(written, level, Random(seed)), str)


@given(written=st.text(alphabet="aé9T0 -'’,1mots2", max_size=40), level=st.integers(0, 4), seed=st.integers())
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not SPEECH], ids=lambda kind: kind.name)
def test_no_digit_ever_changes_moves_or_appears_except_in_speech(kind, written, level, seed):
    made = noisy(written, level, Random(seed), [kind])

    assert re.findall(r"\d", made) == re.findall(r"\d", written)


@pytest.mark.parametrize("word", ["92", "T11", "3e", "2018"])
def test_words_that_hold_a_digit_have_no_slip_and_are_not_respelt(word):
    assert all_of(slip, word) == all_of(sound, word) == {word}


def test_slips_are_one_key_away_on_an_azerty_keyboard():
    made = all_of(slip, "ville")

    assert {"viille", "vlle", "ivlle", "vville"} <= made  # twice, not at all, too late
    assert {"vills", "villr", "bille", "cille"} <= made  # the neighbour
    assert {"villed", "vbille"} <= made  # with the neighbour
    assert not made & {"villa", "villo", "pille", "ville"}
    assert all(OSA.distance(one, "ville") == 1 for one in made)


def test_the_keyboard_is_not_a_qwerty_one():
    assert "aone" in all_of(slip, "zone")
    assert "antont" in all_of(slip, "antony")
    assert "wone" not in all_of(slip, "zone")


def test_a_slip_keeps_the_capital():
    assert {"Cincennes", "VVincennes"} <= all_of(slip, "Vincennes")


def test_accents_go_or_become_others():
    assert all_of(accent, "reçu") == {"recu"}
    assert {"Evry", "Èvry"} <= all_of(accent, "Évry") <= {"Evry", "Èvry", "Êvry", "Ëvry"}
    assert all_of(accent, "Bicêtre") == {"Bicetre", "Bicètre", "Bicétre", "Bicëtre"}


def test_a_word_without_accent_may_get_one_on_an_e():
    assert all_of(accent, "projets") == {"projets", "projéts", "projèts"}
    assert all_of(accent, "Clamart") == {"Clamart"}


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_accents_alone_leave_the_letters(level):
    assert {fold(noisy(SENTENCE, level, Random(seed), [ACCENTS])) for seed in range(50)} == {fold(SENTENCE)}


@pytest.mark.parametrize(
    ("word", "heard"),
    [
        ("eau", {"o", "au"}),
        ("château", {"châto", "châtau"}),
        ("Sceaux", {"Seaux", "Ceaux", "Sceau"}),
        ("gagner", {"gagné", "gagnez", "gagnée"}),
        ("projet", {"projé", "projè", "projait", "proget"}),
        ("maire", {"mère", "mêre", "meire", "mair"}),
        ("phare", {"fare"}),
        ("quelle", {"kelle", "quèle"}),
        ("kiosque", {"quiosque", "kioske"}),
        ("commune", {"kommune", "comune"}),
        ("Vincennes", {"Vaincennes", "Vinsennes", "Vincènes", "Vincenne"}),
        ("reçu", {"ressu"}),
        ("Issy", {"Issi", "Icy", "Yssy"}),
        ("maison", {"maizon", "mèson"}),
        ("pain", {"pin", "pein"}),
        ("montant", {"montent", "montan"}),
        ("ensemble", {"ansemble", "ensamble", "ensenble"}),
        ("Ivry", {"Ivri", "Yvry"}),
        ("habiter", {"abiter"}),
        ("billet", {"biyet", "billé"}),
        ("ville", {"vile"}),
        ("Montreuil", {"Montreuille"}),
        ("subvention", {"subvension", "subvantion"}),
        ("voie", {"voi", "voae"}),
        ("beaucoup", {"bocoup", "beaucou"}),
        ("nombre", {"nonbre"}),
        ("logement", {"lojement"}),
    ],
)
def test_words_are_respelt_as_they_sound(word, heard):
    assert heard <= all_of(sound, word)
    assert word not in all_of(sound, word)


@pytest.mark.parametrize(
    ("word", "wrong"),
    [
        ("Sceaux", "Scaux"),  # would sound as « sko »
        ("question", "quession"),
        ("accès", "assès"),
        ("tranquille", "tranquiye"),
        ("une", "un"),
        ("combien", "combian"),
        ("chien", "kien"),
        ("le", "l"),
        ("Juvisy", "Juvissy"),
        ("Agen", "Agan"),
        ("point", "poaint"),
    ],
)
def test_spellings_that_sound_otherwise_are_not_made(word, wrong):
    assert wrong not in all_of(sound, word)


def test_text_messages_are_rewritten():
    assert {"c quoi ?", "C'est koi ?", "cest quoi ?"} == all_of(sms, "C'est quoi ?")
    assert "pk Pantin ?" in all_of(sms, "Pourquoi Pantin ?")
    assert "kesk Sceaux a gagné" in all_of(sms, "Qu’est-ce que Sceaux a gagné")
    assert "eske tu sais" in all_of(sms, "est-ce que tu sais")


@pytest.mark.parametrize("written", ["les projetsgris", "quelqu'autre", "Haÿ-les-Roses"])
def test_parts_of_words_are_not_rewritten(written):
    assert not {one for one in all_of(sms, written) if "projé" in one or "kel" in one or "lé" in one[1:]}


def test_enough_operations_make_a_whole_text_message():
    made = {
        noisy("S'il vous plaît, c'est quoi le projet d'Antony ?", 12, Random(seed), [SMS]).lower() for seed in range(50)
    }

    assert "svp, c koi le proje dantony ?" in made


def test_what_is_shorthand_already_stays():
    assert all_of(sms, "slt cb de sous") == {"slt cb de sous"}


def test_a_transcript_has_no_punctuation_no_capital_no_hyphen_and_no_digit():
    made = all_of(speech, "Combien de projets (dans le 94), à L’Haÿ-les-Roses ?")

    assert made == {"combien de projets dans le quatre vingt quatorze à l'haÿ les roses"}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("923 571 €", "neuf cent vingt trois mille cinq cent soixante et onze"),
        ("923.571", "neuf cent vingt trois mille cinq cent soixante et onze"),
        ("1,25", "un virgule vingt cinq"),
        ("075", "zéro sept cinq"),
        ("27/11/2018", "vingt sept onze deux mille dix huit"),
        ("Le T11", "le t11"),
    ],
)
def test_numbers_are_spoken(written, said):
    assert all_of(speech, written) == {said}


@given(number=st.integers(0, 999_999))
def test_a_number_in_words_reads_as_the_same_number(number):
    said = fold(spelled(number)).replace("-", " ").split()

    assert read_number(said) == (number, len(said))


def test_who_speaks_hesitates_starts_again_and_is_misheard():
    made = all_of(speech, "les projets de courbevoie")

    assert {"les euh projets de courbevoie", "les les projets de courbevoie"} <= made
    assert {"les projets les projets de courbevoie", "les projets de cour bevoie"} <= made
    assert {"les projets de kourbevoie", "les projet de courbevoie"} <= made


def test_words_run_together_and_fall_apart():
    made = all_of(space, "les projets d'Alfortville")

    assert {"lesprojets d'Alfortville", "les projets dAlfortville", "les projets d Alfortville"} <= made
    assert "les projets d'Alfort ville" in made
    assert {"Saint Mandé", "SaintMandé"} == all_of(space, "Saint-Mandé")


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_spaces_change_no_letter(level):
    made = {noisy(SENTENCE, level, Random(seed), [SPACES]) for seed in range(50)}

    assert {re.sub(r"[\s'’-]", "", one) for one in made} == {re.sub(r"[\s'’-]", "", SENTENCE)}


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_looks_change_no_letter(level):
    made = {noisy(SENTENCE, level, Random(seed), [LOOKS]) for seed in range(50)}

    assert {"".join(words(one)).lower() for one in made} == {"".join(words(SENTENCE)).lower()}


def test_looks_change_case_punctuation_and_add_an_emoji():
    made = all_of(look, "Et l'Essonne ?")

    assert {"et l'essonne ?", "ET L'ESSONNE ?", "Et L'Essonne ?", "Et l'Essonne", "Et l’Essonne ?"} <= made
    assert {"Et l'Essonne ???", "« Et l'Essonne ? »", "Et  l'Essonne  ?", "Et l'Essonne ? 🙂"} <= made


@given(name=st.text(alphabet="abcdéE -'9", max_size=25), edits=st.integers(0, 4), seed=st.integers())
def test_a_misspelt_name_is_within_its_edits_and_keeps_its_digits(name, edits, seed):
    made = misspelt(name, edits, Random(seed))

    assert OSA.distance(made, name) <= edits
    assert re.findall(r"\d", made) == re.findall(r"\d", name)


@pytest.mark.parametrize("edits", [1, 2, 3])
def test_the_edits_asked_for_are_made(edits):
    made = {misspelt("Montreuil", edits, Random(seed)) for seed in range(RUNS)}

    assert "Montreuil" not in made
    assert max(OSA.distance(one, "Montreuil") for one in made) == edits
    assert len(made) > 200


def test_names_are_respelt_as_they_sound():
    made = {respelt("Courbevoie", Random(seed)) for seed in range(RUNS)}

    assert {"Kourbevoie", "Courbevoi", "Kourbevoi"} <= made
    assert "Courbevoie" not in made
    assert {"Issi-les-Moulinau", "Icy-les-Moulineau"} <= {
        respelt("Issy-les-Moulineaux", Random(n)) for n in range(RUNS)
    }
