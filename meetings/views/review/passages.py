"""Logging words of the minutes: words that nothing proposed, chosen by a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from issues.models import Commitment, DiscussionPoint, LocalRequest
from issues.validators import ASK_LENGTH
from japan.numbers import whole_number
from meetings.actions import passages
from meetings.forms.passages import COMMITMENT, AddForm, LogForm
from meetings.models import Meeting, Passage, Speech
from meetings.review.offered_points import points_at
from meetings.review.words import Words, point_choices, words_at
from meetings.views.team import meeting_for_team
from workflow.doors import place_to_return
from workflow.machine import RefusalKind, Refused


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def log(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the chosen words with a form; a POST logs them or adds them to a record."""
    meeting = meeting_for_team(request, pk, "要望・国側の発言の登録")
    words = _words(request, meeting)
    adding = request.POST.get("act") == "add"
    add_form = AddForm(request.POST if adding else None, actor=request.user)
    log_form = _log_form(request, words, bound=request.method == "POST" and not adding)
    form = add_form if adding else log_form
    if request.method == "POST" and form.is_valid():
        try:
            return _done(request, _act(request, words, form), adding=adding)
        except Refused as refused:
            if refused.decision.refusal is RefusalKind.FORBIDDEN:
                raise
            form.add_error(None, ValidationError(refused.decision.reason))
    return _page(request, meeting, words, log_form, add_form)


def _act(request: HttpRequest, words: Words, form: LogForm | AddForm) -> LocalRequest | Commitment:
    where: dict[str, Any] = {"speech": words.speech, "start": words.start, "end": words.end}
    assert request.user.is_authenticated  # login_required
    if isinstance(form, AddForm):
        return passages.add(form.record, by=request.user, **where).record
    data = form.cleaned_data
    said: dict[str, Any] = {
        "by": request.user,
        "title": data["title"],
        "points": form.chosen_points(),
        "organization": data["organization"],
        **where,
    }
    if form.is_commitment:
        return passages.log_commitment(**said)
    return passages.log_request(kind=data["what"], ask=data["ask"], trouble=data["trouble"], **said)


def _done(request: HttpRequest, record: LocalRequest | Commitment, *, adding: bool) -> HttpResponse:
    did = "に引用箇所を加えました。" if adding else "として登録しました。"
    messages.success(request, f"{record.number}{did}")
    return redirect(place_to_return(request) or record)


def _page(
    request: HttpRequest, meeting: Meeting, words: Words, log_form: LogForm, add_form: AddForm
) -> HttpResponse:
    bound = log_form.is_bound or add_form.is_bound
    context = {
        "meeting": meeting,
        "words": words,
        "speaker": passages.speaker_of(words.speech),
        "form": log_form,
        "add_form": add_form,
        "choices": point_choices(
            log_form.all_points,
            words.ranked_points() if words.fits else [],
            ticked=log_form["points"].value() or [],
            primary=log_form["primary"].value() or "",
        ),
        "records": _records(request, meeting),
        "back": place_to_return(request),
    }
    return render(request, "meetings/log.html", context, status=422 if bound else 200)


def _records(request: HttpRequest, meeting: Meeting) -> list[LocalRequest | Commitment]:
    """Records resting on these minutes, to choose a number from while typing."""
    found = (
        Passage.objects.visible_to(request.user)
        .live()
        .filter(speech__source=meeting.current_source)
        .select_related("local_request", "commitment")
    )
    return sorted({each.record for each in found}, key=lambda record: record.number)


def _log_form(request: HttpRequest, words: Words, *, bound: bool) -> LogForm:
    attendance = words.speech.attendance
    known = attendance is not None and attendance.organization is not None
    points = points_at(passages.meeting_of(words.speech))
    if bound:
        return LogForm(request.POST, all_points=points, speaker_known=known)
    return LogForm(initial=_initial(request, words, points), all_points=points, speaker_known=known)


def _initial(
    request: HttpRequest, words: Words, points: Sequence[DiscussionPoint]
) -> dict[str, Any]:
    attendance = words.speech.attendance
    national = bool(words.speech.side) and not words.speech.is_local
    what = request.GET.get("what", "")
    initial: dict[str, Any] = {
        "what": COMMITMENT if what == COMMITMENT or (national and not what) else "request",
    }
    if attendance is not None and attendance.organization is not None:
        initial["organization"] = attendance.organization.full_name
    if words.fits:
        known = {point.code for point in points}
        ranked = [each["code"] for each in words.ranked_points() if each["code"] in known][:1]
        initial["title"] = words.summary
        initial["points"], initial["primary"] = ranked, "".join(ranked)
        if len(words.quote) <= ASK_LENGTH:
            initial["ask"] = words.quote
    return initial


def _words(request: HttpRequest, meeting: Meeting) -> Words:
    data = request.POST if request.method == "POST" else request.GET
    speech = (
        Speech.objects.filter(
            source=meeting.current_source, pk=whole_number(data.get("speech")) or 0
        )
        .select_related("attendance__organization", "source__meeting__body")
        .first()
    )
    if speech is None:
        raise Http404("この会合の今の議事要旨に、その発言はありません。")
    return words_at(speech, whole_number(data.get("start")), whole_number(data.get("end")))
