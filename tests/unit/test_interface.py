"""What `sphinx_facts` itself hands on is all there, and nothing is loaded before it is used."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest

import sphinx_facts
from sphinx_facts import check_book, entails, find_figures, find_quotations


def test_every_public_name_is_there_and_has_a_home() -> None:
    assert sphinx_facts.__all__ == sorted(sphinx_facts.__all__)
    assert {*sphinx_facts._HOMES, "__version__", "setup"} == set(sphinx_facts.__all__)
    for name in sphinx_facts.__all__:
        assert getattr(sphinx_facts, name) is not None


def test_a_name_that_there_is_not_is_told() -> None:
    with pytest.raises(AttributeError, match="no attribute 'check_books'"):
        _ = sphinx_facts.check_books


def test_figures_and_quotations_are_found_and_compared_from_the_package_itself() -> None:
    (recorded,) = find_figures("over 11,000 soldiers")
    (lower,), (other,) = find_figures("at least 10,000"), find_figures("12,000")
    assert recorded.low == Decimal(11_000)
    assert entails(recorded, lower)
    assert not entails(recorded, other)
    assert [each.text for each in find_quotations("He calls it “a gamble” today.")] == ["a gamble"]
    assert check_book.__module__ == "sphinx_facts.api"


def test_the_package_loads_nothing_of_itself_before_it_is_asked() -> None:
    loaded = "sorted(name for name in sys.modules if name.startswith('sphinx_'))"
    probe = f"import sys, sphinx_facts\nprint(*{loaded})"
    site = str(sphinx_facts.__path__[0]).removesuffix("sphinx_facts")
    ran = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True, cwd=site
    )
    assert ran.stdout.split() == ["sphinx_facts", "sphinx_facts.version"]
