"""Records as they are written: read, changed and added in the files of a draft."""

import pytest

from bot.files.load import parse_yaml
from bot.workshop.drafts import Draft
from bot.workshop.entries import Entries
from bot.workshop.entry_edits import add_entry, change_entry
from bot.written import ContentError

FILE, TABLE = "knowledge/fmin/fmin.yaml", "knowledge/fmin/projets.csv"
SOURCE = {"document": "communique", "lieu": "4e paragraphe"}


def lines(draft: Draft, name: str) -> tuple[list[str], list[str]]:
    """The lines that a draft takes from a file, and those that it brings."""
    before, after = draft.roots.read(name).splitlines(), draft.read(name).splitlines()
    return [one for one in before if one not in after], [one for one in after if one not in before]


def again(draft: Draft, kind: str, identifier: str):
    return Entries(draft).get(kind, identifier)


def test_every_record_of_the_content_is_read_and_written_again_as_it_is(draft, laureat):
    entries = Entries(draft)
    read = {(one.type.name, one.id) for one in entries}
    records = laureat.model.knowledge.records
    assert read >= {(kind, identifier) for kind, some in records.items() for identifier in some}
    # What the model has as a mere list of names.
    others = {one.at.file for one in entries if one.id not in records.get(one.type.name, ())}
    assert others == {
        "knowledge/geographie/departements-ailleurs.csv",
        "knowledge/geographie/regions-ailleurs.csv",
    }
    for kind in entries.kinds:
        for entry in [one for one in entries if one.type.name == kind][:3]:
            change_entry(draft, entry, entry.values, entry.source)

    assert draft.changed == {}


def test_a_text_changes_and_the_rest_of_the_file_stays(draft):
    entry = again(draft, "organisation", "conseil")
    name = change_entry(draft, entry, {"nature": ["l’assemblée : elle a créé le FMIN"]}, entry.source)

    assert name == FILE
    assert lines(draft, FILE) == (
        ["    nature: l’instance qui a créé le FMIN le 28 septembre 2018"],
        ['    nature: "l’assemblée : elle a créé le FMIN"'],
    )


def test_a_number_stays_a_number_and_a_date_a_date(draft):
    change_entry(draft, again(draft, "chiffre", "total"), {"valeur": ["923572"]}, SOURCE)
    entry = again(draft, "reunion", "comite")
    change_entry(draft, entry, {"date": ["2018-11-22"]}, entry.source)
    content = parse_yaml(draft.read(FILE), FILE)

    assert content["chiffre"][1]["valeur"] == 923572
    assert content["chiffre"][1]["source"]["lieu"] == "4e paragraphe"
    assert content["reunion"][1]["date"] == "2018-11-22"


def test_values_of_a_list_go_and_come_and_those_between_stay(draft):
    entry = again(draft, "fonds", "fmin")
    known = entry.values["alias"]
    change_entry(draft, entry, {"alias": [*known[:2], *known[3:], "le fonds: zut"]}, entry.source)

    assert again(draft, "fonds", "fmin").values["alias"] == (*known[:2], *known[3:], "le fonds: zut")
    assert lines(draft, FILE) == ([f"      - {known[2]}"], ['      - "le fonds: zut"'])


def test_what_is_emptied_goes_and_what_was_empty_comes_beside_the_others(draft):
    entry = again(draft, "personne", "ducasse")
    change_entry(draft, entry, {"alias": [], "organisation": []}, entry.source)
    changed = again(draft, "personne", "ducasse")
    assert set(changed.values) == {"nom", "fonction", "presence", "au_comite"}

    change_entry(draft, changed, {"alias": ["Ducasse"], "organisation": ["caisse"]}, entry.source)
    keys = list(next(one for one in parse_yaml(draft.read(FILE), FILE)["personne"] if one["id"] == "ducasse"))
    assert keys == ["id", "nom", "alias", "fonction", "presence", "au_comite", "organisation", "source"]


def test_a_record_of_a_table_changes_in_its_cells(draft):
    entry = again(draft, "projet", "smart_parking")
    change_entry(draft, entry, {"nom": ["Smart, parking"], "themes": ["stationnement", "nature"], "ligne": ["13"]}, {})

    assert lines(draft, TABLE) == (
        ["smart_parking,Smart parking,92044,12,stationnement,smartparking|smart parc"],
        ['smart_parking,"Smart, parking",92044,13,stationnement|nature,smartparking|smart parc'],
    )


def test_a_source_that_many_share_is_changed_by_hand(draft):
    entry = again(draft, "theme", "livraison")
    with pytest.raises(ContentError, match="sert à plusieurs endroits"):
        change_entry(draft, entry, {}, {**entry.source, "lieu": "ailleurs"})


@pytest.mark.parametrize(
    ("kind", "identifier", "values", "told"),
    [
        ("chiffre", "total", {"valeur": ["beaucoup"]}, "n’est pas un nombre entier"),
        ("chiffre", "total", {"valeur": ["1_000"]}, "n’est pas un nombre entier"),
        ("reunion", "comite", {"date": ["hier"]}, "n’est pas une date"),
        ("reunion", "comite", {"president": ["zut"]}, "aucune fiche « personne »"),
        ("projet", "smart_parking", {"laureat": ["94999"]}, "aucune fiche « lieu »"),
        ("projet", "smart_parking", {"nom": ["a|b"]}, "en sépare plusieurs"),
        ("projet", "smart_parking", {"nom": ["=1+1"]}, "formule"),
        ("projet", "smart_parking", {"nom": [" "]}, "une fiche a un nom"),
        ("organisation", "conseil", {"nature": ["x" * 20_000]}, "trop long"),
        ("organisation", "conseil", {"nature": ["Directeur\tterritorial"]}, "caractère de commande"),
        ("organisation", "conseil", {"nature": []}, "les réponses le disent"),
        ("projet", "smart_parking", {"laureat": []}, "les réponses le disent"),
        ("reunion", "comite", {"date": ["20181121"]}, "n’est pas une date"),
    ],
)
def test_a_value_that_will_not_do_is_told(draft, kind, identifier, values, told):
    entry = again(draft, kind, identifier)
    with pytest.raises(ContentError, match=told):
        change_entry(draft, entry, values, entry.source)


@pytest.mark.parametrize(
    "source",
    [
        {},
        {"document": "communique"},
        {"lieu": "p. 1"},
        {"document": "", "lieu": " "},
        {"document": "zut", "lieu": "p. 1"},
        {"document": "communique", "lieu": "p" * 1000},
    ],
)
def test_no_record_is_without_a_source(draft, source):
    with pytest.raises(ContentError, match="dit d’où elle vient"):
        change_entry(draft, again(draft, "organisation", "conseil"), {}, source)
    with pytest.raises(ContentError, match="dit d’où elle vient"):
        add_entry(draft, "organisation", "atelier", {"nom": ["Atelier"], "nature": ["un lieu"]}, source)


def test_a_record_is_added_to_its_list_and_one_that_refers_to_it(draft):
    add_entry(draft, "organisation", "atelier", {"nom": ["Atelier"], "nature": ["un lieu"]}, SOURCE)
    long = {
        "nom": ["Marie Curie"],
        "fonction": ["Directrice de : " + "l’Atelier " * 12],
        "presence": ["elle était là"],
        "organisation": ["atelier"],
    }
    add_entry(draft, "personne", "curie", long, SOURCE)

    assert lines(draft, FILE) == (
        [],
        [
            "  - {id: atelier, nom: Atelier, nature: un lieu, source: {document: communique, lieu: 4e paragraphe}}",
            "  - id: curie",
            "    nom: Marie Curie",
            f'    fonction: "{long["fonction"][0].strip()}"',
            "    presence: elle était là",
            "    organisation: atelier",
        ],
    )
    assert again(draft, "personne", "curie").source == SOURCE


def test_a_record_is_added_to_a_table(draft):
    values = {"nom": ["L’aquarium, connecté"], "laureat": ["93055"], "ligne": ["24"], "themes": ["nature", "jeunesse"]}
    add_entry(draft, "projet", "aquarium", values, {})

    assert draft.read(TABLE) == draft.roots.read(TABLE) + 'aquarium,"L’aquarium, connecté",93055,24,nature|jeunesse,\n'


def test_the_first_of_a_type_goes_where_the_type_is_declared(garden):
    draft = Draft(garden)
    name = next(one for one in draft.names() if one.startswith("knowledge/") and "types:" in draft.read(one))
    kind = "outil: {nom: outil, genre: m, attributs: {usage: texte}}"
    draft.write(name, draft.read(name).replace("types:\n", f"types:\n  {kind}\n"))
    add_entry(draft, "outil", "beche", {"nom": ["bêche"]}, {"document": "source", "lieu": "page 1"})

    assert draft.read(name).endswith("outil:\n  - {id: beche, nom: bêche, source: {document: source, lieu: page 1}}\n")


@pytest.mark.parametrize(
    ("kind", "identifier", "told"),
    [
        ("organisation", "conseil", "est déjà celui de « Conseil métropolitain »"),
        ("organisation", "..", "ne peut pas être un identifiant"),
        ("organisation", "x" * 99, "ne peut pas être un identifiant"),
        ("organisation", "un deux", "ne peut pas être un identifiant"),
        ("organisation", "", "ne peut pas être un identifiant"),
        ("commune_ailleurs", "33064", "ne peut être ajoutée ici"),
        ("zut", "a", "ne peut être ajoutée ici"),
    ],
)
def test_a_record_that_cannot_be_added_is_told(draft, kind, identifier, told):
    with pytest.raises(ContentError, match=told):
        add_entry(draft, kind, identifier, {"nom": ["Zut"], "nature": ["rien"]}, SOURCE)


def test_a_name_that_several_bear_or_none_is_told_with_those_it_may_be(draft):
    entries = Entries(draft)
    every = list(entries)
    assert entries.pick("vincennes", every).id == "94080"
    assert entries.pick("Vincennes (commune)", every).id == "94080"
    assert entries.pick("la caisse", every).id == "caisse"
    assert entries.pick("x [commune:94080]", every).id == "94080"
    assert all(entries.pick(label, every) is one for label, one in entries.labels(every).items())
    with pytest.raises(ContentError, match=r"peut-être Vincennes \(commune\)"):
        entries.pick("Vincenes", every)
    with pytest.raises(ContentError, match="peut être"):
        entries.pick("Neuilly", every)


def test_a_number_may_be_written_as_people_do(draft):
    change_entry(draft, again(draft, "chiffre", "total"), {"valeur": ["1 000\u202f000"]}, SOURCE)
    assert parse_yaml(draft.read(FILE), FILE)["chiffre"][1]["valeur"] == 1_000_000


def test_an_entry_of_any_name_is_chosen_from_the_list(draft):
    for identifier, name in (
        ("un", "Asso [93] Truc"),
        ("deux", "Agence Été"),
        ("trois", "agence ete"),
        ("4", "Org"),
        ("5", "Org"),
    ):
        add_entry(draft, "organisation", identifier, {"nom": [name], "nature": ["rien"]}, SOURCE)
    entries = Entries(draft)
    among = entries.of("organisation")

    assert all(entries.pick(label, among) is one for label, one in entries.labels(among).items())
    with pytest.raises(ContentError, match=r"Org \(organisation\) \[organisation:4\] ou"):
        entries.pick("org", among)


def test_a_source_written_otherwise_is_left_to_people(garden):
    draft = Draft(garden)
    name = next(one for one in draft.names() if one.startswith("knowledge/") and "types:" in draft.read(one))
    kind = "outil: {nom: outil, genre: m}"
    text = draft.read(name).replace("types:\n", f"types:\n  {kind}\n")
    draft.write(name, text + "outil:\n  - {id: beche, nom: bêche, source: communique}\n")
    with pytest.raises(ContentError, match="ne se change pas ici"):
        change_entry(draft, again(draft, "outil", "beche"), {}, {"document": "source", "lieu": "page 1"})
