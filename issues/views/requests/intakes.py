"""Requests from a sheet: hand in, map the columns, look at what would be made, have it made."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from accounts import rules
from accounts.models import User
from issues.actions import intakes
from issues.enums import IntakeStatus, RowOutcome
from issues.forms.intakes import ColumnsForm, HandInForm, MakeForm, SheetForm, bound
from issues.forums import chosen_forum
from issues.intake import mapping, preview, returned, template
from issues.models import Intake
from issues.tasks import queue_intake
from issues.transitions.intakes import INTAKE
from issues.views.doors import attachment
from issues.views.paging import page_of
from sheets.values import Outline
from workflow.doors import person, refuse_unless, status_of
from workflow.machine import Refused
from workflow.sending.uploads import limited_upload

TEMPLATES = "issues/intakes"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited_upload
def new(request: HttpRequest) -> HttpResponse:
    """Hand in a sheet; what is under way stands beside."""
    user = _refuse_others(request)
    if request.method != "POST":
        return _new(request, HandInForm(user=user))
    form = bound(request, user)
    if not form.is_valid():
        return _new(request, form, status=413 if form.too_large else 422)
    file = form.cleaned_data["file"]
    try:
        intake = intakes.hand_in(
            by=user,
            data=file.read(),
            filename=file.name,
            organization=form.cleaned_data["organization"],
            forum=chosen_forum.forum_of(request),
            queue=queue_intake,
        )
    except Refused as refused:
        form.add_error(None, refused.decision.reason)
        return _new(request, form, status=status_of(refused))
    return redirect(intake)


def _new(request: HttpRequest, form: HandInForm, *, status: int = 200) -> HttpResponse:
    visible = Intake.objects.visible_to(request.user).select_related("organization", "started_by")
    context = {
        "form": form,
        "unfinished": visible.unfinished()[:20],
        "made": visible.filter(status=IntakeStatus.MADE)[:10],
    }
    return render(request, f"{TEMPLATES}/new.html", context, status=status)


@login_required
@require_safe
def blank(request: HttpRequest) -> HttpResponse:
    """The sheet to fill in."""
    _refuse_others(request)
    data = template.written(chosen_forum.forum_of(request))
    return attachment(data, template.FILENAME, XLSX)


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Where an intake stands: being worked on, its columns to be mapped, checked, or made."""
    intake = find(request, pk)
    if intake.status == IntakeStatus.READ:
        return redirect("issues:intakes:columns", pk=pk)
    if intake.status in (IntakeStatus.CHECKED, IntakeStatus.MADE):
        return _rows(request, intake, MakeForm())
    return _progress(request, intake, f"{TEMPLATES}/progress.html")


@login_required
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the work is, for a page that waits. 204 when nothing has changed since `seen`; at its
    end the page is loaded anew."""
    intake = find(request, pk)
    if not intake.is_under_way:
        return HttpResponseClientRefresh()
    if request.GET.get("seen") == _seen(intake):
        return HttpResponse(status=204)
    return _progress(request, intake, f"{TEMPLATES}/progress.html#state")


def _progress(request: HttpRequest, intake: Intake, name: str) -> HttpResponse:
    context = {
        "intake": intake,
        "seen": _seen(intake),
        "discard": INTAKE.decide("discard", request.user, intake),
    }
    return render(request, name, context)


def _seen(intake: Intake) -> str:
    return f"{intake.status}-{intake.progress}-{intake.progress_label}"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the sheet and its head, and say what each column is."""
    intake = find(request, pk)
    refuse_unless(INTAKE.decide("choose", request.user, intake))
    outlines = mapping.outlines_of(intake)
    named = request.GET.get("sheet") or intake.sheet
    outline = mapping.outline_of(intake, named) or mapping.proposed_sheet(outlines)
    head = _head(request.GET.get("head"), intake, outline)
    seen = mapping.columns(outline, head)
    found = mapping.proposed(intake.organization, seen)
    if intake.mapping and (intake.sheet, intake.head) == (outline.name, head):
        found = intake.mapping
    initial = {**intake.given, **{f"column-{index}": key for index, key in found.items()}}
    form = ColumnsForm(request.POST or None, initial=initial, seen=seen, forum=intake.forum)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                intakes.choose(
                    intake, by=person(request), sheet=outline.name, head=head, seen=seen,
                    columns=form.mapping(), given=form.given(), queue=queue_intake,
                )  # fmt: skip
            except Refused as refused:
                form.add_error(None, refused.decision.reason)
                status = status_of(refused)
            else:
                return redirect(intake)
    choosing = SheetForm(
        initial={"sheet": outline.name, "head": head}, outlines=outlines, chosen=outline
    )
    context = {
        "intake": intake, "outline": outline, "head": head, "form": form, "choosing": choosing,
        "discard": INTAKE.decide("discard", request.user, intake),
    }  # fmt: skip
    return render(request, f"{TEMPLATES}/columns.html", context, status=status)


def _head(asked: str | None, intake: Intake, outline: Outline) -> int:
    """The row asked for, where the sheet has it; else the one chosen before, or the likely one."""
    there = {str(row.number): row.number for row in outline.first}
    if asked in there:
        return there[asked]
    if intake.sheet == outline.name and intake.head in there.values():
        return intake.head
    return mapping.proposed_head(outline)


@login_required
@require_POST
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the rows made requests."""
    intake = find(request, pk)
    refuse_unless(INTAKE.decide("make", request.user, intake))
    form = MakeForm(request.POST)
    if not form.is_valid():
        return _rows(request, intake, form, status=422)
    try:
        intakes.make(
            intake,
            by=person(request),
            which=form.cleaned_data["which"],
            version=form.cleaned_data["version"],
            queue=queue_intake,
        )
    except Refused as refused:
        form.add_error(None, refused.decision.reason)
        return _rows(request, intake, form, status=status_of(refused))
    return redirect(intake)


def _rows(
    request: HttpRequest, intake: Intake, form: MakeForm, *, status: int = 200
) -> HttpResponse:
    views = preview.views(intake)
    counts = {view.key: view.count for view in views}
    key = request.GET.get("show", "")
    if key not in counts:
        key = RowOutcome.WRONG if counts.get(RowOutcome.WRONG) else "all"
    page = page_of(request, preview.chosen(intake, key), per_page=PER_PAGE)
    context = {
        "intake": intake, "views": views, "counts": counts, "show": key, "page": page,
        "rows": preview.shown(page.object_list), "form": form,
        "make": INTAKE.decide("make", request.user, intake),
        "discard": INTAKE.decide("discard", request.user, intake),
    }  # fmt: skip
    return render(request, f"{TEMPLATES}/rows.html", context, status=status)


@login_required
@require_safe
def rows_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that have an error, as a workbook to mend."""
    intake = find(request, pk)
    return attachment(returned.written(intake), returned.filename(intake), XLSX)


@login_required
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an intake up."""
    intake = intakes.discard(find(request, pk), by=person(request))
    messages.success(request, f"「{intake}」の取込みを取りやめました。")
    return redirect("issues:intakes:new")


def find(request: HttpRequest, pk: int) -> Intake:
    """The intake, for those who work on it."""
    _refuse_others(request)
    visible = Intake.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("organization", "forum", "started_by"), pk=pk)


def _refuse_others(request: HttpRequest) -> User:
    """Who may log requests may bring them in."""
    user = person(request)
    membership = rules.acting(user)
    own = Intake(organization=membership.organization) if membership else Intake()
    refuse_unless(INTAKE.decide("hand_in", user, own))
    return user
