"""次に見るところ: what needs the reader's attention now, by role, each with its list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accounts import rules
from issues import sizes
from issues.enums import AWAITING_REPLY, ReplyClass, RequestStatus
from issues.measures.facts import Fact
from issues.measures.lines import Number
from issues.measures.scope import Scope
from organizations.enums import TOWNS_AND_VILLAGES
from organizations.models import Organization


@dataclass(frozen=True)
class Item:
    """One thing to look at: what it is, why, and how many."""

    title: str
    words: str
    number: Number


def of(facts: Sequence[Fact], scope: Scope) -> tuple[Item, ...]:
    """What there is for this reader, nothing with a count of 0. One query for the team, else
    none."""
    actor = scope.actor
    membership = rules.acting(actor)
    if rules.sees_everything(actor):
        found = _for_team(facts, scope)
    elif membership is not None and rules.is_ministry(actor):
        found = _for_ministry(facts, scope, membership.organization)
    elif membership is not None and rules.is_local(actor):
        found = _for_local(facts, scope, membership.organization)
    else:
        found = _for_all(facts, scope)
    return tuple(item for item in found if item.number.count)


def _for_team(facts: Sequence[Fact], scope: Scope) -> Iterator[Item]:
    if rules.is_secretariat(scope.actor):
        waiting = sum(fact.status == RequestStatus.LOGGED for fact in facts)
        yield Item(
            "論点整理を待つ要望",
            "論点、担当府省、回答期限がまだ決まっていません。",
            Number(waiting, scope.query(status=RequestStatus.LOGGED.value)),
        )
    disagreeing = scope.requests().disagreeing(scope.actor).count()
    yield Item(
        "見解が一致していない要望",
        "府省、事務局、団体の見方に食い違いがあります。",
        Number(disagreeing, scope.query(disagreeing="yes")),
    )
    yield from _for_all(facts, scope)


def _for_all(facts: Sequence[Fact], scope: Scope) -> Iterator[Item]:
    late = [fact for fact in facts if fact.overdue]
    yield Item(
        "未回答の要望",
        "回答期限を過ぎても、府省の回答が出ていません。",
        Number(len(late), scope.query(unanswered="yes")),
    )
    if not scope.size:
        small = sum(fact.kind in TOWNS_AND_VILLAGES for fact in late)
        yield Item(
            "町村の未回答の要望",
            "未回答のうち、町と村から出されたものです。",
            Number(small, scope.query(unanswered="yes", size=sizes.TOGETHER)),
        )
    undated = sum(fact.outcome == ReplyClass.STUDYING for fact in facts)
    yield Item(
        "検討（期限なし）と回答された要望",
        "いつまでに結論を出すかが、回答に書かれていません。",
        Number(undated, scope.query(reply_class=ReplyClass.STUDYING.value)),
    )


def _for_ministry(facts: Sequence[Fact], scope: Scope, mine: Organization) -> Iterator[Item]:
    code, led = mine.code, [fact for fact in facts if fact.ministry == mine.pk]
    yield Item(
        f"{mine.name}の未回答の要望",
        "回答期限を過ぎています。",
        Number(sum(fact.overdue for fact in led), scope.query(ministry=code, unanswered="yes")),
    )
    yield Item(
        f"{mine.name}が回答する要望",
        "回答を待っている要望です。期限前のものを含みます。",
        Number(
            sum(fact.status in AWAITING_REPLY for fact in led),
            scope.query(ministry=code, status=AWAITING_REPLY),
        ),
    )
    yield Item(
        f"{mine.name}が検討（期限なし）と回答した要望",
        "いつまでに結論を出すかが、回答に書かれていません。",
        Number(
            sum(fact.outcome == ReplyClass.STUDYING for fact in led),
            scope.query(ministry=code, reply_class=ReplyClass.STUDYING.value),
        ),
    )


def _for_local(facts: Sequence[Fact], scope: Scope, mine: Organization) -> Iterator[Item]:
    code, own = mine.code, [fact for fact in facts if fact.organization == mine.pk]
    yield Item(
        f"{mine.name}の未回答の要望",
        "回答期限を過ぎても、府省の回答が出ていません。",
        Number(sum(fact.overdue for fact in own), scope.query(organization=code, unanswered="yes")),
    )
    yield Item(
        f"{mine.name}の回答済の要望",
        "回答を読んで、納得したか、再検討を求めるかを知らせてください。",
        Number(
            sum(fact.status == RequestStatus.REPLIED for fact in own),
            scope.query(organization=code, status=RequestStatus.REPLIED.value),
        ),
    )
    if not scope.size:
        same = sum(fact.kind == mine.kind for fact in facts)
        yield Item(
            f"同じ区分（{mine.get_kind_display()}）の団体の要望",
            "同じことで困っていれば、加わることができます。",
            Number(same, scope.query(size=mine.kind)),
        )
