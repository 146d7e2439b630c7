"""What stands in the address of an image, a frame or the like, and is shown from there."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from urllib.parse import unquote_to_bytes

_ADDRESSES: Mapping[str, tuple[str, ...]] = {
    "embed": ("src",), "iframe": ("src",), "image": ("href", "xlink:href"), "img": ("src",),
    "input": ("src",), "object": ("data",),
}  # fmt: skip
"""By the tags that show a file, the attributes with its address."""
_DATA = re.compile(
    r"\s*data:(image/svg\+xml|text/html|application/xhtml\+xml)([^,]*),(.*)", re.I | re.DOTALL
)


def in_address(tag: str, attributes: Mapping[str, str]) -> tuple[str, str, bool]:
    """The text that an address holds which an element shows: its attribute, the text, and whether
    that is XML.
    """
    for name in _ADDRESSES.get(tag, ()):
        if (found := _DATA.match(attributes.get(name, ""))) is not None:
            content = unquote_to_bytes(found[3])
            if "base64" in found[2].lower():
                try:
                    content = base64.b64decode(content)
                except binascii.Error:
                    continue  # No browser shows it.
            return name, content.decode("utf-8", "replace"), "xml" in found[1].lower()
    return "", "", False
