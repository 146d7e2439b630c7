"""Which passages that cite have changed, or rest on what has."""

from __future__ import annotations

from collections.abc import Iterator, Set
from difflib import SequenceMatcher
from typing import Literal

from ..facts.formerly import former_ids
from ..figures.arithmetic import ids_in
from ..model.passages import HIDDEN, Citation, Passage
from ..model.reviews import ReviewState
from .records import PassageChange
from .state import ReadPassage, State

_ALIKE = 0.5
"""The share of its words that a passage has in common with what became of it."""
_NEAR = 20
"""How many passages further on one is looked for."""
_MAPS = {"fact": "facts", "person": "people", "source": "sources"}
_Pair = tuple[ReadPassage | None, ReadPassage | None]


def passage_changes(old: State, new: State, changed: Set[str]) -> list[PassageChange]:
    """The passages that cite, now or before, and are not what they were, in the order of files;
    `changed` are the entries that are not.
    """
    renamed = {
        f"{kind}/{before}": f"{kind}/{id_}"
        for kind in ("facts", "people", "sources")
        for before, id_ in former_ids(getattr(new.facts, kind)).items()
    }
    found: list[PassageChange] = []
    for path in sorted({*old.chapters, *new.chapters}):
        before, after = old.chapters.get(path, []), new.chapters.get(path, [])
        for was, now in _paired(before, after, renamed):
            cites = _cites(now, {}) or _cites(was, renamed)
            how = _how(was, now, renamed, changed)
            if cites and how is not None:
                found.append(_change(path, how, was, now, cites, new))
    return found


_How = Literal["added", "removed", "changed", "rests on what changed"]


def _how(
    was: ReadPassage | None, now: ReadPassage | None, renamed: dict[str, str], changed: Set[str]
) -> _How | None:
    if was is None:
        return "added"
    if now is None:
        return "removed"
    cites = _cites(now, {})
    if _text(was) != _text(now) or _cites(was, renamed) != cites:
        return "changed"
    return "rests on what changed" if changed & {*cites} else None


def _change(
    path: str, how: _How, was: ReadPassage | None, now: ReadPassage | None, cites: list[str],
    new: State,
) -> PassageChange:  # fmt: skip
    shown = now or was
    assert shown is not None
    over = shown.passage.structure.headings
    return PassageChange(
        how=how, path=path, line=shown.passage.locate(0, 1).line,
        heading=over[-1] if over else "", was=_text(was), now=_text(now), cites=cites,
        review=_review(now, new),
    )  # fmt: skip


def _review(now: ReadPassage | None, new: State) -> Literal["", ReviewState]:
    if now is None or now.key is None or not new.reviews.answers:
        return ""
    return new.reviews.of(now.key).state()


def _paired(
    old: list[ReadPassage], new: list[ReadPassage], renamed: dict[str, str]
) -> Iterator[_Pair]:
    """The passages of a chapter, each with what it was."""
    before = [(_text(each), *_cites(each, renamed)) for each in old]
    after = [(_text(each), *_cites(each, {})) for each in new]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(old[start:end], new[first:last], strict=True)
        else:
            yield from _alike(old[start:end], new[first:last])


def _alike(old: list[ReadPassage], new: list[ReadPassage]) -> Iterator[_Pair]:
    """In a stretch that is another, each passage with the first that it may come from."""
    left = list(old)
    for now in new:
        near = left[:_NEAR]
        was = next((each for each in near if _is_alike(each.passage, now.passage)), None)
        if was is not None:
            # What stood before it has gone: the order is that of the chapter.
            place = left.index(was)
            yield from ((gone, None) for gone in left[:place])
            left = left[place + 1 :]
        yield was, now
    yield from ((gone, None) for gone in left)


def _is_alike(one: Passage, other: Passage) -> bool:
    words = one.text.split(), other.text.split()
    matcher = SequenceMatcher(None, *words, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _text(read: ReadPassage | None) -> str:
    return " ".join(read.passage.text.replace(HIDDEN, "…").split()) if read is not None else ""


def _cites(read: ReadPassage | None, renamed: dict[str, str]) -> list[str]:
    """The entries that a passage cites, in its order; a renamed one by the id that it has now."""
    cited = [name for each in read.passage.citations for name in _entries(each)] if read else []
    return list(dict.fromkeys(renamed.get(name, name) for name in cited))


def _entries(citation: Citation) -> Iterator[str]:
    traits = citation.traits
    if traits.entry in _MAPS:
        is_id = traits.target == "id"
        for id_ in [citation.target] if is_id else ids_in(citation.target):
            yield f"{_MAPS[traits.entry]}/{id_}"
