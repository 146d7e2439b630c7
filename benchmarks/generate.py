"""Make books of any size for measuring: in order, so that a check of them finds nothing.

What is made depends on the numbers asked for alone, so that two runs measure the same book.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from random import Random

from sphinx_facts.facts.store import Store
from sphinx_facts.proof.record import record, write_lock

WORDS, CITATIONS = 900, 20
"""Of a chapter, about the first and exactly the second."""
A_SOURCE = 5_000
"""Facts that rest on one source, where the caller does not say otherwise."""

# Words of no number, hedge or negation, so that nothing in the prose between citations is one.
_PROSE = """harbour river valley bridge market letter garden window winter morning evening street
village mountain forest meadow orchard station platform engine signal track carriage driver baker
farmer teacher printer weaver sailor captain clerk stone timber copper barley linen wool paper glass
bread salt honey smoke rain wind cloud shadow lantern candle ladder barrel wagon basket blanket
quiet narrow broad steep green grey wooden patient careful stubborn pleasant distant familiar
walks carries follows gathers repairs watches crosses leaves enters keeps mends paints counts
sells slowly gladly again together apart upstream beside behind beneath along toward through
under because although while whenever where which whose their its our this""".split()
_THINGS = "barges crates lanterns horses sheep wagons bales ropes planks tiles".split()
_DONE = "moored stacked lit saddled shorn loaded baled coiled sawn fired".split()
_HEDGES = ["over ", "about ", "up to ", "", "nearly ", "at least "]
_NAMES = "Ada Bram Cora Dirk Edda Finn Greta Hugo Ines Joost".split()
_SURNAMES = "Quist Lind Falk Berg Holm Strand Dahl Moe Vik Lund".split()


class Facts:
    """The texts of `count` facts over as many sources as that takes: seven figures, then two
    quotes, then a term, again and again.
    """

    def __init__(self, count: int, a_source: int = A_SOURCE) -> None:
        self.count, self._a_source = count, a_source
        self.kinds = list(itertools.islice(itertools.cycle("fffffffqqt"), count))

    def source(self, number: int) -> str:
        return f"source-{number // self._a_source}"

    def speaker(self, number: int) -> str:
        """The id of who says quote `number`; each of the sources names all of them."""
        return f"person-{number % 10}"

    def wording(self, number: int) -> str:
        random = Random(number)
        if self.kinds[number] == "f":
            hedge = _HEDGES[number % len(_HEDGES)]
            return f"{hedge}{1_000 + number * 7:,} {_THINGS[number % 10]}"
        if self.kinds[number] == "q":
            return f"The {' '.join(random.choices(_PROSE, k=8))} {_code(number)} stays ours"
        return f"{_code(number).title()} Gate"

    def entry(self, number: int) -> str:
        """As it stands in the facts file."""
        wording, source = self.wording(number), self.source(number)
        if self.kinds[number] == "f":
            done = _DONE[number % 10]
            return (
                f"  fact-{number}:\n    figure: {wording}\n"
                f"    claim: By the harbour, {wording} were {done} that year.\n"
                f"    near: [{done}, harbour]\n    evidence:\n"
                f"      - source: {source}\n        excerpt: {wording} were {done} in that year\n"
            )
        if self.kinds[number] == "q":
            name = _name(number)
            return (
                f"  fact-{number}:\n    quote: {wording}\n"
                f"    claim: What {name} says of the harbour.\n"
                f"    speaker: {self.speaker(number)}\n    evidence:\n      - source: {source}\n"
                f"        attribution: said {name}, keeper of {_code(number)}\n"
            )
        return (
            f"  fact-{number}:\n    term: {wording}\n    claim: A gate has a name.\n    evidence:\n"
            f"      - source: {source}\n        excerpt: the gate “{wording}” by\n"
        )

    def sentence(self, number: int) -> str:
        """As it stands in its source, among words that carry nothing: some 100 bytes."""
        random, wording = Random(-number), self.wording(number)
        around = " ".join(random.choices(_PROSE, k=6))
        if self.kinds[number] == "f":
            return f"In the {around}, {wording} were {_DONE[number % 10]} in that year.\n"
        if self.kinds[number] == "q":
            return f"“{wording}”, said {_name(number)}, keeper of {_code(number)}.\n"
        return f"The {around} and the gate “{wording}” by the river.\n"

    def write(self, folder: Path, snapshots: Path, *, prove: bool = True) -> None:
        """The facts file and the snapshots; the lock too where it is to be proven."""
        folder.mkdir(parents=True)
        snapshots.mkdir(parents=True)
        used = range(0, self.count, self._a_source)
        sources = "".join(
            f"  {self.source(n)}: {{publisher: The Gazette, title: null, published: null, "
            "url: null, recorded: full}\n"
            for n in used
        )
        people = "".join(
            f"  {self.speaker(n)}:\n    name: {_name(n)}\n    role: keeper of the lock\n"
            f"    claim: {_name(n)} keeps the lock.\n    evidence:\n      - source: source-0\n"
            f"        excerpt: Here is {_name(n)}, keeper of the lock\n"
            for n in range(10)
        )
        entries = "".join(self.entry(n) for n in range(self.count))
        text = f"sources:\n{sources}people:\n{people}facts:\n{entries}"
        (folder / "facts.yaml").write_text(text, "utf-8")
        for first in used:
            named = [f"Here is {_name(n)}, keeper of the lock.\n" for n in range(10)]
            said = [self.sentence(n) for n in range(first, min(first + self._a_source, self.count))]
            (snapshots / f"{self.source(first)}.txt").write_text("".join(named + said), "utf-8")
        if prove:
            store = Store(folder, with_lock=False)
            write_lock(record(store, snapshots), folder / "facts.lock")


def _name(number: int) -> str:
    return f"{_NAMES[number % 10]} {_SURNAMES[number % 10]}"


def _code(number: int) -> str:
    """A word of letters alone for each number."""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 20)
        digits = "bcdfghjklmnpqrstvwxz"[digit] + "aeiou"[digit % 5] + digits
    return f"z{digits}"


def chapter(number: int, facts: Facts, *, plain: bool = False) -> str:
    """A chapter; `plain`: the same text with nothing cited, for a build without the extension."""
    random = Random(number)
    parts = [f"# The {' '.join(random.choices(_PROSE, k=3))} {_code(number)}\n"]
    for place in range(CITATIONS):
        if place % 5 == 0:
            parts.append(f"\n## {' '.join(random.choices(_PROSE, k=3)).capitalize()}\n")
        # 7 and 10 have no common factor, so that a book cites all its facts, and all kinds.
        cited = (number * CITATIONS + place) % facts.count
        parts.append(f"\n{_cite(cited, facts, plain)} {' '.join(_sentences(random))}\n")
    return "".join(parts)


def _cite(number: int, facts: Facts, plain: bool) -> str:
    wording, id_ = facts.wording(number), f"fact-{number}"
    match facts.kinds[number], plain:
        case "f", _:
            shown = wording if plain else f"{{fact}}`{id_}`"
            return f"By the *harbour* there were {shown}, all {_DONE[number % 10]} in good time."
        case "q", True:
            return f"“{wording}”, says {_name(number)} by the river."
        case "q", False:
            return f"{{quote}}`{id_}`, says {{person}}`{facts.speaker(number)}` by the river."
        case _, True:
            return f"People know the gate as “{wording}” and by its bell."
    return f"People know the gate as {{named}}`{id_}` and by its bell."


def _sentences(random: Random) -> Iterator[str]:
    for _ in range(3):
        yield f"The {' '.join(random.choices(_PROSE, k=8))}, and the {random.choice(_PROSE)}."


def write_book(
    folder: Path, chapters: int, facts: Facts, *, plain: bool = False, prove: bool = True
) -> None:
    """A whole book in `folder`: docs with conf.py, facts with their lock, settings, snapshots."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    extensions = ["myst_parser"] if plain else ["myst_parser", "sphinx_facts"]
    (docs / "conf.py").write_text(f'project = "A book"\nextensions = {extensions}\n', "utf-8")
    index = "# A book\n\nIt begins by the river.\n\n```{toctree}\n:glob:\n\nchapter-*\n```\n"
    (docs / "index.md").write_text(index, "utf-8")
    for number in range(chapters):
        text = chapter(number, facts, plain=plain)
        (docs / f"chapter-{number:05}.md").write_text(text, "utf-8")
    (folder / "pyproject.toml").write_text("[tool.sphinx-facts]\n", "utf-8")
    if not plain:
        facts.write(folder / "facts", folder / "snapshots", prove=prove)
