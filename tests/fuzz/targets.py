"""What is fuzzed: each target takes any text at all, and holds what was read to what must hold.

A target raises nothing for what is merely wrong with its input; `CannotCheck` is an answer. That it
comes in time and in bounded memory is measured by `run.py`, from outside.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import get_args

from sphinx_facts.english.figures.find import find_figures
from sphinx_facts.english.quotations import find_quotations
from sphinx_facts.english.quoting.quote_diff import quote_diff
from sphinx_facts.facts.excerpts import excerpts
from sphinx_facts.facts.lock import encode_lock
from sphinx_facts.facts.store import Store
from sphinx_facts.figures.entailment import difference, entails
from sphinx_facts.fixes.fix import fix_chapter
from sphinx_facts.model.findings import CheckError
from sphinx_facts.model.passages import Passage
from sphinx_facts.readers.conf_py import read_conf_py
from sphinx_facts.readers.html import read_html
from sphinx_facts.readers.jupyter_book import read_contents, read_jupyter_book
from sphinx_facts.readers.myst import read_chapter
from sphinx_facts.readers.notebook import Notebook
from sphinx_facts.readers.shown_settings import read_shown
from sphinx_facts.rules.checker import Checker
from sphinx_facts.settings import MystExtension
from sphinx_facts.text.words import find_words, fold, split

_MEMORY = Path("/dev/shm")
FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-", dir=_MEMORY if _MEMORY.is_dir() else None))
JUDGE = Checker(Store(Path(__file__).resolve().parents[2] / "facts", with_lock=False).facts)
CHAPTER = FOLDER / "chapter.md"
EXTENSIONS = get_args(MystExtension)


def chapter(text: str) -> None:
    """The chapter reader."""
    rows = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for passage in _read(text):
        _is_sound(passage, len(rows))


def rules(text: str) -> None:
    """The rules on what the chapter reader read, and `--fix`."""
    for passage in _read(text):
        for finding in JUDGE.check(passage):
            assert finding.message, "a finding that says nothing"
    if len(text) < 1000:
        mended = fix_chapter(text, JUDGE, CHAPTER, EXTENSIONS)
        assert fix_chapter(mended, JUDGE, CHAPTER, EXTENSIONS) == mended, "fixed twice"


def _read(text: str) -> list[Passage]:
    CHAPTER.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        return read_chapter(CHAPTER, JUDGE.display_text, EXTENSIONS)
    except CheckError:
        return []


def page(text: str) -> None:
    """The reader of HTML, in chapters and in built pages."""
    for is_page in (False, True):
        for passage in read_html(text, "page.html", is_page=is_page):
            _is_sound(passage, text.count("\n") + 1)


def _is_sound(passage: Passage, rows: int) -> None:
    places = [anchor[0] for anchor in passage.anchors]
    assert places == sorted(places), "anchors out of order"
    for citation in passage.citations:
        assert 0 <= citation.start <= citation.end <= len(passage.text), "a citation outside"
    for start, end in _spans(passage.text):
        place = passage.locate(start, end)
        assert 1 <= place.line <= rows, "a place below the end"
        assert place.column >= 1, "a place left of the line"


def _spans(text: str) -> list[tuple[int, int]]:
    figures = [(one.start, one.end) for one in find_figures(text)]
    quotations = [(one.start, one.end) for one in find_quotations(text)]
    return [(0, len(text)), *figures, *quotations]


def notebook(text: str) -> None:
    """The reader of notebooks: of a text as a notebook, and as what stands in each of its parts."""
    outputs = [{"output_type": "stream", "text": text}, {"data": {"text/html": [text]}}]
    cells = [
        {"cell_type": "markdown", "source": text.splitlines(keepends=True)},
        {"cell_type": "code", "outputs": outputs},
    ]
    for written in (text, json.dumps({"cells": cells}, ensure_ascii=False, indent=1)):
        try:
            book = Notebook(CHAPTER, written)
            passages = book.passages(JUDGE.display_text, EXTENSIONS)
        except CheckError:
            continue
        for passage in passages:
            _is_sound(passage, written.count("\n") + 1)
            book.place_in_cell(passage.locate(0, 1))


def settings(text: str) -> None:
    """What pages show of a conf.py, or of a Jupyter Book."""
    books = [read_conf_py(FOLDER / "conf.py", text), read_jupyter_book(FOLDER / "a.yml", text)]
    for book in books:
        for passage in read_shown(book, JUDGE.display_text, EXTENSIONS):
            _is_sound(passage, text.count("\n") + text.count("\r") + 1)
    read_contents(text)


def facts(text: str) -> None:
    """The reader of the facts file; what it took is put to use."""
    folder = FOLDER / "facts"
    folder.mkdir(exist_ok=True)
    (folder / "facts.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        store = Store(folder)
    except CheckError as problem:
        _has_reasons(problem, text.count("\n") + text.count("\r") + 2)
        return
    for excerpt in excerpts(store.facts):
        assert store.locate(*excerpt.key.path).line >= 1
    passage = Passage("chapter.md", "Over 4,000 cars cross, “he” said.", ((0, 1, 1),))
    list(Checker(store.facts).check(passage))


def _has_reasons(problem: CheckError, rows: int) -> None:
    assert problem.findings, "refused without a reason"
    for finding in problem.findings:
        assert 1 <= finding.location.line <= rows, "a place below the end"


def lock(text: str) -> None:
    """The reader of the lock: what it takes is what it would write."""
    folder = FOLDER / "lock"
    folder.mkdir(exist_ok=True)
    (folder / "facts.yaml").write_text("sources: {}\n", "utf-8")
    (folder / "facts.lock").write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        store = Store(folder)
    except CheckError:
        return
    assert encode_lock(store.lock).decode() == text.replace("\r\n", "\n")


def figures(text: str) -> None:
    """The scanner of figures, and entailment among what it found."""
    found = find_figures(text, ["World War II", "KN-23"])
    for figure in found:
        assert figure.text == text[figure.start : figure.end], "a span that is not its text"
        start, end = figure.whole
        assert 0 <= start <= figure.start < figure.end <= end <= len(text)
        assert figure.low <= figure.high, "an empty interval"
        assert entails(figure, figure), "a figure that does not entail itself"
    for before, after in pairwise(found):
        assert before.end <= after.start, "figures that overlap"
        difference(before, after)


def quotations(text: str) -> None:
    """The scanner of quotations, the words, and the comparison of two wordings."""
    found = find_quotations(text)
    for quotation in found:
        inner = quotation.start + len(quotation.mark)
        assert text[inner:].startswith(quotation.text), "a span that is not its text"
        assert 0 <= quotation.start < quotation.end <= len(text)
    for before, after in pairwise(found):
        assert before.end <= after.start, "quotations that overlap"
    words = [word.text for word in find_words(text)]
    assert words == split(text)
    assert [fold(word) for word in words] == words
    if len(text) < 2000:
        one, _, other = text.partition("\n")
        quote_diff(one, other)
        assert not quote_diff(one, one), "a quotation that departs from itself"


_ALL = (chapter, notebook, settings, rules, facts, figures, quotations, page, lock)
TARGETS: dict[str, Callable[[str], None]] = {target.__name__: target for target in _ALL}
