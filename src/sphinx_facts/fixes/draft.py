"""A chapter as it is or would be, and what of its citations drifted from the record.

An edit replaces only what stands in the chapter exactly as its reader reports it.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from ..english.quoting.quote_diff import quote_diff
from ..english.sentences import sentence_around
from ..facts.formerly import present_id
from ..figures.entailment import fault
from ..figures.figure import Figure
from ..model.findings import Finding
from ..model.passages import Citation, Passage
from ..model.records import Kind
from ..model.roles import names_of
from ..rules.acceptance import CommentsOfText, part_by_entries
from ..rules.checker import Checker
from ..rules.context import figures_in
from ..text.words import find_words, is_word

_TYPO = 0.8
"""How alike (as difflib measures it) a mistaken id or term and the one that was meant are."""
_LINE_END = re.compile(r"\r\n?|\n")
_SOFT_BREAK = re.compile(r" ?(?:\r\n?|\n)[ \t]*")
_DRIFT = {"C001", "F002", "F003", "F004", "Q002", "Q003"}
QUOTED: tuple[Kind, ...] = ("quote", "term")

Span = tuple[int, int]
Grade = Callable[[Iterable[Finding]], list[Finding]]
Edits = Iterator[tuple[Span | None, str]]
"""What of a chapter to replace, and by what; None where it is not there as it is reported."""


class Draft:
    """A chapter as it is or would be: its text, character for character, and its passages.

    `grade` makes findings as grave as the project takes them to be.
    """

    def __init__(
        self, text: str, read: Callable[[str], list[Passage]], checker: Checker, grade: Grade
    ) -> None:
        self.text, self.checker, self.facts = text, checker, checker.facts.facts
        self._grade = grade
        self.passages = read(_LINE_END.sub("\n", text.removeprefix("\ufeff")))
        self._starts = [int(text[:1] == "\ufeff"), *(m.end() for m in _LINE_END.finditer(text))]

    def findings(self, number: int) -> Counter[tuple[str, ...]]:
        """What there is to mend in a passage: what is accepted, or off, is in order."""
        passage, comments = self.passages[number], CommentsOfText()
        comments.add(self.checker.check(passage), passage.accepted)
        standing, _ = part_by_entries(comments.parted.standing, self.checker.facts)
        return Counter((f.code, f.fact, f.shown, f.message) for f in self._grade(standing))

    def edits(self, passage: Passage) -> Edits:
        """What brings the citations of a passage back to the record."""
        findings = self.checker.check(passage)
        self._doubtful = {f.location for f in findings if f.code not in _DRIFT}
        yield from self._mend_figures(passage)
        yield from self._mend_citations(passage)

    def _offset(self, line: int, column: int) -> int:
        return self._starts[line - 1] + column - 1

    def span(self, passage: Passage, start: int, end: int) -> Span | None:
        at = passage.locate(start, end)
        first, last = self._offset(at.line, at.column), self._offset(at.end_line, at.end_column)
        is_same = _SOFT_BREAK.sub(" ", self.text[first:last]) == passage.text[start:end]
        before = self.text[:first]
        # In the text of a link or image a role would be a link in a link, or lost.
        in_link = before.rfind("[") > max(before.rfind("]"), before.rfind("\n\n"))
        return (first, last) if is_same and not in_link else None

    def _written(self, citation: Citation) -> re.Match[str] | None:
        """A citation as written, with the groups `target` and `wording`.

        None where it is written otherwise, in HTML say, or where its id may be the mistake.
        """
        if citation.location in self._doubtful:
            return None
        target = f"(?P<target>{re.escape(citation.target)})"
        name = "|".join(map(re.escape, names_of(citation.role)))
        if citation.traits.written == "directive":
            fence = rf"(?P<marks>```+|:::+)\{{(?:{name})\}}[ \t]*"
            form = rf"{fence}{target}\s+(?P<wording>.*?)\s*(?P=marks)"
        else:
            wording = r"(?:(?P<wording>[^`]*?)\s*<)?"
            form = rf"\{{(?:{name})\}}(?P<marks>`+){wording}\s*{target}\s*>?(?P=marks)"
        at = self._offset(citation.location.line, citation.location.column)
        match = re.compile(form, re.DOTALL).match(self.text, at)
        is_same = match and (match["wording"] or "").split() == (citation.wording or "").split()
        return match if is_same else None

    def _mend_figures(self, passage: Passage) -> Edits:
        figures = figures_in(passage.text, self.checker.facts.names)
        for figure in figures:
            start, end = span = figure.whole
            cited = [c for c in passage.citations if c.start < end and start < c.end]
            if len(cited) == 1 and cited[0].start <= start and end <= cited[0].end:
                shown = [f for f in figures if f.start < cited[0].end and cited[0].start < f.end]
                if len(shown) == 1 and (text := self._recorded(passage, cited[0], figure)):
                    yield self.span(passage, *span), text

    def _recorded(self, passage: Passage, citation: Citation, figure: Figure) -> str:
        """The recorded figure where a citation shows another; empty where it does not fit in."""
        shows_figure = citation.traits.kind == "figure"
        is_fact = shows_figure and self.checker.shows(citation.role, citation.target)
        figures = self.checker.recorded(citation.target) if is_fact else []
        if len(figures) != 1 or not fault(figures[0], figure) or not self._written(citation):
            return ""
        start, end = figure.whole
        text = self.facts[citation.target].wording[slice(*figures[0].whole)]
        counted = passage.text[figure.end : (figure.hedge_span or (0, 0))[0]].rstrip()
        kept = passage.text[citation.start : start] + counted + passage.text[end : citation.end]
        if {*text.lower().split()} & {*kept.lower().split()}:
            return ""  # it would be said twice
        first, begins = passage.text[start], sentence_around(passage.text, start, end)[0] == start
        is_sentence = passage.text.rstrip()[-1:] in (".", "!", "?")
        if begins and (first.isupper() or (is_sentence and not first.islower())):
            text = text[0].upper() + text[1:]
        elif first.islower() and text[:2].istitle() and figures[0].kind != "date":
            text = text[0].lower() + text[1:]
        return text + counted

    def _mend_citations(self, passage: Passage) -> Edits:
        for citation in passage.citations:
            known, match = self.checker.ids(citation.role), self._written(citation)
            if match and citation.target not in known:
                close = difflib.get_close_matches(citation.target, known, n=2, cutoff=_TYPO)
                entry = citation.traits.entry
                if (now := present_id(self.checker.facts, entry, citation.target)) in known:
                    close = [str(now)]
                if len(close) == 1 and citation.target not in self.facts:
                    yield match.span("target"), close[0]
            elif match and citation.wording and citation.traits.kind in QUOTED:
                recorded = self.facts[citation.target].wording
                if text := _faithful(recorded, citation.wording):
                    yield match.span("wording"), text


def _faithful(recorded: str, drifted: str) -> str:
    """What of a recorded quotation a drifted one shows; all of it where no part is faithful.

    Empty where nothing drifted, or so much that it may be the id that is wrong.
    """
    if not quote_diff(recorded, drifted):
        return ""
    words = [word for word in find_words(recorded) if is_word(word.text)]
    shown = [word.text.lower() for word in find_words(drifted) if is_word(word.text)]
    folded = [word.text.lower() for word in words]
    if 2 * (Counter(shown) & Counter(folded)).total() <= len(shown):
        return recorded if difflib.get_close_matches(drifted, [recorded], cutoff=_TYPO) else ""
    blocks = difflib.SequenceMatcher(None, folded, shown, autojunk=False).get_matching_blocks()
    first = max(0, blocks[0].a - blocks[0].b)
    last = min(len(words), blocks[-2].a + len(shown) - blocks[-2].b)
    if {*shown} & {*folded} - {*folded[first:last]}:
        return recorded
    start = words[first].start if first else 0
    end = words[last - 1].end if last < len(words) else len(recorded)
    fragment, mark = recorded[start:end], drifted[-1:] if drifted[-1:] in (".", ",") else ""
    if fragment[:1].lower() == drifted[:1].lower():
        fragment = drifted[:1] + fragment[1:]
    wordings = (fragment.rstrip(".,") + mark, fragment, recorded)
    return next(wording for wording in wordings if not quote_diff(recorded, wording))


def is_better(old: Draft, new: Draft, number: int) -> bool:
    """Whether a passage has fewer findings than before and no new one, and all else is the same."""
    before, after = ([p.text for p in draft.passages] for draft in (old, new))
    if before[:number] + before[number + 1 :] != after[:number] + after[number + 1 :]:
        return False
    return new.findings(number) < old.findings(number)
