"""Working-team sessions and the requests they take up, brought on their way by the verbs."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from issues.actions import local_requests, opinions, replies, triage
from issues.due_dates.due import named
from issues.forums import chosen_forum
from issues.forums.default_points import load_points
from issues.models import DiscussionPoint
from meetings.actions import closing, handlings, meetings, sessions
from meetings.enums import BodyKind, Side
from meetings.models import Body
from tests import worlds
from tests.databases import remembered
from tests.factories.cast import one_of_the_cast, organization
from workflow.machine import Refused

TOKYO = ZoneInfo("Asia/Tokyo")
ROLES = ("secretariat", "wt_member", "yamaguchi", "misato", "ichinomiya", "digital", "stranger")


def moment(month, day, hour=12, minute=0):
    """A moment of 2024 in Japan."""
    return datetime(2024, month, day, hour, minute, tzinfo=TOKYO)


@dataclass
class Stage:
    """The people, the points and the team; each verb by the person whose move it is."""

    cast: SimpleNamespace
    points: dict
    body: Body

    def session(self, number, month, day, **facts):
        given = {"starts_at": time(14), "ends_at": time(15), "place": "中央合同庁舎"}
        return sessions.plan(
            self.body,
            by=self.cast.secretariat,
            session_number=number,
            held_on=date(2024, month, day),
            **given | facts,
        )

    def invite(self, meeting):
        people = [{"name": "村岡 嗣政", "title": "知事", "side": Side.LOCAL}]
        return sessions.invite(meeting, by=self.cast.secretariat, people=people)

    def hold(self, meeting):
        self.invite(meeting)
        return sessions.hold(meeting, by=self.cast.secretariat)

    def put_on(self, meeting, matter, **changed):
        return sessions.put_on(meeting, matter, by=self.cast.secretariat, **changed)

    def record(self, meeting, matter, outcome, note=""):
        handling = self.put_on(meeting, matter)
        return handlings.record(handling, by=self.cast.secretariat, outcome=outcome, note=note)

    def move_point(self, meeting, code, verb, outcome="discussed"):
        handling = self.record(meeting, self.points[code], outcome)
        return handlings.move_point(handling, verb, by=self.cast.secretariat)

    def publish(self, meeting, reason=""):
        return meetings.publish(
            meeting, by=self.cast.secretariat, now=datetime.now(UTC), reason=reason
        )

    def close(self, meeting, at=None):
        """Published and closed, at its own end unless said otherwise."""
        self.publish(meeting)
        return self.close_published(meeting, at)

    def close_published(self, meeting, at=None):
        at = at or handlings.moment_of(meeting)
        report = closing.close(meeting, by=self.cast.secretariat, at=at)
        meeting.refresh_from_db()
        return report

    def log(self, title, code="cost", who="misato", said_on=date(2024, 4, 5), **changed):
        person = getattr(self.cast, who)
        return local_requests.log(
            by=person,
            organization=person.acting.organization,
            kind="request",
            title=title,
            said_on=said_on,
            points=[self.points[code]],
            **changed,
        )

    def triage(self, obj, at, due=date(2024, 5, 10)):
        points = [rp.point for rp in obj.request_points.all()]
        return triage.triage(
            obj,
            by=self.cast.secretariat,
            points=points,
            lead_ministry=organization("digital"),
            due=named(due),
            effective_at=at,
        )

    def start_review(self, obj, at):
        return triage.start_review(obj, by=self.cast.digital, effective_at=at)

    def reply(self, obj, at, claimed_class="studying", **changed):
        draft = replies.draft(
            obj, by=self.cast.digital, claimed_class=claimed_class, text="検討します。", **changed
        )
        return replies.submit(draft, by=self.cast.digital, effective_at=at)

    def opinion(self, obj, at, stance="dissatisfied", who="misato", again=False):
        newest = obj.replies.exclude(status="draft").newest().first()
        return opinions.give(
            newest,
            by=getattr(self.cast, who),
            stance=stance,
            text="期限がないため",
            asks_reconsideration=again,
            effective_at=at,
        )


def everybody():
    return SimpleNamespace(**{name: one_of_the_cast(name) for name in ROLES})


@pytest.fixture(scope="module")
def stage_once(once):
    """The stage, set once for all tests of a file, and what they remember of it."""
    return once(_set_empty), {}


@pytest.fixture
def stage(db, stage_once):
    return worlds.copied(stage_once[0])


@pytest.fixture
def cast(stage):
    return stage.cast


@pytest.fixture
def remember(stage, stage_once):
    """`remember(make)`: what `make(stage)` gives, from memory where a test of the file began in
    the same way before (`tests.databases.remembered`)."""
    memory = remembered.memory_of(stage_once[1])

    def made(make):
        if memory is None:
            return make(stage)
        return memory.world((make.__qualname__,), lambda: make(stage))

    return made


def _set_empty():
    load_points()
    return set_stage(everybody())


def set_stage(cast):
    """An empty stage; the points are there."""
    body = Body.objects.create(
        forum=chosen_forum.first(),
        name="国・地方デジタル共通基盤ワーキングチーム",
        short_name="WT",
        kind=BodyKind.WORKING_TEAM,
    )
    return Stage(cast, {point.code: point for point in DiscussionPoint.objects.all()}, body)


@pytest.fixture
def refusal():
    """Makes a move that must be refused; gives kind and reason."""

    def attempt(move, *args, **kwargs):
        with pytest.raises(Refused) as caught:
            move(*args, **kwargs)
        decision = caught.value.decision
        return decision.refusal, decision.reason

    return attempt
