"""What has to hold in a facts file beyond the form of each entry: references and forms of values.

A check is a function of one record and of what stands around it: it tells what is wrong there, by
the steps that lead to it from the record, or None. To add one is to write it, in the module of its
record, and to name it in the tables at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...model.keys import Key
from ...model.records import FactsFile
from ..excerpts import entries_with_evidence
from .around import Around, Check, Problem, Whole
from .of_any import (
    allows_codes,
    has_known_origin,
    is_based_on_another,
    is_dated,
    refers,
    was_no_other,
)
from .of_evidence import (
    has_attribution,
    has_excerpt,
    only_figure_has_figure,
    rests_on_evidence,
    value_has_place,
)
from .of_facts import (
    is_of_one_kind,
    is_superseded_by_later,
    near_is_words_or_groups,
    near_tells_something,
    only_figure_is_counted,
    only_quote_has_speaker,
    quote_has_speaker,
    quote_is_said_by_speaker,
    series_has_name,
)
from .of_sources import (
    corrects_known_fact,
    had_wording,
    has_address,
    has_id_of_its_own,
    has_scales,
    independent_repeats_nobody,
    only_data_has_file,
    only_data_has_units,
)


def validate(facts: FactsFile) -> Iterator[Problem]:
    """Everything that is wrong in a facts file whose entries have the form that they must have."""
    whole = Whole(facts)
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


# Of what is wrong at one place, what stands first in a table is told, and the rest is not.

_CHECKS: dict[str, tuple[Check, ...]] = {
    "facts": (
        is_of_one_kind, quote_has_speaker, only_quote_has_speaker, quote_is_said_by_speaker,
        is_dated("as_of"), is_dated("happened"), series_has_name, only_figure_is_counted,
        near_is_words_or_groups, near_tells_something,
        refers("speaker", "people"), refers("said_by", "people"),
        refers("superseded_by", "facts"), is_superseded_by_later, refers("sum_of", "facts"),
        rests_on_evidence, allows_codes, was_no_other,
    ),
    "people": (rests_on_evidence, allows_codes, was_no_other),
    "sources": (
        allows_codes, only_data_has_file, only_data_has_units, has_scales, has_address("url"),
        has_address("archived"), is_dated("published"), is_dated("accessed"), was_no_other,
        has_known_origin, is_based_on_another, independent_repeats_nobody,
    ),
    "origins": (has_id_of_its_own, is_dated("date"), has_known_origin, is_based_on_another),
}  # fmt: skip
_EVIDENCE: tuple[Check, ...] = (
    refers("source", "sources"), has_known_origin, only_figure_has_figure,
    value_has_place, has_excerpt, has_attribution,
)  # fmt: skip
_CORRECTIONS: tuple[Check, ...] = (is_dated("date"), corrects_known_fact, had_wording)
