"""What is cited for nothing, counted as one's own, or at odds with itself."""
