"""What counts in place of a due date that was a slip of the pen (記載誤り)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import QuerySet, Sum

from issues.models import DueChange, DueSlip, FollowUp

Replaced = Mapping[tuple[int, date], date]
"""The date that counts, by request and the date that was written."""


def replaced(requests: Iterable[int] | QuerySet, *, until: datetime | None = None) -> Replaced:
    """Of these requests (keys), as far as it was known by then; one query."""
    rows = DueSlip.objects.filter(change__local_request__in=requests)
    if until is not None:
        rows = rows.filter(marked_at__lte=until)
    found = rows.values_list("change__local_request", "change__old_due_on", "change__new_due_on")
    return {(key, old): new for key, old, new in found}


def counted(found: Replaced, request: int, written: date) -> date:
    """The date that counts where this one was written."""
    seen = {written}
    while (on := found.get((request, written))) is not None and on not in seen:
        seen.add(on)
        written = on
    return written


def days_of(follow_ups: Iterable[FollowUp]) -> dict[int, int]:
    """The days of each task's changes that count for nothing; one query."""
    rows = DueChange.objects.filter(follow_up__in=list(follow_ups), slip__isnull=False).order_by()
    return dict(rows.values_list("follow_up").annotate(days=Sum("days")))
