"""Receive answers: many at a time, written together, acknowledged when on disk."""
