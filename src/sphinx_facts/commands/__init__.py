"""The commands: the arguments of each, and what is done with them. `cli` puts them together."""
