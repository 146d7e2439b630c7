"""Read HTML into passages: what a reader sees of a page, or of raw HTML in a chapter, and the
citations marked in it.

A citation is an element with the attributes ``data-facts-role`` and ``data-facts-id``. The role
``record`` marks a text that is shown as the facts file has it (a claim, an excerpt, a note); its id
is then the place of the entry, such as ``facts/troops-sent``.

On a page ``data-facts-ignore`` holds the codes of the findings that are accepted in an element, and
``data-facts-reason`` the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.passages import Passage
from .html_passages import PassagesOfHtml
from .outline import Outline
from .page_record import Account

if TYPE_CHECKING:
    from .hiding import StyleSheets

XML = (".xhtml", ".xht", ".svg")
"""The endings of pages that are XML."""


def read_html(
    html: str, path: str, line: int = 1, column: int = 1, *,
    is_page: bool = False, outline: Outline | None = None, account: Account | None = None,
    sheets: StyleSheets | None = None,
) -> list[Passage]:  # fmt: skip
    """The passages of a page, or of a fragment that begins at this line and column of its file;
    `outline` is where in that it stands.

    What the style `sheets` of its book hide from some reader is a passage of its own.

    Only a page has an `account` of what the build made in it, which is passed over: what an author
    writes is text, whatever class it bears. Only there does an element accept findings.
    """
    from .html_tree import Source, walk

    passages = PassagesOfHtml(path, is_page, outline or Outline(), account)
    is_xml = is_page and path.lower().endswith(XML)
    source = Source(html, line, column, path, sheets)
    walk(source, passages, is_page=is_page, is_xml=is_xml)
    return passages.finish()
