"""Starting what is down, and stopping it when the last user has gone."""

from __future__ import annotations

import atexit
import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coordination.embedded import account, places
from coordination.embedded.errors import EmbeddedServerError
from coordination.embedded.places import Places
from coordination.embedded.postgres_server import Postgres
from coordination.embedded.redis_server import Redis

# The open lock files that say "this process uses the servers", by data directory. They close,
# and so release, with the process, however it ends.
_in_use: dict[Path, int] = {}
# A fork shares its parent's lock, so it must not count on it: it takes one of its own.
os.register_at_fork(after_in_child=_in_use.clear)


def ensure_running(*, durable: bool = True) -> None:
    """Start those embedded servers that the environment does not replace, and keep them for as
    long as this process lives. Safe to call from many processes at once, and again.

    Raises EmbeddedServerError when a server cannot run.
    """
    here = places.current()
    servers = _ours(here, durable=durable)
    if not servers:
        return
    make_directories(here)
    _make_socket_directory(here)
    with _starting_or_stopping(here):
        _use(here)
        for server in servers:
            server.ensure_running()


def down() -> list[str]:
    """The names of those embedded servers that do not answer."""
    return [server.name for server in _ours(places.current()) if not server.answers()]


def _ours(here: Places, *, durable: bool = True) -> list[Postgres | Redis]:
    """The servers that the environment does not replace."""
    servers: list[Postgres | Redis] = []
    if not os.environ.get("DATABASE_URL"):
        servers.append(Postgres(here, durable=durable))
    if not os.environ.get("REDIS_URL"):
        servers.append(Redis(here))
    return servers


def stop_unless_used(here: Places, *, lock: int) -> None:
    """Stop both servers if no other process uses them."""
    with _starting_or_stopping(here):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        Postgres(here).stop()
        Redis(here).stop()


def _use(here: Places) -> None:
    """Hold a shared lock until this process ends."""
    if here.data_dir in _in_use:
        return
    lock = os.open(here.locks / "users", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(lock, fcntl.LOCK_SH)
    _in_use[here.data_dir] = lock
    atexit.register(_leave, here, lock, os.getpid())


def leave() -> None:
    """Use the servers no longer, and stop them if nobody else does."""
    here = places.current()
    if (lock := _in_use.get(here.data_dir)) is not None:
        _leave(here, lock, os.getpid())


def end_at_once() -> None:
    """End both servers without waiting, unless somebody else uses them. Nothing that was saved is
    lost: PostgreSQL reads its journal at the next start."""
    here = places.current()
    lock = os.open(here.locks / "users", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    for server in _ours(here):
        server.end_at_once()


def _leave(here: Places, lock: int, pid: int) -> None:
    # A fork inherits this call; only the process that took the lock may act on it.
    if os.getpid() != pid or _in_use.get(here.data_dir) != lock:
        return
    try:
        stop_unless_used(here, lock=lock)
    except (OSError, EmbeddedServerError):
        return  # the data directory is gone, say; the next start sorts it out
    finally:
        _in_use.pop(here.data_dir, None)
        os.close(lock)


@contextmanager
def _starting_or_stopping(here: Places) -> Iterator[None]:
    """One process at a time starts or stops servers."""
    with (here.locks / "starting").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def make_directories(here: Places) -> None:
    """Make the data directory, for its owner alone. Raises EmbeddedServerError."""
    try:
        here.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        if stat.S_IMODE(here.data_dir.stat().st_mode) & 0o077:
            here.data_dir.chmod(0o700)  # older versions left it open
        for directory in (here.locks, here.logs):
            directory.mkdir(mode=0o700, exist_ok=True)
        (here.locks / "starting").touch(mode=0o600)
    except OSError as error:
        raise EmbeddedServerError(
            f"データの置き場所 {here.data_dir} に書き込めません（{error.strerror}）。空き容量と"
            "持ち主を確かめるか、RONTEN_DATA_DIR で別の場所を指定してください。"
        ) from error


def _make_socket_directory(here: Places) -> None:
    """Make the directory of sockets, closed to others: PostgreSQL trusts whoever can enter it,
    so one that somebody else prepared under /tmp is refused."""
    directory = here.socket_dir
    try:
        directory.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise EmbeddedServerError(f"{directory} を作れません（{error.strerror}）。") from error
    found = directory.lstat()
    ours = found.st_uid in (os.geteuid(), account.for_postgres(here.postgres).uid)
    if not stat.S_ISDIR(found.st_mode) or not ours or found.st_mode & 0o077:
        raise EmbeddedServerError(
            f"{directory} の持ち主か権限が正しくありません。中を確かめて消してから、"
            "もう一度実行してください。"
        )
