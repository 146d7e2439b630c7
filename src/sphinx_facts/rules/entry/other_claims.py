"""A claim says of its figure what its excerpts say, or less: of the same things, as surely, and not
the contrary; and it names nobody and no place that its sources do not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from ...english.counting.noun_phrases import Vocabulary, counted, material
from ...english.counting.rates import is_rate, rate
from ...english.counting.scopes import scope
from ...english.sayers.known_names import KnownNames, NameWord, names_in
from ...english.stems import stem, stems
from ...english.sureness.certainty import certainty, is_unsure, put_off, reported
from ...english.sureness.denials import denial, denied_verb
from ...english.sureness.doubts import abilities, doubt, estimates
from ...english.sureness.negations import may_be_denied, may_deny, negation, not_so, set_aside
from ...english.telling.opposed import opposite, rival
from ...english.telling.swapped import swapped
from ...english.telling.told import Told, content, predicates, tells_only_whose, without_names
from ...english.telling.wholes import is_beside, is_whole, told_of_part
from ...figures.entailment import entails
from ...figures.figure import Figure
from ...model.findings import Finding, rule
from ...model.records import Fact
from ..clause.measure import other_change
from ..clause.parity import ACCOUNTS, LIKELY, POSSIBLE, SAYING
from ..context import Findings, is_of_time
from ..entry_context import AnyEntry, EntryContext


@rule(
    "E016",
    "other-claim",
    meaning="The claim of an entry says something else than its excerpts: of other things or people, "
    "the contrary, more surely; or it names what no excerpt of its sources does.",
    help="Say in the claim what the excerpts say, or less; lengthen an excerpt that leaves it out.",
    example="""
    wrong:
      facts/example.yaml: |
        facts:
          daily-cars:
            figure: over 4,000 cars
            claim: The bridge does not carry over 4,000 cars daily.
            evidence: [{source: gazette, excerpt: "Over 4,000 cars cross the old bridge"}]
      $: sphinx-facts record facts/snapshots
    right:
      facts/example.yaml: |
        facts:
          daily-cars:
            figure: over 4,000 cars
            claim: The bridge carries over 4,000 cars daily.
            evidence: [{source: gazette, excerpt: "Over 4,000 cars cross the old bridge"}]
      $: sphinx-facts record facts/snapshots
    says: |
      facts/example.yaml:4:12: E016 other-claim: “not carry” denies what the excerpt says
          shown     The bridge does not carry over 4,000 cars daily.
          recorded                            Over 4,000 cars cross the old bridge
                                                              ^^^^^^^^^^^^^^^^^^^^
          source    The Gazette: “Over 4,000 cars cross the old bridge”
          do        Say in the claim what the excerpts say, or less; lengthen an excerpt that leaves it
                    out.
    """,
)
def check_other_claim(entry: EntryContext[Fact]) -> Findings:
    """The claim of a fact says of it what an excerpt says; that of a proposed one is yet to be
    written.
    """
    fact = entry.record
    if fact.status == "proposed" or tells_only_whose(fact.claim, fact.wording):
        return
    claim = _Claim(entry)
    if claim.told is not None and claim.excerpts:
        yield from (_finding(entry, said) for said in islice(claim.faults(), 1))


def check_names(entry: AnyEntry) -> Findings:
    """A claim names nobody and nothing instead of what its excerpts name. What they leave unnamed it
    may name: an excerpt is often a part of a sentence.
    """
    named = names_in(entry.record.claim)
    theirs = [word for text in own_texts(entry) for word in names_in(text)] if named else []
    here = KnownNames([entry.record.claim])
    replaced = [word for word in theirs if not here.has(word.text)]
    if not replaced:
        return
    for word in named:
        if any(each.has(word.text) for each in entry.known_names):
            continue
        # What only begins the sentence is hardly a name, unless it stands for all of them.
        if len(replaced) < len(theirs) and word.may_begin:
            continue
        if any(word.behind == other.behind for other in replaced):
            yield _finding(entry, f"no excerpt of its sources names {word.text}")
            return
    if not SAYING & stems(entry.record.claim) and (pair := _siblings(entry, named, replaced)):
        yield _finding(entry, "the excerpt names {}, not {}".format(*pair))


def own_texts(entry: AnyEntry) -> list[str]:
    """The excerpts that carry the wording of an entry, and not only a figure of their own."""
    own = [each.excerpt for each in entry.record.evidence if each.excerpt and not each.figure]
    return own or entry.texts


def _siblings(
    entry: AnyEntry, named: Sequence[NameWord], replaced: Collection[NameWord]
) -> tuple[str, str] | None:
    """A name of the excerpts and one that stands for it and shares a word with it."""
    there, gone = KnownNames(own_texts(entry)), {word.text for word in replaced}
    pairs = [word for text in own_texts(entry) for word in names_in(text) if word.joined]
    for word in (word for word in named if word.joined):
        for other in pairs:
            ours, theirs = (word.joined, word.text), (other.joined, other.text)
            for same, differing in ((1, 0), (0, 1)):
                is_same = KnownNames([theirs[same]]).has(ours[same])
                is_other = theirs[differing] in gone and not there.has(ours[differing])
                if is_same and is_other:
                    return " ".join(theirs), " ".join(ours)
    return None


def _finding(entry: AnyEntry, message: str) -> Finding:
    excerpts = " … ".join(entry.texts)
    return entry.finding("E016", "claim", message, entry.record.claim, excerpts)


class _Claim:
    """The claim of a fact and its excerpts, each parted at what the fact records."""

    def __init__(self, entry: EntryContext[Fact]) -> None:
        fact = self.fact = entry.record
        self._entry = entry
        self.is_figure = fact.figure is not None
        figures = entry.find(fact.wording) if self.is_figure else []
        self._unit = figures[0].unit if figures else None
        self._is_count = bool(figures) and figures[0].kind == "number"
        self.told = self._told(fact.claim)
        own = [(run, text) for number, run, text in entry.runs("excerpt") if self._is_own(number)]
        found = (self._told(text) for _, text in own)
        self.excerpts = [told for told in found if told is not None]
        # What is counted may stand right behind an excerpt that ends with its number.
        longer = (f"{text} {run.after}" if text[-1:].isdigit() else text for run, text in own)
        self._lengthened = [told for told in map(self._told, longer) if told is not None]
        # What bears the claim out may stand in its sentence outside the excerpt.
        self._around = [f"{run.before} {text} {run.after}" for run, text in own]
        self._known = content(" ".join([*entry.texts, fact.wording]))
        self._told_of = predicates(" ".join([*entry.texts, fact.wording]))
        self._is_new = not content(without_names(fact.claim)) <= self._known

    def _is_own(self, number: int) -> bool:
        evidence = self.fact.evidence
        return evidence[number].figure is None or all(each.figure for each in evidence)

    def _told(self, text: str) -> Told | None:
        """A text, parted at the figure of the fact, or at its words; or, of a quote, not at all."""
        if self.fact.quote is not None:
            return Told(text, len(text), len(text))
        if self.fact.figure is None:
            start = text.find(self.fact.wording)
            return Told(text, start, start + len(self.fact.wording)) if start >= 0 else None
        recorded, figures = self._entry.find(self.fact.figure), self._entry.find(text)
        for meet in (_are_same, entails, lambda one, other: entails(other, one)):
            for number, figure in enumerate(figures):
                if any(meet(one, figure) for one in recorded):
                    return Told(text, *figure.whole, *_beside(figures, number))
        return None

    def faults(self) -> Iterator[str]:
        """What the claim says that no excerpt does, or the contrary of."""
        told = self.told
        assert told is not None
        yield from self._denials(told)
        yield from self._doubts(told)
        if self.is_figure:
            yield from self._set_aside(told)
            yield from self._measures(told)
            yield from self._predicates(told)

    def _denials(self, told: Told) -> Iterator[str]:
        ours = denial(told.clause, self._told_of)
        theirs = [denial(each.clause, predicates(self.fact.claim)) for each in self.excerpts]
        if self.is_figure:
            ours = ours or denied_verb(told.main)
        if not self._is_new:  # With words of its own, it may say the same without a denial.
            ours, claimed = ours or not_so(told.clause.near), content(self.fact.claim)
            theirs = [
                words or not_so(each.clause.near, claimed)
                for words, each in zip(theirs, self.excerpts, strict=True)
            ]
        if ours and not any(theirs) and not any(map(may_be_denied, self._around)):
            yield f"“{ours}” denies what the excerpt says"
        if all(theirs) and not ours and not may_deny(told.text):
            yield f"the excerpt denies it: “{theirs[0]}”"

    def _set_aside(self, told: Told) -> Iterator[str]:
        claimed = content(self.fact.claim)
        words = [set_aside(each, claimed) for each in self.excerpts]
        if all(words) and not set_aside(told, frozenset()) and not may_be_denied(told.text):
            yield f"the excerpt has another in its place: “{words[0]}”"

    def _doubts(self, told: Told) -> Iterator[str]:
        if any(negation(each.clause.near) for each in self.excerpts):
            return  # What is not so is neither planned nor doubted.
        sure = [doubt(each, content(self.fact.claim)) for each in self.excerpts]
        (least, words), (ours, _) = min(sure), certainty(told.text)
        if words.lower() in abilities():
            least = 0
        if self.fact.quote is not None and (least < POSSIBLE or not self._is_of_quote()):
            return
        is_said = (SAYING | ACCOUNTS) & stems(told.text) or reported(told.text)
        is_hedged = any(figure.hedge for figure in self._entry.find(self.fact.wording))
        is_estimate = is_hedged and words.lower() in estimates()
        to_come = put_off(told.clause.near, self._told_of)
        is_outweighed = is_unsure(told.text) or (least == LIKELY and (is_estimate or bool(is_said)))
        is_to_come = bool(to_come) and ours < least >= POSSIBLE
        if is_to_come or (least and not is_outweighed):
            yield f"the excerpt is less sure: “{words}”"
        elif to_come and not any(certainty(text)[0] for text in self._around):
            yield f"“{to_come}” puts off what the excerpt tells as a fact"
        doubted = [reported(each.clause.near) for each in self.excerpts]
        if all(doubted) and not is_said and not denial(told.clause, self._known):
            yield f"the excerpt leaves it to others: “{doubted[0]}”"

    def _is_of_quote(self) -> bool:
        """Whether a claim tells what a quotation says, and not only that it was said."""
        return len(content(self.fact.claim) & self._known) > 1

    def _measures(self, told: Told) -> Iterator[str]:
        is_time = any(map(is_of_time, self._entry.find(self.fact.wording)))
        if not is_time and (each := rate(told.clause)) and not any(map(is_rate, self._around)):
            yield f"“{each}” makes another measure of it"
        part, words = scope(told.clause)
        if part in ("part", "multiple") and part not in {scope(e.clause)[0] for e in self.excerpts}:
            yield f"“{words}” makes another measure of it"
        clauses = [each.clause for each in self.excerpts]
        if words := other_change(told.clause, clauses, self.fact.wording):
            yield f"“{words}” is not what the excerpt tells of it"

    def _predicates(self, told: Told) -> Iterator[str]:
        noun = _counted(told, self._unit)
        others = [each for told in self._lengthened if (each := _counted(told, self._unit))]
        sentences = Vocabulary(each.sentence for each in self._lengthened)
        is_known = any(content(other) & content(self.fact.claim) for other in others)
        is_known = (
            is_known or sentences.has(noun) or Vocabulary([*others, *self.fact.counts]).bears(noun)
        )
        is_beside_it = all(is_beside(noun, each.sentence) for each in self._lengthened)
        if noun and is_known and is_beside_it and not Vocabulary(self.fact.counts).has(noun):
            is_known = any(content(other) & content(self.fact.claim) for other in others)
            is_known = is_known or Vocabulary(others).bears(noun)
        is_known = is_known and not self._is_of_another(noun, others)
        if noun and len(others) == len(self._lengthened) > 0 and not is_known:
            yield f"it counts {noun}, and the excerpt {others[0]}"
        for find, message in (
            (rival, "{} is not {}"), (swapped, "the excerpt has it the other way round: {}, {}"),
        ):  # fmt: skip
            found = [find(told, each) for each in self.excerpts]
            if all(one for one, _ in found):
                yield message.format(*(f"“{word}”" for word in found[0]))
        other = opposite(told.text, " … ".join(self._around))
        if other[0]:
            yield "“{}” is not “{}”".format(*other)
        of_whole = content(f"{self.fact.wording} {noun}")
        part = [told_of_part(each) - of_whole for each in self.excerpts]
        if all(part) and not is_whole(told) and content(told.clause.near) & part[0]:
            yield "the excerpt says it of a part of them alone"

    def _is_of_another(self, noun: str, others: Sequence[str]) -> bool:
        """Whether the excerpts count a noun with another figure alone: *480 pupils and 31 teachers*."""
        if not self._is_count:
            return False  # Of 40 workers a third may be women.
        heads = {stem(head) for each in self.excerpts for head in self._counted_beside(each)}
        return stem(noun) in heads and stem(noun) not in map(stem, others)

    def _counted_beside(self, excerpt: Told) -> Iterator[str]:
        """What other figures of an excerpt count."""
        for figure in self._entry.find(excerpt.text):
            phrase = counted(excerpt.text, figure.whole[1])
            if figure.start != excerpt.start and figure.whole[0] != excerpt.start and phrase:
                yield phrase.head


def _are_same(one: Figure, other: Figure) -> bool:
    return entails(one, other) and entails(other, one)


def _counted(told: Told, unit: str | None) -> str:
    """The noun in the plural that a figure counts, or of which it is so much; or empty."""
    phrase = counted(told.text, told.end) if unit is None else material(told.text, told.end)
    return phrase.head if phrase is not None else ""


def _beside(figures: Sequence[Figure], number: int) -> tuple[int, int]:
    """Where the figure before one of several ends, and where the one behind it begins."""
    last = figures[number + 1].whole[0] if number + 1 < len(figures) else -1
    return figures[number - 1].whole[1] if number else 0, last
