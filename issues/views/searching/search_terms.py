"""検索の用語: the vocabulary of the search, read by the team and written by the secretariat."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rules import is_secretariat, sees_everything
from issues.actions import terms
from issues.forms.terms import LeaveOutForm, TermForm
from issues.forums import chosen_forum
from issues.models import SearchTerm
from issues.models.term import BETWEEN
from issues.search import vocabulary
from issues.transitions.terms import SEARCH_TERM
from issues.views.attempts import DONE, OK, attempt
from workflow.doors import person, refuse_others
from workflow.machine import Decision, RefusalKind, Refused

TEMPLATES = "issues/search"
CHANGES = 30
"""So many of the last changes are listed."""
_OTHERS = "「検索の用語」を見られるのは、事務局と構成員です。"


@login_required
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """The words that mean the same, with who changed them."""
    if not sees_everything(request.user):
        raise Refused(Decision(RefusalKind.FORBIDDEN, _OTHERS))
    forum = chosen_forum.forum_of(request)
    context = {
        "lines": vocabulary.lines(forum.pk if forum else None, told=True),
        "several": forum is not None,
        "changes": vocabulary.latest(CHANGES),
        "may_write": is_secretariat(request.user),
    }
    return render(request, f"{TEMPLATES}/terms.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Write a line, or another one for a term that the address names."""
    user, forum = person(request), chosen_forum.forum_of(request)
    refuse_others(SEARCH_TERM, "add", user, SearchTerm())
    form = TermForm(_typed(request), forum=forum, initial=_initial(request))
    if request.method != "POST":
        return _form(request, form, "用語を書く", "保存する")
    status = attempt(form, lambda: terms.write(by=user, **form.content()))
    if status != DONE:
        return _form(request, form, "用語を書く", "保存する", status)
    return _back(request, f"用語「{form.cleaned_data['term']}」を保存しました。")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave_out(request: HttpRequest) -> HttpResponse:
    """Let a line count no more."""
    user, forum = person(request), chosen_forum.forum_of(request)
    refuse_others(SEARCH_TERM, "set_aside", user, SearchTerm())
    form = LeaveOutForm(_typed(request), forum=forum, initial=_initial(request))
    if request.method != "POST":
        return _form(request, form, "用語を使わない", "使わないことにする")
    status = attempt(form, lambda: terms.set_aside(by=user, **form.content()))
    if status != DONE:
        return _form(request, form, "用語を使わない", "使わないことにする", status)
    return _back(request, f"用語「{form.cleaned_data['term']}」は、使いません。")


def _initial(request: HttpRequest) -> dict[str, Any]:
    """The line that the address names, as it is now."""
    term = request.GET.get("term", "").replace("\x00", "")[:60]
    forum = chosen_forum.forum_of(request)
    found = vocabulary.line(forum.pk if forum else None, term) if term else None
    if found is None:
        return {"term": term}
    own = found.row is not None and found.row.forum_id is not None
    return {
        "term": found.term,
        "others": BETWEEN.join(found.others),
        "note": found.note,
        "own": own,
    }


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _form(
    request: HttpRequest, form: forms.Form, title: str, button: str, status: int = OK
) -> HttpResponse:
    context = {"form": form, "title": title, "button": button}
    return render(request, f"{TEMPLATES}/term_form.html", context, status=status)


def _back(request: HttpRequest, said: str) -> HttpResponse:
    messages.success(request, f"{said}これからの検索に使います。")
    return redirect("issues:search:terms")
