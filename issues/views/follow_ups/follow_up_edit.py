"""Changing the words of a 対応依頼; over somebody else's change only after seeing both."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.models import User
from issues.actions import follow_ups
from issues.forms.conflicts import Clash
from issues.forms.follow_ups import COMPARED, EditForm, written_in
from issues.history import short_timeline
from issues.models import FollowUp
from issues.transitions.follow_ups import FOLLOW_UP
from issues.views.editing import Editing
from issues.views.follow_ups.follow_up_steps import follow_up_of
from workflow.doors import person, refuse_others, refuse_unless


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change title, text, section or person."""
    user, follow_up = person(request), follow_up_of(request, pk)
    refuse_others(FOLLOW_UP, "edit", user, follow_up)
    if request.method == "POST":
        return EDITING.saved(request, follow_up)
    refuse_unless(FOLLOW_UP.decide("edit", user, follow_up))
    return EDITING.shown(request, follow_up, written_in(follow_up))


def _form(data: Any, follow_up: FollowUp, user: User) -> EditForm:
    return EditForm(data, follow_up=follow_up)


def _change(
    follow_up: FollowUp, user: User, form: EditForm, mine: dict[str, str], version: int
) -> str:
    follow_ups.edit(follow_up, by=user, version=version, **form.cleaned_data)
    return "対応依頼を修正しました。"


def _in_words(clash: Clash, form: EditForm) -> Clash:
    """A person by name instead of by key."""
    if clash.name != "person":
        return clash
    names = {str(key): str(words) for key, words in form.fields["person"].choices}  # type: ignore[attr-defined]
    opened, theirs, mine = (names.get(t, t) for t in (clash.opened, clash.theirs, clash.mine))
    return replace(clash, opened=opened, theirs=theirs, mine=mine)


EDITING = Editing(
    name="follow_up",
    templates="issues/follow_ups",
    compared=COMPARED,
    written_in=written_in,
    as_data=dict,
    form=_form,
    change=_change,
    lines=short_timeline.lines_of,
    in_words=lambda clashes, follow_up, form: [_in_words(clash, form) for clash in clashes],
    may=partial(FOLLOW_UP.decide, "edit"),
)
