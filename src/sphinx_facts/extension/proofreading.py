"""The check during the build: the document tree as it will be written, whatever put its text there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import cast

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from ..chapters import HIDDEN
from ..evidence import check_evidence
from ..findings import Finding
from ..html_text import read_html
from ..model import Citation, Location, Passage
from .domain import FactsDomain, Use
from .nodes import cited

_logger = logging.getLogger(__name__)

_KIND = {"person": "person", "source": "source"}
_NOT_PROSE = (nodes.literal_block, nodes.math_block, nodes.comment, nodes.raw, nodes.doctest_block)
_NOT_TEXT = (nodes.literal, nodes.math, nodes.image, nodes.raw)
_MARKS = (nodes.footnote_reference, nodes.citation_reference, nodes.label, nodes.generated, nodes.problematic)


def read_document(app: Sphinx, doctree: nodes.document) -> None:
    """Give every citation its anchor, and keep what the document cites and what is wrong in it."""
    domain = cast(FactsDomain, app.env.domains["facts"])
    uses = []
    seen: Counter[tuple[str, str]] = Counter()
    for node in doctree.findall(cited):
        if node["role"] in ("own", "count", "record"):
            continue
        kind = _KIND.get(node["role"], "fact")
        key = kind, node["target"]
        seen[key] += 1
        anchor = f"cited-{kind}-{node['target']}-{seen[key]}"
        node["ids"].append(anchor)
        uses.append(Use(*key, anchor))
    findings = [finding for passage in _passages(doctree) for finding in domain.judge.check(passage)]
    domain.note_document(app.env.docname, uses, findings)


def report(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of everything, on every build: not only of the documents that were read in this one."""
    domain = cast(FactsDomain, env.domains["facts"])
    findings, _, _ = check_evidence(domain.store)
    for docname in sorted(domain.data["findings"]):
        findings += domain.data["findings"][docname]
    for finding in findings:
        place = finding.location
        log = _logger.warning if finding.severity == "error" else _logger.info
        message = f"{finding.code} {finding.name}: {finding.message}. {finding.remedy}"
        log(message, location=f"{place.path}:{place.line}", type="facts", subtype=finding.code)


def _passages(doctree: nodes.document) -> Iterator[Passage]:
    for node in doctree.findall(nodes.TextElement):
        if not isinstance(node.parent, nodes.TextElement) and not isinstance(node, _NOT_PROSE):
            yield from _passage(node)
    for image in doctree.findall(nodes.image):
        if alt := image.get("alt"):
            yield Passage(*_start(image, alt))
    for raw in doctree.findall(nodes.raw):
        if "html" in raw.get("format", "").split():
            path, _, ((_, line, _),) = _start(raw, "")
            yield from read_html(raw.astext(), path, line)


def _start(node: nodes.Node, text: str) -> tuple[str, str, tuple[tuple[int, int, int]]]:
    source, line = get_source_line(node)
    return source or "", text, ((0, line or 1, 1),)


def _passage(block: nodes.TextElement) -> Iterator[Passage]:
    path, _, anchors = _start(block, "")
    line = anchors[0][1]
    text: list[str] = []
    citations: list[Citation] = []

    def read(node: nodes.Node) -> None:
        if isinstance(node, nodes.Text):
            text.append(node.astext())
        elif isinstance(node, _NOT_TEXT):
            text.append(HIDDEN)
        elif not isinstance(node, _MARKS):
            start = sum(map(len, text))
            for child in node.children:
                read(child)
            if isinstance(node, cited):
                end = sum(map(len, text))
                where = Location(path, line, 1, line, 2)
                citations.append(Citation(node["role"], node["target"], start, end, where))

    for child in block.children:
        read(child)
    joined = "".join(text)
    if joined.strip():
        yield Passage(path, joined, anchors, tuple(citations))
