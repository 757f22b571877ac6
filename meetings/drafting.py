"""The agenda draft writes itself: which matters the next session should take up, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.db.models.enums import TextChoices

from accounts.rules import Actor
from issues.enums import OPEN, Stance
from issues.models import DiscussionPoint, FollowUp, LocalRequest, RequestPoint
from meetings.enums import MeetingStatus
from meetings.models import Document, Handling, Meeting, Passage


class Reason(TextChoices):
    """Why a matter belongs on the agenda."""

    CARRIED = "carried", "前回からの持越し"
    UNANSWERED = "unanswered", "未回答"
    LATE = "late", "対応依頼の期限超過"
    DISPUTED = "disputed", "見解の不一致・不服"
    RE_RAISED = "re_raised", "再提出"
    REPLIED = "replied", "前回以降に回答"
    CHOSEN = "chosen", "事務局が選んだ案件"


@dataclass(frozen=True)
class DraftedMatter:
    """A request with all the reasons, its first passage and the document the speaker handed in."""

    local_request: LocalRequest
    reasons: tuple[Reason, ...]
    passage: Passage | None
    document: Document | None


@dataclass(frozen=True)
class DraftedSection:
    """The matters under one discussion point."""

    point: DiscussionPoint
    matters: tuple[DraftedMatter, ...]


def previous(meeting: Meeting) -> Meeting | None:
    """The body's session before this one, by date."""
    return (
        Meeting.objects.filter(body=meeting.body, held_on__lt=meeting.held_on)
        .exclude(status=MeetingStatus.PLANNED)
        .order_by("held_on", "pk")
        .last()
    )


def following(meeting: Meeting) -> Meeting | None:
    """The body's next session that is not closed yet."""
    return (
        Meeting.objects.filter(body=meeting.body, held_on__gt=meeting.held_on)
        .exclude(status=MeetingStatus.CLOSED)
        .order_by("held_on", "pk")
        .first()
    )


def carried_over_to(meeting: Meeting) -> QuerySet[Handling]:
    """Matters that the session before, once closed, left for this one."""
    before = previous(meeting)
    if before is None or before.status != MeetingStatus.CLOSED:
        return Handling.objects.none()
    return before.handlings.unfinished().select_related("local_request", "point")


def draft(meeting: Meeting, *, actor: Actor, on: date) -> tuple[DraftedSection, ...]:
    """Point by point, the open requests with a reason to be taken up, strongest reasons first."""
    since = _since(meeting)
    reasons: dict[int, list[Reason]] = {}
    for reason, keys in _keys_by_reason(meeting, on, since):
        for key in keys:
            reasons.setdefault(key, []).append(reason)
    rows = (
        LocalRequest.objects.visible_to(actor)
        .filter(pk__in=reasons, status__in=OPEN, request_points__primary=True)
        .for_list()
    )
    passages = _first_passages(rows)
    documents = _documents(passages.values())
    sections = []
    for point in DiscussionPoint.objects.all():
        mine = [r for r in rows if any(p.primary and p.point == point for p in _points(r))]
        mine.sort(key=lambda r: (_weight(reasons[r.pk]), r.number))
        matters = tuple(
            DraftedMatter(
                local_request=r,
                reasons=tuple(reasons[r.pk]),
                passage=passages.get(r.pk),
                document=documents.get(r.pk),
            )
            for r in mine
        )
        if matters:
            sections.append(DraftedSection(point, matters))
    return tuple(sections)


def _since(meeting: Meeting) -> datetime | None:
    before = previous(meeting)
    return before.closed_at if before is not None else None


def _keys_by_reason(
    meeting: Meeting, on: date, since: datetime | None
) -> Iterable[tuple[Reason, Iterable[int]]]:
    requests = LocalRequest.objects.all()
    carried = carried_over_to(meeting).filter(local_request__isnull=False)
    yield Reason.CARRIED, carried.values_list("local_request", flat=True)
    yield Reason.UNANSWERED, requests.unanswered(on).values_list("pk", flat=True)
    late = FollowUp.objects.overdue(on).filter(content_type__model="localrequest")
    yield Reason.LATE, late.values_list("object_id", flat=True)
    disputed = requests.filter(
        Q(pk__in=requests.disagreeing().values("pk"))
        | Q(replies__opinions__stance=Stance.DISSATISFIED)
    )
    yield Reason.DISPUTED, disputed.values_list("pk", flat=True).distinct()
    yield Reason.RE_RAISED, requests.filter(re_raises__isnull=False).values_list("pk", flat=True)
    if since is not None:
        replied = requests.filter(replies__submitted_at__gt=since)
        yield Reason.REPLIED, replied.values_list("pk", flat=True).distinct()


def _weight(reasons: list[Reason]) -> tuple[int, int]:
    order = list(Reason)
    return (-len(reasons), min(order.index(reason) for reason in reasons))


def _points(local_request: LocalRequest) -> list[RequestPoint]:
    return list(local_request.request_points.all())


def _first_passages(rows: Iterable[LocalRequest]) -> dict[int, Passage]:
    found: dict[int, Passage] = {}
    chosen = Passage.objects.filter(local_request__in=[r.pk for r in rows]).select_related(
        "speech__attendance", "speech__source__meeting__body"
    )
    for passage in chosen:
        assert passage.local_request_id is not None
        found.setdefault(passage.local_request_id, passage)
    return found


def _documents(passages: Iterable[Passage]) -> dict[int, Document]:
    """The document that the speaker handed in at the same meeting: its submitter begins with the
    speaker's surname (村岡構成員)."""
    passages = list(passages)
    meetings = {p.speech.source.meeting_id for p in passages}
    handed_in: dict[int, list[Document]] = {}
    for document in Document.objects.filter(meeting__in=meetings).exclude(submitter=""):
        handed_in.setdefault(document.meeting_id, []).append(document)
    found: dict[int, Document] = {}
    for passage in passages:
        who = passage.speech.attendance
        if who is None or passage.local_request_id is None:
            continue
        surname = who.name.split()[0] if who.name.split() else ""
        for document in handed_in.get(passage.speech.source.meeting_id or 0, []):
            if surname and document.submitter.startswith(surname):
                found.setdefault(passage.local_request_id, document)
    return found
