"""PostgreSQL and Redis without a system service: the front door.

The only package that re-exports, so that settings can say ``embedded.database_url()``.
"""

from coordination.embedded.errors import EmbeddedServerError
from coordination.embedded.places import database_url, owner_database_url, redis_url
from coordination.embedded.servers import end_at_once, ensure_running, leave, make_directories

__all__ = [
    "EmbeddedServerError",
    "database_url",
    "end_at_once",
    "ensure_running",
    "leave",
    "make_directories",
    "owner_database_url",
    "redis_url",
]
