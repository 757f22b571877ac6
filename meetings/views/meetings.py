"""The list of meetings, a meeting's facts, and the file its minutes came from."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rules import is_secretariat, sees_everything
from issues.forums import chosen_forum
from issues.views.paging import page_of
from japan.numbers import whole_number
from meetings.actions import meetings
from meetings.editions.readable import editions_of
from meetings.filters import MeetingFilter
from meetings.forms.differences import differences
from meetings.forms.meeting import MeetingForm, facts_of
from meetings.models import Meeting, MinutesImport, MinutesSource
from meetings.publishing import as_read
from meetings.publishing.removables import concerning
from meetings.review import reading_view
from meetings.sessions import listing
from meetings.transitions import MEETING, MINUTES_IMPORT
from publication.removals import telling
from workflow import history
from workflow.doors import person, refuse_unless, status_of
from workflow.kept.kept_pages import kept_page
from workflow.machine import Refused


@require_safe
@kept_page
def list_meetings(request: HttpRequest) -> HttpResponse:
    """All meetings that the reader may see, the latest first."""
    visible = Meeting.objects.visible_to(request.user).of_forum(chosen_forum.forum_of(request))
    filters = MeetingFilter(request.GET, queryset=visible.select_related("body"))
    page = page_of(request, filters.qs)
    unfinished = MinutesImport.objects.visible_to(request.user).unfinished()
    context = {
        "filters": filters,
        "page": page,
        "rows": listing.rows(list(page.object_list), actor=request.user),
        "team": sees_everything(request.user),
        "may_import": bool(MINUTES_IMPORT.decide("hand_in", request.user, MinutesImport())),
        "may_plan": bool(MEETING.decide("plan", request.user, Meeting())),
        "unfinished": unfinished.count(),
    }
    return render(request, "meetings/list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a meeting's facts. Over somebody else's change only after seeing both."""
    visible = Meeting.objects.visible_to(request.user).select_related("body")
    meeting = get_object_or_404(visible, pk=pk)
    verb = meetings.editing_verb(meeting)
    refuse_unless(MEETING.decide(verb, request.user, meeting))
    public = verb == "correct"
    if request.method != "POST":
        return _edit(request, meeting, MeetingForm(initial=facts_of(meeting), public=public))
    form = MeetingForm(request.POST, public=public)
    if not form.is_valid():
        return _edit(request, meeting, form, status=422)
    try:
        version = form.cleaned_data["version"]
        meetings.edit(
            meeting, by=person(request), version=version, reason=form.why(), **form.facts()
        )
    except Refused as refused:
        return _refused(request, meeting, form, refused)
    messages.success(request, "会合の内容を保存しました。")
    return redirect(meeting)


def _refused(
    request: HttpRequest, meeting: Meeting, form: MeetingForm, refused: Refused
) -> HttpResponse:
    """The form again, with the reason, all that was typed, and what somebody else wrote."""
    fresh = Meeting.objects.select_related("body").get(pk=meeting.pk)
    more: dict[str, Any] = {"reason": refused.decision.reason}
    if fresh.version != form.cleaned_data["version"]:
        theirs = MeetingForm(initial=facts_of(fresh)).lines()
        more["differences"] = differences(theirs=theirs, mine=form.lines())
        more["latest"] = history.entries_of(fresh).last()
    form.data = {**request.POST.dict(), "version": str(fresh.version)}
    return _edit(request, fresh, form, status=status_of(refused), **more)


def _edit(
    request: HttpRequest, meeting: Meeting, form: MeetingForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"meeting": meeting, "form": form, **more}
    return render(request, "meetings/edit.html", context, status=status)


@require_safe
def source(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The file of the minutes, to be saved and never shown by the browser. The team gets it
    exactly as it was handed in, everybody else the cleaned copy, where it was published.
    `?edition=1` gives an earlier one. It holds what stands under ■ in the minutes: from then on
    it is the secretariat's alone."""
    wanted, user = _source(request, pk), request.user
    out = wanted.meeting is not None and telling.words_are_out(concerning(wanted.meeting))
    team = is_secretariat(user) if out else sees_everything(user)
    if not team and (out or wanted.original_published_at is None):
        raise Http404
    try:
        file = (wanted.file if team else wanted.cleaned_file).open("rb")
    except OSError as error:
        raise Http404 from error
    return FileResponse(
        file,
        as_attachment=True,
        filename=wanted.filename if team else wanted.cleaned_name,
        content_type="application/octet-stream",
    )


@require_safe
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as they were read, as a text file: the edition that the reader reads now, or
    with `?edition=1` an earlier one that a record still rests on."""
    wanted = _source(request, pk)
    return HttpResponse(
        as_read.text_of(wanted),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, as_read.name_of(wanted))},
    )


def _source(request: HttpRequest, pk: int) -> MinutesSource:
    """The edition that an address asks for, if the reader may read it. An earlier one is for the
    team, and for those who see a record that still rests on its words."""
    actor, edition = request.user, request.GET.get("edition", "")
    visible = Meeting.objects.visible_to(actor).select_related("current_source")
    meeting = get_object_or_404(visible, pk=pk)
    newest = reading_view.source_for(meeting, actor=actor)
    if newest is None:
        raise Http404
    number = whole_number(edition)
    if number is None or number == newest.edition:
        return newest
    wanted = [each for each in editions_of(meeting, actor=actor) if each.edition == number]
    if not wanted:
        raise Http404
    return wanted[0]
