"""What is recorded: the facts file and its lock.

`store` is the way in; `load` and `validate` make the records of the files, `lock` reads what
`record` wrote. `excerpts` lists what must stand in a source, `figures` reads the wordings, and
`corroboration` tells what the sources of a fact are worth together. Nothing here reads a chapter.
"""
