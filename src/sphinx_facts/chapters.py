"""Read a MyST chapter into passages: its prose as a reader sees it, and the citations in it, each with its place.

The Markdown is read by the parser that MyST itself uses, so that both see the same blocks. What this module adds is
where each piece of text came from, and which parts of a directive, a role or the front matter a reader gets to see.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args

import yaml
from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import make_fence_rule
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.field_list import fieldlist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from mdit_py_plugins.substitution import substitution_plugin

from .findings import found
from .html_text import read_html
from .model import Citation, Location, Passage, Role
from .store import CannotCheck

Shown = Callable[[Role, str], str]
"""What a role shows when the author gives no wording of his own; the empty string where the id is not known."""

HIDDEN = "\ufffc"
"""Stands in a passage for what is there but is no prose: code, a formula, an image."""

_CITING = frozenset(get_args(Role)) - {"quotation", "record"}
_IN_MARKS = {"quote", "quotation", "named"}
_TITLED = re.compile(r"(.*?\S)\s*<([^<>]+)>", re.DOTALL)
_DIRECTIVE = re.compile(r"\{([^\s}]+)\}[ \t]*(.*)")
_OPTION = re.compile(r"[ \t]*:([\w-]+):[ \t]*(.*)")

# Roles whose content a reader sees only where it has the form `text <target>`.
_CROSS_REFERENCES = {"ref", "numref", "doc", "any", "download", "keyword", "option", "envvar", "token", "mod", "func",
    "class", "meth", "attr", "exc", "data", "const", "obj", "eq", "cite", "cite:p", "cite:t", "footcite"}  # fmt: skip
_CODE_ROLES = {"code", "math", "literal", "kbd", "file", "samp", "command", "program", "regexp", "raw", "index",
    "rst:dir", "rst:role"}  # fmt: skip
# Directives: what a reader sees of them. Whatever is not listed is read as prose through and through.
_CODE_DIRECTIVES = {"code", "code-block", "sourcecode", "code-cell", "literalinclude", "math", "raw", "mermaid",
    "graphviz", "digraph", "graph", "productionlist", "doctest", "testcode", "testoutput", "testsetup", "contents",
    "index", "tabularcolumns", "highlight", "default-role", "meta", "bibliography", "currentmodule", "default-domain",
    "people", "sources", "facts", "autofunction", "automodule", "autoclass", "include", "argparse"}  # fmt: skip
_PATH_ARGUMENT = {"figure", "image", "figure-md", "thumbnail", "video", "grid", "versionadded", "versionchanged",
    "deprecated", "only", "role", "highlight", "list-table-columns", "toctree"}  # fmt: skip
_PROSE_OPTIONS = {"alt", "caption", "title", "subtitle", "header", "label-text", "description"}
_PUBLISHED_FRONT_MATTER = {"title", "subtitle", "description", "html_meta", "substitutions"}


class Line(NamedTuple):
    """Where a line of a text begins in its file (both count from 1)."""

    number: int
    column: int


def read_chapter(path: Path, shown: Shown, extensions: Collection[str] = ()) -> list[Passage]:
    """The passages of a MyST chapter and of the files it includes, in order.

    `extensions` are the names of `myst_enable_extensions`. Raises `CannotCheck` when the file cannot be read.
    """
    return _Reader(shown, make_parser(extensions)).read_file(path, ())


class _TrackedState(StateInline):
    """Keeps in each token's `map` the offset at which it begins; inline tokens have no other use for it."""

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


def make_parser(extensions: Collection[str]) -> MarkdownIt:
    """The parser that MyST makes for these extensions, as far as they change what a reader sees."""
    md = MarkdownIt("commonmark")
    md.inline = _TrackedInline()
    md.configure("commonmark").enable("table")
    # Inline text is read one block at a time, by _Reader; joined fragments would lose their places.
    md.disable(["inline", "text_join", "fragments_join"])
    md.use(front_matter_plugin).use(myst_block_plugin).use(myst_role_plugin)
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    if "strikethrough" in extensions:
        md.enable("strikethrough")
    if "colon_fence" in extensions:
        fence = make_fence_rule(markers=(":",), token_type="colon_fence")
        stops = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
        md.block.ruler.before("fence", "colon_fence", fence, stops)
    plugins: dict[str, tuple[Callable[..., None], dict[str, Any]]] = {
        "dollarmath": (dollarmath_plugin, {"allow_digits": True, "double_inline": True}),
        "amsmath": (amsmath_plugin, {}),
        "deflist": (deflist_plugin, {}),
        "fieldlist": (fieldlist_plugin, {}),
        "substitution": (substitution_plugin, {}),
        "attrs_block": (attrs_block_plugin, {}),
        "attrs_inline": (
            attrs_plugin,
            {"after": ("image", "code_inline", "link_close", "span_close"), "spans": True, "span_after": "footnote_ref"},
        ),
    }
    for name, (plugin, options) in plugins.items():
        if name in extensions:
            md.use(plugin, **options)
    return md


class _Reader:
    def __init__(self, shown: Shown, parser: MarkdownIt) -> None:
        self._shown = shown
        self._parser = parser
        self._path = ""
        self._including: tuple[Path, ...] = ()

    def read_file(self, path: Path, including: tuple[Path, ...]) -> list[Passage]:
        text = read_text(path)
        outer = self._path, self._including
        self._path, self._including = str(path), (*including, path.resolve())
        lines = [Line(number, 1) for number in range(1, text.count("\n") + 2)]
        passages = list(self._blocks(text, lines))
        self._path, self._including = outer
        return passages

    def _blocks(self, text: str, lines: list[Line]) -> Iterator[Passage]:
        env: dict[str, Any] = {}
        rows = text.split("\n")
        cells: dict[int, int] = {}  # how far the cells of a table's row have been read
        in_table = False
        for token in self._parser.parse(text, env):
            if token.type in ("table_open", "table_close"):
                in_table = token.type == "table_open"
            if token.map is None:
                continue
            first = token.map[0]
            if token.type == "inline":
                starts = _origins(token, rows, lines, cells if in_table else None)
                yield from self._inline(token.content, starts, env)
            elif token.type in ("fence", "colon_fence"):
                body = token.content.split("\n")[:-1] if token.content else []
                yield from self._fence(token.info, body, rows, lines, first)
            elif token.type == "html_block":
                yield from read_html(token.content, self._path, lines[first].number)
            elif token.type == "front_matter":
                yield from self._front_matter(token.content, lines[first].number + 1)
            elif token.type == "substitution_block":
                yield from self._prose(token.content, lines[first])

    def _inline(self, content: str, starts: list[tuple[int, Line]], env: dict[str, Any]) -> Iterator[Passage]:
        tokens = self._parser.inline.parse(content, self._parser, env, [])
        writer = _Writer(self._path, content, starts, self._shown)
        for token in tokens:
            writer.add(token)
        yield from writer.passages()

    def _prose(self, text: str, line: Line) -> Iterator[Passage]:
        """Text that a reader sees, written in one line somewhere outside a paragraph."""
        if text.strip():
            yield from self._inline(text, [(0, line)], {})

    def _fence(self, info: str, body: list[str], rows: list[str], lines: list[Line], first: int) -> Iterator[Passage]:
        directive = _DIRECTIVE.match(info.strip())
        if directive is None:
            return
        name, argument = directive[1], directive[2]
        origin = lines[first]
        column = origin.column + max(0, rows[first].find(argument)) if argument else origin.column
        places = []
        for number, text in enumerate(body, first + 1):
            line = lines[min(number, len(lines) - 1)]
            row = rows[min(number, len(rows) - 1)]
            places.append(Line(line.number, line.column + max(0, len(row) - len(text))))
        options, start = _options(body)
        for key, value, row_number in options:
            if key in _PROSE_OPTIONS:
                place = places[row_number]
                yield from self._prose(value, Line(place.number, place.column + body[row_number].find(value)))
        if name == "quotation":
            yield from self._quotation(argument, body[start:], origin)
        elif name == "include":
            yield from self._include(argument.strip(), origin)
        elif name == "toctree":
            for text, place in zip(body[start:], places[start:], strict=True):
                if titled := _TITLED.fullmatch(text.strip()):
                    yield from self._prose(titled[1], place)
        elif name == "raw" and argument.strip() == "html":
            yield from read_html("\n".join(body[start:]), self._path, origin.number + 1 + start)
        elif name not in _CODE_DIRECTIVES:
            if name not in _PATH_ARGUMENT:
                yield from self._prose(argument, Line(origin.number, column))
            yield from self._blocks("\n".join(body[start:]) + "\n", [*places[start:], origin])

    def _quotation(self, target: str, body: list[str], origin: Line) -> Iterator[Passage]:
        wording = " ".join(line.strip() for line in body).strip() or None
        end = Line(origin.number + len(body) + 1, origin.column + 3)
        location = Location(self._path, origin.number, origin.column, end.number, end.column)
        text = f"“{wording or self._shown('quotation', target.strip())}”"
        citation = Citation("quotation", target.strip(), 0, len(text), location, wording)
        yield Passage(self._path, text, ((0, origin.number, origin.column),), (citation,))

    def _include(self, name: str, origin: Line) -> Iterator[Passage]:
        path = Path(self._path).parent / name
        if path.resolve() in self._including:
            where = Location(self._path, origin.number, origin.column, origin.number, origin.column + 1)
            raise CannotCheck(found("X003", where, f"{name} includes itself", remedy="take one of the includes out"))
        yield from self.read_file(path, self._including)

    def _front_matter(self, content: str, first: int) -> Iterator[Passage]:
        """The values that a page publishes: its title, its description, its substitutions."""
        try:
            tree = yaml.compose(content, Loader=yaml.SafeLoader)
        except yaml.YAMLError:
            return  # MyST itself reports front matter that is not YAML
        for node in _published(tree):
            yield from self._prose(node.value, Line(first + node.start_mark.line, node.start_mark.column + 1))


class _Writer:
    """Writes the inline tokens of one block into a passage; alternative texts and titles become passages beside it."""

    def __init__(self, path: str, content: str, starts: list[tuple[int, Line]], shown: Shown) -> None:
        self._path, self._content, self._starts, self._shown = path, content, starts, shown
        self._text: list[str] = []
        self._length = 0
        self._anchors: list[tuple[int, int, int]] = []
        self._citations: list[Citation] = []
        self._beside: list[Passage] = []

    def passages(self) -> Iterator[Passage]:
        text = "".join(self._text)
        if text.strip():
            yield Passage(self._path, text, tuple(self._anchors), tuple(self._citations))
        yield from self._beside

    def add(self, token: Token, base: int = 0) -> None:
        at = base + (token.map[0] if token.map else 0)
        match token.type:
            case "text" | "text_special":
                self._write(token.content, at)
            case "softbreak" | "hardbreak":
                self._write(" ", at)
            case "myst_role":
                self._role(token, at)
            case "image":
                self._image(token, at)
            case "html_inline":
                self._beside += read_html(token.content, self._path, *self._place(at))
                if token.content.lower().startswith("<br"):
                    self._write(" ", at)
            case "link_open":
                self._aside(str(token.attrs.get("title", "")), at)
            case "code_inline" | "math_inline" | "math_inline_double" | "math_single" | "substitution_inline":
                self._write(HIDDEN, at)
            case _:
                pass  # emphasis, footnote marks and the like: nothing that a reader reads

    def _place(self, offset: int) -> Line:
        start, line = next((item for item in reversed(self._starts) if item[0] <= offset), self._starts[0])
        return Line(line.number, line.column + offset - start)

    def _write(self, text: str, at: int) -> None:
        """Text that stands in the content from `at` on, character for character."""
        end = at + len(text)
        cuts = [at, *(start for start, _ in self._starts if at < start < end)]
        self._anchors += [(self._length + cut - at, *self._place(cut)) for cut in cuts]
        self._text.append(text)
        self._length += len(text)

    def _role(self, token: Token, at: int) -> None:
        name, inner = token.meta["name"], token.content
        ticks = re.match(r"`+", self._content[at + len(name) + 2 :])
        width = len(ticks[0]) if ticks else 1
        inside = at + len(name) + 2 + width
        titled = _TITLED.fullmatch(inner)
        if name in _CITING:
            self._cite(name, inner, titled, at, inside, inside + len(inner) + width)
        elif name in _CODE_ROLES or (name in _CROSS_REFERENCES and not titled):
            self._write(HIDDEN, at)
        else:
            self._write(titled[1] if titled else inner, inside)

    def _cite(self, role: Role, inner: str, titled: re.Match[str] | None, at: int, inside: int, end: int) -> None:
        target, wording = (titled[2].strip(), titled[1]) if titled else (inner.strip(), None)
        if role == "own":
            target, wording = "", inner
        start = self._length
        first, last = self._place(at), self._place(end - 1)
        opening, closing = ("“", "”") if role in _IN_MARKS else ("", "")
        self._mark(opening, first)
        if wording is None:
            self._mark(self._shown(role, target), first)
        else:
            self._write(wording.replace("\n", " "), inside + len(inner) - len(inner.lstrip()))
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
        self._aside(str(token.attrs.get("title", "")), at)
        self._write(HIDDEN, at)

    def _aside(self, text: str, at: int) -> None:
        if text.strip():
            self._beside.append(Passage(self._path, text, ((0, *self._place(at)),)))


def read_text(path: Path) -> str:
    """The text of a file, its line ends made one. Raises `CannotCheck` when it is not there or not UTF-8."""
    where = Location(str(path))
    try:
        return path.read_bytes().decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        where = Location(str(path), line, 1, line, 2)
        raise CannotCheck(found("X003", where, "this is not UTF-8 text", remedy="save the file as UTF-8")) from None
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise CannotCheck(found("X003", where, message, remedy="correct the path")) from None


def _origins(
    token: Token, rows: list[str], lines: list[Line], cells: dict[int, int] | None
) -> list[tuple[int, Line]]:
    """For each line of an inline token's content: its offset there, and where it is written."""
    assert token.map is not None
    starts = []
    offset = 0
    for number, text in enumerate(token.content.split("\n"), token.map[0]):
        row, line = rows[number].rstrip(), lines[number]
        text = text.rstrip()
        if cells is not None:
            column = max(row.find(text, cells.get(number, 0)), 0)
            cells[number] = column + len(text)
        elif row.endswith(text):
            column = len(row) - len(text)
        else:
            column = max(row.find(text), 0)
        starts.append((offset, Line(line.number, line.column + column)))
        offset = token.content.find("\n", offset) + 1
    return starts


def _options(body: list[str]) -> tuple[list[tuple[str, str, int]], int]:
    """The options of a directive as (key, value, number of its line), and the line at which its content begins."""
    if body and body[0].strip() == "---":
        end = next((number for number, line in enumerate(body[1:], 1) if line.strip() == "---"), len(body) - 1)
        pairs = [(*line.partition(":")[::2], number) for number, line in enumerate(body[1:end], 1)]
        return [(key.strip(), value.strip(), number) for key, value, number in pairs], end + 1
    options = []
    for number, line in enumerate(body):
        option = _OPTION.fullmatch(line)
        if option is None:
            return options, number
        options.append((option[1], option[2].strip(), number))
    return options, len(body)


def _published(node: yaml.Node | None, inside: bool = False) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode) and inside:
        yield node
    elif isinstance(node, yaml.SequenceNode) and inside:
        for child in node.value:
            yield from _published(child, inside)
    elif isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            name = getattr(key, "value", "")
            if inside or name in _PUBLISHED_FRONT_MATTER or name == "myst":
                yield from _published(child, inside or name in _PUBLISHED_FRONT_MATTER)
