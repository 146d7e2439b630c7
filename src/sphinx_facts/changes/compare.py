"""Find what has changed between two states of a book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, get_args

import msgspec

from ..facts.formerly import former_ids
from ..model.keys import EvidenceKey
from ..model.records import Evidence, Fact, Lock, Origin, Person, Source
from ..model.reviews import Answer
from .passages import passage_changes
from .records import (
    AnswerChange,
    Changes,
    EntryChange,
    EvidenceChange,
    How,
    RootChange,
    ValueChange,
)
from .state import State

_Kind = Literal["facts", "people", "sources", "origins"]
_Entry = Fact | Person | Source | Origin
_Pairs = dict[str, tuple[str, _Entry | None, _Entry | None]]
"""By the ids of now: the id before, the entry before and the entry now."""


def compare(old: State, new: State) -> Changes:
    """What has changed from one state to the other."""
    pairs = {kind: _paired(getattr(old.facts, kind), getattr(new.facts, kind)) for kind in _KINDS}
    entries = [each for kind in _KINDS for each in _entry_changes(kind, pairs[kind])]
    evidence = [
        each
        for kind in ("facts", "people")
        for id_, (before, was, now) in pairs[kind].items()
        for each in _evidence_changes(f"{kind}/{id_}", f"{kind}/{before}", was, now, old, new)
    ]
    changed = {f"{each.kind}/{each.id}" for each in entries} | {each.entry for each in evidence}
    return Changes(
        since=old.name,
        until=new.name,
        entries=entries,
        evidence=evidence,
        roots=list(_root_changes(old.lock, new.lock)),
        answers=list(_answer_changes(old.reviews.answers, new.reviews.answers)),
        passages=passage_changes(old, new, changed),
        unread=sorted({*old.unread, *new.unread}),
    )


_KINDS: tuple[_Kind, ...] = get_args(_Kind)


def _paired(old: Mapping[str, Any], new: Mapping[str, Any]) -> _Pairs:
    """Each entry with what it was, whatever its id was then."""
    renamed = former_ids(new) if all(hasattr(each, "formerly") for each in new.values()) else {}
    before = {(id_ if id_ in new else renamed.get(id_, id_)): id_ for id_ in old}
    ids = dict.fromkeys([*before, *new])
    return {id_: (before.get(id_, id_), old.get(before.get(id_, id_)), new.get(id_)) for id_ in ids}


def _entry_changes(kind: _Kind, pairs: _Pairs) -> Iterator[EntryChange]:
    for id_, (before, was, now) in pairs.items():
        shown = now or was
        values = list(_value_changes(was, now)) if was and now else []
        if shown is None or (was and now and not values and before == id_):
            continue
        yield EntryChange(
            how="changed" if was and now else "added" if now else "removed",
            kind=kind, id=id_, formerly=before if before != id_ else "",
            wording=_wording(shown), claim=getattr(shown, "claim", ""), values=values,
        )  # fmt: skip


def _wording(entry: _Entry) -> str:
    if isinstance(entry, Fact):
        return entry.wording
    return entry.publisher if isinstance(entry, Source) else entry.name


def _value_changes(was: _Entry, now: _Entry) -> Iterator[ValueChange]:
    for field in msgspec.structs.fields(type(now)):
        before, value = getattr(was, field.name), getattr(now, field.name)
        if before != value and field.name not in ("evidence", "formerly"):
            yield ValueChange(key=field.encode_name, was=_text(before), now=_text(value))


def _text(value: object) -> str:
    """A value as a text in one line; empty where there is none."""
    if value is None or value == () or value == {}:
        return ""
    if isinstance(value, str):
        return value
    return msgspec.json.encode(value).decode()


def _evidence_changes(
    entry: str, before: str, was: _Entry | None, now: _Entry | None, old: State, new: State
) -> Iterator[EvidenceChange]:
    """Pieces that are there in one of the states alone, whatever their order."""
    sides: tuple[tuple[How, str, _Entry | None, _Entry | None, State], ...] = (
        ("removed", before, was, now, old),
        ("added", entry, now, was, new),
    )
    for how, name, here, there, state in sides:
        others = Counter(_evidence_of(there))
        for number, each in enumerate(_evidence_of(here)):
            others[each] -= 1
            if others[each] < 0:
                yield EvidenceChange(
                    how=how, entry=entry, source=each.source,
                    text=_evidence_text(each, here),
                    is_proven=_is_proven(state.lock, name, number, each),
                )  # fmt: skip


def _evidence_of(entry: _Entry | None) -> tuple[Evidence, ...]:
    return getattr(entry, "evidence", ())


def _evidence_text(evidence: Evidence, entry: _Entry | None) -> str:
    own = entry.wording if isinstance(entry, Fact) else ""
    return evidence.at or evidence.excerpt or own


def _is_proven(lock: Lock, entry: str, number: int, evidence: Evidence) -> bool:
    kind, _, id_ = entry.partition("/")
    key = EvidenceKey(kind, id_, number)  # type: ignore[arg-type]
    return evidence.at is not None or str(key) in lock.runs or str(key) in lock.sealed


def _root_changes(old: Lock, new: Lock) -> Iterator[RootChange]:
    for id_ in dict.fromkeys([*old.sources, *new.sources]):
        was, now = old.sources.get(id_), new.sources.get(id_)
        before, after = was.root if was else "", now.root if now else ""
        if before != after:
            how: How = "changed" if was and now else "added" if now else "removed"
            yield RootChange(how=how, source=id_, was=before, now=after)


def _answer_changes(old: Iterable[Answer], new: Iterable[Answer]) -> Iterator[AnswerChange]:
    before, after = Counter(old), Counter(new)
    sides: tuple[tuple[How, Counter[Answer]], ...] = (
        ("removed", before - after), ("added", after - before),
    )  # fmt: skip
    for how, answers in sides:
        for each in answers.elements():
            yield AnswerChange(
                how=how, reader=each.reader, kind=each.kind, verdict=each.verdict,
                note=each.note, place=each.place, text=each.text,
            )  # fmt: skip
