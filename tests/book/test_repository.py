"""The files around the code keep their promises to each other."""

from __future__ import annotations

import ast
import json
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml

from sphinx_facts.readers.documents import find_documents, myst_extensions

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "sphinx_facts"
CORE = sorted(
    p
    for p in PACKAGE.glob("**/*.py")
    if p.relative_to(PACKAGE).parts[0] not in ("sphinx_ext", "lsp")
)
SERVER = sorted((PACKAGE / "lsp").glob("**/*.py"))
EXTENSION = sorted((PACKAGE / "sphinx_ext").glob("**/*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GROUPS = PROJECT["dependency-groups"]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
IN_MAKE_TEST = [path for path in TESTS if path.parent.name not in ("browser", "fuzz")]


IS_CLONE = (ROOT / ".git").exists()
"""And not an unpacked source archive, in which git knows nothing."""


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def normal(requirement: str) -> str:
    """The name of a requirement, in the one form that all its spellings share."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def names(requirements: Iterable[object]) -> set[str]:
    return {normal(each) for each in requirements if isinstance(each, str)}


CORE_NEEDS = names(PROJECT["project"]["dependencies"])
EXTRAS = {name: names(needs) for name, needs in PROJECT["project"]["optional-dependencies"].items()}
TOOL_NEEDS = EXTRAS["extract"] | EXTRAS["dask"] | EXTRAS["lsp"]
SPHINX_NEEDS = CORE_NEEDS | EXTRAS["sphinx"]
BOOK_NEEDS = SPHINX_NEEDS | names(GROUPS["book"])
DEV_NEEDS = BOOK_NEEDS | TOOL_NEEDS | names(GROUPS["dev"])
PDF_NEEDS = BOOK_NEEDS | names(GROUPS["pdf"])
BROWSER_NEEDS = DEV_NEEDS | PDF_NEEDS | names(GROUPS["browser"])
FUZZ_NEEDS = DEV_NEEDS | names(GROUPS["fuzz"])


def run(*command: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False
    )


# Configuration for other services


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        *(("vendor.github-workflows", str(path.relative_to(ROOT))) for path in WORKFLOWS),
        ("vendor.readthedocs", ".readthedocs.yaml"),
        ("vendor.citation-file-format", "CITATION.cff"),
    ],
)
def test_configuration_validates_against_its_schema(schema: str, file: str) -> None:
    checked = run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, file)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def targets_called(file: str) -> set[str]:
    """What a script or a workflow runs with make; of a Markdown file, what its code does."""
    text = read(file)
    if file.endswith(".md"):
        text = "\n".join(re.findall(r"^```.*?^```|`[^`\n]+`", text, re.M | re.S))
    return set(re.findall(r"(?:^|`|run: |- )make ([a-z]+)", text, re.M))


def make_targets() -> set[str]:
    declared = re.search(r"^\.PHONY: (.+)$", read("Makefile"), re.M)
    assert declared
    return set(declared[1].split())


def test_the_workflow_runs_lint_tests_and_book() -> None:
    needed = {"lint", "test", "html", "manual"}
    assert targets_called(".github/workflows/checks.yml") == needed
    assert targets_called(".github/workflows/release.yml") == needed
    assert targets_called(".github/workflows/pages.yml") == {"html", "manual"}
    assert targets_called(".ci/run") == needed | {"browser"}


@pytest.mark.parametrize("file", ["README.md", "CONTRIBUTING.md", ".readthedocs.yaml"])
def test_every_make_target_that_is_spoken_of_exists(file: str) -> None:
    spoken_of = targets_called(file)
    assert "html" in spoken_of
    assert spoken_of <= make_targets()


def test_every_make_target_has_a_rule_and_help_names_the_main_ones() -> None:
    helped = run("make", "help").stdout
    rules = re.findall(r"^([a-z][a-z ]*):", read("Makefile"), re.M)
    assert make_targets() == {target for rule in rules for target in rule.split()}
    for target in ("html", "manual", "check", "test", "live", "epub", "pdf", "clean", "help"):
        assert f"make {target} " in helped


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_to_a_digest_and_say_its_version(path: Path) -> None:
    uses = re.findall(r"uses: (.+)", path.read_text("utf-8"))
    assert uses
    for action in uses:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


def test_the_same_version_of_an_action_has_the_same_digest_everywhere() -> None:
    uses = {line for path in WORKFLOWS for line in re.findall(r"uses: (.+)", path.read_text())}
    assert len(uses) == len({line.partition("@")[0] for line in uses})


def test_the_workflow_runs_on_every_python_that_is_said_to_be_supported() -> None:
    jobs = yaml.safe_load(read(".github/workflows/checks.yml"))["jobs"]
    tested = jobs["checks"]["strategy"]["matrix"]["python"]
    spoken_of = [
        line.rpartition(" ")[2]
        for line in PROJECT["project"]["classifiers"]
        if re.fullmatch(r"Programming Language :: Python :: 3\.\d+", line)
    ]
    assert spoken_of == tested
    assert PROJECT["project"]["requires-python"] == f">={tested[0]}"


def test_the_commit_hooks_use_the_locked_ruff_and_the_check() -> None:
    ruff, local = yaml.safe_load(read(".pre-commit-config.yaml"))["repos"]
    assert ruff["rev"] == "v" + locked("dev")["ruff"][0]
    script = local["hooks"][0]["entry"].split()[1]
    assert (ROOT / script).is_file()


def test_the_check_reads_markdown_with_the_extensions_that_the_book_is_built_with() -> None:
    configured = runpy.run_path(str(ROOT / "docs" / "conf.py"))["myst_enable_extensions"]
    assert sorted(myst_extensions(find_documents([ROOT / "docs"]))) == sorted(configured)


# Dependencies


def locked(group: str) -> dict[str, tuple[str, int]]:
    """Of every package in a lock: its version, and how many hashes vouch for it."""
    entries = re.findall(
        r"^([a-z0-9-]+)==([^\s;]+)(.*(?:\n    --hash=sha256:[0-9a-f]{64}.*)*)",
        read(f"requirements/{group}.lock"),
        re.M,
    )
    return {name: (version, rest.count("--hash=")) for name, version, rest in entries}


@pytest.mark.parametrize(
    ("group", "needs"),
    [
        ("book", BOOK_NEEDS),
        ("dev", DEV_NEEDS),
        ("pdf", PDF_NEEDS),
        ("browser", BROWSER_NEEDS - TOOL_NEEDS),
        ("fuzz", FUZZ_NEEDS - TOOL_NEEDS),
    ],
)
def test_the_lock_holds_every_dependency_with_a_hash(group: str, needs: set[str]) -> None:
    lock = locked(group)
    assert needs <= lock.keys()
    assert [name for name, (_, hashes) in lock.items() if not hashes] == []
    lines = read(f"requirements/{group}.lock").splitlines()
    assert all(re.match(r"[a-z0-9-]+==|    --hash=|\s*#|$", line) for line in lines)


def test_what_builds_the_book_is_the_same_for_a_reader_and_a_developer() -> None:
    assert locked("book").items() <= locked("dev").items()
    assert locked("book").items() <= locked("pdf").items()
    assert locked("pdf").keys() <= locked("browser").keys()
    assert names(PROJECT["build-system"]["requires"]) <= locked("book").keys()


def test_every_dependency_says_why_it_was_chosen() -> None:
    lines = read("pyproject.toml").splitlines()
    quoted = [
        i for i, line in enumerate(lines) if re.match(r'\s+"[\w.-]+>=[\w.,<]+(; .*)?",$', line)
    ]
    assert names(lines[i].strip(' ",') for i in quoted) == BROWSER_NEEDS | FUZZ_NEEDS
    for i in quoted:
        assert re.match(r"\s+# \S+ \S+ \S+", lines[i - 1]), f"{lines[i]} has no reason above it"


def test_what_runs_on_node_is_locked_with_its_hashes_and_has_a_reason() -> None:
    asked = json.loads(read("tests/browser/package.json"))
    lock = json.loads(read("tests/browser/package-lock.json"))["packages"]
    assert lock.pop("")["devDependencies"] == asked["devDependencies"]
    assert {f"node_modules/{name}" for name in asked["devDependencies"]} <= lock.keys()
    assert [name for name, each in lock.items() if len(each["integrity"]) < 64] == []
    # Of which registry the machine asks is not the repository's business.
    assert [name for name, each in lock.items() if "resolved" in each] == []
    (reasons,) = re.findall(r"^## Dependencies\n(.*?)^## ", read("CONTRIBUTING.md"), re.M | re.S)
    assert [name for name in asked["devDependencies"] if f"`{name}`" not in reasons] == []


def imported(files: Iterable[Path]) -> set[str]:
    """The distributions that `files` import from, at any depth."""
    modules: set[str] = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                modules.add((node.module or "").partition(".")[0])
    ours = [*TESTS, *ROOT.glob("*/_ext/*.py")]
    modules -= {*sys.stdlib_module_names, *(path.stem for path in ours), "browser", "fuzz"}
    distributions = packages_distributions()
    return {normal(distributions.get(name, [name])[0]) for name in modules} - {"sphinx-facts"}


@pytest.mark.parametrize(
    ("files", "needs"),
    [
        (CORE, CORE_NEEDS),
        (SERVER, CORE_NEEDS | EXTRAS["lsp"]),
        (EXTENSION, SPHINX_NEEDS),
        (IN_MAKE_TEST, DEV_NEEDS),
        (sorted((ROOT / "tests").glob("browser/*.py")), BROWSER_NEEDS),
        (sorted((ROOT / "tests").glob("fuzz/*.py")), FUZZ_NEEDS | {"targets"}),
    ],
    ids=["core", "lsp", "extension", "tests", "browser", "fuzz"],
)
def test_every_import_is_a_declared_dependency(files: list[Path], needs: set[str]) -> None:
    assert files
    assert imported(files) - needs == set()


# The core, the script and the tree


def test_the_core_imports_neither_sphinx_nor_docutils() -> None:
    modules = [".".join(path.relative_to(ROOT / "src").with_suffix("").parts) for path in CORE]
    imports = "".join(f"import {module.removesuffix('.__init__')}\n" for module in modules)
    probe = "import sys\nprint(*sorted({m.partition('.')[0] for m in sys.modules}))"
    probed = run(sys.executable, "-c", imports + probe, cwd=ROOT / "src")
    assert probed.returncode == 0, probed.stderr
    assert {"sphinx", "docutils", "myst_parser"}.isdisjoint(probed.stdout.split())


def test_the_picture_of_the_house_has_every_room_and_no_other() -> None:
    (picture,) = re.findall(
        r"^## The house\n.*?^```text\n(.*?)^```", read("CONTRIBUTING.md"), re.M | re.S
    )
    shown = re.findall(r"^(?: {8}|[ │├└─]{7,8})([a-z_]+(?:\.py)?) ", f"   {picture}", re.M)
    rooms = [path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()]
    assert sorted(shown) == sorted([*rooms, "api.py"])


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A copy of the code where no environment was made yet."""
    for folder in ("src", "scripts"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pyc*"))
    return tmp_path


# -S leaves out what is installed, as on a machine where nothing is.
BARE_PYTHON = (sys.executable, "-I", "-S")


def test_the_script_without_its_dependencies_says_so_in_one_sentence(bare: Path) -> None:
    checked = run(*BARE_PYTHON, bare / "scripts" / "check_facts.py", cwd=bare)
    assert checked.returncode == 2
    assert checked.stdout == ""
    assert re.fullmatch(r"error: the check needs \w+, .*`make check`\.\n", checked.stderr)


def test_the_script_hands_over_to_the_projects_own_environment(bare: Path) -> None:
    python = bare / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$@"\nexit 7\n', "utf-8")
    python.chmod(0o755)
    checked = run(*BARE_PYTHON, bare / "scripts" / "check_facts.py", "docs", "--strict", cwd=bare)
    assert checked.returncode == 7
    assert checked.stdout.split()[1:] == ["docs", "--strict"]


def test_the_script_takes_the_arguments_of_the_check() -> None:
    helped = run(sys.executable, ROOT / "scripts" / "check_facts.py", "--help")
    assert helped.returncode == 0, helped.stderr
    assert "--snapshots" in helped.stdout


def tracked() -> list[str]:
    if not IS_CLONE:
        pytest.skip("this is no clone: what git knows cannot be asked here")
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    assert listed.returncode == 0, listed.stderr
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_only_the_ci_script_looks_outside_the_repository() -> None:
    outside = re.compile(r"\.\./" + "shared|/work/" + "main|/tmp/" + "v/")
    files = [name for name in tracked() if name != ".ci/run"]
    assert len(files) > 10
    assert [name for name in files if outside.search(read_leniently(name))] == []


def read_leniently(name: str) -> str:
    return (ROOT / name).read_text("utf-8", errors="replace")


def test_no_snapshot_is_in_the_repository() -> None:
    assert [name for name in tracked() if name.startswith("facts/snapshots/")] == []
    assert run("git", "check-ignore", "facts/snapshots/ink-post.txt").returncode == 0


# The version

RELEASE = runpy.run_path(str(ROOT / "scripts" / "release.py"))


def test_every_place_has_the_same_version() -> None:
    said = {RELEASE["found"](file, pattern) for file, pattern in RELEASE["PLACES"].items()}
    assert said == {PROJECT["project"]["version"]}


def test_the_changelog_has_what_is_coming_and_dates_what_has_come() -> None:
    headings = re.findall(r"^## (.+)$", read("CHANGELOG.md"), re.M)
    assert headings[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", each) for each in headings[1:])


@pytest.fixture
def releasable(tmp_path: Path) -> Path:
    """The script beside the files that it reads, as they are at a release of 9.8.7."""
    for name in ("scripts/release.py", "pyproject.toml", "CHANGELOG.md", *RELEASE["PLACES"]):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = read(name).replace(PROJECT["project"]["version"], "9.8.7")
        path.write_text(text.replace("## [Unreleased]", "## [9.8.7] - 2026-12-24"), "utf-8")
    return tmp_path


def release(folder: Path, tag: str) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, folder / "scripts" / "release.py", tag)


def test_a_release_is_let_through_where_all_places_agree(releasable: Path) -> None:
    ran = release(releasable, "v9.8.7")
    assert (ran.returncode, ran.stdout) == (0, "v9.8.7 can be released\n")


@pytest.mark.parametrize("name", ["pyproject.toml", "CHANGELOG.md", *RELEASE["PLACES"]])
def test_a_release_is_stopped_where_a_place_has_another_version(
    name: str, releasable: Path
) -> None:
    path = releasable / name
    path.write_text(path.read_text("utf-8").replace("9.8.7", "9.8.6", 1), "utf-8")
    ran = release(releasable, "v9.8.7")
    assert ran.returncode == 1
    assert "9.8.6" in ran.stdout


def test_what_is_being_worked_on_is_not_released(releasable: Path) -> None:
    for name in ("pyproject.toml", *RELEASE["PLACES"]):
        path = releasable / name
        path.write_text(path.read_text("utf-8").replace("9.8.7", "9.8.8.dev0"), "utf-8")
    ran = release(releasable, "v9.8.8.dev0")
    assert ran.returncode == 1
    assert "9.8.8.dev0 is a version that is being worked on" in ran.stdout


def test_the_package_is_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()


# Licences

LICENCES = runpy.run_path(str(ROOT / "scripts" / "licences.py"))


def test_the_list_of_licences_is_current() -> None:
    assert LICENCES["LIST"].read_text("utf-8") == LICENCES["table"]()


def test_every_licence_is_compatible_with_what_it_is_used_for() -> None:
    assert LICENCES["refused"]() == {}
    assert not LICENCES["is_allowed"]("GPL-3.0-or-later", LICENCES["PERMISSIVE"])
    assert not LICENCES["is_allowed"]("unknown", LICENCES["PERMISSIVE"])
