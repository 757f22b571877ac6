"""期限の記録: how each ministry keeps its dates, counted over what one reader sees.

Public readers get the published requests alone. Due dates are those that stood when the reply was
handed in (`Round`), also of past rounds. Numbers of queries do not grow with rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeAlias

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from accounts import rules
from accounts.rules import Actor
from issues.enums import ReplyStatus
from issues.models import DueChange, FollowUp, Forum, LocalRequest, Reply, Round, Standing
from organizations.models import Organization
from workflow.kept import grown

Books: TypeAlias = dict[int, Counter[str]]
"""The sums of each organization by its key, under the names of `Line`."""
Names: TypeAlias = tuple[str, ...]


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


def ledger_of(actor: Actor, *, on: date, forum: Forum | None = None, request: Any = None) -> Ledger:
    """The ledger of a day as the actor may see it, of a 協議の場 (None: of all). `request`: what is
    being answered; what was counted for one is kept until the record grows."""
    books: Books = defaultdict(Counter)
    for names, rows in _questions(actor, on, forum):
        for organization, *numbers in _answers(request, names, rows):
            books[organization].update(dict(zip(names, numbers, strict=True)))
    found = Organization.objects.in_bulk(list(books))
    in_order = sorted(found.values(), key=lambda each: (each.position, each.code))
    total: Counter[str] = Counter()
    for sums in books.values():
        total.update(sums)
    return Ledger(tuple(_line(each, books[each.pk]) for each in in_order), _line(None, total))


def line_of(
    ministry: Organization, *, actor: Actor, on: date, forum: Forum | None = None
) -> Line | None:
    """The line of one ministry alone, in one query; None where there is nothing to count."""
    questions = list(_questions(actor, on, forum, ministry))
    parts, values = [], []
    for place, (names, rows) in enumerate(questions):
        try:
            sql, params = rows.query.sql_with_params()
        except EmptyResultSet:
            continue
        columns, second = ("n, total", "total") if len(names) > 1 else ("n", "0::bigint")
        asked = f"({sql}) AS asked_{place} (organization, {columns})"
        parts.append(f"SELECT {place}, n, {second} FROM {asked}")
        values += params
    sums: Counter[str] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        for place, *numbers in cursor.fetchall():
            sums.update(dict(zip(questions[place][0], numbers, strict=False)))
    return _line(ministry, sums) if sums else None


def changes(actor: Actor, forum: Forum | None = None) -> QuerySet[DueChange]:
    """The changes of due dates on the requests and follow-ups that the actor sees. What put a
    slip of the pen right is none."""
    rows = every_change()
    if rules.sees_everything(actor) and forum is None:
        return rows
    # Asked of the few that a date was changed of, and not worked out for every request.
    requests = LocalRequest.objects.visible_to(actor).of_forum(forum)
    tasks = FollowUp.objects.visible_to(actor).of_forum(forum)
    return rows.filter(
        Exists(requests.filter(pk=OuterRef("local_request")))
        | Exists(tasks.filter(pk=OuterRef("follow_up")))
    )


def every_change() -> QuerySet[DueChange]:
    """Whoever may know of them."""
    return DueChange.objects.filter(slip__isnull=True)


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
    return in_order(changes(actor, forum))


def in_order(rows: QuerySet[DueChange]) -> QuerySet[DueChange]:
    """These changes, the latest first, with all that a list shows of them."""
    rows = rows.select_related("ministry", "local_request__organization", "follow_up")
    return rows.prefetch_related("local_request__joinings").order_by("-changed_at", "-pk")


def _questions(
    actor: Actor, on: date, forum: Forum | None, ministry: Organization | None = None
) -> Iterator[tuple[Names, Any]]:
    """What is counted, under which names of `Line`, by organization; of one alone, if it is
    named."""

    def of(rows: Any, name: str) -> Any:
        return rows if ministry is None else rows.filter(**{name: ministry.pk})

    requests = LocalRequest.objects.visible_to(actor).of_forum(forum)
    replies = of(Reply.objects.visible_to(actor), "ministry")
    if forum is not None:
        replies = replies.filter(local_request__forum=forum.pk)
    late = Standing.objects.now().visible_to(actor).of_forum(forum).unanswered(on)
    tasks = FollowUp.objects.visible_to(actor).of_forum(forum).overdue(on)
    moved = of(changes(actor, forum), "ministry").order_by().values_list("ministry")
    yield ("answered", "in_time"), of(_punctuality(requests), "ministry")
    yield ("replies", "dated"), _shares(replies)
    yield ("overdue",), _counts(of(late, "lead_ministry"), "lead_ministry")
    yield ("tasks_overdue",), _counts(of(tasks, "organization"), "organization")
    yield ("changes", "days_slipped"), moved.annotate(n=Count("pk"), total=Sum("days"))


def _answers(request: Any, names: Names, rows: Any) -> list[Any]:
    if request is None:
        return list(rows)
    return grown.kept(request, ("ledger", *names), rows, lambda: list(rows))


def _counts(rows: Any, by: str) -> Any:
    return rows.order_by().values_list(by).annotate(n=Count("pk", distinct=True))


def _punctuality(requests: QuerySet[LocalRequest]) -> Any:
    """Each round that was answered, by the date that stood then. A reply that was taken back
    answers none."""
    rows = Round.objects.filter(local_request__in=requests.values("pk"), answered_at__isnull=False)
    in_time = Count("pk", filter=Q(answered_at__date__lte=F("answered_due_on")))
    return rows.order_by().values_list("ministry").annotate(n=Count("pk"), in_time=in_time)


def _shares(replies: QuerySet[Reply]) -> Any:
    """The newest edition of each ministry's reply in each round, once it was handed in."""
    of_round = ("local_request_id", "ministry_id", "round")
    newest = replies.exclude(status=ReplyStatus.DRAFT).order_by(*of_round, "-edition")
    rows = Reply.objects.filter(pk__in=newest.distinct(*of_round).values("pk")).order_by()
    dated = Count("pk", filter=Q(timing_on__isnull=False))
    return rows.values_list("ministry").annotate(n=Count("pk"), dated=dated)


def _line(ministry: Organization | None, sums: Counter[str]) -> Line:
    return Line(ministry, **{name: sums[name] for name in SUMS})
