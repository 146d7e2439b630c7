"""Digests by which it is told whether anything has changed."""

from __future__ import annotations

from hashlib import sha256


def digest(*parts: bytes | memoryview | str) -> bytes:
    """One digest of several texts, which no other division of them has."""
    hashed = sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        hashed.update(len(content).to_bytes(8, "big"))
        hashed.update(content)
    return hashed.digest()
