"""The rules: what is asked of every figure, quotation and entry, one module a subject.

`cited` asks it of what a citation shows, `clause` of the sentence around that, `prose` of what is
cited for nothing, `reckoning` of sums, `entry` of the facts file and its evidence. A rule is a
function with its code, meaning, way out and example beside it (`model.findings.rule`). `checker`
runs those on passages, `evidence` those on the facts file, and `registry` lists them all.
"""
