"""取消し and 取戻し of what a ministry or an organization handed in, until it is published."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.rules import is_secretariat
from issues.actions import taking_back
from issues.models import LocalRequest, Opinion, ReplyAttachment
from issues.transitions.opinions import OPINION
from issues.transitions.replies import REPLY
from issues.views.replies.reply_places import reply_of, reply_url
from issues.views.taking_back import TakingBack, page
from workflow.doors import person, refuse_others, refuse_unless


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a draft back."""
    user, reply = person(request), reply_of(request, pk)
    refuse_others(REPLY, "discard", user, reply)
    taking = TakingBack(
        title="回答の下書きの取消し",
        crumbs=_way(reply.local_request),
        facts=(("要望", str(reply.local_request)), (str(reply), reply.text)),
        follows="この下書きは消え、添付も一緒に外れます。回答は、もう一度初めから書けます。",
        act=partial(taking_back.discard_reply, reply, by=user),
        done="下書きを取り消しました。",
        back=reply.local_request.get_absolute_url(),
        fictional=reply.fictional or reply.local_request.fictional,
        needs_reason=False,
    )
    return page(request, taking, REPLY.decide("discard", user, reply))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a reply that was handed in; it becomes a draft again."""
    user, reply = person(request), reply_of(request, pk)
    refuse_others(REPLY, "take_back", user, reply)
    taking = TakingBack(
        title="提出した回答の取戻し",
        crumbs=_way(reply.local_request),
        facts=(
            ("要望", str(reply.local_request)),
            ("回答", f"{reply.ministry.name}の{reply}（{reply.get_reply_class_display()}）"),
            ("内容", reply.text),
        ),
        follows="回答は府省の下書きに戻ります。この回答で「回答済」になっていた要望は、その前の状況に戻ります。",
        act=partial(taking_back.take_back_reply, reply, by=user),
        done=f"{reply}を取り戻しました。内容は下書きにあります。",
        back=reply.local_request.get_absolute_url(),
        fictional=reply.fictional or reply.local_request.fictional,
        button="取り戻す",
        needs_reason=is_secretariat(user),
    )
    return page(request, taking, REPLY.decide("take_back", user, reply))


@login_required
@require_POST
def detach(request: HttpRequest, pk: int, attachment: int) -> HttpResponse:
    """Take one file off a reply that is not published."""
    user, reply = person(request), reply_of(request, pk)
    refuse_unless(REPLY.decide("edit", user, reply))
    found = get_object_or_404(ReplyAttachment.objects.filter(reply=reply), pk=attachment)
    taking_back.detach(found, by=user)
    messages.success(request, f"「{found.filename}」を外しました。")
    return redirect(reply_url("attachments", reply))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_back_opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an opinion; the round it opened goes back."""
    user = person(request)
    rows = Opinion.objects.visible_to(user)
    related = ("organization", "reply__ministry", "reply__local_request__organization")
    opinion = get_object_or_404(rows.select_related(*related), pk=pk)
    refuse_others(OPINION, "take_back", user, opinion)
    local_request = opinion.reply.local_request
    follows = "見解は出していないことになります。もう一度出せます。"
    if opinion.asks_reconsideration:
        follows += "再検討の求めも取り消され、回と回答期限は、その前に戻ります。"
    taking = TakingBack(
        title="見解の取消し",
        crumbs=_way(local_request),
        facts=(
            ("要望", str(local_request)),
            ("見解", str(opinion)),
            ("内容", opinion.text),
        ),
        follows=follows,
        act=partial(taking_back.take_back_opinion, opinion, by=user),
        done="見解を取り消しました。",
        back=local_request.get_absolute_url(),
        fictional=opinion.fictional or local_request.fictional,
        needs_reason=is_secretariat(user),
    )
    return page(request, taking, OPINION.decide("take_back", user, opinion))


def _way(local_request: LocalRequest) -> tuple[tuple[str, str], ...]:
    return (
        ("要望の一覧", reverse("issues:requests:list")),
        (local_request.number, local_request.get_absolute_url()),
    )
