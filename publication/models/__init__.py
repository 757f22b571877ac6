"""What is published, together and when; and what was taken out again."""

from __future__ import annotations
