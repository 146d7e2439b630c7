"""Finds names that are none in the markup of a chapter, where they are nearly names of this
package: those of other extensions are not known here, and mostly are in order.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Literal

from ..model.passages import Flaw, Location
from ..model.roles import CALLED, DOMAIN, ROLES
from ..text.suggestions import close_to, did_you_mean
from .fence import Fence
from .front_matter import Value
from .targets import TITLED
from .visibility import CHART_KINDS, DIRECTIVES, OWN_DIRECTIVES, is_known_role

_NEAR, _NEARER = 0.7, 0.85
"""How much of a name has to be one of this package, where something is cited, and where nothing
else tells what it might be.
"""
_LINKS = {f"{DOMAIN}:{traits.entry}" for traits in ROLES.values() if traits.entry}
"""The roles that link to entries, from other projects too."""
_OWN: dict[str, Collection[str]] = {"role": CALLED, "directive": OWN_DIRECTIVES}
_UNKNOWN = re.compile(r"Unknown (?:interpreted text (role)|directive type) \"([\w:-]+)\"")


def unknown_role(name: str, inner: str, where: Location) -> Iterator[Flaw]:
    """What is wrong with a role that cites nothing."""
    if name not in _LINKS and not is_known_role(name):
        titled = TITLED.fullmatch(inner)
        target = titled[2].strip() if titled else inner.strip()
        yield from _no_name("role", name, target, where)


def unknown_in(path: str, fence: Fence, options: list[Value], start: int) -> Iterator[Flaw]:
    """What is wrong with a directive, its options and its kind; its content begins in that row."""
    if fence.name not in DIRECTIVES:
        where = Location(path, *fence.origin, *fence.origin.right(1))
        target = _target([fence.argument, *fence.body[start:]])
        yield from _no_name("directive", fence.name, target, where)
        return
    short = fence.name.removeprefix(f"{DOMAIN}:")
    if (known := OWN_DIRECTIVES.get(short)) is None:
        return
    for option in options:
        if option.key not in known:
            place = fence.places[option.row]
            where = Location(path, *place, *place.right(len(option.key) + 2))
            message = f"{{{fence.name}}} has no option {option.key}"
            remedy = did_you_mean(option.key, known) if known else "take it away"
            yield Flaw("unknown", message, where, remedy)
    if short == "chart" and fence.argument not in CHART_KINDS:
        where = Location(path, *fence.at, *fence.at.right(max(1, len(fence.argument))))
        message = f"no chart is of the kind {fence.argument!r}"
        yield Flaw("unknown", message, where, did_you_mean(fence.argument, CHART_KINDS))


def meant(message: str) -> str:
    """What docutils did not find may be nearly a name of this package; empty where it is not."""
    unknown = _UNKNOWN.search(message)
    close = _closest(unknown[1] or "directive", unknown[2]) if unknown else ""
    return f"did you mean {close}?" if close else ""


def _no_name(
    kind: Literal["role", "directive"], name: str, target: str, where: Location
) -> Iterator[Flaw]:
    close, is_named = _closest(kind, name), name.startswith(f"{DOMAIN}:")
    is_bare = kind == "directive" and not target
    if is_named or (is_bare and close_to(name, _OWN[kind], _NEARER)):
        cites = None
    elif close and target:
        cites = target
    else:
        return
    remedy = f"did you mean {{{close}}}?" if close else ""
    yield Flaw("unknown", f"there is no {kind} {{{name}}}", where, remedy, cites=cites)


@lru_cache(maxsize=256)
def _closest(kind: str, name: str) -> str:
    return close_to(name, _OWN[kind], _NEAR)


def _target(lines: list[str]) -> str:
    """What a directive cites, as ``LABEL <ID>`` or by its first words."""
    written = [line.strip() for line in lines if line.strip()]
    titled = (TITLED.fullmatch(line) for line in written)
    return next((match[2].strip() for match in titled if match), written[0] if written else "")
