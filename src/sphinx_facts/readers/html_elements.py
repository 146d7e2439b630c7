"""What is kept of an element of HTML while it is open, and what is asked of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, cast

import msgspec

from ..model.passages import HIDDEN, Acceptance, Location, Passage
from ..model.roles import Role
from .html_attributes import ID, ROLE, StartTag, seen_texts
from .passage_builder import Opening, PassageBuilder
from .printed import Output, output_of, printed
from .visibility import Tag

MOST_SAID = 1_000_000
"""How much of the text of an element is looked at."""


class Cited:
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


class OpenElement(NamedTuple):
    """An open element: whether its text is read, the passage that goes on after it, the citation
    that ends with it, what is accepted in it.
    """

    tag: str
    shows: Tag
    read: bool
    outer: PassageBuilder | None
    cited: Cited | None
    accepted: Acceptance | None
    meant: str
    """What it is in an outline."""
    began: Opening
    outer_code: PassageBuilder | None
    """What the code goes on in that it stands in."""
    output: Output
    """What code in it is, where a notebook printed it."""


def says(tag: StartTag, text: Callable[[int], str]) -> bool:
    """Whether an element says something, itself or by a label; a button that is hidden so is
    shown by a script.
    """
    if tag.name == "button" and "hidden" in tag.attributes:
        return False
    labels = (label for _, label in seen_texts(tag))
    return any(map(str.isalnum, chain(text(MOST_SAID), *labels)))


def output_in(tag: StartTag, around: Sequence[OpenElement]) -> Output:
    """What code in an element is, where a notebook printed it; `around` is what that stands in."""
    outer = around[0].output if around else ""
    return output_of(tag.attributes.get("class", "").split(), outer)


def of_code(code: PassageBuilder, output: Output) -> Iterator[Passage]:
    """What is read of code, or of such an output."""
    if code.text.strip():
        passage = msgspec.structs.replace(code.passage(), is_plain=True, is_literal=True)
        yield from printed(passage, output) if output else (passage,)


def without(heading: str, title: Passage) -> Passage:
    """A title without the heading that it repeats: it can hold no citation, and the heading has
    them.
    """
    text = title.text.replace(heading, HIDDEN * len(heading)) if heading else title.text
    return msgspec.structs.replace(title, text=text, citations=())
