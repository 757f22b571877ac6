"""対応状況一覧: what is written down for good when a session is closed, and where it comes from."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from issues import as_of
from issues.enums import RequestStatus
from issues.models import LocalRequest
from meetings.models import Handling, Meeting


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
        "lead_ministry": row.lead_ministry.name if row.lead_ministry else "",
        "due_on": row.due_on.isoformat() if row.due_on else "",
        "status": row.status_then,
        "reply_class": row.class_then,
        "replied_on": _day(row.replied_then),
        "stance": row.stance_then,
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
