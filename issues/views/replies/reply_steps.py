"""What becomes of a written reply: handing in, publishing, correcting."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from issues.actions import replies
from issues.enums import Means, ReplyClass, ReplyStatus
from issues.forms.fields.inputs import EraDateField
from issues.forms.replies import CorrectionForm
from issues.models import Reply
from issues.transitions.replies import REPLY
from issues.views.replies.reply_places import about, back_to, counts_as, reply_of, reply_url
from publication.views import rehearsal
from workflow.doors import person, refuse_others, refuse_unless, status_of, version_of
from workflow.machine import Refused

TEMPLATES = "issues/replies"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """The reply as it will stand, what it counts as, and the button that hands it in."""
    user, reply = person(request), reply_of(request, pk)
    refuse_others(REPLY, "submit", user, reply)
    if request.method != "POST":
        refuse_unless(REPLY.decide("submit", user, reply))
        context = about(reply.local_request, reply)
        return render(request, f"{TEMPLATES}/submit.html", context)
    version = version_of(request)
    if version is None:
        return _not_submitted(request, reply, "この画面を開き直してください。", 422)
    try:
        submitted = replies.submit(reply, by=user, version=version)
    except Refused as refused:
        return _not_submitted(request, reply, refused.decision.reason, status_of(refused))
    messages.success(request, f"{submitted}を提出しました。{counts_as(submitted)}")
    return back_to(submitted)


def _not_submitted(request: HttpRequest, reply: Reply, reason: str, status: int) -> HttpResponse:
    reply.refresh_from_db()
    waits = reply.status == ReplyStatus.DRAFT
    title = "まだ提出していません" if waits else "すでに提出しています"
    context = about(reply.local_request, reply) | {"reason": reason, "not_submitted": title}
    return render(request, f"{TEMPLATES}/submit.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """The reply as the public will see it; a POST publishes what was read."""
    return rehearsal.one(request, "reply", reply_of(request, pk))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the next version of a published reply, with the reason."""
    user, reply = person(request), reply_of(request, pk)
    refuse_others(REPLY, "correct", user, reply)
    if request.method != "POST":
        refuse_unless(replies.may_correct(reply, by=user))
    form = CorrectionForm(request.POST or None)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            correction = replies.correct(reply, by=user, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, refused.decision.reason)
            status = status_of(refused)
        else:
            messages.success(request, "訂正版を作りました。内容を直して、提出してください。")
            return redirect(reply_url("edit", correction))
    context = about(reply.local_request, reply) | {"form": form}
    return render(request, f"{TEMPLATES}/correct.html", context, status=status)


@login_required
@require_safe
def gate(request: HttpRequest) -> HttpResponse:
    """What a reply with this class, date and means counts as: a fragment for the form."""
    claimed, timing = request.GET.get("claimed_class", ""), None
    means = [code for code in request.GET.getlist("means") if code in Means.values]
    unreadable = False
    try:
        timing = EraDateField(required=False).clean(request.GET.get("timing_on", ""))
    except ValidationError:
        unreadable = True
    counted = None
    if claimed in ReplyClass.values:
        counted = replies.counted_class(claimed, timing_on=timing, means=means)
    context = {
        "claimed": ReplyClass(claimed) if counted else None,
        "counted": counted,
        "lowered": counted is not None and counted != claimed,
        "timing": timing,
        "means": means,
        "unreadable": unreadable,
    }
    return render(request, f"{TEMPLATES}/gate.html", context)
