"""What a 個票 tells that has to be worked out from the record: the request as it was at a moment,
the three voices, the sessions it was taken up at, what hangs together with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts import rules
from accounts.rules import Actor
from issues.enums import CommitmentStatus, JudgementClass, ProgressClass, RequestStatus
from issues.history import quotations
from issues.models import Commitment, DiscussionPoint, LocalRequest, Standing
from issues.pages import related_requests, request_page
from issues.pages.three_voices import Voices
from issues.standing import as_of, fields_then
from issues.standing.moments import Moment
from workflow import history
from workflow.models import StatusChange

_REWOUND = ("first_due_on", "lead_ministry_id")
"""What `request_page.set_back` leaves as it is today: a page that is filed must not change."""
_WORDS = ("kind", "title", "ask", "trouble", "speaker")


@dataclass(frozen=True)
class Voice:
    """One of the three voices: whose, what it says, since when."""

    whose: str
    who: str
    word: str
    text: str
    on: date
    fictional: bool = False


@dataclass(frozen=True)
class Session:
    """A session at which the request was spoken of or taken up. `status` is what it was when the
    session was closed, "" before that; `note` is for the team."""

    name: str
    held_on: date
    outcome: str
    status: str
    note: str
    fictional: bool


@dataclass(frozen=True)
class Promise:
    """What the national side said about it."""

    number: str
    title: str
    who: str
    status: str
    fictional: bool


@dataclass(frozen=True)
class Link:
    """Another request, and how it hangs together with this one."""

    relation: str
    number: str
    title: str
    organization: str
    status: str
    fictional: bool


def day(moment: datetime) -> date:
    """The day in Japan."""
    return timezone.localtime(moment).date()


@dataclass(frozen=True)
class Past:
    """A request as it was: `request` is a copy, not to be saved. `points` are names, None where the
    record does not tell and the present ones stand; `co_ministries` as well."""

    request: LocalRequest
    points: tuple[str, ...] | None = None
    co_ministries: tuple[str, ...] | None = None


def at(local_request: LocalRequest, moment: Moment, *, actor: Actor) -> Past | None:
    """The request as it was at that time; None before it came up. What its words were before they
    were published is for the team: everybody else reads the present ones then."""
    past = request_page.set_back(local_request, moment, actor=actor)
    if past is None:
        return None
    then = fields_then.fields_of([local_request], moment.at)[local_request.pk]
    published = local_request.published_at
    words = rules.sees_everything(actor) or (published is not None and published <= moment.at)
    for name in (*_REWOUND, *(_WORDS if words else ())):
        setattr(past, name, _value(name, then[name]))
    if past.status == RequestStatus.LOGGED:
        # Who answers by when is decided with the points.
        past.lead_ministry, past.due_on, past.first_due_on = None, None, None
    return Past(past, _points(past.forum_id, then.points), then.co_ministries)


def _value(name: str, kept: Any) -> Any:
    return date.fromisoformat(kept) if name.endswith("_on") and kept else kept


def _points(forum: int, codes: tuple[str, ...] | None) -> tuple[str, ...] | None:
    if codes is None:
        return None
    rows = DiscussionPoint.objects.filter(forum=forum, code__in=codes)
    names = dict(rows.values_list("code", "name"))
    return tuple(names[code] for code in codes if code in names)


def voices(found: Voices) -> tuple[Voice, ...]:
    """The newest word of each, as lines of one table."""
    told = []
    if (progress := found.progress) is not None:
        label = str(ProgressClass(progress.progress).label)
        on = day(progress.reported_at)
        who = progress.ministry.name
        told.append(Voice("府省の進捗", who, label, progress.text, on, progress.fictional))
    if (judged := found.judgement) is not None:
        label = str(JudgementClass(judged.judgement).label)
        on = day(judged.judged_at)
        told.append(Voice("事務局の判断", "事務局", label, judged.text, on, judged.fictional))
    for opinion in found.opinions:
        who, label = opinion.organization.name, opinion.get_stance_display()
        told.append(Voice("団体の見解", who, label, opinion.text, day(opinion.given_at)))
    return tuple(told)


def sessions(request: LocalRequest, actor: Actor, on: date) -> tuple[Session, ...]:
    """Those by that day that the actor sees, oldest first."""
    taken_up = Q(handlings__local_request=request)
    said = quotations.passages(actor).filter(local_request=request)
    spoken_of = Q(pk__in=said.values("speech__source__meeting"))
    rows = quotations.meetings().visible_to(actor).filter(taken_up | spoken_of, held_on__lte=on)
    handlings = {each.meeting_id: each for each in request.handlings.visible_to(actor)}
    changes = _changes(request)
    inside = rules.sees_everything(actor)
    return tuple(
        _session(meeting, handlings.get(meeting.pk), changes, inside)
        for meeting in rows.distinct().order_by("held_on", "pk")
    )


def _changes(request: LocalRequest) -> list[StatusChange]:
    """The changes of its status, in the order in which they count: that by which it came up is
    the first, though it may have been written down later."""
    found = [e.status_change for e in history.entries_of(request) if hasattr(e, "status_change")]
    return sorted(found, key=lambda c: (c.from_status != "", c.effective_at, c.pk))


def _session(meeting: Any, handling: Any, changes: Sequence[StatusChange], inside: bool) -> Session:
    status = ""
    if meeting.closed_at is not None:
        counted = [c for c in changes if c.effective_at <= meeting.closed_at or not c.from_status]
        status = str(RequestStatus(counted[-1].to_status).label) if counted else ""
    return Session(
        name=str(meeting),
        held_on=meeting.held_on,
        outcome=handling.seen_label if handling else "発言",
        status=status,
        note=handling.note if handling and inside else "",
        fictional=meeting.fictional,
    )


def promises(request: LocalRequest, actor: Actor, moment: Moment | None) -> tuple[Promise, ...]:
    """What the national side said about it, taken back or not."""
    rows: Any = request.answered_by.visible_to(actor).select_related("organization")
    if moment is None:
        rows = rows.live()
    else:
        rows = rows.annotate(status_then=as_of.status_at(Commitment, moment)).filter(
            said_on__lte=moment.on
        )
    return tuple(
        Promise(
            row.number,
            row.title,
            row.organization.name if row.organization else row.speaker,
            _label(CommitmentStatus, getattr(row, "status_then", row.status) or "recorded"),
            row.fictional,
        )
        for row in rows
    )


def links(request: LocalRequest, actor: Actor, moment: Moment | None) -> tuple[Link, ...]:
    """Those that the actor sees and that had come up by then."""
    found = related_requests.relations_of(request, actor=actor)
    pairs: list[tuple[str, LocalRequest]] = [
        *(("前後の要望", row) for row in found.thread if row.pk != request.pk),
        *(("関連", row) for row in found.related),
        *(("統合した要望", row) for row in found.merged),
        *(("分割元", row) for row in (found.split_from,) if row is not None),
        *(("分けてできた要望", row) for row in found.split_into),
    ]
    then = _statuses([row.pk for _, row in pairs], moment) if pairs else {}
    return tuple(
        Link(
            relation,
            row.number,
            row.title,
            row.organization.full_name,
            _label(RequestStatus, then[row.pk]),
            row.fictional,
        )
        for relation, row in pairs
        if then[row.pk] and (relation != "統合した要望" or then[row.pk] == RequestStatus.MERGED)
    )


def _statuses(keys: list[int], moment: Moment | None) -> dict[int, str]:
    rows: Any = LocalRequest.objects.filter(pk__in=keys)
    if moment is None:
        return dict(rows.values_list("pk", "status"))
    stood = Standing.objects.when(moment).filter(local_request__in=rows.values("pk"))
    return dict(stood.values_list("local_request", "status"))


def _label(choices: Any, code: str) -> str:
    return str(choices(code).label)
