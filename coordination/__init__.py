"""Wiring, imported by nobody: settings, addresses, Celery, the start page."""
