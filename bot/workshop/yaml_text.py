"""A change in a YAML text made in the text itself: what it does not concern stays as it is, to the letter.

The reader of the content says where each value stands; new text goes there, and is read again. Round-trip libraries
write the whole file anew: ruamel.yaml makes one line of 761 in `autres_sujets.yaml`, whatever is changed.
"""

import copy
import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from bot.files.load import compose_yaml, parse_yaml
from bot.workshop.roots import refused
from bot.written import ContentError

Path = tuple[str | int, ...]
"""Keys and places that lead to a value: `("intents", "projets", "exemples")`."""
BY_HAND = "changez-le dans le texte du fichier"
WIDTH = 120
"""Where a list of several lines goes to the next one."""
_ODD = re.compile(r"[?#]|:(?!\w)")
_ALIAS = re.compile(r"[\s:,\[-]*\*[^\s,\[\]{}]+")


def append(text: str, name: str, path: Path, value: Any, after: str = "") -> str:
    """The text with one more value in a list.

    Args:
        text: the file.
        name: its name.
        path: where the list is; made where its last key is missing, from a single text where there is one.
        value: a text, or a mapping of texts, numbers, mappings and lists of texts.
        after: the key that a new list comes after; the last one by default.

    Raises:
        ContentError: the list is not where it is said to be, or is written in a way that only people can change.
    """
    document = _Document(text, name)
    wanted = copy.deepcopy(document.content)
    holder = _walk(wanted, path[:-1])
    former = holder.get(path[-1])
    holder[path[-1]] = [*(former if isinstance(former, list) else [] if former is None else [former]), value]
    return document.first_right(wanted, document.appended(path, former, value, after))


def put(text: str, name: str, path: Path, value: Any, after: str = "") -> str:
    """The text with another value under a key; a new key comes after the one named.

    Args:
        text: the file.
        name: its name.
        path: where the value is.
        value: a text or a number; for a new key, a mapping or a list of them as well.
        after: the key that a new one comes after; the last one by default.

    Raises:
        ContentError: as `append`.
    """
    document = _Document(text, name)
    wanted = copy.deepcopy(document.content)
    holder = _walk(wanted, path[:-1])
    if holder.get(path[-1]) == value:
        return text
    known = path[-1] in holder
    holder[path[-1]] = value
    return document.first_right(wanted, document.replaced(path, value) if known else document.added(path, value, after))


def drop(text: str, name: str, path: Path) -> str:
    """The text without a key of a mapping, or without one of the several values of a list.

    Raises:
        ContentError: as `append`.
    """
    document = _Document(text, name)
    wanted = copy.deepcopy(document.content)
    del _walk(wanted, path[:-1])[path[-1]]
    return document.first_right(wanted, document.dropped(path))


def enter(text: str, name: str, path: Path, lines: Sequence[str]) -> str:
    """The text with one more key in a mapping, made where it is missing.

    Args:
        text: the file.
        name: its name.
        path: the mapping's, then the new key.
        lines: the key and its value as YAML, from the left margin.

    Raises:
        ContentError: as `append`.
    """
    document = _Document(text, name)
    wanted = copy.deepcopy(document.content)
    value = parse_yaml("\n".join(lines), name)
    if wanted.get(path[0]) is None:
        wanted[path[0]] = {}
    _walk(wanted, path[:-1])[path[-1]] = value[path[-1]]
    return document.first_right(wanted, document.entered(path, lines))


def written(value: Any, flow: bool = True) -> str:
    """A value as YAML on one line, with no more quotes than it needs.

    Args:
        value: a text, a number, a list or a mapping.
        flow: whether brackets surround it.
    """
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(key)}: {written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(written, value)) + "]"
    if not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return next(_spellings(value, flow))


def _spellings(value: str, flow: bool) -> Iterator[str]:
    """The ways to write a text, the plainest first; only those that are read as it."""
    quoted = (f'"{value}"', "'" + value.replace("'", "''") + "'")
    # Between brackets, readers of YAML do not agree on what these signs mean in a bare text.
    for tried in quoted if flow and _ODD.search(value) else (value, *quoted):
        whole = f"[{tried}, {tried}]" if flow else f"- {tried}\n- {tried}"
        try:
            read = parse_yaml(f"a: {whole}" if flow else f"a:\n{whole}", "")
        except ContentError:
            continue
        if read == {"a": [value, value]}:
            yield tried
    yield _escaped(value)


def _escaped(value: str) -> str:
    letters = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
    return '"' + "".join(letters.get(one, one if one.isprintable() else f"\\U{ord(one):08x}") for one in value) + '"'


def _item(value: Any, margin: str) -> list[str]:
    """A value of a list on a line of its own; on several where it is a mapping too long for one."""
    line = f"{margin}- {written(value, flow=False)}"
    if not isinstance(value, dict) or len(line) <= WIDTH:
        return [line]
    pairs = [f"{key}: {written(one, flow=not isinstance(one, str))}" for key, one in value.items()]
    return [f"{margin}{'- ' if not place else '  '}{pair}" for place, pair in enumerate(pairs)]


def _refolded(lines: Sequence[str], value: str) -> list[str]:
    """A folded text on lines that are those it had, but where it differs."""
    first, last = 0, len(lines)
    while first < last - 1 and value.startswith(lines[first] + " "):
        value = value.removeprefix(lines[first] + " ")
        first += 1
    while first < last - 1 and value.endswith(" " + lines[last - 1]):
        last -= 1
        value = value.removesuffix(" " + lines[last])
    return [*lines[:first], *value.replace("\n", "\n\n").split("\n"), *lines[last:]]


def _walk(content: Any, path: Path) -> Any:
    for step in path:
        content = content[step]
    return content


def _in_brackets(node: yaml.Node | None) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


class _Document:
    """A text, what it says, and where."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._text = text
        self._break = "\r\n" if "\r\n" in text else "\n"
        self.content = parse_yaml(text, name)
        self._root = compose_yaml(text, name)

    def first_right(self, wanted: Any, tried: Iterator[str]) -> str:
        """The first of some texts that says what is wanted, and nothing else."""
        for text in tried:
            try:
                if parse_yaml(text, self._name) == wanted:
                    return text
            except ContentError:
                continue
        raise refused(self._name, "ce passage est écrit d’une façon qui ne se change pas ici", BY_HAND)

    def appended(self, path: Path, former: Any, value: Any, after: str) -> Iterator[str]:
        """The texts that may have one more value in a list."""
        holder, flow = self._find(path[:-1])
        found = self._under(holder, path[-1])
        if found is None:
            yield from self.added(path, [value], after)
            return
        key, node = found
        if former is None or isinstance(node, yaml.ScalarNode):
            self._own(key, node)
            items = [value] if former is None else [former, value]
            for list_ in (written(items), " " + written(items)):
                yield self._with(node.start_mark.index, self._end(node), list_)
            return
        self._own(key, node)
        if _in_brackets(node):
            yield self._flow_appended(node, written(value))
            return
        if flow or not node.value:
            return
        margin = " " * node.start_mark.column
        yield self._line_after(self._end(node), _item(value, margin))

    def added(self, path: Path, value: Any, after: str) -> Iterator[str]:
        """The texts that may have one more key in a mapping."""
        holder, flow = self._find(path[:-1])
        if not isinstance(holder, yaml.MappingNode) or not holder.value:
            return
        before = next((n for n, (key, _) in enumerate(holder.value) if key.value == after), len(holder.value) - 1)
        end = self._child_end(holder, before)
        if flow or holder.flow_style:
            yield self._with(end, end, f", {path[-1]}: {written(value)}")
            return
        margin = " " * holder.value[0][0].start_mark.column
        if isinstance(value, list) and isinstance(value[0], dict):
            items = [line for one in value for line in _item(one, margin + "  ")]
            yield self._line_after(end, [f"{margin}{path[-1]}:", *items])
            return
        for text in _spellings(value, flow=False) if isinstance(value, str) else [written(value)]:
            yield self._line_after(end, [f"{margin}{path[-1]}: {text}"])

    def dropped(self, path: Path) -> Iterator[str]:
        """The texts that may be without a key, or without a value of a list."""
        holder, _ = self._find(path[:-1])
        if not isinstance(holder, yaml.CollectionNode):
            return
        items = holder.value
        step = path[-1]
        place = step if isinstance(step, int) else [key.value for key, _ in items].index(step)
        starts = [(one[0] if isinstance(one, tuple) else one).start_mark.index for one in items]
        end = self._child_end(holder, place)
        if holder.flow_style and place:
            yield self._with(self._child_end(holder, place - 1), end, "")
        elif holder.flow_style:
            yield self._with(starts[0], starts[1] if len(starts) > 1 else end, "")
        else:
            begun = self._text.rfind("\n", 0, starts[place]) + 1
            yield self._with(begun, self._next_line(end), "")

    def replaced(self, path: Path, value: Any) -> Iterator[str]:
        """The texts that may say something else under a key."""
        holder, flow = self._find(path[:-1])
        found = self._under(holder, path[-1])
        if found is None:
            return
        key, node = found
        self._own(key, node)
        if not isinstance(node, yaml.ScalarNode) or not isinstance(value, str | int):
            return
        start, end = node.start_mark.index, self._end(node)
        if node.style in (">", "|") and isinstance(value, str):
            for block in self._blocks(node, value):
                yield self._with(start, end, block)
            end = len(self._text[:end].rstrip())
        spellings = list(_spellings(value, flow or _in_brackets(holder))) if isinstance(value, str) else [str(value)]
        quote = self._text[start : start + 1]
        # As it was quoted before, where that does.
        spellings.sort(key=lambda one: (one[:1] != quote) if quote in "\"'" else (one[:1] in "\"'"))
        for text in spellings:
            yield self._with(start, end, text if start and self._text[start - 1].isspace() else " " + text)

    def entered(self, path: Path, lines: Sequence[str]) -> Iterator[str]:
        """The texts that may have one more key with its value, in a mapping of lines."""
        if self._root is None or self._under(self._root, path[0]) is None:
            above = [f"{key}:" if not depth else "  " * depth + f"{key}:" for depth, key in enumerate(path[:-1])]
            margin = "  " * len(path[:-1])
            apart = [""] if self.content else []
            yield self._line_after(len(self._text.rstrip()), [*apart, *above, *(margin + line for line in lines)])
            return
        holder, flow = self._find(path[:-1])
        if not isinstance(holder, yaml.MappingNode) or flow or holder.flow_style or not holder.value:
            return
        margin = " " * holder.value[0][0].start_mark.column
        yield self._line_after(self._child_end(holder, len(holder.value) - 1), [margin + line for line in lines])

    def _blocks(self, node: yaml.ScalarNode, value: str) -> Iterator[str]:
        """A text as the block that another was, its lines that still hold kept."""
        header, _, body = self._text[node.start_mark.index : self._end(node)].partition("\n")
        # What follows the last line belongs to nobody.
        ending = body[len(body.rstrip()) :]
        lines = [line.rstrip("\r") for line in body.rstrip().split("\n")]
        margin = re.match(" *", lines[0])
        if margin is None or not margin[0]:
            return
        texts = [line.removeprefix(margin[0]) for line in lines]
        if node.style == ">" and not any(not one or one[0].isspace() for one in texts):
            new = _refolded(texts, value)
        elif node.style == ">":
            new = value.replace("\n", "\n\n").split("\n")
        else:
            new = value.rstrip("\n").split("\n")
        indented = [margin[0] + line if line else "" for line in new]
        yield header.rstrip("\r") + self._break + self._break.join(indented) + ending
        if node.style == ">":
            literal = [margin[0] + line if line else "" for line in value.split("\n")]
            yield header.rstrip("\r").replace(">", "|", 1) + self._break + self._break.join(literal) + ending

    def _find(self, path: Path) -> tuple[yaml.Node, bool]:
        """The node at the end of a path, and whether brackets surround it."""
        node, flow = self._root, False
        for step in path:
            if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                inner: yaml.Node = node.value[step]
                if not node.start_mark.index <= inner.start_mark.index:
                    raise self._shared(inner)
            else:
                found = self._under(node, step)
                if found is None:
                    raise refused(self._name, f"« {step} » n’est pas dans ce fichier", BY_HAND)
                key, inner = found
                self._own(key, inner)
            flow = flow or _in_brackets(node)
            node = inner
        if node is None:
            raise refused(self._name, "ce fichier est vide", BY_HAND)
        return node, flow

    @staticmethod
    def _under(node: yaml.Node | None, key: str | int) -> tuple[yaml.Node, yaml.Node] | None:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        return next(((one, value) for one, value in pairs if one.value == str(key)), None)

    def _own(self, key: yaml.Node, value: yaml.Node) -> None:
        """Refuse to change what stands elsewhere, or what others repeat."""
        start = value.start_mark.index
        if start < key.end_mark.index or self._text[start : start + 1] in ("&", "!"):
            raise self._shared(key)

    def _shared(self, node: yaml.Node) -> ContentError:
        line = node.start_mark.line + 1
        what = "cette valeur sert à plusieurs endroits (« &marque », « *renvoi »)"
        return refused(self._name, what, "changez-la dans le texte du fichier : elle y changera partout", line)

    def _end(self, node: yaml.Node) -> int:
        """Where a value ends, without what comes after its last line."""
        if isinstance(node, yaml.ScalarNode) or _in_brackets(node) or not node.value:
            end: int = node.end_mark.index
            return end
        return self._child_end(node, len(node.value) - 1)

    def _child_end(self, node: yaml.Node, number: int) -> int:
        """Where a value of a list or of a mapping ends."""
        child = node.value[number]
        if isinstance(child, tuple):
            key, value = child
            if value.start_mark.index >= key.end_mark.index:
                return self._end(value)
            start = key.end_mark.index
        elif child.start_mark.index >= node.start_mark.index:
            return self._end(child)
        else:
            start = self._child_end(node, number - 1) if number else node.start_mark.index
        repeated = _ALIAS.match(self._text, start)
        if repeated is None:
            raise self._shared(node)
        return repeated.end()

    def _flow_appended(self, node: yaml.Node, new: str) -> str:
        """The text with one more value in a list in brackets."""
        if not node.value:
            inside = self._text.index("[", node.start_mark.index) + 1
            return self._with(inside, inside, new)
        end = self._child_end(node, len(node.value) - 1)
        begun = self._text.rfind("\n", 0, end) + 1
        if begun > node.start_mark.index and end - begun + len(new) + 2 > WIDTH:
            margin = " " * (end - begun - len(self._text[begun:end].lstrip()))
            return self._with(end, end, f",{self._break}{margin}{new}")
        return self._with(end, end, f", {new}")

    def _with(self, start: int, end: int, new: str) -> str:
        return self._text[:start] + new + self._text[end:]

    def _line_after(self, end: int, lines: Sequence[str]) -> str:
        """The text with lines below the one where something ends."""
        place = self._next_line(end)
        head = self._text[:place]
        if head and not head.endswith("\n"):
            head += self._break
        return head + "".join(line + self._break for line in lines) + self._text[place:]

    def _next_line(self, end: int) -> int:
        """Where the line below the one where something ends begins."""
        found = self._text.find("\n", len(self._text[:end].rstrip()))
        return len(self._text) if found < 0 else found + 1
