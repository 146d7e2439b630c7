"""Makes passages of the elements and texts of HTML, as they are met one by one.

A citation is an element with the attributes ``data-facts-role`` and ``data-facts-id``. The role
``record`` marks a text that is shown as the facts file has it (a claim, an excerpt, a note); its id
is then the place of the entry, such as ``facts/troops-sent``.

On a page ``data-facts-ignore`` holds the codes of the findings that are accepted in an element, and
``data-facts-reason`` the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from ..model.passages import HIDDEN, Acceptance, Location, Passage
from .acceptance import MOST
from .flaws import cited_in_code, hidden_in_sentence
from .html_attributes import (
    IGNORE,
    REASON,
    ROLE,
    NumbersOfHtml,
    Place,
    StartTag,
    in_outline,
    is_beside,
    seen_texts,
    span,
)  # fmt: skip
from .html_elements import MOST_SAID, Cited, OpenElement, of_code, output_in, says, without
from .outline import Outline
from .page_record import BODY_BEGINS, BODY_ENDS, Account
from .passage_builder import PassageBuilder, plain
from .printed import Output
from .quoted import with_attributions
from .visibility import ANY_TAG, MADE, MARK_TAGS, TAGS, Tag

_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_BLANK = f"{HIDDEN} \n"


class PassagesOfHtml:
    """The passages of a page, or of a part of one, as its elements and texts are met in order."""

    def __init__(
        self, path: str, is_page: bool, outline: Outline, account: Account | None = None
    ) -> None:
        self._path, self._is_page, self._outline, self._account = path, is_page, outline, account
        self._place: Place = (1, 1)
        self._in_text = False  # whether this is the text of the page, and not what is around that
        self._beside = 0  # how many open elements stand beside the text
        self._built = PassageBuilder(path)
        self._code: PassageBuilder | None = None  # what is read of code and the like
        self._open: list[OpenElement] = []
        self._numbers = NumbersOfHtml()
        self._number_made = ""  # the number of a title, which is about to come
        self._citing: list[Cited] = []
        self._accepted: list[Acceptance] = []
        self._passages: list[Passage] = []
        self._titles: set[int] = set()  # which passages are titles of the page
        self._repeating: set[int] = set()  # which of them may repeat what the page says
        self._heading = ""

    def start(self, tag: StartTag, text: Callable[[int], str]) -> bool:
        """What opens an element, and what is in that if it is no longer than so; whether it has
        an end.
        """
        tag = self._arrive(tag)
        # A template is met only where it is shown.
        shows = TAGS.get(tag.name, ANY_TAG) if tag.name != "template" else ANY_TAG
        is_outer_read = self._reads
        outer_code, in_code = self._code, self._code is not None and ROLE in tag.attributes
        self._begin_code(tag, shows, is_outer_read)
        read = in_code or (is_outer_read and not self._is_left_out(tag, shows, text))
        accepted = self._acceptance(tag.attributes)
        if is_outer_read and (read or not shows.is_prose) and shows.shows_attributes:
            self._read_attributes(tag, [] if accepted is None else [accepted])
        if read:
            self._write(shows.opening)
        if shows.is_void:
            if shows.flow == "block":
                self._end_passage()
            return False
        outer = self._part(tag if read else tag._replace(hidden_by=""), shows, text)
        if is_outer_read and not read and shows.flow == "inline":
            # What the page itself adds stands apart from the text; code stands in it.
            self._write(" " if shows.is_prose else HIDDEN)
        meant = in_outline(tag)
        self._outline.enter(meant, span(tag, "colspan"), span(tag, "rowspan"))
        cited = None
        if read:
            self._write(self._numbers.enter(tag))
            if ROLE in tag.attributes:
                cited = self._cited(tag, in_code)
        if accepted is not None:
            self._accepted.append(accepted)
            self._built.accept(accepted)
        began, output = self._built.here(), output_in(tag, self._open[-1:])
        self._open.append(
            OpenElement(
                tag.name, shows, read, outer, cited, accepted, meant, began, outer_code, output
            )
        )
        return True

    def _arrive(self, tag: StartTag) -> StartTag:
        """The tag that is met next; what is hidden around the text of a page is the theme's."""
        account = self._account
        self._place = tag.place
        if tag.name == "body" and account is not None and not account.is_parted:
            self._in_text = True
        is_around = account is not None and account.is_known and not self._in_text
        return tag._replace(hidden_by="") if is_around else tag

    def _cited(self, tag: StartTag, in_code: bool) -> Cited:
        cited = Cited(tag.attributes, self._built, self._here())
        self._citing.append(cited)
        if in_code and cited.role != "record":  # Those are of its card.
            self._built.flaw(cited_in_code(cited.where))
        return cited

    def _begin_code(self, tag: StartTag, shows: Tag, is_outer_read: bool) -> None:
        if is_outer_read and shows.is_literal and not self._is_own(tag):
            self._code = PassageBuilder(self._path)
        elif not (shows.is_prose or shows.is_literal):
            self._code = None  # as of a script within

    def _is_own(self, tag: StartTag) -> bool:
        """Whether the extension itself made it, on a page."""
        return self._is_page and MADE in tag.attributes.get("class", "").split()

    def _end_code(self, code: PassageBuilder, output: Output) -> None:
        code.accept(*self._accepted)
        for passage in of_code(code, output):
            self._add(passage)

    def _part(self, tag: StartTag, shows: Tag, text: Callable[[int], str]) -> PassageBuilder | None:
        """Begin a passage where an element begins one; the one that goes on after it."""
        if is_beside(tag, shows):
            # The sentence that it stands in goes on after it.
            outer, self._built = self._built, self._begin()
            if tag.hidden_by and shows.flow != "block" and says(tag, text):
                outer.flaw(hidden_in_sentence(tag.hidden_by, text(MOST_SAID), self._here()))
            self._beside += 1
            return outer
        if shows.flow == "block":
            self._end_passage()
            if self._in_text and self._account is not None:
                self._account.note_said(" ")
        return None

    def end(self) -> None:
        """The element that was opened last has come to its end."""
        self._close()

    def text(self, pieces: Iterable[tuple[str, Place]]) -> None:
        """A text in pieces, each with its place."""
        for piece, self._place in pieces:
            if self._in_text and self._account is not None:
                self._account.note_said(piece)
            if not self._reads:
                if self._code is not None:
                    self._write(piece, self._code)
                continue
            number, self._number_made = self._number_made, ""
            shown = piece
            if number and piece.lstrip().startswith(number):
                shown = piece.replace(number, HIDDEN * len(number), 1)
            elif number and not piece.strip():
                self._number_made = number
            self._write(shown)

    def comment(self, text: str) -> None:
        """Only those tell something that the build itself put there."""
        if text.strip() in (BODY_BEGINS, BODY_ENDS) and self._account is not None:
            self._end_passage()
            self._in_text = text.strip() == BODY_BEGINS

    def finish(self) -> list[Passage]:
        """All passages, now that the page has ended."""
        while self._open:
            self._close()
        self._end_passage()
        self._drop_repetitions()
        return with_attributions(
            without(self._heading, passage) if number in self._titles else passage
            for number, passage in enumerate(self._passages)
        )

    def _drop_repetitions(self) -> None:
        """What the head of a page repeats of its text has been read there."""
        if self._account is not None:
            for at in self._repeating:
                passage = self._passages[at]
                text = self._account.without_repetitions(passage.text)
                self._passages[at] = msgspec.structs.replace(passage, text=text)

    @property
    def _reads(self) -> bool:
        return not self._open or self._open[-1].read

    def _close(self) -> OpenElement:
        element = self._open.pop()
        if self._code is not None and element.outer_code is None:
            self._end_code(self._code, element.output)
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
        if element.read:
            self._numbers.leave(element.tag)
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

    def _is_left_out(self, tag: StartTag, shows: Tag, text: Callable[[int], str]) -> bool:
        """Whether an element is no prose, or a mark that the build made. The number of a title is
        looked out for.
        """
        account = self._account
        if not shows.is_prose or self._is_own(tag):
            return True
        if account is None or tag.name not in MARK_TAGS or ROLE in tag.attributes:
            return False
        if self._in_text and account.is_mark(text):
            return True
        if tag.name == "a":
            self._number_made = account.number_of(text)
        return False

    def _read_attributes(self, tag: StartTag, accepted: Sequence[Acceptance]) -> None:
        """What a reader sees of attributes: each a passage of its own."""
        for name, text in seen_texts(tag):
            passage = plain(self._path, text, tag.place_of(name))
            accepts = (*self._accepted, *accepted)
            if tag.name == "meta":
                self._titles.add(len(self._passages))
                self._repeating.add(len(self._passages))
            self._add(msgspec.structs.replace(passage, accepted=accepts))

    def _add(self, passage: Passage) -> None:
        """Add a passage, without what the build made of it."""
        text, account = passage.text, self._account
        if account is not None and not (self._in_text and account.is_parted):
            text = account.without_settings(text)
        if account is not None and self._in_text and not passage.citations:
            text = HIDDEN if account.is_block(text) else text
        if text is not passage.text:
            passage = msgspec.structs.replace(passage, text=text)
        self._passages.append(passage)

    def _here(self) -> Location:
        line, column = self._place
        return Location(self._path, line, column, line, column + 1)

    def _write(self, text: str, to: PassageBuilder | None = None) -> None:
        (line, column), built = self._place, to or self._built
        for number, part in enumerate(_LINES.findall(text)):
            built.write(part, (line + number, column if number == 0 else 1))

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
            self._add(passage)
        for cited in self._citing:
            if cited.built is ended:
                cited.begin(self._built)
