"""The sessions of one body, closed one after another, and the next one, which is not."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from coordination.generating.world import World
from meetings.enums import BodyKind, MeetingStatus, Side
from meetings.models import Attendance, Body, ClosedReport, Meeting
from meetings.sessions import report_content

NAME = "生成した要望の検討会議"
PLACE = "オンライン"
LASTS = time(10), time(12)


def write(world: World, count: int) -> None:
    """So many closed sessions from the beginning until today, evenly, each with a small report
    (its list of requests is empty: a real one is as long as all requests), and an open one."""
    body = Body.objects.create(
        forum_id=world.forum, name=NAME, short_name="検討会議", kind=BodyKind.WORKING_TEAM
    )
    days = (world.until.date() - world.begins).days
    for number in range(1, count + 1):
        held_on = _weekday(world.begins + timedelta(days=days * number // (count + 1)))
        _close(_meeting(body, number, held_on), world)
    last = _meeting(body, count + 1, _weekday(world.until.date() - timedelta(days=1)))
    last.status, last.published_at = MeetingStatus.HELD, None
    last.save()


def _weekday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


def _meeting(body: Body, number: int, held_on: date) -> Meeting:
    meeting = Meeting.objects.create(
        body=body,
        session_number=number,
        title=f"{NAME}（第{number}回）",
        held_on=held_on,
        starts_at=LASTS[0],
        ends_at=LASTS[1],
        place=PLACE,
        status=MeetingStatus.PUBLISHED,
        published_at=_at(held_on, time(17)),
    )
    Attendance.objects.create(
        meeting=meeting, position=1, name="生成 一郎", printed_post="座長", side=Side.LOCAL,
        published_at=meeting.published_at,
    )  # fmt: skip
    return meeting


def _close(meeting: Meeting, world: World) -> None:
    meeting.closed_at = _at(meeting.held_on, time(18))
    meeting.status = MeetingStatus.CLOSED
    meeting.save()
    content = {
        "format": 2,
        "meeting": report_content.heading(meeting),
        "moment": timezone.localtime(meeting.closed_at).isoformat(),
        "requests": [],
        "points": [],
        "handlings": [],
        "decisions": [],
        "memos": {},
    }
    ClosedReport.objects.create(
        meeting=meeting,
        frame=content,
        sha256=report_content.digest(content),
        closed_by_id=world.secretariat.person,
        recorded_at=meeting.closed_at + timedelta(minutes=90),
    )


def _at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
