"""`check` and `audit`: chapters, and pages, held against the facts."""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ..api import audit_pages, check_book
from ..model.findings import Finding
from ..model.roles import in_long_names
from ..runner.cache import FOLDER, Cache
from ..settings import Settings
from ..text.terminal import Progress, visible
from .shared import (
    CLEAN,
    COULD_NOT_CHECK,
    Commands,
    add_chapters,
    add_facts,
    add_output,
    conclude,
    settings_of,
)

if TYPE_CHECKING:
    from concurrent.futures import Executor

_LAST_RELEASE = "the last release"
"""No revision of git: names have no spaces."""


def add_check(commands: Commands) -> None:
    """`check [CHAPTER ...]`."""
    check = commands.add_parser(
        "check", help="check chapters against the facts file and its proofs"
    )
    add_chapters(check)
    add_facts(check)
    check.add_argument(
        "--snapshots",
        type=Path,
        metavar="DIR",
        help="also compare with the text of the sources itself",
    )
    check.add_argument(
        "--fix",
        action="store_true",
        help="mend what drifted from the record before checking, and show it as a diff",
    )
    check.add_argument(
        "--interactive",
        action="store_true",
        help="with --fix: also propose citations with their excerpts, and make those said yes to",
    )
    check.add_argument(
        "--against",
        nargs="?",
        const=_LAST_RELEASE,
        metavar="REV",
        help="also find the facts that changed without a correction since this revision of git; "
        "without REV, since the last tag of a version, or what the setting released says",
    )
    check.add_argument(
        "--no-cache", action="store_true", help="work out everything anew, and keep nothing of it"
    )
    check.add_argument(
        "--jobs",
        type=_jobs,
        metavar="N",
        help="processes to use; default: auto, for a large book as many as there is room for",
    )
    check.add_argument(
        "--executor", metavar="dask://HOST:PORT", help="spread the work over a Dask cluster"
    )
    check.add_argument(
        "--no-build",
        action="store_true",
        help="never run conf.py: documents that only a build can read, such as *.rst, are named "
        "as not read",
    )
    check.add_argument("--explain", metavar="CODE", help="say what a finding means, and stop")
    add_output(check)
    check.set_defaults(run=_check)


def _jobs(text: str) -> int | None:
    """How many processes; None for `auto`."""
    if text == "auto":
        return None
    if not text.isdecimal() or text == "0":
        raise argparse.ArgumentTypeError("a whole number of processes, or auto")
    return int(text)


def _check(arguments: argparse.Namespace) -> int:
    if arguments.explain is not None:
        return _explain(arguments.explain)
    settings = settings_of(arguments)
    docs = [Path(path) for path in arguments.chapters or [settings.docs]]
    if arguments.interactive and not arguments.fix:
        print("--interactive goes with --fix", file=sys.stderr)
        return COULD_NOT_CHECK
    if arguments.fix:
        _fix(docs, arguments, settings)
    is_project = Path("pyproject.toml").exists()  # Elsewhere, nothing is left behind.
    with nullcontext() if arguments.executor is None else _executor(arguments.executor) as executor:
        result = check_book(
            docs,
            Path(settings.facts),
            snapshots=arguments.snapshots,
            extensions=settings.myst_extensions,
            longest_copy=settings.longest_copy,
            against=_revision(arguments.against, settings),
            severity=settings.severity,
            own_things=settings.own_things,
            reading=settings.reading,
            reviews=settings.reviews,
            track=Progress(sys.stderr),
            cache=Cache(Path(FOLDER)) if is_project and not arguments.no_cache else None,
            jobs=arguments.jobs,
            executor=executor,
            build=not arguments.no_build,
        )
    if not settings.short_names:
        result = msgspec.structs.replace(
            result, findings=list(map(_in_long_names, result.findings))
        )
    return conclude(result, arguments, settings.strict)


def _in_long_names(finding: Finding) -> Finding:
    return msgspec.structs.replace(finding, help=in_long_names(finding.help))


def _fix(docs: list[Path], arguments: argparse.Namespace, settings: Settings) -> None:
    from ..fixes.fix import fix_book
    from ..fixes.proposals import Asker

    shown = sys.stdout if arguments.format == "text" else sys.stderr
    diff = fix_book(
        docs, Path(settings.facts), settings.myst_extensions,
        severity=settings.severity, choose=Asker(shown) if arguments.interactive else None,
        short_names=settings.short_names, own_things=settings.own_things,
        reading=settings.reading,
    )  # fmt: skip
    print(visible(diff, keep="\n\t"), end="", file=shown)


def _revision(asked: str | None, settings: Settings) -> str | None:
    """What to compare the facts with; that there is nothing is said, and is no fault."""
    if asked != _LAST_RELEASE:
        return asked
    from ..rules.entry.corrections import last_release

    try:
        return last_release(Path(settings.facts), settings.released)
    except LookupError as problem:
        why = visible(str(problem.args[0]))
        print(f"There is no earlier version to compare the facts with: {why}.", file=sys.stderr)
        return None


def _executor(address: str) -> Executor:
    from ..runner.dask_executor import connect

    return connect(address)


def _explain(code: str) -> int:
    from ..reports.explain import explain
    from ..rules.registry import every_rule

    try:
        print(explain(code))
    except KeyError:
        codes = ", ".join(every_rule())
        print(f"no finding is called {code}; the codes are {codes}", file=sys.stderr)
        return COULD_NOT_CHECK
    return CLEAN


def add_audit(commands: Commands) -> None:
    """`audit HTML`."""
    audit = commands.add_parser("audit", help="check the built pages as their readers see them")
    audit.add_argument("html", type=Path, metavar="HTML", help="folder of the built book")
    add_facts(audit)
    add_output(audit)
    audit.set_defaults(run=_audit)


def _audit(arguments: argparse.Namespace) -> int:
    settings = settings_of(arguments)
    result = audit_pages(
        arguments.html,
        Path(settings.facts),
        docs=settings.docs,
        severity=settings.severity,
        own_things=settings.own_things,
        reading=settings.reading,
        track=Progress(sys.stderr),
    )
    return conclude(result, arguments, settings.strict)
