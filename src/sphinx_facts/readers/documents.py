"""Finds what Sphinx would build of some folders, and tells by what each document is read."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

from ..text.globs import compile_globs
from .configuration import Configuration
from .find_configuration import configuration_above, read_configuration
from .text_files import NOTEBOOK, unreadable

Way = Literal["markdown", "notebook", "build"]
"""How a document is read: as it is written, or by a build that writes nothing."""
MARKDOWN = ".md"
_FORMATS: Mapping[str, Way] = {
    "markdown": "markdown", "myst": "markdown", "myst-nb": "markdown", "commonmark": "markdown"
}  # fmt: skip
"""By the names under which parsers are known to Sphinx, those of Markdown."""
_NOTEBOOKS = frozenset({"myst_nb", "nbsphinx", "jupyter_book"})
"""The extensions that make notebooks documents."""
_COPIED = ("html_static_path", "html_extra_path")
"""The settings with folders of files that are copied beside the pages."""
_FOLDERS = ("templates_path", *_COPIED)
"""Those with folders of files that are no documents."""
_CUSTOM = ("nb_custom_formats", "nbsphinx_custom_formats")
"""The settings that name other forms of notebooks, by their endings."""
_OF_CELLS = {
    ("nb_remove_code_outputs", "true"): "remove-output",
    ("nb_remove_code_source", "true"): "remove-input",
    ("nb_output_stderr", "remove"): "remove-stderr",
    ("nb_output_stderr", "remove-warn"): "remove-stderr",
}
"""What settings of MyST-NB say of all cells, as the tag that says it of one."""
_ALWAYS_EXCLUDED = ("**/_sources", ".#*", "**/.#*", "*.lproj/**")
"""By Sphinx itself."""
_NEVER_READ = frozenset({".git", ".ipynb_checkpoints", "jupyter_execute"})
_OUTPUT = frozenset({".buildinfo", ".doctrees"})
"""What stands in a folder of built pages."""
Match = Callable[[str], object]
IsLeftOut = Callable[[str, bool], bool]
LeavesOut = Callable[[Configuration | None, Path], IsLeftOut]


class Documents(NamedTuple):
    """The documents among and below some paths, in order; each path stands once."""

    ways: dict[Path, Way]
    configurations: dict[Path, Configuration]
    """By the folders of the books, those from which the documents come."""
    homes: dict[Path, Path]
    """Of a document that a build reads, the folder of its book."""

    def written(self, *ways: Way) -> list[Path]:
        """The documents that are read in one of these ways."""
        return [path for path, way in self.ways.items() if way in ways]


def find_documents(paths: Sequence[Path]) -> Documents:
    """Those among and below some paths. Raises `CheckError` where one of them is not there."""
    found = Documents({}, {}, {})
    for path in paths:
        if not path.exists():
            raise unreadable(path, "there is no such file or folder", "correct the path")
        folder = path if path.is_dir() else path.parent
        book = configuration_above(folder)
        if path.is_dir():
            for each, of_book in sorted(_below(path, book, _leaves_out), key=itemgetter(0)):
                way = way_of(each, of_book)
                # A pipe is no document, whatever its name.
                _add(found, each, of_book, way if way and each.is_file() else None, path)
        else:
            _add(found, path, book, way_of(path, book) or "markdown", folder)
    return found


def static_files(paths: Sequence[Path], *endings: str) -> Iterator[Path]:
    """The files with these endings below the folders among some paths, in order, but for those that
    were built, and those that a book leaves out.
    """
    for folder in (path for path in paths if path.is_dir()):
        found = _below(folder, configuration_above(folder), _leaves_out_of_static)
        yield from sorted(path for path, _ in found if path.name.endswith(endings))


def myst_extensions(found: Documents, given: Collection[str] | None = None) -> Collection[str]:
    """Those that are given, or else those that the books themselves enable."""
    if given is not None:
        return given
    books = found.configurations.values()
    return {name for book in books for name in book.names("myst_enable_extensions")}


def cell_tags(found: Documents) -> tuple[str, ...]:
    """The tags that all code cells have, where the books say so of what a page shows of them."""
    books = found.configurations.values()
    tags = {
        tag for (name, value), tag in _OF_CELLS.items()
        for book in books if name not in book.unread and str(book.values.get(name)).lower() == value
    }  # fmt: skip
    return tuple(sorted(tags))


def _add(
    found: Documents, path: Path, book: Configuration | None, way: Way | None, folder: Path
) -> None:
    if way is None or path in found.ways:
        return
    found.ways[path] = way
    if book is not None:
        found.configurations[book.folder] = book
    if way == "build":
        found.homes[path] = book.folder if book is not None else folder


def way_of(path: Path, book: Configuration | None) -> Way | None:
    """By what a file is read; None where no page is made of it."""
    if path.suffix == NOTEBOOK and _makes_notebooks(book):
        return "notebook"
    return _suffixes(book).get(path.suffix)


def _makes_notebooks(book: Configuration | None) -> bool:
    if book is None or "extensions" in book.unread or NOTEBOOK in _suffixes(book):
        return True
    return not _NOTEBOOKS.isdisjoint(book.names("extensions"))


def _suffixes(book: Configuration | None) -> dict[str, Way]:
    """The endings of documents, and by what each is read; Markdown always is."""
    given = book.values.get("source_suffix") if book is not None else None
    ways: dict[str, Way] = {MARKDOWN: "markdown"}
    custom = [name for each in _CUSTOM for name in book.names(each)] if book is not None else []
    ways |= dict.fromkeys(custom, "build")
    if isinstance(given, dict):
        of_parsers = {
            str(suffix): _FORMATS.get(str(name), "build") for suffix, name in given.items()
        }
        return of_parsers | ways
    names = [given] if isinstance(given, str) else given if isinstance(given, list) else [".rst"]
    return {str(name): "build" for name in names} | ways  # type: ignore[return-value]


# The files of a folder


def _below(
    folder: Path, book: Configuration | None, leaves_out: LeavesOut
) -> Iterator[tuple[Path, Configuration | None]]:
    """The files below a folder that are no part of what a book leaves out, each with its book."""
    ahead, linked = [(folder, book)], set[Path]()
    while ahead:
        here, book = ahead.pop()
        book = book or read_configuration(here)
        with os.scandir(here) as entries:
            inside = [(each.name, _is_folder(each), each.is_symlink()) for each in entries]
        if not _OUTPUT.isdisjoint(name for name, *_ in inside):
            continue
        is_left_out = leaves_out(book, here)
        for name, is_folder, is_link in inside:
            path = here / name
            if name in _NEVER_READ or is_left_out(name, is_folder):
                continue
            if not is_folder:
                yield path, book
            elif not is_link:
                ahead.append((path, book))
            # A link may lead back to where it stands.
            elif book is not None and (real := path.resolve()) not in linked:
                linked.add(real)
                ahead.append((path, book))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # as of a link that leads to itself
        return False


def _leaves_out(book: Configuration | None, folder: Path) -> IsLeftOut:
    """Tells of a name in a folder, and whether it is a folder, that no document is there."""
    if book is None or "exclude_patterns" in book.unread:
        # Nothing says what is a document: folders of makers of sites begin with these.
        return lambda name, is_folder: is_folder and name[0] in "._"
    excluded, included = _globs(book)
    within = _within(book, folder)

    def is_left_out(name: str, is_folder: bool) -> bool:
        path = within(name)
        return bool(excluded(path)) or not (is_folder or included(path))

    return is_left_out


def _leaves_out_of_static(book: Configuration | None, folder: Path) -> IsLeftOut:
    """Likewise, that nothing is there which pages show. What a setting names is copied, whatever
    the patterns of documents say.
    """
    if book is None or not {*_COPIED, "exclude_patterns"}.isdisjoint(book.unread):
        return lambda name, is_folder: is_folder and name[0] == "."
    excluded = compile_globs(book.names("exclude_patterns")).match
    copied = [PurePosixPath(name) for setting in _COPIED for name in book.names(setting)]
    within = _within(book, folder)

    def is_left_out(name: str, is_folder: bool) -> bool:
        path = PurePosixPath(within(name))
        is_copied = any(path.is_relative_to(each) or each.is_relative_to(path) for each in copied)
        is_excluded = any(excluded(str(each)) for each in (path, *path.parents))
        return (is_folder and name[0] == ".") or (is_excluded and not is_copied)

    return is_left_out


def _within(book: Configuration, folder: Path) -> Callable[[str], str]:
    """What names in a folder are called in the patterns of its book."""
    place = folder.relative_to(book.folder).as_posix()
    before = "" if place == "." else f"{place}/"
    return lambda name: unicodedata.normalize("NFC", before + name)


def _globs(book: Configuration) -> tuple[Match, Match]:
    """What matches the paths that a book leaves out, and those that it is made of."""
    folders = (name for setting in _FOLDERS for name in book.names(setting))
    excluded = [*book.names("exclude_patterns"), *folders, *_ALWAYS_EXCLUDED]
    included = book.names("include_patterns") or ["**"]
    return compile_globs(excluded).match, compile_globs(included).match
