"""PostgreSQL and Redis without a system service: the front door.

The only package that re-exports, so that settings can say ``embedded.database_url()``.
"""

from coordination.embedded.errors import EmbeddedServerError
from coordination.embedded.places import database_url, redis_url
from coordination.embedded.servers import ensure_running

__all__ = ["EmbeddedServerError", "database_url", "ensure_running", "redis_url"]
