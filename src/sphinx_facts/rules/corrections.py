"""What a book once said and says no longer: its log of corrections, held against the facts.

An earlier version is read out of git, so that no wording of a published fact changes in silence.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..facts.store import Store
from ..model.findings import CheckError, Finding, make_finding
from ..model.passages import Location
from ..model.records import Correction


def check_log(store: Store) -> Iterator[Finding]:
    """The latest correction of a fact leads to what the fact says now."""
    facts = store.facts
    latest: dict[str, tuple[int, Correction]] = {}
    for number, correction in enumerate(facts.corrections):
        if correction.fact not in latest or correction.date >= latest[correction.fact][1].date:
            latest[correction.fact] = number, correction
    for id_, (number, correction) in latest.items():
        now = facts.facts[id_].wording if id_ in facts.facts else None
        if correction.now != now:
            where = store.locate("corrections", number, "now")
            message = f"the log says that {id_} became something else than it is"
            yield make_finding(
                "C006", where, message,
                fact=id_, shown=correction.now or "taken out", recorded=now or "not there",
            )  # fmt: skip


def check_against(store: Store, revision: str) -> list[Finding]:
    """The facts that no longer say what they said in a revision of git, and are not in the log.

    Raises `CheckError` where that revision, or its facts, cannot be read.
    """
    with tempfile.TemporaryDirectory() as name:
        _restore(store.folder, revision, Path(name))
        before = Store(Path(name), with_lock=False).facts.facts
    findings = []
    for id_, fact in before.items():
        now = store.facts.facts.get(id_)
        wording = now.wording if now is not None else None
        log = [each for each in store.facts.corrections if each.fact == id_]
        told = any(each.was == fact.wording for each in log) and any(
            each.now == wording for each in log
        )
        if wording != fact.wording and not told:
            where = store.locate("facts", id_) if now else Location(str(store.folder))
            message = f"since {revision} {id_} {'has another wording' if now else 'is gone'}"
            findings.append(
                make_finding(
                    "C006", where, message, fact=id_, shown=wording or "", recorded=fact.wording
                )
            )
    return findings


def _restore(folder: Path, revision: str, into: Path) -> None:
    """Write the facts files of a folder as they were in a revision."""
    asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
    commit = _git(folder, asked, f"git knows no revision {revision!r} here").decode().strip()
    listed = _git(folder, ["ls-tree", "-z", "--name-only", commit], "its files cannot be listed")
    for name in listed.decode("utf-8", "surrogateescape").split("\0"):
        if name.endswith(".yaml"):
            content = _git(folder, ["show", f"{commit}:./{name}"], f"{name} cannot be read there")
            (into / name).write_bytes(content)


def _git(folder: Path, arguments: Sequence[str], failure: str) -> bytes:
    try:
        made = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        raise CheckError(make_finding("X007", Location(str(folder)), failure)) from None
    return made.stdout
