"""Citations that a person may make of what is not cited: of what one fact alone carries.

That a fact carries a figure does not say that it is meant. So each is shown with its excerpt, and
made only when somebody says so.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TextIO

from ..english.quotations import find_quotations
from ..english.quoting.quote_diff import quote_diff
from ..figures.entailment import fault
from ..model.passages import Location, Passage
from ..model.roles import CITED_BY, in_long_names
from ..rules.clause.near import is_near
from ..rules.context import PassageContext, figures_in
from ..text.terminal import visible
from .draft import QUOTED, Draft, Span

Choice = Literal["yes", "no", "quit"]
_CHOICES: dict[str, Choice] = {"y": "yes", "yes": "yes", "n": "no", "no": "no", "q": "quit"}


class Proposal(NamedTuple):
    """A citation that could be made, and what it would rest on."""

    span: Span
    """What of the chapter it would replace."""
    citation: str
    """What would stand there."""
    sentence: str
    """The sentence around it, as it is."""
    source: str
    """The excerpt behind the fact, and whose it is."""
    location: Location


def proposals(draft: Draft, passage: Passage, short_names: bool = True) -> Iterator[Proposal]:
    """The citations that could be made in a passage, in its order."""
    made = [*_of_figures(draft, passage), *_of_quotations(draft, passage)]
    for proposal in sorted(made, key=lambda proposal: proposal.span):
        head, mark, rest = proposal.citation.partition("}")
        name = head if short_names else in_long_names(f"{head}}}")[:-1]
        yield proposal._replace(citation=f"{name}{mark}{rest}")


def _of_figures(draft: Draft, passage: Passage) -> Iterator[Proposal]:
    checker = draft.checker
    quoted = [(quotation.start, quotation.end) for quotation in find_quotations(passage.text)]
    for figure in figures_in(passage.text, checker.facts.names):
        start, end = span = figure.whole
        is_cited = any(c.start < end and start < c.end for c in passage.citations)
        if not (is_cited or figure.weak or any(a < end and start < b for a, b in quoted)):
            ids = checker.ids(CITED_BY["figure"])
            ids = [i for i in ids if any(not fault(r, figure) for r in checker.recorded(i))]
            yield from _of_one(draft, passage, span, span, ids)


def _of_quotations(draft: Draft, passage: Passage) -> Iterator[Proposal]:
    for quotation in find_quotations(passage.text):
        start, end, text = quotation.start, quotation.end, quotation.text
        inner = start + len(quotation.mark), start + len(quotation.mark + text)
        is_free = all(c.end <= start or end <= c.start for c in passage.citations)
        if is_free and start < inner[0] and inner[1] < end:
            ids = [id_ for kind in QUOTED for id_ in draft.checker.ids(CITED_BY[kind])]
            ids = [id_ for id_ in ids if not quote_diff(draft.facts[id_].wording, text)]
            yield from _of_one(draft, passage, (start, end), inner, ids)


def _of_one(
    draft: Draft, passage: Passage, outer: Span, inner: Span, ids: Iterable[str]
) -> Iterator[Proposal]:
    """Of the one fact of these that is still valid and is about what the passage is."""
    valid = [id_ for id_ in ids if draft.facts[id_].superseded_by is None]
    context = PassageContext(passage, draft.checker)
    near = [id_ for id_ in valid if is_near(context, id_, *outer)]
    span, shown = draft.span(passage, *outer), draft.span(passage, *inner)
    if len(near) == 1 and span and shown:
        fact = draft.facts[near[0]]
        role, text = CITED_BY[fact.kind], draft.text[slice(*shown)].strip()
        first, last = context.sentence(*outer)
        yield Proposal(
            span,
            f"{{{role}}}`{text} <{near[0]}>`",
            passage.text[first:last].strip(),
            draft.checker.source_of(fact),
            passage.locate(*outer),
        )


class Asker:
    """Shows proposals one by one, and asks whether to take each over: y, n or q."""

    def __init__(self, shown: TextIO) -> None:
        self._shown, self._has_quit = shown, False

    def __call__(self, proposal: Proposal) -> Choice:
        """What was answered; who quits, or whose answers have ended, is asked no more."""
        if self._has_quit:
            return "quit"
        at = proposal.location
        lines = (
            f"{at.path}:{at.line}:{at.column}: {proposal.sentence}",
            f"    cite      {proposal.citation}",
            f"    source    {proposal.source}",
        )
        print(*map(visible, lines), sep="\n", file=self._shown)
        choice = None
        while choice is None:
            print("    Cite it? [y/n/q] ", end="", file=self._shown, flush=True)
            answer = sys.stdin.readline()
            choice = _CHOICES.get(answer.strip().lower()) if answer else "quit"
        self._has_quit = choice == "quit"
        return choice
