"""Read a MyST chapter into passages: its prose as a reader sees it, and the citations in it, each
with its place.

The Markdown is read by the parser that MyST itself uses, so that both see the same blocks. What
this module adds is where each piece of text came from, and which parts of a directive, a role or
the front matter a reader gets to see.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import yaml
from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import make_fence_rule
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.field_list import fieldlist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from mdit_py_plugins.substitution import substitution_plugin

from ..model.findings import CheckError, make_finding
from ..model.passages import Citation, Location, Passage
from ..model.roles import CALLED, ROLES, Role
from ..text.files import leads_out
from .html import HIDDEN, InlineTags, read_html
from .text_files import BRING_IN, read_text, site_of

Shown = Callable[[Role, str], str]
"""What a role shows when the author gives no wording of his own; the empty string where the id
is not known.
"""
Read = Callable[[Path], str]
"""Gets the text of a file, its line ends made one. Raises `CannotCheck`."""

_DEEPEST = 30
"""How deep directives may be nested, and includes: no book comes near, and Python can follow."""
_MOST_INCLUDES = 1000
_MOST_NESTED, _FREELY = 4, 20_000
"""How often a chapter's length may be read again inside directives, beside so many characters:
each level is read for itself, and what is nested in full over and over would take without end.
"""
_offset = itemgetter(0)
_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TITLED = re.compile(r"(.*?\S)\s*<([^<>]+)>", re.DOTALL)
"""A role with a text of its own: `text <target>`."""
_DIRECTIVE = re.compile(r"\{([^\s}]+)\}(?:[ \t]+(.*))?$")
_OPTION = re.compile(r"[ \t]*:([\w-]+):[ \t]*(.*)")

# Roles whose content a reader sees only where it has the form `text <target>`.
_CROSS_REFERENCES = set(
    "ref numref doc any keyword option envvar token mod func class meth attr exc data const "
    "obj eq cite cite:p cite:t footcite".split()
)
_CODE_ROLES = set("code math literal kbd file samp regexp raw download rst:dir rst:role".split())
# Roles that show their target where there is no text, and what they set before it.
_SHOWN_TARGETS = {"term": "", "index": ""} | {
    name: f"{name.upper()} " for name in ("pep", "rfc", "cve", "cwe")
}

# Directives: what a reader sees of them. Whatever is not listed is prose through and through.
_CODE_DIRECTIVES = set(
    "code code-block sourcecode code-cell literalinclude math raw mermaid graphviz digraph "
    "graph productionlist doctest testcode testoutput testsetup contents index tabularcolumns "
    "highlight default-role meta bibliography currentmodule default-domain people sources "
    "facts fact-card excerpts timeline verify downloads autofunction automodule autoclass "
    "parsed-literal argparse".split()
)
_PATH_ARGUMENT = set(
    "figure image figure-md thumbnail video grid only ifconfig role highlight container class "
    "rst-class cssclass".split()
)
# Directives without an argument: what stands behind the name is the first line of the content.
_NO_ARGUMENT = set(
    "attention caution danger error hint important note tip warning seealso epigraph "
    "highlights pull-quote compound line-block glossary".split()
)
_PROSE_OPTIONS = {"alt", "caption", "title", "subtitle", "header", "label-text", "description"}
_PUBLISHED_FRONT_MATTER = {"title", "subtitle", "description", "html_meta", "substitutions"}
_UNPUBLISHED_META = {
    "keywords",
    "author",
    "generator",
    "robots",
    "viewport",
    "google-site-verification",
}


class Line(NamedTuple):
    """Where a line of a text begins in its file (both count from 1)."""

    number: int
    column: int


def read_chapter(
    path: Path, shown: Shown, extensions: Collection[str] = (), read: Read | None = None
) -> list[Passage]:
    """The passages of a MyST chapter and of the files it includes, in order.

    `extensions` are the names of `myst_enable_extensions`; `read` gets the text of each file, as
    `read_text` does. Raises `CannotCheck` when the file cannot be read.
    """
    parser = _parser_for(tuple(sorted(extensions)))
    return _Reader(shown, parser, read).read_file(path, (), {})


@lru_cache(maxsize=1)
def _parser_for(extensions: tuple[str, ...]) -> MarkdownIt:
    return make_parser(extensions)


CHART_DATE = ", "
"""Between a figure in a chart and the time of which it is said, which a chart shows with it."""


def chart_line(line: str) -> tuple[str, str]:
    """The label, which may be empty, and the id of a line of a chart: `LABEL <ID>`, or `ID`."""
    titled = TITLED.fullmatch(line.strip())
    return (titled[1], titled[2].strip()) if titled else ("", line.strip())


class _TrackedState(StateInline):
    """Keeps in each token's `map` the offset at which it begins; inline tokens have no other use
    for it.
    """

    _pending_start = 0

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self._pending_start = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 - the parser's own name
        token = super().pushPending()
        token.map = [self._pending_start, self._pending_start]
        return token

    def push(self, ttype: str, tag: str, nesting: Any) -> Token:
        token = super().push(ttype, tag, nesting)
        token.map = [self.pos, self.pos]
        return token


class _TrackedInline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _TrackedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _footnote_ref(state: StateInline, silent: bool) -> bool:
    """As MyST reads it, where it ends: to look for that letter by letter, at every `[^` of a text
    in which none does, would take without end.
    """
    text, start = state.src, state.pos
    if not text.startswith("[^", start):
        return False
    end = text.find("]", start)
    is_whole = end >= 0 and text.find(" ", start, end) < 0 and text.find("\n", start, end) < 0
    return is_whole and footnote_ref(state, silent, always_match=True)


def make_parser(extensions: Collection[str]) -> MarkdownIt:
    """The parser that MyST makes for these extensions, as far as they change what a reader sees."""
    md = MarkdownIt("commonmark")
    md.inline = _TrackedInline()
    md.configure("commonmark").enable("table")
    # Inline text is read one block at a time, by _Reader; joined fragments would lose their places.
    md.disable(["inline", "text_join", "fragments_join"])
    md.use(front_matter_plugin).use(myst_block_plugin).use(myst_role_plugin)
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    md.inline.ruler.at("footnote_ref", _footnote_ref)
    if "strikethrough" in extensions:
        md.enable("strikethrough")
    if "colon_fence" in extensions:
        fence = make_fence_rule(markers=(":",), token_type="colon_fence")
        stops: RuleOptionsType = {
            "alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]
        }
        md.block.ruler.before("fence", "colon_fence", fence, stops)
    plugins: dict[str, tuple[Callable[..., None], dict[str, Any]]] = {
        "dollarmath": (dollarmath_plugin, {}),
        "amsmath": (amsmath_plugin, {}),
        "deflist": (deflist_plugin, {}),
        "fieldlist": (fieldlist_plugin, {}),
        "substitution": (substitution_plugin, {}),
        "attrs_block": (attrs_block_plugin, {}),
        "attrs_inline": (
            attrs_plugin,
            {
                "after": ("image", "code_inline", "link_close", "span_close"),
                "spans": True,
                "span_after": "footnote_ref",
            },
        ),
    }
    for name, (plugin, options) in plugins.items():
        if name in extensions:
            md.use(plugin, **options)
    return md


class _Reader:
    def __init__(self, shown: Shown, parser: MarkdownIt, read: Read | None = None) -> None:
        self._shown, self._read = shown, read or read_text
        self._parser = parser
        self._path = ""
        self._including: tuple[Path, ...] = ()
        self._depth = self._includes = self._length = self._nested = 0
        # The link definitions of the chapter, which its directives see too.
        self._env: dict[str, Any] = {}

    def read_file(
        self, path: Path, including: tuple[Path, ...], options: dict[str, str]
    ) -> list[Passage]:
        text, skipped = _cut(self._read(path), options)
        outer = self._path, self._including
        self._path, self._including = str(path), (*including, path)
        lines = [Line(number, 1) for number in range(skipped + 1, skipped + text.count("\n") + 2)]
        self._length += len(text)
        passages = list(self._blocks(text, lines))
        self._path, self._including = outer
        return passages

    def _blocks(self, text: str, lines: list[Line]) -> Iterator[Passage]:
        rows = text.split("\n")
        cells: dict[int, int] = {}  # how far the cells of a table's row have been read
        in_table = in_heading = False
        for token in self._parser.parse(text, self._env):
            if token.type in ("table_open", "table_close"):
                in_table = token.type == "table_open"
            elif token.type in ("heading_open", "heading_close"):
                in_heading = token.type == "heading_open"
            elif token.type == "inline":
                starts = _origins(token, rows, lines, cells if in_table else None)
                for passage in self._inline(token.content, starts):
                    yield msgspec.structs.replace(passage, is_heading=in_heading)
            elif token.map is not None:
                yield from self._block(token, token.map[0], rows, lines)

    def _block(
        self, token: Token, first: int, rows: list[str], lines: list[Line]
    ) -> Iterator[Passage]:
        """What is no inline text; `first` is the row in which it begins."""
        match token.type:
            case "fence" | "colon_fence":
                yield from self._fence(token, first, rows, lines)
            case "blockquote_open":
                yield from self._prose(str(token.attrs.get("attribution", "")), lines[first])
            case "ordered_list_open" if int(token.attrs.get("start", 1)) >= 100:
                # No list is so long: "12000. soldiers" is a figure that a reader sees.
                yield from self._prose(f"{token.attrs['start']}.", lines[first])
            case "html_block":
                yield from read_html(token.content, self._path, *lines[first])
            case "front_matter":
                yield from self._front_matter(token.content, lines[first].number + 1)

    def _inline(self, content: str, starts: list[tuple[int, Line]]) -> Iterator[Passage]:
        tokens = self._parser.inline.parse(content, self._parser, self._env, [])
        writer = _Writer(self._path, content, starts, self._shown)
        for token in tokens:
            writer.add(token)
        yield from writer.passages()

    def _prose(self, text: str, line: Line) -> Iterator[Passage]:
        """Text that a reader sees, written in one line somewhere outside a paragraph."""
        if text.strip():
            yield from self._inline(text, [(0, line)])

    def _fence(
        self, token: Token, first: int, rows: list[str], lines: list[Line]
    ) -> Iterator[Passage]:
        body = token.content.removesuffix("\n").split("\n") if token.content else []
        places = []
        for number, text in enumerate(body, first + 1):
            line = lines[min(number, len(lines) - 1)]
            row = rows[min(number, len(rows) - 1)]
            places.append(Line(line.number, line.column + max(0, len(row) - len(text))))
        directive = _DIRECTIVE.match(token.info.strip())
        if directive is not None:
            argument, (number, column), row = directive[2] or "", lines[first], rows[first].rstrip()
            origin = Line(number, column + max(0, row.find(token.markup)))
            at = Line(number, column + len(row) - len(argument))
            yield from self._directive(directive[1], argument, at, origin, body, places)
        elif token.type == "colon_fence":
            yield from self._inside(token.content, [*places, lines[first]])

    def _directive(
        self, name: str, argument: str, at: Line, origin: Line, body: list[str], places: list[Line]
    ) -> Iterator[Passage]:
        options, start = _options(body)
        for option in options:
            if option.key in _PROSE_OPTIONS:
                line = places[option.row]
                read = self._cells if name == "csv-table" else self._prose
                yield from read(option.value, Line(line.number, line.column + option.column))
        body, places = body[start:], places[start:]
        if name == "quotation":
            yield from self._quotation(argument, body, origin)
        elif name == "include":
            yield from self._include(argument, at, {option.key: option.value for option in options})
        elif name == "raw" and argument == "html":
            yield from read_html("\n".join(body), self._path, *(places or [origin])[0])
        elif name in ("csv-table", "toctree", "chart"):
            if name != "chart":
                yield from self._prose(argument, at)
            rows = {"csv-table": self._cells, "toctree": self._entry, "chart": self._chart}
            for text, place in zip(body, places, strict=True):
                yield from rows[name](text, place)
        elif name not in _CODE_DIRECTIVES:
            yield from self._content(name, argument, at, body, [*places, origin])

    def _content(
        self, name: str, argument: str, at: Line, body: list[str], places: list[Line]
    ) -> Iterator[Passage]:
        if name in _NO_ARGUMENT:
            body, places = [argument, *body], [at, *places]
        elif name not in _PATH_ARGUMENT:
            yield from self._prose(argument, at)
        yield from self._inside("\n".join(body) + "\n", places)

    def _inside(self, text: str, lines: list[Line]) -> Iterator[Passage]:
        """What stands inside a directive, or between colons."""
        self._depth += 1
        self._nested += len(text)
        if self._depth > _DEEPEST or self._nested > _FREELY + _MOST_NESTED * self._length:
            number, column = lines[0]
            where = Location(self._path, number, column, number, column + 1)
            message = (
                f"directives are nested here more than {_DEEPEST} deep"
                if self._depth > _DEEPEST
                else f"what is nested in directives is more than {_MOST_NESTED} times this chapter"
            )
            raise CheckError(make_finding("X003", where, message, help="nest fewer of them"))
        yield from self._blocks(text, lines)
        self._depth -= 1

    def _entry(self, text: str, place: Line) -> Iterator[Passage]:
        """An entry of a table of contents: a title of its own, if it has one."""
        if titled := TITLED.fullmatch(text.strip()):
            yield from self._prose(titled[1], place)

    def _chart(self, line: str, place: Line) -> Iterator[Passage]:
        """A line of a chart: its label, and the figure that is drawn with it."""
        if line.strip():
            label, target = chart_line(line)
            before = f"{label}: " if label else ""
            text = before + (self._shown("fact", target) or target)
            location = Location(
                self._path, place.number, place.column, place.number, place.column + len(line)
            )
            citations = [Citation("fact", target, len(before), len(text), location)]
            if date := self._shown("dated", target):
                start = len(text) + len(CHART_DATE)
                text += CHART_DATE + date
                citations.append(Citation("dated", target, start, len(text), location))
            anchors = ((0, place.number, place.column),)
            yield Passage(self._path, text, anchors, tuple(citations))

    def _cells(self, row: str, place: Line) -> Iterator[Passage]:
        """The cells of a row of comma-separated values."""
        offset = 0
        for cell in next(csv.reader([row], skipinitialspace=True), []):
            offset = max(offset, row.find(cell, offset))
            yield from self._prose(cell, Line(place.number, place.column + offset))
            offset += len(cell)

    def _quotation(self, target: str, body: list[str], origin: Line) -> Iterator[Passage]:
        wording = " ".join(line.strip() for line in body).strip() or None
        end = Line(origin.number + len(body) + 1, origin.column + 3)
        location = Location(self._path, origin.number, origin.column, end.number, end.column)
        text = f"“{wording or self._shown('quotation', target) or target}”"
        citation = Citation("quotation", target, 0, len(text), location, wording)
        yield Passage(self._path, text, ((0, origin.number, origin.column),), (citation,))

    def _include(self, name: str, at: Line, options: dict[str, str]) -> Iterator[Passage]:
        if "literal" in options or "code" in options:
            return
        chapter = self._including[0]
        folder = site_of(chapter) if name.startswith("/") else chapter.parent
        path = folder / name.lstrip("/")
        where = Location(self._path, at.number, at.column, at.number, at.column + len(name))
        if not path.is_file():
            raise CheckError(
                make_finding("X003", where, f"{path}, which is included here, is not there")
            )
        if leads_out(path, chapter):
            message = f"{name} leads out of the project, and is not read"
            raise CheckError(make_finding("X003", where, message, help=BRING_IN))
        if path.resolve() in [outer.resolve() for outer in self._including]:
            raise CheckError(
                make_finding(
                    "X003", where, f"{name} includes itself", help="take one of the includes out"
                )
            )
        self._includes += 1
        if len(self._including) > _DEEPEST or self._includes > _MOST_INCLUDES:
            message = (
                f"this chapter includes more than {_MOST_INCLUDES} files, or in too long a row"
            )
            raise CheckError(make_finding("X003", where, message, help="include fewer"))
        yield from self.read_file(path, self._including, options)

    def _front_matter(self, content: str, first: int) -> Iterator[Passage]:
        """The values that a page publishes: its title, its description, its substitutions."""
        for node in _published(_compose(content)):
            row, column = _written_at(node)
            yield from self._prose(node.value, Line(first + row, column + 1))


class _Writer:
    """Writes the inline tokens of one block into a passage; alternative texts and titles become
    passages beside it.
    """

    def __init__(
        self, path: str, content: str, starts: list[tuple[int, Line]], shown: Shown
    ) -> None:
        self._path, self._content, self._starts, self._shown = path, content, starts, shown
        self._text: list[str] = []
        self._length = 0
        self._anchors: list[tuple[int, int, int]] = []
        self._citations: list[Citation] = []
        self._beside: list[Passage] = []
        self._tags = InlineTags()

    def passages(self) -> Iterator[Passage]:
        text = "".join(self._text)
        if text.strip():
            yield Passage(self._path, text, tuple(self._anchors), tuple(self._citations))
        yield from self._beside

    def add(self, token: Token, base: int = 0) -> None:
        at = base + (token.map[0] if token.map else 0)
        if token.type == "html_inline":
            self._beside += read_html(token.content, self._path, *self._place(at))
            self._mark(self._tags.add(token.content), self._place(at))
        if self._tags.hiding:
            return
        match token.type:
            case "text" | "text_special":
                self._write(token.content, at)
            case "softbreak" | "hardbreak":
                self._write(" ", at)
            case "myst_role":
                self._role(token, at)
            case "image":
                self._image(token, at)
            case "link_open":
                self._aside(str(token.attrs.get("title", "")), at)
            case (
                "code_inline"
                | "math_inline"
                | "math_inline_double"
                | "math_single"
                | "substitution_inline"
            ):
                self._write(HIDDEN, at)
            case _:
                pass  # emphasis, footnote marks and the like: nothing that a reader reads

    def _place(self, offset: int) -> Line:
        start, line = self._starts[max(0, bisect_right(self._starts, offset, key=_offset) - 1)]
        return Line(line.number, line.column + offset - start)

    def _write(self, text: str, at: int) -> None:
        """Text that stands in the content from `at` on, character for character."""
        end = at + len(text)
        first = bisect_right(self._starts, at, key=_offset)
        last = bisect_left(self._starts, end, key=_offset)
        cuts = [at, *map(_offset, self._starts[first:last])]
        self._anchors += [(self._length + cut - at, *self._place(cut)) for cut in cuts]
        self._text.append(text)
        self._length += len(text)

    def _role(self, token: Token, at: int) -> None:
        name, inner = token.meta["name"], token.content
        ticks = re.match(r"`+", self._content[at + len(name) + 2 :])
        width = len(ticks[0]) if ticks else 1
        inside = at + len(name) + 2 + width
        titled = TITLED.fullmatch(inner)
        if name in CALLED:
            self._cite(CALLED[name], inner, titled, at, inside, inside + len(inner) + width)
        elif name in _CODE_ROLES or (name in _CROSS_REFERENCES and not titled):
            self._write(HIDDEN, at)
        elif titled and (name in _CROSS_REFERENCES or name in _SHOWN_TARGETS or ":" in name):
            self._write(titled[1].replace("\n", " "), inside)
        else:
            self._mark(_SHOWN_TARGETS.get(name, ""), self._place(at))
            self._write(inner.replace("\n", " "), inside)

    def _cite(
        self, role: Role, inner: str, titled: re.Match[str] | None, at: int, inside: int, end: int
    ) -> None:
        target, wording = (titled[2].strip(), titled[1]) if titled else (inner.strip(), None)
        if ROLES[role].target == "none":
            target, wording = "", inner
        start = self._length
        first, last = self._place(at), self._place(end - 1)
        opening, closing = ("“", "”") if ROLES[role].in_marks else ("", "")
        self._mark(opening, first)
        if wording is None:
            self._mark(self._shown(role, target) or target, first)  # as the built page does
        else:
            self._write(wording.replace("\n", " "), inside)
        self._mark(closing, last)
        location = Location(self._path, first.number, first.column, last.number, last.column + 1)
        self._citations.append(Citation(role, target, start, self._length, location, wording))

    def _mark(self, text: str, place: Line) -> None:
        """Text that a reader sees and the chapter does not have."""
        if text:
            self._anchors.append((self._length, *place))
            self._text.append(text)
            self._length += len(text)

    def _image(self, token: Token, at: int) -> None:
        writer = _Writer(self._path, self._content, self._starts, self._shown)
        for child in token.children or ():
            writer.add(child, at + len("!["))
        self._beside += writer.passages()
        self._write(HIDDEN, at)

    def _aside(self, text: str, at: int) -> None:
        at = max(at, self._content.find(text, at))
        if text.strip():
            self._beside.append(Passage(self._path, text, ((0, *self._place(at)),)))


def _origins(
    token: Token, rows: list[str], lines: list[Line], cells: dict[int, int] | None
) -> list[tuple[int, Line]]:
    """For each line of an inline token's content: its offset there, and where it is written."""
    assert token.map is not None
    starts = []
    offset = 0
    for number, text in enumerate(token.content.split("\n"), token.map[0]):
        # As the parser shows it, which lets no NUL through.
        row, line = rows[number].rstrip().replace("\0", "\ufffd"), lines[number]
        written = text.strip()
        if cells is not None:
            written = written.replace("|", r"\|")
            column = max(row.find(written, cells.get(number, 0)), 0)
            cells[number] = column + len(written)
        elif row.endswith(written):
            column = len(row) - len(written)
        else:
            column = max(row.find(written), 0)
        column = max(1, column + line.column - (len(text) - len(text.lstrip())))
        starts.append((offset, Line(line.number, column)))
        if cells is not None:
            pipes = [place for place, mark in enumerate(text) if mark == "|"]
            starts += [
                (pipe, Line(line.number, column + pipe + count))
                for count, pipe in enumerate(pipes, 1)
            ]
        offset += len(text) + 1
    return starts


def _cut(text: str, options: dict[str, str]) -> tuple[str, int]:
    """The part of an included file that the options of the include leave, and how many lines
    stand before it.
    """
    start, end = (
        int(options[name]) if re.fullmatch(r"-?\d+", options.get(name, "")) else None
        for name in ("start-line", "end-line")
    )
    rows = text.split("\n")
    skipped = len(rows[:start]) if start else 0
    text = "\n".join(rows[start:end])
    after, before = options.get("start-after"), options.get("end-before")
    if after and after in text:
        left_out, _, text = text.partition(after)
        skipped += f"{left_out}{after}".count("\n")
    return (text.partition(before)[0] if before else text), skipped


class _Option(NamedTuple):
    """An option of a directive; `row` and `column` count from 0, in the body of the directive."""

    key: str
    value: str
    row: int
    column: int


def _options(body: list[str]) -> tuple[list[_Option], int]:
    """The options of a directive, and the row at which its content begins."""
    if body and body[0].startswith("---"):
        end = next(
            (row for row, line in enumerate(body[1:], 1) if line.startswith("---")), len(body)
        )
        return list(_yaml_options("\n".join(body[1:end]))), end + 1
    options: list[_Option] = []
    for row, line in enumerate(body):
        match = _OPTION.fullmatch(line)
        if match is None:
            return options, row
        value, quoted = match[2].strip(), 0
        if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
            value, quoted = value[1:-1], 1
        options.append(_Option(match[1], value, row, match.start(2) + quoted))
    return options, len(body)


def _yaml_options(text: str) -> Iterator[_Option]:
    tree = _compose(text)
    for key, value in tree.value if isinstance(tree, yaml.MappingNode) else ():
        if isinstance(value, yaml.ScalarNode):
            row, column = _written_at(value)
            yield _Option(str(key.value), value.value, row + 1, column)


def _compose(text: str) -> yaml.Node | None:
    """The tree of a YAML text; None where it is none, which MyST itself reports."""
    try:
        return yaml.compose(text, Loader=_Loader) if _is_shallow(text) else None
    except yaml.YAMLError:
        return None


def _is_shallow(text: str) -> bool:
    """Whether a tree is as shallow as any front matter is; libyaml crashes on very deep ones."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return False
    return True


def _written_at(node: yaml.ScalarNode) -> tuple[int, int]:
    """Row and column, from 0, at which the text of a value begins."""
    mark = node.start_mark
    if node.style in ("|", ">"):
        return mark.line + 1, 0
    return mark.line, mark.column + (node.style in ("'", '"'))


def _published(
    node: yaml.Node | None, under: str = "", seen: set[tuple[int, str]] | None = None
) -> Iterator[yaml.ScalarNode]:
    """The values of front matter that a reader may see; `under` is the published key that they
    stand under. What aliases (*) repeat is `seen` once.
    """
    seen = set() if seen is None else seen
    if (id(node), under) in seen:
        return
    seen.add((id(node), under))
    if isinstance(node, yaml.ScalarNode) and under:
        yield node
    elif isinstance(node, yaml.SequenceNode) and under:
        for child in node.value:
            yield from _published(child, under, seen)
    elif isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            name = str(getattr(key, "value", ""))
            if under == "html_meta" and name.partition(" ")[0] in _UNPUBLISHED_META:
                continue
            if under or name in _PUBLISHED_FRONT_MATTER or name == "myst":
                yield from _published(child, under or ("" if name == "myst" else name), seen)
