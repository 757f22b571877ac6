"""整理メモ of a discussion point as its page shows them: one per session, the newest first, each
with what changed since the one before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from accounts.rules import Actor
from issues.history import quotations
from issues.models import DiscussionPoint
from issues.standing.moments import Moment
from japan.comparing import Comparison, compare


@dataclass(frozen=True)
class Reading:
    """The memo that is read, and all of the point, newest first. `before` is the memo of the
    session before (None: this is the first), `change` what changed since then."""

    memo: Any
    memos: tuple[Any, ...]
    before: Any
    change: Comparison | None


def reading(
    point: DiscussionPoint, *, actor: Actor, key: str = "", moment: Moment | None = None
) -> Reading | None:
    """The memo of the session with this key ("": the newest); None without any to read. With a
    moment only memos of sessions that were closed by then. Raises `Http404` for a session that
    left no memo: another one must not be shown in its place."""
    rows = quotations.memos(actor).filter(point=point)
    if moment is not None:
        rows = rows.filter(meeting__closed_at__lte=moment.at)
    memos = tuple(rows)[::-1]
    if not memos and not key:
        return None
    place = next((n for n, memo in enumerate(memos) if key in ("", str(memo.meeting_id))), None)
    if place is None:
        raise Http404("その会合の整理メモは、ありません。")
    memo, before = memos[place], memos[place + 1] if place + 1 < len(memos) else None
    change = compare(before.text, memo.text) if before is not None else None
    return Reading(memo, memos, before, change)
