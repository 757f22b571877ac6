from __future__ import annotations

import os
from datetime import datetime
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from coordination.database import owner
from coordination.generating import filling
from coordination.generating.filling import LEAST_SESSIONS, LIVES, SESSIONS, CannotGenerate, Order


class Command(BaseCommand):
    """Fill an empty database with made-up requests, for measuring. The same seed and the same day
    give the same rows."""

    help = (
        "測るために、空のデータベースを作り物の要望で満たします。要望か会議体が1件でもあるデータベースでは"
        "使えません。同じ --seed と --until なら、同じ行になります。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--requests", type=int, required=True, help="要望の数")
        parser.add_argument(
            "--sessions", type=int, help="確定した会合の数（省略すると要望の数による）"
        )
        parser.add_argument(
            "--lives",
            type=int,
            default=LIVES,
            help=f"経過を作る要望の数（省略すると{LIVES}）。これより多い要望は、同じ経過をたどる",
        )
        parser.add_argument("--seed", type=int, default=1, help="作り方の番号（省略すると1）")
        parser.add_argument("--until", help="「今」とみなす日時（例：2026-03-31T17:00）")
        parser.add_argument(
            "--processes", type=int, default=os.cpu_count() or 1, help="同時に働くプロセスの数"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        requests = options["requests"]
        sessions = options["sessions"] or _sessions_for(requests)
        if min(requests, sessions, options["lives"], options["processes"]) < 1:
            raise CommandError("数は、1以上で指定してください。")
        order = Order(
            requests, sessions, options["seed"], _moment(options["until"]), options["lives"]
        )
        say = self.stdout.write if options["verbosity"] else _silent
        try:
            with owner.as_owner():
                filling.fill(order, processes=options["processes"], say=say)
        except CannotGenerate as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(
                f"データベースが受け付けませんでした：{error}　データベースの管理者の役割"
                "（OWNER_DATABASE_URL）で、空のデータベースに対して実行してください。"
            ) from error
        # They were written past the triggers by which the index hears of words.
        call_command("index_words", missing=True, later=True, verbosity=0)
        say(f"要望{requests}件と、確定した会合{sessions}回を作りました。")


def _silent(_: str) -> None:
    pass


def _sessions_for(requests: int) -> int:
    """As many as there would be in life: 120 at a million, fewer with less."""
    return max(LEAST_SESSIONS, min(SESSIONS, int(SESSIONS * (requests / 1_000_000) ** 0.5)))


def _moment(written: str | None) -> datetime:
    if not written:
        return timezone.now().replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        raise CommandError("--until は、2026-03-31T17:00 のように書いてください。") from error
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
