"""言葉を試す: a change of words is written or brought as a sheet, tried, and kept or dropped."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from issues.forums import chosen_forum
from issues.models.forum import within
from issues.views.attempts import DONE, OK, attempt
from meetings.actions import words
from meetings.forms.words import KeepForm, SheetForm, WordForm
from meetings.models import WordTrial
from meetings.tasks import queue_trial
from meetings.transitions import WORD_TRIAL
from meetings.views.team import signed_in
from meetings.words import forum_words, sheets, trial_page
from workflow.doors import person, refuse_others
from workflow.machine import Refused

GET_AND_POST = ["GET", "HEAD", "POST"]
SHOWN_ERRORS = 50


@signed_in
@require_http_methods(GET_AND_POST)
def new(request: HttpRequest) -> HttpResponse:
    """Write a new word, or another weight for one; an address may name the line to begin with."""
    user, forum = person(request), chosen_forum.given(request)
    refuse_others(WORD_TRIAL, "ask", user, WordTrial())
    if request.method != "POST":
        return _form(request, WordForm(forum=forum, initial=_named(request, forum)))
    form = WordForm(request.POST, forum=forum)
    made: list[WordTrial] = []
    status = attempt(
        form, lambda: made.append(words.ask(forum, [form.change()], by=user, queue=queue_trial))
    )
    return redirect(made[0]) if status == DONE else _form(request, form, status)


def _named(request: HttpRequest, forum: Any) -> dict[str, Any]:
    """The line that the address names (`subject`, `word`), as it is now."""
    subject, word = request.GET.get("subject", ""), request.GET.get("word", "")
    found = forum_words.shown(forum, subject, word) if word else None
    if found is None:
        return {"subject": subject, "expression": word}
    weight = f"{found.weight:g}"
    off = "off" in request.GET
    return {
        "subject": subject,
        "expression": word,
        "weight": weight,
        "note": found.note,
        "off": off,
    }


def _form(request: HttpRequest, form: WordForm, status: int = OK) -> HttpResponse:
    return render(request, "meetings/words/new.html", {"form": form}, status=status)


@signed_in
@require_http_methods(GET_AND_POST)
def upload(request: HttpRequest) -> HttpResponse:
    """Bring a sheet back: its lines are looked at one by one; what it changes is tried first."""
    user, forum = person(request), chosen_forum.given(request)
    refuse_others(WORD_TRIAL, "ask", user, WordTrial())
    if request.method != "POST":
        return _upload(request, SheetForm())
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload(request, form, status=422)
    data = form.cleaned_data
    sheet = sheets.read(forum, data["file"].read(), whole=data["whole"])
    if sheet.errors:
        return _upload(request, form, status=422, sheet=sheet)
    try:
        trial = words.ask(forum, sheet.changes, by=user, queue=queue_trial)
    except Refused as refused:
        form.add_error(None, refused.decision.reason)
        return _upload(request, form, status=422)
    return redirect(trial)


def _upload(
    request: HttpRequest, form: SheetForm, *, status: int = OK, sheet: sheets.Sheet | None = None
) -> HttpResponse:
    errors = sheet.errors if sheet else []
    context = {"form": form, "errors": errors[:SHOWN_ERRORS], "total": len(errors)}
    return render(request, "meetings/words/upload.html", context, status=status)


@signed_in
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a trial stands; once it is done, what the change would do."""
    return _detail(request, find(request, pk), KeepForm())


@signed_in
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for a page that waits: 204 while nothing has changed since `seen`."""
    trial = find(request, pk)
    if not trial.waits:
        return HttpResponseClientRefresh()
    if request.GET.get("seen") == str(trial.progress):
        return HttpResponse(status=204)
    return render(request, "meetings/words/trial.html#state", {"trial": trial})


@signed_in
@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """「この語を残す」"""
    trial, user = find(request, pk), person(request)
    form = KeepForm(request.POST)
    status = attempt(
        form,
        lambda: words.keep(
            trial,
            by=user,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
        ),
    )
    if status != DONE:
        trial.refresh_from_db()
        return _detail(request, trial, form, status=status)
    messages.success(
        request,
        f"{trial}を残しました。これから読み取る議事要旨に使います。"
        "すでに取り込んだ会合の候補は変わりません。",
    )
    return _back(trial)


@signed_in
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """「やめる」"""
    trial = words.drop(find(request, pk), by=person(request))
    messages.success(request, f"{trial}の試しをやめました。言葉は変わっていません。")
    return _back(trial)


@signed_in
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """「もう一度試す」"""
    return redirect(words.ask_again(find(request, pk), by=person(request), queue=queue_trial))


def find(request: HttpRequest, pk: int) -> WordTrial:
    """The trial, for those who may keep it."""
    refuse_others(WORD_TRIAL, "ask", person(request), WordTrial())
    rows = WordTrial.objects.visible_to(request.user).select_related("forum", "asked_by")
    return get_object_or_404(rows, pk=pk)


def _back(trial: WordTrial) -> HttpResponse:
    subject = trial.changes[0]["subject"]
    address = within(trial.forum_id, reverse("meetings:words:list"))
    return redirect(f"{address}?subject={subject}")


def _detail(
    request: HttpRequest, trial: WordTrial, form: KeepForm, *, status: int = OK
) -> HttpResponse:
    page = trial_page.page_of(trial)
    context = {"trial": trial, "form": form, "page": page, "waiting": trial.waits}
    return render(request, "meetings/words/trial.html", context, status=status)
