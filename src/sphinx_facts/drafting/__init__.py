"""From an article to a book: what a program may propose, and a person must confirm.

`formats` read an article, `reading` cuts it and knows whom it names (`people`, `speakers`), and
`extract` proposes its facts: `quotation_proposals`, `figure_proposals`, their ids (`naming`), in
excerpts that `clauses` cuts. `facts_text` writes them, `new` makes a whole book of them.

A single fact begins with words of its source (`places`, `candidates`) or with a figure of a chapter
(`from_chapter`). `add`, `add_source`, `confirm` and `rename` work out what is to be written, by
`facts_edit` and `mentions`; `choosing`, `adding`, `adding_source` and `confirming` ask on a
terminal (`dialogue`), and write.
"""
