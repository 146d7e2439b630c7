"""What the check makes of the labelled cases, held to what it made of them before.

A case that goes wrong is a fault. One that goes right is to be taken off the list of those that are
judged wrongly, which `python tests/rules/test_labelled.py` writes anew.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "support"))  # where this is run by itself

from labelled import EXPECTED, FILES, Case, expected, judge, read


def wrongly_judged(cases: list[Case], room: Path) -> dict[str, str]:
    """The cases that are judged wrongly, by their ids, and what was found in each."""
    found = judge(cases, room)
    return {
        case.id: f"{case.id} ({case.kind}): {found[case.id][:1] or 'nothing is found'} in "
        f"{case.chapter.strip()!r}; {case.verdict}, as {case.why}"
        for case in cases
        if not case.is_right(found[case.id])
    }


def test_no_id_stands_twice() -> None:
    count = Counter(case.id for path in FILES for case in read(path))
    assert len(count) > 700
    assert count.total() == len(count)
    assert sorted(expected()) == json.loads(EXPECTED.read_text("utf-8"))
    assert expected() <= count.keys()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_same_cases_are_judged_right_as_before(path: Path, tmp_path: Path) -> None:
    cases = read(path)
    wrong = wrongly_judged(cases, tmp_path)
    known = expected() & {case.id for case in cases}
    worse = [said for id_, said in wrong.items() if id_ not in known]
    better = sorted(known - wrong.keys())
    assert not worse, "newly judged wrong:\n" + "\n".join(worse)
    assert not better, f"now judged right, to be taken off {EXPECTED.name}: {' '.join(better)}"


def main() -> None:
    """Write down which cases are judged wrongly now."""
    with tempfile.TemporaryDirectory() as folder:
        wrong = [
            id_ for path in FILES for id_ in wrongly_judged(read(path), Path(folder) / path.stem)
        ]
    lines = json.dumps(sorted(wrong), indent=0)
    EXPECTED.write_text(f"{lines}\n", "utf-8")
    print(f"{len(wrong)} cases are judged wrongly")


if __name__ == "__main__":
    main()
