"""Texts as an editor reads them: whether they are easy to read, and whether they are kept up."""
