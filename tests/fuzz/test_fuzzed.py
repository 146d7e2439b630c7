"""What the fuzzer once broke a reader with: it must stay whole. `make fuzz` looks for more."""

from __future__ import annotations

from pathlib import Path

import pytest
from targets import TARGETS

KEPT = sorted((Path(__file__).parents[1] / "cases" / "fuzz").glob("*/*"))


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}: {path.name}")
def test_what_was_broken_once_stays_mended(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes().decode("utf-8", "replace"))


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("text", ["", "\0", "\ufeff", "\ud7ff\U0010ffff", "\r", "{", "- - - -"])
def test_every_target_takes_any_text(target: str, text: str) -> None:
    TARGETS[target](text)
