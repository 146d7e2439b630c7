"""All that knows English, and nothing else does: its words, figures, quotations, names, sentences.

`lexicon` holds the words, each once in its family; `figures` and `quotations` find what their names
say, `sentences` where sentences end, `names` whom a text names. `quote_diff` compares a quotation
with its record, item by item (`quote_items`, `brackets`). `qualifiers` and `clauses` know what
turns a statement. `attribution` says whose a quotation is, by the patterns of `grammar` over the
`kinds` of words. Another language is a sibling of this package with the same names.
"""
