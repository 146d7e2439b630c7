"""From an article to a book: what a program may propose, and a person must confirm.

`formats` read an article, `reading` cuts it and knows whom it names (`people`, `speakers`), and
`extract` proposes its facts: `quotation_proposals`, `figure_proposals`, their ids (`naming`), in
excerpts that `clauses` cuts. `facts_text` writes them, `new` makes a whole book of them.
"""
