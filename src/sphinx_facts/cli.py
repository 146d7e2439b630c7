"""The command line."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from .api import Result, Summary, audit_pages, check_book
from .arguments import add_add, add_confirm, add_rename
from .facts.store import Store
from .model.findings import CheckError, Finding
from .model.roles import in_long_names
from .reports import FORMATS
from .reports.text import as_text, count, paragraph
from .review.arguments import add_review
from .runner.cache import FOLDER, Cache
from .settings import Settings, read_settings
from .text.terminal import Progress, painter, visible
from .version import __version__

if TYPE_CHECKING:
    from concurrent.futures import Executor

CLEAN, FINDINGS, COULD_NOT_CHECK = 0, 1, 2
_OBJECTS = 100_000
"""Made between two collections of garbage: most that a command makes lives until it ends."""
_LAST_RELEASE = "the last release"
"""No revision of git: names have no spaces."""
_SETTABLE = ", or what [tool.sphinx-facts] in pyproject.toml says"


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. Exit codes: 0: all in order; 1: findings; 2: it could not be checked."""
    gc.set_threshold(_OBJECTS)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # rather no ellipsis than no report
    arguments = make_parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        try:
            code = run(arguments)
        except CheckError as problem:
            code = _conclude(Result(list(problem.findings), Summary()), arguments)
        sys.stdout.flush()
    except OSError as error:
        if not isinstance(error, BrokenPipeError):  # Its reader has gone: nobody is to be told.
            print(f"the report cannot be written: {error.strerror or error}", file=sys.stderr)
        # What is still held of the report would be an error as Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT_CHECK
    except KeyboardInterrupt:
        return 130
    return code


def make_parser() -> argparse.ArgumentParser:
    """The commands with their arguments and options; the manual is made from it."""
    parser = argparse.ArgumentParser(
        prog="sphinx-facts", description="Check the figures and quotations of a book."
    )
    parser.set_defaults(format="text", strict=False)
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser(
        "check", help="check chapters against the facts file and its proofs"
    )
    check.add_argument(
        "chapters", nargs="*", metavar="CHAPTER or DIR", help=f"default: docs{_SETTABLE}"
    )
    check.add_argument("--facts", metavar="DIR", help=f"default: facts{_SETTABLE}")
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
    _add_output(check)
    check.set_defaults(run=_check)

    prove = commands.add_parser("record", help="prove every excerpt and write facts.lock")
    prove.add_argument(
        "snapshots",
        type=Path,
        metavar="SNAPSHOTS",
        help="folder with the text of each source, ID.txt",
    )
    prove.add_argument("--facts", metavar="DIR", help=f"default: facts{_SETTABLE}")
    prove.set_defaults(run=_record)

    audit = commands.add_parser("audit", help="check the built pages as their readers see them")
    audit.add_argument("html", type=Path, metavar="HTML", help="folder of the built book")
    audit.add_argument("--facts", metavar="DIR", help=f"default: facts{_SETTABLE}")
    _add_output(audit)
    audit.set_defaults(run=_audit)

    for add in (add_review, _add_makers, _add_schema, _add_diff, _add_lsp):
        add(commands)
    return parser


def _jobs(text: str) -> int | None:
    """How many processes; None for `auto`."""
    if text == "auto":
        return None
    if not text.isdecimal() or text == "0":
        raise argparse.ArgumentTypeError("a whole number of processes, or auto")
    return int(text)


def _add_makers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    extract = commands.add_parser("extract", help="propose a facts file from an article")
    _add_source(extract)
    extract.add_argument(
        "-o", dest="output", type=Path, metavar="FILE", help="a new file; default: standard output"
    )
    extract.add_argument(
        "--snapshots",
        type=Path,
        metavar="DIR",
        help="folder to put the text of the article in, as ID.txt, for sphinx-facts record",
    )
    extract.set_defaults(run=_extract)

    new = commands.add_parser("new", help="make a whole new book from an article")
    new.add_argument("folder", type=Path, metavar="DIR", help="a folder that is empty or not there")
    _add_source(new)
    new.add_argument("--title", help="of the book; default: that of the article")
    new.set_defaults(run=_new)
    add_add(commands)
    add_confirm(commands)
    add_rename(commands)


def _add_schema(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    schema = commands.add_parser("schema", help="print the JSON Schema of a file or of a report")
    schema.add_argument(
        "--of",
        choices=("facts", "report", "changes"),
        default="facts",
        help="the facts file, or what a check or diff writes with --format json; "
        "default: %(default)s",
    )
    schema.set_defaults(run=_schema)


def _add_diff(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    diff = commands.add_parser(
        "diff", help="say what has changed in facts, evidence, answers and passages that cite"
    )
    diff.add_argument(
        "revisions",
        metavar="REV or REV..REV",
        help="revision of git to compare the files with, or another revision",
    )
    diff.add_argument("--facts", metavar="DIR", help=f"default: facts{_SETTABLE}")
    diff.add_argument(
        "--format",
        choices=("text", "markdown", "json"),
        default="text",
        help="default: %(default)s",
    )
    diff.set_defaults(run=_diff)


def _add_lsp(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    serve = commands.add_parser(
        "lsp", help="answer an editor while a text is written, over standard input and output"
    )
    serve.add_argument("--stdio", action="store_true", help="as it does anyway; some editors ask")
    serve.set_defaults(run=_serve)


def _add_source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "source",
        type=Path,
        metavar="SOURCE",
        help="file with an article: plain text, Markdown, HTML or PDF",
    )
    parser.add_argument("--id", metavar="ID", help="of the source; default: from the file's name")


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: %(default)s")
    parser.add_argument("--strict", action="store_true", help="fail on notices too")


def _settings(arguments: argparse.Namespace) -> Settings:
    """The settings of the current folder, where the command line does not say otherwise."""
    settings = read_settings(Path())
    strict, facts = arguments.strict or settings.strict, arguments.facts or settings.facts
    return msgspec.structs.replace(settings, strict=strict, facts=facts)


def _check(arguments: argparse.Namespace) -> int:
    if arguments.explain is not None:
        return _explain(arguments.explain)
    settings = _settings(arguments)
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
    return _conclude(result, arguments, settings.strict)


def _in_long_names(finding: Finding) -> Finding:
    return msgspec.structs.replace(finding, help=in_long_names(finding.help))


def _fix(docs: list[Path], arguments: argparse.Namespace, settings: Settings) -> None:
    from .fixes.fix import fix_book
    from .fixes.proposals import Asker

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
    from .rules.entry.corrections import last_release

    try:
        return last_release(Path(settings.facts), settings.released)
    except LookupError as problem:
        why = visible(str(problem.args[0]))
        print(f"There is no earlier version to compare the facts with: {why}.", file=sys.stderr)
        return None


def _executor(address: str) -> Executor:
    from .runner.dask_executor import connect

    return connect(address)


def _explain(code: str) -> int:
    from .reports.explain import explain
    from .rules.registry import every_rule

    try:
        print(explain(code))
    except KeyError:
        codes = ", ".join(every_rule())
        print(f"no finding is called {code}; the codes are {codes}", file=sys.stderr)
        return COULD_NOT_CHECK
    return CLEAN


def _audit(arguments: argparse.Namespace) -> int:
    settings = _settings(arguments)
    result = audit_pages(
        arguments.html,
        Path(settings.facts),
        docs=settings.docs,
        severity=settings.severity,
        own_things=settings.own_things,
        reading=settings.reading,
        track=Progress(sys.stderr),
    )
    return _conclude(result, arguments, settings.strict)


def _conclude(result: Result, arguments: argparse.Namespace, strict: bool = False) -> int:
    is_text = arguments.format == "text"
    print(as_text(result, painter(sys.stdout)) if is_text else FORMATS[arguments.format](result))
    if not result.could_check:
        return COULD_NOT_CHECK
    return FINDINGS if result.fails(strict) else CLEAN


def _record(arguments: argparse.Namespace) -> int:
    from .proof.record import record, write_lock

    store = Store(Path(_settings(arguments).facts), with_lock=False)
    try:
        lock = record(store, arguments.snapshots)
        write_lock(lock, store.lock_path)
    except CheckError:
        print(f"{store.lock_path} stays as it was.", file=sys.stderr)
        raise
    proven = f"{count(len(lock.runs), 'excerpt')} of {count(len(lock.sources), 'source')}"
    print(f"{proven} proven in {store.lock_path}.")
    if lock.sealed:
        print(
            f"{count(len(lock.sealed), 'excerpt')} sealed, of sources recorded by excerpts alone."
        )
    for id_, source in lock.sources.items():
        print(f"    {id_}: {source.words} words, root {source.root}")
    return CLEAN


def _extract(arguments: argparse.Namespace) -> int:
    from .drafting.commands import extract

    return extract(arguments.source, arguments.id, arguments.output, arguments.snapshots)


def _new(arguments: argparse.Namespace) -> int:
    from .drafting.commands import new

    return new(arguments.folder, arguments.source, arguments.id, arguments.title)


def _schema(arguments: argparse.Namespace) -> int:
    if arguments.of == "report":
        from .reports.json import report_schema as schema
    elif arguments.of == "changes":
        from .changes.schema import changes_schema as schema
    else:
        from .facts.schema import facts_schema as schema
    print(schema())
    return CLEAN


def _diff(arguments: argparse.Namespace) -> int:
    from .changes.compare import compare
    from .changes.formats import FORMATS as WAYS
    from .changes.state import state_at, state_now

    settings = _settings(arguments)
    book = Path(settings.docs), Path(settings.facts), settings.myst_extensions
    before, dots, after = arguments.revisions.partition("..")
    try:
        old = state_at(before, *book)
        new = state_at(after or "HEAD", *book) if dots else state_now(*book)
    except CheckError as problem:
        for finding in problem.findings:
            print(paragraph(finding, painter(sys.stderr)), end="", file=sys.stderr)
        return COULD_NOT_CHECK
    print(WAYS[arguments.format](compare(old, new)))
    return CLEAN


def _serve(_: argparse.Namespace) -> int:
    from importlib.util import find_spec

    if find_spec("pygls") is None:
        print("This takes pygls: run pip install 'sphinx-facts[lsp]'.", file=sys.stderr)
        return COULD_NOT_CHECK
    from .lsp.server import serve

    return CLEAN if serve() else FINDINGS
