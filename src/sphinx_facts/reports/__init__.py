"""Reports: what a check found, in the formats that people and programs read, one module each.

`explain` tells of a rule, with its example.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..api import Result


def _format(name: str) -> Callable[[Result], str]:
    def write(result: Result) -> str:
        module = import_module(f".{name}", __name__)
        return str(getattr(module, f"as_{name}")(result))

    return write


FORMATS = {name: _format(name) for name in ("text", "json", "github", "sarif", "junit")}
"""Each in the module of its name, loaded when it is first asked for."""
