"""How grave a project takes findings to be: ``[tool.sphinx-facts.severity]``.

A key is a code, or a glob of paths and a code: ``"docs/drafts/*:F001" = "off"``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import translate
from pathlib import Path, PurePath
from typing import NamedTuple, cast, get_args

import msgspec

from ..model.findings import Finding
from ..model.records import Severity
from ..settings import broken_setting
from ..text.suggestions import did_you_mean
from .registry import CODES

_LEVELS = (*get_args(Severity), "off")


class _Line(NamedTuple):
    glob: str
    fits: re.Pattern[str]
    level: str


class Severities:
    """The lines of the table, and the folder that their globs begin at.

    Of those that fit a finding, the one with the longest glob counts; of several as long, the last.
    Raises `CheckError` where a line has no meaning.
    """

    def __init__(self, table: Mapping[str, str], project: Path) -> None:
        self._project = project.absolute()
        self._lines: dict[str, list[_Line]] = {}
        for key, level in table.items():
            glob, _, code = key.rpartition(":")
            if problem := _problem(key, glob, code, level):
                raise broken_setting(project, key, *problem)
            line = _Line(glob, re.compile(translate(glob or "*")), level)
            self._lines.setdefault(code, []).append(line)
        for lines in self._lines.values():
            lines.sort(key=lambda line: -len(line.glob))

    def apply(
        self, findings: Iterable[Finding], pages: Path | None = None, docs: str = ""
    ) -> list[Finding]:
        """Findings as grave as the table says, without those that are off. Of built `pages`, a
        glob may name the page or the chapter in `docs` that it was built from.
        """
        return [graded for each in findings for graded in self._graded(each, pages, docs)]

    def _graded(self, finding: Finding, pages: Path | None, docs: str) -> Sequence[Finding]:
        lines = self._lines.get(finding.code, ())
        paths = self._paths(finding.location.path, pages, docs) if lines else []
        for line in lines:
            if any(line.fits.match(path) for path in paths):
                if line.level == "off":
                    return ()
                return (msgspec.structs.replace(finding, severity=cast(Severity, line.level)),)
        return (finding,)

    def _paths(self, path: str, pages: Path | None, docs: str) -> list[str]:
        """What a path may be called by: from the folder of the project on."""
        paths = [self._from_project(Path(path))]
        if pages is not None:
            page = _from(Path(path).absolute(), pages.absolute())
            names = {page.removesuffix(".html"), page.removesuffix("/index.html")}
            chapters = (
                Path(docs, f"{name}{end}") for name in names for end in (".md", ".rst", ".ipynb")
            )
            paths += map(self._from_project, chapters)
        return paths

    def _from_project(self, path: Path) -> str:
        return _from(self._project / path, self._project)


def _from(path: Path, folder: Path) -> str:
    return (path.relative_to(folder) if path.is_relative_to(folder) else PurePath(path)).as_posix()


def _problem(key: str, glob: str, code: str, level: str) -> tuple[str, str] | None:
    """What is wrong with a line, and the way out."""
    if level not in _LEVELS:
        return f"{level!r} is no severity", f"write one of: {', '.join(_LEVELS)}"
    if code not in CODES:
        return f"no finding is called {code}", did_you_mean(code, CODES)
    if code.startswith("X"):
        remedy = "take the line away: a check that could not be made is never in order"
        return f"{code} is always an error", remedy
    parts = glob.split("/")
    if ":" in key and (not glob or not parts[0] or ".." in parts or "\\" in glob):
        remedy = "write a path from the folder of pyproject.toml on, such as docs/drafts/*"
        return f"{glob!r} fits no file of the project", remedy
    if re.sub(r"\[!?\]?[^\]]*\]", "", glob).count("["):
        return f"a bracket is left open in {glob!r}", "close it, or write [[] for the mark itself"
    return None
