"""Exercises, platforms and workshops beyond their schemas: what they ask and what they name."""
