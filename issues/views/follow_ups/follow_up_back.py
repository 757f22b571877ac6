"""取消し of what was written down on a 対応依頼: a note, the completing."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.rules import is_secretariat
from issues.actions import follow_ups
from issues.models import FollowUp, ProgressNote
from issues.transitions.follow_ups import FOLLOW_UP
from issues.views.follow_ups.follow_up_steps import follow_up_of
from issues.views.taking_back import TakingBack, page
from workflow.doors import person, refuse_others


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_back_note(request: HttpRequest, pk: int, note: int) -> HttpResponse:
    """Take a note back."""
    user, follow_up = person(request), follow_up_of(request, pk)
    found = get_object_or_404(ProgressNote.objects.standing(), follow_up=follow_up, pk=note)
    refuse_others(FOLLOW_UP, "take_back_note", user, follow_up)
    taking = TakingBack(
        title="経過の取消し",
        crumbs=_way(follow_up),
        facts=(("対応依頼", follow_up.title), ("経過", found.text)),
        follows="この経過は出なくなります。書いたことと取り消したことは、記録に残ります。",
        act=partial(follow_ups.take_back_note, found, by=user),
        done="経過を取り消しました。",
        back=follow_up.get_absolute_url(),
        fictional=follow_up.fictional,
        needs_reason=is_secretariat(user),
    )
    return page(request, taking, FOLLOW_UP.decide("take_back_note", user, follow_up))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def uncomplete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the completing back."""
    user, follow_up = person(request), follow_up_of(request, pk)
    refuse_others(FOLLOW_UP, "uncomplete", user, follow_up)
    taking = TakingBack(
        title="完了の取消し",
        crumbs=_way(follow_up),
        facts=(("対応依頼", follow_up.title), ("結果", follow_up.result)),
        follows="依頼は「対応中」に戻り、結果は消えます。期限は変わりません。",
        act=partial(follow_ups.uncomplete, follow_up, by=user),
        done="完了を取り消しました。",
        back=follow_up.get_absolute_url(),
        fictional=follow_up.fictional,
        needs_reason=is_secretariat(user),
    )
    return page(request, taking, FOLLOW_UP.decide("uncomplete", user, follow_up))


def _way(follow_up: FollowUp) -> tuple[tuple[str, str], ...]:
    return (
        ("対応依頼", reverse("issues:follow_ups:list")),
        (follow_up.title, follow_up.get_absolute_url()),
    )
