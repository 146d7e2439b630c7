#!/usr/bin/env python3
"""List the licences of the locked dependencies in requirements/licences.md: `make licences`.

What the book and the tool are used with must have a licence that lets anybody pass them on under
the MIT License; what only works on the code may also have one that asks the same of what is passed
on. Ends with 1 where a licence is neither.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent.parent / "requirements"
LIST = REQUIREMENTS / "licences.md"
PERMISSIVE = {
    "0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC",
    "MIT", "MPL-2.0", "PSF-2.0", "Public Domain", "LGPL-2.1-or-later",
}  # fmt: skip
FOR_WORK = {"GPL-3.0-or-later"}
"""Licences of tools that are run, and of which nothing is passed on."""
NAMES = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "GNU General Public License v3 or later (GPLv3+)": "GPL-3.0-or-later",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "The BSD 2-Clause License": "BSD-2-Clause",
}
# Where the package's own word needs one more.
KNOWN = {
    # Its editing mode for Emacs is under the GPL; nobody here loads that.
    "docutils": "Public Domain AND BSD-2-Clause",
}


def locked(group: str) -> set[str]:
    """The names of the packages in a lock."""
    return set(re.findall(r"^([a-z0-9-]+)==", (REQUIREMENTS / f"{group}.lock").read_text(), re.M))


def name_of(package: Distribution) -> str:
    """The name as it is written in a lock."""
    return re.sub(r"[-_.]+", "-", package.metadata["Name"]).lower()


def licence_of(package: Distribution) -> str:
    """What a package says its licence is, as an SPDX expression where it says so."""
    said = package.metadata
    classified = [
        line.rpartition(" :: ")[2]
        for line in said.get_all("Classifier") or []
        if line.startswith("License :: ") and not line.endswith(":: OSI Approved")
    ]
    expression, plain = (
        "".join(said.get_all(key) or []).strip() for key in ("License-Expression", "License")
    )
    candidates = [KNOWN.get(name_of(package)), expression, plain if len(plain) < 60 else ""]
    licence = next((each for each in candidates if each), " AND ".join(classified) or "unknown")
    return NAMES.get(licence, licence)


def is_allowed(licence: str, allowed: set[str]) -> bool:
    """Whether an expression leaves a choice that is allowed."""
    return any(
        all(part.strip(" ()") in allowed for part in choice.split(" AND "))
        for choice in licence.split(" OR ")
    )


def listed() -> dict[str, tuple[str, str]]:
    """What the list says: of each package its licence, and what it is used for."""
    found = re.findall(
        r"^\| ([a-z0-9-]+) \| (.+) \| (book|work) \|$", LIST.read_text("utf-8"), re.M
    )
    return {name: (licence, use) for name, licence, use in found}


def rows() -> dict[str, tuple[str, str]]:
    """The licence of each locked package, and what it is used for.

    What other versions of Python need, and this one does not, keeps what the list said of it.
    """
    book, work = locked("book"), locked("dev")
    licences = {name: licence for name, (licence, _) in listed().items()}
    licences |= {name_of(package): licence_of(package) for package in distributions()}
    return {
        name: (licences[name], "book" if name in book else "work")
        for name in sorted(work & licences.keys())
    }


def refused() -> dict[str, str]:
    """The packages whose licence is not compatible with what they are used for."""
    return {
        name: licence
        for name, (licence, use) in rows().items()
        if not is_allowed(licence, PERMISSIVE | (FOR_WORK if use == "work" else set()))
    }


def table() -> str:
    """The list as it is written."""
    return "\n".join([
        "# Licences of the dependencies",
        "",
        "Made by `make licences` from what the locked packages say of themselves. What has `book`",
        "builds the book or runs with the tool; what has `work` is used by those who work on the",
        "code or draft from articles, and nothing of it is passed on.",
        "",
        "| package | licence | for |",
        "|---|---|---|",
        *(f"| {name} | {licence} | {use} |" for name, (licence, use) in rows().items()),
        "",
    ])  # fmt: skip


if __name__ == "__main__":
    LIST.write_text(table(), "utf-8", newline="\n")
    for name, licence in refused().items():
        print(f"{name}: {licence} is not compatible with what it is used for", file=sys.stderr)
    sys.exit(bool(refused()))
