"""The one table of what a reader sees: no name stands twice, and all that it names is read."""

from __future__ import annotations

from typing import get_args, get_type_hints

import pytest

from sphinx_facts.readers import directives, visibility
from sphinx_facts.readers.visibility import Directive, Tag


def test_a_name_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        visibility._by_name((Tag(), "a b"), (Tag("inline"), "c", "d a"))


def test_every_kind_of_content_has_what_reads_it() -> None:
    assert set(get_args(get_type_hints(Directive)["content"])) == set(directives._CONTENTS)


def test_every_directive_of_the_extension_is_known_by_both_names() -> None:
    for name in ("quotation", "chart", "people", "verify"):
        assert visibility.DIRECTIVES[name] == visibility.DIRECTIVES[f"facts:{name}"]


def test_where_a_role_works_the_content_is_read_as_prose_or_as_a_quotation() -> None:
    """What `--fix` may touch is what the reader reads for itself."""
    for name, shows in visibility.DIRECTIVES.items():
        assert not shows.is_markdown or shows.content in ("prose", "rows", "quotation"), name
