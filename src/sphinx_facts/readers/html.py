"""Read HTML into passages: what a reader sees of a page, or of raw HTML in a chapter, and the
citations marked in it.

A citation is an element with the attributes ``data-facts-role`` and ``data-facts-id``. The role
``record`` marks a text that is shown as the facts file has it (a claim, an excerpt, a note); its id
is then the place of the entry, such as ``facts/troops-sent``.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from typing import cast

from ..model.passages import Citation, Location, Passage
from ..model.roles import Role

ROLE, ID = "data-facts-role", "data-facts-id"

_VOID = set("area base br col embed hr img input link meta source track wbr".split())
_INLINE = set(
    "a abbr b bdi bdo cite data del dfn em font i ins label mark q s small span strong sub sup "
    "time tspan u var wbr img br code kbd samp math script style".split()
)
_NO_PROSE = {"code", "kbd", "math", "pre", "samp", "script", "style", "template"}
# Marks that the page makes itself: permalinks, numbers of sections, figures and footnotes.
_FURNITURE = frozenset({"headerlink", "section-number", "caption-number", "footnote-reference",
    "label", "fn-backref", "math", "std-numref", "eqno"})  # fmt: skip
_READ_ATTRIBUTES = ("alt", "title", "aria-label", "placeholder")
READ_META = {"description", "og:title", "og:description", "twitter:title", "twitter:description"}
_HIDING = re.compile(rf"<(/?)({'|'.join(sorted(_NO_PROSE))})\b", re.IGNORECASE)

HIDDEN = "\ufffc"
"""Stands in a passage for what is there but is no prose: code, a formula, an image."""


def read_html(
    html: str, path: str, line: int = 1, column: int = 1, *, is_page: bool = False
) -> list[Passage]:
    """The passages of a page, or of a fragment that begins at this line and column of its file.

    Only on a page are numbers of sections, figures and footnotes passed over: what an author writes
    is text, whatever class it bears.
    """
    reader = _Reader(path, line, column, _FURNITURE if is_page else frozenset())
    # Behind the last end of a tag there is none: to look for one at every `<` would take long.
    end = html.rfind(">") + 1
    reader.feed(html[:end])
    reader.close()
    reader.handle_data(unescape(html[end:]))
    return reader.finish()


class InlineTags:
    """The tags of raw HTML in a line of text: what each puts into the text, and whether they
    hide what follows.
    """

    def __init__(self) -> None:
        self._depth = 0

    @property
    def hiding(self) -> bool:
        return self._depth > 0

    def add(self, tag: str) -> str:
        """What a reader sees of the tag itself."""
        if hiding := _HIDING.match(tag):
            self._depth = max(0, self._depth + (-1 if hiding[1] else 1))
            return HIDDEN
        if tag[:3].lower() in ("<q>", "<q ", "</q"):
            return "”" if tag[1] == "/" else "“"
        return " " if tag[:3].lower() == "<br" else HIDDEN if tag[:4].lower() == "<img" else ""


class _Run:
    """A passage that is being read."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.length = 0
        self.anchors: list[tuple[int, int, int]] = []
        self.citations: list[Citation] = []

    def write(self, text: str, line: int, column: int) -> None:
        for number, part in enumerate(re.findall(r"[^\n]*\n|[^\n]+", text)):
            self.anchors.append((self.length, line + number, column if number == 0 else 1))
            self.text.append(part)
            self.length += len(part)


class _Cited:
    """A citation that is still open: where it begins, and in which passage."""

    def __init__(self, attributes: dict[str, str], run: _Run, location: Location) -> None:
        self.role, self.target = cast(Role, attributes[ROLE]), attributes.get(ID, "")
        self.location = location
        self.begin(run)

    def begin(self, run: _Run) -> None:
        """Begin, or begin anew, where this passage has come to."""
        self.run, self.start, self.part = run, run.length, len(run.text)


class _Element:
    """An open element: whether its text is read, the passage that goes on after it, the citation
    that ends with it.
    """

    def __init__(self, tag: str, read: bool, outer: _Run | None, cited: _Cited | None) -> None:
        self.tag, self.read, self.outer, self.cited = tag, read, outer, cited


class _Reader(HTMLParser):
    def __init__(self, path: str, line: int, column: int, furniture: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._path, self._line, self._column = path, line, column
        self._furniture = furniture
        self._run = _Run()
        self._open: list[_Element] = []
        # How many elements of each tag are open, and those that cite, for the time it takes.
        self._tags: Counter[str] = Counter()
        self._citing: list[_Cited] = []
        self._passages: list[Passage] = []
        self._titles: set[int] = set()  # which passages are titles of the page
        self._heading = ""

    def finish(self) -> list[Passage]:
        while self._open:
            self._close_element()
        self._end_run()
        return [
            self._without_heading(passage) if number in self._titles else passage
            for number, passage in enumerate(self._passages)
        ]

    def _without_heading(self, title: Passage) -> Passage:
        """A title without the heading that it repeats: it can hold no citation, and the heading
        has them.
        """
        heading = self._heading
        text = title.text.replace(heading, HIDDEN * len(heading)) if heading else title.text
        return Passage(title.path, text, title.anchors)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        read = (
            (not self._open or self._open[-1].read)
            and tag not in _NO_PROSE
            and self._furniture.isdisjoint(attributes.get("class", "").split())
        )
        self._read_attributes(tag, attributes, read and tag != "link")
        if tag == "q" and read:
            self._write("“")
        if tag in _VOID:
            self._void(tag)
            return
        outer = None
        if tag == "button" or "popover" in attributes or attributes.get("role") == "tooltip":
            # Beside the sentence that it stands in, which goes on after it.
            outer, self._run = self._run, _Run()
        elif tag not in _INLINE:
            self._end_run()
        elif not read and (not self._open or self._open[-1].read):
            # What the page itself adds stands apart from the text; code stands in it.
            self._write(HIDDEN if tag in _NO_PROSE else " ")
        cited = _Cited(attributes, self._run, self._here()) if read and ROLE in attributes else None
        self._open.append(_Element(tag, read, outer, cited))
        self._tags[tag] += 1
        if cited is not None:
            self._citing.append(cited)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._tags[tag]:
            if self._close_element().tag == tag:
                return

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002
        """``<![…``: in a drawing it may hold text; elsewhere a browser passes over it, whatever it
        is, where the standard library raises.
        """
        start = len("<![CDATA[")
        if self.rawdata.startswith("<![CDATA[", i) and (end := self.rawdata.find("]]>", i)) >= 0:
            self.handle_data(self.rawdata[i + start : end])
            return end + len("]]>")
        return self.rawdata.find(">", i) + 1 or -1

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1].read:
            self._write(data)

    def _close_element(self) -> _Element:
        element = self._open.pop()
        self._tags[element.tag] -= 1
        if (cited := element.cited) is not None:
            self._citing.pop()
            shown = "".join(self._run.text[cited.part :])
            end = self._run.length
            self._run.citations.append(
                Citation(cited.role, cited.target, cited.start, end, cited.location, shown)
            )
        if element.tag == "q" and element.read:
            self._write("”")
        if element.outer is not None:
            self._end_run()
            self._run = element.outer
        elif element.tag not in _INLINE:
            self._end_run(element.tag)
        return element

    def _void(self, tag: str) -> None:
        if tag == "br":
            self._write(" ")
        elif tag == "img":
            self._write(HIDDEN)
        elif tag == "hr":
            self._end_run()

    def _read_attributes(self, tag: str, attributes: dict[str, str], read: bool) -> None:
        texts = [attributes.get(name, "") for name in _READ_ATTRIBUTES] if read else []
        if tag == "meta" and (attributes.get("name") or attributes.get("property")) in READ_META:
            texts.append(attributes.get("content", ""))
            self._titles.add(len(self._passages))
        where, written = self._here(), self.get_starttag_text() or ""
        for text in texts:
            if text.strip():
                before = written[: max(0, written.find(text))]
                column = len(before) + (1 if "\n" in before else where.column)
                place = (0, where.line + before.count("\n"), column - before.rfind("\n") - 1)
                self._passages.append(Passage(self._path, text, (place,)))

    def _here(self) -> Location:
        line, offset = self.getpos()
        column = offset + (self._column if line == 1 else 1)
        return Location(
            self._path, line + self._line - 1, column, line + self._line - 1, column + 1
        )

    def _write(self, text: str) -> None:
        where = self._here()
        self._run.write(text, where.line, where.column)

    def _end_run(self, tag: str = "") -> None:
        """End the passage, with the element `tag`; citations that are open begin anew in the
        next.
        """
        text = "".join(self._run.text)
        if text.strip(f"{HIDDEN} \n"):
            if tag == "h1" and self._run.citations:
                self._heading = self._heading or text.strip(f"{HIDDEN} \n")
            elif tag in ("h1", "title"):
                self._titles.add(len(self._passages))
            self._passages.append(
                Passage(self._path, text, tuple(self._run.anchors), tuple(self._run.citations))
            )
        ended, self._run = self._run, _Run()
        for cited in self._citing:
            if cited.run is ended:
                cited.begin(self._run)
