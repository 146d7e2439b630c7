"""How many processes a check is spread over."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor

MANY = 100
"""From so many chapters on, processes are worth their start."""


def workers(jobs: int | None, chapters: int) -> AbstractContextManager[Executor | None]:
    """So many processes, or for None as many as are worth it; none where one is enough."""
    if jobs is None:
        jobs = _processors() if chapters >= MANY else 1
    if jobs < 2:
        return nullcontext()
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(jobs)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
