"""What of the requests, and of what hangs on them, can be taken out of the public again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from issues.enums import UNFINISHED, ExportStatus, ReplyStatus
from issues.models import (
    Commitment,
    Export,
    Joining,
    Judgement,
    LocalRequest,
    Opinion,
    ProgressReport,
    Reply,
    ReplyAttachment,
    Settlement,
)
from issues.models.voices import Said
from issues.transitions.commitments import COMMITMENT
from issues.transitions.opinions import OPINION
from issues.transitions.replies import REPLY
from issues.transitions.requests import LOCAL_REQUEST
from publication.models import Removal
from publication.removals.removable import Held, Removable

MADE_BEFORE = (
    "このファイルを作ったあとで、公表を取りやめたものがあります。もう一度作成してください。"
)


def _reply_page(reply: Reply) -> str:
    return f"{reply.local_request.get_absolute_url()}#reply-{reply.pk}"


def _reply_name(reply: Reply) -> str:
    return f"要望{reply.local_request.number}への{reply.ministry.name}の{reply}"


def _page_of_request(obj: Any) -> str:
    return str(obj.local_request.get_absolute_url())


def _held_by_request(obj: Any) -> Held:
    return LOCAL_REQUEST, obj.local_request


def _number_of_request(obj: Any) -> tuple[str, ...]:
    return (obj.local_request.number,)


def _with_request(obj: Any) -> bool:
    return obj.local_request.published_at is not None


def _on_request(request: LocalRequest) -> Iterator[Any]:
    for reply in request.replies.exclude(status=ReplyStatus.DRAFT).select_related("ministry"):
        yield reply
        yield from reply.attachments.all()
        yield from reply.opinions.select_related("organization")
    yield from request.joinings.select_related("organization")
    for said in (request.progress_reports, request.judgements, request.settlements):
        yield from said.all()
    yield from _passages(request)


def _voice(key: str, model: type[Said], *texts: str) -> Removable:
    """Words with a publication of their own; the request's history tells of them."""
    label = str(model._meta.verbose_name)
    return Removable(
        key=key,
        label=label,
        model=model,
        named=lambda voice: f"要望{voice.local_request.number}の{label}",
        page=lambda voice: f"{voice.local_request.get_absolute_url()}#voices",
        texts=texts,
        holder=_held_by_request,
        locked=True,
        is_shown=_with_request,
        concerns=_number_of_request,
    )


def _passages(record: Any) -> Iterator[Any]:
    yield from record.passages.select_related("speech__source__meeting__body")


REMOVABLES = (
    Removable(
        key="request",
        label="要望",
        model=LocalRequest,
        named=lambda request: f"要望{request.number}",
        page=lambda request: str(request.get_absolute_url()),
        texts=("title", "ask", "trouble", "speaker", "reflected_in", "settled_despite"),
        workflow=LOCAL_REQUEST,
        addresses={
            "issues:requests": ("number", "number"),
            "api:request-detail": ("number", "number"),
        },
        concerns=lambda request: (request.number,),
        hanging=_on_request,
    ),
    Removable(
        key="commitment",
        label="国側の発言・約束",
        model=Commitment,
        named=lambda commitment: f"国側の発言{commitment.number}",
        page=lambda commitment: str(commitment.get_absolute_url()),
        texts=("title", "speaker", "fulfilled_by"),
        workflow=COMMITMENT,
        addresses={
            "issues:commitments": ("number", "number"),
            "api:commitment-detail": ("number", "number"),
        },
        concerns=lambda commitment: (commitment.number,),
        hanging=_passages,
    ),
    Removable(
        key="reply",
        label="回答",
        model=Reply,
        named=_reply_name,
        page=_reply_page,
        texts=("text", "correction_reason"),
        workflow=REPLY,
        locked=True,
        addresses={"issues:replies": ("pk", "pk")},
        concerns=_number_of_request,
    ),
    Removable(
        key="attachment",
        label="回答の添付",
        model=ReplyAttachment,
        named=lambda attachment: f"{_reply_name(attachment.reply)}の添付",
        page=lambda attachment: _reply_page(attachment.reply),
        texts=("filename",),
        holder=lambda attachment: (LOCAL_REQUEST, attachment.reply.local_request),
        locked=True,
        hides=True,
        is_shown=lambda attachment: attachment.reply.published_at is not None,
        addresses={"issues:replies:attachment": ("attachment", "pk")},
        concerns=lambda attachment: (attachment.reply.local_request.number,),
    ),
    Removable(
        key="opinion",
        label="団体の見解",
        model=Opinion,
        named=lambda opinion: (
            f"{_reply_name(opinion.reply)}への{opinion.organization.full_name}の見解"
        ),
        page=lambda opinion: (
            f"{opinion.reply.local_request.get_absolute_url()}#opinion-{opinion.pk}"
        ),
        texts=("text",),
        workflow=OPINION,
        concerns=lambda opinion: (opinion.reply.local_request.number,),
    ),
    Removable(
        key="joining",
        label="加わった団体の支障事例",
        model=Joining,
        named=lambda joining: (
            f"要望{joining.local_request.number}に加わった{joining.organization.full_name}の支障事例"
        ),
        page=_page_of_request,
        texts=("trouble", "reason"),
        holder=_held_by_request,
        is_shown=_with_request,
        concerns=_number_of_request,
    ),
    _voice("progress", ProgressReport, "text"),
    _voice("judgement", Judgement, "text"),
    _voice("settlement", Settlement, "reflected_in", "despite"),
)


def forget_files(*, removal: Removal, obj: Any) -> None:
    """Files prepared before may hold what is taken out: none of them is handed out any more, and
    one that is being written is given up. Whoever asked can have it made anew."""
    made = Export.objects.filter(~Q(file="") | Q(status__in=UNFINISHED))
    files = [export.file for export in made if export.file]
    made.exclude(status=ExportStatus.WAITING).update(
        status=ExportStatus.FAILED, problem=MADE_BEFORE, file="", size=0, sha256=""
    )
    for file in files:
        file.delete(save=False)
