"""同趣旨: what is like a request, and the group of those that ask the same."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from issues.actions import same_asks
from issues.alike import shown
from issues.forms.relations import LinkForm
from issues.models import LocalRequest
from issues.pages import related_requests
from issues.transitions.requests import LOCAL_REQUEST
from issues.views.attempts import DONE, OK, attempt
from issues.views.doors import request_of
from workflow.doors import person, refuse_others, refuse_unless
from workflow.kept.kept_pages import kept_page

TEMPLATES = "issues/alike"


@require_safe
@kept_page
def show(request: HttpRequest, number: str) -> HttpResponse:
    """Requests that are about the same, their answers and promises; for htmx the part alone."""
    local_request = request_of(request, number)
    actor = request.user
    mine = shown.ministry_of(actor)
    context = {
        "local_request": local_request,
        "found": shown.to_request(local_request, actor=actor, ministry=mine),
        "may_write": mine is not None and bool(LOCAL_REQUEST.decide("reply", actor, local_request)),
        **{
            f"may_{verb}": bool(LOCAL_REQUEST.decide(verb, actor, local_request))
            for verb in ("link", "group", "merge")
        },
    }
    partial = "#found" if request.htmx else ""  # type: ignore[attr-defined]
    response = render(request, f"{TEMPLATES}/show.html{partial}", context)
    patch_vary_headers(response, ("HX-Request",))
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def same(request: HttpRequest, number: str) -> HttpResponse:
    """The group of a request: others put into it, and each taken out (the request itself, or
    another one that it is shown with)."""
    user, local_request = person(request), request_of(request, number)
    removing = request.POST.get("do") == "remove"
    refuse_others(LOCAL_REQUEST, "group", user, local_request)
    if request.method != "POST":
        refuse_unless(LOCAL_REQUEST.decide("group", user, local_request))
    data = request.POST if request.method == "POST" else None
    form = LinkForm(data, actor=user, local_request=local_request)
    form.fields["other"].label = "同趣旨の要望の番号"
    status = OK
    if request.method == "POST" and removing and request.POST.get("other", "") in ("", number):
        same_asks.ungroup(local_request, by=user)
        messages.success(request, f"{number}を、同趣旨のまとまりから外しました。")
        return redirect(local_request)
    if request.method == "POST":
        status = attempt(form, lambda: _change(local_request, form, user, removing))
        if status == DONE:
            other = form.cleaned_data["other"].number
            done = (
                "を、同趣旨のまとまりから外しました。"
                if removing
                else "を、同趣旨としてまとめました。"
            )
            messages.success(request, f"{other}{done}")
            return redirect("issues:requests:same", number=number)
    context = {
        "local_request": local_request,
        "form": form,
        "relations": related_requests.relations_of(local_request, actor=user),
        "found": shown.to_request(local_request, actor=user),
    }
    return render(request, f"{TEMPLATES}/same.html", context, status=status)


def _change(local_request: LocalRequest, form: LinkForm, user: User, removing: bool) -> None:
    other = form.cleaned_data["other"]
    if removing:
        same_asks.ungroup(other, by=user)
    else:
        same_asks.group(local_request, by=user, other=other)
