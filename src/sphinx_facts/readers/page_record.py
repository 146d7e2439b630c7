"""What a build notes beside its pages of all that it made in them itself, and the account that the
audit keeps by that: no author writes the number of a section, or the year in a theme's footer.

A page that no record knows is read whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property

import msgspec

from ..model.passages import HIDDEN

RECORD = ".facts-pages.json"
"""The name of the file, in the folder of the pages."""
BODY_BEGINS, BODY_ENDS = "facts: the text", "facts: the end of the text"
"""The comments between which a page has the text of its document."""

FORMULA = "formula"
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_ARROW = re.compile(r"(?<!\S)«(?!\S)|(?<!\S)»(?!\S)")
"""What a theme sets beside a link to another page; quotation marks stand at their words."""
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_SPACE = re.compile(r"\s+")
_NO_WORD = re.compile(r"\W+")
_AROUND = "[]()¶.:,\\"
_AROUND_SETTING = _AROUND + " \n"
_SLACK = 20
"""What may stand around a mark, such as brackets and the signs of a formula."""


class Setting(msgspec.Struct, frozen=True, order=True):
    """A text that a theme shows, and what of it is no author's."""

    kind: str
    text: str
    made: tuple[tuple[int, int], ...]
    """From where to where in the text."""
    alone: bool = False
    """Only where there is nothing beside it."""


class PageRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the build made in the text of one page."""

    has_text: bool = False
    """It is of a document."""
    marks: dict[str, tuple[str, ...]] = {}
    """The marks of each kind, each as often as it stands there; see `as_mark`."""
    blocks: dict[str, tuple[str, ...]] = {}
    """The passages of each kind; see `as_block`."""
    settings: tuple[Setting, ...] = ()
    """What the theme shows on this page alone."""


class BookRecord(msgspec.Struct, frozen=True):
    """What the build made in a book."""

    pages: dict[str, PageRecord]
    """Those that it wrote, by their paths."""
    themes: tuple[str, ...] = ()
    """The pages and drawings that it copied from the packages of themes and extensions."""
    drawn: tuple[str, ...] = ()
    """The drawings that extensions made, of code and the like."""
    scripts: tuple[str, ...] = ()
    """The scripts among the files that the author adds."""
    signs: tuple[str, ...] = ()
    """What marks a link beside a title or a signature, on any page and as often as it likes."""
    titles: tuple[tuple[str, str], ...] = ()
    """The titles that have numbers, with these; see `as_mark`."""
    settings: tuple[Setting, ...] = ()
    """What the theme shows on every page."""


def as_mark(text: str) -> str:
    """A mark as it is looked for: without spaces, and without the brackets and so on around it."""
    return _SPACE.sub("", text).strip(_AROUND)


def as_block(text: str) -> str:
    """A passage as it is looked for: its letters and digits."""
    return _NO_WORD.sub("", text)


class Account:
    """What of one page was left out, by the record of its book."""

    def __init__(self, record: BookRecord | None, page: str, *, is_parted: bool = True) -> None:
        """A page that is not parted has lost the comments around its text, as some themes take all
        away; what the build made in that and around it may stand anywhere then.
        """
        self.left_out: Counter[str] = Counter()
        """How often, by kinds; only what has a digit is counted."""
        own = record.pages.get(page) if record is not None else None
        self.is_known = own is not None
        self.is_parted = is_parted or own is None or not own.has_text
        self._marks = _counted(own.marks if own is not None else {}, as_mark)
        if not self.is_parted:  # What is in the text may be said around it once more.
            self._marks = {mark: kinds * 2 for mark, kinds in self._marks.items()}
        self._blocks = _counted(own.blocks if own is not None else {}, as_block)
        self._formulas = [made for made, kinds in self._blocks.items() if FORMULA in kinds]
        self._longest = max(map(len, self._marks), default=0) + _SLACK
        self._titles = dict(record.titles) if record is not None and own is not None else {}
        self._signs = frozenset(record.signs if record is not None else ())
        self._own = own
        self._said: list[str] = []
        self._record = record

    def note(self, kind: str, text: str) -> None:
        """Count what is left out, if it has a digit."""
        self.left_out[kind] += _DIGIT.search(text) is not None

    def is_mark(self, text: Callable[[int], str]) -> bool:
        """Whether an element in the text of the page is one of the marks that the build made, as
        often as it made it. `text` tells what is in the element, if that is not longer.
        """
        if self._own is None:
            return False
        found = text(self._longest)
        if found.strip() in self._signs:
            return True
        kinds = self._marks.get(as_mark(found)) if found else None
        if not kinds:
            return False
        self.note(kinds.pop(), found)
        return True

    def number_of(self, text: Callable[[int], str]) -> str:
        """The number before a title, in a link to that."""
        if not self._titles:
            return ""
        found = as_mark(text(self._longest_title))
        number = self._titles.get(found, "")
        self.note("number of a section", number)
        return number

    def is_block(self, text: str) -> bool:
        """Whether a passage in the text of the page is one that the build made."""
        if not self._blocks:
            return False
        block = as_block(text)
        kinds = self._blocks.get(block)
        if not kinds and _DIGIT.search(block):  # The program that draws a formula adds signs.
            kinds = next(
                (self._blocks[made] for made in self._formulas if _adds(block, made)), None
            )
        if not kinds:
            return False
        self.note(kinds.pop(), text)
        return True

    def note_said(self, text: str) -> None:
        """Note what the text of the page shows, read or not."""
        self._said.append(text)

    def without_repetitions(self, text: str) -> str:
        """What the head of a page says, without words that stand like that in the page: they have
        been read there. What was cut off there is read here.
        """
        if not self._said:
            return text
        words = [*_WORD.finditer(text)]
        keys = [word[0] for word in words]
        repeated = {
            index + at
            for index, three in enumerate(zip(keys, keys[1:], keys[2:], strict=False))
            if three in self._threes
            for at in range(3)
        }
        hidden = list(text)
        for index in repeated:
            self.note("repetition in the head", keys[index])
            # With what stands between it and the words beside it, such as quotation marks.
            start = words[index - 1].end() if index else 0
            end = words[index + 1].start() if index + 1 < len(words) else len(text)
            hidden[start:end] = HIDDEN * (end - start)
        return "".join(hidden)

    @cached_property
    def _threes(self) -> set[tuple[str, str, str]]:
        """Any three words in a row that the text of the page shows."""
        keys = _WORD.findall("".join(self._said))
        return set(zip(keys, keys[1:], keys[2:], strict=False))

    def without_settings(self, text: str) -> str:
        """A passage outside the text of the page, with what settings put there hidden, and the
        numbers of titles.
        """
        if self._own is None:
            return text
        if _ARROW.search(text):
            text = _ARROW.sub(HIDDEN, text)
        for kind, start, end in (*self._found_settings(text), *self._found_numbers(text)):
            self.note(kind, text[start:end])
            text = text[:start] + HIDDEN * (end - start) + text[end:]
        return text

    def _found_settings(self, text: str) -> Iterator[tuple[str, int, int]]:
        whole = text.strip(_AROUND_SETTING)
        for setting, pattern in self._patterns if _DIGIT.search(text) else self._without_digit:
            for match in pattern.finditer(text):
                if not setting.alone or whole == match[0].strip(_AROUND_SETTING):
                    for group in range(1, len(setting.made) + 1):
                        yield setting.kind, *match.span(group)

    def _found_numbers(self, text: str) -> Iterator[tuple[str, int, int]]:
        for match in _NUMBER.finditer(text):
            titles = self._titles_by_number.get(match[0], ())
            after = _SPACE.sub("", text[match.start() :]) if titles else ""
            if any(after.startswith(title) for title in titles):
                yield "number of a section", *match.span()

    @cached_property
    def _titles_by_number(self) -> dict[str, list[str]]:
        titles: dict[str, list[str]] = {}
        for title, number in self._titles.items():
            titles.setdefault(number, []).append(title)
        return titles

    @cached_property
    def _longest_title(self) -> int:
        return max(map(len, self._titles), default=0) + _SLACK

    @cached_property
    def _patterns(self) -> list[tuple[Setting, re.Pattern[str]]]:
        if self._record is None or self._own is None:
            return []
        settings = (*self._own.settings, *self._record.settings)
        return [(setting, _pattern(setting)) for setting in settings]

    @cached_property
    def _without_digit(self) -> list[tuple[Setting, re.Pattern[str]]]:
        """Those that may stand where there is no digit."""
        return [each for each in self._patterns if not _DIGIT.search(each[0].text)]


def _counted(
    made: dict[str, tuple[str, ...]], as_looked_for: Callable[[str], str]
) -> dict[str, list[str]]:
    """By each text the kinds of those that are left of it."""
    counted: dict[str, list[str]] = {}
    for kind, texts in made.items():
        for text in texts:
            if looked_for := as_looked_for(text):
                counted.setdefault(looked_for, []).append(kind)
    return counted


def _adds(block: str, made: str) -> bool:
    """Whether a passage is what was made and no digit beside it."""
    return made in block and not _DIGIT.search(block.replace(made, ""))


def _pattern(setting: Setting) -> re.Pattern[str]:
    """Finds the text of a setting as a whole, with a group for each part of it that is hidden."""
    parts, done = list[str](), 0
    for start, end in setting.made:
        parts += [_spaced(setting.text[done:start]), "(", _spaced(setting.text[start:end]), ")"]
        done = end
    parts.append(_spaced(setting.text[done:]))
    return re.compile(rf"(?<!\w)(?<!\d[.,]){''.join(parts)}(?!\w|[.,]\d)", re.I)


def _spaced(text: str) -> str:
    """However its words are parted."""
    return re.sub(r"(?:\\[\s_-]|_)+", r"[\\s_-]*", re.escape(text))
