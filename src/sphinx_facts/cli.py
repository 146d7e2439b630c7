"""The command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from .book import Result, Summary
from .findings import RULES
from .report import FORMATS, explain
from .settings import Settings, read_settings
from .store import CannotCheck, Store

CLEAN, FINDINGS, COULD_NOT_CHECK = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0 when all is in order, 1 with findings, 2 when it could not be checked."""
    try:
        settings = read_settings(Path())
        arguments = _parser(settings).parse_args(argv)
        run: Callable[[argparse.Namespace, Settings], int] = arguments.run
        return run(arguments, settings)
    except CannotCheck as problem:
        print(FORMATS["text"](Result(list(problem.findings), Summary())), file=sys.stderr)
        return COULD_NOT_CHECK
    except BrokenPipeError:
        sys.stderr.close()
        return COULD_NOT_CHECK
    except KeyboardInterrupt:
        return 130


def _parser(settings: Settings) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sphinx-facts", description="Check the figures and quotations of a book.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="check chapters against the facts file and its proofs")
    check.add_argument("chapters", nargs="*", metavar="CHAPTER or DIR", help=f"default: {settings.docs}")
    check.add_argument("--facts", default=settings.facts, metavar="DIR", help="default: %(default)s")
    check.add_argument("--snapshots", type=Path, metavar="DIR", help="also compare with the text of the sources itself")
    check.add_argument("--explain", metavar="CODE", help="say what a finding means, and stop")
    _add_output(check, settings)
    check.set_defaults(run=_check)

    record = commands.add_parser("record", help="prove every excerpt and write facts.lock")
    record.add_argument("snapshots", type=Path, metavar="SNAPSHOTS", help="folder with the text of each source, ID.txt")
    record.add_argument("--facts", default=settings.facts, metavar="DIR", help="default: %(default)s")
    record.set_defaults(run=_record)

    audit = commands.add_parser("audit", help="check the built pages as their readers see them")
    audit.add_argument("html", type=Path, metavar="HTML", help="folder of the built book")
    audit.add_argument("--facts", default=settings.facts, metavar="DIR", help="default: %(default)s")
    _add_output(audit, settings)
    audit.set_defaults(run=_audit)

    schema = commands.add_parser("schema", help="print the JSON Schema of the facts file")
    schema.set_defaults(run=_schema)
    return parser


def _add_output(parser: argparse.ArgumentParser, settings: Settings) -> None:
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: %(default)s")
    parser.add_argument("--strict", action="store_true", default=settings.strict, help="fail on notices too")


def _check(arguments: argparse.Namespace, settings: Settings) -> int:
    from .book import check_book

    if arguments.explain is not None:
        try:
            print(explain(arguments.explain))
        except KeyError:
            print(f"no finding is called {arguments.explain}; the codes are {', '.join(RULES)}", file=sys.stderr)
            return COULD_NOT_CHECK
        return CLEAN
    docs = [Path(path) for path in arguments.chapters or [settings.docs]]
    result = check_book(
        docs, Path(arguments.facts), snapshots=arguments.snapshots, extensions=settings.myst_extensions
    )
    return _conclude(result, arguments)


def _audit(arguments: argparse.Namespace, settings: Settings) -> int:
    from .book import audit_pages

    return _conclude(audit_pages(arguments.html, Path(arguments.facts)), arguments)


def _conclude(result: Result, arguments: argparse.Namespace) -> int:
    print(FORMATS[arguments.format](result))
    if not result.could_check:
        return COULD_NOT_CHECK
    return FINDINGS if result.fails(arguments.strict) else CLEAN


def _record(arguments: argparse.Namespace, settings: Settings) -> int:
    from .record import record, write_lock

    store = Store(Path(arguments.facts))
    lock = record(store, arguments.snapshots)
    write_lock(lock, store.lock_path)
    print(f"{len(lock.runs)} excerpts of {len(lock.sources)} sources proven in {store.lock_path}.")
    for id_, source in lock.sources.items():
        print(f"    {id_}: {source.words} words, root {source.root}")
    return CLEAN


def _schema(arguments: argparse.Namespace, settings: Settings) -> int:
    from .schema import facts_schema

    print(facts_schema())
    return CLEAN
