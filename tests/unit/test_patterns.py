"""Patterns over phrases find what those with all phrases spelled out find, whatever is left out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextvars import copy_context
from pathlib import Path

import pytest

from sphinx_facts.english import lexicon
from sphinx_facts.english.lexicon import Regex, alternatives, whole_words
from sphinx_facts.text.vocabulary import look_ahead

DENYING = whole_words(["not", "no longer", "denied"])
FORCE = whole_words(["North Korea's army", "troops", "p.m."])
TEXTS = [
    "",
    "The troops were not sent.",
    "NO\nLONGER are troops sent",
    "note: a trooper",
    "No longerer",
    "north korea’s army, North Korea's  Army",
    "denied, denied",
    "at 3 p.m. denied",
    "the ﬁrst; İt was ſent, tro\u212aops",
    "sent by troops " + "and again " * 401 + "denied",
]
PATTERNS = [
    DENYING,
    rf"{DENYING}\s+sent|{FORCE}",
    rf"(?:{FORCE}\s+)?{DENYING}",
    rf"(?!{DENYING}\s)\b\w+\s+(?P<what>{FORCE})",
    rf"(?<!not )(?:{FORCE}|sent)+?",
    rf"[{{(|]*{FORCE}.*?(?:{DENYING}){{0,2}}",
    rf"{DENYING}{{1,2}}|(?:(?P<a>{FORCE})(?P=a)?)",
    rf"\w+(?:{alternatives(['ed', 's'])})\s?",
    rf"(?={DENYING})\w+|\A.{{0,20}}{FORCE}",
]


def spelled_out(pattern: str) -> re.Pattern[str]:
    """The same with each phrase written down, by no part of the code that is tested."""

    def one(mark: re.Match[str]) -> str:
        phrases = sorted(mark[2].split("\x1f"), key=len, reverse=True)
        words = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
        return rf"(?<!\w)(?:{words})(?!\w)" if mark[1] == "whole" else f"(?:{words})"

    return re.compile(re.sub(r"\(\?<(whole|parts):(.*?)\x1e\)", one, pattern), re.I | re.S)


@pytest.fixture(params=["", "the troops were sent", "denied p.m. north korea's army no longer not"])
def ahead(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    """What is expected: nothing, too little, or all of it."""
    file = tmp_path / "ahead.md"
    file.write_text(request.param)
    look_ahead([file, tmp_path / "missing.md"] if request.param else [])
    yield
    look_ahead([])


@pytest.mark.usefixtures("ahead")
@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_finds_what_it_finds_with_all_its_phrases(pattern: str) -> None:
    ours, plain = Regex(pattern, re.I | re.S), spelled_out(pattern)
    for text in TEXTS:
        spans = [match.span() for match in ours.finditer(text)]
        assert spans == [match.span() for match in plain.finditer(text)], text
        assert ours.findall(text) == plain.findall(text)
        assert ours.sub("*", text) == plain.sub("*", text)
        assert ours.split(text, 1) == plain.split(text, 1)
        for end in (0, 5, 9, 17, 24):
            for method in ("search", "match", "fullmatch"):
                one = getattr(ours, method)(text, 2, end)
                other = getattr(plain, method)(text, 2, end)
                assert (one and one.span()) == (other and other.span()), (text, end, method)


def test_a_pattern_is_compiled_for_texts_that_have_its_words() -> None:
    pattern = Regex(rf"{FORCE}\s+(?:{DENYING})?", re.I)
    assert pattern.search("Not so the trooper.") is None
    assert "compiled" not in vars(pattern)
    assert pattern.search("These Troops are not.")
    assert "compiled" in vars(pattern)


def test_phrases_that_nobody_expects_are_left_out_until_one_comes(tmp_path: Path) -> None:
    (tmp_path / "chapter.md").write_text("Troops were denied.")

    def check() -> None:
        look_ahead([tmp_path / "chapter.md"])
        pattern = Regex(FORCE, re.I)
        assert pattern.search("The troops are there.")
        assert "compiled" not in vars(pattern)
        assert pattern.search("North Korea's army is there.")
        assert "compiled" in vars(pattern)

    copy_context().run(check)


def test_a_mark_is_no_pattern_of_its_own() -> None:
    with pytest.raises(re.error):
        re.compile(DENYING)


MAKERS = re.compile(r"\b(?:any_of|whole_words|alternatives)\(")
PACKAGE = Path(lexicon.__file__).parents[2]
MODULES = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if MAKERS.search(path.read_text("utf-8")) and path.parent.name not in ("lexicon", "figures")
]
GIVEN = re.compile(r"re\.(?!escape)\w+")
NO_MARKS = re.compile(r".*re\.escape.*|_FAR|time\.name")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_what_may_have_marks_is_given_to_a_regex(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Call) and re.fullmatch(
            r"re\.(?!escape)\w+", ast.unparse(node.func)
        ):
            for part in ast.walk(node.args[0]):
                if isinstance(part, ast.FormattedValue):
                    assert NO_MARKS.fullmatch(ast.unparse(part.value)), ast.unparse(node)
