"""Check the chapters against the facts, as every build does first. `--help` lists what it takes.

Any Python may start it: where that one lacks a dependency, the project's own takes over.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"


def main() -> int:
    """Run the check on the command line's arguments; 0: clean, 1: findings, 2: could not check."""
    sys.path.insert(0, str(ROOT / "src"))
    try:
        from sphinx_facts.cli import main as run  # noqa: PLC0415 - it may be missing
    except (ImportError, SyntaxError) as error:
        if (getattr(error, "name", None) or "").startswith("sphinx_facts"):
            raise  # A fault of the package itself, which no other environment would mend.
        return _in_environment(error)
    return run(["check", *sys.argv[1:]])


def _in_environment(error: Exception) -> int:
    python = ENVIRONMENT / "bin" / "python"
    if python.exists() and Path(sys.prefix).resolve() != ENVIRONMENT:
        sys.stdout.flush()
        os.execv(python, [str(python), __file__, *sys.argv[1:]])
    missing = getattr(error, "name", None) or "Python 3.11"
    print(
        f"error: the check needs {missing}, which is missing here; run `make check`.",
        file=sys.stderr,
    )
    return 2


if __name__ == "__main__":
    sys.exit(main())
