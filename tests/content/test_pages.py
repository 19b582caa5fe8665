import re

import pytest

from bot.content.pages import NAMES, Page, Pages, read_pages
from bot.promises import promises
from bot.settings import load
from bot.written import ContentError, Problem

KNOWN = promises(load({}))
PAGE = "knowledge/pages/accessibilite.md"


def read(content) -> Pages:
    return read_pages(content.folder / "knowledge", KNOWN)


def written(content, text: str) -> Page:
    (content.folder / PAGE).write_text(text, "utf-8")
    return read(content).of["accessibilite"]


def wrong(content, text: str) -> list[Problem]:
    with pytest.raises(ContentError) as caught:
        written(content, text)
    return caught.value.problems


def test_the_pages_of_the_checkout_are_good_and_say_what_a_town_must_fill_in(content):
    pages = read(content)

    assert set(pages.of) == set(NAMES)
    told = {problem.place.file: problem for problem in pages.warnings}
    assert told.keys() == {PAGE, "knowledge/pages/confidentialite.md"}
    for file, problem in told.items():
        lines = (content.folder / file).read_text("utf-8").splitlines()
        left = [number for number, line in enumerate(lines, 1) if "à compléter par la collectivité" in line]
        assert re.findall(r"\d+", problem.remedy) == [str(number) for number in left]


def test_a_page_has_a_title_and_a_text(content):
    assert written(content, "# Bonjour !\n\nUn *mot*, [un lien](https://a.example/) et [un autre](/#ici).\n") == Page(
        "Bonjour\u202f!",
        '<p>Un <em>mot</em>, <a href="https://a.example/">un lien</a> et <a href="/#ici">un autre</a>.</p>\n',
    )


def test_what_the_program_knows_is_filled_in(content):
    page = written(content, "# Titre\n\n{{ duree_conversation }}, {{limite}}\n")

    assert page.html == "<p>30 minutes, 60 messages par minute et par personne</p>\n"


@pytest.mark.parametrize(
    ("variables", "name", "words"),
    [
        ({"LAUREAT_CONVERSATION_MINUTES": "1"}, "duree_conversation", "1 minute"),
        ({"LAUREAT_RATE_LIMIT": "0"}, "limite", "aucune"),
        ({"LAUREAT_RATE_LIMIT": "0"}, "garde_limite", "nulle part"),
        (
            {"LAUREAT_REDIS_URL": "redis://127.0.0.1"},
            "garde_limite",
            "dans la mémoire du serveur et dans une base Redis, 1 heure au plus",
        ),
        ({"LAUREAT_REDIS_URL": "redis://127.0.0.1"}, "ou", "dans la mémoire du serveur et dans une base Redis"),
        ({"LAUREAT_JOURNAL": "non"}, "echanges_ou", "n’est pas gardé"),
        ({"LAUREAT_JOURNAL": "non"}, "avis_ou", "notés au journal technique du serveur, sans rien qui vous désigne"),
        ({"LAUREAT_JOURNAL_DAYS": "30"}, "avis_ou", "dans ce même journal, 30 jours"),
    ],
)
def test_what_is_filled_in_follows_the_settings(variables, name, words):
    assert promises(load(variables))[name] == words != KNOWN[name]


def test_the_heads_of_a_table_say_what_they_head(content):
    assert '<th scope="col">a</th>' in written(content, "# Titre\n\n| a |\n|---|\n| b |\n").html


def test_a_file_of_windows_notepad_is_read(content):
    assert written(content, "\ufeff# Titre\r\n\r\nTexte\r\n") == Page("Titre", "<p>Texte</p>\n")


@pytest.mark.parametrize(
    ("line", "what", "remedy"),
    [
        (
            "{{ duree_conversations }}",
            "valeur inconnue « duree_conversations »",
            "vouliez-vous dire « duree_conversation »",
        ),
        ("{{ settings.redis_url }}", "valeur inconnue", "valeurs possibles : duree_conversation, "),
        ("{{ duree_conversation }", "accolades", "écrivez « {{ duree_conversation }} »"),
        ("[lien](javascript:alert(1))", "le lien « javascript:alert(1) »", "https://"),
        ("[lien](JAVA&#115;cript:alert(1))", "ne peut pas être suivi", "https://"),
        ("[lien](data:text/html,a)", "ne peut pas être suivi", "https://"),
        ("[lien](//autre.example/)", "ne peut pas être suivi", "https://"),
        ("[lien](accessibilite)", "ne peut pas être suivi", "« /accessibilite »"),
        ("<javascript:alert(1)>", "ne peut pas être suivi", "https://"),
        ("![carte](https://a.example/carte.png)", "une image", "un lien"),
        ("un <b>mot</b>", "du HTML", "en Markdown"),
        ("<script>alert(1)</script>", "du HTML", "en Markdown"),
        ("# Un autre titre", "un second titre", "« ## »"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_do(content, line, what, remedy):
    problem = wrong(content, f"# Titre\n\nUn texte\nsur deux lignes.\n\n- une\n- liste\n\n{line}\n")[0]

    assert problem.place == (PAGE, 9)
    assert what in problem.what
    assert remedy in problem.remedy


def test_the_line_is_that_of_the_mistake_within_a_paragraph(content):
    (problem,) = wrong(content, "# Titre\n\nUn\n[lien](javascript:alert)\n")

    assert problem.place == (PAGE, 4)


@pytest.mark.parametrize("text", ["", "\n# Titre\n", "Titre\n", "## Titre\n", "#\n"])
def test_a_page_begins_with_its_title(content, text):
    assert wrong(content, text)[0].place == (PAGE, 1)


def warned(content, text: str) -> list[Problem]:
    written(content, text)
    return [problem for problem in read(content).warnings if problem.place.file == PAGE]


@pytest.mark.parametrize(
    ("line", "what", "remedy"),
    [
        ("[lien](/nulle-part)", "« /nulle-part » ne mène nulle part", "« /confidentialite » et « /accessibilite »"),
        ("[lien](/accueil)", "« /accueil » ne mène nulle part", "« / », "),
        ("[lien](/confidentialite/)", "« /confidentialite/ » ne mène nulle part", "https://"),
        ("[lien][a]\n\n[a]: /nulle-part#ici", "« /nulle-part#ici » ne mène nulle part", "https://"),
        ("[](https://a.example/)", "« https://a.example/ » n’a pas de texte", "entre crochets"),
        ("[ ** ](/)", None, None),
        ("[un](/) [](/)", "« / » n’a pas de texte", "entre crochets"),
        ("[&nbsp;](/)", "« / » n’a pas de texte", "entre crochets"),
        ("[`code`](/), <https://a.example/>, [**gras**](/confidentialite?a=b#c)", None, None),
        ("[carte](/media/carte.svg), [programmes](/openapi.json), [ici](#pied)", None, None),
        ("#### Un titre", "« #### » vient juste après « ## »", "écrivez « ### »"),
        ("### Un titre", None, None),
        ("[A completer : date]", "« à compléter »", "(ligne 5)"),
        ("**[ À COMPLÉTER PAR LA VILLE ]**", "« à compléter »", "(ligne 5)"),
        ("À compléter par la\u00a0Collectivité", "« à compléter »", "(ligne 5)"),
        ("Un formulaire à compléter ; [à compléter en ligne](https://a.example/)", None, None),
    ],
)
def test_what_visitors_should_not_come_upon_is_told_and_stops_nothing(content, line, what, remedy):
    problems = warned(content, f"# Titre\n\n## Un sous-titre\n\n{line}\n")

    if what is None:
        assert problems == []
        return
    (problem,) = problems
    assert problem.place == (PAGE, 5)
    assert what in problem.what
    assert remedy in problem.remedy


def test_the_first_heading_of_a_page_is_just_below_its_title_and_any_may_go_back_up(content):
    text = "# Titre\n\n### Trop bas\n\n## Un\n\n### Deux\n\n#### Trois\n\n## Quatre\n"

    assert [problem.place.line for problem in warned(content, text)] == [3]


def test_a_page_that_is_not_written_is_no_place_to_lead_to_but_the_home_page_is(content):
    for name in ("accueil", "confidentialite"):
        (content.folder / f"knowledge/pages/{name}.md").unlink()

    (problem,) = warned(content, "# Titre\n\n[lien](/), [lien](/confidentialite)\n")

    assert "« /confidentialite »" in problem.what


def test_a_page_that_is_misnamed_is_a_mistake(content):
    (content.folder / PAGE).rename(content.folder / "knowledge/pages/accesibilite.md")

    with pytest.raises(ContentError) as caught:
        read(content)

    (misnamed,) = caught.value.problems
    assert "« accessibilite.md »" in misnamed.remedy


def test_a_page_that_is_not_written_is_told_and_the_others_are_there(content):
    (content.folder / PAGE).unlink()

    pages = read(content)

    assert set(pages.of) == set(NAMES) - {"accessibilite"}
    assert ((PAGE, 1), "cette page manque : les visiteurs ne la verront pas") in [
        (problem.place, problem.what) for problem in pages.warnings
    ]


def test_every_mistake_of_every_page_is_told_at_once(content):
    content.add("knowledge/pages/accueil.md", "\n{{ a }}\n\n<b>\n")
    (content.folder / PAGE).write_bytes(b"# Titre\n\n\xff\n")

    with pytest.raises(ContentError) as caught:
        read(content)

    assert [problem.what for problem in caught.value.problems] == [
        "valeur inconnue « a »",
        "du HTML, qui ne serait pas lu comme tel",
        "ce fichier n’est pas en UTF-8",
    ]
