"""What an author accepts, or a project takes more lightly: it fails nothing, and is told."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from books import cases, make_book, write

from sphinx_facts.api import Result, audit_pages, check_book
from sphinx_facts.cli import main
from sphinx_facts.fixes.fix import fix_book
from sphinx_facts.runner.cache import FOLDER, Cache

BOATS = "There are 77 boats in the rhyme.\n"
COMMENT = "% sphinx-facts: ignore[F001] The rhyme counts them.\n\n"
NO_HEDGE = "# The bridge\n\nThen {fact}`4,000 cars <cars>` cross it, {named}`lady`.\n"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_book(tmp_path)
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"pyproject.toml": ""})
    return tmp_path


def check(**options: Any) -> Result:
    return check_book([Path("docs")], Path("facts"), **options)


def codes(result: Result) -> list[str]:
    return [finding.code for finding in result.findings]


# Comments


@pytest.mark.parametrize("case", cases("acceptance"))
def test_a_comment_accepts_what_is_in_the_block_behind_it(case: dict[str, Any], book: Path) -> None:
    write(book, {"docs/more.md": case["text"]})
    result = check()
    stands = [f"{finding.code} {finding.location.line}" for finding in result.findings]
    assert sorted(stands) == case.get("stands", [])
    accepted = sorted(each.finding.code for each in result.accepted)
    assert accepted == case.get("accepted", [])
    assert result.summary.accepted == len(accepted)


def test_what_is_wrong_with_a_comment_is_told_where_it_stands(book: Path) -> None:
    write(book, {"docs/part.txt": "% sphinx-facts: ignore[F001]\n\nBoats.\n"})
    write(book, {"docs/more.md": "# More\n\n```{include} part.txt\n```\n"})
    (finding,) = check().findings
    assert str(finding.location) == "docs/part.txt:1:1"
    assert "for no reason" in finding.message


def test_a_comment_before_an_include_accepts_what_is_included(book: Path) -> None:
    write(book, {"docs/part.txt": f"{BOATS}\n{BOATS}"})
    write(book, {"docs/more.md": f"{COMMENT}```{{include}} part.txt\n```\n\n{BOATS}"})
    result = check()
    assert codes(result) == ["F001"]
    assert [each.reason for each in result.accepted] == ["The rhyme counts them."] * 2


def test_what_is_copied_is_accepted_like_anything_else(book: Path) -> None:
    copied = "A ferry runs below the bridge, and many people call it so every day."
    write(book, {"docs/more.md": f"% sphinx-facts: ignore[Q005] It is our own.\n\n{copied}\n"})
    result = check(snapshots=Path("snapshots"), longest_copy=4)
    assert codes(result) == []
    assert {each.finding.code for each in result.accepted} == {"Q005"}


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ("<p {}>Of 77 boats.</p><p>Of 88 men.</p>", ["F001"]),
        ("<p><span {}>Of 77 boats.</span></p><p>Of 88 men.</p>", ["F001"]),
        ("<div {}><p>Of 77 boats.</p><p>Of 88 men.</p></div>", []),
        ("<div {}><p>Of 77 boats.</p></div>Of 88 men.", ["F001"]),
        ("Of 88 men.<div {}><p>Of 77 boats.</p></div>", ["F001"]),
        ("<p {}>Of <button>77 boats</button></p>", []),
        ("<p>Of <button {}>77 boats</button> and 88 men</p>", ["F001"]),
        ('<p>Of <i role="tooltip" {}>77 boats</i> and 88 men</p>', ["F001"]),
        ('<p {}><img alt="77 boats"></p>', []),
        ('<img alt="77 boats" {}><img alt="88 men">', ["F001"]),
        ("<table {}><tr><td>77</td><td>“so”</td></tr></table>", ["Q001"]),
        ("<head><title>The 39 ferries</title></head><h1 {}>The 39 ferries</h1>", []),
        ('<p data-facts-ignore="F001">Of 77 boats.</p>', ["F001"]),
        ('<p data-facts-ignore="" data-facts-reason="So.">Of 77 boats.</p>', ["F001"]),
    ],
)
def test_an_element_of_a_page_accepts_what_is_in_it(page: str, left: list[str], book: Path) -> None:
    accepting = 'data-facts-ignore="F001 F002" data-facts-reason="Made up."'
    write(book, {"html/index.html": page.format(accepting)})
    assert codes(audit_pages(Path("html"), Path("facts"))) == left


def test_no_number_of_comments_takes_long(book: Path) -> None:
    comments = "% sphinx-facts: ignore[F002] So.\n" * 3000
    write(book, {"docs/more.md": comments + "- Boats.\n" * 3000})
    began = time.process_time()
    assert len(check().findings) == 3000
    assert time.process_time() - began < 10


# What the facts file allows


def allow(book: Path, code: str, reason: str = "The town counts so.") -> None:
    path = book / "facts" / "facts.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("    near:", f"    allow: {{{code}: '{reason}'}}\n    near:"))


def test_a_fact_allows_a_finding_about_it_wherever_it_is_found(book: Path) -> None:
    write(book, {"docs/more.md": NO_HEDGE})
    assert codes(check()) == ["F003"]
    allow(book, "F003")
    result = check()
    assert result.findings == []
    assert [each.reason for each in result.accepted] == ["The town counts so."]


def test_a_fact_allows_what_is_found_in_the_facts_file(book: Path) -> None:
    quoted = "{quote}`no-longer` says {person}`ada-quist`."
    uncited = f"# The bridge\n\n{quoted}\nThey call it {{named}}`lady`.\n"
    write(book, {"docs/bridge.md": uncited})
    assert codes(check()) == ["C002"]
    allow(book, "C002")
    assert codes(check()) == []


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("F003", "F003 of cars is allowed and not found"),
        ("F999", "no finding is called F999"),
    ],
)
def test_what_is_allowed_in_vain_is_told(code: str, message: str, book: Path) -> None:
    allow(book, code)
    (finding,) = check().findings
    assert (finding.code, finding.severity, finding.message) == ("C007", "notice", message)
    line = (book / "facts/facts.yaml").read_text("utf-8").splitlines()[finding.location.line - 1]
    assert code in line


def test_of_a_part_of_the_book_nothing_is_said_to_be_allowed_in_vain(book: Path) -> None:
    allow(book, "F003")
    assert check_book([Path("docs/bridge.md")], Path("facts")).findings == []


def test_the_reason_is_shown_and_so_says_no_more_than_the_evidence(book: Path) -> None:
    write(book, {"docs/more.md": NO_HEDGE})
    allow(book, "F003", "The town counts 5,000 cars.")
    assert codes(check()) == ["E002"]


# The severities of a project


@pytest.mark.parametrize(
    ("table", "left"),
    [
        ({}, ["F001 error", "Q001 error", "F001 error"]),
        ({"F001": "off"}, ["Q001 error"]),
        ({"F001": "notice"}, ["F001 notice", "Q001 error", "F001 notice"]),
        ({"docs/drafts/*:F001": "off"}, ["F001 error", "Q001 error"]),
        ({"docs/drafts/*:F001": "off", "F001": "notice"}, ["F001 notice", "Q001 error"]),
        ({"F001": "notice", "docs/drafts/*:F001": "off"}, ["F001 notice", "Q001 error"]),
        ({"docs/*:F001": "off"}, ["Q001 error"]),
        ({"docs/*:F001": "off", "docs/drafts/new.md:F001": "error"}, ["Q001 error", "F001 error"]),
        ({"docs/drafts/???.md:F001": "off"}, ["F001 error", "Q001 error"]),
        ({"drafts/*:F001": "off"}, ["F001 error", "Q001 error", "F001 error"]),
        ({"*:F001": "off", "*:Q001": "notice"}, ["Q001 notice"]),
    ],
)
def test_a_project_says_how_grave_a_finding_is(
    table: dict[str, str], left: list[str], book: Path
) -> None:
    write(book, {"docs/a.md": "Of 77 boats, “so many”.\n", "docs/drafts/new.md": BOATS})
    for options in ({}, {"cache": Cache(Path(FOLDER))}, {"cache": Cache(Path(FOLDER))}):
        found = check(severity=table, **options).findings
        assert [f"{finding.code} {finding.severity}" for finding in found] == left


def test_a_notice_may_be_an_error(book: Path) -> None:
    write(book, {"docs/more.md": "She came once.\n"})
    assert not check().fails()
    assert check(severity={"F001": "error"}).fails()


def test_paths_are_the_same_however_a_chapter_is_named(book: Path) -> None:
    write(book, {"docs/drafts/new.md": BOATS})
    table = {"docs/drafts/*:F001": "off"}
    for docs in (Path("docs"), Path.cwd() / "docs", Path("./docs/drafts")):
        assert "F001" not in codes(check_book([docs], Path("facts"), severity=table))


def test_the_settings_are_those_of_the_project_at_every_command(book: Path) -> None:
    settings = '[tool.sphinx-facts.severity]\n"docs/drafts/*:F001" = "off"\n'
    write(book, {"docs/drafts/new.md": BOATS, "pyproject.toml": settings})
    write(book, {"html/drafts/new.html": f"<p>{BOATS}</p>"})
    assert main(["check"]) == 0
    assert main(["audit", "html"]) == 0
    write(book, {"html/new.html": f"<p>{BOATS}</p>"})
    assert main(["audit", "html"]) == 1


@pytest.mark.parametrize("page", ["drafts/new.html", "drafts/new/index.html"])
@pytest.mark.parametrize("glob", ["docs/drafts/*", "docs/drafts/new.md", "html/drafts/*"])
def test_a_page_is_called_as_its_chapter_or_as_itself(glob: str, page: str, book: Path) -> None:
    write(book, {f"html/{page}": f"<p>{BOATS}</p>"})
    table = {f"{glob}:F001": "off"}
    assert codes(audit_pages(Path("html"), Path("facts"), severity=table)) == []
    assert codes(audit_pages(Path("html"), Path("facts"))) == ["F001"]


# All of it together


def test_what_is_kept_goes_stale_with_what_is_accepted(book: Path) -> None:
    def run() -> tuple[list[str], int]:
        kept, fresh = check(cache=Cache(Path(FOLDER))), check()
        assert (kept.findings, kept.accepted) == (fresh.findings, fresh.accepted)
        assert check(cache=Cache(Path(FOLDER))) == kept
        return codes(kept), kept.summary.accepted

    write(book, {"docs/more.md": NO_HEDGE + BOATS})
    assert run() == (["F003", "F001"], 0)
    allow(book, "F003")
    assert run() == (["F001"], 1)
    write(book, {"docs/more.md": f"{NO_HEDGE}\n{COMMENT}{BOATS}"})
    assert run() == ([], 2)
    allow(book, "F002")  # in the place of the other
    assert run()[0]


def test_a_worker_accepts_as_a_check_here_does(book: Path) -> None:
    write(book, {f"docs/{number}.md": COMMENT + BOATS for number in range(3)})
    assert check(jobs=2) == check()
    assert check().summary.accepted == 3


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Every day {fact}`4,000 cars <cars>` cross the bridge.\n", "F003"),
        ("Every day over 4,000 cars cross the bridge.\n", "F001"),
    ],
)
def test_what_is_accepted_or_off_is_not_mended(sentence: str, code: str, book: Path) -> None:
    comment = f"% sphinx-facts: ignore[{code}] It is so.\n\n"
    for text, severity in ((comment, {}), ("", {code: "off"}), ("", {})):
        write(book, {"docs/more.md": f"# The bridge\n\n{text}{sentence}"})
        diff = fix_book([Path("docs")], Path("facts"), severity=severity, choose=lambda _: "yes")
        assert bool(diff) == (not text and not severity)


def test_reports_tell_what_is_accepted(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(book, {"docs/more.md": COMMENT + BOATS})
    assert main(["check"]) == 0
    assert "; 1 finding accepted: all in order." in capsys.readouterr().out
    assert main(["check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["summary"]["accepted"] == 1
    assert main(["check", "--format", "sarif"]) == 0
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert result["ruleId"] == "F001"
    (suppression,) = result["suppressions"]
    assert suppression == {"kind": "inSource", "justification": "The rhyme counts them."}
