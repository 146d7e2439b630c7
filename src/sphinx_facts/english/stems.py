"""What forms of a word share."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .lexicon import families, family, read

WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = family("endings.stems")
IRREGULAR: dict[str, str] = {
    form: verb for verb, forms in read("verbs")["irregular"].items() for form in forms
}
_AGENT = family("endings.agents")[0]
_SHORTEST_STEM = 3


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """What forms of a word share: *cut* of *cuts*, *execut* of *executed* and *execution*."""
    low = word.lower()
    low = IRREGULAR.get(low, low)
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _SHORTEST_STEM:
            cut = low[: -len(ending)]
            if cut.endswith(_AGENT) and len(cut) - len(_AGENT) >= _SHORTEST_STEM:
                cut = cut[: -len(_AGENT)]  # As of *deliver*, so of *delivered*.
            return cut[:-1] if len(cut) > _SHORTEST_STEM and cut[-1] == cut[-2] else cut
    return low


@lru_cache(maxsize=1024)
def stems(text: str) -> frozenset[str]:
    """The stems of the words of a text."""
    return frozenset(map(stem, WORD.findall(text)))


def is_same_root(one: str, other: str) -> bool:
    """Whether two words share what they begin with: *dismissal* and *dismissing*."""
    if stem(one) == stem(other):
        return True
    shortest = min(map(len, (stem(one), stem(other))))
    return shortest > _SHORTEST_STEM and one.lower()[:shortest] == other.lower()[:shortest]


@cache
def small_stems() -> frozenset[str]:
    """The stems of the words that bind others together and name nothing."""
    return stems(" ".join(families("function_words")))
