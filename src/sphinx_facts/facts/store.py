"""Read facts.yaml and facts.lock into the model. Every error names file, line, key and way out."""

from __future__ import annotations

import datetime
import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import msgspec

from ..english.lexicon import families
from ..model.findings import CheckError, Finding, make_finding, rule
from ..model.keys import EvidenceKey, Key, WithEvidence
from ..model.passages import Location
from ..model.records import (
    ADDRESS,
    DATE,
    UNKNOWN,
    Correction,
    Evidence,
    Excerpt,
    Fact,
    FactsFile,
    Lock,
    Origin,
    Person,
    Source,
)
from ..runner.cache import Cache
from ..text.digests import digest
from ..text.files import LARGEST_FACTS, LARGEST_LOCK, read_bytes
from ..text.suggestions import did_you_mean

if TYPE_CHECKING:
    import yaml

    from .yaml_positions import YamlPositions

# What libyaml says, and what those who have never seen it say should do.
_WAYS_OUT = {
    "mapping values are not allowed": "put a text that has a colon in it in quotes",
    "did not find expected key": "look at the indentation, and at quotation marks inside others",
    "did not find expected '-'": "look at the indentation",
    "did not find expected ',' or": "close the bracket",
    "unexpected end of stream": "close the quotation mark",
    "cannot start any token": "put a text that begins with this mark in quotes",
    "could not find expected ':'": "write KEY: VALUE, or indent a text that runs on",
}

ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""The form of an id."""
_IS_ID = re.compile(ID).fullmatch
_MAPS = ("sources", "people", "facts", "origins")
_LISTS = ("names", "corrections")
_RECORD_AGAIN = (
    "bring back the committed lock, or run sphinx-facts record; the lock is never edited by hand"
)
_FORMS = {
    "str": ("text", "write it as one text"),
    "array": ("a list", "write each item behind a - of its own, or all of them as [one, two]"),
    "object": ("keys with values", "write its keys below it, as in the entries beside it"),
    "null": ("empty", ""),
}


class _Kept(msgspec.Struct):
    """The facts of a folder, and the places of their keys as they are needed only by findings."""

    facts: FactsFile
    places: msgspec.Raw


class Store:
    """The facts, their proofs, and where each of them is written.

    `folder` holds one or more ``*.yaml`` files and ``facts.lock``; who makes a new lock need not
    have a sound one. With a `cache`, the lock is read only when it is asked for. Raises
    `CannotCheck` with all that is wrong.
    """

    def __init__(self, folder: Path, *, with_lock: bool = True, cache: Cache | None = None) -> None:
        self.folder, self.lock_path = folder, folder / "facts.lock"
        self._trees: dict[str, YamlPositions] = {}
        self._raw_places = msgspec.Raw(b"")
        self.digest = b""
        """Of all that the facts were read from; empty without a cache."""
        with _no_collection():
            self.facts = self._read() if cache is None else self._read_through(cache)
        if not with_lock:
            self.lock = Lock()
        elif cache is None:
            _ = self.lock

    @cached_property
    def lock(self) -> Lock:
        return _read_lock(self.lock_path)

    def _read(self) -> FactsFile:
        reader = _Reader(self._trees)
        facts = reader.read(self.folder)
        if reader.problems:
            raise CheckError(*sorted(reader.problems, key=lambda problem: problem.location))
        return facts

    def _read_through(self, cache: Cache) -> FactsFile:
        self.digest = _digest(self.folder)
        if not self.digest:
            return self._read()
        kept = cache.keep("facts", lambda: _digest(self.folder), _Kept, self._read_to_keep)
        self._raw_places = kept.places
        return kept.facts

    def _read_to_keep(self) -> _Kept:
        facts = self._read()
        spans = {path: places.keys for path, places in self._trees.items()}
        return _Kept(facts, msgspec.Raw(msgspec.msgpack.encode(spans)))

    def locate(self, *key: str | int) -> Location:
        """Where the entry or value with this key is written; or else its nearest parent.

        An entry is where its id is; a step of the key may be the number of an item as text.
        """
        if not self._trees:
            from .yaml_positions import Span, YamlPositions

            spans = msgspec.msgpack.decode(self._raw_places, type=dict[str, dict[str, Span]])
            self._trees = {path: YamlPositions(path, keys) for path, keys in spans.items()}
        return _locate(self._trees, key)


def _digest(folder: Path) -> bytes:
    """Of the facts files in a folder and their names; empty where they cannot be read."""
    try:
        paths = [path for path in folder.iterdir() if path.suffix in (".yaml", ".yml")]
        parts: list[str | bytes] = []
        for path in sorted(path for path in paths if not path.name.startswith(".")):
            parts += [str(path), read_bytes(path, LARGEST_FACTS)]
    except OSError:
        return b""
    return digest(*parts)


@contextmanager
def _no_collection() -> Iterator[None]:
    """What is read here lives on, so that looking for what could be freed is for nothing."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def excerpts(facts: FactsFile) -> Iterator[Excerpt]:
    """Every text that must stand in a source, in the order of the facts file."""
    for kind, id_, entry in _entries(facts):
        for number, evidence in enumerate(entry.evidence):
            text = evidence.excerpt
            if text is None and isinstance(entry, Fact):
                text = entry.quote
            if text is not None and evidence.at is None:
                yield Excerpt(EvidenceKey(kind, id_, number), evidence.source, text)
            if (text := evidence.attribution) is not None:
                key = EvidenceKey(kind, id_, number, "attribution")
                yield Excerpt(key, evidence.source, text)
    for id_, source in facts.sources.items():
        for number, text in enumerate(source.excerpts):
            yield Excerpt(EvidenceKey("sources", id_, number), id_, text)


def _is_date(text: str) -> bool:
    """Whether a text is a date in our form, of a day that there is."""
    try:
        datetime.date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return re.fullmatch(DATE, text) is not None


def _locate(trees: Mapping[str, YamlPositions], key: Key) -> Location:
    return max((places.find(key) for places in trees.values()), key=lambda found_: found_[0])[1]


class _Reader:
    """Reads a folder of YAML files; collects problems rather than stopping at the first."""

    def __init__(self, trees: dict[str, YamlPositions]) -> None:
        self.problems: list[Finding] = []
        self._places_of_problems: set[Location] = set()
        self._trees = trees
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
            self._check_references(facts)
        return facts

    def _files(self, folder: Path) -> list[Path]:
        """The files of a folder that hold facts; what begins with a dot is an editor's own."""
        self._path = str(folder)
        if not folder.is_dir():
            message = (
                "this is a file, not a folder" if folder.is_file() else "there is no such folder"
            )
            self._problem(
                Location(self._path), message, "name the folder that holds facts.yaml (--facts DIR)"
            )
            return []
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
        for path in paths:
            if path.suffix == ".yml":
                message, remedy = "only *.yaml is read here", f"call it {path.stem}.yaml"
                self._problem(Location(str(path)), message, remedy)
        paths = [path for path in paths if path.suffix == ".yaml"]
        if not paths and not self.problems:
            remedy = "write facts.yaml there, or name the folder that has it (--facts DIR)"
            self._problem(Location(self._path), "no facts file (*.yaml) is here", remedy)
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

    def _entry_problem(self, key: Key, message: str, remedy: str = "") -> None:
        self._problem(_locate(self._trees, key), f"{_path(key)}: {message}", remedy)

    def _values(self, path: Path) -> dict[str, Any] | None:
        import yaml

        from .yaml_positions import Refused, read_values

        before = len(self.problems)
        problems: list[tuple[Location, str, str]] = []
        try:
            content = read_bytes(path, LARGEST_FACTS)
            text = content.decode("utf-8")
            values, places = read_values(self._path, text, lambda *all_: problems.append(all_))
        except UnicodeDecodeError as error:
            where = _position(self._path, content[: error.start].decode("utf-8"))
            self._problem(where, "this is not UTF-8 text", "save the file as UTF-8")
        except OSError as error:
            message = f"the file cannot be read: {error.strerror}"
            self._problem(Location(self._path), message, "correct the path")
        except yaml.MarkedYAMLError as error:
            self._not_yaml(error, text)
        except yaml.reader.ReaderError as error:
            where = _position(self._path, text[: error.position])
            self._problem(where, "a control character is here", "take it out")
        except Refused as refused:
            self._problem(refused.place, str(refused), refused.help)
        else:
            for problem in problems:
                self._problem(*problem)
            if isinstance(values, dict):
                self._trees[self._path] = places
                return values
            if values is not None or not before:
                remedy = f"it holds the keys {', '.join((*_MAPS, *_LISTS))}; see the README"
                self._problem(Location(self._path), "this file holds no facts", remedy)
        return None

    def _not_yaml(self, error: yaml.MarkedYAMLError, text: str) -> None:
        mark, problem = error.problem_mark, str(error.problem)
        if "expected ',' or" in problem or "unexpected end" in problem:
            mark = error.context_mark  # what is never closed is mended where it begins
        line, column = (mark.line, mark.column) if mark else (0, 0)
        rest = text.splitlines()[line : line + 1]
        remedy = next((way for sign, way in _WAYS_OUT.items() if sign in problem), "")
        if "tab character" in problem or (rest and rest[0][column : column + 1] == "\t"):
            remedy = "indent with spaces, never with tabs"
        message = ", ".join(part for part in (error.context, problem) if part)
        self._problem(
            _position(self._path, "\n" * line + " " * column),
            f"this is not YAML: {message}",
            remedy,
        )

    def _merge(self, merged: dict[str, Any], values: dict[str, Any]) -> None:
        places = self._trees[self._path]
        for name, value in values.items():
            where = places.find((name,))[1]
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
            isinstance(name, str) and _is_name(name) for name in value
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
        if not _IS_ID(id_):
            message = f"{id_!r} is not an id"
            remedy = "an id has small letters, digits and single hyphens, as in troops-sent"
        elif id_ in entries:
            message = f"the id {id_} stands twice"
            remedy = "ids stand once in all of facts/*.yaml; rename one"
        else:
            entries[id_] = entry
            return
        self._problem(self._trees[self._path].find((name, id_))[1], message, remedy)

    def _convert(self, name: str, merged: dict[str, Any]) -> Any:
        """The entries of one map as records; each that does not fit is a problem."""
        record = get_args(_fields(FactsFile)[name])[1]
        entries = {}
        for id_, entry in merged[name].items():
            try:
                entries[id_] = msgspec.convert(entry, record)
            except msgspec.ValidationError as error:
                self._misfit((name, id_), str(error), record)
        return entries

    def _convert_corrections(self, items: list[Any]) -> tuple[Correction, ...]:
        made = []
        for number, item in enumerate(items):
            try:
                made.append(msgspec.convert(item, Correction))
            except msgspec.ValidationError as error:
                self._misfit(("corrections", number), str(error), Correction)
        return tuple(made)

    def _misfit(self, key: Key, error: str, record: type[Any]) -> None:
        message, _, path = error.partition(" - at `$")
        key += tuple(re.findall(r"[^.\[\]`]+", path))
        fields = _fields(Evidence if "evidence" in key[2:] else record)
        place, remedy = key, ""
        if unknown := re.search(r"unknown field `(.+?)`", message):
            place = (*key, unknown[1])
            message, remedy = f"unknown key {unknown[1]}", did_you_mean(unknown[1], fields)
        elif missing := re.search(r"missing required field `(.+?)`", message):
            may_be_null = type(None) in get_args(fields[missing[1]])
            remedy = "write it there" + ", with null for what is not known" * may_be_null
            message = f"the key {missing[1]} is missing"
        elif wrong := re.fullmatch(r"Expected `(\w+).*`, got `(\w+)`", message):
            message = f"this must be {_FORMS[wrong[1]][0]}; it is {_FORMS[wrong[2]][0]}"
            remedy = _FORMS[wrong[1]][1]
        elif invalid := re.fullmatch(r"Invalid enum value '(.*)'", message):
            message = f"{invalid[1]} is not one of the values that this key takes"
            remedy = f"write one of: {', '.join(get_args(fields[str(key[-1])]))}"
        self._problem(_locate(self._trees, place), f"{_path(key)}: {message}", remedy)

    def _check_references(self, facts: FactsFile) -> None:
        for id_, fact in facts.facts.items():
            key: Key = ("facts", id_)
            self._check_fact(key, fact)
            self._refer((*key, "speaker"), fact.speaker, facts.people)
            self._refer((*key, "said_by"), fact.said_by, facts.people)
            self._refer((*key, "superseded_by"), fact.superseded_by, facts.facts)
            for part in fact.sum_of:
                self._refer((*key, "sum_of"), part, facts.facts)
            self._check_succession(key, facts.facts)
        for kind, id_, entry in _entries(facts):
            self._check_evidence((kind, id_), entry, facts)
        for id_, source in facts.sources.items():
            self._check_source(id_, source, facts)
        for id_, origin in facts.origins.items():
            self._check_origin(id_, origin, facts)
        for number, correction in enumerate(facts.corrections):
            self._check_date(("corrections", number, "date"), correction.date)
            if correction.now is not None:
                self._refer(("corrections", number, "fact"), correction.fact, facts.facts)

    def _check_source(self, id_: str, source: Source, facts: FactsFile) -> None:
        if (source.recorded == "data") != (source.file is not None):
            remedy = "a source that is recorded as data has a file:, and no other has"
            self._entry_problem(("sources", id_), "recorded and file do not agree", remedy)
        if source.url is not None and not re.fullmatch(ADDRESS, source.url):
            remedy = "write the whole address, from https:// on, or null where it is not known"
            self._entry_problem(("sources", id_, "url"), "this is no address of a page", remedy)
        self._check_date(("sources", id_, "published"), source.published)
        self._refer_origin(("sources", id_, "based_on"), source.based_on, facts)

    def _check_origin(self, id_: str, origin: Origin, facts: FactsFile) -> None:
        if id_ == UNKNOWN or id_ in facts.sources or id_ in facts.people:
            remedy = "an origin has an id of its own; name a source or a person as they are"
            self._entry_problem(("origins", id_), "this id stands for something else", remedy)
        self._check_date(("origins", id_, "date"), origin.date)
        self._refer_origin(("origins", id_, "based_on"), origin.based_on, facts)

    def _refer_origin(self, key: Key, id_: str | None, facts: FactsFile) -> None:
        if id_ is None:
            return
        known = {UNKNOWN, *facts.origins, *facts.sources, *facts.people}
        if id_ not in known:
            message = f"no origin, source or person has the id {id_}"
            remedy = did_you_mean(id_, sorted(known))
            self._entry_problem(key, message, f"{remedy.rstrip('?')}, or declare it under origins"
                if remedy.startswith("known") else remedy)  # fmt: skip
        elif len(key) == 3:
            self._check_descent(key, {**facts.sources, **facts.origins})

    def _check_descent(self, key: Key, entries: Mapping[str, Source | Origin]) -> None:
        """No source or origin is based on itself, by whatever detour."""
        seen, base = {key[1]}, entries[str(key[1])].based_on or ""
        while base in entries and base not in seen:
            seen.add(base)
            base = entries[base].based_on or ""
        if base == key[1]:
            remedy = "name what the first of them is based on instead"
            self._entry_problem(key, "what this is based on leads back to it", remedy)

    def _check_date(self, key: Key, date: str | None) -> None:
        if date is not None and not _is_date(date):
            remedy = "write 2024-12-19 or 2024-12, or the year alone, in quotes"
            self._entry_problem(key, f"{date} is no date", remedy)

    def _check_fact(self, key: Key, fact: Fact) -> None:
        kinds = [kind for kind in ("figure", "quote", "term") if getattr(fact, kind) is not None]
        if len(kinds) != 1:
            have = f"it has {' and '.join(kinds)}" if kinds else "it has none of them"
            remedy = "make each a fact of its own" if kinds else "write what the chapters may show"
            self._entry_problem(
                key, f"a fact is exactly one of figure, quote and term; {have}", remedy
            )
        elif fact.quote is not None and fact.speaker is None:
            self._entry_problem(
                key, "a quote needs a speaker", "write speaker: and the id of one of people"
            )
        if fact.quote is None and fact.speaker is not None:
            remedy = "for a figure or a term, write said_by"
            self._entry_problem((*key, "speaker"), "only a quote has a speaker", remedy)
        if fact.quote is not None and fact.said_by is not None:
            self._entry_problem(
                (*key, "said_by"), "a quote is said by its speaker", "take said_by away"
            )
        self._check_date((*key, "as_of"), fact.as_of)
        if fact.about is not None and not re.fullmatch(ID, fact.about):
            remedy = "write one word for what is counted, such as killed"
            self._entry_problem((*key, "about"), f"{fact.about!r} names no series", remedy)
        if fact.figure is None and (fact.sum_of or fact.about):
            name = "sum_of" if fact.sum_of else "about"
            self._entry_problem((*key, name), "only a figure is counted", f"take {name} away")

    def _check_succession(self, key: Key, facts: Mapping[str, Fact]) -> None:
        fact, place = facts[str(key[1])], (*key, "superseded_by")
        later = facts.get(fact.superseded_by or "", fact)
        if fact.as_of and later.as_of and later is not fact and not fact.as_of < later.as_of:
            remedy = "correct as_of, or let the later of the two have no superseded_by"
            self._entry_problem(place, "a fact is overtaken by one of a later date", remedy)
        elif fact.about != later.about:
            remedy = "write the same about: in both, or take superseded_by away"
            self._entry_problem(place, "these two do not count the same", remedy)
        seen, id_ = set(), str(key[1])
        while id_ not in seen and id_ in facts:
            seen.add(id_)
            id_ = facts[id_].superseded_by or ""
        if id_ == key[1]:
            remedy = "let the latest fact have no superseded_by"
            self._entry_problem(
                (*key, "superseded_by"), "the facts that supersede this one lead back to it", remedy
            )

    def _check_evidence(self, key: Key, entry: Fact | Person, facts: FactsFile) -> None:
        if not entry.evidence:
            remedy = "write a source and an excerpt of it"
            self._entry_problem((*key, "evidence"), "the list of evidence is empty", remedy)
        is_quote = isinstance(entry, Fact) and entry.quote is not None
        has_sayer = is_quote or (isinstance(entry, Fact) and entry.said_by is not None)
        for number, evidence in enumerate(entry.evidence):
            place: Key = (*key, "evidence", number)
            self._refer((*place, "source"), evidence.source, facts.sources)
            self._refer_origin((*place, "based_on"), evidence.based_on, facts)
            if evidence.figure is not None and not (isinstance(entry, Fact) and entry.figure):
                remedy = "take it away: only the evidence of a figure has one of its own"
                self._entry_problem((*place, "figure"), "there is no figure here", remedy)
            source = facts.sources.get(evidence.source)
            if source is not None and (source.recorded == "data" or evidence.at is not None):
                self._check_data(place, evidence, source)
                continue
            if evidence.excerpt is None and not is_quote:
                remedy = "write excerpt: and the words of the source that carry this, word for word"
                self._entry_problem(place, "the key excerpt is missing", remedy)
            if evidence.attribution is None and has_sayer:
                remedy = "write attribution: and the words of the source that say who speaks"
                self._entry_problem(place, "the key attribution is missing", remedy)
            if evidence.attribution is not None and not has_sayer:
                remedy = "write said_by: and an id of people, or take the attribution away"
                self._entry_problem((*place, "attribution"), "nobody is said to say this", remedy)

    def _check_data(self, place: Key, evidence: Evidence, source: Source) -> None:
        if source.recorded != "data":
            remedy = "record the source as data, or write an excerpt"
            self._entry_problem((*place, "at"), "only a data file has values at a place", remedy)
        elif evidence.at is None or evidence.excerpt or evidence.attribution:
            remedy = "write at: and the place of the value, such as plans[2].price, and no more"
            self._entry_problem(place, "evidence in a data file is a value at a place", remedy)

    def _refer(self, key: Key, id_: str | None, known: Mapping[str, object]) -> None:
        if id_ is not None and id_ not in known:
            of = {
                "source": "sources",
                "superseded_by": "facts",
                "sum_of": "facts",
                "fact": "facts",
            }.get(str(key[-1]), "people")
            self._entry_problem(key, f"nothing in {of} has the id {id_}", did_you_mean(id_, known))


def _is_name(name: str) -> bool:
    """Whether the words are a name's: a figure with what it counts would pass unseen otherwise."""
    small = families("people.names")
    words = [word for word in re.findall(r"[^\W\d_]\w*", name) if word not in small]
    return bool(words) and all(not word[0].islower() for word in words)


_Entry = tuple[WithEvidence, str, Fact | Person]


def _entries(facts: FactsFile) -> Iterator[_Entry]:
    yield from (("people", id_, person) for id_, person in facts.people.items())
    yield from (("facts", id_, fact) for id_, fact in facts.facts.items())


def _path(key: Key) -> str:
    return "/".join(map(str, key))


def _position(path: str, before: str) -> Location:
    """The place after this text."""
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Location(path, line, column, line, column + 1)


def _fields(record: type[Any]) -> dict[str, Any]:
    return {field.name: field.type for field in msgspec.structs.fields(record)}


def encode_lock(lock: Lock) -> bytes:
    """The one form in which a lock is written: sorted, so that its differences are small."""
    written = msgspec.structs.asdict(lock)
    if not lock.sealed:  # As before there were seals.
        del written["sealed"]
    return msgspec.json.format(msgspec.json.encode(written, order="sorted"), indent=1) + b"\n"


@rule(
    "X002",
    "broken-lock",
    meaning="facts.lock is not what sphinx-facts record writes.",
    help="Run sphinx-facts record.",
    example="""
    wrong: {facts/facts.lock: "{}"}
    right: {$: sphinx-facts record facts/snapshots}
    says: |
      facts/facts.lock:1:1: X002 broken-lock: this lock is not in the form that sphinx-facts record gives it
          do        bring back the committed lock, or run sphinx-facts record; the lock is never edited by
                    hand
    """,  # noqa: E501 - what the check says, as it says it
)
def _read_lock(path: Path) -> Lock:
    """The lock; an empty one where there is none yet, so that each excerpt is found unproven."""
    where = Location(str(path))
    try:
        content = read_bytes(path, LARGEST_LOCK).replace(b"\r\n", b"\n")
        lock = msgspec.json.decode(content, type=Lock)
    except FileNotFoundError:
        return Lock()
    except OSError as error:
        remedy = "make it readable, or remove it and run sphinx-facts record"
        raise CheckError(
            make_finding("X002", where, f"the file cannot be read: {error.strerror}", help=remedy)
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        if byte := re.search(r"\(byte (\d+)\)", str(error)):
            where = _position(str(path), content[: int(byte[1])].decode("utf-8", "replace"))
        message = f"this is not a lock as this version of sphinx-facts writes it: {error}"
        raise CheckError(make_finding("X002", where, message, help=_RECORD_AGAIN)) from None
    if encode_lock(lock) != content:
        message = "this lock is not in the form that sphinx-facts record gives it"
        raise CheckError(make_finding("X002", where, message, help=_RECORD_AGAIN))
    return lock
