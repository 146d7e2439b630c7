"""What a sentence tells of a figure: who did what to whom, and what cannot both be told of it."""
