"""What is written below the fields of a record: the schemas and the manual are made from it."""

from __future__ import annotations

import ast
import inspect
import textwrap
from itertools import pairwise
from typing import Any

import msgspec


def field_docs(record: type[msgspec.Struct]) -> dict[str, str]:
    """The text below each field of a record that has one, by the name that it has in a file."""
    (written,) = ast.parse(textwrap.dedent(inspect.getsource(record))).body
    assert isinstance(written, ast.ClassDef)
    docs = {
        field.target.id: inspect.cleandoc(below.value.value)
        for field, below in pairwise(written.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }
    fields = msgspec.structs.fields(record)
    return {field.encode_name: docs[field.name] for field in fields if field.name in docs}


def describe(definitions: dict[str, Any], *records: type[msgspec.Struct]) -> None:
    """Put the texts of records and of their fields into a JSON Schema's definitions."""
    for record in records:
        schema = definitions[record.__name__]
        schema["description"] = inspect.getdoc(record)
        for name, text in field_docs(record).items():
            schema["properties"][name]["description"] = text
