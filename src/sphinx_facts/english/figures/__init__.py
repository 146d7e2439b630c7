"""The figures of English prose: how they are found and read, one module a kind of form.

`forms` has the table of forms in their order; `words` what the lexicon says of them; `quantity`
what is read; `hedges` what stands around it. `find` is the way in: `find_figures`.
"""
