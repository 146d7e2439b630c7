"""What came of chapters: the records that are kept, and sent about."""

from __future__ import annotations

import msgspec

from ..model.findings import Finding


class ChapterResult(msgspec.Struct, kw_only=True):
    """What a chapter or a page holds, and what is wrong with it."""

    findings: list[Finding] = []
    could_read: bool = True
    figures: int = 0
    quotations: int = 0
    citations: int = 0
    cited: list[str] = []
    """The ids of the facts that it cites, in order."""
    rests_on: list[str] | None = None
    """The ids of the facts that it was judged by; None for all of them."""


class Text(msgspec.Struct, frozen=True):
    """A chapter that includes no other file: its path, and all that stands in it."""

    path: str
    content: bytes


class OtherVersion(Exception):
    """A worker has other code, and might find something else."""
