"""The rules: what is asked of every figure, quotation and entry, one module a subject.

A rule is a function with its code, meaning, way out and example beside it (`model.findings.rule`).
`checker` runs those on passages, `evidence` those on the facts file, and `registry` lists them all.
"""
