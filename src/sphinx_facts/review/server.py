"""Serves the desk to one browser on this machine: on the loopback address alone, to who has the
token, and to no page of another origin.
"""

from __future__ import annotations

import hmac
import json
import secrets
import sys
import threading
import time
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec

from ..model.findings import CheckError
from ..text.files import MEGABYTE
from .answers import GivenAnswers, Outcome, decode_answers, take
from .desk import Desk
from .page import POLICY, data_of, served_page, static

LOOPBACK = "127.0.0.1"
LARGEST_BODY = 10 * MEGABYTE
_TOKEN_BYTES = 24
_PATIENCE = 30
"""Seconds for which a request may be under way."""
_HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_STATIC = {"review.css": "text/css", "review.js": "text/javascript"}


class ReviewServer(ThreadingHTTPServer):
    """A server that ends when its reader is done, or after so many seconds without a request.

    `lay` lays the desk anew whenever something of the book has changed.
    """

    daemon_threads = True

    def __init__(
        self, lay: Callable[[], Desk], title: str, reader: str, *, port: int = 0, idle: float = 1800
    ) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.token = secrets.token_urlsafe(_TOKEN_BYTES)
        self.lay, self.title, self.reader, self._idle = lay, title, reader, idle
        self.turn = threading.Lock()
        """One request at a time reads the book or writes answers."""
        self.last = time.monotonic()
        self.is_done = threading.Event()

    @property
    def hosts(self) -> tuple[str, str]:
        """What a browser may call it by."""
        return f"{LOOPBACK}:{self.server_port}", f"localhost:{self.server_port}"

    @property
    def address(self) -> str:
        return f"http://{self.hosts[0]}/{self.token}/"

    def serve(self) -> None:
        """Until it is done, or nobody asks any more."""
        threading.Thread(target=self._watch, daemon=True).start()
        self.serve_forever(poll_interval=0.1)

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever asked may have gone: nobody is to be told. What else goes wrong is shown."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def _watch(self) -> None:
        while not self.is_done.is_set():
            left = self.last + self._idle - time.monotonic()
            if left <= 0 or self.is_done.wait(left):
                break
        self.shutdown()


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    server_version, sys_version = "sphinx-facts", ""
    timeout = _PATIENCE

    def do_GET(self) -> None:
        """The page, what belongs to it, and what it shows."""
        name = self._name()
        if name is None:
            return
        if name == "":
            self._send(HTTPStatus.OK, served_page(self.server.title).encode(), "text/html")
        elif name in _STATIC:
            self._send(HTTPStatus.OK, static(name).encode(), _STATIC[name])
        elif name == "desk.json":
            self._give(lambda: data_of(self.server.lay(), self.server.title, self.server.reader))
        else:
            self._refuse(HTTPStatus.NOT_FOUND, "there is no such page")

    def do_POST(self) -> None:
        """Answers, or that the reader is done."""
        # What another page makes a browser send has its origin, or none that is ours.
        name = self._name(must_tell_origin=True)
        if name == "done":
            self._send_json(HTTPStatus.OK, {})
            self.server.is_done.set()
        elif name == "answers":
            self._take_answers()
        elif name is not None:
            self._refuse(HTTPStatus.NOT_FOUND, "there is no such page")

    def _name(self, *, must_tell_origin: bool = False) -> str | None:
        """What is asked for; None where the request is refused."""
        token, _, name = self.path.removeprefix("/").partition("/")
        if not hmac.compare_digest(token.encode(), self.server.token.encode()):
            self._refuse(HTTPStatus.FORBIDDEN, "the address is not the one that was given")
        elif self.headers.get("Host", "") not in self.server.hosts:
            self._refuse(HTTPStatus.FORBIDDEN, "this is asked under another name")
        elif not self._is_of_this_origin(must_tell_origin):
            self._refuse(HTTPStatus.FORBIDDEN, "this is asked by another page")
        else:
            self.server.last = time.monotonic()
            return name
        return None

    def _is_of_this_origin(self, must_tell: bool) -> bool:
        origins = self.headers.get_all("Origin", [])
        ours = {f"http://{host}" for host in self.server.hosts}
        if self.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            return False
        return set(origins) <= ours and (bool(origins) or not must_tell)

    def _take_answers(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit():
            self._refuse(HTTPStatus.LENGTH_REQUIRED, "the length is not told")
        elif int(length) > LARGEST_BODY:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "this is too large")
        else:
            content = self.rfile.read(int(length))
            try:
                given = decode_answers(content)
            except ValueError as error:
                self._refuse(HTTPStatus.BAD_REQUEST, str(error))
                return
            # Whoever uses the page is a person; programs hand their answers in as files.
            given = msgspec.structs.replace(given, kind="person")
            self._give(lambda: self._taken(given))

    def _taken(self, given: GivenAnswers) -> dict[str, Any]:
        desk = self.server.lay()
        outcome: Outcome = take(desk, given)
        now = [desk.dossier(each.key) for each in given.answers if each.key in desk]
        return {
            "refused": [
                {"key": each.key, "why": why} for each, why in outcome.refused
            ],
            "dossiers": now,
        }  # fmt: skip

    # Responses

    def _give(self, make: Callable[[], object]) -> None:
        """What is made of the book; where that cannot be read, why."""
        try:
            with self.server.turn:
                made = make()
        except CheckError as problem:
            self._refuse(HTTPStatus.CONFLICT, str(problem))
        else:
            self._send_json(HTTPStatus.OK, made)

    def _refuse(self, status: HTTPStatus, why: str) -> None:
        self._send(status, json.dumps({"error": why}).encode(), "application/json")

    def _send_json(self, status: HTTPStatus, value: object) -> None:
        self._send(status, msgspec.json.encode(value), "application/json")

    def _send(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:
        """A terminal is told what the reader does by the page alone."""
