"""The door of the pages that the secretariat and the working team alone work with."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from meetings.models import Meeting
from meetings.rules import WORKING_TEAM
from workflow.machine import Decision, RefusalKind, Refused


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
