"""期限の記録: how each ministry keeps its dates, counted over what one reader sees.

Public readers get the published requests alone. Due dates are those that stood when the reply was
handed in (`Round`), also of past rounds. Numbers of queries do not grow with rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeAlias

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from accounts import rules
from accounts.rules import Actor
from issues.enums import ReplyStatus
from issues.models import DueChange, FollowUp, Forum, LocalRequest, Reply, Round, Standing
from organizations.models import Organization

Books: TypeAlias = dict[int, Counter[str]]
"""The sums of each organization by its key, under the names of `Line`."""


@dataclass(frozen=True)
class Line:
    """One ministry (None: all together).

    `answered`: rounds answered for the first time, `in_time` of them by their due date; `overdue`:
    replies owed past their date; `tasks_overdue`: 対応依頼 likewise; `changes` of due dates and the
    `days_slipped` by them (earlier dates subtract); `replies` as they stand, `dated` of them.
    """

    ministry: Organization | None
    answered: int
    in_time: int
    overdue: int
    tasks_overdue: int
    changes: int
    days_slipped: int
    replies: int
    dated: int

    @property
    def in_time_share(self) -> int | None:
        """Percent, rounded down; None when nothing was answered."""
        return self.in_time * 100 // self.answered if self.answered else None

    @property
    def dated_share(self) -> int | None:
        """Percent of the replies that say by when, rounded down; None without replies."""
        return self.dated * 100 // self.replies if self.replies else None


SUMS = tuple(each.name for each in fields(Line) if each.name != "ministry")


@dataclass(frozen=True)
class Ledger:
    """All organizations with something to count, in the official order, and their total."""

    lines: tuple[Line, ...]
    total: Line


def of(actor: Actor, *, on: date, forum: Forum | None = None) -> Ledger:
    """The ledger of a day as the actor may see it, of a 協議の場 (None: of all)."""
    books: Books = defaultdict(Counter)
    requests = LocalRequest.objects.visible_to(actor).of_forum(forum)
    _punctuality(books, requests)
    replies = Reply.objects.visible_to(actor)
    _shares(books, replies if forum is None else replies.filter(local_request__forum=forum.pk))
    late = Standing.objects.now().visible_to(actor).of_forum(forum).unanswered(on)
    for ministry, number in _counts(late, "lead_ministry"):
        books[ministry]["overdue"] = number
    tasks = FollowUp.objects.visible_to(actor).of_forum(forum)
    for organization, number in _counts(tasks.overdue(on)):
        books[organization]["tasks_overdue"] = number
    moved = changes(actor, forum).order_by().values_list("ministry")
    for ministry, number, days in moved.annotate(n=Count("pk"), days=Sum("days")):
        books[ministry].update(changes=number, days_slipped=days)
    found = Organization.objects.in_bulk(list(books))
    in_order = sorted(found.values(), key=lambda each: (each.position, each.code))
    total: Counter[str] = Counter()
    for sums in books.values():
        total.update(sums)
    return Ledger(tuple(_line(each, books[each.pk]) for each in in_order), _line(None, total))


def changes(actor: Actor, forum: Forum | None = None) -> QuerySet[DueChange]:
    """The changes of due dates on the requests and follow-ups that the actor sees. What put a
    slip of the pen right is none."""
    return DueChange.objects.filter(slip__isnull=True).filter(
        Q(local_request__in=LocalRequest.objects.visible_to(actor).of_forum(forum).values("pk"))
        | Q(follow_up__in=FollowUp.objects.visible_to(actor).of_forum(forum).values("pk"))
    )


def tells_reasons(actor: Actor, change: DueChange) -> bool:
    """Why a date moved is told to the team, to who owed the matter, and to the requester and
    those who joined it; a follow-up is seen by its parties alone. `change` carries its request
    with `joinings` (see `newest_changes`)."""
    request = change.local_request
    if rules.sees_everything(actor) or request is None:
        return True
    membership = rules.acting(actor)
    if membership is None:
        return False
    mine = membership.organization_id
    if rules.is_ministry(actor):
        return mine in (change.ministry_id, request.lead_ministry_id)
    joined = {each.organization_id for each in request.joinings.all() if each.is_party}
    return rules.is_local(actor) and (mine == request.organization_id or mine in joined)


def newest_changes(actor: Actor, forum: Forum | None = None) -> QuerySet[DueChange]:
    """The changes that the actor sees, the latest first, with all that a list shows of them."""
    rows = changes(actor, forum).select_related(
        "ministry", "local_request__organization", "follow_up"
    )
    return rows.prefetch_related("local_request__joinings").order_by("-changed_at", "-pk")


def _counts(rows: Any, by: str = "organization") -> Iterable[tuple[int, int]]:
    found: Iterable[tuple[int, int]] = (
        rows.order_by().values_list(by).annotate(n=Count("pk", distinct=True))
    )
    return found


def _punctuality(books: Books, requests: QuerySet[LocalRequest]) -> None:
    """Each round that was answered, by the date that stood then. A reply that was taken back
    answers none."""
    rows = Round.objects.filter(local_request__in=requests.values("pk"), answered_at__isnull=False)
    in_time = Count("pk", filter=Q(answered_at__date__lte=F("answered_due_on")))
    found = rows.order_by().values_list("ministry").annotate(n=Count("pk"), in_time=in_time)
    for ministry, number, of_them in found:
        books[ministry].update(answered=number, in_time=of_them)


def _shares(books: Books, replies: QuerySet[Reply]) -> None:
    """The newest edition of each ministry's reply in each round, once it was handed in."""
    handed_in = replies.exclude(status=ReplyStatus.DRAFT)
    later = handed_in.filter(
        local_request=OuterRef("local_request"),
        ministry=OuterRef("ministry"),
        round=OuterRef("round"),
        edition__gt=OuterRef("edition"),
    )
    rows = handed_in.exclude(Exists(later)).order_by().values_list("ministry")
    dated = Count("pk", filter=Q(timing_on__isnull=False))
    for ministry, number, with_date in rows.annotate(n=Count("pk"), dated=dated):
        books[ministry].update(replies=number, dated=with_date)


def _line(ministry: Organization | None, sums: Counter[str]) -> Line:
    return Line(ministry, **{name: sums[name] for name in SUMS})
