"""Proving attachments: the stored file of a reply is the one that was handed in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from issues.models import ReplyAttachment


@dataclass(frozen=True)
class AttachmentMismatch:
    """An attachment that could not be proved, and why (Japanese)."""

    attachment: ReplyAttachment
    reason: str


@dataclass(frozen=True)
class AttachmentVerification:
    """How many attachments were looked at, and those that failed."""

    attachments: int
    mismatches: tuple[AttachmentMismatch, ...]


def verify_attachments() -> AttachmentVerification:
    """Check every attachment against its stored file: size and SHA-256."""
    count = 0
    mismatches = []
    rows = ReplyAttachment.objects.select_related("reply__local_request").order_by("pk")
    for attachment in rows.iterator(chunk_size=200):
        count += 1
        if reason := _what_is_wrong(attachment):
            mismatches.append(AttachmentMismatch(attachment, reason))
    return AttachmentVerification(count, tuple(mismatches))


def _what_is_wrong(attachment: ReplyAttachment) -> str:
    try:
        with attachment.file.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "添付のファイルを開けません。"
    if digest != attachment.sha256:
        return "添付のファイルが、受け取ったときと違います（SHA-256が不一致）。"
    return ""
