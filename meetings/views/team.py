"""The door of the pages that the secretariat and the working team alone work with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from meetings.models import Meeting
from meetings.rules import WORKING_TEAM
from workflow.machine import Decision, RefusalKind, Refused

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def signed_in(view: View[P]) -> View[P]:
    """Lets people in who are signed in and sends others to sign in; a part of a page is told so
    in words (`workflow.sending.returning`)."""
    return login_required(view)


def meeting_for_team(request: HttpRequest, pk: int, what: str) -> Meeting:
    """The meeting, for somebody who may do `what` (「候補の確認」) in it.

    Raises Http404 when the reader may not see it, `Refused` when it is not theirs to work on.
    """
    visible = Meeting.objects.visible_to(request.user).select_related("body", "current_source")
    meeting = get_object_or_404(visible, pk=pk)
    if not WORKING_TEAM.allows(request.user, meeting):
        reason = f"「{what}」ができるのは、{WORKING_TEAM.label}です。"
        raise Refused(Decision(RefusalKind.FORBIDDEN, reason))
    return meeting
