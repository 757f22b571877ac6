"""Where a request stands, in one plain sentence that comes before everything else."""

from __future__ import annotations

from datetime import date

from accounts import rules
from accounts.rules import Actor
from issues.enums import AWAITING_REPLY, ReplyStatus, RequestStatus
from issues.models import LocalRequest

R = RequestStatus

_SENTENCES = {
    R.LOGGED: "受付しました。論点整理を待っています。",
    R.TRIAGED: "論点を整理しました。{ministry}が検討を始めるのを待っています。",
    R.UNDER_REVIEW: "{ministry}が検討しています。",
    R.REPLIED: "{answerer}が回答しました。{organization}の見解を待っています。",
    R.RECONSIDERING: "再検討を求められ、{ministry}がもう一度検討しています。",
    R.SETTLED: "決着しました。",
    R.WITHDRAWN: "取り下げられました。",
    R.MERGED: "ほかの要望に統合されました。",
}
RETRACTED = "登録が取り消されました。"
"""In place of 取り下げられました, which says that the organization did so."""
_LATE = "{ministry}の回答が{days}日遅れています。"
_SEVERAL = "回答を求めた{asked}府省のうち、{waiting}府省の回答を待っています。"
_SEVERAL_LATE = "{several}最も遅れているものは、期限を{days}日過ぎています。"
_HEARD = "{organization}が見解を出しました。事務局の判断を待っています。"
_FOR_LEAD = {
    R.TRIAGED: "検討を始めて、回答してください。",
    R.UNDER_REVIEW: "検討中です。回答してください。",
    R.REPLIED: "回答しました。{organization}の見解を待っています。",
    R.RECONSIDERING: "再検討を求められました。もう一度回答してください。",
}
_FOR_BESIDE = "{ministry}とともに、回答を求められています。回答してください。"
_LATE_FOR_LEAD = "回答が{days}日遅れています。すぐに回答してください。"
_FOR_REQUESTER = {
    R.REPLIED: "{answerer}が回答しました。あなたの団体の見解を待っています。",
    R.RECONSIDERING: "{ministry}がもう一度検討しています。回答を待っています。",
}
_FOR_SECRETARIAT = {
    R.LOGGED: "受付しました。論点、担当府省、回答期限を決めてください。",
}
_HEARD_FOR_SECRETARIAT = "{organization}が見解を出しました。決着とするかを判断してください。"


def sentence(local_request: LocalRequest, *, on: date | None = None) -> str:
    """What has happened and who is to act next, for everybody. With a day, a reply that is
    overdue on it comes first."""
    late = 0 if on is None else days_late(local_request, on=on)
    if several := _of_several(local_request):
        return _SEVERAL_LATE.format(several=several, days=late) if late else several
    text = _LATE if late else _SENTENCES[R(local_request.status)]
    return _filled(text, local_request, late)


def seen_by(local_request: LocalRequest, *, actor: Actor, on: date, heard: bool) -> str:
    """The same for one reader: what is asked of whoever looks comes first. `heard` tells that the
    requester has given its view of the newest reply. Rows of a desk carry `asks_beside`,
    the ministry that is asked beside the one in charge."""
    status, late = R(local_request.status), days_late(local_request, on=on)
    text = ""
    beside = local_request.__dict__.get("asks_beside")
    if beside is not None and rules.acts_for(actor, beside):
        text = _LATE_FOR_LEAD if late else _FOR_BESIDE
    elif rules.is_ministry(actor) and rules.acts_for(actor, local_request.lead_ministry_id):
        text = _LATE_FOR_LEAD if late else _FOR_LEAD.get(status, "")
        if status == R.REPLIED and not _answered_itself(local_request):
            text = _SENTENCES[status]
    elif rules.is_local(actor) and rules.acts_for(actor, local_request.organization_id):
        text = "" if late else _FOR_REQUESTER.get(status, "")
    elif rules.is_secretariat(actor):
        text = _FOR_SECRETARIAT.get(status, "")
    if status == R.REPLIED and heard:
        text = _HEARD_FOR_SECRETARIAT if rules.is_secretariat(actor) else _HEARD
    return _filled(text, local_request, late) if text else sentence(local_request, on=on)


def _of_several(local_request: LocalRequest) -> str:
    """How many are asked and waited for; "" where a single ministry is, or nobody is waited for.
    Rows of `for_list` and those of standings carry it."""
    held = local_request.__dict__
    if "standing" in held:
        asked, waiting = held["standing"].asked, held["standing"].waiting
    else:
        asked, waiting = held.get("all_asked"), held.get("all_waiting")
    if not asked or not waiting or local_request.status not in AWAITING_REPLY:
        return ""
    return _SEVERAL.format(asked=len(asked), waiting=len(waiting))


def answerer(local_request: LocalRequest) -> str:
    """The ministry that handed in the reply that stands, though another one may be in charge since
    (担当府省の変更); the one in charge where there is no reply. Rows of `for_list` carry it."""
    if "answered_by_name" in local_request.__dict__:
        name: str | None = local_request.__dict__["answered_by_name"]
    else:
        handed_in = local_request.replies.exclude(status=ReplyStatus.DRAFT).of_charge()
        newest = handed_in.filter(round=local_request.round).order_by("-submitted_at", "-pk")
        name = newest.values_list("ministry__name", flat=True).first()
    return name or _in_charge(local_request)


def _in_charge(local_request: LocalRequest) -> str:
    return local_request.lead_ministry.name if local_request.lead_ministry else "担当府省"


def _answered_itself(local_request: LocalRequest) -> bool:
    return answerer(local_request) == _in_charge(local_request)


def days_late(local_request: LocalRequest, *, on: date) -> int:
    """By how many days a reply is overdue on that day; 0 when none is owed or it is not yet due."""
    owed = owed_on(local_request)
    return max(0, (on - owed).days) if owed is not None else 0


def owed_on(local_request: LocalRequest) -> date | None:
    """The earliest date of those that owe a reply; None where nobody does. Rows of `for_list` and
    those of standings carry it; of a single ministry it is the one of the request."""
    if local_request.status not in AWAITING_REPLY:
        return None
    held = local_request.__dict__
    carried: date | None = held["standing"].owed_on if "standing" in held else held.get("owed_on")
    return carried or local_request.due_on


def _filled(text: str, local_request: LocalRequest, late: int) -> str:
    return text.format(
        ministry=_in_charge(local_request),
        answerer=answerer(local_request) if "{answerer}" in text else "",
        organization=local_request.organization.name,
        days=late,
    )
