"""What can be done with a commitment of the national side."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from issues import needs
from issues.actions.logged import anchor, annul, publish, restore, retract
from issues.actions.points import forum_of, set_points
from issues.models import Commitment, DiscussionPoint, LocalRequest, NumberSeries
from issues.transitions.commitments import COMMITMENT
from japan.eras import fiscal_year
from organizations.models import Organization
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import begin, step

__all__ = (
    "anchor",
    "annul",
    "edit",
    "fulfil",
    "log",
    "mark_unfulfilled",
    "publish",
    "restore",
    "retract",
)


@transaction.atomic
def log(
    *,
    by: User,
    speaker: str,
    title: str,
    said_on: date,
    points: Sequence[DiscussionPoint],
    organization: Organization | None = None,
    fictional: bool = False,
    details: dict[str, Any] | None = None,
    effective_at: datetime | None = None,
) -> Commitment:
    """Log a commitment under the next number of its fiscal year. Arguments as for requests."""
    commitment = Commitment(
        forum_id=forum_of(points),
        organization=organization,
        speaker=speaker,
        said_on=said_on,
        title=title.strip(),
        created_by=by,
        fictional=fictional,
    )
    commitment.number = NumberSeries.take(prefix="C", fiscal_year=fiscal_year(said_on))
    details = {**(details or {}), "points": [point.code for point in points]}
    begin(COMMITMENT, "log", commitment, by=by, details=details, effective_at=effective_at)
    set_points(commitment, points)
    return commitment


def edit(
    commitment: Commitment,
    *,
    by: User,
    version: int | None = None,
    points: Sequence[DiscussionPoint] | None = None,
    answers: Collection[LocalRequest] | None = None,
    **fields: Any,
) -> Commitment:
    """Change title, speaker or organization, the points, and the requests it answers."""
    unknown = set(fields) - {"title", "speaker", "organization"}
    if unknown:
        raise TypeError(f"edit() cannot change {sorted(unknown)}")
    with step(COMMITMENT, "edit", commitment, by=by, version=version) as under_way:
        if fields or points is not None:
            _refuse_public(under_way.obj)
        for name, value in fields.items():
            setattr(under_way.obj, name, value)
        if points is not None:
            under_way.details["points"] = set_points(under_way.obj, points)
        if answers is not None:
            under_way.obj.answers.set(answers)
            under_way.details["answers"] = sorted(r.number for r in answers)
    return under_way.obj


def _refuse_public(commitment: Commitment) -> None:
    """Which requests it answers may change; its words change by a correction."""
    if reason := needs.not_public(commitment):
        raise Refused(Decision(RefusalKind.INCOMPLETE, reason))


def fulfil(
    commitment: Commitment, *, by: User, by_what: str, effective_at: datetime | None = None
) -> Commitment:
    """Kept: says by what."""
    return _judge(
        commitment,
        "fulfil",
        by=by,
        words=by_what,
        missing="何によって果たされたかを書いてください。",
        at=effective_at,
    )


def mark_unfulfilled(commitment: Commitment, *, by: User, reason: str) -> Commitment:
    """Not kept so far: says why it is judged so."""
    return _judge(
        commitment,
        "mark_unfulfilled",
        by=by,
        words=reason,
        missing="未履行とする理由を書いてください。",
    )


def _judge(
    commitment: Commitment,
    verb: str,
    *,
    by: User,
    words: str,
    missing: str,
    at: datetime | None = None,
) -> Commitment:
    with step(COMMITMENT, verb, commitment, by=by, reason=words, effective_at=at) as under_way:
        if not words.strip():
            raise Refused(Decision(RefusalKind.INCOMPLETE, missing))
        under_way.obj.fulfilled_by = words.strip()
    return under_way.obj
