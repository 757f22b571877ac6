"""How requests moved between closed sessions, and the dashboards as of one of them."""

from datetime import date

import pytest
from django.utils import timezone

from issues.actions import relations
from issues.models import LocalRequest
from issues.standing.moments import Moment
from reports.figures import flow, ministries, places, summary
from reports.figures.scope import Scope
from tests import worlds
from tests.factories import boards, sittings
from tests.factories.accounts import one_of_the_cast
from tests.factories.rows import put

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="class")
def sessions_once(made_once, once_in_class):
    return once_in_class(lambda: _sessions(made_once))


@pytest.fixture
def sessions(db, sessions_once):
    return worlds.copied(sessions_once)


def _sessions(made):
    """Two closed sessions: after the requests were asked (15 April), and after most replies
    (8 May). In between one is withdrawn and one comes up."""
    secretariat = one_of_the_cast("secretariat")
    first = sittings.closed(secretariat, number=1, held_on=date(2024, 4, 15))
    late = boards.ask(boards.log("new", boards.VILLAGE), on=(5, 2), lead="soumu")
    put(LocalRequest.objects.filter(pk=late.pk), said_on=date(2024, 5, 1))
    relations.withdraw(
        made["silent"], by=one_of_the_cast("misato"), reason="解決したため",
        effective_at=boards.noon(5, 3),
    )  # fmt: skip
    second = sittings.closed(secretariat, number=2, held_on=date(2024, 5, 8))
    return Moment.of(first), Moment.of(second)


def moves(board):
    return {(c.before, c.after): c.count for row in board.rows for c in row.cells if c.count}


class TestFlow:
    def test_from_one_session_to_the_next(self, sessions, secretariat):
        first, second = sessions
        scope = Scope(secretariat, timezone.now(), second)

        found = flow.flow_of(scope, first, second)

        assert moves(found) == {
            ("logged", "logged"): 2,  # logged, and the one that is withdrawn later
            ("triaged", "triaged"): 1,  # young
            ("triaged", "withdrawn"): 1,  # silent
            ("triaged", "replied"): 4,  # in_time, late, unsaid, handed_on
            ("triaged", "reconsidering"): 1,  # again
            ("replied", "replied"): 1,  # secret
            ("new", "triaged"): 1,
        }
        assert (found.total, found.moved, found.stayed) == (11, 7, 4)

    def test_from_a_session_until_now(self, sessions, secretariat):
        first, _ = sessions

        found = flow.flow_of(Scope(secretariat, timezone.now()), first, None)

        assert moves(found)["logged", "withdrawn"] == 1
        assert moves(found)["new", "triaged"] == 1

    def test_a_visitor_sees_how_published_ones_moved(self, sessions, visitor):
        first, second = sessions

        found = flow.flow_of(Scope(visitor, timezone.now(), second), first, second)

        assert ("replied", "replied") not in moves(found)
        assert found.total == 10

    def test_each_number_leads_to_those_requests(self, sessions, as_, secretariat):
        first, second = sessions
        browser = as_(secretariat)
        board = flow.flow_of(Scope(secretariat, timezone.now(), second), first, second)

        cells = [cell for row in board.rows for cell in row.cells if cell.count]

        for cell in cells:
            page = browser.get(f"/overview/flow/?{cell.query}").context["page"]
            assert (cell.query, page.paginator.count) == (cell.query, cell.count)

    def test_without_a_choice_it_is_the_last_two(self, sessions, client):
        board = client.get("/overview/flow/").context["board"]

        assert (board.earlier, board.later) == sessions

    def test_an_earlier_one_that_is_later_is_told(self, sessions, client):
        first, second = sessions

        page = client.get(
            f"/overview/flow/?from={second.meeting.pk}&as_of={first.meeting.pk}"
        ).content.decode()

        assert "前の時点が、後の時点より新しくなっています" in page


class TestAsOf:
    def test_every_number_of_then_is_that_of_its_list(self, sessions, secretariat, numbers, listed):
        for moment in sessions:
            scope = Scope(secretariat, timezone.now(), moment)
            for board in (summary, ministries, places):
                found = {n.query: n.count for n in numbers(board.board_of(scope))}
                assert {query: listed(secretariat, query) for query in found} == found

    def test_replies_that_came_later_are_not_there_yet(self, sessions, secretariat):
        first, second = sessions

        then, later = (
            ministries.board_of(Scope(secretariat, timezone.now(), each)).total.line
            for each in (first, second)
        )

        assert (then.asked.count, then.answered.count, then.days.median) == (8, 1, 1)
        assert (later.asked.count, later.answered.count) == (8, 6)
        assert then.overdue.count == 0

    def test_what_to_look_at_next_is_for_now_alone(self, sessions, secretariat):
        assert summary.board_of(Scope(secretariat, timezone.now(), sessions[0])).items == ()


class TestAddresses:
    @pytest.mark.parametrize("page", ["", "ministries/", "places/", "flow/"])
    def test_a_session_that_is_not_closed_is_not_found(self, page, made, client, secretariat):
        planned = sittings.planned(secretariat)

        for key in (planned.pk, 999999, "nonsense"):
            assert client.get(f"/overview/{page}?as_of={key}").status_code == 404

    @pytest.mark.parametrize("page", ["", "ministries/", "places/", "flow/"])
    @pytest.mark.parametrize("query", ["size=hamlet", "point=nowhere"])
    def test_a_condition_that_cannot_be_read_is_told(self, page, query, points, client):
        answer = client.get(f"/overview/{page}?{query}")

        assert answer.status_code == 200
        assert "条件に誤りがあるため、数字を出していません。" in answer.content.decode()
        assert "board" not in answer.context

    def test_without_a_closed_session_there_is_nothing_to_compare(self, points, client):
        page = client.get("/overview/flow/").content.decode()

        assert "比べる会合が、まだありません" in page
