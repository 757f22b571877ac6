"""What the agenda builder shows: the matters on the agenda, and those that could come on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

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
    """A request that could come on the agenda; `on`: it is there already."""

    matter: DraftedMatter
    on: bool

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(str(reason.label) for reason in self.matter.reasons)


@dataclass(frozen=True)
class Section:
    """The candidates under one discussion point, and whether the point itself is on."""

    point: DiscussionPoint
    candidates: tuple[Candidate, ...]
    reasons: tuple[str, ...]
    on: bool


@dataclass(frozen=True)
class Pool:
    """What could come on the agenda: the draft in the chosen view, or what a search found."""

    sections: tuple[Section, ...]
    found: tuple[Candidate, ...]
    points: tuple[tuple[DiscussionPoint, bool], ...]

    @property
    def count(self) -> int:
        return sum(len(s.candidates) for s in self.sections) + len(self.found)

    @property
    def is_draft(self) -> bool:
        """Something of it is not on the agenda yet."""
        new = any(not candidate.on for s in self.sections for candidate in s.candidates)
        return new or any(s.reasons and not s.on for s in self.sections)


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
    points = tuple((p, p.pk in taken_points) for p in _points(meeting, taken_points))
    if query:
        return Pool((), _found(meeting, query, actor, taken), points)
    sections = []
    for section in draft(meeting, actor=actor, on=on):
        candidates = tuple(
            Candidate(matter, matter.local_request.pk in taken)
            for matter in section.matters
            if not show or show in matter.reasons
        )
        own = tuple(str(r.label) for r in section.reasons if not show or show == r)
        if candidates or own:
            on_it = section.point.pk in taken_points
            sections.append(Section(section.point, candidates, own, on_it))
    return Pool(tuple(sections), (), points)


def _points(meeting: Meeting, taken: set[int]) -> QuerySet[DiscussionPoint]:
    """The points of the body's 協議の場; a retired one that is on the agenda stays there."""
    rows = DiscussionPoint.objects.filter(forum=meeting.body.forum_id)
    return rows.offered(beside=taken)


def _found(meeting: Meeting, query: str, actor: Actor, taken: set[int]) -> tuple[Candidate, ...]:
    visible = LocalRequest.objects.visible_to(actor).filter(forum=meeting.body.forum_id).open()
    found = finding.with_words(visible, query, actor=actor, forum=meeting.body.forum_id)
    rows = found.for_list().order_by("number")[:FOUND]
    return tuple(
        Candidate(DraftedMatter(row, (Reason.CHOSEN,), None, None), row.pk in taken) for row in rows
    )
