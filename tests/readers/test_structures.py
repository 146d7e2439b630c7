"""What stands over a passage is known, the same in a chapter, its tree and its page."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from building import Build, build, search
from conftest import ROOT

from sphinx_facts.model.passages import HIDDEN, Passage, Structure
from sphinx_facts.readers.html import read_html
from sphinx_facts.readers.myst import read_chapter
from sphinx_facts.sphinx_ext.doctree_reader import read_doctree

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "structures.yaml").read_text("utf-8"))
BUILT = [name for name, case in CASES.items() if "only" not in case]
CONF = 'extensions = ["myst_parser"]\nmyst_enable_extensions = ["colon_fence", "deflist"]\n'


def expected(case: dict[str, Any]) -> dict[str, Structure]:
    return {
        text.replace("□", HIDDEN): msgspec.convert(structure, Structure)
        for text, structure in case["passages"].items()
    }


def found(passages: Iterable[Passage]) -> dict[str, Structure]:
    return {passage.text.strip(): passage.structure for passage in passages}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A book of the chapters whose pages say what they say."""
    docs = tmp_path_factory.mktemp("book") / "docs"
    docs.mkdir()
    (docs / "conf.py").write_text(CONF + "html_theme = 'basic'\nhtml_sidebars = {'**': []}\n")
    for number, name in enumerate(BUILT):
        (docs / f"{number}.md").write_text(f"---\norphan: true\n---\n\n{CASES[name]['markdown']}")
    (docs / "index.md").write_text("# The book\n")
    return build(docs, docs.parent / "html")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_stands_over_the_passages_of_a_chapter_is_known(
    case: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "chapter.md"
    path.write_text(case["markdown"], "utf-8")
    passages = read_chapter(path, lambda _role, target: target, ["colon_fence", "deflist"])
    assert found(passages) == expected(case)
    if "in_any_order" not in case:
        assert list(found(passages)) == list(expected(case))


@pytest.mark.parametrize("name", BUILT)
def test_it_is_the_same_in_the_document_tree(built: Build, name: str) -> None:
    doctree = built.env.get_doctree(str(BUILT.index(name)))
    assert found(read_doctree(doctree, [])) == expected(CASES[name])


@pytest.mark.parametrize("name", BUILT)
def test_it_is_the_same_on_the_page(built: Build, name: str) -> None:
    html = re.sub('<a class="headerlink".*?</a>', "", built.page(str(BUILT.index(name))))
    body = search(r'<div class="body" role="main">.*?(?=<div class="clearer">)', html, re.DOTALL)
    assert found(read_html(body[0], "page", is_page=True)) == expected(CASES[name])
