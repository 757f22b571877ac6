"""Changing the words of a 対応依頼; over somebody else's change only after seeing both."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import User
from issues.actions import follow_ups
from issues.forms import conflicts
from issues.forms.conflicts import Clash
from issues.forms.follow_ups import COMPARED, EditForm, written_in
from issues.history import short_timeline
from issues.models import FollowUp
from issues.transitions.follow_ups import FOLLOW_UP
from issues.views.follow_ups.follow_up_steps import RECENT, follow_up_of
from workflow import meanwhile
from workflow.doors import person, refuse_others, refuse_unless, version_of
from workflow.machine import RefusalKind, Refused


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change title, text, section or person."""
    user, follow_up = person(request), follow_up_of(request, pk)
    refuse_others(FOLLOW_UP, "edit", user, follow_up)
    if request.method == "POST":
        return _save(request, follow_up, user)
    refuse_unless(FOLLOW_UP.decide("edit", user, follow_up))
    form = EditForm(written_in(follow_up), follow_up=follow_up)
    return render(request, "issues/follow_ups/edit.html", _editing(follow_up, form))


def _save(request: HttpRequest, follow_up: FollowUp, user: User) -> HttpResponse:
    form = EditForm(request.POST, follow_up=follow_up)
    version = version_of(request)
    if not form.is_valid() or version is None:
        context = _editing(follow_up, form, request)
        return render(request, "issues/follow_ups/edit.html", context, status=422)
    mine = conflicts.chosen(request.POST, theirs=written_in(follow_up), mine=form.written())
    final = EditForm(mine, follow_up=follow_up)
    final.full_clean()
    try:
        follow_ups.edit(follow_up, by=user, version=version, **final.cleaned_data)
    except Refused as refused:
        return _refused(request, follow_up, final, refused, mine)
    messages.success(request, "対応依頼を修正しました。")
    return redirect(follow_up)


def _refused(
    request: HttpRequest,
    follow_up: FollowUp,
    form: EditForm,
    refused: Refused,
    mine: dict[str, str],
) -> HttpResponse:
    follow_up.refresh_from_db()
    if not FOLLOW_UP.decide("edit", person(request), follow_up) or (
        refused.decision.refusal is not RefusalKind.CONFLICT
    ):
        form.add_error(None, refused.decision.reason)
        status = 409 if refused.decision.refusal is RefusalKind.CONFLICT else 422
        context = _editing(follow_up, form, request)
        return render(request, "issues/follow_ups/edit.html", context, status=status)
    opened = conflicts.opened_with(request.POST, mine)
    labels = {name: str(form.fields[name].label) for name in COMPARED}
    found = conflicts.clashes(labels, opened=opened, theirs=written_in(follow_up), mine=mine)
    context = {
        "faster": meanwhile.faster(follow_up, person(request)),
        **_editing(follow_up, form),
        "clashes": [_in_words(clash, form) for clash in found],
        "opened": opened,
        "lines": short_timeline.lines_of(follow_up, actor=person(request))[:RECENT],
    }
    return render(request, "issues/follow_ups/conflict.html", context, status=409)


def _in_words(clash: Clash, form: EditForm) -> Clash:
    """A person by name instead of by key."""
    if clash.name != "person":
        return clash
    names = {str(key): str(words) for key, words in form.fields["person"].choices}  # type: ignore[attr-defined]
    opened, theirs, mine = (names.get(t, t) for t in (clash.opened, clash.theirs, clash.mine))
    return replace(clash, opened=opened, theirs=theirs, mine=mine)


def _editing(
    follow_up: FollowUp, form: EditForm, request: HttpRequest | None = None
) -> dict[str, Any]:
    """Context of the edit page. A form sent back keeps the version it was opened with."""
    written = written_in(follow_up)
    version: int | str = follow_up.version
    if request is not None:
        written = conflicts.opened_with(request.POST, written)
        version = version_of(request) or version
    return {"follow_up": follow_up, "form": form, "opened": written, "version": version}
