"""The reference of findings, made from the rules and their examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..model.findings import Rule
from ..reports.examples import BOOK, Example, blocks, read_book, read_example
from ..rules.registry import GROUPS, every_rule, modules


class FindingsDirective(SphinxDirective):
    """Lists all findings of this tool: a section for each, with examples and its code as anchor."""

    def run(self) -> list[nodes.Node]:
        """Sections by the first letter of the codes, and one with the book of the examples."""
        for file in (BOOK, *(module.__file__ for module in modules())):
            self.env.note_dependency(str(file))
        made: list[nodes.Node] = []
        for letter, title in GROUPS.items():
            group = self._section(f"findings-{letter}", nodes.Text(title))
            rules = every_rule().values()
            group += [self._rule(rule) for rule in rules if rule.code[0] == letter]
            made.append(group)
        book = self._section("findings-book", nodes.Text("The book of the examples"))
        book += list(_show(read_book(), ""))
        return [*made, book]

    def _rule(self, rule: Rule) -> nodes.section:
        section = self._section(
            rule.code, nodes.literal("", rule.code), nodes.Text(f" {rule.name}")
        )
        section += nodes.paragraph("", "", *_inline(rule.meaning))
        section += nodes.paragraph("", "", *_inline(f"What to do: {rule.help}"))
        section += list(_example(read_example(rule)))
        return section

    def _section(self, name: str, *title: nodes.Node) -> nodes.section:
        name = name.lower()
        section = nodes.section("", nodes.title("", "", *title), ids=[name], names=[name])
        self.set_source_info(section)
        self.state.document.note_explicit_target(section)
        return section


def _inline(text: str) -> Iterator[nodes.Node]:
    """A text in which what stands between backticks is code."""
    for number, part in enumerate(text.split("`")):
        yield nodes.literal("", part) if number % 2 else nodes.Text(part)


def _example(example: Example) -> Iterator[nodes.Node]:
    yield from _show(example.wrong, "For example, ")
    yield nodes.paragraph("", "The check says:")
    yield _code(example.says.rstrip("\n"))
    yield from _show(example.right, "In order, ")


def _show(files: Mapping[str, str], opening: str) -> Iterator[nodes.Node]:
    for heading, text in blocks(files):
        place = nodes.literal("", heading)
        yield nodes.paragraph("", "", nodes.Text(opening), place, nodes.Text(":"))
        yield _code(text)
        opening = ""


def _code(text: str) -> nodes.literal_block:
    return nodes.literal_block(text, text, language="none")
