"""What of requests, commitments, replies and opinions can be published, as the public will read it.

See `publication.rehearsal.publishable.Publishable` for what each row promises.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from issues.actions import commitments, joinings, local_requests, opinions, replies
from issues.enums import LIVE, PUBLISHABLE, OpinionStatus, ReplyStatus
from issues.models import Commitment, Joining, LocalRequest, Opinion, Reply, ReplyAttachment
from issues.publishing import voices
from issues.things import BUILT_ON_MINUTES
from issues.transitions.commitments import COMMITMENT
from issues.transitions.joinings import JOINING
from issues.transitions.opinions import OPINION
from issues.transitions.replies import REPLY
from issues.transitions.requests import LOCAL_REQUEST
from japan.eras import format_era
from publication.models import Removal
from publication.rehearsal.publishable import Publishable, Shown
from workflow.machine import Decision, RefusalKind, Workflow

WITH_TEXTS = (
    "request_points__point",
    "co_ministries",
    *voices.with_request(),
)
"""What the texts of a request read, to be fetched beforehand for many."""
INVISIBLE = "要望がまだ公表されていないため、公表しても一般には見えません。"


def may_publish_request(actor: Any, local_request: LocalRequest) -> Decision:
    """What rests on minutes becomes public with them, never before and never by itself."""
    decision = LOCAL_REQUEST.decide("publish", actor, local_request)
    if not decision:
        return decision
    if local_request.is_published:
        return Decision(RefusalKind.CONFLICT, "この要望は、すでに公表しています。")
    if local_request.status not in PUBLISHABLE:
        reason = f"今の状況が「{local_request.get_status_display()}」のため、公表しません。"
        return Decision(RefusalKind.CONFLICT, reason)
    if _passages(local_request).exists():
        return Decision(RefusalKind.INCOMPLETE, BUILT_ON_MINUTES)
    return decision


def may_publish_commitment(actor: Any, commitment: Commitment) -> Decision:
    """As for requests."""
    decision = COMMITMENT.decide("publish", actor, commitment)
    if decision and commitment.published_at is not None:
        return Decision(RefusalKind.CONFLICT, "この国側の発言は、すでに公表しています。")
    if decision and _passages(commitment).exists():
        return Decision(RefusalKind.INCOMPLETE, BUILT_ON_MINUTES)
    return decision


def _passages(record: Any) -> QuerySet[Any]:
    # They belong to the app above, which adds the relation.
    rows: QuerySet[Any] = record.passages.all()
    return rows


def _waiting_requests() -> QuerySet[LocalRequest]:
    rows = LocalRequest.objects.publishable().filter(published_at=None, passages=None)
    return rows.select_related("organization").order_by("number")


def _waiting_commitments() -> QuerySet[Commitment]:
    rows = Commitment.objects.live().filter(published_at=None, passages=None)
    return rows.select_related("organization").order_by("number")


def _waiting_replies() -> QuerySet[Reply]:
    rows = Reply.objects.filter(status=ReplyStatus.SUBMITTED)
    related = ("ministry", "local_request__organization")
    return rows.select_related(*related).order_by("-round", "local_request__number", "edition")


def _waiting_opinions() -> QuerySet[Opinion]:
    rows = Opinion.objects.filter(status=OpinionStatus.GIVEN)
    related = ("organization", "reply__ministry", "reply__local_request__organization")
    return rows.select_related(*related).order_by("-reply__round", "reply__local_request__number")


def _request_texts(local_request: LocalRequest) -> list[Shown]:
    public = local_request.is_published
    lines = [
        ("件名", local_request.title),
        ("種別", local_request.get_kind_display()),
        ("団体", local_request.organization.full_name),
        ("発言者", local_request.speaker),
        ("発言の日", format_era(local_request.said_on)),
        ("求める措置", local_request.ask),
        ("支障事例・効果", local_request.trouble),
        *_placing(local_request),
        *_voices(local_request),
        _no_longer_live(local_request),
    ]
    return [Shown(label, text, text if public else "") for label, text in lines if text]


def _no_longer_live(local_request: LocalRequest) -> tuple[str, str]:
    """A withdrawn request is another thing to publish for than the one that was looked at."""
    live = local_request.status in LIVE
    return "要望の状況", "" if live else local_request.get_status_display()


def _voices(local_request: LocalRequest) -> list[tuple[str, str]]:
    """What hangs on the request and becomes public with it."""
    return voices.shown_with_request(local_request)


def _waiting_joinings() -> QuerySet[Joining]:
    rows = Joining.objects.unpublished()
    related = ("organization", "local_request__organization")
    return rows.select_related(*related).order_by("local_request__number", "pk")


def _joining_texts(joining: Joining) -> list[Shown]:
    return [
        Shown("加わった団体", joining.organization.full_name),
        Shown("支障事例", joining.words),
    ]


def _joining_title(joining: Joining) -> str:
    request = joining.local_request
    return f"{request.number} {request.title}：加わった{joining.organization.name}の支障事例"


def _placing(local_request: LocalRequest) -> list[tuple[str, str]]:
    """Where it belongs and who is asked by when."""
    lead, due_on = local_request.lead_ministry, local_request.due_on
    return [
        ("論点", "、".join(str(each.point) for each in local_request.request_points.all())),
        ("主担当府省", lead.name if lead else ""),
        ("関係府省", "、".join(each.name for each in local_request.co_ministries.all())),
        ("回答期限", format_era(due_on) if due_on else ""),
    ]


def _commitment_texts(commitment: Commitment) -> list[Shown]:
    organization = commitment.organization
    lines = [
        ("要旨", commitment.title),
        ("発言者", commitment.speaker),
        ("府省", organization.name if organization else ""),
        ("発言の日", format_era(commitment.said_on)),
        ("履行の状況", commitment.fulfilled_by),
    ]
    public = commitment.published_at is not None
    return [Shown(label, text, text if public else "") for label, text in lines if text]


def _reply_texts(reply: Reply) -> list[Shown]:
    """A correction stands beside the version that is public."""
    before = dict(_reply_lines(public)) if (public := _public_version(reply)) else {}
    return [Shown(label, text, before.get(label, "")) for label, text in _reply_lines(reply)]


def _reply_lines(reply: Reply) -> list[tuple[str, str]]:
    when = format_era(reply.timing_on) if reply.timing_on else "日付なし"
    taken_down = set(
        Removal.objects.taken_down(ReplyAttachment).values_list("object_id", flat=True)
    )
    # Name, size and digest: another file of the same name is another text.
    files = [
        f"{f.filename}（{f.size:,}バイト、SHA-256 {f.sha256[:16]}…）"
        for f in reply.attachments.all()
        if f.pk not in taken_down
    ]
    lines = [
        ("回答した府省", reply.ministry.name),
        ("回答の区分", reply.get_reply_class_display()),
        ("府省が選んだ区分", reply.get_claimed_class_display() if reply.was_lowered else ""),
        ("訂正の理由", reply.correction_reason),
        ("対応時期", when),
        ("手段", "、".join(reply.get_means_labels()) or "書かれていません"),
        ("回答", reply.text),
        ("添付（中身は、開いて確かめてください）", "\n".join(files)),
        _no_longer_live(reply.local_request),
    ]
    return [(label, text) for label, text in lines if text]


def _public_version(reply: Reply) -> Reply | None:
    earlier = Reply.objects.filter(
        local_request=reply.local_request_id,
        ministry=reply.ministry_id,
        round=reply.round,
        status=ReplyStatus.PUBLISHED,
        edition__lt=reply.edition,
    )
    return earlier.select_related("ministry").order_by("edition").last()


def _opinion_texts(opinion: Opinion) -> list[Shown]:
    asks = "再検討を求める理由" if opinion.asks_reconsideration else "見解の内容"
    lines = [
        ("見解を出した団体", opinion.organization.full_name),
        ("何への見解か", f"{opinion.reply.ministry.name}の{opinion.reply}"),
        ("見解", opinion.get_stance_display()),
        (asks, opinion.text or "内容は書かれていません。"),
        _no_longer_live(opinion.reply.local_request),
    ]
    return [Shown(label, text) for label, text in lines if text]


def _reply_title(reply: Reply) -> str:
    return (
        f"{reply.local_request.number} {reply.local_request.title}：{reply.ministry.name}の{reply}"
    )


def _opinion_title(opinion: Opinion) -> str:
    request = opinion.reply.local_request
    return f"{request.number} {request.title}：{opinion.organization.name}の見解"


def _invisible(local_request: LocalRequest) -> str:
    return "" if local_request.is_published else INVISIBLE


def _on_a_request(
    *,
    key: str,
    table: Workflow,
    request_of: Callable[[Any], LocalRequest] = attrgetter("local_request"),
    **row: Any,
) -> Publishable:
    """The row of what stands on the page of a request, and shows only when that is published."""
    return Publishable(
        key=key,
        decide=lambda actor, obj: table.decide("publish", actor, obj),
        url=lambda obj: _page_of(request_of(obj), f"{key}-{obj.pk}"),
        note=lambda obj: _invisible(request_of(obj)),
        **row,
    )


def _page_of(local_request: LocalRequest, anchor: str) -> str:
    return f"{reverse('issues:requests:detail', args=(local_request.number,))}#{anchor}"


PUBLISHABLES = (
    Publishable(
        key="request",
        label="要望",
        model=LocalRequest,
        waiting=_waiting_requests,
        publish=local_requests.publish,
        texts=_request_texts,
        decide=may_publish_request,
        group=lambda obj: obj.organization.full_name,
    ),
    _on_a_request(
        key="joining",
        label="加わった団体の支障事例",
        model=Joining,
        waiting=_waiting_joinings,
        publish=joinings.publish,
        texts=_joining_texts,
        table=JOINING,
        title=_joining_title,
        group=lambda obj: str(obj.local_request.number),
    ),
    Publishable(
        key="commitment",
        label="国側の発言",
        model=Commitment,
        waiting=_waiting_commitments,
        publish=commitments.publish,
        texts=_commitment_texts,
        decide=may_publish_commitment,
        group=lambda obj: obj.organization.name if obj.organization else obj.speaker,
    ),
    _on_a_request(
        key="reply",
        label="回答",
        model=Reply,
        waiting=_waiting_replies,
        publish=replies.publish,
        texts=_reply_texts,
        table=REPLY,
        title=_reply_title,
        group=lambda obj: f"第{obj.round}次",
    ),
    _on_a_request(
        key="opinion",
        label="団体の見解",
        model=Opinion,
        waiting=_waiting_opinions,
        publish=opinions.publish,
        texts=_opinion_texts,
        table=OPINION,
        title=_opinion_title,
        group=lambda obj: f"第{obj.reply.round}次",
        request_of=lambda obj: obj.reply.local_request,
    ),
    *voices.rows(invisible=_invisible),
)
