"""次に見るところ: what needs the reader's attention now, by role, each with its list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from accounts import rules
from issues.enums import AWAITING_REPLY, ReplyClass, RequestStatus
from issues.filters import sizes
from organizations.models import Organization
from reports.figures import tallies
from reports.figures.lines import Number
from reports.figures.scope import Scope
from reports.figures.tallies import Tallies, Tally
from workflow.kept import grown


@dataclass(frozen=True)
class Item:
    """One thing to look at: what it is, why, and how many."""

    title: str
    words: str
    number: Number


def items_of(counted: Tallies, scope: Scope) -> tuple[Item, ...]:
    """What there is for this reader, nothing with a count of 0; at most one query."""
    actor = scope.actor
    membership = rules.acting(actor)
    if rules.sees_everything(actor):
        found = _for_team(counted, scope)
    elif membership is not None and rules.is_ministry(actor):
        found = _for_ministry(scope, membership.organization)
    elif membership is not None and rules.is_local(actor):
        found = _for_local(counted, scope, membership.organization)
    else:
        found = _for_all(counted, scope)
    return tuple(item for item in found if item.number.count)


def _for_team(counted: Tallies, scope: Scope) -> Iterator[Item]:
    if rules.is_secretariat(scope.actor):
        waiting = counted.total.statuses.get(RequestStatus.LOGGED, 0)
        yield Item(
            "論点整理を待つ要望",
            "論点、担当府省、回答期限がまだ決まっていません。",
            Number(waiting, scope.query(status=RequestStatus.LOGGED.value)),
        )
    disagreeing = scope.requests().disagreeing(scope.actor)
    yield Item(
        "見解が一致していない要望",
        "府省、事務局、団体の見方に食い違いがあります。",
        Number(
            grown.kept(scope.request, "count", disagreeing.values("pk"), disagreeing.count),
            scope.query(disagreeing="yes"),
        ),
    )
    yield from _for_all(counted, scope)


def _for_all(counted: Tallies, scope: Scope) -> Iterator[Item]:
    yield Item(
        "未回答の要望",
        "回答期限を過ぎても、府省の回答が出ていません。",
        Number(counted.total.overdue, scope.query(unanswered="yes")),
    )
    if not scope.size:
        yield Item(
            "町村の未回答の要望",
            "未回答のうち、町と村から出されたものです。",
            Number(
                counted.of_size(sizes.TOGETHER).overdue,
                scope.query(unanswered="yes", size=sizes.TOGETHER),
            ),
        )
    yield Item(
        "検討（期限なし）と回答された要望",
        "いつまでに結論を出すかが、回答に書かれていません。",
        Number(_undated(counted.total), scope.query(reply_class=ReplyClass.STUDYING.value)),
    )


def _for_ministry(scope: Scope, mine: Organization) -> Iterator[Item]:
    code, led = mine.code, tallies.of_ministry(scope, mine.pk)
    yield Item(
        f"{mine.name}の未回答の要望",
        "回答期限を過ぎています。",
        Number(led.overdue, scope.query(ministry=code, unanswered="yes")),
    )
    yield Item(
        f"{mine.name}が回答する要望",
        "回答を待っている要望です。期限前のものを含みます。",
        Number(
            sum(led.statuses.get(status, 0) for status in AWAITING_REPLY),
            scope.query(ministry=code, status=AWAITING_REPLY),
        ),
    )
    yield Item(
        f"{mine.name}が検討（期限なし）と回答した要望",
        "いつまでに結論を出すかが、回答に書かれていません。",
        Number(_undated(led), scope.query(ministry=code, reply_class=ReplyClass.STUDYING.value)),
    )


def _for_local(counted: Tallies, scope: Scope, mine: Organization) -> Iterator[Item]:
    code, own = mine.code, tallies.of_asker(scope, mine.pk)
    yield Item(
        f"{mine.name}の未回答の要望",
        "回答期限を過ぎても、府省の回答が出ていません。",
        Number(own.overdue, scope.query(organization=code, unanswered="yes")),
    )
    yield Item(
        f"{mine.name}の回答済の要望",
        "回答を読んで、納得したか、再検討を求めるかを知らせてください。",
        Number(
            own.statuses.get(RequestStatus.REPLIED, 0),
            scope.query(organization=code, status=RequestStatus.REPLIED.value),
        ),
    )
    if not scope.size:
        yield Item(
            f"同じ区分（{mine.get_kind_display()}）の団体の要望",
            "同じことで困っていれば、加わることができます。",
            Number(counted.of_size(mine.kind).total, scope.query(size=mine.kind)),
        )


def _undated(tally: Tally) -> int:
    return tally.outcomes.get(ReplyClass.STUDYING, 0)
