"""What due dates that were slips of the pen (記載誤り) take off the days that a task slipped. For
requests `issues.standing` reckons with them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Sum

from issues.models import DueChange, FollowUp


def days_of(follow_ups: Iterable[FollowUp]) -> dict[int, int]:
    """The days of each task's changes that count for nothing; one query."""
    return dict(uncounted(list(follow_ups)))


def uncounted(follow_ups: Any) -> Any:
    """The same as rows: tasks (their keys) with the days."""
    rows = DueChange.objects.filter(follow_up__in=follow_ups, slip__isnull=False).order_by()
    return rows.values_list("follow_up").annotate(days=Sum("days"))
