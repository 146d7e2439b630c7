"""A directive in a fence, before anything of it is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .origins import Line


class Fence(NamedTuple):
    """A directive as it is written."""

    name: str
    argument: str
    at: Line
    """Where the argument stands."""
    origin: Line
    body: list[str]
    places: list[Line]
    """Where each line of the body stands."""
    options: Mapping[str, str] = {}
    """Once they are read, the body is what stands below them."""
