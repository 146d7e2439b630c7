"""Names that were imported from elsewhere before the package itself had them."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable
from typing import Any

_PACKAGE = __name__.partition(".")[0]


def moved_to_top(module: str, *names: str) -> Callable[[str], Any]:
    """The `__getattr__` of a module that had these names: it loads none before it is asked, and
    tells whoever asks by a DeprecationWarning.
    """

    def get(name: str) -> Any:
        if name not in names:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        message = f"import {name} from {_PACKAGE}: {module}.{name} will be gone after this release"
        warnings.warn(message, DeprecationWarning, stacklevel=2)
        return getattr(sys.modules[_PACKAGE], name)

    return get
