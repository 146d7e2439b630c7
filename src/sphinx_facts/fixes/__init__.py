"""Mends chapters: what is certain, and nothing else."""
