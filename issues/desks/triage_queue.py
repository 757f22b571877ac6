"""The queue of 論点整理: what waits for the secretariat, and where one stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import django_filters as filters
from django.db.models.functions import Length
from django.http import QueryDict

from issues.enums import RequestStatus
from issues.filters.lists import (
    ListFilters,
    OrganizationFilter,
    PointFilter,
    Sorts,
    visible_meetings,
)
from issues.forms.fields.inputs import Suggesting
from issues.models import DiscussionPoint, LocalRequest
from organizations.models import Organization

WAITING = (RequestStatus.LOGGED, RequestStatus.TRIAGED)
SHOWS = {
    "waiting": "まだ決めていない要望",
    "triaged": "論点整理済（検討が始まるまで直せます）",
    "all": "両方",
}
SUGGESTED = 300
"""How many organizations the condition suggests at most."""


class QueueFilters(ListFilters):
    """Conditions on the queue: those still waiting, unless asked otherwise."""

    SORTS: ClassVar[Sorts] = {"number": ("番号の順", (Length("number"), "number"))}

    show = filters.ChoiceFilter(
        label="表示", choices=list(SHOWS.items())[1:], empty_label=SHOWS["waiting"],
        method="filter_show",
    )  # fmt: skip
    point = PointFilter(
        label="論点",
        field_name="points",
        queryset=DiscussionPoint.objects.all(),
        to_field_name="code",
        empty_label="すべて",
    )
    organization = OrganizationFilter(label="団体", widget=Suggesting)
    meeting = filters.ModelChoiceFilter(
        label="会合", method="keep_meeting", queryset=visible_meetings, empty_label="すべて"
    )

    class Meta:
        model = LocalRequest
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any, queryset: Any, **kwargs: Any) -> None:
        super().__init__(data, queryset.filter(status__in=WAITING), **kwargs)
        askers = Organization.objects.filter(local_requests__in=self.queryset).distinct()
        widget = Suggesting(attrs={"placeholder": "団体名・団体コード"})
        widget.suggestions = askers.values_list("full_name", flat=True)[:SUGGESTED]
        self.filters["organization"].extra["widget"] = widget

    def filter_show(self, rows: Any, name: str, value: str) -> Any:
        return rows

    def keep_meeting(self, rows: Any, name: str, value: Any) -> Any:
        return self.filter_meeting(rows, name, value)

    @property
    def shown(self) -> str:
        """Which part of the queue is shown, as its key."""
        chosen = "" if self.errors else self.form.cleaned_data.get("show")
        return chosen or "waiting"

    @property
    def everything(self) -> Any:
        """All that meets the other conditions, decided or not."""
        return super().qs

    @property
    def qs(self) -> Any:
        statuses = {"waiting": [RequestStatus.LOGGED], "triaged": [RequestStatus.TRIAGED]}
        return super().qs.filter(status__in=statuses.get(self.shown, WAITING))

    @property
    def query(self) -> str:
        """The conditions in force, as they stand in an address."""
        kept = QueryDict(mutable=True)
        for name in self.form.fields:
            for value in self.data.getlist(name):
                if value:
                    kept.appendlist(name, value)
        return kept.urlencode()


@dataclass(frozen=True)
class Place:
    """One request in the queue: its neighbours by number, and the next one not yet decided."""

    number: str
    position: int
    total: int
    preceding: str
    following: str
    skip_to: str


@dataclass(frozen=True)
class Counts:
    """How far the queue is, under the conditions in force."""

    done: int
    total: int

    @property
    def left(self) -> int:
        return self.total - self.done


def counts(found: QueueFilters) -> Counts:
    """Decided and all, in one query."""
    statuses = list(found.everything.order_by().values_list("pk", "status").distinct())
    done = sum(status == RequestStatus.TRIAGED for _, status in statuses)
    return Counts(done, len(statuses))


def place(found: QueueFilters, at: str) -> Place | None:
    """Where `at` stands among those shown; without it, the first one. A request that has just left
    the part that is shown keeps its place between its neighbours (`position` 0)."""
    shown = list(found.qs.values_list("number", "status"))
    numbers = [number for number, _ in shown]
    number = at or (numbers[0] if numbers else "")
    if not number:
        return None
    waiting = [n for n, status in shown if status == RequestStatus.LOGGED and n != number]
    return Place(
        number=number,
        position=numbers.index(number) + 1 if number in numbers else 0,
        total=len(numbers),
        preceding=next((n for n in reversed(numbers) if _key(n) < _key(number)), ""),
        following=next((n for n in numbers if _key(n) > _key(number)), ""),
        skip_to=_next_in_turn(waiting, number),
    )


def next_waiting(found: QueueFilters, after: str) -> str:
    """The number to go on with after `after`: the next one not yet decided, from the beginning
    again at the end; "" when none is left."""
    rows = found.everything.filter(status=RequestStatus.LOGGED).exclude(number=after)
    return _next_in_turn(list(rows.values_list("number", flat=True)), after)


def _next_in_turn(numbers: list[str], after: str) -> str:
    later = (n for n in numbers if _key(n) > _key(after))
    return next(later, numbers[0] if numbers else "")


def _key(number: str) -> tuple[int, str]:
    return len(number), number
