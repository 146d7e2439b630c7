"""Edit a facts file in place: comments, order and every other word of it stay as they are.

Edits are worked out first and applied together; nothing is read or written here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from ..text.edits import Edit, apply
from ..text.yaml import LOADER
from .yaml_nodes import Pairs, is_flow, pairs_of, reach, start_of, value_of
from .yaml_text import flow, inline, item, keys

_INDENT = "  "
_EVIDENCE = "evidence"


class FactsText:
    """The text of one sound facts file, and edits of it, which `edited` applies.

    Raises `yaml.YAMLError` where it is no YAML; who edits has it checked before.
    """

    def __init__(self, text: str) -> None:
        self._mark = text[: text.startswith("\ufeff")]
        self.text = text.removeprefix("\ufeff")
        self._root = yaml.compose(self.text, Loader=LOADER)
        self._line_end = "\r\n" if "\r\n" in self.text else "\n"
        self._edits: list[Edit] = []

    @property
    def edited(self) -> str:
        """The text with all edits that were made."""
        return self._mark + apply(self.text, self._edits)

    # What stands there

    def ids(self, kind: str) -> list[str]:
        """The ids of the entries of a kind, such as ``facts``, in order."""
        return [key.value for key, _ in pairs_of(self._map(kind))]

    def _map(self, kind: str) -> yaml.Node | None:
        return value_of(self._root, kind)

    def _entry(self, kind: str, id_: str) -> tuple[yaml.ScalarNode, yaml.Node]:
        """Raises `KeyError` where it is not here."""
        for key, value in pairs_of(self._map(kind)):
            if key.value == id_:
                return key, value
        raise KeyError(id_)

    # Edits of what is there

    def rename(self, kind: str, old: str, new: str) -> None:
        """Give an entry another id."""
        self._write_scalar(self._entry(kind, old)[0], new)

    def replace_values(
        self, kind: str, key: Sequence[str], old: str, new: str, *, once: bool = False
    ) -> None:
        """Write another id wherever entries of a kind name one under a key: a text or a list of
        them, of the entry or, with two steps, of each item of a list of it. In a list that has the
        new one too it is left out where `once`.
        """
        for _, entry in pairs_of(self._map(kind)):
            for value in reach(entry, key):
                if isinstance(value, yaml.ScalarNode) and value.value == old:
                    self._write_scalar(value, new)
                elif isinstance(value, yaml.SequenceNode):
                    named = [each.value for each in value.value]
                    for each in value.value:
                        if each.value == old and not (once and new in named):
                            self._write_scalar(each, new)
                    if once and old in named and new in named:
                        self._write(value, [each for each in named if each != old])

    def set_key(self, kind: str, id_: str, name: str, value: Any) -> None:
        """Give a key of an entry this value, whether it stands there or not."""
        _, entry = self._entry(kind, id_)
        if (there := value_of(entry, name)) is not None:
            self._write(there, value)
        else:
            self._insert_key(entry, name, value)

    def add_to_list(self, kind: str, id_: str, name: str, values: Sequence[Any]) -> None:
        """Put values behind those of a list of an entry, which need not be there yet."""
        _, entry = self._entry(kind, id_)
        there = value_of(entry, name)
        if not isinstance(there, yaml.SequenceNode) or not there.value:
            self.set_key(kind, id_, name, list(values))
        elif there.flow_style:
            written = "".join(f", {flow(value)}" for value in values)
            place = self._end(there.value[-1])
            self._edits.append(Edit(place, place, written))
        else:
            indent = " " * there.start_mark.column
            lines = [
                line
                for value in values
                for line in (
                    item(value, indent)
                    if isinstance(value, Mapping)
                    else [f"{indent}- {inline(value)}"]
                )
            ]
            self._insert_lines(self._line_behind(there), lines)

    def set_in_evidence(self, kind: str, id_: str, number: int, name: str, value: str) -> None:
        """Likewise, a key of a piece of evidence; none where the value is empty."""
        evidence = value_of(self._entry(kind, id_)[1], _EVIDENCE)
        each = evidence.value[number] if isinstance(evidence, yaml.SequenceNode) else None
        if each is None or not value:
            self._remove_key(each, name)
        elif (there := value_of(each, name)) is not None:
            self._write(there, value)
        else:
            self._insert_key(each, name, value)

    def remove_key(self, kind: str, id_: str, name: str) -> None:
        """Take a key, if it is there, and its value out of an entry."""
        self._remove_key(self._entry(kind, id_)[1], name)

    def _remove_key(self, entry: yaml.Node | None, name: str) -> None:
        pairs = pairs_of(entry)
        for number, (key, value) in enumerate(pairs):
            if key.value != name:
                continue
            if is_flow(entry):
                self._remove_in_flow(pairs, number)
            else:
                self._edits.append(Edit(*self._lines_of(key, value), ""))

    def _remove_in_flow(self, pairs: Pairs, number: int) -> None:
        """One of the pairs within brackets, with the comma that parts it from the others."""
        key, value = pairs[number]
        if number + 1 < len(pairs):
            edit = Edit(start_of(key), start_of(pairs[number + 1][0]), "")
        else:
            before = self._end(pairs[number - 1][1]) if number else start_of(key)
            edit = Edit(before, self._end(value), "")
        self._edits.append(edit)

    def remove_entry(self, kind: str, id_: str) -> None:
        """Take an entry out, with the lines of comment right above it."""
        entries, (key, value) = self._map(kind), self._entry(kind, id_)
        pairs = pairs_of(entries)
        if is_flow(entries):
            self._remove_in_flow(pairs, self.ids(kind).index(id_))
            return
        start, end = self._lines_of(key, value)
        if len(pairs) == 1:  # What holds nothing is no map any more.
            empty = f"{' ' * key.start_mark.column}{{}}{self._line_end}"
            self._edits.append(Edit(start, end, empty))
            return
        start = self._above_comment(start, key.start_mark.column)
        if blank := re.compile(r"(?:[ \t]*\r?\n)+").match(self.text, end):
            end = blank.end()
        self._edits.append(Edit(start, end, ""))

    def comments_above(self, kind: str, id_: str) -> list[str]:
        """The lines of comment right above an entry, without their marks."""
        key, _ = self._entry(kind, id_)
        start = self._line_start(key)
        rows = self.text[self._above_comment(start, key.start_mark.column) : start].splitlines()
        return [row.strip().lstrip("#").strip() for row in rows]

    def remove_comments_above(self, kind: str, id_: str) -> None:
        """Take the lines of comment right above an entry out."""
        key, _ = self._entry(kind, id_)
        start = self._line_start(key)
        self._edits.append(Edit(self._above_comment(start, key.start_mark.column), start, ""))

    # New entries

    def add_entry(
        self, kind: str, id_: str, values: Mapping[str, Any], *, behind: str | None = None
    ) -> None:
        """Put a new entry behind another, or at the end of those of its kind."""
        there = self._map(kind)
        pairs = pairs_of(there)
        if not pairs:
            self._add_map(kind, id_, values, there)
        elif is_flow(there):
            place = self._end(pairs[-1][1])
            self._edits.append(Edit(place, place, f", {inline(id_)}: {flow(values)}"))
        else:
            ids = [key.value for key, _ in pairs]
            number = ids.index(behind) if behind in ids else len(pairs) - 1
            key, value = pairs[number]
            column = key.start_mark.column
            lines = self._entry_lines(id_, values, " " * column, self._step(value, column))
            is_airy = number == 0 or self._is_blank_before(key)
            place = self._behind_comments(self._line_behind(value), column)
            self._insert_lines(place, ["", *lines] if is_airy and len(pairs) > 1 else lines)

    def _add_map(
        self, kind: str, id_: str, values: Mapping[str, Any], there: yaml.Node | None
    ) -> None:
        lines = self._entry_lines(id_, values, _INDENT)
        if there is not None:  # `facts:` alone, or `facts: {}`
            start = len(self.text[: start_of(there)].rstrip(" "))
            self._edits.append(Edit(start, max(start, self._end(there)), ""))
            self._insert_lines(self._line_behind(there), lines)
            return
        is_behind = bool(self.text.strip())
        self._insert_lines(len(self.text), [*([""] if is_behind else []), f"{kind}:", *lines])

    def _entry_lines(
        self, id_: str, values: Mapping[str, Any], indent: str, step: str = _INDENT
    ) -> list[str]:
        lines = [f"{indent}{inline(id_)}:", *keys(values, indent + step)]
        return [row for line in lines for row in line.split("\n")]

    # Places

    def _insert_key(self, entry: yaml.Node, name: str, value: Any) -> None:
        """A new key stands before the evidence, which is long, or else at the end."""
        pairs = pairs_of(entry)
        if is_flow(entry):
            place = self._end(pairs[-1][1]) if pairs else start_of(entry) + 1
            text = f"{', ' if pairs else ''}{inline(name)}: {flow(value)}"
            self._edits.append(Edit(place, place, text))
            return
        indent = " " * pairs[0][0].start_mark.column
        lines = [row for line in keys({name: value}, indent) for row in line.split("\n")]
        evidence = next((key for key, _ in pairs if key.value == _EVIDENCE), None)
        if evidence is not None and evidence is not pairs[0][0]:
            self._insert_lines(self._line_start(evidence), lines)
        else:
            self._insert_lines(self._line_behind(pairs[-1][1]), lines)

    def _insert_lines(self, place: int, lines: Sequence[str]) -> None:
        """Lines at the beginning of a line, or at the end of a text that has no line end there."""
        is_open = place == len(self.text) and self.text[-1:] not in ("\n", "")
        text = "".join(f"{line}{self._line_end}" for line in lines)
        self._edits.append(Edit(place, place, (self._line_end if is_open else "") + text))

    def _write_scalar(self, node: yaml.Node, value: str) -> None:
        self._edits.append(Edit(start_of(node), self._end(node), inline(value)))

    def _write(self, node: yaml.Node, value: Any) -> None:
        """Another value in the place of one, in one line."""
        start, text = start_of(node), flow(value)
        above = len(self.text[:start].rstrip())
        if not is_flow(node) and self.text[above - 1] == ":":  # It began in a line of its own.
            start, text = above, f" {text}"
        self._edits.append(Edit(start, self._end(node), text))

    def _end(self, node: yaml.Node) -> int:
        """Behind the last mark of a value: of blocks, what is empty behind them is no part."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        end = int(node.end_mark.index)
        return len(self.text[:end].rstrip()) if end > start_of(node) else end

    def _line_behind(self, node: yaml.Node) -> int:
        """Where the line begins that follows a value."""
        end = self.text.find("\n", self._end(node))
        return end + 1 if end >= 0 else len(self.text)

    def _lines_of(self, key: yaml.Node, value: yaml.Node) -> tuple[int, int]:
        return self._line_start(key), self._line_behind(value)

    def _above_comment(self, start: int, column: int) -> int:
        """Where the lines of comment begin that stand right above a line, as far in as it."""
        while start > 0:
            above = self.text.rfind("\n", 0, start - 1) + 1
            if not re.match(rf" {{{column}}}#", self.text[above:start]):
                break
            start = above
        return start

    def _behind_comments(self, place: int, column: int) -> int:
        """Behind the comments that follow an entry and stand farther in than its id."""
        deeper = re.compile(rf"(?:[ \t]*\r?\n)* {{{column + 1},}}#[^\n]*(?:\n|\Z)")
        while match := deeper.match(self.text, place):
            place = match.end()
        return place

    def _is_blank_before(self, key: yaml.Node) -> bool:
        """Whether an empty line stands above an entry and its comments."""
        start = self._above_comment(self._line_start(key), key.start_mark.column)
        return bool(re.search(r"\n[ \t]*\r?\n\Z", self.text[max(0, start - 200) : start]))

    def _line_start(self, node: yaml.Node) -> int:
        return self.text.rfind("\n", 0, start_of(node)) + 1

    def _step(self, value: yaml.Node, column: int) -> str:
        """How much farther in the keys of an entry stand than its id."""
        pairs = [] if is_flow(value) else pairs_of(value)
        return " " * (pairs[0][0].start_mark.column - column) if pairs else _INDENT
