"""What knows nothing of facts: words and digests of texts, files and YAML read as a guard does,
what somebody may have meant, and what a terminal gets to see.
"""
