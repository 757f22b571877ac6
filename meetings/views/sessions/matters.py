"""The matters of the agenda: put on, taken off, in order and under their lines."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from issues.models import LocalRequest
from japan.numbers import whole_number
from meetings.actions import laying_out, sessions
from meetings.forms.agenda import LineChoiceForm, PutOnForm
from meetings.models import Handling, Meeting
from meetings.sessions import agenda
from meetings.views.sessions.agenda import arranged, attempted, page
from workflow.doors import person


@login_required
@require_POST
def put_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the ticked requests and points on the agenda, with the reasons of the draft."""
    meeting = arranged(request, pk)
    form = PutOnForm(request.POST, meeting=meeting, actor=request.user)
    if not form.is_valid():
        reason = "　".join(str(e) for errors in form.errors.values() for e in errors)
        return page(request, meeting, part="pool", trouble=reason, status=422)
    chosen = form.matters()
    what = f"「{chosen[0]}」" if len(chosen) == 1 else f"{len(chosen)}件"
    return attempted(
        request,
        meeting,
        lambda: _put_all(request, meeting, form),
        f"{what}を議題に載せました。「取り上げる案件」の「外す」で戻せます。",
        "pool",
        under=request.POST.get("agenda_item", ""),
    )


@login_required
@require_POST
def lay_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the whole draft on the agenda, a line for each point."""
    meeting = arranged(request, pk)
    return attempted(
        request,
        meeting,
        lambda: laying_out.lay_out(meeting, by=person(request), on=timezone.localdate()),
        "下書きを議題に載せました。議事の名前と順番、時間を整えてください。",
        "pool",
        goes_to="lines",
    )


@login_required
@require_POST
def put_under(request: HttpRequest, pk: int, handling: int) -> HttpResponse:
    """Move a matter below another line of the agenda."""
    meeting = arranged(request, pk)
    found = _matter(request, meeting, handling)
    form = LineChoiceForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return page(request, meeting, part="matters", trouble=laying_out.ELSEWHERE, status=422)
    line = form.cleaned_data["agenda_item"]
    return attempted(
        request,
        meeting,
        lambda: laying_out.put_under(found, by=person(request), agenda_item=line),
        f"「{found}」を「{line or '議事を決めていない案件'}」に移しました。",
        "matters",
    )


@login_required
@require_POST
def order_matters(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a matter up or down, or keep the order it was dragged into."""
    meeting = arranged(request, pk)
    sent = (whole_number(key) for key in request.POST.getlist("key"))
    keys = [key for key in sent if key]
    what, _, which = request.POST.get("do", "").partition(":")
    if which and (at := whole_number(which)) in keys and what in ("up", "down"):
        here = keys.index(at)
        other = here + (-1 if what == "up" else 1)
        if 0 <= other < len(keys):
            keys[here], keys[other] = keys[other], keys[here]
    return attempted(
        request,
        meeting,
        lambda: sessions.order(meeting, by=person(request), keys=keys),
        "案件の順番を保存しました。",
        "matters",
    )


@login_required
@require_POST
def take_off(request: HttpRequest, pk: int, handling: int) -> HttpResponse:
    """Take a matter off the agenda."""
    meeting = arranged(request, pk)
    found = _matter(request, meeting, handling)
    return attempted(
        request,
        meeting,
        lambda: sessions.take_off(found, by=person(request)),
        f"「{found}」を議題から外しました。「議題の候補」に理由があれば、そこに戻ります。",
        "matters",
    )


def _matter(request: HttpRequest, meeting: Meeting, key: int) -> Handling:
    visible = Handling.objects.filter(meeting=meeting).visible_to(request.user)
    return get_object_or_404(visible.select_related("local_request", "point"), pk=key)


def _put_all(request: HttpRequest, meeting: Meeting, form: PutOnForm) -> None:
    on = timezone.localdate()
    reasons = agenda.reasons_of(meeting, actor=request.user, on=on)
    with transaction.atomic():
        for matter in form.matters():
            key = matter.number if isinstance(matter, LocalRequest) else matter.code
            sessions.put_on(
                meeting,
                matter,
                by=person(request),
                agenda_item=form.cleaned_data["agenda_item"],
                reasons=reasons.get(key) or ["chosen"],
            )
