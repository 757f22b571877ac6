"""団体の見解: what the requester, those who joined and the associations say to a reply."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from issues.actions.several import askings
from issues.due_dates.due import RECONSIDERATION_DAYS, in_business_days
from issues.enums import ReplyStatus, Stance
from issues.models import LocalRequest, Opinion, Reply
from issues.transitions.opinions import OPINION
from issues.transitions.requests import LOCAL_REQUEST
from workflow import meanwhile
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import Step, begin, step


@transaction.atomic
def give(
    reply: Reply,
    *,
    by: User,
    stance: Stance | str,
    text: str = "",
    asks_reconsideration: bool = False,
    effective_at: datetime | None = None,
    fictional: bool = False,
) -> Opinion:
    """Give the acting organization's view of a reply that has been handed in.

    Asking for reconsideration needs a reason in `text`; it opens the next round, due in
    `RECONSIDERATION_DAYS` business days. Raises `Refused`.
    """
    reply.refresh_from_db()  # the reply and its request may have moved on since it was shown
    local_request = reply.local_request
    decision = LOCAL_REQUEST.decide("give_opinion", by, local_request)
    if not decision:
        raise Refused(meanwhile.as_it_is(decision))
    _refuse_out_of_turn(reply)
    assert by.acting is not None  # decided above
    at = effective_at or timezone.now()
    opinion = Opinion(
        reply=reply,
        organization=by.acting.organization,
        stance=stance,
        text=text.strip(),
        asks_reconsideration=asks_reconsideration,
        given_by=by,
        given_at=at,
        fictional=fictional,
    )
    _says_why(opinion)
    begin(OPINION, "give", opinion, by=by, effective_at=at)
    verb = "ask_reconsideration" if asks_reconsideration else "give_opinion"
    with step(LOCAL_REQUEST, verb, local_request, by=by, reason=text, effective_at=at) as under_way:
        under_way.details["opinion"] = str(opinion)
        if asks_reconsideration:
            _open_round(under_way, at)
    return opinion


def edit(opinion: Opinion, *, by: User, version: int | None = None, **fields: str) -> Opinion:
    """Change stance or text until it is published. Asking for reconsideration stays as it was:
    the next round is open already."""
    unknown = set(fields) - {"stance", "text"}
    if unknown:
        raise TypeError(f"edit() cannot change {sorted(unknown)}")
    with step(OPINION, "edit", opinion, by=by, version=version) as under_way:
        for name, value in fields.items():
            setattr(under_way.obj, name, value.strip())
        _says_why(under_way.obj)
    return under_way.obj


def publish(
    opinion: Opinion,
    *,
    by: User,
    now: datetime,
    version: int | None = None,
    effective_at: datetime | None = None,
) -> Opinion:
    """Publish one opinion."""
    with step(
        OPINION, "publish", opinion, by=by, version=version, effective_at=effective_at
    ) as under_way:
        under_way.obj.published_at = now
    return under_way.obj


def _says_why(opinion: Opinion) -> None:
    if opinion.asks_reconsideration and not opinion.text:
        raise Refused(Decision(RefusalKind.INCOMPLETE, "再検討を求める理由を書いてください。"))


def _refuse_out_of_turn(reply: Reply) -> None:
    if reply.status == ReplyStatus.DRAFT:
        raise Refused(Decision(RefusalKind.CONFLICT, "この回答は、まだ提出されていません。"))
    handed_in = reply.local_request.replies.exclude(status=ReplyStatus.DRAFT)
    if reply.local_request.askings.filter(ministry=reply.ministry_id).exists():
        newest = handed_in.filter(ministry=reply.ministry_id).newest().first()
    else:
        newest = handed_in.of_charge().newest().first()
    if newest != reply:
        raise Refused(
            Decision(
                RefusalKind.CONFLICT, "新しい回答があります。新しい回答への見解を出してください。"
            )
        )


def _open_round(under_way: Step[LocalRequest], at: datetime) -> None:
    local_request = under_way.obj
    due = in_business_days(RECONSIDERATION_DAYS, start=timezone.localtime(at).date())
    local_request.round += 1
    local_request.due_on = local_request.first_due_on = due.on
    local_request.due_basis = due.basis
    askings.open_round(under_way, due)
