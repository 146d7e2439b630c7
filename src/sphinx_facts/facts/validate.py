"""What has to hold in a facts file beyond the form of each entry: references and forms of values.

A check is a function of one record and of what stands around it: it tells what is wrong there, by
the steps that lead to it from the record, or None. To add one is to write it, and to name it in the
tables at the end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, get_args

from ..english.lexicon import families
from ..model.keys import Key
from ..model.records import (
    ADDRESS,
    UNKNOWN,
    Correction,
    Evidence,
    Fact,
    FactsFile,
    Kind,
    Origin,
    Person,
    Source,
)
from ..text.suggestions import did_you_mean
from .data_units import scale_of
from .excerpts import entries_with_evidence
from .ids import is_code, is_date, is_id

_EVERYWHERE = frozenset(
    families(
        "function_words.determiners.articles",
        "function_words.determiners.demonstratives",
        "function_words.determiners.that",
        "function_words.prepositions.short",
        "function_words.conjunctions.joining",
        "function_words.auxiliaries.be",
        "function_words.auxiliaries.have",
        "function_words.pronouns",
        "function_words.relatives",
    )
)
"""Words that stand in any sentence, whatever it is about."""
_is_address = re.compile(ADDRESS).fullmatch
_KIND_OF = {Fact: "facts", Person: "people", Source: "sources"}
"""Where the facts file has the entries that may have had other ids."""


class Problem(NamedTuple):
    """What is wrong at a place in the facts file, and a way out."""

    key: Key
    message: str
    help: str = ""


class Around(NamedTuple):
    """What a check may ask for beside its record."""

    whole: _Whole
    id: str
    """Of the entry."""
    entry: Fact | Person | None = None
    """Of a piece of evidence: what rests on it."""


Check = Callable[[Any, Around], Problem | None]


def validate(facts: FactsFile) -> Iterator[Problem]:
    """Everything that is wrong in a facts file whose entries have the form that they must have."""
    whole = _Whole(facts)
    for kind, checks in _CHECKS.items():
        entries: Mapping[str, Any] = getattr(facts, kind)
        for id_, entry in entries.items():
            yield from _run(checks, entry, Around(whole, id_), (kind, id_))
    for place, id_, owner in entries_with_evidence(facts):
        around = Around(whole, id_, owner)
        for number, evidence in enumerate(owner.evidence):
            yield from _run(_EVIDENCE, evidence, around, (place, id_, "evidence", number))
    for number, correction in enumerate(facts.corrections):
        yield from _run(_CORRECTIONS, correction, Around(whole, ""), ("corrections", number))


def _run(checks: Sequence[Check], record: Any, around: Around, key: Key) -> Iterator[Problem]:
    for check in checks:
        if (problem := check(record, around)) is not None:
            yield problem._replace(key=(*key, *problem.key))


class _Whole:
    """A facts file, with what several checks ask of it."""

    def __init__(self, facts: FactsFile) -> None:
        self.facts = facts

    @cached_property
    def based_on_themselves(self) -> set[str]:
        """The sources and origins that are, by whatever detour."""
        entries: dict[str, Source | Origin] = {**self.facts.sources, **self.facts.origins}
        return _circular({id_: entry.based_on for id_, entry in entries.items()})

    @cached_property
    def formerly(self) -> Counter[tuple[type[Any], str]]:
        """How often each id is one that an entry of this kind had before."""
        every = (self.facts.facts, self.facts.people, self.facts.sources)
        return Counter(
            (type(entry), id_)
            for kind in every
            for entry in kind.values()
            for id_ in entry.formerly
        )

    @cached_property
    def superseded_by_themselves(self) -> set[str]:
        """The facts that are, by whatever detour."""
        facts = self.facts.facts
        return _circular({id_: fact.superseded_by for id_, fact in facts.items()})


def _circular(links: Mapping[str, str | None]) -> set[str]:
    """The ids from which the links lead back to them."""
    circular: set[str] = set()
    passed: set[str] = set()
    for start in links:
        way: list[str] = []
        id_: str | None = start
        while id_ is not None and id_ in links and id_ not in passed:
            passed.add(id_)
            way.append(id_)
            id_ = links[id_]
        if id_ in way:
            circular.update(way[way.index(id_) :])
    return circular


# Of several kinds of entries


def _refers(name: str, kind: str) -> Check:
    """What is named under a key is an entry of this kind."""

    def check(record: Any, around: Around) -> Problem | None:
        named = getattr(record, name)
        if not named:
            return None
        known = getattr(around.whole.facts, kind)
        for id_ in named if isinstance(named, tuple) else (named,):
            if id_ not in known:
                message = f"nothing in {kind} has the id {id_}"
                return Problem((name,), message, did_you_mean(id_, known))
        return None

    return check


def _is_dated(name: str) -> Check:
    """What stands under a key is a date."""

    def check(record: Any, _: Around) -> Problem | None:
        date = getattr(record, name)
        if date is None or is_date(date):
            return None
        remedy = "write 2024-12-19 or 2024-12, or the year alone, in quotes"
        return Problem((name,), f"{date} is no date", remedy)

    return check


def _has_known_origin(record: Source | Origin | Evidence, around: Around) -> Problem | None:
    based_on, facts = record.based_on, around.whole.facts
    if based_on is None or based_on == UNKNOWN:
        return None
    if based_on in facts.origins or based_on in facts.sources or based_on in facts.people:
        return None
    remedy = did_you_mean(
        based_on, sorted({UNKNOWN, *facts.origins, *facts.sources, *facts.people})
    )
    if remedy.startswith("known"):
        remedy = f"{remedy}, or declare it under origins"
    return Problem(("based_on",), f"no origin, source or person has the id {based_on}", remedy)


def _is_based_on_another(record: Source | Origin, around: Around) -> Problem | None:
    if record.based_on is None or around.id not in around.whole.based_on_themselves:
        return None
    remedy = "name what the first of them is based on instead"
    return Problem(("based_on",), "what this is based on leads back to it", remedy)


def _allows_codes(record: Fact | Person | Source, _: Around) -> Problem | None:
    """What is allowed are codes of findings, and none of what could not be checked."""
    for code in record.allow:
        if not is_code(code):
            remedy = "write a code, such as F003, and behind it the reason"
            return Problem(("allow", code), f"{code} is no code of a finding that can be", remedy)
        if code.startswith("X"):
            remedy = "take it away: what could not be checked is never in order"
            return Problem(("allow", code), f"{code} cannot be allowed", remedy)
    return None


def _was_no_other(record: Fact | Person | Source, around: Around) -> Problem | None:
    """An id that an entry had before means it alone."""
    entries = getattr(around.whole.facts, _KIND_OF[type(record)])
    for number, id_ in enumerate(record.formerly):
        if not is_id(id_):
            remedy = "an id has small letters, digits and single hyphens, as in troops-sent"
            return Problem(("formerly", number), f"{id_!r} is not an id", remedy)
        if id_ in entries or around.whole.formerly[type(record), id_] > 1:
            holder = "an entry has it now" if id_ in entries else "it stands here twice"
            remedy = "leave it where it belongs: links to it lead to one entry"
            return Problem(("formerly", number), f"{id_} is taken: {holder}", remedy)
    return None


# Facts


def _is_of_one_kind(fact: Fact, _: Around) -> Problem | None:
    kinds = [kind for kind in get_args(Kind) if getattr(fact, kind) is not None]
    if len(kinds) == 1:
        return None
    have = f"it has {' and '.join(kinds)}" if kinds else "it has none of them"
    remedy = "make each a fact of its own" if kinds else "write what the chapters may show"
    return Problem((), f"a fact is exactly one of figure, quote and term; {have}", remedy)


def _quote_has_speaker(fact: Fact, _: Around) -> Problem | None:
    if fact.quote is None or fact.speaker is not None:
        return None
    return Problem((), "a quote needs a speaker", "write speaker: and the id of one of people")


def _only_quote_has_speaker(fact: Fact, _: Around) -> Problem | None:
    if fact.quote is not None or fact.speaker is None:
        return None
    remedy = "for a figure or a term, write said_by"
    return Problem(("speaker",), "only a quote has a speaker", remedy)


def _quote_is_said_by_speaker(fact: Fact, _: Around) -> Problem | None:
    if fact.quote is None or fact.said_by is None:
        return None
    return Problem(("said_by",), "a quote is said by its speaker", "take said_by away")


def _series_has_name(fact: Fact, _: Around) -> Problem | None:
    if fact.about is None or is_id(fact.about):
        return None
    remedy = "write one word for what is counted, such as killed"
    return Problem(("about",), f"{fact.about!r} names no series", remedy)


def _near_is_words_or_groups(fact: Fact, _: Around) -> Problem | None:
    groups = [each for each in fact.near if not isinstance(each, str)]
    if groups and len(groups) < len(fact.near):
        remedy = "write [word, word], or groups alone: [[word, word], [word]]"
        return Problem(("near",), "words stand beside groups of words here", remedy)
    if all(groups):
        return None
    return Problem(("near",), "a group of words is empty", "write a word in it, or take it away")


def _near_tells_something(fact: Fact, _: Around) -> Problem | None:
    """A word that stands in every sentence ties nothing to it."""
    for number, group in enumerate(fact.near):
        for word in (group,) if isinstance(group, str) else group:
            if word.lower() in _EVERYWHERE:
                remedy = "write words for what it is about, such as bridge or killed"
                return Problem(("near", number), f"“{word}” stands in any sentence", remedy)
    return None


def _only_figure_is_counted(fact: Fact, _: Around) -> Problem | None:
    keys = {"sum_of": fact.sum_of, "about": fact.about, "counts": fact.counts}
    name = next((name for name, value in keys.items() if value), None)
    if fact.figure is not None or name is None:
        return None
    return Problem((name,), "only a figure is counted", f"take {name} away")


def _is_superseded_by_later(fact: Fact, around: Around) -> Problem | None:
    if fact.superseded_by is None:
        return None
    later = around.whole.facts.facts.get(fact.superseded_by, fact)
    message = remedy = ""
    if fact.as_of and later.as_of and later is not fact and not fact.as_of < later.as_of:
        message = "a fact is overtaken by one of a later date"
        remedy = "correct as_of, or let the later of the two have no superseded_by"
    elif fact.about != later.about:
        message = "these two do not count the same"
        remedy = "write the same about: in both, or take superseded_by away"
    elif around.id in around.whole.superseded_by_themselves:
        message = "the facts that supersede this one lead back to it"
        remedy = "let the latest fact have no superseded_by"
    return Problem(("superseded_by",), message, remedy) if message else None


# Sources, origins, corrections


def _only_data_has_file(source: Source, _: Around) -> Problem | None:
    if (source.recorded == "data") == (source.file is not None):
        return None
    remedy = "a source that is recorded as data has a file:, and no other has"
    return Problem((), "recorded and file do not agree", remedy)


def _only_data_has_units(source: Source, _: Around) -> Problem | None:
    if source.recorded == "data" or not (source.units or source.scale):
        return None
    name = "units" if source.units else "scale"
    return Problem((name,), "only a data file has columns", f"take {name} away")


def _has_scales(source: Source, _: Around) -> Problem | None:
    for column, scale in source.scale.items():
        if scale_of(scale) is None:
            remedy = "write by what its values are multiplied, such as '1,000'"
            return Problem(("scale", column), f"{scale} is no number above zero", remedy)
    return None


def _has_address(name: str) -> Check:
    """What stands under a key is an address."""

    def check(source: Source, _: Around) -> Problem | None:
        address = getattr(source, name)
        if address is None or _is_address(address):
            return None
        remedy = "write the whole address, from https:// on, or null where it is not known"
        return Problem((name,), "this is no address of a page", remedy)

    return check


def _independent_repeats_nobody(source: Source, _: Around) -> Problem | None:
    if source.independent is None or source.based_on is None:
        return None
    remedy = "take one of the two away; a piece of evidence may have a based_on of its own"
    return Problem(("independent",), "what is based on another is no voice of its own", remedy)


def _has_id_of_its_own(_: Origin, around: Around) -> Problem | None:
    facts = around.whole.facts
    if around.id != UNKNOWN and around.id not in facts.sources and around.id not in facts.people:
        return None
    remedy = "an origin has an id of its own; name a source or a person as they are"
    return Problem((), "this id stands for something else", remedy)


def _corrects_known_fact(correction: Correction, around: Around) -> Problem | None:
    is_gone = correction.now is None and correction.key is None
    is_renamed = (Fact, correction.fact) in around.whole.formerly
    return None if is_gone or is_renamed else _REFERS_TO_FACT(correction, around)


def _had_wording(correction: Correction, _: Around) -> Problem | None:
    if correction.was is not None or correction.key is not None:
        return None
    remedy = "write the wording that was published, or name the key that was not there"
    return Problem(("was",), "every fact had a wording", remedy)


_REFERS_TO_FACT = _refers("fact", "facts")


# Evidence


def _is_quote(entry: Fact | Person | None) -> bool:
    return isinstance(entry, Fact) and entry.quote is not None


def _is_said(entry: Fact | Person | None) -> bool:
    """Whether a person is recorded to say it."""
    return isinstance(entry, Fact) and (entry.quote is not None or entry.said_by is not None)


def _is_value(evidence: Evidence, around: Around) -> bool:
    """Whether it is, or ought to be, a value in a data file."""
    source = around.whole.facts.sources.get(evidence.source)
    return source is not None and (source.recorded == "data" or evidence.at is not None)


def _only_figure_has_figure(evidence: Evidence, around: Around) -> Problem | None:
    if evidence.figure is None or (isinstance(around.entry, Fact) and around.entry.figure):
        return None
    remedy = "take it away: only the evidence of a figure has one of its own"
    return Problem(("figure",), "there is no figure here", remedy)


def _value_has_place(evidence: Evidence, around: Around) -> Problem | None:
    if not _is_value(evidence, around):
        return None
    if around.whole.facts.sources[evidence.source].recorded != "data":
        remedy = "record the source as data, or write an excerpt"
        return Problem(("at",), "only a data file has values at a place", remedy)
    if evidence.at is None or evidence.excerpt or evidence.attribution:
        remedy = "write at: and the place of the value, such as plans[2].price, and no more"
        return Problem((), "evidence in a data file is a value at a place", remedy)
    return None


def _has_excerpt(evidence: Evidence, around: Around) -> Problem | None:
    if evidence.excerpt is not None or _is_quote(around.entry) or _is_value(evidence, around):
        return None
    remedy = "write excerpt: and the words of the source that carry this, word for word"
    return Problem((), "the key excerpt is missing", remedy)


def _has_attribution(evidence: Evidence, around: Around) -> Problem | None:
    is_said = _is_said(around.entry)
    source = around.whole.facts.sources.get(evidence.source)
    if is_said and evidence.attribution is None and source is not None and source.author:
        return None  # Whether its author is the speaker, a rule asks.
    if (evidence.attribution is not None) == is_said or _is_value(evidence, around):
        return None
    if is_said:
        remedy = "write attribution: and the words of the source that say who speaks"
        return Problem((), "the key attribution is missing", remedy)
    remedy = "write said_by: and an id of people, or take the attribution away"
    return Problem(("attribution",), "nobody is said to say this", remedy)


def _rests_on_evidence(entry: Fact | Person, _: Around) -> Problem | None:
    if entry.evidence:
        return None
    remedy = "write a source and an excerpt of it"
    return Problem(("evidence",), "the list of evidence is empty", remedy)


# Of what is wrong at one place, what stands first in a table is told, and the rest is not.

_CHECKS: dict[str, tuple[Check, ...]] = {
    "facts": (
        _is_of_one_kind, _quote_has_speaker, _only_quote_has_speaker, _quote_is_said_by_speaker,
        _is_dated("as_of"), _is_dated("happened"), _series_has_name, _only_figure_is_counted,
        _near_is_words_or_groups, _near_tells_something,
        _refers("speaker", "people"), _refers("said_by", "people"),
        _refers("superseded_by", "facts"), _is_superseded_by_later, _refers("sum_of", "facts"),
        _rests_on_evidence, _allows_codes, _was_no_other,
    ),
    "people": (_rests_on_evidence, _allows_codes, _was_no_other),
    "sources": (
        _allows_codes, _only_data_has_file, _only_data_has_units, _has_scales, _has_address("url"),
        _has_address("archived"), _is_dated("published"), _is_dated("accessed"), _was_no_other,
        _has_known_origin, _is_based_on_another, _independent_repeats_nobody,
    ),
    "origins": (_has_id_of_its_own, _is_dated("date"), _has_known_origin, _is_based_on_another),
}  # fmt: skip
_EVIDENCE: tuple[Check, ...] = (
    _refers("source", "sources"), _has_known_origin, _only_figure_has_figure,
    _value_has_place, _has_excerpt, _has_attribution,
)  # fmt: skip
_CORRECTIONS: tuple[Check, ...] = (_is_dated("date"), _corrects_known_fact, _had_wording)
