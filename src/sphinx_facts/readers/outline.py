"""What stands over the passages of a text: headings, what leads to a list, the labels of a table.

The reader of any format tells an outline, in order, which blocks begin and end, by the tags that
they have in HTML, and what it reads in them.
"""

from __future__ import annotations

from itertools import count, islice

import msgspec

from ..model.passages import HIDDEN, Structure

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_LISTS = {"ul", "ol"}
_CELLS = {"td", "th"}
_QUOTATION, _ATTRIBUTION = "blockquote", "attribution"
_SECTIONS = {"section", "article", "main", "nav", "aside", "div"}
"""Where these end, the headings in them end."""
_DEEPEST = 30
"""How many blocks around a passage are looked at."""
_WIDEST, _LONGEST = 20, 1000
"""How many columns or rows a cell may take, and after how many characters the head of a column gets
no longer: no table comes near.
"""


class _Block(msgspec.Struct):
    """A definition that is open, or a list."""

    tag: str
    introduction: str
    number: int = 0
    item: int = 0
    """The item of a list that is read, or was last."""


class _Table(_Block):
    row: int = 0
    column: int = 0
    """The cell that is read, or was last; the rows of the head are row 0."""
    width: int = 1
    label: str = ""
    heads: dict[int, str] = {}
    reaching: dict[int, int] = {}
    """Into which columns cells reach from above, and for how many rows with this one."""
    in_head: bool = False
    in_cell: bool = False


class Outline:
    """Where in a text a reader is."""

    def __init__(self) -> None:
        self._headings: tuple[tuple[int, str], ...] = ()
        self._around: list[tuple[tuple[int, str], ...]] = []  # the headings around open sections
        self._blocks: list[_Block] = []
        self._level = 0  # of the heading that is read
        self._aside = ""  # "caption", "dt" or "attribution", while one is read
        self._before = ""  # what leads to a block that begins here
        self._paragraph = ""  # the last one
        self._lists, self._tables, self._quotations = count(1), count(1), count(1)
        self._structure: Structure | None = None

    def apart(self) -> Outline:
        """Where another reader is, that reads of the same page what stands elsewhere."""
        other = Outline()
        other._lists, other._tables = self._lists, self._tables
        other._quotations = self._quotations
        return other

    @property
    def in_heading(self) -> bool:
        return self._level > 0

    @property
    def structure(self) -> Structure:
        """What stands over a passage that is read here."""
        if self._structure is None:
            self._structure = self._read_structure()
        return self._structure

    def _read_structure(self) -> Structure:
        headings = tuple(text for _, text in self._headings)
        around = list(islice(reversed(self._blocks), _DEEPEST))
        introduction = around[0].introduction if around else ""
        item = next(((each.number, each.item) for each in around if each.item), None)
        quotation = next((each.number for each in around if each.tag == _QUOTATION), 0)
        is_attribution = self._aside == _ATTRIBUTION
        table = next((each for each in around if isinstance(each, _Table) and each.in_cell), None)
        if table is None:
            return Structure(
                headings, introduction, item=item, quotation=quotation,
                is_attribution=is_attribution, before="" if around else self._paragraph,
            )  # fmt: skip
        row = table.label if table.column > 1 else ""
        column = "" if table.in_head else table.heads.get(table.column, "")
        cell = table.number, 0 if table.in_head else table.row, table.column
        return Structure(
            headings, introduction, row, column, cell, item, quotation,
            is_attribution=is_attribution,
        )  # fmt: skip

    def add(self, text: str) -> None:
        """Take into account what was read here, as it may stand over what follows."""
        text = " ".join(text.replace(HIDDEN, " ").split())
        block = self._blocks[-1] if self._blocks else None
        if not text:
            return
        self._structure = None
        if self._level:
            self._headings = (*self._above(), (self._level, text))
        elif isinstance(block, _Table) and block.in_cell:
            _add_to_cell(block, text)
        elif isinstance(block, _Table) and self._aside == "caption":
            block.introduction = text
        elif self._aside == _ATTRIBUTION:
            self._before = ""
        else:
            self._before = text if self._aside or text.endswith(":") else ""
            self._paragraph = self._paragraph if self._blocks or self._aside else text

    def _above(self) -> tuple[tuple[int, str], ...]:
        """The headings above the level of the one that is read."""
        return tuple(each for each in self._headings if each[0] < self._level)

    def enter(self, tag: str, width: int = 1, height: int = 1) -> None:
        """A block begins; a cell may take several columns and rows."""
        block = self._blocks[-1] if self._blocks else None
        self._structure = None
        if tag in _LEVELS:
            self._level = _LEVELS[tag]
            self._headings, self._paragraph = self._above(), ""
        elif tag in _SECTIONS:
            self._around.append(self._headings)
            return  # as what leads to a list may stand outside
        elif tag in _LISTS:
            self._blocks.append(_Block(tag, self._before, next(self._lists)))
        elif tag == "table":
            self._blocks.append(_Table(tag, self._before, next(self._tables)))
        elif tag == _QUOTATION:
            self._blocks.append(_Block(tag, self._before, next(self._quotations)))
        elif tag == "dd":
            self._blocks.append(_Block(tag, self._before))
            return  # as the term may have other definitions
        elif tag in ("caption", "dt", _ATTRIBUTION):
            self._aside = tag
        elif tag == "li" and block is not None and block.tag in _LISTS:
            block.item += 1
        elif isinstance(block, _Table):
            width, height = (max(1, min(each, _WIDEST)) for each in (width, height))
            _enter_in_table(block, tag, width, height)
        else:
            return
        self._before = ""

    def leave(self, tag: str) -> None:
        """A block ends."""
        block = self._blocks[-1] if self._blocks else None
        self._structure = None
        if tag in _LEVELS:
            self._level = 0
        elif tag in _SECTIONS and self._around:
            self._headings = self._around.pop()
        elif tag == self._aside:
            self._aside = ""
        elif block is not None and block.tag == tag:
            self._blocks.pop()
            self._before = block.introduction if tag == "dd" else ""
        elif tag == "dl":
            self._before = ""
        elif isinstance(block, _Table):
            block.in_head = block.in_head and tag != "thead"
            block.in_cell = block.in_cell and tag not in _CELLS


def _enter_in_table(table: _Table, tag: str, width: int, height: int) -> None:
    if tag == "thead":
        table.in_head = True
    elif tag == "tr":
        table.reaching = {column: rows - 1 for column, rows in table.reaching.items() if rows > 1}
        table.row += not table.in_head
        table.column = table.width = 0
        table.label = table.label if 1 in table.reaching else ""
    elif tag in _CELLS:
        table.in_cell = True
        table.column += max(1, table.width)
        while table.column in table.reaching:
            table.column += 1
        table.width = width
        if height > 1:
            columns = range(table.column, table.column + width)
            table.reaching |= dict.fromkeys(columns, height)


def _add_to_cell(table: _Table, text: str) -> None:
    if table.column == 1:
        table.label = table.label or text
    if table.in_head:
        for column in range(table.column, table.column + table.width):
            head = table.heads.get(column, "")
            if len(head) < _LONGEST:
                table.heads[column] = f"{head} {text}".strip()


class ListTable:
    """Tells an outline of a list of lists as of the table that it stands for."""

    def __init__(self, outline: Outline, head_rows: int = 0) -> None:
        self._outline, self._head_rows = outline, head_rows
        self._depth = self._row = 0

    def enter(self, tag: str) -> None:
        """As of an outline."""
        self._depth += tag in _LISTS
        self._row += tag == "li" and self._depth == 1
        if tag == "li" and self._depth == 1 and self._row == 1 and self._head_rows:
            self._outline.enter("thead")
        if (meant := self._meant(tag)) is not None:
            self._outline.enter(meant)

    def leave(self, tag: str) -> None:
        """As of an outline."""
        if (meant := self._meant(tag)) is not None:
            self._outline.leave(meant)
        if tag == "li" and self._depth == 1 and self._row == self._head_rows:
            self._outline.leave("thead")
        self._depth -= tag in _LISTS

    def _meant(self, tag: str) -> str | None:
        is_listed = tag in _LISTED and self._depth <= len(_LISTED[tag])
        return _LISTED[tag][self._depth - 1] if is_listed else tag


_LISTED: dict[str, tuple[str | None, ...]] = {
    "ul": ("table", None), "ol": ("table", None), "li": ("tr", "td")
}  # fmt: skip
"""What the outer list stands for, and those in its items; what their items do."""
