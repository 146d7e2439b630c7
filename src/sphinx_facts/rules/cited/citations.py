"""What is cited is in the facts file, and what is shown of a name or an entry stands there."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache

from ...english.sayers.roles import apposed_role, is_called, is_role, without_articles
from ...facts.display_text import entry_texts
from ...facts.formerly import present_id
from ...model.findings import Finding, make_finding, rule
from ...model.passages import HIDDEN, Citation
from ...model.roles import CALLED, ROLES
from ...text.words import find_run, split
from ..context import Findings, PassageContext
from ..fact_index import FactIndex

_NAMES = "|".join(map(re.escape, CALLED))
_AS_WRITTEN = re.compile(
    rf"{{({_NAMES})}}(?:`[^`\n]+`?|(\s*){HIDDEN})|(?<!\w):({_NAMES}):(?:`[^`\n]+`|{HIDDEN})"
)
_SIGNS = ("}`", HIDDEN)


@rule(
    "C001",
    "unknown-fact",
    meaning="A chapter cites an id that the facts file does not have, or has as something else; or it "
    "cites where no role works, so that the role is printed as it is written.",
    help="Correct the id, or record the fact. In titles of links and in HTML, write the words "
    "themselves.",
    example="""
    wrong: "Each day, the {fact}`car` cross the bridge."
    right: "Each day, {fact}`cars` cross the bridge."
    says: |
      docs/example.md:1:15: C001 unknown-fact: nothing that {fact} shows has the id 'car'
          do        did you mean cars?
    """,
)
def unknown(context: PassageContext, citation: Citation) -> Finding | None:
    """What is wrong with the id of a citation; None where the role can show it."""
    index, role, target = context.index, citation.role, citation.target
    if citation.traits.target != "id" or index.shows(role, target):
        return None
    fact = index.facts.facts.get(target)
    if citation.traits.kind is not None and fact is not None:
        message = f"{target} is a {fact.kind}, which {{{role}}} does not show"
        return context.finding("C001", citation, message)
    message = f"nothing that {{{role}}} shows has the id {target!r}"
    return context.finding("C001", citation, message, help=_meant(index, role, target))


def _meant(index: FactIndex, role: str, target: str) -> str:
    """What somebody may have meant by an id that is none."""
    if now := present_id(index.facts, ROLES[role].entry, target):
        return f"it is called {now} now"
    close = difflib.get_close_matches(target, index.ids(role))
    return f"did you mean {close[0]}?" if close else ""


def check_as_written(context: PassageContext) -> Findings:
    """No role is shown as it is written: none works in the title of a link or in HTML, and none
    that a space parts from its text.
    """
    if context.passage.is_literal or not any(sign in context.text for sign in _SIGNS):
        return
    for match in _AS_WRITTEN.finditer(context.text):
        if any(each.role == "record" for each in context.beside(*match.span())):
            continue  # It stands so in the words of a source.
        name = match[1] or match[3]
        message = f"no role works here, and a page prints {{{name}}} as it is written"
        remedy = "write the words themselves, or cite them in the text"
        if not context.passage.is_plain:
            message = f"this is no role: a page prints {match[0].rstrip(HIDDEN)} as it is written"
            remedy = f"write {{{name}}} right before the mark that opens its text"
        where = context.locate(*match.span())
        yield make_finding("C001", where, message, shown=match[0], help=remedy)


def check_name(context: PassageContext, citation: Citation) -> Findings:
    """A person shows as a form of the name, or as the role of nobody else, by its noun and with all
    that lessens it.
    """
    shown = context.shown(citation)
    forms = [context.index.display_text(citation.role, citation.target)]
    if citation.traits.entry == "person":
        forms += context.index.facts.people[citation.target].also
    words = without_articles(split(_possessor(shown)))
    is_form = any(find_run(without_articles(split(form)), words) >= 0 for form in forms)
    if not is_form and not _is_role_of(context, citation, words):
        message = f"this is not a form of {forms[0]}"
        yield context.finding("Q002", citation, message, shown=shown, recorded=forms[0])
    elif citation.traits.entry == "person" and (office := _other_office(context, citation)):
        message = f"nothing recorded calls {forms[0]} so: {office}"
        recorded = context.index.facts.people[citation.target].role
        yield context.finding("Q002", citation, message, shown=office, recorded=recorded)


def _other_office(context: PassageContext, citation: Citation) -> str:
    """An office or rank by which a sentence explains a person, where nothing recorded has it."""
    facts = context.index.facts
    words = apposed_role(context.text, citation.end)
    if not words:
        return ""
    person = facts.people[citation.target]
    told = [each for fact in facts.facts.values() for each in fact.evidence]
    about = [text for each in told for text in (each.excerpt, each.attribution) if text]
    surname = person.name.split()[-1]
    texts = [person.claim, *(each.excerpt or "" for each in person.evidence)]
    texts += [text for text in about if surname in text]
    role = without_articles(split(person.role))
    return "" if is_called(words, role, map(split, texts)) else " ".join(words)


def _is_role_of(context: PassageContext, citation: Citation, words: list[str]) -> bool:
    """Whether words are the role of the one who is cited, and of nobody else."""
    people = context.index.facts.people
    if citation.traits.entry != "person":
        return False
    roles = {id_: without_articles(split(person.role)) for id_, person in people.items()}
    having = [id_ for id_, role in roles.items() if is_role(words, role)]
    return citation.target in having and (len(having) == 1 or _is_named(context, citation.target))


def _is_named(context: PassageContext, person: str) -> bool:
    """Whether a passage names a person elsewhere, by the name."""
    whole = context.index.facts.people[person].name
    return whole in context.text


def check_record(context: PassageContext, citation: Citation) -> Findings:
    """What a page shows as an entry of the facts file is in that entry."""
    kind, _, id_ = citation.target.partition("/")
    shown = context.shown(citation)
    words = _plain_words(shown)
    if all(words != _plain_words(text) for text in entry_texts(context.index.facts, kind, id_)):
        message = f"this is not what the facts file has at {citation.target}"
        yield context.finding("Q002", citation, message, shown=shown)


def _possessor(name: str) -> str:
    return name.strip().removesuffix("’s").removesuffix("'s")


@lru_cache(maxsize=4096)  # An entry is shown on many pages.
def _plain_words(text: str) -> tuple[str, ...]:
    """The words of a text, but for its quotation marks."""
    return tuple(word for word in split(text) if word not in ('"', "'"))
