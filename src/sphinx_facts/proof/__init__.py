"""That an excerpt stands in its source, word for word: the Merkle tree of a source's words, the
snapshots that it is made of, and the recording of both in the lock.
"""
