"""What a word or mark does in a sentence that says who says something: its kind.

Kinds are named after one of their words. A sentence is read as a string of kinds, a letter each,
and patterns over such strings are written in names of kinds: ``SAYS THE* NAME``.
"""

from __future__ import annotations

import re
from enum import StrEnum

from ..lexicon import families


class Kind(StrEnum):
    """A kind of word or mark; the value is its letter, which nothing else has to know."""

    SAYS = "V"
    CLAIMS = "Z"
    """A verb of saying that may also be a noun."""
    TELLS = "T"
    """A verb of saying after which the hearer stands, or the matter."""
    SAYING = "G"
    QUOTES = "C"
    STATEMENT = "K"
    ACCORDING = "A"
    IS = "B"
    ALSO = "m"
    """What may stand between a subject and its verb."""
    HE = "P"
    HIS = "y"
    THE = "g"
    BY = "b"
    OF = "o"
    TO = "t"
    FOR = "f"
    IN = "i"
    AS = "a"
    THAT = "h"
    WHO = "w"
    AND = "n"
    WHEN = "j"
    SPOKESMAN = "R"
    """Who speaks for somebody; a name beside it is that of somebody else."""
    AIDE = "r"
    """Whose somebody is; a name beside it may be the aide's own."""
    WORD = "x"
    """Any other word."""

    COMMA = "c"
    COLON = "k"
    SEMICOLON = "s"
    DASH = "d"
    BRACKET = "e"

    NAME = "N"
    """That of somebody who is recorded."""
    POSSESSIVE = "S"
    """The ``'s`` of a name."""
    STRANGER = "u"
    """A name that nobody has recorded."""
    QUOTATION = "Q"
    """The quotation that is asked about."""
    QUOTED = "q"
    """Another quotation."""


_FAMILIES: dict[Kind, tuple[str, ...]] = {
    Kind.SAYS: ("sayings.verbs.saying", "sayings.verbs.answering"),
    Kind.CLAIMS: ("sayings.verbs.or_nouns",),
    Kind.TELLS: ("sayings.verbs.telling", "sayings.verbs.describing", "sayings.naming"),
    Kind.SAYING: ("sayings.verbs.continuous",),
    Kind.QUOTES: ("sayings.verbs.quoting",),
    Kind.STATEMENT: ("sayings.nouns",),
    Kind.ACCORDING: ("sayings.phrases.according",),
    Kind.IS: ("function_words.auxiliaries.be",),
    Kind.ALSO: (
        "function_words.auxiliaries.have",
        "function_words.auxiliaries.do",
        "function_words.auxiliaries.modals",
        "function_words.adverbs.middle",
        "function_words.adverbs.denying",
        "function_words.pronouns.reflexive",
        "function_words.determiners.both",
    ),
    Kind.HE: ("function_words.pronouns.he",),
    Kind.HIS: (
        "function_words.pronouns.his",
        "function_words.pronouns.owners",
        "function_words.relatives.whose",
    ),
    Kind.THE: (
        "function_words.determiners.articles",
        "function_words.determiners.demonstratives",
        "function_words.determiners.any",
    ),
    Kind.BY: ("function_words.prepositions.short.by",),
    Kind.OF: ("function_words.prepositions.short.of",),
    Kind.TO: ("function_words.prepositions.short.to",),
    Kind.FOR: ("function_words.prepositions.short.for",),
    Kind.IN: (
        "function_words.prepositions.short.in",
        "function_words.prepositions.short.with",
        "function_words.prepositions.others",
    ),
    Kind.AS: ("function_words.prepositions.short.as",),
    Kind.THAT: ("function_words.determiners.that",),
    Kind.WHO: ("function_words.relatives.who", "function_words.relatives.which"),
    Kind.AND: ("function_words.conjunctions.joining",),
    Kind.WHEN: ("function_words.conjunctions.clauses", "function_words.conjunctions.questions"),
    Kind.SPOKESMAN: ("people.relations.spokesmen",),
    Kind.AIDE: ("people.relations.aides",),
    Kind.STRANGER: ("people.names.with_verbs",),
}

KIND_OF_WORD = {word: kind for kind, places in _FAMILIES.items() for word in families(*places)}
"""The kind of each word that has one other than `Kind.WORD`; some are phrases."""

KIND_OF_MARK = {
    ",": Kind.COMMA,
    ":": Kind.COLON,
    ";": Kind.SEMICOLON,
    "–": Kind.DASH,
    "—": Kind.DASH,
    "--": Kind.DASH,
    **dict.fromkeys("()[]", Kind.BRACKET),
}


def compile_kinds(pattern: str) -> re.Pattern[str]:
    """A regular expression over kinds, from one in which they stand by their names in capitals.

    Spaces mean nothing. Raises `KeyError` where a name is that of no kind.
    """
    letters = re.sub(r"[A-Z]{2,}", lambda name: Kind[name[0]].value, pattern)
    return re.compile("".join(letters.split()))
