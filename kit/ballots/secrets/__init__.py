"""Codes, keys, seals and proofs: what nobody but this collector can make or open."""
