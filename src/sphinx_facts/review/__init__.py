"""The desk at which a reader compares each passage with its evidence: what lies on it, how it is
shown on a page or a terminal, and how answers come back.
"""
