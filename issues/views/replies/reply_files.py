"""添付: files that go with a reply."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from issues.actions import replies
from issues.forms.replies import AttachmentForm
from issues.models import ReplyAttachment
from issues.transitions.replies import REPLY
from issues.views.replies.reply_places import reply_of
from workflow.doors import person, refuse_others, refuse_unless, status_of
from workflow.machine import Refused


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """The files of a reply, and one more for it until it is published."""
    user, reply = person(request), reply_of(request, pk)
    refuse_others(REPLY, "edit", user, reply)
    form, status = AttachmentForm(), 200
    if request.method != "POST":
        refuse_unless(REPLY.decide("edit", user, reply))
    else:
        form, status = AttachmentForm(request.POST, request.FILES), 422
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                added = replies.attach(reply, by=user, data=file.read(), filename=file.name)
            except Refused as refused:
                form.add_error(None, refused.decision.reason)
                status = status_of(refused)
            else:
                messages.success(request, f"「{added.filename}」を添付しました。")
                return redirect("issues:replies:attachments", pk=reply.pk)
    context = {"local_request": reply.local_request, "reply": reply, "form": form}
    return render(request, "issues/replies/attachments.html", context, status=status)


@require_safe
def download(request: HttpRequest, pk: int, attachment: int) -> FileResponse:
    """One file, for whoever sees the reply. It is never opened in the browser itself."""
    reply = reply_of(request, pk)
    found = get_object_or_404(
        ReplyAttachment.objects.visible_to(request.user).filter(reply=reply), pk=attachment
    )
    return FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=found.filename,
        content_type="application/octet-stream",
    )
