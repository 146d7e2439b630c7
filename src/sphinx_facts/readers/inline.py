"""Reads the inline text of a block: its words, its roles, and what images and links show beside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from ..model.passages import HIDDEN, STYLES, Location, Passage
from ..model.roles import CALLED, ROLES, Role
from .chapter import DisplayText
from .html import InlineTags, read_html
from .origins import Line, Origins
from .passage_builder import Opening, PassageBuilder
from .targets import TITLED
from .visibility import role_text

_TICKS = re.compile(r"`+")


class InlineReader:
    """Reads the inline tokens of one block into a passage; alternative texts and titles become
    passages beside it.

    `content` is the text that the tokens were made from, and `origins` its places.
    """

    def __init__(
        self, path: str, content: str, origins: Origins, display_text: DisplayText
    ) -> None:
        self._path, self._content = path, content
        self._origins, self._display_text = origins, display_text
        self._built = PassageBuilder(path)
        self._beside: list[Passage] = []
        self._tags = InlineTags()
        self._styles: list[Opening] = []

    @property
    def text(self) -> str:
        return self._built.text

    def passages(self) -> Iterator[Passage]:
        passage = self._built.passage()
        if passage.text.strip():
            yield passage
        yield from self._beside

    def add(self, token: Token, base: int = 0) -> None:
        """Read a token, which begins in the content `base` characters further than it says."""
        at = base + (token.map[0] if token.map else 0)
        if token.type == "html_inline":
            place = self._origins.place(at)
            self._beside += read_html(token.content, self._path, *place)
            self._show(self._tags.add(token.content), place)
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
        shown, before, replaced = role_text(name)
        if shown == "code" or (shown == "title" and not titled):
            self._write(HIDDEN, at)
        elif titled and shown != "text":
            self._write(titled[1].replace("\n", " "), inside)
        else:
            self._show(before, self._origins.place(at))
            self._write_replaced(inner.replace("\n", " "), inside, *replaced)

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
        first, last = self._origins.place(at), self._origins.place(end - 1)
        opening, closing = ("“", "”") if ROLES[role].in_marks else ("", "")
        self._show(opening, first)
        if wording is None:
            self._show(self._display_text(role, target) or target, first)  # as the built page does
        else:
            self._write(wording.replace("\n", " "), inside)
        self._show(closing, last)
        location = Location(self._path, first.number, first.column, last.number, last.column + 1)
        self._built.cite(role, target, start, location, wording)

    def _image(self, token: Token, at: int) -> None:
        reader = InlineReader(self._path, self._content, self._origins, self._display_text)
        for child in token.children or ():
            reader.add(child, at + len("!["))
        self._beside += reader.passages()
        self._write(HIDDEN, at)

    def _aside(self, text: str, at: int) -> None:
        if text.strip():
            built = PassageBuilder(self._path)
            built.write(text, self._origins.place(max(at, self._content.find(text, at))))
            self._beside.append(built.passage())
