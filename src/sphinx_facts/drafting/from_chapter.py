"""Begin with a figure that a chapter does not cite: which excerpts may carry it, and its citation.

Nothing is written here, and nobody is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ..english.figures.find import find_figures
from ..english.stems import stem
from ..facts.store import Store
from ..figures.entailment import entails
from ..figures.figure import Figure
from ..fixes.draft import Draft
from ..fixes.proposals import proposals
from ..model.passages import Location, Passage
from ..readers.changes import Change, read_as_written
from ..readers.myst import read_draft
from ..readers.notebook import Notebook
from ..readers.text_files import NOTEBOOK, read_text
from ..rules.checker import Checker
from ..rules.context import PassageContext
from .places import Place, SourceText
from .wording import content_words


class Uncited(NamedTuple):
    """A figure that a chapter does not cite."""

    location: Location
    shown: str
    figure: Figure
    sentence: str


class Carrier(NamedTuple):
    """A place of a source that may carry it."""

    source: str
    place: Place
    sentence: str
    shared: int
    """How many words that say what it is about the two sentences have in common."""
    shown: str
    """The figure, as the source has it."""
    is_same: bool
    """Whether it has a number of the chapter's."""


def uncited(store: Store, path: Path, line: int, extensions: Collection[str] = ()) -> list[Uncited]:
    """The figures on a line of a chapter, Markdown or a notebook, that are not cited.

    Raises `CheckError` where it cannot be read.
    """
    checker = Checker(store.facts, store.frames)
    if path.suffix == NOTEBOOK:
        passages = Notebook(path, read_text(path)).passages(checker.display_text, extensions)
    else:
        passages = read_draft(read_text(path), path, checker.display_text, extensions)
    found = []
    for passage in passages:
        context = PassageContext(passage, checker)
        for figure, citations in context.figures_to_cite:
            where = passage.locate(*figure.whole)
            if not citations and where.line <= line <= where.end_line:
                sentence = passage.text[slice(*context.sentence(*figure.whole))].strip()
                found.append(Uncited(where, passage.text[slice(*figure.whole)], figure, sentence))
    return found


def carriers(store: Store, texts: Mapping[str, SourceText], wanted: Uncited) -> list[Carrier]:
    """The places of sources whose figure bears it out, best first: those about the same, and of
    these those with the same number.
    """
    about, numbers = _about(wanted.sentence), {*wanted.figure.numbers}
    found = []
    for source, text in texts.items():
        for place, figure in _bearing(text, wanted.figure, store.facts.names):
            sentence = text.excerpt(text.sentence(place))
            shared, is_same = len(about & _about(sentence)), not numbers.isdisjoint(figure.numbers)
            found.append(Carrier(source, place, sentence, shared, text.excerpt(place), is_same))
    return sorted(found, key=lambda each: (-each.shared, not each.is_same))


def _bearing(
    text: SourceText, wanted: Figure, names: Collection[str]
) -> Iterator[tuple[Place, Figure]]:
    for start, end in text.paragraphs():
        for figure in find_figures(text.text[start:end], names, lists=True):
            if entails(figure, wanted):
                first, last = figure.whole
                yield Place(start + first, start + last), figure


def _about(sentence: str) -> set[str]:
    return {stem(word) for word, _ in content_words(sentence)}


def cite(
    store: Store, path: Path, wanted: Uncited, id_: str, extensions: Collection[str] = ()
) -> Change | None:
    """What cites a fact in the place of the figure; None where a person has to: in a notebook, or
    where its sentence does not say what the fact is about.
    """
    if path.suffix == NOTEBOOK:
        return None
    checker = Checker(store.facts, store.frames)
    text = read_as_written(path)

    def read(text: str) -> list[Passage]:
        return read_draft(text, path, checker.display_text, extensions)

    draft = Draft(text, read, checker, list)
    for passage in draft.passages:
        for proposal in proposals(draft, passage):
            is_here = proposal.location.line == wanted.location.line
            if is_here and f" <{id_}>`" in proposal.citation and wanted.shown in proposal.citation:
                start, end = proposal.span
                return Change(path, text, text[:start] + proposal.citation + text[end:])
    return None
