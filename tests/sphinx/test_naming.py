"""Roles and directives have short names, which are everybody's words, and longer ones in their
domain.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from building import FILES, Book

from sphinx_facts.model.roles import ROLES, names_of
from sphinx_facts.readers.visibility import CHART_KINDS, DIRECTIVES, OWN_DIRECTIVES
from sphinx_facts.sphinx_ext.chart_drawing import PAINTERS

OWN = {name.removeprefix("facts:") for name in DIRECTIVES if name.startswith("facts:")}
CHART = "# A chart\n\n```{chart} bars\n:title: Cars\n\nThey cross the bridge <cars>\n```\n"


def with_longer_names(text: str) -> str:
    """A chapter that calls each role and directive of the extension by its longer name."""
    for role in ROLES:
        text = text.replace(f"{{{role}}}`", f"{{{names_of(role)[1]}}}`")
    return re.sub(rf"```\{{({'|'.join(OWN)})\}}", r"```{facts:\1}", text)


def book(folder: Path, change: Callable[[str], str] = str) -> Book:
    chapters = {name: text for name, text in FILES.items() if name.endswith(".md")}
    chapters["docs/plain.md"] = CHART
    made = Book(folder)
    made.write({name: change(text) for name, text in chapters.items()})
    return made


def test_a_book_with_longer_names_is_the_same_book(tmp_path: Path) -> None:
    short = book(tmp_path / "short").build(html_copy_source=False)
    longer = book(tmp_path / "longer", with_longer_names)
    assert "{facts:cite-fact}" in (longer.folder / "docs" / "bridge.md").read_text("utf-8")
    made = longer.build(facts_short_names=False, html_copy_source=False)
    assert made.warnings == short.warnings == []
    assert made.pages() == short.pages()


def test_without_short_names_they_are_nobodys(tmp_path: Path) -> None:
    made = book(tmp_path).build(facts_short_names=False)
    kinds = "interpreted text role|directive type:?"
    unknown = re.findall(rf"Unknown (?:{kinds}) \W?([\w-]+)", "\n".join(made.warnings))
    assert {"fact", "quote", "named", "person", "source", "own", "count"} <= set(unknown)
    assert {"quotation", "facts", "people", "sources", "chart"} <= set(unknown)


def test_the_options_and_kinds_that_the_check_knows_are_those_that_there_are(
    tmp_path: Path,
) -> None:
    domain = book(tmp_path).build().env.domains["facts"]
    options = {name: tuple(each.option_spec or ()) for name, each in domain.directives.items()}
    assert {name: options[name] for name in OWN_DIRECTIVES} == OWN_DIRECTIVES
    assert sorted(PAINTERS) == sorted(CHART_KINDS)


def test_links_of_other_projects_keep_their_names(tmp_path: Path) -> None:
    linking = book(tmp_path, with_longer_names)
    linking.write({"docs/plain.md": "# A link\n\nSee {facts:fact}`the cars <cars>`.\n"})
    for short_names in (True, False):
        page = linking.build(facts_short_names=short_names).page("plain")
        assert 'href="lists.html#fact-cars"' in page
