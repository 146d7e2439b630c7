"""What a page says of how and when its passages were compared with their evidence, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx.application import Sphinx

from ..english.when.dates import written_date
from ..facts.review_digests import is_to_review, passages_to_review
from ..model.findings import CheckError, Finding
from ..model.passages import Passage
from ..model.reviews import PassageReview
from ..rules.reviews import check_reviews
from .domain import FactsDomain
from .links import Page, paragraph
from .parts import Own, Part, Parts, Title
from .placeholders import Placeholder, add_placeholder

_WRITTEN = (".md", ".ipynb")
_NOBODY = "Nobody has compared this chapter with its evidence yet."
_NO_PERSON = "No person has signed any passage."
_BY_PROGRAM = "compared with its evidence by a program"


class Read(NamedTuple):
    """What stands of each passage of a document."""

    reviews: list[PassageReview]

    @property
    def is_begun(self) -> bool:
        return any(review.answers for review in self.reviews)

    @property
    def objected(self) -> int:
        return sum(bool(review.objections) for review in self.reviews)

    def readers(self) -> list[tuple[str, list[str]]]:
        """The name of each person and the empty one for all programs, persons first, each with the
        day on which they read each of the passages that they did.
        """
        days: dict[str, dict[int, str]] = {}
        for number, review in enumerate(self.reviews):
            for each in review.answers:
                name = each.reader if each.kind == "person" else ""
                days.setdefault(name, {})[number] = each.date
        ordered = sorted(days.items(), key=lambda each: (not each[0], min(each[1].values())))
        return [(name, list(read.values())) for name, read in ordered]


def note_passages(app: Sphinx, domain: FactsDomain, read: list[Passage]) -> None:
    """Keep the passages of the document that was just read, where a setting asks for reviews: as
    the check reads them, so that an answer counts for both.
    """
    if domain.reviews is None:
        return
    from ..runner.passages import read_written  # noqa: PLC0415 - few books ask for it

    docname, path = app.env.docname, Path(app.env.doc2path(app.env.docname))
    if path.suffix in _WRITTEN:
        with suppress(CheckError):  # The check finds it; a build can read more.
            enabled = getattr(app.config, "myst_enable_extensions", ())
            read = read_written(path, domain.checker, enabled)
    domain.data["to_review"][docname] = [each for each in read if is_to_review(each)]


def review_findings(domain: FactsDomain) -> list[Finding]:
    """What is outstanding in the book, and what readers object to; nothing where none asks."""
    if domain.reviews is None:
        return []
    return [
        finding
        for docname in sorted(domain.data["to_review"])
        for finding in check_reviews(
            passages_to_review(domain.data["to_review"][docname], domain.facts),
            domain.reviews, domain.reviews_asked,
        )
    ]  # fmt: skip


def read_of(domain: FactsDomain, docname: str) -> Read:
    """What was read of a document, as the answers stand."""
    passages = domain.data["to_review"].get(docname, [])
    if domain.reviews is None:
        return Read([])
    keys = [each.key for each in passages_to_review(passages, domain.facts)]
    return Read([domain.reviews.of(key) for key in keys])


class reviewed(Placeholder):  # noqa: N801 - docutils names nodes so
    """Says of the page how and when its passages were compared with their evidence, and by whom: by
    a program, or by the names that persons have given. It needs the setting `reviews`.
    """

    def make(self, page: Page) -> Sequence[nodes.Node]:
        """A quiet line."""
        read = read_of(page.domain, page.docname)
        parts = tuple(_told(read, begins=True)) if read.is_begun else (_NOBODY,)
        return [paragraph(page, *parts, classes=["review-record"])]


class reviews(Placeholder):  # noqa: N801
    """Says the same of each chapter that was read, in part or whole; and where no person has read
    any of the book, that none has.
    """

    def make(self, page: Page) -> Sequence[nodes.Node]:
        """A list of chapters, and a closing line."""
        domain = page.domain
        docnames = domain.in_order(domain.data["to_review"])
        every = {docname: read_of(domain, docname) for docname in docnames}
        items = [
            nodes.list_item("", paragraph(page, Title(docname), ": ", *_told(read)))
            for docname, read in every.items()
            if read.is_begun
        ]
        made: list[nodes.Node] = []
        if items:
            made.append(nodes.bullet_list("", *items, classes=["reviews"]))
        if closing := tuple(_closing(every.values())):
            made.append(paragraph(page, *closing, classes=["review-record"]))
        return made


def _closing(every: Iterable[Read]) -> Iterator[Part]:
    reads = list(every)
    if left := sum(not read.is_begun for read in reads):
        yield "Of "
        yield Own(f"{left} chapters" if left > 1 else "one chapter")
        yield " nothing has been compared yet. "
    if not any(name for read in reads for name, _ in read.readers()):
        yield _NO_PERSON


def _told(read: Read, *, begins: bool = False) -> Iterator[Part]:
    """How much was read, how, when and by whom: of each reader no more than that one has read."""
    whole = len(read.reviews)
    for number, (name, days) in enumerate(read.readers()):
        yield "; " if number else ""
        how = f"read against its evidence by {name}" if name else _BY_PROGRAM
        if len(days) < whole:
            yield Own(f"{len(days)} of {whole} passages")
            yield f" {how}".replace(" its ", " their ")
        else:
            yield how[0].upper() + how[1:] if begins and not number else how
        yield from _when(days)
    yield "."
    if read.objected:
        yield " A reader objects to "
        yield Own(f"{read.objected} passages" if read.objected > 1 else "one passage")
        yield "."


def _when(days: Sequence[str]) -> Parts:
    first, last = min(days), max(days)
    if first == last:
        return ", on ", Own(written_date(first))
    return ", from ", Own(written_date(first)), " to ", Own(written_date(last))


def setup_reviews(app: Sphinx) -> None:
    """Called by the extension."""
    add_placeholder(app, reviewed, "reviewed")
    add_placeholder(app, reviews, "reviews")
