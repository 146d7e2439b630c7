"""What style sheets hide of a page: what stands in it and some reader never sees.

What a reader can bring to light, by pointing, by a click or by a key, is not hidden.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from turbohtml import Element, Node, SelectorSyntaxError

from ..model.findings import CheckError
from .hiding_rules import ON_PAPER, Said, read_rules
from .text_files import read_text

_MOST_SHEETS = 50
_AGENT = "[hidden]:not([hidden=until-found]) { display: none }"
"""What browsers hide themselves, in a rule that any other wins over."""
_LEAST = (-1, 0, 0)


class Hidden(NamedTuple):
    """By which selector, in which file, an element is hidden."""

    selector: str
    file: str


class StyleSheets:
    """The style sheets of the pages in a folder, each read when a page first names it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._of_file = lru_cache(maxsize=None)(self._read)

    def hidden(self, tree: Node, page: Path) -> dict[Element, Hidden]:
        """The elements of a page that its style sheets hide."""
        return Cascade(self._rules(tree, page)).hidden(tree)

    def _rules(self, tree: Node, page: Path) -> Iterator[tuple[Said, str]]:
        yield from ((said, "hidden") for said in _of_agent())
        for sheet in tree.select("link[rel~=stylesheet i][href], style"):
            if ON_PAPER.search(str(sheet.attrs.get("media", ""))):
                continue
            if sheet.tag == "style":
                texts = (each for each in read_rules(sheet.text) if isinstance(each, Said))
                yield from ((said, "<style>") for said in texts)
            else:
                yield from self._linked(str(sheet.attrs["href"]), page.parent)

    def _linked(self, address: str, folder: Path) -> Iterator[tuple[Said, str]]:
        """The rules of a sheet, and of those that it imports; one from elsewhere has none here."""
        todo, seen = [(address, folder)], set[Path]()
        while todo and len(seen) < _MOST_SHEETS:
            address, folder = todo.pop()
            path = Path(folder, re.split("[?#]", address)[0]).resolve()
            if path in seen or not path.is_relative_to(self._folder):
                continue
            seen.add(path)
            rules = self._of_file(path)
            todo += [(each, path.parent) for each in rules if isinstance(each, str)]
            yield from ((each, path.name) for each in rules if isinstance(each, Said))

    def _read(self, path: Path) -> list[Said | str]:
        try:
            return list(read_rules(read_text(path)))
        except CheckError:
            return []


@lru_cache(maxsize=1)
def _of_agent() -> tuple[Said, ...]:
    said = (each for each in read_rules(_AGENT) if isinstance(each, Said))
    return tuple(each._replace(rank=(False, _LEAST, 0)) for each in said)


def _of_element(element: Element) -> Iterator[Said]:
    """What the element says itself in its attribute."""
    style = element.attrs.get("style")
    if style:
        yield from (each for each in read_rules(f"* {{ {style} }}") if isinstance(each, Said))


class Cascade:
    """The rules of one page, from which follows what is hidden in it."""

    def __init__(self, rules: Iterable[tuple[Said, str]]) -> None:
        self._by_property = defaultdict[str, list[tuple[Said, str]]](list)
        for place, (said, file) in enumerate(rules):
            rank = (*said.rank[:2], place)
            self._by_property[said.property].append((said._replace(rank=rank), file))

    def hidden(self, tree: Node) -> dict[Element, Hidden]:
        """The elements that are hidden, each with what hides it."""
        names = _names_on(tree)
        hidden: dict[Element, Hidden] = {}
        for rules in self._by_property.values():
            held = [each for each in rules if each[0].names <= names]
            showing = [said for said, _ in held if not said.hides]
            for said, file in held:
                if not said.hides or said.by_hand:
                    continue
                for element in _select(tree, said.selector):
                    if element not in hidden and not _is_shown(element, said, showing):
                        hidden[element] = Hidden(said.written, file)
        for element in tree.select("[style]"):
            if any(said.hides for said in _of_element(element)):
                hidden[element] = Hidden("its attribute", "style")
        return hidden


def _names_on(tree: Node) -> set[str]:
    names = set[str]()
    for element in tree.select("[class], [id]"):
        value = element.attrs.get("class", ())
        names.update(value.split() if isinstance(value, str) else value or ())
        names.add(str(element.attrs.get("id", "")))
    return names


def _select(tree: Node, selector: str) -> list[Element]:
    try:
        return tree.select(selector)
    except SelectorSyntaxError:
        return []  # No browser reads it either, or it is of no element that has a text.


def _is_shown(element: Element, hiding: Said, showing: Iterable[Said]) -> bool:
    """Whether another rule wins, or a reader can bring the element to light."""
    for said in showing:
        if said.by_hand or (said.is_always and said.rank > hiding.rank):
            try:
                if element.matches(said.selector):
                    return True
            except SelectorSyntaxError:
                continue
    return any(
        said.property == hiding.property and not said.hides and said.rank[:1] >= hiding.rank[:1]
        for said in _of_element(element)
    )
