"""The JSON Schema of what `sphinx-facts diff --format json` writes."""

from __future__ import annotations

from typing import Any

import msgspec

from ..model.field_docs import describe
from ..runner.results import Unread
from .records import (
    AnswerChange,
    Changes,
    EntryChange,
    EvidenceChange,
    PassageChange,
    RootChange,
    ValueChange,
)

RECORDS = (
    Changes, EntryChange, ValueChange, EvidenceChange, RootChange, PassageChange, AnswerChange,
    Unread,
)  # fmt: skip


def changes_schema() -> str:
    """The schema as JSON (draft 2020-12)."""
    (reference,), definitions = msgspec.json.schema_components(
        [Changes], ref_template="#/$defs/{name}"
    )
    describe(definitions, *RECORDS)
    changes = definitions["Changes"]
    changes["required"] = sorted(changes["properties"])
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:sphinx-facts:schema:changes:1",
        "title": "What sphinx-facts diff says has changed",
        **reference,
        "$defs": definitions,
    }
    return msgspec.json.format(msgspec.json.encode(schema, order="sorted"), indent=2).decode()
