"""The requests of a discussion point in groups: by organization, by what became of them, by size
class, by ministry, by what they ask (同趣旨). Size classes and outcomes without a request are shown
as well: what is not there is told, too."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, TextChoices, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from accounts.rules import Actor, sees_everything
from issues.enums import RequestStatus
from issues.filters import askers
from issues.filters.sizes import ASKERS
from issues.models import DiscussionPoint, LocalRequest
from issues.standing import outcomes, showing
from issues.transitions.requests import LOCAL_REQUEST
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
    SAME = "same", "同趣旨"


FIELDS = {
    By.ORGANIZATION: "organization",
    By.OUTCOME: "outcome",
    By.SIZE: "organization__kind",
    By.MINISTRY: "lead_ministry",
    By.SAME: "local_request__same_ask__head",
}
_PARAMETERS = {
    By.ORGANIZATION: "organization",
    By.OUTCOME: "reply_class",
    By.SIZE: "size",
    By.MINISTRY: "ministry",
    By.SAME: "same",
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
    that holds them all. `url` leads to the organization, or to the first of those that ask the
    same, "" for all others; `change` to where these are put together."""

    label: str
    count: int
    query: str
    url: str = ""
    note: str = ""
    change: str = ""
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
    if by is By.SAME:
        return list(_alike(rows, counts, point, actor)), by_status
    heads = list(_heads(by, counts, point))
    groups = {key: group for key, group in heads}
    for request in _first_rows(rows, name, list(groups), actor):
        row = request.standing
        groups[row.group_shown].lines.append(Line(request, row.status, row.outcome))
    return [group for _, group in heads], by_status


def _alike(
    rows: Any, counts: dict[Any, int], point: DiscussionPoint, actor: Actor
) -> Iterator[Group]:
    """Those of which the reader sees two at least, the one that most bodies ask first."""
    heads = [head for head, count in counts.items() if head is not None and count > 1]
    known = "joined" if sees_everything(actor) else "open_joined"
    bodies: dict[int, set[int]] = defaultdict(set)
    asking = rows.filter(**{f"{FIELDS[By.SAME]}__in": heads}).order_by()
    for head, asker, joined in asking.values_list(FIELDS[By.SAME], "organization", known):
        bodies[head].update((asker, *joined))
    shown = nlargest(ORGANIZATIONS, heads, key=lambda head: (len(bodies[head]), -head))
    lines: dict[int, list[Line]] = defaultdict(list)
    for request in _first_rows(asking, FIELDS[By.SAME], shown, actor):
        row = request.standing
        lines[row.group_shown].append(Line(request, row.status, row.outcome))
    for head in shown:
        first = lines[head][0].local_request
        may_change = LOCAL_REQUEST.decide("ungroup", actor, first)
        yield Group(
            first.title,
            counts[head],
            urlencode({"point": point.code, _PARAMETERS[By.SAME]: first.number}),
            url=first.get_absolute_url(),
            note=f"同趣旨の要望 {len(bodies[head])}団体",
            change=reverse("issues:requests:same", args=(first.number,)) if may_change else "",
            lines=lines[head],
        )


def _first_rows(rows: Any, name: str, keys: list[Any], actor: Actor) -> Any:
    """The first requests of each group, in the order of their numbers."""
    place = Window(RowNumber(), partition_by=F(name), order_by=("said_on", "serial"))
    first = rows.annotate(group_shown=F(name), place=place).filter(place__lte=PER_GROUP)
    if name in (FIELDS[By.ORGANIZATION], FIELDS[By.SAME]):
        first = first.filter(**{f"{name}__in": keys})
    return showing.in_lines(first.for_lines("lead_ministry").order_by("place"), actor=actor)


def _heads(by: By, counts: dict[Any, int], point: DiscussionPoint) -> Iterator[tuple[Any, Group]]:
    def group(value: str, label: str, count: int, url: str = "", note: str = "") -> Group:
        asked = {"joined": askers.ALONE} if by in (By.ORGANIZATION, By.SIZE) else {}
        query = urlencode({"point": point.code, _PARAMETERS[by]: value, **asked})
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
