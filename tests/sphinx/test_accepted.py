"""What is accepted in a chapter is accepted in the build, and in the audit of its pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from books import cases
from building import FILES, Book

from sphinx_facts.api import audit_pages, check_book

LISTED = "- 77 boats\n- 88 men\n"
CHAPTER = f"""\
# The bridge

Every day {{fact}}`cars` cross it. {{quote}}`no-longer` says {{person}}`ada-quist`.

% sphinx-facts: ignore[F001, Q001] It is of a rhyme,
%   and “nobody” counts <them>.

In it are 77 boats and “the men”.

% sphinx-facts: ignore[F001] All of the list.

{LISTED}

% sphinx-facts: ignore[F001] The name of a play.

## The 39 ferries

% sphinx-facts: ignore[F001] What is on the picture.

```{{figure}} boats.svg
:alt: 66 boats

Of 66 boats.
```

% sphinx-facts: ignore[F001] A drawing.

<div>55 cats</div>

% sphinx-facts: ignore[F001] Lengths at sea.

```{{chart}} bars
:title: The 22 boats

They cross the bridge in 33 boats <cars>
```
"""
REST = """\
Rest
====

There are 55 boats.

.. sphinx-facts: ignore[F001] They are of a rhyme,
   so nobody counts them.

There are 77 boats.

.. sphinx-facts: ignore[F001] All of the table.

=====  ==
Boats  77
Men    88
=====  ==

.. sphinx-facts: ignore[Q001]

There are “so many”.
"""


def found(text: str) -> list[tuple[str, str, str]]:
    return re.findall(r"(\w+)\.(?:md|rst):(\d+): WARNING: ([A-Z]\d+)", text)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    made = Book(tmp_path_factory.mktemp("book"), bridge=CHAPTER)
    made.write({"docs/boats.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'})
    return made


def test_all_three_gates_accept_the_same(book: Book) -> None:
    check = check_book([book.folder / "docs/bridge.md"], book.folder / "facts")
    assert check.findings == []
    assert check.summary.accepted == 10
    made = book.build()
    assert made.warnings == []
    audit = audit_pages(made.out, book.folder / "facts")
    assert audit.findings == []
    # The title of a chart is in its drawing, too; a heading in the contents of the book.
    assert audit.summary.accepted >= check.summary.accepted


@pytest.mark.parametrize("name", ["epub", "latex", "text", "singlehtml", "dirhtml"])
def test_every_builder_shows_what_is_accepted(name: str, book: Book) -> None:
    made = book.build(name)
    assert [text for text in made.warnings if "facts" in text] == []


def test_the_page_tells_why(book: Book) -> None:
    page = book.build().page("bridge")
    assert (
        '<p><span data-facts-ignore="F001 Q001" data-facts-reason="It is of a rhyme, and “nobody” '
        'counts &lt;them&gt;.">In it are 77 boats and “the men”.</span></p>'
    ) in page


def test_a_title_is_accepted_wherever_it_is_shown(tmp_path: Path) -> None:
    comment = "% sphinx-facts: ignore[F001] The name of a play.\n\n"
    title = f"{comment}# The 39 ferries\n\nOnly words on {{fact}}`cars` that cross the bridge.\n"
    book = Book(tmp_path, plain=title)
    made = book.build(html_theme="sphinx_book_theme", html_sidebars={})
    assert made.warnings == []
    assert audit_pages(made.out, book.folder / "facts").findings == []
    assert made.page("index").count("39 ferries") >= 1


def test_comments_of_restructured_text_count_in_the_build(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        {
            "docs/rest.rst": REST,
            "docs/index.md": FILES["docs/index.md"] + "\n```{toctree}\nrest\n```\n",
        }
    )
    made = book.build()
    assert found("\n".join(made.warnings)) == [
        ("rest", "4", "F001"), ("rest", "20", "Q001"), ("rest", "18", "C008"),
    ]  # fmt: skip
    audit = audit_pages(made.out, book.folder / "facts")
    assert [(each.code, Path(each.location.path).name) for each in audit.findings] == [
        ("F001", "rest.html"), ("Q001", "rest.html"),
    ]  # fmt: skip


@pytest.mark.parametrize("case", cases("acceptance"))
def test_a_build_judges_a_comment_as_the_check_does(
    case: dict[str, object], tmp_path: Path
) -> None:
    book = Book(tmp_path, plain=f"# Plain\n\n{case['text']}")
    made = book.build()
    errors = [code for _, _, code in found("\n".join(made.warnings))]
    assert isinstance(stands := case.get("stands", []), list)
    # What is a notice is not warned of.
    assert sorted(errors) == sorted(each[:4] for each in stands if not each.startswith("C007"))


def test_what_a_fact_allows_shows_in_its_entry_and_is_allowed_in_the_build(tmp_path: Path) -> None:
    book = Book(tmp_path, plain="# Plain\n\nEach day {fact}`4,000 cars <cars>` cross it.\n")
    assert [code for _, _, code in found("\n".join(book.build().warnings))] == ["F003"]
    allow = "    allow: {F003: The town counts <so>.}\n    near:"
    book.change("facts/facts.yaml", "    near:", allow)
    made = book.build()
    assert made.warnings == []
    assert audit_pages(made.out, book.folder / "facts").findings == []
    entry = made.page("lists").partition('id="fact-cars"')[2].partition("</section>")[0]
    assert "Accepted" in entry
    assert "The town counts &lt;so&gt;." in entry


def test_the_build_takes_the_severities_of_the_project(tmp_path: Path) -> None:
    book = Book(tmp_path, plain="# Plain\n\nOf 77 boats.\n")
    settings = '[tool.sphinx-facts.severity]\n"docs/plain.md:F001" = "{}"\n'
    for level, codes in (("notice", []), ("off", []), ("error", ["F001"])):
        book.write({"pyproject.toml": settings.format(level)})
        assert [code for _, _, code in found("\n".join(book.build().warnings))] == codes


def test_settings_without_a_meaning_end_the_build(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write({"pyproject.toml": '[tool.sphinx-facts.severity]\n"F999" = "off"\n'})
    with pytest.raises(SystemExit):
        book.build()
