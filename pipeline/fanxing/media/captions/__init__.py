"""Captions: what is read, when, and in which files."""
