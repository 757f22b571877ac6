from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from coordination import sample


class Command(BaseCommand):
    """Load organizations and points, and in demo mode people and minutes. Safe to repeat."""

    help = "団体と論点を入れます。見本のとき（RONTEN_DEMO）は、利用者と議事要旨も入れます。"

    def handle(self, *args: Any, **options: Any) -> None:
        sample.set_up(lambda line: self.stdout.write(f"  {line}"))
