from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from meetings.verifying import verify_all


class Command(BaseCommand):
    """Prove every passage against its stored source file; exit 1 on any mismatch."""

    help = "すべての引用箇所を、保存した原本に照らして確かめます（不一致なら終了コード1）。"

    def handle(self, *args: Any, **options: Any) -> None:
        result = verify_all()
        for mismatch in result.mismatches:
            passage = mismatch.passage
            where = f"「{mismatch.source}」"
            if passage is not None:
                where += f" {passage.record.number} 発言{passage.speech.index}"
                where += f" {passage.start}–{passage.end}「{passage.quote[:40]}」"
            self.stderr.write(f"不一致 {where} {mismatch.reason}")
        self.stdout.write(
            f"引用箇所{result.passages}件（原本{result.sources}件）を確かめました。"
            f"不一致{len(result.mismatches)}件。"
        )
        if result.mismatches:
            sys.exit(1)
