"""Findings as SARIF 2.1.0 (OASIS, with Errata 01), which code hosts and editors read."""

from __future__ import annotations

import json
import os
from collections import Counter
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

import msgspec

from ..api import Result
from ..model.findings import Finding, Rule
from ..model.passages import Location
from ..rules.registry import every_rule
from ..version import __version__

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_BASE = "%SRCROOT%"
_LEVELS = {"error": "error", "notice": "note"}


def as_sarif(result: Result) -> str:
    """One run, with all rules. In ASCII, so that it is JSON in whatever encoding."""
    places = {code: number for number, code in enumerate(every_rule())}
    driver = {
        "name": "sphinx-facts",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in every_rule().values()],
    }
    seen: Counter[str] = Counter()
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": "The folder of the check."}}},
        "invocations": [{"executionSuccessful": result.could_check}],
        "results": [
            *(_result(finding, seen, places[finding.code]) for finding in result.findings),
            *(
                {
                    **_result(each.finding, seen, places[each.finding.code]),
                    "suppressions": [{"kind": "inSource", "justification": each.reason}],
                }
                for each in result.accepted
            ),
        ],
        "properties": {"summary": msgspec.to_builtins(result.summary)},
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": f"{rule.name.replace('-', ' ').capitalize()}."},
        "fullDescription": {"text": rule.meaning},
        "help": {"text": f"{rule.meaning} {rule.help}"},
    }


def _result(finding: Finding, seen: Counter[str], index: int) -> dict[str, Any]:
    texts = {name: getattr(finding, name) for name in ("fact", "shown", "recorded", "source")}
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}. {finding.help}"},
        "locations": [{"physicalLocation": _place(finding.location)}],
        "partialFingerprints": {"sphinxFactsFinding/v1": _fingerprint(finding, seen)},
        "properties": {name: text for name, text in texts.items() if text},
    }


def _fingerprint(finding: Finding, seen: Counter[str]) -> str:
    """Of everything but the place in the file; the same thing found again there is numbered."""
    where = PurePath(finding.location.path).as_posix()
    parts = (finding.code, where, finding.fact, finding.shown, finding.message)
    key = "\0".join(parts)
    seen[key] += 1
    return sha256(f"{key}\0{seen[key]}".encode(errors="surrogatepass")).hexdigest()


def _place(location: Location) -> dict[str, Any]:
    region = {
        "startLine": location.line,
        "startColumn": location.column,
        "endLine": location.end_line,
        "endColumn": location.end_column,
    }
    return {"artifactLocation": _address(location.path), "region": region}


def _address(path: str) -> dict[str, str]:
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(os.fsencode(PurePath(path).as_posix())), "uriBaseId": _BASE}
