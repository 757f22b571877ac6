"""担当替え: a ministry asks to hand a request on; the secretariat decides."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from issues.actions import triage
from issues.actions.several import askings
from issues.actions.several.saying import say_why
from issues.due_dates.due import DueDate
from issues.enums import RequestStatus
from issues.models import Handover, LocalRequest
from issues.transitions.handovers import HANDOVER
from issues.transitions.requests import LOCAL_REQUEST
from organizations.models import Organization
from workflow import locks
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import begin, step


def ask(
    local_request: LocalRequest,
    *,
    by: User,
    reason: str,
    now: datetime,
    proposed: Organization | None = None,
) -> Handover:
    """Ask that another ministry answers in place of the acting one; `proposed` is whom it holds for
    competent. Nothing moves before it is decided. Raises `Refused` when it has answered already, or
    has asked for it already."""
    with step(LOCAL_REQUEST, "ask_to_hand_on", local_request, by=by, reason=reason) as under_way:
        obj = under_way.obj
        assert by.acting is not None  # the table lets only ministries through
        ministry = by.acting.organization
        say_why(reason)
        if ministry.pk in askings.answered(obj):
            _refuse("すでに回答しています。担当替えは、回答の前に申し出ます。")
        if obj.handovers.waiting().filter(ministry=ministry).exists():
            _refuse("担当替えは、すでに申し出ています。")
        handover = Handover(
            local_request=obj,
            ministry=ministry,
            proposed=proposed if proposed != ministry else None,
            reason=reason.strip(),
            asked_by=by,
            asked_at=now,
        )
        begin(HANDOVER, "ask", handover, by=by, reason=reason)
    return handover


@transaction.atomic
def accept(
    handover: Handover,
    *,
    by: User,
    to: Organization,
    now: datetime,
    due: DueDate | None = None,
    answer: str = "",
    version: int | None = None,
) -> Handover:
    """Give the request (or what was asked of the ministry) to another one. `due`: by another date;
    None keeps the one that stands."""
    locks.hold(handover)
    with step(HANDOVER, "accept", handover, by=by, reason=answer, version=version) as under_way:
        obj = under_way.obj
        request = LocalRequest.objects.select_for_update(of=("self",)).get(pk=obj.local_request_id)
        if to.pk == obj.ministry_id:
            _refuse("申し出た府省と同じ府省には、移せません。")
        why = answer.strip() or obj.reason
        if request.lead_ministry_id == obj.ministry_id:
            _give_lead(request, to, due, by=by, why=why)
        else:
            _give_part(request, obj.ministry, to, due, by=by, why=why)
        obj.given_to, obj.decided_by, obj.decided_at = to, by, now
        obj.answer = answer.strip()
    return under_way.obj


def decline(
    handover: Handover, *, by: User, answer: str, now: datetime, version: int | None = None
) -> Handover:
    """It stays where it is; says why."""
    with step(HANDOVER, "decline", handover, by=by, reason=answer, version=version) as under_way:
        say_why(answer)
        obj = under_way.obj
        obj.decided_by, obj.decided_at, obj.answer = by, now, answer.strip()
    return under_way.obj


def withdraw(handover: Handover, *, by: User, now: datetime) -> Handover:
    """The ministry answers itself after all."""
    with step(HANDOVER, "withdraw", handover, by=by) as under_way:
        under_way.obj.decided_by, under_way.obj.decided_at = by, now
    return under_way.obj


def _give_lead(
    request: LocalRequest, to: Organization, due: DueDate | None, *, by: User, why: str
) -> None:
    former = request.lead_ministry_id
    shared = [each for each in request.co_ministries.all() if each.pk != former]
    if request.status == RequestStatus.TRIAGED:
        assert request.due_on is not None  # triage gave it one
        rows = request.request_points.select_related("point").order_by("-primary", "pk")
        points = [row.point for row in rows]
        kept = DueDate(request.due_on, request.due_basis)
        triage.triage(
            request, by=by, points=points, lead_ministry=to, due=due or kept,
            co_ministries=shared, reason=why,
        )  # fmt: skip
        return
    request = triage.reassign(request, by=by, lead_ministry=to, reason=why, co_ministries=shared)
    if due is not None and due.on != request.due_on:
        triage.change_due(request, by=by, due=due, reason=why)


def _give_part(
    request: LocalRequest,
    former: Organization,
    to: Organization,
    due: DueDate | None,
    *,
    by: User,
    why: str,
) -> None:
    asking = request.askings.filter(ministry=former).first()
    if asking is None:
        _refuse(f"{former}には、もう回答を求めていません。")
    assert asking is not None
    part, kept = asking.part, DueDate(asking.due_on)
    request = askings.ask(request, by=by, ministry=to, due=due or kept, part=part)
    askings.release(request, by=by, ministry=former, reason=why)


def _refuse(reason: str) -> None:
    raise Refused(Decision(RefusalKind.CONFLICT, reason))
