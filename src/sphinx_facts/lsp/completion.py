"""What can be written at a place: ids of what a role cites, roles, keys of the facts file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, get_args

from lsprotocol import types

from ..model.records import FactsFile
from ..model.roles import CALLED, ROLES, Role, names_of
from ..sphinx_ext.fact_view import marked
from .book import Loaded
from .citations import MAPS, REFERENCES
from .facts_text import Writing, keys_at, literals_at, writing_at
from .positions import Text

MOST = 200
"""Items that are offered at once; an editor asks again as more is typed."""
_IN_ROLE = re.compile(
    rf"(?:\{{(?P<role>{'|'.join(map(re.escape, CALLED))})\}}`+"
    rf"|(?<![\w:]):(?P<rst>{'|'.join(map(re.escape, CALLED))}):`)(?P<body>[^`]*)$"
)
_IN_BLOCK = re.compile(r"(?:```+|:::+)\{(?:facts:)?quotation\}[ \t]+(?P<word>\S*)$")
_AT_ROLE = re.compile(r"(?P<fence>^[ \t]*(?:```+|:::+))?\{(?P<word>[\w:-]*)$")
_ID_BEGINS = re.compile(r"[\w-]*$")

_VALUE, _PROPERTY = types.CompletionItemKind.Value, types.CompletionItemKind.Property
_FUNCTION, _CONSTANT = types.CompletionItemKind.Function, types.CompletionItemKind.Constant
_PERSON, _FILE = types.CompletionItemKind.Class, types.CompletionItemKind.File


class Choice(NamedTuple):
    """Something that can be written, and what is said of it."""

    text: str
    detail: str
    documentation: str
    kind: types.CompletionItemKind
    is_old: bool = False


def complete_chapter(loaded: Loaded, text: Text, at: types.Position) -> types.CompletionList:
    """What can be written at a place in a chapter."""
    column = text.column(at)
    line = text.line(at.line)
    before = line[:column]
    if match := _IN_ROLE.search(before):
        role = CALLED[match["role"] or match["rst"]]
        body = match["body"]
        start = body.rfind("<") + 1
        if ROLES[role].target == "expression":
            start = max(start, len(body) - len(_begun(body)))
        word = body[start:]
        return _list(_entries(loaded, role), word, text, at, _rest(line[column:]))
    if match := _IN_BLOCK.search(before):
        return _list(_entries(loaded, "quotation"), match["word"], text, at, "")
    if match := _AT_ROLE.search(before):
        choices = _calls(loaded, "directive" if match["fence"] else "role", match["word"])
        rest = re.match(r"[\w:-]*\}?", line[column:])
        return _list(choices, match["word"], text, at, rest[0] if rest else "")
    return types.CompletionList(is_incomplete=False, items=[])


def complete_facts(loaded: Loaded | None, text: Text, at: types.Position) -> types.CompletionList:
    """What can be written at a place in a file of facts."""
    writing = writing_at(text, at.line, text.column(at))
    if writing is None:
        return types.CompletionList(is_incomplete=False, items=[])
    choices = _keys(writing) if writing.key is None else _values(loaded, writing)
    return _list(choices, writing.word, text, at, "")


def _begun(body: str) -> str:
    match = _ID_BEGINS.search(body)
    return match[0] if match else ""


def _rest(after: str) -> str:
    """What of an id stands behind the place already."""
    match = re.match(r"[\w-]+(?=[>`])", after)
    return match[0] if match else ""


def _entries(loaded: Loaded, role: Role) -> Iterator[Choice]:
    """The ids that a role can show, or of an expression, those of figures."""
    facts, kind = loaded.store.facts, ROLES[role].entry
    ids = loaded.checker.ids("fact" if ROLES[role].target == "expression" else role)
    if kind == "count":
        yield from (Choice(id_, loaded.checker.display_text(role, id_), "", _VALUE) for id_ in ids)
    elif kind is not None:
        yield from (_choice(facts, MAPS[kind], id_) for id_ in ids)


def _choice(facts: FactsFile, kind: str, id_: str) -> Choice:
    """An entry of a map of the facts file."""
    match kind:
        case "facts":
            fact = facts.facts[id_]
            is_old = fact.superseded_by is not None
            return Choice(id_, marked(fact), fact.claim, _CONSTANT, is_old)
        case "people":
            return Choice(id_, facts.people[id_].name, facts.people[id_].claim, _PERSON)
        case "sources":
            return Choice(id_, facts.sources[id_].publisher, facts.sources[id_].title or "", _FILE)
    return Choice(id_, facts.origins[id_].name, "", _PERSON)


def _calls(loaded: Loaded, written: str, word: str) -> Iterator[Choice]:
    """The names of roles, or of directives that cite, that begin so."""
    for role in get_args(Role):
        name = names_of(role)[0 if loaded.settings.short_names else 1]
        if ROLES[role].written == written and name.startswith(word):
            end = "}" if written == "role" else "} "
            yield Choice(f"{name}{end}", "", ROLES[role].meaning, _FUNCTION)


def _keys(writing: Writing) -> Iterator[Choice]:
    for key, meaning in keys_at(writing.above).items():
        if writing.word in key:
            yield Choice(f"{key}: ", "", meaning, _PROPERTY)


def _values(loaded: Loaded | None, writing: Writing) -> Iterator[Choice]:
    if literals := literals_at(writing.above, writing.key or ""):
        yield from (Choice(each, "", "", _VALUE) for each in literals)
    elif loaded is not None:
        facts = loaded.store.facts
        for name in REFERENCES.get(writing.key or "", ()):
            yield from (_choice(facts, name, id_) for id_ in getattr(facts, name))


def _list(
    choices: Iterator[Choice], word: str, text: Text, at: types.Position, rest: str
) -> types.CompletionList:
    """Those that hold what is typed, by their ids, wordings and claims."""
    wanted = word.lower().split()
    fits = [
        each
        for each in choices
        if all(part in f"{each.text} {each.detail} {each.documentation}".lower() for part in wanted)
    ]
    offset = text.offset(at)
    where = text.range(offset - len(word), offset + len(rest))
    fits.sort(key=lambda each: not each.text.startswith(word))
    items = [_item(each, number, word, where) for number, each in enumerate(fits[:MOST])]
    return types.CompletionList(is_incomplete=len(fits) > MOST or bool(wanted), items=items)


def _item(choice: Choice, number: int, word: str, where: types.Range) -> types.CompletionItem:
    return types.CompletionItem(
        label=choice.text.rstrip("}: "),
        kind=choice.kind,
        detail=choice.detail or None,
        documentation=choice.documentation or None,
        # What fits is told here; the editor is to leave it all in.
        filter_text=word or choice.text,
        sort_text=f"{number:05}",
        tags=[types.CompletionItemTag.Deprecated] if choice.is_old else None,
        text_edit=types.TextEdit(where, choice.text),
    )
