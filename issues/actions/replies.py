"""回答: drafting, submitting, publishing and correcting a ministry's answer."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from issues.actions.several import answering, askings
from issues.enums import Means, ReplyClass, ReplyStatus
from issues.models import LocalRequest, Reply, ReplyAttachment
from issues.transitions.replies import REPLY
from issues.transitions.requests import LOCAL_REQUEST
from organizations.models import Organization
from workflow import locks, meanwhile
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import begin, step

FIELDS = frozenset({"claimed_class", "timing_on", "means", "text"})
ATTACHMENT_LIMIT = 20 * 1024 * 1024
"""Bytes of one attachment."""


def counted_class(
    claimed: ReplyClass | str, *, timing_on: date | None, means: Collection[str]
) -> ReplyClass:
    """What a reply counts as. 対応する needs both 対応時期 and 手段, 検討（期限あり）needs a date;
    without them either counts as 検討（期限なし）."""
    if claimed == ReplyClass.ADOPTED and not (timing_on and means):
        return ReplyClass.STUDYING
    if claimed == ReplyClass.STUDYING_DATED and not timing_on:
        return ReplyClass.STUDYING
    return ReplyClass(claimed)


@transaction.atomic
def draft(
    local_request: LocalRequest,
    *,
    by: User,
    claimed_class: ReplyClass | str,
    text: str,
    timing_on: date | None = None,
    means: Collection[Means | str] = (),
    fictional: bool = False,
) -> Reply:
    """Begin the reply of the request's present round. Raises `Refused` when it is not this
    ministry's to answer, or is being written already."""
    # Locked: it may be withdrawn or given to another ministry at this moment.
    asked = LocalRequest.objects.select_for_update(of=("self",)).get(pk=local_request.pk)
    decision = LOCAL_REQUEST.decide("reply", by, asked)
    if not decision:
        raise Refused(meanwhile.as_it_is(decision))
    assert by.acting is not None  # decided above: a ministry that is asked
    ministry = by.acting.organization
    _refuse_second(asked, ministry=ministry, round=asked.round)
    if ministry.pk in askings.answered(asked):
        raise Refused(Decision(RefusalKind.CONFLICT, "この回の回答は、すでに提出しています。"))
    reply = Reply(
        local_request=asked,
        ministry=ministry,
        round=asked.round,
        edition=_next_edition(asked, ministry=ministry, round=asked.round),
        written_by=by,
        fictional=fictional,
    )
    _fill(reply, claimed_class=claimed_class, timing_on=timing_on, means=means, text=text)
    return begin(REPLY, "draft", reply, by=by)


def edit(reply: Reply, *, by: User, version: int | None = None, **fields: Any) -> Reply:
    """Change class, timing, means or text until it is published."""
    unknown = set(fields) - FIELDS
    if unknown:
        raise TypeError(f"edit() cannot change {sorted(unknown)}")
    with step(REPLY, "edit", reply, by=by, version=version) as under_way:
        _fill(under_way.obj, **fields)
    return under_way.obj


@transaction.atomic
def submit(
    reply: Reply, *, by: User, version: int | None = None, effective_at: datetime | None = None
) -> Reply:
    """Hand the reply in; the request is answered. A correction leaves the request where it is."""
    locks.hold(reply)
    with step(
        REPLY, "submit", reply, by=by, version=version, effective_at=effective_at
    ) as under_way:
        _refuse_past_round(under_way.obj)
        under_way.obj.submitted_at = effective_at or timezone.now()
        under_way.details["counts_as"] = under_way.obj.get_reply_class_display()
    submitted = under_way.obj
    if submitted.edition == 1 or not _answered(submitted):
        submitted.local_request = answering.answer(submitted, by=by, effective_at=effective_at)
    return submitted


def publish(
    reply: Reply,
    *,
    by: User,
    now: datetime,
    version: int | None = None,
    effective_at: datetime | None = None,
) -> Reply:
    """Publish and lock it. It shows to the public once the request itself is published."""
    with step(
        REPLY, "publish", reply, by=by, version=version, effective_at=effective_at
    ) as under_way:
        under_way.obj.published_at = now
    return under_way.obj


def may_correct(reply: Reply, *, by: User) -> Decision:
    """Whether the person may open a correction now: only what is published is corrected."""
    decision = REPLY.decide("correct", by, reply)
    if decision and reply.status != ReplyStatus.PUBLISHED:
        return Decision(RefusalKind.CONFLICT, "公表前の回答は、訂正ではなく修正してください。")
    return decision


@transaction.atomic
def correct(reply: Reply, *, by: User, reason: str) -> Reply:
    """Open the next version of a published reply; the published one stays as it is."""
    # Locked: two people must not open two corrections.
    reply = Reply.objects.select_for_update(of=("self",)).get(pk=reply.pk)
    decision = may_correct(reply, by=by)
    if not decision:
        raise Refused(meanwhile.as_it_is(decision))
    if not reason.strip():
        raise Refused(Decision(RefusalKind.INCOMPLETE, "訂正の理由を書いてください。"))
    _refuse_second(reply.local_request, ministry=reply.ministry, round=reply.round)
    correction = Reply(
        local_request=reply.local_request,
        ministry=reply.ministry,
        round=reply.round,
        edition=_next_edition(reply.local_request, ministry=reply.ministry, round=reply.round),
        written_by=by,
        correction_reason=reason.strip(),
        fictional=reply.fictional,
    )
    _fill(
        correction,
        claimed_class=reply.claimed_class,
        timing_on=reply.timing_on,
        means=reply.means,
        text=reply.text,
    )
    return begin(REPLY, "correct", correction, by=by, reason=reason)


@transaction.atomic
def attach(reply: Reply, *, by: User, data: bytes, filename: str) -> ReplyAttachment:
    """Add a file to a reply that is not published yet."""
    if len(data) > ATTACHMENT_LIMIT:
        raise Refused(Decision(RefusalKind.INCOMPLETE, "添付できるのは、1ファイル20MBまでです。"))
    with step(REPLY, "edit", reply, by=by) as under_way:
        under_way.details["attached"] = filename
    digest = hashlib.sha256(data).hexdigest()
    attachment = ReplyAttachment(
        reply=under_way.obj, filename=filename[-200:], size=len(data), sha256=digest
    )
    suffix = "." + filename.rsplit(".", 1)[-1].lower()[:9] if "." in filename else ""
    attachment.file.save(f"{digest[:16]}{suffix}", ContentFile(data))
    return attachment


def _fill(reply: Reply, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(reply, name, list(value) if name == "means" else value)
    reply.reply_class = counted_class(
        reply.claimed_class, timing_on=reply.timing_on, means=reply.means
    )


def _answered(reply: Reply) -> bool:
    return (
        reply.local_request.replies.filter(round=reply.round, ministry=reply.ministry)
        .exclude(status=ReplyStatus.DRAFT)
        .exclude(pk=reply.pk)
        .exists()
    )


def _refuse_past_round(reply: Reply) -> None:
    """A first answer that lay in a drawer while the next round was opened answers nothing."""
    if reply.edition == 1 and reply.round != reply.local_request.round:
        raise Refused(
            Decision(
                RefusalKind.CONFLICT,
                f"第{reply.local_request.round}次の検討が始まっています。"
                "新しい回の回答を書いてください。",
            )
        )


def _refuse_second(local_request: LocalRequest, *, ministry: Organization, round: int) -> None:
    """What another ministry began before the request was given to this one stands in no way."""
    open_ones = local_request.replies.filter(ministry=ministry, round=round).exclude(
        status=ReplyStatus.PUBLISHED
    )
    if open_ones.exists():
        raise Refused(Decision(RefusalKind.CONFLICT, "この回の回答は、すでに書かれています。"))


def _next_edition(local_request: LocalRequest, *, ministry: Organization, round: int) -> int:
    return local_request.replies.filter(ministry=ministry, round=round).count() + 1
