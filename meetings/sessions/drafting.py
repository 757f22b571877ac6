"""The agenda draft writes itself: which matters the next session should take up, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.enums import TextChoices
from django.utils import timezone

from accounts.rules import Actor
from issues.enums import OPEN, ReplyStatus, Stance
from issues.models import DiscussionPoint, FollowUp, LocalRequest, Opinion, Reply, Standing
from meetings.enums import CALLED_OFF, HandlingOutcome, MeetingStatus
from meetings.models import Attendance, Document, Handling, Meeting, Passage
from meetings.sessions.series import earlier, following, moment_of, previous

__all__ = (
    "DraftedMatter",
    "DraftedSection",
    "Reason",
    "carried_over_to",
    "draft",
    "following",
    "previous",
)


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
    """The matters under one discussion point; `reasons` are those of the point itself."""

    point: DiscussionPoint
    matters: tuple[DraftedMatter, ...]
    reasons: tuple[Reason, ...] = ()


def carried_over_to(meeting: Meeting) -> QuerySet[Handling]:
    """What earlier sessions left for this one: matters whose last session before this one is
    closed and carried them over, or was called off. Settled, withdrawn and merged requests need no
    more talk.

    It follows from the sessions alone, so the order in which they are entered does not matter.
    """
    last: dict[tuple[int | None, int | None], Handling] = {}
    rows = Handling.objects.filter(meeting__in=earlier(meeting).values("pk"))
    for handling in rows.select_related("meeting").order_by(
        "meeting__held_on", "meeting__session_number", "position", "pk"
    ):
        last[handling.local_request_id, handling.point_id] = handling
    keys = [
        handling.pk
        for handling in last.values()
        if handling.meeting.status in CALLED_OFF
        or (
            handling.status == HandlingOutcome.CARRIED_OVER
            and handling.meeting.status == MeetingStatus.CLOSED
        )
    ]
    return (
        Handling.objects.filter(pk__in=keys)
        .filter(Q(local_request=None) | Q(local_request__status__in=OPEN))
        .select_related("local_request", "point")
    )


def draft(meeting: Meeting, *, actor: Actor, on: date) -> tuple[DraftedSection, ...]:
    """Point by point, the open requests with a reason to be taken up: those with most reasons
    first, then in the order of `Reason`, then by number; of the 協議の場 of the body alone. `on` is
    the day that decides what is late. The number of queries does not grow with the requests."""
    carried = list(carried_over_to(meeting))
    reasons = _by_key(_requests_by_reason(meeting, carried, actor, on))
    of_points = _by_key(_points_by_reason(carried, on))
    rows = list(
        LocalRequest.objects.visible_to(actor)
        .filter(forum=meeting.body.forum_id, pk__in=reasons, status__in=OPEN)
        .order_by("number")
        .for_list()
    )
    passages = _first_passages(rows)
    documents = _documents(passages.values())
    under: dict[int, list[DraftedMatter]] = {}
    for row in sorted(rows, key=lambda r: (*_weight(reasons[r.pk]), r.number)):
        matter = DraftedMatter(row, reasons[row.pk], passages.get(row.pk), documents.get(row.pk))
        primary = next(rp.point_id for rp in row.request_points.all() if rp.primary)
        under.setdefault(primary, []).append(matter)
    return tuple(
        DraftedSection(point, tuple(under.get(point.pk, ())), of_points.get(point.pk, ()))
        for point in DiscussionPoint.objects.filter(forum=meeting.body.forum_id)
        if point.pk in under or point.pk in of_points
    )


def _by_key(
    found: Iterable[tuple[Reason, Iterable[int | None]]],
) -> dict[int, tuple[Reason, ...]]:
    reasons: dict[int, tuple[Reason, ...]] = {}
    for reason, keys in found:
        for key in keys:
            if key is not None:
                reasons[key] = (*reasons.get(key, ()), reason)
    return reasons


def _requests_by_reason(
    meeting: Meeting, carried: list[Handling], actor: Actor, on: date
) -> Iterable[tuple[Reason, Iterable[int | None]]]:
    """Each reason with the keys of the requests it holds for, each key once."""
    forum = meeting.body.forum_id
    requests = LocalRequest.objects.filter(forum=forum)
    yield Reason.CARRIED, [handling.local_request_id for handling in carried]
    stand = Standing.objects.now().filter(forum=forum)
    yield Reason.UNANSWERED, stand.unanswered(on).values_list("local_request", flat=True)
    yield Reason.LATE, _with_late_follow_ups("localrequest", on)
    disputed = Q(pk__in=stand.disagreeing(actor).values("local_request")) | Q(
        pk__in=_dissatisfied()
    )
    yield Reason.DISPUTED, requests.filter(disputed).values_list("pk", flat=True)
    yield Reason.RE_RAISED, requests.filter(re_raises__isnull=False).values_list("pk", flat=True)
    if (before := previous(meeting)) is not None:
        since = before.closed_at or min(moment_of(before), timezone.now())
        replies = Reply.objects.filter(
            submitted_at__gt=since, submitted_at__lte=moment_of(meeting)
        ).values("local_request")
        yield Reason.REPLIED, requests.filter(pk__in=replies).values_list("pk", flat=True)


def _points_by_reason(
    carried: list[Handling], on: date
) -> Iterable[tuple[Reason, Iterable[int | None]]]:
    yield Reason.CARRIED, [handling.point_id for handling in carried]
    yield Reason.LATE, _with_late_follow_ups("discussionpoint", on)


def _with_late_follow_ups(model: str, on: date) -> set[int]:
    late = FollowUp.objects.overdue(on).filter(
        content_type__app_label="issues", content_type__model=model
    )
    return set(late.values_list("object_id", flat=True))


def _dissatisfied() -> QuerySet[Opinion, int]:
    """Requests with a 不服 that stands: nobody took it back, and no later round has answered it."""
    answered = Reply.objects.filter(
        local_request=OuterRef("reply__local_request"), round__gt=OuterRef("reply__round")
    ).exclude(status=ReplyStatus.DRAFT)
    return (
        Opinion.objects.standing()
        .filter(stance=Stance.DISSATISFIED)
        .exclude(Exists(answered))
        .values_list("reply__local_request", flat=True)
    )


def _weight(reasons: tuple[Reason, ...]) -> tuple[int, int]:
    order = list(Reason)
    return (-len(reasons), min(order.index(reason) for reason in reasons))


def _first_passages(rows: Iterable[LocalRequest]) -> dict[int, Passage]:
    """The words said first, by request."""
    found: dict[int, Passage] = {}
    chosen = (
        Passage.objects.filter(local_request__in=[r.pk for r in rows])
        .select_related("speech__attendance", "speech__source__meeting__body")
        .order_by(F("speech__source__meeting__held_on").asc(), "speech__index", "start", "pk")
    )
    for passage in chosen:
        assert passage.local_request_id is not None
        found.setdefault(passage.local_request_id, passage)
    return found


def _documents(passages: Iterable[Passage]) -> dict[int, Document]:
    """By request, the document that the speaker handed in at the same meeting."""
    passages = list(passages)
    meetings = {p.speech.source.meeting_id for p in passages}
    handed_in: dict[int, Document] = {}
    surnames = _surnames(meetings)
    for document in Document.objects.filter(meeting__in=meetings).exclude(submitter=""):
        who = _submitter(document, surnames.get(document.meeting_id, {}))
        if who is not None:
            handed_in.setdefault(who, document)
    return {
        p.local_request_id: handed_in[p.speech.attendance_id]
        for p in passages
        if p.local_request_id is not None and p.speech.attendance_id in handed_in
    }


def _surnames(meetings: Iterable[int | None]) -> dict[int, dict[str, list[int]]]:
    """By meeting, its attendances by surname (the name's part before the space)."""
    found: dict[int, dict[str, list[int]]] = {}
    for who in Attendance.objects.filter(meeting__in=[m for m in meetings if m]).exclude(name=""):
        surname = who.name.split()[0]
        found.setdefault(who.meeting_id, {}).setdefault(surname, []).append(who.pk)
    return found


def _submitter(document: Document, surnames: Mapping[str, list[int]]) -> int | None:
    """Who is meant by 村岡構成員: the longest surname it begins with, if only one person has it."""
    fitting = [surname for surname in surnames if document.submitter.startswith(surname)]
    if not fitting:
        return None
    people = surnames[max(fitting, key=len)]
    return people[0] if len(people) == 1 else None
