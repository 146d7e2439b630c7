"""What a book once said and says no longer: its log of corrections, held against the facts.

An earlier version is read out of git, so that no wording of a published fact changes in silence.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

from ...facts.formerly import former_ids
from ...facts.revisions import git, named_in, restore
from ...facts.store import Store
from ...model.findings import CheckError, Finding, make_finding, rule
from ...model.passages import Location
from ...model.records import CorrectedKey, Correction, Fact, FactsFile

_VERSION_TAG = "v[0-9]*"


@rule(
    "C006",
    "unlogged-change",
    meaning="A fact has another wording, sayer or date than in the version that is compared with "
    "(--against), or is gone, and no correction tells of it; or a correction tells of a change that "
    "is none.",
    help="Write an entry under corrections: what the fact was, what it is now, when and why.",
    example="""
    wrong:
      facts/example.yaml: |
        corrections:
          - date: "2024-05-02"
            fact: cars
            was: over 3,000 cars
            now: over 5,000 cars
            why: The Gazette was misread.
    right:
      facts/example.yaml: |
        corrections:
          - date: "2024-05-02"
            fact: cars
            was: over 3,000 cars
            now: over 4,000 cars
            why: The Gazette was misread.
    says: |
      facts/example.yaml:5:10: C006 unlogged-change: the log says that cars became something else than it is
          shown     over 5,000 cars
          recorded  over 4,000 cars
                         ^^^^^
          do        Write an entry under corrections: what the fact was, what it is now, when and why.
    """,
)
def check_log(store: Store) -> Iterator[Finding]:
    """The latest correction of a fact, or of a key of it, leads to what the fact says now."""
    facts = store.facts
    renamed = _Renamed(facts)
    latest: dict[tuple[str, str | None], tuple[int, Correction]] = {}
    for number, correction in enumerate(facts.corrections):
        of = renamed.fact(correction.fact), correction.key
        if of not in latest or correction.date >= latest[of][1].date:
            latest[of] = number, correction
    for (id_, key), (number, correction) in latest.items():
        now = _value(facts.facts.get(id_), key)
        if renamed.value(key, correction.now) != now and not (key and id_ not in facts.facts):
            where = store.locate("corrections", number, "now")
            message = f"the log says that {_named(id_, key)} became something else than it is"
            yield make_finding(
                "C006", where, message,
                fact=id_, shown=correction.now or "taken out", recorded=now or "not there",
            )  # fmt: skip


class _Renamed:
    """What facts and people are called now that had other ids."""

    def __init__(self, facts: FactsFile) -> None:
        self._facts, self._people = former_ids(facts.facts), former_ids(facts.people)

    def fact(self, id_: str) -> str:
        """The id of a fact that had this one."""
        return self._facts.get(id_, id_)

    def value(self, key: str | None, value: str | None) -> str | None:
        """A value of a key of a fact: some name people."""
        is_person = key in ("speaker", "said_by") and value is not None
        return self._people.get(value, value) if is_person and value else value


def _value(fact: Fact | None, key: str | None) -> str | None:
    """The wording of a fact, or a key of it; None where it is not there."""
    if fact is None:
        return None
    value: str | None = fact.wording if key is None else getattr(fact, key, None)
    return value


def _named(id_: str, key: str | None) -> str:
    return id_ if key is None else f"{key} of {id_}"


def check_against(store: Store, revision: str) -> list[Finding]:
    """The facts that no longer say what they said in a revision of git, in wording, sayer and times,
    and are not in the log.

    Raises `CheckError` where that revision, or its facts, cannot be read.
    """
    findings, renamed = [], _Renamed(store.facts)
    for before, fact in facts_at(store.folder, revision).items():
        id_ = renamed.fact(before)
        now = store.facts.facts.get(id_)
        for key in (None, *get_args(CorrectedKey)) if now else (None,):
            was, value = renamed.value(key, _value(fact, key)), _value(now, key)
            if was == value or _is_told(store, renamed, id_, key, was, value):
                continue
            where = store.locate("facts", id_, *([key] if key else ()))
            where = where if now else Location(str(store.folder))
            changed = f"has another {key or 'wording'}" if now else "is gone"
            message = f"since {revision} {id_} {changed}"
            findings.append(
                make_finding(
                    "C006", where, message, fact=id_, shown=value or "", recorded=was or ""
                )
            )
    return findings


def _is_told(
    store: Store, renamed: _Renamed, id_: str, key: str | None, was: str | None, now: str | None
) -> bool:
    """Whether the log leads from what was to what is, in one correction or several."""
    log = [
        (renamed.value(key, each.was), renamed.value(key, each.now))
        for each in store.facts.corrections
        if (renamed.fact(each.fact), each.key) == (id_, key)
    ]
    return any(each[0] == was for each in log) and any(each[1] == now for each in log)


def facts_at(folder: Path, revision: str) -> Mapping[str, Fact]:
    """The facts as they were in a revision. Raises `CheckError`."""
    with tempfile.TemporaryDirectory() as name:
        there = Path(name)
        restore(folder, revision, there, lambda file: "/" not in file and file.endswith(".yaml"))
        try:
            return Store(there, with_lock=False).facts.facts
        except CheckError as problem:
            raise named_in(problem, there, lambda file: f"{revision}:{folder / file}") from None


def last_release(folder: Path, setting: str | None) -> str:
    """The revision of what was last published: the one that is set, or the last tag of a version.

    Raises `LookupError`, which says why, where there is none or its facts cannot be read.
    """
    asked = ["describe", "--tags", "--abbrev=0", f"--match={_VERSION_TAG}", "HEAD"]
    try:
        git(folder, ["rev-parse", "--verify", "--quiet", "HEAD"], "")
    except CheckError:
        raise LookupError("they have no history in git here") from None
    try:
        revision = setting or git(folder, asked, "").decode().strip()
    except CheckError:
        raise LookupError("no version has a tag in this clone, and none is set") from None
    try:
        facts_at(folder, revision)
    except CheckError:
        raise LookupError(f"those of {revision} cannot be read here") from None
    return revision
