"""A displayed quotation beside its recorded original: what departs, is left out, or turns it."""
