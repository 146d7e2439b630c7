"""The check of a chapter: a pure function from its passages and the recorded facts to findings.

A chapter may say less than its source, never more. The same rules serve the Markdown before the
build, the document tree during it, and the built page after it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..english.quotations import find_quotations
from ..figures.arithmetic import ids_in
from ..model.passages import Citation, Passage
from .cited.citations import check_as_written, check_name, check_record, unknown
from .cited.figures import check_adjacent_words, check_figures
from .cited.quotations import BRACKET, check_frame, check_quote, check_term
from .cited.wording import check_dropped
from .clause.attribution import check_figure_sayer, check_said_by, check_speaker
from .clause.circumstances import check_circumstances
from .clause.counted import check_counted, check_dated_count
from .clause.dates_over import check_time
from .clause.measure import check_measure
from .clause.moved_time import check_moved
from .clause.near import check_near
from .clause.parity import check_certainty, check_denied, check_said
from .clause.standings import check_standings, says_standing
from .clause.strengthened import check_strengthened
from .clause.term_sayers import check_term_sayer
from .clause.times import check_dated, check_superseded
from .context import CitationRule, Findings, PassageContext, PassageRule, figures_in
from .fact_index import FactIndex
from .prose.consistency import CHAPTER_RULES, check_contradictions
from .prose.markup import check_flaws
from .prose.own import check_own
from .prose.uncited import check_uncited_figures, check_uncited_quotations
from .prose.unmarked import check_unmarked
from .reckoning.derived import check_derived
from .reckoning.reckoned import check_reckoned

CITATION_RULES: dict[str, CitationRule] = {
    "superseded": check_superseded,
    "near": check_near,
    "said-by": check_said_by,
    "time": check_time,
    "moved-time": check_moved,
    "adjacent-words": check_adjacent_words,
    "denied": check_denied,
    "certainty": check_certainty,
    "measure": check_measure,
    "strengthened": check_strengthened,
    "sayer": check_figure_sayer,
    "dropped": check_dropped,
    "counted": check_counted,
    "dated-count": check_dated_count,
    "circumstances": check_circumstances,
    "term-sayer": check_term_sayer,
    "said": check_said,
    "quote": check_quote,
    "frame": check_frame,
    "speaker": check_speaker,
    "term": check_term,
    "dated": check_dated,
    "derived": check_derived,
    "reckoned": check_reckoned,
    "own": check_own,
    "name": check_name,
    "record": check_record,
}
"""What is asked of a citation that can show what it names: by the names in the table of roles."""
PASSAGE_RULES: tuple[PassageRule, ...] = (
    check_figures, check_uncited_figures, check_uncited_quotations, check_unmarked, check_standings,
    check_contradictions, check_as_written, check_flaws,
)  # fmt: skip
"""What is asked of a passage as a whole."""


class Checker(FactIndex):
    """Judges passages by the recorded facts."""

    def reads(self, passage: Passage) -> bool:
        """Whether a passage is prose, or code and the like is read as well."""
        return self.reading.literals or not passage.is_literal

    def check(self, passage: Passage) -> Findings:
        """Everything that is wrong in a passage, where it is read."""
        if not self.reads(passage):
            return
        context = PassageContext(passage, self)
        self.looked_further = False
        for citation in passage.citations:
            if (problem := unknown(context, citation)) is not None:
                yield problem
                continue
            for name in citation.traits.rules:
                yield from CITATION_RULES[name](context, citation)
        for of_passage in PASSAGE_RULES:
            yield from of_passage(context)

    def counts(self, text: str) -> tuple[int, int]:
        """How many figures and quotations a reader sees in a text."""
        return len(figures_in(text, self.facts.names)), len(find_quotations(text))

    def check_together(self, passages: Sequence[Passage]) -> Findings:
        """What is wrong in the passages of a chapter or a page as a whole, in none of them alone."""
        read = [passage for passage in passages if self.reads(passage)]
        for of_chapter in CHAPTER_RULES:
            yield from of_chapter(read, self)

    def rests_on(self, passage: Passage) -> set[str] | None:
        """The facts that a passage without findings is judged by, beside people, sources, origins
        and names; None where it may be any. It is the passage that was judged last.
        """
        if any(flaw.cites for flaw in passage.flaws):
            return None
        if not passage.citations:
            return set()
        if self.looked_further or says_standing(passage.text):
            return None
        ids: set[str] = set()
        for citation in passage.citations:
            named = _facts_named(citation)
            explains = citation.traits.in_marks and BRACKET in passage.text
            if (
                explains
                or citation.traits.rests_on_all
                or (citation.traits.entry == "fact" and not named)
            ):
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
