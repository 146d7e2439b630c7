"""Whether what a figure counts is told as having done a thing, or as that to which it was done."""

from __future__ import annotations

import pytest

from sphinx_facts.english.telling.deeds import deeds


@pytest.mark.parametrize(
    ("before", "behind", "told"),
    [
        ("The fort was attacked by ", " men", {"attack": "doer"}),
        ("The fort attacked ", " men", {"attack": "sufferer"}),
        ("", " men of the town were quickly attacked", {"attack": "sufferer"}),
        ("", " men attacked the fort", {"attack": "doer"}),
        ("", " men attacked Helena", {"attack": "doer"}),
        ("", " men landed in the bay", {}),
        ("The army lost ", " men", {}),
        ("", " men rested and the others attacked the fort", {}),
        ("", " men were ordered to attack", {}),
    ],
)
def test_who_did_it(before: str, behind: str, told: dict[str, str]) -> None:
    assert deeds(before, behind) == told
