"""The rules for the entries of the facts file: none says more than its own evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..english.dates import written_date
from ..english.figures.find import find_figures
from ..english.qualifiers import clipped
from ..english.quotations import find_quotations
from ..english.quote_diff import quote_diff
from ..facts.corroboration import Standings
from ..facts.store import Store, excerpts
from ..figures.arithmetic import NoResult, derive, in_words
from ..figures.calendar import Period
from ..figures.entailment import compatible, entails, fault
from ..figures.figure import Figure
from ..figures.interval import slack
from ..model.findings import Finding, make_finding
from ..model.keys import EvidenceKey, Part, WithEvidence
from ..model.records import DATE, Fact, LockedRun, Person
from ..text.words import ELLIPSIS, find_run, is_word, split

_MARKS = {'"', "'", ")", "]"}
_SENTENCE_ENDS = (["."], ["!"], ["?"])
_ALONE = LockedRun(start=0, before="", after="", proof="")

ATTRIBUTION_REACH = 100
"""How many words may lie between a quotation and the words that say whose it is."""


def check_entries(store: Store, proven: Mapping[EvidenceKey, LockedRun]) -> Iterator[Finding]:
    """What is wrong in facts and people, beside what is not proven at all."""
    for id_, fact in store.facts.facts.items():
        yield from _Entry(store, ("facts", id_), fact, proven).check_fact(fact)
    for id_, person in store.facts.people.items():
        yield from _Entry(store, ("people", id_), person, proven).check_person(person)
    for id_, origin in store.facts.origins.items():
        yield from _stray(store, ("origins", id_, "name"), origin.name, [written_date(origin.date)])
    for number, entry in enumerate(store.facts.corrections):
        known = [entry.was, entry.now or "", written_date(entry.date)]
        yield from _stray(store, ("corrections", number, "why"), entry.why, known)
    recorded: dict[str, list[str]] = {}
    for excerpt in excerpts(store.facts):
        recorded.setdefault(excerpt.source, []).append(excerpt.text)
    for id_, source in store.facts.sources.items():
        known = [*recorded.get(id_, ()), source.title or "", written_date(source.published)]
        yield from _stray(store, ("sources", id_, "note"), source.note or "", known)
        yield from _stray(store, ("sources", id_, "publisher"), source.publisher, [])


def _stray(
    store: Store, key: tuple[str | int, ...], text: str, known: Sequence[str]
) -> Iterator[Finding]:
    """The figures and quotations of a text that nothing known of the entry bears."""
    names = store.facts.names
    for quotation in find_quotations(text):
        if all(quote_diff(each, quotation.text) for each in known):
            message = f"“{quotation.text}” is not among the words that are recorded"
            yield make_finding("Q001", store.locate(*key), message, shown=text)
    recorded = [figure for each in known for figure in find_figures(each, names)]
    for figure in find_figures(text, names):
        if all(fault(one, figure) for one in recorded) and not figure.weak:
            shown = text[slice(*figure.whole)]
            message = f"“{shown}” is a figure that no excerpt bears"
            remedy = "take it out, or make it a fact with evidence"
            yield make_finding("E002", store.locate(*key), message, shown=text, help=remedy)


class _Entry:
    """A fact or a person with its evidence, while it is checked."""

    def __init__(
        self,
        store: Store,
        key: tuple[WithEvidence, str],
        entry: Fact | Person,
        proven: Mapping[EvidenceKey, LockedRun],
    ) -> None:
        self._store, self._key, self._entry, self._proven = store, key, entry, proven
        self._found_in: dict[str, list[Figure]] = {}
        self._texts = [text for evidence in entry.evidence if (text := evidence.excerpt)]
        if isinstance(entry, Fact):
            # What rests on a data file has been compared with it; it is its own text.
            rests_on_data = any(evidence.at is not None for evidence in entry.evidence)
            self._texts += [text for text in (entry.quote, rests_on_data and entry.figure) if text]
        self._figures = [figure for text in self._texts for figure in self._find(text)]
        # What the claim may say: not what another source makes of it.
        theirs = [each.excerpt for each in entry.evidence if each.figure]
        own = [text for text in self._texts if text not in theirs]
        self._own = [figure for text in own for figure in self._find(text)]
        # The time that the entry gives is held against its sources by itself.
        self._stated = self._figures
        when = self._find(written_date(getattr(entry, "as_of", None)))
        self._figures, self._own = [*self._figures, *when], [*self._own, *when]

    def check_fact(self, fact: Fact) -> Iterator[Finding]:
        if fact.figure is not None:
            yield from self._check_figure(fact.figure)
        yield from self._check_clipped()
        if fact.figure is None:
            yield from self._check_marks(fact)
        if fact.attributed_to is not None:
            yield from self._check_attribution(self._store.facts.people[fact.attributed_to])
        if fact.figure is not None and not self._find(fact.claim):
            yield self._found("E002", "claim", "the claim does not state the figure", fact.claim)
        yield from self._check_own_words("claim", fact.claim, fact.figure is not None)
        yield from self._check_own_words("note", fact.note or "")
        if fact.sum_of:
            yield from self._check_sum(fact)
        if fact.as_of is not None:
            yield from self._check_date(fact.as_of)

    def check_person(self, person: Person) -> Iterator[Finding]:
        yield from self._check_clipped()
        evidence = f" {ELLIPSIS} ".join(self._texts)
        words = [word for text in self._texts for word in split(text)]
        if find_run(words, split(person.name)) < 0:
            yield self._found(
                "E008", "name", f"the evidence does not name {person.name}", person.name, evidence
            )
        elif alien := next((form for form in person.also if not _goes_by(person, form, words)), ""):
            message = f"neither the name nor the evidence of {person.name} has this form"
            yield self._found("E008", "also", message, alien)
        elif not _in_order([word for word in split(person.role) if is_word(word)], words):
            message = "the role does not keep to the words of the evidence"
            yield self._found("E008", "role", message, person.role, evidence)
        yield from self._check_own_words("claim", person.claim)
        yield from self._check_own_words("note", person.note or "")

    def _found(
        self,
        code: str,
        key: str | tuple[str | int, ...],
        message: str,
        shown: str = "",
        recorded: str = "",
    ) -> Finding:
        where = self._store.locate(*self._key, *((key,) if isinstance(key, str) else key))
        sources, own = self._store.facts.sources, getattr(self._entry, "quote", None)
        texts = [
            (sources[each.source].publisher, each.excerpt or own) for each in self._entry.evidence
        ]
        source = "; ".join(f"{publisher}: “{text}”" for publisher, text in texts if text)
        return make_finding(
            code, where, message, fact=self._key[1], shown=shown, recorded=recorded, source=source
        )

    def _runs(self, name: Part) -> Iterator[tuple[int, LockedRun, str]]:
        """The runs that are named so (excerpt, attribution), and where they stand: as proven, or
        alone where nothing else was recorded.
        """
        for number, evidence in enumerate(self._entry.evidence):
            run = self._proven.get(EvidenceKey(*self._key, number, name))
            text = evidence.excerpt if name == "excerpt" else evidence.attribution
            if text is None and isinstance(self._entry, Fact) and name == "excerpt":
                text = self._entry.quote
            if self._store.facts.sources[evidence.source].recorded == "excerpt":
                run = _ALONE
            if run is not None and text is not None:
                yield number, run, text

    def _find(self, text: str) -> list[Figure]:
        """The figures of a text; several rules ask for those of the same."""
        if text not in self._found_in:
            self._found_in[text] = find_figures(text, self._store.facts.names)
        return self._found_in[text]

    def _check_figure(self, wording: str) -> Iterator[Finding]:
        if len(self._find(wording)) != 1:
            yield self._not_one("figure", wording)
            return
        for number, evidence in enumerate(self._entry.evidence):
            if evidence.at is not None:
                continue
            excerpt, stated = evidence.excerpt or "", evidence.figure or wording
            if len(self._find(stated)) != 1:
                yield self._not_one(("evidence", number, "figure"), stated)
            elif not self._carries(excerpt, stated):
                message = "the figure is not what the excerpt says"
                key = ("evidence", number, "excerpt")
                yield self._found("E002", key, message, stated, excerpt)

    def _not_one(self, key: str | tuple[str | int, ...], wording: str) -> Finding:
        many = len(self._find(wording))
        message = f"a figure holds exactly one number or range; {many} were found here"
        return self._found("E002", key, message, wording)

    def _carries(self, excerpt: str, wording: str) -> bool:
        """Whether an excerpt has this figure, and the words beside it in their order."""
        (recorded,) = self._find(wording)
        first, *others = [word for word in split(wording) if is_word(word)]
        # A figure that begins a sentence of the source need not begin one of the book.
        wordings = [[first, *others], [first[:1].swapcase() + first[1:], *others]]
        same = any(_same(figure, recorded) for figure in self._find(excerpt))
        return same and any(_in_order(words, split(excerpt)) for words in wordings)

    def _check_sum(self, fact: Fact) -> Iterator[Finding]:
        """The parts add up as they are stated, and as far as their hedges let them reach."""
        parts, sum_ = [self._figure_of(id_) for id_ in fact.sum_of], self._figure_of(self._key[1])
        if sum_ is None or len(sum_.numbers) != 1:
            return  # Another finding tells of it.
        try:
            made = derive(" + ".join(fact.sum_of), self._figure_of, sum_)
        except NoResult as problem:
            yield self._found("E010", "sum_of", str(problem), fact.figure or "")
            return
        stated = sum(part.numbers[0] for part in parts if part is not None)
        if not compatible(made, sum_) or abs(stated - sum_.numbers[0]) > slack(sum_.numbers[0]):
            message = f"its parts come to {in_words(made)}"
            yield self._found("E010", "sum_of", message, fact.figure or "")

    def _figure_of(self, id_: str) -> Figure | None:
        figures = self._find(self._store.facts.facts[id_].figure or "")
        return figures[0] if len(figures) == 1 else None

    def _check_date(self, as_of: str) -> Iterator[Finding]:
        facts, standings = self._store.facts, Standings(self._store.facts)
        dates: list[str] = []
        for evidence in self._entry.evidence:
            origin = facts.origins.get(standings.origin(evidence))
            published = facts.sources[evidence.source].published or ""
            source = facts.sources[evidence.source].publisher
            known = {source: published if re.fullmatch(DATE, published) else ""}
            if origin is not None:
                known[origin.name] = origin.date or ""
            for name, date in known.items():
                if date and Period.parse(date).before(Period.parse(as_of)):
                    message = f"{name} is of {written_date(date)}"
                    yield self._found("E011", "as_of", message, as_of)
            dates += known.values()
        stated = self._find(written_date(as_of))
        named = any(entails(stated[0], figure) for figure in self._stated) if stated else False
        if not any(dates) and not named:
            yield self._found("E011", "as_of", "nothing that this rests on has a date", as_of)

    def _check_clipped(self) -> Iterator[Finding]:
        for number, run, text in self._runs("excerpt"):
            words = split(text)
            ended = [word for word in words if word not in _MARKS][-1:] in _SENTENCE_ENDS
            cut = clipped(run.before.split(), [] if ended else run.after.split(), words)
            if cut is not None:
                message = f"the source has “{cut}” right beside this excerpt"
                is_before = run.before.endswith(cut)
                whole = f"{cut} {text}" if is_before else f"{text} {cut}"
                yield self._found("E003", ("evidence", number, "excerpt"), message, text, whole)

    def _check_marks(self, fact: Fact) -> Iterator[Finding]:
        for _, run, text in self._runs("excerpt"):
            words = [*run.before.split(), *split(text), *run.after.split()]
            if not _stands_in_marks(split(fact.wording), words):
                message = (
                    "the source does not have these words in quotation marks, from mark to mark"
                )
                yield self._found("E007", fact.kind, message, fact.wording)

    def _check_attribution(self, speaker: Person) -> Iterator[Finding]:
        places = {number: run.start for number, run, _ in self._runs("excerpt")}
        for number, run, text in self._runs("attribution"):
            key = ("evidence", number, "attribution")
            words = split(text)
            if all(find_run(words, split(name)) < 0 for name in (speaker.name, *speaker.also)):
                yield self._found("E006", key, f"these words do not name {speaker.name}", text)
            elif abs(places.get(number, run.start) - run.start) > ATTRIBUTION_REACH + len(
                split(self._texts[0])
            ):
                yield self._found(
                    "E006", key, "these words stand far from the quotation in the source", text
                )

    def _check_own_words(self, key: str, text: str, own: bool = False) -> Iterator[Finding]:
        """A claim or note has only figures that the evidence entails, and quotes its words."""
        for figure in self._find(text):
            if all(fault(recorded, figure) for recorded in (self._own if own else self._figures)):
                message = f"“{text[slice(*figure.whole)]}” is not what the evidence says"
                yield self._found("E002", key, message, text)
        for quotation in find_quotations(text):
            if all(quote_diff(recorded, quotation.text) for recorded in self._texts):
                yield self._found(
                    "Q001", key, f"“{quotation.text}” is not what the evidence says", text
                )


def _goes_by(person: Person, form: str, words: Sequence[str]) -> bool:
    """Whether another form of a name shares a word with it, or stands in the evidence."""
    parts, names = {word for word in split(form) if is_word(word)}, set(split(person.name))
    return bool({word for word in parts & names if word[0].isupper()}) or _in_order(
        split(form.lower()), [word.lower() for word in words]
    )


def _same(one: Figure, other: Figure) -> bool:
    return entails(one, other) and entails(other, one)


def _in_order(some: Sequence[str], words: Sequence[str]) -> bool:
    """Whether all of `some` stand in `words` in their order, whatever lies between."""
    rest = iter(words)
    return all(word in rest for word in some)


def _stands_in_marks(run: list[str], words: list[str]) -> bool:
    """Whether the run goes from mark to mark; one of the sentence may stand before the last."""
    place = find_run(words, run)
    while place >= 0:
        after = words[place + len(run) :]
        closing = after[1:2] if after[:1] and after[0] in ",.;:!?" else after[:1]
        if place > 0 and words[place - 1] in ('"', "'") and closing and closing[0] in ('"', "'"):
            return True
        place = find_run(words, run, place + 1)
    return False
