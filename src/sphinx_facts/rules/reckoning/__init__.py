"""What is reckoned from recorded figures."""
