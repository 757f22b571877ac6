"""Taking back the words of a voice. They are published by way of their rehearsal."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.rules import is_secretariat
from issues.actions import voices
from issues.models import LocalRequest, ProgressReport, Settlement
from issues.models.voices import Said
from issues.pages.voice_moves import KINDS, TAKING_BACK
from issues.transitions.requests import LOCAL_REQUEST
from issues.views import taking_back
from issues.views.doors import request_of
from issues.views.taking_back import TakingBack
from japan.eras import format_era
from workflow.doors import person, refuse_others

FOLLOWS = {
    "progress": "今の進捗は、1つ前の報告に戻ります。取り消した報告は、記録に残ります。",
    "judgement": "今の判断は、1つ前の判断に戻ります。取り消した判断は、記録に残ります。",
    "settlement": "要望は「回答済」に戻り、反映先は消えます。回答の回と期限は変わりません。"
    "検討をやり直すときは、取り消さずに「検討を再開する」を使ってください。",
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, number: str, kind: str, pk: int) -> HttpResponse:
    """Take back what one voice said; the one before counts again."""
    user, local_request = person(request), request_of(request, number)
    voice = _voice_of(local_request, user, kind, pk)
    verb = TAKING_BACK[kind]
    refuse_others(LOCAL_REQUEST, verb, user, local_request)
    name = _name(voice)
    taking = TakingBack(
        title=f"{name}の取消し",
        crumbs=(
            ("要望の一覧", reverse("issues:requests:list")),
            (local_request.number, local_request.get_absolute_url()),
        ),
        facts=_facts(local_request, voice),
        follows=FOLLOWS[kind],
        act=partial(_taking_back(voice), by=user),
        done=f"{name}を取り消しました。",
        back=f"{local_request.get_absolute_url()}#voices",
        fictional=voice.fictional or local_request.fictional,
        needs_reason=is_secretariat(user),
    )
    return taking_back.page(request, taking, LOCAL_REQUEST.decide(verb, user, local_request))


def _voice_of(local_request: LocalRequest, user: User, kind: str, pk: int) -> Said:
    if kind not in KINDS:
        raise Http404
    rows: Any = KINDS[kind].objects.visible_to(user).standing()
    voice: Said = get_object_or_404(rows, local_request=local_request, pk=pk)
    return voice


def _taking_back(voice: Said) -> Callable[..., Any]:
    if isinstance(voice, Settlement):
        return partial(voices.unsettle, voice.local_request)
    act: Any = voices.take_back_progress
    if not isinstance(voice, ProgressReport):
        act = voices.take_back_judgement
    return partial(act, voice)


def _name(voice: Said) -> str:
    return "決着" if isinstance(voice, Settlement) else str(voice._meta.verbose_name)


def _facts(local_request: LocalRequest, voice: Any) -> tuple[tuple[str, str], ...]:
    text = voice.despite if isinstance(voice, Settlement) else voice.text
    said_at = timezone.localtime(getattr(voice, voice.SAID_AT)).date()
    return (
        ("要望", str(local_request)),
        (_name(voice), str(voice)),
        ("内容", text),
        ("日付", format_era(said_at)),
        ("公表", "公表済" if voice.is_published else "公表前"),
    )
