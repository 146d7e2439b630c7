"""Notes beside the pages of a book what the build made in them itself, for their audit: numbers of
sections, figures, equations and footnotes, formulas, documents of code, and what settings put into
templates.

What a page shows is known when it is written, which may be in another process: it leaves a file
beside the doctrees, and the last of the build gathers these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import msgspec
from docutils import nodes
from sphinx import __display_version__ as sphinx_version
from sphinx.application import Sphinx
from sphinx.builders.epub3 import Epub3Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.extension import Extension
from sphinx.locale import _

from ..readers.page_record import (
    BODY_BEGINS,
    BODY_ENDS,
    RECORD,
    BookRecord,
    PageRecord,
    Setting,
    as_block,
    as_mark,
)
from ..readers.text_files import DRAWING, SCRIPTS
from .page_marks import blocks_of, marks_of, numbered_titles, sign_of
from .theme_lines import folders_of_themes, theme_lines

_PLACE = re.compile(r"\d+")
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_VERSION = re.compile(r"\S*\d\S*")
_CONTENTS = "nav.xhtml"
"""The page that an e-book has for its contents, which no template makes."""


def setup_page_record(app: Sphinx) -> None:
    """Called by the extension."""
    # The last of all: others may change what a page shows.
    app.connect("html-page-context", _note_page, priority=999)
    app.connect("build-finished", _write, priority=999)


def _note_page(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:  # fmt: skip
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    record = PageRecord(settings=tuple(_dates(app, context)))
    if doctree is not None and isinstance(context.get("body"), str):
        context["body"] = f"<!-- {BODY_BEGINS} -->{context['body']}<!-- {BODY_ENDS} -->"
        marks, blocks = marks_of(app, doctree, pagename), blocks_of(doctree)
        record = msgspec.structs.replace(
            record,
            has_text=True,
            marks={kind: sorted(map(as_mark, texts)) for kind, texts in sorted(marks.items())},
            blocks={kind: sorted(map(as_block, texts)) for kind, texts in sorted(blocks.items())},
        )
    kept = _folder(app, has_document=doctree is not None) / f"{pagename}.json"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(msgspec.json.encode(record))


def _folder(app: Sphinx, *, has_document: bool) -> Path:
    """Where the records of pages are kept between builds, those of documents and the others."""
    kind = "documents" if has_document else "others"
    return Path(app.doctreedir, "facts-pages", app.builder.name, kind)


def _write(app: Sphinx, exception: Exception | None) -> None:
    builder = app.builder
    if exception is not None or not isinstance(builder, StandaloneHTMLBuilder):
        return
    kept = dict(_kept(app, has_document=False))
    kept |= {name: path for name, path in _kept(app, has_document=True) if name in app.env.all_docs}
    pages = dict[str, PageRecord]()
    for name, record in sorted(kept.items()):
        page = Path(builder.get_outfilename(name))
        if page.exists():  # Sphinx makes an index again only if something has changed.
            path = page.relative_to(app.outdir).as_posix()
            pages[path] = msgspec.json.decode(record.read_bytes(), type=PageRecord)
    if isinstance(builder, Epub3Builder):
        pages[_CONTENTS] = PageRecord()
    book = BookRecord(
        pages=pages,
        themes=tuple(sorted(_files_of_themes(app, builder))),
        drawn=tuple(sorted(_drawn(app, builder))),
        scripts=tuple(sorted(set(_own_scripts(app)))),
        signs=(sign_of(app), _("[source]")),
        titles=tuple(sorted(set(numbered_titles(app)))),
        settings=tuple(sorted(set(_settings(app, builder)))),
    )
    Path(app.outdir, RECORD).write_bytes(msgspec.json.encode(book))


def _kept(app: Sphinx, *, has_document: bool) -> Iterator[tuple[str, Path]]:
    folder = _folder(app, has_document=has_document)
    for path in folder.rglob("*.json"):
        yield path.relative_to(folder).as_posix().removesuffix(".json"), path


def _settings(app: Sphinx, builder: StandaloneHTMLBuilder) -> Iterator[Setting]:
    """What a theme shows of the settings on every page, and of itself."""
    config = app.config
    copyrights = [config.copyright] if isinstance(config.copyright, str) else config.copyright
    for text in copyrights:
        for whole in (text, f"© {text}", f"{_('Copyright')} {text}"):
            if years := tuple(year.span() for year in _YEAR.finditer(whole)):
                yield Setting("copyright", whole, years, alone=whole == text)
    for version in {config.release, config.version}:
        if _VERSION.fullmatch(version):
            for text in (version, f"v{version}"):
                yield _ending("version", text, text, alone=True)
                yield _ending("version", f"{config.project} {text}", text)
    for extension in app.extensions.values():
        if _VERSION.fullmatch(version := _version_of(extension)):
            yield _ending("version of a program", f"{extension.name} {version}", version)
    yield _ending("version of a program", f"Sphinx {sphinx_version}", sphinx_version)

    for line in theme_lines(builder):
        yield _ending("line of the theme", line, line)


def _version_of(extension: Extension) -> str:
    """What it says itself, or what it was installed as."""
    try:
        return str(metadata.version(extension.name))
    except metadata.PackageNotFoundError:
        return str(extension.version)


def _ending(kind: str, text: str, made: str, *, alone: bool = False) -> Setting:
    return Setting(kind, text, ((len(text) - len(made), len(text)),), alone)


def _dates(app: Sphinx, context: dict[str, Any]) -> Iterator[Setting]:
    """When a page was changed, if the theme shows that: a day, without a figure of the author's."""
    updated, form = context.get("last_updated") or "", app.config.html_last_updated_fmt or ""
    if len(_PLACE.findall(updated)) > 1 and not _PLACE.search(form):
        yield Setting("date of the update", updated, ((0, len(updated)),))


def _files_of_themes(app: Sphinx, builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """The pages and drawings among the files that themes and extensions add, by their paths in the
    output.
    """
    own, others = _static_folders(app)
    others += [folder / "static" for folder in folders_of_themes(builder)]
    for folder in others:
        for file in folder.rglob("*.*"):
            path = file.relative_to(folder)
            name = path.with_suffix("") if path.suffix in (".jinja", ".jinja_t") else path
            name = name.with_suffix(name.suffix.removesuffix("_t"))
            is_own = any((each / name).exists() for each in own)
            if name.suffix in (".html", ".htm", DRAWING) and not is_own:
                yield f"_static/{name.as_posix()}"


def _static_folders(app: Sphinx) -> tuple[list[Path], list[Path]]:
    """Those of the author, and those that extensions have added."""
    source = Path(app.srcdir).resolve()
    own, others = list[Path](), list[Path]()
    for folder in app.config.html_static_path:
        path = Path(app.confdir, folder).resolve()
        (own if path.is_relative_to(source) else others).append(path)
    return own, others


def _own_scripts(app: Sphinx) -> Iterator[str]:
    for folder in _static_folders(app)[0]:
        for script in (each for ending in SCRIPTS for each in folder.rglob(f"*{ending}")):
            yield f"_static/{script.relative_to(folder).as_posix()}"


def _drawn(app: Sphinx, builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """The drawings beside the images of documents: extensions have made them."""
    folder, copied = Path(app.outdir, builder.imagedir), set(builder.images.values())
    if app.env.images:
        copied |= {name for _, name in app.env.images.values()}
    for path in folder.rglob(f"*{DRAWING}"):
        if path.relative_to(folder).as_posix() not in copied:
            yield path.relative_to(app.outdir).as_posix()
