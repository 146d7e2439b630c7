"""What a folder was in an earlier version: read out of git, and written where it is read again."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import msgspec

from ..model.findings import CheckError, Finding, make_finding, rule
from ..model.passages import Location
from ..text.files import LARGEST_FACTS

_REGULAR = ("100644", "100755")


class _Entry(NamedTuple):
    """A regular file of a version."""

    name: str
    object: str
    size: int


def restore(
    folder: Path, revision: str, into: Path, is_wanted: Callable[[str], bool] = lambda _: True
) -> None:
    """Write the regular files of a folder, and of those below, as they were in a revision; of any
    size that is read at all. Of a folder that was not there, nothing is. Raises `CheckError`.
    """
    commit = commit_of(folder, revision)
    asked = ["ls-tree", "-r", "-l", "-z", commit]
    listed = git(folder, asked, "its files cannot be listed").split(b"\0")
    wanted = [
        each
        for each in map(_entry, filter(None, listed))
        if each is not None and each.size <= LARGEST_FACTS and is_wanted(each.name)
    ]
    names = "".join(f"{each.object}\n" for each in wanted).encode()
    contents = git(folder, ["cat-file", "--batch"], "its files cannot be read", names)
    start = 0
    for each in wanted:
        start = contents.index(b"\n", start) + 1
        path = into / each.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents[start : start + each.size])
        start += each.size + 1


def _entry(line: bytes) -> _Entry | None:
    """A line of `git ls-tree -l`; None for what is no regular file, or would lead out."""
    about, _, name = line.partition(b"\t")
    mode, _, object_, size = about.decode().split()
    path = PurePosixPath(os.fsdecode(name))
    if mode not in _REGULAR or path.is_absolute() or ".." in path.parts or ".git" in path.parts:
        return None
    return _Entry(str(path), object_, int(size))


def commit_of(folder: Path, revision: str) -> str:
    """The commit that a revision is, in the repository of a folder. Raises `CheckError`."""
    asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
    return git(folder, asked, f"git knows no revision {revision!r} here").decode().strip()


def top_of(folder: Path) -> Path:
    """The folder of the repository that a folder is in. Raises `CheckError`."""
    failure = "this is in no repository of git"
    made = git(folder, ["rev-parse", "--show-toplevel"], failure)
    return Path(os.fsdecode(made.rstrip(b"\n")))


def named_in(problem: CheckError, folder: Path, names: Callable[[str], str]) -> CheckError:
    """What is wrong with restored files, by the names that they have in their version, which
    `names` gives for paths from `folder` on.
    """
    return CheckError(*_renamed(problem, folder, names))


def _renamed(problem: CheckError, folder: Path, names: Callable[[str], str]) -> Iterator[Finding]:
    for each in problem.findings:
        path = Path(each.location.path)
        if path.is_relative_to(folder):
            name = names(path.relative_to(folder).as_posix())
            location = msgspec.structs.replace(each.location, path=name)
            yield msgspec.structs.replace(each, location=location)
        else:
            yield each


@rule(
    "X007",
    "unknown-version",
    meaning="A version that is to be compared (--against, diff) cannot be read.",
    help="Name a commit, tag or branch of the repository that the facts are in; a shallow clone "
    "has to fetch it.",
    example="""
    wrong: {$: sphinx-facts check docs --against next-spring}
    right: {$: sphinx-facts check docs}
    says: |
      facts:1:1: X007 unknown-version: git knows no revision 'next-spring' here
          do        Name a commit, tag or branch of the repository that the facts are in; a shallow clone
                    has to fetch it.
    """,  # noqa: E501 - what the check says, as it says it
)
def unknown_version(folder: Path, message: str) -> CheckError:
    """What is raised where a version of a folder cannot be had."""
    return CheckError(make_finding("X007", Location(str(folder)), message))


def git(folder: Path, arguments: Sequence[str], failure: str, given: bytes = b"") -> bytes:
    """What git says to a question about a folder. Raises `CheckError`."""
    try:
        made = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            input=given, capture_output=True, check=True, timeout=60,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        raise unknown_version(folder, failure) from None
    return made.stdout
