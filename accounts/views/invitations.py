"""招待: inviting, sending again, taking back. For the secretariat."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions import invitations
from accounts.forms.invitations import InvitationForm
from accounts.models import Invitation
from accounts.refusals import NotPossible
from accounts.views.doors import for_secretariat, person_behind

PER_PAGE = 50


@for_secretariat
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """All invitations, newest first, with what became of each."""
    rows = Invitation.objects.select_related("organization", "invited_by", "accepted_by")
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "now": timezone.now(),
        "kept_as_files": getattr(settings, "EMAIL_FILE_PATH", None),
    }
    return render(request, "accounts/people/invitations.html", context)


@for_secretariat
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody by mail."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invitations.invite(
                by=person_behind(request),
                base_url=request.build_absolute_uri("/"),
                **form.cleaned_data,
            )
        except NotPossible as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(
                request, f"{invitation.display_name}さんを招待しました。メールの送信を始めます。"
            )
            return redirect("accounts:people:invitations")
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/people/invite.html", {"form": form}, status=status)


@for_secretariat
@require_POST
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a new link."""
    invitation = get_object_or_404(Invitation, pk=pk)
    try:
        invitations.resend(invitation, by=person_behind(request))
    except NotPossible as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(
            request,
            f"{invitation.display_name}さんに、新しいリンクを送ります。前のリンクは使えません。",
        )
    return redirect("accounts:people:invitations")


@for_secretariat
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = get_object_or_404(Invitation, pk=pk)
    try:
        invitations.cancel(invitation, by=person_behind(request))
    except NotPossible as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, f"{invitation.display_name}さんへの招待を取り消しました。")
    return redirect("accounts:people:invitations")
