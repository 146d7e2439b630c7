"""Ask a person on a terminal: a question, a choice, an entry to be looked over before it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TextIO, TypeVar

import msgspec

from ..facts.yaml_text import keys
from ..model.findings import CheckError, Finding
from ..model.records import Fact, Person, Source
from ..reports.text import paragraph
from ..text.suggestions import did_you_mean
from ..text.terminal import Paint, painter, visible

T = TypeVar("T")
_KEPT = frozenset({"evidence", "status", "allow", "formerly", "units", "scale", "excerpts", "file"})
"""Keys that are not asked for: a proof hangs on them, or they are written by hand."""
RECORDS: Mapping[str, type[msgspec.Struct]] = {"facts": Fact, "people": Person, "sources": Source}


class Ended(Exception):
    """Nobody answers any more."""


class Draft(NamedTuple):
    """An entry that is looked over."""

    kind: str
    id: str
    values: dict[str, Any]
    """As the facts file has them."""


class Dialogue:
    """Asks on one stream and takes answers from another, line by line.

    Raises `Ended` where these have come to an end.
    """

    def __init__(self, answers: TextIO, shown: TextIO) -> None:
        self._answers, self._shown = answers, shown
        self.paint: Paint = painter(shown)

    def say(self, *lines: str) -> None:
        """Show lines, made safe."""
        print(*(visible(line) for line in lines), sep="\n", file=self._shown)

    def ask(self, question: str, default: str = "") -> str:
        """An answer, or the default where it is empty."""
        hint = f" [{visible(default)}]" if default else ""
        print(f"{self.paint('strong', question)}{hint} ", end="", file=self._shown, flush=True)
        answer = self._answers.readline()
        if not answer:
            print(file=self._shown)
            raise Ended
        return answer.strip() or default

    def say_findings(self, findings: Iterable[Finding]) -> None:
        """Show what is wrong, as a check does."""
        for finding in findings:
            self.say(*paragraph(finding).rstrip().split("\n"))

    def agrees(self, question: str) -> bool:
        """Whether somebody says yes."""
        return self.ask(f"{question} [y/n]").lower() in ("y", "yes")

    def choose(self, question: str, options: Sequence[str]) -> int | None:
        """The number of the chosen option, from 0; None for none of them."""
        for number, option in enumerate(options, 1):
            self.say(f"  {number}  {option}")
        while True:
            answer = self.ask(f"{question} [1-{len(options)}, or n for none]", "")
            if answer.lower() in ("n", "no"):
                return None
            if answer.isdecimal() and 1 <= int(answer) <= len(options):
                return int(answer) - 1

    def show(self, draft: Draft) -> None:
        """Show an entry as the facts file would have it."""
        values = {name: value for name, value in draft.values.items() if name != "status"}
        lines = [f"{draft.id}:", *keys(values, "  ")]
        self.say(*(f"  {row}" for line in lines for row in line.split("\n")))

    def change(self, draft: Draft, key: str) -> Draft:
        """Ask for a key of an entry anew; an empty answer takes one away that need not be there."""
        if key == "id":
            return draft._replace(id=self.ask("  id:", draft.id))
        fields = {field.name: field for field in msgspec.structs.fields(RECORDS[draft.kind])}
        if key not in fields or key in _KEPT:
            known = ["id", *(name for name in fields if name not in _KEPT)]
            self.say(f"  there is no key {key} to change: {did_you_mean(key, known)}")
            return draft
        given = self.ask(f"  {key} (was {_shown(draft.values.get(key)) or 'not there'}):")
        values = {name: value for name, value in draft.values.items() if name != key}
        if given:
            is_list = isinstance(fields[key].default, tuple)
            values[key] = listed(given) if is_list else given
        elif fields[key].required:
            values[key] = None if draft.kind == "sources" else draft.values.get(key)
        if key in ("said_by", "speaker") and given:
            values["evidence"] = self._with_attribution(values["evidence"])
        return draft._replace(values=in_order(draft.kind, values))

    def _with_attribution(self, evidence: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """What a sayer takes: the words of each source that say who speaks."""
        made = [dict(each) for each in evidence]
        for each in made:
            before = each.get("attribution", "")
            given = self.ask(f"  the words of {each['source']} that say who speaks:", before)
            each["attribution"] = given or None
        return made


def look_over(
    dialogue: Dialogue, draft: Draft, attempt: Callable[[Draft], T],
    remember: Callable[[Draft], None], is_wrong: Callable[[T], bool] = lambda _: False,
) -> T | None:  # fmt: skip
    """Show an entry until somebody says that it is to be written, or that it is not: None. Each key
    may be changed before.

    `attempt` works out what would be written; where that cannot be, it raises `CheckError`. What
    `is_wrong` takes a second yes. `remember` gets each change.
    """
    made: T | None
    while True:
        dialogue.show(draft)
        try:
            made = attempt(draft)
        except CheckError as problem:
            made = None
            dialogue.say_findings(problem.findings)
        answer = dialogue.ask("Write it? [y/n, or a key to change]").lower()
        if answer in ("n", "no"):
            return None
        if answer in ("y", "yes"):
            if made is not None and _is_wanted(dialogue, is_wrong(made)):
                return made
        elif answer:
            draft = dialogue.change(draft, answer)
            remember(draft)


def _is_wanted(dialogue: Dialogue, is_wrong: bool) -> bool:
    return not is_wrong or dialogue.agrees("Write it all the same?")


def in_order(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an entry in the order in which the facts file has them."""
    return {name: values[name] for name in RECORDS[kind].__struct_fields__ if name in values}


def listed(text: str) -> list[Any]:
    """Words that commas part, or groups of them that semicolons part."""
    groups = [
        [word.strip() for word in group.split(",") if word.strip()] for group in text.split(";")
    ]
    return groups if len(groups) > 1 else groups[0]


def _shown(value: Any) -> str:
    if isinstance(value, list | tuple):
        parts = [", ".join(each) if isinstance(each, list | tuple) else each for each in value]
        is_grouped = any(not isinstance(each, str) for each in value)
        return ("; " if is_grouped else ", ").join(parts)
    return value or ""
