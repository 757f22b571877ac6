"""One line of facts for each request, from which every dashboard counts.

Everything is read in a fixed number of queries, however many requests, ministries or places there
are; counting then takes place in memory.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from issues.enums import AWAITING_REPLY, ReplyStatus
from issues.measures import clock
from issues.measures.clock import Clock
from issues.measures.scope import Scope
from issues.models import Reply
from issues.outcomes import AWAITED, UNANSWERED
from issues.transitions import FROM_TRIAGE_ON
from organizations.enums import OrganizationKind

IN_TIME, LATE, OTHER, NONE, ANY = "in_time", "late", "other", "none", "any"
FIRST_REPLIES: dict[str, str] = {
    ANY: "ある",
    IN_TIME: "期限内にあった",
    LATE: "期限の後にあった",
    OTHER: "前の担当府省からあった",
    NONE: "求めたが、まだない",
}
"""What became of the first reply: by its due date, after it, by a ministry that has handed the
request on since, or none that the reader sees."""


@dataclass(frozen=True)
class Fact:
    """What is counted of one request. `outcome` as in `issues.outcomes`; `first` is what became of
    the first reply, "" where none was asked for; `days` is how long it took, `days_of_lead` how
    long the ministry in charge took for it; None: not known."""

    pk: int
    status: str
    organization: int
    kind: str
    prefecture: int | None
    ministry: int | None
    overdue: bool
    replied: bool
    outcome: str
    dated: bool
    first: str
    days: int | None
    days_of_lead: int | None

    @property
    def asked(self) -> bool:
        """A ministry was asked to reply."""
        return self.first != ""

    @property
    def answered(self) -> bool:
        """The first reply is there for the reader to see."""
        return self.first not in ("", NONE)


@dataclass(frozen=True)
class _Answers:
    """The replies to one request: the first one, whether or not the reader sees it, and the newest
    of those that the reader sees."""

    first: Any
    newest: Any


def load(scope: Scope) -> tuple[Fact, ...]:
    """The facts of all requests in the scope; four queries."""
    requests = scope.requests()
    clocks = clock.read(requests, until=scope.at)
    answers = _answers(scope, requests)
    fields = (
        "pk", "status_then", "organization", "organization__kind", "organization__prefecture",
        "lead_ministry", "due_on", "first_due_on",
    )  # fmt: skip
    return tuple(
        _fact(row, clocks.get(row["pk"], Clock()), answers.get(row["pk"]), scope.on)
        for row in requests.values(*fields)
    )


def by_first_reply(scope: Scope, value: str) -> list[int]:
    """The keys of those with such a first reply; a key of `FIRST_REPLIES`."""
    found = load(scope)
    if value == ANY:
        return [fact.pk for fact in found if fact.answered]
    return [fact.pk for fact in found if fact.first == value]


def _answers(scope: Scope, requests: Any) -> dict[int, _Answers]:
    handed_in = Reply.kept.counting_at(scope.at).exclude(status=ReplyStatus.DRAFT)
    mine = handed_in.filter(local_request__in=requests.values("pk"))
    seen = set(mine.visible_to(scope.actor).values_list("pk", flat=True))
    by_request: dict[int, list[Any]] = defaultdict(list)
    fields = ("pk", "local_request", "ministry", "submitted_at", "reply_class", "timing_on")
    for reply in mine.order_by("round", "edition", "pk").values(*fields):
        by_request[reply["local_request"]].append(reply)
    return {
        key: _Answers(
            first=replies[0] if replies[0]["pk"] in seen else None,
            newest=next((each for each in reversed(replies) if each["pk"] in seen), None),
        )
        for key, replies in by_request.items()
    }


def _fact(row: dict[str, Any], read: Clock, answers: _Answers | None, on: date) -> Fact:
    first, newest = (answers.first, answers.newest) if answers else (None, None)
    is_prefecture = row["organization__kind"] == OrganizationKind.PREFECTURE
    lead, answered_at = row["lead_ministry"], first["submitted_at"] if first else None
    due, overdue = read.answered_due or row["first_due_on"], _overdue(row, on)
    return Fact(
        pk=row["pk"],
        status=row["status_then"],
        organization=row["organization"],
        kind=row["organization__kind"],
        prefecture=row["organization"] if is_prefecture else row["organization__prefecture"],
        ministry=lead,
        overdue=overdue,
        replied=newest is not None,
        outcome=newest["reply_class"] if newest else UNANSWERED if overdue else AWAITED,
        dated=bool(newest and newest["timing_on"]),
        first=first_reply(row["status_then"], lead, first, due),
        days=_days(read.asked_at, answered_at),
        days_of_lead=_days((read.put_to or {}).get(lead), answered_at),
    )


def _overdue(row: dict[str, Any], on: date) -> bool:
    awaited = row["status_then"] in AWAITING_REPLY and row["due_on"] is not None
    return awaited and row["due_on"] < on


def first_reply(status: str, lead: int | None, reply: Any, due: date | None) -> str:
    """What became of the first reply: a key of `FIRST_REPLIES`, "" where none was asked for.
    `reply` holds `ministry` and `submitted_at`; None for one that the reader does not see."""
    if status not in FROM_TRIAGE_ON:
        return ""
    if reply is None:
        return NONE
    if reply["ministry"] != lead:
        return OTHER
    on_time = due is None or timezone.localtime(reply["submitted_at"]).date() <= due
    return IN_TIME if on_time else LATE


def _days(asked: datetime | None, answered: datetime | None) -> int | None:
    """Whole days between the two; None when one of them is not known, or when the record has them
    the wrong way round."""
    if asked is None or answered is None or asked > answered:
        return None
    return (timezone.localtime(answered).date() - timezone.localtime(asked).date()).days
