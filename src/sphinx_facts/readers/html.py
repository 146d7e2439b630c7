"""Read HTML into passages: what a reader sees of a page, or of raw HTML in a chapter, and the
citations marked in it.

A citation is an element with the attributes ``data-facts-role`` and ``data-facts-id``. The role
``record`` marks a text that is shown as the facts file has it (a claim, an excerpt, a note); its id
is then the place of the entry, such as ``facts/troops-sent``.

On a page ``data-facts-ignore`` holds the codes of the findings that are accepted in an element, and
``data-facts-reason`` the reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple, cast

import msgspec

from ..model.passages import HIDDEN, Acceptance, Location, Passage
from ..model.roles import Role
from .acceptance import MOST
from .flaws import cited_in_code
from .outline import Outline
from .passage_builder import Opening, PassageBuilder, plain
from .quoted import with_attributions
from .visibility import (
    ANY_TAG,
    BESIDE_ATTRIBUTE,
    BESIDE_ROLE,
    FURNITURE,
    MADE,
    READ_ATTRIBUTES,
    READ_META,
    TAGS,
    Tag,
)

ROLE, ID = "data-facts-role", "data-facts-id"
IGNORE, REASON = "data-facts-ignore", "data-facts-reason"

_ATTRIBUTION = "attribution"
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_BLANK = f"{HIDDEN} \n"


def read_html(
    html: str, path: str, line: int = 1, column: int = 1, *,
    is_page: bool = False, outline: Outline | None = None,
) -> list[Passage]:  # fmt: skip
    """The passages of a page, or of a fragment that begins at this line and column of its file;
    `outline` is where in that it stands.

    Only on a page are numbers of sections, figures and footnotes passed over: what an author writes
    is text, whatever class it bears. Only there does an element accept findings.
    """
    reader = _Parser(path, line, column, is_page, outline or Outline())
    # Behind the last end of a tag there is none: to look for one at every `<` would take long.
    end = html.rfind(">") + 1
    reader.feed(html[:end])
    reader.close()
    reader.handle_data(unescape(html[end:]))
    return reader.finish()


class _Cited:
    """A citation that is still open: where it begins, and in which passage."""

    def __init__(
        self, attributes: Mapping[str, str], built: PassageBuilder, where: Location
    ) -> None:
        self.role, self.target = cast(Role, attributes[ROLE]), attributes.get(ID, "")
        self.where = where
        self.begin(built)

    def begin(self, built: PassageBuilder) -> None:
        """Begin, or begin anew, where this passage has come to."""
        self.built, self.opening = built, built.here()


class _Element(NamedTuple):
    """An open element: whether its text is read, the passage that goes on after it, the citation
    that ends with it, what is accepted in it.
    """

    tag: str
    shows: Tag
    read: bool
    outer: PassageBuilder | None
    cited: _Cited | None
    accepted: Acceptance | None
    meant: str
    """What it is in an outline."""
    began: Opening
    outer_code: PassageBuilder | None
    """What the code goes on in that it stands in."""


class _Parser(HTMLParser):
    """Meets the tags and texts one by one, each with its place."""

    def __init__(self, path: str, line: int, column: int, is_page: bool, outline: Outline) -> None:
        super().__init__(convert_charrefs=True)
        self._path, self._line, self._column = path, line, column
        self._page = _Page(path, is_page, outline, self._here)

    def finish(self) -> list[Passage]:
        return self._page.finish()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self._page.start(tag, attributes, self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if not TAGS.get(tag, ANY_TAG).is_void:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._page.end(tag)

    def handle_data(self, data: str) -> None:
        self._page.text(data)

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002
        """``<![…``: in a drawing it may hold text; elsewhere a browser passes over it, whatever it
        is, where the standard library raises.
        """
        start = len("<![CDATA[")
        if self.rawdata.startswith("<![CDATA[", i) and (end := self.rawdata.find("]]>", i)) >= 0:
            self.handle_data(self.rawdata[i + start : end])
            return end + len("]]>")
        return self.rawdata.find(">", i) + 1 or -1

    def _here(self) -> Location:
        line, offset = self.getpos()
        column = offset + (self._column if line == 1 else 1)
        return Location(
            self._path, line + self._line - 1, column, line + self._line - 1, column + 1
        )


class _Page:
    """Makes passages of the tags and texts of a page, as a parser meets them; `here` tells where it
    is.
    """

    def __init__(
        self, path: str, is_page: bool, outline: Outline, here: Callable[[], Location]
    ) -> None:
        self._path, self._is_page, self._outline, self._here = path, is_page, outline, here
        self._furniture = FURNITURE if is_page else frozenset[str]()
        self._beside = 0  # how many open elements stand beside the text
        self._built = PassageBuilder(path)
        self._code: PassageBuilder | None = None  # what is read of code and the like
        self._open: list[_Element] = []
        # How many elements of each tag are open, and those that cite, for the time it takes.
        self._tags: Counter[str] = Counter()
        self._citing: list[_Cited] = []
        self._accepted: list[Acceptance] = []
        self._passages: list[Passage] = []
        self._titles: set[int] = set()  # which passages are titles of the page
        self._heading = ""

    def start(self, tag: str, attributes: Mapping[str, str], written: str) -> None:
        """A tag that opens an element, as it is `written`."""
        shows, is_outer_read = TAGS.get(tag, ANY_TAG), self._reads
        read = is_outer_read and shows.is_prose and not self._is_furniture(attributes)
        outer_code, in_code = self._code, self._code is not None and ROLE in attributes
        self._begin_code(shows, attributes, is_outer_read)
        read = read or in_code
        accepted = self._acceptance(attributes)
        own = [] if accepted is None else [accepted]
        self._read_attributes(tag, attributes, read and shows.shows_attributes, written, own)
        if shows.is_void:
            self._write(shows.opening)
            if shows.flow == "block":
                self._end_passage()
            return
        if read and shows.opening:
            self._write(shows.opening)
        outer = None
        if _is_beside(shows, attributes):
            # The sentence that it stands in goes on after it.
            outer, self._built = self._built, self._begin()
            self._beside += 1
        elif shows.flow == "block":
            self._end_passage()
        elif is_outer_read and not read:
            # What the page itself adds stands apart from the text; code stands in it.
            self._write(" " if shows.is_prose else HIDDEN)
        self._outline.enter(
            _in_outline(tag, attributes), _span(attributes, "colspan"), _span(attributes, "rowspan")
        )
        cited = self._cited(attributes, in_code) if read and ROLE in attributes else None
        if accepted is not None:
            self._accepted.append(accepted)
            self._built.accept(accepted)
        self._open.append(
            _Element(
                tag, shows, read, outer, cited, accepted,
                _in_outline(tag, attributes), self._built.here(), outer_code,
            )
        )  # fmt: skip
        self._tags[tag] += 1

    def _cited(self, attributes: Mapping[str, str], in_code: bool) -> _Cited:
        cited = _Cited(attributes, self._built, self._here())
        self._citing.append(cited)
        if in_code and cited.role != "record":  # Those are of its card.
            self._built.flaw(cited_in_code(cited.where))
        return cited

    def end(self, tag: str) -> None:
        """A tag that closes an element, and those inside it that are still open."""
        while self._tags[tag]:
            if self._close().tag == tag:
                return

    def text(self, text: str) -> None:
        if self._reads:
            self._write(text)
        elif self._code is not None:
            self._write(text, self._code)

    def finish(self) -> list[Passage]:
        """All passages, now that the page has ended."""
        while self._open:
            self._close()
        self._end_passage()
        return with_attributions(
            _without(self._heading, passage) if number in self._titles else passage
            for number, passage in enumerate(self._passages)
        )

    @property
    def _reads(self) -> bool:
        return not self._open or self._open[-1].read

    def _close(self) -> _Element:
        element = self._open.pop()
        self._tags[element.tag] -= 1
        if self._code is not None and element.outer_code is None:
            self._end_code(self._code)
        self._code = element.outer_code
        if element.accepted is not None:
            self._accepted.pop()
        if (cited := element.cited) is not None:
            self._citing.pop()
            shown = self._built.since(cited.opening)
            self._built.cite(cited.role, cited.target, cited.opening, cited.where, shown)
        if element.read and element.shows.style:
            self._built.style(element.shows.style, element.began)
        if element.read and element.shows.closing:
            self._write(element.shows.closing)
        if element.outer is not None:
            self._end_passage()
            self._built = element.outer
            self._beside -= 1
        elif element.shows.flow != "inline":
            self._end_passage(element.tag)
        self._outline.leave(element.meant)
        return element

    def _begin(self) -> PassageBuilder:
        """A new passage, where this has come to."""
        built = PassageBuilder(self._path)
        built.accept(*self._accepted)
        return built

    def _acceptance(self, attributes: Mapping[str, str]) -> Acceptance | None:
        """What is accepted in an element with these attributes."""
        if not self._is_page or IGNORE not in attributes or len(self._accepted) >= MOST:
            return None
        codes = tuple(attributes[IGNORE].split())
        return Acceptance(codes, attributes.get(REASON, ""), self._here())

    def _read_attributes(
        self, tag: str, attributes: Mapping[str, str], read: bool, written: str,
        accepted: Sequence[Acceptance],
    ) -> None:  # fmt: skip
        texts = [attributes.get(name, "") for name in READ_ATTRIBUTES] if read else []
        if tag == "meta" and (attributes.get("name") or attributes.get("property")) in READ_META:
            texts.append(attributes.get("content", ""))
            self._titles.add(len(self._passages))
        for text in texts:
            if text.strip():
                passage = plain(self._path, text, _place_within(written, text, self._here()))
                accepts = (*self._accepted, *accepted)
                self._passages.append(msgspec.structs.replace(passage, accepted=accepts))

    def _is_furniture(self, attributes: Mapping[str, str]) -> bool:
        classes = attributes.get("class", "").split()
        return self._is_made(attributes) or not self._furniture.isdisjoint(classes)

    def _is_made(self, attributes: Mapping[str, str]) -> bool:
        return self._is_page and MADE in attributes.get("class", "").split()

    def _begin_code(self, shows: Tag, attributes: Mapping[str, str], is_outer_read: bool) -> None:
        if is_outer_read and shows.is_literal and not self._is_made(attributes):
            self._code = PassageBuilder(self._path)
        elif not (shows.is_prose or shows.is_literal):
            self._code = None  # as of a script within

    def _end_code(self, code: PassageBuilder) -> None:
        if code.text.strip():
            passage = msgspec.structs.replace(code.passage(), is_plain=True, is_literal=True)
            self._passages.append(passage)

    def _write(self, text: str, to: PassageBuilder | None = None) -> None:
        where, built = self._here(), to or self._built
        for number, part in enumerate(_LINES.findall(text)):
            built.write(part, (where.line + number, where.column if number == 0 else 1))

    def _end_passage(self, tag: str = "") -> None:
        """End the passage, with the element `tag`; citations that are open begin anew in the
        next.
        """
        ended, self._built = self._built, self._begin()
        if text := ended.text.strip(_BLANK):
            structure = self._outline.structure
            if self._beside:  # What stands beside a quotation is none of it.
                structure = msgspec.structs.replace(structure, quotation=0)
            passage = ended.passage(structure)
            if not self._is_page:
                passage = msgspec.structs.replace(passage, is_plain=True)
            if not self._beside:
                self._outline.add(text)
            if tag == "h1" and (passage.citations or passage.accepted):
                self._heading = self._heading or text
            elif tag in ("h1", "title"):
                self._titles.add(len(self._passages))
            self._passages.append(passage)
        for cited in self._citing:
            if cited.built is ended:
                cited.begin(self._built)


def _in_outline(tag: str, attributes: Mapping[str, str]) -> str:
    """What an element is in an outline."""
    return _ATTRIBUTION if _ATTRIBUTION in attributes.get("class", "").split() else tag


def _is_beside(shows: Tag, attributes: Mapping[str, str]) -> bool:
    """Whether an element stands beside the sentence that it is written in."""
    is_tooltip = attributes.get("role") == BESIDE_ROLE
    return shows.flow == "beside" or BESIDE_ATTRIBUTE in attributes or is_tooltip


def _without(heading: str, title: Passage) -> Passage:
    """A title without the heading that it repeats: it can hold no citation, and the heading has
    them.
    """
    text = title.text.replace(heading, HIDDEN * len(heading)) if heading else title.text
    return msgspec.structs.replace(title, text=text, citations=())


def _span(attributes: Mapping[str, str], name: str) -> int:
    """How many columns or rows a cell says that it takes."""
    written = attributes.get(name, "")
    return int(written) if re.fullmatch("[0-9]{1,3}", written) else 1


def _place_within(tag: str, text: str, where: Location) -> tuple[int, int]:
    """The line and column of a text in a tag that stands there."""
    before = tag[: max(0, tag.find(text))]
    column = len(before) + (1 if "\n" in before else where.column)
    return where.line + before.count("\n"), column - before.rfind("\n") - 1
