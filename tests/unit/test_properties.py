"""What holds for every text, record and tree there is. Hypothesis looks for one that it fails on.

`make test` tries a few examples, the same each time; `make properties` tries thousands, new ones.
"""

from __future__ import annotations

import os
import re
import string
import tempfile
import unicodedata
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import yaml
from fixing import DATA, EXTENSIONS, JUDGE, fix
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from sphinx_facts.english.figures.find import find_figures
from sphinx_facts.english.quotations import find_quotations
from sphinx_facts.english.quoting.quote_diff import quote_diff
from sphinx_facts.facts.lock import encode_lock
from sphinx_facts.facts.store import Store
from sphinx_facts.figures.entailment import difference, entails
from sphinx_facts.figures.figure import Figure
from sphinx_facts.model.passages import Passage
from sphinx_facts.model.records import FactsFile, Lock, LockedRun, LockedSource
from sphinx_facts.proof.merkle import Tree, stretches, verify
from sphinx_facts.readers.html import read_html
from sphinx_facts.readers.myst import read_chapter
from sphinx_facts.text.words import find_run, find_words, fold, split

# Few examples and always the same ones in `make test`; many and new ones in `make properties`.
_ALWAYS: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("fast", max_examples=60, derandomize=True, database=None, **_ALWAYS)
settings.register_profile("thorough", max_examples=2000, **_ALWAYS)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))

# Texts: pieces that mean something to the readers, and any characters between them.

PIECES = """
0 7 12 2024 11,000 1.3 £ $ % € ½ ² one two twenty hundred million and a half of to per month May
over about not more less than between up no never may reportedly " ' “ ” ‘ ’ « » … ... - – — , . ; :
* _ ` [ ] ( ) < > & # > | \\ { } :: ``` --- +++ % $ <b> </b> <!-- --> {fact}` {quote}` {own}` ` cars
""".split()
words = st.text(alphabet=string.ascii_letters + "éÉßñøżæœÅ", min_size=1, max_size=9)
anything = st.text(st.characters(codec="utf-8"), max_size=8)
texts = st.lists(
    st.one_of(st.sampled_from(PIECES), words, anything, st.sampled_from([" ", "\n", "\n\n"])),
    max_size=40,
).flatmap(lambda parts: st.sampled_from(["", " "]).map(lambda gap: gap.join(parts)))

# Words


@given(texts)
def test_words_are_the_folded_text_between_spaces(text: str) -> None:
    found = list(find_words(text))
    assert [word.text for word in found] == split(text)
    assert [fold(text[word.start : word.end]) for word in found] == split(text)
    assert all(before.end <= after.start for before, after in pairwise(found))
    ends = [0, *(word.end for word in found)]
    starts = [*(word.start for word in found), len(text)]
    assert all(fold(text[a:b].strip()) == "" for a, b in zip(ends, starts, strict=True))


@given(texts)
def test_a_folded_word_is_folded(text: str) -> None:
    assert [fold(word) for word in split(text)] == split(text)


@given(texts, st.sampled_from(["\u00a0", "\n", "\t", "\u2009", "  ", "\r\n"]))
def test_one_space_is_as_good_as_another(text: str, space: str) -> None:
    spaced = re.sub(r"(?<!\.) (?!\.)", space.replace("\\", ""), text)
    assert split(spaced) == split(text)


@given(st.lists(words), st.sampled_from(["‘’'", '“”"„«»', "-–—−‐"]), st.data())
def test_no_form_of_a_mark_makes_another_word(parts: list[str], marks: str, data: Any) -> None:
    one, other = (
        " ".join(data.draw(st.sampled_from(marks)) + part for part in parts) for _ in range(2)
    )
    assert split(one) == split(other)


@given(st.lists(words).map(" ".join))
def test_composed_and_decomposed_letters_are_the_same(text: str) -> None:
    assert split(unicodedata.normalize("NFD", text)) == split(unicodedata.normalize("NFC", text))


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc"), max_size=3), st.data())
def test_a_run_is_found_where_it_first_stands(all_: list[str], run: list[str], data: Any) -> None:
    start = data.draw(st.integers(0, len(all_)))
    places = [n for n in range(start, len(all_)) if run and all_[n : n + len(run)] == run]
    assert find_run(all_, run, start) == (places[0] if places else -1)


# The proof

leaves = st.lists(st.text(st.characters(codec="utf-8"), max_size=4), min_size=1, max_size=70)


@st.composite
def proven(draw: Any) -> tuple[list[str], tuple[str, int, int, list[str], list[str]]]:
    """The words of a source; its root, their count, a place, the words there and their proof."""
    every = draw(leaves)
    start = draw(st.integers(0, len(every) - 1))
    end = draw(st.integers(start + 1, len(every)))
    tree = Tree(every)
    return every, (tree.root, len(every), start, every[start:end], tree.prove(start, end))


@given(leaves, st.data())
def test_another_implementation_of_rfc_9162_has_the_same_head_and_paths(
    every: list[str], data: Any
) -> None:
    theirs, ours = InmemoryTree(algorithm="sha256"), Tree(every)
    for word in every:
        theirs.append_entry(word.encode())
    assert theirs.get_root() == ours.head
    place = data.draw(st.integers(0, len(every) - 1))
    # Its path begins with the leaf itself.
    path = [node.hex() for node in theirs.prove_inclusion(place + 1, len(every)).path]
    assert path[1:] == ours.prove(place, place + 1)


@given(proven())
def test_every_run_verifies(source: Any) -> None:
    _, case = source
    assert verify(*case)


@given(proven())
def test_what_a_proof_tells_of_the_tree_is_so(source: Any) -> None:
    every, (_, count, start, run, proof) = source
    known = stretches(count, start, run, proof)
    for (level, place), node in known.items():
        assert node == Tree(every[place << level : (place + 1) << level]).head.hex()
    # Of each level but the head's, at least the nodes above the run are known.
    for level in range((count - 1).bit_length()):
        above = range(start >> level, ((start + len(run) - 1) >> level) + 1)
        assert {(level, place) for place in above} <= known.keys()


@given(proven(), st.data())
def test_nothing_forged_verifies(source: Any, data: Any) -> None:
    every, case = source
    root, count, start, run, proof = case
    place = data.draw(st.integers(0, len(run) - 1))
    word = data.draw(st.text(st.characters(codec="utf-8"), max_size=4))
    at = data.draw(st.integers(0, len(proof)))
    node = data.draw(st.binary(min_size=32, max_size=32)).hex()
    forged = [
        (root, count, start, [*run[:place], word, *run[place + 1 :]], proof),
        (root, count, start, [*run[:place], word, *run[place:]], proof),
        (root, count, start, [*run[:place], *run[place + 1 :]], proof),
        (root, count, data.draw(st.integers(-2, count + 2)), run, proof),
        (root, data.draw(st.integers(-2, 1 << 70)), start, run, proof),
        (root, count, start, run, [*proof[:at], node, *proof[at:]]),
        (root, count, start, run, [*proof[:at], node, *proof[at + 1 :]]),
        (root, count, start, run, [*proof[:at], *proof[at + 1 :]]),
        (root, count, start, run, data.draw(st.permutations(proof))),
        (root, count, start, data.draw(st.permutations(run)), proof),
        (data.draw(st.binary(min_size=32, max_size=32)).hex(), count, start, run, proof),
    ]
    tree = Tree(every)

    def is_true(root: str, count: int, start: int, run: list[str], proof: list[str]) -> bool:
        """Where a word stands twice, a run may be moved to where it stands as well."""
        stands = run and start >= 0 and every[start : start + len(run)] == run
        is_tree = (root, count) == (tree.root, len(every))
        return bool(is_tree and stands and proof == tree.prove(start, start + len(run)))

    assert [one for one in forged if verify(*one) and not is_true(*one)] == []


@given(
    st.text(), st.integers(), st.integers(), st.lists(st.text(max_size=3), max_size=3),
    st.lists(st.text(max_size=70), max_size=4),
)  # fmt: skip
def test_nonsense_does_not_verify_and_does_not_raise(
    root: str, count: int, start: int, run: list[str], proof: list[str]
) -> None:
    assert not verify(root, count, start, run, proof)


# Figures

HEDGES = ["", "over ", "more than ", "at least ", "up to ", "less than ", "at most ", "about ",
          "nearly ", "almost ", "fewer than ", "some ", "not more than ", "exactly "]  # fmt: skip
UNITS = ["{} cars", "${}", "{} percent", "{} km", "{} hours", "{} days", "{} months"]
numbers = st.one_of(
    st.integers(2, 60).map(str),
    st.integers(2, 999).map(lambda n: f"{n},000"),
    st.integers(1, 999).map(lambda n: f"{n / 10:.1f}"),
    st.integers(2, 40).map(lambda n: f"{n} million"),
)


def only(text: str) -> Figure:
    figures = find_figures(text)
    assume(len(figures) == 1)
    return figures[0]


@st.composite
def figures(draw: Any, unit: str = "") -> Figure:
    """A figure with a hedge, a number and a unit, out of its text."""
    form = unit or draw(st.sampled_from(UNITS))
    return only(draw(st.sampled_from(HEDGES)) + form.format(draw(numbers)))


alike = st.sampled_from(UNITS).flatmap(
    lambda unit: st.tuples(figures(unit), figures(unit), figures(unit))
)


@given(texts)
@example("１,２")
def test_a_figure_is_the_text_at_its_place(text: str) -> None:
    found = find_figures(text)
    for figure in found:
        start, end = figure.whole
        assert figure.text == text[figure.start : figure.end]
        assert 0 <= start <= figure.start < figure.end <= end <= len(text)
        assert figure.low <= figure.high
        assert entails(figure, figure)
    assert all(before.end <= after.start for before, after in pairwise(found))
    digits = {place for place, mark in enumerate(text) if mark.isdecimal()}
    assert digits <= {place for figure in found for place in range(figure.start, figure.end)}


@given(figures())
def test_a_figure_entails_itself(figure: Figure) -> None:
    assert entails(figure, figure)


@given(alike | st.tuples(figures(), figures(), figures()))
def test_entailment_is_transitive(three: tuple[Figure, Figure, Figure]) -> None:
    one, other, last = three
    if entails(one, other) and entails(other, last):
        assert entails(one, last)


def holds(figure: Figure, value: Decimal) -> bool:
    """Whether a number is one that the figure may mean."""
    above = value > figure.low or (value == figure.low and not figure.low_open)
    return above and (value < figure.high or (value == figure.high and not figure.high_open))


@given(alike)
def test_what_is_entailed_holds_for_every_number_that_the_record_may_mean(
    three: tuple[Figure, Figure, Figure],
) -> None:
    recorded, displayed, _ = three
    ends = [end for one in three for end in (one.low, one.high) if end.is_finite()]
    values = [end + step for end in ends for step in map(Decimal, ("0", "0.001", "-0.001", "1e9"))]
    inside = all(holds(displayed, value) for value in values if holds(recorded, value))
    assert entails(recorded, displayed) == inside


@given(alike)
def test_the_weaker_never_entails_the_stronger(three: tuple[Figure, Figure, Figure]) -> None:
    one, other, _ = three
    if entails(one, other) and entails(other, one):
        assert (one.low, one.high, one.low_open, one.high_open) == (
            other.low, other.high, other.low_open, other.high_open,
        )  # fmt: skip
    elif entails(one, other):
        assert difference(other, one) in ("value", "hedge")


# Quotations


@given(texts)
def test_a_quotation_is_the_text_at_its_place(text: str) -> None:
    found = find_quotations(text)
    for quotation in found:
        assert text[quotation.start :].startswith(quotation.mark + quotation.text)
        assert quotation.end <= len(text)
    assert all(before.end <= after.start for before, after in pairwise(found))


@given(st.lists(words, min_size=1), st.lists(words, min_size=1), words)
def test_what_stands_in_marks_is_found(before: list[str], inside: list[str], after: str) -> None:
    said = " ".join(inside)
    for opening, closing in ("“”", '""', "«»", "„“"):
        (found,) = find_quotations(f"{' '.join(before)} {opening}{said}{closing} {after}")
        assert found.text == said


@given(texts)
def test_a_quotation_keeps_to_itself(text: str) -> None:
    assert quote_diff(text, text) == []


@given(st.lists(words, min_size=2, max_size=12, unique_by=str.lower), words, st.data())
def test_a_word_changed_added_or_left_out_unmarked_departs(
    said: list[str], word: str, data: Any
) -> None:
    assume(word.lower() not in {one.lower() for one in said})
    place = data.draw(st.integers(1, len(said) - 1))
    recorded = " ".join(said)
    assert quote_diff(recorded, " ".join([*said[:place], word, *said[place + 1 :]]))
    assert quote_diff(recorded, " ".join([*said[:place], word, *said[place:]]))
    if place < len(said) - 1:
        assert quote_diff(recorded, " ".join([*said[:place], *said[place + 1 :]]))


# The readers

BLOCKS = {
    "paragraph": "{}",
    "heading": "## {}",
    "setext": "{}\n---",
    "item": "- {}",
    "numbered": "1) {}",
    "nested": "- a\n  - b\n\n    {}",
    "quote": "> {}",
    "deep quote": "> - > {}",
    "table": "| a | b |\n|---|---|\n| c | {} |",
    "note": "```{{note}}\n{}\n```",
    "titled": "```{{admonition}} {}\nx\n```",
    "colons": ":::{{tip}}\n- {}\n:::",
    "emphasis": "a *b* **{}**",
    "link": "[a {}](https://example.org)",
    "after code": "`9999` {}",
    "footnote": "[^{id}]\n\n[^{id}]: {}",
    "html": "<p>\n{}\n</p>",
    "definition": "a\n: {}",
    "caption": "```{{figure}} x.png\n\n{}\n```",
    "wrapped": "a\nb {}\nc",
    "wide": "😀 é {}",
}
sentences = st.lists(
    st.one_of(words, st.integers(2, 99_999).map(lambda n: f"{n:,}")), min_size=1, max_size=6
).map(lambda parts: "so " + " ".join(parts))


@given(
    st.lists(st.tuples(st.sampled_from(sorted(BLOCKS)), sentences), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
@example(blocks=[("html", "so 2 100")], newline="\n", has_mark=False)
def test_every_figure_of_a_chapter_stands_where_its_reader_says(
    blocks: list[tuple[str, str]], newline: str, has_mark: bool
) -> None:
    text = "\n\n".join(
        BLOCKS[name].format(said, id=number) for number, (name, said) in enumerate(blocks)
    )
    passages = read("\ufeff" * has_mark + text.replace("\n", newline))
    rows = text.split("\n")
    seen = 0
    for passage in (each for each in passages if not each.is_literal):
        for figure in find_figures(passage.text):
            place = passage.locate(figure.start, figure.end)
            assert place.line == place.end_line
            written = rows[place.line - 1][place.column - 1 : place.end_column - 1]
            assert written == figure.text
            seen += 1
    assert seen == sum(len(find_figures(said)) for _, said in blocks)


@given(texts)
def test_any_chapter_is_read_into_places_that_it_has(text: str) -> None:
    rows = len(re.split(r"\r\n|\r|\n", text))
    for passage in read(text):
        places = [anchor[0] for anchor in passage.anchors]
        assert places == sorted(places)
        for start, end in [(0, len(passage.text)), *spans(passage)]:
            place = passage.locate(start, end)
            assert 1 <= place.line <= place.end_line <= rows
            assert place.column >= 1


@given(texts)
def test_any_html_is_read_into_places_that_it_has(text: str) -> None:
    for passage in read_html(text, "page.html", is_page=True):
        for start, end in [(0, len(passage.text)), *spans(passage)]:
            place = passage.locate(start, end)
            assert 1 <= place.line <= text.count("\n") + 1
            assert place.column >= 1


def spans(passage: Passage) -> list[tuple[int, int]]:
    assert all(0 <= c.start <= c.end <= len(passage.text) for c in passage.citations)
    return [(c.start, c.end) for c in passage.citations]


@cache
def folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="properties-"))


def read(text: str) -> list[Passage]:
    path = folder() / "chapter.md"
    path.write_bytes(text.encode())
    return read_chapter(path, JUDGE.display_text, EXTENSIONS)


# Fix

NOISE = ["Plain words.", "- a list\n- of two", "> quoted words", "```\ncode 1932\n```", "***"]


@cache
def fixes() -> list[tuple[str, str]]:
    """The cases of fix.yaml whose text may stand anywhere in a chapter."""
    pairs = [(case["before"], case.get("after", case["before"])) for case in DATA["cases"]]
    frame = "{}\n\n{}\n\n{}\n".format
    return [
        (before, after)
        for before, after in pairs
        if fix(frame("Words.", before, "More.")) == frame("Words.", after, "More.")
    ]


def test_most_cases_of_fix_may_stand_anywhere() -> None:
    assert len(fixes()) >= 0.9 * len(DATA["cases"])


@given(st.data(), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_fix_mends_each_place_and_leaves_all_else_byte_for_byte(
    data: Any, newline: str, has_mark: bool
) -> None:
    plain = st.sampled_from([(noise, noise) for noise in NOISE])
    parts = data.draw(st.lists(st.one_of(plain, st.sampled_from(fixes())), max_size=5))
    gaps = data.draw(st.lists(st.sampled_from(["\n\n", "\n\n\n", "\n \n"]), min_size=5, max_size=5))
    before, after = (
        "\ufeff" * has_mark
        + "".join(pair[side] + gap for pair, gap in zip(parts, gaps, strict=False))
        .replace("\n", newline)
        for side in (0, 1)
    )  # fmt: skip
    assert fix(before) == after
    assert fix(after) == after


@given(texts)
def test_fixing_twice_is_fixing_once(text: str) -> None:
    mended = fix(text)
    assert fix(mended) == mended


# The store

ids = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=6)
prose = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=20
).filter(str.strip)  # fmt: skip


class Dumper(yaml.SafeDumper):
    """Writes out again what stands twice, as the reader asks."""

    def ignore_aliases(self, _: Any) -> bool:
        return True


@st.composite
def facts_files(draw: Any) -> dict[str, Any]:
    """A facts file that is in order, as plain data."""
    evidence = [{"source": "s", "excerpt": draw(prose)}]
    facts = {
        id_: {kind: draw(prose), "claim": draw(prose), "evidence": evidence}
        | ({"note": draw(prose)} if draw(st.booleans()) else {})
        for id_ in draw(st.lists(ids, unique=True, max_size=3))
        for kind in [draw(st.sampled_from(["figure", "term"]))]
    }
    people = {
        id_: {"name": draw(prose), "role": draw(prose), "claim": "c", "evidence": evidence}
        for id_ in draw(st.lists(ids, unique=True, max_size=2))
    }
    source = {"publisher": draw(prose), "title": draw(st.none() | prose), "published": None,
              "url": None, "recorded": "full"}  # fmt: skip
    return {"sources": {"s": source}, "people": people, "facts": facts}


@given(facts_files(), st.booleans(), st.sampled_from([None, '"', "'"]))
def test_what_is_written_as_yaml_is_read_back(content: Any, flow: bool, style: str | None) -> None:
    path = folder() / "facts"
    path.mkdir(exist_ok=True)
    (path / "facts.lock").unlink(missing_ok=True)
    text = yaml.dump(
        content, Dumper=Dumper, allow_unicode=True, default_flow_style=flow, default_style=style
    )
    # A style in quotes makes the null a tagged text, which the reader refuses: it is written plain.
    text = re.sub(r"!!null [\"']null[\"']", "null", text)
    (path / "facts.yaml").write_text(text, "utf-8", newline="\n")
    assert Store(path).facts == msgspec.convert(content, FactsFile)


hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)


@st.composite
def locks(draw: Any) -> Lock:
    sources = {
        id_: LockedSource(
            words=draw(st.integers(1, 1 << 60)), sha256=draw(hashes), root=draw(hashes)
        )
        for id_ in draw(st.lists(ids, max_size=3))
    }
    runs = {
        key: LockedRun(
            start=draw(st.integers(0, 1 << 60)), before=draw(prose), after=draw(prose),
            proof=" ".join(draw(st.lists(hashes, max_size=3))),
        )
        for key in draw(st.lists(prose, max_size=3))
    }  # fmt: skip
    sealed = {key: draw(hashes) for key in draw(st.lists(prose, max_size=2))}
    return Lock(sources=sources, runs=runs, sealed=sealed)


@given(locks())
def test_a_lock_is_read_back_and_written_in_the_same_bytes(lock: Lock) -> None:
    path = folder() / "facts"
    path.mkdir(exist_ok=True)
    (path / "facts.yaml").write_text("sources: {}\n", "utf-8")
    (path / "facts.lock").write_bytes(encode_lock(lock))
    read_back = Store(path).lock
    assert read_back == lock
    assert encode_lock(read_back) == encode_lock(lock)
