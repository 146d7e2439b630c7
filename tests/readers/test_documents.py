"""What Sphinx would build of a folder, told without running anything; and its configuration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from books import CASES, write

from sphinx_facts.model.passages import HIDDEN
from sphinx_facts.readers.conf_py import read_conf_py
from sphinx_facts.readers.documents import find_documents, myst_extensions, static_files
from sphinx_facts.readers.find_configuration import read_configuration
from sphinx_facts.readers.jupyter_book import read_contents
from sphinx_facts.readers.shown_settings import read_shown

FOLDERS = yaml.safe_load((CASES / "documents.yaml").read_text("utf-8"))
CONFS = yaml.safe_load((CASES / "conf.yaml").read_text("utf-8"))


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder in a project that ends there."""
    write(tmp_path, {"pyproject.toml": "", "docs": None})
    return tmp_path / "docs"


@pytest.mark.parametrize("case", FOLDERS.values(), ids=FOLDERS)
def test_what_would_be_built_is_found(case: dict[str, Any], docs: Path) -> None:
    files = dict.fromkeys(case["files"], "") | case.get("also", {})
    write(docs, files | ({"conf.py": case["conf"]} if "conf" in case else {}))
    found: dict[str, list[str]] = {"markdown": [], "notebook": [], "build": []}
    for path, way in find_documents([docs]).ways.items():
        found[way].append(path.relative_to(docs).as_posix())
    assert found == {way: case.get(way, []) for way in found}


STATIC = {
    "": "a.css _static/b.css drafts/c.css drafts/static/d.css",
    "exclude_patterns = ['drafts', '_static']": "a.css",
    "exclude_patterns = ['drafts', '_static']\nhtml_static_path = ['_static', 'drafts/static']": (
        "a.css _static/b.css drafts/static/d.css"
    ),
    "exclude_patterns = ['drafts', '_static']\nhtml_static_path = folders()": (
        "a.css _static/b.css drafts/c.css drafts/static/d.css"
    ),
}


@pytest.mark.parametrize("conf", STATIC)
def test_static_files_are_those_that_a_book_shows(conf: str, docs: Path) -> None:
    write(docs, {"conf.py": conf, ".venv/e.css": "", "out/.buildinfo": "", "out/f.css": ""})
    write(docs, dict.fromkeys(STATIC[""].split(), ""))
    shown = {each.relative_to(docs).as_posix() for each in static_files([docs], ".css")}
    assert shown == set(STATIC[conf].split())


def test_a_document_is_one_of_the_book_above_it(docs: Path) -> None:
    write(docs, {"conf.py": "exclude_patterns = ['part/b.md']", "part/a.rst": "", "part/b.md": ""})
    found = find_documents([docs / "part"])
    assert (list(found.ways), list(found.homes.values())) == ([docs / "part" / "a.rst"], [docs])
    # What somebody names is read, whatever the patterns say.
    assert list(find_documents([docs / "part" / "b.md"]).ways) == [docs / "part" / "b.md"]


def test_a_linked_folder_is_part_of_the_book_and_read_once(docs: Path) -> None:
    write(docs.parent, {"parts/a.md": "", "docs/conf.py": "", "docs/parts": {"link": "../parts"}})
    write(docs, {"parts/loop": {"link": "."}})
    assert list(find_documents([docs]).ways) == [docs / "parts" / "a.md"]


def test_what_is_enabled_in_the_configuration_counts_unless_something_else_is_said(
    docs: Path,
) -> None:
    write(docs, {"conf.py": "myst_enable_extensions = ['colon_fence']", "a.md": ""})
    found = find_documents([docs])
    assert set(myst_extensions(found)) == {"colon_fence"}
    assert set(myst_extensions(found, ["deflist"])) == {"deflist"}
    assert set(myst_extensions(found, [])) == set()


@pytest.mark.parametrize("case", CONFS.values(), ids=CONFS)
def test_a_conf_py_is_read_and_not_run(case: dict[str, Any], tmp_path: Path) -> None:
    conf = read_conf_py(tmp_path / "conf.py", case["conf"])
    values = case.get("values", {})
    assert {name: conf.values.get(name) for name in values} == values
    assert list(conf.unread) == case.get("unread", [])
    shown = [
        f"{each.starts[0].number}:{each.starts[0].column} "
        f"{each.text.replace(HIDDEN, '□').replace(chr(10), '/')}"
        for each in conf.shown
    ]
    assert sorted(shown) == case.get("shown", [])


@pytest.mark.parametrize("conf", [b"project = '\xff'", b"project = " + b"(" * 5000, b"x = '\0'"])
def test_of_what_is_no_python_nothing_is_known(conf: bytes, docs: Path) -> None:
    write(docs, {"conf.py": conf})
    found = read_configuration(docs)
    assert found is not None
    assert "extensions" in found.unread


@pytest.mark.parametrize(
    "conf",
    [
        "project = 'ab'\n" + "project = project + project\n" * 60,
        "extensions = ['ab']\n" + "extensions = [*extensions, *extensions]\n" * 60,
        "project = " + " + ".join(["'ab'"] * 20_000),
        "project = 'ab'\n" + "project = f'{project}{project}'\n" * 60,
        "extensions = ['ab']\n" + "extensions += extensions\n" * 60,
    ],
)
def test_settings_that_grow_without_end_are_let_be(conf: str, docs: Path) -> None:
    found = read_conf_py(docs / "conf.py", conf)
    assert found.unread


JUPYTER_BOOK = """\
title: The 65 bridges
copyright: "2024"
exclude_patterns: [drafts]
parse:
  myst_enable_extensions: [deflist]
  myst_substitutions: {boats: 66 boats}
html:
  announcement: "<b>67 carts</b>"
sphinx:
  extra_extensions: [sphinx_facts]
  config:
    language: en
    html_short_title: 68 bridges
"""


def test_a_jupyter_book_has_its_settings_elsewhere(docs: Path) -> None:
    write(docs, {"_config.yml": JUPYTER_BOOK, "_toc.yml": "", "a.md": "", "drafts/b.md": ""})
    found = find_documents([docs])
    assert list(found.ways) == [docs / "a.md"]
    assert set(myst_extensions(found)) == {"deflist"}
    passages = read_shown(found.configurations[docs], lambda _role, target: target)
    places = [passage.locate(0, 2) for passage in passages]
    assert [
        (passage.text, place.line, place.column)
        for passage, place in zip(passages, places, strict=True)
    ] == [
        ("The 65 bridges", 1, 8),
        ("66 boats", 6, 31),
        ("68 bridges", 13, 23),
        ("67 carts", 8, 21),
    ]


@pytest.mark.parametrize("text", ["[", "a: &a {b: *a}", "title: {a: {b: 1}}", "- a", ""])
def test_a_jupyter_book_that_says_nothing(text: str, docs: Path) -> None:
    write(docs, {"_config.yml": text, "_toc.yml": ""})
    found = read_configuration(docs)
    assert found is not None
    assert found.shown == ()
    assert read_contents(text) == [] or text.startswith("title")


def test_titles_in_the_contents_of_a_jupyter_book_are_shown() -> None:
    text = "root: a\nparts:\n  - caption: 64 boats\n    chapters: [{file: b, title: 'Of 65'}]\n"
    shown = [(each.text, *each.starts) for each in read_contents(text)]
    assert shown == [("64 boats", (3, 14)), ("Of 65", (4, 34))]


def test_substitutions_are_markdown_and_titles_are_not(docs: Path) -> None:
    write(docs, {
        "conf.py": "myst_substitutions = {'a': 'Of *two* {fact}`cars`.'}\n"
        "html_title = 'Of *two* {fact}`cars`.'\n"
    })  # fmt: skip
    found = read_configuration(docs)
    assert found is not None
    passages = read_shown(found, lambda _role, target: f"‹{target}›")
    assert [(each.text, len(each.citations)) for each in passages] == [
        ("Of two ‹cars›.", 1),
        ("Of *two* {fact}`cars`.", 0),
    ]
