"""Writing a point's 整理メモ outside of recording, as long as its session is not closed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from issues.history import quotations
from issues.models import DiscussionPoint
from japan.comparing import compare
from meetings.actions import handlings
from meetings.forms.recording import MemoForm
from meetings.models import Meeting, PointMemo
from meetings.transitions import MEETING
from meetings.views.team import meeting_for_team
from workflow.doors import person, refuse_others, refuse_unless, status_of
from workflow.machine import RefusalKind, Refused

WHAT = "整理メモの編集"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Write or correct the memo of one session. A refusal keeps what was typed."""
    meeting, user = meeting_for_team(request, pk, WHAT), person(request)
    refuse_others(MEETING, "record", user, meeting)
    points = DiscussionPoint.objects.filter(forum=meeting.body.forum_id)
    point = get_object_or_404(points, code=code)
    if request.method == "POST":
        return _save(request, meeting, point)
    refuse_unless(MEETING.decide("record", user, meeting))
    memo, before = _here(meeting, point), _before(request, meeting, point)
    initial = {"text": memo.text, "version": memo.version} if memo else {}
    if memo is None and before is not None and request.GET.get("from") == "before":
        initial = {"text": before.text}
    context = {"form": MemoForm(initial=initial), "memo": memo, "before": before}
    return _page(request, meeting, point, context)


def _save(request: HttpRequest, meeting: Meeting, point: DiscussionPoint) -> HttpResponse:
    form = MemoForm(request.POST)
    context: dict[str, Any] = {"form": form, "before": _before(request, meeting, point)}
    if not form.is_valid():
        return _page(request, meeting, point, context, status=422)
    text = form.cleaned_data["text"]
    try:
        handlings.write_memo(
            point, by=person(request), meeting=meeting, text=text,
            version=form.cleaned_data["version"],
        )  # fmt: skip
    except Refused as refused:
        memo = _here(meeting, point)
        if memo is not None and refused.decision.refusal is RefusalKind.CONFLICT:
            context["theirs"] = memo
            if memo.version != form.cleaned_data["version"]:
                again = MemoForm(initial={"text": text, "version": memo.version})
                context |= {"form": again, "change": compare(memo.text, text)}
        context["trouble"] = refused.decision.reason
        return _page(request, meeting, point, context, status=status_of(refused))
    messages.success(request, f"{meeting}の整理メモを保存しました。")
    return redirect(f"{point.get_absolute_url()}?memo={meeting.pk}#memo")


def _here(meeting: Meeting, point: DiscussionPoint) -> PointMemo | None:
    rows = PointMemo.objects.filter(meeting=meeting, point=point)
    return rows.select_related("written_by").first()


def _before(request: HttpRequest, meeting: Meeting, point: DiscussionPoint) -> PointMemo | None:
    """The memo of the last session before this one, of whichever body."""
    rows = quotations.memos(request.user).filter(point=point, meeting__held_on__lte=meeting.held_on)
    found: PointMemo | None = rows.exclude(meeting=meeting).last()
    return found


def _page(
    request: HttpRequest,
    meeting: Meeting,
    point: DiscussionPoint,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    shown = {"meeting": meeting, "point": point, **context}
    return render(request, "meetings/memo.html", shown, status=status)
