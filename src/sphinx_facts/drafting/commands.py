"""The commands that propose, and those that change a facts file. Each returns an exit code."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from ..api import Result, Summary
from ..facts.ids import is_id
from ..facts.store import Store
from ..model.findings import CheckError, make_finding
from ..model.passages import Location
from ..readers.changes import write_changes
from ..reports.text import as_text, count
from ..settings import read_settings
from ..text.diffs import diff
from ..text.terminal import painter, visible
from .add_source import DETAILS
from .adding import GIVEN, Adder, go_on
from .adding_source import add_source_of
from .choosing import Chooser
from .confirm import listing
from .confirming import Confirmer
from .dialogue import Dialogue, Ended
from .extract import propose
from .formats import read_article
from .new import new_book
from .output import in_the_way, refuse, write_new
from .proposals import Proposals
from .rename import rename
from .wording import slug

CLEAN, FINDINGS, COULD_NOT_CHECK, INTERRUPTED = 0, 1, 2, 130


def extract(source: Path, id_: str | None, output: Path | None, snapshots: Path | None) -> int:
    """Propose a facts file, to `output` or standard output, and keep its snapshot."""
    try:
        id_ = _source_id(source, id_)
        snapshot = snapshots and snapshots / f"{id_}.txt"
        for path in filter(None, (output, snapshot)):
            if path.exists():
                raise in_the_way(path, "a file is here already")
        proposals = propose(read_article(source), id_)
        text = proposals.to_yaml()
        if snapshot:
            write_new(snapshot, proposals.article.snapshot)
        if output:
            write_new(output, text)
        else:
            print(text, end="")
    except CheckError as problem:
        # Standard output may be on its way into a facts file.
        result = Result(list(problem.findings), Summary())
        print(as_text(result, painter(sys.stderr)), file=sys.stderr)
        return COULD_NOT_CHECK
    print(_summary(proposals), file=sys.stderr)
    return CLEAN


def new(folder: Path, source: Path, id_: str | None, title: str | None) -> int:
    """Make a whole new book in `folder`."""
    proposals = new_book(folder, source, _source_id(source, id_), title)
    print(_summary(proposals))
    print(f"The book is in {folder}; its README.md says what to do next.")
    return CLEAN


def _source_id(source: Path, id_: str | None) -> str:
    id_ = id_ or slug(source.stem) or "source"
    if not is_id(id_):
        message = "an id has small letters, digits and single hyphens, as in ink-post"
        raise CheckError(
            make_finding("X001", Location(id_), message, help="name another one (--id)")
        )
    return id_


def _summary(proposals: Proposals) -> str:
    left_out = f"; {len(proposals.left_out)} left out, with the reasons" * bool(proposals.left_out)
    facts = count(len(proposals.facts), "fact")
    people = "1 person" if len(proposals.people) == 1 else f"{len(proposals.people)} people"
    return f"{facts} and {people} proposed{left_out}."


def add_entry(arguments: Namespace) -> int:
    """Add a fact, asking on a terminal; what was answered is told to whoever breaks off."""
    if arguments.source is not None:
        return _add_source(arguments)
    if arguments.from_chapter is None and not (arguments.id_of_source and arguments.first):
        message = "add takes SOURCE and --from WORDS, or --from-chapter FILE:LINE, or --source FILE"
        print(message, file=sys.stderr)
        return COULD_NOT_CHECK
    store, snapshots = _places(arguments)
    dialogue = _dialogue(arguments)
    chooser = Chooser(store, snapshots, dialogue)
    adder = Adder(store, snapshots, dialogue)
    adder.given = {name: getattr(arguments, name) for name in GIVEN}
    add = _add_from_chapter if arguments.from_chapter else _add_fact
    try:
        lines = add(chooser, adder, arguments)
    except (Ended, KeyboardInterrupt):
        print("Nothing was written. To go on:", file=sys.stderr)
        print(f"    {visible(go_on(arguments, adder.given))}", file=sys.stderr)
        return INTERRUPTED
    print(*map(visible, lines or ["Nothing was written."]), sep="\n")
    return CLEAN if lines else FINDINGS


def _add_fact(chooser: Chooser, adder: Adder, arguments: Namespace) -> list[str]:
    source = arguments.id_of_source
    text = chooser.text_of(source)
    place = chooser.place(source, text, arguments.first, arguments.last, arguments.nth)
    candidate = chooser.fact(source, text, place, arguments.wording)
    made = adder.add(source, candidate, arguments.evidence_of)
    return [] if made is None else [adder.told(made)]


def _add_from_chapter(chooser: Chooser, adder: Adder, arguments: Namespace) -> list[str]:
    name, _, line = arguments.from_chapter.rpartition(":")
    if not name or not line.isdecimal():
        where = Location(arguments.from_chapter)
        refuse(where, "this is no place of a chapter", "write FILE:LINE, as in docs/bridge.md:12")
    wanted = chooser.uncited(Path(name), int(line), arguments.wording)
    carrier = chooser.carrier(wanted, arguments.nth)
    text = chooser.text_of(carrier.source)
    candidate = chooser.fact(carrier.source, text, carrier.place, "", is_excerpt=False)
    made = adder.add(carrier.source, candidate, arguments.evidence_of)
    return [] if made is None else [adder.told(made), adder.cite(Path(name), wanted, made.id)]


def _add_source(arguments: Namespace) -> int:
    store, snapshots = _places(arguments)
    given = {name: getattr(arguments, name) for name in DETAILS}
    try:
        lines = add_source_of(
            store, arguments.source, snapshots, _dialogue(arguments), id_=arguments.id,
            text=arguments.text, given=given,
        )  # fmt: skip
    except (Ended, KeyboardInterrupt):
        lines, code = None, INTERRUPTED
    else:
        code = FINDINGS if lines is None else CLEAN
    print(*map(visible, lines or ["Nothing was written."]), sep="\n")
    return code


def confirm_entries(arguments: Namespace) -> int:
    """Go through what was proposed, or name it; 1 where something is still to be confirmed."""
    store, snapshots = _places(arguments)
    if arguments.list or not sys.stdin.isatty():
        lines = list(listing(store))
        print(*map(visible, lines), f"{len(lines)} to be confirmed.", sep="\n")
        return FINDINGS if lines else CLEAN
    docs = _docs(arguments)
    confirmer = Confirmer(store.folder, snapshots, docs, Dialogue(sys.stdin, sys.stdout))
    told = confirmer.run(arguments.ids)
    print(told)
    return FINDINGS if told.open else CLEAN


def _docs(arguments: Namespace) -> list[Path]:
    """The documents, where there are any."""
    docs = Path(arguments.docs or read_settings(Path()).docs)
    return [docs] if docs.exists() or arguments.docs else []


def _places(arguments: Namespace) -> tuple[Store, Path]:
    """The facts, and the folder of the texts of their sources."""
    store = Store(Path(arguments.facts or read_settings(Path()).facts))
    return store, arguments.snapshots or store.folder / "snapshots"


def _dialogue(arguments: Namespace) -> Dialogue | None:
    """Where somebody can be asked. Terminals and tests answer on standard input."""
    may_ask = not arguments.no_input and sys.stdin.isatty()
    return Dialogue(sys.stdin, sys.stdout) if may_ask else None


def rename_entry(arguments: Namespace) -> int:
    """Give an entry another id, or show what that would change."""
    store, snapshots = _places(arguments)
    kind, _, old = arguments.old.rpartition("/")
    made = rename(
        store, old, arguments.new, _docs(arguments), kind=kind or None, snapshots=snapshots
    )
    if arguments.dry_run:
        shown = (diff(str(path), old or "", new or "") for path, old, new in made.changes)
        print(visible("".join(shown), keep="\n\t"), end="")
        return CLEAN
    write_changes(made.changes)
    what = (
        f"{old} is now one with {arguments.new}" if made.is_merged else f"{old} is {arguments.new}"
    )
    print(f"{what}: {count(made.citations, 'citation')}, {count(len(made.changes), 'file')}.")
    for place in made.left:
        at = place.location
        print(visible(f"    {at.path}:{at.line}:{at.column}: still {old}: {place.text}"))
    return CLEAN
