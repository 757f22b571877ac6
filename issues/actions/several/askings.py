"""合議・共管: asking further ministries about a request, by dates of their own."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, NoReturn

from django.utils import timezone

from accounts.models import User
from issues.actions.several.saying import note_slip, say_why
from issues.due_dates.due import DueDate
from issues.enums import AWAITING_REPLY
from issues.models import Asking, LocalRequest
from issues.transitions.requests import LOCAL_REQUEST
from japan.eras import format_era
from organizations.enums import NATIONAL
from organizations.models import Organization
from workflow import history
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import Step, step


def ask(
    local_request: LocalRequest,
    *,
    by: User,
    ministry: Organization,
    due: DueDate,
    part: str = "",
    version: int | None = None,
) -> LocalRequest:
    """Ask one more ministry, about the whole request or a part of it, also in the middle of a
    round. Raises `Refused` where it is asked already."""
    with step(LOCAL_REQUEST, "ask_also", local_request, by=by, version=version) as under_way:
        obj = under_way.obj
        if ministry.kind not in NATIONAL:
            _refuse(RefusalKind.INCOMPLETE, f"{ministry}は府省ではありません。")
        if ministry.pk == obj.lead_ministry_id or _of(obj, ministry) is not None:
            _refuse(RefusalKind.CONFLICT, f"{ministry}には、すでに回答を求めています。")
        _begin(obj, ministry, due, part)
        note(under_way)
    return under_way.obj


def change(
    local_request: LocalRequest,
    *,
    by: User,
    ministry: Organization,
    due: DueDate,
    part: str,
    reason: str,
    version: int | None = None,
) -> LocalRequest:
    """Another date, or another part, for a ministry that is asked beside the one in charge. Another
    date goes into the slip ledger."""
    with step(
        LOCAL_REQUEST, "change_asking", local_request, by=by, reason=reason, version=version
    ) as under_way:
        asking = _asked(under_way.obj, ministry)
        say_why(reason)
        if due.on == asking.due_on and part.strip() == asking.part:
            _refuse(RefusalKind.INCOMPLETE, "期限も、答えてもらう部分も、変わっていません。")
        if due.on != asking.due_on:
            note_slip(
                by=by, old=asking.due_on, new=due.on, reason=reason, ministry=ministry,
                now=timezone.now(), local_request=under_way.obj,
            )  # fmt: skip
        asking.due_on, asking.part = due.on, part.strip()
        asking.save()
        note(under_way)
    return under_way.obj


def release(
    local_request: LocalRequest,
    *,
    by: User,
    ministry: Organization,
    reason: str,
    version: int | None = None,
) -> LocalRequest:
    """Ask nothing of it any more. It stays a 関係府省, which reads the request. Where all others
    have answered already, the request is answered."""
    with step(
        LOCAL_REQUEST, "release", local_request, by=by, reason=reason, version=version
    ) as under_way:
        asking = _asked(under_way.obj, ministry)
        say_why(reason)
        if ministry.pk in answered(under_way.obj):
            _refuse(RefusalKind.CONFLICT, f"{ministry}は、すでに回答しています。")
        asking.delete()
        under_way.details["released"] = ministry.name
        note(under_way)
    return close_if_answered(under_way.obj, by=by)


def arrange(under_way: Step[LocalRequest], asked: Collection[Organization], due: DueDate) -> None:
    """As part of another move: these are asked beside the ministry in charge, the new ones by its
    date; whoever is not named is not asked any more."""
    obj = under_way.obj
    lead = obj.lead_ministry_id
    wanted = {each.pk: each for each in asked if each.pk != lead}
    there = {each.ministry_id: each for each in obj.askings.all()}
    if not wanted and not there:
        return
    if gone := (set(there) - set(wanted) - {lead}) & answered(obj):
        name = there[min(gone)].ministry
        _refuse(RefusalKind.CONFLICT, f"{name}は、すでに回答しています。合議・共管から外せません。")
    for ministry, asking in there.items():
        if ministry not in wanted:
            asking.delete()
    for ministry, organization in wanted.items():
        if ministry not in there:
            _begin(obj, organization, due, "")
    note(under_way)


def open_round(under_way: Step[LocalRequest], due: DueDate) -> None:
    """A further round asks all of them again, by this date."""
    if under_way.obj.askings.update(due_on=due.on, first_due_on=due.on):
        note(under_way)


def go_back(under_way: Step[LocalRequest], moment: datetime) -> None:
    """The round that was opened at this moment is taken back: the dates of before."""
    entries = history.entries_of(under_way.obj).filter(recorded_at__lt=moment)
    told = [entry.details["askings"] for entry in entries if "askings" in entry.details]
    for each in told[-1] if told else ():
        dates = {name: each[name] for name in ("due_on", "first_due_on")}
        under_way.obj.askings.filter(ministry=each["ministry"]).update(**dates)
    if told:
        note(under_way)


def note(under_way: Step[LocalRequest]) -> None:
    """What is asked from now on goes into the record, for people and for `standing.asked`."""
    rows = list(under_way.obj.askings.select_related("ministry"))
    under_way.details["co_ministries"] = [
        each.name for each in under_way.obj.co_ministries.order_by("position", "code")
    ]
    under_way.details["askings"] = [_plain(each) for each in rows]
    under_way.details["asked_beside"] = [
        f"{each.ministry.name}（{format_era(each.due_on)}まで）" for each in rows
    ]


def answered(local_request: LocalRequest) -> set[int]:
    """The ministries (keys) that have answered in the present round."""
    return set(
        _now_asked(local_request).exclude(answered_at=None).values_list("ministry", flat=True)
    )


def owing(local_request: LocalRequest) -> set[int]:
    """Those that have not."""
    return set(
        _now_asked(local_request).filter(answered_at=None).values_list("ministry", flat=True)
    )


def close_if_answered(local_request: LocalRequest, *, by: User) -> LocalRequest:
    """Where nobody owes an answer any more, the request is answered."""
    done, waits = answered(local_request), owing(local_request)
    if local_request.status not in AWAITING_REPLY or waits or not done:
        return local_request
    with step(LOCAL_REQUEST, "all_answered", local_request, by=by) as under_way:
        pass
    return under_way.obj


def _now_asked(local_request: LocalRequest) -> Any:
    return local_request.rounds.filter(number=local_request.round, handed_on_at=None).order_by()


def _begin(obj: LocalRequest, ministry: Organization, due: DueDate, part: str) -> None:
    asking = Asking(
        local_request=obj, ministry=ministry, part=part.strip(), due_on=due.on, first_due_on=due.on
    )
    asking.full_clean()
    asking.save()
    obj.co_ministries.add(ministry)


def _of(obj: LocalRequest, ministry: Organization) -> Asking | None:
    return obj.askings.filter(ministry=ministry).first()


def _asked(obj: LocalRequest, ministry: Organization) -> Asking:
    asking = _of(obj, ministry)
    if asking is None:
        _refuse(RefusalKind.CONFLICT, f"{ministry}には、合議・共管として回答を求めていません。")
    return asking


def _plain(asking: Asking) -> dict[str, Any]:
    return {
        "ministry": asking.ministry_id,
        "part": asking.part,
        "due_on": asking.due_on.isoformat(),
        "first_due_on": asking.first_due_on.isoformat(),
    }


def _refuse(kind: RefusalKind, reason: str) -> NoReturn:
    raise Refused(Decision(kind, reason))
