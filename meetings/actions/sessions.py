"""Planning a session and its agenda, and recording that it was held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from accounts.models import User
from issues.models import DiscussionPoint, LocalRequest
from meetings.actions import texts
from meetings.enums import HandlingOutcome
from meetings.models import AgendaItem, Attendance, Body, Document, Handling, Meeting
from meetings.sessions import drafting
from meetings.sessions.drafting import Reason
from meetings.transitions import HANDLING, MEETING
from workflow import meanwhile
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import begin, step

NOBODY: dict[str, Any] = {
    "title": "",
    "organization_name": "",
    "organization": None,
    "note": "",
    "printed_post": "",
}
"""What an invited person says nothing of."""


@dataclass(frozen=True)
class AgendaLine:
    """One line of the agenda as a person arranged it: `key` of an existing item (None: new),
    its depth (0 or 1), printed number, title and minutes."""

    key: int | None
    depth: int
    number: str
    title: str
    minutes: int | None = None


@transaction.atomic
def plan(
    body: Body,
    *,
    by: User,
    held_on: date,
    session_number: int | None,
    title: str = "",
    starts_at: time | None = None,
    ends_at: time | None = None,
    place: str = "",
    fictional: bool = False,
) -> Meeting:
    """Plan a session. What earlier sessions of the body carried over comes along."""
    number = f"（第{session_number}回）" if session_number else ""
    meeting = Meeting(
        body=body,
        session_number=session_number,
        title=title.strip() or f"{body.name}{number}",
        held_on=held_on,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        fictional=fictional,
    )
    begin(MEETING, "plan", meeting, by=by)
    for earlier in drafting.carried_over_to(meeting):
        put_on(meeting, earlier.matter, by=by, reasons=[Reason.CARRIED], carried_from=earlier)
    return meeting


def hold(meeting: Meeting, *, by: User) -> Meeting:
    """It took place: from now on what it did can be recorded."""
    with step(MEETING, "hold", meeting, by=by) as under_way:
        pass
    return under_way.obj


@transaction.atomic
def arrange(
    meeting: Meeting, *, by: User, lines: Sequence[AgendaLine], version: int | None = None
) -> Meeting:
    """Replace the agenda's lines, in the given order; lines left out go, their matters stay."""
    with step(MEETING, "arrange", meeting, by=by, version=version) as under_way:
        _rewrite_agenda(under_way.obj, lines)
        under_way.details["lines"] = [f"{line.number} {line.title}".strip() for line in lines]
    return under_way.obj


@transaction.atomic
def put_on(
    meeting: Meeting,
    matter: LocalRequest | DiscussionPoint,
    *,
    by: User,
    agenda_item: AgendaItem | None = None,
    reasons: Sequence[str] = (Reason.CHOSEN,),
    carried_from: Handling | None = None,
) -> Handling:
    """Put a request or a point on the agenda. Once is enough: one that is there already only
    takes over where it was carried from."""
    # Locked: the session may be closed at this moment.
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    decision = MEETING.decide("arrange", by, meeting)
    if not decision:
        raise Refused(meanwhile.as_it_is(decision))
    if matter.forum_id != meeting.body.forum_id:
        words = f"「{meeting.body.forum}」の会合です。ほかの協議の場の案件は載せられません。"
        raise Refused(Decision(RefusalKind.INCOMPLETE, words))
    owner = _owner(matter)
    existing = Handling.objects.filter(meeting=meeting, **owner).first()
    if existing is not None:
        return _carried(existing, carried_from, by)
    last = meeting.handlings.aggregate(last=Max("position"))["last"] or 0
    handling = Handling(
        meeting=meeting,
        agenda_item=agenda_item,
        position=last + 1,
        reasons=list(reasons),
        carried_from=carried_from,
        **owner,
    )
    return begin(HANDLING, "put_on", handling, by=by)


@transaction.atomic
def take_off(handling: Handling, *, by: User) -> None:
    """Take a matter off the agenda as long as nothing was recorded for it."""
    meeting = handling.meeting
    with step(MEETING, "arrange", meeting, by=by) as under_way:
        locked = Handling.objects.select_for_update(of=("self",)).get(pk=handling.pk)
        if was_recorded(locked):
            raise Refused(
                Decision(RefusalKind.CONFLICT, "取扱いを記録した案件は、議題から外せません。")
            )
        under_way.details["taken_off"] = str(locked)
        locked.delete()


@transaction.atomic
def order(meeting: Meeting, *, by: User, keys: Sequence[int]) -> Meeting:
    """Put the matters into the given order (keys of handlings)."""
    with step(MEETING, "arrange", meeting, by=by) as under_way:
        rows = {handling.pk: handling for handling in meeting.handlings.all()}
        for position, key in enumerate(keys, 1):
            if key in rows and rows[key].position != position:
                Handling.objects.filter(pk=key).update(position=position)
        under_way.details["order"] = [str(rows[key]) for key in keys if key in rows]
    return under_way.obj


@transaction.atomic
def invite(meeting: Meeting, *, by: User, people: Sequence[dict[str, Any]]) -> Meeting:
    """Set who is invited: dicts with name, title, organization_name, organization, side. Who
    speaks in the minutes already stays as they name them."""
    with step(MEETING, "arrange", meeting, by=by) as under_way:
        speaking = meeting.attendances.filter(speeches__isnull=False).distinct()
        names = set(speaking.values_list("name", flat=True))
        last = speaking.aggregate(last=Max("position"))["last"] or 0
        texts.rewrite(
            meeting,
            Attendance,
            meeting.attendances.exclude(pk__in=speaking.values("pk")),
            [NOBODY | person for person in people if person["name"] not in names],
            now=timezone.now(),
            start=last + 1,
        )
        under_way.details["people"] = [person["name"] for person in people]
    return under_way.obj


@transaction.atomic
def invite_again(
    meeting: Meeting, *, by: User, before: Meeting, people: Sequence[dict[str, Any]] = ()
) -> list[str]:
    """Invite `people`, and with them those of an earlier session who are not among them. Gives the
    names that came along."""
    there = {person["name"] for person in people}
    again: list[dict[str, Any]] = [
        {
            "name": who.name,
            "title": who.title,
            "organization_name": who.organization_name,
            "organization": who.organization,
            "side": who.side,
            "printed_post": who.printed_post,
        }
        for who in before.attendances.select_related("organization")
        if who.name not in there
    ]
    invite(meeting, by=by, people=[*people, *again])
    return [person["name"] for person in again]


@transaction.atomic
def list_documents(
    meeting: Meeting, *, by: User, documents: Sequence[tuple[str, str, str]]
) -> Meeting:
    """Set the documents: (label, title, submitter)."""
    with step(MEETING, "arrange", meeting, by=by) as under_way:
        wanted = [
            {"label": label, "title": title, "submitter": submitter}
            for label, title, submitter in documents
        ]
        there = meeting.documents.all()
        texts.rewrite(meeting, Document, there, wanted, now=timezone.now())
        under_way.details["documents"] = [f"{label} {title}" for label, title, _ in documents]
    return under_way.obj


def was_recorded(handling: Handling) -> bool:
    """Something was written down about it."""
    return (
        handling.status != HandlingOutcome.PLANNED
        or bool(handling.note)
        or handling.decisions.exists()
        or handling.passages.exists()
    )


def _carried(handling: Handling, carried_from: Handling | None, by: User) -> Handling:
    """`handling` with where it was carried from, as its reasons say too."""
    if carried_from is None or handling.carried_from_id == carried_from.pk:
        return handling
    with step(HANDLING, "edit", handling, by=by) as under_way:
        under_way.obj.carried_from = carried_from
        under_way.obj.reasons = list(dict.fromkeys([Reason.CARRIED, *under_way.obj.reasons]))
    return under_way.obj


def _rewrite_agenda(meeting: Meeting, lines: Sequence[AgendaLine]) -> None:
    """Let the agenda say these lines. A public line that changes gives way to a new one."""
    now = timezone.now()
    known = {item.pk: item for item in meeting.agenda_items.all()}
    # Positions are unique within a meeting; out of the way while the new ones are given. And no
    # line in the work hangs on another meanwhile: what is left out must not take others along.
    meeting.agenda_items.update(position=F("position") + texts.AWAY)
    meeting.agenda_items.filter(published_at__isnull=True).update(parent=None)
    wanted = {line.key for line in lines}
    for item in known.values():
        if item.pk not in wanted:
            texts.replace_item(item, None, now=now)
    parent: AgendaItem | None = None
    for position, line in enumerate(lines, 1):
        below = parent if line.depth else None
        item = _line(meeting, known.get(line.key or 0), line, below)
        item.position = position
        texts.save_clean(item)
        if (old := known.get(line.key or 0)) is not None and old.pk != item.pk:
            texts.replace_item(old, item, now=now)
        parent = parent if line.depth else item


def _line(
    meeting: Meeting, old: AgendaItem | None, line: AgendaLine, parent: AgendaItem | None
) -> AgendaItem:
    """The row for a line: the old one where it says the same or is not public, or a new one."""
    fields = {
        "number": line.number.strip(),
        "title": line.title.strip(),
        "minutes": line.minutes,
        "parent": parent,
    }
    same = old is not None and all(getattr(old, name) == fields[name] for name in fields)
    if old is None or (old.published_at is not None and not same):
        return AgendaItem(meeting=meeting, **fields)
    for name, value in fields.items():
        setattr(old, name, value)
    return old


def _owner(matter: LocalRequest | DiscussionPoint) -> dict[str, Any]:
    return {"local_request" if isinstance(matter, LocalRequest) else "point": matter}
