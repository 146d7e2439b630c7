"""`lsp`: a server for editors."""

from __future__ import annotations

import argparse
import sys

from .shared import CLEAN, COULD_NOT_CHECK, FINDINGS, Commands


def add_lsp(commands: Commands) -> None:
    """`lsp`."""
    serve = commands.add_parser(
        "lsp", help="answer an editor while a text is written, over standard input and output"
    )
    serve.add_argument("--stdio", action="store_true", help="as it does anyway; some editors ask")
    serve.set_defaults(run=_serve)


def _serve(_: argparse.Namespace) -> int:
    from importlib.util import find_spec

    if find_spec("pygls") is None:
        print("This takes pygls: run pip install 'sphinx-facts[lsp]'.", file=sys.stderr)
        return COULD_NOT_CHECK
    from ..lsp.server import serve

    return CLEAN if serve() else FINDINGS
