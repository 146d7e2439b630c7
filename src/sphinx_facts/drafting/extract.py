"""Propose facts from an article: figures, quotations, the words it sets in marks, the people.

What is proposed has ``status: proposed``, which the check refuses until a person has read it and
taken that line away. All of it is proven before it is given out: what cannot be proven is named as
left out instead.
"""

from __future__ import annotations

import re
import tempfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from ..english.figures.find import find_figures
from ..english.quotations import Quotation, find_quotations
from ..facts.store import Store
from ..figures.entailment import entails
from ..figures.figure import Figure
from ..model.findings import CheckError
from ..model.records import Evidence, Fact, FactsFile, Person, Source
from ..proof.record import record, write_lock
from ..rules.evidence import check_evidence
from ..text.words import is_word, split
from .articles import Article
from .clauses import Cutter
from .facts_text import facts_text
from .guesses import SPOKEN, content_words, counted_end, slug
from .speakers import Speakers, number_id

_NAMES = (
    re.compile(r"(?<![\w-])(?:[A-Z]{1,4}-?\d{1,4}[A-Z]?|\dG)(?![\w-])"),
    re.compile(r"(?<!\w)[^\W\d_a-z]\w*(?:\s[^\W\d_a-z]\w*){0,4}\s[IVX]{2,5}(?!\w)"),
)
"""Names with a number in them: codes (KN-23) and Roman numerals (World War II)."""
_IN_MARKS = "The source sets these words in quotation marks."
_WHO = "Who says this? If anybody: quote instead of term, or said_by; and an attribution."
_WEAK = "Does it count anything? If not, take it out."
_NAMED = "Is it part of a name? If so, list the name under names, and take this out."
_AFTER_NAME = re.compile(r"\w\s[^\W\d_a-z]\w+\s\Z")
_LONGEST_TERM = 4
_LONGEST_SENTENCE = 600
"""Characters."""
_NEAR_WORDS = 3
_TRIES = 4


class Proposal(msgspec.Struct):
    """A proposed fact, the place of its wording in the article, and what a person has to decide."""

    fact: Fact
    start: int
    end: int
    doubts: list[str]
    id: str = ""


class Proposals(msgspec.Struct):
    """What an article holds.

    `left_out` are wordings that could not be proposed, each with the reason.
    """

    article: Article
    source_id: str
    source: Source
    names: list[str]
    people: dict[str, Person]
    facts: list[Proposal]
    left_out: list[tuple[str, str]]

    def by_section(self) -> list[tuple[str | None, list[Proposal]]]:
        """The headings, None for an opening without one, and the facts under each."""
        sections = self.article.sections()
        starts = [
            min(block.start for block in (section.heading, *section.paragraphs) if block)
            for section in sections
        ]
        grouped: list[list[Proposal]] = [[] for _ in sections]
        for fact in self.facts:
            grouped[max(0, bisect_right(starts, fact.start) - 1)].append(fact)
        headings = [
            s.heading and self.article.text[s.heading.start : s.heading.end] for s in sections
        ]
        return list(zip(headings, grouped, strict=True))

    def to_yaml(self) -> str:
        """The facts file, with comments where a person must decide."""
        file = FactsFile(
            sources={self.source_id: self.source}, names=tuple(self.names), people=self.people,
            facts={each.id: each.fact for each in self.facts},
        )  # fmt: skip
        doubts = {each.id: each.doubts for each in self.facts}
        sections = {
            facts[0].id: heading or "The opening" for heading, facts in self.by_section() if facts
        }
        return facts_text(file, doubts, sections, self.left_out)

    def write(self, facts: Path, snapshots: Path) -> Store:
        """Write facts.yaml, its lock and the snapshot.

        Raises `CheckError` where an excerpt is not in the article.
        """
        snapshots.mkdir(parents=True, exist_ok=True)
        (snapshots / f"{self.source_id}.txt").write_text(self.article.snapshot, "utf-8", newline="")
        (facts / "facts.yaml").write_text(self.to_yaml(), "utf-8")
        store = Store(facts, with_lock=False)
        write_lock(record(store, snapshots), store.lock_path)
        return Store(facts)


def propose(article: Article, source_id: str) -> Proposals:
    """The facts that an article offers, each of them proven against its text."""
    publisher = article.publisher or source_id.replace("-", " ").title()
    source = Source(
        publisher=publisher, title=article.title, published=article.published, url=article.url,
        recorded="full", status="proposed",
    )  # fmt: skip
    reader = _Reader(article, source_id)
    facts = reader.read()
    proposals = Proposals(
        article, source_id, source, reader.names, reader.speakers.people, facts, reader.left_out
    )
    for _ in range(_TRIES):
        faults = _faults(proposals)
        if not faults:
            break
        _weaken(proposals, faults)
    return proposals


def _faults(proposals: Proposals) -> dict[str, str]:
    """What the check has against each entry, by id, beside its not being confirmed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            store = proposals.write(folder, folder / "snapshots")
            findings = check_evidence(store, folder / "snapshots").findings
        except CheckError as problem:
            if any(finding.prevents_checking for finding in problem.findings):
                raise
            findings = list(problem.findings)
    errors = [
        finding for finding in findings if finding.severity == "error" and finding.code != "C004"
    ]
    return {finding.fact: finding.message for finding in errors}


def _weaken(proposals: Proposals, faults: dict[str, str]) -> None:
    """Takes the sayer from what is at fault, for a person to find; leaves out what has none."""
    gone = proposals.people.keys() & faults.keys()
    proposals.people = {id_: it for id_, it in proposals.people.items() if id_ not in gone}
    kept = []
    for each in proposals.facts:
        if each.fact.attributed_to in gone or (each.fact.attributed_to and each.id in faults):
            each.fact = _unsaid(each.fact)
            each.doubts = [_WHO]
        elif each.id in faults:
            proposals.left_out.append((each.fact.wording, faults[each.id]))
            continue
        kept.append(each)
    proposals.facts = kept


def _unsaid(fact: Fact) -> Fact:
    """The fact without its sayer; a quote is then a term."""
    evidence = tuple(
        msgspec.structs.replace(one, excerpt=one.excerpt or fact.quote, attribution=None)
        for one in fact.evidence
    )
    if fact.quote is None:
        return msgspec.structs.replace(fact, said_by=None, evidence=evidence)
    return Fact(term=fact.quote, claim=_IN_MARKS, status="proposed", evidence=evidence)


class _Reader:
    """An article while its facts are found."""

    def __init__(self, article: Article, source_id: str) -> None:
        self.text, self.source_id = article.text, source_id
        self.blocks = [(block.start, block.end) for block in article.blocks]
        self.headings = {block.start for block in article.blocks if block.level}
        self.cutter = Cutter(article.text, self.blocks)
        self.speakers = Speakers(article.text, self.cutter, source_id)
        self.names = list(
            dict.fromkeys(m[0] for names in _NAMES for m in names.finditer(article.text))
        )
        self.left_out: list[tuple[str, str]] = []

    def read(self) -> list[Proposal]:
        """The facts in the order of the article."""
        quotations = list(self._quotations())
        facts = sorted(
            [*quotations, *self._figures(quotations)], key=lambda fact: (fact.start, fact.end)
        )
        self._name_and_place(facts)
        return facts

    def _evidence(
        self, excerpt: tuple[int, int] | None, attribution: str | None
    ) -> tuple[Evidence]:
        text = self.text[slice(*excerpt)] if excerpt else None
        return (
            Evidence(
                source=self.source_id, excerpt=_one_line(text), attribution=_one_line(attribution)
            ),
        )

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence, or what stands near in one that has no end."""
        first, last = self.cutter.sentence(start, end)
        return max(first, start - _LONGEST_SENTENCE), min(last, end + _LONGEST_SENTENCE)

    def _in_heading(self, place: int) -> bool:
        return self.cutter.block(place)[0] in self.headings

    # Quotations

    def _quotations(self) -> Iterator[Proposal]:
        seen: set[str] = set()
        last: tuple[str | None, int] = None, -1
        for start, end, inner in self._in_marks():
            wording = " ".join(self.text[slice(*inner)].split())
            is_short = sum(map(is_word, split(wording))) <= _LONGEST_TERM
            sayer, doubtful = self.speakers.attributed_to(start, end)
            block = self.cutter.block(start)[0]
            if sayer is None and not is_short:
                sayer, doubtful = self.speakers.before(start, end), True
                if sayer is None and (last[1] == block or start == block):
                    sayer = last[0]
            if not is_short:
                last = sayer, block
            if wording.lower() not in seen:
                seen.add(wording.lower())
                yield from self._quotation(wording, (start, end), inner, sayer, doubtful, is_short)

    def _in_marks(self) -> Iterator[tuple[int, int, tuple[int, int]]]:
        """Where each quotation stands with its marks, and what of it is quoted:

        over paragraphs where it runs on.
        """
        opened = -1
        for quotation in find_quotations(self.text):
            start = quotation.start
            runs_on = opened >= 0 and self.cutter.block(start)[0] == start
            if opened >= 0 and not runs_on:
                self.left_out.append(
                    (self.text[opened : self.cutter.block(opened)[1]], "its mark is never closed")
                )
            start = opened if runs_on else start
            if not _is_closed(quotation):
                opened = start
                continue
            opened = -1
            inner = _quoted(
                self.text,
                start + len(quotation.mark),
                quotation.start + len(quotation.mark) + len(quotation.text),
            )
            if re.search(r"\w", self.text[slice(*inner)]):
                yield start, quotation.end, inner

    def _quotation(
        self,
        wording: str,
        outer: tuple[int, int],
        inner: tuple[int, int],
        sayer: str | None,
        doubtful: bool,
        is_short: bool,
    ) -> Iterator[Proposal]:
        """The quotation as a quote where somebody is known to say it, and as a term otherwise."""
        doubts: list[str] = []
        attribution = (
            self.speakers.attribution(sayer, *outer)
            if sayer and not self._in_heading(outer[0])
            else None
        )
        if attribution is None:
            sayer = None
        is_term = is_short and not (sayer and wording[0].isupper() and self._is_spoken(*outer))
        if sayer is not None and doubtful:
            doubts.append(
                f"Is it {self.speakers.people[sayer].name} who says this? "
                "The article does not say so beside it."
            )
        elif sayer is None and not is_short:
            doubts.append(_WHO)
        is_quote = sayer is not None and not is_term
        excerpt = self.cutter.sound(*(inner if is_quote else self.cutter.clause(*outer)))
        if excerpt is None:
            self.left_out.append((wording, "no excerpt carries it alone"))
            return
        if is_quote:
            evidence = self._evidence(
                None if self.cutter.is_sound(*inner) else excerpt, attribution
            )
            claim = f"{self.speakers.people[sayer or ''].name} says this."
            fact = Fact(
                quote=wording, speaker=sayer, claim=claim, status="proposed", evidence=evidence
            )
        else:
            evidence = self._evidence(excerpt, attribution)
            fact = Fact(
                term=wording, said_by=sayer, claim=_IN_MARKS, status="proposed", evidence=evidence
            )
        yield Proposal(fact, *inner, doubts)

    def _is_spoken(self, start: int, end: int) -> bool:
        """Whether a verb of saying stands beside the quotation."""
        first, last = self.cutter.sentence(start, end)
        before, after = self.text[first:start], self.text[end:last]
        beside = re.search(rf"\b{SPOKEN}\W{{0,3}}\Z", before) or re.match(
            rf"\W{{0,3}}(?:[\w.’'-]+\s){{0,4}}?{SPOKEN}", after
        )
        return beside is not None

    # Figures

    def _figures(self, quotations: list[Proposal]) -> Iterator[Proposal]:
        seen: set[str] = set()
        for first, last in self.blocks:
            for figure in find_figures(self.text[first:last], self.names):
                start, end = first + figure.start, first + figure.end
                around = next((q for q in quotations if q.start <= start and end <= q.end), None)
                if around is not None and around.fact.term is not None:
                    continue
                found = self._figure(figure, first, last, around)
                if found is None:
                    self.left_out.append((self.text[start:end], "no excerpt carries it alone"))
                elif found.end <= end or found.fact.wording.lower() not in seen:
                    seen.add(found.fact.wording.lower())
                    yield found

    def _figure(
        self, figure: Figure, first: int, last: int, around: Proposal | None
    ) -> Proposal | None:
        block = self.text[first:last]
        stretch = self._wording(figure, block)
        if stretch is None:
            return None
        start, end = first + stretch[0], first + stretch[1]
        excerpt = self._excerpt_with(figure, start, end)
        if excerpt is None:
            return None
        doubts = [_WEAK] if figure.weak else []
        if figure.kind == "number" and _AFTER_NAME.search(block[: figure.start]):
            doubts.append(_NAMED)
        sayer, attribution = self._sayer_of_figure(start, end, around)
        if sayer is not None:
            doubts.append(
                f"Is it {self.speakers.people[sayer].name} who says so? "
                "If not: no said_by, no attribution."
            )
        wording = self.text[start:end]
        claim = f"The source gives this figure: {wording}."
        evidence = self._evidence(excerpt, attribution)
        fact = Fact(
            figure=wording, claim=claim, said_by=sayer, status="proposed", evidence=evidence
        )
        return Proposal(fact, start, end, doubts)

    def _excerpt_with(self, figure: Figure, start: int, end: int) -> tuple[int, int] | None:
        """The shortest excerpt in which the figure reads as it does in the article."""
        cutter = self.cutter
        for stretch in (
            cutter.clause(start, end),
            cutter.sentence(start, end),
            cutter.block(start),
        ):
            excerpt = (
                cutter.sound(*stretch) if stretch[1] - stretch[0] < _LONGEST_SENTENCE else None
            )
            if excerpt is not None and any(
                _is_same(figure, read)
                for read in find_figures(self.text[slice(*excerpt)], self.names)
            ):
                return excerpt
        return None

    def _wording(self, figure: Figure, block: str) -> tuple[int, int] | None:
        """The figure with its hedge and, where that reads the same, with what it counts."""
        low, high = figure.hedge_span or (figure.start, figure.end)
        start, end = min(low, figure.start), max(high, figure.end)
        counted = counted_end(block, figure, end)
        # A range may take the word before it: between 10 and 15.
        before = start - len((re.search(r"\w+\s+\Z", block[:start]) or [""])[0])
        for stretch in (
            (start, counted),
            (start, end),
            (figure.start, figure.end),
            (before, counted),
            (before, end),
        ):
            read = find_figures(block[slice(*stretch)], self.names)
            if len(read) == 1 and _is_same(read[0], figure):
                return stretch
        return None

    def _sayer_of_figure(
        self, start: int, end: int, around: Proposal | None
    ) -> tuple[str | None, str | None]:
        if around is not None:
            return around.fact.attributed_to, around.fact.evidence[0].attribution
        sentence = self.text[slice(*self._sentence(start, end))]
        is_said = re.search(rf"\b(?:{SPOKEN}|according to\b)", sentence)
        # What is said in a sentence with a quotation is the quotation.
        if (
            self._in_heading(start)
            or not is_said
            or any(len(q.text.split()) > _LONGEST_TERM for q in find_quotations(sentence))
        ):
            return None, None
        sayer, doubtful = self.speakers.attributed_to(start, end)
        if sayer and self.text[start:end] in (
            self.speakers.people[sayer].evidence[0].excerpt or ""
        ):
            return None, None
        attribution = (
            self.speakers.attribution(sayer, start, end) if sayer and not doubtful else None
        )
        return (sayer, attribution) if attribution else (None, None)

    # Ids, and the words beside a fact

    def _name_and_place(self, facts: list[Proposal]) -> None:
        """Gives each figure the words that tell it from the others, and each fact an id."""
        words = self._words_beside(facts)
        spread = Counter(word for beside in words for word in {word for word, _ in beside})
        taken: set[str] = set()
        for fact, beside in zip(facts, words, strict=True):
            own = [each for each in beside if spread[each[0]] == 1] or beside
            kind, wording = fact.fact.kind, fact.fact.wording
            inside = content_words(wording)
            if kind == "figure":
                if not self._in_heading(fact.start):
                    fact.fact = msgspec.structs.replace(
                        fact.fact, near=tuple(word for word, _ in own[:_NEAR_WORDS])
                    )
                inside = [(word, fact.start + place) for word, place in inside]
                inside = sorted([*inside[-1:], *own][:2], key=lambda each: each[1])
            fact.id = _new_id(fact.fact, [word for word, _ in inside], taken)
            taken.add(fact.id)

    def _words_beside(self, facts: list[Proposal]) -> list[list[tuple[str, int]]]:
        """For each fact the content words of its sentence that stand nearer to it than to another,
        the nearest first.
        """
        figures = [fact for fact in facts if fact.fact.kind == "figure"]
        found = []
        for fact in facts:
            first, last = self._sentence(fact.start, fact.end)
            rivals = [
                other for other in figures if other is not fact and first <= other.start < last
            ]
            words = [(word, first + place) for word, place in content_words(self.text[first:last])]
            outside = [
                each
                for each in words
                if not fact.start <= each[1] < fact.end and each[0] not in fact.fact.wording.lower()
            ]
            free = [
                each
                for each in outside
                if all(not rival.start <= each[1] < rival.end for rival in rivals)
            ]
            nearest = [
                each
                for each in free
                if all(self._gap(each[1], fact) < self._gap(each[1], rival) for rival in rivals)
            ]
            in_order = sorted(nearest or free or outside, key=lambda each: self._gap(each[1], fact))
            found.append(
                list({word: (word, place) for word, place in reversed(in_order)}.values())[::-1]
            )
        return found

    def _gap(self, place: int, fact: Proposal) -> int:
        """How far a word is from a fact; behind it, and behind a comma, it counts as farther."""
        before = place < fact.start
        between = self.text[place : fact.start] if before else self.text[fact.end : place]
        return len(between) * (1 if before else 2) + 40 * len(re.findall(r"[,;:—–]", between))


def _new_id(fact: Fact, about: list[str], taken: set[str]) -> str:
    """An id of two or three words that say what a fact is about, or else of its wording."""
    about = list(dict.fromkeys(about))
    wording = re.sub(r"\A(?:an?|the)\s", "", fact.wording, flags=re.IGNORECASE).split()
    few = fact.kind != "figure" and (len(wording) <= _LONGEST_TERM or len(about) < 2)
    wanted = slug(*(wording if few else about)[:3]) or slug(*wording)[:30].strip("-")
    if not wanted[:1].isalpha():
        wanted = slug(fact.kind, wanted)
    if wanted in taken and fact.kind == "figure":
        wanted = slug(wanted, *wording)[:40].strip("-")
    return number_id(wanted, taken)


def _is_same(one: Figure, other: Figure) -> bool:
    return entails(one, other) and entails(other, one)


def _one_line(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())


def _is_closed(quotation: Quotation) -> bool:
    return quotation.end - quotation.start > len(quotation.mark) + len(quotation.text)


def _quoted(text: str, start: int, end: int) -> tuple[int, int]:
    """What stands between the marks without the comma, or a word's full stop, of the sentence
    around it.
    """
    marked = text[start:end]
    kept = marked.rstrip().rstrip(",;:—–").rstrip() or marked
    if len(kept.split()) <= _LONGEST_TERM and not kept[:1].isupper():
        kept = kept.rstrip(".") or kept
    return start + len(kept) - len(kept.lstrip()), start + len(kept)
