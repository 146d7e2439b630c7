"""Of two dated things that a sentence puts in an order, the first is not the later one, and nothing is
told of a day that only another fact has.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...english.stems import stems
from ...english.telling.told import without_names
from ...english.when.succession import opens_with_date, succession, without_aside
from ...figures.calendar import Period
from ...model.passages import Citation
from ..context import PassageContext
from ..recorded import record_of
from .parity import LITTLE, texts_told


def out_of_order(context: PassageContext, citation: Citation) -> Iterator[str]:
    """The words that put what is cited before or after what is cited beside it, against the dates of
    the two records: *met before the explosion*, which was earlier.
    """
    first, last = context.sentence(citation.start, citation.end)
    dated = [each for each in context.beside(first, last) if _happened(context, each)]
    dated = sorted((each for each in dated if first <= each.start), key=lambda each: each.start)
    for one, other in pairwise(dated):
        if citation != other:
            continue
        lead, between = context.plain[first : one.start], context.plain[one.end : other.start]
        way, words = succession(lead, between)
        ours, theirs = _happened(context, one), _happened(context, other)
        if ours is None or theirs is None:
            continue
        earlier, later = (ours, theirs) if way == "before" else (theirs, ours)
        if way and later.before(earlier):
            yield words


def _happened(context: PassageContext, citation: Citation) -> Period | None:
    """When what is cited happened; None where that is not known, or it is a count."""
    fact = context.index.facts.facts.get(citation.target)
    return None if fact is None or fact.happened is None else Period.parse(fact.happened)


def of_other_day(context: PassageContext, citation: Citation) -> str:
    """The date that opens the sentence of a citation and is that of another fact, of which neither
    the sentence nor the record of the citation tells; or empty.
    """
    fact = context.fact(citation)
    first, last = context.sentence(citation.start, citation.end)
    dates = [each for each in context.beside(first, last) if _is_date(context, each)]
    if fact.times or fact.figure is None or len(dates) != 1 or dates[0].target == citation.target:
        return ""
    date = dates[0]
    if not opens_with_date(
        context.plain[first : date.start], context.plain[date.end : citation.start]
    ):
        return ""
    shown = context.index.find(context.shown(date))
    known = [each for text in texts_told(fact) for each in context.index.find(text)]
    record, other = record_of(context.index, citation.target), context.fact(date)
    if any(each.low == day.low for each in known for day in shown):
        return ""
    told_of_it = without_names(" ".join(texts_told(other)))
    about = stems(told_of_it) - stems(other.wording) - LITTLE
    told = without_aside(context.plain[date.end : last])
    is_shared = about & (stems(told) | stems(" ".join(record.texts)))
    return "" if is_shared else context.shown(date)


def _is_date(context: PassageContext, citation: Citation) -> bool:
    facts = context.index.facts.facts
    if citation.target not in facts or citation.traits.kind is None:
        return citation.traits.shows_date
    return any(each.kind == "date" for each in context.index.recorded(citation.target))
