"""The command that goes through what was proposed, entry by entry, beside its source.

Each answer is written before the next question, so that whoever breaks off has lost nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from ..facts.editing import FactsText
from ..facts.excerpts import excerpts
from ..facts.store import Store
from ..model.findings import CheckError
from ..model.passages import Location
from ..model.records import Excerpt, Source
from ..proof.snapshots import read_snapshot
from ..readers.changes import read_as_written, write_changes
from .claims import is_to_be_written
from .confirm import accept, leave_out, proposed
from .dialogue import Dialogue, Draft, Ended
from .mentions import documents_of, find_mentions
from .places import SourceText
from .rename import rename

_ANSWERS = "[y accept, n not now, o leave out, q stop, or a key to change]"
_OPENING = 300
"""Characters of a source that are shown of it."""


class Told(NamedTuple):
    """How many entries were accepted and left out, and how many are still to be confirmed."""

    accepted: int
    left_out: int
    open: int

    def __str__(self) -> str:
        entries = f"{self.accepted} {'entry' if self.accepted == 1 else 'entries'}"
        return f"{entries} accepted, {self.left_out} left out; {self.open} to be confirmed."


class Confirmer:
    """Goes through the entries of a folder that are to be confirmed."""

    def __init__(
        self, folder: Path, snapshots: Path, docs: Sequence[Path], dialogue: Dialogue
    ) -> None:
        self._folder, self._snapshots, self._docs = folder, snapshots, docs
        self._dialogue = dialogue
        self._texts: dict[str, SourceText | None] = {}
        self._accepted = self._left_out = 0

    def run(self, ids: Sequence[str] = ()) -> Told:
        """Go through all of them, or those of some ids, until somebody stops."""
        wanted = [each for each in proposed(Store(self._folder)) if not ids or each[1] in ids]
        try:
            for number, (kind, id_) in enumerate(wanted, 1):
                store = Store(self._folder)
                if (kind, id_) in proposed(store):
                    self._dialogue.say("", f"{number} of {len(wanted)}: {kind}/{id_}")
                    self._show(store, kind, id_)
                    self._ask(store, kind, id_)
        except (Ended, KeyboardInterrupt):
            pass
        return Told(self._accepted, self._left_out, len(proposed(Store(self._folder))))

    def _ask(self, store: Store, kind: str, id_: str) -> None:
        """Ask until an entry is dealt with. Raises `Ended` where somebody stops."""
        draft = Draft(kind, id_, msgspec.to_builtins(getattr(store.facts, kind)[id_]))
        is_open = True
        while is_open:
            self._dialogue.show(draft)
            answer = self._dialogue.ask(_ANSWERS).lower()
            match answer:
                case "y" | "yes":
                    draft = self._with_claim(store, draft, id_)
                    is_open = not self._accept(store, draft, id_)
                case "o" | "out":
                    is_open = not self._leave_out(store, kind, id_)
                case "n" | "no":
                    is_open = False
                case "q" | "quit":
                    raise Ended
                case "":
                    pass
                case _:
                    draft = self._dialogue.change(draft, answer)

    def _with_claim(self, store: Store, draft: Draft, id_: str) -> Draft:
        """A claim that a program wrote says nothing: it is asked for."""
        entry = getattr(store.facts, draft.kind)[id_]
        if isinstance(entry, Source) or draft.values["claim"] != entry.claim:
            return draft
        claim = "" if is_to_be_written(entry, store.facts.people) else entry.claim
        while not claim:
            claim = self._dialogue.ask("  What does it say, in your own words?")
        return draft._replace(values={**draft.values, "claim": claim})

    # What stands in the source

    def _show(self, store: Store, kind: str, id_: str) -> None:
        """Show what there is to decide, and the source."""
        path = store.locate(kind, id_).path
        text = FactsText(read_as_written(Path(path)))
        for doubt in text.comments_above(kind, id_):
            self._dialogue.say(f"  ? {doubt}")
        for line in self._in_view(store, kind, id_):
            self._dialogue.say(f"  {line}")

    def _in_view(self, store: Store, kind: str, id_: str) -> Iterator[str]:
        """The sentences of the sources that its excerpts stand in."""
        if kind == "sources":
            text = self._text(id_)
            yield from [f"{text.excerpt((0, _OPENING))} …"] if text is not None else []
        for each in excerpts(store.facts):
            if each.key.entry == f"{kind}/{id_}" and each.key.part == "excerpt":
                publisher = store.facts.sources[each.source].publisher
                yield f"{publisher}: {self._sentence(store, each)}"

    def _sentence(self, store: Store, excerpt: Excerpt) -> str:
        """The sentence around an excerpt; without the text of the source, what the lock has."""
        text = self._text(excerpt.source)
        places = text.find(excerpt.text) if text is not None else []
        if text is not None and places:
            start, end = text.sentence(places[0])
            before, after = (start, places[0].start), (places[0].end, end)
            parts = (text.excerpt(before), f"[ {excerpt.text} ]", text.excerpt(after))
        else:
            run = store.lock.run_of(excerpt.key)
            beside = (run.before, run.after) if run else ("", "")
            parts = (beside[0], f"[ {excerpt.text} ]", beside[1])
        return " ".join(part for part in parts if part)

    def _text(self, source: str) -> SourceText | None:
        if source not in self._texts:
            try:
                self._texts[source] = SourceText(read_snapshot(self._snapshots, source))
            except CheckError:
                self._texts[source] = None
        return self._texts[source]

    # What is written

    def _accept(self, store: Store, draft: Draft, id_: str) -> bool:
        """Whether an entry could be written as it is drafted, and counts from now on."""
        try:
            at_hand = {each["source"] for each in draft.values.get("evidence", ())}
            texts = {
                each: read_snapshot(self._snapshots, each) for each in at_hand if self._text(each)
            }
            made = accept(store, draft.kind, id_, draft.values, texts)
            self._dialogue.say_findings(made.findings)
            is_wrong = any(finding.severity == "error" for finding in made.findings)
            if is_wrong and not self._dialogue.agrees("Accept it all the same?"):
                return False
            write_changes(made.changes)
            if draft.id != id_:
                new = rename(Store(self._folder), id_, draft.id, self._docs, kind=draft.kind)
                write_changes(new.changes)
        except CheckError as problem:
            self._dialogue.say_findings(problem.findings)
            return False
        self._accepted += 1
        return True

    def _leave_out(self, store: Store, kind: str, id_: str) -> bool:
        """Whether an entry could be taken out."""
        try:
            write_changes(leave_out(store, kind, id_).changes)
        except CheckError as problem:
            self._dialogue.say_findings(problem.findings)
            return False
        self._left_out += 1
        for path in documents_of(self._docs):
            text = read_as_written(path)
            for start, _ in find_mentions(text, kind, id_):
                where = Location.after(text[:start], str(path))
                place = f"{path}:{where.line}:{where.column}"
                self._dialogue.say(f"  take its citation out too: {place}")
        return True
