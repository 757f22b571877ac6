"""Sessions at each stage, with matters logged from a meeting's minutes: by the verbs."""

from datetime import date

from django.utils import timezone

from issues.forums import chosen_forum
from issues.models import DiscussionPoint
from meetings.actions import closing, handlings, meetings, passages, sessions
from meetings.models import Body, Meeting
from meetings.sessions.series import moment_of
from tests.factories import meetings as make


def a_body(name="論点ワーキングチーム"):
    return Body.objects.get_or_create(
        name=name,
        defaults={"forum": chosen_forum.first(), "short_name": "WT", "kind": "working_team"},
    )[0]


def planned(by, number=1, held_on=date(2024, 5, 9), **facts):
    return sessions.plan(
        a_body(), by=by, held_on=held_on, session_number=number, place="オンライン", **facts
    )


def requests(by, count=1):
    """Requests logged from the words of a town and a prefecture, one after the other."""
    meeting = Meeting.objects.filter(current_source__isnull=False).first() or make.a_meeting(by)
    return [_logged(meeting, by, number) for number in range(1, count + 1)]


def _logged(meeting, by, number):
    speech = meeting.current_source.speeches.get(index=2)
    start = speech.text.index("移行経費") if number == 1 else number
    return passages.log_request(
        by=by,
        speech=speech,
        start=start,
        end=start + 12,
        kind="request",
        title=f"移行経費の支援 その{number}",
        points=[point("cost")],
    )


def point(code):
    return DiscussionPoint.objects.get(code=code)


def held(by, matters=(), **facts):
    meeting = planned(by, **facts)
    for matter in matters:
        sessions.put_on(meeting, matter, by=by)
    return sessions.hold(meeting, by=by)


def closed(by, matters=(), outcome="discussed", **facts):
    """Closed at its own end, all matters with the same outcome."""
    meeting = held(by, matters, **facts)
    sessions.invite(
        meeting,
        by=by,
        people=[{"name": "佐藤 一郎", "title": "町長", "organization_name": "", "side": "local"}],
    )
    for handling in meeting.handlings.all():
        handlings.record(handling, by=by, outcome=outcome, note="会合での話の内容")
    meeting = meetings.publish(meeting, by=by, now=timezone.now(), reason="議事要旨は後日")
    closing.close(meeting, by=by, at=moment_of(meeting))
    meeting.refresh_from_db()
    return meeting
