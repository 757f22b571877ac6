from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from issues.history.proofs import AttachmentVerification, verify_attachments
from meetings.review.proofs import Verification, verify_all


class Command(BaseCommand):
    """Prove every passage against its stored source file, and every attachment of a reply against
    its SHA-256; exit 1 on any mismatch."""

    help = (
        "すべての引用箇所を保存した原本に、回答の添付を受け取ったときのSHA-256に照らして"
        "確かめます（不一致なら終了コード1）。"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        passages, attached = verify_all(), verify_attachments()
        self._say_passages(passages)
        self._say_attachments(attached)
        if passages.mismatches or attached.mismatches:
            sys.exit(1)

    def _say_passages(self, result: Verification) -> None:
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

    def _say_attachments(self, result: AttachmentVerification) -> None:
        for mismatch in result.mismatches:
            attachment = mismatch.attachment
            reply = attachment.reply
            where = f"{reply.local_request.number} {reply}の添付「{attachment}」"
            self.stderr.write(f"不一致 {where} {mismatch.reason}")
        self.stdout.write(
            f"回答の添付{result.attachments}件を確かめました。不一致{len(result.mismatches)}件。"
        )
