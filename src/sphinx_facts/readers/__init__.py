"""What is written, as its readers see it: chapters and pages, read into passages.

One reader a format, behind one signature, that of `myst.read_chapter`. What a reader sees and what
not, `visibility` alone decides, for document trees as well.
"""
