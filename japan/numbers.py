"""Whole numbers that come from an address or a form, where anything may stand."""

from __future__ import annotations

LARGEST = 2**63 - 1
"""What a key in the database can be at most; its columns for counts take less."""
_DIGITS = len(str(LARGEST))


def whole_number(text: str | None, *, largest: int = LARGEST) -> int | None:
    """The number that `text` writes in plain digits, 0 to `largest`; None for all else.

    Python refuses numbers of some thousand digits and the database those that do not fit a
    column, so that a length is looked at before a value. Signs, blanks and full-width digits are
    none: pages of ours do not send them.
    """
    if not text or len(text) > _DIGITS or not (text.isascii() and text.isdigit()):
        return None
    number = int(text)
    return number if number <= largest else None
