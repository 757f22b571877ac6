"""Whether PostgreSQL and Redis answer: each is asked anew, both at once, and none for long."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg
from django.db import connection
from kombu.exceptions import OperationalError

from coordination.celery import app as celery
from coordination.database import patience

SECONDS = 2.5
"""A server that has not answered by then does not answer."""


def all_at_once() -> dict[str, bool]:
    """By its name, whether a server answers."""
    answers = {"database": False, "redis": False}
    asked: dict[str, Callable[[], bool]] = {"database": _database(), "redis": _redis}

    def ask(name: str) -> None:
        answers[name] = asked[name]()

    threads = [threading.Thread(target=ask, args=(name,), daemon=True) for name in asked]
    deadline = time.monotonic() + SECONDS
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(deadline - time.monotonic(), 0))
    return dict(answers)


def _database() -> Callable[[], bool]:
    """By a connection of its own: those of the pool may all be waiting."""
    there: dict[str, Any] = connection.get_connection_params()

    def answers() -> bool:
        try:
            with psycopg.connect(**there) as asking:
                asking.execute("SELECT 1")
        except psycopg.Error:
            return False
        return True

    return answers


def _redis() -> bool:
    # Through Celery's own connection: work is handed over by just this one.
    connection_to_redis: Any = celery.connection_for_write()
    connection_to_redis.transport_options.update(patience.ONCE)
    with connection_to_redis as broker:
        try:
            broker.ensure_connection(max_retries=1, timeout=SECONDS)
            return bool(broker.default_channel.client.ping())
        except (OperationalError, *broker.connection_errors):
            return False
