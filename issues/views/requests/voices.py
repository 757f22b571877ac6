"""府省の進捗 and 事務局の判断: each says its own, beside the other two voices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from issues.actions import voices
from issues.forms.voices import JudgementForm, ProgressForm
from issues.pages import three_voices
from issues.transitions.requests import LOCAL_REQUEST
from issues.views.doors import request_of
from workflow.doors import person, refuse_others, refuse_unless, status_of
from workflow.machine import Refused


@dataclass(frozen=True)
class Voice:
    """One voice's page: its verb and words."""

    verb: str
    act: Callable[..., Any]
    form: type[Form]
    title: str
    done: str


PROGRESS = Voice(
    "report_progress", voices.report_progress, ProgressForm, "進捗の報告", "進捗を報告しました。"
)
JUDGEMENT = Voice("judge", voices.judge, JudgementForm, "事務局の判断", "判断を記録しました。")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def progress(request: HttpRequest, number: str) -> HttpResponse:
    """The lead ministry says how far it is."""
    return _speak(request, number, PROGRESS)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def judgement(request: HttpRequest, number: str) -> HttpResponse:
    """The secretariat says what it makes of the matter."""
    return _speak(request, number, JUDGEMENT)


def _speak(request: HttpRequest, number: str, voice: Voice) -> HttpResponse:
    user, local_request = person(request), request_of(request, number)
    refuse_others(LOCAL_REQUEST, voice.verb, user, local_request)
    form = voice.form(request.POST or None)
    status = 422 if request.method == "POST" else 200
    if request.method != "POST":
        refuse_unless(LOCAL_REQUEST.decide(voice.verb, user, local_request))
    elif form.is_valid():
        try:
            voice.act(local_request, by=user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.decision.reason)
            status = status_of(refused)
        else:
            messages.success(request, voice.done)
            return redirect(f"{local_request.get_absolute_url()}#voices")
    context = {
        "local_request": local_request,
        "form": form,
        "title": voice.title,
        "voices": three_voices.voices_of(local_request, actor=user),
    }
    return render(request, "issues/voices/speak.html", context, status=status)
