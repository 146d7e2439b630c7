"""Makes mutants of the book: one change at a time, each of which says more than the record, or
something else.

A mutant is (operator, codes that may catch it, what is changed, which entry is concerned): an edit
of a chapter's text, the values of an entry of the facts file, or a lock. A figure's digits are
changed towards saying more: upwards behind `over`, downwards behind `up to`; a looser bound says
less, which a chapter may.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, Generic, NamedTuple, TypeVar

from msgspec.structs import replace

from sphinx_facts import find_figures
from sphinx_facts.facts.excerpts import excerpts
from sphinx_facts.model.records import FactsFile, Lock, LockedRun

Plain = Mapping[str, Any]
"""The facts file, or an entry of it, as YAML has it before anything is made of its values."""
Content = TypeVar("Content")

ROLE = re.compile(r"\{(fact|quote|named)\}`([^`]+)`")
TITLED = re.compile(r"(.*?\S)\s*<([^<>]+)>", re.DOTALL)
BLOCK = re.compile(r"```\{quotation\} (\S+)\n((?:.*\n)*?)```\n")
CODE = re.compile(r"^```(?:\{code-block\}|\w)[^\n]*\n.*?^```$", re.MULTILINE | re.DOTALL)
NUMBER = re.compile(r"\d[\d,.]*\d|\d")
SWAPS = {
    "two": "three",
    "one": "two",
    "One": "Two",
    "first": "second",
    "decades": "centuries",
    "million": "billion",
}
DROPPED_HEDGE = re.compile(r"\b(?:over|more than|approximately|up to|about|nearly) ")
REVERSED = {
    "over": "under",
    "more than": "fewer than",
    "approximately": "over",
    "up to": "at least",
    "for decades": "under decades",
}
UNITS = {"$": "€", "month": "year", "years": "months", "decades": "days", "million": "thousand"}
UPPER = ("up to", "under", "fewer than", "at most")
SWAPPED = [
    ("number word swapped", SWAPS, r"\b{}\b"),
    ("hedge reversed", REVERSED, r"\b{}(?= )"),
    ("unit or currency changed", UNITS, r"{}"),
]
FIGURE_CODES = {"F001", "F002", "F003", "F004"}
QUOTE_CODES = {"Q002", "Q003"}
POINTED_CODES = QUOTE_CODES | {
    "C001", "C002", "C003", "C005", "F002", "F003", "F004", "F005", "F006", "F008", "F014", "F015",
    "F016", "Q004",
}  # fmt: skip


class Edit(NamedTuple):
    """What a chapter has from `start` to `end` in the place of what was there."""

    start: int
    end: int
    new: str


class Mutant(NamedTuple, Generic[Content]):
    operator: str
    codes: set[str]
    content: Content
    entry: tuple[str, str] = ("", "")
    """Which entry of the facts file is concerned: its map and its id."""


class Wording(NamedTuple):
    """A cited wording in a chapter: where it stands, and how to write another in its place."""

    role: str
    target: str
    shown: str
    start: int
    end: int

    def with_shown(self, shown: str) -> Edit:
        block = f"```{{quotation}} {self.target}\n{shown}\n```\n"
        return self.put(block if self.role == "quotation" else self.write(shown))

    def put(self, new: str) -> Edit:
        return Edit(self.start, self.end, new)

    def write(self, shown: str) -> str:
        return f"{{{self.role}}}`{shown} <{self.target}>`"


def wordings(text: str, facts: Plain) -> Iterator[Wording]:
    # Examples in code are no citations.
    text = without_code(text)
    for match in ROLE.finditer(text):
        titled = TITLED.fullmatch(match[2])
        target, shown = (titled[2], titled[1]) if titled else (match[2], recorded(facts, match[2]))
        yield Wording(match[1], target, shown, match.start(), match.end())
    for match in BLOCK.finditer(text):
        yield Wording(
            "quotation",
            match[1],
            match[2].strip() or recorded(facts, match[1]),
            match.start(),
            match.end(),
        )


def without_code(text: str) -> str:
    """With blanks in the place of code, so that all offsets stay."""
    return CODE.sub(lambda match: re.sub(r"\S", " ", match[0]), text)


def recorded(facts: Plain, target: str) -> str:
    fact: dict[str, str] = facts["facts"][target]
    return fact.get("figure") or fact.get("quote") or fact["term"]


def figures(wording: str) -> Iterator[tuple[str, str]]:
    """Every way to make a figure's wording say more, as (operator, new wording)."""
    for match in NUMBER.finditer(wording):
        before = wording[: match.start()].lower().rstrip(" $")
        down = before.endswith(UPPER) or ("between" in before and before.endswith("and"))
        for operator, number in numbers(match[0], down):
            yield operator, wording[: match.start()] + number + wording[match.end() :]
    for operator, table, pattern in SWAPPED:
        for old, new in table.items():
            if re.search(pattern.format(re.escape(old)), wording):
                yield operator, re.sub(pattern.format(re.escape(old)), new, wording, count=1)
    if DROPPED_HEDGE.search(wording):
        yield "hedge dropped", DROPPED_HEDGE.sub("", wording, count=1)


def numbers(number: str, down: bool) -> Iterator[tuple[str, str]]:
    """Every change of a number in digits, as (operator, new number)."""
    for place, digit in enumerate(number):
        if digit.isdigit() and digit != ("0" if down else "9"):
            changed = str(int(digit) + (-1 if down else 1))
            yield "digit changed", number[:place] + changed + number[place + 1 :]
    plain = float(number.replace(",", ""))
    yield "×10", f"{plain * 10:,.10g}"
    yield "÷10", f"{plain / 10:,.10g}"
    mark = max(number.find(","), number.find("."))
    if mark > 0:
        left, right = number[:mark], number[mark + 1 :]
        if len(left) > 1:  # Otherwise it is the same number still.
            yield "separator moved", left[:-1] + number[mark] + left[-1] + right
        yield "separator moved", left + right[0] + number[mark] + right[1:]
    if re.fullmatch(r"[12]\d{3}", number):
        for years in (1, -1, 10, -10):
            operator = "year ±1" if abs(years) == 1 else "decade ±10"
            yield operator, str(int(number) + years)


def quotations(wording: str) -> Iterator[tuple[str, str]]:
    """Every way to corrupt a quotation, as (operator, new wording)."""
    words = wording.split(" ")
    for place, word in enumerate(words):
        core = re.sub(r"\W", "", word)
        if not core:
            continue
        rest = words[place + 1 :]
        yield (
            "word swapped in a quotation",
            " ".join([*words[:place], re.sub(r"\w+", "otherwise", word, count=1), *rest]),
        )
        if rest and re.sub(r"\W", "", rest[0]).lower() != core.lower():
            yield "two words transposed", " ".join([*words[:place], rest[0], word, *rest[1:]])
        yield "negation added", " ".join([*words[:place], "not", word, *rest])
        if re.fullmatch(r"(?i)not|no|never|merely|devoid|without|unavoidable|potential", core):
            yield "negation dropped", " ".join([*words[:place], *rest])
            if place and rest:
                yield "ellipsis over a negation", " ".join([*words[:place], "…", *rest])


def of_wordings(text: str, facts: Plain) -> Iterator[Mutant[Edit]]:
    """Every cited figure and quotation of a chapter, changed."""
    for wording in wordings(text, facts):
        kind = "fact" if wording.role == "fact" else "quote"
        changes = figures(wording.shown) if kind == "fact" else quotations(wording.shown)
        codes = FIGURE_CODES if kind == "fact" else QUOTE_CODES
        for operator, shown in changes:
            yield Mutant(operator, codes, wording.with_shown(shown))


def of_citations(text: str, facts: Plain) -> Iterator[Mutant[Edit]]:
    """Every citation of a chapter, removed or pointed elsewhere."""
    for wording in wordings(text, facts):
        bare = wording.shown if wording.role == "fact" else f"“{wording.shown}”"
        gone = {"F001"} if wording.role == "fact" else {"Q001"}
        if wording.role == "fact" and all(each.weak for each in find_figures(wording.shown)):
            gone = gone | {"C002"}  # What else the sentence cites may bear a weak figure.
        removed = wording.put(bare + "\n" * (wording.role == "quotation"))
        yield Mutant("citation removed", gone, removed)
        for other in facts["facts"]:
            if other == wording.target:
                continue
            if wording.role == "named" and f"{{named}}`{other} <{other}>`" in text:
                continue  # A word of a list that is told twice says nothing else.
            own = text[wording.start : wording.end]
            pointed = own.replace(f"<{wording.target}>", f"<{other}>").replace(
                f"`{wording.target}`", f"`{other}`"
            )
            pointed = pointed.replace(f"}} {wording.target}\n", f"}} {other}\n")
            operator = "citation pointed at another fact"
            yield Mutant(operator, POINTED_CODES, wording.put(pointed))
            bare_role = f"{{{wording.role}}}`{other}`"
            if wording.role != "quotation" and pointed != bare_role:
                yield Mutant(operator, POINTED_CODES, wording.put(bare_role))


def of_speakers(text: str, facts: Plain) -> Iterator[Mutant[Edit]]:
    """In every paragraph with a quotation, its speaker's name replaced by another."""
    people = facts["people"]
    for block in re.split(r"\n\n+", text):
        for match in re.finditer(r"\{quote\}`[^`]*<([^<>]+)>`", block):
            speaker = facts["facts"][match[1]]["speaker"]
            for other, person in people.items():
                if other == speaker:
                    continue
                new = re.sub(
                    rf"\{{person\}}`[^`]*<{speaker}>`",
                    f"{{person}}`{person['name']} <{other}>`",
                    block,
                )
                for form in (people[speaker]["name"], *people[speaker].get("also", ())):
                    new = new.replace(form, person["name"])
                yield Mutant("speaker swapped", {"Q004"}, _edit(text, block, new))


DATED = re.compile(r"\{dated\}`(?:([^`<]+?)\s*<)?([a-z0-9-]+)>?`")
DERIVED = re.compile(r"\{derived\}`([^`<]+?)\s*<([^`>]+)>`")
YEAR = re.compile(r"\b[12]\d{3}\b")


def of_dates(text: str, facts: Plain) -> Iterator[Mutant[Edit]]:
    """Every date beside an overtaken figure, dropped; every shown date, moved by a year."""
    text = without_code(text)
    for block in re.split(r"\n\n+", text):
        overtaken = [
            wording
            for wording in wordings(block, facts)
            if facts["facts"][wording.target].get("superseded_by")
        ]
        if overtaken and DATED.search(block):
            gone = _edit(text, block, DATED.sub("back then", block))
            yield Mutant("date beside an overtaken figure dropped", {"C003"}, gone)
    for match in DATED.finditer(text):
        as_of = facts["facts"][match[2]]["as_of"]
        for year in (int(as_of[:4]) - 1, int(as_of[:4]) + 1):
            shown = YEAR.sub(str(year), match[1]) if match[1] else str(year)
            new = f"{{dated}}`{shown} <{match[2]}>`"
            yield Mutant("date moved by a year", {"F002"}, Edit(*match.span(), new))


def of_derived(text: str, _facts: Plain) -> Iterator[Mutant[Edit]]:
    """Every derived figure, changed; every expression, turned about."""
    for match in DERIVED.finditer(without_code(text)):

        def put(shown: str, expression: str, match: re.Match[str] = match) -> Edit:
            return Edit(*match.span(), f"{{derived}}`{shown} <{expression}>`")

        for operator, shown in derived_figures(match[1]):
            yield Mutant(f"derived figure: {operator}", {"F007"}, put(shown, match[2]))
        one, mark, other = match[2].split()
        for sign in {"+", "-", "*", "/"} - {mark}:
            turned = put(match[1], f"{one} {sign} {other}")
            yield Mutant("derived figure: another operation", {"F007"}, turned)
        yield Mutant("derived figure: a part left out", {"F007"}, put(match[1], one))


def derived_figures(shown: str) -> Iterator[tuple[str, str]]:
    yield from figures(shown)
    for old, new in {"half": "two thirds", "one percent": "half a percent"}.items():
        if old in shown:
            yield "number word swapped", shown.replace(old, new)


def of_standings(text: str, facts: Plain) -> Iterator[Mutant[Edit]]:
    """Every cited figure that is not so, called corroborated."""
    for wording in wordings(text, facts):
        fact = facts["facts"][wording.target]
        if wording.role == "fact" and len(fact["evidence"]) == 1:
            new = f"{wording.write(wording.shown)}, which is corroborated,"
            yield Mutant("called corroborated", {"C005"}, wording.put(new))


ADDITIONS = {
    "heading": "## {}\n",
    "table cell": "| a | b |\n|---|---|\n| plain | {} |\n",
    "caption": "```{{figure}} picture.png\n:alt: a picture\n\n{}\n```\n",
    "alternative text": "![{}](picture.png)\n",
    "admonition": "```{{note}}\n{}\n```\n",
    "admonition title": "```{{admonition}} {}\nText.\n```\n",
    "footnote": "Text.[^added]\n\n[^added]: {}\n",
    "list": "- plain\n- {}\n",
    "block quote": "> {}\n",
    "margin note": "```{{margin}}\n{}\n```\n",
}


def of_additions(text: str, _facts: Plain) -> Iterator[Mutant[Edit]]:
    """An unsourced figure or quotation in every kind of place, at the end of a chapter."""
    for place, template in ADDITIONS.items():
        figure, quotation = "There were 12,345 of them", "It was “a grave mistake” to go"
        end = len(text)
        added = Edit(end, end, "\n" + template.format(figure))
        yield Mutant(f"unsourced figure added: {place}", {"F001"}, added)
        added = Edit(end, end, "\n" + template.format(quotation))
        yield Mutant(f"unsourced quotation added: {place}", {"Q001"}, added)


def _edit(text: str, old: str, new: str) -> Edit:
    """With `new` in the one place where the text has `old`."""
    assert text.count(old) == 1, old
    start = text.index(old)
    return Edit(start, start + len(old), new)


def of_facts_file(facts: Plain) -> Iterator[Mutant[Plain]]:
    """Every figure, quote, term, speaker, sayer, excerpt and attribution, changed."""
    for id_, fact in facts["facts"].items():
        for operator, code, key, new in changes(fact, facts["people"]):
            changed = {**fact, key: new}
            yield Mutant(f"facts file: {operator}", {code}, changed, ("facts", id_))
    for kind in ("facts", "people"):
        for id_, entry in facts[kind].items():
            for number, evidence in enumerate(entry["evidence"]):
                for operator, code, key, new in changes_of_evidence(evidence):
                    changed = copy.deepcopy(entry)
                    changed["evidence"][number][key] = new
                    yield Mutant(f"facts file: {operator}", {code}, changed, (kind, id_))


def changes_of_evidence(evidence: Plain) -> Iterator[tuple[str, str, str, str]]:
    """As `changes`, of a piece of evidence."""
    for operator, new in figures(evidence.get("figure", "")):
        yield f"figure of another source, {operator}", "E002", "figure", new
    for key in sorted(evidence.keys() & {"excerpt", "attribution"}):
        for operator, new in quotations(evidence[key]):
            yield f"{key}, {operator}", "E001", key, new


def changes(fact: Plain, people: Plain) -> Iterator[tuple[str, str, str, Any]]:
    """Every change of a fact's own values, as (operator, code, key, new value)."""
    if "figure" in fact:
        for operator, new in figures(fact["figure"]):
            yield operator, "E002", "figure", new
        for operator, new in figures(fact["claim"]):
            yield f"claim, {operator}", "E002", "claim", new
    elif "quote" in fact:
        for operator, new in quotations(fact["quote"]):
            # Where the excerpt is longer than the quote, only the marks around that can tell.
            code = "E007" if "excerpt" in fact["evidence"][0] else "E001"
            yield operator, code, "quote", new
    else:
        yield "term changed", "E007", "term", fact["term"] + " otherwise"
    if "as_of" in fact:
        yield "as_of put after its sources", "E011", "as_of", "2031-01"
    for place in range(len(fact.get("sum_of", ()))):
        parts = fact["sum_of"]
        yield "part of a sum dropped", "E010", "sum_of", parts[:place] + parts[place + 1 :]
        yield "part of a sum doubled", "E010", "sum_of", [*parts, parts[place]]
    for key in sorted(fact.keys() & {"speaker", "said_by"}):
        for other in sorted(people.keys() - {fact[key]}):
            yield "speaker swapped", "E006", key, other


def concerned(facts: FactsFile, entry: tuple[str, str]) -> FactsFile:
    """Of a facts file what a change of an entry, or of the proof of its evidence, can concern.

    What is said of sources is held against all that is recorded of them; no mutant changes it.
    """
    kind, id_ = entry
    ids: set[str | None] = set()
    speakers: set[str | None] = {id_} if kind == "people" else set()
    if kind == "facts":
        fact = facts.facts[id_]
        ids = {id_, fact.superseded_by, *fact.sum_of}
        speakers = {facts.facts[each].attributed_to for each in ids if each}
    some_facts = {each: fact for each, fact in facts.facts.items() if each in ids}
    people = {each: person for each, person in facts.people.items() if each in speakers}
    cited = {id_} if kind == "sources" else set()
    of_facts = (fact.evidence for fact in some_facts.values())
    of_people = (person.evidence for person in people.values())
    for evidence in chain.from_iterable((*of_facts, *of_people)):
        cited.update(_behind(facts, evidence.source), _behind(facts, evidence.based_on))
    sources = {
        each: replace(source, note=None, excerpts=source.excerpts if each == id_ else ())
        for each, source in facts.sources.items()
        if each in cited
    }
    return FactsFile(
        sources=sources, people=people, facts=some_facts, names=facts.names,
        origins={each: origin for each, origin in facts.origins.items() if each in cited},
    )  # fmt: skip


def _behind(facts: FactsFile, id_: str | None) -> Iterator[str]:
    """A source or an origin, and those on which it is based."""
    while id_ in facts.sources or id_ in facts.origins:
        assert id_ is not None
        yield id_
        id_ = (facts.sources.get(id_) or facts.origins[id_]).based_on


def of_lock(lock: Lock, facts: FactsFile) -> Iterator[Mutant[Lock]]:
    """Every hash, place, count, root and neighbouring word in the lock, changed."""
    yield from of_roots(lock, facts)
    yield from of_seals(lock)
    for key, run in lock.runs.items():

        def mutant(operator: str, changed: LockedRun, key: str = key) -> Mutant[Lock]:
            whole = replace(lock, runs={**lock.runs, key: changed})
            return Mutant(f"lock: {operator}", {"E001"}, whole, entry_of(key))

        hashes = run.proof.split()
        for place, hash_ in enumerate(hashes):
            new = " ".join([*hashes[:place], flipped(hash_, 0), *hashes[place + 1 :]])
            yield mutant("hash changed", replace(run, proof=new))
        yield mutant("hash dropped", replace(run, proof=" ".join(hashes[1:])))
        for start in (run.start - 1, run.start + 1):
            yield mutant("place changed", replace(run, start=start))
        for beside in ("before", "after"):
            if words := getattr(run, beside):
                other, fewer = {beside: f"{words}x"}, {beside: words.partition(" ")[2]}
                yield mutant("neighbouring word changed", replace(run, **other))
                yield mutant("neighbouring word dropped", replace(run, **fewer))


def of_roots(lock: Lock, facts: FactsFile) -> Iterator[Mutant[Lock]]:
    """Every digit of a root, and every count of words, changed: any excerpt's proof tells it."""
    for id_, source in lock.sources.items():
        entry = entry_of(str(next(one.key for one in excerpts(facts) if one.source == id_)))
        changes: list[tuple[str, dict[str, Any]]] = [
            ("root changed", {"root": flipped(source.root, place)})
            for place in range(len(source.root))
        ]
        counts = (source.words - 1, source.words + 1, source.words * 2)
        changes += [("count of words changed", {"words": words}) for words in counts]
        for operator, values in changes:
            changed = replace(lock, sources={**lock.sources, id_: replace(source, **values)})
            yield Mutant(f"lock: {operator}", {"E001"}, changed, entry)


def of_seals(lock: Lock) -> Iterator[Mutant[Lock]]:
    """Every seal of an excerpt, changed and dropped."""
    for key, seal in lock.sealed.items():
        changed = replace(lock, sealed={**lock.sealed, key: flipped(seal, 0)})
        yield Mutant("lock: seal changed", {"E001"}, changed, entry_of(key))
        without = {other: each for other, each in lock.sealed.items() if other != key}
        yield Mutant("lock: seal dropped", {"E005"}, replace(lock, sealed=without), entry_of(key))


def entry_of(key: str) -> tuple[str, str]:
    """The map and the id of the entry that a key of the lock is in."""
    kind, id_, *_ = key.split("/")
    return kind, id_


def flipped(digits: str, place: int) -> str:
    """A hash with one digit changed."""
    return digits[:place] + ("0" if digits[place] != "0" else "1") + digits[place + 1 :]
