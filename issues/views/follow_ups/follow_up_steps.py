"""What becomes of a 対応依頼: notes, another due date, done, cancelled, taken up again."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
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
from issues.views.attempts import DONE, LATE, Move
from issues.views.clashing import RECENT

NOTE = Move(
    FOLLOW_UP, "note", follow_ups.note, NoteForm, "経過を書く", "経過を記録しました。",
    button="経過を記録する",
)  # fmt: skip
DUE = Move(
    FOLLOW_UP, "change_due", follow_ups.change_due, DueForm, "期限を変える",
    "期限を変えました。変更は期限の記録に残ります。", versioned=True,
)  # fmt: skip
DUE_SLIP = Move(
    FOLLOW_UP, "mark_due_slip", slips.put_right, PutRightForm, "期限の記載誤りを直す",
    "期限を直しました。誤っていた期限は、期限の記録に数えません。",
    button="記載誤りとして直す", versioned=True,
)  # fmt: skip
COMPLETE = Move(
    FOLLOW_UP, "complete", follow_ups.complete, CompleteForm, "完了にする", "完了にしました。"
)
CANCEL = Move(
    FOLLOW_UP, "cancel", follow_ups.cancel, CancelForm, "取りやめる", "取りやめにしました。"
)
REOPEN = Move(FOLLOW_UP, "reopen", follow_ups.reopen, ReopenForm, "再開する", "再開しました。")


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


def _step(request: HttpRequest, pk: int, move: Move) -> HttpResponse:
    follow_up, on = follow_up_of(request, pk), timezone.localdate()
    form, status = move.made(request, follow_up)
    if status == DONE:
        return redirect(follow_up)
    (row,) = follow_up_rows.rows([follow_up], actor=request.user, on=on)
    context = {"follow_up": follow_up, "row": row, "page": move, "form": form, "today": on}
    if status == LATE:
        lines = short_timeline.lines_of(follow_up, actor=request.user)
        context["lines"] = lines[:RECENT]
    return render(request, "issues/follow_ups/step.html", context, status=status)
