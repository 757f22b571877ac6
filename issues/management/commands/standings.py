from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from issues.models import LocalRequest
from issues.standing import keeping


class Command(BaseCommand):
    """Write rounds and standings anew from the record, or only say where they differ from it; with
    `--check` exit 1 on any difference."""

    help = (
        "要望の「回」と「状況」を、履歴から作り直します。番号を書けばその要望だけを作り直します。"
        "--check を付けると、作り直さずに、履歴と違う要望を示します（違いがあれば終了コード1）。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("numbers", nargs="*", help="要望の番号（例：R6-0012）")
        parser.add_argument("--check", action="store_true", help="作り直さずに確かめる")
        parser.add_argument(
            "--missing", action="store_true", help="まだ「状況」のない要望だけを作り直す"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        keys = self._keys(options["numbers"], missing=options["missing"])
        if options["check"]:
            self._check(keys)
            return
        changed = keeping.rebuild(keys)
        if options["verbosity"] and not (options["missing"] and not keys):
            self.stdout.write(f"要望{len(keys)}件のうち、{changed}件を作り直しました。")

    def _keys(self, numbers: list[str], *, missing: bool) -> list[int]:
        rows = LocalRequest.objects.order_by("pk")
        if missing:
            rows = rows.filter(standings=None)
        if numbers:
            rows = rows.filter(number__in=numbers)
            unknown = set(numbers) - set(rows.values_list("number", flat=True))
            if unknown and not missing:
                raise CommandError(f"番号が見つかりません：{'、'.join(sorted(unknown))}")
        return list(rows.values_list("pk", flat=True))

    def _check(self, keys: list[int]) -> None:
        found = list(keeping.differences(keys))
        for each in found:
            what = "と".join(
                [name for name, wrong in (("回", each.rounds), ("状況", each.standings)) if wrong]
            )
            self.stderr.write(f"{each.number}：{what}が履歴と違います。")
        self.stdout.write(f"要望{len(keys)}件を確かめました。違うもの{len(found)}件。")
        if found:
            self.stderr.write("「manage.py standings 番号」で作り直せます。")
            sys.exit(1)
