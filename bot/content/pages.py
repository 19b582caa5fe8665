"""The pages beside the conversation, as staff write them: Markdown, and what the program knows of itself filled in."""

import re
from collections.abc import Iterator, Mapping
from itertools import dropwhile, takewhile
from pathlib import Path
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct

from bot.files.load import read_text
from bot.french.agreement import join_words, typeset
from bot.french.text import fold
from bot.written import ContentError, Place, Problem, nearest

NAMES = ("accueil", "confidentialite", "accessibilite")
"""The pages that there are: `knowledge/pages/<name>.md`."""
HOME = NAMES[0]
PATHS = {name: "/" if name == HOME else f"/{name}" for name in NAMES}
"""Where each page is."""
ALSO_HERE = re.compile(r"/openapi\.json|/media/.+")
"""What pages may lead to on this server that is no page."""
UNFINISHED = "à compléter"
"""What marks a place that is not written yet: « [à compléter : …] », « à compléter par la collectivité »."""
LINKS = ("http", "https", "mailto", "tel")

_TITLE = re.compile(r"# +(\S.*)")
_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}")
# In folded text; what is in brackets may be the text of a link.
_UNFINISHED = re.compile(r"\ba completer par la collectivite|\[\W*a completer\b(?![^\]]*\]\()")


class Page(Struct, frozen=True):
    """One page."""

    title: str
    html: str
    """What is below the title, safe to show."""


class Pages(Struct, frozen=True):
    """The pages of a `knowledge/` folder."""

    of: dict[str, Page]
    """By NAMES; those that are not written are not shown."""
    warnings: tuple[Problem, ...]
    """What visitors should not come upon: what is not written yet, links that lead nowhere or say nothing, and headings
    that skip a level."""


def read_pages(knowledge: Path, known: Mapping[str, str]) -> Pages:
    """Read and render every page.

    Args:
        knowledge: the folder that holds `pages/`.
        known: what each placeholder (`{{ duree }}`) stands for.

    Raises:
        ContentError: with every mistake found.
    """
    folder, problems = knowledge / "pages", list[Problem]()
    pages: dict[str, Page] = {}
    warnings: list[Problem] = []
    for path in sorted(folder.glob("*")):
        if path.suffix.lower() == ".md" and path.name not in [f"{name}.md" for name in NAMES]:
            near = nearest(path.stem, NAMES) or NAMES[-1]
            what = "cette page ne serait montrée nulle part"
            problems.append(
                Problem(_place(knowledge, path.stem, 1), what, f"renommez-la (« {near}.md »), ou retirez-la")
            )
    for name in NAMES:
        if not (folder / f"{name}.md").exists():
            remedy = "copiez celle qui est livrée avec Lauréat, et adaptez-la"
            what = "cette page manque : les visiteurs ne la verront pas"
            warnings.append(Problem(_place(knowledge, name, 1), what, remedy))
            continue
        try:
            page = _Written(knowledge, name, known)
        except ContentError as error:
            problems += error.problems
            continue
        problems += page.problems
        warnings += page.warnings
        pages[name] = Page(page.title, page.html)
    if problems:
        raise ContentError(problems)
    return Pages(pages, tuple(warnings))


def _place(knowledge: Path, name: str, line: int) -> Place:
    return Place(f"{knowledge.name}/pages/{name}.md", line)


class _EveryLink(MarkdownIt):
    """Takes every address for a link: which of them may be followed is told to staff."""

    def validateLink(self, url: str) -> bool:
        return True


class _Written:
    """One file, with what is wrong in it."""

    def __init__(self, knowledge: Path, name: str, known: Mapping[str, str]) -> None:
        self._knowledge = knowledge
        self._name = name
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        text = read_text(self._file(name), _place(knowledge, name, 1).file)
        lines = [self._filled(line, number, known) for number, line in enumerate(text.splitlines(), 1)]
        left = [number for number, line in enumerate(lines, 1) if _UNFINISHED.search(fold(line))]
        if left:
            where = f"ligne{'s' if len(left) > 1 else ''} {join_words(map(str, left))}"
            what = f"« {UNFINISHED} » : les visiteurs le liraient"
            self._warn(left[0], what, f"écrivez ce qui manque ({where})")
        first = _TITLE.fullmatch(lines[0].strip()) if lines else None
        if first is None:
            self._wrong(1, "la page commence sans titre", "écrivez « # Titre » à la première ligne")
        self.title = typeset(first[1]) if first else ""
        # Its line stays, so that the others keep their numbers.
        self._lines = ["", *lines[1:]]
        self._judge()
        self.html = _render("\n".join(self._lines))

    def _at(self, number: int) -> Place:
        return _place(self._knowledge, self._name, number)

    def _wrong(self, number: int, what: str, remedy: str) -> None:
        self.problems.append(Problem(self._at(number), what, remedy))

    def _warn(self, number: int, what: str, remedy: str) -> None:
        self.warnings.append(Problem(self._at(number), what, remedy))

    def _filled(self, line: str, number: int, known: Mapping[str, str]) -> str:
        def fill(found: re.Match[str]) -> str:
            name = found[1].strip()
            if name not in known:
                near = nearest(name, known)
                remedy = f"vouliez-vous dire « {near} » ? Valeurs" if near else "valeurs"
                self._wrong(number, f"valeur inconnue « {name} »", f"{remedy} possibles : {', '.join(known)}")
            return known.get(name, "")

        filled = _PLACEHOLDER.sub(fill, line)
        if "{{" in filled or "}}" in filled:
            self._wrong(
                number, "des accolades ne sont pas fermées, ou sont de trop", "écrivez « {{ duree_conversation }} »"
            )
        return filled

    def _judge(self) -> None:
        """Note what the page would not show, or should not."""
        parser = _EveryLink("commonmark", {"html": True}).enable("table")
        level = 1
        for block, token in _tokens(parser.parse("\n".join(self._lines))):
            if token.type in ("html_block", "html_inline"):
                what, remedy = "du HTML, qui ne serait pas lu comme tel", "écrivez-le en Markdown"
                self._wrong(self._line(block, token.content.strip().split("\n")[0]), what, remedy)
            elif token.type == "image":
                source = str(token.attrs.get("src", ""))
                what, remedy = "une image, que la page ne chargerait pas", "retirez-la, ou faites-en un lien"
                self._wrong(self._line(block, source), what, remedy)
            elif token.type == "link_open":
                self._judge_link(block, token)
            elif token.type == "heading_open" and token.tag == "h1":
                what = "un second titre de page"
                self._wrong(self._line(block, ""), what, "écrivez « ## » : il n’y a qu’un « # », à la première ligne")
            elif token.type == "heading_open":
                deep = int(token.tag[1:])
                if deep > level + 1:
                    signs, wanted = "#" * deep, "#" * (level + 1)
                    what = f"« {signs} » vient juste après « {'#' * level} » : un niveau de titre est sauté"
                    self._warn(
                        self._line(block, ""), what, f"écrivez « {wanted} », comme l’attendent les lecteurs d’écran"
                    )
                level = deep

    def _judge_link(self, block: Token, link: Token) -> None:
        target = str(link.attrs["href"])
        line = self._line(block, target)
        if not _may_be_followed(target):
            remedy = f"commencez-le par https://, mailto:, tel:, ou par « / » (« /{NAMES[-1]} »)"
            self._wrong(line, f"le lien « {target} » ne peut pas être suivi", remedy)
        elif target.startswith("/") and not self._leads_somewhere(target):
            written = join_words(f"« {path} »" for name, path in PATHS.items() if self._file(name).exists())
            remedy = f"les pages d’ici sont {written} ; pour une autre, écrivez l’adresse entière (https://…)"
            self._warn(line, f"le lien « {target} » ne mène nulle part : ce serveur n’a pas cette page", remedy)
        if not _words_of(link, block.children or []):
            self._warn(line, f"le lien vers « {target} » n’a pas de texte", "écrivez entre crochets ce à quoi il mène")

    def _leads_somewhere(self, target: str) -> bool:
        path = urlsplit(target).path
        page = any(path == known and self._file(name).exists() for name, known in PATHS.items())
        # The home page is there even where nobody wrote it.
        return page or path == PATHS[HOME] or ALSO_HERE.fullmatch(path) is not None

    def _file(self, name: str) -> Path:
        return self._knowledge / "pages" / f"{name}.md"

    def _line(self, block: Token, text: str) -> int:
        """The line of a text within a block of Markdown: of the block, where it is written otherwise."""
        first, last = block.map or [0, 0]
        found = (number for number in range(first, last) if text in self._lines[number])
        return next(found, first) + 1


def _tokens(blocks: list[Token]) -> Iterator[tuple[Token, Token]]:
    """Every token, with the block that it is in."""
    for block in blocks:
        yield block, block
        for child in block.children or ():
            yield block, child


def _words_of(link: Token, inline: list[Token]) -> str:
    """What is written between the brackets of a link."""
    after = dropwhile(lambda token: token is not link, inline)
    return "".join(token.content for token in takewhile(lambda token: token.type != "link_close", after)).strip()


def _may_be_followed(target: str) -> bool:
    try:
        return urlsplit(target).scheme in LINKS or target.startswith("#") or re.match(r"/(?![/\\])", target) is not None
    except ValueError:
        return False


def _render(text: str) -> str:
    """Markdown as HTML; HTML in it is shown as it is written."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    blocks = parser.parse(text)
    for _, token in _tokens(blocks):
        if token.type == "text":
            token.content = typeset(token.content)
        elif token.type == "th_open":
            token.attrSet("scope", "col")
    rendered: str = parser.renderer.render(blocks, parser.options, {})
    return rendered
