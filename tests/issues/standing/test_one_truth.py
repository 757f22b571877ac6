"""However a history went, however late it was written down and whatever was put right: at every
session list, API, files, matrix, the points' pages and the frozen report name the same requests
under the same titles and dates, and what was so when the session was closed stays so."""

import csv
import io
import re
from collections import Counter
from datetime import date, timedelta
from types import SimpleNamespace

import hypothesis.strategies as st
import openpyxl
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from issues.actions import corrections, local_requests, relations, slips, triage
from issues.due_dates.due import named
from issues.enums import LIVE, RequestStatus
from issues.filters.local_requests import LocalRequestFilters
from issues.models import Standing
from issues.standing import counting
from issues.standing.moments import Moment
from meetings.actions import closing, meetings, sessions
from meetings.sessions.series import moment_of
from tests import sizes
from tests.factories import sittings
from tests.issues.standing.test_as_of import SAID, cast, log, move, replayed
from workflow.machine import Refused
from workflow.models import HistoryEntry

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
VERBS = (
    *["go_on"] * 6, *["close"] * 2, "log", "merge", "unmerge", "publish", "withdraw", "split",
    "edit", *["correct"] * 2, *["slip"] * 2,
)  # fmt: skip
TOLD = ("status", "title", "due_on")
"""What every answer tells of a request; files and the frozen report tell its `ask` as well."""
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
        elif verb in PUTTING_RIGHT:
            obj.refresh_from_db()
            made = PUTTING_RIGHT[verb](obj, office, days)
            self.requests += made if verb == "split" else []
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
        """{number: what was so of it} by the record alone, as it is known now."""
        found = {}
        for obj in self.requests:
            came_up = None if obj.split_from_id else obj.said_on
            status = replayed(obj, moment, came_up=came_up)
            if status in LIVE:
                found[obj.number] = {**fields_at(obj, moment), "status": status}
        return found


def split(obj, office, days):
    return [relations.split(obj, by=office, title=f"分割{days}", ask=f"分けた措置{days}")]


def edit(obj, office, days):
    local_requests.edit(obj, by=office, title=f"修正{days}", ask=f"修正した措置{days}")


def correct(obj, office, days):
    """Words of a published request, and every other time its points."""
    if obj.published_at is None:
        obj = local_requests.publish(obj, by=office, now=timezone.now())
    after = {"title": f"訂正{days}", "ask": f"訂正した措置{days}"}
    if days % 2:
        after["points"] = ("cost", "role", "cost,role", "role,cost")[days // 2 % 4]
    corrections.correct(obj, by=office, after=after, reason="誤記", now=timezone.now())


def slip(obj, office, days):
    """The date was a slip of the pen: said at once, or of a change that was made before."""
    due = named(date(2024, 6, 1) + timedelta(days=days + 1))
    if days % 2:
        slips.put_right(obj, by=office, due=due, reason="転記の誤り")
    else:
        triage.change_due(obj, by=office, due=due, reason="延期")
        slips.mark(obj.due_changes.latest("pk"), by=office, reason="転記の誤り")


PUTTING_RIGHT = {"split": split, "edit": edit, "correct": correct, "slip": slip}


def fields_at(obj, moment):
    """Title, words, date and points at a moment: what was written down by then, or with a change
    of status that counts by then; while a request of the past is being entered, also what was put
    right before anything later happened to it."""
    obj.refresh_from_db()
    entries = HistoryEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(obj), object_id=obj.pk
    )
    entries = list(entries.select_related("status_change").order_by("recorded_at", "pk"))
    entered_later, overtaken, counting = entries[0].recorded_at > moment, False, []
    for entry in entries:
        change = getattr(entry, "status_change", None)
        if change is None:
            counts = entry.recorded_at <= moment or (entered_later and not overtaken)
        else:
            born = change.from_status == "" and obj.split_from_id is None
            counts = change.effective_at <= moment or (
                born and obj.said_on <= timezone.localdate(moment)
            )
            overtaken = overtaken or not counts
        if counts:
            counting.append(entry)
    found = {}
    for name in ("title", "ask", "due_on"):
        before = [entry.changes[name][0] for entry in entries if name in entry.changes]
        after = [entry.changes[name][1] for entry in counting if name in entry.changes]
        present = getattr(obj, name)
        found[name] = str([*(before[:1] or [present]), *after][-1] or "")
    found["points"] = next(
        entry.details["points"] for entry in reversed(counting) if "points" in entry.details
    )
    return found


@settings(max_examples=sizes.of(3, long=12), deadline=None, suppress_health_check=list(HealthCheck))
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
                told = TOLD if name in SHORT else (*TOLD, "ask")
                so = {number: {n: then[n] for n in told} for number, then in expected.items()}
                assert (name, answer(meeting, browser, cast)) == (name, so)
            assert counted(meeting, browser) == by_point(expected)
        transaction.set_rollback(True)


def facts(status, title, due_on, **more):
    return {"status": status, "title": title, "due_on": str(due_on or ""), **more}


def in_report(meeting, browser, people):
    return {
        each["number"]: facts(each["status"], each["title"], each["due_on"], ask=each["ask"])
        for each in meeting.closed_report.content["requests"]
    }


def in_rows(meeting, browser, people):
    return told_by(Standing.objects.when(Moment.of(meeting)).live())


def in_list(meeting, browser, people):
    filters = LocalRequestFilters(
        QueryDict(f"as_of={meeting.pk}"),
        Standing.objects.visible_to(people["secretariat"]),
        request=SimpleNamespace(user=people["secretariat"]),
    )
    return told_by(filters.qs)


def told_by(standings):
    rows = standings.values_list("local_request__number", *TOLD)
    return {number: facts(*told) for number, *told in rows}


def on_page(meeting, browser, people):
    page = browser.get(f"/requests/?as_of={meeting.pk}")
    shown = {row.number: facts(row.status, row.title, row.due_on) for row in page.context["page"]}
    assert set(re.findall(r'href="/requests/(\w+-\d+)/\?as_of', page.content.decode())) == set(
        shown
    )
    return shown


def in_api(meeting, browser, people):
    answer = browser.get(f"/api/requests/?as_of={meeting.pk}").json()
    assert answer["count"] == len(answer["results"])
    return {row["number"]: facts(*(row[name] for name in TOLD)) for row in answer["results"]}


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
    """What a table with heads tells of each request, wherever the heads stand."""
    labels = {str(status.label): status.value for status in RequestStatus}
    start, head = next((n, row) for n, row in enumerate(table) if "番号" in row)
    number, *columns = map(head.index, ("番号", "状況", "件名", "回答期限", "求める措置"))
    found = {}
    for row in table[start + 1 :]:
        if len(row) > max(columns) and "-" in row[number]:
            status, title, due_on, ask = (row[n] for n in columns)
            found[row[number]] = facts(labels[status], title, due_on[:10], ask=ask)
    return found


ANSWERS = {
    "report": in_report,
    "standings": in_rows,
    "list": in_list,
    "page": on_page,
    "API": in_api,
    "CSV": in_csv,
    "Excel": in_excel,
}
SHORT = ("standings", "list", "page", "API")


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


def by_point(expected):
    return dict(
        Counter((code, then["status"]) for then in expected.values() for code in then["points"])
    )
