"""What the guesses look for, as patterns made of the words of the lexicon."""

from __future__ import annotations

from ..english.lexicon import Regex, alternatives, families, family

_VERBS = families(
    "sayings.verbs.saying",
    "sayings.verbs.answering",
    "sayings.verbs.telling",
    "sayings.verbs.or_nouns",
    "sayings.verbs.finding",
    "sayings.verbs.unsure",
)
_DESCRIBING = families("sayings.verbs.describing.finite", "sayings.verbs.describing.infinitive")
SPOKEN = rf"{alternatives([*_VERBS, *_DESCRIBING])}\b"
"""Matches a verb of saying."""
ACCORDING = alternatives(family("sayings.phrases.according")) + r"\b"
ARTICLE = alternatives(family("function_words.determiners.articles"))
OWNER = alternatives(families("function_words.pronouns.his", "function_words.pronouns.owners"))
DETERMINER = rf"(?:{ARTICLE}|{OWNER})"
PRONOUN = alternatives(family("function_words.pronouns.he"))

ROLE = (
    rf"(?!{alternatives(family('people.roles.no_roles'))}\b)"
    rf"(?:\w{{2,}}{alternatives(family('endings.roles'))}"
    rf"|{alternatives(families('people.roles.nouns', 'people.relations'))}"
    rf"|{alternatives(title.lower() for title in family('people.titles.whole'))})"
)
"""Matches what somebody may be, in small letters."""

_ADVERB = rf"\w+{alternatives(family('endings.adverbs'))}"
_BETWEEN = alternatives(
    families(
        "function_words.auxiliaries.have",
        "function_words.adverbs.middle",
        "function_words.relatives.who",
    )
)
SAYS_AFTER = Regex(rf"(?:,[^.;:“”\"]{{2,160}},)?\s(?:(?:{_ADVERB}|{_BETWEEN})\s){{0,2}}{SPOKEN}")
"""A verb of saying behind a name."""
SAYS_BEFORE = Regex(
    rf"\b(?:{alternatives(_VERBS)}(?:\s{_ADVERB})?|{alternatives(family('sayings.phrases.source'))})"
    rf"\s(?:{ARTICLE}\s)?(?:{ROLE}\s)?\Z"
)
"""A verb of saying before the name of whoever says it, or hears it."""
