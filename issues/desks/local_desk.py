"""わが団体の要望: where each stands in one sentence, and what is asked of the organization."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from accounts.rules import Actor
from issues.desks import waiting_joinings
from issues.desks.matters import MOST, Pile, keys_in, piles, tasks_of
from issues.due_dates import ledger
from issues.enums import OPEN, RequestStatus
from issues.history import quotations
from issues.models import DueChange, LocalRequest, Opinion, Reply
from issues.pages import follow_up_rows
from issues.querysets.among import among
from issues.standing import in_words

NEWS_DAYS = 60
"""For how long a changed due date is told on the desk."""


@dataclass(frozen=True)
class Thread:
    """Another request of the same thread: re-raised by this one, or re-raising it."""

    local_request: LocalRequest
    later: bool


@dataclass(frozen=True)
class Matter:
    """A request of the organization. `joined`: another one asked it and this one joined; `reply`
    is the newest one handed in; `url` leads to the opinion that is asked, "" when none is."""

    local_request: LocalRequest
    sentence: str
    joined: bool
    reply: Reply | None
    thread: tuple[Thread, ...]
    url: str = ""


@dataclass(frozen=True)
class NextSession:
    """A planned meeting, and the organization's requests on its agenda."""

    meeting: Any
    local_requests: tuple[LocalRequest, ...]


@dataclass(frozen=True)
class Desk:
    """What lies on it; `moved` are due dates changed lately, with their reasons."""

    asked: Pile
    going: Pile
    ended: Pile
    moved: tuple[DueChange, ...]
    tasks: Pile
    session: NextSession | None
    joinings: dict[str, Any]
    """What waits to be decided, and what the organization itself asked: see
    `issues.desks.waiting_joinings`."""

    @property
    def total(self) -> int:
        return self.asked.total + self.going.total + self.ended.total


def desk_of(actor: Actor, organization: int, *, on: date) -> Desk:
    """The desk of this organization, for whoever acts for it. Numbers of queries are fixed, and
    only what is shown is read."""
    # Whatever concerns it the organization reads, and all replies to that which were handed in.
    mine = LocalRequest.objects.concerning(organization)
    waits, is_open = _without_opinion(organization), Q(status__in=OPEN)
    found = piles(mine, ("due_on", "number"), asked=waits, going=is_open, ended=None)
    shown = LocalRequest.objects.filter(pk__in=keys_in(*found.values()))
    rows = shown.with_answerer().without_texts().annotate(heard=Exists(_opinions(organization)))
    matters = {m.local_request.pk: m for m in _matters(list(rows), actor, organization, on)}
    asked, going, ended = (each.of(matters[key] for key in each) for each in found.values())
    return Desk(
        asked=asked,
        going=going,
        ended=ended,
        moved=tuple(_moved(mine, on)),
        tasks=tasks_of(actor, on=on),
        session=_session(actor, mine, on),
        joinings=waiting_joinings.waiting_for(actor),
    )


def _without_opinion(organization: int) -> Q:
    """Answered in a round of which the organization has not said what it thinks."""
    answered = Reply.objects.handed_in().filter(local_request=OuterRef("pk"))
    said = _opinions(organization)
    return Q(Exists(answered), ~Exists(said), status=RequestStatus.REPLIED)


def _opinions(organization: int) -> Any:
    """What it has said in the present round of a request."""
    return Opinion.objects.filter(
        organization=organization,
        reply__local_request=OuterRef("pk"),
        reply__round=OuterRef("round"),
    )


def _matters(mine: Sequence[Any], actor: Actor, organization: int, on: date) -> list[Matter]:
    replies = _newest_replies(mine)
    threads = _threads(actor, mine)
    found = []
    for row in mine:
        heard, reply = row.heard, replies.get(row.pk)
        by_another = row.organization_id != organization
        if reply is not None:
            reply.local_request = row
        asks = row.status == RequestStatus.REPLIED and not heard and reply is not None
        found.append(
            Matter(
                local_request=row,
                sentence=_sentence(row, actor, on, heard=heard, asks=asks),
                joined=by_another,
                reply=reply,
                thread=tuple(threads.get(row.pk, ())),
                url=reverse("issues:requests:opinion", args=(row.number,)) if asks else "",
            )
        )
    return found


def _sentence(row: LocalRequest, actor: Actor, on: date, *, heard: bool, asks: bool) -> str:
    if asks:
        return f"{in_words.answerer(row)}が回答しました。あなたの団体の見解を待っています。"
    if row.status == RequestStatus.REPLIED and heard:
        return "見解を出しました。事務局の判断を待っています。"
    return in_words.seen_by(row, actor=actor, on=on, heard=False)


def _newest_replies(mine: Sequence[LocalRequest]) -> dict[int, Reply]:
    keys = [row.pk for row in mine]
    rows = Reply.objects.handed_in().filter(local_request__in=keys).select_related("ministry")
    return {reply.local_request_id: reply for reply in rows.order_by("round", "edition")}


def _threads(actor: Actor, mine: Sequence[LocalRequest]) -> dict[int, list[Thread]]:
    earlier = {row.re_raises_id: row.pk for row in mine if row.re_raises_id}
    keys = {row.pk for row in mine}
    others = LocalRequest.objects.visible_to(actor).filter(
        Q(pk__in=list(earlier)) | Q(re_raises__in=keys)
    )
    found: dict[int, list[Thread]] = {}
    for other in others.only("number", "forum", "re_raises").order_by("number"):
        if other.re_raises_id in keys:
            found.setdefault(other.re_raises_id or 0, []).append(Thread(other, later=True))
        for row in mine:
            if row.re_raises_id == other.pk:
                found.setdefault(row.pk, []).append(Thread(other, later=False))
    return found


def _moved(mine: Any, on: date) -> list[DueChange]:
    since = timezone.make_aware(datetime.combine(on - timedelta(days=NEWS_DAYS), time()))
    # Whoever reads a request, and the tasks on it, is told of its dates.
    recent = ledger.in_order(ledger.every_change()).filter(changed_at__gte=since)
    keys = mine.order_by().values("pk")
    tasks = follow_up_rows.on_requests(keys).order_by().values("pk")
    found = recent.filter(among("local_request", keys) | among("follow_up", tasks))
    return list(found[:MOST])


def _session(actor: Actor, mine: Any, on: date) -> NextSession | None:
    """The next planned meeting that the reader sees, or that takes up one of its requests."""
    handlings: Any = apps.get_model("meetings", "Handling")._default_manager.all()
    on_agenda = list(
        handlings.filter(
            local_request__in=mine.order_by().values("pk"),
            meeting__status="planned",
            meeting__held_on__gte=on,
        )
        .select_related("local_request", "meeting__body")
        .order_by("meeting__held_on", "position")
    )
    planned = quotations.meetings().visible_to(actor).filter(status="planned", held_on__gte=on)
    meetings = [handling.meeting for handling in on_agenda] + list(planned.order_by("held_on")[:1])
    if not meetings:
        return None
    nearest = min(meetings, key=lambda meeting: (meeting.held_on, meeting.pk))
    taken_up = tuple(h.local_request for h in on_agenda if h.meeting_id == nearest.pk)
    return NextSession(nearest, taken_up)
