"""The server: which request of an editor is answered by what."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInternalError, JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter

from ..model.findings import CheckError
from ..version import __version__
from .actions import ADD, WHY, actions
from .book import Book, Loaded, folder_of, is_book
from .citations import Use
from .completion import complete_chapter, complete_facts
from .desk import Desk
from .hover import as_hover, card, meaning_of_key
from .navigation import RENAMED, definition, references, renamed, use_at, uses_of
from .positions import Text
from .protocol import Protocol
from .workspace import Workspace

T = TypeVar("T")


class _Asked(NamedTuple):
    """Where in a book an editor asks for something."""

    book: Book
    loaded: Loaded
    path: Path
    text: Text

    def use(self, at: types.Position) -> Use | None:
        """What is named at a place."""
        uses = uses_of(self.book, self.loaded, self.path, self.text)
        return use_at(uses, self.text.offset(at))


class Server(LanguageServer):
    """What an editor speaks with."""

    def __init__(self) -> None:
        super().__init__(
            "sphinx-facts", __version__, protocol_cls=Protocol,
            text_document_sync_kind=types.TextDocumentSyncKind.Full,
            converter_factory=default_converter,
        )  # fmt: skip
        self.has_left = False
        self.desk = Desk(self.text_document_publish_diagnostics, self._complain)
        # The library marks what it is given, and a method cannot be marked.
        for method, (answer, options) in self._features().items():
            self.feature(method, options)(partial(answer))
        self.command(WHY)(partial(self.why))
        self.command(ADD)(partial(self.add))

    def _features(self) -> dict[str, tuple[Callable[..., Any], Any]]:
        """What answers which request, and what the editor is told of it."""
        completion = types.CompletionOptions(trigger_characters=["{", "`", "<"])
        quick_fix = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
        return {
            types.INITIALIZE: (self.begin, None),
            types.INITIALIZED: (self.begun, None),
            types.SHUTDOWN: (self.end, None),
            types.TEXT_DOCUMENT_DID_OPEN: (self.opened, None),
            types.TEXT_DOCUMENT_DID_CHANGE: (self.changed, None),
            types.TEXT_DOCUMENT_DID_SAVE: (self.saved, None),
            types.TEXT_DOCUMENT_DID_CLOSE: (self.closed, None),
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES: (self.watched, None),
            types.TEXT_DOCUMENT_COMPLETION: (self.complete, completion),
            types.TEXT_DOCUMENT_HOVER: (self.hover, None),
            types.TEXT_DOCUMENT_DEFINITION: (self.define, None),
            types.TEXT_DOCUMENT_REFERENCES: (self.refer, None),
            types.TEXT_DOCUMENT_PREPARE_RENAME: (self.prepare, None),
            types.TEXT_DOCUMENT_RENAME: (self.rename, types.RenameOptions(prepare_provider=True)),
            types.TEXT_DOCUMENT_CODE_ACTION: (self.act, quick_fix),
        }

    def report_server_error(self, error: Exception, source: Any) -> None:  # noqa: ARG002
        """Tell of what went wrong outside any request; a request has its error as its answer."""
        self._complain(f"This message is not understood: {error}")

    def _complain(self, message: str) -> None:
        self.window_show_message(types.ShowMessageParams(types.MessageType.Error, message))

    # The files that are open

    def begin(self, _: types.InitializeParams) -> None:
        """The editor tells where its files are: they go by their names from there on, or from the
        folder of the book that this is in.
        """
        encoding = self.workspace.position_encoding or types.PositionEncodingKind.Utf16
        name = self.workspace.root_path
        root = Path(os.path.normpath(name)) if name and Path(name).is_dir() else Path.cwd()
        root = root if is_book(root) else folder_of(root) or root
        os.chdir(root)
        self.desk.begin(Workspace(root, str(getattr(encoding, "value", encoding))))

    def begun(self, _: types.InitializedParams) -> None:
        """What is wrong with the facts is told before any file is open, and all is made ready."""
        for path in self.desk.facts_at_root():
            self.desk.soon(path)

    def end(self, _: None) -> None:
        """The editor is about to leave."""
        self.has_left = True
        self.desk.close()

    def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        path = self.desk.workspace.put(document.uri, document.text, document.version)
        if path is not None:
            if (book := self.desk.book_of(path)) is not None:
                book.meet(path)
            self.desk.soon(path)

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        document = params.text_document
        content = self.workspace.get_text_document(document.uri).source
        path = self.desk.workspace.put(document.uri, content, document.version)
        if path is not None:
            self.desk.soon(path)

    def saved(self, params: types.DidSaveTextDocumentParams) -> None:
        path = self.desk.workspace.path_of(params.text_document.uri)
        if path is not None:
            self.desk.soon(path)

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        path = self.desk.workspace.close(params.text_document.uri)
        if path is not None:
            self.desk.forget(path)

    def watched(self, _: types.DidChangeWatchedFilesParams) -> None:
        """Something has changed on disk, such as the lock."""
        for path in self.desk.workspace.open:
            self.desk.soon(path)

    # What it is asked

    async def _ask(self, uri: str, answer: Callable[[_Asked], T]) -> T | None:
        """What comes of a question about a file of a book; None where it is of none."""
        path = self.desk.workspace.path_of(uri)

        def work() -> T | None:
            book = self.desk.book_of(path) if path is not None else None
            if path is None or book is None:
                return None
            book.refresh()
            if book.loaded is None:
                return None
            return answer(_Asked(book, book.loaded, path, self.desk.workspace.text(path)))

        try:
            return await self.desk.ask(work)
        except CheckError as problem:
            first = problem.findings[0]
            message = ": ".join(filter(None, (first.message, first.help)))
            raise JsonRpcException(message, types.LSPErrorCodes.RequestFailed.value) from None
        except Exception as error:  # noqa: BLE001 - it is the answer to this request alone
            raise JsonRpcInternalError(f"{type(error).__name__}: {error}") from None

    async def complete(self, params: types.CompletionParams) -> types.CompletionList | None:
        """Ids, roles and keys that can be written at a place."""

        def answer(asked: _Asked) -> types.CompletionList:
            is_facts = asked.book.is_facts(asked.path)
            complete = complete_facts if is_facts else complete_chapter
            return complete(asked.loaded, asked.text, params.position)

        return await self._ask(params.text_document.uri, answer)

    async def hover(self, params: types.HoverParams) -> types.Hover | None:
        """The card of what is named at a place."""
        hover = self.client_capabilities.text_document
        shown = hover.hover.content_format if hover and hover.hover else None
        in_markdown = shown is not None and types.MarkupKind.Markdown in shown

        def answer(asked: _Asked) -> types.Hover | None:
            use = asked.use(params.position)
            if use is None:
                is_facts = asked.book.is_facts(asked.path)
                lines = meaning_of_key(asked.text, params.position) if is_facts else []
                return as_hover(lines, in_markdown, None)
            where = asked.text.range(use.start, use.end)
            return as_hover(card(asked.loaded, use), in_markdown, where)

        return await self._ask(params.text_document.uri, answer)

    async def define(self, params: types.DefinitionParams) -> types.Location | None:
        """Where what is named at a place is recorded."""

        def answer(asked: _Asked) -> types.Location | None:
            use = asked.use(params.position)
            return definition(asked.loaded, self.desk.workspace, use) if use else None

        return await self._ask(params.text_document.uri, answer)

    async def refer(self, params: types.ReferenceParams) -> list[types.Location] | None:
        """Where what is named at a place is named."""

        def answer(asked: _Asked) -> list[types.Location]:
            use, too = asked.use(params.position), params.context.include_declaration
            book = asked.book, asked.loaded, self.desk.workspace
            return list(references(*book, use, too)) if use else []

        return await self._ask(params.text_document.uri, answer)

    async def prepare(self, params: types.PrepareRenameParams) -> types.Range | None:
        """The id that can be given another name, at a place."""

        def answer(asked: _Asked) -> types.Range | None:
            use = asked.use(params.position)
            if use is None or use.map not in RENAMED:
                return None
            return asked.text.range(use.start, use.end)

        return await self._ask(params.text_document.uri, answer)

    async def rename(self, params: types.RenameParams) -> types.WorkspaceEdit | None:
        """What gives an entry another id."""

        def answer(asked: _Asked) -> tuple[types.WorkspaceEdit, bool] | None:
            use, book = asked.use(params.position), asked.book
            if use is None or use.map not in RENAMED:
                return None
            if book.problems:
                raise CheckError(*book.problems)
            edit = renamed(book, asked.loaded, self.desk.workspace, use, params.new_name)
            return edit, use.map == "sources" and use.id in book.snapshots_at_hand()

        found = await self._ask(params.text_document.uri, answer)
        if found is None:
            return None
        edit, has_snapshot = found
        if has_snapshot:
            message = f"Call the snapshot of the source {params.new_name} too."
            self.window_show_message(types.ShowMessageParams(types.MessageType.Info, message))
        return edit

    async def act(self, params: types.CodeActionParams) -> list[types.CodeAction] | None:
        """What may be done about a stretch of a chapter."""
        uri = params.text_document.uri

        def answer(asked: _Asked) -> list[types.CodeAction]:
            return actions(asked.book, asked.loaded, asked.path, asked.text, uri, params)

        return await self._ask(uri, answer)

    async def add(self, uri: str, source: str, words: str, number: int) -> str | None:
        """Add the fact that words of a source are, and say what is left to do."""
        from .additions import added

        def answer(asked: _Asked) -> tuple[str, types.WorkspaceEdit]:
            book = asked.book, asked.loaded, self.desk.workspace
            return added(*book, source, words, number)

        found = await self._ask(uri, answer)
        if found is None:
            return None
        id_, edit = found
        made = await self.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit))
        if made.applied:
            message = f"{id_} is proposed. Write its claim, confirm it, save, and cite it."
            self.window_show_message(types.ShowMessageParams(types.MessageType.Info, message))
        return id_

    def why(self, code: str) -> str:
        """Show what a code stands for."""
        from ..reports.explain import explain

        try:
            text = explain(code)
        except KeyError:
            raise JsonRpcInvalidParams(f"no finding is called {code}") from None
        self.window_show_message(types.ShowMessageParams(types.MessageType.Info, text))
        return text


def serve() -> bool:
    """Answer an editor over standard input and output until it is gone; whether it took its leave,
    as the protocol asks.
    """
    # What goes wrong is told to the editor, and not in a trace beside it.
    logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)
    server = Server()
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:  # which the library closes
        server.start_io(stdout=answers)
    server.desk.close()
    return server.has_left
