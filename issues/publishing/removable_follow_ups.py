"""Follow-ups, what happened to them, and reasons for a later date: words that parties read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from issues.models import DueChange, FollowUp, ProgressNote
from issues.transitions.follow_ups import FOLLOW_UP
from issues.transitions.requests import LOCAL_REQUEST
from publication.removals.removable import Held, Removable


def _number(subject: Any) -> Iterable[str]:
    number = getattr(subject, "number", "")
    return (number,) if number else ()


def _slip_held_by(change: DueChange) -> Held:
    if change.local_request is not None:
        return LOCAL_REQUEST, change.local_request
    return FOLLOW_UP, change.follow_up


def _slip_page(change: DueChange) -> str:
    return str(_slip_held_by(change)[1].get_absolute_url())


REMOVABLES = (
    Removable(
        key="follow-up",
        label="対応依頼",
        model=FollowUp,
        named=lambda follow_up: f"{follow_up.organization.name}への対応依頼",
        page=lambda follow_up: str(follow_up.get_absolute_url()),
        texts=("title", "text", "result", "section"),
        workflow=FOLLOW_UP,
        is_shown=lambda follow_up: False,
        concerns=lambda follow_up: _number(follow_up.subject),
        hanging=lambda follow_up: follow_up.notes.all(),
    ),
    Removable(
        key="note",
        label="対応依頼の経過",
        model=ProgressNote,
        named=lambda note: f"{note.follow_up.organization.name}への対応依頼の経過",
        page=lambda note: str(note.follow_up.get_absolute_url()),
        texts=("text",),
        holder=lambda note: (FOLLOW_UP, note.follow_up),
        is_shown=lambda note: False,
        concerns=lambda note: _number(note.follow_up.subject),
    ),
    Removable(
        key="due-change",
        label="期限の変更の理由",
        model=DueChange,
        named=lambda change: f"{change.ministry.name}の期限の変更の理由",
        page=_slip_page,
        texts=("reason",),
        holder=_slip_held_by,
        locked=True,
        is_shown=lambda change: (
            change.local_request is not None and change.local_request.published_at is not None
        ),
        concerns=lambda change: _number(change.local_request),
    ),
)
