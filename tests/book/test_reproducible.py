"""Two builds of one commit, in different folders and at different times, are the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = [pytest.mark.clone, pytest.mark.xdist_group("clone")]


def build(folder: Path) -> dict[str, str]:
    """The digests of all that a clone in this folder makes of package, book and manual."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    environment = os.environ | {"PYTHONPATH": str(folder / "src"), "PYTHONHASHSEED": "random"}
    for command in (
        ["hatchling", "build", "-d", "built/package"],
        ["sphinx", "-q", "-d", "trees", "-b", "html", "docs", "built/html"],
        ["sphinx", "-q", "-d", "trees-manual", "-b", "html", "manual", "built/manual"],
    ):
        subprocess.run([sys.executable, "-m", *command], cwd=folder, env=environment, check=True)
    made = sorted(path for path in (folder / "built").rglob("*") if path.is_file())
    digests = {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in made
    }
    print(*(f"{digests[name]}  {name}" for name in digests if "package" in name), sep="\n")
    return digests


def test_two_builds_of_one_commit_are_the_same_bytes(tmp_path: Path) -> None:
    first = build(tmp_path / "one")
    time.sleep(2)  # Archives keep times to two seconds.
    second = build(tmp_path / "in another" / "folder, a longer one")
    assert len(first) > 50
    assert first == second
