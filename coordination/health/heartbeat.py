"""Whether background work is being done: each beat that a worker carries out leaves its time."""

from __future__ import annotations

from datetime import datetime
from typing import cast

import redis
from kombu import Connection

from coordination.celery import app

_KEY = "ronten:heartbeat"


def record(*, now: datetime) -> None:
    """Note that a worker was at work at this moment."""
    with app.connection_for_write() as connection:
        _client(connection).set(_KEY, now.isoformat())


def last() -> datetime | None:
    """When a worker was last at work; None when never. Raises kombu's OperationalError."""
    with app.connection_for_read() as connection:
        noted = cast("bytes | None", _client(connection).get(_KEY))
    return None if noted is None else datetime.fromisoformat(noted.decode())


def _client(connection: Connection) -> redis.Redis:
    # The broker's own client, so that one address serves sockets, TCP and TLS alike.
    return cast(redis.Redis, connection.default_channel.client)  # type: ignore[attr-defined]
