"""会合ごとの経過 of one request: the sessions that spoke of it or dealt with it, where it stood
after each, and where it stands now.

All of it follows from the lines of its history and from the sessions as this reader may know them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from issues.enums import RequestStatus
from issues.history.timeline import Line
from issues.models import LocalRequest
from issues.pages.gathering.gathered import Rows

MOST = 4
"""Sessions shown, the latest ones."""


@dataclass(frozen=True)
class Stop:
    """A session, or the day that is shown (`meeting` None). `status`: its code and words as of
    then, "" for a session that is yet to be held. `outcome` is what the session did with it, in
    words."""

    meeting: Any
    on: date
    status: tuple[str, str] = ("", "")
    outcome: str = ""
    place: str = "past"


def rail_of(
    local_request: LocalRequest, around: Rows, lines: Sequence[Line], *, on: date, inside: bool
) -> list[Stop]:
    """The stops in order; none without a session. `lines`: of the request's history, newest first,
    up to the day `on`."""
    outcomes = {row.meeting_id: row.seen_label for row in around["taken_up"]}
    meetings = {row.meeting_id: row.meeting for row in around["taken_up"]}
    for passage in around["spoken_at"]:
        meeting = passage.speech.source.meeting
        if inside or meeting.published_at is not None:
            meetings.setdefault(meeting.pk, meeting)
    in_order = sorted(meetings.values(), key=lambda each: (each.held_on, each.pk))
    held = [each for each in in_order if each.held_on <= on][-MOST:]
    stops = [
        Stop(each, each.held_on, _status(lines, each.held_on), outcomes.get(each.pk, ""))
        for each in held
    ]
    if around.moment is None:
        now = (local_request.status, local_request.get_status_display())
        stops.append(Stop(None, on, now, place="now"))
        later = [each for each in in_order if each.held_on > on][:1]
        stops += [Stop(each, each.held_on, place="next") for each in later]
    return stops if len(stops) > 1 else []


def _status(lines: Sequence[Line], day: date) -> tuple[str, str]:
    """The status at the end of that day. Whatever is spoken of has come up, however late it was
    logged."""
    for line in lines:
        changed = line.to_status[0] and line.from_status[0] and not line.subject
        if changed and timezone.localdate(line.at) <= day:
            return line.to_status
    return RequestStatus.LOGGED.value, str(RequestStatus.LOGGED.label)
