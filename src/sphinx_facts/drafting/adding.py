"""The command that adds a fact: it asks what it cannot know, and writes what was said yes to."""

from __future__ import annotations

import shlex
from argparse import Namespace
from collections.abc import Mapping, Sequence
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
from ..reports.text import paragraph
from ..text.suggestions import did_you_mean
from .add import Addition, add_evidence, add_fact
from .candidates import Candidate, candidates, is_there_already
from .dialogue import Dialogue, Draft, Ended, in_order, listed
from .output import refuse
from .places import Place, SourceText

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


class Adder:
    """Adds a fact of a source to the facts files of a folder; with a dialogue it asks, without it
    what is not told stays open.
    """

    def __init__(self, store: Store, snapshots: Path, dialogue: Dialogue | None) -> None:
        self._store, self._folder, self._dialogue = store, snapshots, dialogue
        self.given: dict[str, Any] = {}
        """What has been answered so far, for whoever goes on later."""

    def text_of(self, source: str) -> SourceText:
        """The text of a source. Raises `CheckError` where that is not at hand."""
        sources = self._store.facts.sources
        where = Location(str(self._store.folder))
        if source not in sources:
            refuse(where, f"nothing in sources has the id {source}", did_you_mean(source, sources))
        if sources[source].recorded == "data":
            message = f"{source} is a data file, which has values and no words"
            refuse(where, message, "write the fact by hand, with at: and the place of the value")
        return SourceText(read_snapshot(self._folder, source))

    def place(self, source: str, text: SourceText, first: str, last: str, nth: int | None) -> Place:
        """The place that begins and ends with some words. Raises `CheckError` where there is none,
        or where nobody tells which.
        """
        places = text.find(first, last)
        where = self._store.locate("sources", source)
        if not places:
            nearest = text.nearest(f"{first} {last}")
            remedy = f"nearest to it is: {nearest}" if nearest else "take words of the source"
            asked = f"{first} … {last}" if last else first
            refuse(where, f"these words do not stand in {source}: {asked}", remedy)
        if nth is not None and 1 <= nth <= len(places):
            return places[nth - 1]
        if len(places) == 1 and nth is None:
            return places[0]
        shown = [self._in_sentence(text, place) for place in places[:_MOST_SHOWN]]
        if self._dialogue is not None and len(places) > 1:
            self._dialogue.say(f"These words stand in {source} {len(places)} times:")
            chosen = self._dialogue.choose("Which is it?", shown)
            if chosen is None:
                raise Ended
            return places[chosen]
        every = "; ".join(f"{number}: {each}" for number, each in enumerate(shown, 1))
        message = f"these words stand in {source} {len(places)} times"
        return refuse(where, message, f"give more of them, or say --nth N for one of {every}")

    def choose(self, source: str, text: SourceText, place: Place, wording: str) -> Candidate:
        """The fact that the words at a place are. Raises `CheckError` where there is none, or where
        nobody tells which of several.
        """
        found = candidates(self._store, source, text, place)
        where = self._store.locate("sources", source)
        asked = [each for each in found if wording.lower() in each.fact.wording.lower()]
        if not asked:
            what = f"nothing like “{wording}”" if found else "no figure and no quotation"
            message = f"{what} stands in these words: {text.excerpt(place)}"
            have = ", ".join(each.fact.wording for each in found)
            refuse(where, message, f"there is: {have}" if found else "give others, or more of them")
        if len(asked) == 1:
            return asked[0]
        wordings = [f"{each.fact.kind} {each.fact.wording}" for each in asked]
        if self._dialogue is None:
            remedy = f"say --wording, with words of one of: {'; '.join(wordings)}"
            refuse(where, "there are several facts in these words", remedy)
        chosen = self._dialogue.choose("Which of these?", wordings)
        if chosen is None:
            raise Ended
        return asked[chosen]

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
            return self._ask(candidate, text)
        if made.findings and not self._wants_all_the_same(made):
            return None
        write_changes(made.changes)
        return made

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
        return add_evidence(self._store, id_, candidate, text)

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

    def _ask(self, candidate: Candidate, text: Mapping[str, str]) -> Addition | None:
        assert self._dialogue is not None
        candidate = self._filled(candidate)
        if not self.given.get("claim"):
            self._dialogue.say(f"  {candidate.fact.kind}: {candidate.fact.wording}")
            self.given["claim"] = self._dialogue.ask("What does it say, in your own words?")
            candidate = self._filled(candidate)
        candidate = candidate._replace(people=self._ask_people(candidate.people))
        draft = Draft("facts", candidate.id, msgspec.to_builtins(candidate.fact))
        while True:
            self._dialogue.show(draft)
            made = self._try(candidate, draft, text)
            answer = self._dialogue.ask("Write it? [y/n, or a key to change]").lower()
            if answer in ("y", "yes") and made is not None:
                write_changes(made.changes)
                return made
            if answer in ("n", "no"):
                return None
            if answer and answer not in ("y", "yes"):
                draft = self._dialogue.change(draft, answer)
                self._remember(draft)

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

    def _try(self, candidate: Candidate, draft: Draft, text: Mapping[str, str]) -> Addition | None:
        """What adds a draft, with what the check says of it; None where it cannot be."""
        assert self._dialogue is not None
        try:
            made = add_fact(
                self._store,
                self._candidate(candidate, draft.id, in_order("facts", draft.values)),
                text,
            )
        except CheckError as problem:
            self._say_findings(problem.findings)
            return None
        self._say_findings(made.findings)
        return made

    def _wants_all_the_same(self, made: Addition) -> bool:
        if self._dialogue is None:
            errors = [finding for finding in made.findings if finding.severity == "error"]
            if errors:
                raise CheckError(*errors)
            return True
        self._say_findings(made.findings)
        return self._dialogue.agrees("Write it all the same?")

    def _say_findings(self, findings: Sequence[Any]) -> None:
        assert self._dialogue is not None
        for finding in findings:
            self._dialogue.say(*paragraph(finding).rstrip().split("\n"))

    def _in_sentence(self, text: SourceText, place: Place) -> str:
        sentence = text.excerpt(text.sentence(place))
        return (
            f"line {text.line(place)}: {sentence if len(sentence) < 160 else sentence[:157] + '…'}"
        )


def told(made: Addition, store: Store) -> str:
    """What was done, and how the fact is cited."""
    fact = Store(store.folder).facts.facts[made.id]
    where = Store(store.folder).locate("facts", made.id)
    role = CITED_BY[fact.kind]
    state = ", to be confirmed" if fact.status == "proposed" else ""
    return (
        f"{made.id} stands in {where.path}:{where.line}{state}; cite it as {{{role}}}`{made.id}`."
    )


def go_on(arguments: Namespace, given: Mapping[str, Any]) -> str:
    """The command that goes on where one was broken off."""
    options = {"from": arguments.first, "to": arguments.last, "wording": arguments.wording, **given}
    parts = ["sphinx-facts", "add", arguments.source]
    for name, value in options.items():
        if value:
            text = value if isinstance(value, str) else ", ".join(value)
            parts += [f"--{name.replace('_', '-')}", text]
    return shlex.join(parts)
