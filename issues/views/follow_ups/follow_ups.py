"""対応依頼: the list, one's own, and one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import rules
from issues.enums import FollowUpStatus
from issues.filters.follow_ups import FollowUpFilters
from issues.forms.follow_ups import NoteForm
from issues.forums import chosen_forum
from issues.history import short_timeline
from issues.models import DueChange, FollowUp
from issues.pages import follow_up_rows
from issues.pages.follow_up_moves import moves_of
from issues.rules import FOLLOW_UP_WORKERS
from issues.transitions.follow_ups import FOLLOW_UP
from issues.views.paging import page_of
from workflow import history
from workflow.doors import person
from workflow.kept.kept_pages import kept_page

TEMPLATES = "issues/follow_ups"
ENDED = 20
"""How many of the latest ended tasks one's own page shows."""


@login_required
@require_safe
@kept_page
def list_page(request: HttpRequest) -> HttpResponse:
    """The tasks that meet the conditions in the address, in pages."""
    on = timezone.localdate()
    visible = FollowUp.objects.visible_to(request.user).of_forum(chosen_forum.forum_of(request))
    filters = FollowUpFilters(request.GET, visible, request=request)
    page = page_of(request, filters.qs.select_related("organization", "person"))
    context = {
        "filters": filters,
        "page": page,
        "rows": follow_up_rows.rows(page.object_list, actor=request.user, on=on),
        "chips": filters.chips(request.path),
        "overdue": visible.overdue(on).count(),
        "today": on,
    }
    return render(request, f"{TEMPLATES}/list.html", context)


@login_required
@require_safe
@kept_page
def mine(request: HttpRequest) -> HttpResponse:
    """What the organization acted for has to do, the overdue first, and what was done lately."""
    on, user = timezone.localdate(), person(request)
    tasks = follow_up_rows.given_to(user)
    ended = tasks.exclude(status=FollowUpStatus.OPEN).order_by("-ended_at", "-pk")
    todo = follow_up_rows.rows(tasks.open().order_by("due_on", "pk"), actor=user, on=on)
    context = {
        "late": [row for row in todo if row.days_late],
        "open": [row for row in todo if not row.days_late],
        "ended": follow_up_rows.rows(ended[:ENDED], actor=user, on=on),
        "sees_all": rules.sees_everything(user),
        "today": on,
    }
    return render(request, f"{TEMPLATES}/mine.html", context)


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One task: by when, how that was counted, each change of it, and what happened meanwhile."""
    on, user = timezone.localdate(), person(request)
    related = ("organization", "person", "assigned_by")
    visible = FollowUp.objects.visible_to(user).select_related(*related)
    follow_up = get_object_or_404(visible, pk=pk)
    (row,) = follow_up_rows.rows([follow_up], actor=user, on=on)
    moves = moves_of(follow_up, actor=user)
    context = {
        "follow_up": follow_up,
        "row": row,
        "dates": dates_of(follow_up),
        "notes": follow_up.notes.standing().select_related("written_by"),
        "may_mark_slip": bool(FOLLOW_UP.decide("mark_due_slip", user, follow_up)),
        "inside": rules.sees_everything(user) or FOLLOW_UP_WORKERS.allows(user, follow_up),
        "moves": moves,
        "note_form": NoteForm() if "note" in {move.verb for move in moves} else None,
        "lines": short_timeline.lines_of(follow_up, actor=user),
        "today": on,
    }
    return render(request, f"{TEMPLATES}/detail.html", context)


@dataclass(frozen=True)
class DatedStep:
    """A due date as it was set: `change` says why and by how many days, None for the first one;
    `basis` as in `issues.due_dates.due.DueDate`."""

    on: date
    basis: dict[str, Any] | None
    change: DueChange | None


def dates_of(follow_up: FollowUp) -> list[DatedStep]:
    """Every due date there was, the first one first."""
    changes = list(follow_up.due_changes.select_related("slip"))
    bases = _bases(follow_up, len(changes))
    first = DatedStep(follow_up.first_due_on, bases[0], None)
    later = [DatedStep(c.new_due_on, b, c) for c, b in zip(changes, bases[1:], strict=True)]
    return [first, *later]


def _bases(follow_up: FollowUp, number: int) -> Sequence[dict[str, Any] | None]:
    """How each date was counted: the task keeps the last way, the record all of them."""
    kept: list[dict[str, Any] | None] = [follow_up.due_basis]
    entries = (
        history.entries_of(follow_up).filter(verb="change_due").order_by("-recorded_at", "-pk")
    )
    for changes in entries.values_list("changes", flat=True)[:number]:
        before = changes.get("due_basis", [kept[-1]])[0]
        kept.append(before)
    return kept[::-1]
