"""The cards of citations: what is known of a fact, behind a button beside the words that cite it.

A card is a native popover. Printed, the cards of a page are numbered notes at its end; so they are
in an e-book or a PDF, which Sphinx calls embedded: there the words lead to the note.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes

from ..english.dates import written_date
from ..english.quotations import in_marks
from ..facts.corroboration import MEANINGS, Attestation
from ..figures.arithmetic import ids_in
from ..model.keys import EvidenceKey
from ..model.records import UNKNOWN, Evidence, Fact, FactsFile
from ..model.roles import ROLES
from ..readers.html import ID, ROLE
from ..text.words import split
from .nodes import card_notes, cited, shown_card

if TYPE_CHECKING:
    from .domain import FactsDomain

_MOST_OTHERS = 3
"""How many sources a card names beside that of its own wording; the index has all of them."""
_CLOSED = (".", "?", "!", ".”", "?”", "!”", '."', '?"', '!"')


def visit_cited(translator: Any, node: cited) -> None:
    """The citation itself; where it has a card, together with that in one element."""
    if _card(translator, node) is not None:
        translator.body.append('<span class="citation">')
    role = node["role"]
    id_, *others = [f' id="{escape(each)}"' for each in node["ids"]] or [""]
    # Letters that run from right to left are not to turn what stands beside them.
    translator.body.append(
        f'<span class="cited cited-{role}"{id_} {ROLE}="{role}" {ID}="{escape(node["target"])}"'
        f' dir="auto">{"".join(f"<span{other}></span>" for other in others)}'
    )


def depart_cited(translator: Any, node: cited) -> None:
    """The button and the card after the words: they stay text that can be selected, and may hold
    links.
    """
    translator.body.append("</span>")
    if (card := _card(translator, node)) is not None:
        id_ = node["ids"][0]
        number = _number(translator, node["target"])
        if translator.builder.embedded:
            translator.body.append(
                f'<a class="facts-note" role="doc-noteref" href="#note-{number}">'
                f"{number}</a></span>"
            )
            return
        translator.body.append(
            f'<button type="button" class="facts-button" id="{id_}-open" popovertarget="{id_}-card"'
            f' data-note="{number}" aria-label="Source of"'
            f' aria-labelledby="{id_}-open {id_}"></button>'
            f'<span popover class="facts-card" id="{id_}-card" role="dialog" aria-label="Source">'
            f"{card.text()}{card.elsewhere()}{card.actions(f'{id_}-card')}</span></span>"
        )


def visit_shown(translator: Any, node: shown_card) -> None:
    """A card that is open from the start, and stays so."""
    card = _of(_domain(translator), translator, node["target"])
    translator.body.append(f'<div class="facts-card facts-shown">{card.brief()}</div>\n')
    raise nodes.SkipNode


def visit_notes(translator: Any, node: card_notes) -> None:
    """The same for print, numbered by the order of their first citation."""
    if notes := "".join(_note(translator, *each) for each in _noted(translator).items()):
        role = ' role="doc-endnotes"' if translator.builder.embedded else ""
        cards = [_of(_domain(translator), translator, target) for target in _noted(translator)]
        sources = dict.fromkeys(line for card in cards for line in card.sources())
        listed = "".join(f"<li>{line}</li>" for line in sources)
        translator.body.append(
            f'<div class="facts-notes"{role}><p class="facts-notes-title">Notes</p>'
            f"<ol>{notes}</ol>"
            f'<p class="facts-notes-title">Sources</p><ul>{listed}</ul></div>'
        )
    raise nodes.SkipNode


def _note(translator: Any, target: str, number: int) -> str:
    anchor = f' id="note-{number}"' if translator.builder.embedded else ""
    return f"<li{anchor}>{_of(_domain(translator), translator, target).text()}</li>"


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
    traits = ROLES[node["role"]]
    if not traits.has_card or not node["ids"]:
        return None
    domain = _domain(translator)
    is_known = traits.target == "expression" or node["target"] in domain.facts.facts
    if not is_known or isinstance(node.parent, nodes.reference):
        return None
    return _of(domain, translator, node["target"])


def _of(domain: FactsDomain, translator: Any, target: str) -> _Card:
    """The card of a fact; of an expression, whose id none can be, one of what it comes to."""
    kind = _Card if target in domain.facts.facts else _Reckoning
    return kind(domain, translator, target)


class _Card:
    def __init__(self, domain: FactsDomain, translator: Any, target: str) -> None:
        self._domain, self._translator, self._target = domain, translator, target
        self._place = f"facts/{target}"

    @property
    def _fact(self) -> Fact:
        return self._domain.facts.facts[self._target]

    def text(self) -> str:
        """All that is known of the fact. A card stands in a sentence, so its lines are spans."""
        texts = self._domain.card_texts  # the same on every page, and in the notes of each
        if self._target not in texts:
            texts[self._target] = "".join(self._lines())
        return texts[self._target]

    def _lines(self) -> Iterator[str]:
        yield from (self._claim(), self._wording())
        yield from self._speaker()
        yield from self._evidence()
        yield self._standing()

    def brief(self) -> str:
        """The same without what other sources say."""
        first, *_ = self._domain.checker.standings.attestations(self._target)
        piece = self._piece(0, first.evidence)
        return "".join([self._claim(), self._wording(), *self._speaker(), *piece, self._standing()])

    def sources(self) -> Iterator[str]:
        """The sources of the fact with their addresses, for the end of a printed page."""
        known = self._domain.facts.facts
        for id_ in [self._target] if self._target in known else ids_in(self._target):
            if id_ in known:
                for voice in self._domain.checker.standings.attestations(id_):
                    url = self._domain.facts.sources[voice.evidence.source].url
                    address = f" <code>{escape(url)}</code>" if url else ""
                    yield f"{self._source(voice.evidence.source, None)}.{address}"

    def elsewhere(self) -> str:
        """Links to the other documents that cite the fact; empty where there are none."""
        builder = self._translator.builder
        here, links = builder.current_docname, []
        for docname, anchor in self._domain.chapters_of(self._target):
            if docname != here:
                uri = builder.get_relative_uri(here, docname).partition("#")[0]
                title = "".join(map(_shown, builder.env.titles[docname].children))
                links.append(f'<a href="{escape(uri)}#{anchor}">{title}</a>')
        return _line("elsewhere", " · ".join(links), "Also cited in") if links else ""

    def actions(self, id_: str) -> str:
        """The link to the entry, and the buttons; the one that copies is shown by the script
        that serves it.
        """
        link = self._link(self._target, "Entry in the index")
        return (
            f'<span class="facts-actions">{link}'
            '<button type="button" class="facts-copy" hidden>Copy citation</button>'
            f'<button type="button" class="facts-close" popovertarget="{id_}"'
            ' popovertargetaction="hide">Close</button></span>'
        )

    def _link(self, target: str, text: str) -> str:
        """A link to the entry of a fact, of HTML; nothing where the book has no index."""
        if self._domain.page_of("fact") is None or target not in self._domain.facts.facts:
            return ""
        builder = self._translator.builder
        uri = self._domain.uri_of(builder, builder.current_docname, "fact", target)
        return f'<a class="facts-entry" href="{escape(uri)}">{text}</a>'

    def _claim(self) -> str:
        return _line("claim", _record(self._place, self._fact.claim))

    def _wording(self) -> str:
        return _line("wording", _record(self._place, _marked(self._fact)), "Recorded as")

    def _speaker(self) -> Iterator[str]:
        if (sayer := self._fact.attributed_to) is not None:
            person, place = self._domain.facts.people[sayer], f"people/{sayer}"
            role = _record(place, person.role)
            yield _line("speaker", f"{_record(place, person.name)}, {role}", "Said by")
        elif self._fact.kind != "quote":
            yield _line("speaker", "the source itself, which names nobody", "Said by")

    def _evidence(self) -> Iterator[str]:
        """The evidence in the fact's own wording in full, that of other sources in short."""
        first, *others = self._domain.checker.standings.attestations(self._target)
        yield from self._piece(0, first.evidence)
        for voice in others[:_MOST_OTHERS]:
            yield _line("other", self._other(voice), "Also")
        if len(others) > _MOST_OTHERS:
            yield _line("other", "more of them, in the index", "Also")

    def _other(self, voice: Attestation) -> str:
        place = f"facts/{voice.fact}"
        excerpt = voice.evidence.excerpt or self._domain.facts.facts[voice.fact].wording
        source = self._source(voice.evidence.source, None)
        return f"{source}: {_record(place, in_marks(excerpt))} ({voice.relation})"

    def _standing(self) -> str:
        standings = self._domain.checker.standings
        standing = standings.of(self._target)
        origins = {voice.origin: voice for voice in standings.attestations(self._target)}
        names = [_record_of_origin(self._domain.facts, id_) for id_ in origins if id_ != UNKNOWN]
        text = f"{_own(standing)}: {MEANINGS[standing]}"
        if names:
            text += f". As far as is known, it goes back to {', and to '.join(names)}"
        return _line("standing", text, "Standing")

    def _piece(self, number: int, item: Evidence) -> Iterator[str]:
        store = self._domain.store
        excerpt = item.excerpt or self._fact.wording
        run = store.lock.run_of(EvidenceKey("facts", self._target, number))
        if item.at is None:
            before, after = (run.before, run.after) if run else ("", "")
            opening = "…\N{NO-BREAK SPACE}" if before and not before.endswith(_CLOSED) else ""
            closing = "\N{NO-BREAK SPACE}…" if after and not excerpt.endswith(_CLOSED) else ""
            shown = _record(self._place, in_marks(excerpt))
            yield _line("excerpt", f"{opening}{shown}{closing}")
        yield _line("source", self._source(item.source, self._fact.as_of), "Source")
        locked = store.lock.sources.get(item.source)
        if item.at is not None:
            proof = f"read from the data file, at <code>{escape(item.at)}</code>"
        elif run is not None and locked is not None:
            words = f"{run.start + 1}–{run.start + len(split(excerpt))} of {locked.words}"
            proof = f"word for word, at words <code>{words}</code>"
        else:
            proof = "none: of this source only the excerpt was recorded, and sealed"
        yield _line("proof", proof, "Proof")

    def _source(self, id_: str, as_of: str | None) -> str:
        source, place = self._domain.facts.sources[id_], f"sources/{id_}"
        parts = [_record(place, source.publisher)]
        if source.title:
            parts.append(_record(place, in_marks(source.title)))
        published = written_date(source.published)
        parts.append(_record(place, published) if published else "undated")
        if as_of:
            parts.append(f"as of {_record(self._place, written_date(as_of))}")
        return ", ".join(parts)


class _Reckoning(_Card):
    """The card of what is reckoned from facts: the target is the expression."""

    def text(self) -> str:
        """The expression, and each fact in it."""
        reckoned = f"<code>{escape(self._target)}</code>, by the bounds of the recorded figures"
        lines = [_line("claim", f"Reckoned as {reckoned}")]
        for id_ in ids_in(self._target):
            fact = self._domain.facts.facts.get(id_)
            if fact is not None:
                place = f"facts/{id_}"
                text = f"{_record(place, fact.wording)}. {_record(place, fact.claim)}"
                lines.append(
                    _line(
                        "wording",
                        f"{text} {self._link(id_, 'Entry')}",
                        f"<code>{escape(id_)}</code>",
                    )
                )
        return "".join(lines)


def _line(kind: str, content: str, label: str = "") -> str:
    before = f'<span class="facts-label">{label}</span> ' if label else ""
    return f'<span class="facts-{kind}">{before}<span>{content}</span></span> '


def _shown(node: nodes.Node) -> str:
    """A part of a title, with what it cites."""
    if not isinstance(node, cited):
        return escape(node.astext())
    attributes = f'{ROLE}="{node["role"]}" {ID}="{escape(node["target"])}"'
    return f"<span {attributes}>{escape(node.astext())}</span>"


def _record(place: str, text: str) -> str:
    return f'<span {ROLE}="record" {ID}="{escape(place)}" dir="auto">{escape(text)}</span>'


def _own(text: str) -> str:
    """The book's own words, though they hold a number."""
    return f'<span {ROLE}="own">{escape(text)}</span>'


def _record_of_origin(facts: FactsFile, id_: str) -> str:
    kind = next(kind for kind in ("origins", "people", "sources") if id_ in getattr(facts, kind))
    entry = getattr(facts, kind)[id_]
    return _record(f"{kind}/{id_}", entry.publisher if kind == "sources" else entry.name)


def _marked(fact: Fact) -> str:
    return fact.wording if fact.kind == "figure" else in_marks(fact.wording)
