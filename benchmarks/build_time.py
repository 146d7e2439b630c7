"""Build this book, and the same chapters with its theme as it comes, and compare the times.

usage: build_time.py [ROUNDS]

The plain book has the same text: where a chapter cites, it has the words alone, and where a page is
made from the facts, it has what the text builder makes of that. Both are built from nothing, in
turn; the times are those of the processor, and the least of each counts, since whatever else a
machine does only adds to them. Their ratio is kept in build/ for the table of `make browser`. The
exit code is 1 where the book takes more than it may.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

from bench import processor, run

from sphinx_facts.facts.store import Store

ROOT = Path(__file__).resolve().parent.parent
MOST = 2.5
"""It was 1.5 before the rules of the sentence, whose words take most of a second to load."""
SPHINX = [sys.executable, "-m", "sphinx", "-q", "-E"]
MADE = re.compile(
    r"^```\{(?:facts|people|sources|timeline|excerpts|corrections|findings|verify)\b", re.M
)
CITED = re.compile(r"\{(\w+)\}`(?:([^`<]*?) <([^`>]+)>|([^`<]+))`")
OURS = {"fact", "quote", "named", "dated", "derived", "person", "source", "own", "count"}
BLOCK = re.compile(r"^```\{(quotation|card|chart|downloads)\}.*?^```$", re.M | re.S)
CONF = """\
project = html_title = "A Distant Front"
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
html_theme = "sphinx_book_theme"
"""


def main() -> int:
    """The exit code."""
    rounds = int(sys.argv[1]) if sys.argv[1:] else 5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_plain(folder)
        times = [both(folder, number) for number in range(rounds)]
    ours, plain = (min(each) for each in zip(*times, strict=True))
    result = ours / plain
    kept = ROOT / "build" / "build-time.json"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(json.dumps(result), "utf-8")
    verdict = "reached" if result <= MOST else "short"
    print(f"build time beside the plain theme: {result:.2f} times, at most {MOST}: {verdict}")
    return 0 if result <= MOST else 1


def both(folder: Path, number: int) -> tuple[float, float]:
    """What the book takes and what the plain one does, in seconds, each built once."""
    ours = processor([*SPHINX, "-b", "html", str(ROOT / "docs"), f"ours-{number}"], folder)
    plain = processor([*SPHINX, "-b", "html", "plain", f"out-{number}"], folder)
    print(f"  the book {ours:.1f} s, plain {plain:.1f} s of the processor", flush=True)
    return ours, plain


def write_plain(folder: Path) -> None:
    """The plain book, in the folder `plain`."""
    run([*SPHINX, "-b", "text", str(ROOT / "docs"), "text"], folder)
    store = Store(ROOT / "facts")
    docs = folder / "plain"
    docs.mkdir()
    (docs / "conf.py").write_text(CONF, "utf-8")
    for path in sorted((ROOT / "docs").glob("*.md")):
        text = path.read_text("utf-8")
        if MADE.search(text):
            made = (folder / "text" / f"{path.stem}.txt").read_text("utf-8")
            text = f"# {path.stem}\n\n{escaped(made)}"
        else:
            text = CITED.sub(lambda cited: shown(cited, store), BLOCK.sub("A block.", text))
        (docs / path.name).write_text(text, "utf-8")
    shutil.rmtree(folder / "text")


def shown(cited: re.Match[str], store: Store) -> str:
    """The words that a citation shows."""
    role, wording, _, target = cited.groups()
    if role not in OURS:
        return cited[0]
    facts = store.facts
    if wording or target not in {**facts.facts, **facts.people, **facts.sources}:
        return wording or str(target)
    if target in facts.facts:
        return facts.facts[target].wording
    return facts.people[target].name if target in facts.people else facts.sources[target].publisher


def escaped(text: str) -> str:
    """Plain text as Markdown that shows it: paragraphs, with no marks of their own."""
    return re.sub(r"([\\`*_{}\[\]<>#|+~-])", r"\\\1", re.sub(r"^[ \t]+", "", text, flags=re.M))


if __name__ == "__main__":
    sys.exit(main())
