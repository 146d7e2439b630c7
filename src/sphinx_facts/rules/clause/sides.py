"""A figure that its record has of one people, branch or camp is not told of another."""

from __future__ import annotations

from collections.abc import Iterator

from ...english.clauses import clause_around
from ...english.telling.sides import Side, is_of_other, is_ours, named_sides, of_figure, sides
from ...model.passages import Citation
from ...model.records import Fact
from ..context import PassageContext
from ..fact_index import FactIndex
from ..recorded import Recorded

Groups = frozenset[tuple[str, str]]


def other_sides(context: PassageContext, citation: Citation, record: Recorded) -> Iterator[str]:
    """The groups of which a sentence, or what stands over it, tells a figure of another group."""
    told = [side for side in _told(context, citation) if not _is_known(side, record)]
    if not told:
        return
    kinds = {side.kind for text in record.texts for side in named_sides(text)}
    excerpts = _excerpts(record.fact)
    ours = _ours(context.index, record.fact)
    for side in told:
        is_own = (side.kind, side.group) in ours
        is_rival = any(kind == side.kind for kind, _ in ours) and not is_own
        is_turned = (is_own and is_of_other(excerpts)) or (is_rival and is_ours(excerpts))
        if side.kind in kinds or is_turned:
            yield side.word


def _is_known(side: Side, record: Recorded) -> bool:
    known = (each for text in record.texts for each in named_sides(text))
    return any((each.kind, each.group) == (side.kind, side.group) for each in known)


def _told(context: PassageContext, citation: Citation) -> Iterator[Side]:
    """The sides of the clause of a figure; where it names none, what the nearest over it has."""
    clause = clause_around(context.plain, citation.start, citation.end)
    ends = [one.whole[1] for one in context.figures if citation.start <= one.start < citation.end]
    inside = context.text[min([*ends, citation.end]) : citation.end]
    yield from of_figure(clause.near_before, inside + clause.near_behind)
    if named_sides(clause.whole):
        return
    over = context.passage.structure
    label = f"{over.row} … {over.column}"
    for text in (label, over.introduction, *over.headings[-1:]):
        found = sides(text)
        if text == label or len({each.group for each in found}) == 1:
            yield from found[:1]  # A heading may have both, each for a part of what follows.
        if found:
            return


def _excerpts(fact: Fact) -> str:
    return " … ".join(each.excerpt for each in fact.evidence if each.excerpt)


def _ours(index: FactIndex, fact: Fact) -> Groups:
    """The groups that the sources of a fact speak for: what claims call *ours* by name."""
    sources = {each.source for each in fact.evidence}
    index.looked_further = True
    found: set[tuple[str, str]] = set()
    for other in index.facts.facts.values():
        if sources.isdisjoint(each.source for each in other.evidence):
            continue
        named = {(side.kind, side.group) for side in sides(other.claim)}
        excerpts = _excerpts(other)
        if len(named) == 1 and is_ours(excerpts) and not sides(excerpts):
            found |= named
    return frozenset(found)
