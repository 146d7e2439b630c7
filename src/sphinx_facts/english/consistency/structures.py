"""Find figures that contradict each other across passages: in the cells of a table, in the items of
a list and in what leads to it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from ...figures.figure import Figure
from ...model.passages import HIDDEN, Passage
from ..sentences import outline
from .find import find_contradictions
from .lists import count_introduced
from .sentence import Contradiction
from .tables import Cell, Place, check_table

Find = Callable[[str], Sequence[Figure]]
"""The figures of a text."""
Found = tuple[Passage, Contradiction]
_LONGEST_ITEM, _MOST_ITEMS = 120, 12


def find_in_structures(passages: Sequence[Passage], find: Find) -> Iterator[Found]:
    """What contradicts itself across passages, each with the passage that it is told of."""
    cells: dict[int, dict[Place, list[Passage]]] = defaultdict(lambda: defaultdict(list))
    items: dict[int, dict[int, list[Passage]]] = defaultdict(lambda: defaultdict(list))
    leads: dict[int, Passage] = {}
    before: Passage | None = None
    for passage in passages:
        structure = passage.structure
        if structure.cell is not None:
            table, row, column = structure.cell
            cells[table][row, column].append(passage)
        elif structure.item is not None:
            number, item = structure.item
            if number not in items and before is not None and _leads_to(before, passage):
                leads[number] = before
            items[number][item].append(passage)
        before = passage
    for table_cells in cells.values():
        yield from _in_table(table_cells, find)
    for number, every in items.items():
        yield from _in_list(leads.get(number), every, find)


def _leads_to(before: Passage, item: Passage) -> bool:
    said = " ".join(before.text.replace(HIDDEN, " ").split())
    return said != "" and item.structure.introduction == said


def _in_table(cells: Mapping[Place, list[Passage]], find: Find) -> Iterator[Found]:
    table = {}
    for place, passages in cells.items():
        text = " ".join(passage.text for passage in passages)
        table[place] = Cell(text, find, passages[0].structure.column)
    for place, contradiction in check_table(table):
        if len(cells[place]) == 1:
            yield cells[place][0], contradiction


def _in_list(
    lead: Passage | None, items: Mapping[int, list[Passage]], find: Find
) -> Iterator[Found]:
    if lead is not None:
        start = ([0, *outline(lead.text).stops])[-1]
        figures = [figure for figure in find(lead.text) if figure.whole[0] >= start]
        wrong = count_introduced(lead.text, figures, max(items))
        if wrong is not None:
            yield lead, wrong
    passages = [passage for every in items.values() for passage in every]
    if len(passages) == len(items) and 1 < len(items) <= _MOST_ITEMS:
        yield from _as_sentence([*([lead] if lead else []), *passages], find)


def _as_sentence(passages: Sequence[Passage], find: Find) -> Iterator[Found]:
    """A list of short items is read as one sentence."""
    texts = [passage.text.strip().rstrip(".;,") for passage in passages]
    if any(len(text) > _LONGEST_ITEM or not text for text in texts):
        return
    starts, joined = [], ""
    for text in texts:
        joined += " " if joined.endswith(":") else "; " if joined else ""
        starts.append(len(joined))
        joined += text
    for contradiction in find_contradictions(joined, find(joined)):
        first, last = (
            bisect_right(starts, place) - 1
            for place in (contradiction.start, contradiction.end - 1)
        )
        if first < last:
            passage = passages[last]
            start = passage.text.find(texts[last])
            end = start + contradiction.end - starts[last]
            yield passage, contradiction._replace(start=start, end=end)
