"""All that knows English, and nothing else does: its words, figures, quotations, names, sentences.

`lexicon` holds the words, each once in its family; `figures` and `quotations` find what their names
say, `quote_diff` compares a quotation with its record, `qualifiers` knows what turns a statement,
`attribution` who says it. Another language is a sibling of this package with the same names.
"""
