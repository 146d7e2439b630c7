"""What a sentence tells of a cited figure, and who and where it says it was, is what its record
tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..english.clauses import clause_around, stem
from ..english.deeds import agent, causes, deeds, doer
from ..english.lexicon import alternatives, families, family
from ..english.noun_phrases import counted, is_specific, material
from ..english.places import Name, antecedent, is_country, is_place, may_hold, names, verb_behind
from ..english.rivals import Mention, charge, is_partial, mentions, nearest, same_words, universal, whole
from ..english.told_apart import hears
from ..model.findings import rule
from ..model.passages import Citation
from .context import FAR, Findings, PassageContext
from .recorded import NOTHING, Recorded, record_of
from .sides import other_sides

_SUFFERED = frozenset(family("function_words.auxiliaries.be"))
_HAVING = frozenset(families("sides.slots.suffering"))
_PASSED = frozenset(families("function_words.auxiliaries", "function_words.adverbs"))
_SAYING = frozenset(
    map(
        stem, families("sayings.verbs", "sayings.nouns", "whereabouts.told", "whereabouts.counting")
    )
)
_AUXILIARIES = re.compile(
    rf"\s*(?:(?:{alternatives(families('function_words.auxiliaries', 'function_words.adverbs'))})\s+)*\Z",
    re.I,
)
_ARTICLE = re.compile(rf"\s+(?:{alternatives(family('function_words.determiners'))}\s+)?", re.I)
_HAD = re.compile(
    rf"(?<!\w){alternatives(families('function_words.auxiliaries.have'))}\s+"
    rf"(?:{alternatives(families('function_words.determiners.articles', 'whereabouts.owners'))})\s+"
    rf"(?:[^\W\d_][\w’'-]*\s+){{1,8}}\Z",
    re.I,
)
"""Somebody had it done to another: `had an uncle executed`."""
_DIRECT = frozenset(family("rivals.direct.families"))
"""Families of what nobody tells of a figure whose record does not."""
_STRONG = frozenset(family("rivals.direct.groups"))
"""Groups of them, and of others, that say so much that no other word of a record carries them."""


@rule(
    "F016",
    "other-circumstance",
    meaning="The sentence tells something else of a figure than its record: another thing that "
    "happened, another place, somebody else who did it.",
    help="Tell what the record tells; or add to the evidence what carries it.",
    example="""
    wrong: "Because of fraud, repairs cost {fact}`repairs`, {person}`harbour-office` says."
    right: "In all, repairs cost {fact}`repairs`, {person}`harbour-office` says."
    says: |
      docs/example.md:1:32: F016 other-circumstance: the record of repairs does not speak of “fraud”
          shown     up to $2 million
          recorded  up to $2 million
          source    The Gazette: “repairs cost up to $2 million”
          do        Tell what the record tells; or add to the evidence what carries it.
    """,
)
def check_circumstances(context: PassageContext, citation: Citation) -> Findings:
    """What is told of a figure in its clause is known to its record."""
    record = record_of(context.index, citation.target)
    message = next(_wrong(context, citation, record), "")
    if message:
        yield context.finding("F016", citation, message, shown=context.shown(citation))


def _wrong(context: PassageContext, citation: Citation, record: Recorded) -> Iterator[str]:
    id_ = citation.target
    for word, known in _told(context, citation, record):
        yield f"“{word}” is not what the record of {id_} tells{known}"
    for name in (*_strangers(context, citation, record), *other_sides(context, citation, record)):
        yield f"the record of {id_} does not know “{name}”"
    for noun in _other_doers(context, citation, record):
        yield f"“{noun}” is not who did it by the record of {id_}"
    for cause in _other_causes(context, citation, record):
        yield f"the record of {id_} does not say that “{cause}” brought it about"
    for verb in _turned(context, citation, record):
        yield f"the record of {id_} has it the other way round: “{verb}”"
    for word in _charged(context, citation, record):
        yield f"the record of {id_} does not speak of “{word}”"


# What is told of it


def _told(
    context: PassageContext, citation: Citation, record: Recorded
) -> Iterator[tuple[str, str]]:
    """What is told of a figure that its record tells otherwise, and what that tells."""
    start, end, text, figures = _own_part(context, citation)
    by_family = _by_family(text)
    for name, found in by_family.items():
        mention = nearest(text, found, (start, end), figures)
        if mention is None:
            continue
        word = text[mention.start : mention.end]
        same = {each.group for each in found if each.start == mention.start}
        groups = record.groups(name)
        if groups and not same & groups:
            yield word, _it_has(groups)
        is_new = not groups and not record.vocabulary.has(word)
        if is_new and (
            (name in _DIRECT and _is_direct(text, end, mention))
            or (_is_strong(by_family, mention) and _is_done_to_it(text, (start, end), mention))
        ):
            yield word, ""
    nearer = set(by_family)
    for over in _over(context):
        told = _by_family(over)
        for name, found in told.items():
            groups = record.groups(name)
            others = {each.group for each in found}
            is_new = name not in nearer and len(others) == 1
            if is_new and groups and not groups & others:
                yield over[found[0].start : found[0].end], _it_has(groups)
        nearer.update(told)
    yield from ((word, "") for word in _had_done(text[:start], record))


def _by_family(text: str) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for mention in mentions(text):
        found.setdefault(mention.family, []).append(mention)
    return found


def _had_done(before: str, record: Recorded) -> Iterator[str]:
    """What somebody has done to another, where it befell himself: `had an uncle executed`."""
    for mention in mentions(before):
        word = before[mention.start : mention.end]
        is_told = any(_HAD.search(text, 0, place[0]) for text, place in record.places)
        if _HAD.search(before, 0, mention.start) and record.vocabulary.has(word) and not is_told:
            yield f"had … {word}"


def _it_has(groups: set[str]) -> str:
    return f": it has {' or '.join(sorted(groups))}"


def _own_part(
    context: PassageContext, citation: Citation
) -> tuple[int, int, str, list[tuple[int, int]]]:
    """The part of a sentence in which a figure is cited, its place in that, and those of others."""
    first, last = context.sentence(citation.start, citation.end)
    first = max(first, context.text.rfind(";", first, citation.start) + 1)
    semicolon = context.text.find(";", citation.end, last)
    last = semicolon if semicolon >= 0 else last
    cited = [c for c in context.beside(first, last) if first <= c.start and c.end <= last]
    figures = [(c.start - first, c.end - first) for c in cited if c.traits.kind == "figure"]
    text = list(context.text[first:last])
    for each in cited:
        if each != citation and each.traits.kind != "figure":
            text[each.start - first : each.end - first] = "x" * (each.end - each.start)
    return citation.start - first, citation.end - first, "".join(text), figures


def _is_direct(text: str, end: int, mention: Mention) -> bool:
    """Whether something is told right of what a figure counts: `11,000 soldiers were killed`."""
    after = _end_of_phrase(text, end)
    return mention.start > after and _AUXILIARIES.match(text[after : mention.start]) is not None


def _is_strong(by_family: Mapping[str, list[Mention]], mention: Mention) -> bool:
    """Whether a word says so much of a figure, whatever it means, that it needs its record."""
    same = (each for found in by_family.values() for each in found if each.start == mention.start)
    return all(each.group in _STRONG for each in same)


def _is_done_to_it(text: str, place: tuple[int, int], mention: Mention) -> bool:
    """Whether something is told to be done to what a figure counts, or is that: `shot 88 tigers`,
    `52 deaths`.
    """
    start, end = place
    if mention.end > start:
        return end < mention.end == _end_of_phrase(text, end)
    return _ARTICLE.fullmatch(text[mention.end : start]) is not None


def _end_of_phrase(text: str, end: int) -> int:
    phrase = counted(text, end) or material(text, end)
    return phrase.end if phrase is not None else end


def _over(context: PassageContext) -> Iterator[str]:
    """What stands over a passage, the nearest first."""
    structure = context.passage.structure
    yield f"{structure.row} … {structure.column}"
    yield structure.introduction
    if structure.item or structure.cell:
        yield from structure.headings[-1:]


# Who did it, and who suffered it


def _turned(context: PassageContext, citation: Citation, record: Recorded) -> Iterator[str]:
    """The stems of verbs by which a clause tells as done by those whom a figure counts what was done
    to them, or the contrary.
    """
    clause = clause_around(context.plain, citation.start, citation.end)
    end = _end_of_figure(context, citation)
    behind = context.text[end : citation.end] + clause.near_behind
    told = deeds(clause.near_before, behind)
    recorded = [deeds(text[: place[0]], text[place[1] :]) for text, place in record.places]
    for verb, part in told.items():
        parts = {each[verb] for each in recorded if verb in each}
        if parts and part not in parts:
            yield verb


def _other_doers(context: PassageContext, citation: Citation, record: Recorded) -> Iterator[str]:
    """The noun for who did what a figure counts, where its record has another for the same deed."""
    clause = clause_around(context.plain, citation.start, citation.end)
    end = _end_of_figure(context, citation)
    told = doer(clause.near_before, context.text[end : citation.end] + clause.near_behind)
    recorded = [doer(text[: place[0]], text[place[1] :]) for text, place in record.places]
    for verb, noun in (told, *map(agent, _over(context))):
        is_known = any(each and _is_same_deed(verb, done) for done, each in recorded)
        if is_known and is_specific(noun) and not record.vocabulary.bears(noun):
            yield noun


def _other_causes(context: PassageContext, citation: Citation, record: Recorded) -> Iterator[str]:
    """What a clause tells to have brought about what it tells of a figure, of which the record has
    not a word.
    """
    clause = clause_around(context.plain, citation.start, citation.end)
    known = record.vocabulary
    for text in (clause.near_before, clause.near_behind):
        for cause in causes(text):
            if not any(known.has(word) or known.bears(word) for word in cause.split()):
                yield cause.strip()


def _is_same_deed(one: str, other: str) -> bool:
    return stem(one) == stem(other) or other in same_words(one)


# Whom and what it names


def _strangers(context: PassageContext, citation: Citation, record: Recorded) -> Iterator[str]:
    """The names in the clause of a figure, of places or of who did it, that its record does not
    know.
    """
    end = _end_of_figure(context, citation)
    phrase = counted(context.text, end)
    after = phrase.end if phrase is not None else end
    said_by = " ".join(context.figure_sayers(citation))  # They are held to the record by F014.
    for name, place in _names_around(context, citation):
        if name.text in said_by or hears(context.plain[max(0, place - FAR) : max(0, place)]):
            continue
        is_counted = end <= place < after
        is_own = not is_counted and not _belongs_to_another(
            context, citation, place, len(name.text)
        )
        if _is_cited(context, place):  # A person may act for those whom the record names.
            doers = record.doings.get(verb_behind(name), NOTHING)
            is_own = is_own and bool(doers) and not any(map(is_country, doers))
        if is_own and _is_strange(context, record, name):
            yield name.text
    for name in names(context.text[end:after], begins=False):
        if _is_other_place(record, name, record.parts("nation")):
            yield name.text
    for label in filter(
        is_place, (context.passage.structure.row, context.passage.structure.column)
    ):
        (name,) = names(label, begins=False)
        if not name.keys & record.keys and _is_other_place(record, name, record.parts("where")):
            yield label


def _is_other_place(record: Recorded, name: Name, recorded: frozenset[str]) -> bool:
    """Whether a record names other places, or countries, and not this."""
    if not name.keys or not record.has_names or name.keys & (recorded or record.keys):
        return False
    if name.keys & record.sayers:
        return False
    return bool(recorded) or not record.is_named_beside(name)


def _end_of_figure(context: PassageContext, citation: Citation) -> int:
    ends = [one.whole[1] for one in context.figures if citation.start <= one.start < citation.end]
    return ends[0] if ends else citation.end


def _names_around(context: PassageContext, citation: Citation) -> Iterator[tuple[Name, int]]:
    """The names in the clause of a figure, and before its list, each with its place in the text."""
    clause = clause_around(context.plain, citation.start, citation.end)
    first = citation.start - len(clause.near_before)
    before = _with_people(context, first, citation.start)
    for name in names(before, begins=clause.near_before == clause.before):
        yield name, first + name.start
    name = antecedent(clause)
    if name is not None:
        yield name, citation.start - len(clause.before) + name.start
    for name in names(clause.near_behind, begins=False):
        yield name, citation.end + name.start
    for name in names(context.passage.structure.introduction):
        yield name, -1


def _with_people(context: PassageContext, first: int, last: int) -> str:
    """As `PassageContext.plain`, with the people that are cited there."""
    text = context.plain[first:last]
    for each in context.beside(first, last):
        if each.role == "person" and first <= each.start and each.end <= last:
            start, end = each.start - first, each.end - first
            text = text[:start] + context.text[each.start : each.end] + text[end:]
    return text


def _is_cited(context: PassageContext, place: int) -> bool:
    """Whether a name is that of a person who is cited."""
    return any(
        c.role == "person" and c.start <= place < c.end
        for c in context.beside(max(place, 0), max(place, 0) + 1)
    )


def _belongs_to_another(
    context: PassageContext, citation: Citation, place: int, length: int
) -> bool:
    """Whether a name is nearer to another figure of the clause, which is asked about it."""

    def gap(other: Citation) -> int:
        return max(other.start - place - length, place - other.end, 0)

    clause = clause_around(context.plain, citation.start, citation.end)
    first = citation.start - len(clause.near_before)
    last = citation.end + len(clause.near_behind)
    return place >= 0 and any(
        first <= other.start < last and gap(other) < gap(citation)
        for other in context.beside(first, last)
        if other.traits.kind == "figure" and other.target in context.index.facts.facts
    )


def _is_strange(context: PassageContext, record: Recorded, name: Name) -> bool:
    part, keys = name.part, name.keys
    known = record.keys if part == "who" and record.has_doer else record.keys | record.sayers
    if not keys:
        return False
    if part != "who" and any(name.text in each for each in context.index.facts.names):
        return False
    if part in ("who", "of") and _stands_for_known(context, record, keys):
        return False
    doers = record.doings.get(verb_behind(name), NOTHING) if part == "who" else NOTHING
    if doers and not keys & doers and not _SUFFERED & set(name.behind):
        return True
    if keys & known:
        return False
    paired = record.pairs.get(name.after, NOTHING)
    if paired and keys.isdisjoint(paired) and not may_hold(name, paired):
        return True
    if part is None or (part in ("who", "of") and name.behind and not _does(record, name)):
        return False
    # Where a record leaves something open, a chapter may know it from elsewhere.
    if part == "who":
        return record.has_doer
    recorded = record.parts("who" if part == "of" else part)
    return bool(recorded) and not may_hold(name, recorded)


def _does(record: Recorded, name: Name) -> bool:
    """Whether the words behind a name say that it did, or was, what the record tells."""
    if name.part == "of":  # Russia's own units had.
        return any(word in _HAVING or stem(word) in record.vocabulary.stems for word in name.behind)
    verb = verb_behind(name)
    if not verb:
        return bool(_SUFFERED & set(name.behind)) and _PASSED.issuperset(name.behind)
    return verb not in _SAYING and verb in record.vocabulary.stems


def _stands_for_known(context: PassageContext, record: Recorded, keys: frozenset[str]) -> bool:
    """Whether somebody acts for a country that the record knows, which names no other person."""
    for id_, person in context.index.facts.people.items():
        is_meant = keys & frozenset(word.lower() for word in person.name.split())
        of = NOTHING.union(*(each.keys for each in names(person.role, begins=False)))
        if is_meant and of & record.keys and not record.people - {id_}:
            return True
    return False


# What nobody is to say without a record


def _charged(context: PassageContext, citation: Citation, record: Recorded) -> Iterator[str]:
    """The words that accuse somebody, or take in all there is, beside a figure."""
    first, last = context.sentence(citation.start, citation.end)
    text = context.plain[first:last]
    for each in (text, *_over(context), *context.passage.structure.headings[-1:]):
        yield from (word for word in charge(each) if not record.vocabulary.has(word))
    if any(map(is_partial, record.texts)):
        yield from (word for word in whole(text) if not record.vocabulary.has(word.split()[-1]))
    figure = next(iter(context.index.recorded(citation.target)), None)
    if figure is not None and figure.kind == "ordinal":
        words = universal(text)
        if words and not record.vocabulary.has(words.split()[0]):
            yield words
