"""What the index knows of a document: short keys, each with a sign before it that says its sort.
Before that goes the sign of the group, so that each group is looked up by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from japan.forms import BAR
from japan.text import pairs

TITLE, FORM, READING, NUMBER = "^", "=", "*", "#"
_ALONE = re.compile(r"[一-鿿㐀-䶿々a-z0-9]")
_NUMBER = re.compile(r"(r\d{1,2})ー(c?)0*([1-9]\d*)")
_TYPED = re.compile(r"(?:(r\d{1,2})ー?)?(c?)0*([1-9]\d{0,6})")
_TYPED_AS_ONE = re.compile(r"(r\d{1,2})(c?)(\d{4})")


def letters(normalised: str) -> list[str]:
    """Each pair of neighbours, and letters by which one may look alone: kanji, a-z, digits."""
    return [*pairs(normalised), *dict.fromkeys(_ALONE.findall(normalised))]


def letters_of_word(word: str) -> list[str] | None:
    """By which keys a word is looked up; None where there are none (a single か)."""
    if len(word) == 1:
        return [word] if _ALONE.fullmatch(word) else None
    return pairs(word) or None


def of_readings(runs: Iterable[str]) -> list[str]:
    """The pairs of kana of each run."""
    found: dict[str, None] = {}
    for run in runs:
        found.update(dict.fromkeys(READING + pair for pair in pairs(run.replace(BAR, ""))))
    return list(found)


def of_number(number: str) -> list[str]:
    """By which a record's number (normalised, r6ー0018) is found: with its year, and alone."""
    match = _NUMBER.fullmatch(number)
    if match is None:
        return []
    year, series, serial = match.groups()
    return [f"{NUMBER}{year}-{series}{serial}", f"{NUMBER}{series}{serial}"]


def typed_number(word: str) -> str:
    """The key of a number as people type it (normalised): R60018, r6-18, 18, R6-C0001; "" for what
    is no number."""
    match = _TYPED_AS_ONE.fullmatch(word) or _TYPED.fullmatch(word)
    if match is None:
        return ""
    year, series, serial = match.groups()
    alone = f"{series}{int(serial)}"
    return f"{NUMBER}{year}-{alone}" if year else f"{NUMBER}{alone}"
