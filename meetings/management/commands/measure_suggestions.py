from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.minutes import measuring
from meetings.minutes.document import ParsedMinutes, UnreadableMinutes
from meetings.minutes.measuring import Measurement
from meetings.minutes.reading import read_minutes
from meetings.minutes.suggesting import suggest

SAMPLE = Path(settings.BASE_DIR) / "samples" / "junbi-kaigo-01.txt"
MARKED = Path(settings.BASE_DIR) / "samples" / "annotated" / "annotated_speeches.json"
REASONS = (
    ("拾えなかったもの", "missed"),
    ("余計な候補（要望など）", "false_requests"),
    ("論点の違い", "wrong_point"),
    ("拾えなかった約束", "missed_commitments"),
    ("余計な候補（国側の約束）", "false_commitments"),
    ("要望でないのに候補にしたもの", "not_requests_proposed"),
    ("本文に見つからない注釈", "lost"),
)


class Command(BaseCommand):
    """Measure suggestions against annotated minutes; no database is read.

    An annotation file is measured on the minutes beside it (same name, .txt) where there are
    any, and then taken to mark them from beginning to end; else on --minutes, in the speeches
    that it marks.
    """

    help = (
        "要望・約束の候補が、人が付けた注釈とどれだけ合うかを測ります（データベースは使いません）。"
    )
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's own declaration

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--minutes", type=Path, default=SAMPLE, help="議事要旨のファイル")
        parser.add_argument(
            "--annotations", type=Path, nargs="+", default=[MARKED], help="注釈のファイル（JSON）"
        )
        parser.add_argument("--check", action="store_true", help="目標に届かなければ終了コード1")
        parser.add_argument("--list", action="store_true", help="外れたものの引用も表示する")

    def handle(self, *args: Any, **options: Any) -> None:
        reached = True
        for path in options["annotations"]:
            beside = path.with_suffix(".txt")
            whole = beside.exists()
            result = self._measured(path, beside if whole else options["minutes"], whole=whole)
            reached = self._print(path, result) and reached
            if options["list"]:
                self._print_quotes(result)
        if options["check"] and not reached:
            sys.exit(1)

    def _measured(self, path: Path, minutes: Path, *, whole: bool) -> Measurement:
        parsed = self._read(minutes)
        try:
            annotations = measuring.load(path, parsed, whole=whole)
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"注釈のファイル {path} を読めません：{error}") from error
        return measuring.measure(suggest(parsed), annotations)

    def _read(self, minutes: Path) -> ParsedMinutes:
        try:
            return read_minutes(minutes.read_bytes(), minutes.name)
        except (OSError, UnreadableMinutes) as error:
            raise CommandError(f"議事要旨のファイル {minutes} を読めません：{error}") from error

    def _print(self, path: Path, result: Measurement) -> bool:
        lines = measuring.table(result)
        self.stdout.write(f"{path.name}")
        for line in lines:
            mark = "○" if line.reached else "×"
            self.stdout.write(f"  {mark} {line.label}：{line.value}（目標 {line.bar}）")
        return all(line.reached for line in lines)

    def _print_quotes(self, result: Measurement) -> None:
        for label, name in REASONS:
            for quote in getattr(result, name):
                self.stdout.write(f"    {label}：{quote}")
