"""会合を確定: what is missing, what goes on to the next session, and the frozen report."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from meetings.actions import sessions
from meetings.enums import CALLED_OFF, HandlingOutcome
from meetings.models import ClosedReport, Meeting, ReportAddition
from meetings.sessions import checklist, drafting, report_content, series
from meetings.sessions.drafting import Reason
from meetings.transitions import MEETING
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import step


@transaction.atomic
def close(meeting: Meeting, *, by: User, at: datetime | None = None) -> ClosedReport:
    """Close a session for good.

    `at` is the moment up to which changes count for it (`moment_to_close` by default). Open
    matters go on to the body's next session; the report is frozen. Raises `Refused` while
    something is missing.
    """
    now = timezone.now()
    with step(MEETING, "close", meeting, by=by, effective_at=at) as under_way:
        obj = under_way.obj
        at = at or moment_to_close(obj, now)
        _refuse_moment(obj, at, now)
        if lacking := checklist.needed(obj):
            raise Refused(Decision(RefusalKind.INCOMPLETE, "　".join(lacking)))
        obj.closed_at = at
        report = report_content.freeze(obj, at, by=by, recorded_at=now)
        under_way.details["carried_over"] = [
            str(handling) for handling in obj.handlings.filter(status=HandlingOutcome.CARRIED_OVER)
        ]
        under_way.details["sha256"] = report.sha256
    carry_over(under_way.obj, by)
    return report


def moment_to_close(meeting: Meeting, now: datetime) -> datetime:
    """Up to when changes count for a session: until now, or, when the next session of the body
    has already begun, until it began. A session entered late so stays before the later ones."""
    end = series.moment_of(meeting)
    following = series.later(meeting).exclude(status__in=CALLED_OFF).first()
    if following is None:
        return now
    return min(now, max(end, series.beginning_of(following)))


def _refuse_moment(meeting: Meeting, at: datetime, now: datetime) -> None:
    if series.moment_of(meeting) <= at <= moment_to_close(meeting, now):
        return
    raise Refused(
        Decision(
            RefusalKind.INCOMPLETE,
            "確定の時点は、会合が終わってから今まで（次の会合が始まっていれば、その開始まで）の間に"
            "してください。",
        )
    )


@transaction.atomic
def add_to_report(report: ClosedReport, *, by: User, text: str) -> ReportAddition:
    """A correction or addition to a frozen report, with its date."""
    text = text.strip()
    with step(MEETING, "add_to_report", report.meeting, by=by) as under_way:
        if not text:
            raise Refused(Decision(RefusalKind.INCOMPLETE, "訂正・追記の内容を書いてください。"))
        under_way.details["addition"] = text
    return ReportAddition.objects.create(
        report=report, text=text, added_by=by, added_at=timezone.now()
    )


def carry_over(meeting: Meeting, by: User) -> None:
    """Bring the agenda of the body's next open session in line with what closed sessions, and
    those called off, left for it: sessions closed already stay as they are, and what was done in
    between is not left."""
    following = series.following(meeting)
    if following is None:
        return
    left = list(drafting.carried_over_to(following))
    matters = {(handling.local_request_id, handling.point_id) for handling in left}
    for handling in following.handlings.exclude(carried_from=None):
        only_carried = handling.reasons == [Reason.CARRIED] and not sessions.was_recorded(handling)
        if only_carried and (handling.local_request_id, handling.point_id) not in matters:
            sessions.take_off(handling, by=by)
    for handling in left:
        sessions.put_on(
            following, handling.matter, by=by, reasons=[Reason.CARRIED], carried_from=handling
        )
