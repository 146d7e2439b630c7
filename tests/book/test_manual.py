"""The manual is in order, and what has no description in the code cannot be built into it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from building import build
from conftest import ROOT

from sphinx_facts import check_book
from sphinx_facts.changes.schema import changes_schema
from sphinx_facts.facts.schema import facts_schema
from sphinx_facts.reports.json import report_schema
from sphinx_facts.settings import read_settings
from sphinx_facts.sphinx_ext.charts import ChartDirective

MANUAL = ROOT / "manual"
sys.path.append(str(MANUAL / "_ext"))
import from_code  # noqa: E402 - it lies in the manual


def test_the_manual_is_in_order() -> None:
    settings = read_settings(ROOT)
    checked = check_book([MANUAL], MANUAL / "facts", own_things=settings.own_things)
    assert checked.findings == []
    assert checked.summary.citations > 0


def page(folder: Path, *directives: str) -> tuple[str, list[str]]:
    """A page with these directives, and what is warned of."""
    docs = folder / "docs"
    docs.mkdir()
    text = "\n\n".join(f"```{{{name}}}\n```" for name in directives)
    (docs / "index.md").write_text(f"# The reference\n\n{text}\n", "utf-8")
    (docs / "conf.py").write_text(
        'extensions = ["myst_parser", "sphinx_facts", "from_code"]\nhtml_theme = "basic"\n'
        f"facts_folder = {str(MANUAL / 'facts')!r}\n"
    )
    made = build(docs, folder / "out")
    return made.page("index"), made.warnings


def test_the_reference_has_every_key_option_setting_and_name(tmp_path: Path) -> None:
    text, warnings = page(tmp_path, *REFERENCE)
    assert warnings == []
    for name in (
        "superseded_by", "facts:cite-fact", "end_column", ":title:", "longest-copy",
        "facts_folder", "--against REV", "find_figures", "prevents_checking",
    ):  # fmt: skip
        assert f'<span class="pre">{name.split()[0]}' in text, name
    schemas = {path.stem: path.read_text("utf-8") for path in (tmp_path / "out/schemas").iterdir()}
    made = {"facts": facts_schema(), "report": report_schema(), "changes": changes_schema()}
    assert schemas == {name: f"{schema}\n" for name, schema in made.items()}


class Undescribed:
    """What a code that lacks a description would look like, by the directive that shows it."""

    @staticmethod
    def keys(monkeypatch: pytest.MonkeyPatch) -> str:
        schema = json.loads(from_code.facts_schema())
        del schema["$defs"]["Fact"]["properties"]["near"]["description"]
        monkeypatch.setitem(from_code._SCHEMAS, "facts", lambda: json.dumps(schema))
        return "near"

    @staticmethod
    def report(monkeypatch: pytest.MonkeyPatch) -> str:
        schema = json.loads(from_code.report_schema())
        schema["$defs"]["Summary"]["description"] = " "
        monkeypatch.setitem(from_code._SCHEMAS, "report", lambda: json.dumps(schema))
        return "Summary"

    @staticmethod
    def changes(monkeypatch: pytest.MonkeyPatch) -> str:
        schema = json.loads(from_code.changes_schema())
        schema["$defs"]["RootChange"]["description"] = ""
        monkeypatch.setitem(from_code._SCHEMAS, "changes", lambda: json.dumps(schema))
        return "RootChange"

    @staticmethod
    def role(monkeypatch: pytest.MonkeyPatch) -> str:
        bare = msgspec.structs.replace(from_code.ROLES["quote"], meaning="")
        monkeypatch.setitem(from_code.ROLES, "quote", bare)
        return "quote"

    @staticmethod
    def option(monkeypatch: pytest.MonkeyPatch) -> str:
        monkeypatch.setattr(ChartDirective, "__doc__", "Draws facts.")
        return ":title:"

    @staticmethod
    def directive(monkeypatch: pytest.MonkeyPatch) -> str:
        monkeypatch.setattr(ChartDirective, "__doc__", None)
        return "chart"

    @staticmethod
    def setting(monkeypatch: pytest.MonkeyPatch) -> str:
        monkeypatch.setattr(from_code, "field_docs", lambda _: {})
        return "docs"

    @staticmethod
    def command(monkeypatch: pytest.MonkeyPatch) -> str:
        def parser() -> argparse.ArgumentParser:
            made = argparse.ArgumentParser()
            made.add_subparsers().add_parser("check", help="check").add_argument("--deep")
            return made

        monkeypatch.setattr(from_code.cli, "make_parser", parser)
        return "--deep DEEP"

    @staticmethod
    def interface(monkeypatch: pytest.MonkeyPatch) -> str:
        monkeypatch.setattr(from_code.sphinx_facts.entails, "__doc__", None)
        return "entails"


REFERENCE = {
    "facts-keys": Undescribed.keys,
    "report-keys": Undescribed.report,
    "changes-keys": Undescribed.changes,
    "all-roles": Undescribed.role,
    "all-directives": Undescribed.option,
    "project-settings": Undescribed.setting,
    "commands": Undescribed.command,
    "python-interface": Undescribed.interface,
    "conf-settings": None,
}


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        *((name, spoil) for name, spoil in REFERENCE.items() if spoil),
        ("all-directives", Undescribed.directive),
    ],
)
def test_what_has_no_description_is_refused(
    name: str,
    spoil: Callable[[pytest.MonkeyPatch], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    missing = spoil(monkeypatch)
    _, warnings = page(tmp_path, name)
    assert any(f"{missing} has no description in the code" in line for line in warnings), warnings


def test_what_was_measured_is_shown_as_the_benchmark_prints_it() -> None:
    row: dict[str, Any] = {"measure": "a check", "value": 0.1, "limit": 0.35, "unit": "s"}
    assert from_code._measured(row, 10) == "a check        0.100 s   <= 0.35 reached"
    assert from_code._measured(row | {"limit": -1.7}, 10).endswith(">= 1.7  short")
    assert from_code._measured(row | {"limit": 0}, 10) == "a check        0.100 s"
