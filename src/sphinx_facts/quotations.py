"""Where `find_quotations` was before `sphinx_facts` itself had it."""

from __future__ import annotations

from .text.moved import moved_to_top

__getattr__ = moved_to_top(__name__, "Quotation", "find_quotations")
