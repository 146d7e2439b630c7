"""Reads conf.py without running it: what its assignments give that are literals, or made of such.

What a condition, a loop or a call decides is known only to a build; of such a setting the literals
in it count, and its name is told.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..model.passages import HIDDEN
from .configuration import DECIDING, OF_CELLS, Configuration, Form, Shown
from .origins import Line
from .visibility import SHOWN_SETTINGS, SHOWN_THEME_OPTIONS

_OPENING = re.compile(r"[A-Za-z]{0,2}(\"\"\"|'''|\"|')")
_DEEPEST = 50
"""How deep an expression may be: no conf.py comes near, and Python can follow."""
_LONGEST = 100_000
"""Characters of a text, or items of a list: a setting that doubles itself would fill the memory."""
_OF_LISTS = {"append", "extend", "insert"}
_COMPOUND = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.TryStar, ast.Match)


def read_conf_py(path: Path, text: str) -> Configuration:
    """What a conf.py says; of one that is no Python, that nothing can be known of it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # as of escapes that are none
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Configuration(path.parent, path, unread=tuple(sorted(DECIDING)))
    reader = _Reader(text)
    reader.read(tree.body)
    unread = tuple(sorted(reader.unread & (DECIDING | OF_CELLS | SHOWN_SETTINGS.keys())))
    return Configuration(path.parent, path, reader.values, unread, tuple(reader.shown))


class _Reader:
    """Follows the statements of a conf.py; `values` are the settings as far as they are known."""

    def __init__(self, text: str) -> None:
        self._lines = text.encode().split(b"\n")
        self.values: dict[str, object] = {}
        self.unread: set[str] = set()
        self.shown: dict[Shown, None] = {}
        self._is_whole = True  # whether all of the expression that is read is known

    def read(self, body: Sequence[ast.stmt], *, certain: bool = True) -> None:
        for statement in body:
            if isinstance(statement, _COMPOUND):
                for part in _bodies(statement):
                    self.read(part, certain=False)
            elif isinstance(statement, ast.ImportFrom) and statement.names[0].name == "*":
                self.unread |= DECIDING
            elif isinstance(statement, (ast.Import, ast.ImportFrom)):
                self.unread |= {each.asname or each.name for each in statement.names}
            else:
                for target, value, adds in _settings(statement):
                    self._set(target, value, adds=adds, certain=certain)

    def _set(self, target: ast.expr, node: ast.expr, *, adds: bool, certain: bool) -> None:
        if isinstance(target, (ast.Tuple, ast.List)):
            self.unread |= {each.id for each in target.elts if isinstance(each, ast.Name)}
        name, key = _name(target)
        if not name:
            return
        self._note(name, key, node)
        if key:
            return
        self._is_whole = True
        value = self._value(node)
        before = self.values.get(name)
        if adds or not certain:
            value = _together(before, value) if adds or isinstance(value, list) else before
            if isinstance(value, (str, list, dict)) and len(value) > _LONGEST:
                value, self._is_whole = None, False
        if certain and self._is_whole and not adds:
            self.unread.discard(name)
        elif not certain or not self._is_whole:
            self.unread.add(name)
        self.values[name] = value

    def _value(self, node: ast.expr, depth: int = 0) -> object:
        """What an expression gives, without what in it is not known."""
        value = self._read_value(node, depth)
        if isinstance(value, (str, list, dict)) and len(value) > _LONGEST:
            self._is_whole = False
            return None
        return value

    def _read_value(self, node: ast.expr, depth: int) -> object:
        if depth > _DEEPEST:
            self._is_whole = False
            return None
        match node:
            case ast.Constant():
                return node.value
            case ast.List(elts) | ast.Tuple(elts) | ast.Set(elts):
                values = [
                    self._value(each.value if isinstance(each, ast.Starred) else each, depth + 1)
                    for each in elts
                ]
                starred = [isinstance(each, ast.Starred) for each in elts]
                return list(_flat(values, starred))
            case ast.Dict(keys, values):
                return {
                    self._value(key, depth + 1): self._value(value, depth + 1)
                    for key, value in zip(keys, values, strict=True)
                    if isinstance(key, ast.Constant)
                }
            case ast.Name(id=name) if name in self.values and name not in self.unread:
                return self.values[name]
            case ast.BinOp(left, ast.Add(), right):
                return _together(self._value(left, depth + 1), self._value(right, depth + 1))
            case ast.JoinedStr(parts):
                return "".join(map(self._part, parts))
        self._is_whole = False
        return None

    def _part(self, node: ast.expr) -> str:
        """A piece of an f-string; what is not known of it is there and is not read."""
        if isinstance(node, ast.FormattedValue) and isinstance(node.value, ast.Name):
            value = self.values.get(node.value.id)
            if node.value.id in ("version", "release", "copyright"):
                return HIDDEN
            if isinstance(value, str) and node.value.id not in self.unread:
                return value
        elif isinstance(node, ast.Constant):
            return str(node.value)
        self._is_whole = False
        return HIDDEN

    # What pages show

    def _note(self, name: str, key: str, node: ast.expr) -> None:
        """Keep the texts in what is assigned to a setting that pages show."""
        if name in SHOWN_SETTINGS:
            self._note_texts(node, SHOWN_SETTINGS[name])
        elif name == "html_theme_options" and (not key or key in SHOWN_THEME_OPTIONS):
            self._note_options(node, is_shown=bool(key))

    def _note_options(self, node: ast.expr, *, is_shown: bool) -> None:
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                name = key.value if isinstance(key, ast.Constant) else ""
                self._note_options(value, is_shown=name in SHOWN_THEME_OPTIONS)
        elif is_shown:
            self._note_texts(node, "html")

    def _note_texts(self, node: ast.expr, form: Form) -> None:
        """The texts in an expression, wherever they stand in it."""
        ahead = [node]
        while ahead:
            each = ahead.pop()
            if isinstance(each, ast.JoinedStr):
                text = "".join(map(self._part, each.values))
            elif isinstance(each, ast.Constant) and isinstance(each.value, str):
                text = each.value
            else:
                within = each.values if isinstance(each, ast.Dict) else ast.iter_child_nodes(each)
                ahead += [child for child in within if isinstance(child, ast.expr)]
                continue
            start = self._start(each)
            is_as_written = (each.end_lineno or 0) - each.lineno == text.count("\n")
            rows = range(1, 1 + text.count("\n")) if is_as_written else ()
            starts = start, *(Line(start.number + row, 1) for row in rows)
            self.shown[Shown(text, starts, form)] = None

    def _start(self, node: ast.expr) -> Line:
        """Where a text begins, behind its mark of quotation; Python counts bytes."""
        line = self._lines[node.lineno - 1]
        column = len(line[: node.col_offset].decode("utf-8", "replace"))
        mark = _OPENING.match(line[node.col_offset :].decode("utf-8", "replace"))
        return Line(node.lineno, column + 1 + (mark.end() if mark else 0))


def _settings(statement: ast.stmt) -> Iterator[tuple[ast.expr, ast.expr, bool]]:
    """What a statement assigns: the target, the value, and whether it is added to what is there."""
    match statement:
        case ast.Assign(targets, value):
            yield from ((target, value, False) for target in targets)
        case ast.AnnAssign(target, _, value) if value is not None:
            yield target, value, False
        case ast.AugAssign(target, ast.Add(), value):
            yield target, value, True
        case ast.Expr(ast.Call(ast.Attribute(target, method), args)) if (
            method in _OF_LISTS and args
        ):
            value = args[-1]
            yield target, value if method == "extend" else ast.List([value]), True
        case ast.Expr(ast.Call(ast.Attribute(target, "update"), [value])):
            yield target, value, True


def _name(target: ast.expr) -> tuple[str, str]:
    """The name of a setting, and the key of it that is set, if it is one."""
    match target:
        case ast.Name(name):
            return name, ""
        case ast.Subscript(ast.Name(name), ast.Constant(str() as key)):
            return name, key
    return "", ""


def _bodies(statement: ast.stmt) -> Iterator[Sequence[ast.stmt]]:
    for field in ("body", "orelse", "finalbody"):
        yield getattr(statement, field, ())
    for field in ("handlers", "cases"):
        yield from (each.body for each in getattr(statement, field, ()))


def _flat(values: Sequence[object], starred: Sequence[bool]) -> Iterator[object]:
    for value, is_starred in zip(values, starred, strict=True):
        if is_starred:
            yield from value if isinstance(value, list) else ()
        elif value is not None:
            yield value


def _together(one: object, other: object) -> object:
    """Two values added, without what cannot be."""
    if isinstance(one, str) and isinstance(other, str):
        return one + other
    if isinstance(one, dict) or isinstance(other, dict):
        parts = [each for each in (one, other) if isinstance(each, dict)]
        return {key: value for part in parts for key, value in part.items()}
    if isinstance(one, list) or isinstance(other, list):
        return [
            *(one if isinstance(one, list) else []),
            *(other if isinstance(other, list) else []),
        ]
    return one if other is None else other
