"""From an article to a book: what a program may propose, and a person must confirm."""
