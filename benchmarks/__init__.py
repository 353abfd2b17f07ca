"""How fast the book is built, answers are received, and reports are made."""
