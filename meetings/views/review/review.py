"""The review screen: deciding on what was proposed, one candidate after the other."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from japan.numbers import whole_number
from meetings.actions import suggestions
from meetings.actions.passages import meeting_of
from meetings.forms.review import CardForm
from meetings.models import Meeting, Suggestion
from meetings.review import onward, review_screen
from meetings.review.offered_points import points_at
from meetings.review.review_values import SHOWS, Place
from meetings.views.review.clashing import Clash, clash_of
from meetings.views.team import meeting_for_team, signed_in
from workflow.doors import person, status_of, version_of
from workflow.machine import Decision, RefusalKind, Refused

WHAT = "候補の確認"
DONE = {
    "accept": "採用しました",
    "dismiss": "除外しました",
    "merge": "前の候補に統合しました",
    "undo": "取り消しました",
    "edit": "保存しました",
}


@signed_in
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The screen at the place the address says; the first candidate left without one."""
    meeting = meeting_for_team(request, pk, WHAT)
    return work(request, meeting, _place(request, request.GET))


@signed_in
@require_POST
def decide(request: HttpRequest, pk: int, suggestion: int, verb: str) -> HttpResponse:
    """Make one move on one candidate and go on to the next."""
    meeting = meeting_for_team(request, pk, WHAT)
    found = get_object_or_404(
        Suggestion.objects.select_related("speech"), source=meeting.current_source, pk=suggestion
    )
    if verb not in DONE:
        raise Http404
    typed = verb in ("accept", "edit") and "summary" in request.POST
    form = _form(request, found) if typed else None
    try:
        done = _act(request, verb, found, form)
    except Refused as refused:
        if refused.decision.refusal is RefusalKind.FORBIDDEN:
            raise
        return _refused(
            request, meeting, verb, clash_of(found.pk, refused, request.POST if typed else None)
        )
    return _done(request, meeting, verb, done)


def work(
    request: HttpRequest,
    meeting: Meeting,
    place: Place,
    *,
    said: str = "",
    clash: Clash | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page, or for htmx its working part with the new address."""
    screen = review_screen.screen(meeting, place, actor=person(request))
    if clash is not None and screen.current is not None and clash.codes is not None:
        screen = replace(screen, current=clash.over(screen.current))
    context = {"meeting": meeting, "screen": screen, "said": said, "clash": clash}
    context["shows"] = SHOWS
    if screen.finished:
        context["onward"] = onward.onward_from(meeting, actor=person(request))
    partial = "#work" if request.htmx else ""  # type: ignore[attr-defined]
    response = render(request, f"meetings/review.html{partial}", context, status=status)
    patch_vary_headers(response, ("HX-Request",))
    if partial:
        response["HX-Replace-Url"] = address(meeting, screen.place)
        response["HX-Retarget"], response["HX-Reswap"] = "#work", "outerHTML show:none"
        response["HX-Reselect"] = "#work"
    return response


def go_on(request: HttpRequest, meeting: Meeting, place: Place, said: str) -> HttpResponse:
    """Show the place after something was done: in place for htmx, else by a redirect."""
    if request.htmx:  # type: ignore[attr-defined]
        return work(request, meeting, place, said=said)
    messages.success(request, said)
    return redirect(f"{address(meeting, place)}#now")


def address(meeting: Meeting, place: Place) -> str:
    """The review screen of a meeting at a place."""
    return reverse("meetings:review", args=(meeting.pk,)) + place.query


def place_in(request: HttpRequest) -> Place:
    """The place that a form was sent from."""
    return _place(request, request.POST)


def _place(request: HttpRequest, data: QueryDict) -> Place:
    return Place(
        at=whole_number(data.get("at")),
        speech=whole_number(data.get("speech")),
        show=_show(request),
        sentence=whole_number(data.get("sentence")),
    )


def _act(request: HttpRequest, verb: str, found: Suggestion, form: CardForm | None) -> Suggestion:
    by, version = person(request), version_of(request)
    if verb == "undo":
        return suggestions.undo(found, by=by)
    if verb == "dismiss":
        return suggestions.dismiss(found, by=by, no_point="no_point" in request.POST)
    if verb == "merge":
        return suggestions.merge(found, by=by)
    if form is not None:
        _refuse_invalid(form)
        if changes := form.changes():
            version = whole_number(request.POST.get("over")) or version
            found = suggestions.edit(found, by=by, version=version, **changes)
            version = found.version
    if verb == "edit":
        return found
    organization = form.cleaned_data["organization"] if form else None
    return suggestions.accept(found, by=by, organization=organization, version=version)


def _done(request: HttpRequest, meeting: Meeting, verb: str, done: Suggestion) -> HttpResponse:
    place = place_in(request)
    if verb == "edit" and request.htmx:  # type: ignore[attr-defined]
        return render(request, "meetings/review.html#saved", {"suggestion": done})
    said = f"「{done.summary}」を{DONE[verb]}"
    if verb == "accept":
        record = done.record
        said += f"（{record.number}）" if record else ""
    if verb in ("undo", "edit"):
        place = replace(place, at=done.pk)
    elif place.at in (None, done.pk):
        following = suggestion_after(meeting, done, place)
        place = replace(place, at=following or done.pk)
        said += "" if following else "。この表示の候補は、すべて確認しました"
    return go_on(request, meeting, place, f"{said}。")


def suggestion_after(meeting: Meeting, done: Suggestion, place: Place) -> int | None:
    """The key of the candidate to go on with."""
    source = meeting.current_source
    assert source is not None  # it has suggestions
    return review_screen.next_pending(source, done, show=place.show)


def _refused(request: HttpRequest, meeting: Meeting, verb: str, clash: Clash) -> HttpResponse:
    status = status_of(clash.refused)
    if verb == "edit" and request.htmx:  # type: ignore[attr-defined]
        response = render(
            request,
            "meetings/review.html#clash",
            {"clash": clash, "meeting": meeting},
            status=status,
        )
        response["HX-Retarget"] = f"#clash-{clash.suggestion.pk}"
        response["HX-Reswap"], response["HX-Reselect"] = "innerHTML", ".clash-note"
        return response
    place = replace(place_in(request), at=clash.suggestion.pk)
    said = clash.refused.decision.reason
    return work(request, meeting, place, said=said, clash=clash, status=status)


def _form(request: HttpRequest, found: Suggestion) -> CardForm:
    points = points_at(meeting_of(found.speech))
    return CardForm(request.POST, suggestion=found, all_points=points)


def _refuse_invalid(form: CardForm) -> None:
    if not form.is_valid():
        reasons = [reason for found in form.errors.values() for reason in found]
        raise Refused(Decision(RefusalKind.INCOMPLETE, "　".join(map(str, reasons))))


def _show(request: HttpRequest) -> str:
    wanted = (request.POST if request.method == "POST" else request.GET).get("show", "")
    return wanted if wanted in SHOWS else "pending"
