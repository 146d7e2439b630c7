"""The built wheel carries all that it needs, and works in a project that is not this one."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from test_documentation import TUTORIAL, fences, write
from test_documentation import run as run_python

ROOT = Path(__file__).resolve().parents[2]

RST = """\
The frozen harbour
==================

Of the boats at Tern, :fact:`about 40 <boats-lost>` were lost in the ice, says :person:`mara-lind`.
The harbour master adds, :quote:`no-warning`.
For repairs the town may have to pay :fact:`repair-cost`.

.. quotation:: no-warning
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked as an installer does."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The book of the tutorial, before it is broken."""
    for _, caption, lines in fences(TUTORIAL.read_text("utf-8")):
        if caption and not (tmp_path / caption).exists():
            write(tmp_path, caption, lines)
    return tmp_path


def run(installed: Path, project: Path, *command: str) -> tuple[int, str]:
    return run_python(["-m", *command], project, installed)


def test_it_holds_the_types_the_styles_and_the_templates(installed: Path) -> None:
    package = installed / "sphinx_facts"
    assert (package / "py.typed").is_file()
    assert list((package / "sphinx_ext" / "static").glob("*.css"))
    assert list((package / "drafting" / "template").rglob("*.tmpl"))


PAGE = runpy.run_path(str(ROOT / "scripts" / "package_page.py"))["page"]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_page_of_an_index_has_no_link_to_a_file_that_it_has_not(installed: Path) -> None:
    (metadata,) = installed.glob("*.dist-info/METADATA")
    text = metadata.read_text("utf-8")
    assert "**A chapter may say less than its source, never more.**" in text
    assert re.findall(r"\]\((?!https:)[^)]*\)", text) == []
    assert text.endswith(PAGE(README, "", "").rpartition("\n## ")[2])


def test_the_links_of_that_page_lead_to_the_repository_where_it_is_known() -> None:
    text = PAGE(README, "https://example.org/us/tool/", "v1.2.3")
    assert "[tutorial](https://example.org/us/tool/blob/v1.2.3/manual/tutorial.md)" in text
    assert "](https://example.org/us/tool/raw/v1.2.3/manual/_static/card.png)" in text
    assert re.findall(r"\]\((?!https:)[^)]*\)", text) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["md", "rst"])
def test_it_builds_another_project(installed: Path, project: Path, language: str) -> None:
    if language == "rst":
        (project / "docs" / "index.md").unlink()
        (project / "docs" / "index.rst").write_text(RST, "utf-8")
    assert run(installed, project, "sphinx_facts", "record", "facts/snapshots")[0] == 0
    assert run(installed, project, "sphinx", "-q", "-W", "docs", "html") == (0, "")
    code, output = run(installed, project, "sphinx_facts", "audit", "html")
    assert (code, output.count("all in order")) == (0, 1), output
    assert "about 40" in (project / "html" / "index.html").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("language", ["md", "rst"])
def test_it_stops_another_project_at_a_changed_digit(
    installed: Path, project: Path, language: str
) -> None:
    chapter = project / "docs" / f"index.{language}"
    text = (project / "docs" / "index.md").read_text("utf-8") if language == "md" else RST
    (project / "docs" / "index.md").unlink()
    chapter.write_text(text.replace("about 40", "about 60"), "utf-8")
    assert run(installed, project, "sphinx_facts", "record", "facts/snapshots")[0] == 0
    code, output = run(installed, project, "sphinx", "-q", "-W", "docs", "html")
    assert code != 0
    assert "F002 value-changed" in output
