"""論点整理: the queue, one request, many at once; and what is changed later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods

from accounts.models import User
from issues.actions import triage
from issues.actions.bulk import bulk_triage
from issues.actions.bulk.in_bulk import Outcome
from issues.desks import likely_ministries, triage_queue
from issues.desks.triage_queue import QueueFilters
from issues.forms.fields.due import DEFAULT_DAYS
from issues.forms.triage import (
    BulkForm,
    ReassignForm,
    TriageForm,
    may_be_triaged,
)
from issues.forums import chosen_forum
from issues.history import quotations
from issues.models import LocalRequest
from issues.transitions.requests import LOCAL_REQUEST
from issues.views.attempts import DONE, INVALID, LATE, OK, Move, attempt
from issues.views.doors import request_of
from issues.views.paging import page_of
from workflow import history
from workflow.doors import person, refuse_others, refuse_unless, version_of
from workflow.kept.kept_pages import kept_page

TEMPLATES = "issues/triage"
GET_AND_POST = ["GET", "HEAD", "POST"]
SWAP = "outerHTML show:none settle:0ms"
"""The next card takes keys at once: nothing is lost to somebody who types fast."""


@dataclass(frozen=True)
class Clash:
    """Somebody was faster, perhaps oneself: who, when, and whether one may still decide oneself."""

    who: str
    label: str
    at: datetime
    may_go_on: bool


@login_required
@require_http_methods(GET_AND_POST)
@kept_page
def queue(request: HttpRequest) -> HttpResponse:
    """One request after the other: decide and go on, skip, come back to the last one."""
    user = person(request)
    refuse_others(LOCAL_REQUEST, "triage", user, LocalRequest())
    if request.method == "POST":
        return _decide(request, user)
    return _screen(request, at=request.GET.get("at", ""), last=request.GET.get("last", ""))


def _decide(request: HttpRequest, user: User) -> HttpResponse:
    local_request = request_of(request, request.POST.get("at", ""))
    form = TriageForm(request.POST, local_request=local_request)
    status = _triage(request, local_request, form, user)
    if status != DONE:
        at, last = local_request.number, request.POST.get("last", "")
        return _screen(request, at=at, last=last, form=form, status=status)
    data = form.cleaned_data
    said = f"{local_request.number}を{data['lead_ministry'].name}の担当にしました。"
    found = _filters(request)
    after = triage_queue.next_waiting(found, local_request.number)
    said += "" if after else "この条件の要望は、すべて決めました。"
    if not request.htmx:  # type: ignore[attr-defined]
        messages.success(request, said)
        return redirect(_address(found, at=after, last=local_request.number) + "#now")
    return _screen(request, at=after, last=local_request.number, said=said)


def _triage(request: HttpRequest, obj: LocalRequest, form: TriageForm, user: User) -> int:
    version = _version(request)
    if version is None:
        form.add_error(None, "画面が古くなっています。読み込み直してから、もう一度決めてください。")
        return INVALID
    return attempt(form, lambda: triage.triage(obj, by=user, version=version, **form.content()))


def _screen(
    request: HttpRequest,
    *,
    at: str,
    last: str,
    form: TriageForm | None = None,
    said: str = "",
    status: int = OK,
) -> HttpResponse:
    """The whole page, or for htmx its working part with the new address."""
    found = _filters(request)
    place = triage_queue.place(found, at)
    card = _card(request, place.number, form, status) if place else {}
    context = {
        "filters": found,
        "chips": found.chips(request.path),
        "counts": triage_queue.counts(found),
        "place": place,
        "last": _last(request, last, place),
        "said": said,
        "query": found.query,
        **card,
    }
    partial = "#work" if request.htmx else ""  # type: ignore[attr-defined]
    response = render(request, f"{TEMPLATES}/queue.html{partial}", context, status=status)
    patch_vary_headers(response, ("HX-Request",))
    if partial:
        response["HX-Replace-Url"] = _address(found, at=place.number if place else "", last=last)
        response["HX-Retarget"], response["HX-Reswap"] = "#work", SWAP
        response["HX-Reselect"] = "#work"
    return response


def _card(
    request: HttpRequest, number: str, form: TriageForm | None, status: int
) -> dict[str, Any]:
    """One request with its form; `form` is one sent back. After a clash its fields follow what
    stands there now, and the next sending goes over that knowingly."""
    visible = LocalRequest.objects.visible_to(request.user).for_list()
    local_request = get_object_or_404(visible.prefetch_related("co_ministries"), number=number)
    if status == LATE:
        form = TriageForm(request.POST, local_request=local_request)
    return {
        "local_request": local_request,
        "form": form or TriageForm(local_request=local_request),
        "origins": quotations.origins_of(local_request, actor=request.user),
        "clash": _clash(local_request, person(request)) if status == LATE else None,
        "open": may_be_triaged(local_request),
        "likely": _likely(request, local_request),
        "today": timezone.localdate(),
    }


def _likely(request: HttpRequest, local_request: LocalRequest) -> list[Any]:
    """What is offered where no ministry is decided on yet."""
    if local_request.lead_ministry is not None or not may_be_triaged(local_request):
        return []
    return likely_ministries.of(local_request, actor=request.user)


def _clash(local_request: LocalRequest, reader: User) -> Clash | None:
    entry = history.entries_of(local_request).last()
    if entry is None:
        return None
    who = "あなたが、別の画面で" if entry.by == reader else f"{entry.by or 'ほかの人'}さんが"
    return Clash(who, entry.label, entry.recorded_at, may_be_triaged(local_request))


def _last(request: HttpRequest, number: str, place: triage_queue.Place | None) -> Any:
    """The request decided just before, unless it is the one on the screen."""
    if not number or (place and place.number == number):
        return None
    visible = LocalRequest.objects.visible_to(request.user).for_list()
    return visible.filter(number=number, status__in=triage_queue.WAITING).first()


def _filters(request: HttpRequest) -> QueueFilters:
    visible = LocalRequest.objects.visible_to(request.user)
    return QueueFilters(request.GET, visible, request=request)


def _address(found: QueueFilters, *, at: str, last: str) -> str:
    here = urlencode({key: value for key, value in (("at", at), ("last", last)) if value})
    query = "&".join(part for part in (found.query, here) if part)
    return reverse("issues:triage") + (f"?{query}" if query else "")


@login_required
@require_http_methods(GET_AND_POST)
def bulk(request: HttpRequest) -> HttpResponse:
    """Tick several and decide on them at once; says what was done and what was not, and why."""
    user = person(request)
    refuse_others(LOCAL_REQUEST, "triage", user, LocalRequest())
    found = _filters(request)
    # Those still waiting have no date yet; those with one would need a reason for another.
    initial = {"due": f"{DEFAULT_DAYS}営業日"} if found.shown == "waiting" else {}
    typed = request.POST if request.method == "POST" else None
    form = BulkForm(typed, initial=initial, forum=chosen_forum.forum_of(request))
    outcome = None
    status = OK
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            choice = bulk_triage.Choice(**form.cleaned_data)
            outcome = bulk_triage.run(form.ticked(), choice, by=user)
            status = OK if outcome.done else LATE
    return _bulk_page(request, found, form, outcome, status)


def _bulk_page(
    request: HttpRequest,
    found: QueueFilters,
    form: BulkForm,
    outcome: Outcome | None,
    status: int,
) -> HttpResponse:
    undone = {each.number for each in outcome.undone} if outcome else set()
    ticked = {tick.number for tick in form.ticked()} if form.is_bound else set()
    page = page_of(request, found.qs.for_list())
    undecided = [row for row in page if row.lead_ministry is None]
    likely = likely_ministries.by_words(undecided, actor=request.user)
    context = {
        "filters": found,
        "chips": found.chips(request.path),
        "page": page,
        "likely": {row.pk: each[0] for row, each in zip(undecided, likely, strict=True) if each},
        "form": form,
        "outcome": outcome,
        "ticked": undone if outcome else ticked,
        "query": found.query,
        "today": timezone.localdate(),
    }
    return render(request, f"{TEMPLATES}/bulk.html", context, status=status)


@login_required
@require_http_methods(GET_AND_POST)
def one(request: HttpRequest, number: str) -> HttpResponse:
    """The same decision on one request, from its page."""
    user = person(request)
    local_request = request_of(request, number)
    data = request.POST if request.method == "POST" else None
    form = TriageForm(data, local_request=local_request)
    status = OK
    if request.method == "POST":
        refuse_others(LOCAL_REQUEST, "triage", user, local_request)
        status = _triage(request, local_request, form, user)
        if status == DONE:
            messages.success(request, f"要望 {number} の論点と担当府省を決めました。")
            return redirect(local_request)
    else:
        refuse_unless(LOCAL_REQUEST.decide("triage", user, local_request))
    card = _card(request, number, form, status)
    return render(request, f"{TEMPLATES}/one.html", card, status=status)


REASSIGN = Move(
    LOCAL_REQUEST, "reassign", triage.reassign, ReassignForm, "担当府省の変更",
    "要望 {0.number} の担当府省を変えました。", versioned=True,
)  # fmt: skip


@login_required
@require_http_methods(GET_AND_POST)
def reassign(request: HttpRequest, number: str) -> HttpResponse:
    """Another ministry for a request that is under way."""
    local_request = request_of(request, number)
    initial = {
        "lead_ministry": local_request.lead_ministry,
        "co_ministries": [o.code for o in local_request.co_ministries.all()],
    }
    form, status = REASSIGN.made(request, local_request, initial=initial)
    if status == DONE:
        return redirect(local_request)
    context = {"local_request": local_request, "form": form}
    return render(request, f"{TEMPLATES}/reassign.html", context, status=status)


def _version(request: HttpRequest) -> int:
    """The version that the page showed; one that never existed when it did not say."""
    return version_of(request) or 0
