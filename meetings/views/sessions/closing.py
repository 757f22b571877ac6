"""会合を確定, and the report that is frozen then."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.rules import is_secretariat
from issues.views.attempts import DONE, attempt
from meetings.actions import closing
from meetings.enums import HandlingOutcome
from meetings.forms.recording import END, NOW, AdditionForm, CloseForm
from meetings.models import ClosedReport, Meeting
from meetings.sessions import checklist, report_files, report_page, series
from meetings.transitions import MEETING
from meetings.views.sessions.doors import closed_report
from workflow.doors import person, refuse_others
from workflow.machine import Decision, RefusalKind, Refused


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """What is missing, what goes on to which session, and the button that closes for good."""
    visible = Meeting.objects.visible_to(request.user).select_related("body", "current_source")
    meeting = get_object_or_404(visible, pk=pk)
    user = person(request)
    refuse_others(MEETING, "close", user, meeting)
    if request.method != "POST":
        form = CloseForm(initial={"at": NOW if series.following(meeting) is None else END})
        return _closing(request, meeting, form)
    form = CloseForm(request.POST)

    def move() -> None:
        ends = form.cleaned_data["at"] == END
        closing.close(meeting, by=user, at=series.moment_of(meeting) if ends else None)

    status = attempt(form, move)
    if status != DONE:
        meeting.refresh_from_db()
        return _closing(request, meeting, form, status=status)
    messages.success(request, f"「{meeting}」を確定しました。報告は、この後変わりません。")
    return redirect("meetings:report", meeting.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The frozen report with its additions; a POST adds one."""
    found = closed_report(request, pk)
    if request.method != "POST":
        return _report(request, found, AdditionForm())
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not is_secretariat(request.user):
        reason = "追記できるのは、事務局です。"
        raise Refused(Decision(RefusalKind.FORBIDDEN, reason))
    form, user = AdditionForm(request.POST), person(request)
    status = attempt(form, lambda: closing.add_to_report(found, by=user, **form.cleaned_data))
    if status != DONE:
        return _report(request, found, form, status=status)
    messages.success(
        request, "訂正・追記を保存しました。「追加の公表」をするまで、ほかの人には見えません。"
    )
    return redirect(f"{reverse('meetings:report', args=(pk,))}#additions")


def _closing(
    request: HttpRequest, meeting: Meeting, form: CloseForm, *, status: int = 200
) -> HttpResponse:
    decision = MEETING.decide("close", request.user, meeting)
    carried = meeting.handlings.filter(status=HandlingOutcome.CARRIED_OVER)
    missing = checklist.lacks(meeting)
    context = {
        "meeting": meeting,
        "form": form,
        "missing": missing,
        "ready": bool(decision) and not any(lack.needed for lack in missing),
        "carried": carried.select_related("local_request", "point"),
        "following": series.following(meeting),
        "ends": series.moment_of(meeting),
        "closed": hasattr(meeting, "closed_report"),
    }
    return render(request, "meetings/sessions/close.html", context, status=status)


def _report(
    request: HttpRequest, found: ClosedReport, form: AdditionForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "meeting": found.meeting,
        "report": found,
        "reported": report_page.report_of(found, actor=request.user),
        "versions": found.versions.select_related("removal", "report").order_by("-pk"),
        "additions": found.additions.visible_to(request.user).select_related("added_by"),
        "files": report_files.offered(),
        "form": form,
        "may_add": is_secretariat(request.user),
    }
    return render(request, "meetings/sessions/report.html", context, status=status)
