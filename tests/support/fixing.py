"""The cases of `check --fix`, and the facts that they are judged by."""

from __future__ import annotations

from pathlib import Path

import msgspec
import yaml

from sphinx_facts.fixes.fix import Choose, fix_chapter
from sphinx_facts.model.records import FactsFile
from sphinx_facts.rules.checker import Checker

DATA = yaml.safe_load((Path(__file__).parents[1] / "cases" / "fix.yaml").read_text("utf-8"))
JUDGE = Checker(msgspec.convert(DATA["facts"], FactsFile))
EXTENSIONS = ("colon_fence", "substitution", "dollarmath")


def fix(text: str, choose: Choose | None = None) -> str:
    return fix_chapter(text, JUDGE, Path("chapter.md"), EXTENSIONS, choose=choose)
