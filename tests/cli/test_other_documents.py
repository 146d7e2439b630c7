"""A check reads all that Sphinx builds, or says what it has not read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from books import make_book, write
from conftest import SITE

from sphinx_facts.api import check_book
from sphinx_facts.cli import main

CONF = 'extensions = ["myst_parser", "sphinx_facts"]\nexclude_patterns = ["_build"]\n'
NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "metadata": {}, "source": ["# Boats\n", "\n", "There are 64.\n"]}
    ],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 5,
}
IN_RST = """\
Boats
=====

Of all that float there are
64 boats here, and :fact:`cars` cross the bridge.

.. sphinx-facts: ignore[F001] The rhyme counts them.

There are 65 in the rhyme.

.. include:: part.txt
"""


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(make_book(tmp_path), {"pyproject.toml": "", "docs/conf.py": CONF})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(SITE))
    return tmp_path


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[list[str], dict[str, Any]]:
    """The findings, each as a line, and the summary."""
    main(["check", *arguments, "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    findings = [
        f"{each['path']}:{each['line']}:{each['column']} {each['code']} {each['message']}"
        for each in report["findings"]
    ]
    return findings, report["summary"]


# reStructuredText


def test_restructuredtext_is_read_by_a_build(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(book, {"docs/index.rst": IN_RST, "docs/part.txt": "There are 66 in this part.\n"})
    before = sorted(book.rglob("*"))
    findings, summary = check(capsys, "--no-cache")
    assert findings == [
        "docs/index.rst:5:1 F001 “64” is a figure that no fact is cited for",
        "docs/part.txt:1:11 F001 “66” is a figure that no fact is cited for",
    ]
    assert summary["unread"] == []
    assert (summary["chapters"], summary["accepted"]) == (2, 1)
    assert sorted(book.rglob("*")) == before


def test_what_a_build_can_make_nothing_of_is_a_finding(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Boats\n=====\n\n.. fcat:: cars\n\n:fcat:`cars`\n\n.. include:: nowhere.txt\n"
    write(book, {"docs/index.rst": text})
    findings, _ = check(capsys)
    assert [each.partition(" [Errno")[0] for each in findings] == [
        'docs/index.rst:4:1 C012 Unknown directive type "fcat"',
        'docs/index.rst:6:1 C012 Unknown interpreted text role "fcat"',
        'docs/index.rst:8:1 C012 Problems with "include" directive path: InputError:',
    ]


def test_what_is_wrong_with_how_it_is_written_is_found_there(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Boats\n=====\n\n.. raw:: html\n\n   <p>Boats</p>\n   <x-y>Boats</x-y>\n\n"
    text += "It floats.\n\n.. sphinx-facts: ignore[F001] For nothing.\n\nIt sinks.\n\n"
    text += ".. sphinx-facts: ignore[F001] For nothing.\n.. sphinx-facts: ignore[Q001]\n\n"
    text += (
        "- It floats.\n\n.. parsed-literal::\n\n   :fact:`cars`\n\nOf 64.\n\n.. sphinx-facts: so\n"
    )
    write(book, {"docs/index.rst": text})
    findings, _ = check(capsys)
    assert [f"{place.split(':')[1]} {code}" for place, code, *_ in map(str.split, findings)] == [
        "7 C010", "11 C007", "15 C007", "16 C008", "22 C011", "22 F005", "24 F001", "26 C007",
    ]  # fmt: skip


def test_a_fact_that_is_cited_there_alone_is_used(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (book / "docs" / "bridge.md").read_text("utf-8").replace(" cross it", " cross")
    write(book, {"docs/bridge.md": text.replace("{named}`lady`", "that"), "docs/lady.rst": ""})
    assert any("C002" in each for each in check(capsys)[0])
    write(book, {"docs/lady.rst": "Names\n=====\n\nIt is the :named:`lady`.\n"})
    assert not any("C002" in each for each in check(capsys)[0])
    # What is not read may cite anything.
    findings, summary = check(capsys, "--no-build")
    assert not any("C002" in each for each in findings)
    assert [each["path"] for each in summary["unread"]] == ["docs/lady.rst"]


def test_without_a_build_what_is_not_read_is_named(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(book, {"docs/index.rst": "64 boats\n", "docs/conf.py": CONF + "raise SystemExit\n"})
    assert main(["check", "--no-build"]) == 0
    *_, summary, unread = capsys.readouterr().out.splitlines()
    assert summary.endswith(": all that was read is in order.")
    assert unread == "Not read: docs/index.rst: only a build reads it, and none was to be made."


def test_conf_py_runs_for_a_build_alone(book: Path) -> None:
    conf = "from pathlib import Path\nPath('ran').touch()\nextensions = ['myst_nb']\n"
    write(book, {"docs/conf.py": conf, "docs/boats.ipynb": json.dumps(NOTEBOOK)})
    main(["check"])
    write(book, {"docs/index.rst": "64 boats\n"})
    main(["check", "--no-build"])
    assert not Path("docs/ran").exists()
    main(["check"])
    assert Path("docs/ran").exists()


@pytest.mark.parametrize(
    ("conf", "reason"),
    [
        ("raise ValueError('so')", "the build that reads it has failed: ValueError: so"),
        ("import sys; sys.exit(3)", "the build that reads it has failed"),
        ("extensions = ['nowhere_to_be_found']", "Could not import extension nowhere_to_be_found"),
    ],
)
def test_a_build_that_fails_is_told_and_nothing_of_it(
    conf: str, reason: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(book, {"docs/index.rst": "64 boats\n", "docs/conf.py": f"print('noise')\n{conf}\n"})
    findings, summary = check(capsys)
    assert findings == []
    (unread,) = summary["unread"]
    assert unread["path"] == "docs/index.rst"
    assert reason in unread["reason"]


def test_a_book_that_does_not_name_the_extension_is_read_with_it(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(book, {"docs/conf.py": "", "docs/index.rst": IN_RST.partition("..")[0]})
    findings, _ = check(capsys)
    assert findings == ["docs/index.rst:5:1 F001 “64” is a figure that no fact is cited for"]


def test_restructuredtext_without_a_configuration_is_read(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / "docs" / "conf.py").unlink()
    write(book, {"docs/index.rst": IN_RST.partition("..")[0]})
    findings, _ = check(capsys)
    assert findings == ["docs/index.rst:5:1 F001 “64” is a figure that no fact is cited for"]


# Notebooks, settings


def test_a_notebook_is_read_and_its_cells_are_named(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    conf = CONF.replace('"sphinx_facts"', '"sphinx_facts", "myst_nb"')
    write(book, {"docs/boats.ipynb": json.dumps(NOTEBOOK, indent=1), "docs/conf.py": conf})
    findings, summary = check(capsys)
    assert findings == [
        "docs/boats.ipynb:9:16 F001 cell 1, line 3: “64” is a figure that no fact is cited for"
    ]
    assert summary["chapters"] == 2
    assert check(capsys) == (findings, summary)  # as it is kept


OUTPUT = {"output_type": "stream", "name": "stderr", "text": ["65 boats\n"]}
CELL = {
    "cell_type": "code", "metadata": {}, "source": "count()", "execution_count": 1,
    "outputs": [OUTPUT],
}  # fmt: skip


@pytest.mark.parametrize(
    ("setting", "found"),
    [
        ("", True),
        ("nb_output_stderr = 'remove'", False),
        ("nb_remove_code_outputs = True", False),
        ("nb_remove_code_source = True", True),
        ("if draft():\n    nb_remove_code_outputs = True", True),
    ],
)
def test_what_the_book_lets_no_page_show_of_its_cells_is_not_read(
    setting: str, found: bool, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    conf = CONF.replace('"sphinx_facts"', '"sphinx_facts", "myst_nb"') + setting
    notebook = NOTEBOOK | {"cells": [CELL]}
    write(book, {"docs/boats.ipynb": json.dumps(notebook), "docs/conf.py": conf})
    findings, _ = check(capsys)
    assert any("the output of cell 1, line 1: “65”" in each for each in findings) is found
    (book / "docs" / "conf.py").unlink()
    write(book, {"docs/_config.yml": "execute: {stderr_output: remove}\n", "docs/_toc.yml": ""})
    assert not any("“65”" in each for each in check(capsys)[0])


def test_what_code_will_print_is_not_read(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (book / "docs" / "bridge.md").read_text("utf-8")
    write(book, {"docs/bridge.md": f"{text}\n```{{code-cell}} python\nprint(64)\n```\n"})
    for _ in range(2):  # the second time, as it is kept
        _, summary = check(capsys)
        assert [(each["path"], each["reason"]) for each in summary["unread"]] == [
            ("docs/bridge.md", "what its code prints is only known when the book is built")
        ]
    result = check_book([Path("docs")], Path("facts"), jobs=2)
    assert len(result.summary.unread) == 1


def test_where_nothing_is_read_nothing_is_in_order(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / "docs" / "bridge.md").unlink()
    write(book, {"docs/index.rst": "64 boats\n"})
    assert main(["check", "--no-build"]) == 2
    capsys.readouterr()
    findings, _ = check(capsys, "--no-build")
    assert [each.split()[1] for each in findings] == ["X004"]


def test_what_pages_show_of_settings_is_read(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(book, {"docs/conf.py": CONF + 'project = "The 64 bridges"\nrelease = "65.0"\n'})
    findings, summary = check(capsys)
    assert findings == ["docs/conf.py:3:16 F001 “64” is a figure that no fact is cited for"]
    assert summary["chapters"] == 1
    assert check(capsys) == (findings, summary)


def test_the_contents_of_a_jupyter_book_are_read(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / "docs" / "conf.py").unlink()
    contents = "format: jb-book\nroot: bridge\n"
    write(book, {"docs/_config.yml": "author: Ada Quist\n", "docs/_toc.yml": contents})
    assert check(capsys)[0] == []
    write(book, {"docs/_toc.yml": f"{contents}title: 64 bridges\n"})
    findings, _ = check(capsys)
    assert findings == ["docs/_toc.yml:3:8 F001 “64” is a figure that no fact is cited for"]


def test_restructuredtext_in_a_jupyter_book_is_read(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / "docs" / "conf.py").unlink()
    write(book, {"docs/_config.yml": "title: Boats\n", "docs/_toc.yml": "root: bridge\n"})
    write(book, {"docs/boats.rst": f"{IN_RST.partition('..')[0]}\n.. fcat:: cars\n"})
    findings, summary = check(capsys)
    assert findings == [
        "docs/boats.rst:5:1 F001 “64” is a figure that no fact is cited for",
        'docs/boats.rst:8:1 C012 Unknown directive type "fcat"',
    ]
    assert summary["unread"] == []


def test_no_way_out_is_told_that_does_not_work(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(book, {"docs/conf.py": CONF + 'project = "The 64 bridges"\n'})
    main(["check"])
    assert "no role works here" in capsys.readouterr().out


def test_what_is_worked_out_is_named(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(book, {"docs/conf.py": CONF + "extensions += more()\nlanguage = 'de'\n"})
    _, summary = check(capsys)
    assert [each["reason"] for each in summary["unread"]] == [
        "its language is de, and English alone is read",
        "worked out when the book is built, and so not known to a check: extensions",
    ]


def test_the_extensions_of_myst_are_named_once(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (book / "docs" / "bridge.md").read_text("utf-8")
    write(book, {"docs/bridge.md": f"{text}\n:::{{math}}\n64\n:::\n"})
    assert any("“64”" in each for each in check(capsys)[0])
    write(book, {"docs/conf.py": CONF + "myst_enable_extensions = ['colon_fence']\n"})
    assert check(capsys)[0] == []


# Includes


def test_what_a_missing_include_may_cite_is_not_told_as_unused(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (book / "docs" / "bridge.md").read_text("utf-8")
    write(book, {"docs/bridge.md": text.replace("{named}`lady`", "that")})
    write(book, {"docs/index.rst": "Boats\n=====\n\n.. include:: nowhere.txt\n"})
    assert [each.split()[1] for each in check(capsys)[0]] == ["C012"]


def test_a_missing_include_brings_no_other_finding(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (book / "docs" / "bridge.md").read_text("utf-8")
    write(book, {"docs/bridge.md": f"```{{include}} nowhere.md\n```\n\n{text}"})
    findings, _ = check(capsys)
    assert [each.split()[1] for each in findings] == ["X003"]
