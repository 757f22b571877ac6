"""担当府省の机: what a ministry has to answer, report and do, by its date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.rules import Actor
from issues.desks import earlier_answers
from issues.desks.matters import Matter, Pile, keys_in, piles, tasks_of
from issues.enums import (
    AWAITING_REPLY,
    OPEN,
    ProgressClass,
    ReplyClass,
    ReplyStatus,
    RequestStatus,
)
from issues.models import Asking, LocalRequest, Reply, Round, Standing
from issues.standing import in_words
from japan.eras import format_era
from workflow.templatetags.ronten import SOON_DAYS

PROMISING = (ReplyClass.ADOPTED, ReplyClass.STUDYING_DATED, ReplyClass.STUDYING)
"""Replies after which something is still to be done, so that progress is to be reported."""


@dataclass(frozen=True)
class Desk:
    """What lies on it. `drafts` are replies begun and not handed in beyond those that the piles
    name (corrections, rounds that have passed), as (reply, address)."""

    late: Pile
    soon: Pile
    to_answer: Pile
    drafts: tuple[tuple[Reply, str], ...]
    progress: Pile
    shared: Pile
    tasks: Pile

    @property
    def owed(self) -> int:
        """Replies owed."""
        return self.late.total + self.soon.total + self.to_answer.total


def desk_of(actor: Actor, ministry: int, *, on: date) -> Desk:
    """The desk of this ministry, for whoever acts for it. Only what is shown is read."""
    visible = LocalRequest.objects.visible_to(actor)
    owed = _owed(visible, ministry)
    late, soon = Q(own_due__lt=on), Q(own_due__lte=on + timedelta(days=SOON_DAYS))
    answering = piles(owed, ("own_due", "number"), late=late, soon=soon, to_answer=None)
    told = piles(_shared(visible, ministry), ("due_on", "number"), shared=None)["shared"]
    due = _asked_for_progress(visible, ministry, on)
    asked = piles(due, ("number",), progress=None)["progress"]
    drafts = _drafts(actor, ministry)
    owing = keys_in(*answering.values())
    rows = _rows(keys_in(*answering.values(), told, asked), ministry)
    _by_own_date(rows, owing, ministry)
    earlier = earlier_answers.of_many([rows[key] for key in owing], actor=actor)
    return Desk(
        **{
            name: found.of(
                replace(_to_answer(rows[key], drafts, actor, on), earlier=earlier.get(key))
                for key in found
            )
            for name, found in answering.items()
        },
        drafts=tuple(_elsewhere(drafts, owed)),
        progress=asked.of(_progress(rows[key], on) for key in asked),
        shared=told.of(Matter(rows[key], in_words.sentence(rows[key], on=on)) for key in told),
        tasks=tasks_of(actor, on=on),
    )


def _owed(visible: Any, ministry: int) -> Any:
    """The requests on which this ministry owes a reply, as the one in charge or beside it;
    `own_due` is the date by which it does."""
    beside = Asking.objects.filter(local_request=OuterRef("pk"), ministry=ministry).order_by()
    answered = Round.objects.filter(
        local_request=OuterRef("pk"), number=OuterRef("round"), ministry=ministry,
        handed_on_at=None, answered_at__isnull=False,
    ).order_by()  # fmt: skip
    mine = Q(lead_ministry=ministry) | Q(pk__in=_asked_beside(ministry))
    rows = visible.filter(mine, ~Exists(answered), status__in=AWAITING_REPLY)
    return rows.annotate(own_due=Coalesce(Subquery(beside.values("due_on")[:1]), F("due_on")))


def _asked_beside(ministry: int) -> Any:
    return Asking.objects.filter(ministry=ministry).order_by().values("local_request")


def _by_own_date(rows: dict[int, Any], owing: set[int], ministry: int) -> None:
    """What this ministry owes is shown by the date at which it does."""
    for key in owing:
        if (due_on := rows[key].beside_due) is not None:
            rows[key].due_on, rows[key].asks_beside = due_on, ministry
        rows[key].owed_on = rows[key].due_on


def _shared(visible: Any, ministry: int) -> Any:
    """Told of, and nothing asked."""
    shared = visible.shared_by(ministry).filter(status__in=OPEN)
    return shared.exclude(lead_ministry=ministry).exclude(pk__in=_asked_beside(ministry))


def _rows(keys: set[int], ministry: int) -> dict[int, Any]:
    """What is shown of these requests, by key; `timing_on` is what the newest reply promises,
    `beside_due` by when this ministry is asked beside the one in charge."""
    asked = Asking.objects.filter(local_request=OuterRef("pk"), ministry=ministry).order_by()
    newest = Standing.objects.now().filter(local_request=OuterRef("pk"))
    promised = Subquery(newest.values("reply__timing_on")[:1])
    shown = LocalRequest.objects.filter(pk__in=keys).for_list().without_texts()
    shown = shown.annotate(timing_on=promised, beside_due=Subquery(asked.values("due_on")[:1]))
    return {row.pk: row for row in shown.order_by()}


def _drafts(actor: Actor, ministry: int) -> list[Reply]:
    begun = Reply.objects.visible_to(actor).filter(ministry=ministry, status=ReplyStatus.DRAFT)
    related = ("local_request__organization", "written_by")
    return list(begun.select_related(*related).order_by("local_request__due_on", "pk"))


def _elsewhere(drafts: Iterable[Reply], owed: Any) -> Iterable[tuple[Reply, str]]:
    """Drafts beyond the piles; one of a merged request is offered where the reply is owed now."""
    begun = [draft.local_request for draft in drafts]
    near = {key for row in begun for key in (row.pk, row.merged_into_id)}
    rows = owed.filter(pk__in=near).values_list("pk", "round", "number") if near else ()
    named = {(key, number) for key, number, _ in rows}
    numbers = {key: number for key, _, number in rows}
    for draft in drafts:
        if (draft.local_request_id, draft.round) in named:
            continue
        if draft.local_request.merged_into_id is None:
            yield draft, _url("replies:edit", draft.pk)
        elif draft.local_request.merged_into_id in numbers:
            number = numbers[draft.local_request.merged_into_id]
            yield draft, f"{_url('requests:reply', number)}?from={draft.pk}"


def _to_answer(row: LocalRequest, drafts: Iterable[Reply], actor: Actor, on: date) -> Matter:
    sentence = in_words.seen_by(row, actor=actor, on=on, heard=False)
    begun = next((d for d in drafts if (d.local_request_id, d.round) == (row.pk, row.round)), None)
    if begun is not None:
        sentence += "下書きがあります。"
        return Matter(row, sentence, "続きを書く", _url("replies:edit", begun.pk))
    if row.status == RequestStatus.TRIAGED and not hasattr(row, "asks_beside"):
        return Matter(row, sentence, "内容を確かめる", row.get_absolute_url())
    return Matter(row, sentence, "回答を書く", _url("requests:reply", row.number))


def _asked_for_progress(visible: Any, ministry: int, on: date) -> Any:
    """Answered requests whose progress was never reported, or whose day has come."""
    answered = Standing.objects.now().filter(
        lead_ministry=ministry,
        status__in=(RequestStatus.REPLIED, RequestStatus.SETTLED),
        reply_ministry=ministry,
        reply_class__in=PROMISING,
    )
    its_day = Q(reply__timing_on__lte=on) | Q(progress="")
    due = answered.exclude(progress=ProgressClass.DONE).filter(its_day)
    return visible.filter(pk__in=due.values("local_request"))


def _progress(row: Any, on: date) -> Matter:
    url = _url("requests:progress", row.number)
    return Matter(row, _why(row.timing_on, on), "進捗を報告する", url)


def _why(timing_on: date | None, on: date) -> str:
    if timing_on is not None and timing_on <= on:
        day = format_era(timing_on)
        return f"対応時期の{day}になりました。どこまで進んだかを報告してください。"
    return "回答のあとの進捗を、まだ報告していません。"


def _url(name: str, key: int | str) -> str:
    return reverse(f"issues:{name}", args=(key,))
