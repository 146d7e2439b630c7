"""The rules that look beyond a single record: dates, what came later, what is reckoned, and what
the sources are worth together.
"""

from __future__ import annotations

import re

from ..english.dates import written_date
from ..english.figures.find import find_figures
from ..english.lexicon import alternatives, families, family
from ..english.sentences import sentence_around
from ..facts.corroboration import Standing
from ..figures.arithmetic import NoResult, derive, ids_in, in_words, rounded
from ..figures.entailment import entails, fault
from ..figures.figure import Figure
from ..model.passages import Citation
from ..model.records import Fact
from .citations import FAULTS, texts_of, unsupported_word
from .context import FactIndex, Findings, PassageContext


def _any(*places: str) -> str:
    return alternatives(families(*(f"corroboration.{place}" for place in places)))


_STANDINGS: dict[re.Pattern[str], set[Standing]] = {
    re.compile(
        rf"\b(?:{_any('corroborated.stems')}\w*|{_any('corroborated.phrases')}"
        rf"|{_any('corroborated.independence')} {_any('corroborated.independent_stems')}\w*"
        rf"|{_any('sources.several')} (?:\w+ )?{_any('sources.accounts')}"
        rf" {_any('corroborated.agreeing_stems')}\w*"
        rf"|{_any('corroborated.confirmed_by')} {_any('sources.several', 'sources.others')})\b",
        re.IGNORECASE,
    ): {"corroborated"},
    re.compile(rf"\b{_any('undisputed.phrases')}\b", re.IGNORECASE): {"corroborated", "repeated"},
}
"""What prose may say of the sources of a fact, and the standings that bear it out."""
_COMPARED = " ".join(family("corroboration.derived.compared"))
"""What may stand with a figure that is reckoned, whatever the records say."""
_DENIED = re.compile(rf"\b{_any('denials.before')}\b[^.;:]{{0,40}}$", re.IGNORECASE)


def check_superseded(
    known: FactIndex, seen: PassageContext, citation: Citation, id_: str
) -> Findings:
    """A figure that a later one has replaced has its date nearby."""
    fact, replaced_by = known.facts.facts[id_], known.standings.later(id_)
    if replaced_by is not None and not _is_dated(seen, fact):
        message = f"{id_} has been replaced by {replaced_by}"
        shown, later = seen.text(citation), known.facts.facts[replaced_by]
        yield known.finding("C003", citation, message, shown=shown, recorded=later.wording)


def _is_dated(seen: PassageContext, fact: Fact) -> bool:
    """Whether the passage says of what time the fact is."""
    as_of = find_figures(written_date(fact.as_of))
    return any(entails(as_of[0], time) for time in seen.times if as_of)


def check_time(known: FactIndex, seen: PassageContext, citation: Citation, fact: Fact) -> Findings:
    """What the sentence, or else the paragraph, is dated to is the time of the fact."""
    if fact.as_of is None:
        return
    span = sentence_around(seen.passage.text, citation.start, citation.end)
    beside = [each for each in seen.dates if span[0] <= each.start < span[1]]
    recorded = find_figures(written_date(fact.as_of))
    shown = [figure for each in beside or seen.dates for figure in find_figures(seen.text(each))]
    if shown and all(not entails(recorded[0], figure) for figure in shown):
        message = f"{citation.target} is of {written_date(fact.as_of)}, not of the time given"
        yield known.finding("F008", citation, message, shown=seen.text(citation))


def check_dated(known: FactIndex, seen: PassageContext, citation: Citation) -> Findings:
    """A date is that of the fact, or looser."""
    shown, recorded = seen.text(citation), known.shown("dated", citation.target)
    figures = [find_figures(text) for text in (shown, recorded)]
    if any(len(found_) != 1 for found_ in figures):
        message = "no date is shown here" if figures[1] else "the record of this has no date"
        yield known.finding("F002", citation, message, shown=shown, recorded=recorded)
    elif difference := fault(figures[1][0], figures[0][0]):
        message = "the record is of another time"
        code = FAULTS[difference][0]
        yield known.finding(code, citation, message, shown=shown, recorded=recorded)
    elif word := unsupported_word(known, shown, [recorded]):
        message = f"the record does not say “{word}” with this date"
        yield known.finding("F004", citation, message, shown=shown, recorded=recorded)


def check_derived(known: FactIndex, seen: PassageContext, citation: Citation) -> Findings:
    """What is reckoned from facts comes to what is shown for it."""
    for id_ in ids_in(citation.target):
        if id_ in known.facts.facts:
            yield from check_superseded(known, seen, citation, id_)
    shown = seen.text(citation)
    figures = find_figures(shown, known.facts.names)
    if len(figures) != 1:
        message = "exactly one figure is to be shown here"
        yield known.finding("F007", citation, message, shown=shown)
        return

    def reckoned(id_: str) -> Figure | None:
        fact = known.facts.facts.get(id_)
        recorded = known.recorded(id_) if fact is not None and fact.figure is not None else []
        return recorded[0] if len(recorded) == 1 else None

    try:
        result = derive(citation.target, reckoned, figures[0])
    except NoResult as problem:
        message = f"“{citation.target}” comes to nothing: {problem}"
        yield known.finding("F007", citation, message, shown=shown)
        return
    if fault(rounded(result), rounded(figures[0])) is not None:
        message = f"“{citation.target}” does not come to this"
        yield known.finding("F007", citation, message, shown=shown, recorded=in_words(result))
    facts = [known.facts.facts[id_] for id_ in ids_in(citation.target)]
    texts = [text for fact in facts for text in texts_of(fact)]
    if word := unsupported_word(known, shown, [_COMPARED, *texts]):
        message = f"the records do not say “{word}” with this figure"
        yield known.finding("F004", citation, message, shown=shown)


def says_standing(text: str) -> bool:
    """Whether a text says anything of what sources are worth together."""
    return any(pattern.search(text) for pattern in _STANDINGS)


def check_standings(known: FactIndex, seen: PassageContext) -> Findings:
    """What prose says of the sources of a fact is borne out by its standing."""
    for pattern, bearing in _STANDINGS.items():
        for match in pattern.finditer(seen.passage.text):
            start, end = seen.sentence(*match.span())
            if _DENIED.search(seen.prose(start, match.start())):
                continue
            for citation in seen.beside(start, end):
                fact = known.facts.facts.get(citation.target)
                if fact is None or not start <= citation.start < end:
                    continue
                standing = known.standings.of(citation.target)
                if standing not in bearing:
                    message = (
                        f"{citation.target} is not {match[0].lower()}; its standing: {standing}"
                    )
                    yield known.finding("C005", citation, message, shown=match[0])
