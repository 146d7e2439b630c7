"""The check during the build: the document tree as it will be written, whatever put its text
there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import cast

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.addnodes import pending_xref, toctree
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from ..figures.arithmetic import ids_in
from ..model.passages import Citation, Location, Passage
from ..model.roles import ROLES
from ..readers.html import HIDDEN, READ_META, InlineTags, read_html
from ..rules.corrections import check_log
from ..runner.chapters import evidence
from .domain import FactsDomain, Use
from .nodes import cited, shown_card

_logger = logging.getLogger(__name__)

_NOT_PROSE = (nodes.literal_block, nodes.math_block, nodes.comment, nodes.raw, nodes.doctest_block,
    nodes.substitution_definition, nodes.system_message, nodes.label)  # fmt: skip
_WITH_TEXTS = (nodes.image, nodes.reference, pending_xref, nodes.abbreviation, nodes.meta, toctree)
_NOT_TEXT = (nodes.literal, nodes.math, nodes.image)
_MARKS = (
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.label,
    nodes.generated,
    nodes.problematic,
)


def read_document(app: Sphinx, doctree: nodes.document) -> None:
    """Give every citation its anchor, and keep what the document cites and what is wrong in it."""
    domain = cast(FactsDomain, app.env.domains["facts"])
    uses: list[Use] = []
    elements = list(doctree.findall(nodes.Element))
    shown_too = {("fact", node["target"]) for node in elements if isinstance(node, shown_card)}
    seen: Counter[tuple[str, str]] = Counter()
    for node in elements:
        if not isinstance(node, cited):
            continue
        traits, target = ROLES[node["role"]], node["target"]
        kind = traits.entry
        if kind is None:
            continue
        if not traits.is_use:
            shown_too.add((kind, target))
            continue
        # What is derived uses every fact that it is reckoned from, at the same place.
        targets = ids_in(target) if traits.target == "expression" else [target]
        first = kind, targets[0] if targets else target
        seen[first] += 1
        # With the document's name: a book on a single page holds them all.
        anchor = nodes.make_id(f"cited-{app.env.docname}-{kind}-{first[1]}-{seen[first]}")
        node["ids"].append(anchor)
        uses += [Use(kind, each, anchor) for each in targets]
    findings = [
        finding
        for passage in _passages(doctree, elements)
        for finding in domain.checker.check(passage)
    ]
    domain.note_document(app.env.docname, uses, shown_too, findings)


def report(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of everything, on every build: not only of the documents that were read in this one."""
    domain = cast(FactsDomain, env.domains["facts"])
    findings = [*evidence(domain.store, domain.cache).findings, *check_log(domain.store)]
    for docname in sorted(domain.data["findings"]):
        findings += domain.data["findings"][docname]
    for finding in findings:
        place = finding.location
        log = _logger.warning if finding.severity == "error" else _logger.info
        message = f"{finding.code} {finding.name}: {finding.message}. {finding.help}"
        log(message, location=f"{place.path}:{place.line}", type="facts", subtype=finding.code)


def _passages(doctree: nodes.document, elements: Sequence[nodes.Element]) -> Iterator[Passage]:
    for block in _blocks(doctree):
        yield from _passage(block)
    for node, text in _texts_beside(elements):
        yield Passage(*_start(node, text))
    for raw in elements:
        if isinstance(raw, nodes.raw) and "html" in raw.get("format", "").split():
            path, _, ((_, line, _),) = _start(raw, "")
            yield from read_html(raw.astext(), path, line)


def _blocks(node: nodes.Element) -> Iterator[nodes.TextElement]:
    """The paragraphs, titles, captions, lines and so on below a node."""
    for child in node.children:
        if isinstance(child, nodes.TextElement) and not isinstance(child, _NOT_PROSE):
            yield child
        elif isinstance(child, nodes.Element) and not isinstance(child, _NOT_PROSE):
            yield from _blocks(child)


def _texts_beside(elements: Iterable[nodes.Element]) -> Iterator[tuple[nodes.Element, str]]:
    """The texts that a page shows and that stand in attributes: of images, links, abbreviations,
    tables of contents.
    """
    for node in elements:
        if not isinstance(node, _WITH_TEXTS):
            continue
        texts = [node.get(name) for name in ("alt", "reftitle", "explanation", "caption")]
        if isinstance(node, nodes.reference):
            texts.append(node.get("title"))
        elif (
            isinstance(node, nodes.meta) and (node.get("name") or node.get("property")) in READ_META
        ):
            texts.append(node.get("content"))
        elif isinstance(node, toctree):
            texts += [title for title, _ in node["entries"]]
        for text in texts:
            if text:
                yield node, text


def _start(node: nodes.Node, text: str) -> tuple[str, str, tuple[tuple[int, int, int]]]:
    source, line = get_source_line(node)
    return source or "", text, ((0, line or 1, 1),)


def _passage(block: nodes.TextElement) -> Iterator[Passage]:
    path, _, anchors = _start(block, "")
    line = anchors[0][1]
    text = StringIO()
    citations: list[Citation] = []
    tags = InlineTags()

    def read(node: nodes.Node) -> None:
        if isinstance(node, nodes.raw):
            text.write(tags.add(node.astext()))
        elif (
            tags.hiding
            or isinstance(node, _NOT_TEXT)
            or (isinstance(node, pending_xref) and _shows_a_title(node))
        ):
            text.write(HIDDEN)
        elif isinstance(node, nodes.Text):
            text.write(node.astext())
        elif not isinstance(node, _MARKS):
            start = text.tell()
            for child in node.children:
                read(child)
            if isinstance(node, cited):
                end = text.tell()
                where = Location(path, line, 1, line, 2)
                citations.append(Citation(node["role"], node["target"], start, end, where))

    for child in block.children:
        read(child)
    if text.getvalue().strip():
        yield Passage(path, text.getvalue(), anchors, tuple(citations))


def _shows_a_title(node: pending_xref) -> bool:
    """Whether the link will show the title of what it leads to, and not the text that it has
    now.
    """
    return node["reftype"] in ("ref", "doc", "numref", "eq") and not node.get("refexplicit")
