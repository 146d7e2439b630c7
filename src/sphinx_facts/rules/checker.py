"""The check of a chapter: a pure function from its passages and the recorded facts to findings.

A chapter may say less than its source, never more. The same rules serve the Markdown before the
build, the document tree during it, and the built page after it.
"""

from __future__ import annotations

from collections.abc import Callable

from ..figures.arithmetic import ids_in
from ..model.passages import Citation, Passage
from ..model.records import Fact
from .citations import (
    check_adjacent_words,
    check_context,
    check_name,
    check_quote,
    check_record,
    check_term,
    unknown,
)
from .context import FactIndex, Findings, PassageContext
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

# The rules of the roles, by the names that the table of roles has for them.
_RULES_OF_FACTS: dict[str, Callable[[FactIndex, PassageContext, Citation, Fact], Findings]] = {
    "context": check_context,
    "time": check_time,
    "adjacent-words": check_adjacent_words,
    "quote": check_quote,
    "term": check_term,
}
_OTHER_RULES: dict[str, Callable[[FactIndex, PassageContext, Citation], Findings]] = {
    "record": check_record,
    "dated": check_dated,
    "derived": check_derived,
    "name": check_name,
}


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
        elif citation.traits.kind is not None:
            fact = self.facts.facts[citation.target]
            yield from check_superseded(self, seen, citation, citation.target)
            for name in citation.traits.rules:
                yield from _RULES_OF_FACTS[name](self, seen, citation, fact)
        else:
            for name in citation.traits.rules:
                yield from _OTHER_RULES[name](self, seen, citation)

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
            named = _facts_named(citation)
            if citation.traits.rests_on_all or (citation.traits.entry == "fact" and not named):
                return None
            ids.update(named)
        return ids


def facts_cited(citation: Citation) -> list[str]:
    """The ids of the facts that a citation uses, known or not."""
    return _facts_named(citation) if citation.traits.is_use else []


def _facts_named(citation: Citation) -> list[str]:
    if citation.traits.entry != "fact":
        return []
    is_id = citation.traits.target == "id"
    return [citation.target] if is_id else ids_in(citation.target)
