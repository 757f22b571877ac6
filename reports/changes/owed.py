"""What was promised and given to do: commitments and 対応依頼, both parts of each in one query."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, Q, Value
from django.db.models.functions import Coalesce

from issues.enums import CommitmentStatus, FollowUpStatus
from issues.models import Commitment, FollowUp
from issues.standing import as_of
from reports.changes.scopes import Scope
from reports.changes.sections import SHOWN, Part
from reports.changes.spans import Span


@dataclass(frozen=True)
class Task:
    """A 対応依頼 that was done or has become late."""

    follow_up: FollowUp


def commitments(scope: Scope, span: Span) -> tuple[Part[Commitment], Part[Any]]:
    """New ones, and those called fulfilled or unfulfilled meanwhile, with `status_before`. One may
    be both."""
    judged = (CommitmentStatus.FULFILLED, CommitmentStatus.UNFULFILLED)
    before = as_of.status_at(Commitment, span.earlier)
    rows = scope.commitments().annotate(
        status_before=Coalesce(before, Value(CommitmentStatus.RECORDED.value)),
        status_then=as_of.status_at(Commitment, span.later),
    )
    said = Q(said_on__gt=span.first_day, said_on__lte=span.last_day)
    is_new = said & ~Q(status=CommitmentStatus.RETRACTED)
    is_judged = Q(status_then__in=judged) & ~Q(status_before=F("status_then"))
    rows = rows.select_related("organization").order_by("said_on", "number")
    new, then = _parts(rows, is_new, is_judged)
    then.sort(key=lambda each: each.number)
    return _first(new), _first(as_of.shown(then))


def follow_ups(scope: Scope, span: Span) -> tuple[Part[Task], Part[Task]]:
    """Those that were done meanwhile; those that are late at the later moment and were not at the
    earlier one."""
    rows = scope.follow_ups().annotate(
        status_before=as_of.status_at(FollowUp, span.earlier),
        status_then=as_of.status_at(FollowUp, span.later),
    )
    known = Q(status_before__isnull=False)
    is_done = Q(status_then=FollowUpStatus.DONE) & ~(known & Q(status_before=FollowUpStatus.DONE))
    late_before = Q(status_before=FollowUpStatus.OPEN, due_on__lt=span.first_day)
    is_late = Q(status_then=FollowUpStatus.OPEN, due_on__lt=span.last_day)
    is_late &= ~(known & late_before)
    rows = rows.select_related("organization").order_by("due_on", "pk")
    done, late = _parts(rows, is_done, is_late)
    return _tasks(done), _tasks(late)


def _tasks(rows: list[Any]) -> Part[Task]:
    return _first([Task(each) for each in as_of.shown(rows)])


def _parts(rows: Any, *parts: Q) -> list[list[Any]]:
    """What belongs to each of these parts, in one query. That is what changed, however much there
    is beside."""
    for number, belongs in enumerate(parts):
        is_so = ExpressionWrapper(belongs, output_field=BooleanField())
        rows = rows.annotate(**{f"is_{number}": is_so})
    names = [f"is_{number}" for number in range(len(parts))]
    found = list(rows.filter(reduce(or_, (Q(**{name: True}) for name in names))))
    return [[row for row in found if getattr(row, name)] for name in names]


def _first(rows: list[Any]) -> Part[Any]:
    return Part(tuple(rows[:SHOWN]), len(rows))
