"""Telling the workers through Redis that there is work. Only a hint: the work is a row, and whoever
looks after the rows (`jobs.keeping`) finds it there when nobody heard of it."""

from __future__ import annotations

import logging
from typing import Any

from celery import current_app
from django.db import transaction

logger = logging.getLogger(__name__)
LOOK = "jobs.tasks.look"
ONCE: dict[str, Any] = {"max_retries": 0, "interval_start": 0, "interval_step": 0}
"""Redis is tried once: somebody waits for the page, and the row stays in any case."""


def on_commit(key: int, *, seconds: float = 0) -> None:
    """Tell of a job once its row is stored, to be looked at after so many seconds."""

    def tell() -> None:
        give(key, seconds=seconds)

    transaction.on_commit(tell, robust=True)


def give(key: int, *, seconds: float = 0) -> bool:
    """Tell of a job. False when Redis does not take it."""
    try:
        connection: Any = current_app.connection_for_write()
        connection.transport_options.update(ONCE)
        with connection:
            current_app.send_task(
                LOOK, (key,), connection=connection, retry=False, countdown=seconds or None
            )
    except Exception as error:
        # Whatever it is (kombu has many names for it), the row stays.
        logger.warning("no hint of job %s: %s", key, error)
        return False
    return True
