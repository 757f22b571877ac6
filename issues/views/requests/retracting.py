"""登録の取消し and 復元: what was logged by hand in error."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.rules import is_secretariat
from issues.actions import logged
from issues.models import Commitment, LocalRequest
from issues.transitions.commitments import COMMITMENT
from issues.transitions.requests import LOCAL_REQUEST
from issues.views.doors import request_of
from issues.views.taking_back import TakingBack, page
from workflow.doors import person, refuse_others, refuse_unless
from workflow.machine import Decision, RefusalKind, Workflow

KEPT = "番号は使われたまま残り、経過と一緒に記録に残ります。"
PUBLIC = "公表済です。一般のページからも外すときは、先に「公表の取りやめ」をしてください。"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def retract_request(request: HttpRequest, number: str) -> HttpResponse:
    """Take a request back that was logged in error."""
    user, local_request = person(request), request_of(request, number)
    return _retract(request, user, LOCAL_REQUEST, local_request)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def restore_request(request: HttpRequest, number: str) -> HttpResponse:
    """Bring it back."""
    user, local_request = person(request), request_of(request, number)
    return _restore(request, user, LOCAL_REQUEST, local_request)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def retract_commitment(request: HttpRequest, number: str) -> HttpResponse:
    """Take a commitment back that was logged in error."""
    user = person(request)
    return _retract(request, user, COMMITMENT, _commitment_of(user, number))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def restore_commitment(request: HttpRequest, number: str) -> HttpResponse:
    """Bring it back."""
    user = person(request)
    return _restore(request, user, COMMITMENT, _commitment_of(user, number))


def _commitment_of(user: User, number: str) -> Commitment:
    return get_object_or_404(Commitment.objects.visible_to(user), number=number)


def _retract(
    request: HttpRequest, user: User, workflow: Workflow, record: LocalRequest | Commitment
) -> HttpResponse:
    """By the verb of whoever logged it, or, where that is not possible any more, by the
    secretariat's own."""
    refuse_others(workflow, "retract", user, record)
    refuse_unless(_not_from_suggestions(record))
    verb = "retract"
    if is_secretariat(user) and not workflow.decide("retract", user, record):
        verb = "annul"
    taking = TakingBack(
        title="登録の取消し",
        crumbs=_way(record),
        facts=_facts(workflow, record),
        follows=KEPT + (PUBLIC if record.published_at else ""),
        act=partial(logged.annul if verb == "annul" else logged.retract, record, by=user),
        done=f"{record.number}の登録を取り消しました。",
        back=record.get_absolute_url(),
        fictional=record.fictional,
    )
    return page(request, taking, workflow.decide(verb, user, record))


def _not_from_suggestions(record: Any) -> Decision:
    """What came of a suggestion is undone where it was accepted, so that its words are read
    again."""
    if record.published_at is None and record.suggestions.filter(status="accepted").exists():
        reason = "候補から登録したものです。「候補の確認」で、採用を取り消してください。"
        return Decision(RefusalKind.CONFLICT, reason)
    return Decision()


def _restore(
    request: HttpRequest, user: User, workflow: Workflow, record: LocalRequest | Commitment
) -> HttpResponse:
    refuse_others(workflow, "restore", user, record)
    taking = TakingBack(
        title="登録の復元",
        crumbs=_way(record),
        facts=_facts(workflow, record),
        follows="取消しの前の状況に戻ります。",
        act=partial(logged.restore, record, by=user),
        done=f"{record.number}を復元しました。",
        back=record.get_absolute_url(),
        fictional=record.fictional,
        button="復元する",
        heading="復元すると",
        label="復元する理由",
        needs_reason=False,
    )
    return page(request, taking, workflow.decide("restore", user, record))


def _way(record: LocalRequest | Commitment) -> tuple[tuple[str, str], ...]:
    of_requests = isinstance(record, LocalRequest)
    words = "要望の一覧" if of_requests else "国側の発言・約束の一覧"
    name = "issues:requests:list" if of_requests else "issues:commitments:list"
    return ((words, reverse(name)), (record.number, record.get_absolute_url()))


def _facts(workflow: Workflow, record: Any) -> tuple[tuple[str, str], ...]:
    return (
        (workflow.label, str(record)),
        ("団体" if workflow is LOCAL_REQUEST else "府省", str(record.organization or "")),
        ("状況", record.get_status_display()),
        ("公表", "公表済" if record.published_at else "公表前"),
    )
