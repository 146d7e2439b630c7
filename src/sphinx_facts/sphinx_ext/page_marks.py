"""What a build makes in the text of a page, as its document tree and the environment know it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.locale import _

from ..readers.flaws import note_mark
from ..readers.page_record import as_mark

_CITED = "bibtex-citation"
"""The class of what cites an entry of a bibliography."""
_CODE, _ENTRY = "documentation of code", "entry of a bibliography"
_DIGITS = re.compile(r"\d+(?:\.\d+)*")


def marks_of(app: Sphinx, doctree: nodes.document, docname: str) -> dict[str, list[str]]:
    """The marks in the text of a page, by kinds: each as often as it stands there."""
    marks = defaultdict[str, list[str]](list)
    sections, figures = app.env.toc_secnumbers, app.env.toc_fignumbers
    marks["number of a section"] += map(_dotted, sections.get(docname, {}).values())
    for kind, numbers in figures.get(docname, {}).items():
        form = app.config.numfig_format.get(kind.rpartition("/")[2], "")
        if "%s" in form:
            marks["number of a figure"] += [form % _dotted(each) for each in numbers.values()]
    known = _numbers(app.env)
    for node in doctree.findall(nodes.Element):
        for kind, text in _marks(app, node, known):
            marks[kind].append(text)
    marks["mark of a footnote"] += _marks_of_footnotes(doctree)
    return {kind: texts for kind, texts in marks.items() if texts}


def _marks(app: Sphinx, node: nodes.Element, known: set[str]) -> Iterator[tuple[str, str]]:
    match node:
        case nodes.math():
            yield "formula", node.astext()
        case nodes.math_block() if node.get("number"):
            yield "number of an equation", f"({_number_of_equation(app, node)}){sign_of(app)}"
        case nodes.reference() if _leads_to_equation(app, node):
            yield "number of an equation", node.astext()
        case nodes.inline() if _CITED in node["classes"]:
            for link in node.findall(nodes.reference):
                yield "mark of a bibliography", link.astext()
        case nodes.citation() if is_of_bibliography(node):
            yield "mark of a bibliography", node[0].astext()
        case nodes.inline() if "std-numref" in node["classes"]:
            if _is_number_made(node.astext(), known):
                yield "number of a figure", node.astext()


def _marks_of_footnotes(doctree: nodes.document) -> Iterator[str]:
    """The marks of footnotes, but of those to which an author gave a number that counts none."""
    notes = [*doctree.findall(nodes.footnote)]
    for node in (*doctree.findall(nodes.footnote_reference), *(note[0] for note in notes)):
        if not note_mark(node.astext(), len(notes)):
            yield node.astext()
    for note in notes:
        if (count := len(note["backrefs"])) > 1:
            yield ",".join(map(str, range(1, count + 1)))


def _leads_to_equation(app: Sphinx, node: nodes.reference) -> bool:
    """Whether a link shows the number of an equation, and nothing else."""
    if "#equation-" not in f"{node.get('refuri', '')}#{node.get('refid', '')}":
        return False
    form, found = app.config.math_eqref_format or "({number})", _DIGITS.search(node.astext())
    return found is not None and node.astext() == form.format(number=found[0])


def _is_number_made(text: str, known: set[str]) -> bool:
    """Whether the one number of a text is that of a section, a figure or the like."""
    numbers = _DIGITS.findall(text)
    return len(numbers) == 1 and numbers[0] in known


def _number_of_equation(app: Sphinx, node: nodes.math_block) -> str:
    config = app.config
    if config.math_numfig and config.numfig:  # The label of an equation is that of no other.
        found = (
            numbers[label]
            for kinds in app.env.toc_fignumbers.values()
            for kind, numbers in kinds.items()
            for label in node["ids"]
            if kind.endswith("displaymath") and label in numbers
        )
        return str(config.math_numsep).join(_dotted(next(found, ())).rsplit(".", 1))
    return str(node["number"])


def _dotted(number: tuple[int, ...] | None) -> str:
    return ".".join(map(str, number or ()))


def _numbers(env: BuildEnvironment) -> set[str]:
    """All numbers that are made for sections, figures and so on."""
    sections = (number for numbers in env.toc_secnumbers.values() for number in numbers.values())
    figures = (
        number
        for kinds in env.toc_fignumbers.values()
        for numbers in kinds.values()
        for number in numbers.values()
    )
    return {*map(_dotted, sections), *map(_dotted, figures)}


def blocks_of(doctree: nodes.document) -> dict[str, list[str]]:
    """The passages that are no author's prose, by kinds."""
    blocks = defaultdict[str, list[str]](list)
    source = _("[source]")
    for node in doctree.findall(nodes.Element):
        match node:
            case nodes.math_block():
                blocks["formula"].append(node.astext())
            case nodes.TextElement() if is_of_program(node):
                blocks[_CODE].append(node.astext().replace(source, ""))
            case nodes.citation() if is_of_bibliography(node):
                blocks[_ENTRY] += [each.astext() for each in node[1:]]
            case nodes.reference() if _CITED in node.parent.get("classes", ()):
                blocks[_ENTRY].append(node.get("reftitle", ""))
    return dict(blocks)


def is_of_program(node: nodes.TextElement) -> bool:
    """Whether a passage is a signature, or was read from a program, as autodoc does, and from no
    document. Those of its fields have no source of their own.
    """
    if isinstance(node.parent, nodes.TextElement):
        return False
    if isinstance(node, addnodes.desc_signature) or _is_of_code(node):
        return True
    described = _described(node)
    if described is None or (node.source and node.line):
        return False
    others = (each for each in described.findall() if _described(each) is described)
    return any(map(_is_of_code, others))


def _described(node: nodes.Node) -> addnodes.desc | None:
    """The innermost description that it stands in."""
    parent = node.parent
    while parent is not None and not isinstance(parent, addnodes.desc):
        parent = parent.parent
    return parent


def _is_of_code(node: nodes.Node) -> bool:
    return ":docstring of " in (node.source or "")


def is_of_bibliography(node: nodes.citation) -> bool:
    """Whether an entry was made of a bibliography, as sphinxcontrib-bibtex does: one that an author
    writes has a name.
    """
    return not node["names"]


def numbered_titles(app: Sphinx) -> Iterator[tuple[str, str]]:
    """The titles that a link shows with their numbers, and these."""
    env, suffix = app.env, app.config.html_secnumber_suffix
    for docname, contents in env.tocs.items():
        titles = [
            (link.astext(), _section(env, docname, link.get("anchorname", "")))
            for link in contents.findall(nodes.reference)
        ]
        for tree in contents.findall(addnodes.toctree):
            titles += [(title or "", _section(env, name, "")) for title, name in tree["entries"]]
        for title, number in titles:
            if title and number:
                yield as_mark(f"{number}{suffix}{title}"), number


def _section(env: BuildEnvironment, docname: str, anchor: str) -> str:
    """The number of a section; a book on a single page has them all together."""
    numbers = env.toc_secnumbers
    together = numbers.get(env.config.root_doc, {})
    found = numbers.get(docname, {}).get(anchor) or together.get(f"{docname}/{anchor}")
    return _dotted(found)


def sign_of(app: Sphinx) -> str:
    """What marks the link beside a title."""
    return re.sub("<[^>]*>", "", app.config.html_permalinks_icon)
