"""The proof: every run of every small tree verifies, and nothing that was changed does."""

from __future__ import annotations

import itertools
from hashlib import sha256

import pytest

from sphinx_facts.proof.merkle import Tree, verify

SIZES = range(1, 41)
WORDS = [f"w{number}" for number in range(max(SIZES))]
ZERO = bytes(32).hex()


def runs(size: int) -> list[tuple[int, int]]:
    return list(itertools.combinations(range(size + 1), 2))


def rfc_9162_head(words: list[str]) -> bytes:
    """RFC 9162, section 2.1.1, to the letter: split at the largest power of two below the size."""
    if len(words) == 1:
        return sha256(b"\x00" + words[0].encode()).digest()
    k = 1 << (len(words) - 1).bit_length() - 1
    return sha256(b"\x01" + rfc_9162_head(words[:k]) + rfc_9162_head(words[k:])).digest()


@pytest.mark.parametrize("size", SIZES)
def test_the_tree_is_that_of_rfc_9162_sealed_with_its_size(size: int) -> None:
    tree = Tree(WORDS[:size])
    assert tree.head == rfc_9162_head(WORDS[:size])
    assert tree.root == sha256(b"\x02" + size.to_bytes(8, "big") + tree.head).hexdigest()


def test_the_root_of_a_known_text() -> None:
    assert Tree(["Over", "4,000", "cars"]).root == KNOWN_ROOT


KNOWN_ROOT = "7242e7ef6e0cebd105dbb596aec1057c0589be127c023b743626da9038917028"


@pytest.mark.parametrize("size", SIZES)
def test_every_run_verifies(size: int) -> None:
    tree = Tree(WORDS[:size])
    for start, end in runs(size):
        proof = tree.prove(start, end)
        assert verify(tree.root, size, start, WORDS[start:end], proof)
        assert len(proof) <= 2 * size.bit_length()


@pytest.mark.parametrize("size", SIZES)
def test_no_changed_run_verifies(size: int) -> None:
    tree = Tree(WORDS[:size])
    step = 1 + size // 4  # a part of those of larger trees, for the time it takes
    for start, end in runs(size)[::step]:
        words, proof = WORDS[start:end], tree.prove(start, end)
        middle = len(words) // 2
        mutants = [
            (tree.root, size, start, [*words[:middle], "other", *words[middle + 1 :]], proof),
            (tree.root, size, start, [*words, "more"], proof),
            (tree.root, size, start, words[:-1], proof),
            (tree.root, size, start, words[1:], proof),
            (tree.root, size, start + 1, words, proof),
            (tree.root, size, start - 1, words, proof),
            (tree.root, size + 1, start, words, proof),
            (tree.root, size - 1, start, words, proof),
            (tree.root, 2 * size, start, words, proof),
            (tree.root, size, start, words, [*proof, ZERO]),
            (tree.root, size, start, words, [ZERO, *proof]),
            (tree.root[:-1] + ("0" if tree.root[-1] != "0" else "1"), size, start, words, proof),
            (tree.head.hex(), size, start, words, proof),
        ]
        if len(words) > 1:
            mutants.append((tree.root, size, start, words[::-1], proof))
        if proof:
            place = len(proof) // 2
            mutants += [
                (tree.root, size, start, words, [*proof[:place], *proof[place + 1 :]]),
                (tree.root, size, start, words, [*proof[:place], ZERO, *proof[place + 1 :]]),
                (tree.root, size, start, words, proof[:-1]),
            ]
        assert [mutant for mutant in mutants if verify(*mutant)] == []


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 13])
def test_every_single_hash_and_word_counts(size: int) -> None:
    tree = Tree(WORDS[:size])
    for start, end in runs(size):
        words, proof = WORDS[start:end], tree.prove(start, end)
        for place in range(len(proof)):
            changed = bytearray.fromhex(proof[place])
            changed[place % 32] ^= 1
            assert not verify(
                tree.root, size, start, words, [*proof[:place], changed.hex(), *proof[place + 1 :]]
            )
            swapped = [*proof]
            swapped[place - 1], swapped[place] = swapped[place], swapped[place - 1]
            assert swapped == proof or not verify(tree.root, size, start, words, swapped)
        for place in range(len(words)):
            assert not verify(
                tree.root,
                size,
                start,
                [*words[:place], words[place] + "s", *words[place + 1 :]],
                proof,
            )


def test_a_node_does_not_pass_for_a_word() -> None:
    """Two words hash to a node; its prefix keeps it from being the hash of one longer word."""
    left, right = (sha256(b"\x00" + word.encode()).digest() for word in ("a", "b"))
    tree = Tree(["a", "b"])
    joined = (left + right).decode("latin-1")
    assert not verify(tree.root, 1, 0, [joined], [])
    assert Tree([joined]).root != tree.root


def test_words_are_not_run_together() -> None:
    assert Tree(["ab", "c"]).root != Tree(["a", "bc"]).root


@pytest.mark.parametrize(
    ("count", "start", "words", "proof"),
    [
        (3, 0, [], []),
        (3, -1, ["a"], []),
        (3, 3, ["a"], []),
        (0, 0, ["a"], []),
        (-1, 0, ["a"], []),
        (1 << 80, 0, ["a"], [ZERO] * 80),
        (3, 0, ["a"], ["not hexadecimal", ZERO]),
        (3, 0, ["a"], ["", ""]),
        (3, 0, ["a"], ["00", "00"]),
        (3, 0, ["\ud800"], [ZERO, ZERO]),
        (3, 0, ["a"], ["é" * 64, ZERO]),
        (1 << 62, 1 << 61, ["a"], []),
    ],
)
def test_what_is_malformed_does_not_verify_and_does_not_raise(
    count: int, start: int, words: list[str], proof: list[str]
) -> None:
    assert not verify(Tree(["a", "b", "c"]).root, count, start, words, proof)


def test_there_is_no_tree_and_no_run_of_nothing() -> None:
    with pytest.raises(ValueError, match=r"^a source without words has no proof$"):
        Tree([])
    tree = Tree(["a", "b"])
    for start, end in [(0, 0), (1, 1), (2, 1), (-1, 1), (0, 3)]:
        with pytest.raises(ValueError, match=f"^no run of words from {start} to {end}$"):
            tree.prove(start, end)
