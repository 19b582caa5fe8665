import gzip
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.files.load import read_outlines, read_table, read_yaml, yaml_files
from bot.written import ContentError, Mapping, Problem


@pytest.fixture
def yaml(tmp_path):
    """Reads a YAML text."""

    def read(written: str | bytes) -> Mapping:
        path = tmp_path / "essai.yaml"
        path.write_bytes(written.encode() if isinstance(written, str) else written)
        return read_yaml(path, "intents/essai.yaml")

    return read


@pytest.fixture
def table(tmp_path):
    """Reads a CSV text."""

    def read(written: str | bytes, name: str = "essai.csv") -> tuple[list[str], list[list[str]]]:
        path = tmp_path / name
        path.write_bytes(written.encode() if isinstance(written, str) else written)
        return read_table(path, f"knowledge/{name}")

    return read


def problem_of(read, written) -> Problem:
    with pytest.raises(ContentError) as caught:
        read(written)
    (problem,) = caught.value.problems
    assert problem.remedy
    return problem


def test_a_mapping_knows_its_line_and_those_of_its_keys(yaml):
    content = yaml("# titre\nvocabulaire:\n  ville:\n    noms: [ville]\n    poids: 2\n")

    assert content == {"vocabulaire": {"ville": {"noms": ["ville"], "poids": 2}}}
    assert content.at("vocabulaire") == ("intents/essai.yaml", 2)
    assert content["vocabulaire"]["ville"].place == ("intents/essai.yaml", 4)
    assert content["vocabulaire"]["ville"].at("poids") == ("intents/essai.yaml", 5)
    assert content["vocabulaire"]["ville"].at("absent").line == 4


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("oui", "oui"),
        ("on", "on"),
        ("yes", "yes"),
        ("075", "075"),
        ("0", 0),
        ("94", 94),
        ("-3", -3),
        ("1.5", "1.5"),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        ("1:30", "1:30"),
        ("1_000", "1_000"),
        ("2018-11-27", "2018-11-27"),
        ("true", True),
        ("False", False),
        ("'true'", "true"),
        ("~", None),
        ("", None),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_text_stays_the_text_that_its_author_wrote(yaml, written, value):
    read = yaml(f"clé: {written}")["clé"]

    assert (read, type(read)) == (value, type(value))


def test_an_alias_repeats_what_it_refers_to(yaml):
    assert yaml("un: &a [x, y]\ndeux: *a") == {"un": ["x", "y"], "deux": ["x", "y"]}


def test_an_empty_file_says_nothing(yaml):
    assert yaml("# rien\n") == {}


@pytest.mark.parametrize(
    ("written", "line", "what"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "la clé « a » est écrite deux fois"),
        ("a:\n  b: [x\nc: 1\n", 3, "ce n’est pas du YAML valide"),
        ("a:\n\t- x\n", 2, "ce n’est pas du YAML valide (une tabulation sert d’alignement)"),
        ("a: b\n\tc: d\n", 2, "une tabulation sert d’alignement"),
        ("é: é\na: @b\n", 2, "un texte ne commence pas par « @ » sans guillemets"),
        ("a: « oui » : non\n", 1, "ce n’est pas du YAML valide (il y a un « : » de trop"),
        ("a: 1\n---\nb: 2\n", 2, "une ligne « --- » coupe le fichier en deux"),
        ("a: *b\n", 1, "un « *renvoi » ne correspond à aucune « &marque »"),
        ("a: [b\n", 2, "il manque « , » ou « ] »"),
        ("a: 'b\n", 2, "des guillemets ne sont pas fermés"),
        ("a:\n  - x\n - y\n", 3, "cette ligne n’est pas alignée"),
        ("a: !<x\n", 1, "détail technique : did not find the expected '>'"),
        ("- a\n- b\n", 1, "le fichier doit être une suite de « clé: valeur »"),
        ("texte\n", 1, "le fichier doit être une suite de « clé: valeur »"),
        ("a: 1\n? [b, c]\n: d\n", 2, "une clé doit être un mot"),
        ("b: é\na: \x07\n", 2, "un caractère de commande"),
        (b"b: 1\na: \xe9\n", 2, "ce fichier n’est pas en UTF-8"),
        ("a: 1\nb: !!python/object/apply:os.getcwd []\n", 2, "python/object/apply:os.getcwd » refusée"),
        ("a: !!python/name:os.system ''\n", 1, "refusée"),
        ("a: !!set {x}\n", 1, "refusée"),
        ("a: !!binary aGVsbG8=\n", 1, "refusée"),
        ("a: !truc b\n", 1, "refusée"),
        ("a: !!int beaucoup\n", 1, "refusée"),
    ],
)
def test_a_mistake_is_told_with_its_line(yaml, written, line, what):
    problem = problem_of(yaml, written)

    assert problem.place == ("intents/essai.yaml", line)
    assert what in problem.what


@pytest.mark.parametrize(
    "written",
    [
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(
            f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefghi", "bcdefghij", strict=True)
        ),
        "a: &a [*a]\n",
        "a: &a {b: *a}\n",
        "a: " + "[" * 200_000,
        "a: " + "{a: " * 200_000,
        "a: " + "[" * 100 + "]" * 100,
        "".join(f"{' ' * depth}a:\n" for depth in range(1000)),
    ],
    ids=["bomb", "loop", "mapping-loop", "open-lists", "open-mappings", "deep-list", "deep-mapping"],
)
def test_a_file_made_to_exhaust_memory_or_the_stack_is_refused(yaml, written):
    tracemalloc.start()
    try:
        problem = problem_of(yaml, written)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert "niveaux" in problem.what
    assert peak < 50_000_000


@given(written=st.text(max_size=80))
def test_any_text_is_read_or_refused_with_a_remedy(tmp_path_factory, written):
    path = tmp_path_factory.getbasetemp() / "quelconque.yaml"
    path.write_bytes(written.encode("utf-8", "surrogatepass"))
    problems: list[Problem] = []
    try:
        read_yaml(path, "q.yaml")
    except ContentError as error:
        problems = error.problems

    assert all(problem.remedy and problem.place.line >= 1 for problem in problems)


def test_a_missing_file_is_told(tmp_path):
    problem = problem_of(lambda path: read_yaml(path, "intents/rien.yaml"), tmp_path / "rien.yaml")

    assert problem.what == "fichier illisible (il n’existe pas)"
    assert problem.place == ("intents/rien.yaml", 1)


def test_a_table_is_a_header_and_rows(table):
    assert table('\ufeffid,nom\r\n1,"Lyon, ville"\r\n2,\r\n') == (["id", "nom"], [["1", "Lyon, ville"], ["2", ""]])


def test_a_table_may_be_compressed(table):
    assert table(gzip.compress(b"id,nom\n1,Lyon\n"), "essai.csv.gz") == (["id", "nom"], [["1", "Lyon"]])


@pytest.mark.parametrize(
    ("written", "line", "what"),
    [
        ("id,nom\n1,a\n2,b,c\n", 3, "3 cellules au lieu de 2"),
        ("id,nom\n1\n", 2, "1 cellule au lieu de 2"),
        ("id,nom\n1,a\n\n2,b\n", 3, "la ligne est vide"),
        ('id,nom\n1,a\n2,"b\nc"\n', 3, "une cellule contient un retour à la ligne"),
        ("id,nom,id\n1,a,2\n", 1, "la colonne « id » est écrite deux fois"),
        ("", 1, "le tableau est vide"),
        ('id,nom\n1,b\n2,"a\n3,c\n', 3, "des guillemets ne sont pas fermés"),
        ('id,nom\n1,"a"b\n', 2, "des guillemets ne sont pas fermés, ou sont de trop"),
        (b"id,nom\n1,\xe9\n", 2, "ce fichier n’est pas en UTF-8"),
        ("id;nom\n1;a, b\n2;c\n", 1, "les cellules sont séparées par des points-virgules"),
        ("id\tnom\n1\ta, b\n", 1, "les cellules sont séparées par des tabulations"),
    ],
)
def test_a_mistake_in_a_table_is_told_with_its_line(table, written, line, what):
    problem = problem_of(table, written)

    assert problem.place == ("knowledge/essai.csv", line)
    assert what in problem.what


def test_every_bad_row_is_told(table):
    with pytest.raises(ContentError) as caught:
        table("id,nom\n1\n2,b\n3\n")

    assert [problem.place.line for problem in caught.value.problems] == [2, 4]


@pytest.mark.parametrize(
    "data", [b"id,nom\n", gzip.compress(b"id,nom\n1,a\n", mtime=0)[:-9], b"\x1f\x8b\x08\x00" + b"\xff" * 40]
)
def test_a_damaged_archive_is_told(table, data):
    with pytest.raises(ContentError, match="fichier illisible"):
        table(data, "essai.csv.gz")


def test_an_archive_that_unpacks_without_end_is_refused(table):
    bomb = gzip.compress(b"0" * 100_000_000, compresslevel=1)

    tracemalloc.start()
    try:
        with pytest.raises(ContentError, match="plus de 10 Mo"):
            table(bomb, "essai.csv.gz")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 50_000_000


def test_files_come_in_a_stable_order_with_the_names_people_see(tmp_path):
    for name in ("b.yaml", "a/c.yaml", "a.yaml", "note.txt"):
        path = tmp_path / "intents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", "utf-8")

    assert [name for _, name in yaml_files(tmp_path / "intents")] == [
        "intents/a/c.yaml",
        "intents/a.yaml",
        "intents/b.yaml",
    ]


def test_a_file_that_would_not_be_read_is_told(tmp_path):
    for name in ("a.yaml", "b.yml", "c.YAML"):
        (tmp_path / name).write_text("", "utf-8")

    with pytest.raises(ContentError) as caught:
        yaml_files(tmp_path)

    assert [problem.place.file for problem in caught.value.problems] == [
        f"{tmp_path.name}/b.yml",
        f"{tmp_path.name}/c.YAML",
    ]
    assert "renommez-le" in caught.value.problems[0].remedy


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(ContentError, match="ce dossier n’existe pas"):
        yaml_files(tmp_path / "rien")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{", "ce n’est pas du GeoJSON de contours"),
        ('{"features": [{"id": "a", "geometry": {"type": "Point", "coordinates": [1, 2]}}]}', "GeoJSON"),
        ('{"features": [{"id": "a", "geometry": {"type": "Polygon", "coordinates": [[[1, 2], [1, 2]]]}}]}', "« a »"),
    ],
)
def test_outlines_that_are_none_are_told(tmp_path, written, said):
    (tmp_path / "contours.geojson").write_text(written, "utf-8")

    with pytest.raises(ContentError) as raised:
        read_outlines(tmp_path / "contours.geojson", "knowledge/contours.geojson")

    assert said in str(raised.value)
    assert "« Feature »" in str(raised.value)


def test_outlines_of_several_polygons_keep_every_ring(tmp_path):
    ring = "[[0,0],[1,0],[1,1],[0,0]]"
    feature = f'{{"id": "a", "geometry": {{"type": "MultiPolygon", "coordinates": [[{ring}], [{ring}, {ring}]]}}}}'
    (tmp_path / "contours.geojson").write_text(f'{{"features": [{feature}]}}', "utf-8")

    assert len(read_outlines(tmp_path / "contours.geojson", "contours.geojson")["a"]) == 3
