"""団体の見解: giving, changing and publishing an organization's view of a reply."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.models import User
from issues.actions import opinions
from issues.forms import conflicts, drafting
from issues.forms.opinions import COMPARED, OpinionForm, as_data, unwritten, written_in
from issues.models import LocalRequest, Opinion, Reply
from issues.pages import reply_rounds
from issues.transitions.opinions import OPINION
from issues.transitions.requests import LOCAL_REQUEST
from issues.views import clashing
from issues.views.doors import request_of
from japan.eras import format_era
from japan.numbers import whole_number
from publication.views import rehearsal
from workflow import drafts
from workflow.doors import person, refuse_others, refuse_unless, status_of, version_of
from workflow.machine import Decision, RefusalKind, Refused

TEMPLATES = "issues/opinions"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, number: str) -> HttpResponse:
    """Say what one's organization thinks of the newest reply; one begun is gone on with."""
    user, local_request = person(request), request_of(request, number)
    refuse_others(LOCAL_REQUEST, "give_opinion", user, local_request)
    if request.method == "POST":
        return _save_new(request, local_request, user)
    refuse_unless(LOCAL_REQUEST.decide("give_opinion", user, local_request))
    reply = _newest(local_request, user)
    given = _own(reply, user)
    half = drafting.find(user=user, key=_key_new(reply), written=unwritten())
    if given is not None:
        return redirect(_url("edit", given))
    may_ask = reply_rounds.may_speak(local_request, actor=user)
    initial: dict[str, Any] = half.initial() if half else {}
    if "again" in request.GET:
        initial["asks_reconsideration"] = True
    form = OpinionForm(initial=initial, may_ask=may_ask)
    return render(request, f"{TEMPLATES}/form.html", _writing(reply, None, form, half))


def _save_new(request: HttpRequest, local_request: LocalRequest, user: User) -> HttpResponse:
    reply = _answered(request, local_request, user)
    given = _own(reply, user)
    # Kept first and dropped once it is saved: a refusal loses nothing, whatever happens next.
    drafting.keep(user=user, key=_key_new(reply), data=request.POST)
    may_ask = reply_rounds.may_speak(local_request, actor=user)
    form = OpinionForm(request.POST, may_ask=may_ask or "asks_reconsideration" in request.POST)
    status = 422
    if form.is_valid():
        if given is not None and OPINION.decide("edit", user, given):
            return _clash(request, given, form.written())
        try:
            opinion = opinions.give(reply, by=user, **form.content())
        except Refused as refused:
            form.add_error(None, refused.decision.reason)
            status = status_of(refused)
            reply = reply_rounds.newest_handed_in(local_request) or reply
        else:
            return _saved(request, opinion, user, _given_words(opinion))
    context = _writing(reply, None, form)
    return render(request, f"{TEMPLATES}/form.html", context, status=status)


def _given_words(opinion: Opinion) -> str:
    local_request = opinion.reply.local_request
    local_request.refresh_from_db()
    if not opinion.asks_reconsideration or local_request.due_on is None:
        return "見解を出しました。"
    due = format_era(local_request.due_on)
    return f"再検討を求めました。第{local_request.round}次の回答期限は、{due}です。"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an opinion until it is published. Over a colleague's change only after seeing both."""
    user, opinion = person(request), _opinion_of(request, pk)
    refuse_others(OPINION, "edit", user, opinion)
    if request.method == "POST":
        return _save(request, opinion, user)
    refuse_unless(OPINION.decide("edit", user, opinion))
    half = drafting.find(user=user, key=_key_edit(opinion), written=written_in(opinion))
    form = OpinionForm(initial=half.initial() if half else written_in(opinion), may_ask=False)
    return render(request, f"{TEMPLATES}/form.html", _writing(opinion.reply, opinion, form, half))


def _save(request: HttpRequest, opinion: Opinion, user: User) -> HttpResponse:
    drafting.keep(user=user, key=_key_edit(opinion), data=request.POST)
    form = OpinionForm(request.POST, may_ask=False)
    version = version_of(request)
    if not form.is_valid() or version is None:
        context = _writing(opinion.reply, opinion, form, request=request)
        return render(request, f"{TEMPLATES}/form.html", context, status=422)
    mine = conflicts.chosen(request.POST, theirs=written_in(opinion), mine=form.written())
    try:
        saved = opinions.edit(opinion, by=user, version=version, **mine)
    except Refused as refused:
        return _refused(request, opinion, user, mine, refused)
    return _saved(request, saved, user, "見解を修正しました。")


def _refused(
    request: HttpRequest, opinion: Opinion, user: User, mine: dict[str, str], refused: Refused
) -> HttpResponse:
    """Both texts while the opinion can still be changed; else the typed text with the reason."""
    opinion.refresh_from_db()
    overtaken = refused.decision.refusal is RefusalKind.CONFLICT
    if overtaken and OPINION.decide("edit", user, opinion):
        return _clash(request, opinion, mine)
    form = OpinionForm(as_data(mine), may_ask=False)
    form.add_error(None, refused.decision.reason)
    context = _writing(opinion.reply, opinion, form, request=request)
    return render(request, f"{TEMPLATES}/form.html", context, status=status_of(refused))


def _clash(request: HttpRequest, opinion: Opinion, mine: dict[str, str]) -> HttpResponse:
    labels = clashing.labels_of(OpinionForm.base_fields, COMPARED)
    both = clashing.both(
        request, opinion, labels=labels, opened=unwritten(), theirs=written_in(opinion), mine=mine
    )
    local_request = opinion.reply.local_request
    context = {
        **both,
        "clashes": clashing.shown(both["clashes"]),
        "local_request": local_request,
        "opinion": opinion,
        "form": OpinionForm(as_data(mine), may_ask=False),
        "back": local_request.get_absolute_url(),
        "action": _url("edit", opinion),
    }
    return render(request, f"{TEMPLATES}/conflict.html", context, status=409)


def _saved(request: HttpRequest, opinion: Opinion, user: User, words: str) -> HttpResponse:
    for key in (_key_new(opinion.reply), _key_edit(opinion)):
        drafts.drop(user=user, key=key)
    messages.success(request, words)
    return _back(opinion)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """The opinion as the public will see it; a POST publishes what was read."""
    return rehearsal.one(request, "opinion", _opinion_of(request, pk))


def _opinion_of(request: HttpRequest, pk: int) -> Opinion:
    visible = Opinion.objects.visible_to(request.user)
    related = ("organization", "reply__ministry", "reply__local_request__organization")
    return get_object_or_404(visible.select_related(*related), pk=pk)


def _newest(local_request: LocalRequest, user: User) -> Reply:
    """The reply to speak to. Raises `Refused` while there is none that the person may read."""
    reply = reply_rounds.newest_handed_in(local_request)
    if reply is None or not Reply.objects.visible_to(user).filter(pk=reply.pk).exists():
        reason = "回答がまだ公表されていません。公表のあとで、見解を出せます。"
        raise Refused(Decision(RefusalKind.CONFLICT, reason))
    reply.local_request = local_request
    return reply


def _answered(request: HttpRequest, local_request: LocalRequest, user: User) -> Reply:
    """The reply that stood on the page when the text was written; else the newest."""
    wanted = whole_number(request.POST.get("reply"))
    if wanted is not None:
        visible = Reply.objects.visible_to(user).filter(local_request=local_request)
        if (reply := visible.select_related("ministry").filter(pk=wanted).first()) is not None:
            return reply
    return _newest(local_request, user)


def _own(reply: Reply, user: User) -> Opinion | None:
    assert user.acting is not None  # the table lets only the parties through
    return reply.opinions.filter(organization=user.acting.organization).first()


def _key_new(reply: Reply) -> str:
    return f"opinion.{reply.local_request.number}.{reply.round}"


def _key_edit(opinion: Opinion) -> str:
    return f"opinion_edit.{opinion.pk}"


def _url(name: str, opinion: Opinion) -> str:
    return reverse(f"issues:opinions:{name}", args=(opinion.pk,))


def _back(opinion: Opinion) -> HttpResponse:
    return redirect(f"{opinion.reply.local_request.get_absolute_url()}#opinion-{opinion.pk}")


def _writing(
    reply: Reply,
    opinion: Opinion | None,
    form: OpinionForm,
    half: drafting.HalfWritten | None = None,
    *,
    request: HttpRequest | None = None,
) -> dict[str, Any]:
    """Context of the form."""
    written = written_in(opinion) if opinion else unwritten()
    return {
        "local_request": reply.local_request,
        "reply": reply,
        "opinion": opinion,
        "form": form,
        **clashing.opened(opinion, written, half=half, request=request),
        "half": half,
        "draft_key": _key_edit(opinion) if opinion else _key_new(reply),
    }
