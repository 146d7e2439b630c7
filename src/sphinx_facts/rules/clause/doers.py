"""Who did what a sentence tells of a cited figure, who suffered it, and what it came of."""

from __future__ import annotations

from collections.abc import Iterator

from ...english.clauses import Clause, clause_around
from ...english.counting.noun_phrases import is_specific
from ...english.stems import stem, stems
from ...english.telling.deeds import agent, causes, deeds, doer
from ...english.telling.rivals import same_words
from ...english.telling.transfers import is_turned, transfers
from ...model.passages import Citation
from ..context import PassageContext
from ..recorded import Recorded


def turned(context: PassageContext, citation: Citation, record: Recorded) -> Iterator[str]:
    """The stems of verbs by which a clause tells as done by those whom a figure counts what was done
    to them, or the contrary.
    """
    clause = clause_around(context.plain, citation.start, citation.end)
    end = end_of_figure(context, citation)
    behind = context.text[end : citation.end] + clause.near_behind
    told = deeds(clause.near_before, behind)
    recorded = [deeds(text[: place[0]], text[place[1] :]) for text, place in record.places]
    for verb, part in told.items():
        parts = {each[verb] for each in recorded if verb in each}
        if parts and part not in parts:
            yield verb


def swapped(context: PassageContext, citation: Citation, record: Recorded) -> Iterator[str]:
    """The verbs by which a clause has those give who take by the record, or the contrary; and who is
    told over a figure to give or take, where the record knows only others for it.
    """
    clause = clause_around(context.plain, citation.start, citation.end)
    changed = [each for text in record.texts for each in transfers(text)]
    for one in transfers(clause.near):
        same = [each for each in changed if each.kind == one.kind and (each.giver or each.taker)]
        if same and all(is_turned(one, each) for each in same):
            yield one.verb
    known = stems(" ".join(record.texts))
    for label in labels_over(context):
        for one in transfers(label):
            others = [(one.giver, each.giver) for each in changed if each.kind == one.kind]
            others += [(one.taker, each.taker) for each in changed if each.kind == one.kind]
            if any(ours and theirs and ours.isdisjoint(known) for ours, theirs in others):
                yield one.verb


def other_doers(context: PassageContext, citation: Citation, record: Recorded) -> Iterator[str]:
    """The noun for who did what a figure counts, where its record has another for the same deed."""
    clause = clause_around(context.plain, citation.start, citation.end)
    end = end_of_figure(context, citation)
    told = doer(clause.near_before, context.text[end : citation.end] + clause.near_behind)
    recorded = [doer(text[: place[0]], text[place[1] :]) for text, place in record.places]
    for verb, noun in (told, *map(agent, labels_over(context))):
        is_known = any(each and _is_same_deed(verb, done) for done, each in recorded)
        if is_known and is_specific(noun) and not record.vocabulary.bears(noun):
            yield noun


def other_causes(context: PassageContext, citation: Citation, record: Recorded) -> Iterator[str]:
    """What a clause tells to have brought about what it tells of a figure, of which the record has
    not a word.
    """
    clause = clause_around(context.plain, citation.start, citation.end)
    known = record.vocabulary
    beside = _beside(context, citation, clause)
    for text in (clause.near_before, clause.near_behind, *beside):
        for cause in causes(text):
            if not any(known.has(word) or known.bears(word) for word in cause.split()):
                yield cause.strip()


def _beside(context: PassageContext, citation: Citation, clause: Clause) -> Iterator[str]:
    """What stands in the sentence before and behind the clause of a citation, and cites nothing."""
    first, last = citation.start - len(clause.before), citation.end + len(clause.behind)
    near = citation.start - len(clause.near_before), citation.end + len(clause.near_behind)
    for start, end in ((first, near[0]), (near[1], last)):
        text = context.text[start:end]
        if not any(start <= each.start < end for each in context.citations):
            yield text if start == first else text.split(";")[0]


def _is_same_deed(one: str, other: str) -> bool:
    return stem(one) == stem(other) or other in same_words(one)


def end_of_figure(context: PassageContext, citation: Citation) -> int:
    """Where the figure of a citation ends, before what it counts."""
    ends = [one.whole[1] for one in context.figures if citation.start <= one.start < citation.end]
    return ends[0] if ends else citation.end


def labels_over(context: PassageContext) -> Iterator[str]:
    """What stands over a passage, the nearest first."""
    structure = context.passage.structure
    yield f"{structure.row} … {structure.column}"
    yield structure.introduction
    if structure.item or structure.cell:
        yield from structure.headings[-1:]
