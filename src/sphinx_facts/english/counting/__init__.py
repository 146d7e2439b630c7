"""What a figure counts, of what it is a part, and so much in each of several."""
