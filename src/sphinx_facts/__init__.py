"""Keep a book honest: every figure and quotation it shows is checked against its recorded
source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .version import __version__

if TYPE_CHECKING:
    from .api import audit_pages as audit_pages
    from .api import check_book as check_book

__all__ = ["__version__", "audit_pages", "check_book", "setup"]


def __getattr__(name: str) -> Any:
    # Loaded on demand: Sphinx asks this package for `setup` alone, and `setup` needs no more than
    # the extension.
    if name in ("audit_pages", "check_book"):
        from . import api as book

        return getattr(book, name)
    raise AttributeError(name)


def setup(app: Any) -> dict[str, Any]:
    """Make `sphinx_facts` an extension of Sphinx."""
    from .sphinx_ext.extension import setup as set_up

    return set_up(app)
