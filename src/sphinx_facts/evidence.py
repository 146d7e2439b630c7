"""The rules for the facts file itself: excerpts are proven, and entries say no more than these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from .chapters import read_text
from .entailment import fault
from .fidelity import departures
from .figures import Figure, entails, find_figures
from .findings import Finding, found
from .hedges import clipped
from .model import Excerpt, Fact, Location, LockedRun, LockedSource, Person, Source
from .proof import Tree, verify
from .quotations import find_quotations
from .store import CannotCheck, Store, excerpts
from .words import find_run, is_word, split

_MARKS = {'"', "'", ")", "]"}
_SENTENCE_ENDS = (["."], ["!"], ["?"])

CONTEXT = 4
"""How many words on each side of an excerpt are proven with it, to tell a clipped excerpt."""

ATTRIBUTION_REACH = 100
"""How many words may lie between a quotation and the words that say whose it is."""


def check_evidence(store: Store, snapshots: Path | None = None) -> tuple[list[Finding], int, int]:
    """The findings, the number of excerpts, and how many of them are proven."""
    findings: list[Finding] = []
    if snapshots is not None:
        findings += _check_snapshots(store, snapshots)
    proven: dict[str, LockedRun] = {}
    every = list(excerpts(store.facts))
    for excerpt in every:
        problem = _unproven(store, excerpt)
        if problem is None:
            proven[excerpt.key] = store.lock.runs[excerpt.key]
        else:
            findings.append(problem)
    unproven = [finding for finding in findings if finding.code == "E005"]
    if unproven and not store.lock_path.exists():
        message = f"there is no lock yet, so none of {len(unproven)} excerpts is proven"
        findings = [finding for finding in findings if finding.code != "E005"]
        findings.append(found("E005", Location(str(store.lock_path)), message))
    findings += _check_lock_is_current(store, every)
    findings += _check_confirmed(store)
    for id_, fact in store.facts.facts.items():
        findings += _Entry(store, ("facts", id_), fact, proven).check_fact(fact)
    for id_, person in store.facts.people.items():
        findings += _Entry(store, ("people", id_), person, proven).check_person(person)
    return findings, len(every), len(proven)


def _place(store: Store, excerpt: Excerpt) -> Location:
    return store.locate(*excerpt.key.split("/"))


def _unproven(store: Store, excerpt: Excerpt) -> Finding | None:
    where, fact = _place(store, excerpt), excerpt.key.split("/")[1]
    source = store.facts.sources[excerpt.source]
    if source.recorded == "excerpt":
        message = f"{source.publisher} is recorded by excerpts alone"
        return found("E009", where, message, severity="notice", fact=fact)
    run = store.lock.runs.get(excerpt.key)
    locked = store.lock.sources.get(excerpt.source)
    if run is None or locked is None:
        return found(
            "E005",
            where,
            f"no proof of this excerpt is in {store.lock_path}",
            fact=fact,
            shown=excerpt.text,
        )
    before, after, words = run.before.split(), run.after.split(), split(excerpt.text)
    left, right = run.start, locked.words - run.start - len(words)
    if (len(before), len(after)) != (min(CONTEXT, left), min(CONTEXT, right)):
        message = f"the proof does not show the {CONTEXT} words on each side of this excerpt"
        return found("E001", where, message, fact=fact, shown=excerpt.text)
    run_words = [*before, *words, *after]
    if verify(locked.root, locked.words, left - len(before), run_words, run.proof.split()):
        return None
    message = f"the proof does not show that these words stand in {source.publisher}"
    return found("E001", where, message, fact=fact, shown=excerpt.text)


def _check_lock_is_current(store: Store, every: Sequence[Excerpt]) -> Iterator[Finding]:
    where, full = Location(str(store.lock_path)), set(fully_recorded(store))
    keys = {excerpt.key for excerpt in every if excerpt.source in full}
    for key in sorted(store.lock.runs.keys() - keys):
        yield found("E005", where, f"the lock proves {key}, which the facts file does not have")
    for id_ in sorted(store.lock.sources.keys() - full):
        message = (
            f"the lock has the source {id_}, which the facts file does not have as recorded in full"
        )
        yield found("E005", where, message)


def _check_confirmed(store: Store) -> Iterator[Finding]:
    for kind in ("sources", "people", "facts"):
        entries: Mapping[str, Source | Person | Fact] = getattr(store.facts, kind)
        for id_, entry in entries.items():
            if entry.status == "proposed":
                message = f"{id_} was proposed by a program and is not confirmed"
                yield found("C004", store.locate(kind, id_, "status"), message, fact=id_)


def fully_recorded(store: Store) -> list[str]:
    """The ids of the sources that have a snapshot and proofs."""
    return [id_ for id_, source in store.facts.sources.items() if source.recorded == "full"]


def read_snapshot(folder: Path, source: str) -> str:
    """The snapshot of a source, `folder/SOURCE.*`. Raises `CannotCheck` unless it has words."""
    where = Location(str(folder))
    if not folder.is_dir():
        message = "this is a file, not a folder" if folder.is_file() else "there is no such folder"
        remedy = "name the folder that holds the text of each source"
        raise CannotCheck(found("X003", where, message, remedy=remedy))
    paths = sorted(folder.glob(f"{source}.*"))
    if not paths:
        remedy = f"save the text of the source as {source}.txt there"
        raise CannotCheck(found("X003", where, f"no snapshot of {source} is here", remedy=remedy))
    if len(paths) > 1:
        message = (
            f"which of these is the snapshot of {source}: {', '.join(path.name for path in paths)}?"
        )
        raise CannotCheck(found("X003", where, message, remedy="leave one of them there"))
    text = read_text(paths[0])
    if not split(text):
        remedy = "save the text of the source there"
        raise CannotCheck(
            found("X003", Location(str(paths[0])), "this snapshot holds no text", remedy=remedy)
        )
    return text


def lock_source(text: str) -> tuple[list[str], Tree, LockedSource]:
    """The words of a snapshot, their tree, and what the lock says of them."""
    words = split(text)
    tree = Tree(words)
    return (
        words,
        tree,
        LockedSource(words=len(words), sha256=sha256(text.encode()).hexdigest(), root=tree.root),
    )


def _check_snapshots(store: Store, folder: Path) -> Iterator[Finding]:
    for id_ in fully_recorded(store):
        words, _, now = lock_source(read_snapshot(folder, id_))
        locked = store.lock.sources.get(id_)
        if locked is not None and now != locked:
            recorded, shown = (
                f"{locked.words} words, root {locked.root}",
                f"{now.words} words, root {now.root}",
            )
            where = store.locate("sources", id_)
            yield found(
                "E004", where, f"the snapshot of {id_} has changed", shown=shown, recorded=recorded
            )
        for excerpt in excerpts(store.facts):
            if excerpt.source == id_ and find_run(words, split(excerpt.text)) < 0:
                fact = excerpt.key.split("/")[1]
                message = f"these words do not stand in the snapshot of {id_}"
                yield found("E001", _place(store, excerpt), message, fact=fact, shown=excerpt.text)


class _Entry:
    """A fact or a person with its evidence, while it is checked."""

    def __init__(
        self,
        store: Store,
        key: tuple[str, str],
        entry: Fact | Person,
        proven: Mapping[str, LockedRun],
    ) -> None:
        self._store, self._key, self._entry, self._proven = store, key, entry, proven
        self._texts = [text for evidence in entry.evidence if (text := evidence.excerpt)]
        if isinstance(entry, Fact) and entry.quote is not None:
            self._texts.append(entry.quote)
        self._figures = [figure for text in self._texts for figure in self._find(text)]

    def check_fact(self, fact: Fact) -> Iterator[Finding]:
        if fact.figure is not None:
            yield from self._check_figure(fact.figure)
        yield from self._check_clipped()
        if fact.figure is None:
            yield from self._check_marks(fact)
        if fact.sayer is not None:
            yield from self._check_attribution(self._store.facts.people[fact.sayer])
        if fact.figure is not None and not self._find(fact.claim):
            yield self._found("E002", "claim", "the claim does not state the figure", fact.claim)
        yield from self._check_own_words("claim", fact.claim)
        yield from self._check_own_words("note", fact.note or "")

    def check_person(self, person: Person) -> Iterator[Finding]:
        yield from self._check_clipped()
        words = [word for text in self._texts for word in split(text)]
        if find_run(words, split(person.name)) < 0:
            yield self._found(
                "E008", "name", f"the evidence does not name {person.name}", person.name
            )
        elif not _in_order([word for word in split(person.role) if is_word(word)], words):
            message = "the role does not keep to the words of the evidence"
            yield self._found("E008", "role", message, person.role)
        yield from self._check_own_words("claim", person.claim)
        yield from self._check_own_words("note", person.note or "")

    def _found(
        self, code: str, key: str | tuple[str | int, ...], message: str, shown: str = ""
    ) -> Finding:
        where = self._store.locate(*self._key, *((key,) if isinstance(key, str) else key))
        return found(
            code, where, message, fact=self._key[1], shown=shown, source=" … ".join(self._texts)
        )

    def _runs(self, name: str) -> Iterator[tuple[int, LockedRun, str]]:
        """The proven runs that are named so (excerpt, attribution), and where they stand."""
        for number, evidence in enumerate(self._entry.evidence):
            run = self._proven.get("/".join((*self._key, "evidence", str(number), name)))
            text = evidence.excerpt if name == "excerpt" else evidence.attribution
            if text is None and isinstance(self._entry, Fact):
                text = self._entry.quote
            if run is not None and text is not None:
                yield number, run, text

    def _find(self, text: str) -> list[Figure]:
        return find_figures(text, self._store.facts.names)

    def _check_figure(self, wording: str) -> Iterator[Finding]:
        recorded = self._find(wording)
        if len(recorded) != 1:
            message = f"a figure holds exactly one number or range; {len(recorded)} were found here"
            yield self._found("E002", "figure", message, wording)
            return
        first, *others = [word for word in split(wording) if is_word(word)]
        # A figure that begins a sentence of the source need not begin one of the book.
        wordings = [[first, *others], [first[:1].swapcase() + first[1:], *others]]
        for number, evidence in enumerate(self._entry.evidence):
            excerpt = evidence.excerpt or ""
            same = any(_same(figure, recorded[0]) for figure in self._find(excerpt))
            if not same or not any(_in_order(words, split(excerpt)) for words in wordings):
                message = "the figure is not what the excerpt says"
                yield self._found("E002", ("evidence", number, "excerpt"), message, wording)

    def _check_clipped(self) -> Iterator[Finding]:
        for number, run, text in self._runs("excerpt"):
            words = split(text)
            ended = [word for word in words if word not in _MARKS][-1:] in _SENTENCE_ENDS
            cut = clipped(run.before.split(), [] if ended else run.after.split(), words)
            if cut is not None:
                message = f"the source has “{cut}” right beside this excerpt"
                finding = self._found("E003", ("evidence", number, "excerpt"), message, text)
                recorded = f"{run.before} [{text}] {run.after}"
                yield found(
                    "E003",
                    finding.location,
                    message,
                    fact=finding.fact,
                    shown=text,
                    recorded=recorded,
                )

    def _check_marks(self, fact: Fact) -> Iterator[Finding]:
        for _, run, text in self._runs("excerpt"):
            words = [*run.before.split(), *split(text), *run.after.split()]
            if not _stands_in_marks(split(fact.wording), words):
                message = (
                    "the source does not have these words in quotation marks, from mark to mark"
                )
                yield self._found("E007", fact.kind, message, fact.wording)

    def _check_attribution(self, speaker: Person) -> Iterator[Finding]:
        places = {number: run.start for number, run, _ in self._runs("excerpt")}
        for number, run, text in self._runs("attribution"):
            key = ("evidence", number, "attribution")
            words = split(text)
            if all(find_run(words, split(name)) < 0 for name in (speaker.name, *speaker.also)):
                yield self._found("E006", key, f"these words do not name {speaker.name}", text)
            elif abs(places.get(number, run.start) - run.start) > ATTRIBUTION_REACH + len(
                split(self._texts[0])
            ):
                yield self._found(
                    "E006", key, "these words stand far from the quotation in the source", text
                )

    def _check_own_words(self, key: str, text: str) -> Iterator[Finding]:
        """A claim or note has only figures that the evidence entails, and quotes its words."""
        for figure in self._find(text):
            if all(fault(recorded, figure) for recorded in self._figures):
                message = f"“{_whole(text, figure)}” is not what the evidence says"
                yield self._found("E002", key, message, text)
        for quotation in find_quotations(text):
            if all(departures(recorded, quotation.text) for recorded in self._texts):
                yield self._found(
                    "Q001", key, f"“{quotation.text}” is not what the evidence says", text
                )


def _whole(text: str, figure: Figure) -> str:
    """The figure with its hedge, as the text has it."""
    start, end = figure.hedge_span or (figure.start, figure.end)
    return text[min(start, figure.start) : max(end, figure.end)]


def _same(one: Figure, other: Figure) -> bool:
    return entails(one, other) and entails(other, one)


def _in_order(some: Sequence[str], words: Sequence[str]) -> bool:
    """Whether all of `some` stand in `words` in their order, whatever lies between."""
    rest = iter(words)
    return all(word in rest for word in some)


def _stands_in_marks(run: list[str], words: list[str]) -> bool:
    """Whether the run goes from mark to mark; one of the sentence may stand before the last."""
    place = find_run(words, run)
    while place >= 0:
        after = words[place + len(run) :]
        closing = after[1:2] if after[:1] and after[0] in ",.;:!?" else after[:1]
        if place > 0 and words[place - 1] in ('"', "'") and closing and closing[0] in ('"', "'"):
            return True
        place = find_run(words, run, place + 1)
    return False
