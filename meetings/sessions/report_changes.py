"""What changed since the session before: the difference of two frozen reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from accounts.rules import Actor, sees_everything
from issues.enums import PointStatus, RequestStatus
from issues.frozen import records
from meetings.models import ClosedReport
from meetings.sessions import series

NEW = "（新規）"


@dataclass(frozen=True)
class Changed:
    """A matter whose status is not what it was: a request by its number, a point by its name."""

    name: str
    title: str
    before: str
    after: str


@dataclass(frozen=True)
class Since:
    """The changes, and since which session."""

    session: str
    matters: tuple[Changed, ...]


def since_last(report: ClosedReport, *, actor: Actor) -> Since | None:
    """The changes that the reader may see; None where the body had no closed session before.

    A session that was closed after this one, though held before it, counts for nothing: what this
    report tells must not change any more.
    """
    earlier = ClosedReport.objects.filter(
        meeting__in=series.earlier(report.meeting), recorded_at__lt=report.recorded_at
    ).select_related("meeting__body")
    last = earlier.order_by("meeting__held_on", "meeting__session_number", "meeting").last()
    if last is None:
        return None
    last = last.as_seen_by(actor)
    matters = (*_points(report, last), *_requests(report, last, sees_everything(actor)))
    return Since(last.content["meeting"]["label"], matters)


def _points(report: ClosedReport, last: ClosedReport) -> Iterator[Changed]:
    before = {point["code"]: point["status"] for point in last.content["points"]}
    for point in report.content["points"]:
        then = before.get(point["code"], PointStatus.OPEN.value)
        if point["status"] != then:
            name = f"論点{point['position']}"
            now = PointStatus(point["status"]).label
            yield Changed(name, point["name"], str(PointStatus(then).label), str(now))


def _requests(report: ClosedReport, last: ClosedReport, team: bool) -> Iterator[Changed]:
    before = {row["number"]: row["status"] for row in records.records(last.content, team=team)}
    now = {row["number"]: row for row in records.records(report.content, team=team)}
    for number, row in now.items():
        then = before.get(number)
        if row["status"] != then:
            label = RequestStatus(then).label if then else NEW
            after = RequestStatus(row["status"]).label
            yield Changed(number, row["title"], str(label), str(after))
