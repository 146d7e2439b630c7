"""The forms of what names an entry, and of what dates it."""

from __future__ import annotations

import re

from ..english.lexicon import families
from ..figures.calendar import Period

ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""The form of an id."""

CODE = "[A-Z][0-9]{3}"
"""The form of a finding's code."""

_IS_CODE = re.compile(CODE).fullmatch
_IS_ID = re.compile(ID).fullmatch


def is_id(text: str) -> bool:
    """Whether a text may name an entry."""
    return _IS_ID(text) is not None


def is_code(text: str) -> bool:
    """Whether a text has the form of a finding's code."""
    return _IS_CODE(text) is not None


def is_date(text: str) -> bool:
    """Whether a text is a date in our form, of a day that there is."""
    try:
        Period.parse(text)
    except ValueError:
        return False
    return True


def is_name(text: str) -> bool:
    """Whether the words are a name's: a figure with what it counts would pass unseen otherwise."""
    small = families("people.names")
    words = [word for word in re.findall(r"[^\W\d_]\w*", text) if word not in small]
    return bool(words) and all(not word[0].islower() for word in words)
