"""The desk is for one reader on this machine: nobody else is answered, and nothing that was read
of an older book is written.
"""

from __future__ import annotations

import http.client
import json
import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from books import make_book, write

from sphinx_facts.cli import main
from sphinx_facts.facts.reviews import read_reviews
from sphinx_facts.review.commands import Kept, Request
from sphinx_facts.review.server import LOOPBACK, ReviewServer
from sphinx_facts.settings import Settings


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Ask = Callable[..., Answer]
Serve = Callable[..., tuple[ReviewServer, threading.Thread]]


@pytest.fixture(autouse=True)
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(make_book(tmp_path))
    return tmp_path


@pytest.fixture
def serve() -> Iterator[Serve]:
    started: list[tuple[ReviewServer, threading.Thread]] = []

    def start(**options: Any) -> tuple[ReviewServer, threading.Thread]:
        lay = Kept(Request([Path("docs")], Settings(), None))
        server = ReviewServer(lay, "Bridges", "Ada", **options)
        thread = threading.Thread(target=server.serve)
        thread.start()
        started.append((server, thread))
        return server, thread

    yield start
    for server, thread in started:
        server.is_done.set()
        thread.join(5)
        server.server_close()


@pytest.fixture
def server(serve: Serve) -> ReviewServer:
    return serve()[0]


def ask(
    server: ReviewServer, name: str, content: object = None, *, token: str | None = None,
    method: str = "", **headers: str | None,
) -> Answer:  # fmt: skip
    """What the server answers; a header of None is not sent."""
    sent = {"Host": server.hosts[0], "Origin": f"http://{server.hosts[0]}"}
    sent |= {key.replace("_", "-"): value for key, value in headers.items()}  # type: ignore[misc]
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    connection = http.client.HTTPConnection(LOOPBACK, server.server_port, timeout=5)
    try:
        is_post = content is not None
        connection.putrequest(
            method or ("POST" if is_post else "GET"),
            f"/{server.token if token is None else token}/{name}", skip_host=True,
        )  # fmt: skip
        if is_post:
            sent.setdefault("Content-Length", str(len(body)))
        for key, value in sent.items():
            if value is not None:
                connection.putheader(key, value)
        connection.endheaders(body if is_post else None)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


def given(server: ReviewServer, **more: Any) -> dict[str, Any]:
    """An answer to the paragraph of the tiny book, as it now is."""
    (_, dossier) = ask(server, "desk.json").json["dossiers"]
    answer = dossier["key"] | {"verdict": "borne-out", "note": "", "date": "2026-12-01"} | more
    return {"version": 1, "reader": "Ada", "kind": "person", "answers": [answer]}


def test_the_desk_is_served_to_who_has_the_address(server: ReviewServer) -> None:
    page = ask(server, "")
    assert (page.status, b"<title>Review: Bridges</title>" in page.body) == (200, True)
    assert [ask(server, name).status for name in ("review.css", "review.js")] == [200, 200]
    taken = ask(server, "answers", given(server))
    assert [each["state"] for each in taken.json["dossiers"]] == ["read"]
    (answer,) = read_reviews(Path("facts")).answers
    assert (answer.reader, answer.kind, answer.verdict) == ("Ada", "person", "borne-out")


def test_it_is_bound_to_the_loopback_address_alone(server: ReviewServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert len(server.token) >= 32


@pytest.mark.parametrize(
    "headers",
    [
        {"token": ""},
        {"token": "guess"},
        {"token": "%C3%A9"},
        {"Host": "attacker.example"},
        {"Host": f"attacker.example:{80}"},
        {"Host": "127.0.0.1"},
        {"Host": None},
        {"Origin": "https://attacker.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
    ids=str,
)
@pytest.mark.parametrize("name", ["", "desk.json", "review.js", "answers", "done"])
def test_nobody_else_is_answered(headers: dict[str, Any], name: str, server: ReviewServer) -> None:
    content = given(server) if name in ("answers", "done") else None
    assert ask(server, name, content, **headers).status == 403
    assert not Path("facts/reviews").exists()
    assert not server.is_done.is_set()


def test_what_changes_something_has_to_tell_its_origin(server: ReviewServer) -> None:
    assert ask(server, "answers", given(server), Origin=None).status == 403
    assert ask(server, "done", {}, Origin=None).status == 403
    assert ask(server, "desk.json", Origin=None).status == 200  # as a browser asks for a page
    assert not Path("facts/reviews").exists()


def test_a_page_may_load_nothing_from_elsewhere_and_be_framed_by_nobody(
    server: ReviewServer,
) -> None:
    headers = ask(server, "").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert (headers["Referrer-Policy"], headers["Cache-Control"]) == ("no-referrer", "no-store")
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b"{", {}, 400),
        (b"\xff\xfe", {}, 400),
        (b"[" * 100_000, {}, 400),
        ({"version": 1, "reader": "Ada", "answers": [], "more": 1}, {}, 400),
        (b"{}", {"Content_Length": "11000000"}, 413),
        (b"{}", {"Content_Length": "-1"}, 411),
        (b"{}", {"Content_Length": "1e1"}, 411),
        (b"{}", {"Content_Length": None}, 411),
    ],
)
def test_what_is_no_answer_is_refused_and_the_server_goes_on(
    content: Any, headers: dict[str, Any], status: int, server: ReviewServer
) -> None:
    refused = ask(server, "answers", content, **headers)
    assert refused.status == status
    assert refused.json["error"]
    assert ask(server, "answers", given(server)).status == 200


@pytest.mark.parametrize("name", ["../../etc/passwd", "review.html", "static/review.js", "%2e%2e/"])
def test_no_other_file_is_served(name: str, server: ReviewServer) -> None:
    assert ask(server, name).status == 404
    assert ask(server, name, {}).status == 404
    assert ask(server, name, method="PUT").status == 501


def test_an_answer_to_a_book_that_has_changed_meanwhile_is_told_so_and_not_written(
    server: ReviewServer,
) -> None:
    before = given(server)
    facts = Path("facts/facts.yaml")
    facts.write_text(facts.read_text("utf-8").replace("has a nickname", "has a name"), "utf-8")
    (refused,) = ask(server, "answers", before).json["refused"]
    assert refused["why"] == (
        "what the passage cites has changed since it was read: it is to be read again"
    )
    assert not Path("facts/reviews").exists()
    assert ask(server, "answers", given(server)).json["refused"] == []
    write(Path(), {"docs/bridge.md": "# The bridge\n\nIt is no more.\n"})
    (refused,) = ask(server, "answers", before).json["refused"]
    assert "the passage is not in the book" in refused["why"]


def test_while_the_book_cannot_be_read_nothing_is_lost_and_the_reason_is_told(
    server: ReviewServer,
) -> None:
    answer, facts = given(server), Path("facts/facts.yaml")
    sound = facts.read_text("utf-8")
    facts.write_text(sound + "  broken", "utf-8")
    refused = ask(server, "answers", answer)
    assert (refused.status, "facts/facts.yaml" in refused.json["error"]) == (409, True)
    facts.write_text(sound, "utf-8")
    assert ask(server, "answers", answer).json["refused"] == []
    write(Path(), {"facts/reviews/ben.jsonl": "{"})
    assert "ben.jsonl:1" in ask(server, "desk.json").json["error"]


def test_a_page_cannot_pass_for_a_program(server: ReviewServer) -> None:
    ask(server, "answers", given(server) | {"kind": "program"})
    assert [each.kind for each in read_reviews(Path("facts")).answers] == ["person"]


def test_two_readers_at_once_both_keep_what_they_say(server: ReviewServer) -> None:
    answer = given(server)

    def say(number: int) -> int:
        reader = ("Ada", "Ben")[number % 2]
        note = [answer["answers"][0] | {"note": f"Note {number}"}]
        return ask(server, "answers", answer | {"reader": reader, "answers": note}).status

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(say, range(24))) == {200}
    answers = read_reviews(Path("facts")).answers
    assert sorted(each.note for each in answers) == sorted(f"Note {n}" for n in range(24))
    dossier = ask(server, "desk.json").json["dossiers"][1]
    assert {each["reader"] for each in dossier["answers"]} == {"Ada", "Ben"}


def test_it_ends_when_the_reader_is_done(serve: Serve) -> None:
    server, thread = serve()
    assert ask(server, "done", {}).status == 200
    thread.join(5)
    assert not thread.is_alive()


def test_it_ends_when_nobody_has_asked_for_long(serve: Serve) -> None:
    _, thread = serve(idle=0.05)
    thread.join(5)
    assert not thread.is_alive()


def test_who_has_no_token_does_not_keep_it_going(serve: Serve) -> None:
    server, _ = serve()
    before = server.last
    assert ask(server, "", token="guess").status == 403
    assert server.last == before
    assert ask(server, "").status == 200
    assert server.last > before


def test_the_command_says_where_the_desk_is_and_what_came_of_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["review", "--no-browser", "--idle", "0.001"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == said[-1] == "2 passages: 0 read, 0 objected, 2 outstanding."
    assert re.fullmatch(r"The desk is at http://127\.0\.0\.1:\d+/[\w-]{32}/", said[1])


def test_a_port_that_is_taken_is_told(
    server: ReviewServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", "--no-browser", "--port", str(server.server_port)]) == 2
    assert f"port {server.server_port} cannot be had" in capsys.readouterr().err


def test_an_interruption_ends_it_and_loses_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def answer_and_interrupt(server: ReviewServer) -> None:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        assert ask(server, "answers", given(server)).status == 200
        server.shutdown()
        thread.join(5)
        raise KeyboardInterrupt

    monkeypatch.setattr(ReviewServer, "serve", answer_and_interrupt)
    assert main(["review", "--no-browser"]) == 0
    assert "1 read, 0 objected, 1 outstanding" in capsys.readouterr().out
