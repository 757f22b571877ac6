"""What was true at a moment equals the record replayed by hand, however late it was written."""

from datetime import UTC, date, datetime, timedelta

import hypothesis.strategies as st
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from issues.actions import discussion_points, local_requests, relations, replies, triage, voices
from issues.due_dates.due import named
from issues.forums.default_points import load_points
from issues.models import DiscussionPoint, Standing
from issues.standing import as_of
from issues.standing.moments import Moment
from reports.changes import sections
from reports.changes.scopes import Scope
from reports.changes.spans import Span
from tests import sizes
from tests import standing as stand
from tests.factories.cast import one_of_the_cast, organization
from workflow.machine import Refused
from workflow.models import StatusChange

NOON = datetime(2024, 5, 1, 3, 0, tzinfo=UTC)
SAID = date(2024, 5, 3)
MOMENTS = st.integers(-5, 60).map(lambda days: NOON + timedelta(days=days))
MOVES = (
    "triage",
    "start_review",
    "reply",
    "settle",
    "reopen",
    "withdraw",
    "start_discussion",
    "set_direction",
    "agree",
    "discuss_again",
)
PLACES = st.tuples(st.sampled_from(MOVES), st.integers(0, 1), MOMENTS)


@pytest.fixture
def cast(db):
    load_points()
    return {name: one_of_the_cast(name) for name in ("secretariat", "misato", "digital")}


def log(cast, said_on=SAID, code="cost", title="様式を統一してほしい"):
    return local_requests.log(
        by=cast["misato"],
        organization=organization("054348"),
        kind="request",
        title=title,
        said_on=said_on,
        points=[DiscussionPoint.objects.get(code=code)],
    )


def move(cast, verb, obj, point, at):
    """One move by whose it is; whatever the tables refuse leaves no trace."""
    office, ministry = cast["secretariat"], cast["digital"]
    due = named(date(2024, 6, 1))
    obj.refresh_from_db()
    points = [rp.point for rp in obj.request_points.all()]
    if verb == "triage":
        triage.triage(
            obj, by=office, points=points, lead_ministry=organization("digital"), due=due,
            effective_at=at,
        )  # fmt: skip
    elif verb == "start_review":
        triage.start_review(obj, by=ministry, effective_at=at)
    elif verb == "reply":
        draft = replies.draft(obj, by=ministry, claimed_class="studying", text="検討します。")
        replies.submit(draft, by=ministry, effective_at=at)
    elif verb == "settle":
        voices.settle(obj, by=office, reflected_in="基本方針", effective_at=at)
    elif verb == "reopen":
        triage.reopen(obj, by=office, due=due, reason="新しい事情")
    elif verb == "withdraw":
        relations.withdraw(obj, by=cast["misato"], reason="解決したため")
    else:
        discussion_points.move(point, verb, by=office, reason="再検討", effective_at=at)


def replayed(obj, moment, *, came_up=None):
    """The status at a moment, from the rows of the record sorted in Python. `came_up`: the day
    from which the object counts."""
    rows = list(
        StatusChange.objects.filter(
            content_type=ContentType.objects.get_for_model(obj), object_id=obj.pk
        )
    )
    status = None
    for row in sorted(rows, key=lambda r: (r.from_status != "", r.effective_at, r.pk)):
        born = row.from_status == "" and came_up is not None
        if row.effective_at <= moment or (born and came_up <= timezone.localdate(moment)):
            status = row.to_status
    return status


@settings(max_examples=sizes.of(6, long=24), deadline=None, suppress_health_check=list(HealthCheck))
@given(moves=st.lists(PLACES, max_size=14), moments=st.lists(MOMENTS, min_size=3, max_size=6))
def test_statuses_at_any_moment_equal_the_record_replayed(cast, moves, moments):
    with transaction.atomic():
        requests = [log(cast), log(cast, said_on=date(2024, 5, 20))]
        points = list(DiscussionPoint.objects.all()[:2])
        for verb, which, at in moves:
            try:
                with transaction.atomic():
                    move(cast, verb, requests[which], points[which], at)
            except Refused:
                pass
        for moment in (*moments, timezone.now()):
            stood = dict(Standing.objects.at(moment).values_list("local_request", "status"))
            assert {r.pk: stood.get(r.pk) for r in requests} == {
                r.pk: replayed(r, moment, came_up=r.said_on) for r in requests
            }
            assert {p.pk: p.status_then for p in as_of.points(Moment(None, moment))} == {
                p.pk: replayed(p, moment) or "open" for p in DiscussionPoint.objects.all()
            }
        transaction.set_rollback(True)


def test_a_request_counts_from_the_day_its_words_were_spoken(cast):
    obj = log(cast)

    assert stand.requests(stand.then(NOON)) == []
    assert stand.requests(stand.then(NOON + timedelta(days=2))) == [obj]


def test_moves_entered_late_come_after_the_request_itself(cast):
    obj = log(cast)
    move(cast, "triage", obj, None, NOON + timedelta(days=5))

    assert stand.then(timezone.now()).get().status == "triaged"


def test_what_was_split_off_counts_from_the_split(cast):
    obj = log(cast)
    new = relations.split(obj, by=cast["secretariat"], title="様式の廃止")

    before, after = stand.then(NOON + timedelta(days=5)), stand.then(timezone.now())

    assert stand.requests(before) == [obj]
    assert stand.requests(after) == [obj, new]


def test_reply_and_opinion_are_those_of_the_moment(cast):
    obj = log(cast)
    move(cast, "triage", obj, None, NOON + timedelta(days=5))
    move(cast, "reply", obj, None, NOON + timedelta(days=10))

    before, after = (stand.then(NOON + timedelta(days=d)).get() for d in (9, 11))

    assert (before.reply_class, before.reply, before.stance) == ("", None, "")
    assert (after.reply_class, after.reply.submitted_at) == ("studying", NOON + timedelta(days=10))
    assert (after.open_reply_class, after.open_stance) == ("", "")


def test_what_is_entered_late_was_not_known_before(cast):
    obj = log(cast)
    before = timezone.now()
    move(cast, "triage", obj, None, NOON + timedelta(days=5))

    at = NOON + timedelta(days=6)
    known_then, known_now = stand.then(at, known=before), stand.then(at)

    assert (known_then.get().status, known_now.get().status) == ("logged", "triaged")


class TestChanges:
    @pytest.fixture
    def moved(self, cast):
        """Two that move on, one that stands still, one that comes up."""
        first = log(cast, title="動いた")
        other = log(cast, title="別の論点", code="role")
        log(cast, title="動かない")
        log(cast, title="新しい", said_on=date(2024, 5, 15))
        for obj in (first, other):
            move(cast, "triage", obj, None, NOON + timedelta(days=10))
        return first

    def between(self, scope, since=NOON + timedelta(days=4), until=NOON + timedelta(days=20)):
        span = Span(Moment(None, since), Moment(None, until), timezone.now())
        found = sections.requests(scope, span)
        return {
            row.title: (row.status_before, row.status)
            for part in (found.moved, found.new)
            for row in part.rows
        }

    def test_they_are_those_that_moved_and_those_that_came_up(self, moved, cast):
        assert self.between(Scope(cast["secretariat"])) == {
            "動いた": ("logged", "triaged"),
            "別の論点": ("logged", "triaged"),
            "新しい": (None, "logged"),
        }

    def test_they_can_be_those_of_one_point(self, moved, cast):
        scope = Scope(cast["secretariat"], DiscussionPoint.objects.get(code="role"))

        assert self.between(scope) == {"別の論点": ("logged", "triaged")}

    def test_they_can_be_those_of_one_organization(self, moved, cast):
        office = cast["secretariat"]
        ministry, stranger = (
            Scope(office, organization=organization(code)) for code in ("digital", "011002")
        )

        assert self.between(ministry) == {
            "動いた": ("logged", "triaged"),
            "別の論点": ("logged", "triaged"),
        }
        assert self.between(stranger) == {}

    def test_one_that_came_and_went_in_between_is_none_of_them(self, cast):
        relations.withdraw(log(cast), by=cast["misato"], reason="誤り")

        assert self.between(Scope(cast["secretariat"]), NOON, timezone.now()) == {}

    def test_one_that_was_withdrawn_is_one_of_them(self, cast):
        relations.withdraw(log(cast), by=cast["misato"], reason="解決した")

        found = self.between(Scope(cast["secretariat"]), NOON + timedelta(days=5), timezone.now())

        assert list(found.values()) == [("logged", "withdrawn")]

    def test_points_that_moved_are_told_too(self, cast):
        point = DiscussionPoint.objects.get(code="cost")
        move(cast, "start_discussion", log(cast), point, NOON)

        found = as_of.point_changes(Moment(None, NOON - timedelta(hours=1)), Moment(None, NOON))

        assert [(p.code, p.status_before, p.status_then) for p in found] == [
            ("cost", "open", "discussing")
        ]
