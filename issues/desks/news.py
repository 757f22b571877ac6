"""What came in since somebody last looked: acts of others on requests, told by sort and by whom.

The same rules as in a request's history (`issues.history.timeline`): the team is told of every act,
everybody else of what was published, and of each change of status since.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, Q, Subquery

from accounts import rules
from accounts.rules import Actor
from issues.history.timeline import PUBLIC_VERBS
from issues.models import Forum, LocalRequest
from workflow.models import HistoryEntry

TOLD = (
    *("log", "join", "triage", "start_review", "reply", "give_opinion", "ask_reconsideration"),
    *("report_progress", "settle", "reopen", "withdraw"),
)
"""Verbs whose acts are news."""
FIRST = timedelta(days=7)
"""How far back it is told to somebody who looks for the first time."""
OLDEST = timedelta(days=60)
READ, LINES, NAMED = 300, 6, 3
"""Acts that are read, lines that are shown, and requests that a line names."""


@dataclass(frozen=True)
class Line:
    """Acts of one sort by one organization, the newest request first; `total` counts requests."""

    label: str
    organization: str
    local_requests: tuple[LocalRequest, ...]
    total: int

    @property
    def left_out(self) -> int:
        return self.total - len(self.local_requests)


@dataclass(frozen=True)
class News:
    """`since` is the last look, None for a first one; `more` lines are left out."""

    since: datetime | None
    lines: tuple[Line, ...]
    more: int

    def __bool__(self) -> bool:
        return bool(self.lines)


def news(actor: Actor, *, since: datetime | None, now: datetime, forum: Forum | None) -> News:
    """What others did since then that the actor may know of; two queries. What is older than sixty
    days is history."""
    begins = now - FIRST if since is None else max(since, now - OLDEST)
    acts: dict[tuple[str, str], dict[int, None]] = {}
    for label, organization, key in _acts(actor, begins, forum):
        acts.setdefault((label, organization), {})[key] = None
    shown = list(acts.items())[:LINES]
    named = [key for _, keys in shown for key in [*keys][:NAMED]]
    rows = LocalRequest.objects.only("number", "title", "forum", "fictional").in_bulk(named)
    lines = (
        Line(label, organization, tuple(rows[key] for key in [*keys][:NAMED]), len(keys))
        for (label, organization), keys in shown
    )
    return News(since, tuple(lines), len(acts) - len(shown))


def _acts(actor: Actor, begins: datetime, forum: Forum | None) -> Iterable[tuple[str, str, int]]:
    """Label, organization and key of the request of each act, the newest first."""
    about = _about(actor).of_forum(forum).filter(pk=OuterRef("object_id")).order_by()
    kind = ContentType.objects.get_for_model(LocalRequest)
    entries = HistoryEntry.objects.filter(content_type=kind, recorded_at__gt=begins)
    entries = entries.filter(Exists(about)).exclude(**_own(actor))
    if rules.sees_everything(actor):
        entries = entries.filter(verb__in=TOLD)
    else:
        published = Subquery(about.values("published_at")[:1])
        after = Q(published=None) | Q(published__lte=F("recorded_at"))
        moved = Q(status_change__isnull=False, verb__in=TOLD) & after
        entries = entries.annotate(published=published)
        entries = entries.filter(moved | Q(verb__in=PUBLIC_VERBS & {*TOLD, "publish"}))
    rows = entries.order_by("-recorded_at", "-pk").values_list(
        "label", "acting_for__name", "object_id"
    )
    return [(label, name or "", key) for label, name, key in rows[:READ]]


def _about(actor: Actor) -> Any:
    """The requests that are this reader's business."""
    visible = LocalRequest.objects.visible_to(actor)
    membership = rules.acting(actor)
    if membership is None or rules.sees_everything(actor):
        return visible
    mine = membership.organization_id
    return visible.put_to(mine) if rules.is_ministry(actor) else visible.concerning(mine)


def _own(actor: Actor) -> dict[str, Any]:
    """Acts that are no news: of the team one's own, of everybody else those of one's office."""
    membership = rules.acting(actor)
    if membership is None or rules.sees_everything(actor):
        return {"by": actor.pk}
    return {"acting_for": membership.organization_id}
