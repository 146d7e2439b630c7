"""The cards of citations: what is known of a fact, behind a button beside the words that cite it.

A card is a native popover. Printed, the cards of a page are numbered notes at its end.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes

from ..html_text import ID, ROLE
from ..model import Evidence, Fact
from ..words import split
from .nodes import card_notes, cited

if TYPE_CHECKING:
    from .domain import FactsDomain

_CITING = ("fact", "quote", "quotation", "named")
_CLOSED = (".", "?", "!", ".”", "?”", "!”", '."', '?"', '!"')


def visit_cited(translator: Any, node: cited) -> None:
    """The citation itself; where it has a card, together with that in one element."""
    if _card(translator, node) is not None:
        translator.body.append('<span class="citation">')
    attributes = {ROLE: node["role"], ID: node["target"], "CLASS": f"cited cited-{node['role']}"}
    translator.body.append(translator.starttag(node, "span", "", **attributes))


def depart_cited(translator: Any, node: cited) -> None:
    """The button and the card after the words: they stay text that can be selected, and may hold
    links.
    """
    translator.body.append("</span>")
    if (card := _card(translator, node)) is not None:
        id_ = node["ids"][0]
        number = _number(translator, node["target"])
        translator.body.append(
            f'<button type="button" class="facts-button" id="{id_}-open" popovertarget="{id_}-card"'
            f' data-note="{number}" aria-label="Source of"'
            f' aria-labelledby="{id_}-open {id_}"></button>'
            f'<span popover class="facts-card" id="{id_}-card" role="dialog" aria-label="Source">'
            f"{card.text()}{card.actions(f'{id_}-card')}</span></span>"
        )


def visit_notes(translator: Any, node: card_notes) -> None:
    """The same for print, numbered by the order of their first citation."""
    domain = _domain(translator)
    notes = "".join(
        f"<li>{_Card(domain, translator, target).text()}</li>" for target in _noted(translator)
    )
    if notes:
        translator.body.append(
            f'<div class="facts-notes"><p class="facts-notes-title">Notes</p><ol>{notes}</ol></div>'
        )
    raise nodes.SkipNode


def _domain(translator: Any) -> FactsDomain:
    return cast("FactsDomain", translator.builder.env.domains["facts"])


def _noted(translator: Any) -> dict[str, int]:
    """The facts that a page cites, with their numbers; kept on the translator, which lives as
    long as the page.
    """
    numbers: dict[str, int] = translator.__dict__.setdefault("facts_noted", {})
    return numbers


def _number(translator: Any, target: str) -> int:
    numbers = _noted(translator)
    return numbers.setdefault(target, len(numbers) + 1)


def _card(translator: Any, node: cited) -> _Card | None:
    """The card of a citation in the running text: no other has an anchor. A link can hold no
    button.
    """
    if node["role"] not in _CITING or not node["ids"] or translator.builder.name == "epub":
        return None
    domain = _domain(translator)
    if node["target"] not in domain.facts.facts or isinstance(node.parent, nodes.reference):
        return None
    return _Card(domain, translator, node["target"])


class _Card:
    def __init__(self, domain: FactsDomain, translator: Any, target: str) -> None:
        self._domain, self._translator, self._target = domain, translator, target
        self._place, self._fact = f"facts/{target}", domain.facts.facts[target]

    def text(self) -> str:
        """All that is known of the fact. A card stands in a sentence, so its lines are spans."""
        return "".join([self._claim(), self._wording(), *self._speaker(), *self._evidence()])

    def actions(self, id_: str) -> str:
        """The link to the entry, and the buttons; the one that copies is shown by the script
        that serves it.
        """
        link = ""
        page = self._domain.page_of("fact")
        if page is not None:
            builder = self._translator.builder
            uri = self._domain.uri_of(builder, builder.current_docname, "fact", self._target)
            link = f'<a class="facts-entry" href="{escape(uri)}">Entry in the index</a>'
        return (
            f'<span class="facts-actions">{link}'
            '<button type="button" class="facts-copy" hidden>Copy citation</button>'
            f'<button type="button" class="facts-close" popovertarget="{id_}"'
            ' popovertargetaction="hide">Close</button></span>'
        )

    def _claim(self) -> str:
        return _line("claim", _record(self._place, self._fact.claim))

    def _wording(self) -> str:
        return _line("wording", _record(self._place, _marked(self._fact)), "Recorded as")

    def _speaker(self) -> Iterator[str]:
        if (sayer := self._fact.sayer) is not None:
            person, place = self._domain.facts.people[sayer], f"people/{sayer}"
            role = _record(place, person.role)
            yield _line("speaker", f"{_record(place, person.name)}, {role}", "Said by")
        elif self._fact.kind != "quote":
            yield _line("speaker", "the source itself, which names nobody", "Said by")

    def _evidence(self) -> Iterator[str]:
        evidence = self._fact.evidence
        for number, item in enumerate(evidence):
            yield from self._piece(number, item)
        alone = len({item.source for item in evidence}) == 1
        yield _line(
            "others", "none in this book" if alone else "all of these agree", "Other sources"
        )

    def _piece(self, number: int, item: Evidence) -> Iterator[str]:
        store = self._domain.store
        excerpt = item.excerpt or self._fact.wording
        run = store.lock.runs.get(f"{self._place}/evidence/{number}/excerpt")
        if item.at is None:
            before, after = (run.before, run.after) if run else ("", "")
            opening = "…\N{NO-BREAK SPACE}" if before and not before.endswith(_CLOSED) else ""
            closing = "\N{NO-BREAK SPACE}…" if after and not excerpt.endswith(_CLOSED) else ""
            shown = _record(self._place, f"“{excerpt}”")
            yield _line("excerpt", f"{opening}{shown}{closing}")
        yield self._source(item.source, self._fact.as_of)
        locked = store.lock.sources.get(item.source)
        if item.at is not None:
            proof = f"read from the data file, at <code>{escape(item.at)}</code>"
        elif run is not None and locked is not None:
            words = f"{run.start + 1}–{run.start + len(split(excerpt))} of {locked.words}"
            proof = f"word for word, at words <code>{words}</code>"
        else:
            proof = "none: only this excerpt was recorded"
        yield _line("proof", proof, "Proof")

    def _source(self, id_: str, as_of: str | None) -> str:
        source, place = self._domain.facts.sources[id_], f"sources/{id_}"
        parts = [_record(place, source.publisher)]
        if source.title:
            parts.append(_record(place, f"“{source.title}”"))
        parts.append(_record(place, source.published) if source.published else "undated")
        if as_of:
            parts.append(f"as of {_record(self._place, as_of)}")
        return _line("source", ", ".join(parts), "Source")


def _line(kind: str, content: str, label: str = "") -> str:
    before = f'<span class="facts-label">{label}</span> ' if label else ""
    return f'<span class="facts-{kind}">{before}<span>{content}</span></span> '


def _record(place: str, text: str) -> str:
    return f'<span {ROLE}="record" {ID}="{escape(place)}">{escape(text)}</span>'


def _marked(fact: Fact) -> str:
    return fact.wording if fact.kind == "figure" else f"“{fact.wording}”"
