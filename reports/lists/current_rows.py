"""The rows of a 対応状況一覧 as they stand now, as one reader may see them.

They are read and built part by part, from plain values: what a row shows is a dozen columns of
six tables, and objects for them would take several times as long as the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from accounts.rules import Actor
from issues.enums import (
    AWAITING_REPLY,
    JudgementClass,
    ProgressClass,
    ReplyClass,
    ReplyStatus,
    RequestKind,
    RequestStatus,
    Stance,
)
from issues.models import DiscussionPoint
from issues.models.reply import means_labels
from issues.querysets import chunks
from issues.querysets.bodies import Bodies
from issues.querysets.standings import StandingQuerySet
from organizations.enums import OrganizationKind
from reports.lists import row_sources
from reports.lists.producing import Progress, unheard
from reports.lists.row_sources import Answer, Heard, Kept, View
from reports.lists.rows import Row

_KINDS, _STATUSES, _CLASSES, _STANCES, _PROGRESS, _JUDGEMENTS, _SIZES = (
    {code: str(label) for code, label in choices.choices}
    for choices in (
        RequestKind, RequestStatus, ReplyClass, Stance, ProgressClass, JudgementClass,
        OrganizationKind,
    )
)  # fmt: skip


@dataclass(frozen=True)
class Rows:
    """One row for each request, in their order; read anew, part by part, whenever somebody goes
    through them. `requests` are already what the actor sees; of replies, opinions and meetings a
    row takes what the actor sees. `on` decides on 未回答."""

    requests: StandingQuerySet
    actor: Actor
    on: date
    progress: Progress = unheard

    @cached_property
    def _keys(self) -> list[int]:
        return list(self.requests.values_list("local_request", flat=True))

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[Row]:
        names, done = _Names(), 0
        for keys in chunks.parts(self._keys):
            yield from _part(keys, self.actor, self.on, names)
            done += len(keys)
            self.progress(done, len(self._keys))


class _Names:
    """Organizations, points and means as cells name them, kept from part to part: there are few."""

    def __init__(self) -> None:
        self.bodies = Bodies()
        self.points = {each.pk: (each.position, point(each)) for each in _points()}
        self.means: dict[tuple[str, ...], tuple[str, ...]] = {}

    def called(self, means: Sequence[str]) -> tuple[str, ...]:
        """Means in words."""
        codes = tuple(means)
        if codes not in self.means:
            self.means[codes] = tuple(means_labels(codes))
        return self.means[codes]


def _points() -> Any:
    return DiscussionPoint.objects.only("pk", "position", "short_name")


def _part(keys: Sequence[int], actor: Actor, on: date, names: _Names) -> Iterator[Row]:
    kept = row_sources.kept_of(keys, actor)
    names.bodies.learn(kept.organizations)
    for key in keys:
        if key in kept.requests:
            yield _row(key, kept, names, on)


def _row(key: int, kept: Kept, names: _Names, on: date) -> Row:
    request, bodies = kept.requests[key], names.bodies
    organization = bodies[request.organization]
    primary, others = _named(kept.points.get(key, ()), names.points)
    lead = bodies[request.lead].name if request.lead else ""
    answer = kept.answers.get(key)
    views, own = _standing(kept.views.get(key, ()), request)
    place = kept.places.get(key)
    due = request.due_on if request.status in AWAITING_REPLY else None
    return Row.made(
        number=request.number,
        kind=_KINDS[request.kind],
        organization_code=organization.code,
        organization=organization.full_name,
        size=_SIZES[organization.kind],
        prefecture=organization.prefecture,
        joined=tuple([bodies[each].full_name for each in kept.joined.get(key, ())]),
        speaker=request.speaker,
        said_on=request.said_on,
        title=request.title,
        ask=request.ask,
        trouble=request.trouble,
        primary_point=primary,
        other_points=others,
        lead_ministry=lead,
        co_ministries=_ministries(kept.shared.get(key, ()), bodies),
        due_on=request.due_on,
        first_due_on=request.first_due_on,
        status_code=request.status,
        status=_STATUSES[request.status],
        unanswered=due is not None and due < on,
        round=request.round if lead else None,
        **_reply(answer, request.lead, names),
        stance=_STANCES[own.stance] if own else "",
        opinion=own.text if own else "",
        other_stances=_others(views, own, bodies),
        progress=_PROGRESS[request.progress] if request.progress else "",
        judgement=_JUDGEMENTS[request.judgement] if request.judgement else "",
        reflected_in=request.reflected_in,
        meeting=place.meeting if place else "",
        passage=place.url if place else "",
        public=request.public,
        fictional=_is_made_up(request, answer, views),
    )


def _standing(views: Sequence[View], request: Heard) -> tuple[Sequence[View], View | None]:
    """The opinions of the present round, and the requester's among them."""
    if not views:
        return (), None
    here = [view for view in views if view.round == request.round]
    return here, next((view for view in here if view.organization == request.organization), None)


def _is_made_up(request: Heard, answer: Answer | None, views: Sequence[View]) -> bool:
    """The request itself, or something that the row says of it, is 架空."""
    said = request.fictional or request.made_up or (answer is not None and answer.fictional)
    return said or any([view.fictional for view in views])


def _named(
    belongs: Sequence[tuple[int, bool]], points: Mapping[int, tuple[int, str]]
) -> tuple[str, tuple[str, ...]]:
    """The primary point, and the others in their order."""
    if len(belongs) == 1 and belongs[0][1]:
        return points[belongs[0][0]][1], ()
    primary = next((points[key][1] for key, first in belongs if first), "")
    return primary, tuple(
        [name for _, name in sorted(points[key] for key, first in belongs if not first)]
    )


def _ministries(keys: Sequence[int], bodies: Bodies) -> tuple[str, ...]:
    if len(keys) < 2:
        return tuple([bodies[key].name for key in keys])
    found = sorted((bodies[key] for key in keys), key=lambda each: (each.position, each.code))
    return tuple(each.name for each in found)


def _reply(answer: Answer | None, lead: int | None, names: _Names) -> dict[str, Any]:
    """What the reply says; it names its ministry where another one is in charge now."""
    if answer is None:
        return _NO_REPLY
    text = answer.text
    if answer.ministry != lead:
        text = by_ministry(names.bodies[answer.ministry].name, True) + text
    return {
        "reply_class": _CLASSES.get(answer.reply_class, answer.reply_class),
        "reply_timing": answer.timing_on,
        "reply_means": names.called(answer.means) if answer.means else (),
        "reply_text": text,
        "replied_on": answer.on,
        "reply_pending": answer.status != ReplyStatus.PUBLISHED,
    }


_NO_REPLY: dict[str, Any] = {
    "reply_class": "",
    "reply_timing": None,
    "reply_means": (),
    "reply_text": "",
    "replied_on": None,
    "reply_pending": False,
}


def _others(views: Sequence[View], own: View | None, bodies: Bodies) -> tuple[str, ...]:
    return tuple(
        [
            f"{bodies[view.organization].full_name}：{_STANCES[view.stance]}"
            for view in views
            if view is not own
        ]
    )


def by_ministry(name: str, by_another: bool) -> str:
    """Comes before a reply of a ministry that is no longer in charge."""
    return f"［{name}の回答］" if by_another else ""


def point(found: DiscussionPoint) -> str:
    """A point as a cell names it: 「1 費用」."""
    return f"{found.position} {found.short_name}"
