"""The rules: each is declared once, and its example has its finding alone, and none in order."""

from __future__ import annotations

import ast
import re
import shlex
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from books import write
from building import Book

import sphinx_facts
from sphinx_facts.cli import main
from sphinx_facts.model.findings import rule
from sphinx_facts.reports.examples import COMMAND, read_book, read_example
from sphinx_facts.rules.registry import DECLARING, GROUPS, every_rule, modules

RULES = every_rule()
NOTICES = {"C007", "E009", "E012", "E014", "F010"}


def run(files: Mapping[str, str], check: str) -> int:
    """Do what an example shows: write the files, run the command; then check."""
    write(Path(), {name: text for name, text in files.items() if name != COMMAND})
    chapters = "docs/bridge.md " + "docs/example.md" * Path("docs/example.md").exists()
    command = files.get(COMMAND, "").removeprefix("sphinx-facts ")
    if command:
        code = main(shlex.split(command))
        if code or not command.startswith(("record ", "review ")):
            return code
    return main(shlex.split(check or f"check {chapters}"))


# Where codes are declared, and where they are made


PACKAGE = Path(sphinx_facts.__file__).parent
CODE = re.compile(rf"[{''.join(GROUPS)}]\d{{3}}")
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py")
    if path.parent.name != "template"
}


@cache
def nodes(module: str) -> list[ast.AST]:
    return list(ast.walk(ast.parse(MODULES[module].read_text("utf-8"))))


def declared(module: str) -> list[str]:
    calls = [node for node in nodes(module) if isinstance(node, ast.Call)]
    made = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "rule"]
    codes = [ast.unparse(call.args[0]).strip("'") for call in made if call.args]
    return [code for code in codes if CODE.fullmatch(code)]


def named(module: str) -> set[str]:
    """The codes that a module names, to declare them, to make them or to ask for them."""
    values = [node.value for node in nodes(module) if isinstance(node, ast.Constant)]
    return {value for value in values if isinstance(value, str) and CODE.fullmatch(value)}


def imported(module: str) -> Iterator[str]:
    package = module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]
    for node in nodes(module):
        if isinstance(node, ast.ImportFrom) and node.level:
            parts = package.split(".") if package else []
            base = ".".join([*parts[: len(parts) - node.level + 1], *filter(None, [node.module])])
            for name in (base, *(f"{base}.{alias.name}".strip(".") for alias in node.names)):
                if name in MODULES:
                    yield name


@cache
def loaded_with(module: str) -> frozenset[str]:
    """A module, and all that it imports, at once or later."""
    seen, waiting = {module}, [module]
    while waiting:
        new = set(imported(waiting.pop())) - seen
        seen |= new
        waiting += new
    return frozenset(seen)


def test_the_registry_names_the_module_of_each_code() -> None:
    assert {module: sorted(codes.split()) for module, codes in DECLARING.items()} == {
        module: sorted(declared(module)) for module in MODULES if declared(module)
    }


def test_every_code_is_declared_in_one_place() -> None:
    count = Counter(code for module in MODULES for code in declared(module))
    assert {code for code, times in count.items() if times > 1} == set()
    assert count.keys() == RULES.keys()
    named_somewhere = set().union(*(named(module) for module in MODULES))
    assert named_somewhere == RULES.keys()


def test_the_registry_knows_every_module_that_declares_a_code() -> None:
    known = [module.__name__.removeprefix("sphinx_facts.") for module in modules()]
    assert sorted(known) == sorted(module for module in MODULES if declared(module))
    assert [code[0] for code in RULES] == sorted((code[0] for code in RULES), key="FQECRX".index)


@pytest.mark.parametrize(
    "module", sorted(name for name in MODULES if named(name) and name != "rules.registry")
)
def test_a_code_is_declared_wherever_a_finding_of_it_can_be_made(module: str) -> None:
    """The rules on passages and on entries are loaded together, by those that run them."""
    runners = ["rules.checker", "rules.evidence"]
    together = [runner for runner in runners if module in loaded_with(runner)]
    for door in together if module.startswith("rules.") and together else [module]:
        known = {code for each in loaded_with(door) for code in declared(each)}
        assert named(module) <= known


def test_a_code_stands_for_one_thing() -> None:
    text = {"meaning": "Another thing.", "help": "Take it away.", "example": ""}
    with pytest.raises(ValueError, match="F001 is declared twice"):
        rule("F001", "another-thing", **text)
    assert every_rule()["F001"].name == "unsourced-figure"


# Examples


@pytest.mark.parametrize("code", RULES)
def test_an_example_has_its_finding_alone_and_none_when_it_is_in_order(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    example = read_example(RULES[code])
    run(read_book() | {COMMAND: "record facts/snapshots"}, "check docs")
    assert capsys.readouterr().out.endswith(": all in order.\n")

    is_error = code not in NOTICES
    assert run(example.wrong, example.check) == (2 if code[0] == "X" else is_error)
    said = "".join(capsys.readouterr())
    assert re.findall(r"^\S+:\d+:\d+: ([A-Z]\d+) ", said, re.M) == [code]
    assert example.says in said

    assert run(example.right, example.check) == 0
    said = "".join(capsys.readouterr())
    assert re.findall(r"^\S+:\d+:\d+: ", said, re.M) == []


def test_the_reference_page_has_an_anchor_for_each_finding(tmp_path: Path) -> None:
    text = "---\norphan: true\n---\n# Findings\n\nSuch as {ref}`e003`.\n\n```{findings}\n```\n"
    made = Book(tmp_path, reference=text).build()
    assert made.warnings == []
    page = made.page("reference")
    for code, each in RULES.items():
        assert re.search(rf'<section id="{code.lower()}">\s*<h3>.*{code}.* {each.name}', page)
