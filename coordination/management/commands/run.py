"""`python manage.py run`: everything that one person needs to use the product here."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from accounts.signing_in.demo import DEMO_PASSWORD, DEMO_PEOPLE
from coordination import embedded
from coordination.database import owner
from coordination.embedded import places
from coordination.running import port, private
from coordination.running.supervisor import Program, Supervisor
from coordination.running.turn import Taken, Turn

_ANSWER_SECONDS = 90
_PORT_SECONDS = 15
_ASK_EVERY_SECONDS = 0.5
MANIFEST = "staticfiles.json"
"""Which collected file stands for which source, as WhiteNoise's storage names it."""


class Command(BaseCommand):
    """Brings the data up to date, then keeps servers, web, worker and beat running until Ctrl-C."""

    help = "Set up and run web, worker and beat together."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        host, number = _address()
        _listen()
        turn = self._take_turn(host, number)
        try:
            self._wait_for_port(host, number)
            self._say("論点（Ronten）を始めます。")
            self._prepare()
            code = self._keep_running(turn, host, number)
        except KeyboardInterrupt:
            self._say("\n中断しました。もう一度実行すると、途中のところからやり直します。")
            code = 130
        finally:
            turn.note([], True)
            _stop_servers()
            turn.give_up()
        self._say("終了しました。" if code == 0 else "途中で終了しました。")
        sys.exit(code)

    def _take_turn(self, host: str, number: int) -> Turn:
        here = places.current()
        try:
            embedded.make_directories(here)
            return Turn.take(here.locks, f"http://{_shown(host)}:{number}/", self._say)
        except (embedded.EmbeddedServerError, Taken) as error:
            raise SystemExit(str(error)) from error

    def _wait_for_port(self, host: str, number: int) -> None:
        """Until the port is free. What a run killed just now left there goes away by itself."""
        deadline = time.monotonic() + _PORT_SECONDS
        try:
            while not port.is_free(host, number):
                if time.monotonic() > deadline or not port.is_ours(host, number):
                    raise SystemExit(
                        f"{number} 番ポートは{port.who_has_it(host, number)}が使っています。"
                        "それを終了するか、別の番号で始めてください（例: "
                        f"RONTEN_PORT={number + 1} make run）。"
                    )
                time.sleep(0.5)
        except OSError as error:
            raise SystemExit(
                f"{host} の {number} 番ポートは使えません（{error.strerror}）。"
                "RONTEN_HOST と RONTEN_PORT を確かめてください。"
            ) from error

    def _keep_running(self, turn: Turn, host: str, number: int) -> int:
        supervisor = Supervisor(
            programs=_programs(host, number),
            directory=settings.BASE_DIR,
            environment={**os.environ, "PYTHONUNBUFFERED": "1"},
            say=self._say,
            note=turn.note,
        )
        return supervisor.run(when_started=self._announcer(host, number))

    def _prepare(self) -> None:
        steps: list[tuple[str, Callable[[], None]]] = [
            ("PostgreSQLとRedisを動かす", self._start_servers),
            ("データベースを最新の形にする", lambda: _quietly("migrate", interactive=False)),
            ("画面の部品を集める", _collect_static),
            ("団体・論点と見本を入れる", lambda: _quietly("setup_sample")),
        ]
        for place, (what, do) in enumerate(steps, start=1):
            with self._shown(f"[{place}/{len(steps)}] {what}"):
                do()
        if owner.product_owns_tables():
            self._say(f"  {owner.ONE_ROLE}")
        # The programs to come make connections of their own; none may be shared with them.
        connections["default"].close()
        connections["default"].close_pool()  # type: ignore[attr-defined]

    def _start_servers(self) -> None:
        private.mend(Path(settings.DATA_DIR))
        try:
            embedded.ensure_running()
        except embedded.EmbeddedServerError as error:
            raise SystemExit(str(error)) from error

    @contextmanager
    def _shown(self, what: str) -> Iterator[None]:
        self._say(f"  {what} … ", ending="")
        begun = time.monotonic()
        try:
            yield
            _heed()
        except BaseException:
            self._say("できませんでした")
            raise
        self._say(f"済（{time.monotonic() - begun:.1f}秒）")

    def _announcer(self, host: str, number: int) -> Callable[[], bool]:
        """Tells the address as soon as the web server really answers."""
        give_up = time.monotonic() + _ANSWER_SECONDS
        ask_next = 0.0

        def announce() -> bool:
            nonlocal ask_next
            if time.monotonic() < ask_next:
                return False
            ask_next = time.monotonic() + _ASK_EVERY_SECONDS
            if port.answers(host, number):
                self._say(_welcome(host, number))
                return True
            if time.monotonic() > give_up:
                self._say(
                    f"画面がまだ応答しません。記録を見てください: {_logs() / 'web.log'}\n"
                    "終了するには Ctrl-C を押してください。"
                )
                return True
            return False

        return announce

    def _say(self, text: str, ending: str = "\n") -> None:
        # A terminal that was closed takes no words; that ends nothing.
        with contextlib.suppress(OSError, ValueError):
            self.stdout.write(text, ending=ending)
            self.stdout.flush()


def _address() -> tuple[str, int]:
    host = os.environ.get("RONTEN_HOST") or "127.0.0.1"
    written = os.environ.get("RONTEN_PORT") or "8000"
    if not written.isascii() or not written.isdigit() or not 0 < int(written) < 65536:
        raise SystemExit(f"RONTEN_PORT は1から65535までの数にしてください（今は {written}）。")
    return host, int(written)


def _stop_servers() -> None:
    """Now and not at the end of the process: whoever waits for the turn finds all of it ended. A
    second Ctrl-C does not wait."""
    try:
        embedded.leave()
    except KeyboardInterrupt:
        embedded.end_at_once()
        os._exit(130)


def _quietly(command: str, **options: Any) -> None:
    call_command(command, verbosity=0, stdout=io.StringIO(), **options)


def _collect_static() -> None:
    """Collect styles and scripts; from nothing where a start was killed at it. Django leaves alone
    what is newer than its source, and so would keep a half-written file for ever."""
    unfinished = Path(settings.DATA_DIR) / "static.unfinished"
    anew = unfinished.exists()
    if anew:
        (Path(settings.STATIC_ROOT) / MANIFEST).unlink(missing_ok=True)
    unfinished.touch()
    _quietly("collectstatic", interactive=False, clear=anew)
    unfinished.unlink()


def _logs() -> Path:
    return Path(settings.DATA_DIR) / "logs"


def _programs(host: str, number: int) -> list[Program]:
    logs = _logs()
    logs.mkdir(parents=True, exist_ok=True)
    python = [sys.executable, "-m"]
    bind = f"[{host}]:{number}" if ":" in host else f"{host}:{number}"
    web = ["gunicorn", "coordination.wsgi", "--bind", bind, "--worker-class", "gthread"]
    web += ["--workers", "2", "--threads", "4", "--timeout", "120", "--graceful-timeout", "5"]
    web += ["--no-control-socket"]
    celery = ["celery", "-A", "coordination"]
    worker = [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO"]
    beat = [*celery, "beat", "--loglevel", "INFO", "--pidfile", ""]
    beat += ["--schedule", str(Path(settings.DATA_DIR) / "beat-schedule")]
    keeping = ("-u", "-m", "coordination.embedded.keeping")
    servers = Program("servers", (sys.executable, *keeping), logs / "servers.log", heard=True)
    own = [] if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL") else [servers]
    return [
        *own,
        Program("web", (*python, *web), logs / "web.log"),
        Program("worker", (*python, *worker), logs / "worker.log"),
        Program("jobs", (sys.executable, "manage.py", "jobs", "--watch"), logs / "jobs.log"),
        Program("beat", (*python, *beat), logs / "beat.log"),
    ]


def _shown(host: str) -> str:
    return "localhost" if host in {"127.0.0.1", "0.0.0.0", "::", "::1"} else host


def _listen() -> None:
    """A stop that is asked for before anything runs ends the preparing; `nohup` is heeded."""
    for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if asked != signal.SIGHUP or signal.getsignal(asked) != signal.SIG_IGN:
            signal.signal(asked, _stop)


_asked_to_stop = threading.Event()


def _stop(number: int, frame: FrameType | None) -> None:
    _asked_to_stop.set()
    raise KeyboardInterrupt


def _heed() -> None:
    """A stop that came while Python tidied up behind an import is reported there and goes no
    further: it counts as soon as the step is over."""
    if _asked_to_stop.is_set():
        raise KeyboardInterrupt


def _welcome(host: str, number: int) -> str:
    lines = ["", f"  準備ができました: http://{_shown(host)}:{number}/", ""]
    if settings.DEMO:
        lines.append(f"  お試しの利用者（合い言葉はどれも {DEMO_PASSWORD}）")
        width = max(len(person.username) for person in DEMO_PEOPLE)
        lines += [f"    {p.username:<{width}}  {p.description}" for p in DEMO_PEOPLE]
        lines.append("")
    lines += [f"  記録: {_logs()}", "  終了するには Ctrl-C を押してください。", ""]
    return "\n".join(lines)
