"""The JSON Schema of the facts file, made from the model, for editors that complete and check while one writes."""

from __future__ import annotations

from typing import Any

import msgspec

from .model import FactsFile


def facts_schema() -> str:
    """The schema as JSON (draft 2020-12)."""
    (reference,), definitions = msgspec.json.schema_components([FactsFile], ref_template="#/$defs/{name}")
    fact: dict[str, Any] = definitions["Fact"]
    fact["oneOf"] = [{"required": [kind]} for kind in ("figure", "quote", "term")]
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The facts file of a book under sphinx-facts",
        **reference,
        "$defs": definitions,
    }
    return msgspec.json.format(msgspec.json.encode(schema, order="sorted"), indent=2).decode()
