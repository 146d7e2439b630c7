"""What the sentence around a citation says of it is what the record says, or less."""
