"""What turns the quotations of a facts file in their sources, outside their marks."""

from __future__ import annotations

from collections.abc import Mapping

from ..english.quoting.frames import frame_before
from ..model.keys import EvidenceKey
from ..model.records import FactsFile, Frame, Lock
from ..text.words import split

Frames = Mapping[str, Frame]
"""By the ids of facts; most quotations have none."""


def find_frames(facts: FactsFile, lock: Lock) -> dict[str, Frame]:
    """The frames of the quotes that have one in each source from which they are recorded in full.

    They are read out of the lock, where `record` keeps the words beside an excerpt.
    """
    found: dict[str, Frame] = {}
    for id_, fact in facts.facts.items():
        if fact.quote is None:
            continue
        runs = [lock.run_of(EvidenceKey("facts", id_, n)) for n in range(len(fact.evidence))]
        quoted = split(fact.quote)
        frames = [
            frame_before(run.before.split(), quoted, run.after.split()) for run in runs if run
        ]
        if frames and (framed := [frame for frame in frames if frame]) and len(framed) == len(runs):
            found[id_] = framed[0]
    return found
