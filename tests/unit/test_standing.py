"""What the sources of a fact are worth together, and what was corrected."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from books import cases, make_book

from sphinx_facts.cli import main
from sphinx_facts.facts.corroboration import Standings
from sphinx_facts.model.records import Evidence, Fact, FactsFile, Origin, Person, Source


def facts_of(case: dict[str, Any]) -> FactsFile:
    """The facts file that a case tells of in short."""
    based_on, own = case.get("based_on", {}), case.get("of", {})
    publishers, declared = case.get("publishers", {}), case.get("independent", ())
    source: dict[str, Any] = {"title": None, "published": None, "url": None, "recorded": "excerpt"}
    person = Person(name="Ada", role="mayor", claim="", evidence=())
    return FactsFile(
        sources={
            id_: Source(
                publisher=publishers.get(id_, id_),
                based_on=based_on.get(id_),
                independent="It counted." if id_ in declared else None,
                **source,
            )
            for id_ in ("gazette", "almanac", "herald")
        },
        people={"ada": person},
        origins={
            "briefing": Origin(name="a briefing", based_on="ada"),
            "later": Origin(name="another briefing", based_on="ada"),
            "count": Origin(name="a count"),
        },
        facts={
            id_: Fact(
                **{**fact, "evidence": tuple(
                    Evidence(source=name.strip(), figure=figure, based_on=own.get(name))
                    for name, figure in fact["evidence"].items()
                )},
                claim="", said_by=case.get("said_by"),
            )
            for id_, fact in case["facts"].items()
        },
    )  # fmt: skip


@pytest.mark.parametrize("case", cases("standing"))
def test_the_standing_is_what_the_wordings_and_origins_come_to(case: dict[str, Any]) -> None:
    standings = Standings(facts_of(case))
    for id_, standing in case.get("standings", {}).items():
        assert standings.of(id_) == standing
    for id_, relations in case.get("relations", {}).items():
        assert [voice.relation for voice in standings.attestations(id_)] == relations


def test_origins_have_names_and_the_unknown_has_none() -> None:
    facts = facts_of({"facts": {}, "based_on": {"almanac": "unknown"}})
    standings = Standings(facts)
    named = [standings.name(origin) for origin in ("briefing", "ada", "gazette", "unknown")]
    assert named == ["a briefing", "Ada", "gazette", ""]


# Corrections

LOG = """\
corrections:
  - {date: "2024-05-02", fact: cars, was: "over 4,000 cars", now: "4,000 cars", why: Misread.}
"""


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny book, committed as it is."""
    make_book(tmp_path)
    monkeypatch.chdir(tmp_path)
    for name, value in {"NAME": "A", "EMAIL": "a@example.org"}.items():
        monkeypatch.setenv(f"GIT_AUTHOR_{name}", value)
        monkeypatch.setenv(f"GIT_COMMITTER_{name}", value)
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "Begin"]):
        subprocess.run(["git", *command], check=True)
    return tmp_path


def edit(book: Path, old: str, new: str) -> None:
    path = book / "facts/facts.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.usefixtures("book")
def test_nothing_has_changed_since_the_last_commit() -> None:
    assert main(["check", "--against", "HEAD"]) == 0


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("figure: over 4,000 cars", "figure: 4,000 cars", "cars has another wording"),
        ("term: Grey Lady", "term: Grey", "lady has another wording"),
        ("  lady:\n", "  dame:\n", "lady is gone"),
    ],
)
def test_a_change_that_no_correction_tells_of_is_found(
    book: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, says: str
) -> None:
    edit(book, old, new)
    assert main(["check", "--against", "HEAD"]) == 1
    assert f"C006 unlogged-change: since HEAD {says}\n" in capsys.readouterr().out


def test_what_has_another_id_is_compared_by_the_one_that_it_had(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(book, "  cars:\n", "  daily-cars:\n    formerly: [cars]\n")
    edit(book, "  ada-quist:\n", "  mayor:\n    formerly: [ada-quist]\n")
    edit(book, "speaker: ada-quist", "speaker: mayor")
    main(["check", "--against", "HEAD"])
    assert "C006" not in capsys.readouterr().out
    edit(book, "figure: over 4,000 cars", "figure: 4,000 cars")
    main(["check", "--against", "HEAD"])
    assert "since HEAD daily-cars has another wording" in capsys.readouterr().out
    (book / "facts/corrections.yaml").write_text(LOG, "utf-8")
    main(["check", "--against", "HEAD"])
    assert "C006" not in capsys.readouterr().out


def test_a_change_that_a_correction_tells_of_is_none(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(book, "figure: over 4,000 cars", "figure: 4,000 cars")
    (book / "facts/corrections.yaml").write_text(LOG, "utf-8")
    main(["check", "--against", "HEAD"])
    assert "C006" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "other",
    [
        ('was: "over 4,000', 'was: "over 3,000'),
        ('now: "4,000', 'now: "5,000'),
        ("fact: cars", "fact: lady"),
    ],
)
def test_a_correction_that_tells_of_something_else_does_not_help(
    book: Path, capsys: pytest.CaptureFixture[str], other: tuple[str, str]
) -> None:
    edit(book, "figure: over 4,000 cars", "figure: 4,000 cars")
    (book / "facts/corrections.yaml").write_text(LOG.replace(*other), "utf-8")
    assert main(["check", "--against", "HEAD"]) == 1
    assert "since HEAD cars has another wording" in capsys.readouterr().out


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("revision", ["v9", "--help", "", "HEAD:facts"])
def test_a_version_that_is_not_there_is_named(
    capsys: pytest.CaptureFixture[str], revision: str
) -> None:
    assert main(["check", f"--against={revision}"]) == 2
    assert (
        f"X007 unknown-version: git knows no revision {revision!r} here" in capsys.readouterr().out
    )


def test_without_a_repository_there_is_no_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_book(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "none"))
    assert main(["check", "--against", "HEAD"]) == 2
    assert "X007" in capsys.readouterr().out


# What was published


SAID = "        attribution: said Ada Quist\n    said_by: ada-quist\n"


def tag(name: str) -> None:
    subprocess.run(["git", "tag", name], check=True)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("    near: [cross", '    as_of: "2019"\n    near: [cross', "has another as_of"),
        ("the old bridge\n", f"the old bridge\n{SAID}", "has another said_by"),
        ("    claim: More than", "    claim: Over", ""),
        ("    near: [cross", "    note: As counted.\n    near: [over, cross", ""),
    ],
)
def test_of_the_last_version_wording_sayer_and_time_stay_without_a_correction(
    book: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, says: str
) -> None:
    tag("v1.0")
    edit(book, old, new)
    main(["check", "--against"])
    out = capsys.readouterr().out
    assert ("C006" in out) == bool(says)
    assert not says or f"since v1.0 cars {says}" in out


@pytest.mark.parametrize(("was", "now"), [("null", '"2019"'), ("null", '"2018"')])
def test_a_correction_names_the_key_that_changed(
    book: Path, capsys: pytest.CaptureFixture[str], was: str, now: str
) -> None:
    tag("v1.0")
    edit(book, "    near: [cross", '    as_of: "2019"\n    near: [cross')
    log = f"  - {{date: '2024-05-02', fact: cars, key: as_of, was: {was}, now: {now}, why: Found.}}"
    (book / "facts/corrections.yaml").write_text(f"corrections:\n{log}\n", "utf-8")
    main(["check", "--against"])
    assert ("C006" in capsys.readouterr().out) == ("2019" not in now)


def test_the_setting_says_what_was_published(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tag("published")
    (book / "pyproject.toml").write_text('[tool.sphinx-facts]\nreleased = "published"\n', "utf-8")
    edit(book, "figure: over 4,000 cars", "figure: 4,000 cars")
    assert main(["check", "--against"]) == 1
    assert "since published cars has another wording" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("setting", "says"),
    [("", "no version has a tag in this clone, and none is set"), ("v7", "those of v7 cannot be")],
)
def test_where_no_version_is_there_that_is_said_and_no_fault(
    book: Path, capsys: pytest.CaptureFixture[str], setting: str, says: str
) -> None:
    if setting:
        text = f'[tool.sphinx-facts]\nreleased = "{setting}"\n'
        (book / "pyproject.toml").write_text(text, "utf-8")
    assert main(["check", "--against"]) == 0
    said = capsys.readouterr()
    assert said.err.startswith("There is no earlier version to compare the facts with: ")
    assert says in said.err
    assert said.out.endswith("all in order.\n")


def test_without_git_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_book(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    assert main(["check", "--against"]) == 0
    assert "they have no history in git here" in capsys.readouterr().err
