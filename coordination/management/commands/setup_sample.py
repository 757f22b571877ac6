from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from coordination.sample import loading

NOT_MIGRATED = (
    "データベースが最新の形ではありません。先に python manage.py migrate を実行してください。"
)


class Command(BaseCommand):
    """Load organizations and points, and in demo mode people and minutes. Safe to repeat."""

    help = "団体と論点を入れます。見本のとき（RONTEN_DEMO）は、利用者と議事要旨も入れます。"

    def handle(self, *args: Any, **options: Any) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError(NOT_MIGRATED)
        loading.set_up(lambda line: self.stdout.write(f"  {line}"))
