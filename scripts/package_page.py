"""Make of README.md the page that a package index shows, which has no files beside it.

Hatchling runs this when it builds. Where the setting PROJECT_URL says at which address the
repository is, the links lead there, to the tag of the version; where it says nothing, they are
left out with the pictures, and their words stay.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

LINK = re.compile(r"(!?)\[([^]]+)\]\((?!https?:)([^)]+)\)")


def page(readme: str, address: str, tag: str) -> str:
    """The text with links that lead somewhere from anywhere, or with none."""

    def whole(link: re.Match[str]) -> str:
        picture, words, path = link.groups()
        if not address:
            return "" if picture else words
        kind = "raw" if picture else "blob"
        return f"{picture}[{words}]({address.rstrip('/')}/{kind}/{tag}/{path})"

    return re.sub(r"\n{3,}", "\n\n", LINK.sub(whole, readme))


class PackagePage(MetadataHookInterface):
    """What is known of a package only when it is built."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Fill in the page and, where it is known, the address."""
        address = os.environ.get("PROJECT_URL", "")
        readme = Path(self.root, "README.md").read_text("utf-8")
        text = page(readme, address, f"v{metadata['version']}")
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
        metadata["urls"] = {"Repository": address} if address else {}
