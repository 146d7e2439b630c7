"""The texts of drawings in files of their own are read, and nothing is loaded for one without."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SITE

from sphinx_facts.readers.drawing import read_drawing

OPENING = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/2000/svg"'
SAYING = {
    "<text>64 boats</text>": "64 boats",
    "<x:text>64 boats</x:text>": "64 boats",
    "<style>text { fill: red }</style><g><title>64 boats</title></g>": "64 boats",
    '<path aria-label="64 boats"/>': "64 boats",
    '<image href="data:image/svg+xml,'
    "%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Ctext%3E64 boats%3C/text%3E%3C/svg%3E"
    '"/>': "64 boats",
}


@pytest.mark.parametrize("content", SAYING)
def test_a_text_of_a_drawing_is_read(content: str, tmp_path: Path) -> None:
    path = tmp_path / "boats.svg"
    path.write_text(f"{OPENING}>{content}</svg>", "utf-8")
    assert [passage.text.strip() for passage in read_drawing(path)] == [SAYING[content]]


def test_nothing_is_loaded_for_a_drawing_without_a_text(tmp_path: Path) -> None:
    path = tmp_path / "boats.svg"
    path.write_text(f"{OPENING}><style>path {{ fill: red }}</style><path/></svg>", "utf-8")
    probe = (
        "import sys; from pathlib import Path\n"
        "from sphinx_facts.readers.drawing import read_drawing\n"
        f"print(read_drawing(Path({str(path)!r})), 'turbohtml' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True, cwd=SITE
    )
    assert ran.stdout.split() == ["[]", "False"]
