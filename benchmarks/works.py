"""Work that is no page: logging, closing, files. What is written is taken back."""

from datetime import date, time
from tempfile import TemporaryFile

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from issues.actions import local_requests
from issues.models import DiscussionPoint
from meetings.actions import closing
from meetings.models import Meeting
from organizations.models import Organization
from reports.lists import producers
from reports.lists.producing import unheard
from reports.lists.selection import Order

MOST = 100_000
"""Rows of a file, at the most."""


def log(facts):
    """One request, logged by the secretariat."""
    with transaction.atomic():
        local_requests.log(
            by=_secretariat(facts),
            organization=Organization.objects.get(code=facts["organization"]),
            kind="request",
            title="共通基盤の費用の見通し",
            said_on=date(2026, 11, 27),
            points=[DiscussionPoint.objects.get(code=facts["point"])],
            ask="費用の見通しを早く示すこと。" * 5,
            trouble="見通しが立たず、予算の要求ができない。" * 10,
        )
        transaction.set_rollback(True)


def close(facts):
    """The session that is open, closed: its report holds every request."""
    with transaction.atomic():
        meeting = Meeting.objects.get(pk=facts["open_session"])
        # What the generator leaves undone: its minutes are published, nothing is only planned.
        meeting.status, meeting.published_at, meeting.ends_at = (
            "published",
            timezone.now(),
            time(12),
        )
        meeting.save()
        meeting.handlings.filter(status="planned").update(status="reported")
        closing.close(meeting, by=_secretariat(facts), at=timezone.now())
        transaction.set_rollback(True)


def csv(facts):
    """All requests as CSV."""
    return _file(facts, "overview.csv")


def excel(facts):
    """All requests as Excel."""
    return _file(facts, "overview.xlsx")


def _file(facts, key):
    query = QueryDict("")
    order = Order(_secretariat(facts), query, timezone.now())
    with TemporaryFile() as file:
        producers.find(key).write(file, order, unheard)
        return file.tell()


def _secretariat(facts):
    return User.objects.get(pk=facts["people"]["secretariat"])
