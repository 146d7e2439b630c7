"""The check of a chapter: a pure function from its passages and the recorded facts to findings.

A chapter may say less than its source, never more. The same rules serve the Markdown before the
build, the document tree during it, and the built page after it.
"""

from __future__ import annotations

from ..figures.arithmetic import ids_in
from ..model.passages import Citation, Passage, Role
from .attribution import check_said_by, check_speaker
from .citations import check_name, check_record, unknown
from .context import CitationRule, FactIndex, Findings, PassageContext, PassageRule
from .derived import check_derived
from .figures import check_adjacent_words, check_figures
from .near import check_near
from .quotations import check_quote, check_term
from .roles import CITES, OF_NO_FACT
from .standings import check_standings, says_standing
from .times import check_dated, check_superseded, check_time
from .uncited import check_uncited_figures, check_uncited_quotations

CITATION_RULES: dict[Role, tuple[CitationRule, ...]] = {
    "fact": (check_superseded, check_near, check_said_by, check_time, check_adjacent_words),
    "quote": (
        check_superseded, check_near, check_said_by, check_time, check_quote, check_speaker,
    ),
    "quotation": (check_superseded, check_quote),
    "named": (check_superseded, check_near, check_said_by, check_time, check_term),
    "dated": (check_dated,),
    "derived": (check_derived,),
    "person": (check_name,),
    "source": (check_name,),
    "count": (check_name,),
    "record": (check_record,),
    "own": (),
}  # fmt: skip
"""What is asked of a citation by its role, once the role can show what it names."""
PASSAGE_RULES: tuple[PassageRule, ...] = (
    check_figures, check_uncited_figures, check_uncited_quotations, check_standings,
)  # fmt: skip
"""What is asked of a passage as a whole."""


class Checker(FactIndex):
    """Judges passages by the recorded facts."""

    def check(self, passage: Passage) -> Findings:
        """Everything that is wrong in a passage."""
        context = PassageContext(passage, self)
        for citation in passage.citations:
            if (problem := unknown(context, citation)) is not None:
                yield problem
                continue
            for of_citation in CITATION_RULES[citation.role]:
                yield from of_citation(context, citation)
        for of_passage in PASSAGE_RULES:
            yield from of_passage(context)

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
            if not cited and citation.role not in OF_NO_FACT:
                return None
            ids.update(cited)
        return ids


def facts_cited(citation: Citation) -> list[str]:
    """The ids of the facts that a citation rests on, known or not."""
    if citation.role == "derived":
        return ids_in(citation.target)
    return [citation.target] if citation.role in CITES else []
