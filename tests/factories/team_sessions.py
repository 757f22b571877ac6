"""Sessions of a working team at every step, each with a request and a point on its agenda.

- `planned`: nobody is invited yet
- `held`: not published; 美郷町 was there
- `open`: published, all recorded, ready to be closed
- `closed`: published and closed

The request of each was answered before its session; 費用 has not moved. One thing is decided.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from issues.actions import replies, triage
from issues.due_dates.due import named
from issues.forums import chosen_forum
from issues.models import DiscussionPoint
from meetings.actions import closing, handlings, meetings, sessions
from meetings.models import Body, Handling, Meeting, SessionDecision
from tests.factories.accounts import one_of_the_cast
from tests.factories.issues import a_request
from tests.factories.organizations import organization

DAYS = {"planned": 27, "held": 6, "open": 13, "closed": 20}
BEFORE = datetime(2024, 4, 10, 12, tzinfo=ZoneInfo("Asia/Tokyo"))

# What those who sat elsewhere must not read.
NOTE = "取扱いの内々の記録"
AGENDA = "議題の要望は内々"
MEMO = "費用の整理メモは内々"


@dataclass
class Sitting:
    """A session; `handling` is that of its request, `about_point` that of 費用."""

    meeting: Meeting
    handling: Handling
    about_point: Handling
    decision: SessionDecision | None = None


def make():
    """All four, through the verbs."""
    body = Body.objects.create(
        forum=chosen_forum.first(), name="確認の場", short_name="確認", kind="working_team"
    )
    return {step: _sitting(body, step, number) for number, step in enumerate(DAYS, 1)}


def _sitting(body, step, number):
    by = one_of_the_cast("secretariat")
    meeting = sessions.plan(body, by=by, held_on=date(2024, 5, DAYS[step]), session_number=number)
    cost = DiscussionPoint.objects.get(code="cost")
    found = Sitting(
        meeting,
        sessions.put_on(meeting, _answered(step), by=by),
        sessions.put_on(meeting, cost, by=by),
    )
    if step != "planned":
        _hold(found, step, by)
    if step == "closed":
        handlings.write_memo(cost, by=by, meeting=found.meeting, text=MEMO)
    if step in ("open", "closed"):
        meetings.publish(found.meeting, by=by, now=timezone.now(), reason="確認のため。")
    if step == "closed":
        found.meeting.refresh_from_db()
        closing.close(found.meeting, by=by, at=None)
    for row in (found.meeting, found.handling, found.about_point):
        row.refresh_from_db()
    return found


def _hold(found, step, by):
    misato = organization("054348")
    sessions.invite(
        found.meeting,
        by=by,
        people=[{"name": "松田 知己", "title": "町長", "side": "local", "organization": misato}],
    )
    found.meeting.refresh_from_db()
    found.meeting = sessions.hold(found.meeting, by=by)
    handlings.record(found.handling, by=by, outcome="discussed", note=NOTE)
    handlings.record(found.about_point, by=by, outcome="discussed", note=f"{step}の費用の記録")
    found.decision = handlings.decide(found.meeting, by=by, text=f"{step}の決定")


def _answered(step):
    """A request that was answered before the sessions."""
    digital, by = one_of_the_cast("digital"), one_of_the_cast("secretariat")
    obj = a_request(f"{AGENDA}・{step}")
    obj = triage.triage(
        obj, by=by, points=list(obj.points.all()), lead_ministry=organization("digital"),
        due=named(date(2024, 5, 10)), effective_at=BEFORE,
    )  # fmt: skip
    obj = triage.start_review(obj, by=digital, effective_at=BEFORE)
    draft = replies.draft(obj, by=digital, claimed_class="studying", text="検討します。")
    return replies.submit(draft, by=digital, effective_at=BEFORE).local_request
