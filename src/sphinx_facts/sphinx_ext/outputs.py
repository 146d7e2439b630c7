"""What the code of a notebook printed, in the document tree that MyST-NB makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docutils import nodes

from ..model.passages import Passage
from ..readers.passage_builder import literal
from ..readers.printed import Output, form_shown, output_of, printed
from .doctree_html import place_of


def read_output(node: nodes.Element) -> Iterator[Passage]:
    """What is read of an output."""
    path, line = place_of(node)
    yield from printed(literal(path, node.astext(), (line, 1)), _kind(node))


def is_printed(node: nodes.Node) -> bool:
    """Whether it is text that code printed, and no error that it raised."""
    return isinstance(node, nodes.literal_block) and bool(_kind(node))


def _kind(node: nodes.Element) -> Output:
    around = _kind(node.parent) if node.parent is not None else ""
    return output_of(node.get("classes", ()), around)


def without_other_forms(elements: Sequence[nodes.Element]) -> Sequence[nodes.Element]:
    """The elements of a document without the forms of outputs that a page does not show."""
    unshown = {
        id(each)
        for node in elements
        for form in _other_forms(node)
        for each in form.findall(nodes.Element)
    }
    return [each for each in elements if id(each) not in unshown] if unshown else elements


def is_other_form(node: nodes.Element) -> bool:
    """Whether it is a form of an output that a page does not show."""
    return node.parent is not None and "mime_type" in node and node in _other_forms(node.parent)


def _other_forms(node: nodes.Element) -> list[nodes.Element]:
    if node.get("nb_element") != "mime_bundle":
        return []
    forms = {
        form.get("mime_type"): form for form in node.children if isinstance(form, nodes.Element)
    }
    shown, _ = form_shown(forms)
    return [form for name, form in forms.items() if name != shown]
