"""The user a server runs as. PostgreSQL refuses to run as root, so root hands it to another."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coordination.embedded.errors import EmbeddedServerError

_TIMEOUT_SECONDS = 120


@dataclass(frozen=True)
class Account:
    """Whom a server runs as. Both None: whoever runs this process."""

    uid: int | None = None
    gid: int | None = None

    def run(
        self, command: Sequence[str | Path], *, timeout: float = _TIMEOUT_SECONDS
    ) -> subprocess.CompletedProcess[str]:
        """Run a command as this account, from a directory that everybody can enter."""
        # A server started here outlives the command and must not hold its pipes open: pg_ctl
        # sends the server's output to a log file before that, so reading to the end is safe.
        return subprocess.run(
            [str(part) for part in command],
            cwd="/",
            env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=timeout,
            check=False,
            umask=0o077,
            user=self.uid,
            group=self.gid,
            extra_groups=None if self.uid is None else [],
        )

    def own(self, path: Path) -> None:
        """Give a file or directory to this account."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def can_enter(self, directory: Path) -> bool:
        """Whether this account may walk down to the directory. Asked of the system itself, since
        access lists and mount options count too."""
        if self.uid is None:
            return True
        return self.run(["/bin/sh", "-c", 'cd -- "$1"', "sh", directory]).returncode == 0

    def can_run(self, program: Path) -> bool:
        """Whether this account may execute the program."""
        try:
            return self.run([program, "--version"]).returncode == 0
        except OSError:
            return False


def for_postgres(cluster: Path) -> Account:
    """Whom PostgreSQL runs as: the cluster's owner, else ``nobody``, else any other user that
    the system lets root become (containers may map only a few). Raises EmbeddedServerError."""
    if os.geteuid() != 0:
        return Account()
    for entry in _candidates(cluster):
        account = Account(entry.pw_uid, entry.pw_gid)
        try:
            if account.run(["/bin/sh", "-c", "exit 0"]).returncode == 0:
                return account
        except (OSError, subprocess.SubprocessError, ValueError):
            continue
    raise EmbeddedServerError(
        "root ではPostgreSQLを動かせず、代わりに使える利用者も見つかりませんでした。"
        "root 以外の利用者で実行してください。"
    )


def _candidates(cluster: Path) -> Iterator[pwd.struct_passwd]:
    entries = [entry for entry in pwd.getpwall() if entry.pw_uid != 0]
    owner = cluster.stat().st_uid if cluster.exists() else None
    yield from (entry for entry in entries if entry.pw_uid == owner)
    yield from (entry for entry in entries if entry.pw_name == "nobody")
    yield from entries
