"""言葉の表: the words of the forum, and what one of them does."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.rules import is_secretariat
from issues.forums import chosen_forum
from issues.views.doors import attachment
from meetings.models import WordTrial
from meetings.rules import WORKING_TEAM
from meetings.views.team import signed_in
from meetings.words import forum_words, looking, sheets
from workflow.machine import Decision, RefusalKind, Refused

WHAT = "言葉の表"
CHANGES = 30
"""So many of the last changes are listed."""


def refuse_outsiders(request: HttpRequest) -> None:
    """Raises `Refused` for whoever does not work on candidates."""
    if not WORKING_TEAM.allows(request.user, None):
        reason = f"「{WHAT}」を見られるのは、{WORKING_TEAM.label}です。"
        raise Refused(Decision(RefusalKind.FORBIDDEN, reason))


@signed_in
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """The words of one subject, with who changed them; the last changes and trials."""
    refuse_outsiders(request)
    forum = chosen_forum.given(request)
    subjects = forum_words.subjects(forum)
    keys = [each.key for each in subjects]
    asked = request.GET.get("subject", "")
    chosen = asked if asked in keys else keys[0]
    context = {
        "forum": forum,
        "subjects": subjects,
        "chosen": next(each for each in subjects if each.key == chosen),
        "lines": forum_words.listed(forum, chosen),
        "shipped": forum_words.is_first(forum.pk),
        "labels": forum_words.short_labels(forum),
        "changes": forum_words.latest(forum, CHANGES),
        "may_try": is_secretariat(request.user),
        "trials": _trials(request, forum.pk),
    }
    return render(request, "meetings/words/list.html", context)


def _trials(request: HttpRequest, forum: int) -> list[WordTrial]:
    rows = WordTrial.objects.visible_to(request.user).filter(forum=forum)
    return list(rows.open().select_related("asked_by")[:10])


@signed_in
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What a word does: its lines, its sentences, the suggestions that rest on it."""
    refuse_outsiders(request)
    forum = chosen_forum.given(request)
    word = " ".join(request.GET.get("q", "").replace("\x00", "").split())
    found = looking.look(forum, word, actor=request.user) if word else None
    context = {
        "forum": forum,
        "word": word,
        "found": found,
        "most": looking.MOST,
        "may_try": is_secretariat(request.user),
    }
    status = 422 if found is not None and found.problem else 200
    return render(request, "meetings/words/search.html", context, status=status)


@signed_in
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The words in force as a sheet."""
    refuse_outsiders(request)
    forum = chosen_forum.given(request)
    name = f"言葉の表_{forum.short_name}.csv"
    return attachment(sheets.written(forum), name, "text/csv; charset=utf-8")
