"""Find what is to be added: which words of which source, and which fact in them.

Where there are several, somebody on a terminal is asked; or the command line has to tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from ..facts.store import Store
from ..model.findings import CheckError
from ..model.passages import Location
from ..proof.snapshots import read_snapshot
from ..text.suggestions import did_you_mean
from .candidates import Candidate, candidates
from .dialogue import Dialogue, Ended
from .from_chapter import Carrier, Uncited, carriers, uncited
from .output import refuse
from .places import Place, SourceText

T = TypeVar("T")
_MOST_SHOWN = 9
_LONGEST = 160
"""Characters of a sentence in a list."""


class Chooser:
    """Finds places and facts in the sources of a folder.

    Each method raises `CheckError` where there is nothing, or where nobody tells which of several
    is meant; `Ended` where none of them is.
    """

    def __init__(self, store: Store, snapshots: Path, dialogue: Dialogue | None) -> None:
        self._store, self._folder, self._dialogue = store, snapshots, dialogue

    def text_of(self, source: str) -> SourceText:
        """The text of a source."""
        sources = self._store.facts.sources
        where = Location(str(self._store.folder))
        if source not in sources:
            refuse(where, f"nothing in sources has the id {source}", did_you_mean(source, sources))
        if sources[source].recorded == "data":
            message = f"{source} is a data file, which has values and no words"
            refuse(where, message, "write the fact by hand, with at: and the place of the value")
        return SourceText(read_snapshot(self._folder, source))

    def place(self, source: str, text: SourceText, first: str, last: str, nth: int | None) -> Place:
        """The place that begins and ends with some words."""
        places = text.find(first, last)
        where = self._store.locate("sources", source)
        if not places:
            nearest = text.nearest(f"{first} {last}")
            remedy = f"nearest to it is: {nearest}" if nearest else "take words of the source"
            asked = f"{first} … {last}" if last else first
            refuse(where, f"these words do not stand in {source}: {asked}", remedy)
        shown = [
            f"line {text.line(place)}: {_short(text.excerpt(text.sentence(place)))}"
            for place in places[:_MOST_SHOWN]
        ]
        message = f"these words stand in {source} {len(places)} times"
        return self._one_of(places, shown, where, message, "give more of them, or say --nth N", nth)

    def fact(
        self, source: str, text: SourceText, place: Place, wording: str, *, is_excerpt: bool = True
    ) -> Candidate:
        """The fact that the words at a place are; they are its excerpt, or one is proposed."""
        found = candidates(self._store, source, text, place, is_excerpt=is_excerpt)
        where = self._store.locate("sources", source)
        asked = [each for each in found if wording.lower() in each.fact.wording.lower()]
        if not asked:
            what = f"nothing like “{wording}”" if found else "no figure and no quotation"
            message = f"{what} stands in these words: {text.excerpt(place)}"
            have = ", ".join(each.fact.wording for each in found)
            refuse(where, message, f"there is: {have}" if found else "give others, or more of them")
        shown = [f"{each.fact.kind} {each.fact.wording}" for each in asked]
        message = f"there are {len(asked)} facts in these words"
        return self._one_of(asked, shown, where, message, "say --wording, with words", None)

    def uncited(self, path: Path, line: int, wording: str) -> Uncited:
        """The figure on a line of a chapter that is not cited."""
        found = [each for each in uncited(self._store, path, line) if wording in each.shown]
        where = Location(str(path), line, 1, line, 2)
        if not found:
            refuse(where, "no figure that is not cited stands here", "name another line")
        message = f"{len(found)} figures that are not cited stand here"
        shown = [each.shown for each in found]
        return self._one_of(found, shown, where, message, "say --wording", None)

    def carrier(self, wanted: Uncited, nth: int | None) -> Carrier:
        """The place of a source that is to carry a figure of a chapter."""
        texts = dict(self._texts_at_hand())
        found = carriers(self._store, texts, wanted)
        if not found:
            message = f"no source at hand has a figure that bears out “{wanted.shown}”"
            among = ", ".join(texts) or "none"
            refuse(wanted.location, message, f"sources whose text is at hand: {among}")
        shown = [
            f"{each.source}, “{each.shown}”: {_short(each.sentence)}"
            for each in found[:_MOST_SHOWN]
        ]
        message = f"{len(found)} places may carry “{wanted.shown}” of: {wanted.sentence}"
        return self._one_of(found, shown, wanted.location, message, "say --nth N", nth)

    def _texts_at_hand(self) -> Iterator[tuple[str, SourceText]]:
        for id_, source in self._store.facts.sources.items():
            if source.recorded != "data":
                try:
                    yield id_, SourceText(read_snapshot(self._folder, id_))
                except CheckError:
                    continue

    def _one_of(
        self, found: Sequence[T], shown: Sequence[str], where: Location, message: str,
        remedy: str, nth: int | None,
    ) -> T:  # fmt: skip
        """The one, or that which is meant of several."""
        if nth is not None and 1 <= nth <= len(found):
            return found[nth - 1]
        if len(found) == 1 and nth is None:
            return found[0]
        if self._dialogue is None:
            every = "; ".join(f"{number}: {each}" for number, each in enumerate(shown, 1))
            return refuse(where, message, f"{remedy} for one of {every}")
        self._dialogue.say(f"{message[:1].upper()}{message[1:]}:")
        chosen = self._dialogue.choose("Which is meant?", shown)
        if chosen is None:
            raise Ended
        return found[chosen]


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= _LONGEST else f"{sentence[:_LONGEST]}…"
