"""Conditions on rows, one set for page, API and file."""
