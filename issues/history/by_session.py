"""会合ごとの経過: what happened to a discussion point at each session, one stop after the other.

The status at a stop is the one as of that session: up to its closing, or, as long as it is not
closed, up to the beginning of the next one. Sessions that the reader may not see are no stops, and
what a stop tells is what the reader sees of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import pairwise
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from django.utils import timezone

from accounts.rules import Actor
from issues.enums import PointStatus
from issues.history import quotations
from issues.models import DiscussionPoint, LocalRequest
from issues.standing.moments import Moment
from workflow.models import StatusChange


@dataclass(frozen=True)
class Stop:
    """One session. `outcome` is what it did with the point itself ("" when the point was not on
    its agenda), `status` the point's status as of it and `before` the label of the one it had at
    the stop before, "" for the same one. `asked`: requests that were spoken of in its minutes,
    `taken_up`: requests on its agenda. `place`: past, now, next, or later than the time shown.
    """

    meeting: Any
    place: str
    outcome: str = ""
    outcome_label: str = ""
    status: str = ""
    status_label: str = ""
    before: str = ""
    asked: int = 0
    taken_up: int = 0
    memo: bool = False

    @property
    def is_current(self) -> bool:
        return self.place == "now"

    @property
    def says_nothing(self) -> bool:
        """Nothing happened to the point there."""
        return not (self.outcome or self.before or self.asked or self.taken_up or self.memo)


@dataclass(frozen=True)
class _Facts:
    """What the sessions did, by (meeting, point)."""

    outcomes: dict[tuple[int, int], tuple[str, str]]
    asked: dict[tuple[int, int], int]
    taken_up: dict[tuple[int, int], int]
    memos: set[tuple[int, int]]


class Stops(tuple[Stop, ...]):
    """Stops in order, the oldest first, and how many came before them and are left out."""

    earlier: int = 0


def stops_of(
    point: DiscussionPoint, *, actor: Actor, moment: Moment | None = None, most: int | None = None
) -> Stops:
    """The stops of one point; see `of_many`."""
    return of_many([point], actor=actor, moment=moment, most=most)[point.pk]


def of_many(
    points: Sequence[DiscussionPoint],
    *,
    actor: Actor,
    moment: Moment | None = None,
    most: int | None = None,
) -> dict[int, Stops]:
    """The stops of each of these points of one 協議の場 by its key; the number of queries grows
    with neither. Of more than `most` the last ones up to now, or up to the moment, and the one
    that follows."""
    meetings = _stops(actor, {point.forum_id for point in points})
    places = _places(meetings, moment)
    shown = _window(places, most)
    facts, changes = _facts(points, meetings[shown], actor), _changes(points)
    found = {}
    for point in points:
        walked = _walk(point, meetings, places, facts, changes[point.pk], shown)
        found[point.pk] = Stops(walked)
        found[point.pk].earlier = shown.start
    return found


def _window(places: list[str], most: int | None) -> slice:
    if most is None or len(places) <= most:
        return slice(0, len(places))
    here = next((n for n, place in enumerate(places) if place == "now"), len(places) - 1)
    end = max(most, min(len(places), here + 2))
    return slice(end - most, end)


def _stops(actor: Actor, forums: set[int]) -> list[Any]:
    """All sessions of their 協議の場 that took place, and the next one that is planned."""
    rows = quotations.meetings().visible_to(actor).filter(body__forum__in=forums)
    rows = rows.order_by("held_on", "starts_at", "pk")
    found = list(rows)
    planned = [row for row in found if not row.took_place and not row.is_called_off][:1]
    return [row for row in found if row.took_place or row in planned]


def _places(meetings: list[Any], moment: Moment | None) -> list[str]:
    ends = [_until(*pair) for pair in pairwise([*meetings, None])]
    if moment is not None:
        return [_seen_from(moment, *pair) for pair in zip(meetings, ends, strict=True)]
    last = max((n for n, row in enumerate(meetings) if row.took_place), default=-1)
    return [
        "now" if n == last else "past" if row.took_place else "next"
        for n, row in enumerate(meetings)
    ]


def _seen_from(moment: Moment, meeting: Any, end: datetime | None) -> str:
    if meeting.pk == moment.meeting.pk:
        return "now"
    over = meeting.took_place and end is not None and end <= moment.at
    return "past" if over else "later"


def _until(meeting: Any, following: Any) -> datetime | None:
    """Up to when changes count for a session; None: up to now."""
    if meeting.closed_at is not None:
        closed: datetime = meeting.closed_at
        return closed
    if following is None:
        return None
    begins = datetime.combine(following.held_on, following.starts_at or time(0, 0))
    return timezone.make_aware(begins)


def _walk(
    point: DiscussionPoint,
    meetings: list[Any],
    places: list[str],
    facts: _Facts,
    changes: list[StatusChange],
    shown: slice,
) -> Iterable[Stop]:
    status = PointStatus.OPEN.value
    if shown.start:
        status = _status(changes, _until(meetings[shown.start - 1], meetings[shown.start]))
    pairs = list(pairwise([*meetings, None]))
    for (meeting, following), place in zip(pairs[shown], places[shown], strict=True):
        if place == "later":
            yield Stop(meeting, place)
            continue
        key, earlier = (meeting.pk, point.pk), status
        if place != "next":
            status = _status(changes, _until(meeting, following))
        outcome, outcome_label = facts.outcomes.get(key, ("", ""))
        yield Stop(
            meeting=meeting,
            place=place,
            outcome=outcome,
            outcome_label=outcome_label,
            status=status if place != "next" else "",
            status_label=str(PointStatus(status).label) if place != "next" else "",
            before=str(PointStatus(earlier).label) if earlier != status else "",
            asked=facts.asked.get(key, 0),
            taken_up=facts.taken_up.get(key, 0),
            memo=key in facts.memos,
        )


def _status(changes: list[StatusChange], until: datetime | None) -> str:
    counting = [c.to_status for c in changes if until is None or c.effective_at <= until]
    return counting[-1] if counting else PointStatus.OPEN.value


def _changes(points: Sequence[DiscussionPoint]) -> dict[int, list[StatusChange]]:
    found: dict[int, list[StatusChange]] = defaultdict(list)
    kind = ContentType.objects.get_for_model(DiscussionPoint)
    rows = StatusChange.objects.filter(content_type=kind, object_id__in=[p.pk for p in points])
    for change in rows.order_by("effective_at", "pk"):
        found[change.object_id].append(change)
    return found


def _facts(points: Sequence[DiscussionPoint], meetings: list[Any], actor: Actor) -> _Facts:
    keys = [meeting.pk for meeting in meetings]
    here = quotations.handlings(actor).filter(meeting__in=keys).order_by()
    requests = LocalRequest.objects.visible_to(actor)
    taken_up = here.filter(local_request__points__in=points).values_list(
        "meeting", "local_request__points"
    )
    asked = quotations.asked_at(keys, requests.values("pk"), actor=actor)
    asked = asked.filter(local_request__points__in=points)
    by_place = asked.order_by().values_list("speech__source__meeting", "local_request__points")
    written = quotations.memos(actor).filter(meeting__in=keys, point__in=points)
    return _Facts(
        outcomes={
            (row.meeting_id, row.point_id): (row.seen_outcome, row.seen_label)
            for row in here.filter(point__in=points)
        },
        asked=_numbers(by_place.annotate(n=Count("local_request", distinct=True))),
        taken_up=_numbers(taken_up.annotate(n=Count("local_request", distinct=True))),
        memos=set(written.values_list("meeting", "point")),
    )


def _numbers(rows: Iterable[tuple[int, int, int]]) -> dict[tuple[int, int], int]:
    return {(meeting, point): number for meeting, point, number in rows}
