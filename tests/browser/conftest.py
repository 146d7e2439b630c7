"""The book in a real browser: built once, read from the disk and under a strict policy."""

from __future__ import annotations

import os
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from building import build
from conftest import ROOT

from sphinx_facts.book import find_chapters

POLICY = "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
# What the build makes a page of, and the one page that it adds.
PAGES = [*(path.relative_to(ROOT / "docs").with_suffix("").as_posix()
    for path in find_chapters([ROOT / "docs"])), "search"]  # fmt: skip


class Handler(SimpleHTTPRequestHandler):
    """Serves files under the policy that is recommended to hosters."""

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *arguments):
        """Keeps the output of the tests to what they say."""


@pytest.fixture(scope="session")
def html(tmp_path_factory):
    """The folder of the built book."""
    return build(ROOT / "docs", tmp_path_factory.mktemp("book") / "html").out


@pytest.fixture(scope="session")
def address(html):
    """Where the book is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(html)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def chromium():
    """The browser of the machine: the tests install none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM}: name one in CHROMIUM, or install chromium")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=quiet)
        yield browser
        browser.close()


class Reader:
    """A page in the browser, and what went wrong on it."""

    def __init__(self, page, address):
        self.page, self.address = page, address
        self.problems, self.requests = [], {}
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("dialog", lambda dialog: self.problems.append(f"dialog: {dialog.message}"))
        page.on("requestfailed", lambda request: self.problems.append(f"failed: {request.url}"))
        page.on("response", self._respond)

    def _note(self, message):
        if message.type in ("error", "warning"):
            self.problems.append(message.text)

    def _respond(self, response):
        if response.status >= 400:
            self.problems.append(f"{response.status}: {response.url}")
        self.requests[response.url] = response

    def open(self, name):
        self.page.goto(f"{self.address}/{name}.html")
        return self.page

    def weight(self):
        """The bytes of all responses, uncompressed."""
        return sum(len(response.body()) for response in self.requests.values())


@pytest.fixture
def reader(chromium, address):
    """Opens readers with the given settings of the browser; ends with what went wrong for any."""
    contexts, readers = [], []

    def make(at=address, width=1280, **settings):
        settings = {"viewport": {"width": width, "height": 844}} | settings
        context = chromium.new_context(**settings)
        context.set_default_timeout(4000)
        contexts.append(context)
        readers.append(Reader(context.new_page(), at))
        return readers[-1]

    yield make
    for context in contexts:
        context.close()
    assert [problem for made in readers for problem in made.problems] == []
