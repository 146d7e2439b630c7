"""Propose facts from an article: its figures, its quotations, the words it sets in marks, the people it names.

What is proposed has ``status: proposed``, which the check refuses until a person has read it and taken that line away.
All of it is proven before it is given out: an entry that cannot be proven is named as left out instead.
"""

from __future__ import annotations

import re
import tempfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from .articles import Article
from .attribution import Mention, Names, sayers
from .clauses import Cutter
from .evidence import ATTRIBUTION_REACH, check_evidence
from .facts_text import facts_text
from .figures import Figure, entails, find_figures
from .guesses import SAYS_AFTER, SAYS_BEFORE, Named, content_words, counted_end, find_people, slug
from .model import Evidence, Fact, FactsFile, Passage, Person, Source
from .quotations import Quotation, find_quotations
from .record import record, write_lock
from .store import CannotCheck, Store
from .words import split

_CODE = re.compile(r"(?<![\w-])(?:[A-Z]{1,4}-?\d{1,4}[A-Z]?|\dG)(?![\w-])")
_NUMBERED = re.compile(r"[^\W\d_a-z]\w*(?:\s[^\W\d_a-z]\w*)*\s(?:[IVX]{2,5})\b")
_LONGEST_TERM = 4
_NEAR_WORDS = 3
_TRIES = 4


class Proposal(msgspec.Struct):
    """A proposed fact or person: where its wording stands in the article, and what a person has to decide."""

    id: str
    entry: Fact | Person
    start: int
    end: int
    doubts: list[str]


class Proposals(msgspec.Struct):
    """What an article holds. `left_out` are wordings that could not be proposed, each with the reason."""

    article: Article
    source_id: str
    source: Source
    names: list[str]
    people: list[Proposal]
    facts: list[Proposal]
    left_out: list[tuple[str, str]]

    def by_section(self) -> list[tuple[str | None, list[Proposal]]]:
        """The headings of the article, None for an opening without one, and the facts under each."""
        sections = self.article.sections()
        starts = [(section.heading or section.paragraphs[0]).start for section in sections]
        grouped: list[list[Proposal]] = [[] for _ in sections]
        for fact in self.facts:
            grouped[max(0, bisect_right(starts, fact.start) - 1)].append(fact)
        headings = [s.heading and self.article.text[s.heading.start : s.heading.end] for s in sections]
        return list(zip(headings, grouped, strict=True))

    def facts_file(self) -> FactsFile:
        """The proposals as the central facts file."""
        people = {each.id: each.entry for each in self.people if isinstance(each.entry, Person)}
        facts = {each.id: each.entry for each in self.facts if isinstance(each.entry, Fact)}
        return FactsFile(sources={self.source_id: self.source}, people=people, facts=facts, names=tuple(self.names))

    def to_yaml(self) -> str:
        """The facts file as text, with comments where a person must decide."""
        return facts_text(
            self.facts_file(),
            {each.id: each.doubts for each in self.people},
            {each.id: each.doubts for each in self.facts},
            {facts[0].id: heading or "The opening" for heading, facts in self.by_section() if facts},
            self.left_out,
        )


def propose(article: Article, source_id: str) -> Proposals:
    """The facts that an article offers, each one proven against its text."""
    reader = _Reader(article, source_id)
    title, published, url = article.title, article.published, article.url
    publisher = article.publisher or source_id.replace("-", " ").title()
    source = Source(
        publisher=publisher, title=title, published=published, url=url, recorded="full", status="proposed"
    )
    proposals = Proposals(article, source_id, source, reader.names, *reader.read())
    for _ in range(_TRIES):
        faults = _faults(proposals)
        if not faults:
            break
        _leave_out(proposals, faults)
    return proposals


def snapshot_name(source_id: str) -> str:
    """The file of a source in the folder of snapshots."""
    return f"{source_id}.txt"


def _faults(proposals: Proposals) -> dict[str, str]:
    """What is wrong with each entry, by id, once it is recorded as proposed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "facts.yaml").write_text(proposals.to_yaml(), "utf-8")
        snapshots = folder / "snapshots"
        snapshots.mkdir()
        (snapshots / snapshot_name(proposals.source_id)).write_text(proposals.article.snapshot, "utf-8")
        store = Store(folder, with_lock=False)
        try:
            write_lock(record(store, snapshots), store.lock_path)
            findings, _, _ = check_evidence(Store(folder), snapshots)
        except CannotCheck as problem:
            findings = list(problem.findings)
    errors = [f for f in findings if f.severity == "error" and f.code != "C004"]
    return {finding.fact: finding.message for finding in errors}


def _leave_out(proposals: Proposals, faults: dict[str, str]) -> None:
    gone = {each.id for each in proposals.people if each.id in faults}
    proposals.people = [each for each in proposals.people if each.id not in gone]
    kept = []
    for each in proposals.facts:
        assert isinstance(each.entry, Fact)
        if each.id in faults or each.entry.speaker in gone:
            proposals.left_out.append((each.entry.wording, faults.get(each.id, "its speaker could not be recorded")))
        elif each.entry.said_by in gone:
            each.entry = _unsaid(each.entry)
            kept.append(each)
        else:
            kept.append(each)
    proposals.facts = kept


def _unsaid(fact: Fact) -> Fact:
    evidence = tuple(msgspec.structs.replace(one, attribution=None) for one in fact.evidence)
    return msgspec.structs.replace(fact, said_by=None, evidence=evidence)


class _Reader:
    """An article while its facts are found."""

    def __init__(self, article: Article, source_id: str) -> None:
        self.text, self.source_id = article.text, source_id
        self.blocks = [(block.start, block.end) for block in article.blocks]
        self.headings = [(block.start, block.end) for block in article.blocks if block.level]
        self.cutter = Cutter(article.text, self.blocks)
        self.names = list(dict.fromkeys(m[0] for p in (_CODE, _NUMBERED) for m in p.finditer(article.text)))
        self.left_out: list[tuple[str, str]] = []
        self.ids: Counter[str] = Counter()
        self.people: dict[str, Proposal] = {}
        for named in find_people(article.text):
            self._add_person(named)

    def read(self) -> tuple[list[Proposal], list[Proposal], list[tuple[str, str]]]:
        """The people, the facts and what had to be left out."""
        facts = list(self._quotations())
        facts += self._figures(facts)
        facts.sort(key=lambda fact: (fact.start, fact.end))
        self._set_near(facts)
        return list(self.people.values()), facts, self.left_out

    # People

    def _add_person(self, named: Named) -> str | None:
        stretch = self.cutter.sound(named.start, named.end)
        if stretch is None or not self.cutter.is_unique(*stretch):
            return None
        id_ = self._new_id(slug(named.name) or "somebody", self.people)
        doubts = []
        if named.role == named.name or named.role == named.name.split()[-1]:
            doubts.append("Which role does the article give? Use the words of the excerpt, and lengthen that.")
        person = Person(
            name=named.name, role=named.role, claim=f"The source names {named.name}.", also=named.forms,
            status="proposed", evidence=(Evidence(source=self.source_id, excerpt=self._at(*stretch)),),
        )  # fmt: skip
        self.people[id_] = Proposal(id_, person, named.start, named.end, doubts)
        return id_

    def _name(self, id_: str) -> str:
        entry = self.people[id_].entry
        assert isinstance(entry, Person)
        return entry.name

    def _mentions(self, first: int, last: int) -> list[Mention]:
        people = {id_: each.entry for id_, each in self.people.items() if isinstance(each.entry, Person)}
        return Names(people).mentions(Passage("", self.text[first:last], ((0, 1, 1),)))

    def _sayer(self, start: int, end: int) -> tuple[str | None, bool]:
        """The id of whom the sentence around a stretch presents as the sayer, and whether that is doubtful."""
        first, last = self.cutter.block(start)
        mentions = self._mentions(first, last)
        said_by = sayers(self.text[first:last], start - first, min(end, last) - first, mentions)
        known = [m.person for m in mentions if m.person in said_by and m.person in self.people]
        if known:
            return min(known, key=lambda id_: self._distance(mentions, id_, start - first)), len(set(known)) > 1
        for stranger in sorted(said_by - self.people.keys()):
            place = self.text.find(stranger, first, last)
            if place >= 0 and stranger:
                role = stranger.split()[-1]
                return self._add_person(Named(stranger, role, place, place + len(stranger), ())), True
        return None, True

    def _distance(self, mentions: Iterable[Mention], id_: str, place: int) -> int:
        return min(abs(m.start - place) for m in mentions if m.person == id_)

    def _attribution(self, id_: str, start: int, end: int) -> str | None:
        """The words that say it is this person who speaks, near enough to ``[start, end)``."""
        first, last = self.cutter.block(start)
        sentence = self.cutter.sentence(start, end)
        reach = range(max(0, first - 800), first), range(first, last)
        mentions = [
            (r.start + m.start, r.start + m.end) for r in reach for m in self._mentions(r.start, r.stop) if m.person == id_
        ]
        outside = [m for m in mentions if not start <= m[0] < end]
        if not outside:
            return None
        near = min(outside, key=lambda m: (not sentence[0] <= m[0] < sentence[1], min(abs(m[0] - end), abs(m[1] - start))))
        a, b = near
        if said := SAYS_AFTER.match(self.text, b, min(len(self.text), b + 240)):
            b = said.end()
        elif said := SAYS_BEFORE.search(self.text[max(0, a - 60) : a]):
            a = max(0, a - 60) + said.start()
        stretch = self.cutter.unique(a, b)
        allowed = ATTRIBUTION_REACH + len(split(self.text[start:end]))
        if stretch is None or self.cutter.word_distance(stretch[0], start) > allowed:
            return None
        self._know_form(id_, self.text[near[0] : near[1]])
        return self._at(*stretch)

    def _know_form(self, id_: str, form: str) -> None:
        person = self.people[id_].entry
        assert isinstance(person, Person)
        if all(name not in form for name in (person.name, *person.also)):
            self.people[id_].entry = msgspec.structs.replace(person, also=(*person.also, form))

    # Quotations

    def _quotations(self) -> Iterator[Proposal]:
        seen: set[str] = set()
        before: str | None = None
        block = (0, 0)
        for quotation, start, end in self._whole_quotations():
            if not re.search(r"\w", quotation):
                continue
            opening, closing = start, end
            start, end = _trimmed(self.text, start, end, quotation)
            wording = self._at(start, end)
            id_, doubtful = self._sayer(opening, closing)
            here = self.cutter.block(opening)
            if id_ is None and before is not None and (here == block or self.text[here[0]] in "“\"«"):
                id_, doubtful = before, True
            if not _is_term(wording, closing == end, id_, self._verb_beside(opening, closing)):
                before, block = id_, here
            elif here != block:
                before, block = id_, here
            if wording.lower() not in seen:
                seen.add(wording.lower())
                yield from self._quotation(wording, (start, end), (opening, closing), id_, doubtful)

    def _whole_quotations(self) -> Iterator[tuple[str, int, int]]:
        """The text of each quotation and its place with the marks; one that runs on over paragraphs is one."""
        found = find_quotations(self.text)
        for index, quotation in enumerate(found):
            closed = _is_closed(quotation)
            if not quotation.mark:
                continue
            start, end, text = quotation.start, quotation.end, quotation.text
            if not closed:
                following = found[index + 1] if index + 1 < len(found) else None
                runs_on = following and self.cutter.block(following.start)[0] == following.start == end + 2
                if not following or not runs_on or not _is_closed(following):
                    self.left_out.append((text, "its quotation mark is never closed"))
                    continue
                self.left_out.append((text, "it runs on into the next paragraph, which is proposed alone"))
                continue
            yield text, start, end

    def _verb_beside(self, start: int, end: int) -> bool:
        first, last = self.cutter.sentence(start, end)
        after = re.match(r"\W{0,3}(?:\w+\s){0,3}?", self.text[end:last])
        return bool(
            re.search(rf"{_SPOKEN}\W{{0,3}}\Z", self.text[first:start])
            or (after and re.match(rf"\W{{0,3}}(?:[\w.’'-]+\s){{0,4}}?{_SPOKEN}", self.text[end:last]))
        )

    def _quotation(
        self, wording: str, inner: tuple[int, int], outer: tuple[int, int], sayer: str | None, doubtful: bool
    ) -> Iterator[Proposal]:
        doubts: list[str] = []
        attribution = self._attribution(sayer, *outer) if sayer and not self._in_heading(inner[0]) else None
        sayer = sayer if attribution else None
        is_term = _is_term(wording, inner[1] == outer[1] - 1, sayer, self._verb_beside(*outer))
        if not is_term and sayer is None:
            doubts.append("Who says this? If anybody does: quote instead of term, with speaker and attribution.")
        elif sayer is not None and doubtful:
            doubts.append(f"Is it {self._name(sayer)} who says this? The article does not say so beside it.")
        quoted = sayer is not None and not is_term
        excerpt = None
        if not quoted or not self.cutter.is_sound(*inner):
            stretch = self.cutter.sound(*(inner if quoted else self._clause_of_term(*outer)))
            if stretch is None:
                self.left_out.append((wording, "no excerpt carries it alone"))
                return
            excerpt = self._at(*stretch)
        evidence = Evidence(source=self.source_id, excerpt=excerpt, attribution=attribution)
        if quoted:
            assert sayer is not None
            claim = f"{self._name(sayer)} says this."
            fact = Fact(quote=wording, speaker=sayer, claim=claim, status="proposed", evidence=(evidence,))
        else:
            claim = "The source sets these words in quotation marks."
            fact = Fact(term=wording, said_by=sayer, claim=claim, status="proposed", evidence=(evidence,))
        yield Proposal("", fact, *inner, doubts)

    def _clause_of_term(self, start: int, end: int) -> tuple[int, int]:
        return self.cutter.clause(start, end, frozenset([";", ":", "(", ")"]))

    # Figures

    def _figures(self, quotations: list[Proposal]) -> list[Proposal]:
        terms = [q for q in quotations if isinstance(q.entry, Fact) and q.entry.term]
        found = []
        seen: set[str] = set()
        for first, last in self.blocks:
            for figure in find_figures(self.text[first:last], self.names):
                start, end = first + figure.start, first + figure.end
                if any(term.start <= start and end <= term.end for term in terms):
                    continue
                proposal = self._figure(figure, first, last, quotations)
                if proposal is None:
                    wording = self._at(start, end)
                    self.left_out.append((wording, "no excerpt carries it alone"))
                elif proposal.entry.wording.lower() not in seen or proposal.end == end:  # type: ignore[union-attr]
                    seen.add(proposal.entry.wording.lower())  # type: ignore[union-attr]
                    found.append(proposal)
        return found

    def _figure(self, figure: Figure, first: int, last: int, quotations: list[Proposal]) -> Proposal | None:
        block = self.text[first:last]
        stretch = self._wording(figure, block)
        if stretch is None:
            return None
        start, end = first + stretch[0], first + stretch[1]
        excerpt = self.cutter.sound(*self.cutter.clause(start, end))
        if excerpt is None:
            return None
        doubts = ["Does it count anything? If not, take it out."] if figure.weak else []
        if re.search(r"(?<![.!?]\s)(?<!\A)[^\W\d_a-z][^\W\d_]+\s\Z", block[: figure.start]) and figure.kind == "number":
            doubts.append("Is it part of a name? If so, list the name under names, and take this out.")
        said_by, attribution = self._figure_sayer(start, end, quotations)
        if said_by is not None:
            doubts.append(f"Is it {self._name(said_by)} who says so? If not, take said_by and attribution away.")
        wording = self._at(start, end)
        fact = Fact(
            figure=wording, claim=f"The source gives this figure: {wording}.", said_by=said_by, status="proposed",
            evidence=(Evidence(source=self.source_id, excerpt=self._at(*excerpt), attribution=attribution),),
        )  # fmt: skip
        return Proposal("", fact, start, end, doubts)

    def _wording(self, figure: Figure, block: str) -> tuple[int, int] | None:
        """The figure with its hedge and, where that reads the same, with what it counts."""
        low, high = figure.hedge_span or (figure.start, figure.end)
        start, end = min(low, figure.start), max(high, figure.end)
        for stretch in ((start, counted_end(block, figure, end)), (start, end), (figure.start, figure.end)):
            read = find_figures(block[slice(*stretch)], self.names)
            if len(read) == 1 and entails(read[0], figure) and entails(figure, read[0]):
                return stretch
        return None

    def _figure_sayer(self, start: int, end: int, quotations: list[Proposal]) -> tuple[str | None, str | None]:
        for quotation in quotations:
            if quotation.start <= start and end <= quotation.end and isinstance(quotation.entry, Fact):
                return quotation.entry.sayer, quotation.entry.evidence[0].attribution
        first, last = self.cutter.sentence(start, end)
        if self._in_heading(start) or not re.search(rf"\b{_SPOKEN}|according to", self.text[first:last]):
            return None, None
        said_by, doubtful = self._sayer(start, end)
        attribution = self._attribution(said_by, start, end) if said_by and not doubtful else None
        return (said_by, attribution) if attribution else (None, None)

    # Words beside a fact, and ids

    def _in_heading(self, place: int) -> bool:
        return any(start <= place < end for start, end in self.headings)

    def _set_near(self, facts: list[Proposal]) -> None:
        """Gives every figure the words that tell it from the others, and every fact its id."""
        around = [self._words_around(fact) for fact in facts]
        spread = Counter(word for words in around for word in {word for word, _ in words})
        taken: dict[str, Proposal] = {}
        for fact, words in zip(facts, around, strict=True):
            assert isinstance(fact.entry, Fact)
            own = [word for word, _ in words if spread[word] == 1] or [word for word, _ in words]
            if fact.entry.figure is not None and not self._in_heading(fact.start):
                fact.entry = msgspec.structs.replace(fact.entry, near=tuple(own[:_NEAR_WORDS]))
            inside = [word for word, _ in content_words(fact.entry.wording)]
            if fact.entry.kind == "figure":
                order = {word: place for word, place in words}
                chosen = [*sorted(own[: 2 - bool(inside)], key=lambda word: order[word])]
                parts = [*inside[-1:], *chosen] if not chosen or order[chosen[0]] >= fact.end else [*chosen, *inside[-1:]]
            else:
                parts = inside[:3] if fact.entry.kind == "quote" else fact.entry.wording.split()[:4]
            fact.id = self._new_id(slug(*parts) or slug(fact.entry.wording)[:30].strip("-") or fact.entry.kind, taken)
            taken[fact.id] = fact

    def _words_around(self, fact: Proposal) -> list[tuple[str, int]]:
        """The content words of the sentence outside a fact's own wording, the nearest first."""
        first, last = self.cutter.sentence(fact.start, fact.end)
        assert isinstance(fact.entry, Fact)
        own = {word for word, _ in content_words(fact.entry.wording)}
        words = [(word, first + place) for word, place in content_words(self.text[first:last])]
        outside = [(w, p) for w, p in words if w not in own and not fact.start <= p < fact.end]
        return list(dict(sorted(outside, key=lambda item: _gap(item[1], fact))).items())

    def _new_id(self, wanted: str, taken: dict[str, Proposal]) -> str:
        """The id, numbered where it is taken."""
        number, id_ = 1, wanted
        while id_ in taken:
            number += 1
            id_ = f"{wanted}-{number}"
        return id_

    def _at(self, start: int, end: int) -> str:
        return " ".join(self.text[start:end].split())


_SPOKEN = (
    r"(?:says?|said|tells?|told|adds?|added|explain(?:s|ed)|remark(?:s|ed)|writes?|wrote|warn(?:s|ed)|note[sd]|argue[sd]|"
    r"ask(?:s|ed)|state[sd]|repl(?:ies|ied)|answer(?:s|ed)|recall(?:s|ed)|claim(?:s|ed)|insist(?:s|ed)|conclude[sd]|"
    r"continue[sd]|points? out|pointed out|observe[sd]|reveal(?:s|ed)?|report(?:s|ed)|announce[sd]|estimate[sd]?|"
    r"confirm(?:s|ed)|disclose[sd]|declare[sd]|suggest(?:s|ed)?|admit(?:s|ted)?|den(?:y|ies|ied)|predict(?:s|ed)?|"
    r"found|finds|shows?|showed|joke[sd]|complain(?:s|ed)|recommend(?:s|ed)?|stress(?:es|ed))\b"
)


def _gap(place: int, fact: Proposal) -> int:
    return place - fact.end if place >= fact.end else fact.start - place


def _is_closed(quotation: Quotation) -> bool:
    return quotation.end - quotation.start > len(quotation.mark) + len(quotation.text)


def _trimmed(text: str, start: int, end: int, quotation: str) -> tuple[int, int]:
    """What stands between the marks, without the comma that belongs to the sentence around it."""
    inner = text.index(quotation, start)
    stripped = quotation.strip()
    inner += quotation.index(stripped)
    kept = stripped.rstrip(",;:—– ") or stripped
    if len(kept.split()) <= _LONGEST_TERM:
        kept = kept.rstrip(".") or kept
    return inner, inner + len(kept)


def _is_term(wording: str, is_whole: bool, sayer: str | None, spoken: bool) -> bool:
    """Whether words in marks are a name or a word rather than somebody's sentence."""
    words = [word for word in split(wording) if word[0].isalnum()]
    if len(words) > _LONGEST_TERM:
        return False
    return not (sayer and spoken and wording[:1].isupper())
