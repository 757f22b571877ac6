"""What becomes of a 対応依頼: notes, another due date, done, cancelled, taken up again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from issues.actions import follow_ups, slips
from issues.forms.follow_ups import (
    CancelForm,
    CompleteForm,
    DueForm,
    NoteForm,
    PutRightForm,
    ReopenForm,
)
from issues.history import short_timeline
from issues.models import FollowUp
from issues.pages import follow_up_rows
from issues.transitions.follow_ups import FOLLOW_UP
from workflow.doors import person, refuse_others, refuse_unless, status_of, version_of
from workflow.machine import RefusalKind, Refused

RECENT = 5
"""How many lines of the history a page shows when somebody was faster."""


@dataclass(frozen=True)
class Page:
    """One step's page: its verb and words. `versioned`: refused over a newer version."""

    verb: str
    act: Callable[..., Any]
    form: type[Form]
    title: str
    button: str
    done: str
    versioned: bool = False


NOTE = Page(
    "note", follow_ups.note, NoteForm, "経過を書く", "経過を記録する", "経過を記録しました。"
)
DUE = Page(
    "change_due", follow_ups.change_due, DueForm, "期限を変える", "期限を変える",
    "期限を変えました。変更は期限の記録に残ります。", versioned=True,
)  # fmt: skip
DUE_SLIP = Page(
    "mark_due_slip", slips.put_right, PutRightForm, "期限の記載誤りを直す", "記載誤りとして直す",
    "期限を直しました。誤っていた期限は、期限の記録に数えません。", versioned=True,
)  # fmt: skip
COMPLETE = Page(
    "complete", follow_ups.complete, CompleteForm, "完了にする", "完了にする", "完了にしました。"
)
CANCEL = Page(
    "cancel", follow_ups.cancel, CancelForm, "取りやめる", "取りやめる", "取りやめにしました。"
)
REOPEN = Page("reopen", follow_ups.reopen, ReopenForm, "再開する", "再開する", "再開しました。")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what happened meanwhile."""
    return _step(request, pk, NOTE)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def due(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the due date, saying why."""
    return _step(request, pk, DUE)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def due_slip(request: HttpRequest, pk: int) -> HttpResponse:
    """The due date had been a slip of the pen: this one was meant."""
    return _step(request, pk, DUE_SLIP)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def complete(request: HttpRequest, pk: int) -> HttpResponse:
    """Done, saying what came of it."""
    return _step(request, pk, COMPLETE)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Not to be done, saying why."""
    return _step(request, pk, CANCEL)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """To be done after all, saying why."""
    return _step(request, pk, REOPEN)


def follow_up_of(request: HttpRequest, pk: int) -> FollowUp:
    """The task, for whoever may see it; else 404."""
    visible = FollowUp.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("organization", "person"), pk=pk)


def _step(request: HttpRequest, pk: int, page: Page) -> HttpResponse:
    user, follow_up = person(request), follow_up_of(request, pk)
    refuse_others(FOLLOW_UP, page.verb, user, follow_up)
    if request.method != "POST":
        refuse_unless(FOLLOW_UP.decide(page.verb, user, follow_up))
        return _shown(request, follow_up, page, page.form())
    form = page.form(request.POST)
    version = version_of(request)
    if not form.is_valid() or (page.versioned and version is None):
        return _shown(request, follow_up, page, form, status=422)
    seen = {"version": version} if page.versioned else {}
    try:
        page.act(follow_up, by=user, **seen, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, refused.decision.reason)
        follow_up.refresh_from_db()
        late = refused.decision.refusal is RefusalKind.CONFLICT
        lines = short_timeline.lines_of(follow_up, actor=user)[:RECENT] if late else []
        status = status_of(refused)
        return _shown(request, follow_up, page, form, status=status, lines=lines)
    messages.success(request, page.done)
    return redirect(follow_up)


def _shown(
    request: HttpRequest,
    follow_up: FollowUp,
    page: Page,
    form: Form,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    on = timezone.localdate()
    (row,) = follow_up_rows.rows([follow_up], actor=request.user, on=on)
    context = {"follow_up": follow_up, "row": row, "page": page, "form": form, "today": on, **more}
    return render(request, "issues/follow_ups/step.html", context, status=status)
