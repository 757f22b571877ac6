"""The requests of a discussion point in groups: by organization, by what became of them, by size
class, by ministry. Size classes and outcomes without a request are shown as well: what is not
there is told, too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, TextChoices, Window
from django.db.models.functions import RowNumber

from accounts.rules import Actor
from issues.enums import RequestStatus
from issues.filters.sizes import ASKERS
from issues.models import DiscussionPoint, LocalRequest
from issues.standing import outcomes, showing
from organizations.models import Organization

PER_GROUP = 5
"""Requests shown of each group; the rest stand in the list behind its number."""
ORGANIZATIONS = 30
"""Organizations shown on the page, in the official order; the rest stand in the list."""
NOBODY = "null"
"""In an address: no ministry is asked yet."""


class By(TextChoices):
    """What the requests are grouped by."""

    ORGANIZATION = "organization", "団体"
    OUTCOME = "outcome", "回答"
    SIZE = "size", "団体の区分"
    MINISTRY = "ministry", "主担当府省"


FIELDS = {
    By.ORGANIZATION: "organization",
    By.OUTCOME: "outcome",
    By.SIZE: "organization__kind",
    By.MINISTRY: "lead_ministry",
}
_PARAMETERS = {
    By.ORGANIZATION: "organization",
    By.OUTCOME: "reply_class",
    By.SIZE: "size",
    By.MINISTRY: "ministry",
}


@dataclass(frozen=True)
class Line:
    """A request with its status and outcome at the time shown."""

    local_request: LocalRequest
    status: str
    outcome: str

    @property
    def status_label(self) -> str:
        return str(RequestStatus(self.status).label)

    @property
    def outcome_label(self) -> str:
        return outcomes.LABELS[self.outcome]


@dataclass(frozen=True)
class Group:
    """Requests that belong together: how many, the first of them, and the `query` of the list
    that holds them all. `url` leads to the organization, "" where the group is none."""

    label: str
    count: int
    query: str
    url: str = ""
    note: str = ""
    lines: list[Line] = field(default_factory=list)

    @property
    def rest(self) -> int:
        return self.count - len(self.lines)


def chosen(text: str) -> By:
    """The grouping named in an address; by organization for any other word."""
    return By(text) if text in By.values else By.ORGANIZATION


def groups_of(
    rows: Any, by: By, *, point: DiscussionPoint, actor: Actor
) -> tuple[list[Group], Counter[str]]:
    """The groups of these rows (annotated by `issues.standing.outcomes`), and how many rows have
    each status, in three queries at most."""
    name = FIELDS[by]
    counts: Counter[Any] = Counter()
    by_status: Counter[str] = Counter()
    for key, status, number in rows.order_by().values_list(name, "status").annotate(n=Count("pk")):
        counts[key] += number
        by_status[status] += number
    heads = list(_heads(by, counts, point))
    groups = {key: group for key, group in heads}
    for request in _first_rows(rows, name, list(groups), actor):
        row = request.standing
        groups[row.group_shown].lines.append(Line(request, row.status, row.outcome))
    return [group for _, group in heads], by_status


def _first_rows(rows: Any, name: str, keys: list[Any], actor: Actor) -> Any:
    """The first requests of each group, in the order of their numbers."""
    place = Window(RowNumber(), partition_by=F(name), order_by=("said_on", "serial"))
    first = rows.annotate(group_shown=F(name), place=place).filter(place__lte=PER_GROUP)
    if name == "organization":
        first = first.filter(organization__in=keys)
    return showing.in_lines(first.for_lines("lead_ministry").order_by("place"), actor=actor)


def _heads(by: By, counts: dict[Any, int], point: DiscussionPoint) -> Iterator[tuple[Any, Group]]:
    def group(value: str, label: str, count: int, url: str = "", note: str = "") -> Group:
        query = urlencode({"point": point.code, _PARAMETERS[by]: value})
        return Group(label, count, query, url, note)

    if by is By.OUTCOME:
        for code, label in outcomes.LABELS.items():
            yield code, group(code, label, counts.get(code, 0))
    elif by is By.SIZE:
        for kind in ASKERS:
            yield kind.value, group(kind.value, str(kind.label), counts.get(kind, 0))
    else:
        for each in _organizations(counts, by):
            name = each.full_name if by is By.ORGANIZATION else each.name
            note = str(each.get_kind_display()) if by is By.ORGANIZATION else ""
            url = each.get_absolute_url()
            yield each.pk, group(each.code, name, counts[each.pk], url, note)
        if None in counts:
            yield None, group(NOBODY, "担当未定", counts[None])


def _organizations(counts: dict[Any, int], by: By) -> Iterable[Organization]:
    rows = Organization.objects.filter(pk__in=[key for key in counts if key is not None])
    in_order = rows.order_by("position", "code")
    return in_order[:ORGANIZATIONS] if by is By.ORGANIZATION else in_order
