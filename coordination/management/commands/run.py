"""`python manage.py run`: everything that one person needs to use the product here."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from accounts.demo import DEMO_PASSWORD, DEMO_PEOPLE
from coordination import embedded, port
from coordination.supervisor import Program, Supervisor

_ANSWER_SECONDS = 90
_ASK_EVERY_SECONDS = 0.5


class Command(BaseCommand):
    """Brings the data up to date, then runs web, worker and beat until Ctrl-C."""

    help = "Set up and run web, worker and beat together."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        host, number = _address()
        self._require_free_port(host, number)
        self._say("論点（Ronten）を始めます。")
        self._prepare()
        supervisor = Supervisor(
            programs=_programs(host, number),
            directory=settings.BASE_DIR,
            environment={**os.environ, "PYTHONUNBUFFERED": "1"},
            say=self._say,
        )
        code = supervisor.run(when_started=self._announcer(host, number))
        self._say("終了しました。" if code == 0 else "途中で終了しました。")
        sys.exit(code)

    def _require_free_port(self, host: str, number: int) -> None:
        try:
            if port.is_free(host, number):
                return
        except OSError as error:
            raise SystemExit(
                f"{host} の {number} 番ポートは使えません（{error.strerror}）。"
                "RONTEN_HOST と RONTEN_PORT を確かめてください。"
            ) from error
        raise SystemExit(
            f"{number} 番ポートは{port.who_has_it(host, number)}が使っています。"
            "それを終了するか、別の番号で始めてください（例: "
            f"RONTEN_PORT={number + 1} make run）。"
        )

    def _prepare(self) -> None:
        steps: list[tuple[str, Callable[[], None]]] = [
            ("PostgreSQLとRedisを動かす", _start_servers),
            ("データベースを最新の形にする", lambda: _quietly("migrate", interactive=False)),
            ("画面の部品を集める", lambda: _quietly("collectstatic", interactive=False)),
            ("団体・論点と見本を入れる", lambda: _quietly("setup_sample")),
        ]
        for place, (what, do) in enumerate(steps, start=1):
            with self._shown(f"[{place}/{len(steps)}] {what}"):
                do()
        # The programs to come make connections of their own; none may be shared with them.
        connections["default"].close()
        connections["default"].close_pool()  # type: ignore[attr-defined]

    @contextmanager
    def _shown(self, what: str) -> Iterator[None]:
        self.stdout.write(f"  {what} … ", ending="")
        self.stdout.flush()
        begun = time.monotonic()
        try:
            yield
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

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _address() -> tuple[str, int]:
    host = os.environ.get("RONTEN_HOST") or "127.0.0.1"
    written = os.environ.get("RONTEN_PORT") or "8000"
    if not written.isascii() or not written.isdigit() or not 0 < int(written) < 65536:
        raise SystemExit(f"RONTEN_PORT は1から65535までの数にしてください（今は {written}）。")
    return host, int(written)


def _start_servers() -> None:
    try:
        embedded.ensure_running()
    except embedded.EmbeddedServerError as error:
        raise SystemExit(str(error)) from error


def _quietly(command: str, **options: Any) -> None:
    call_command(command, verbosity=0, stdout=io.StringIO(), **options)


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
    return [
        Program("web", (*python, *web), logs / "web.log"),
        Program("worker", (*python, *worker), logs / "worker.log"),
        Program("beat", (*python, *beat), logs / "beat.log"),
    ]


def _welcome(host: str, number: int) -> str:
    shown = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::", "::1"} else host
    lines = ["", f"  準備ができました: http://{shown}:{number}/", ""]
    if settings.DEMO:
        lines.append(f"  お試しの利用者（合い言葉はどれも {DEMO_PASSWORD}）")
        width = max(len(person.username) for person in DEMO_PEOPLE)
        lines += [f"    {p.username:<{width}}  {p.description}" for p in DEMO_PEOPLE]
        lines.append("")
    lines += [f"  記録: {_logs()}", "  終了するには Ctrl-C を押してください。", ""]
    return "\n".join(lines)
