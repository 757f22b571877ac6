"""よく使う一覧: saving what the list shows, renaming, ordering and dropping it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Membership
from accounts.rules import acting
from issues.actions.personal import saved_lists
from issues.filters.local_requests import LocalRequestFilters
from issues.forms.saved_lists import ChangeListForm, SaveForm
from issues.forums import chosen_forum
from issues.models import SavedList, Standing
from issues.views.attempts import DONE, OK, attempt
from workflow.doors import person
from workflow.machine import Decision, RefusalKind, Refused

TEMPLATES = "issues/saved_lists"
GET_AND_POST = ["GET", "HEAD", "POST"]


@login_required
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """Those that the reader may change: its own, and those of its organization."""
    membership = _membership(request)
    own: list[Any] = []
    shared: list[Any] = []
    for saved in _offered(request):
        filters = _filters(request, saved.query)
        row = (saved, _said(filters), bool(filters.errors))
        (shared if saved.shared else own).append(row)
    ours = f"{membership.organization.full_name}で共有する一覧"
    groups = [each for each in (("自分の一覧", own), (ours, shared)) if each[1]]
    return render(request, f"{TEMPLATES}/list.html", {"groups": groups})


@login_required
@require_http_methods(GET_AND_POST)
def new(request: HttpRequest) -> HttpResponse:
    """Save the conditions of the address, which are those of the list it was come from."""
    membership = _membership(request)
    filters = _filters(request, request.GET.urlencode())
    typed = request.POST if request.method == "POST" else None
    form = SaveForm(typed, organization=membership.organization)
    context = {"form": form, "filters": filters, "said": _said(filters)}
    if filters.errors:
        return render(request, f"{TEMPLATES}/new.html", context, status=422)
    if typed is None:
        return render(request, f"{TEMPLATES}/new.html", context)
    made: list[SavedList] = []
    forum, by, now = chosen_forum.given(request), person(request), timezone.now()

    def save() -> None:
        content = {"query": filters.canonical, **form.content()}
        made.append(saved_lists.save(forum, by=by, now=now, **content))

    status = attempt(form, save)
    if status != DONE:
        return render(request, f"{TEMPLATES}/new.html", context, status=status)
    messages.success(request, f"「{made[0].name}」を保存しました。")
    return redirect(made[0])


@login_required
@require_http_methods(GET_AND_POST)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, another place."""
    saved = get_object_or_404(_offered(request), pk=pk)
    typed = request.POST if request.method == "POST" else None
    form = ChangeListForm(typed, initial={"name": saved.name, "position": saved.position})
    filters, status = _filters(request, saved.query), OK
    name = saved.name
    if typed is not None:
        by = person(request)
        status = attempt(form, lambda: saved_lists.change(saved, by=by, **form.cleaned_data))
        if status == DONE:
            messages.success(request, f"「{saved.name}」を変えました。")
            return redirect("issues:saved_lists:list")
    context = {"form": form, "saved": saved, "name": name, "said": _said(filters)}
    return render(request, f"{TEMPLATES}/edit.html", context, status=status)


@login_required
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget one."""
    saved = get_object_or_404(_offered(request), pk=pk)
    saved_lists.drop(saved, by=person(request))
    messages.success(request, f"「{saved.name}」を消しました。要望は、そのままです。")
    return redirect("issues:saved_lists:list")


def _membership(request: HttpRequest) -> Membership:
    """Raises `Refused` for people without any."""
    membership = acting(request.user)
    if membership is None:
        raise Refused(Decision(RefusalKind.FORBIDDEN, "一覧を保存できるのは、所属のある人です。"))
    return membership


def _offered(request: HttpRequest) -> Any:
    forum = chosen_forum.given(request)
    return SavedList.objects.offered_to(request.user).of_forum(forum)


def _filters(request: HttpRequest, query: str) -> LocalRequestFilters:
    visible = Standing.objects.readable(request.user, looking_back=False)
    return LocalRequestFilters(QueryDict(query), visible, request=request)


def _said(filters: LocalRequestFilters) -> list[str]:
    """Conditions and order in words; what is no more is said by the form's errors."""
    words = [chip.label for chip in filters.chips("")]
    return [*words, f"並び順：{filters.SORTS[filters.sorted_by][0]}"]
