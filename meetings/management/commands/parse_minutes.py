"""`python manage.py parse_minutes FILE [--json]`: show what is understood of a minutes file."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from confined.limits import MAX_FILE_BYTES
from meetings.minutes import confined
from meetings.minutes.document import UnreadableMinutes

UNREADABLE = 2


class Command(BaseCommand):
    """Reads one file and prints it. Nothing is stored and the database is not asked."""

    help = "議事録のファイルを1つ読み取り、内容を表示します。データベースには何も書きません。"
    requires_system_checks: list[str] = []  # noqa: RUF012 (Django's own declaration)
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="議事録のファイル（テキスト、Markdown、HTML、.docx、PDF）")
        parser.add_argument("--json", action="store_true", help="JSONで表示します。")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        try:
            want: confined.Want = "json" if options["json"] else "text"
            understood = confined.read(_content(path), path.name, want=want)
        except UnreadableMinutes as error:
            raise CommandError(f"{path}：{error}", returncode=UNREADABLE) from error
        if options["json"]:
            understood = json.dumps(understood, ensure_ascii=False, indent=2)
        self._print(understood)

    def _print(self, text: str) -> None:
        if self.stdout._out is sys.stdout and hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")  # names hold signs that other encodings lack
        self.stdout.write(text)


def _content(path: Path) -> bytes:
    """The file's bytes, one more than is read at most. Raises UnreadableMinutes without them."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableMinutes(
            "ファイルが見つかりません。名前と場所を確かめてください。"
        ) from error
    except IsADirectoryError as error:
        raise UnreadableMinutes("フォルダーです。ファイルを指定してください。") from error
    except OSError as error:
        raise UnreadableMinutes(
            "ファイルを開けません。読み取りの権限を確かめてください。"
        ) from error
