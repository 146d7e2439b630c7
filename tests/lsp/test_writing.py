"""What an editor is told of a book while it is written, by one server for all of these tests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from books import FILES, cases, make_book, write
from conftest import SITE
from editor import SERVER, Editor
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from sphinx_facts.lsp.positions import Text

CHAPTER, FACTS = "docs/bridge.md", "facts/facts.yaml"
OF_CHAPTER, OF_FACTS = FILES[CHAPTER], FILES[FACTS]


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    book = make_book(tmp_path_factory.mktemp("book"))
    write(book, {"pyproject.toml": "[tool.sphinx-facts]\n"})
    write(book, {"facts/snapshots/gazette.txt": FILES["snapshots/gazette.txt"]})
    opened = Editor(book)
    yield opened
    assert opened.close() == 0


@pytest.fixture(autouse=True)
def as_it_was(editor: Editor) -> Iterator[None]:
    """What a test has opened is closed after it."""
    yield
    for name in editor.open_names():
        editor.close_text(name)


def codes(found: list[types.Diagnostic]) -> list[tuple[str, str]]:
    """The codes of findings, each with where it begins and ends."""
    return [(str(each.code), str(each.range)) for each in found]


# Cases


@pytest.mark.parametrize("case", cases("writing"))
def test_a_place_is_answered(case: dict[str, Any], editor: Editor) -> None:
    name = case.get("file", CHAPTER)
    before, _, after = case["text"].partition("▮")
    for other, edits in case.get("also", {}).items():
        content = FILES[other]
        for old, new in zip(edits[::2], edits[1::2], strict=True):
            content = content.replace(old, new)
        editor.write_text(other, content)
    editor.write_text(name, before + after)
    at = Text(before + after).position(len(before))
    place = editor.document(name), at
    if "completes" in case:
        listed = editor.ask("textDocument/completion", types.CompletionParams(*place))
        assert [each.label for each in listed.items] == case["completes"]
        for each in listed.items:
            assert each.text_edit.range.start.line == each.text_edit.range.end.line == at.line
            assert each.text_edit.range.start <= at <= each.text_edit.range.end
    if "hovers" in case:
        shown = editor.ask("textDocument/hover", types.HoverParams(*place))
        text = shown.contents.value if shown else ""
        assert bool(text) == bool(case["hovers"])
        assert [part for part in case["hovers"] if part not in text] == []
    if "defined" in case:
        there = editor.ask("textDocument/definition", types.DefinitionParams(*place))
        assert (there and where(editor, there)) == case["defined"]
    if "offers" in case:
        around, found = types.Range(at, at), editor.findings(name, before + after)
        about = [each for each in found if each.range.start <= at <= each.range.end]
        asked = types.CodeActionParams(place[0], around, types.CodeActionContext(about))
        actions = editor.ask("textDocument/codeAction", asked)
        assert [each.title for each in actions] == case["offers"]


def where(editor: Editor, place: types.Location) -> str:
    start = place.range.start
    name = place.uri.removeprefix(f"{editor.folder.as_uri()}/")
    return f"{name}:{start.line + 1}:{start.character + 1}"


# Findings


def test_findings_come_without_saving_at_their_places_in_utf_16(editor: Editor) -> None:
    text = "# 다리 😀\n\n😀 다리 위로 12 😀 cars, and 13.\r\n"
    assert codes(editor.findings(CHAPTER, text)) == [("F001", "2:9-2:11"), ("F001", "2:25-2:27")]
    assert (editor.folder / CHAPTER).read_text("utf-8") == OF_CHAPTER


def test_a_finding_says_what_is_wrong_what_is_recorded_and_what_to_do(editor: Editor) -> None:
    (found,) = editor.findings(CHAPTER, OF_CHAPTER.replace("`cars`", "`over 5,000 cars <cars>`"))
    assert found.code == "F002"
    assert found.source == "sphinx-facts"
    assert found.severity == types.DiagnosticSeverity.Error
    assert "shown: over 5,000 cars\nrecorded: over 4,000 cars\n" in found.message
    assert found.message.splitlines()[-1].startswith("do: ")
    (related,) = found.related_information or ()
    assert where(editor, related.location) == "facts/facts.yaml:17:3"


def test_the_newest_version_wins(editor: Editor) -> None:
    for number in range(20):
        editor.write_text(CHAPTER, f"{OF_CHAPTER}\nThere are {number + 20} boats.\n")
    assert codes(editor.findings(CHAPTER, OF_CHAPTER)) == []


def test_what_moved_keeps_its_findings_and_they_move_with_it(editor: Editor) -> None:
    text = f"{OF_CHAPTER}\nThere are 12 boats.\n"
    assert codes(editor.findings(CHAPTER, text)) == [("F001", "5:10-5:12")]
    assert codes(editor.findings(CHAPTER, "\n\n" + text)) == [("F001", "7:10-7:12")]


def test_a_chapter_that_is_closed_has_no_findings_any_more(editor: Editor) -> None:
    assert editor.findings(CHAPTER, "There are 12 boats.\n")
    editor.close_text(CHAPTER)
    assert editor.published(CHAPTER, lambda each: not each.diagnostics) == []


def test_what_is_included_has_its_findings_in_its_own_file(editor: Editor) -> None:
    write(editor.folder, {"docs/part.txt": "There are 12 boats.\n"})
    assert codes(editor.findings(CHAPTER, OF_CHAPTER + "\n```{include} part.txt\n```\n")) == []
    found = editor.published("docs/part.txt", lambda each: bool(each.diagnostics))
    assert codes(found) == [("F001", "0:10-0:12")]
    editor.findings(CHAPTER, OF_CHAPTER)
    assert editor.published("docs/part.txt", lambda each: not each.diagnostics) == []
    (editor.folder / "docs/part.txt").unlink()


def test_a_comment_accepts_here_too_and_what_is_no_chapter_is_left_alone(editor: Editor) -> None:
    accepted = "% sphinx-facts: ignore[F001] The boats are drawn.\nThere are 12 boats.\n"
    assert codes(editor.findings(CHAPTER, f"{OF_CHAPTER}\n{accepted}")) == []
    assert codes(editor.findings("notes.md", "There are 12 boats.\n")) == []
    assert codes(editor.findings("docs/other.rst", "There are 12 boats.\n")) == []


def test_a_notebook_is_checked_where_it_is_open_as_a_text(editor: Editor) -> None:
    cell = '{"cell_type": "markdown", "metadata": {}, "source": ["There are 12 boats."]}'
    whole = f'{{"cells": [\n{cell}\n], "metadata": {{}}, "nbformat": 4, "nbformat_minor": 5}}'
    write(editor.folder, {"docs/book.ipynb": whole})
    assert codes(editor.findings("docs/book.ipynb", whole)) == [("F001", "1:64-1:66")]
    (editor.folder / "docs/book.ipynb").unlink()


# Facts


def test_facts_are_checked_and_chapters_by_them_before_they_are_saved(editor: Editor) -> None:
    assert codes(editor.findings(CHAPTER, OF_CHAPTER)) == []
    renamed = OF_FACTS.replace("  cars:", "  carts:")
    editor.write_text(FACTS, renamed)
    found = editor.published(CHAPTER, lambda each: bool(each.diagnostics))
    assert codes(found) == [("C001", "2:10-2:22")]
    editor.write_text(FACTS, OF_FACTS)
    assert editor.published(CHAPTER, lambda each: not each.diagnostics) == []
    assert (editor.folder / FACTS).read_text("utf-8") == OF_FACTS


def test_facts_that_are_no_yaml_are_told_and_the_chapter_is_not_told_to_be_in_order(
    editor: Editor,
) -> None:
    assert codes(editor.findings(CHAPTER, OF_CHAPTER)) == []
    (found,) = editor.findings(FACTS, OF_FACTS.replace("    near: [cross", "    neer: [cross"))
    assert (found.code, str(found.range.start)) == ("X001", "19:4")
    assert "did you mean near?" in found.message
    (told,) = editor.published(CHAPTER, lambda each: bool(each.diagnostics))
    assert "this is checked by the facts as they last were: facts/facts.yaml:20:5" in told.message
    assert codes(editor.findings(FACTS, OF_FACTS)) == []
    assert editor.published(CHAPTER, lambda each: not each.diagnostics) == []


def test_an_excerpt_is_held_to_the_snapshot_at_hand(editor: Editor) -> None:
    text = OF_FACTS.replace("cars cross the old bridge", "carts cross the old bridge")
    found = editor.findings(FACTS, text)
    assert ("E001", "22:17-22:54") in codes(found)
    assert any("do not stand in the snapshot of gazette" in each.message for each in found)


def test_an_id_of_another_script_is_refused_where_it_stands(editor: Editor) -> None:
    (found,) = editor.findings(FACTS, OF_FACTS.replace("  lady:", "  다리😀:"))
    assert (found.code, str(found.range)) == ("X001", "30:2-30:6")


# Navigation


def test_every_place_that_names_an_entry_is_found(editor: Editor) -> None:
    editor.findings(CHAPTER, OF_CHAPTER + "\n```{quotation} no-longer\n```\n")
    at = types.Position(2, OF_CHAPTER.splitlines()[2].index("no-longer"))
    places = []
    for too in (True, False):
        context = types.ReferenceContext(include_declaration=too)
        asked = types.ReferenceParams(context, editor.document(CHAPTER), at)
        answer = editor.ask("textDocument/references", asked)
        places.append([where(editor, each) for each in answer])
    in_chapter = ["docs/bridge.md:3:42", "docs/bridge.md:6:16"]
    assert places == [[*in_chapter, "facts/facts.yaml:24:3"], in_chapter]


def test_what_a_file_of_facts_names_is_found_in_the_others(editor: Editor) -> None:
    editor.findings(FACTS, OF_FACTS)
    at = types.Position(13, OF_FACTS.splitlines()[13].index("gazette") + 1)
    context = types.ReferenceContext(include_declaration=False)
    asked = types.ReferenceParams(context, editor.document(FACTS), at)
    answer = editor.ask("textDocument/references", asked)
    assert [where(editor, each).split(":")[1] for each in answer] == ["14", "22", "29", "35"]


def test_an_entry_gets_another_id_wherever_it_is_named_saved_or_not(editor: Editor) -> None:
    text = OF_CHAPTER + "\n😀 {fact}`4,000 <cars>`\n"
    editor.findings(CHAPTER, text)
    editor.findings(FACTS, "# not saved\n" + OF_FACTS)
    at = types.Position(2, OF_CHAPTER.splitlines()[2].index("cars") + 1)
    document = editor.document(CHAPTER)
    held = editor.ask("textDocument/prepareRename", types.PrepareRenameParams(document, at))
    assert str(held) == "2:17-2:21"
    asked = types.RenameParams(document, at, "carts")
    edit = editor.ask("textDocument/rename", asked)
    made = {name: applied(editor, edit, name, now) for name, now in {
        CHAPTER: text, FACTS: "# not saved\n" + OF_FACTS,
        "facts/facts.lock": (editor.folder / "facts/facts.lock").read_text("utf-8"),
    }.items()}  # fmt: skip
    assert len(edit.changes) == len(made)
    assert made[CHAPTER] == text.replace("`cars`", "`carts`").replace("<cars>", "<carts>")
    assert made[FACTS].startswith("# not saved\n")
    assert "\n  carts:\n" in made[FACTS]
    assert "formerly: [cars]" in made[FACTS]
    assert "facts/carts/evidence/0/excerpt" in made["facts/facts.lock"]
    assert (editor.folder / CHAPTER).read_text("utf-8") == OF_CHAPTER


def applied(editor: Editor, edit: types.WorkspaceEdit, name: str, content: str) -> str:
    """A text as it is after an edit."""
    text = Text(content)
    for each in reversed((edit.changes or {})[editor.uri(name)]):
        start, end = text.offset(each.range.start), text.offset(each.range.end)
        content = content[:start] + each.new_text + content[end:]
    return content


def test_a_source_is_renamed_and_its_snapshot_is_named(editor: Editor) -> None:
    editor.findings(CHAPTER, OF_CHAPTER + "\nSo {source}`gazette` says.\n")
    asked = types.RenameParams(editor.document(CHAPTER), types.Position(5, 14), "post")
    edit = editor.ask("textDocument/rename", asked)
    assert applied(editor, edit, FACTS, OF_FACTS).count("source: post\n") == 4
    assert editor.heard("Call the snapshot of the source post too.")


@pytest.mark.parametrize("new", ["no-longer", "Two words", "다리", ""])
def test_an_id_that_cannot_be_is_refused_with_the_reason(new: str, editor: Editor) -> None:
    editor.findings(CHAPTER, OF_CHAPTER)
    at = types.Position(2, OF_CHAPTER.splitlines()[2].index("cars") + 1)
    with pytest.raises(JsonRpcException, match=r"cannot be one|is not an id"):
        editor.ask("textDocument/rename", types.RenameParams(editor.document(CHAPTER), at, new))


def test_a_code_is_explained(editor: Editor) -> None:
    asked = types.ExecuteCommandParams("sphinx-facts.why", ["F003"])
    text = editor.ask("workspace/executeCommand", asked)
    assert text.startswith("F003 hedge-dropped")
    assert editor.heard("F003 hedge-dropped") == text


def test_what_is_offered_mends_the_chapter(editor: Editor) -> None:
    text = "# The bridge\n\n😀 Every day over 4,000 cars cross the bridge.\n"
    found = editor.findings(CHAPTER, text)
    whole = types.Range(types.Position(2, 0), types.Position(2, 40))
    asked = types.CodeActionParams(
        editor.document(CHAPTER), whole, types.CodeActionContext(diagnostics=found)
    )
    action = editor.ask("textDocument/codeAction", asked)[0]
    assert codes(action.diagnostics) == codes(found)
    ((uri, (edit,)),) = action.edit.changes.items()
    assert uri == editor.uri(CHAPTER)
    opened = Text(text)
    start, end = opened.offset(edit.range.start), opened.offset(edit.range.end)
    assert codes(editor.findings(CHAPTER, text[:start] + edit.new_text + text[end:])) == []


def test_a_fact_is_added_from_the_words_of_a_source_at_hand(editor: Editor) -> None:
    found = editor.findings(CHAPTER, OF_CHAPTER + "\nThey counted in 2019.\n")
    asked = types.CodeActionParams(
        editor.document(CHAPTER), found[0].range, types.CodeActionContext(diagnostics=found)
    )
    first, *_ = editor.ask_raw("textDocument/codeAction", asked)
    assert first["title"].startswith(
        "Add a fact from gazette: Over 4,000 cars cross the old bridge"
    )
    editor.findings(FACTS, "# not saved\n" + OF_FACTS)
    add = types.ExecuteCommandParams(first["command"]["command"], first["command"]["arguments"])
    id_ = editor.ask("workspace/executeCommand", add)
    made = applied(editor, editor.applied[-1].edit, FACTS, "# not saved\n" + OF_FACTS)
    assert made.startswith("# not saved\n")
    assert f"\n  {id_}:\n" in made
    assert "status: proposed" in made
    assert editor.heard(f"{id_} is proposed.")
    assert editor.uri("facts/facts.lock") in (editor.applied[-1].edit.changes or {})
    assert (editor.folder / FACTS).read_text("utf-8") == OF_FACTS


def test_what_is_recorded_already_is_not_added_again(editor: Editor) -> None:
    editor.findings(CHAPTER, OF_CHAPTER)
    arguments = [editor.uri(CHAPTER), "gazette", "4,000", 0]
    with pytest.raises(JsonRpcException, match="this is recorded already: cars"):
        editor.ask(
            "workspace/executeCommand", types.ExecuteCommandParams("sphinx-facts.add", arguments)
        )


# Bad input


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"null", b"{", b"\xff\xfe", b'{"jsonrpc": "2.0"}', b"[" * 20_000,
        b'{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"textDocument": 7}}',
        b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": []}',
        b'{"jsonrpc": "2.0", "method": "no/such", "params": {}}',
        b'{"jsonrpc": "2.0", "id": [1], "method": "shutdown"}',
    ],
)  # fmt: skip
def test_nonsense_does_not_end_the_server(body: bytes, editor: Editor) -> None:
    editor.write(b"no header at all\r\nContent-Length: nine\r\n\r\n")
    editor.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    assert codes(editor.findings(CHAPTER, "There are 12 boats.\n")) == [("F001", "0:10-0:12")]


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("textDocument/hover", {"textDocument": {"uri": 3}}),
        ("textDocument/hover", {}),
        ("textDocument/completion", None),
        ("no/such", {}),
        ("workspace/executeCommand", {"command": "no-such", "arguments": []}),
        ("workspace/executeCommand", {"command": "sphinx-facts.why", "arguments": ["F999"]}),
        ("workspace/executeCommand", {"command": "sphinx-facts.why", "arguments": []}),
        ("workspace/executeCommand", {"command": "sphinx-facts.add", "arguments": [1, {}, 2]}),
    ],
)
def test_a_request_that_is_none_is_answered_with_an_error(
    method: str, params: object, editor: Editor
) -> None:
    with pytest.raises(JsonRpcException) as refused:
        editor.ask_raw(method, params)
    assert "Traceback" not in str(refused.value)


@pytest.mark.parametrize(
    "uri", ["untitled:Untitled-1", "file:///no/such/place.md", "https://example.org/a.md", "", "\0"]
)
def test_what_is_in_no_book_has_no_answer(uri: str, editor: Editor) -> None:
    document, at = types.TextDocumentIdentifier(uri), types.Position(10**6, 10**6)
    assert editor.ask("textDocument/hover", types.HoverParams(document, at)) is None
    assert editor.ask("textDocument/definition", types.DefinitionParams(document, at)) is None


def test_a_place_beyond_the_text_has_no_answer(editor: Editor) -> None:
    editor.findings(CHAPTER, OF_CHAPTER)
    for at in (types.Position(10**6, 0), types.Position(0, 10**6), types.Position(2**31 - 1, 9)):
        asked = types.HoverParams(editor.document(CHAPTER), at)
        assert editor.ask("textDocument/hover", asked) is None


def test_a_chapter_of_ten_megabytes_is_said_to_be_too_long(editor: Editor) -> None:
    (found,) = editor.findings(CHAPTER, "There are 12 boats.\n\n" * 500_000)
    assert found.code == "X003"
    assert "is not checked while it is written" in found.message
    assert codes(editor.findings(CHAPTER, OF_CHAPTER)) == []


def test_half_a_character_is_no_fault_of_the_server(editor: Editor) -> None:
    found = editor.findings(CHAPTER, "\ud83d There are 12 boats.\n")
    assert codes(found) == [("F001", "0:12-0:14")]


def test_without_the_library_one_sentence_says_what_to_install(tmp_path: Path) -> None:
    lacking = "import sys; sys.modules['pygls'] = None; sys.path.insert(0, sys.argv[1])\n"
    run = "from sphinx_facts.cli import main; sys.exit(main(['lsp']))"
    ran = subprocess.run(
        [sys.executable, "-c", lacking + run, str(SITE)],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "This takes pygls: run pip install 'sphinx-facts[lsp]'.\n"


def test_it_loads_nothing_of_sphinx(tmp_path: Path) -> None:
    run = "import sys; sys.path.insert(0, sys.argv[1])\nimport sphinx_facts.lsp.server\n"
    every = "import sphinx_facts.lsp.additions; print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", run + every, str(SITE)],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = {name.partition(".")[0] for name in ran.stdout.split()}
    assert loaded & {"sphinx", "docutils", "myst_parser"} == set()


def test_it_ends_when_the_editor_is_gone(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(SITE)}
    ran = subprocess.run(
        SERVER, input=b"", cwd=tmp_path, capture_output=True, check=False, env=environment
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, b"", b"")
