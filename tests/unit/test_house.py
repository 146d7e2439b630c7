"""The house: what may import what, and where names were before."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

import sphinx_facts

PACKAGE = Path(sphinx_facts.__file__).resolve().parent

ROOMS = (
    "text", "model", "version", "settings", "figures", "readers", "english", "facts", "proof",
    "rules", "runner", "api", "reports", "changes", "fixes", "drafting", "review", "sphinx_ext",
    "lsp", "quotations", "__init__", "commands", "cli", "__main__",
)  # fmt: skip
"""Of the package, from the lowest: each may import itself and what stands before it."""

Graph = Mapping[str, set[str]]
"""The modules of the package by their names in it, and those that each imports."""


def modules(package: Path) -> dict[str, Path]:
    """The modules of a package; a folder goes by the name of its `__init__`."""
    found: dict[str, Path] = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        found[".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)] = path
    return found


@cache
def graph(package: Path) -> Graph:
    """Every import of a module counts, wherever in it that stands."""
    known = modules(package)
    return {name: set(imports(name, path, known)) for name, path in known.items()}


def imports(name: str, path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    is_folder = path.name == "__init__.py"
    here = [] if name == "__init__" else name.split(".") if is_folder else name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            absolute = [each.name for each in node.names]
            assert not [each for each in absolute if each.partition(".")[0] == "sphinx_facts"]
        elif isinstance(node, ast.ImportFrom) and node.level:
            above = here[: len(here) - node.level + 1]
            home = ".".join([*above, *([node.module] if node.module else [])])
            for each in node.names:
                below = f"{home}.{each.name}" if home else each.name
                yield below if below in known else home or "__init__"
        elif isinstance(node, ast.ImportFrom):
            assert node.module
            assert node.module.partition(".")[0] != "sphinx_facts"


def upward(imported: Graph) -> list[str]:
    rank = {room: number for number, room in enumerate(ROOMS)}
    return [
        f"{one} imports {other}, which stands above it"
        for one, others in imported.items()
        for other in sorted(others)
        if rank[one.partition(".")[0]] < rank[other.partition(".")[0]]
    ]


def circles(imported: Graph) -> list[str]:
    """Modules that import themselves, by whatever detour."""

    def reach(start: str) -> set[str]:
        seen, ahead = set[str](), [start]
        while ahead:
            new = imported[ahead.pop()] - seen
            seen |= new
            ahead += new
        return seen

    reached = {name: reach(name) for name in imported}
    return [
        f"{one} imports {other}, which leads back to it"
        for one, others in imported.items()
        for other in sorted(others)
        if one in reached[other] | {other}
    ]


def test_every_room_has_its_place() -> None:
    assert {name.partition(".")[0] for name in modules(PACKAGE)} == set(ROOMS)


def test_imports_run_downward() -> None:
    assert upward(graph(PACKAGE)) == []


def test_no_module_leads_back_to_itself() -> None:
    assert circles(graph(PACKAGE)) == []


@pytest.mark.parametrize("room", ["english", "rules"])
def test_no_folder_of_a_room_leads_back_to_itself(room: str) -> None:
    inside = f"{room}."
    folders: dict[str, set[str]] = {}
    for one, others in graph(PACKAGE).items():
        if one.startswith(inside):
            own = one.split(".")[1]
            theirs = {each.split(".")[1] for each in others if each.startswith(inside)}
            folders.setdefault(own, set()).update(theirs - {own})
    assert len(folders) > len(ROOMS) / 2
    assert circles(folders) == []


@pytest.mark.parametrize(
    "statement",
    [
        "from ..runner.cache import Cache",
        "from ..runner import cache",
        "if TYPE_CHECKING:\n    from ..runner import cache",
        "def make():\n    from ..runner.cache import Cache",
    ],
)
def test_an_import_upward_is_seen_wherever_it_stands(tmp_path: Path, statement: str) -> None:
    for name, text in {
        "facts/store.py": statement,
        "runner/cache.py": "from ..facts import store",
    }.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, "utf-8")
    assert upward(graph(tmp_path)) == ["facts.store imports runner.cache, which stands above it"]
    assert circles(graph(tmp_path)) == [
        "facts.store imports runner.cache, which leads back to it",
        "runner.cache imports facts.store, which leads back to it",
    ]


@pytest.mark.parametrize(
    ("old", "names"),
    [("figures", ["find_figures", "entails", "Figure"]), ("quotations", ["find_quotations"])],
)
def test_old_places_lead_to_the_new_one_for_a_release(old: str, names: list[str]) -> None:
    place = importlib.import_module(f"sphinx_facts.{old}")
    for name in names:
        with pytest.warns(DeprecationWarning, match=f"import {name} from sphinx_facts"):
            assert getattr(place, name) is getattr(sphinx_facts, name)
    with pytest.raises(AttributeError):
        _ = place.check_book
