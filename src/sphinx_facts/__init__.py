"""Keep a book honest: every figure and quotation it shows is checked against its recorded
source.

What is listed in `__all__` is the public interface, documented and stable. All else is private,
even where its name does not begin with an underscore.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .version import __version__

if TYPE_CHECKING:
    from .api import audit_pages as audit_pages
    from .api import check_book as check_book
    from .english.figures.find import find_figures as find_figures
    from .english.quotations import Quotation as Quotation
    from .english.quotations import find_quotations as find_quotations
    from .figures.entailment import entails as entails
    from .figures.figure import Figure as Figure
    from .model.findings import Finding as Finding
    from .model.passages import Location as Location
    from .runner.outcome import Result as Result
    from .runner.outcome import Summary as Summary
    from .runner.results import Unread as Unread

__all__ = [
    "Figure",
    "Finding",
    "Location",
    "Quotation",
    "Result",
    "Summary",
    "Unread",
    "__version__",
    "audit_pages",
    "check_book",
    "entails",
    "find_figures",
    "find_quotations",
    "setup",
]
_HOMES = {
    "check_book": "api",
    "audit_pages": "api",
    "Result": "runner.outcome",
    "Summary": "runner.outcome",
    "Finding": "model.findings",
    "Location": "model.passages",
    "Unread": "runner.results",
    "find_figures": "english.figures.find",
    "Figure": "figures.figure",
    "entails": "figures.entailment",
    "find_quotations": "english.quotations",
    "Quotation": "english.quotations",
}
"""Where each public name lives."""


def __getattr__(name: str) -> Any:
    # Loaded on demand: Sphinx asks this package for `setup` alone, and `setup` needs no more than
    # the extension.
    if name in _HOMES:
        return getattr(import_module(f".{_HOMES[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def setup(app: Any) -> dict[str, Any]:
    """Make `sphinx_facts` an extension of Sphinx."""
    from .sphinx_ext.extension import setup as set_up

    return set_up(app)
