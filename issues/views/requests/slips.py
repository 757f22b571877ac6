"""記載誤り: the secretariat says that a due date had been a slip of the pen."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from issues.actions import slips
from issues.due_dates import ledger
from issues.forms.triage import PutRightForm, SlipForm
from issues.pages import related_requests
from issues.transitions.requests import LOCAL_REQUEST
from issues.views.attempts import DONE, OK, attempt
from issues.views.doors import request_of
from issues.views.ledgers import about
from workflow.doors import person, refuse_others, refuse_unless, version_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of the date before one change that it was written by mistake, and why."""
    user = person(request)
    rows = ledger.changes(user).select_related("local_request", "follow_up", "ministry")
    change = get_object_or_404(rows, pk=pk)
    subject = change.local_request or change.follow_up
    assert subject is not None  # the database holds one of the two
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


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def put_right(request: HttpRequest, number: str) -> HttpResponse:
    """The due date of a request had been a slip of the pen: another one was meant."""
    user, local_request = person(request), request_of(request, number)
    form = PutRightForm(request.POST if request.method == "POST" else None)
    status = OK
    if request.method == "POST":
        refuse_others(LOCAL_REQUEST, "mark_due_slip", user, local_request)
        version = version_of(request) or 0
        status = attempt(
            form,
            lambda: slips.put_right(local_request, by=user, version=version, **form.cleaned_data),
        )
        if status == DONE:
            messages.success(
                request, "期限を直しました。誤っていた期限は、期限の記録に数えません。"
            )
            return redirect(local_request)
        local_request.refresh_from_db()
    else:
        refuse_unless(LOCAL_REQUEST.decide("mark_due_slip", user, local_request))
    context = {
        "local_request": local_request,
        "form": form,
        "ledger": related_requests.ledger(local_request, actor=user),
        "today": timezone.localdate(),
        "what": "期限の記載誤り",
        "button": "記載誤りとして直す",
    }
    return render(request, "issues/triage/change_due.html", context, status=status)
