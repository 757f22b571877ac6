from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from searching import indexing


class Command(BaseCommand):
    """Makes the search's documents anew, all or those that are missing."""

    help = "検索の索引を作り直します。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--missing", action="store_true", help="ないものだけを作る")
        parser.add_argument("--later", action="store_true", help="頼むだけで、作るのは裏で行う")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = indexing.ask_for_all(missing=options["missing"])
        if not options["later"]:
            indexing.work_off()
        if asked or options["verbosity"] > 1:
            self.stdout.write(f"検索の索引：{asked}件")
