"""議題の下書き: the draft as an agenda, one line for each discussion point."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from accounts.models import User
from issues.models import DiscussionPoint, LocalRequest
from meetings.actions import sessions
from meetings.actions.sessions import AgendaLine
from meetings.models import AgendaItem, Handling, Meeting
from meetings.sessions import drafting
from meetings.sessions.drafting import DraftedSection
from meetings.transitions import MEETING
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import step

NOTHING = "下書きにある案件は、すべて議題に載っています。"
ELSEWHERE = "この会合の議事を選んでください。"


@transaction.atomic
def lay_out(meeting: Meeting, *, by: User, on: date) -> int:
    """Make an agenda out of the draft: a line for each point that has something to be taken up,
    the point's requests and, with a reason of its own, the point below it.

    Lines that bear a point's name are used, others stay as they are. Matters that are on the
    agenda already stay under their line; those under none come below their point. Returns how
    many were put on. Raises `Refused` where the draft holds nothing new.
    """
    sections = drafting.draft(meeting, actor=by, on=on)
    on_it = {(h.local_request_id, h.point_id): h for h in meeting.handlings.all()}
    wanted = [section for section in sections if _is_new(section, on_it)]
    if not wanted:
        raise Refused(Decision(RefusalKind.CONFLICT, NOTHING))
    lines = _lines_for(meeting, [section.point for section in wanted], by)
    return sum(_fill(meeting, section, lines[section.point.name], on_it, by) for section in wanted)


@transaction.atomic
def put_under(handling: Handling, *, by: User, agenda_item: AgendaItem | None) -> Handling:
    """Move a matter below another line of its agenda; None: below no line."""
    if agenda_item is not None and agenda_item.meeting_id != handling.meeting_id:
        raise Refused(Decision(RefusalKind.INCOMPLETE, ELSEWHERE))
    with step(MEETING, "arrange", handling.meeting, by=by) as under_way:
        Handling.objects.filter(pk=handling.pk).update(agenda_item=agenda_item)
        under_way.details["put_under"] = f"{handling} → {agenda_item or '—'}"
    handling.refresh_from_db()
    return handling


def _is_new(section: DraftedSection, on_it: dict[tuple[int | None, int | None], Handling]) -> bool:
    """Something of the section is not on the agenda, or below no line of it."""
    keys: list[tuple[int | None, int | None]] = [
        (m.local_request.pk, None) for m in section.matters
    ]
    if section.reasons:
        keys.append((None, section.point.pk))
    return any(key not in on_it or on_it[key].agenda_item_id is None for key in keys)


def _lines_for(
    meeting: Meeting, points: Sequence[DiscussionPoint], by: User
) -> dict[str, AgendaItem]:
    """The agenda's lines by title, with one for each of the points."""
    items = list(meeting.agenda_items.all())
    lines = [
        AgendaLine(item.pk, int(item.parent_id is not None), item.number, item.title, item.minutes)
        for item in items
    ]
    titles = {item.title for item in items}
    count = sum(item.parent_id is None for item in items)
    new = [point.name for point in points if point.name not in titles]
    lines += [AgendaLine(None, 0, str(n), title) for n, title in enumerate(new, count + 1)]
    if new:
        sessions.arrange(meeting, by=by, lines=lines)
    return {item.title: item for item in meeting.agenda_items.all()}


def _fill(
    meeting: Meeting,
    section: DraftedSection,
    line: AgendaItem,
    on_it: dict[tuple[int | None, int | None], Handling],
    by: User,
) -> int:
    """Put what the section holds below the line. Returns how many were not on the agenda yet."""
    matters: list[tuple[LocalRequest | DiscussionPoint, Sequence[str]]] = []
    if section.reasons:
        matters.append((section.point, section.reasons))
    matters += [(matter.local_request, matter.reasons) for matter in section.matters]
    new = 0
    for matter, reasons in matters:
        is_point = isinstance(matter, DiscussionPoint)
        there = on_it.get((None, matter.pk) if is_point else (matter.pk, None))
        if there is None:
            sessions.put_on(meeting, matter, by=by, agenda_item=line, reasons=list(reasons))
            new += 1
        elif there.agenda_item_id is None:
            put_under(there, by=by, agenda_item=line)
    return new
