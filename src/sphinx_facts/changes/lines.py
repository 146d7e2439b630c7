"""What has changed, said once: as blocks of labelled texts, which the formats write down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .records import Changes, EntryChange, PassageChange

_REVIEWS = {
    "outstanding": "outstanding: nobody has read it as it is now",
    "objected": "objected to",
    "read": "read as it is now",
}
_ANSWERS = {
    "borne-out": "borne out", "says-more": "says more", "no-claim": "no claim",
    "withdrawn": "withdrawn",
}  # fmt: skip


class Block(NamedTuple):
    """One thing that has changed: how, what it is called, and what is said of it, by labels."""

    how: str
    name: str
    texts: list[tuple[str, str]]


class Part(NamedTuple):
    """All that has changed of one kind."""

    title: str
    blocks: list[Block]


def parts(changes: Changes) -> Iterator[Part]:
    """What has changed, the kinds of which something has."""
    every = (
        Part("Entries", [_entry(each) for each in changes.entries]),
        Part("Evidence", [_evidence(changes, number) for number in range(len(changes.evidence))]),
        Part(
            "Roots of sources",
            [
                Block(each.how, each.source, _present({"was": each.was, "now": each.now}))
                for each in changes.roots
            ],
        ),
        Part("Passages", [_passage(each) for each in changes.passages]),
        Part("Answers of readers", [*_answers(changes)]),
        Part(
            "Not compared",
            [Block("", each.path, [("why", each.reason)]) for each in changes.unread],
        ),
    )
    return (part for part in every if part.blocks)


def summary(changes: Changes) -> str:
    """What has changed, in a sentence."""
    between = f"between {changes.since} and {changes.until}"
    if changes.is_empty:
        return f"Nothing has changed {between}."
    numbers = {
        "entry": len(changes.entries), "piece of evidence": len(changes.evidence),
        "root": len(changes.roots), "passage": len(changes.passages),
        "answer": len(changes.answers),
    }  # fmt: skip
    said = ", ".join(_counted(number, noun) for noun, number in numbers.items() if number)
    outstanding = sum(each.review == "outstanding" for each in changes.passages)
    to_read = f" {_counted(outstanding, 'passage')} to be read again." if outstanding else ""
    return f"{said} changed {between}.{to_read}"


def _counted(number: int, noun: str) -> str:
    first, *rest = noun.split(" ")
    many = f"{first[:-1]}ies" if first.endswith("y") else f"{first}s"
    return f"{number} {' '.join([first if number == 1 else many, *rest])}"


def _present(texts: dict[str, str]) -> list[tuple[str, str]]:
    return [(label, text) for label, text in texts.items() if text]


def _entry(change: EntryChange) -> Block:
    name = f"{change.kind}/{change.id}"
    texts = _present({"formerly": change.formerly})
    if change.how != "changed":
        return Block(change.how, name, [*texts, ("says", change.wording), *_claim(change)])
    for each in change.values:
        texts += [(f"{each.key} was", each.was or "—"), (f"{each.key} now", each.now or "—")]
    return Block(change.how, name, texts)


def _claim(change: EntryChange) -> list[tuple[str, str]]:
    return _present({"claim": change.claim})


def _evidence(changes: Changes, number: int) -> Block:
    each = changes.evidence[number]
    proof = [] if each.is_proven or each.how == "removed" else [("proof", "none in facts.lock")]
    return Block(each.how, each.entry, [(each.source, each.text), *proof])


def _passage(change: PassageChange) -> Block:
    is_same = change.was == change.now
    texts = {
        "under": change.heading, "was": "" if is_same else change.was, "now": change.now,
        "cites": ", ".join(change.cites), "review": _REVIEWS.get(change.review, ""),
    }  # fmt: skip
    return Block(change.how, f"{change.path}:{change.line}", _present(texts))


def _answers(changes: Changes) -> Iterator[Block]:
    for each in changes.answers:
        texts = {
            "answer": f"{_ANSWERS[each.verdict]}, by a {each.kind}", "note": each.note,
            "place": each.place, "passage": each.text,
        }  # fmt: skip
        yield Block(each.how, each.reader, _present(texts))
