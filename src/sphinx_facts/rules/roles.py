"""What the roles cite and show: the tables that the rules ask."""

from __future__ import annotations

from ..model.passages import Role
from ..model.records import Kind

CITES: dict[Role, Kind] = {
    "fact": "figure",
    "quote": "quote",
    "quotation": "quote",
    "named": "term",
}
"""The roles that cite a fact, and the kind that each can show."""
OF_NO_FACT: set[Role] = {"person", "source", "own"}
"""The roles that are judged by no fact."""
WHOLE: set[Role] = {
    "quote", "quotation", "named", "dated", "derived", "person", "source", "own", "count", "record",
}  # fmt: skip
"""The roles whose figures are checked as a whole with what is cited, or are the book's own."""
QUOTING = WHOLE - {"own", "count", "dated", "derived"}
"""The roles that may show words in quotation marks."""
MAY_COPY: set[Role] = {"quote", "quotation", "named", "record"}
"""The roles that may show the words of a source."""
