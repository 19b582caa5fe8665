"""Answer templates: Jinja2 in a sandbox, with French filters. A template is compiled when it is first used."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer

from bot.facts.records import Record, Type
from bot.french import agreement

ARTICLES = ("Le ", "La ", "Les ", "L’")


def _article(record: Record) -> str:
    return record.values.get("article") or ""


def name_of(thing: Any) -> str:
    """A record's name with its article as it stands inside a sentence (« le Kremlin-Bicêtre »), or the text itself."""
    if not isinstance(thing, Record):
        return str(thing)
    name = agreement.with_article(thing.name, _article(thing))
    return name[0].lower() + name[1:] if name.startswith(ARTICLES) else name


def _plural(things: Iterable[Record]) -> bool:
    """Whether what is said of these records takes the plural (« les Yvelines »)."""
    named = [name_of(thing) for thing in things]
    return len(named) > 1 or named[0].startswith("les ")


def _de(thing: Any) -> str:
    return (
        agreement.with_de(thing.name, _article(thing)) if isinstance(thing, Record) else agreement.with_de(str(thing))
    )


def _a(thing: Any) -> str:
    return agreement.with_a(thing.name, _article(thing)) if isinstance(thing, Record) else agreement.with_a(str(thing))


def _dans(thing: Any) -> str:
    """« à Vincennes », « dans le Val-de-Marne », « en Seine-Saint-Denis »: the record's `locatif` if it has one."""
    if not isinstance(thing, Record):
        return f"dans {thing}"
    if thing.values.get("locatif"):
        return str(thing.locatif)
    return f"dans {name_of(thing)}" if _article(thing) else _a(thing)


def _when(years: Iterable[Record]) -> str:
    """« en 2021 et 2022 », « depuis 2020 »."""
    names = [year.name for year in years]
    return ("en " if names[0].isdigit() else "") + agreement.join_words(names)


def _owned(groups: Iterable[tuple[Record, list[Record]]]) -> str:
    """« Antony (« Stationnement intelligent ») et Levallois (« Smart parking ») »; beyond three, a line each."""
    entries = [(name_of(owner), rows) for owner, rows in groups]
    if len(entries) <= 3:
        return agreement.join_words(f"{owner} ({_titles(rows)})" for owner, rows in entries) + "."
    return "".join(f"\n- {agreement.capitalised(owner)} : {_titles(rows)}" for owner, rows in entries)


def _sizes(groups: Iterable[tuple[Record, list[Record]]]) -> str:
    """A line for each group with its number of rows."""
    return "".join(f"\n- {agreement.capitalised(name_of(owner))} : {len(rows)}" for owner, rows in groups)


def _title(row: Record | str) -> str:
    return f"« {row.name if isinstance(row, Record) else row} »"


def _titles(rows: Iterable[Record | str]) -> str:
    return agreement.join_words(_title(row) for row in rows)


def _day(when: date, weekday: str = "") -> str:
    return f"{weekday} {agreement.date_text(when)}".strip()


_FIRST_SENTENCE = re.compile(r".*?[^\d ][.?!](?=\s+[A-ZÀ-Ý«]|$)", re.DOTALL)


def _brief(text: str) -> str:
    """The head of a reply: what stands before its list, or its first sentence."""
    head, _, listed = text.partition("\n- ")
    if listed:
        return re.sub(r"[\s:.]*$", ".", head, count=1)
    sentence = _FIRST_SENTENCE.match(text)
    return sentence.group() if sentence else text


FILTERS: Mapping[str, Callable[..., Any]] = {
    "nom": name_of,
    "de": _de,
    "a": _a,
    "dans": _dans,
    "lieux": lambda things: agreement.join_words(_dans(thing) for thing in things),
    "plusieurs": _plural,
    "quand": _when,
    "et": lambda things: agreement.join_words(name_of(thing) for thing in things),
    "ou": lambda things: agreement.join_words((name_of(thing) for thing in things), "ou"),
    "titre": _title,
    "titres": _titles,
    "par": _owned,
    "effectifs": _sizes,
    "nombre": agreement.number_text,
    "part": agreement.percent_text,
    "euros": lambda cents: f"{agreement.number_text(cents / 100)}{agreement.NO_BREAK_SPACE}€",
    "lettres": agreement.number_word,
    "compte": agreement.count_of,
    "date": _day,
    "mois": agreement.month_text,
    "maj": agreement.capitalised,
    "bref": _brief,
    "premiers": lambda things, most: agreement.first([name_of(thing) for thing in things], most),
}


NO_PHRASES: Mapping[str, str] = {}


PLAIN = (Record, Type)
"""What only tells: nothing of it can be changed or called to do harm."""


class _Scope(Context):
    """What a template may name: its values, or what every template may."""

    def resolve_or_missing(self, key: str) -> Any:
        known = self.vars if key in self.vars else self.parent if key in self.parent else self.environment.globals
        return known.get(key, missing)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Where templates run, one after another: nothing in them awaits."""

    def __init__(self, filters: Mapping[str, Callable[..., Any]], shared: Mapping[str, Any]) -> None:
        super().__init__(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)
        awaited = {name: getattr(one, "__wrapped__", one) for name, one in self.filters.items()}
        self.filters = {**awaited, **filters}
        self.globals.update(shared)
        self._plain_tests: dict[str, Any] = {
            name: one for name, one in self.tests.items() if not hasattr(one, "jinja_pass_arg")
        }

    def call_test(self, name: str, value: Any, args: Any = None, kwargs: Any = None, *context: Any) -> Any:
        # Filters ask so of each thing (« selectattr »); nearly all tests ask nothing of where they are.
        holds = None if kwargs else self._plain_tests.get(name)
        return super().call_test(name, value, args, kwargs, *context) if holds is None else holds(value, *(args or ()))

    def getattr(self, obj: Any, attribute: str) -> Any:
        # Nearly all are of records and types, which are none of what else is looked for: functions, lists that may be
        # changed…
        if type(obj) in PLAIN and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return super().getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        # Filters look for attributes so.
        if type(obj) in PLAIN and isinstance(argument, str):
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)


class _Inlining(NodeTransformer):
    """Puts the phrases that a template includes in their place, so that rendering looks none up."""

    def __init__(self, environment: _Sandbox, phrases: Mapping[str, str], within: tuple[str, ...] = ()) -> None:
        self._environment = environment
        self._phrases = phrases
        self._within = within

    def visit_Include(self, node: nodes.Include) -> list[nodes.Node]:
        name = str(node.template.value) if isinstance(node.template, nodes.Const) else "?"
        if name not in self._phrases:
            raise TemplateSyntaxError(f"la formule « {name} » n’existe pas", node.lineno)
        if name in self._within:
            raise TemplateSyntaxError(f"la formule « {name} » se contient elle-même", node.lineno)
        tree = self._environment.parse(self._phrases[name])
        _Inlining(self._environment, self._phrases, (*self._within, name)).visit(tree)
        return tree.body


class Templates:
    """Compiles and renders answer templates."""

    def __init__(
        self,
        shared: dict[str, Any],
        filters: dict[str, Callable[..., Any]],
        phrases: Mapping[str, str] = NO_PHRASES,
    ) -> None:
        """
        Args:
            shared: what every template may name.
            filters: filters beside those of French.
            phrases: parts of templates by name, for those that include them.
        """
        self._environment = _Sandbox({**FILTERS, **filters}, shared)
        self._inlining = _Inlining(self._environment, phrases)
        self._compiled: dict[str, Template] = {}
        self._parsed: dict[str, nodes.Template] = {}
        """Those that were checked, until they are compiled."""

    def faults(self, sources: Iterable[str]) -> dict[str, str]:
        """What is wrong with those templates that have a fault."""
        found = ((source, self.fault(source)) for source in dict.fromkeys(sources))
        return {source: fault for source, fault in found if fault is not None}

    def fault(self, source: str) -> str | None:
        """What is wrong with a template, or `None`."""
        return self._fault(source) if "{" in source else None

    def _fault(self, source: str) -> str | None:
        try:
            tree = self._parsed[source] = self._parse(source)
            for used in tree.find_all(nodes.Filter):
                if used.name not in self._environment.filters:
                    return f"le filtre « {used.name} » n’existe pas"
        except TemplateError as error:
            return str(error)
        return None

    def compiled(self, source: str) -> Template:
        """A template, compiled at its first use."""
        template = self._compiled.get(source)
        if template is None:
            tree = self._parsed.pop(source, None) or self._parse(source)
            template = self._compiled[source] = self._environment.from_string(tree)
        return template

    def _parse(self, source: str) -> nodes.Template:
        tree = self._environment.parse(source)
        self._inlining.visit(tree)
        return tree

    def render(self, source: str, values: dict[str, Any]) -> str:
        """The text of a template, spaces tidied.

        Raises:
            jinja2.TemplateError: the template names something that is not there.
        """
        text = self._write(self.compiled(source), values) if "{" in source else source
        return agreement.typeset(text.strip())

    def _write(self, template: Template, values: dict[str, Any]) -> str:
        # As Template.render does, which copies all that may be named.
        try:
            return "".join(template.root_render_func(_Scope(self._environment, values, template.name, {})))
        except Exception:
            self._environment.handle_exception()
