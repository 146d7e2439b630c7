"""What is shown over a citation, an id or a key: the card of the entry, or what the key means."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lsprotocol import types

from ..facts.store import Store
from ..model.records import FactsFile
from ..rules.checker import Checker
from ..sphinx_ext.fact_view import view_fact, view_person, view_source
from ..sphinx_ext.parts import Line, Places, Record, line
from .book import Loaded
from .citations import Use
from .facts_text import keys_at, path_above
from .markdown import as_markdown, as_plain_text
from .positions import Text

_KEY = re.compile(r"[a-z_]+(?=:)")


class _Recorded:
    """What views of entries ask for, of a book that is not built: nothing of it is listed."""

    def __init__(self, loaded: Loaded) -> None:
        self.store: Store = loaded.store
        self.checker: Checker = loaded.checker

    @property
    def facts(self) -> FactsFile:
        return self.store.facts

    def places_of(self, kind: str, target: str) -> Places:  # noqa: ARG002 - as views call it
        return Places(())

    def page_of(self, kind: str) -> str | None:  # noqa: ARG002 - likewise
        return None


def card(loaded: Loaded, use: Use) -> list[Line]:
    """What is known of an entry; empty where it is not known."""
    book, facts = _Recorded(loaded), loaded.store.facts
    if use.id not in getattr(facts, use.map):
        return []
    match use.map:
        case "facts":
            return [*view_fact(book, use.id).on_card()]
        case "people":
            return [*view_person(book, use.id).lines()]
        case "sources":
            return [*view_source(book, use.id).lines()]
    origin = facts.origins[use.id]
    return [line("name", "", Record(f"origins/{use.id}", origin.name))]


def meaning_of_key(text: Text, at: types.Position) -> list[Line]:
    """What the key at a place in a file of facts means."""
    column, known = text.column(at), keys_at(path_above(text, at.line))
    for match in _KEY.finditer(text.line(at.line)):
        if match.start() <= column <= match.end() and known.get(match[0]):
            return [line("key", "", known[match[0]])]
    return []


def as_hover(
    lines: Iterable[Line], in_markdown: bool, where: types.Range | None
) -> types.Hover | None:
    """As the editor can show it; None where there is nothing to say."""
    text = (as_markdown if in_markdown else as_plain_text)(lines)
    kind = types.MarkupKind.Markdown if in_markdown else types.MarkupKind.PlainText
    return types.Hover(types.MarkupContent(kind, text), where) if text else None
