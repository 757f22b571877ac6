"""What cannot be done to people, and why."""

from __future__ import annotations


class NotPossible(Exception):
    """An act on people is refused; `reason` is a sentence for the screen. Nothing has changed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
