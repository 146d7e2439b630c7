"""A small made-up book, and builds of it that tell what they read, wrote and warned of."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_facts.cli import main
from sphinx_facts.readers.page_record import RECORD, Account, BookRecord

FILES = {
    "snapshots/gazette.txt": """\
Over 4,000 cars cross the old bridge every day, the town's engineers found in 2019.
“We can no longer count on it,” said Ada Quist, the town's mayor.
People call the bridge the “Grey Lady”. A ferry runs below the bridge.
According to the Harbour Office, the ferry carries about 300 passengers.
""",
    "snapshots/almanac.txt": """\
The bridge was opened in 1902. Its two towers are built of granite.
""",
    "facts/facts.yaml": """\
sources:
  gazette: {publisher: The Gazette, title: null, published: null, url: null, recorded: full}
  almanac: {publisher: The Almanac, title: null, published: null, url: null, recorded: full}
people:
  ada-quist:
    name: Ada Quist
    role: the town's mayor
    claim: Ada Quist is the mayor of the town.
    evidence:
      - source: gazette
        excerpt: said Ada Quist, the town's mayor
  harbour-office:
    name: the Harbour Office
    role: Harbour Office
    claim: An office looks after the harbour.
    also: [Harbour Office]
    evidence:
      - source: gazette
        excerpt: According to the Harbour Office
facts:
  cars:
    figure: over 4,000 cars
    claim: More than 4,000 cars cross the bridge daily.
    near: [cross, bridge]
    evidence:
      - source: gazette
        excerpt: Over 4,000 cars cross the old bridge
  passengers:
    figure: about 300 passengers
    claim: The ferry takes about 300 people.
    said_by: harbour-office
    evidence:
      - source: gazette
        excerpt: the ferry carries about 300 passengers
        attribution: According to the Harbour Office
  opened:
    figure: opened in 1902
    claim: The bridge has stood since 1902.
    evidence:
      - source: almanac
        excerpt: The bridge was opened in 1902
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
    "docs/conf.py": """\
project = "The bridge"
extensions = ["myst_parser", "sphinx_facts"]
myst_enable_extensions = ["colon_fence", "deflist"]
html_theme = "basic"
html_sidebars = {"**": []}
version = copyright = "1"
html_show_sphinx = html_show_copyright = html_copy_source = False
templates_path = []  # The theme of the real book adds to Sphinx's default for all later builds.
""",
    "docs/index.md": """\
# The book

It has {count}`facts` facts and {own}`two chapters`.

```{toctree}
bridge
ferry
plain
lists
people
```
""",
    "docs/bridge.md": """\
# The bridge

Every day {fact}`cars` cross it. {quote}`no-longer` says {person}`ada-quist`.
They call it {named}`lady`.

```{quotation} no-longer
```
""",
    "docs/ferry.md": """\
# The ferry

It carries {fact}`roughly 300 <passengers>` people, says the
{person}`Harbour Office <harbour-office>` in {source}`gazette`.
""",
    "docs/plain.md": "# Nothing cited\n\nOnly words.\n",
    "docs/lists.md": "# Facts and sources\n\n```{facts}\n```\n\n## Sources\n\n```{sources}\n```\n",
    "docs/people.md": "# People\n\n```{people}\n```\n",
}


@dataclass
class Build:
    """What came of a build; `read` and `written` are the names of documents, in order."""

    out: Path
    warnings: list[str]
    read: list[str]
    written: list[str]
    env: BuildEnvironment

    def page(self, name: str) -> str:
        return (self.out / f"{name}.html").read_text("utf-8")

    def account(self, name: str) -> Account:
        """What the build noted of a page."""
        record = msgspec.json.decode((self.out / RECORD).read_bytes(), type=BookRecord)
        return Account(record, f"{name}.html")

    def pages(self) -> dict[str, bytes]:
        """Every file of the build that a reader gets to see, by its path."""
        kept = {".buildinfo", "objects.inv"}
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes()
            for path in sorted(self.out.rglob("*"))
            if path.is_file() and path.name not in kept
        }


class Book:
    """A book in a folder, whose files can be changed between builds."""

    def __init__(self, folder: Path, **files: str) -> None:
        self.folder = folder
        self.write(FILES | {f"docs/{name}.md": text for name, text in files.items()})
        self.record()

    def write(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace text in a file, and make its time later than that of all pages."""
        path = self.folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        later = path.stat().st_mtime + 10
        os.utime(path, (later, later))

    def record(self) -> None:
        arguments = [str(self.folder / "snapshots"), "--facts", str(self.folder / "facts")]
        assert main(["record", *arguments]) == 0

    def build(
        self,
        builder: str = "html",
        to: str = "",
        *,
        fresh: bool = False,
        jobs: int = 1,
        **config: object,
    ) -> Build:
        return build(
            self.folder / "docs",
            self.folder / "out" / (to or builder),
            builder,
            fresh,
            jobs,
            **config,
        )


def without_colours(text: str) -> str:
    """What Sphinx says, as it says it where it writes to no terminal."""
    return re.sub(r"\x1b\[[\d;]*\w", "", text)


def search(pattern: str, text: str, flags: int = 0) -> re.Match[str]:
    """Where a text first has what it must have."""
    found = re.search(pattern, text, flags)
    assert found, f"no {pattern} in {text}"
    return found


class UnchangedBook(Book):
    """A book that no test changes: it is built in each way but once."""

    def __init__(self, folder: Path, **files: str) -> None:
        super().__init__(folder, **files)
        self._built: dict[str, Build] = {}

    def build(self, builder: str = "html", *arguments: Any, **options: Any) -> Build:
        key = repr((builder, arguments, options))
        if key not in self._built:
            self._built[key] = super().build(builder, *arguments, **options)
        return self._built[key]


class Copy:
    """A book as it was built once. It goes back to that, in its folder, whatever a test does."""

    def __init__(self, book: Book, kept: Path) -> None:
        self.book, self._kept = book, kept
        book.build()
        shutil.copytree(book.folder, kept)

    def restore(self) -> Book:
        """With the times of its files, by which Sphinx tells what has changed."""
        shutil.rmtree(self.book.folder)
        shutil.copytree(self._kept, self.book.folder)
        return self.book


class _Templates:
    """Templates as they were compiled for builds before, which is a third of a build's work: what
    Jinja asks of a cache of bytecode.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, ...], SimpleNamespace] = {}

    def get_bucket(self, _: object, *source: str) -> SimpleNamespace:
        return self._kept.setdefault(source, SimpleNamespace(code=None))

    def set_bucket(self, bucket: SimpleNamespace) -> None:
        """It is kept already; Jinja has written the code into it."""


_TEMPLATES = _Templates()


def build(
    docs: Path,
    out: Path,
    builder: str = "html",
    fresh: bool = False,
    jobs: int = 1,
    **config: object,
) -> Build:
    """Build in this process. Raises what Sphinx raises."""
    warnings = StringIO()
    read: list[str] = []
    written: list[str] = []
    with patch_docutils(docs), docutils_namespace():
        app = Sphinx(
            docs,
            docs,
            out,
            out.parent / "doctrees",
            builder,
            config,
            StringIO(),
            warnings,
            fresh,
            parallel=jobs,
        )
        if templates := getattr(app.builder, "templates", None):
            templates.environment.bytecode_cache = _TEMPLATES
        app.connect("env-before-read-docs", lambda *arguments: read.extend(arguments[-1]))
        app.connect("doctree-resolved", lambda *arguments: written.append(arguments[-1]))
        app.build()
    lines = [line for line in without_colours(warnings.getvalue()).splitlines() if line]
    return Build(out, lines, read, written, app.env)
