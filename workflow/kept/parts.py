"""Small parts of pages that follow from a few values alone: drawn once, and given again.

A template takes longer to be started than a short part takes to be written; a page of rows writes
the same states, classes and rows again and again, and the same ones as the page before.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias

from django.template import Context
from django.template.loader import get_template
from django.urls import get_script_prefix
from django.utils.safestring import SafeString

MOST = 20_000
"""Parts that a process keeps, most of them less than one kilobyte."""

Plain: TypeAlias = str | int | bool | date | tuple["Plain", ...] | None
"""What a part may be drawn from: values that say by themselves when they are others. A record does
not: it is equal to what it was before somebody wrote."""


def drawn(template: str, **values: Plain) -> SafeString:
    """The template with these values and nothing else: it must not ask for the reader or the day.
    Addresses in it begin where those of the page do."""
    return _drawn(template, get_script_prefix(), **values)


@lru_cache(maxsize=MOST, typed=True)  # a text that is safe is another one
def _drawn(template: str, prefix: str, **values: Plain) -> SafeString:
    for name, value in values.items():
        if not _is_plain(value):
            raise TypeError(f"A part is drawn from plain values; {name} is {value!r}.")
    found: Any = get_template(template)
    return SafeString(found.template.render(Context(values)))


def _is_plain(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(_is_plain(each) and not isinstance(each, SafeString) for each in value)
    return value is None or isinstance(value, str | int | date)
