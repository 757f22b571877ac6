"""The rows of a 対応状況一覧 as they stand now, as one reader may see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet, TextChoices
from django.utils import timezone

from accounts.rules import Actor
from issues import origins
from issues.enums import AWAITING_REPLY, JudgementClass, ProgressClass, ReplyStatus
from issues.models import DiscussionPoint, Joining, LocalRequest, Opinion, Reply
from issues.origins import Origin
from issues.sheets.overview import Row
from issues.sheets.producing import Progress, unheard
from issues.standing_querysets import StandingQuerySet
from organizations.enums import OrganizationKind
from organizations.models import Organization

AT_ONCE = 500
"""How many requests are read with one set of queries."""


def rows(
    requests: StandingQuerySet, *, actor: Actor, on: date, progress: Progress = unheard
) -> tuple[Row, ...]:
    """One row for each request, in their order. `requests` are already what the actor sees; of
    replies, opinions and meetings the row takes what the actor sees. `on` decides on 未回答."""
    keys = list(requests.values_list("local_request", flat=True))
    found: list[Row] = []
    for start in range(0, len(keys), AT_ONCE):
        found += _chunk(keys[start : start + AT_ONCE], actor, on)
        progress(len(found), len(keys))
    return tuple(found)


def _chunk(keys: Sequence[int], actor: Actor, on: date) -> list[Row]:
    records = _with_all(actor).in_bulk(keys)
    requests = [records[key] for key in keys if key in records]
    words = origins.of_many(requests, actor=actor)
    return [_row(request, words[request.pk], on) for request in requests]


def _with_all(actor: Actor) -> QuerySet[LocalRequest]:
    replies = Reply.objects.visible_to(actor).exclude(status=ReplyStatus.DRAFT)
    replies = replies.select_related("ministry")
    opinions = Opinion.objects.visible_to(actor).standing().select_related("reply", "organization")
    joinings = Joining.objects.visible_to(actor).accepted().select_related("organization")
    return (
        LocalRequest.objects.for_list()
        .heard_by(actor)
        .defer("search_text", "search_grams")
        .select_related("organization__prefecture")
        .prefetch_related(
            "co_ministries",
            Prefetch("joinings", queryset=joinings),
            Prefetch(
                "replies",
                queryset=replies.order_by("-round", "-edition", "-pk").prefetch_related(
                    Prefetch("opinions", queryset=opinions, to_attr="heard")
                ),
                to_attr="read",
            ),
        )
    )


def _row(request: Any, words: Sequence[Origin], on: date) -> Row:
    points = [through.point for through in request.request_points.all()]
    primary = next((p.point for p in request.request_points.all() if p.primary), None)
    place = next((origin for origin in words if origin.url), None)
    waiting = request.status in AWAITING_REPLY and request.due_on is not None
    return Row(
        number=request.number,
        kind=request.get_kind_display(),
        organization_code=request.organization.code,
        organization=request.organization.full_name,
        size=request.organization.get_kind_display(),
        prefecture=prefecture(request.organization),
        joined=tuple(joining.organization.full_name for joining in request.joinings.all()),
        speaker=request.speaker,
        said_on=request.said_on,
        title=request.title,
        ask=request.ask,
        trouble=request.trouble,
        primary_point=point(primary) if primary else "",
        other_points=tuple(point(each) for each in points if each != primary),
        lead_ministry=request.lead_ministry.name if request.lead_ministry else "",
        co_ministries=tuple(ministry.name for ministry in request.co_ministries.all()),
        due_on=request.due_on,
        first_due_on=request.first_due_on,
        status_code=request.status,
        status=request.get_status_display(),
        unanswered=waiting and request.due_on < on,
        round=request.round if request.lead_ministry else None,
        **_reply(request.read[0] if request.read else None, request.lead_ministry_id),
        **_views(request),
        progress=_label(ProgressClass, request.progress_heard),
        judgement=_label(JudgementClass, request.judgement_heard),
        reflected_in=request.reflected_heard,
        meeting=str(place.meeting) if place else "",
        passage=place.url if place else "",
        public=request.is_published,
        fictional=_is_made_up(request),
    )


def _is_made_up(request: Any) -> bool:
    """The request itself, or something that the row says of it, is 架空."""
    said = [*request.read[:1], *_heard(request)]
    made_up = request.fictional or request.made_up_heard
    return bool(made_up) or any(each.fictional for each in said)


def _reply(reply: Reply | None, lead: int | None) -> dict[str, Any]:
    """What the reply says; it names its ministry where another one is in charge now."""
    by_another = reply is not None and reply.ministry_id != lead
    return {
        "reply_class": reply.get_reply_class_display() if reply else "",
        "reply_timing": reply.timing_on if reply else None,
        "reply_means": tuple(reply.get_means_labels()) if reply else (),
        "reply_text": (by_ministry(reply.ministry.name, by_another) + reply.text) if reply else "",
        "replied_on": _day(reply.submitted_at) if reply else None,
        "reply_pending": reply is not None and reply.status != ReplyStatus.PUBLISHED,
    }


def _views(request: Any) -> dict[str, Any]:
    heard = _heard(request)
    own = next((each for each in heard if each.organization_id == request.organization_id), None)
    others = [
        f"{o.organization.full_name}：{o.get_stance_display()}" for o in heard if o is not own
    ]
    return {
        "stance": own.get_stance_display() if own else "",
        "opinion": own.text if own else "",
        "other_stances": tuple(others),
    }


def _heard(request: Any) -> list[Opinion]:
    """The opinions that stand in the present round, as the page of the request shows them."""
    heard = [each for reply in request.read for each in reply.heard if reply.round == request.round]
    return sorted(heard, key=_given)


def _given(opinion: Opinion) -> tuple[datetime, int]:
    return (opinion.given_at, opinion.pk)


def by_ministry(name: str, by_another: bool) -> str:
    """Comes before a reply of a ministry that is no longer in charge."""
    return f"［{name}の回答］" if by_another else ""


def _day(moment: Any) -> date | None:
    return timezone.localtime(moment).date() if moment else None


def _label(choices: type[TextChoices], code: str) -> str:
    return str(choices(code).label) if code else ""


def point(found: DiscussionPoint) -> str:
    """A point as a cell names it: 「1 費用」."""
    return f"{found.position} {found.short_name}"


def prefecture(organization: Organization) -> str:
    """The prefecture in which it lies, which for a prefecture is itself; "" for all others."""
    if organization.kind == OrganizationKind.PREFECTURE:
        return organization.name
    return organization.prefecture.name if organization.prefecture else ""
