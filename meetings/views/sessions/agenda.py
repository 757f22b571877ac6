"""The agenda builder, and the printable 議事次第."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from meetings.actions import sessions
from meetings.forms import agenda as forms
from meetings.forms.agenda import PutOnForm
from meetings.models import Document, Meeting
from meetings.sessions import agenda, series
from meetings.transitions import MEETING
from meetings.views.team import meeting_for_team
from workflow.doors import person, place_to_return, refuse_others, status_of, version_of
from workflow.machine import RefusalKind, Refused

SHOWN = {code for code, _ in agenda.SHOWS}


@login_required
@require_safe
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda with all it takes to build it; for the working team to read."""
    return page(request, meeting_for_team(request, pk, "会合の準備"))


@login_required
@require_POST
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the lines, after moving or removing one of them where a button said so."""
    meeting = arranged(request, pk)
    lines = forms.line_forms(meeting, request.POST)
    if not lines.is_valid():
        return page(request, meeting, lines=lines, part="lines", status=422)
    wanted = forms.moved(lines.rows(), request.POST.get("do", ""))
    return attempted(
        request,
        meeting,
        lambda: sessions.arrange(
            meeting,
            by=person(request),
            lines=wanted,
            version=version_of(request),
        ),
        "議事を保存しました。",
        "lines",
        lines=lines,
    )


@login_required
@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Save who is invited; 「copy」 adds the people of the session before, and saves them too."""
    meeting = arranged(request, pk)
    before = series.last_attended(meeting) if request.POST.get("do") == "copy" else None
    people = forms.people_forms(meeting, request.POST)
    if not people.is_valid():
        return page(request, meeting, people=people, part="people", status=422)
    rows = [form.person() for form in forms.kept(people)]

    def move() -> str | None:
        if before is None:
            sessions.invite(meeting, by=person(request), people=rows)
            return None
        again = sessions.invite_again(meeting, by=person(request), before=before, people=rows)
        return f"{before}の出席者{len(again)}人を加えて、保存しました。"

    return attempted(request, meeting, move, "出席予定者を保存しました。", "people", people=people)


@login_required
@require_POST
def list_documents(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the list of documents."""
    meeting = arranged(request, pk)
    documents = forms.document_forms(meeting, request.POST)
    if not documents.is_valid():
        return page(request, meeting, documents=documents, part="documents", status=422)
    rows = [form.document() for form in forms.kept(documents)]
    return attempted(
        request,
        meeting,
        lambda: sessions.list_documents(meeting, by=person(request), documents=rows),
        "資料の一覧を保存しました。",
        "documents",
        documents=documents,
    )


@require_safe
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """議事次第: agenda and documents on one sheet, for whoever sees the meeting."""
    visible = Meeting.objects.visible_to(request.user).select_related("body")
    meeting = get_object_or_404(visible, pk=pk)
    lines = agenda.lines(meeting, actor=request.user)
    context = {
        "meeting": meeting,
        "lines": lines,
        "documents": Document.every.filter(meeting=meeting).visible_to(request.user),
        "total": agenda.minutes(line.item for line in lines if line.item is not None),
    }
    return render(request, "meetings/sessions/order.html", context)


def arranged(request: HttpRequest, pk: int) -> Meeting:
    """The meeting, for somebody who may build its agenda; others are refused."""
    meeting = meeting_for_team(request, pk, "会合の準備")
    refuse_others(MEETING, "arrange", person(request), meeting)
    return meeting


def attempted(
    request: HttpRequest,
    meeting: Meeting,
    move: Callable[[], object],
    done: str,
    part: str,
    goes_to: str = "",
    under: str = "",
    **typed: Any,
) -> HttpResponse:
    """Make the move, say that it is done (in words of its own, where it gives some), and go back to
    its part of the page, or to another that shows what was done, or to where the page was opened
    from; `under` is the line that the next candidate comes under as well. Refused, the page with
    what was typed."""
    try:
        said = move()
    except Refused as refused:
        if refused.decision.refusal is RefusalKind.FORBIDDEN:
            raise
        fresh = Meeting.objects.select_related("body", "current_source").get(pk=meeting.pk)
        reason, status = refused.decision.reason, status_of(refused)
        return page(request, fresh, part=part, trouble=reason, status=status, **typed)
    messages.success(request, said if isinstance(said, str) else done)
    if came_from := place_to_return(request):
        return redirect(came_from)
    view = _query({**_view(request), "under": under})
    address = reverse("meetings:prepare", args=(meeting.pk,))
    return redirect(f"{address}{'?' if view else ''}{view}#{goes_to or part}")


def _view(request: HttpRequest) -> dict[str, str]:
    """Which candidates are shown: for one reason, or found by words."""
    show = request.GET.get("show", "")
    query = request.GET.get("q", "").strip()[:100]
    return {"show": show if show in SHOWN else "", "q": query}


def _query(view: dict[str, str]) -> str:
    return urlencode({key: value for key, value in view.items() if value})


def page(
    request: HttpRequest,
    meeting: Meeting,
    *,
    lines: Any = None,
    people: Any = None,
    documents: Any = None,
    part: str = "",
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page; `part` is the one that was sent and refused, `trouble` why."""
    view = _view(request)
    show, query = view["show"], view["q"]
    on = timezone.localdate()
    decision = MEETING.decide("arrange", request.user, meeting)
    standing = agenda.lines(meeting, actor=request.user)
    context = {
        "meeting": meeting,
        "editable": bool(decision),
        "lines": lines or forms.line_forms(meeting),
        "standing": standing,
        "matters": any(line.matters for line in standing),
        "has_lines": any(line.item for line in standing),
        "typed_over": lines is not None and bool(trouble),
        "people": people or forms.people_forms(meeting),
        "speaking": meeting.attendances.filter(speeches__isnull=False).distinct(),
        "documents": documents or forms.document_forms(meeting),
        "pool": agenda.pool(meeting, actor=request.user, on=on, show=show, query=query),
        "put_on": PutOnForm(meeting=meeting, actor=request.user, auto_id="put-%s"),
        "shows": agenda.SHOWS,
        "show": show,
        "query": query,
        "view": _query(view),
        "put_under_line": request.GET.get("under", ""),
        "total": agenda.minutes(meeting.agenda_items.all()),
        "before": series.last_attended(meeting),
        "trouble_in": part,
        "trouble": trouble,
        "back": place_to_return(request),
    }
    response = render(request, "meetings/sessions/prepare.html", context, status=status)
    if part:
        # For htmx: what was typed comes back with its errors where it was typed.
        response["HX-Retarget"] = response["HX-Reselect"] = f"#{part}"
        response["HX-Reswap"] = f"outerHTML show:#{part}:top"
    return response
