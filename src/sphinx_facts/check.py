"""The rules of a chapter: a pure function from its passages and the recorded facts to findings.

A chapter may say less than its source, never more. The same rules serve the Markdown before the
build, the document tree during it, and the built page after it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator
from functools import cached_property, lru_cache

from .attribution import Mention, Names, sayers, sentence_around
from .dates import written_date
from .derived import NoResult, derive, ids_in, in_words, rounded
from .fidelity import departures
from .figures import Figure, entails, find_figures
from .figures.entailment import Fault, fault
from .findings import Finding, found
from .html_text import HIDDEN
from .model import Citation, Fact, FactsFile, Kind, Location, Passage, Role, Severity
from .nearest import Nearest
from .quotations import find_quotations
from .shown import COUNTS, entry_texts, shown
from .standing import Standing, Standings
from .words import find_run, find_words, is_word, split

_CITES: dict[Role, Kind] = {
    "fact": "figure",
    "quote": "quote",
    "quotation": "quote",
    "named": "term",
}
# The figures and quotations inside these are checked as a whole, or are the book's own.
_WHOLE: set[Role] = {
    "quote", "quotation", "named", "dated", "derived", "person", "source", "own", "count", "record",
}  # fmt: skip
_QUOTING = _WHOLE - {"own", "count", "dated", "derived"}
# What these show is judged by no fact.
_AROUND: set[Role] = {"person", "source", "own"}
_FAULTS: dict[Fault, tuple[str, str]] = {
    "value": ("F002", "the record has another figure"),
    "hedge": ("F003", "the hedge of the record is missing, reversed or tighter"),
    "unit": ("F004", "the record has another unit"),
    "loose": ("F002", "the record has a much closer figure"),
}
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[\w.-]*[a-z][\w-]*\.[a-z]{2,}(?![\w-])(?:[/:?#][^\s<>()“”\"]*)?|[\w.+-]+@[\w-]+\.[a-z]{2,}"
)
_OF_ADDRESSES = ("://", "www.", "@")
# What may follow a citation without a space, so that nothing is joined to its figure.
_APART = re.compile(r"[-–—/’']|[.,]?\d|[.,;:!?…)\]”’\"'»]*(?:\s|$|[-–—(\[“])")
# What prose may say of the sources of a fact, and the standings that bear it out.
_STANDINGS: dict[re.Pattern[str], set[Standing]] = {
    re.compile(r"\bcorroborat\w+|\bindependent(?:ly)? (?:confirm|report|source)\w*", re.I): {
        "corroborated"
    },
    re.compile(r"\b(?:undisputed|uncontested|beyond dispute|agreed by all)\b", re.I): {
        "corroborated", "repeated",
    },
}  # fmt: skip
_DENIED = re.compile(
    r"\b(?:not|no|never|nobody|nothing|hardly|without|nor|cannot)\b[^.;:]{0,40}$", re.I
)
_FAR = 1000
"""How many characters of a sentence, on each side, may say what a citation is about."""
_MOST_SUGGESTIONS = 50
"""For how many uncited figures of a passage the nearest fact is looked for: nobody reads more."""
_PART = 256
"""Characters of a passage whose citations are kept together."""
# Words that may stand with a figure though its record does not have them.
_LITTLE = frozenset("a an the of in on at to by for and or is was were that it its as per".split())
_DEPARTURES = {"words-changed": "Q002", "omission-changes-meaning": "Q003"}


Rule = Callable[[Passage, Citation], Iterator[Finding]]


class _Known:
    """What is known of one passage, worked out once: a passage may be as long as its author likes,
    and each of its citations and figures asks.
    """

    def __init__(self, passage: Passage, names: Names, numbered: Collection[str]) -> None:
        self.passage, self._names, self._numbered = passage, names, numbered

    @cached_property
    def figures(self) -> list[Figure]:
        return figures_in(self.passage.text, self._numbered)

    @cached_property
    def mentions(self) -> list[Mention]:
        return self._names.mentions(self.passage)

    @cached_property
    def _parts(self) -> dict[int, list[Citation]]:
        parts: dict[int, list[Citation]] = {}
        for citation in self.passage.citations:
            for part in range(citation.start // _PART, citation.end // _PART + 1):
                parts.setdefault(part, []).append(citation)
        return parts

    def beside(self, start: int, end: int) -> list[Citation]:
        """The citations that overlap or touch ``[start, end)``, and perhaps others near it."""
        parts = range(max(0, start) // _PART, end // _PART + 1)
        return list(dict.fromkeys(c for part in parts for c in self._parts.get(part, ())))


class Judge:
    """The recorded facts, made ready once for judging many passages."""

    def __init__(self, facts: FactsFile) -> None:
        self.facts = facts
        self.names = Names(facts.people)
        self.standings = Standings(facts)
        self._rules: dict[Role, Rule] = {
            "record": self._check_record,
            "dated": self._check_dated,
            "derived": self._check_derived,
            **dict.fromkeys(("person", "source", "count"), self._check_name),
        }
        self._recorded: dict[str, list[Figure]] = {}
        self._near: dict[str, re.Pattern[str]] = {}
        self._nearest = Nearest(facts.facts, self.recorded)
        self._known = _Known(Passage("", "", ()), self.names, facts.names)

    def shown(self, role: Role, target: str) -> str:
        """What a role shows when the author gives no wording; empty where the id is not known."""
        return shown(self.facts, role, target)

    def check(self, passage: Passage) -> Iterator[Finding]:
        """Everything that is wrong in a passage."""
        for citation in passage.citations:
            yield from self._check_citation(passage, citation)
        yield from self._check_figures(passage)
        yield from self._check_quotations(passage)
        yield from self._check_standings(passage)

    def rests_on(self, passage: Passage) -> set[str] | None:
        """The facts that a passage without findings is judged by, beside people, sources, origins
        and names; None where it may be any.
        """
        if not passage.citations:
            return set()
        if any(pattern.search(passage.text) for pattern in _STANDINGS):
            return None
        ids: set[str] = set()
        for citation in passage.citations:
            cited = [citation.target] if citation.role == "dated" else facts_cited(citation)
            if not cited and citation.role not in _AROUND:
                return None
            ids.update(cited)
        return ids

    # Citations

    def _check_citation(self, passage: Passage, citation: Citation) -> Iterator[Finding]:
        unknown = self._unknown(citation)
        if unknown is not None:
            yield unknown
        elif (rule := self._rules.get(citation.role)) is not None:
            yield from rule(passage, citation)
        elif citation.role in _CITES:
            yield from self._check_fact(passage, citation, self.facts.facts[citation.target])

    def _check_fact(self, passage: Passage, citation: Citation, fact: Fact) -> Iterator[Finding]:
        yield from self._check_overtaken(passage, citation, citation.target)
        if citation.role != "quotation":
            yield from self._check_context(passage, citation, fact)
            yield from self._check_time(passage, citation, fact)
        if fact.figure is not None:
            yield from self._check_company(passage, citation, fact)
        if fact.quote is not None:
            yield from self._check_quote(passage, citation, fact)
        elif fact.term is not None:
            yield from self._check_term(passage, citation, fact)

    def _unknown(self, citation: Citation) -> Finding | None:
        role, target = citation.role, citation.target
        fact = self.facts.facts.get(target)
        if fact is not None and fact.kind == _CITES.get(role):
            return None  # as nearly always: nothing has to be listed
        if role in ("own", "record", "derived") or self._knows(role, target):
            return None
        if role in _CITES and fact is not None:
            return self._cited(
                "C001", citation, f"{target} is a {fact.kind}, which {{{role}}} does not show"
            )
        close = difflib.get_close_matches(target, self.known(role), n=1)
        remedy = f"did you mean {close[0]}?" if close else ""
        return self._cited(
            "C001", citation, f"nothing that {{{role}}} shows has the id {target!r}", remedy=remedy
        )

    def _knows(self, role: Role, target: str) -> bool:
        """Whether a role can show this id: as `known`, and nothing has to be listed."""
        facts = self.facts
        if role == "dated":
            return target in facts.facts and bool(facts.facts[target].as_of)
        others: dict[Role, Container[str]] = {
            "count": COUNTS, "person": facts.people, "source": facts.sources,
        }  # fmt: skip
        return target in others.get(role, ())

    def known(self, role: Role) -> list[str]:
        """The ids that a role can show."""
        facts = self.facts
        if role in _CITES:
            return [id_ for id_, fact in facts.facts.items() if fact.kind == _CITES[role]]
        others: dict[Role, Iterable[str]] = {
            "count": COUNTS, "person": facts.people, "source": facts.sources,
            "dated": [id_ for id_, fact in facts.facts.items() if fact.as_of],
        }  # fmt: skip
        return list(others.get(role, ()))

    def _check_context(self, passage: Passage, citation: Citation, fact: Fact) -> Iterator[Finding]:
        if not self.is_near(citation.target, passage, citation.start, citation.end):
            message = f"nothing near it says what {citation.target} is about"
            remedy = f"use one of: {', '.join(fact.near)}; or correct the id"
            yield self._cited(
                "F005", citation, message, shown=_text(passage, citation), remedy=remedy
            )
        if fact.said_by is not None and all(
            m.person != fact.said_by for m in self._of(passage).mentions
        ):
            name = self.facts.people[fact.said_by].name
            message = f"this paragraph does not say that it comes from {name}"
            yield self._cited("F006", citation, message, shown=_text(passage, citation))

    def is_near(self, id_: str, passage: Passage, start: int, end: int) -> bool:
        """Whether a fact's `near`, if it has any, is in the stretch around ``[start, end)``."""
        near = self.facts.facts[id_].near
        if id_ not in self._near:
            words = "|".join(re.escape(word) for word in near)
            self._near[id_] = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
        return not near or self._near[id_].search(self._stretch(passage, start, end)) is not None

    def _of(self, passage: Passage) -> _Known:
        known = self._known
        if known.passage is not passage:
            known = self._known = _Known(passage, self.names, self.facts.names)
        return known

    def _stretch(self, passage: Passage, start: int, end: int) -> str:
        """The clause around ``[start, end)`` without that, up to the citations of facts beside it
        and no further than is near.
        """
        first, last = sentence_around(passage.text, start, end)
        first, last = max(first, start - _FAR), min(last, end + _FAR)
        first = max(first, passage.text.rfind(";", first, start) + 1)
        last = passage.text.find(";", end, last) if ";" in passage.text[end:last] else last
        cited = [c for c in self._of(passage).beside(first, last) if c.role in _CITES]
        first = max([first, *(c.end for c in cited if c.end <= start)])
        last = min([last, *(c.start for c in cited if c.start >= end)])
        return f"{passage.text[first:start]} {passage.text[end:last]}"

    def _check_name(self, passage: Passage, citation: Citation) -> Iterator[Finding]:
        """A person shows as a form of the name or as the role, whole or shortened."""
        shown = _text(passage, citation)
        forms = [self.shown(citation.role, citation.target)]
        if citation.role == "person":
            person = self.facts.people[citation.target]
            forms += [*person.also, person.role]
        words = _without_articles(_possessor(shown))
        if not words or all(find_run(_without_articles(form), words) < 0 for form in forms):
            message = f"this is not a form of {forms[0]}"
            yield self._cited("Q002", citation, message, shown=shown, recorded=forms[0])

    def _check_company(self, passage: Passage, citation: Citation, fact: Fact) -> Iterator[Finding]:
        """With a figure go only words that its record has, and nothing is joined to it."""
        text = passage.text
        shown = _text(passage, citation)
        before, after = text[max(0, citation.start - 1) : citation.start], text[citation.end :]
        # Digits beside it are read as one figure with it, and compared as such.
        if before.isalpha() or before == HIDDEN or not _APART.match(after):
            joined = text[max(0, citation.start - 12) : citation.end + 12]
            message = "something is joined to this figure"
            yield self._cited("F002", citation, message, shown=joined)
        if shown == fact.wording:
            return
        recorded = {word.lower() for text in _evidence_of(fact) for word in split(text)} | _LITTLE
        figures = [figure.whole for figure in find_figures(shown, self.facts.names)]
        for word in find_words(shown):
            is_free = not is_word(word.text) or word.text.lower() in recorded
            if not is_free and not any(a <= word.start < b for a, b in figures):
                message = f"the record does not say “{word.text}” with this figure"
                yield self._cited("F004", citation, message, shown=shown)
                return

    def _check_quote(self, passage: Passage, citation: Citation, fact: Fact) -> Iterator[Finding]:
        shown, recorded = _unmarked(_text(passage, citation)), fact.wording
        for departure in departures(recorded, shown):
            code = _DEPARTURES[departure.kind]
            yield self._cited(code, citation, departure.reason, shown=shown, recorded=recorded)
        if citation.role == "quotation" or fact.speaker is None:
            return
        speaker = self.facts.people[fact.speaker].name
        mentions = self._of(passage).mentions
        said_by = sayers(passage.text, citation.start, citation.end, mentions, fact.speaker)
        if said_by and fact.speaker not in said_by:
            people = self.facts.people
            others = " and ".join(
                sorted(people[who].name if who in people else who for who in said_by)
            )
            message = f"these are the words of {speaker}; the sentence gives them to {others}"
            yield self._cited("Q004", citation, message, shown=others, recorded=speaker)
        elif all(mention.person != fact.speaker for mention in mentions):
            message = f"the paragraph does not name {speaker}, who says this"
            yield self._cited("Q004", citation, message, recorded=speaker)

    def _check_term(self, passage: Passage, citation: Citation, fact: Fact) -> Iterator[Finding]:
        shown = _unmarked(_text(passage, citation))
        if departures(fact.wording, shown):
            message = "this is not the recorded word or name"
            yield self._cited("Q002", citation, message, shown=shown, recorded=fact.wording)

    def _check_record(self, passage: Passage, citation: Citation) -> Iterator[Finding]:
        kind, _, id_ = citation.target.partition("/")
        shown = _unmarked_words(_text(passage, citation))
        if all(shown != _unmarked_words(text) for text in entry_texts(self.facts, kind, id_)):
            message = f"this is not what the facts file has at {citation.target}"
            yield self._cited("Q002", citation, message, shown=_text(passage, citation))

    def _cited(
        self, code: str, citation: Citation, message: str, *,
        shown: str = "", recorded: str = "", remedy: str = "",
    ) -> Finding:  # fmt: skip
        fact, source = self.facts.facts.get(citation.target), ""
        if fact is not None:
            recorded, source = recorded or fact.wording, self.source_of(fact)
        return found(
            code, citation.location, message,
            fact=citation.target, shown=shown, recorded=recorded, source=source, remedy=remedy,
        )  # fmt: skip

    def source_of(self, fact: Fact) -> str:
        """The excerpt behind a fact, and whose it is."""
        evidence = fact.evidence[0]
        return (
            f"{self.facts.sources[evidence.source].publisher}: “{evidence.excerpt or fact.wording}”"
        )

    # Dates, sums and standings

    def _check_overtaken(self, passage: Passage, citation: Citation, id_: str) -> Iterator[Finding]:
        fact = self.facts.facts[id_]
        replaced_by = self.standings.later(id_)
        if replaced_by is not None and not self._is_dated(passage, fact):
            message = f"{id_} has been replaced by {replaced_by}"
            shown, later = _text(passage, citation), self.facts.facts[replaced_by]
            yield self._cited("C003", citation, message, shown=shown, recorded=later.wording)

    def _is_dated(self, passage: Passage, fact: Fact) -> bool:
        """Whether the passage says of what time the fact is."""
        as_of = find_figures(written_date(fact.as_of))
        shown = self._of(passage).figures if as_of else []
        return any(figure.unit == "date" or figure.kind == "year" for figure in shown) and any(
            entails(as_of[0], figure) for figure in shown
        )

    def _check_time(self, passage: Passage, citation: Citation, fact: Fact) -> Iterator[Finding]:
        """What the sentence, or else the paragraph, is dated to is the time of the fact."""
        if fact.as_of is None:
            return
        span = sentence_around(passage.text, citation.start, citation.end)
        dates = [each for each in passage.citations if each.role == "dated"]
        beside = [each for each in dates if span[0] <= each.start < span[1]]
        recorded = find_figures(written_date(fact.as_of))
        shown = [
            figure for each in beside or dates for figure in find_figures(_text(passage, each))
        ]
        if shown and all(not entails(recorded[0], figure) for figure in shown):
            message = f"{citation.target} is of {written_date(fact.as_of)}, not of the time given"
            yield self._cited("F008", citation, message, shown=_text(passage, citation))

    def _check_dated(self, passage: Passage, citation: Citation) -> Iterator[Finding]:
        shown, recorded = _text(passage, citation), self.shown("dated", citation.target)
        figures = [find_figures(text) for text in (shown, recorded)]
        if any(len(found_) != 1 for found_ in figures):
            message = "no date is shown here" if figures[1] else "the record of this has no date"
            yield self._cited("F002", citation, message, shown=shown, recorded=recorded)
        elif difference := fault(figures[1][0], figures[0][0]):
            code, message = _FAULTS[difference][0], "the record is of another time"
            yield self._cited(code, citation, message, shown=shown, recorded=recorded)

    def _check_derived(self, passage: Passage, citation: Citation) -> Iterator[Finding]:
        for id_ in ids_in(citation.target):
            if id_ in self.facts.facts:
                yield from self._check_overtaken(passage, citation, id_)
        shown = _text(passage, citation)
        figures = find_figures(shown, self.facts.names)
        if len(figures) != 1:
            message = "exactly one figure is to be shown here"
            yield self._cited("F007", citation, message, shown=shown)
            return
        try:
            result = derive(citation.target, self.reckoned, figures[0])
        except NoResult as problem:
            message = f"“{citation.target}” comes to nothing: {problem}"
            yield self._cited("F007", citation, message, shown=shown)
            return
        if fault(rounded(result), rounded(figures[0])) is not None:
            message = f"“{citation.target}” does not come to this"
            yield self._cited("F007", citation, message, shown=shown, recorded=in_words(result))

    def reckoned(self, id_: str) -> Figure | None:
        """The figure of a fact, to reckon with."""
        fact = self.facts.facts.get(id_)
        recorded = self.recorded(id_) if fact is not None and fact.figure is not None else []
        return recorded[0] if len(recorded) == 1 else None

    def _check_standings(self, passage: Passage) -> Iterator[Finding]:
        if not passage.citations:
            return
        for pattern, bearing in _STANDINGS.items():
            for match in pattern.finditer(passage.text):
                start, end = sentence_around(passage.text, *match.span())
                start, end = max(start, match.start() - _FAR), min(end, match.end() + _FAR)
                if _DENIED.search(self._prose(passage, start, match.start())):
                    continue
                for citation in self._of(passage).beside(start, end):
                    fact = self.facts.facts.get(citation.target)
                    if fact is None or not start <= citation.start < end:
                        continue
                    standing = self.standings.of(citation.target)
                    if standing not in bearing:
                        message = (
                            f"{citation.target} is not {match[0].lower()}; its standing: {standing}"
                        )
                        yield self._cited("C005", citation, message, shown=match[0])

    def _prose(self, passage: Passage, start: int, end: int) -> str:
        """A stretch of the text in which what is cited stands blank."""
        text = list(passage.text[start:end])
        for each in self._of(passage).beside(start, end):
            first, last = max(each.start, start) - start, max(min(each.end, end) - start, 0)
            text[first:last] = "x" * (last - first)
        return "".join(text)

    # Figures

    def _check_figures(self, passage: Passage) -> Iterator[Finding]:
        empty = {citation: True for citation in passage.citations if citation.role == "fact"}
        uncited = 0
        for figure in self._of(passage).figures:
            beside = self._of(passage).beside(figure.start, figure.end)
            touched = [c for c in beside if c.start < figure.end and figure.start < c.end]
            if any(
                c.role in _WHOLE and c.start <= figure.start and figure.end <= c.end
                for c in touched
            ):
                continue
            cited = [c for c in touched if c.role == "fact" and c.target in self.facts.facts]
            empty.update(dict.fromkeys(cited, False))
            if not cited:
                uncited += 1
                yield self._unsourced(passage, figure, uncited <= _MOST_SUGGESTIONS)
            for citation in cited:
                yield from self._compare(passage, figure, citation)
        for citation, is_empty in empty.items():
            if is_empty and citation.target in self.facts.facts:
                yield self._cited(
                    "F002", citation, "no figure is shown here", shown=_text(passage, citation)
                )

    def _compare(self, passage: Passage, figure: Figure, citation: Citation) -> Iterator[Finding]:
        faults = [fault(recorded, figure) for recorded in self.recorded(citation.target)]
        if faults and faults[0] is not None and None not in faults:
            code, message = _FAULTS[faults[0]]
            shown = self._in_company(passage.text, figure, citation.target)
            yield self._cited(code, citation, message, shown=shown)

    def _in_company(self, text: str, figure: Figure, id_: str) -> str:
        """The figure with its hedge, and with the words behind it that the record has there too."""
        start, end = figure.whole
        last = end
        for ours, theirs in zip(find_words(text[end:]), self._beside(id_)[1], strict=False):
            if ours.text.lower() != theirs:
                break
            last = end + ours.end
        return text[start:last]

    def _beside(self, id_: str) -> tuple[list[str], list[str]]:
        """The words of a fact's wording before its figure and behind it, in lower case."""
        wording = self.facts.facts[id_].wording.lower()
        (start, end), *_ = [one.whole for one in self.recorded(id_)] or [(len(wording),) * 2]
        return split(wording[:start]), split(wording[end:])

    def recorded(self, id_: str) -> list[Figure]:
        """The figures in the wording of a fact: one, where the facts file is sound."""
        if id_ not in self._recorded:
            self._recorded[id_] = find_figures(self.facts.facts[id_].wording, self.facts.names)
        return self._recorded[id_]

    def _unsourced(self, passage: Passage, figure: Figure, suggests: bool) -> Finding:
        shown = passage.text[slice(*figure.whole)]
        where = passage.locate(figure.start, figure.end)
        noun = "weak figure" if figure.weak else "figure"
        message = f"“{shown}” is a {noun} that no fact is cited for"
        nearest = "", ""
        if suggests:
            nearest = self._nearest.figure(
                figure, shown, lambda id_: self._goes_with(id_, passage, figure)
            )
        if nearest[0]:
            shown = self._in_company(passage.text, figure, nearest[0])
        return self._uncited(
            "F001", where, message, shown, nearest,
            "notice" if figure.weak else "error",
        )  # fmt: skip

    def _uncited(
        self, code: str, where: Location, message: str, shown: str, nearest: tuple[str, str],
        severity: Severity = "error",
    ) -> Finding:  # fmt: skip
        id_, citation = nearest
        recorded, source, remedy = "", "", ""
        if id_:
            fact = self.facts.facts[id_]
            recorded, source = fact.wording, self.source_of(fact)
            remedy = f"did you mean {citation}?"
        return found(
            code, where, message,
            severity=severity, shown=shown, recorded=recorded, source=source, remedy=remedy,
        )  # fmt: skip

    def _goes_with(self, id_: str, passage: Passage, figure: Figure) -> int:
        """How well the words around a figure go with a fact: 2 well, 1 cannot be said, 0 not."""
        fact = self.facts.facts[id_]
        if fact.near:
            return 2 * self.is_near(id_, passage, figure.start, figure.end)
        counted = {word for words in self._beside(id_) for word in words if len(word) > 3}
        around = {word.lower() for word in split(self._stretch(passage, figure.start, figure.end))}
        return 1 + bool(counted & around)

    # Quotations

    def _check_quotations(self, passage: Passage) -> Iterator[Finding]:
        uncited = 0
        for quotation in find_quotations(passage.text):
            if any(
                c.role in _QUOTING and c.start <= quotation.start and quotation.end <= c.end
                for c in self._of(passage).beside(quotation.start, quotation.end)
            ):
                continue
            uncited += 1
            where = passage.locate(quotation.start, quotation.end)
            message = f"“{_short(quotation.text)}” is quoted, and no fact is cited for it"
            nearest = "", ""
            if uncited <= _MOST_SUGGESTIONS:
                nearest = self._nearest.quotation(quotation.text)
            yield self._uncited("Q001", where, message, quotation.text, nearest)


def facts_cited(citation: Citation) -> list[str]:
    """The ids of the facts that a citation rests on, known or not."""
    if citation.role == "derived":
        return ids_in(citation.target)
    return [citation.target] if citation.role in _CITES else []


def _evidence_of(fact: Fact) -> Iterator[str]:
    yield from (fact.wording, fact.claim)
    yield from (evidence.excerpt for evidence in fact.evidence if evidence.excerpt)


def figures_in(text: str, names: Collection[str]) -> list[Figure]:
    """The figures of a text that a reader sees; a web address has none."""
    return list(_figures_in(text, tuple(names)))


@lru_cache(maxsize=8)  # A passage is judged, and then its figures are counted.
def _figures_in(text: str, names: tuple[str, ...]) -> list[Figure]:
    if any(sign in text for sign in _OF_ADDRESSES):
        text = _ADDRESS.sub(lambda match: "\ufffc" * len(match[0]), text)
    return find_figures(text, names)


def _possessor(name: str) -> str:
    return name.strip().removesuffix("’s").removesuffix("'s")


def _without_articles(name: str) -> list[str]:
    return [word for word in split(name.lower()) if word != "the"]


def _text(passage: Passage, citation: Citation) -> str:
    return passage.text[citation.start : citation.end]


def _unmarked(text: str) -> str:
    """A quotation without the marks that the role sets around it."""
    return text.strip().removeprefix("“").removesuffix("”")


def _unmarked_words(text: str) -> list[str]:
    return [word for word in split(text) if word not in ('"', "'")]


def _short(text: str, length: int = 60) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
