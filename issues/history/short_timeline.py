"""経過 of a follow-up or a discussion point, as a page of a history shows it.

Whoever sees a follow-up is a party to it and reads the reasons. A point is public: its readers see
each change of status, and the team the reasons and persons too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any

from django.utils import timezone

from accounts import rules
from accounts.enums import Role
from accounts.rules import Actor
from issues.enums import PointStatus
from issues.history.timeline import Change, Line
from issues.models import DiscussionPoint, FollowUp
from issues.standing.moments import Moment
from japan.eras import format_era
from workflow import history
from workflow.models import HistoryEntry, StatusChange
from workflow.pointing import pointing_at


@dataclass(frozen=True)
class Standing:
    """A point's status; `since` is the day from which it counts (None: from the start)."""

    status: str
    since: date | None

    @property
    def label(self) -> str:
        return str(PointStatus(self.status).label)


def standing(point: DiscussionPoint, moment: Moment | None = None) -> Standing:
    """Where a point stands, or stood; one query. A move that left the status as it was (a session
    entered later) does not begin it anew."""
    changes = StatusChange.objects.filter(**pointing_at(point))
    if moment is not None:
        changes = changes.filter(effective_at__lte=moment.at)
    rows = list(changes.order_by("-effective_at", "-pk"))
    if not rows:
        return Standing(PointStatus.OPEN.value if moment is not None else point.status, None)
    same = takewhile(lambda change: change.to_status == rows[0].to_status, rows)
    return Standing(rows[0].to_status, timezone.localtime([*same][-1].effective_at).date())


_SHOWN = ("title", "text", "section", "due_on", "name", "short_name", "statement", "source",
          "position", "retired_on")  # fmt: skip
"""Fields whose change a line tells."""


def lines_of(record: FollowUp | DiscussionPoint, *, actor: Actor) -> list[Line]:
    """The lines, newest first; two queries."""
    inside = rules.sees_everything(actor)
    party = inside or isinstance(record, FollowUp)
    entries: Iterable[HistoryEntry] = history.entries_of(record)
    if not party:
        entries = [entry for entry in entries if hasattr(entry, "status_change")]
    lines = [_line(entry, record, inside=inside, party=party) for entry in entries]
    return lines[::-1]


def _line(entry: HistoryEntry, record: Any, *, inside: bool, party: bool) -> Line:
    change = getattr(entry, "status_change", None)
    return Line(
        at=change.effective_at if change else entry.recorded_at,
        label=entry.label,
        organization=entry.acting_for.name if entry.acting_for else "",
        role=Role(entry.role).label if entry.role else "",
        person=str(entry.by) if inside and entry.by else "",
        reason=entry.reason if party else "",
        changes=tuple(_changes(entry, record)) if party else (),
        from_status=_status(record, change.from_status if change else ""),
        to_status=_status(record, change.to_status if change else ""),
    )


def _changes(entry: HistoryEntry, record: Any) -> Iterable[Change]:
    for name in _SHOWN:
        if name in entry.changes:
            before, after = entry.changes[name]
            label = str(record._meta.get_field(name).verbose_name)
            yield Change(label, _words(name, before), _words(name, after))


def _words(name: str, value: Any) -> str:
    if name.endswith("_on") and value:
        return format_era(date.fromisoformat(value))
    return str(value or "")


def _status(record: Any, code: str) -> tuple[str, str]:
    labels = dict(record._meta.get_field("status").flatchoices)
    return (code, str(labels.get(code, code))) if code else ("", "")
