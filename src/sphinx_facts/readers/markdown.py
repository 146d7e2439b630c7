"""The Markdown parser that MyST uses, made to say where in a text each inline token begins."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import make_fence_rule
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.field_list import fieldlist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from mdit_py_plugins.substitution import substitution_plugin


class _TrackedState(StateInline):
    """Keeps in each token's `map` the offset at which it begins; inline tokens have no other use
    for it.
    """

    _pending_start = 0

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self._pending_start = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 - the parser's own name
        token = super().pushPending()
        token.map = [self._pending_start, self._pending_start]
        return token

    def push(self, ttype: str, tag: str, nesting: Any) -> Token:
        token = super().push(ttype, tag, nesting)
        token.map = [self.pos, self.pos]
        return token


class _TrackedInline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _TrackedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _footnote_ref(state: StateInline, silent: bool) -> bool:
    """As MyST reads it, where it ends: to look for that letter by letter, at every `[^` of a text
    in which none does, would take without end.
    """
    text, start = state.src, state.pos
    if not text.startswith("[^", start):
        return False
    end = text.find("]", start)
    is_whole = end >= 0 and text.find(" ", start, end) < 0 and text.find("\n", start, end) < 0
    return is_whole and footnote_ref(state, silent, always_match=True)


def _strikethrough(md: MarkdownIt) -> None:
    md.enable("strikethrough")


def _colon_fence(md: MarkdownIt) -> None:
    fence = make_fence_rule(markers=(":",), token_type="colon_fence")
    ends = ["paragraph", "reference", "blockquote", "list", "footnote_def"]
    md.block.ruler.before("fence", "colon_fence", fence, RuleOptionsType(alt=ends))


def _attrs_inline(md: MarkdownIt) -> None:
    after = ("image", "code_inline", "link_close", "span_close")
    md.use(attrs_plugin, after=after, spans=True, span_after="footnote_ref")


_EXTENSIONS: Mapping[str, Callable[[MarkdownIt], None]] = {
    "strikethrough": _strikethrough,
    "colon_fence": _colon_fence,
    "dollarmath": dollarmath_plugin,
    "amsmath": amsmath_plugin,
    "deflist": deflist_plugin,
    "fieldlist": fieldlist_plugin,
    "substitution": substitution_plugin,
    "attrs_block": attrs_block_plugin,
    "attrs_inline": _attrs_inline,
}
"""Those of `myst_enable_extensions` that change what a reader sees."""


def parser_for(extensions: Collection[str]) -> MarkdownIt:
    """The parser that MyST makes for these extensions, as far as they change what a reader sees.

    It leaves the content of inline tokens unread.
    """
    return _parser_for(tuple(sorted(extensions)))


@lru_cache(maxsize=1)
def _parser_for(extensions: tuple[str, ...]) -> MarkdownIt:
    md = MarkdownIt("commonmark")
    md.inline = _TrackedInline()
    md.configure("commonmark").enable("table")
    # Inline text is read one block at a time; joined fragments would lose their places.
    md.disable(["inline", "text_join", "fragments_join"])
    md.use(front_matter_plugin).use(myst_block_plugin).use(myst_role_plugin)
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    md.inline.ruler.at("footnote_ref", _footnote_ref)
    for name, enable in _EXTENSIONS.items():
        if name in extensions:
            enable(md)
    return md
