"""The one process with the private keys: it opens, counts, closes and erases."""
