"""What the agenda builder shows: the matters on the agenda, and those that could come on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.rules import Actor
from issues.models import DiscussionPoint, LocalRequest
from issues.search import finding
from meetings.models import AgendaItem, Handling, Meeting
from meetings.sessions.drafting import DraftedMatter, Reason, draft

FOUND = 30
"""Requests that a search for candidates shows at most."""

SHOWS = (
    ("", "すべて"),
    (Reason.CARRIED.value, "持越し"),
    (Reason.UNANSWERED.value, "未回答"),
    (Reason.LATE.value, "期限超過"),
    (Reason.REPLIED.value, "前回以降に回答"),
)


@dataclass(frozen=True)
class Taken:
    """A matter on the agenda, and the words for why."""

    handling: Handling
    reasons: tuple[str, ...]

    @property
    def under(self) -> int | None:
        """The key of the line that the reader finds it under."""
        return getattr(self.handling, "seen_item", self.handling.agenda_item_id)


@dataclass(frozen=True)
class Line:
    """A line of the agenda with the matters under it; `item` None: under no line yet."""

    item: AgendaItem | None
    matters: tuple[Taken, ...]


@dataclass(frozen=True)
class Candidate:
    """A request that could come on the agenda; `on`: one that was searched for, and is there."""

    matter: DraftedMatter
    on: bool = False

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(str(reason.label) for reason in self.matter.reasons)


@dataclass(frozen=True)
class Section:
    """The candidates under one discussion point; `reasons`: why the point itself is one."""

    point: DiscussionPoint
    candidates: tuple[Candidate, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Pool:
    """What could come on the agenda: the draft in the chosen view without what is there already,
    or what a search found. `points`: those that are not on it. `laid_out`: how many of the draft
    are."""

    sections: tuple[Section, ...]
    found: tuple[Candidate, ...]
    points: tuple[DiscussionPoint, ...]
    laid_out: int = 0

    @property
    def count(self) -> int:
        """Requests and points that are left."""
        of_draft = sum(len(s.candidates) + bool(s.reasons) for s in self.sections)
        return of_draft + sum(not candidate.on for candidate in self.found)


def lines(meeting: Meeting, *, actor: Actor) -> tuple[Line, ...]:
    """The agenda's lines, each with its matters that the actor sees; those under no line last."""
    taken = [
        Taken(handling, words(handling.reasons))
        for handling in Handling.objects.filter(meeting=meeting)
        .visible_to(actor)
        .select_related("local_request__organization", "point")
    ]
    found: list[Line] = []
    items = list(AgendaItem.every.filter(meeting=meeting).visible_to(actor))
    for item in items:
        found.append(Line(item, tuple(t for t in taken if t.under == item.pk)))
    keys = {item.pk for item in items}
    rest = tuple(t for t in taken if t.under not in keys)
    return (*found, Line(None, rest)) if rest else tuple(found)


def minutes(items: Iterable[AgendaItem]) -> int:
    """How long an agenda takes: what stands below a line is part of its minutes, and makes them
    up where the line has none of its own."""
    items = list(items)
    below: dict[int, int] = {}
    for item in items:
        if item.parent_id is not None:
            below[item.parent_id] = below.get(item.parent_id, 0) + (item.minutes or 0)
    return sum(i.minutes or below.get(i.pk, 0) for i in items if i.parent_id is None)


def words(reasons: Iterable[str]) -> tuple[str, ...]:
    """The codes of reasons in words; what is not known is left out."""
    known = dict(Reason.choices)
    return tuple(str(known[code]) for code in reasons if code in known)


def reasons_of(meeting: Meeting, *, actor: Actor, on: date) -> dict[str, list[str]]:
    """The draft's reasons by number of request and by code of point."""
    found: dict[str, list[str]] = {}
    for section in draft(meeting, actor=actor, on=on):
        if section.reasons:
            found[section.point.code] = [str(reason) for reason in section.reasons]
        for matter in section.matters:
            found[matter.local_request.number] = [str(reason) for reason in matter.reasons]
    return found


def pool(meeting: Meeting, *, actor: Actor, on: date, show: str = "", query: str = "") -> Pool:
    """The candidates for one reason (`show`, a code of `Reason`; "" all) or for a search."""
    rows = meeting.handlings.values_list("local_request_id", "point_id")
    taken = {request for request, _ in rows if request is not None}
    taken_points = {point for _, point in rows if point is not None}
    offered = DiscussionPoint.objects.filter(forum=meeting.body.forum_id).offered()
    points = tuple(point for point in offered if point.pk not in taken_points)
    if query:
        return Pool((), _found(meeting, query, actor, taken), points)
    sections, laid_out = [], 0
    for section in draft(meeting, actor=actor, on=on):
        fitting = [m for m in section.matters if not show or show in m.reasons]
        left = tuple(Candidate(m) for m in fitting if m.local_request.pk not in taken)
        own = tuple(str(r.label) for r in section.reasons if not show or show == r)
        on_it = bool(own) and section.point.pk in taken_points
        laid_out += len(fitting) - len(left) + on_it
        if left or (own and not on_it):
            sections.append(Section(section.point, left, () if on_it else own))
    return Pool(tuple(sections), (), points, laid_out)


def _found(meeting: Meeting, query: str, actor: Actor, taken: set[int]) -> tuple[Candidate, ...]:
    visible = LocalRequest.objects.visible_to(actor).filter(forum=meeting.body.forum_id).open()
    found = finding.with_words(visible, query, actor=actor, forum=meeting.body.forum_id)
    rows = found.for_list().order_by("number")[:FOUND]
    return tuple(
        Candidate(DraftedMatter(row, (Reason.CHOSEN,), None, None), row.pk in taken) for row in rows
    )
