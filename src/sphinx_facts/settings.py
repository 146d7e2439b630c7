"""The one validated record of settings: the table ``[tool.sphinx-facts]`` of pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Literal, get_args

import msgspec

from .model.findings import CheckError, make_finding, rule
from .model.passages import Location, Reading
from .model.reviews import Reviews
from .text.files import read_bytes
from .text.suggestions import did_you_mean

# Those of myst-parser.
MystExtension = Literal[
    "alert", "amsmath", "attrs_block", "attrs_image", "attrs_inline", "colon_fence", "deflist",
    "dollarmath", "fieldlist", "gfm_autolink", "html_admonition", "html_image", "linkify",
    "replacements", "section_ref", "smartquotes", "strikethrough", "substitution", "tasklist",
]  # fmt: skip


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Where things are, from the folder of pyproject.toml, and how the chapters are to be read."""

    docs: str = "docs"
    """The folder of the chapters."""
    facts: str = "facts"
    """The folder of the facts file and its lock."""
    strict: bool = False
    """Whether notices fail a check too, as with `--strict`."""
    released: str | None = None
    """The revision of git that was last published, with which `--against` compares the facts; where
    none is set, it is the last tag of a version, such as `v1.2`.
    """
    short_names: bool = True
    """As `facts_short_names` in conf.py: where it is `false`, the citations that are proposed have
    the longer names of the roles, such as `{facts:cite-fact}`.
    """
    longest_copy: int = 0
    """How many words in a row a chapter may share with a source unquoted; `0` is any number. It is
    compared where `--snapshots` gives the texts.
    """
    own_things: tuple[str, ...] = ()
    """What the book counts of its own with `{own}`, beside chapters, tables, sources and the like:
    nouns, in the singular.
    """
    read_literals: bool = False
    """Whether the figures in code, formulas, keys and the like have to be cited too. Otherwise the
    summary counts how many of these have a digit.
    """
    allowed_html: tuple[str, ...] = ()
    """Tags and attributes that the raw HTML of chapters may have beside those that always may, such
    as `iframe` and `style`. What they show or hide is not known to the check.
    """
    reviews: Reviews = "off"
    """Whether each passage has to be compared with its evidence by a reader, with `sphinx-facts
    review`: by `any`, be it a program, or by a `person`.
    """
    severity: dict[str, str] = {}
    """A table, `[tool.sphinx-facts.severity]`: a code, or a glob of paths and a code, and how grave
    a finding of it is: `error`, `notice` or `off`.
    """
    myst_extensions: tuple[MystExtension, ...] | None = None
    """Instead of `myst_enable_extensions` in conf.py, where that cannot be read without running it:
    they decide what is text and what is markup.
    """

    @property
    def reading(self) -> Reading:
        """What they say of what is read."""
        allowed = tuple(sorted(name.lower() for name in self.allowed_html))
        return Reading(
            literals=self.read_literals, allowed_html=allowed, reviewed=self.reviews != "off"
        )


def read_settings(folder: Path) -> Settings:
    """The settings of the project in `folder`, or the defaults. Raises `CheckError`."""
    path = folder / "pyproject.toml"
    text = ""
    try:
        text = read_bytes(path).decode("utf-8")
        table = tomllib.loads(text)
        for name in ("tool", "sphinx-facts"):
            table = table.get(name, {})
            if not isinstance(table, dict):
                raise msgspec.ValidationError(f"{name} must be a table, [tool.sphinx-facts]")
        return msgspec.convert(table, Settings)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise _broken(Location(str(path)), f"the file cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        place = re.search(r" \(at line (\d+), column (\d+)\)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (1, 1)
        message = f"this is not TOML: {str(error)[: place.start() if place else None]}"
        raise _broken(Location(str(path), line, column, line, column + 1), message) from None
    except msgspec.ValidationError as error:
        raise _misfit(path, text, str(error)) from None
    except (ValueError, RecursionError) as error:  # a number of many digits; deep nesting
        raise _broken(Location(str(path)), f"this cannot be read: {error}") from None


def _misfit(path: Path, text: str, error: str) -> CheckError:
    names = [field.encode_name for field in msgspec.structs.fields(Settings)]
    message, _, where = error.partition(" - at `$.")
    name = where.rstrip("`").partition("[")[0]
    remedy = ""
    if unknown := re.search(r"unknown field `(.+?)`", message):
        name, message = unknown[1], "there is no such setting"
        remedy = did_you_mean(name, names)
    elif invalid := re.fullmatch(r"Invalid enum value '(.+)'", message):
        message, remedy = (
            f"there is no {invalid[1]}",
            did_you_mean(invalid[1], get_args(MystExtension)),
        )
    else:
        message = (
            message.replace("`", "").replace("Expected", "this must be").replace(", got", "; it is")
        )
    prefix = f"{name}: " if name else ""
    return _broken(_line_of(path, text, name), f"{prefix}{message}", remedy)


def broken_setting(folder: Path, name: str, message: str, remedy: str) -> CheckError:
    """What is raised where a setting has a meaning that cannot be."""
    path = folder / "pyproject.toml"
    try:
        text = read_bytes(path).decode("utf-8")
    except (OSError, ValueError):
        text = ""
    return _broken(_line_of(path, text, name), f"{name}: {message}", remedy)


def _line_of(path: Path, text: str, name: str) -> Location:
    """The first line that begins with a name; the first of all where none does."""
    begins = re.compile(rf"\s*(?:\[tool\.sphinx-facts\.)?[\"']?{re.escape(name)}(?!\w)")
    rows = enumerate(text.splitlines(), 1)
    line = next((number for number, row in rows if begins.match(row)), 1)
    return Location(str(path), line, 1, line, 1 + len(name))


@rule(
    "X005",
    "broken-settings",
    meaning="The settings in pyproject.toml are not valid.",
    help="Mend the key that is named.",
    example="""
    wrong:
      pyproject.toml: |
        [tool.sphinx-facts]
        longest-kopy = 6
    right:
      pyproject.toml: |
        [tool.sphinx-facts]
        longest-copy = 6
    says: |
      pyproject.toml:2:1: X005 broken-settings: [tool.sphinx-facts]: longest-kopy: there is no such setting
          do        did you mean longest-copy?
    """,  # noqa: E501 - what the check says, as it says it
)
def _broken(where: Location, message: str, remedy: str = "") -> CheckError:
    return CheckError(make_finding("X005", where, f"[tool.sphinx-facts]: {message}", help=remedy))
