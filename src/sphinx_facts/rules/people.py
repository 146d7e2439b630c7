"""Who somebody is: name and role keep to the words of the evidence."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.findings import rule
from ..model.records import Person
from ..text.words import ELLIPSIS, find_run, in_order, is_word, split
from .context import Findings
from .entry_context import EntryContext


@rule(
    "E008",
    "role-not-in-excerpt",
    meaning="A person's name or role does not keep to the words of its evidence.",
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
    if find_run(words, split(person.name)) < 0:
        message = f"the evidence does not name {person.name}"
        yield entry.finding("E008", "name", message, person.name, evidence)
    elif alien := next((form for form in person.also if not _goes_by(person, form, words)), ""):
        message = f"neither the name nor the evidence of {person.name} has this form"
        yield entry.finding("E008", "also", message, alien)
    elif not in_order([word for word in split(person.role) if is_word(word)], words):
        message = "the role does not keep to the words of the evidence"
        yield entry.finding("E008", "role", message, person.role, evidence)


def _goes_by(person: Person, form: str, words: Sequence[str]) -> bool:
    """Whether another form of a name shares a word with it, or stands in the evidence."""
    parts, names = {word for word in split(form) if is_word(word)}, set(split(person.name))
    return bool({word for word in parts & names if word[0].isupper()}) or in_order(
        split(form.lower()), [word.lower() for word in words]
    )
