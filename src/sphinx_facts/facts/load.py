"""Read a folder of YAML files into the one facts file that they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import msgspec

from ..model.findings import CheckError, Finding, make_finding, rule
from ..model.keys import Key, key_text
from ..model.passages import Location
from ..model.records import Correction, FactsFile
from ..text.files import LARGEST_FACTS, read_bytes
from ..text.suggestions import did_you_mean
from .ids import is_id, is_name
from .misfits import explain, fields_of
from .validation.validate import validate
from .yaml_positions import Refused, YamlPositions, read_yaml

Positions = dict[str, YamlPositions]
"""Those of each file, by its path."""

_MAPS = ("sources", "people", "facts", "origins")
_LISTS = ("names", "corrections")


def load_facts(
    folder: Path, read: Callable[[Path, int], bytes] = read_bytes
) -> tuple[FactsFile, Positions]:
    """The facts of a folder, and where they are written; `read` gets a file, as `read_bytes` does.
    Raises `CheckError` with all that is wrong.
    """
    reader = _Reader(read)
    facts = reader.read(folder)
    if reader.problems:
        raise CheckError(*sorted(reader.problems, key=lambda problem: problem.location))
    return facts, reader.positions


def locate(positions: Positions, key: Key) -> Location:
    """Where the entry or value with this key is written; or else its nearest parent."""
    return max((each.find(key) for each in positions.values()), key=lambda found: found[0])[1]


class _Reader:
    """Collects problems rather than stopping at the first."""

    def __init__(self, read: Callable[[Path, int], bytes]) -> None:
        self._read: Callable[[Path], bytes] = lambda path: read(path, LARGEST_FACTS)
        self.problems: list[Finding] = []
        self.positions: Positions = {}
        self._places_of_problems: set[Location] = set()
        self._path = ""

    def read(self, folder: Path) -> FactsFile:
        merged: dict[str, Any] = {name: {} for name in _MAPS}
        merged |= {name: [] for name in _LISTS}
        for path in self._files(folder):
            self._path = str(path)
            values = self._values(path)
            if values is not None:
                self._merge(merged, values)
        facts = FactsFile(
            sources=self._convert("sources", merged), people=self._convert("people", merged),
            facts=self._convert("facts", merged), names=tuple(merged["names"]),
            origins=self._convert("origins", merged),
            corrections=self._convert_corrections(merged["corrections"]),
        )  # fmt: skip
        if not self.problems:
            for key, message, remedy in validate(facts):
                self._entry_problem(key, message, remedy)
        return facts

    def _files(self, folder: Path) -> list[Path]:
        """The files of a folder that hold facts; what begins with a dot is an editor's own."""
        where = Location(str(folder))
        if not folder.is_dir():
            message = (
                "this is a file, not a folder" if folder.is_file() else "there is no such folder"
            )
            self._problem(where, message, "name the folder that holds facts.yaml (--facts DIR)")
            return []
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
        for path in paths:
            if path.suffix == ".yml":
                message, remedy = "only *.yaml is read here", f"call it {path.stem}.yaml"
                self._problem(Location(str(path)), message, remedy)
        paths = [path for path in paths if path.suffix == ".yaml"]
        if not paths and not self.problems:
            remedy = "write facts.yaml there, or name the folder that has it (--facts DIR)"
            self._problem(where, "no facts file (*.yaml) is here", remedy)
        return paths

    @rule(
        "X001",
        "broken-facts-file",
        meaning="The facts file cannot be read, or an entry does not have the form it must have.",
        help="Mend the entry at the place shown.",
        example="""
        wrong:
          facts/example.yaml: |
            facts:
              daily-cars:
                figur: over 4,000 cars
                claim: The bridge carries over 4,000 cars daily.
                evidence: [{source: gazette, excerpt: "Over 4,000 cars cross the old bridge"}]
        right:
          facts/example.yaml: |
            facts:
              daily-cars:
                figure: over 4,000 cars
                claim: The bridge carries over 4,000 cars daily.
                evidence: [{source: gazette, excerpt: "Over 4,000 cars cross the old bridge"}]
          $: sphinx-facts record facts/snapshots
        says: |
          facts/example.yaml:3:12: X001 broken-facts-file: facts/daily-cars: unknown key figur
              do        did you mean figure?
        """,
    )
    def _problem(self, location: Location, message: str, remedy: str = "") -> None:
        # What else is wrong at the same place follows from this most of the time.
        if location not in self._places_of_problems:
            self._places_of_problems.add(location)
            self.problems.append(make_finding("X001", location, message, help=remedy))

    def _entry_problem(
        self, key: Key, message: str, remedy: str = "", place: Key | None = None
    ) -> None:
        where = locate(self.positions, key if place is None else place)
        self._problem(where, f"{key_text(key)}: {message}", remedy)

    def _values(self, path: Path) -> dict[str, Any] | None:
        where, before = Location(self._path), len(self.problems)
        try:
            reading = read_yaml(self._path, self._read(path), self._read)
        except OSError as error:
            self._problem(where, f"the file cannot be read: {error.strerror}", "correct the path")
            return None
        except Refused as refused:
            self._problem(*refused.fault)
            return None
        for fault in reading.faults:
            self._problem(*fault)
        if isinstance(reading.values, dict):
            self.positions[self._path] = reading.positions
            return reading.values
        if reading.values is not None or not before:
            remedy = f"it holds the keys {', '.join((*_MAPS, *_LISTS))}; see the README"
            self._problem(where, "this file holds no facts", remedy)
        return None

    def _merge(self, merged: dict[str, Any], values: dict[str, Any]) -> None:
        positions = self.positions[self._path]
        for name, value in values.items():
            where = positions.find((name,))[1]
            if name not in merged:
                self._problem(where, f"unknown key {name}", did_you_mean(name, merged))
            elif name == "names":
                self._merge_names(merged["names"], value, where)
            elif name == "corrections":
                self._merge_corrections(merged[name], value, where)
            elif isinstance(value, dict):
                for id_, entry in value.items():
                    self._merge_entry(merged[name], name, id_, entry)
            else:
                found_here = "nothing is here" if value is None else "it does not"
                remedy = "write one, as in the README, or take the key away"
                self._problem(where, f"{name} maps ids to entries; {found_here}", remedy)

    def _merge_names(self, names: list[str], value: Any, where: Location) -> None:
        if isinstance(value, list) and all(
            isinstance(each, str) and is_name(each) for each in value
        ):
            names += value
        else:
            self._problem(
                where,
                "names must be a list of names, each with letters and every word a capital's",
                "write names: [World War II]; what is counted is a figure, not a name",
            )

    def _merge_corrections(self, corrections: list[Any], value: Any, where: Location) -> None:
        if corrections or not isinstance(value, list):
            remedy = "write the keys date, fact, was, now and why behind a - each, in one file"
            self._problem(where, "corrections are a list, and stand in a single file", remedy)
        else:
            corrections += value

    def _merge_entry(self, entries: dict[str, Any], name: str, id_: str, entry: Any) -> None:
        if not is_id(id_):
            message = f"{id_!r} is not an id"
            remedy = "an id has small letters, digits and single hyphens, as in troops-sent"
        elif id_ in entries:
            message = f"the id {id_} stands twice"
            remedy = "ids stand once in all of facts/*.yaml; rename one"
        else:
            entries[id_] = entry
            return
        self._problem(self.positions[self._path].find((name, id_))[1], message, remedy)

    def _convert(self, name: str, merged: dict[str, Any]) -> Any:
        """The entries of one map as records; each that does not fit is a problem."""
        record = get_args(fields_of(FactsFile)[name])[1]
        made = ((id_, self._record((name, id_), entry, record))
            for id_, entry in merged[name].items())  # fmt: skip
        return {id_: entry for id_, entry in made if entry is not None}

    def _convert_corrections(self, items: list[Any]) -> tuple[Correction, ...]:
        made = (
            self._record(("corrections", number), item, Correction)
            for number, item in enumerate(items)
        )
        return tuple(each for each in made if each is not None)

    def _record(self, key: Key, values: Any, record: type[Any]) -> Any:
        try:
            return msgspec.convert(values, record)
        except msgspec.ValidationError as error:
            misfit = explain(error, record)
            key, place = (*key, *misfit.key), (*key, *misfit.place)
            self._entry_problem(key, misfit.message, misfit.help, place)
            return None
