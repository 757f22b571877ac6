"""Whether background work is being done: each beat that a worker carries out leaves its time."""

from __future__ import annotations

from datetime import datetime
from typing import cast

import redis

from coordination.celery import app

_KEY = "ronten:heartbeat"


def record(*, now: datetime) -> None:
    """Note that a worker was at work at this moment."""
    _client().set(_KEY, now.isoformat())


def last() -> datetime | None:
    """When a worker was last at work; None when never. Raises redis.RedisError."""
    noted = cast("bytes | None", _client().get(_KEY))
    return None if noted is None else datetime.fromisoformat(noted.decode())


def _client() -> redis.Redis:
    # Through the broker's own connection, so that one address serves sockets, TCP and TLS alike.
    return cast(redis.Redis, app.pool.acquire(block=True).default_channel.client)
