from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

from coordination.database import owner, rights


class Command(BaseCommand):
    """Gives the product's role what it needs of each table, and nothing else. Safe to repeat."""

    help = "製品が使うデータベースの役割に、表ごとの権限を与えます（表の持ち主として実行します）。"

    def handle(self, *args: Any, **options: Any) -> None:
        if not owner.is_separate():
            self.stdout.write("OWNER_DATABASE_URL がないため、権限はそのままです。")
            return
        role = settings.DATABASES["default"]
        with owner.as_owner():
            rights.grant(connection, role["USER"], role["PASSWORD"])
            count = len(rights.expected())
        self.stdout.write(f"役割 {role['USER']} に、{count}の表の権限を与えました。")
