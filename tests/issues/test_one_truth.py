"""However a history went and however late it was written down: at every session list, API, files,
matrix, the points' pages and the frozen report name the same requests, and what was so when the
session was closed stays so."""

import csv
import io
import re
from collections import Counter
from datetime import timedelta
from types import SimpleNamespace

import hypothesis.strategies as st
import openpyxl
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from issues import counting
from issues.actions import local_requests, relations
from issues.enums import LIVE, RequestStatus
from issues.filters import LocalRequestFilters
from issues.models import Standing
from issues.moments import Moment
from meetings.actions import closing, meetings, sessions
from meetings.series import moment_of
from tests.factories import sittings
from tests.issues.test_as_of import SAID, cast, log, move, replayed
from workflow.machine import Refused

__all__ = ["cast"]

POINTS = ("cost", "role", "cost")
NEXT = {
    "logged": "triage",
    "triaged": "start_review",
    "under_review": "reply",
    "reconsidering": "reply",
    "replied": "settle",
    "settled": "reopen",
}
VERBS = (*["go_on"] * 6, *["close"] * 2, "log", "merge", "unmerge", "publish", "withdraw")
ACTS = st.tuples(st.sampled_from(VERBS), st.integers(0, 5), st.integers(0, 12))


class History:
    """A team at work: requests, and sessions with what was so when each was closed."""

    def __init__(self, people):
        self.people = people
        self.requests = [log(people, code=code) for code in POINTS[:2]]
        self.closed = []

    def act(self, verb, which, days):
        obj, other = (self.requests[n % len(self.requests)] for n in (which, which + 1))
        office = self.people["secretariat"]
        if verb == "close":
            self.close(late=days % 2)
        elif verb == "log":
            code, said_on = POINTS[which % 3], SAID + timedelta(days=days * 4)
            self.requests.append(log(self.people, said_on=said_on, code=code))
        elif verb == "merge":
            relations.merge(obj, by=office, into=other, reason="同じ要望のため")
        elif verb == "unmerge":
            relations.unmerge(obj, by=office, reason="別の要望のため")
        elif verb == "publish":
            local_requests.publish(obj, by=office, now=timezone.now())
        else:
            obj.refresh_from_db()
            step = NEXT.get(obj.status, "reopen") if verb == "go_on" else verb
            move(self.people, step, obj, None, self.moment(obj, days))

    def moment(self, obj, days):
        """Some days after its last move, or, one time in four, now."""
        last = Standing.objects.now().get(local_request=obj).counted_from
        later = last + timedelta(days=days, hours=1)
        return later if days % 4 and later < timezone.now() else None

    def close(self, *, late):
        """A session is closed: now, or days after it, as it stood at its own end."""
        office, number = self.people["secretariat"], len(self.closed) + 1
        yesterday = timezone.localdate() - timedelta(days=1)
        held_on = SAID + timedelta(days=14 * number) if late else yesterday
        meeting = sittings.planned(office, number=number, held_on=held_on)
        sessions.hold(meeting, by=office)
        person = {"name": "佐藤 一郎", "title": "町長", "organization_name": "", "side": "local"}
        sessions.invite(meeting, by=office, people=[person])
        meetings.publish(meeting, by=office, now=timezone.now(), reason="議事要旨は後日")
        meeting.refresh_from_db()
        closing.close(meeting, by=office, at=moment_of(meeting) if late else None)
        meeting.refresh_from_db()
        self.closed.append((meeting, self.live_at(meeting.closed_at)))

    def live_at(self, moment):
        """{number: status} by the record alone, as it is known now."""
        stood = {r.number: replayed(r, moment, came_up=r.said_on) for r in self.requests}
        return {number: status for number, status in stood.items() if status in LIVE}


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=st.lists(ACTS, min_size=6, max_size=16))
def test_every_answer_about_a_closed_session_is_the_same(cast, acts):
    with transaction.atomic():
        history = History(cast)
        for verb, which, days in [*acts, ("close", 0, 0)]:
            try:
                with transaction.atomic():
                    history.act(verb, which, days)
            except Refused:
                pass
        browser = Client()
        browser.force_login(cast["secretariat"])
        for meeting, expected in history.closed:
            for name, answer in ANSWERS.items():
                assert (name, answer(meeting, browser, cast)) == (name, expected)
            assert counted(meeting, browser) == by_point(history, expected)
        transaction.set_rollback(True)


def in_report(meeting, browser, people):
    return {each["number"]: each["status"] for each in meeting.closed_report.content["requests"]}


def in_rows(meeting, browser, people):
    rows = Standing.objects.when(Moment.of(meeting)).live()
    return dict(rows.values_list("local_request__number", "status"))


def in_list(meeting, browser, people):
    filters = LocalRequestFilters(
        QueryDict(f"as_of={meeting.pk}"),
        Standing.objects.visible_to(people["secretariat"]),
        request=SimpleNamespace(user=people["secretariat"]),
    )
    return dict(filters.qs.values_list("local_request__number", "status"))


def on_page(meeting, browser, people):
    page = browser.get(f"/requests/?as_of={meeting.pk}")
    shown = {row.number: row.status for row in page.context["page"]}
    assert set(re.findall(r'href="/requests/(\w+-\d+)/\?as_of', page.content.decode())) == set(
        shown
    )
    return shown


def in_api(meeting, browser, people):
    answer = browser.get(f"/api/requests/?as_of={meeting.pk}").json()
    assert answer["count"] == len(answer["results"])
    return {row["number"]: row["status"] for row in answer["results"]}


def in_csv(meeting, browser, people):
    answer = browser.get(f"/exports/make/overview.csv/?as_of={meeting.pk}")
    return told_in(list(csv.reader(io.StringIO(content_of(answer).decode("utf-8-sig")))))


def in_excel(meeting, browser, people):
    answer = browser.get(f"/exports/make/overview.xlsx/?as_of={meeting.pk}")
    sheet = openpyxl.load_workbook(io.BytesIO(content_of(answer))).worksheets[0]
    return told_in([[str(value or "") for value in row] for row in sheet.values])


def content_of(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def told_in(table):
    """{number: status} of a table with heads, wherever these stand."""
    labels = {str(status.label): status.value for status in RequestStatus}
    start, head = next(
        (n, row) for n, row in enumerate(table) if "要望番号" in row or "番号" in row
    )
    number = next(n for n, each in enumerate(head) if each in ("要望番号", "番号"))
    status = next(n for n, each in enumerate(head) if each == "状況")
    rows = [row for row in table[start + 1 :] if len(row) > status and "-" in row[number]]
    return {row[number]: labels[row[status]] for row in rows}


ANSWERS = {
    "report": in_report,
    "standings": in_rows,
    "list": in_list,
    "page": on_page,
    "API": in_api,
    "CSV": in_csv,
    "Excel": in_excel,
}


def counted(meeting, browser):
    """(point, status) → number, from the matrix; each equals the page of its point."""
    moment = Moment.of(meeting)
    matrix = counting.matrix(Standing.objects.when(moment), moment)
    found = {
        (row.point.code, str(cell.status)): cell.count
        for row in matrix.rows
        for cell in row.cells
        if cell.count
    }
    for row in matrix.rows:
        page = browser.get(f"/points/{row.point.code}/?as_of={meeting.pk}")
        assert page.context["total"] == row.total
    return found


def by_point(history, expected):
    points = {r.number: [p.code for p in r.points.all()] for r in history.requests}
    return dict(Counter((code, expected[number]) for number in expected for code in points[number]))
