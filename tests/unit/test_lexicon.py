"""What is known of English stands in the lexicon, each word once in a family, and nowhere else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sphinx_facts.english import lexicon
from sphinx_facts.english.lexicon import LexiconError, Regex, alternatives, families, family

PACKAGE = Path(lexicon.__file__).parents[2]
MODULES = sorted(PACKAGE.rglob("*.py"))
ALLOWED = {
    # What documents are made of: elements, roles, directives, options, extensions, other formats.
    "readers", "sphinx_ext", "drafting.formats.html._BLOCKS", "settings.MystExtension",
    # Names of the interface, and keys: of records, roles, kinds of figures, units, families.
    "__init__", "model", "figures", "facts.display_text", "commands.entries",
    "rules.registry.GROUPS",
    "rules.prose.markup", "review.records", "drafting.adding", "drafting.add_source",
    "drafting.dialogue",
    "drafting.wording._UNCOUNTED", "english.figures.hedges.NEGATED",
    "english.consistency.sentence._SIGN_OF_KIND",
    "english.figures.hedges._OF_TIMES", "english.figures.words.(AND, OF, THE, ARTICLE)",
    "english.consistency.sentence.(FROM, TO, BETWEEN, UNTIL)",
    "english.consistency.sentence.(THE, A, IN, ON)",
    "english.qualifiers._NARROWING", "english.qualifiers._REACH",
    "english.sureness.strengthening._BOUNDS",
    "english.qualifiers.QualifierKind", "rules.clause.measure._OPPOSITE",
}  # fmt: skip
"""Rooms, modules and names whose lists of words are no knowledge of English."""

MOST_WORDS = 5
"""A list of more words is one, whatever they are."""
MOST_KNOWN, MOST_CHOICES = 2, 3
"""So is one of more, where the lexicon has them all; and a pattern that parts more by bars."""
KNOWN = frozenset(
    word.lower()
    for word in families("function_words", "sayings", "people", "qualifiers", "numbers", "calendar")
)
WORD = re.compile(r"[A-Za-z]+(?:['’-][a-z]+)*(?: [A-Za-z]+){0,2}")
SYNTAX = re.compile(
    r"\(\?(?:P<\w+>|[:=!]|<[=!]|[aiLmsux]+[:)])|\\[A-Za-z]|\[[^\]]*\]|[()?*+^${}.\d,]"
)
LONGEST_CHOICE = 40


def tables() -> Iterator[tuple[str, Any]]:
    """Every text and number of the lexicon, by its place."""

    def below(place: str, value: Any) -> Iterator[tuple[str, Any]]:
        if isinstance(value, Mapping):
            for key, each in value.items():
                yield from below(f"{place}.{key}", each)
        else:
            yield place, value

    for name in lexicon.names():
        yield from below(name, lexicon.read(name))


def test_every_table_is_a_list_of_phrases_or_a_number() -> None:
    assert {"sayings", "people", "function_words", "calendar"} <= set(lexicon.names())
    for place, value in tables():
        if isinstance(value, tuple):
            assert value, place
            assert all(isinstance(phrase, str) for phrase in value), place
        else:
            assert isinstance(value, int), place


@pytest.mark.parametrize("text", ["one, two, one", "over(11)", "a_b,\nc:"])
def test_what_is_no_phrase_or_stands_twice_is_refused(text: str) -> None:
    with pytest.raises(LexiconError, match=r"one|over|c:"):
        lexicon._phrases(text, "place")


def test_a_family_holds_what_stands_below_its_place() -> None:
    assert family("function_words.determiners.articles") == ("the", "a", "an")
    assert family("function_words", "determiners", "articles", "a") == ("a", "an")
    both = families("function_words.determiners.articles.a", "function_words.determiners.articles")
    assert both == ("a", "an", "the")


def test_the_longest_phrase_is_matched_first() -> None:
    pattern = Regex(alternatives(["a", "a few", "p.m"]))
    assert pattern.fullmatch("a \n few")
    assert (found := pattern.match("a few"))
    assert found[0] == "a few"
    assert not pattern.fullmatch("pxm")


# No English elsewhere


def place_of(node: ast.AST, parents: Mapping[ast.AST, ast.AST]) -> str:
    """The name of the constant, function or class in which something stands."""
    names = []
    while node in parents:
        node = parents[node]
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            names.append(ast.unparse(target))
    return ".".join(reversed(names))


def lists(node: ast.AST) -> Iterator[list[str]]:
    """The texts of a list, set, tuple or table of constants, and of a text that is split."""
    if isinstance(node, ast.List | ast.Set | ast.Tuple):
        yield [text_of(cell) for cell in node.elts]
    elif isinstance(node, ast.Dict) and all(map(is_plain, node.values)):
        yield [text_of(key) for key in node.keys if key is not None]
        yield [text_of(value) for value in node.values]
    elif (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("split", "splitlines")
    ):
        yield text_of(node.func.value).replace(",", " ").split()


def is_plain(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant | ast.Tuple)


def text_of(node: ast.AST) -> str:
    """The text of a constant, of one with places to fill in, or nothing."""
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) or "_" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def choices(pattern: str) -> list[str]:
    """The words that a pattern parts by bars."""
    parts = (SYNTAX.sub("", part).strip() for part in pattern.split("|"))
    return [part for part in parts if WORD.fullmatch(part) and 1 < len(part) < LONGEST_CHOICE]


def english_in(source: str) -> Iterator[tuple[str, list[str]]]:
    """The lists of words of a module and its patterns made of words, each with its place."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        for texts in lists(node):
            words = {text for text in texts if WORD.fullmatch(text)}
            are_known = len(words) == len(texts) and {word.lower() for word in words} <= KNOWN
            if len(words) > (MOST_KNOWN if are_known else MOST_WORDS):
                yield place_of(node, parents), texts
        if not isinstance(parents.get(node), ast.JoinedStr):
            alternated = choices(text_of(node))
            if len(alternated) > MOST_CHOICES:
                yield place_of(node, parents), alternated


@cache
def lists_of(module: Path) -> list[tuple[str, list[str]]]:
    """The lists and patterns of words of a module of the package, by their dotted names."""
    name = ".".join(module.relative_to(PACKAGE).with_suffix("").parts)
    return [(f"{name}.{place}", words) for place, words in english_in(module.read_text("utf-8"))]


def is_in(place: str, allowed: str) -> bool:
    return place == allowed or place.startswith(f"{allowed}.")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_has_a_list_or_a_pattern_of_english_words(module: Path) -> None:
    for place, words in lists_of(module):
        assert any(is_in(place, allowed) for allowed in ALLOWED), words


@pytest.mark.parametrize("allowed", sorted(ALLOWED))
def test_what_is_allowed_is_there(allowed: str) -> None:
    places = [place for module in MODULES for place, _ in lists_of(module)]
    assert any(is_in(place, allowed) for place in places)


@pytest.mark.parametrize(
    "source",
    [
        "X = {'red', 'green', 'blue', 'white', 'black', 'yellow'}",
        "X = frozenset(['he', 'she', 'they'])",
        "def f(x):\n    return x in ('says', 'told', 'asked')",
        "X = {'red': 1, 'green': 2, 'blue': 3, 'white': 4, 'black': 5, 'yellow': 6}",
        "X = {1: 'red', 2: 'green', 3: 'blue', 4: 'white', 5: 'black', 6: 'yellow'}",
        "X = 'he she it they'.split()",
        'X = """red green blue\n  white black yellow""".split()',
        "X = re.compile(r'\\b(?:red|green|blue|white)\\b')",
        "X = re.compile(rf'\\b(?:{Y}|colou?rs?|red|green|blue)\\b')",
    ],
)
def test_a_list_or_a_pattern_of_words_is_found(source: str) -> None:
    assert list(english_in(source))


@pytest.mark.parametrize(
    "source",
    [
        "X = ['.', ',', ';', ':', '!', '?', '-']",
        "X = ('he', 'she')",
        "X = ['red', 'green', 'blue', 'white', 'black']",
        "X = {'title': title, 'url': url, 'note': note, 'path': path, 'line': line, 'name': name}",
        "X = re.compile(r'(?:a|b|c|d|e)|[x-z]')",
        "X = 'the file cannot be read, so nothing of it is known'",
        "X = {'a': 'the file cannot be read', 'b': 'nothing of it is known to anybody here'}",
    ],
)
def test_what_is_no_list_of_words_is_not(source: str) -> None:
    assert not list(english_in(source))
