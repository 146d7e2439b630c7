"""Who somebody is: name and role keep to the words of the evidence."""

from __future__ import annotations

from collections.abc import Sequence

from ...english.sayers.roles import is_borne_out, is_called_by, is_met, is_role, without_articles
from ...model.findings import rule
from ...model.records import Person
from ...text.words import ELLIPSIS, find_run, in_order, is_word, split
from ..context import Findings
from ..entry_context import EntryContext


@rule(
    "E008",
    "role-not-in-excerpt",
    meaning="A person's name, other name or role does not keep to the words of its evidence, or is "
    "that of somebody else: of what this one was formerly, or is in.",
    help="Write name and role with the words of the excerpt, in their order; words may be left out.",
    example="""
    wrong:
      facts/example.yaml: |
        people:
          mayor:
            name: Ada Quist
            role: the town's former mayor
            claim: Ada Quist is the mayor of the town.
            evidence: [{source: gazette, excerpt: "Ada Quist, the town's mayor"}]
      $: sphinx-facts record facts/snapshots
    right:
      facts/example.yaml: |
        people:
          mayor:
            name: Ada Quist
            role: the town's mayor
            claim: Ada Quist is the mayor of the town.
            evidence: [{source: gazette, excerpt: "Ada Quist, the town's mayor"}]
    says: |
      facts/example.yaml:4:11: E008 role-not-in-excerpt: the role does not keep to the words of the evidence
          shown                the town's former mayor
          recorded  Ada Quist, the town's        mayor
                                          ^^^^^^
          source    The Gazette: “Ada Quist, the town's mayor”
          do        Write name and role with the words of the excerpt, in their order; words may be left
                    out.
    """,
)
def check_person(entry: EntryContext[Person]) -> Findings:
    """The evidence names a person, in the other forms too, and has the words of the role."""
    person, evidence = entry.record, f" {ELLIPSIS} ".join(entry.texts)
    words = [word for text in entry.texts for word in split(text)]
    role, name = list(filter(is_word, split(person.role))), split(person.name)
    if find_run(words, name) < 0:
        message = f"the evidence does not name {person.name}"
        yield entry.finding("E008", "name", message, person.name, evidence)
    elif alien := next((form for form in person.also if not _goes_by(entry, form)), ""):
        message = f"neither the name nor the evidence of {person.name} has this form"
        yield entry.finding("E008", "also", message, alien)
    elif not in_order(role, words):
        message = "the role does not keep to the words of the evidence"
        yield entry.finding("E008", "role", message, person.role, evidence)
    elif not any(is_borne_out(role, name, split(text)) for text in entry.texts):
        message = (
            f"the evidence does not say this of {person.name}, or with a word that it lacks here"
        )
        yield entry.finding("E008", "role", message, person.role, evidence)


def _goes_by(entry: EntryContext[Person], form: str) -> bool:
    """Whether another form of a name shares a word with it, is its initials, or is what a piece of
    evidence that names the person says of this one.
    """
    person, parts = entry.record, list(filter(is_word, split(form)))
    name = split(person.name)
    if any(word in name for word in parts if word[0].isupper()) or _is_short(form, name):
        return True
    low = without_articles(parts)
    if find_run(without_articles(split(person.role)), low) >= 0:
        return is_role(low, without_articles(split(person.role)))
    texts = [split(text) for text in entry.texts]
    if any(is_called_by(parts, name, text) for text in texts):
        return True
    return any(
        find_run(text, name) >= 0
        and is_borne_out(low, name, text)
        and not is_met(parts, name, text)
        for text in texts
    )


def _is_short(form: str, name: Sequence[str]) -> bool:
    """Whether a form is the initials of a name: `NIS`, `U.N.`."""
    capitals = [letter for letter in form if letter.isalnum()]
    initials = [word[0] for word in name if word[0].isupper() or word[0].isdigit()]
    return len(capitals) > 1 and in_order(capitals, initials)
