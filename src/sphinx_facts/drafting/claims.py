"""What stands in the place of a claim until a person has written it."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.records import Fact, Person

CLAIM_OF_TERM = "The source sets these words in quotation marks."


def claim_of_figure(wording: str) -> str:
    """Of a figure."""
    return f"The source gives this figure: {wording}."


def claim_of_quote(speaker: str) -> str:
    """Of what somebody of this name says."""
    return f"{speaker} says this."


def claim_of_person(name: str) -> str:
    """Of somebody of this name."""
    return f"The source names {name}."


def is_to_be_written(entry: Fact | Person, people: Mapping[str, Person]) -> bool:
    """Whether the claim of an entry is one of these, and no person's."""
    if isinstance(entry, Person):
        return entry.claim == claim_of_person(entry.name)
    speaker = people.get(entry.speaker or "")
    placeholders = (CLAIM_OF_TERM, claim_of_figure(entry.wording))
    return entry.claim in placeholders or (
        speaker is not None and entry.claim == claim_of_quote(speaker.name)
    )
