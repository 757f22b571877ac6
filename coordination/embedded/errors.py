"""What is told when an embedded server cannot run."""

from __future__ import annotations


class EmbeddedServerError(Exception):
    """A server cannot run. The message is Japanese and says what to do."""
