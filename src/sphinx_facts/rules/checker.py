"""The check of a chapter: a pure function from its passages and the recorded facts to findings.

A chapter may say less than its source, never more. The same rules serve the Markdown before the
build, the document tree during it, and the built page after it.
"""

from __future__ import annotations

from collections.abc import Callable

from ..figures.arithmetic import ids_in
from ..model.passages import Citation, Passage, Role
from .citations import (
    check_adjacent_words,
    check_context,
    check_name,
    check_quote,
    check_record,
    check_term,
    unknown,
)
from .context import CITES, FactIndex, Findings, PassageContext
from .relations import (
    check_dated,
    check_derived,
    check_standings,
    check_superseded,
    check_time,
    says_standing,
)
from .uncited import check_figures, check_quotations

__all__ = ["Checker", "facts_cited"]

_RULES: dict[Role, Callable[[FactIndex, PassageContext, Citation], Findings]] = {
    "record": check_record,
    "dated": check_dated,
    "derived": check_derived,
    "person": check_name,
    "source": check_name,
    "count": check_name,
}
"""The rules of the roles that cite no fact; `own` has none."""
_JUDGED_BY_NO_FACT: set[Role] = {"person", "source", "own"}


class Checker(FactIndex):
    """Judges passages by the recorded facts."""

    def check(self, passage: Passage) -> Findings:
        """Everything that is wrong in a passage."""
        seen = PassageContext(passage, self)
        for citation in passage.citations:
            yield from self._check_citation(seen, citation)
        yield from check_figures(self, seen)
        yield from check_quotations(self, seen)
        if passage.citations:
            yield from check_standings(self, seen)

    def _check_citation(self, seen: PassageContext, citation: Citation) -> Findings:
        if (problem := unknown(self, citation)) is not None:
            yield problem
        elif citation.role in CITES:
            yield from self._check_fact(seen, citation)
        elif (rule := _RULES.get(citation.role)) is not None:
            yield from rule(self, seen, citation)

    def _check_fact(self, seen: PassageContext, citation: Citation) -> Findings:
        fact = self.facts.facts[citation.target]
        yield from check_superseded(self, seen, citation, citation.target)
        if citation.role != "quotation":
            yield from check_context(self, seen, citation, fact)
            yield from check_time(self, seen, citation, fact)
        rule = {"figure": check_adjacent_words, "quote": check_quote, "term": check_term}[fact.kind]
        yield from rule(self, seen, citation, fact)

    def rests_on(self, passage: Passage) -> set[str] | None:
        """The facts that a passage without findings is judged by, beside people, sources, origins
        and names; None where it may be any.
        """
        if not passage.citations:
            return set()
        if says_standing(passage.text):
            return None
        ids: set[str] = set()
        for citation in passage.citations:
            cited = [citation.target] if citation.role == "dated" else facts_cited(citation)
            if not cited and citation.role not in _JUDGED_BY_NO_FACT:
                return None
            ids.update(cited)
        return ids


def facts_cited(citation: Citation) -> list[str]:
    """The ids of the facts that a citation rests on, known or not."""
    if citation.role == "derived":
        return ids_in(citation.target)
    return [citation.target] if citation.role in CITES else []
