"""A second 協議の場 beside the first, with points, a body and records of its own."""

from datetime import date

from django.utils import timezone

from issues.actions import commitments, discussion_points, local_requests
from issues.actions import forums as setting_up
from meetings.actions import bodies, closing, sessions
from meetings.models import Attendance
from tests.factories.accounts import one_of_the_cast
from tests.factories.organizations import organization

CODE = "schools"
POINT, REQUEST, PROMISE, BODY = (
    "学校の端末の更新", "学校の端末を更新してほしい", "学校の端末の補助を続けたい", "学校連絡会",
)  # fmt: skip
WORDS = (POINT, REQUEST, PROMISE, BODY)
"""Words that stand in its records alone."""


def a_second_forum():
    """Set up by the secretariat, with two points: `devices` and, as in the first one, `cost`."""
    by = one_of_the_cast("secretariat")
    forum = setting_up.set_up(by=by, code=CODE, name="学校のデジタル化", short_name="学校")
    for code, name in (("devices", POINT), ("cost", "学校の費用")):
        discussion_points.add(
            forum, by=by, code=code, name=name, short_name=name[:20], statement=name, source="資料1"
        )
    return forum


def a_body(forum):
    return bodies.set_up(
        by=one_of_the_cast("secretariat"), name=BODY, kind="council", short_name=BODY, forum=forum
    )


def a_request_of(forum, *, title=REQUEST, code="devices", published=True):
    by = one_of_the_cast("secretariat")
    found = local_requests.log(
        by=by, organization=organization("054348"), kind="request", title=title,
        said_on=date(2024, 4, 5), points=[forum.points.get(code=code)],
    )  # fmt: skip
    return local_requests.publish(found, by=by, now=timezone.now()) if published else found


def a_commitment_of(forum):
    by = one_of_the_cast("secretariat")
    found = commitments.log(
        by=by, speaker="文部 花子 大臣", title=PROMISE, said_on=date(2024, 4, 5),
        points=[forum.points.get(code="devices")], organization=organization("digital"),
    )  # fmt: skip
    return commitments.publish(found, by=by, now=timezone.now())


def a_session(body, number=1, held_on=date(2024, 5, 9)):
    """Held, with somebody present."""
    by = one_of_the_cast("secretariat")
    meeting = sessions.plan(body, by=by, held_on=held_on, session_number=number)
    sessions.hold(meeting, by=by)
    Attendance.objects.create(meeting=meeting, name="山田 花子", side="national", position=1)
    meeting.refresh_from_db()
    return meeting


def close(meeting):
    """Freeze its report, as of now."""
    closing.close(meeting, by=one_of_the_cast("secretariat"))
    meeting.refresh_from_db()
