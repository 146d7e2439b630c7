"""All that knows English, and nothing else does: its words, figures, quotations, names, sentences.

`lexicon` holds the words, each once in its family; `figures` and `quotations` find what their names
say, `sentences` where sentences end, `clauses` what of one tells of a figure. The folders read
that: `counting` what is counted, `telling` who did what, `sureness` how surely, `when` and `places`
when and where, `sayers` who says so. `quoting` lays a quotation beside its record, `consistency`
figures beside one another. Another language is a sibling of this package with the same names.
"""
