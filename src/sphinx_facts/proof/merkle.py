"""Merkle tree over the words of a source: root, proof of a run of words, verification.

Leaves and nodes are hashed as in RFC 9162, section 2.1 (SHA-256; ``0x00`` before a leaf, ``0x01``
before a node). That tree does not commit to its size, so the *root* recorded for a source is the
tree head sealed with the count of words: ``SHA-256(0x02 || count as 8 bytes || head)``. Neither a
word, its place nor the count can be forged against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256


@lru_cache(maxsize=1 << 14)
def _leaf(word: str) -> bytes:
    return sha256(b"\x00" + word.encode()).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def _parents(level: Sequence[bytes]) -> list[bytes]:
    """The level above; a node without a partner rises as it is, as in RFC 9162."""
    parents = [_node(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
    return [*parents, level[-1]] if len(level) % 2 else parents


def _tree_root(count: int, head: bytes) -> str:
    return sha256(b"\x02" + count.to_bytes(8, "big") + head).hexdigest()


class Tree:
    """The Merkle tree of a source's words. Raises ValueError when there are none."""

    def __init__(self, words: Sequence[str]) -> None:
        if not words:
            raise ValueError("a source without words has no proof")
        self._levels = [[_leaf(word) for word in words]]
        while len(self._levels[-1]) > 1:
            self._levels.append(_parents(self._levels[-1]))

    @property
    def head(self) -> bytes:
        """The Merkle tree hash of RFC 9162, 32 bytes."""
        return self._levels[-1][0]

    @property
    def root(self) -> str:
        """The head sealed with the count of words, in hexadecimal."""
        return _tree_root(len(self._levels[0]), self.head)

    def prove(self, start: int, end: int) -> list[str]:
        """The hashes beside the words ``[start, end)``, from the leaves up, left before right."""
        if not 0 <= start < end <= len(self._levels[0]):
            raise ValueError(f"no run of words from {start} to {end}")
        proof = []
        for level in self._levels:
            if start % 2:
                proof.append(level[start - 1].hex())
            if end % 2 and end < len(level):
                proof.append(level[end].hex())
            start, end = start // 2, (end + 1) // 2
        return proof


def verify(root: str, count: int, start: int, words: Sequence[str], proof: Sequence[str]) -> bool:
    """Whether `words` stand from `start` on in the source of `count` words that has this root.

    Needs neither the source nor the network. Never raises: what is malformed does not verify.
    """
    if not words or start < 0 or start + len(words) > count:
        return False
    try:
        head = _head(count, start, [_leaf(word) for word in words], map(bytes.fromhex, proof))
        return head is not None and _tree_root(count, head) == root
    except (ValueError, TypeError, OverflowError):
        return False


def stretches(
    count: int, start: int, words: Sequence[str], proof: Sequence[str]
) -> dict[tuple[int, int], str]:
    """What a proof that verifies tells of the tree: the hash of each node, by its level and place.

    A node of level ``n`` at place ``p`` is the hash of the words ``[p * 2**n, (p + 1) * 2**n)``.
    """
    known: dict[tuple[int, int], str] = {}
    _head(count, start, [_leaf(word) for word in words], map(bytes.fromhex, proof), known)
    return known


def _head(
    size: int, start: int, nodes: list[bytes], proof: Iterator[bytes],
    known: dict[tuple[int, int], str] | None = None,
) -> bytes | None:  # fmt: skip
    """The head that a run and the hashes beside it lead to; None where they do not fit."""
    level = 0
    while size > 1 and (len(nodes) > 1 or known is not None):
        end = start + len(nodes)
        if start % 2:
            nodes.insert(0, next(proof, b""))
        if end % 2 and end < size:
            nodes.append(next(proof, b""))
        if not (nodes[0] and nodes[-1]):
            return None
        if known is not None:
            first = start - start % 2
            known |= {(level, first + place): node.hex() for place, node in enumerate(nodes)}
        nodes = _parents(nodes)
        start, size, level = start // 2, (size + 1) // 2, level + 1
    node = nodes[0] if size == 1 or known is not None else _climb(size, start, nodes[0], proof)
    return node if next(proof, None) is None else None


def _climb(size: int, place: int, node: bytes, proof: Iterator[bytes]) -> bytes | None:
    """The head that one node and the hashes beside it lead to: most of the way of a short run."""
    while size > 1:
        if place % 2 or place + 1 < size:
            beside = next(proof, b"")
            if not beside:
                return None
            node = _node(beside, node) if place % 2 else _node(node, beside)
        place, size = place // 2, (size + 1) // 2
    return node
