"""Where the embedded servers keep things. Pure: nothing here touches the disk."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

DATABASE = "ronten"
DATABASE_USER = "ronten"
"""Owns the tables and changes their form; the product itself works as:"""
PRODUCT_USER = "ronten_app"
REPOSITORY = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Places:
    """All paths that belong to one data directory."""

    data_dir: Path

    @property
    def socket_dir(self) -> Path:
        """Sockets stand apart from the data: a Unix socket's path may have 107 bytes at most, and
        a server that runs as another user must be able to reach it. One directory per data
        directory and user, so that neither two checkouts nor two people ever meet."""
        digest = hashlib.blake2s(os.fsencode(self.data_dir)).hexdigest()[:12]
        return Path("/tmp") / f"ronten-{os.geteuid()}-{digest}"

    @property
    def postgres(self) -> Path:
        """The cluster, or a symbolic link to it where the server's user cannot get in here."""
        return self.data_dir / "postgres"

    @property
    def redis(self) -> Path:
        return self.data_dir / "redis"

    @property
    def redis_socket(self) -> Path:
        return self.socket_dir / "redis.sock"

    @property
    def locks(self) -> Path:
        return self.data_dir / "locks"

    @property
    def logs(self) -> Path:
        return self.data_dir / "logs"


def current() -> Places:
    """The places under ``RONTEN_DATA_DIR``, by default ``.data`` beside manage.py."""
    configured = os.environ.get("RONTEN_DATA_DIR") or str(REPOSITORY / ".data")
    return Places(Path(configured).resolve())


def database_url(user: str = PRODUCT_USER) -> str:
    """The embedded PostgreSQL's address, in the form django-environ reads for sockets."""
    return f"postgres://{user}@/{current().socket_dir}/{DATABASE}"


def owner_database_url() -> str:
    """The same, for whoever changes the form of the tables."""
    return database_url(DATABASE_USER)


def redis_url() -> str:
    """The embedded Redis's address, in the form Celery reads for sockets. Test sessions keep out
    of each other's queues by a database number of their own, ``RONTEN_REDIS_DATABASE``."""
    database = int(os.environ.get("RONTEN_REDIS_DATABASE") or 0)
    return f"redis+socket://{quote(str(current().redis_socket))}?virtual_host={database}"
