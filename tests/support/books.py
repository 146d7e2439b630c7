"""A tiny book of three facts, whole and in order, for tests that break it in one place."""

from __future__ import annotations

import functools
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_facts.facts.store import Store
from sphinx_facts.proof.record import record, write_lock

CASES = Path(__file__).resolve().parents[1] / "cases"

FINDING = re.compile(
    r"^(\S+:\d+:\d+): ([A-Z]\d{3}) [a-z-]+(?: \(notice\))?: (.*?)\n"
    r"(?:    (?!do ).*\n)*    do {8}(.*(?:\n {14}.*)*)",
    re.M,
)

FILES = {
    "snapshots/gazette.txt": """\
Over 4,000 cars cross the old bridge every day, the town's engineers found in 2019.
“We can no longer count on it,” said Ada Quist, the town's mayor.
People call the bridge the “Grey Lady”. A ferry runs below the bridge.
""",
    "facts/facts.yaml": """\
sources:
  gazette:
    publisher: The Gazette
    title: null
    published: null
    url: null
    recorded: full
people:
  ada-quist:
    name: Ada Quist
    role: the town's mayor
    claim: Ada Quist is the mayor of the town.
    evidence:
      - source: gazette
        excerpt: said Ada Quist, the town's mayor
facts:
  cars:
    figure: over 4,000 cars
    claim: More than 4,000 cars cross the bridge daily.
    near: [cross, bridge]
    evidence:
      - source: gazette
        excerpt: Over 4,000 cars cross the old bridge
  no-longer:
    quote: We can no longer count on it,
    claim: The mayor has stopped relying on the bridge.
    speaker: ada-quist
    evidence:
      - source: gazette
        attribution: said Ada Quist
  lady:
    term: Grey Lady
    claim: The bridge has a nickname.
    evidence:
      - source: gazette
        excerpt: the “Grey Lady”
""",
    "docs/bridge.md": """\
# The bridge

Every day {fact}`cars` cross it. {quote}`no-longer` says {person}`ada-quist`.
They call it {named}`lady`.
""",
}


def write(folder: Path, files: Mapping[str, Any]) -> None:
    """Write files of text or bytes; for None a folder, for ``{"link": target}`` a link, for
    ``{"pipe": null}`` a pipe, for ``{"bytes": N}`` a file of so many.
    """
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        match content:
            case None:
                path.mkdir()
            case {"link": target}:
                path.symlink_to(target)
            case {"pipe": _}:
                os.mkfifo(path)
            case {"bytes": size}:
                path.touch()
                os.truncate(path, size)
            case bytes():
                path.write_bytes(content)
            case _:
                path.write_text(content, "utf-8")


@functools.cache
def lock() -> str:
    """The facts.lock of the tiny book."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, FILES)
        write_lock(
            record(Store(folder / "facts"), folder / "snapshots"), folder / "facts" / "facts.lock"
        )
        return (folder / "facts" / "facts.lock").read_text("utf-8")


def make_book(folder: Path) -> Path:
    """The tiny book in `folder`, with its lock and its snapshot."""
    write(folder, FILES | {"facts/facts.lock": lock()})
    return folder


@functools.cache
def cases(name: str) -> list[Any]:
    read = yaml.load((CASES / f"{name}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    assert len({case["name"] for case in read}) == len(read)
    return [pytest.param(case, id=case["name"]) for case in read]


def spoil(book: Path, case: dict[str, Any]) -> None:
    for name in case.get("remove", ()):
        path = book / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, edits in case.get("edit", {}).items():
        for old, new in zip(edits[::2], edits[1::2], strict=True):
            text = (book / name).read_text("utf-8")
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
            (book / name).write_text(text.replace(old, new), "utf-8")
    for name, content in case.get("write", {}).items():
        write(book, {name: content})


def check_case(case: dict[str, Any], code: int, out: str) -> None:
    """Hold the exit code and every finding in what was printed against a case."""
    print(out)
    found = [
        re.sub(r"\n\s+", " ", "{} {} {} | {}".format(*groups)) for groups in FINDING.findall(out)
    ]
    for line, expected in zip(found, case["finds"], strict=True):
        start, _, remedy = expected.partition(" | ")
        place, code_, message = start.split(" ", 2)
        assert line.startswith(f"{place} {code_} ")
        assert message in line.partition(" | ")[0]
        assert remedy in line.partition(" | ")[2] != ""
    assert code == case["exit"]
