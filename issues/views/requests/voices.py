"""府省の進捗 and 事務局の判断: each says its own, beside the other two voices."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from issues.actions import voices
from issues.forms.voices import JudgementForm, ProgressForm
from issues.pages import three_voices
from issues.transitions.requests import LOCAL_REQUEST
from issues.views.attempts import DONE, Move
from issues.views.doors import request_of

PROGRESS = Move(
    LOCAL_REQUEST, "report_progress", voices.report_progress, ProgressForm, "進捗の報告",
    "進捗を報告しました。",
)  # fmt: skip
JUDGEMENT = Move(
    LOCAL_REQUEST, "judge", voices.judge, JudgementForm, "事務局の判断", "判断を記録しました。"
)


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


def _speak(request: HttpRequest, number: str, move: Move) -> HttpResponse:
    local_request = request_of(request, number)
    form, status = move.made(request, local_request)
    if status == DONE:
        return redirect(f"{local_request.get_absolute_url()}#voices")
    context = {
        "local_request": local_request,
        "form": form,
        "title": move.title,
        "voices": three_voices.voices_of(local_request, actor=request.user),
    }
    return render(request, "issues/voices/speak.html", context, status=status)
