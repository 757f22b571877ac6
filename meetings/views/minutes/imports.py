"""Bringing minutes in: hand in, watch the reading, give up. Correcting and saving what was read
is in `meetings.views.minutes.preview`."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from issues.forums import chosen_forum
from meetings.actions import imports, taking_back
from meetings.editions import sides
from meetings.enums import ImportStatus, MeetingStatus
from meetings.forms import imports as forms
from meetings.forms.meeting import TakeBackForm
from meetings.models import Meeting, MinutesImport
from meetings.sessions import receiving
from meetings.tasks import queue_reading
from meetings.transitions import MEETING, MINUTES_IMPORT
from meetings.views.minutes import preview
from workflow.doors import person, refuse_unless, status_of
from workflow.machine import Refused
from workflow.sending.uploads import limited_upload

NEW = "meetings/imports/new.html"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited_upload
def new(request: HttpRequest) -> HttpResponse:
    """Hand in the minutes of a meeting."""
    refuse_unless(MINUTES_IMPORT.decide("hand_in", request.user, MinutesImport()))
    if request.method == "POST":
        return _hand_in(request, meeting=None)
    return _form(request, forms.HandInForm())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited_upload
def reimport(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in the minutes of a meeting that is there: its first ones, or a corrected version."""
    meeting = get_object_or_404(
        Meeting.objects.visible_to(request.user).select_related("body", "current_source"), pk=pk
    )
    refuse_unless(MEETING.decide(receiving.verb_for(meeting), request.user, meeting))
    if request.method == "POST":
        return _hand_in(request, meeting=meeting)
    return _form(request, forms.HandInForm(), meeting=meeting)


def _hand_in(request: HttpRequest, *, meeting: Meeting | None) -> HttpResponse:
    form = forms.bound(request)
    if not form.is_valid():
        return _form(request, form, meeting=meeting, status=413 if form.too_large else 422)
    handed_in = form.handed_in()
    try:
        minutes_import = imports.hand_in(
            by=person(request),
            data=handed_in.data,
            filename=handed_in.filename,
            pasted=handed_in.pasted,
            meeting=meeting,
            forum=chosen_forum.forum_of(request),
            queue=queue_reading,
        )
    except Refused as refused:
        form.add_error(None, refused.decision.reason)
        return _form(request, form, meeting=meeting, status=status_of(refused))
    return redirect(minutes_import)


def _form(
    request: HttpRequest,
    form: forms.HandInForm,
    *,
    meeting: Meeting | None = None,
    status: int = 200,
) -> HttpResponse:
    unfinished = MinutesImport.objects.visible_to(request.user).unfinished()
    context = {
        "form": form,
        "meeting": meeting,
        "unfinished": unfinished.select_related("source", "started_by", "meeting__body")[:20],
    }
    return render(request, NEW, context, status=status)


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Where an import stands: being read, to be corrected, or saved."""
    minutes_import = find(request, pk)
    if minutes_import.status == ImportStatus.READY:
        return preview.show(request, minutes_import)
    if minutes_import.status == ImportStatus.SAVED and minutes_import.meeting is not None:
        return redirect(minutes_import.meeting)
    return _progress(request, minutes_import, "meetings/imports/progress.html")


@login_required
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The state of the reading, for a page that waits. 204 when nothing has changed since
    `seen`; once there is something to correct the page is loaded anew."""
    minutes_import = find(request, pk)
    if minutes_import.status in (ImportStatus.READY, ImportStatus.SAVED):
        return HttpResponseClientRefresh()
    if request.GET.get("seen") == seen(minutes_import):
        return HttpResponse(status=204)
    return _progress(request, minutes_import, "meetings/imports/progress.html#state")


def _progress(request: HttpRequest, minutes_import: MinutesImport, template: str) -> HttpResponse:
    user = request.user
    context = {
        "minutes_import": minutes_import,
        "seen": seen(minutes_import),
        "waiting": minutes_import.status in (ImportStatus.QUEUED, ImportStatus.READING),
        "again": MINUTES_IMPORT.decide("queue_again", user, minutes_import),
        "discard": MINUTES_IMPORT.decide("discard", user, minutes_import),
    }
    return render(request, template, context)


def seen(minutes_import: MinutesImport) -> str:
    """What a waiting page shows already."""
    return f"{minutes_import.status}-{minutes_import.progress}-{minutes_import.progress_label}"


@login_required
@require_POST
def queue_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reading once more."""
    minutes_import = find(request, pk)
    imports.queue_again(minutes_import, by=person(request), queue=queue_reading)
    messages.info(request, "読取りをもう一度頼みました。")
    return redirect(minutes_import)


@login_required
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an import up."""
    minutes_import = imports.discard(find(request, pk), by=person(request))
    messages.success(request, f"「{minutes_import}」の取込みを取りやめました。")
    return redirect("meetings:imports:new")


@login_required
@require_safe
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What a corrected edition that waits to be saved changes of the one before."""
    minutes_import = find(request, pk)
    if minutes_import.status != ImportStatus.READY:
        return redirect(minutes_import)
    compared = sides.of_import(minutes_import, actor=request.user)
    if compared is None:
        raise Http404
    context = {
        "meeting": minutes_import.meeting,
        "minutes_import": minutes_import,
        "compared": compared,
    }
    return render(request, "meetings/editions/compare.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a saved import back: it says what will happen, and asks why."""
    minutes_import = find(request, pk)
    refuse_unless(MINUTES_IMPORT.decide("take_back", request.user, minutes_import))
    form = TakeBackForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return _take_back(request, minutes_import, form, status=status)
    reason = form.cleaned_data["reason"]
    try:
        minutes_import = taking_back.take_back(minutes_import, by=person(request), reason=reason)
    except Refused as refused:
        form.add_error(None, refused.decision.reason)
        return _take_back(request, minutes_import, form, status=status_of(refused))
    messages.success(request, "取込みを取り消しました。直して保存し直すか、取りやめてください。")
    return redirect(minutes_import)


def _take_back(
    request: HttpRequest, minutes_import: MinutesImport, form: TakeBackForm, *, status: int
) -> HttpResponse:
    context = {
        "minutes_import": minutes_import,
        "meeting": minutes_import.meeting,
        "form": form,
        "new": bool(minutes_import.before.get("new")),
        "planned": minutes_import.before.get("status") == MeetingStatus.PLANNED,
    }
    return render(request, "meetings/imports/take_back.html", context, status=status)


def find(request: HttpRequest, pk: int) -> MinutesImport:
    """The import, for those who work on it."""
    refuse_unless(MINUTES_IMPORT.decide("hand_in", request.user, MinutesImport()))
    visible = MinutesImport.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("source", "started_by", "meeting__body"), pk=pk)
