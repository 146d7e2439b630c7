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
