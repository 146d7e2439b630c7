"""The check spread over workers of any kind: the findings are those of a check in one place."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest
from books import make_book, write

from sphinx_facts.api import Result, check_book
from sphinx_facts.cli import main
from sphinx_facts.runner import chapters, dask_executor
from sphinx_facts.runner.cache import FOLDER, Cache

CHAPTERS = 60


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A book whose chapters are in order, or have findings of their own, or include another."""
    monkeypatch.chdir(make_book(tmp_path))
    kinds = [
        "Every day {{fact}}`cars` cross the bridge, in part {number}.\n",
        "There are {number}12 boats and “words {number}”.\n",
        "Every day {{fact}}`over 5,000 cars <cars>` cross the bridge.\n",
        "```{{include}} part.txt\n```\n",
        "{{fact}}`nothing`\n",
    ]
    for number in range(CHAPTERS):
        text = kinds[number % len(kinds)].format(number=number)
        write(tmp_path, {f"docs/{number:02}.md": text})
    write(tmp_path, {"docs/part.txt": "There are 13 boats.\n", "docs/99.md": b"\xff"})
    return tmp_path


def check(**options: Any) -> Result:
    return check_book([Path("docs")], Path("facts"), **options)


def findings_and_counts(result: Result) -> tuple[Any, ...]:
    return result.findings, result.summary, result.checked


class Failing(Executor):
    """Takes work and never does it; after the first piece, it takes none."""

    def __init__(self) -> None:
        self.taken = 0

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        self.taken += 1
        if self.taken > 1:
            raise RuntimeError("no more")
        future: Future[Any] = Future()
        future.set_exception(OSError("the machine is gone"))
        return future


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("make", [ThreadPoolExecutor, ProcessPoolExecutor, Failing])
def test_any_executor_finds_the_same(make: Callable[[], Executor]) -> None:
    expected = findings_and_counts(check())
    assert {finding.code for finding in expected[0]} == {"C001", "F001", "F002", "Q001", "X003"}
    with make() as executor:
        assert findings_and_counts(check(executor=executor)) == expected
        if isinstance(executor, Failing):
            assert executor.taken > 1


@pytest.mark.usefixtures("book")
def test_processes_find_the_same_and_what_they_find_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = findings_and_counts(check())
    assert findings_and_counts(check(jobs=2, cache=Cache(Path(FOLDER)))) == expected
    monkeypatch.setattr(chapters.Chapters, "_send", None)  # so that nothing can be sent
    assert findings_and_counts(check(jobs=2, cache=Cache(Path(FOLDER)))) == expected


@pytest.mark.usefixtures("book")
def test_work_goes_out_by_the_chunk_and_no_more_of_it_than_is_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(chapters, "A_CHUNK", 4)
    monkeypatch.setattr(chapters, "AT_ONCE", 3)
    under_way, most, sizes = 0, 0, []

    class Counting(ThreadPoolExecutor):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            nonlocal under_way, most
            under_way += 1
            most = max(most, under_way)
            sizes.append(len(msgspec.msgpack.decode(args[-1])))
            return super().submit(fn, *args, **kwargs)

    def receive(self: Any, *sent: Any) -> Any:
        nonlocal under_way
        under_way -= 1
        return original(self, *sent)

    original = chapters.Chapters._receive
    monkeypatch.setattr(chapters.Chapters, "_receive", receive)
    with Counting(1) as executor:
        check(executor=executor)
    assert most == 3
    assert max(sizes) == 4


@pytest.mark.usefixtures("book")
def test_a_worker_with_other_code_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chapters, "code_digest", lambda: b"other code")
    with ThreadPoolExecutor(1) as executor:
        (finding,) = check(executor=executor).findings
    assert finding.code == "X008"
    assert "another version" in finding.message


@pytest.mark.parametrize("number", ["0", "-1", "many", "1.5"])
def test_a_number_of_jobs_is_a_number(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check", "--jobs", number])
    assert ended.value.code == 2
    assert "whole number of processes" in capsys.readouterr().err


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("number", ["1", "2", "auto"])
def test_jobs_on_the_command_line(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 2
    expected = capsys.readouterr().out
    assert main(["check", "--jobs", number]) == 2
    assert capsys.readouterr().out == expected


# A cluster


@pytest.fixture
def scheduler() -> Iterator[str]:
    """The address of a Dask scheduler on this machine, which has no workers yet."""
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1"]
    options = ["--port", "0", "--no-dashboard"]
    with subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        lines = iter(process.stderr)
        yield next(m[1] for line in lines if (m := re.search(r"tcp://(127[\d.]+:\d+)", line)))
        process.kill()


@pytest.fixture
def start(scheduler: str, tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts a worker in a folder where nothing of the book is."""
    command = [sys.executable, "-m", "distributed.cli.dask_worker", f"tcp://{scheduler}"]
    options = ["--no-nanny", "--nthreads", "1", "--no-dashboard", "--memory-limit", "0"]
    started: list[subprocess.Popen[bytes]] = []

    def run() -> subprocess.Popen[bytes]:
        folder = tmp_path / f"worker-{len(started)}"
        folder.mkdir()
        log = subprocess.DEVNULL
        process = subprocess.Popen([*command, *options], cwd=folder, stdout=log, stderr=log)
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.wait()


@pytest.mark.usefixtures("book")
def test_a_cluster_finds_the_same_though_a_worker_is_ended_in_the_middle(
    scheduler: str,
    start: Callable[[], subprocess.Popen[bytes]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "--format", "json"]) == 2
    expected = capsys.readouterr().out
    monkeypatch.setattr(chapters, "A_CHUNK", 2)
    first, _ = start(), start()
    received = 0
    original = chapters.Chapters._receive

    def receive(self: Any, chunk: Any, future: Any) -> Any:
        nonlocal received
        received += 1
        if received == 5:
            os.kill(first.pid, signal.SIGKILL)
        future.result()  # it was a worker that did it
        return original(self, chunk, future)

    monkeypatch.setattr(chapters.Chapters, "_receive", receive)
    address = f"dask://{scheduler}"
    assert main(["check", "--format", "json", "--no-cache", "--executor", address]) == 2
    assert first.wait(10) == -signal.SIGKILL
    assert received > 10
    assert capsys.readouterr().out == expected


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("dask://127.0.0.1:1", "no scheduler answers there"),
        ("dask://", "no scheduler answers there"),
        ("spark://127.0.0.1:1", "this is not the address of an executor"),
    ],
)
def test_an_address_where_nobody_is(
    address: str,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dask_executor, "PATIENCE", 0.1)
    assert main(["check", "--executor", address]) == 2
    out = capsys.readouterr().out
    assert "X008" in out
    assert message in out
