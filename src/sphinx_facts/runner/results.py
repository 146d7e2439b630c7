"""What came of chapters, or why nothing did: the records that are kept, and sent about."""

from __future__ import annotations

import re

import msgspec

from ..model.findings import AcceptedFinding, CheckError, Finding, make_finding, rule
from ..model.passages import Location
from ..model.reviews import ReviewedPassage


class Unread(msgspec.Struct, frozen=True, order=True):
    """What readers may see of a book, and the check has not read."""

    path: str
    """The file, as the command line named it."""
    reason: str
    """Why, and what of it."""


_UNRUN = "what its code prints is only known when the book is built"
_CODE_CELL = re.compile(rb"^[ \t>]*(?:`{3,}|~{3,}|:{3,})\{code-cell\b", re.M)


class ChapterResult(msgspec.Struct, kw_only=True):
    """What a chapter or a page holds, and what is wrong with it."""

    findings: list[Finding] = []
    accepted: list[AcceptedFinding] = []
    """The findings that comments in it accept; what the facts file allows is not known here."""
    could_read: bool = True
    is_document: bool = True
    """False for the settings of a book, of which pages show some."""
    unread: list[Unread] = []
    """What of it is not read."""
    figures: int = 0
    quotations: int = 0
    citations: int = 0
    literals: int = 0
    """How much of it is code and the like, has a digit and was not read."""
    cited: list[str] = []
    """The ids of the facts that it cites, in order."""
    passages: list[ReviewedPassage] = []
    """What of it readers are to compare with the evidence; empty where nobody asks for that."""
    rests_on: list[str] | None = None
    """The ids of the facts that it was judged by; None for all of them."""


def unrun(path: str) -> Unread:
    """What of a document is not read where it holds code that only a build runs."""
    return Unread(path, _UNRUN)


def has_code_to_run(content: bytes) -> bool:
    """Whether a chapter in Markdown has cells of code."""
    return _CODE_CELL.search(content) is not None


class Text(msgspec.Struct, frozen=True):
    """A chapter that includes no other file: its path, and all that stands in it."""

    path: str
    content: bytes


class OtherVersion(Exception):
    """A worker has other code, and might find something else."""


@rule(
    "X004",
    "nothing-to-check",
    meaning="There is nothing to check: no chapter, or chapters without a word.",
    help="Name the folder that holds the chapters.",
    example="""
    wrong: ""
    right: The bridge is old.
    says: |
      docs/example.md:1:1: X004 nothing-to-check: this holds no text
          do        write it, or take the file away
    """,
)
def nothing_to_check(where: Location, message: str, help: str = "") -> Finding:
    """What is found where there is no chapter, or no word in it."""
    return make_finding("X004", where, message, help=help)


@rule(
    "X008",
    "no-executor",
    meaning="The executor that the work is to be given to (`--executor`) cannot be had, or its "
    "workers have another version.",
    help="Correct the address, and install the same version on all machines.",
    example="""
    wrong: {$: "sphinx-facts check docs --executor localhost:8786"}
    right: {$: sphinx-facts check docs}
    says: |
      localhost:8786:1:1: X008 no-executor: this is not the address of an executor
          do        write dask://HOST:PORT
    """,
)
def no_executor(where: Location, message: str, help: str) -> CheckError:
    """What is raised where the work cannot be given away."""
    return CheckError(make_finding("X008", where, message, help=help))
