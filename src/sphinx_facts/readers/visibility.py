"""What a reader sees and what not: decided here once, for Markdown, document trees and HTML alike.

Whatever no table names is prose through and through: what is overlooked is read, and never passed
over.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeVar

from ..model.passages import HIDDEN
from ..model.roles import DOMAIN

T = TypeVar("T")


def _by_name(*groups: tuple[T, *tuple[str, ...]]) -> dict[str, T]:
    """Each name with what is seen of it. Raises ValueError where a name stands twice."""
    named = [(name, shows) for shows, *lines in groups for name in " ".join(lines).split()]
    table = dict(named)
    if len(table) < len(named):
        raise ValueError("a name stands twice in a table of what a reader sees")
    return table


# Directives


class Directive(NamedTuple):
    """What a reader sees of a directive."""

    argument: Literal["prose", "caption", "content", "unseen"] = "prose"
    """`caption`: of the table in it. `content`: it takes none, and what stands behind its name is
    the first line of that.
    """
    content: Literal[
        "prose",
        "unseen",
        "literal",
        "parsed",
        "rows",
        "cells",
        "entries",
        "chart",
        "quotation",
        "include",
        "raw",
    ] = "prose"
    """`literal`: code and the like; `parsed`: such in which roles work. `rows`: a list of them,
    which are lists of cells.
    """
    tag: str = ""
    """What its content is in an outline."""
    is_markdown: bool = False
    """Its content is Markdown for certain, so that a role works in it; in any other it may be shown
    as it is written.
    """


_DIRECTIVES = _by_name(
    (
        Directive(is_markdown=True),
        "admonition card dropdown grid-item grid-item-card margin sidebar tab-item tab-set topic",
    ),
    (Directive("caption", is_markdown=True), "table"),
    (Directive("caption", "rows", is_markdown=True), "list-table"),
    (
        Directive("content", is_markdown=True),
        "attention caution danger error hint important note seealso tip warning",
    ),
    (
        Directive("content", tag="blockquote", is_markdown=True),
        "epigraph highlights pull-quote",
    ),
    (Directive("content"), "compound glossary line-block"),
    (Directive("unseen", is_markdown=True), "container figure grid"),
    (
        Directive("unseen"),
        "class cssclass figure-md glue:figure ifconfig image only role rst-class thumbnail video",
    ),
    (
        Directive("unseen", "unseen"),
        "argparse autoclass autofunction automodule bibliography contents currentmodule",
        "default-domain default-role glue glue:any glue:math glue:md highlight index",
        "literalinclude meta tabularcolumns testsetup",
    ),
    (
        Directive("unseen", "literal"),
        "code code-block code-cell digraph doctest graph graphviz math mermaid productionlist",
        "sourcecode testcode testoutput",
    ),
    (Directive("unseen", "parsed"), "parsed-literal"),
    (Directive("caption", "cells"), "csv-table"),
    (Directive(content="entries"), "toctree"),
    (Directive("unseen", "include"), "include"),
    (Directive("unseen", "raw"), "raw"),
)
# Those of the extension, which have a longer name as well.
_OWN_DIRECTIVES = _by_name(
    (Directive("unseen", "chart"), "chart"),
    (Directive("unseen", "quotation", is_markdown=True), "quotation"),
    (
        Directive("unseen", "unseen"),
        "downloads excerpts fact-card facts people reviewed reviews sources timeline verify",
    ),
)
DIRECTIVES: Mapping[str, Directive] = {
    **_DIRECTIVES,
    **_OWN_DIRECTIVES,
    **{f"{DOMAIN}:{name}": shows for name, shows in _OWN_DIRECTIVES.items()},
}
"""By their names, those that are not read as prose from their arguments to their ends."""
OWN_DIRECTIVES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_OWN_DIRECTIVES, ()), "chart": ("title",)
}  # fmt: skip
"""Those of the extension by their short names, and the options that each has."""
CHART_KINDS = ("bars", "estimates", "scale", "timeline")
PROSE_OPTIONS = frozenset("alt caption description header label-text subtitle title".split())
"""The options of directives that a page shows."""
PLAIN_OPTIONS = frozenset({"alt"})
"""Those of them in which no role works: a page shows them as they are written."""

# Roles


class RoleText(NamedTuple):
    """What a reader sees of a role that cites nothing."""

    shown: Literal["text", "title", "path", "target", "code"] = "text"
    """`title`: the text of `text <target>`, and otherwise what the target is called; `path`: that
    text, and otherwise the name of a file, which is no prose; `target`: that text, and otherwise
    the target; `code`: no prose.
    """
    before: str = ""
    """What is set before a target."""
    replaced: tuple[str, str] = ("", "")
    """What of the text a page shows as something else, and as what."""
    style: str = ""
    """Where it stands: ``sup`` or ``sub``."""


_OTHER_ROLES = _by_name(
    (
        RoleText("title"),
        "any attr cite cite:p cite:t class const data doc envvar eq exc footcite func",
        "keyword meth mod numref obj option ref token",
    ),
    (RoleText("path"), "download"),
    (RoleText("target"), "index term"),
    (RoleText(replaced=("-->", "‣")), "menuselection"),
    (RoleText(style="sup"), "sup superscript"),
    (RoleText(style="sub"), "sub subscript"),
    # What a notebook glues is read where it is made.
    (RoleText("title"), "glue glue:any glue:math glue:md glue:text"),
    (RoleText("code"), "code file kbd literal math raw regexp rst:dir rst:role samp"),
    *((RoleText("target", f"{name.upper()} "), name) for name in ("cve", "cwe", "pep", "rfc")),
)
TITLED_BY_TARGET = frozenset({"doc", "eq", "numref", "ref"})
"""Of the cross references, those whose link takes its text from where it leads to, if the author
gives none.
"""


def is_known_role(name: str) -> bool:
    """Whether it is one of Sphinx, of MyST or of an extension that is known here."""
    return name in _OTHER_ROLES


def role_text(name: str) -> RoleText:
    """What a reader sees of a role that cites nothing; that of a domain may have a target."""
    return _OTHER_ROLES.get(name, RoleText("target" if ":" in name else "text"))


# Front matter

PUBLISHED_KEYS = frozenset({"title", "subtitle", "description", "html_meta", "substitutions"})
MARKDOWN_KEY = "substitutions"
"""That of them whose values are Markdown; the others are shown as they are written."""
UNPUBLISHED_META = frozenset(
    {"keywords", "author", "generator", "robots", "viewport", "google-site-verification"}
)
"""The keys under `html_meta` that no reader sees."""

# Settings of a book

SHOWN_SETTINGS: Mapping[str, Literal["text", "html", "markdown"]] = _by_name(
    (
        "text",
        "epub_description epub_title html_short_title html_title ogp_description ogp_site_name",
        "project",
    ),
    ("markdown", "myst_substitutions"),
)
"""Those of conf.py that pages show, and what their texts are. Copyright, release and version are no
words of a sentence.
"""
SHOWN_THEME_OPTIONS = frozenset(
    "alt_text announcement description extra_footer extra_navbar tagline text".split()
)
"""Of the options of themes, those whose texts they show, as HTML."""

# HTML


class Tag(NamedTuple):
    """What a reader sees of an element."""

    flow: Literal["block", "inline", "beside", "apart"] = "block"
    """A block ends the passage before it; what is beside is a passage of its own, within one that
    goes on after it; what is apart is no part of the text at all.
    """
    is_void: bool = False
    """It has no content and no end."""
    is_prose: bool = True
    is_literal: bool = False
    """What is in it is code or the like: it is seen, and no prose."""
    shows_attributes: bool = True
    opening: str = ""
    """What it shows itself, before its content."""
    closing: str = ""
    style: str = ""
    """How its text stands out, as ``em`` or ``strong``, or where it stands: ``sup`` or ``sub``."""


TAGS: Mapping[str, Tag] = _by_name(
    (
        Tag("inline"),
        "a abbr bdi bdo cite data del dfn font ins label mark s small span time tspan u var",
    ),
    (Tag("inline", style="em"), "em i"),
    (Tag("inline", style="strong"), "b strong"),
    (Tag("inline", style="sub"), "sub"),
    (Tag("inline", style="sup"), "sup"),
    (Tag("inline", is_prose=False, is_literal=True), "code kbd math samp"),
    (Tag("inline", is_prose=False, shows_attributes=False), "script style"),
    (Tag(is_prose=False, is_literal=True), "pre"),
    (Tag(is_prose=False), "template"),
    # What a browser shows instead where it cannot show these; all can.
    (Tag("inline", is_prose=False), "iframe noembed noframes"),
    (Tag("beside"), "button"),
    (Tag("inline", opening="“", closing="”"), "q"),
    (Tag("inline", is_void=True), "wbr"),
    (Tag("inline", is_void=True, opening=" "), "br"),
    (Tag("inline", is_void=True, opening=HIDDEN), "img"),
    (Tag(is_void=True), "hr"),
    (Tag("apart", is_void=True), "area base col embed input meta source track"),
    (Tag("apart", is_void=True, shows_attributes=False), "link"),
)
"""By their names, in lower case, those that are no block of prose."""
ANY_TAG = Tag()
BESIDE_ROLE, BESIDE_ATTRIBUTE = "tooltip", "popover"
"""What sets any element beside the sentence in which it stands."""
READ_ATTRIBUTES = (
    "alt", "title", "placeholder", "label", "summary", "aria-label", "aria-description",
    "aria-placeholder", "aria-roledescription", "aria-valuetext",
)  # fmt: skip
UNSEEN_VALUES = frozenset("checkbox color file hidden image password radio range".split())
"""The types of `input` whose value a reader does not see."""
READ_META = frozenset(
    "description og:title og:description og:site_name og:image:alt twitter:title "
    "twitter:description twitter:image:alt".split()
)
"""The names and properties of `meta` whose content a reader sees."""
ALLOWED_TAGS = frozenset(
    "a abbr article aside b blockquote br caption center cite code col colgroup dd del details dfn "
    "div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main "
    "mark ol p picture pre q s samp section small source span strong sub summary sup table tbody "
    "td tfoot th thead time tr u ul var wbr".split()
)
"""What may stand in the raw HTML of a chapter: what shows its text, all of it and no other."""
ALLOWED_ATTRIBUTES = frozenset(
    "align alt aria-describedby aria-label aria-labelledby border cite class colspan datetime "
    "decoding dir height href hreflang id lang loading media name open rel role rowspan scope "
    "sizes src srcset target title type valign width".split()
)
"""Likewise, of their attributes."""
OWN_ATTRIBUTES = f"data-{DOMAIN}-"
"""How those begin by which a page tells what it cites: no author writes them."""
MADE = "facts-made"
"""The class, on a page, of code and marks that the extension makes itself; no author may write it.
"""
END_OPTIONAL = frozenset(
    "caption colgroup dd dt li optgroup option p tbody td tfoot th thead tr".split()
)
"""The elements that a browser ends by itself, where the next begins or what they stand in ends."""
RAW_TEXT = frozenset("iframe noembed noframes script style textarea title xmp".split())
"""Those in which there are no other elements."""
MARK_TAGS = frozenset("a label span sup".split())
"""The elements that may be marks which a build makes: numbers of sections, figures, equations and
footnotes. Which of them are, its record says.
"""

# Document trees


class Node(NamedTuple):
    """What a reader sees of a node of a document tree."""

    is_block: bool = True
    """Whether it can be a passage, or hold some."""
    inside: Literal["text", "literal", "hidden", "nothing"] = "text"
    """What it is in a passage: text, code and the like, something else that is no prose, a mark
    that the page makes.
    """
    texts: tuple[str, ...] = ()
    """Its attributes that a page shows."""
    tag: str = ""
    """What it is in an outline."""
    style: str = ""
    """How its text stands out, or where it stands, by the tag that it has in HTML."""

    @property
    def is_literal_block(self) -> bool:
        return not self.is_block and self.inside == "literal"


NODES: Mapping[str, Node] = _by_name(
    (
        Node(is_block=False),
        "comment raw substitution_definition",
    ),
    (Node(is_block=False, inside="literal"), "doctest_block literal_block math_block"),
    (Node(is_block=False, inside="nothing"), "label system_message"),
    (Node(inside="literal"), "literal math"),
    (Node(style="em"), "emphasis"),
    (Node(style="strong"), "strong"),
    (Node(style="sub"), "subscript"),
    (Node(style="sup"), "superscript"),
    (Node(tag="section"), "section"),
    (Node(tag="blockquote"), "block_quote"),
    (Node(tag="attribution"), "attribution"),
    (Node(tag="ul"), "bullet_list enumerated_list"),
    (Node(tag="li"), "list_item"),
    (Node(tag="dl"), "definition_list"),
    (Node(tag="dt"), "term"),
    (Node(tag="dd"), "definition"),
    (Node(tag="table"), "table"),
    (Node(tag="thead"), "thead"),
    (Node(tag="tr"), "row"),
    (Node(tag="td"), "entry"),
    (Node(inside="nothing"), "citation_reference footnote_reference generated problematic"),
    (Node(inside="hidden", texts=("alt",)), "image"),
    (Node(texts=("reftitle", "title")), "reference"),
    (Node(texts=("reftitle",)), "pending_xref"),
    (Node(texts=("explanation",)), "abbreviation"),
    (Node(texts=("content",)), "meta"),
    (Node(texts=("caption",)), "toctree"),
)
"""By the names of their classes, those that are not text and nothing else."""
