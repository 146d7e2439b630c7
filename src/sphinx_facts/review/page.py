"""The page of the desk: one document with its style and script beside it, or, for somebody without
the tool, within it.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any

import msgspec

from .desk import Desk

_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:"
POLICY = f"{_NOTHING}; script-src 'self'; style-src 'self'; connect-src 'self'"
"""Of the page that is served; it may be shown in no other."""


def static(name: str) -> str:
    """A file that belongs to the page."""
    return files(__package__).joinpath("static", name).read_text("utf-8")


def data_of(desk: Desk, title: str, reader: str) -> dict[str, Any]:
    """What the page shows. Raises `CheckError`."""
    return {
        "title": title, "reader": reader, "sources": desk.sources, "dossiers": desk.dossiers(),
    }  # fmt: skip


def served_page(title: str) -> str:
    """The page that asks the server for what it shows, and gives it the answers."""
    style = '<link rel="stylesheet" href="review.css">'
    return _page(title, style, '<script src="review.js" defer></script>', "")


def offline_page(desk: Desk, title: str, reader: str) -> str:
    """A page that holds all that it shows, asks nobody, and gives its answers as a file."""
    style, script = static("review.css"), static("review.js")
    policy = f"{_NOTHING}; script-src '{_digest(script)}'; style-src '{_digest(style)}'"
    # In a script element nothing but < can end the text.
    held = msgspec.json.encode(data_of(desk, title, reader)).decode().replace("<", "\\u003c")
    data = f'<script type="application/json" id="review-data">{held}</script>'
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return _page(
        title, f"{meta}\n<style>{style}</style>", f"{data}\n<script>{script}</script>", "file"
    )


def _page(title: str, head: str, scripts: str, mode: str) -> str:
    parts = {"TITLE": escape(title), "HEAD": head, "SCRIPTS": scripts, "MODE": mode}
    page = static("review.html")
    # Each once, in one pass: what stands in a part is no place for another.
    before, *rest = page.split("{{")
    for piece in rest:
        name, _, text = piece.partition("}}")
        before += parts[name] + text
    return before


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
