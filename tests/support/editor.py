"""An editor without a window: a client of the language server, over standard input and output."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient

import sphinx_facts

T = TypeVar("T")
PATIENCE = 30.0
"""Seconds that an answer may take on a machine that has much else to do."""
_SITE = str(Path(sphinx_facts.__file__).resolve().parent.parent)
_RUN = f"import sys; sys.path.insert(0, {_SITE!r})\nfrom sphinx_facts.cli import main\n"
SERVER = (sys.executable, "-c", f"{_RUN}sys.exit(main(['lsp', '--stdio']))")


class Editor:
    """Speaks with one server about the files below a folder, and keeps what it is told."""

    def __init__(self, folder: Path, encodings: list[str] | None = None) -> None:
        self.folder = folder
        self._told = threading.Condition()
        self._published: dict[str, types.PublishDiagnosticsParams] = {}
        self.messages: list[str] = []
        self.applied: list[types.ApplyWorkspaceEditParams] = []
        self._raw: list[str] = []
        self._versions: dict[str, int] = {}
        self._open: set[str] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.client = LanguageClient("an-editor", "1")
        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(partial(self._note))
        self.client.feature(types.WORKSPACE_APPLY_EDIT)(partial(self._apply))
        self.client.feature(types.WINDOW_SHOW_MESSAGE)(partial(self._hear))
        self.run(self.client.start_io(*SERVER, cwd=folder))
        markdown = types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown])
        capabilities = types.ClientCapabilities(
            text_document=types.TextDocumentClientCapabilities(hover=markdown),
            general=types.GeneralClientCapabilities(position_encodings=encodings),
        )
        self.capabilities = self.run(
            self.client.initialize_async(
                types.InitializeParams(capabilities, root_uri=folder.as_uri())
            )
        ).capabilities
        self.client.initialized(types.InitializedParams())

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """What comes of something that takes its time."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    def ask(self, method: str, params: object) -> Any:
        """The answer to a request of any form."""

        async def asked() -> Any:
            return await self.client.protocol.send_request_async(method, params)

        return self.run(asked())

    def ask_raw(self, method: str, params: object) -> Any:
        """The answer to a request that has not the form of one."""

        async def asked() -> Any:
            protocol = self.client.protocol
            number, answer = f"raw-{len(self._raw)}", self._loop.create_future()
            self._raw.append(number)
            waiting: Any = Future()
            waiting.add_done_callback(
                lambda done: self._loop.call_soon_threadsafe(_hand_on, done, answer)
            )
            protocol._request_futures[number] = waiting
            message = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
            protocol._send_data(message)
            return await answer

        return self.run(asked())

    def open_names(self) -> list[str]:
        """The files that are open."""
        return [uri.removeprefix(f"{self.folder.as_uri()}/") for uri in self._open]

    def write(self, message: bytes) -> None:
        """Send bytes, whatever they are."""

        async def written() -> None:
            self.client._server.stdin.write(message)  # type: ignore[union-attr]

        self.run(written())

    def _tell(self, notify: Callable[[], None]) -> None:
        async def told() -> None:
            notify()

        self.run(told())

    def close(self) -> int | None:
        """Leave as editors do; the exit code of the server."""
        self.run(self.client.shutdown_async(None))
        self._tell(lambda: self.client.exit(None))
        self.run(self.client.stop())  # type: ignore[no-untyped-call]
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()
        assert self.client._server is not None
        return self.client._server.returncode

    # Files

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def document(self, name: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(name))

    def write_text(self, name: str, text: str) -> int:
        """Open a file with this text, or make it the text that is open; its version from now on."""
        uri = self.uri(name)
        version = self._versions[uri] = self._versions.get(uri, 0) + 1
        if uri not in self._open:
            self._open.add(uri)
            item = types.TextDocumentItem(uri, "markdown", version, text)
            self._tell(
                lambda: self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
            )
        else:
            document = types.VersionedTextDocumentIdentifier(version, uri)
            whole = types.TextDocumentContentChangeWholeDocument(text)
            change = types.DidChangeTextDocumentParams(document, [whole])
            self._tell(lambda: self.client.text_document_did_change(change))
        return version

    def close_text(self, name: str) -> None:
        self._open.discard(self.uri(name))
        params = types.DidCloseTextDocumentParams(self.document(name))
        self._tell(lambda: self.client.text_document_did_close(params))

    def findings(self, name: str, text: str | None = None) -> list[types.Diagnostic]:
        """What is found in a file, once it has this text."""
        version = self.write_text(name, text) if text is not None else None
        return self.published(name, lambda each: version is None or each.version == version)

    def published(
        self, name: str, fits: Callable[[types.PublishDiagnosticsParams], bool]
    ) -> list[types.Diagnostic]:
        """The findings in a file, as soon as they are of that kind."""
        end = time.monotonic() + PATIENCE
        with self._told:
            while True:
                each = self._published.get(self.uri(name))
                if each is not None and fits(each):
                    return list(each.diagnostics)
                if not self._told.wait(end - time.monotonic()):
                    raise TimeoutError(f"nothing of that kind is told of {name}: {each}")

    def _note(self, params: types.PublishDiagnosticsParams) -> None:
        with self._told:
            self._published[params.uri] = params
            self._told.notify_all()

    def _apply(self, params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
        self.applied.append(params)
        return types.ApplyWorkspaceEditResult(applied=True)

    def _hear(self, params: types.ShowMessageParams) -> None:
        with self._told:
            self.messages.append(params.message)
            self._told.notify_all()

    def heard(self, part: str) -> str:
        """A message that has these words, as soon as there is one."""
        with self._told:
            if not self._told.wait_for(
                lambda: any(part in each for each in self.messages), PATIENCE
            ):
                raise TimeoutError(f"{part!r} is in none of {self.messages}")
            return next(each for each in self.messages if part in each)


def _hand_on(done: Future[Any], answer: asyncio.Future[Any]) -> None:
    problem = done.exception()
    if problem is not None:
        answer.set_exception(problem)
    else:
        answer.set_result(done.result())
