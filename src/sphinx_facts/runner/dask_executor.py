"""A Dask cluster as an executor: the check of a book on any number of machines.

The workers need this package, of the same version, and none of the files.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from importlib import import_module
from typing import Any

from ..model.passages import Location
from .results import no_executor

_SCHEME = "dask://"
PATIENCE = 10.0
"""Seconds in which a scheduler has to answer."""


def connect(address: str) -> Executor:
    """The executor behind an address. Raises `CheckError` where there is none."""
    where = Location(address)
    if not address.startswith(_SCHEME):
        message = "this is not the address of an executor"
        raise no_executor(where, message, f"write {_SCHEME}HOST:PORT")
    try:
        return Cluster(address.removeprefix(_SCHEME))
    except ImportError:
        remedy = "pip install 'sphinx-facts[dask]'"
        message = "Dask is not installed here"
        raise no_executor(where, message, remedy) from None
    except (OSError, ValueError) as error:
        message = f"no scheduler answers there: {error}"
        remedy = "start dask scheduler, or correct the address"
        raise no_executor(where, message, remedy) from None


class Cluster(Executor):
    """Work for the workers of a Dask scheduler. Raises OSError where none answers.

    What is lost with a worker is done again by another.
    """

    def __init__(self, address: str) -> None:
        self._client: Any = import_module("distributed").Client(
            f"tcp://{address}", timeout=PATIENCE
        )
        self._pool = self._client.get_executor(retries=3)
        self._held: dict[bytes, Any] = {}

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As of any executor; the first argument goes to each worker once."""
        first, *rest = args
        if first not in self._held:
            self._held = {first: self._client.submit(bytes, first)}
        made: Future[Any] = self._pool.submit(fn, self._held[first], *rest, **kwargs)
        return made

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002
        """Leave the cluster, which goes on."""
        self._pool.shutdown(wait=wait)
        self._client.close()
