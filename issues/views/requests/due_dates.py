"""回答期限 of a request: another one, and 記載誤り, a date that had been a slip of the pen."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from issues.actions import slips, triage
from issues.due_dates import ledger
from issues.forms.triage import ChangeDueForm, PutRightForm, SlipForm
from issues.pages import related_requests
from issues.transitions.requests import LOCAL_REQUEST
from issues.views.attempts import DONE, OK, Move, attempt
from issues.views.doors import request_of
from issues.views.ledgers import about
from workflow.doors import person, refuse_others


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of the date before one change that it was written by mistake, and why."""
    user = person(request)
    rows = ledger.changes(user).select_related("local_request", "follow_up", "ministry")
    change = get_object_or_404(rows, pk=pk)
    subject = change.subject
    refuse_others(slips.table_of(subject), "mark_due_slip", user, subject)
    form = SlipForm(request.POST if request.method == "POST" else None)
    status = OK
    if request.method == "POST":
        status = attempt(form, lambda: slips.mark(change, by=user, **form.cleaned_data))
        if status == DONE:
            messages.success(request, "記載誤りの印を付けました。期限の記録には数えません。")
            return redirect(subject)
    context = {"change": change, "about": about(change), "form": form}
    return render(request, "issues/slip.html", context, status=status)


CHANGE = Move(
    LOCAL_REQUEST, "change_due", triage.change_due, ChangeDueForm, "回答期限の変更",
    "要望 {0.number} の回答期限を変えました。", button="期限を変える", versioned=True,
)  # fmt: skip
PUT_RIGHT = Move(
    LOCAL_REQUEST, "mark_due_slip", slips.put_right, PutRightForm, "期限の記載誤り",
    "期限を直しました。誤っていた期限は、期限の記録に数えません。",
    button="記載誤りとして直す", versioned=True,
)  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Another date for the reply; shows how far it has slipped so far."""
    return _dated(request, number, CHANGE)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def put_right(request: HttpRequest, number: str) -> HttpResponse:
    """The due date of a request had been a slip of the pen: another one was meant."""
    return _dated(request, number, PUT_RIGHT)


def _dated(request: HttpRequest, number: str, move: Move) -> HttpResponse:
    local_request = request_of(request, number)
    form, status = move.made(request, local_request)
    if status == DONE:
        return redirect(local_request)
    context = {
        "local_request": local_request,
        "form": form,
        "ledger": related_requests.ledger(local_request, actor=request.user),
        "today": timezone.localdate(),
        "what": move.title,
        "button": move.button,
    }
    return render(request, "issues/triage/change_due.html", context, status=status)
