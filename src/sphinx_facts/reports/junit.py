"""Findings as a JUnit report, which CI servers read."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ..api import Result
from ..model.findings import Finding
from ..text.terminal import visible
from .text import paragraph

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What an XML document cannot hold, not even as a reference."""


def as_junit(result: Result) -> str:
    """A test suite for each file, in it a test case for each finding, or one that passes.

    Errors are failures, notices are skipped, what could not be checked is an error. In ASCII, so
    that it is XML in whatever encoding; without times, so that it is the same each time.
    """
    root = Element("testsuites", name="sphinx-facts")
    unread = {each.path for each in result.summary.unread}
    places: dict[str, list[Finding]] = {path: [] for path in (*result.checked, *unread)}
    for finding in result.findings:
        places.setdefault(finding.location.path, []).append(finding)
    for path in sorted(places):
        suite = SubElement(root, "testsuite", name=_clean(path))
        for finding in places[path]:
            _add_finding(suite, finding)
        if not places[path] and path not in unread:
            SubElement(suite, "testcase", classname=_clean(path), name="figures and quotations")
        for each in result.summary.unread:
            if each.path == path:
                case = SubElement(suite, "testcase", classname=_clean(path), name="not read")
                SubElement(case, "skipped", message=_clean(each.reason))
        _count(suite)
    _count(root)
    indent(root)
    written: bytes = tostring(root, encoding="us-ascii", xml_declaration=True)
    return written.decode("ascii")


def _add_finding(suite: Element, finding: Finding) -> None:
    kind = "error" if finding.prevents_checking else "failure"
    place, title = finding.location, f"{finding.code} {finding.name}"
    name = f"{title} ({place.line}:{place.column})"
    case = SubElement(suite, "testcase", classname=suite.attrib["name"], name=name)
    outcome = SubElement(case, "skipped" if finding.severity == "notice" else kind)
    outcome.attrib |= {"type": title, "message": _clean(finding.message)}
    outcome.text = _clean(paragraph(finding))


def _count(element: Element) -> None:
    tags = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}
    if element.tag == "testsuites":
        del tags["skipped"]  # Which Jenkins does not have there.
    for name, tag in tags.items():
        element.set(name, str(sum(1 for _ in element.iter(tag))))


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", visible(text, keep="\n"))
