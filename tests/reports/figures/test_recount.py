"""What PostgreSQL counts for the dashboards equals a plain recount, request by request."""

from collections import Counter

import pytest
from django.utils import timezone

from issues.enums import LIVE
from issues.filters import sizes
from issues.models import DiscussionPoint, Standing
from issues.standing.moments import Moment
from issues.standing.state import OTHER
from reports.figures import facts, flow, tallies
from reports.figures.scope import Scope
from tests import worlds
from tests.factories import boards, sittings
from tests.factories.accounts import one_of_the_cast
from tests.reports.figures import recount

pytestmark = pytest.mark.django_db

READERS = ("visitor", "secretariat", "digital", "soumu", "misato", "ichinomiya")
GROUPS = ((None, None), (facts.MINISTRY, "ministry"), (facts.PREFECTURE, "prefecture"))


@pytest.fixture(scope="module")
def moments_once(made_once, once):
    def make():
        secretariat = one_of_the_cast("secretariat")
        first = sittings.closed(secretariat, number=1, held_on=boards.noon(4, 15).date())
        boards.ask(boards.log("new", boards.VILLAGE), on=(5, 2), lead="soumu")
        second = sittings.closed(secretariat, number=2, held_on=boards.noon(5, 8).date())
        boards.answer(made_once["silent"], (5, 11), "studying")
        return Moment.of(first), Moment.of(second), Moment.of(second, later=True), None

    return once(make)


@pytest.fixture
def moments(db, moments_once):
    """Before most replies, after them with more known since, and now."""
    return worlds.copied(moments_once)


def plain(counted):
    """A tally of these facts, counted one by one."""
    answered = [fact for fact in counted if fact.answered]
    return tallies.Tally(
        total=len(counted),
        overdue=sum(fact.overdue for fact in counted),
        dated=sum(fact.dated for fact in counted),
        statuses=+Counter(fact.status for fact in counted),
        first=+Counter(fact.first for fact in counted if fact.first),
        outcomes=+Counter(fact.outcome for fact in counted),
        days=recount.days(fact.days for fact in answered),
        days_of_lead=recount.days(f.days_of_lead for f in answered if f.first != OTHER),
    )


def told(tally):
    """The same without what there is nothing of."""
    return tallies.Tally(
        tally.total, tally.overdue, tally.dated,
        +Counter(tally.statuses), +Counter(tally.first), +Counter(tally.outcomes),
        tally.days, tally.days_of_lead,
    )  # fmt: skip


def assert_same(scope, by, name):
    every = recount.load(scope.everywhere())
    counted = [fact for fact in every if not scope.kinds or fact.kind in scope.kinds]
    found = tallies.tallies_of(scope, by)

    assert told(found.total) == plain(counted)
    keys = {getattr(fact, name) for fact in counted} - {None} if name else set()
    assert {key: told(tally) for key, tally in found.parts.items()} == {
        key: plain([fact for fact in counted if getattr(fact, name) == key]) for key in keys
    }
    for key, _ in sizes.CHOICES:
        kinds = sizes.kinds(key)
        assert told(found.of_size(key)) == plain([fact for fact in every if fact.kind in kinds])


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_at_every_time_finds_what_a_recount_finds(reader, moments, request):
    actor = request.getfixturevalue(reader)
    point = DiscussionPoint.objects.get(code="cost")

    for moment in moments:
        for chosen in ({}, {"size": "town_village"}, {"size": "village"}, {"point": point}):
            for by, name in GROUPS:
                assert_same(Scope(actor, timezone.now(), moment, **chosen), by, name)


def test_what_one_organization_leads_or_asked(moments, visitor, digital):
    every = recount.load(Scope(visitor, timezone.now()))

    scope, key = Scope(visitor, timezone.now()), digital.acting.organization_id
    asker = every[0].organization

    assert told(tallies.of_ministry(scope, key)) == plain([f for f in every if f.ministry == key])
    assert told(tallies.of_asker(scope, asker)) == plain(
        [fact for fact in every if fact.organization == asker]
    )


@pytest.mark.parametrize("reader", READERS)
def test_the_flow_is_the_difference_of_two_times(reader, moments, request):
    actor = request.getfixturevalue(reader)
    first, *others = moments

    for later in others:
        scope = Scope(actor, timezone.now(), later)
        before = dict(Standing.objects.when(first).values_list("local_request", "status"))
        after = Standing.objects.when(later).visible_to(actor)
        expected = Counter(
            (before.get(key, flow.NEW), status)
            for key, status in after.values_list("local_request", "status")
            if before.get(key) in LIVE or status in LIVE
        )
        board = flow.flow_of(scope, first, later)
        assert expected == Counter(
            {(c.before, c.after): c.count for row in board.rows for c in row.cells if c.count}
        )


@pytest.mark.parametrize("path", ["", "ministries/", "places/", "flow/"])
def test_a_page_takes_few_queries(path, moments, as_, secretariat, django_assert_max_num_queries):
    browser = as_(secretariat)

    with django_assert_max_num_queries(13):  # three of them for the session and the reader
        page = browser.get(f"/overview/{path}")

    assert page.status_code == 200
