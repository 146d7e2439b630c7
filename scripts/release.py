"""Say whether a tag names the version that everything else here names: `release.py v1.2.3`.

A version that is being worked on ends in `.dev0`, and cannot be released. Ends with 1 where two
places disagree, and says which.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACES = {
    "src/sphinx_facts/version.py": r'^__version__ = "(.+)"$',
    "CITATION.cff": r"^version: (.+)$",
}
DATED = r"^## \[(\d[^]]*)\] - \d{4}-\d{2}-\d{2}$"


def version() -> str:
    """The version in pyproject.toml, which all others have to follow."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])


def found(file: str, pattern: str) -> str:
    """What the first match of a pattern in a file says."""
    match = re.search(pattern, (ROOT / file).read_text("utf-8"), re.M)
    return match[1] if match else "nothing"


def problems(tag: str) -> Iterator[str]:
    """What keeps this tag from being the release that it says it is."""
    is_to_be = version()
    if tag != f"v{is_to_be}":
        yield f"the tag is {tag}, and pyproject.toml has {is_to_be}"
    if not re.fullmatch(r"\d+\.\d+\.\d+", is_to_be):
        yield f"{is_to_be} is a version that is being worked on"
    for file, pattern in PLACES.items():
        if (says := found(file, pattern)) != is_to_be:
            yield f"{file} has {says}, and pyproject.toml has {is_to_be}"
    if (newest := found("CHANGELOG.md", DATED)) != is_to_be:
        yield f"the newest dated version in CHANGELOG.md is {newest}"


def main() -> int:
    """Print what is wrong."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    wrong = list(problems(sys.argv[1]))
    print("\n".join(wrong) or f"{sys.argv[1]} can be released")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
