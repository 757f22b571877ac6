"""会合を確定: what is missing, what goes on to the next session, and the frozen report."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.rules import is_secretariat
from meetings import coverage, drafting, reporting
from meetings.actions import sessions
from meetings.actions.handlings import moment_of
from meetings.enums import HandlingOutcome, MeetingStatus
from meetings.models import ClosedReport, Meeting, ReportAddition
from meetings.transitions import MEETING
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import step


def missing(meeting: Meeting) -> list[str]:
    """What has to be done before closing, in Japanese."""
    found = []
    planned = meeting.handlings.filter(status=HandlingOutcome.PLANNED).count()
    if planned:
        found.append(f"取扱いが「予定」のままの案件が{planned}件あります。")
    if not meeting.attendances.exists():
        found.append("出席者が入っていません。")
    return found


def cautions(meeting: Meeting) -> list[str]:
    """What a person should know before closing, in Japanese; it does not stop closing."""
    found = []
    if meeting.current_source_id is None:
        found.append("議事要旨がまだ取り込まれていません。")
    covered = coverage.of(meeting)
    if not covered.complete:
        found.append(f"議事要旨に、まだ確かめていない文が{covered.open}件あります。")
    if drafting.following(meeting) is None:
        found.append(
            "次の会合がまだ登録されていません。持越しの案件は、次の会合を登録すると載ります。"
        )
    return found


@transaction.atomic
def close(meeting: Meeting, *, by: User, at: datetime | None = None) -> ClosedReport:
    """Close a session for good.

    `at` is the moment up to which changes count for it: now, or for a session entered later its
    own end. Open matters go on to the body's next session; the report is frozen. Raises `Refused`
    while something is missing.
    """
    now = timezone.now()
    at = at or now
    if at < moment_of(meeting) or at > now:
        raise Refused(
            Decision(
                RefusalKind.INCOMPLETE, "確定の時点は、会合が終わってから今までの間にしてください。"
            )
        )
    with step(MEETING, "close", meeting, by=by, effective_at=at) as under_way:
        obj = under_way.obj
        if lacking := missing(obj):
            raise Refused(Decision(RefusalKind.INCOMPLETE, "　".join(lacking)))
        obj.closed_at = at
        under_way.details["carried_over"] = _carry_over(obj, by)
        content = reporting.build(obj, at)
        report = ClosedReport.objects.create(
            meeting=obj,
            content=content,
            sha256=reporting.digest(content),
            closed_by=by,
            recorded_at=now,
        )
        under_way.details["sha256"] = report.sha256
    return report


def add_to_report(report: ClosedReport, *, by: User, text: str) -> ReportAddition:
    """A correction or addition to a frozen report, with its date."""
    if not is_secretariat(by):
        raise Refused(Decision(RefusalKind.FORBIDDEN, "追記できるのは、事務局です。"))
    if not text.strip():
        raise Refused(Decision(RefusalKind.INCOMPLETE, "訂正・追記の内容を書いてください。"))
    return ReportAddition.objects.create(
        report=report, text=text.strip(), added_by=by, added_at=timezone.now()
    )


def _carry_over(meeting: Meeting, by: User) -> list[str]:
    following = drafting.following(meeting)
    if following is None or following.status == MeetingStatus.CLOSED:
        return []
    carried = []
    for handling in meeting.handlings.filter(status=HandlingOutcome.CARRIED_OVER):
        sessions.put_on(
            following, handling.matter, by=by, reasons=["carried"], carried_from=handling
        )
        carried.append(str(handling))
    return carried
