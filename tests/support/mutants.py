"""Makes mutants of the book: one change at a time, each of which says more than the record, or
something else.

A mutant is (operator, codes that may catch it, file, what it then holds: the text of a chapter, the
values of the others). A figure's digits are changed towards saying more: upwards behind `over`,
downwards behind `up to`; a looser bound says less, which a chapter may.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sphinx_facts.model.records import FactsFile

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


class Mutant(NamedTuple):
    operator: str
    codes: set[str]
    path: Path
    content: str | dict
    entry: tuple[str, str] = ("", "")
    """Which entry of the facts file was changed: its map and its id."""


class Wording(NamedTuple):
    """A cited wording in a chapter: where it stands, and how to write another in its place."""

    role: str
    target: str
    shown: str
    start: int
    end: int

    def with_shown(self, shown: str) -> str:
        return (
            f"```{{quotation}} {self.target}\n{shown}\n```\n"
            if self.role == "quotation"
            else self.write(shown)
        )

    def write(self, shown: str) -> str:
        return f"{{{self.role}}}`{shown} <{self.target}>`"


def wordings(text: str, facts: dict) -> Iterator[Wording]:
    # Examples in code are no citations; blanks in their place keep all offsets.
    text = CODE.sub(lambda match: re.sub(r"\S", " ", match[0]), text)
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


def recorded(facts: dict, target: str) -> str:
    fact = facts["facts"][target]
    return fact.get("figure") or fact.get("quote") or fact.get("term")


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


def of_wordings(path: Path, text: str, facts: dict) -> Iterator[Mutant]:
    """Every cited figure and quotation of a chapter, changed."""
    for wording in wordings(text, facts):
        kind = "fact" if wording.role == "fact" else "quote"
        changes = figures(wording.shown) if kind == "fact" else quotations(wording.shown)
        codes = FIGURE_CODES if kind == "fact" else QUOTE_CODES
        for operator, shown in changes:
            yield Mutant(operator, codes, path, _put(text, wording, wording.with_shown(shown)))


def of_citations(path: Path, text: str, facts: dict) -> Iterator[Mutant]:
    """Every citation of a chapter, removed or pointed elsewhere."""
    for wording in wordings(text, facts):
        bare = wording.shown if wording.role == "fact" else f"“{wording.shown}”"
        gone = {"F001"} if wording.role == "fact" else {"Q001"}
        yield Mutant(
            "citation removed",
            gone,
            path,
            _put(text, wording, bare + "\n" * (wording.role == "quotation")),
        )
        for other in facts["facts"]:
            if other == wording.target:
                continue
            codes = {"C001", "C002", "C003", "C005", "F002", "F003", "F004", "F005", "F006", "F008"}
            codes |= QUOTE_CODES | {"Q004"}
            own = text[wording.start : wording.end]
            pointed = own.replace(f"<{wording.target}>", f"<{other}>").replace(
                f"`{wording.target}`", f"`{other}`"
            )
            pointed = pointed.replace(f"}} {wording.target}\n", f"}} {other}\n")
            yield Mutant(
                "citation pointed at another fact", codes, path, _put(text, wording, pointed)
            )
            bare_role = f"{{{wording.role}}}`{other}`"
            if wording.role != "quotation" and pointed != bare_role:
                mutant = _put(text, wording, bare_role)
                yield Mutant("citation pointed at another fact", codes, path, mutant)


def of_speakers(path: Path, text: str, facts: dict) -> Iterator[Mutant]:
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
                yield Mutant("speaker swapped", {"Q004"}, path, text.replace(block, new))


DATED = re.compile(r"\{dated\}`(?:([^`<]+?)\s*<)?([a-z0-9-]+)>?`")
DERIVED = re.compile(r"\{derived\}`([^`<]+?)\s*<([^`>]+)>`")
YEAR = re.compile(r"\b[12]\d{3}\b")


def of_dates(path: Path, text: str, facts: dict) -> Iterator[Mutant]:
    """Every date beside an overtaken figure, dropped; every shown date, moved by a year."""
    text = CODE.sub(lambda match: re.sub(r"\S", " ", match[0]), text)
    for block in re.split(r"\n\n+", text):
        overtaken = [
            wording
            for wording in wordings(block, facts)
            if facts["facts"][wording.target].get("superseded_by")
        ]
        if overtaken and DATED.search(block):
            gone = DATED.sub("back then", block)
            yield Mutant("date beside an overtaken figure dropped", {"C003"}, path,
                text.replace(block, gone))  # fmt: skip
    for match in DATED.finditer(text):
        as_of = facts["facts"][match[2]]["as_of"]
        for year in (int(as_of[:4]) - 1, int(as_of[:4]) + 1):
            shown = YEAR.sub(str(year), match[1]) if match[1] else str(year)
            new = f"{{dated}}`{shown} <{match[2]}>`"
            yield Mutant("date moved by a year", {"F002"}, path,
                text[: match.start()] + new + text[match.end() :])  # fmt: skip


def of_derived(path: Path, text: str, _facts: dict) -> Iterator[Mutant]:
    """Every derived figure, changed; every expression, turned about."""
    text = CODE.sub(lambda match: re.sub(r"\S", " ", match[0]), text)
    for match in DERIVED.finditer(text):

        def put(shown: str, expression: str, match: re.Match = match) -> str:
            new = f"{{derived}}`{shown} <{expression}>`"
            return text[: match.start()] + new + text[match.end() :]

        for operator, shown in derived_figures(match[1]):
            yield Mutant(f"derived figure: {operator}", {"F007"}, path, put(shown, match[2]))
        one, mark, other = match[2].split()
        for sign in {"+", "-", "*", "/"} - {mark}:
            mutant = put(match[1], f"{one} {sign} {other}")
            yield Mutant("derived figure: another operation", {"F007"}, path, mutant)
        yield Mutant("derived figure: a part left out", {"F007"}, path, put(match[1], one))


def derived_figures(shown: str) -> Iterator[tuple[str, str]]:
    yield from figures(shown)
    for old, new in {"half": "two thirds", "one percent": "half a percent"}.items():
        if old in shown:
            yield "number word swapped", shown.replace(old, new)


def of_standings(path: Path, text: str, facts: dict) -> Iterator[Mutant]:
    """Every cited figure that is not so, called corroborated."""
    for wording in wordings(text, facts):
        fact = facts["facts"][wording.target]
        if wording.role == "fact" and len(fact["evidence"]) == 1:
            new = f"{wording.write(wording.shown)}, which is corroborated,"
            yield Mutant("called corroborated", {"C005"}, path, _put(text, wording, new))


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


def of_additions(path: Path, text: str, _facts: dict) -> Iterator[Mutant]:
    """An unsourced figure or quotation in every kind of place, at the end of a chapter."""
    for place, template in ADDITIONS.items():
        figure, quotation = "There were 12,345 of them", "It was “a grave mistake” to go"
        added = text + "\n" + template.format(figure)
        yield Mutant(f"unsourced figure added: {place}", {"F001"}, path, added)
        added = text + "\n" + template.format(quotation)
        yield Mutant(f"unsourced quotation added: {place}", {"Q001"}, path, added)


def _put(text: str, wording: Wording, new: str) -> str:
    return text[: wording.start] + new + text[wording.end :]


def of_facts_file(path: Path, facts: dict) -> Iterator[Mutant]:
    """Every figure, quote, term, speaker, sayer, excerpt and attribution, changed."""
    for id_, fact in facts["facts"].items():
        for operator, code, key, new in changes(fact, facts["people"]):
            place = ("facts", id_, key)
            yield _in_facts(f"facts file: {operator}", {code}, path, facts, place, new)
    for kind in ("facts", "people"):
        for id_, entry in facts[kind].items():
            for number, evidence in enumerate(entry["evidence"]):
                for operator, new in figures(evidence.get("figure", "")):
                    place = (kind, id_, "evidence", number, "figure")
                    named = f"facts file: figure of another source, {operator}"
                    yield _in_facts(named, {"E002"}, path, facts, place, new)
                for key in sorted(evidence.keys() & {"excerpt", "attribution"}):
                    place = (kind, id_, "evidence", number, key)
                    for operator, new in quotations(evidence[key]):
                        named = f"facts file: {key}, {operator}"
                        yield _in_facts(named, {"E001"}, path, facts, place, new)


def changes(fact: dict, people: dict) -> Iterator[tuple[str, str, str, str]]:
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


def _in_facts(
    operator: str, codes: set[str], path: Path, facts: dict, place: tuple, new: str
) -> Mutant:
    """The facts file with one value changed."""
    copy = json.loads(json.dumps(facts))
    entry = copy
    for step in place[:-1]:
        entry = entry[step]
    entry[place[-1]] = new
    return Mutant(operator, codes, path, copy, place[:2])


def concerned(facts: FactsFile, entry: tuple[str, str]) -> dict[str, dict]:
    """Of a facts file the facts and people that a change of an entry can concern."""
    kind, id_ = entry
    if kind == "people":
        return {"facts": {}, "people": {id_: facts.people[id_]}}
    fact = facts.facts[id_]
    ids = {id_, fact.superseded_by, *fact.sum_of}
    return {
        "facts": {each: other for each, other in facts.facts.items() if each in ids},
        "people": {
            each: other for each, other in facts.people.items() if each == fact.attributed_to
        },
    }


def of_lock(path: Path, lock: dict) -> Iterator[Mutant]:
    """Every hash, place, count, root and neighbouring word in the lock, changed."""

    def mutant(operator: str, section: str, id_: str, key: str, new: object) -> Mutant:
        entry = {**lock[section][id_], key: new}
        changed = {**lock, section: {**lock[section], id_: entry}}
        return Mutant(f"lock: {operator}", {"E001"}, path, changed)

    for id_, source in lock["sources"].items():
        for place, digit in enumerate(source["root"]):
            new = (
                source["root"][:place]
                + ("0" if digit != "0" else "1")
                + source["root"][place + 1 :]
            )
            yield mutant("root changed", "sources", id_, "root", new)
        for words in (source["words"] - 1, source["words"] + 1, source["words"] * 2):
            yield mutant("count of words changed", "sources", id_, "words", words)
    yield from of_seals(path, lock)
    for id_, run in lock["runs"].items():
        hashes = run["proof"].split()
        for place, hash_ in enumerate(hashes):
            flipped = ("0" if hash_[0] != "0" else "1") + hash_[1:]
            new = " ".join([*hashes[:place], flipped, *hashes[place + 1 :]])
            yield mutant("hash changed", "runs", id_, "proof", new)
        yield mutant("hash dropped", "runs", id_, "proof", " ".join(hashes[1:]))
        for start in (run["start"] - 1, run["start"] + 1):
            yield mutant("place changed", "runs", id_, "start", start)
        for key in ("before", "after"):
            if run[key]:
                yield mutant("neighbouring word changed", "runs", id_, key, f"{run[key]}x")
                yield mutant(
                    "neighbouring word dropped", "runs", id_, key, run[key].partition(" ")[2]
                )


def of_seals(path: Path, lock: dict) -> Iterator[Mutant]:
    """Every seal of an excerpt, changed and dropped."""
    for key, seal in lock["sealed"].items():
        flipped = ("0" if seal[0] != "0" else "1") + seal[1:]
        changed = {**lock, "sealed": {**lock["sealed"], key: flipped}}
        yield Mutant("lock: seal changed", {"E001"}, path, changed)
        without = {other: each for other, each in lock["sealed"].items() if other != key}
        yield Mutant("lock: seal dropped", {"E005"}, path, {**lock, "sealed": without})
