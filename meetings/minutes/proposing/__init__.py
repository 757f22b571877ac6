"""Suggestions: which sentences ask for something or promise it, and on which point."""
