"""What a citation shows is its record: the figure, the quotation, the wording."""
