"""Libraries that reading some formats takes, and nothing else does."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from ...readers.text_files import unreadable

_INSTALL = "pip install 'sphinx-facts[extract]'"


def library(name: str, path: Path) -> Any:
    """The library; raises `CheckError` with the command that brings it where it is missing."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        message = f"reading {path.suffix or 'this'} needs {name}, which is missing ({error})"
        remedy = f"run {_INSTALL}; or save the article as plain text"
        raise unreadable(path, message, remedy) from None
