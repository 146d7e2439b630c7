"""The book in a real browser: built once, read from the disk and under a strict policy.

What is measured on the way is printed in one table at the end of a run, and kept in build/.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from building import build
from conftest import ROOT

from sphinx_facts.runner.to_read import find_chapters

from .measures import MEASURES, table

if TYPE_CHECKING:
    from playwright.sync_api import Page

POLICY = "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
CHROMIUM = (
    os.environ.get("CHROMIUM")
    or shutil.which("chromium-headless-shell")  # The same, without windows, and much faster.
    or shutil.which("chromium")
    or "/usr/bin/chromium"
)
# What the build makes a page of, and the one page that it adds.
PAGES = [*(path.relative_to(ROOT / "docs").with_suffix("").as_posix()
    for path in find_chapters([ROOT / "docs"])), "search"]  # fmt: skip
NODE_MODULES = Path(__file__).parent / "node_modules"
TABLE = ROOT / "build" / "measures.txt"
BUILD_TIME = ROOT / "build" / "build-time.json"


Note = Callable[[str, str, float], bool]
"""Notes of a measure, by its key, where it was taken and what it is; says whether it will do."""


@pytest.fixture
def measure(record_property: Callable[[str, object], None]) -> Note:
    """Notes what was measured where, for the table; says whether it is good enough."""

    def note(key: str, where: str, value: float) -> bool:
        record_property(f"measure: {key}", (where, value))
        return MEASURES[key].reached(value)

    return note


def pytest_terminal_summary(terminalreporter: Any) -> None:
    values: dict[str, list[tuple[str, float]]] = defaultdict(list)
    reports = [each for kind in terminalreporter.stats.values() for each in kind]
    for report in reports:
        # The last report of a test has all that it noted.
        if getattr(report, "when", None) == "teardown":
            for name, value in report.user_properties:
                kind, _, key = name.partition(": ")
                if kind == "measure":
                    values[key].append(tuple(value))
    if not values:
        return
    if BUILD_TIME.exists():
        values["build-time"].append(("the book", json.loads(BUILD_TIME.read_text("utf-8"))))
    lines = table(values)
    terminalreporter.section("the published book")
    terminalreporter.write_line("\n".join(lines))
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")


def program(name: str) -> str:
    """A program of the machine: the tests install none."""
    if (path := shutil.which(name)) is None:
        pytest.skip(f"no {name} on this machine")
    return path


def package(path: str) -> Path:
    """A file in what npm has installed for the tests."""
    program("node")
    if not (NODE_MODULES / path).exists():
        pytest.skip(f"no {path.partition('/')[0]} in tests/browser: `make browser` installs it")
    return NODE_MODULES / path


def run(*command: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program; its exit code is for the caller to judge, its time is not unlimited."""
    return subprocess.run(
        list(map(str, command)), env=os.environ | environment, timeout=240,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


class Handler(SimpleHTTPRequestHandler):
    """Serves files under the policy that is recommended to hosters."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        """Keeps the output of the tests to what they say."""


@pytest.fixture(scope="session")
def html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built book."""
    return build(ROOT / "docs", tmp_path_factory.mktemp("book") / "html").out


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Where a folder is served, under the policy."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def address(html: Path) -> Iterator[str]:
    """Where the book is served."""
    with served(html) as place:
        yield place


@pytest.fixture(scope="session")
def browser_path() -> str:
    """The browser of the machine: the tests install none."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM}: name one in CHROMIUM, or install chromium")
    return CHROMIUM


@pytest.fixture(scope="session")
def chromium(browser_path: str) -> Iterator[Any]:
    """The browser, running."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_path, args=quiet)
        yield browser
        browser.close()


class Reader:
    """A page in the browser, and what went wrong on it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.problems: list[str] = []
        self.requests: dict[str, Any] = {}
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("dialog", lambda dialog: self.problems.append(f"dialog: {dialog.message}"))
        page.on("requestfailed", lambda request: self.problems.append(f"failed: {request.url}"))
        page.on("request", self._ask)
        page.on("response", self._respond)

    def _ask(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.problems.append(f"asked elsewhere: {request.url}")

    def _note(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(message.text)

    def _respond(self, response: Any) -> None:
        if response.status >= 400:
            self.problems.append(f"{response.status}: {response.url}")
        self.requests[response.url] = response

    def open(self, name: str) -> Page:
        self.page.goto(f"{self.address}/{name}.html")
        return self.page

    def weight(self) -> int:
        """The bytes of all responses, uncompressed."""
        return sum(len(response.body()) for response in [*self.requests.values()])


OpenReader = Callable[..., Reader]


@pytest.fixture
def reader(
    chromium: Any, address: str, measure: Note, request: pytest.FixtureRequest
) -> Iterator[OpenReader]:
    """Opens readers with the given settings of the browser; ends with what went wrong for any."""
    contexts: list[Any] = []
    readers: list[Reader] = []

    def make(at: str = address, width: int = 1280, **settings: Any) -> Reader:
        settings = {"viewport": {"width": width, "height": 844}} | settings
        context = chromium.new_context(**settings)
        context.set_default_timeout(20_000)
        contexts.append(context)
        readers.append(Reader(context.new_page(), at))
        return readers[-1]

    yield make
    for context in contexts:
        context.close()
    problems = [problem for made in readers for problem in made.problems]
    assert measure("faults", request.node.name, len(problems)), problems
