"""How an author names what is shown: the forms that the readers and the extension share."""

from __future__ import annotations

import re

TITLED = re.compile(r"(.*?\S)\s*<([^<>]+)>", re.DOTALL)
"""With a text of its own: `text <target>`."""
CHART_DATE = ", "
"""Between a figure in a chart and the time of which it is said, which a chart shows with it."""


def chart_line(line: str) -> tuple[str, str]:
    """The label, which may be empty, and the id of a line of a chart: `LABEL <ID>`, or `ID`."""
    titled = TITLED.fullmatch(line.strip())
    return (titled[1], titled[2].strip()) if titled else ("", line.strip())
