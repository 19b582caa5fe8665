from datetime import date

import pytest

from bot.facts.records import Attribute, Record, Type
from bot.understanding.forms import Forms, Vocabulary, glue
from bot.written import Place

WHERE = Place("f", 1)
TOWN = Type("commune", "commune", "", "f", None, {}, (), WHERE, anchor=True)
MEETING = Type("reunion", "réunion", "", "f", None, {"date": Attribute("date", "date")}, (), WHERE)
TOWN_BIT, MEETING_BIT, WORD_BIT, DAY_BIT = 1, 2, 4, 8


def town(identifier: str, name: str, *aliases: str) -> tuple[Record, int, float]:
    return Record(TOWN, identifier, name, aliases, {}, None, WHERE), TOWN_BIT, 1.2


@pytest.fixture
def forms() -> Forms:
    meeting = Record(MEETING, "comite", "Comité", (), {"date": date(2018, 11, 21)}, None, WHERE)
    return Forms(
        [
            Vocabulary("projet", WORD_BIT, 1.0, ("projet", "projets", "dossier de projet"), anchor=True),
            Vocabulary("subvention", DAY_BIT, 0.7, ("projets", "aide")),
            Vocabulary("courant", 16, 0.0, ("chat", "manger"), "courant", ordinary=True),
        ],
        [
            town("1", "Clichy"),
            town("2", "Clichy-sous-Bois", "Clichy"),
            town("3", "Neuilly-sur-Seine", "Neuilly"),
            town("4", "Neuilly-sur-Marne", "Neuilly"),
            town("5", "Étampes", "SMAN"),
            (meeting, MEETING_BIT, 1.2),
        ],
    )


def ids(senses) -> set[str]:
    return {sense.id for sense in senses or ()}


def test_a_form_has_a_sense_for_each_thing_it_is_called(forms):
    assert ids(forms.senses("projets")) == {"projet", "subvention"}
    assert ids(forms.senses("neuilly")) == {"commune:3", "commune:4"}
    assert forms.senses("neuillysurseine")[0].exact_name
    assert not forms.senses("neuilly")[0].exact_name


def test_a_full_name_is_not_short_for_another_of_its_kind(forms):
    assert ids(forms.senses("clichy")) == {"commune:1"}
    assert ids(forms.senses("clichysousbois")) == {"commune:2"}


def test_a_word_that_yields_means_the_record_called_so_alone():
    projects = Vocabulary("projet", WORD_BIT, 1.0, ("projet", "dispositif"), yields=("dispositif",))

    assert ids(Forms([projects], []).senses("dispositif")) == {"projet"}
    named = Forms([projects], [town("1", "Dispositif"), town("2", "Projet")])
    assert ids(named.senses("dispositif")) == {"commune:1"}
    assert ids(named.senses("projet")) == {"projet", "commune:2"}


def test_what_no_spelling_gives_means_nothing(forms):
    assert forms.senses("vincennes") is None
    assert forms.senses("") is None


def test_a_sense_carries_what_its_declaration_says(forms):
    (sense, _) = forms.senses("projets")
    (record,) = forms.senses("etampes")

    assert (sense.mask, sense.weight, sense.anchor, sense.record) == (WORD_BIT, 1.0, True, None)
    assert (record.mask, record.weight, record.anchor, record.record.name) == (TOWN_BIT, 1.2, True, "Étampes")


def test_an_everyday_word_is_known_with_its_inflections_and_is_no_form(forms):
    assert forms.everyday("chats").id == "courant"
    assert forms.everyday("mange").id == "courant"
    assert forms.everyday("projet") is None
    assert forms.senses("chat") is None
    assert not [form for form, _ in forms.near("chatt")]


def test_a_form_knows_how_it_is_spaced(forms):
    assert forms.exact["neuilly sur seine"] == "neuillysurseine"
    assert "neuillysur seine" not in forms.exact


def test_a_spelling_of_several_words_is_begun_by_all_its_words_but_the_last(forms):
    assert all(forms.standing[one].begins for one in ("neuilly", "neuilly sur", "dossier", "dossier de", "clichy sous"))
    assert not any(forms.standing[one].begins for one in ("neuilly sur seine", "sur", "projet", "vincennes"))


def test_a_form_of_several_words_is_found_by_all_of_them_but_one(forms):
    assert forms.gaps["neuilly sur"][""] == {"neuillysurseine": "seine", "neuillysurmarne": "marne"}
    assert forms.gaps["dossier"]["projet"] == {"dossierdeprojet": "de"}
    assert forms.gaps[""]["de projet"] == {"dossierdeprojet": "dossier"}
    assert "" not in forms.gaps[""]


def test_forms_that_sound_alike_share_a_key(forms):
    assert forms.heard[forms.sounds["projet"]] == ["projet", "projets"]


def test_warming_works_out_what_misspellings_ask_for_later(forms):
    assert not {"sounds", "heard", "phrases", "leads"} & vars(forms).keys()

    for _ in forms.warming():
        pass

    assert {"sounds", "heard", "phrases", "leads"} <= vars(forms).keys()


def test_warming_does_one_thing_at_each_step(forms):
    next(forms.warming())

    assert "phrases" in vars(forms)
    assert "leads" not in vars(forms)


def test_an_expression_is_found_by_how_it_begins_to_sound(forms):
    assert forms.phrases == {"dosie": (), "dosie d": (), "dosie d proje": ["dossierdeprojet"]}
    assert forms.words_of("dossierdeprojet") == (("dossier", "de", "projet"), ("dossier", "de", "projet"))


def test_an_acronym_is_found_by_its_letters(forms):
    assert forms.anagrams == {"amns": "sman"}


def test_a_date_of_a_record_is_one_of_its_names(forms):
    ((day, sense),) = forms.dated

    assert (day, sense.id) == (date(2018, 11, 21), "reunion:comite")


def test_the_count_is_that_of_forms(forms):
    concepts = {"projet", "projets", "dossierdeprojet", "aide"}
    towns = {"clichy", "clichysousbois", "neuillysurseine", "neuilly", "neuillysurmarne", "etampes", "sman"}

    assert len(forms) == len(concepts | towns | {"comite"})


@pytest.mark.parametrize(
    ("spelling", "form"),
    [("Rosny-sous-Bois", "rosnysousbois"), ("St Ouen", "saintouen"), ("F.M.I.N.", "fmin"), ("L’Haÿ", "lhay")],
)
def test_glue_folds_and_joins(spelling, form):
    assert glue(spelling) == form
