"""対応状況一覧: what is written down for good when a session is closed, and where it comes from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from issues.frozen import freezing
from issues.models import DiscussionPoint, LocalRequest
from issues.querysets import chunks
from issues.standing import as_of
from issues.standing.moments import Moment
from meetings.models import ClosedReport, Handling, Meeting
from workflow.models import StatusChange


@dataclass(frozen=True)
class LateEntry:
    """A change of status that counts for a closed session but was written down after it."""

    matter: LocalRequest | DiscussionPoint
    change: StatusChange


_CANONICAL = DjangoJSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
)
_ROWS = "requests"
_COPIED = "COPY meetings_reportrow (report_id, place, record) FROM STDIN"
AT_ONCE = 1000
"""How many rows are written down together."""


def freeze(meeting: Meeting, at: datetime, *, by: User, recorded_at: datetime) -> ClosedReport:
    """Write down what counts at that time, for good. Requests are read, digested and written part
    by part; nothing of them is held."""
    moment = Moment(meeting, at)
    frame = _frame(moment)
    # In the canonical order of the content the requests come last.
    assert max(frame) < _ROWS
    running = hashlib.sha256(f'{_CANONICAL.encode(frame)[:-1]},"{_ROWS}":['.encode())
    key, place = _next_key(), 0
    for part in chunks.some(map(_CANONICAL.encode, freezing.records(moment)), AT_ONCE):
        running.update(("," if place else "").encode() + ",".join(part).encode())
        with connection.cursor() as cursor, cursor.copy(_COPIED) as copy:
            for text in part:
                copy.write_row((key, place, text))
                place += 1
    running.update(b"]}")
    return ClosedReport.objects.create(
        pk=key,
        meeting=meeting,
        frame=frame,
        sha256=running.hexdigest(),
        closed_by=by,
        recorded_at=recorded_at,
    )


def _next_key() -> int:
    """The key of the report to come: its rows are written before its digest is known."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('meetings_closedreport', 'id'))")
        return int(cursor.fetchone()[0])


def _frame(moment: Moment) -> dict[str, Any]:
    """Everything that the report shows but its requests, as plain values, in a fixed order."""
    meeting = moment.meeting
    return {
        "format": 2,
        "meeting": heading(meeting),
        "moment": timezone.localtime(moment.at).isoformat(),
        "points": [
            {
                "code": point.code,
                "position": point.position,
                "name": point.name,
                "short_name": point.short_name,
                "status": point.status_then,
            }
            for point in as_of.points(moment, meeting.body.forum)
            if point.retired_on is None or point.retired_on > moment.on
        ],
        "handlings": [_handling(h) for h in _handlings(meeting)],
        "decisions": [d.text for d in meeting.session_decisions.all()],
        "memos": {memo.point.code: memo.text for memo in meeting.memos.select_related("point")},
    }


def digest(content: dict[str, Any]) -> str:
    """SHA-256 over the content's canonical JSON."""
    return hashlib.sha256(_CANONICAL.encode(content).encode()).hexdigest()


def is_intact(report: ClosedReport) -> bool:
    """The stored content is what was frozen: its digest is the stored one."""
    return digest(report.content) == report.sha256


def late_entries(report: ClosedReport) -> tuple[LateEntry, ...]:
    """Changes that count for the session but were written down after its report, oldest first.
    The report does not know of them; the views as of the session do."""
    moment = Moment(report.meeting, datetime.fromisoformat(report.frame["moment"]))
    forum = report.meeting.body.forum_id
    said = LocalRequest.objects.filter(forum=forum, said_on__lte=moment.on, split_from=None)
    came_up = Q(from_status="", object_id__in=said.values("pk"))
    found = []
    for model in (LocalRequest, DiscussionPoint):
        kind = ContentType.objects.get_for_model(model)
        counts = Q(effective_at__lte=moment.at) | (came_up if model is LocalRequest else Q(pk=None))
        late = StatusChange.objects.filter(
            counts,
            content_type=kind,
            recorded_at__gt=report.recorded_at,
            object_id__in=_keys(model, forum),
        )
        changes = list(late.select_related("entry__by"))
        matters = model._default_manager.in_bulk({change.object_id for change in changes})
        found += [LateEntry(matters[change.object_id], change) for change in changes]
    return tuple(sorted(found, key=lambda late: (late.change.recorded_at, late.change.pk)))


def _keys(model: Any, forum: int) -> Any:
    return model._default_manager.filter(forum=forum).order_by().values("pk")


def heading(meeting: Meeting) -> dict[str, Any]:
    """Which session it is."""
    return {
        "body": meeting.body.name,
        "label": str(meeting),
        "title": meeting.title,
        "held_on": meeting.held_on.isoformat(),
        "place": meeting.place,
        "fictional": meeting.fictional,
    }


def _handlings(meeting: Meeting) -> Any:
    return Handling.objects.filter(meeting=meeting).select_related("local_request", "point")


def _handling(handling: Handling) -> dict[str, Any]:
    request = handling.local_request
    return {
        "number": request.number if request else "",
        "point": handling.point.code if handling.point else "",
        "title": request.title if request else handling.matter.name,  # type: ignore[union-attr]
        "outcome": handling.status,
        "public_outcome": handling.published_outcome,
        "note": handling.note,
        "public": handling.published_at is not None
        and (request is None or request.published_at is not None),
    }
