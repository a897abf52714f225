"""Across documents: partners as organisations, documents by program."""
