"""The reference, made from the code: keys, roles, directives, settings, commands, the Python
interface. What has no description there cannot be built here.
"""

from __future__ import annotations

import argparse
import inspect
import json
import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import sphinx_facts
from sphinx_facts import api, cli, settings
from sphinx_facts.changes import records as change_records
from sphinx_facts.changes.schema import changes_schema
from sphinx_facts.facts.display_text import COUNTS, display_text
from sphinx_facts.facts.schema import facts_schema
from sphinx_facts.model import records
from sphinx_facts.model.field_docs import field_docs
from sphinx_facts.model.roles import ROLES, WRITTEN, RoleTraits, names_of
from sphinx_facts.reports import json as json_report
from sphinx_facts.reports.json import report_schema
from sphinx_facts.runner import results

_TYPES = {
    "string": "text",
    "integer": "whole number",
    "boolean": "true or false",
    "null": "null",
}
_OPTION = re.compile(r"^:([\w-]+): ((?:.+\n?)+)", re.M)


class _FromCode(SphinxDirective):
    """Sections and lists of described things."""

    def section(self, name: str, *content: nodes.Node, title: str = "") -> nodes.section:
        """A section that a link can name."""
        heading = nodes.Text(title) if title else nodes.literal("", name)
        anchor = nodes.make_id(f"{self.name} {name}")
        section = nodes.section("", nodes.title("", "", heading), ids=[anchor], names=[anchor])
        self.set_source_info(section)
        self.state.document.note_explicit_target(section)
        section += list(content)
        return section

    def entries(self, *entries: nodes.definition_list_item) -> Iterator[nodes.Node]:
        """A list of them; nothing where there are none."""
        if entries:
            yield nodes.definition_list("", *entries, classes=["keys"])

    def entry(self, name: str, kinds: Iterable[str], text: str) -> nodes.definition_list_item:
        """A name, what is said of it in a word, and its description."""
        term = nodes.term("", "", nodes.literal("", name))
        for kind in kinds:
            term += nodes.inline("", "", nodes.Text(" · "), *_inline(kind), classes=["kind"])
        made = nodes.definition_list_item("", term, nodes.definition("", *self.text(name, text)))
        self.set_source_info(term)
        return made

    def text(self, name: str, text: str | None) -> list[nodes.Node]:
        """The paragraphs of a description, which must be there."""
        if not (text or "").strip():
            raise self.error(f"{name} has no description in the code")
        made: list[nodes.Node] = []
        for part in re.split(r"\n\s*\n", inspect.cleandoc(text or "")):
            paragraph = nodes.paragraph("", "", *_inline(" ".join(part.split())))
            self.set_source_info(paragraph)
            made.append(paragraph)
        return made

    def longer_name(self, *names: str) -> nodes.paragraph:
        """The names of roles or directives that no other extension can have as well."""
        longer = ", ".join(f"`{names_of(name)[1]}`" for name in names)
        (paragraph,) = self.text(longer, f"In full: {longer}.")
        return paragraph

    def rests_on(self, *modules: Any) -> None:
        """Read the page again when one of these changes."""
        for module in modules:
            self.env.note_dependency(str(inspect.getsourcefile(module)))
        self.env.note_dependency(__file__)


def _inline(text: str) -> Iterator[nodes.Node]:
    """A text in which what stands between backticks is code."""
    for number, part in enumerate(text.split("`")):
        if part:
            yield nodes.literal("", part) if number % 2 else nodes.Text(part)


class SchemaDirective(_FromCode):
    """`facts-keys`, `report-keys`, `changes-keys`: a section for each record of a JSON Schema, with
    its keys.
    """

    def run(self) -> list[nodes.Node]:
        self.rests_on(facts_schema, report_schema, changes_schema, records, change_records)
        schema = json.loads(_SCHEMAS[self.name.removesuffix("-keys")]())
        definitions = schema["$defs"]
        unknown = definitions.keys() - _RECORDS.keys()
        if unknown:
            raise self.error(f"{', '.join(unknown)}: these parts of the schema have no title here")
        return [self._record(name, definitions[name]) for name in _RECORDS if name in definitions]

    def _record(self, name: str, schema: dict[str, Any]) -> nodes.section:
        record, title, _ = _RECORDS[name]
        keys = []
        for field in msgspec.structs.fields(record):
            key, value = field.encode_name, schema["properties"][field.encode_name]
            kinds = [_type(value), *["required"] * (key in schema.get("required", ()))]
            keys.append(self.entry(key, kinds, value.get("description")))
        content = [*self.text(name, schema.get("description")), *self.entries(*keys)]
        return self.section(name, *content, title=title)


_RECORDS: dict[str, tuple[type[msgspec.Struct], str, str]] = {
    "FactsFile": (records.FactsFile, "The file", ""),
    "Source": (records.Source, "A source", "sources"),
    "Origin": (records.Origin, "An origin", "origins"),
    "Person": (records.Person, "A person or institution", "people"),
    "Fact": (records.Fact, "A fact", "facts"),
    "Evidence": (records.Evidence, "A piece of evidence", "pieces of evidence"),
    "Correction": (records.Correction, "A correction", "corrections"),
    "Report": (json_report.Report, "The report", ""),
    "ReportedFinding": (json_report.ReportedFinding, "A finding", "findings"),
    "Summary": (api.Summary, "The summary", ""),
    "Changes": (change_records.Changes, "What has changed", ""),
    "EntryChange": (change_records.EntryChange, "An entry that has changed", "entries"),
    "ValueChange": (change_records.ValueChange, "A value that has changed", "values"),
    "EvidenceChange": (change_records.EvidenceChange, "Evidence that has changed", "evidence"),
    "RootChange": (change_records.RootChange, "A root that has changed", "roots"),
    "PassageChange": (change_records.PassageChange, "A passage that has changed", "passages"),
    "AnswerChange": (change_records.AnswerChange, "An answer that has changed", "answers"),
    "Unread": (results.Unread, "What is not read", "unread"),
}
"""What the definitions of the schemas are made from, and how they are called."""


def _named(schema: dict[str, Any]) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def _type(schema: dict[str, Any]) -> str:
    """What a key takes, in a few words."""
    if "$ref" in schema:
        return _RECORDS[_named(schema)][1].lower()
    if "enum" in schema:
        return " or ".join(f"`{json.dumps(each).strip(chr(34))}`" for each in schema["enum"])
    if "items" in schema:
        return f"list of {_plural(schema['items'])}"
    if "anyOf" in schema:
        return " or ".join(_type(each) for each in schema["anyOf"])
    if schema["type"] == "object":
        held = schema["additionalProperties"]
        return f"{_plural(held)} by {'ids' if '$ref' in held else 'names'}"
    return _TYPES[schema["type"]]


def _plural(schema: dict[str, Any]) -> str:
    """What several of these are called."""
    if "$ref" in schema:
        return _RECORDS[_named(schema)][2]
    if "anyOf" in schema:
        return " or ".join(_plural(each) for each in schema["anyOf"])
    if "items" in schema:
        return f"lists of {_plural(schema['items'])}"
    return f"{_type(schema)}s"


class RolesDirective(_FromCode):
    """`all-roles`: each role that an author may write, with its longer name."""

    def run(self) -> list[nodes.Node]:
        self.rests_on(RoleTraits, display_text)
        return [self._role(role, ROLES[role]) for role in WRITTEN]

    def _role(self, role: str, traits: RoleTraits) -> nodes.section:
        text = traits.meaning
        if traits.entry == "count":
            text += f"\n\nWhat is counted: {', '.join(f'`{name}`' for name in COUNTS)}."
        return self.section(role, *self.text(role, text), self.longer_name(role))


class DirectivesDirective(_FromCode):
    """`all-directives`: each directive of the extension, with its argument and its options."""

    def run(self) -> list[nodes.Node]:
        ours: dict[Any, list[str]] = {}
        for name, directive in sorted(directives._directives.items()):
            if directive.__module__.startswith("sphinx_facts."):
                ours.setdefault(directive, []).append(name)
        self.rests_on(*ours)
        return [self._directive(names, directive) for directive, names in ours.items()]

    def _directive(self, names: list[str], directive: Any) -> nodes.section:
        text = inspect.cleandoc(directive.__doc__ or "")
        content = self.text(names[0], _OPTION.sub("", text))
        told = {option: " ".join(says.split()) for option, says in _OPTION.findall(text)}
        options = [
            self.entry(f":{option}:", [], told.get(option))
            for option in directive.option_spec or {}
        ]
        longer = self.longer_name(*names)
        return self.section(", ".join(names), *content, *self.entries(*options), longer)


class SettingsDirective(_FromCode):
    """`project-settings`, `conf-settings`: those of pyproject.toml, and those of conf.py."""

    def run(self) -> list[nodes.Node]:
        self.rests_on(settings.Settings)
        of_project = self.name == "project-settings"
        return list(self.entries(*(self._of_project() if of_project else self._of_conf())))

    def _of_project(self) -> Iterator[nodes.definition_list_item]:
        told = field_docs(settings.Settings)
        (_,), definitions = msgspec.json.schema_components([settings.Settings])
        for field in msgspec.structs.fields(settings.Settings):
            name, default = field.encode_name, json.dumps(_default(field))
            schema, text = definitions["Settings"]["properties"][name], told.get(name, "")
            if names := schema.get("items", {}).get("enum"):
                text += f"\n\nThe names: {', '.join(f'`{each}`' for each in names)}."
            kind = "list of names" if names else _type(schema)
            yield self.entry(name, [kind, f"default `{default}`"], text)

    def _of_conf(self) -> Iterator[nodes.definition_list_item]:
        for name, option in sorted(self.config._options.items()):
            if name.startswith("facts_"):
                told = _sentence(option.description)
                yield self.entry(name, [f"default `{option.default!r}`"], told)


def _default(field: Any) -> Any:
    """What a field is where nothing is said."""
    is_made = field.default_factory is not msgspec.NODEFAULT
    return field.default_factory() if is_made else field.default


class CommandsDirective(_FromCode):
    """`commands`: each command with its arguments and options, as `--help` has them."""

    def run(self) -> list[nodes.Node]:
        self.rests_on(cli)
        (commands,) = (
            action
            for action in cli.make_parser()._actions
            if isinstance(action, argparse._SubParsersAction)
        )
        told = {choice.dest: choice.help for choice in commands._choices_actions}
        return [
            self._command(name, told.get(name), parser) for name, parser in commands.choices.items()
        ]

    def _command(
        self, name: str, told: str | None, parser: argparse.ArgumentParser
    ) -> nodes.section:
        parser.formatter_class = partial(argparse.HelpFormatter, width=80)
        usage = inspect.cleandoc(parser.format_usage().replace("usage: ", " " * 7))
        block = nodes.literal_block(usage, usage, language="none")
        options = [
            self.entry(_called(action), [], _expanded(action))
            for action in parser._actions
            if not isinstance(action, argparse._HelpAction)
        ]
        content = [*self.text(name, _sentence(told)), block, *self.entries(*options)]
        return self.section(name, *content)


def _called(action: argparse.Action) -> str:
    if not action.option_strings:
        return str(action.metavar or action.dest)
    value = action.metavar or "|".join(action.choices or ()) or action.dest.upper()
    return ", ".join(action.option_strings) + ("" if action.nargs == 0 else f" {value}")


def _expanded(action: argparse.Action) -> str:
    return _sentence(action.help and action.help % vars(action))


def _sentence(text: str | None) -> str:
    """A text of the command line, which begins small and ends without a mark."""
    return f"{text[:1].upper()}{text[1:]}." if text else ""


class InterfaceDirective(_FromCode):
    """`python-interface`: what `sphinx_facts` itself hands on, with signatures and docstrings."""

    def run(self) -> list[nodes.Node]:
        public = [name for name in sphinx_facts.__all__ if name not in ("setup", "__version__")]
        things = {
            name: getattr(sphinx_facts, name) for name in sorted(public, key=_functions_first)
        }
        self.rests_on(*things.values())
        return [self._thing(name, thing) for name, thing in things.items()]

    def _thing(self, name: str, thing: Any) -> nodes.section:
        content = self.text(name, inspect.getdoc(thing))
        if isinstance(thing, type):
            content += self.entries(*self._members(thing))
        else:
            written = f"{name}{_signature(thing)}"
            content.insert(0, nodes.literal_block(written, written, language="python"))
        return self.section(name, *content)

    def _members(self, record: Any) -> Iterator[nodes.definition_list_item]:
        """The fields of a record, and what can be asked of it."""
        told = field_docs(record)
        for field in record.__struct_fields__:
            kind = record.__annotations__[field]
            yield self.entry(field, [f"`{kind}`"], told.get(field))
        for name, member in vars(record).items():
            if isinstance(member, property) and not name.startswith("_"):
                yield self.entry(name, ["property"], inspect.getdoc(member))
            elif inspect.isfunction(member) and not name.startswith("_"):
                written = f"{name}{inspect.signature(member)}".replace("'", "")
                yield self.entry(written.replace("(self, ", "("), [], inspect.getdoc(member))


def _functions_first(name: str) -> tuple[bool, str]:
    return name[0].isupper(), name


def _signature(function: Any) -> str:
    """One parameter a line, with their types as they are written."""
    lines, is_keyword = [], False
    signature = inspect.signature(function)
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not is_keyword:
            lines.append("*")
            is_keyword = True
        written = str(parameter).replace(": '", ": ").replace("' =", " =").removesuffix("'")
        lines.append(re.sub(r"= <.*>", "= ...", written))
    result = str(signature.return_annotation).strip("'")
    return "(\n    " + ",\n    ".join(lines) + f",\n) -> {result}"


class MeasuredDirective(_FromCode):
    """`measured`: the rows that the benchmark has written, as it prints them."""

    def run(self) -> list[nodes.Node]:
        path = Path(self.env.srcdir, "measured.json")
        self.env.note_dependency(str(path))
        rows = json.loads(path.read_text("utf-8"))
        width = max(len(row["measure"]) for row in rows)
        text = "\n".join(_measured(row, width) for row in rows)
        return [nodes.literal_block(text, text, language="none")]


def _measured(row: dict[str, Any], width: int) -> str:
    value, limit = row["value"], row["limit"]
    line = f"{row['measure']:{width}} {value:9.3f} {row['unit']:3}"
    if limit:
        reached = value >= -limit if limit < 0 else value <= limit
        sign = ">=" if limit < 0 else "<="
        line += f" {sign} {abs(limit):<4g} {'reached' if reached else 'short'}"
    return line.rstrip()


_SCHEMAS = {"facts": facts_schema, "report": report_schema, "changes": changes_schema}


def _publish_schemas(app: Sphinx, exception: Exception | None) -> None:
    """Put them beside the pages, where programs can fetch them."""
    if exception is None and app.builder.format == "html":
        folder = Path(app.outdir, "schemas")
        folder.mkdir(exist_ok=True)
        for name, schema in _SCHEMAS.items():
            (folder / f"{name}.json").write_text(schema() + "\n", "utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.connect("build-finished", _publish_schemas)
    for name, directive in {
        "facts-keys": SchemaDirective,
        "report-keys": SchemaDirective,
        "changes-keys": SchemaDirective,
        "all-roles": RolesDirective,
        "all-directives": DirectivesDirective,
        "project-settings": SettingsDirective,
        "conf-settings": SettingsDirective,
        "commands": CommandsDirective,
        "python-interface": InterfaceDirective,
        "measured": MeasuredDirective,
    }.items():
        app.add_directive(name, directive)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
