"""回答: writing a ministry's answer and changing it until it is published."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import User
from issues.actions import replies
from issues.alike import shown
from issues.enums import ReplyStatus
from issues.forms import conflicts, drafting
from issues.forms.replies import (
    COMPARED,
    ReplyForm,
    as_data,
    initial_of,
    unwritten,
    written_in,
)
from issues.models import LocalRequest, Reply
from issues.pages import merge_effects, reply_rounds
from issues.transitions.replies import REPLY
from issues.transitions.requests import LOCAL_REQUEST
from issues.views import clashing
from issues.views.doors import request_of
from issues.views.replies.reply_places import about, back_to, counts_as, reply_of, reply_url
from japan.numbers import whole_number
from workflow import drafts
from workflow.doors import person, refuse_others, refuse_unless, status_of, version_of
from workflow.machine import RefusalKind, Refused

TEMPLATES = "issues/replies"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, number: str) -> HttpResponse:
    """Begin the reply of the present round; one begun already is gone on with."""
    user, local_request = person(request), request_of(request, number)
    refuse_others(LOCAL_REQUEST, "reply", user, local_request)
    begun = reply_rounds.being_written(local_request, actor=user)
    if request.method == "POST":
        return _save_new(request, local_request, user, begun)
    refuse_unless(LOCAL_REQUEST.decide("reply", user, local_request))
    half = drafting.find(user=user, key=_key_new(local_request), written=unwritten())
    if begun is not None:
        there, asked = reply_url("edit", begun), request.GET.urlencode()
        there = f"{there}?{asked}" if asked else there
        return _clash(request, begun, half.typed) if half else redirect(there)
    left = merge_effects.left_behind(local_request, actor=user)
    initial = half.initial(several=("means",)) if half else _taken_over(request, left)
    initial = _copied(request, user, initial)
    context = _writing(local_request, None, ReplyForm(initial=initial), half)
    return render(request, f"{TEMPLATES}/form.html", {**context, "left_behind": left})


def _taken_over(request: HttpRequest, left: list[Reply]) -> dict[str, Any] | None:
    """The words of a draft on a merged request, where the ministry has asked for them."""
    wanted = request.GET.get("from", "")
    chosen = next((reply for reply in left if str(reply.pk) == wanted), None)
    return initial_of(written_in(chosen)) if chosen else None


def _copied(
    request: HttpRequest, user: User, initial: dict[str, Any] | None
) -> dict[str, Any] | None:
    """With the words of an answer of the same ministry to another request, where they were asked
    for: below what stands there already."""
    wanted = whole_number(request.GET.get("from"))
    own = Reply.objects.visible_to(user).handed_in().filter(ministry=shown.ministry_of(user))
    if wanted is None or (chosen := own.filter(pk=wanted).first()) is None:
        return initial
    copied, written = initial_of(written_in(chosen)), initial or {}
    text = "\n\n".join(filter(None, (written.get("text", ""), chosen.text)))
    return {name: written.get(name) or value for name, value in copied.items()} | {"text": text}


def _save_new(
    request: HttpRequest, local_request: LocalRequest, user: User, begun: Reply | None
) -> HttpResponse:
    # Kept first and dropped once it is saved: a refusal loses nothing, whatever happens next.
    drafting.keep(user=user, key=_key_new(local_request), data=request.POST)
    form = ReplyForm(request.POST)
    status = 422
    if form.is_valid():
        if begun is not None:
            return _clash(request, begun, form.written())
        try:
            reply = replies.draft(local_request, by=user, **form.content())
        except Refused as refused:
            form.add_error(None, refused.decision.reason)
            status = status_of(refused)
        else:
            return _saved(request, reply, user)
    context = _writing(local_request, None, form)
    return render(request, f"{TEMPLATES}/form.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a reply until it is published. Over a colleague's change only after seeing both."""
    user, reply = person(request), reply_of(request, pk)
    refuse_others(REPLY, "edit", user, reply)
    if request.method == "POST":
        return _save(request, reply, user)
    refuse_unless(REPLY.decide("edit", user, reply))
    half = drafting.find(user=user, key=_key_edit(reply), written=written_in(reply))
    written = half.initial(several=("means",)) if half else initial_of(written_in(reply))
    form = ReplyForm(initial=_copied(request, user, written))
    context = _writing(reply.local_request, reply, form, half)
    return render(request, f"{TEMPLATES}/form.html", context)


def _save(request: HttpRequest, reply: Reply, user: User) -> HttpResponse:
    drafting.keep(user=user, key=_key_edit(reply), data=request.POST)
    form = ReplyForm(request.POST)
    version = version_of(request)
    if not form.is_valid() or version is None:
        context = _writing(reply.local_request, reply, form, request=request)
        return render(request, f"{TEMPLATES}/form.html", context, status=422)
    mine = conflicts.chosen(request.POST, theirs=written_in(reply), mine=form.written())
    final = ReplyForm(as_data(mine))
    final.full_clean()
    try:
        saved = replies.edit(reply, by=user, version=version, **final.content())
    except Refused as refused:
        return _refused(request, reply, user, final, refused)
    return _saved(request, saved, user)


def _refused(
    request: HttpRequest, reply: Reply, user: User, form: ReplyForm, refused: Refused
) -> HttpResponse:
    """Both texts while the reply can still be changed; else the typed text with the reason."""
    reply.refresh_from_db()
    overtaken = refused.decision.refusal is RefusalKind.CONFLICT
    if overtaken and REPLY.decide("edit", user, reply):
        return _clash(request, reply, form.written())
    form.add_error(None, refused.decision.reason)
    context = _writing(reply.local_request, reply, form, request=request)
    return render(request, f"{TEMPLATES}/form.html", context, status=status_of(refused))


def _clash(request: HttpRequest, reply: Reply, mine: dict[str, str]) -> HttpResponse:
    labels = clashing.labels_of(ReplyForm.base_fields, COMPARED)
    both = clashing.both(
        request, reply, labels=labels, opened=unwritten(), theirs=written_in(reply), mine=mine
    )
    context = {
        **both,
        "clashes": clashing.shown(both["clashes"]),
        **about(reply.local_request, reply),
        "form": ReplyForm(as_data(mine)),
        "back": reply.local_request.get_absolute_url(),
        "action": reply_url("edit", reply),
    }
    return render(request, f"{TEMPLATES}/conflict.html", context, status=409)


def _saved(request: HttpRequest, reply: Reply, user: User) -> HttpResponse:
    for key in (_key_new(reply.local_request, round=reply.round), _key_edit(reply)):
        drafts.drop(user=user, key=key)
    if reply.status == ReplyStatus.DRAFT and request.POST.get("do") == "check":
        return redirect(reply_url("submit", reply))
    words = "下書きを保存しました。まだ提出していません。"
    if reply.status == ReplyStatus.SUBMITTED:
        words = f"提出した回答を修正しました。{counts_as(reply)}"
    messages.success(request, words)
    return back_to(reply)


def _key_new(local_request: LocalRequest, *, round: int | None = None) -> str:
    return f"reply.{local_request.number}.{round or local_request.round}"


def _key_edit(reply: Reply) -> str:
    return f"reply_edit.{reply.pk}"


def _writing(
    local_request: LocalRequest,
    reply: Reply | None,
    form: ReplyForm,
    half: drafting.HalfWritten | None = None,
    *,
    request: HttpRequest | None = None,
) -> dict[str, Any]:
    """Context of the form."""
    written = written_in(reply) if reply else unwritten()
    return about(local_request, reply) | {
        "form": form,
        **clashing.opened(reply, written, half=half, request=request),
        "half": half,
        "draft_key": _key_edit(reply) if reply else _key_new(local_request),
    }
