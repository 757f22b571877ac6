"""What there has to be for a move to be worth offering. Looked at where moves are listed with
`Workflow.offered(things=True)`; the moves themselves say it of the one thing they are made on."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType

from issues.enums import PUBLISHABLE
from issues.models import (
    Commitment,
    Joining,
    Judgement,
    LocalRequest,
    ProgressReport,
    ReplyAttachment,
    SameAsk,
    Settlement,
)
from publication.enums import RemovalKind
from publication.models import Removal

BUILT_ON_MINUTES = "議事要旨に基づく記録です。議事要旨を公表すると、一緒に公表されます。"


def publishes_by_itself(record: LocalRequest | Commitment) -> str:
    """It is not public, and does not rest on minutes with which it becomes so."""
    if record.published_at is not None:
        return "すでに公表しています。"
    if isinstance(record, LocalRequest) and record.status not in PUBLISHABLE:
        return f"今の状況が「{record.get_status_display()}」のため、公表しません。"
    return BUILT_ON_MINUTES if _passages(record).exists() else ""


def progress_to_publish(local_request: LocalRequest) -> str:
    """A report that is internal."""
    return _unless(local_request.progress_reports.waiting(), "公表を待つ進捗の報告はありません。")


def asked_beside(local_request: LocalRequest) -> str:
    """A ministry that is asked beside the one in charge."""
    return _unless(local_request.askings, "合議・共管として回答を求めた府省はありません。")


def judgement_to_publish(local_request: LocalRequest) -> str:
    """A judgement that is internal."""
    return _unless(local_request.judgements.waiting(), "公表を待つ判断はありません。")


def settlement_to_publish(local_request: LocalRequest) -> str:
    """Words of a settlement that are internal."""
    return _unless(local_request.settlements.waiting(), "公表を待つ決着の言葉はありません。")


def progress(local_request: LocalRequest) -> str:
    """A report that stands."""
    return _unless(local_request.progress_reports.standing(), "進捗の報告はありません。")


def judgement(local_request: LocalRequest) -> str:
    """A judgement that stands."""
    return _unless(local_request.judgements.standing(), "事務局の判断はありません。")


def same_asks(local_request: LocalRequest) -> str:
    """A group that it is in."""
    rows = SameAsk.objects.filter(local_request=local_request)
    return _unless(rows, "この要望は、どのまとまりにも入っていません。")


def public_part(record: LocalRequest | Commitment) -> str:
    """Something that hangs on it and can be taken down without it."""
    parts = [_without(_passages(record))] if record.published_at is not None else []
    if isinstance(record, LocalRequest):
        attached = ReplyAttachment.objects.filter(
            reply__local_request=record, reply__published_at__isnull=False
        )
        own = (record.progress_reports, record.judgements, record.settlements, record.joinings)
        parts += [rows.filter(published_at__isnull=False) for rows in own]
        parts.append(_without(attached))
    if any(rows.exists() for rows in parts):
        return ""
    return "公表を取りやめられる部分はありません。"


def part_taken_down(record: LocalRequest | Commitment) -> str:
    """A part that is down and shows again by itself."""
    kinds = (ReplyAttachment, _passages(record).model)
    return _unless(
        _removed(record, RemovalKind.UNPUBLISHED, *kinds), "公表を取りやめた部分はありません。"
    )


def words_blacked_out(record: LocalRequest | Commitment) -> str:
    """Words below ■, of its own or of what is told in its history."""
    kinds = (type(record), _passages(record).model, ReplyAttachment, Joining)
    said = (ProgressReport, Judgement, Settlement)
    rows = _removed(record, RemovalKind.BLACKED_OUT, *kinds, *said).filter(part_of=None)
    return _unless(rows, "墨消しした言葉はありません。")


def _unless(rows: Any, words: str) -> str:
    return "" if rows.exists() else words


def _passages(record: Any) -> Any:
    # They belong to the app above, which adds the relation.
    return record.passages.all()


def _without(rows: Any) -> Any:
    return rows.exclude(pk__in=Removal.objects.taken_down(rows.model))


def _removed(record: LocalRequest | Commitment, kind: RemovalKind, *models: Any) -> Any:
    types = ContentType.objects.get_for_models(*models).values()
    return Removal.objects.standing().filter(
        kind=kind, concerns__contains=[record.number], content_type__in=types
    )
