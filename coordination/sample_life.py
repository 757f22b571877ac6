"""Invented answers to the sample's requests, so that a newcomer sees every state of a request.

All of it is 架空: no ministry said this. It is written through the same verbs as everything else.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from issues.actions import (
    discussion_points,
    follow_ups,
    joinings,
    opinions,
    replies,
    triage,
    voices,
)
from issues.due import DueDate, in_business_days, named
from issues.enums import JudgementClass, Means, ProgressClass, ReplyClass, Stance
from issues.models import DiscussionPoint, LocalRequest, Reply
from organizations.models import Organization

MARK = "（架空）"


class Cast:
    """The demo people who take part, by what they act as."""

    def __init__(self, acting: Callable[..., User]) -> None:
        self.secretariat = acting("jimukyoku", Role.SECRETARIAT)
        self.prefecture = acting("koseiin", Role.LOCAL)
        self.digital = acting("digital", Role.MINISTRY)
        self.soumu = acting("soumu", Role.MINISTRY)
        self.city = acting("ichinomiya", Role.LOCAL)
        self.town = acting("misato", Role.LOCAL)


@transaction.atomic
def play(acting: Callable[..., User], *, today: date) -> int:
    """Carry the sample's requests to their states, once. Returns how many were moved."""
    if Reply.objects.exists():
        return 0
    cast = Cast(acting)
    mine = list(LocalRequest.objects.live().filter(organization__code="350001").order_by("number"))
    scenes = (_triaged, _late, _in_review, _lowered, _asked_again, _settled, _disputed)
    for scene, local_request in zip(scenes, mine, strict=False):
        scene(local_request, cast, today)
    _towns(cast, today)
    for code in ("standardization", "cost"):
        point = DiscussionPoint.objects.get(code=code)
        discussion_points.move(point, "start_discussion", by=cast.secretariat)
    return len(scenes)


def _give(
    local_request: LocalRequest, cast: Cast, due: DueDate, *, to: User | None = None
) -> LocalRequest:
    ministry = (to or cast.digital).acting
    assert ministry is not None  # demo people have memberships
    points = [rp.point for rp in local_request.request_points.select_related("point")]
    return triage.triage(
        local_request,
        by=cast.secretariat,
        points=points,
        lead_ministry=ministry.organization,
        due=due,
    )


def _triaged(local_request: LocalRequest, cast: Cast, today: date) -> None:
    _give(local_request, cast, in_business_days(10, start=today))


def _late(local_request: LocalRequest, cast: Cast, today: date) -> None:
    given = _give(local_request, cast, named(today - timedelta(days=12)), to=cast.soumu)
    triage.change_due(
        given,
        by=cast.secretariat,
        due=named(today - timedelta(days=5)),
        reason=f"財務省との調整に時間がかかるため{MARK}",
    )


def _in_review(local_request: LocalRequest, cast: Cast, today: date) -> None:
    given = _give(local_request, cast, in_business_days(5, start=today))
    triage.start_review(given, by=cast.digital)
    follow_up = follow_ups.assign(
        given,
        by=cast.secretariat,
        organization=Organization.objects.get(code="soumu"),
        title="移行の状況を団体の規模ごとにまとめる",
        due=named(today - timedelta(days=2)),
        section="自治行政局",
        fictional=True,
    )
    follow_ups.note(follow_up, by=cast.soumu, text=f"都道府県に照会しています{MARK}。")


def _lowered(local_request: LocalRequest, cast: Cast, today: date) -> None:
    """対応する without 対応時期 and 手段 counts as 検討（期限なし）; an opinion is awaited."""
    _answer(
        _give(local_request, cast, named(today - timedelta(days=1))),
        cast,
        claimed_class=ReplyClass.ADOPTED,
        text="各団体の状況をうかがいながら、対応してまいります。",
    )
    joinings.join(
        local_request,
        by=cast.city,
        organization=Organization.objects.get(code="232033"),
        trouble=f"複数の事業者にまたがるため、時期が1つずれると全体が遅れます{MARK}。",
    )


def _asked_again(local_request: LocalRequest, cast: Cast, today: date) -> None:
    reply = _answer(
        _give(local_request, cast, named(today - timedelta(days=20))),
        cast,
        claimed_class=ReplyClass.STUDYING,
        text="今後の課題として検討してまいります。",
    )
    opinions.give(
        reply,
        by=cast.prefecture,
        stance=Stance.DISSATISFIED,
        text="いつまでに何を検討するのかを示してください。",
        asks_reconsideration=True,
        fictional=True,
    )


def _settled(local_request: LocalRequest, cast: Cast, today: date) -> None:
    reply = _answer(
        _give(local_request, cast, named(today - timedelta(days=30))),
        cast,
        claimed_class=ReplyClass.ADOPTED,
        timing_on=date(today.year + 1, 3, 31),
        means=(Means.NOTICE, Means.BUDGET),
        text="年度内に通知を改め、必要な経費を予算に計上します。",
    )
    opinion = opinions.give(
        reply, by=cast.prefecture, stance=Stance.SATISFIED, text="", fictional=True
    )
    opinions.publish(opinion, by=cast.secretariat, now=timezone.now())
    fresh = LocalRequest.objects.get(pk=local_request.pk)
    voices.judge(fresh, by=cast.secretariat, judgement=JudgementClass.SOLVED)
    voices.settle(fresh, by=cast.secretariat, reflected_in=f"基本方針 2.(3){MARK}")


def _disputed(local_request: LocalRequest, cast: Cast, today: date) -> None:
    reply = _answer(
        _give(local_request, cast, named(today - timedelta(days=8))),
        cast,
        claimed_class=ReplyClass.ALREADY_POSSIBLE,
        text="現行の補助制度の対象です。",
    )
    opinions.give(
        reply,
        by=cast.prefecture,
        stance=Stance.DISSATISFIED,
        text="上限額を超える分が対象になりません。",
        fictional=True,
    )
    fresh = LocalRequest.objects.get(pk=local_request.pk)
    voices.report_progress(
        fresh, by=cast.digital, progress=ProgressClass.DONE, text=f"周知済みです{MARK}。"
    )


def _towns(cast: Cast, today: date) -> None:
    """One request each of the city and the town waits for its view of a reply."""
    for code in ("232033", "054348"):
        first = LocalRequest.objects.live().filter(organization__code=code).first()
        if first is not None:
            _answer(
                _give(first, cast, in_business_days(3, start=today)),
                cast,
                claimed_class=ReplyClass.STUDYING_DATED,
                timing_on=today + timedelta(days=90),
                text="先行事業の結果をまとめ、規模ごとの見通しを示します。",
            )


def _answer(local_request: LocalRequest, cast: Cast, **content: Any) -> Reply:
    started = triage.start_review(local_request, by=cast.digital)
    content = {**content, "text": f"{MARK}{content['text']}"}
    reply = replies.draft(started, by=cast.digital, fictional=True, **content)
    reply = replies.submit(reply, by=cast.digital)
    return replies.publish(reply, by=cast.secretariat, now=timezone.now())
