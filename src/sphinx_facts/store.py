"""Read facts.yaml and facts.lock into the model. Every error names file, line and key, and a way out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

from .findings import Finding, found
from .model import Excerpt, Fact, FactsFile, Location, Lock, Person

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STRING, _NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"
# YAML 1.1 reads 2024-12-19 as a date; its text says the same, so nothing is lost in taking it as text.
_KEPT_AS_TEXT = {_STRING, "tag:yaml.org,2002:timestamp"}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_MAPS = ("sources", "people", "facts")

Key = tuple[str | int, ...]


class CannotCheck(Exception):
    """There is nothing that could be checked; `findings` say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("\n".join(f"{finding.location}: {finding.message}" for finding in findings))
        self.findings = findings


class Store:
    """The facts, their proofs, and where each of them is written.

    `folder` holds one or more ``*.yaml`` files and ``facts.lock``. Raises `CannotCheck` with all that is wrong.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._trees: dict[str, yaml.Node] = {}
        reader = _Reader(self._trees)
        self.facts = reader.read(folder)
        if reader.problems:
            raise CannotCheck(*reader.problems)
        self.lock_path = folder / "facts.lock"
        self.lock = _read_lock(self.lock_path)

    def locate(self, *key: str | int) -> Location:
        """Where the entry or value with this key is written; its nearest parent where it is not written itself."""
        best = Location(str(self.folder))
        depth = -1
        for path, tree in self._trees.items():
            steps, node = _walk(tree, key)
            if steps > depth:
                depth, best = steps, _place(path, node)
        return best


def excerpts(facts: FactsFile) -> Iterator[Excerpt]:
    """Every text that must stand in a source, in the order of the facts file."""
    entries: list[tuple[str, Fact | Person]] = [(f"people/{id_}", person) for id_, person in facts.people.items()]
    entries += [(f"facts/{id_}", fact) for id_, fact in facts.facts.items()]
    for place, entry in entries:
        for number, evidence in enumerate(entry.evidence):
            key = f"{place}/evidence/{number}"
            text = evidence.excerpt
            if text is None and isinstance(entry, Fact):
                text = entry.quote
            if text is not None:
                yield Excerpt(f"{key}/excerpt", evidence.source, text)
            if evidence.attribution is not None:
                yield Excerpt(f"{key}/attribution", evidence.source, evidence.attribution)


def _walk(node: yaml.Node, key: Key) -> tuple[int, yaml.Node]:
    """How many steps of the key this tree has, and the node they lead to."""
    for depth, step in enumerate(key):
        child = None
        if isinstance(node, yaml.MappingNode):
            child = next((value for name, value in node.value if name.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            child = node.value[step]
        if child is None:
            return depth, node
        node = child
    return len(key), node


def _place(path: str, node: yaml.Node) -> Location:
    start, end = node.start_mark, node.end_mark
    return Location(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


class _Reader:
    """Reads a folder of YAML files; collects problems rather than stopping at the first."""

    def __init__(self, trees: dict[str, yaml.Node]) -> None:
        self.problems: list[Finding] = []
        self._trees = trees
        self._path = ""

    def read(self, folder: Path) -> FactsFile:
        paths = sorted(folder.glob("*.yaml"))
        if not paths:
            remedy = "write facts.yaml there, or name the folder that has it with --facts"
            self.problems.append(found("X001", Location(str(folder)), "no facts file (*.yaml) is here", remedy=remedy))
        merged: dict[str, Any] = {name: {} for name in _MAPS} | {"names": []}
        for path in paths:
            self._path = str(path)
            tree = self._compose(path)
            if tree is not None:
                self._trees[self._path] = tree
                self._merge(merged, self._value(tree), tree)
        facts = FactsFile(
            sources=self._convert("sources", merged), people=self._convert("people", merged),
            facts=self._convert("facts", merged), names=tuple(merged["names"]),
        )  # fmt: skip
        if not self.problems:
            self._check_references(facts)
        return facts

    def _problem(self, where: Location | yaml.Node, message: str, remedy: str = "") -> None:
        location = where if isinstance(where, Location) else _place(self._path, where)
        self.problems.append(found("X001", location, message, remedy=remedy))

    def _compose(self, path: Path) -> yaml.Node | None:
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            self._problem(Location(str(path)), f"byte {error.start} is not UTF-8", "save the file as UTF-8")
            return None
        except OSError as error:
            self._problem(Location(str(path)), f"cannot be read: {error.strerror}")
            return None
        try:
            tree = yaml.compose(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            about = ", ".join(part for part in (error.context, error.problem) if part)
            self._problem(Location(self._path, line, column, line, column + 1), f"this is not YAML: {about}")
            return None
        except (yaml.YAMLError, RecursionError) as error:
            self._problem(Location(self._path), f"this is not YAML: {error}")
            return None
        if not isinstance(tree, yaml.MappingNode):
            remedy = "it holds the keys sources, people, facts and names; see the README"
            self._problem(Location(self._path), "this file holds no facts", remedy)
            return None
        return tree

    def _value(self, node: yaml.Node) -> Any:
        """The node as strings, None, lists and dicts; anything that YAML would turn into something else is a problem."""
        if isinstance(node, yaml.ScalarNode):
            if node.tag == _NULL:
                return None
            if node.tag not in _KEPT_AS_TEXT:
                kind = node.tag.rpartition(":")[2]
                remedy = f'put it in quotes: "{node.value}"'
                self._problem(node, f"YAML reads {node.value} as a {kind}, not as text", remedy)
            return node.value
        if isinstance(node, yaml.SequenceNode):
            return [self._value(child) for child in node.value]
        values: dict[str, Any] = {}
        for name, child in node.value:
            if not isinstance(name, yaml.ScalarNode):
                self._problem(name, "a key must be a plain word")
            elif name.value in values:
                self._problem(name, f"the key {name.value} stands twice", "keep one of them")
            else:
                values[name.value] = self._value(child)
        return values

    def _merge(self, merged: dict[str, Any], tree: Any, node: yaml.Node) -> None:
        for name, value in tree.items():
            where = _walk(node, (name,))[1]
            if name not in merged:
                self._problem(where, f"unknown key {name}", _did_you_mean(name, merged))
            elif name == "names":
                self._merge_names(merged, value, where)
            elif not isinstance(value, dict):
                self._problem(where, f"{name} must map ids to entries")
            else:
                self._merge_entries(merged[name], value, where)

    def _merge_names(self, merged: dict[str, Any], value: Any, where: yaml.Node) -> None:
        if isinstance(value, list) and all(isinstance(name, str) and re.search(r"[^\W\d_]", name) for name in value):
            merged["names"] += value
        else:
            self._problem(where, "names must be a list of names, each with letters in it")

    def _merge_entries(self, entries: dict[str, Any], value: dict[str, Any], where: yaml.Node) -> None:
        for id_, entry in value.items():
            at = _walk(where, (id_,))[1]
            if not _ID.fullmatch(id_):
                self._problem(at, f"{id_!r} is not an id", "an id has small letters, digits and single hyphens")
            elif id_ in entries:
                self._problem(at, f"the id {id_} stands twice", "ids stand once in all of facts/*.yaml")
            else:
                entries[id_] = entry

    def _convert(self, name: str, merged: dict[str, Any]) -> Any:
        """The entries of one map as records; each that does not fit is a problem at its own line."""
        field = next(field for field in msgspec.structs.fields(FactsFile) if field.name == name)
        record = field.type.__args__[1]
        entries = {}
        for id_, entry in merged[name].items():
            try:
                entries[id_] = msgspec.convert(entry, record)
            except msgspec.ValidationError as error:
                self._misfit((name, id_), str(error), record)
        return entries

    def _misfit(self, key: Key, error: str, record: type[Any]) -> None:
        message, _, path = error.partition(" - at `$")
        steps = [int(step) if step.isdigit() else step for step in re.findall(r"[^.\[\]`]+", path)]
        remedy = ""
        if unknown := re.search(r"unknown field `(.+?)`", message):
            steps.append(unknown[1])
            message = f"unknown key {unknown[1]}"
            remedy = _did_you_mean(unknown[1], _keys(record, steps))
        elif missing := re.search(r"missing required field `(.+?)`", message):
            message = f"the key {missing[1]} is missing"
            remedy = f"write {missing[1]}: null where it is not known" if key[0] == "sources" else ""
        else:
            message = message.replace("`", "").replace("Expected", "this must be").replace(", got", ", not")
        self._problem(self._where(key + tuple(steps)), f"{'/'.join(map(str, key))}: {message}", remedy)

    def _where(self, key: Key) -> Location:
        walked = [(_walk(tree, key), path) for path, tree in self._trees.items()]
        (_, node), path = max(walked, key=lambda item: item[0][0])
        return _place(path, node)

    def _check_references(self, facts: FactsFile) -> None:
        for id_, fact in facts.facts.items():
            key: Key = ("facts", id_)
            if sum(value is not None for value in (fact.figure, fact.quote, fact.term)) != 1:
                self._problem(self._where(key), f"{id_}: a fact has exactly one of figure, quote, term")
            if fact.quote is not None and fact.speaker is None:
                self._problem(self._where(key), f"{id_}: a quote needs a speaker", "name an id of people")
            if fact.quote is None and fact.speaker is not None:
                remedy = "for a figure or a term, write said_by"
                self._problem(self._where((*key, "speaker")), f"{id_}: only a quote has a speaker", remedy)
            if fact.as_of is not None and not _DATE.fullmatch(fact.as_of):
                self._problem(self._where((*key, "as_of")), f"{id_}: {fact.as_of} is no date", "write 2024-12-19")
            self._refer((*key, "speaker"), fact.speaker, facts.people)
            self._refer((*key, "said_by"), fact.said_by, facts.people)
            self._refer((*key, "superseded_by"), fact.superseded_by, facts.facts)
            self._check_evidence(key, fact, facts)
        for id_, person in facts.people.items():
            self._check_evidence(("people", id_), person, facts)

    def _check_evidence(self, key: Key, entry: Fact | Person, facts: FactsFile) -> None:
        if not entry.evidence:
            self._problem(self._where((*key, "evidence")), f"{key[1]}: the list of evidence is empty")
        for number, evidence in enumerate(entry.evidence):
            place: Key = (*key, "evidence", number)
            self._refer((*place, "source"), evidence.source, facts.sources)
            is_quote = isinstance(entry, Fact) and entry.quote is not None
            if evidence.excerpt is None and not is_quote:
                self._problem(self._where(place), f"{key[1]}: this evidence has no excerpt")
            if is_quote and evidence.attribution is None:
                remedy = "quote the source's words that say who speaks"
                self._problem(self._where(place), f"{key[1]}: the key attribution is missing", remedy)

    def _refer(self, key: Key, id_: str | None, known: Mapping[str, object]) -> None:
        if id_ is not None and id_ not in known:
            self._problem(self._where(key), f"{key[1]}: nothing has the id {id_}", _did_you_mean(id_, known))


def _keys(record: type[Any], steps: list[str | int]) -> list[str]:
    if "evidence" in steps:
        record = msgspec.structs.fields(record)[-1].type.__args__[0]
    return [field.name for field in msgspec.structs.fields(record)]


def _did_you_mean(word: str, known: Any) -> str:
    close = difflib.get_close_matches(word, list(known), n=1)
    return f"did you mean {close[0]}?" if close else f"known are: {', '.join(list(known)[:12])}"


def _read_lock(path: Path) -> Lock:
    """The lock; an empty one where there is none yet, so that each excerpt is found unproven."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Lock)
    except FileNotFoundError:
        return Lock()
    except (msgspec.DecodeError, UnicodeDecodeError, OSError) as error:
        remedy = "run sphinx-facts record; the lock is never edited by hand"
        raise CannotCheck(found("X002", Location(str(path)), f"the lock cannot be read: {error}", remedy=remedy)) from None
