"""The index in the background: it takes in what no reader's search has taken in yet."""

from __future__ import annotations

from celery import shared_task

from searching import indexing

_SECONDS = 60.0
"""So long one run works at the most; the next one goes on."""


@shared_task(expires=15)
def index_what_changed() -> None:
    """Take in changes until none is left, or the time is over."""
    indexing.work_off(seconds=_SECONDS)
