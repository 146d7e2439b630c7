"""The command that adds a fact: it asks what it cannot know, and writes what was said yes to."""

from __future__ import annotations

import shlex
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from ..facts.store import Store
from ..model.findings import CheckError
from ..model.passages import Location
from ..model.records import Fact, Person
from ..model.roles import CITED_BY
from ..proof.snapshots import read_snapshot
from ..readers.changes import write_changes
from ..text.suggestions import did_you_mean
from .add import Addition, add_evidence, add_fact
from .candidates import Candidate, is_there_already
from .dialogue import Dialogue, Draft, in_order, listed, look_over
from .from_chapter import Uncited, cite
from .output import refuse

GIVEN = (
    "id",
    "attribution",
    "claim",
    "said_by",
    "speaker",
    "near",
    "counts",
    "as_of",
    "happened",
    "note",
)
"""What may be told on the command line."""
_LISTS = ("near", "counts")
_MOST_SHOWN = 9
_LONGEST = 160
"""Characters of a sentence in a list."""


class Adder:
    """Adds a fact of a source to the facts files of a folder; with a dialogue it asks, without it
    what is not told stays open.
    """

    def __init__(self, store: Store, snapshots: Path, dialogue: Dialogue | None) -> None:
        self._store, self._folder, self._dialogue = store, snapshots, dialogue
        self.given: dict[str, Any] = {}
        """What has been answered so far, for whoever goes on later."""

    def cite(self, path: Path, wanted: Uncited, id_: str) -> str:
        """Cite the new fact where the figure stands, if somebody wants it; what came of it."""
        change = cite(Store(self._store.folder), path, wanted, id_)
        where = f"{path}:{wanted.location.line}"
        if change is None:
            return f"Cite it in {where} by hand."
        if self._dialogue is not None and not self._dialogue.agrees(f"Cite it in {where}?"):
            return f"{where} stays as it is."
        write_changes([change])
        return f"It is cited in {where}."

    def add(self, source: str, candidate: Candidate, evidence_of: str | None) -> Addition | None:
        """Add the fact, or add its excerpt to one that is recorded; None where nobody wants it.

        Raises `CheckError` where that cannot be.
        """
        text = {source: read_snapshot(self._folder, source)}
        if self._dialogue is not None:
            self._introduce(candidate)
        known = evidence_of or self._is_known(candidate)
        if known is not None:
            made = self._more_evidence(known, candidate, text)
        elif self._dialogue is None:
            made = add_fact(self._store, self._filled(candidate), text)
        else:
            return self._ask(self._dialogue, candidate, text)
        if made.findings and not self._wants_all_the_same(made):
            return None
        write_changes(made.changes)
        return made

    def told(self, made: Addition) -> str:
        """What was done, and how the fact is cited."""
        store = Store(self._store.folder)
        fact, where = store.facts.facts[made.id], store.locate("facts", made.id)
        state = ", to be confirmed" if fact.status == "proposed" else ""
        citation = f"{{{CITED_BY[fact.kind]}}}`{made.id}`"
        return f"{made.id} stands in {where.path}:{where.line}{state}; cite it as {citation}."

    # What is known already

    def _is_known(self, candidate: Candidate) -> str | None:
        """The fact of which it is to be more evidence, if it is recorded already."""
        for id_ in candidate.known:
            if is_there_already(self._store, id_, candidate.fact.evidence[0]):
                message = f"this is recorded already: {id_}, {self._wording(id_)}"
                refuse(self._store.locate("facts", id_), message, f"cite {id_}")
        if not candidate.known or self._dialogue is None:
            return None
        self._dialogue.say("It may be recorded already. As more evidence of it, say which:")
        options = [f"{id_}: {self._wording(id_)}. {self._claim(id_)}" for id_ in candidate.known]
        chosen = self._dialogue.choose("The same?", options)
        return None if chosen is None else candidate.known[chosen]

    def _more_evidence(self, id_: str, candidate: Candidate, text: Mapping[str, str]) -> Addition:
        facts = self._store.facts.facts
        if id_ not in facts:
            where = Location(str(self._store.folder))
            refuse(where, f"nothing in facts has the id {id_}", did_you_mean(id_, facts))
        evidence = candidate.fact.evidence[0]
        attribution = self.given.get("attribution") or evidence.attribution
        evidence = msgspec.structs.replace(evidence, attribution=attribution)
        fact = msgspec.structs.replace(candidate.fact, evidence=(evidence,))
        return add_evidence(self._store, id_, candidate._replace(fact=fact), text)

    def _wording(self, id_: str) -> str:
        return self._store.facts.facts[id_].wording

    def _claim(self, id_: str) -> str:
        return self._store.facts.facts[id_].claim

    # What is asked

    def _introduce(self, candidate: Candidate) -> None:
        assert self._dialogue is not None
        self._dialogue.say("", f"  {candidate.sentence}", "")
        for doubt in candidate.doubts:
            self._dialogue.say(f"  ? {doubt}")
        if candidate.times:
            times = ", ".join(candidate.times)
            self._dialogue.say(
                f"  ? Beside it stands {times}: as_of, or happened, if it is of then."
            )

    def _filled(self, candidate: Candidate) -> Candidate:
        """The candidate with what was told of it; with a claim it needs no confirmation."""
        values: dict[str, Any] = msgspec.to_builtins(candidate.fact)
        for name, value in self.given.items():
            if name == "attribution" and value:
                values["evidence"][0]["attribution"] = value
            elif name != "id" and value:
                values[name] = listed(value) if name in _LISTS and isinstance(value, str) else value
        if self.given.get("claim"):
            values.pop("status", None)
        return self._candidate(candidate, self.given.get("id") or candidate.id, values)

    def _candidate(self, candidate: Candidate, id_: str, values: Mapping[str, Any]) -> Candidate:
        values = dict(values)
        sayer = values.get("speaker") or values.get("said_by")
        if sayer is None:
            for each in values["evidence"]:
                each.pop("attribution", None)
        people = {name: it for name, it in candidate.people.items() if name == sayer}
        try:
            fact = msgspec.convert(values, Fact)
        except msgspec.ValidationError as error:
            refuse(Location(str(self._store.folder)), f"this cannot be: {error}", "write it anew")
        return candidate._replace(id=id_, fact=fact, people=people)

    def _ask(
        self, dialogue: Dialogue, candidate: Candidate, text: Mapping[str, str]
    ) -> Addition | None:
        candidate = self._filled(candidate)
        if not self.given.get("claim"):
            dialogue.say(f"  {candidate.fact.kind}: {candidate.fact.wording}")
            self.given["claim"] = dialogue.ask("What does it say, in your own words?")
            candidate = self._filled(candidate)
        candidate = candidate._replace(people=self._ask_people(candidate.people))
        draft = Draft("facts", candidate.id, msgspec.to_builtins(candidate.fact))

        def attempt(draft: Draft) -> Addition:
            values = in_order("facts", draft.values)
            made = add_fact(self._store, self._candidate(candidate, draft.id, values), text)
            dialogue.say_findings(made.findings)
            return made

        made = look_over(dialogue, draft, attempt, self._remember, _is_wrong)
        if made is not None:
            write_changes(made.changes)
        return made

    def _remember(self, draft: Draft) -> None:
        """Keep what was answered for whoever goes on later."""
        self.given |= {name: value for name, value in draft.values.items() if name in GIVEN}
        self.given |= {
            "id": draft.id,
            "attribution": draft.values["evidence"][0].get("attribution"),
        }

    def _ask_people(self, people: Mapping[str, Person]) -> dict[str, Person]:
        """Who is named for the first time: confirmed where somebody says who that is."""
        assert self._dialogue is not None
        asked = {}
        for id_, person in people.items():
            self._dialogue.say(f"  {person.name} is not recorded yet: {person.role}")
            claim = self._dialogue.ask("Who is it, in your own words? (empty: to be confirmed)")
            asked[id_] = (
                msgspec.structs.replace(person, claim=claim, status="confirmed")
                if claim
                else person
            )
        return asked

    def _wants_all_the_same(self, made: Addition) -> bool:
        if self._dialogue is None:
            if _is_wrong(made):
                raise CheckError(*made.findings)
            return True
        self._dialogue.say_findings(made.findings)
        return self._dialogue.agrees("Write it all the same?")


def _is_wrong(made: Addition) -> bool:
    return any(finding.severity == "error" for finding in made.findings)


def go_on(arguments: Namespace, given: Mapping[str, Any]) -> str:
    """The command that goes on where one was broken off."""
    begun = {
        "from-chapter": arguments.from_chapter, "from": arguments.first, "to": arguments.last,
        "wording": arguments.wording,
    }  # fmt: skip
    options = {**begun, **given}
    parts = ["sphinx-facts", "add", *filter(None, [arguments.id_of_source])]
    for name, value in options.items():
        if value:
            text = value if isinstance(value, str) else ", ".join(value)
            parts += [f"--{name.replace('_', '-')}", text]
    return shlex.join(parts)
