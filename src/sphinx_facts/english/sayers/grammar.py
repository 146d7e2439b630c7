"""The ways in which English says who says something, as patterns over kinds of words.

A pattern is written in names of kinds (`kinds.Kind`), in groups of them, and in the signs of
regular expressions; spaces mean nothing. Its named groups say whose the words are:

- ``name``: those whom it names;
- ``stranger``: somebody whom nobody has recorded;
- ``relation`` and ``principal``: an aide, relative or spokesman of the principal;
- ``he``: whoever spoke last;
- ``body``: a word of the noun phrase of somebody without a name, or ``owner``, its last.

One that has no such group says that the words are those of somebody without a name. The first of
several that fits is the one that counts; so each leaves to those above it what they read
better. Each has a sample, in which Quist and Haddad are recorded and nobody else is; the sayer
stands between asterisks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .kinds import compile_kinds


class Pattern(NamedTuple):
    """A pattern over kinds, with a sample of what it is for."""

    name: str
    sample: str
    kinds: re.Pattern[str]


def _pattern(name: str, sample: str, *kinds: str) -> Pattern:
    return Pattern(name, sample, compile_kinds(" ".join(kinds)))


def read(patterns: Sequence[Pattern], kinds: str, start: int, end: int) -> re.Match[str] | None:
    """How the first of the patterns that fits reads ``kinds[start:end]``; None where none does."""
    matches = (pattern.kinds.match(kinds, start, end) for pattern in patterns)
    return next((match for match in matches if match is not None), None)


# Groups of kinds

_PLAIN = "[WORD THE STRANGER]"
_DESCRIBING = "[WORD THE STRANGER HIS ALSO]"
_OWNED = "[WORD THE STRANGER HIS ALSO STATEMENT CLAIMS]"
_ROLE = "[WORD THE STRANGER HIS ALSO STATEMENT CLAIMS AIDE SPOKESMAN]"
_RELATION = "[AIDE SPOKESMAN]"
_STATEMENT = "[STATEMENT CLAIMS]"
_PREPOSITION = "[OF TO FOR IN BY]"
_PREDICATE = "[WORD ALSO IS SAYS TELLS CLAIMS IN]"
"""What follows the subject of a clause."""
_ASIDE = "[COMMA DASH BRACKET]"
_APPOSITION = (
    f"(?:{_ASIDE} [^COMMA DASH BRACKET COLON SEMICOLON QUOTED QUOTATION]{{1,25}})+ {_ASIDE}"
)
"""What explains the name before it: `, a former colonel,`."""
_NAMES = "NAME (?:AND NAME)*"
_END = r"\Z"
"""The end of what is read: where the verb begins, or the quotation."""


AFTER = (
    _pattern(
        "a name, and what describes it before it",
        "“We know,” says Haddad’s former deputy *Quist*.",
        f"[WORD THE STRANGER HIS ALSO IS]* (?:NAME POSSESSIVE {_OWNED}* {_RELATION}? {_PLAIN}*)?",
        f"{_ROLE}* (?P<name>{_NAMES}) (?!POSSESSIVE)",
    ),
    _pattern(
        "a role, and the name behind a comma",
        "“We know,” says a deputy of Haddad, *Quist*, at the harbour.",
        f"{_ROLE}* (?:NAME POSSESSIVE {_OWNED}* {_RELATION}?",
        f"  | {_PREPOSITION} {_DESCRIBING}* NAME)? {_PLAIN}*",
        f"COMMA (?P<name>NAME) (?=[COMMA DASH BRACKET SEMICOLON] | {_END})",
    ),
    _pattern(
        "somebody's aide",
        "“We know,” says *Quist’s spokesman*.",
        f"{_DESCRIBING}* (?P<principal>NAME) POSSESSIVE {_OWNED}* (?P<relation>{_RELATION})",
    ),
    _pattern(
        "an aide of somebody",
        "“We know,” says a *spokesman for Quist*.",
        f"{_DESCRIBING}* (?P<relation>{_RELATION}) WORD* [OF TO FOR]",
        "[WORD THE STRANGER HIS ALSO AIDE SPOKESMAN]* (?P<principal>NAME)",
    ),
    _pattern(
        "something of somebody's",
        "“We know,” according to *Quist*’s diary.",
        f"{_DESCRIBING}* (?P<name>NAME) POSSESSIVE",
    ),
    _pattern(
        "a statement by somebody",
        "“We know,” according to a letter to Haddad by *Quist*.",
        f"{_DESCRIBING}* {_STATEMENT} (?:TO {_PLAIN}* NAME)? [BY OF] {_PLAIN}* (?P<name>NAME)",
    ),
    _pattern("a pronoun", "*Quist* spoke. “We know,” said she.", "(?P<he>HE)"),
    _pattern(
        "a stranger",
        "“We know,” says the pilot *Tom Hale*.",
        "ALSO* (?:[THE HIS]? WORD+)? (?P<stranger>STRANGER)",
        f"(?=[COMMA DASH BRACKET SEMICOLON OF TO FOR IN WHO THAT WHEN AND QUOTATION] | {_END})",
    ),
    _pattern("anybody", "Quist looks up: “We know,” says the ministry.", f"(?P<body>{_ROLE})"),
)
"""Whom the noun phrase names that follows a verb of saying, or `according to`."""

BEFORE = (
    _pattern(
        "a name with an apposition",
        "“We know,” *Quist*, a friend of Haddad, says.",
        f".* (?<!{_PREPOSITION}) (?P<name>{_NAMES}) {_APPOSITION} {_END}",
    ),
    _pattern(
        "a stranger with an apposition",
        "“We know,” *Tom Hale*, a friend of Haddad, says.",
        "(?:.* [COMMA COLON SEMICOLON WHEN AND THAT QUOTED QUOTATION])? (?P<stranger>STRANGER)",
        f"{_APPOSITION} {_END}",
    ),
    _pattern(
        "a role, and the name between commas",
        "“We know,” Haddad’s pilot, *Quist*, says.",
        f".* [WORD THE STRANGER HIS STATEMENT AIDE SPOKESMAN] COMMA (?P<name>NAME) COMMA {_END}",
    ),
    _pattern(
        "an aide of somebody",
        "“We know,” a *spokesman for Quist* says.",
        f".* (?P<relation>{_RELATION}) {_PLAIN}* [OF TO FOR] {_DESCRIBING}*",
        f"(?P<principal>NAME) {_END}",
    ),
    _pattern(
        "a statement by somebody",
        "A letter by *Quist* to Haddad says “we know”.",
        f".* {_STATEMENT} BY {_PLAIN}* (?P<name>NAME) (?:TO {_PLAIN}* NAME)? {_END}",
    ),
    _pattern(
        "something about somebody",
        "“We know,” a book on Quist says.",
        f".* {_PREPOSITION} NAME {_END}",
    ),
    _pattern(
        "a name",
        "“We know,” *Quist* says.",
        f"(?: .* [^AND NAME] | .* (?<!NAME) AND | ) (?P<name>{_NAMES}) {_END}",
    ),
    _pattern(
        "somebody's statement",
        "*Quist*’s letter says “we know”.",
        f".* (?P<name>NAME) POSSESSIVE {_DESCRIBING}* {_STATEMENT} {_END}",
    ),
    _pattern(
        "somebody's aide",
        "“We know,” *Quist’s spokesman* says.",
        f".* (?P<principal>NAME) POSSESSIVE {_DESCRIBING}* (?P<relation>{_RELATION}) {_END}",
    ),
    _pattern("a pronoun", "*Quist* spoke. “We know,” she says.", f".* (?P<he>HE) {_END}"),
    _pattern(
        "a name, and one set against it",
        "It was *Quist*, not Haddad, who said “we know”.",
        f".* (?P<name>NAME) COMMA ALSO NAME COMMA WHO {_END}",
    ),
    _pattern(
        "a name with a relative clause",
        "It was *Quist* who said “we know”.",
        f".* (?P<name>NAME) {_ASIDE}? WHO {_END}",
    ),
    _pattern(
        "somebody whom another has it said",
        "*Quist* was asked by Haddad to say “we know”.",
        ".* (?P<name>NAME) ALSO* IS ALSO* [WORD SAYS TELLS CLAIMS] BY NAME TO",
        _END,
    ),
    _pattern(
        "somebody who is to say it",
        "It was for *Quist* to say “we know”.",
        f".* (?P<name>NAME) TO {_END}",
    ),
    _pattern(
        "a stranger",
        "“We know,” *Tom Hale* says.",
        "(?:IN WORD | .* [COMMA COLON SEMICOLON WHEN AND THAT QUOTED QUOTATION AS IN])?",
        f"(?P<stranger>STRANGER) {_END}",
    ),
    _pattern(
        "anybody",
        "Quist hears the ministry say “we know”.",
        f".* (?: (?P<owner>[WORD STRANGER]) (?: COMMA? WHO | {_APPOSITION} )",
        "| (?P<body>[WORD STRANGER STATEMENT AIDE SPOKESMAN])",
        "| (?<![WORD STRANGER]) (?<![WORD STRANGER] COMMA) WHO",
        f"| [THE HIS THAT OF FOR IN BY] ) {_END}",
    ),
    _pattern(
        "the subject of the clause",
        "*Quist* looked up, and said “we know”.",
        f"(?:.* [COMMA WHEN AND] ALSO*)? (?P<name>NAME) {_PREDICATE} .* {_END}",
    ),
    _pattern(
        "the pronoun that is the subject of the clause",
        "*Quist* spoke. She smiled and said “we know”.",
        f"(?:.* [COMMA WHEN AND] ALSO*)? (?P<he>HE) {_PREDICATE} .* {_END}",
    ),
    _pattern("nothing", "Quist heard it. Said “we know”.", ""),
)
"""Whom the noun phrase names that stands before a verb of saying."""

OWNER = (
    _pattern(
        "a name",
        "In *Quist*’s own view, “we know”.",
        f".* (?P<name>NAME) POSSESSIVE {_DESCRIBING}* {_END}",
    ),
    _pattern(
        "a pronoun",
        "*Quist* spoke. In her own view, “we know”.",
        f".* (?P<he>HIS) [WORD ALSO]* {_END}",
    ),
    _pattern(
        "anybody",
        "Quist heard the ministry’s view: “We know.”",
        f"(?: .* (?P<owner>[WORD STRANGER]) | .* ) POSSESSIVE {_DESCRIBING}* {_END}",
    ),
)
"""Whose a noun of saying is."""

INTRODUCED = (
    _pattern(
        "to or for somebody",
        "For *Quist*, “we know”.",
        f"(?:.* SEMICOLON)? [COMMA WHEN AND ALSO]* [TO FOR] {_PLAIN}* (?P<name>NAME) COMMA? {_END}",
    ),
    _pattern(
        "the subject of a clause that ends in a colon",
        "*Quist* was clear: “We know.”",
        f"(?:.* [COMMA SEMICOLON AND] ALSO*)? (?P<name>NAME) [WORD ALSO IS IN] .* COLON {_END}",
    ),
    _pattern(
        "the subject, with an apposition",
        "*Quist*, a pilot, was clear: “We know.”",
        "(?:.* [SEMICOLON WHEN AND] ALSO*)?",
        f"(?P<name>NAME) {_APPOSITION} [^NAME]* COLON {_END}",
    ),
    _pattern(
        "a name, and where it speaks",
        "*Quist*, at the harbour: “We know.”",
        "(?:.* [SEMICOLON WHEN AND] ALSO*)?",
        f"(?P<name>NAME) COMMA [^COMMA WHEN AND NAME]* COLON {_END}",
    ),
    _pattern(
        "a name",
        "The pilot *Quist*: “We know.”",
        f".* (?<![OF IN]) (?P<name>NAME) (?:{_APPOSITION})? [COLON DASH] {_END}",
    ),
)
"""Who is presented before a quotation without a verb of saying."""

SIGNED = (
    _pattern(
        "a name behind a dash or in brackets",
        "“We know” (*Quist*, at the harbour).",
        f"[DASH BRACKET] (?P<name>NAME) (?=[COMMA COLON DASH BRACKET] | {_END})",
    ),
    _pattern("a name at the end", "“We know”, *Quist*.", f"[COMMA DASH]? (?P<name>NAME) {_END}"),
)
"""Who is presented behind a quotation without a verb of saying."""

BEGAN = (
    _pattern(
        "a name, and any verb",
        "“We know,” *Quist* began.",
        f"(?P<name>NAME) (?:{_APPOSITION})? ALSO* WORD (?=[COMMA SEMICOLON AND IN] | {_END})",
    ),
)
"""Who is presented behind a quotation whose last mark lets the sentence go on."""

GAPPED = (
    _pattern(
        "a second sayer",
        "Haddad spoke of “haste”, *Quist* of “peace”.",
        "(?= .*",
        "(?: QUOTED [COMMA SEMICOLON DASH] AND? ALSO* NAME [OF AS]",
        "  | [COMMA SEMICOLON] AND? ALSO* NAME THAT [^NAME]* )",
        f"{_END}) .* (?P<name>NAME)",
    ),
)
"""Who shares a verb of saying that stands before another name: what follows that verb is read."""

MAIN_SUBJECT = (
    _pattern(
        "the subject",
        "When Haddad says so, *Quist* is clear: “We know.”",
        ".* COMMA (?P<name>NAME) [WORD ALSO IS IN]",
    ),
)
"""Who is the subject of the clause that follows a subordinate one with a verb of saying."""


# How a sentence is built. Of a sample, that is read which stands between asterisks.

IN_SUBORDINATE_CLAUSE = _pattern(
    "up to a verb in a subordinate clause",
    "*When Haddad* says so, Quist is clear: “We know.”",
    f"(?:.* [COMMA COLON SEMICOLON])? WHEN [^COMMA COLON SEMICOLON WHEN]* {_END}",
)
IN_RELATIVE_CLAUSE = _pattern(
    "up to a verb in a relative clause",
    "*Quist, who once* told Haddad of it, says “we know”.",
    f".* {_ASIDE} WHO [^COMMA DASH BRACKET]* {_END}",
)
RESUMED_CLAUSE = _pattern(
    "from a verb to the one that resumes the clause around it",
    "Quist, who once *told Haddad of it, says* “we know”.",
    f"[^COMMA DASH BRACKET QUOTED QUOTATION]* {_ASIDE} .* [WORD ALSO IS SAYS TELLS CLAIMS]",
)
NEW_CLAUSE = _pattern(
    "a new clause right behind a quotation",
    "“We know”*, and* Quist says so.",
    "COMMA? [WHEN AND] (?!QUOTED)",
)
LATER_CLAUSE = _pattern(
    "a new clause farther behind a quotation",
    "“We know” *was heard, and* Quist says so.",
    ".* (?: [COMMA DASH] [WHEN AND] | THAT )",
)
ANOTHER_INTRODUCED = _pattern(
    "from a verb to another quotation, which it introduces",
    "“We know.” Quist *says: “We see.”*",
    "[^SEMICOLON QUOTED]* COLON QUOTED",
)
AGENT = _pattern("an agent behind a quotation", "“We know,” *by* Quist.", f"{_ASIDE}? BY")
AGENT_OF_VERB = _pattern(
    "from a passive to its agent",
    "“We know,” Haddad was told *in writing by* Quist.",
    "[^COMMA COLON SEMICOLON QUOTED QUOTATION]{0,12}? BY",
)
ANSWERED = _pattern(
    "up to a noun of saying that is answered",
    "*To Quist’s* question Haddad says “we know”.",
    f".* TO NAME POSSESSIVE {_DESCRIBING}* {_END}",
)
BEHIND_QUOTATION = _pattern(
    "up to a verb that its subject follows",
    "*“We know,”* says Quist.",
    f".* [QUOTED QUOTATION] [COMMA DASH]? {_END} | {_END}",
)
INVERTED = _pattern(
    "a verb and its subject between commas",
    "It is*, says Quist,* “known”.",
    f"COMMA [SAYS CLAIMS] NAME (?:[COMMA SEMICOLON DASH BRACKET] | {_END})",
)
OBJECT_OF_RELATIVE = _pattern(
    "up to the verb of a relative clause that has a subject of its own",
    "*The pilot whom Quist* told of it was clear: “We know.”",
    f".* WHO NAME {_END}",
)
OF_SOMETHING = _pattern(
    "a name, and where it is from, at the end",
    "In May *Quist of the harbour office*",
    rf"(?P<name>NAME) [OF IN] [WORD THE STRANGER]+ {_END}",
)
SUBJECT = _pattern(
    "the subject that begins a sentence",
    "*And then Quist* spoke of “haste”.",
    "[COMMA AND ALSO]* NAME (?!POSSESSIVE)",
)
