"""The records that all rooms speak of: what is recorded and where, what is read of a chapter, and
what is found. They hold; they judge nothing.
"""
