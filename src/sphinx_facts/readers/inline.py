"""Reads the inline text of a block: its words, its roles, and what images and links show beside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec
from markdown_it.token import Token

from ..model.passages import HIDDEN, STYLES, Flaw, Location, Passage
from ..model.roles import CALLED, ROLES, Role
from .chapter import DisplayText
from .flaws import cited_in_code, note_mark
from .html import read_html
from .inline_tags import InlineTags
from .markup import unknown_role
from .origins import Line, Origins
from .passage_builder import Opening, PassageBuilder, plain
from .raw_html import RawHtml
from .targets import TITLED
from .visibility import role_text

_NO_ALT = "no role works in an alternative text, and a page leaves out this"
_IN_ALT = "write the words themselves, or cite them in the text"
_TICKS = re.compile(r"`+")


class InlineReader:
    """Reads the inline tokens of one block into a passage; alternative texts and titles become
    passages beside it.

    `content` is the text that the tokens were made from, and `origins` its places; the chapter has
    so many `notes`.
    """

    def __init__(
        self, path: str, content: str, origins: Origins, display_text: DisplayText, notes: int = 0
    ) -> None:
        self._path, self._content, self._notes = path, content, notes
        self._origins, self._display_text = origins, display_text
        self._built = PassageBuilder(path)
        self._beside: list[Passage] = []
        self._tags = InlineTags(())
        self._styles: list[Opening] = []

    @property
    def text(self) -> str:
        return self._built.text

    def passages(self) -> Iterator[Passage]:
        passage = self._built.passage()
        if passage.text.strip() or passage.flaws:
            yield passage
        yield from self._built.literals
        yield from self._beside

    def show(self, text: str, place: Line) -> None:
        """What the block has before its text, and where that stands."""
        self._show(text, place)

    def read(self, tokens: Sequence[Token], base: int = 0) -> None:
        """Read all the tokens of the block; what they say of where they begin is `base` characters
        too little.
        """
        tags = [token.content for token in tokens if token.type == "html_inline"]
        self._tags, html = InlineTags(tags), RawHtml(self._path)
        for token in tokens:
            at = base + (token.map[0] if token.map else 0)
            if token.type == "html_inline":
                self._built.flaw(*html.read(token.content, self._from(at)))
                self._beside += read_html(token.content, self._path, *self._origins.place(at))
                self._tags.add(token.content, self._built, self._origins.place(at))
            elif not self._tags.hiding:
                self._read(token, at)
            elif token.type == "myst_role" and token.meta["name"] in CALLED:
                self._built.flaw(cited_in_code(self._location(at, at + len(token.content))))
                self._read(token, at)
            elif token.content and not self._tags.unseen:
                self._built.literal(token.content, self._origins.place(at))
        self._built.flaw(*html.finish())

    def _from(self, at: int) -> Callable[[int], Line]:
        """Where the characters of what begins there stand."""
        return lambda offset: self._origins.place(at + offset)

    def _location(self, start: int, end: int) -> Location:
        first, last = self._origins.place(start), self._origins.place(end - 1)
        return Location(self._path, *first, *last.right(1))

    def _read(self, token: Token, at: int) -> None:
        match token.type:
            case "text" | "text_special":
                self._write(token.content, at)
            case "softbreak" | "hardbreak":
                self._write(" ", at)
            case "myst_role":
                self._role(token, at)
            case "image":
                self._image(token, at)
            case "footnote_ref":
                label = str(token.meta.get("label", ""))
                self._show(note_mark(label, self._notes), self._origins.place(at))
            case "link_open":
                self._aside(str(token.attrs.get("title", "")), at)
            case "code_inline" | "math_inline" | "math_inline_double" | "math_single":
                place = self._origins.place(max(at, self._content.find(token.content, at)))
                self._built.literal(token.content, place)
            case "substitution_inline":
                self._write(HIDDEN, at)
            case _:
                self._style(token)  # of footnote marks and the like a reader reads nothing

    def _style(self, token: Token) -> None:
        """Note what emphasis makes stand out."""
        if token.tag in STYLES and token.nesting > 0:
            self._styles.append(self._built.here())
        elif token.tag in STYLES and self._styles:
            self._built.style(token.tag, self._styles.pop())

    def _write(self, text: str, at: int) -> None:
        """Text that stands in the content from `at` on, character for character."""
        for start, end in self._origins.runs(at, at + len(text)):
            self._built.write(text[start - at : end - at], self._origins.place(start))

    def _show(self, text: str, place: Line) -> None:
        """Text that a reader sees and the chapter does not have."""
        if text:
            self._built.write(text, place)

    def _role(self, token: Token, at: int) -> None:
        name, inner = token.meta["name"], token.content
        ticks = _TICKS.match(self._content, at + len(name) + 2)
        width = len(ticks[0]) if ticks else 1
        inside = at + len(name) + 2 + width
        titled = TITLED.fullmatch(inner)
        if name in CALLED:
            self._cite(CALLED[name], inner, titled, at, inside, inside + len(inner) + width)
            return
        where = self._location(at, inside + len(inner) + width)
        self._built.flaw(*unknown_role(name, inner, where))
        shown, before, replaced, style = role_text(name)
        if shown == "code" or (shown == "path" and not titled):
            self._built.literal(inner, self._origins.place(inside))
        elif shown == "title" and not titled:
            self._write(HIDDEN, at)
        elif titled and shown != "text":
            self._write(titled[1].replace("\n", " "), inside)
        else:
            self._show(before, self._origins.place(at))
            start = self._built.here()
            self._write_replaced(inner.replace("\n", " "), inside, *replaced)
            if style:
                self._built.style(style, start)

    def _write_replaced(self, text: str, at: int, old: str, new: str) -> None:
        """Text of which a page shows some as something else."""
        first, *others = text.split(old) if old else [text]
        self._write(first, at)
        for part in others:
            at += len(first) + len(old)
            self._show(new, self._origins.place(at - len(old)))
            self._write(part, at)
            first = part

    def _cite(
        self, role: Role, inner: str, titled: re.Match[str] | None, at: int, inside: int, end: int
    ) -> None:
        target, wording = (titled[2].strip(), titled[1]) if titled else (inner.strip(), None)
        if ROLES[role].target == "none":
            target, wording = "", inner
        start = self._built.here()
        location = self._location(at, end)
        first, last = self._origins.place(at), self._origins.place(end - 1)
        opening, closing = ("“", "”") if ROLES[role].in_marks else ("", "")
        self._show(opening, first)
        if wording is None:
            self._show(self._display_text(role, target) or target, first)  # as the built page does
        else:
            self._write(wording.replace("\n", " "), inside)
        self._show(closing, last)
        self._built.cite(role, target, start, location, wording)

    def _image(self, token: Token, at: int) -> None:
        built = PassageBuilder(self._path)
        for child in token.children or ():
            place = self._origins.place(at + len("![") + (child.map[0] if child.map else 0))
            if child.type in ("text", "text_special"):
                built.write(child.content, place)
            elif child.type == "myst_role" and child.meta["name"] in CALLED:
                where = Location(self._path, *place, *place.right(len(child.content)))
                built.flaw(Flaw("role", f"{_NO_ALT} {{{child.meta['name']}}}", where, _IN_ALT))
        passage = built.passage()
        if passage.text.strip() or passage.flaws:
            self._beside.append(msgspec.structs.replace(passage, is_plain=True))
        self._write(HIDDEN, at)

    def _aside(self, text: str, at: int) -> None:
        if text.strip():
            place = self._origins.place(max(at, self._content.find(text, at)))
            self._beside.append(plain(self._path, text, place))
