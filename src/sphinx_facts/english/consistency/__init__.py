"""Figures of one text that cannot all be right, whatever the truth is.

`find` is the way in: `find_contradictions` for a text, `tables` and `lists` for what stands in
several passages. A sentence is read as a string in which each figure is one sign (`sentence`), and
the ways in which figures hang together are patterns over such strings, one module a group. Hedges
and rounding widen every figure (`amounts`); only what nothing reconciles is told.
"""
