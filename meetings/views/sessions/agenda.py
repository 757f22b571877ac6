"""The agenda builder, and the printable 議事次第."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from issues.models import LocalRequest
from japan.numbers import whole_number
from meetings.actions import laying_out, sessions
from meetings.forms import agenda as forms
from meetings.forms.agenda import LineChoiceForm, PutOnForm
from meetings.models import Document, Handling, Meeting
from meetings.sessions import agenda, series
from meetings.transitions import MEETING
from meetings.views.team import meeting_for_team
from workflow.doors import person, refuse_others, status_of, version_of
from workflow.machine import RefusalKind, Refused

SHOWN = {code for code, _ in agenda.SHOWS}


@login_required
@require_safe
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda with all it takes to build it; for the working team to read."""
    return _page(request, meeting_for_team(request, pk, "会合の準備"))


@login_required
@require_POST
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the lines, after moving or removing one of them where a button said so."""
    meeting = _arranged(request, pk)
    lines = forms.line_forms(meeting, request.POST)
    if not lines.is_valid():
        return _page(request, meeting, lines=lines, status=422)
    wanted = forms.moved(lines.rows(), request.POST.get("do", ""))
    return _try(
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
def put_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the ticked requests and points on the agenda, with the reasons of the draft."""
    meeting = _arranged(request, pk)
    form = PutOnForm(request.POST, meeting=meeting, actor=request.user)
    if not form.is_valid():
        reason = "　".join(str(e) for errors in form.errors.values() for e in errors)
        return _page(request, meeting, trouble=("pool", reason), status=422)
    chosen = form.matters()
    return _try(
        request,
        meeting,
        lambda: _put_all(request, meeting, form),
        f"{len(chosen)}件を議題に載せました。",
        "matters",
    )


@login_required
@require_POST
def lay_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the whole draft on the agenda, a line for each point."""
    meeting = _arranged(request, pk)
    return _try(
        request,
        meeting,
        lambda: laying_out.lay_out(meeting, by=person(request), on=timezone.localdate()),
        "下書きを議題に載せました。議事の名前と順番、時間を整えてください。",
        "pool",
        goes_to="lines",
    )


@login_required
@require_POST
def put_under(request: HttpRequest, pk: int, handling: int) -> HttpResponse:
    """Move a matter below another line of the agenda."""
    meeting = _arranged(request, pk)
    found = _matter(request, meeting, handling)
    form = LineChoiceForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return _page(request, meeting, trouble=("matters", laying_out.ELSEWHERE), status=422)
    line = form.cleaned_data["agenda_item"]
    return _try(
        request,
        meeting,
        lambda: laying_out.put_under(found, by=person(request), agenda_item=line),
        f"「{found}」を「{line or '議事を決めていない案件'}」に移しました。",
        "matters",
    )


@login_required
@require_POST
def order_matters(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a matter up or down, or keep the order it was dragged into."""
    meeting = _arranged(request, pk)
    sent = (whole_number(key) for key in request.POST.getlist("key"))
    keys = [key for key in sent if key]
    what, _, which = request.POST.get("do", "").partition(":")
    if which and (at := whole_number(which)) in keys and what in ("up", "down"):
        here = keys.index(at)
        other = here + (-1 if what == "up" else 1)
        if 0 <= other < len(keys):
            keys[here], keys[other] = keys[other], keys[here]
    return _try(
        request,
        meeting,
        lambda: sessions.order(meeting, by=person(request), keys=keys),
        "案件の順番を保存しました。",
        "matters",
    )


@login_required
@require_POST
def take_off(request: HttpRequest, pk: int, handling: int) -> HttpResponse:
    """Take a matter off the agenda."""
    meeting = _arranged(request, pk)
    found = _matter(request, meeting, handling)
    return _try(
        request,
        meeting,
        lambda: sessions.take_off(found, by=person(request)),
        f"「{found}」を議題から外しました。",
        "matters",
    )


@login_required
@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Save who is invited; 「copy」 takes over the people of the session before."""
    meeting = _arranged(request, pk)
    before = series.previous(meeting)
    if request.POST.get("do") == "copy" and before is not None:
        return _page(request, meeting, people=forms.people_forms(meeting, source=before))
    people = forms.people_forms(meeting, request.POST)
    if not people.is_valid():
        return _page(request, meeting, people=people, status=422)
    rows = [form.person() for form in forms.kept(people)]
    return _try(
        request,
        meeting,
        lambda: sessions.invite(meeting, by=person(request), people=rows),
        "出席予定者を保存しました。",
        "people",
        people=people,
    )


@login_required
@require_POST
def list_documents(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the list of documents."""
    meeting = _arranged(request, pk)
    documents = forms.document_forms(meeting, request.POST)
    if not documents.is_valid():
        return _page(request, meeting, documents=documents, status=422)
    rows = [form.document() for form in forms.kept(documents)]
    return _try(
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


def _arranged(request: HttpRequest, pk: int) -> Meeting:
    meeting = meeting_for_team(request, pk, "会合の準備")
    refuse_others(MEETING, "arrange", person(request), meeting)
    return meeting


def _matter(request: HttpRequest, meeting: Meeting, key: int) -> Handling:
    visible = Handling.objects.filter(meeting=meeting).visible_to(request.user)
    return get_object_or_404(visible.select_related("local_request", "point"), pk=key)


def _put_all(request: HttpRequest, meeting: Meeting, form: PutOnForm) -> None:
    on = timezone.localdate()
    reasons = agenda.reasons_of(meeting, actor=request.user, on=on)
    with transaction.atomic():
        for matter in form.matters():
            key = matter.number if isinstance(matter, LocalRequest) else matter.code
            sessions.put_on(
                meeting,
                matter,
                by=person(request),
                agenda_item=form.cleaned_data["agenda_item"],
                reasons=reasons.get(key) or ["chosen"],
            )


def _try(
    request: HttpRequest,
    meeting: Meeting,
    move: Callable[[], object],
    done: str,
    part: str,
    goes_to: str = "",
    **typed: Any,
) -> HttpResponse:
    """Make the move and go back to its part of the page, or to another that shows what was done;
    refused, the page with what was typed."""
    try:
        move()
    except Refused as refused:
        if refused.decision.refusal is RefusalKind.FORBIDDEN:
            raise
        fresh = Meeting.objects.select_related("body", "current_source").get(pk=meeting.pk)
        trouble = (part, refused.decision.reason)
        return _page(request, fresh, trouble=trouble, status=status_of(refused), **typed)
    messages.success(request, done)
    return redirect(f"{reverse('meetings:prepare', args=(meeting.pk,))}#{goes_to or part}")


def _page(
    request: HttpRequest,
    meeting: Meeting,
    *,
    lines: Any = None,
    people: Any = None,
    documents: Any = None,
    trouble: tuple[str, str] = ("", ""),
    status: int = 200,
) -> HttpResponse:
    show = request.GET.get("show", "")
    query = request.GET.get("q", "").strip()[:100]
    show = show if show in SHOWN else ""
    on = timezone.localdate()
    decision = MEETING.decide("arrange", request.user, meeting)
    standing = agenda.lines(meeting, actor=request.user)
    context = {
        "meeting": meeting,
        "editable": bool(decision),
        "hold": MEETING.decide("hold", request.user, meeting),
        "lines": lines or forms.line_forms(meeting),
        "standing": standing,
        "matters": any(line.matters for line in standing),
        "has_lines": any(line.item for line in standing),
        "typed_over": lines is not None and trouble[0] == "lines",
        "people": people or forms.people_forms(meeting),
        "speaking": meeting.attendances.filter(speeches__isnull=False).distinct(),
        "documents": documents or forms.document_forms(meeting),
        "pool": agenda.pool(meeting, actor=request.user, on=on, show=show, query=query),
        "put_on": PutOnForm(meeting=meeting, actor=request.user, auto_id="put-%s"),
        "shows": agenda.SHOWS,
        "show": show,
        "query": query,
        "total": agenda.minutes(meeting.agenda_items.all()),
        "before": series.previous(meeting),
        "trouble_in": trouble[0],
        "trouble": trouble[1],
    }
    return render(request, "meetings/sessions/prepare.html", context, status=status)
