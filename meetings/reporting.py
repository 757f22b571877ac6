"""対応状況一覧: what is written down for good when a session is closed, and where it comes from."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from issues import as_of
from issues.enums import RequestStatus
from issues.models import DiscussionPoint, LocalRequest
from meetings.models import ClosedReport, Handling, Meeting
from workflow.models import StatusChange


@dataclass(frozen=True)
class LateEntry:
    """A change of status that counts for a closed session but was written down after it."""

    matter: LocalRequest | DiscussionPoint
    change: StatusChange


def build(meeting: Meeting, moment: datetime) -> dict[str, Any]:
    """Everything the report shows, as plain values, in a fixed order."""
    return {
        "format": 1,
        "meeting": _meeting(meeting),
        "moment": timezone.localtime(moment).isoformat(),
        "requests": [_request(row) for row in _rows(moment)],
        "points": [
            {
                "code": point.code,
                "position": point.position,
                "name": point.name,
                "status": point.status_then,
            }
            for point in as_of.points(moment)
        ],
        "handlings": [_handling(h) for h in _handlings(meeting)],
        "decisions": [d.text for d in meeting.session_decisions.all()],
        "memos": {memo.point.code: memo.text for memo in meeting.memos.select_related("point")},
    }


def digest(content: dict[str, Any]) -> str:
    """SHA-256 over the content's canonical JSON."""
    text = json.dumps(
        content, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()


def is_intact(report: ClosedReport) -> bool:
    """The stored content is what was frozen: its digest is the stored one."""
    return digest(report.content) == report.sha256


def late_entries(report: ClosedReport) -> tuple[LateEntry, ...]:
    """Changes that count for the session but were written down after its report, oldest first.
    The report does not know of them; the views as of the session do."""
    moment = datetime.fromisoformat(report.content["moment"])
    found = []
    for model in (LocalRequest, DiscussionPoint):
        late = as_of.counting_by(model, moment).filter(recorded_at__gt=report.recorded_at)
        changes = list(late.select_related("entry__by"))
        matters = model._default_manager.in_bulk({change.object_id for change in changes})
        found += [LateEntry(matters[change.object_id], change) for change in changes]
    return tuple(sorted(found, key=lambda late: (late.change.recorded_at, late.change.pk)))


def _meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "body": meeting.body.name,
        "label": str(meeting),
        "title": meeting.title,
        "held_on": meeting.held_on.isoformat(),
        "place": meeting.place,
        "fictional": meeting.fictional,
    }


def _rows(moment: datetime) -> Any:
    return as_of.requests(LocalRequest.objects.for_list(), moment).order_by("number")


def _request(row: Any) -> dict[str, Any]:
    points = list(row.request_points.all())
    # Who answers by when is decided with the points; a session before that did not know it.
    in_hand = row.status_then != RequestStatus.LOGGED
    return {
        "number": row.number,
        "kind": row.kind,
        "title": row.title,
        "ask": row.ask,
        "organization": row.organization.full_name,
        "organization_code": row.organization.code,
        "organization_kind": row.organization.kind,
        "speaker": row.speaker,
        "said_on": row.said_on.isoformat(),
        "primary": next((p.point.code for p in points if p.primary), ""),
        "points": [p.point.code for p in points],
        "lead_ministry": row.lead_ministry.name if in_hand and row.lead_ministry else "",
        "due_on": row.due_on.isoformat() if in_hand and row.due_on else "",
        "status": row.status_then,
        "reply_class": row.class_then,
        "replied_on": _day(row.replied_then),
        "reply_public": row.reply_published_at is not None,
        "stance": row.stance_then,
        "stance_public": row.stance_published_at is not None,
        "reflected_in": row.reflected_in if row.status_then == RequestStatus.SETTLED else "",
        "public": row.published_at is not None,
        "fictional": row.fictional,
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
        "note": handling.note,
        "public": request is None or request.published_at is not None,
    }


def _day(moment: datetime | None) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""
