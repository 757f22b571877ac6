"""What is counted of a text, and what tells words from marks."""

from __future__ import annotations

import re

_BLANKS = re.compile(r"[\s\u200b*]+")
WORDS = re.compile(r"[^\W_ー〇]")


def squeezed(text: str) -> str:
    """Without blanks and marks of bold letters: what is counted."""
    return _BLANKS.sub("", text)
