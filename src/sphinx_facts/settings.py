"""The one validated record of settings: the table ``[tool.sphinx-facts]`` of pyproject.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from .findings import found
from .model import Location
from .store import CannotCheck


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Where things are, relative to the folder of pyproject.toml, and how the chapters are to be read."""

    docs: str = "docs"
    facts: str = "facts"
    strict: bool = False
    myst_extensions: tuple[str, ...] = ()
    """As `myst_enable_extensions` in conf.py: they decide what is text and what is markup."""


def read_settings(folder: Path) -> Settings:
    """The settings of the project in `folder`; the defaults where it has none. Raises `CannotCheck`."""
    path = folder / "pyproject.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(table.get("tool", {}).get("sphinx-facts", {}), Settings)
    except FileNotFoundError:
        return Settings()
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError, OSError) as error:
        raise CannotCheck(found("X005", Location(str(path)), f"[tool.sphinx-facts]: {error}")) from None
