"""The text of a source as it was read, and what is recorded of it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from ..facts.excerpts import excerpts
from ..facts.store import Store
from ..model.findings import CheckError, Finding, make_finding, rule
from ..model.passages import Location
from ..model.records import Excerpt, FactsFile, LockedSource
from ..readers.text_files import read_text
from ..text.pages import without_running_lines
from ..text.words import find_words, split
from .merkle import Tree


def excerpt_digest(text: str) -> str:
    """The digest of an excerpt's words, in hexadecimal."""
    return sha256(" ".join(split(text)).encode()).hexdigest()


def is_sealed(store: Store, excerpt: Excerpt) -> bool:
    """Whether an excerpt is all that was recorded of its source there."""
    return store.facts.sources[excerpt.source].recorded == "excerpt"


def excerpt_digests(store: Store) -> dict[str, str]:
    """The digests of all excerpts that are all that was recorded of their sources."""
    return {
        str(each.key): excerpt_digest(each.text)
        for each in excerpts(store.facts)
        if is_sealed(store, each)
    }


def fully_recorded(store: Store) -> list[str]:
    """The ids of the sources that have a snapshot and proofs."""
    return [id_ for id_, source in store.facts.sources.items() if source.recorded == "full"]


def read_snapshot(folder: Path, source: str) -> str:
    """The snapshot of a source, `folder/SOURCE.*`. Raises `CheckError` unless it has words."""
    where = Location(str(folder))
    if not folder.is_dir():
        message = "this is a file, not a folder" if folder.is_file() else "there is no such folder"
        remedy = "name the folder that holds the text of each source"
        raise CheckError(make_finding("X003", where, message, help=remedy))
    paths = sorted(folder.glob(f"{source}.*"))
    if not paths:
        remedy = f"save the text of the source as {source}.txt there"
        raise CheckError(
            make_finding("X003", where, f"no snapshot of {source} is here", help=remedy)
        )
    if len(paths) > 1:
        message = (
            f"which of these is the snapshot of {source}: {', '.join(path.name for path in paths)}?"
        )
        raise CheckError(make_finding("X003", where, message, help="leave one of them there"))
    text = read_text(paths[0])
    if next(find_words(text), None) is None:
        remedy = "save the text of the source there"
        raise CheckError(
            make_finding(
                "X003", Location(str(paths[0])), "this snapshot holds no text", help=remedy
            )
        )
    return text


def source_words(text: str) -> list[str]:
    """The words of a snapshot, without what is printed at the head and foot of its pages."""
    return split(without_running_lines(text))


def lock_source(text: str) -> tuple[list[str], Tree, LockedSource]:
    """The words of a snapshot, their tree, and what the lock says of them."""
    words = source_words(text)
    tree = Tree(words)
    return (
        words,
        tree,
        LockedSource(words=len(words), sha256=sha256(text.encode()).hexdigest(), root=tree.root),
    )


def excerpts_by_source(facts: FactsFile) -> dict[str, list[Excerpt]]:
    """Every text that must stand in a source, by the id of the source."""
    by_source: dict[str, list[Excerpt]] = {}
    for excerpt in excerpts(facts):
        by_source.setdefault(excerpt.source, []).append(excerpt)
    return by_source


@rule(
    "E001",
    "excerpt-not-in-source",
    meaning="An excerpt does not stand in its source word for word, or its proof does not lead to "
    "the recorded root.",
    help="Correct the excerpt, then run sphinx-facts record with the snapshot at hand.",
    example="""
    wrong:
      facts/example.yaml: |
        facts:
          nickname:
            term: Grey Lady
            claim: Its people have a name for the bridge.
            evidence: [{source: gazette, excerpt: "People called it the “Grey Lady”"}]
      $: sphinx-facts record facts/snapshots
    right:
      facts/example.yaml: |
        facts:
          nickname:
            term: Grey Lady
            claim: Its people have a name for the bridge.
            evidence: [{source: gazette, excerpt: "People call it the “Grey Lady”"}]
      $: sphinx-facts record facts/snapshots
    says: |
      facts/example.yaml:5:43: E001 excerpt-not-in-source: these words do not stand in the snapshot of gazette
          shown     People called it the “Grey Lady”
          recorded  People call   it the “Grey Lady”
                           ^^^^^^
          do        Correct the excerpt, then run sphinx-facts record with the snapshot at hand.
    """,  # noqa: E501 - what the check says, as it says it
)
def misplaced(
    store: Store, excerpt: Excerpt, message: str, *, recorded: str = "", help: str = ""
) -> Finding:
    """What is found where an excerpt does not stand in its source as it is recorded."""
    return make_finding(
        "E001", store.locate(*excerpt.key.path), message,
        fact=excerpt.key.id, shown=excerpt.text, recorded=recorded, help=help,
    )  # fmt: skip
