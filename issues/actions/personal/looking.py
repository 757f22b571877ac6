"""Keeping when somebody last looked at the start page."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from accounts.models import User
from issues.models import Forum, Look


def look(*, by: User, forum: Forum, now: datetime) -> datetime | None:
    """Since when what came in is news for this person: the first look of the last day on which they
    looked, None where today is the first. Written once a day, however often the page is opened, so
    that a page that is only read again changes nothing and nothing vanishes from it meanwhile."""
    found = Look.objects.filter(user=by, forum=forum).first()
    if found is None:
        # Two pages at once: the other one has written it.
        Look.objects.bulk_create([Look(user=by, forum=forum, looked_at=now)], ignore_conflicts=True)
        return None
    if timezone.localdate(found.looked_at) >= timezone.localdate(now):
        return found.before
    same = Look.objects.filter(pk=found.pk, looked_at=found.looked_at)
    same.update(before=found.looked_at, looked_at=now)
    return found.looked_at
