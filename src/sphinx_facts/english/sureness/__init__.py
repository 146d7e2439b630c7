"""How surely a sentence tells of a figure: denied, doubted, planned, or on a condition."""
