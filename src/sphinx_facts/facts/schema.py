"""The JSON Schema of the facts file, made from the model, for editors that complete and check."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from ..model.field_docs import describe
from ..model.records import (
    ADDRESS,
    DATE,
    Correction,
    Evidence,
    Fact,
    FactsFile,
    Origin,
    Person,
    Source,
)
from .ids import CODE, ID

RECORDS = (FactsFile, Source, Origin, Person, Fact, Evidence, Correction)
"""The parts of the file, each after what holds it."""
_Schema = dict[str, Any]


def facts_schema() -> str:
    """The schema as JSON (draft 2020-12). It knows all that one file can show, but no reference."""
    (reference,), definitions = msgspec.json.schema_components(
        [FactsFile], ref_template="#/$defs/{name}"
    )
    for text in _texts(definitions):
        text["pattern"] = r"\S"
    describe(definitions, *RECORDS)
    for name in ("sources", "people", "facts"):
        definitions["FactsFile"]["properties"][name]["propertyNames"] = {"pattern": f"^{ID}$"}
    fact, person = definitions["Fact"], definitions["Person"]
    for entry in (fact, person):
        entry["properties"]["evidence"]["minItems"] = 1
    for entry in (fact, person, definitions["Source"]):
        entry["properties"]["allow"]["propertyNames"] = {"pattern": f"^(?!X){CODE}$"}
        entry["properties"]["formerly"]["items"]["pattern"] = f"^{ID}$"
    for time in ("as_of", "happened"):
        fact["properties"][time]["pattern"] = f"^{DATE}$"
    groups = {"items": {"type": "array", "minItems": 1}}
    fact["properties"]["near"]["anyOf"] = [{"items": {"type": "string"}}, groups]
    source = definitions["Source"]["properties"]
    for address in _texts([source["url"], source["archived"]]):
        address["pattern"] = f"^{ADDRESS}$"
    for date in _texts([source["published"], source["accessed"]]):
        date["pattern"] = f"^{DATE}$"
    with_excerpts = _evidence(_has("excerpt"))
    fact["oneOf"] = [
        {"allOf": [_has("figure"), _lacks("quote", "term", "speaker"), with_excerpts]},
        {"allOf": [_has("quote", "speaker"), _lacks("figure", "term", "said_by")]},
        {"allOf": [_has("term"), _lacks("figure", "quote", "speaker"), with_excerpts]},
    ]
    fact["if"] = {"anyOf": [_has("quote"), _has("said_by")]}
    fact["then"] = _evidence(_has("attribution"))
    fact["else"] = _evidence(_lacks("attribution"))
    person["allOf"] = [with_excerpts, _evidence(_lacks("attribution"))]
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:sphinx-facts:schema:facts:1",
        "title": "The facts file of a book under sphinx-facts",
        **reference,
        "$defs": definitions,
    }
    return msgspec.json.format(msgspec.json.encode(schema, order="sorted"), indent=2).decode()


def _texts(schema: object) -> Iterator[_Schema]:
    """Every part of a schema that stands for free text."""
    if isinstance(schema, dict):
        if schema.get("type") == "string":
            yield schema
        schema = list(schema.values())
    if isinstance(schema, list):
        for part in schema:
            yield from _texts(part)


def _has(*keys: str) -> _Schema:
    return {"required": list(keys), "properties": {key: {"type": "string"} for key in keys}}


def _lacks(*keys: str) -> _Schema:
    return {"properties": {key: {"type": "null"} for key in keys}}


def _evidence(each: _Schema) -> _Schema:
    return {"properties": {"evidence": {"items": each}}}
