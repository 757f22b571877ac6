"""How long anything waits for PostgreSQL and Redis. A server that hangs (stopped, not dead) answers
neither yes nor no: without a limit every page would hang with it."""

from __future__ import annotations

from typing import Any, TypeVar

import psycopg
from psycopg import errors
from psycopg.abc import PQGen

T = TypeVar("T")

CONNECT_SECONDS = 2
"""Until a server has taken a connection; PostgreSQL's library knows no less."""
POOL_SECONDS = 4
"""Until one of the connections of this process is free."""
STATEMENT_SECONDS = 20
"""PostgreSQL ends what a page asks for after so long."""
WORK_MEGABYTES = 32
"""What a step of a statement may hold before it writes to disk. Keys beyond that are gone through
one by one: with little memory a list of what an organization reads takes minutes."""
ANSWER_SECONDS = STATEMENT_SECONDS + 5
"""A page gives up waiting for PostgreSQL after so long, should that not even end a question."""
REDIS_SECONDS = 1.0
"""Until Redis has taken a connection, and until it has answered."""


class PatientConnection(psycopg.Connection[Any]):
    """A connection for pages: it waits so long for an answer and no longer."""

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        """As psycopg does. Raises OperationalError and closes when no answer comes in time."""
        try:
            return super().wait(gen, interval=interval, timeout=timeout or ANSWER_SECONDS)
        except errors._WaitTimeout as error:
            if timeout is not None:
                raise
            self.pgconn.finish()
            raise psycopg.OperationalError("PostgreSQL does not answer") from error


def database_options(*, for_pages: bool) -> dict[str, Any]:
    """OPTIONS of the database. Background work and commands may ask for what takes long."""
    pool: dict[str, Any] = {"min_size": 1, "max_size": 8, "timeout": POOL_SECONDS}
    options: dict[str, Any] = {"connect_timeout": CONNECT_SECONDS, "pool": pool}
    if for_pages:
        pool["connection_class"] = PatientConnection
        options["options"] = (
            f"-c statement_timeout={STATEMENT_SECONDS * 1000} -c work_mem={WORK_MEGABYTES}MB"
        )
    else:
        pool["timeout"] = 4 * POOL_SECONDS
    return options


BROKER_OPTIONS: dict[str, Any] = {
    "socket_connect_timeout": REDIS_SECONDS,
    "socket_timeout": REDIS_SECONDS,
    "retry_on_timeout": False,
}
"""How Celery's connections to Redis behave."""
ONCE: dict[str, Any] = {"max_retries": 0, "interval_start": 0, "interval_step": 0}
"""For whoever hands work over while a reader waits: the row in the database stays in any case."""
