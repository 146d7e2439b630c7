"""What a book's own configuration says, conf.py or _config.yml, as far as that can be read without
running anything: which files are its documents, how they are read, and what pages show of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from ..model.passages import HIDDEN
from .origins import Line
from .text_files import JUPYTER_BOOK

DECIDING = frozenset(
    "exclude_patterns extensions html_extra_path html_static_path include_patterns language "
    "myst_enable_extensions root_doc source_suffix templates_path".split()
)
"""The settings by which it is told what a reader gets to see."""
OF_CELLS = frozenset({"nb_output_stderr", "nb_remove_code_outputs", "nb_remove_code_source"})
"""Those of MyST-NB that tell what pages show of the code cells of notebooks."""

Form = Literal["text", "html", "markdown"]


class Shown(NamedTuple):
    """A text of the configuration that pages show."""

    text: str
    starts: tuple[Line, ...]
    """Where its lines begin, as far as that can be told."""
    form: Form = "text"


class Configuration(NamedTuple):
    """What is known of a book before anything is run; a book without one has the defaults."""

    folder: Path
    """From which its patterns count, and below which its documents are."""
    path: Path | None = None
    values: Mapping[str, object] = {}
    unread: tuple[str, ...] = ()
    """The settings that are worked out when the book is built, and so are not known, or in part."""
    shown: tuple[Shown, ...] = ()

    def names(self, setting: str) -> list[str]:
        """The texts of a setting that is a list of them."""
        value = self.values.get(setting)
        if isinstance(value, str):
            return [value]
        listed = value if isinstance(value, (list, tuple, set, dict)) else ()
        return [each for each in listed if isinstance(each, str)]

    @property
    def shows_text(self) -> bool:
        """Whether there may be text in it, or in the contents beside it, that pages show."""
        has_contents = self.path is not None and self.path.name == JUPYTER_BOOK
        return has_contents or any(shown.text.replace(HIDDEN, "").strip() for shown in self.shown)
