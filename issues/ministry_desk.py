"""担当府省の机: what a ministry has to answer, report and do, the overdue first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from accounts.rules import Actor
from issues import following, standing
from issues.desks import Matter, Pile, pile
from issues.enums import (
    AWAITING_REPLY,
    OPEN,
    ProgressClass,
    ReplyClass,
    ReplyStatus,
    RequestStatus,
)
from issues.following import Row
from issues.models import LocalRequest, Reply, Standing
from japan.eras import format_era

PROMISING = (ReplyClass.ADOPTED, ReplyClass.STUDYING_DATED, ReplyClass.STUDYING)
"""Replies after which something is still to be done, so that progress is to be reported."""


@dataclass(frozen=True)
class Desk:
    """What lies on it. `drafts` are replies begun and not handed in beyond those that the piles
    name (corrections, rounds that have passed), as (reply, address)."""

    late: Pile
    again: Pile
    to_answer: Pile
    drafts: tuple[tuple[Reply, str], ...]
    progress: Pile
    shared: Pile
    tasks: tuple[Row, ...]

    @property
    def owed(self) -> int:
        """Replies owed."""
        return self.late.total + self.again.total + self.to_answer.total


def of(actor: Actor, ministry: int, *, on: date) -> Desk:
    """The desk of this ministry, for whoever acts for it."""
    visible = LocalRequest.objects.visible_to(actor)
    owed = _owed(visible, ministry, on)
    drafts = _drafts(actor, ministry)
    matters = [_to_answer(row, drafts, actor, on) for row in owed]
    late = [m for m in matters if standing.days_late(m.local_request, on=on)]
    rest = [m for m in matters if m not in late]
    again = [m for m in rest if m.local_request.status == RequestStatus.RECONSIDERING]
    shared = visible.filter(co_ministries=ministry, status__in=OPEN).exclude(lead_ministry=ministry)
    tasks = following.given_to(actor).open().order_by("due_on", "pk")
    return Desk(
        late=pile(late),
        again=pile(again),
        to_answer=pile(m for m in rest if m not in again),
        drafts=tuple(_elsewhere(drafts, owed)),
        progress=pile(_progress(actor, visible, ministry, on)),
        shared=pile(_only_told(shared.for_list().distinct().order_by("due_on", "number"), on)),
        tasks=tuple(following.rows(tasks, actor=actor, on=on)),
    )


def owed_counts(actor: Actor, ministry: int, *, on: date) -> dict[str, int]:
    """How many replies are owed, and how many of them are late; for the start page."""
    mine = LocalRequest.objects.visible_to(actor).filter(lead_ministry=ministry)
    return {
        "owed": mine.filter(status__in=AWAITING_REPLY).count(),
        "late": Standing.objects.now().filter(lead_ministry=ministry).unanswered(on).count(),
    }


def _owed(visible: Any, ministry: int, on: date) -> list[LocalRequest]:
    mine = visible.filter(lead_ministry=ministry, status__in=AWAITING_REPLY)
    return list(mine.for_list().order_by("due_on", "number"))


def _drafts(actor: Actor, ministry: int) -> list[Reply]:
    begun = Reply.objects.visible_to(actor).filter(ministry=ministry, status=ReplyStatus.DRAFT)
    related = ("local_request__organization", "written_by")
    return list(begun.select_related(*related).order_by("local_request__due_on", "pk"))


def _elsewhere(
    drafts: Iterable[Reply], owed: Iterable[LocalRequest]
) -> Iterable[tuple[Reply, str]]:
    """Drafts beyond the piles; one of a merged request is offered where the reply is owed now."""
    named = {(row.pk, row.round) for row in owed}
    numbers = {row.pk: row.number for row in owed}
    for draft in drafts:
        if (draft.local_request_id, draft.round) in named:
            continue
        if draft.local_request.merged_into_id is None:
            yield draft, _url("replies:edit", draft.pk)
        elif draft.local_request.merged_into_id in numbers:
            number = numbers[draft.local_request.merged_into_id]
            yield draft, f"{_url('requests:reply', number)}?from={draft.pk}"


def _to_answer(row: LocalRequest, drafts: Iterable[Reply], actor: Actor, on: date) -> Matter:
    sentence = standing.seen_by(row, actor=actor, on=on, heard=False)
    begun = next((d for d in drafts if (d.local_request_id, d.round) == (row.pk, row.round)), None)
    if begun is not None:
        sentence += "下書きがあります。"
        return Matter(row, sentence, "続きを書く", _url("replies:edit", begun.pk))
    if row.status == RequestStatus.TRIAGED:
        return Matter(row, sentence, "内容を確かめる", row.get_absolute_url())
    return Matter(row, sentence, "回答を書く", _url("requests:reply", row.number))


def _progress(actor: Actor, visible: Any, ministry: int, on: date) -> list[Matter]:
    """Answered requests whose progress was never reported, or whose day has come."""
    answered = visible.filter(
        lead_ministry=ministry, status__in=(RequestStatus.REPLIED, RequestStatus.SETTLED)
    ).exclude(progress=ProgressClass.DONE)
    newest: dict[int, Reply] = {}
    replies = Reply.objects.visible_to(actor).filter(local_request__in=answered.values("pk"))
    handed_in = replies.exclude(status=ReplyStatus.DRAFT).filter(ministry=ministry)
    for reply in handed_in.order_by("round", "edition"):
        newest[reply.local_request_id] = reply
    asked = (
        (row, _asks_progress(row, newest[row.pk], on))
        for row in answered.filter(pk__in=list(newest)).for_list()
    )
    return [
        Matter(row, sentence, "進捗を報告する", _url("requests:progress", row.number))
        for row, sentence in asked
        if sentence
    ]


def _asks_progress(row: LocalRequest, reply: Reply, on: date) -> str:
    if reply.reply_class not in PROMISING:
        return ""
    if reply.timing_on is not None and reply.timing_on <= on:
        day = format_era(reply.timing_on)
        return f"対応時期の{day}になりました。どこまで進んだかを報告してください。"
    return "" if row.progress else "回答のあとの進捗を、まだ報告していません。"


def _only_told(rows: Any, on: date) -> list[Matter]:
    return [Matter(row, standing.sentence(row, on=on)) for row in rows]


def _url(name: str, key: int | str) -> str:
    return reverse(f"issues:{name}", args=(key,))
