"""What has changed between two states of a book, for whoever reviews the change.

`state` reads a state, out of git or from the files; `compare` finds the differences, as records,
which `text`, `markdown` and `json` write down. It judges nothing: that is the check's work.
"""
