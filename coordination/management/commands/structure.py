from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from coordination import structure


class Command(BaseCommand):
    """Print the picture of the packages and their rooms that docs/structure.md begins with."""

    help = "パッケージと、その中の部屋の図を表示します（docs/structure.md の始めの図）。"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(structure.picture(), ending="")
