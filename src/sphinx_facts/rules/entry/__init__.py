"""What an entry of the facts file says is borne out by its evidence, and that by its source."""
