"""What has to hold of a source, an origin or a correction."""

from __future__ import annotations

import re

from ...model.records import ADDRESS, UNKNOWN, Correction, Fact, Origin, Source
from ..data_units import scale_of
from .around import Around, Check, Problem
from .of_any import refers

_names_fact = refers("fact", "facts")
_is_address = re.compile(ADDRESS).fullmatch


def only_data_has_file(source: Source, _: Around) -> Problem | None:
    if (source.recorded == "data") == (source.file is not None):
        return None
    remedy = "a source that is recorded as data has a file:, and no other has"
    return Problem((), "recorded and file do not agree", remedy)


def only_data_has_units(source: Source, _: Around) -> Problem | None:
    if source.recorded == "data" or not (source.units or source.scale):
        return None
    name = "units" if source.units else "scale"
    return Problem((name,), "only a data file has columns", f"take {name} away")


def has_scales(source: Source, _: Around) -> Problem | None:
    for column, scale in source.scale.items():
        if scale_of(scale) is None:
            remedy = "write by what its values are multiplied, such as '1,000'"
            return Problem(("scale", column), f"{scale} is no number above zero", remedy)
    return None


def has_address(name: str) -> Check:
    """What stands under a key is an address."""

    def check(source: Source, _: Around) -> Problem | None:
        address = getattr(source, name)
        if address is None or _is_address(address):
            return None
        remedy = "write the whole address, from https:// on, or null where it is not known"
        return Problem((name,), "this is no address of a page", remedy)

    return check


def independent_repeats_nobody(source: Source, _: Around) -> Problem | None:
    if source.independent is None or source.based_on is None:
        return None
    remedy = "take one of the two away; a piece of evidence may have a based_on of its own"
    return Problem(("independent",), "what is based on another is no voice of its own", remedy)


def has_id_of_its_own(_: Origin, around: Around) -> Problem | None:
    facts = around.whole.facts
    if around.id != UNKNOWN and around.id not in facts.sources and around.id not in facts.people:
        return None
    remedy = "an origin has an id of its own; name a source or a person as they are"
    return Problem((), "this id stands for something else", remedy)


def corrects_known_fact(correction: Correction, around: Around) -> Problem | None:
    is_gone = correction.now is None and correction.key is None
    is_renamed = (Fact, correction.fact) in around.whole.formerly
    return None if is_gone or is_renamed else _names_fact(correction, around)


def had_wording(correction: Correction, _: Around) -> Problem | None:
    if correction.was is not None or correction.key is not None:
        return None
    remedy = "write the wording that was published, or name the key that was not there"
    return Problem(("was",), "every fact had a wording", remedy)
