"""From 受付 into a ministry's hands: triage, start of review, due dates, reopening."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.utils import timezone

from accounts.models import User
from issues.actions.points import set_points
from issues.actions.several import askings
from issues.actions.several.saying import note_slip, say_why
from issues.due_dates.due import DueDate
from issues.models import DiscussionPoint, LocalRequest
from issues.transitions.requests import LOCAL_REQUEST
from organizations.enums import OrganizationKind
from organizations.models import Organization
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import Step, step


def triage(
    local_request: LocalRequest,
    *,
    by: User,
    points: Sequence[DiscussionPoint],
    lead_ministry: Organization,
    due: DueDate,
    co_ministries: Collection[Organization] = (),
    asked: Collection[Organization] | None = None,
    reason: str = "",
    version: int | None = None,
    effective_at: datetime | None = None,
) -> LocalRequest:
    """Settle the points (the first is the primary one), who answers, and by when. `asked` are those
    that answer beside the ministry in charge (合議・共管; None: as it is).

    It may be done again until the review starts. Another due date then needs a `reason` and goes
    into the slip ledger as any change of it does.
    """
    with step(
        LOCAL_REQUEST,
        "triage",
        local_request,
        by=by,
        reason=reason,
        version=version,
        effective_at=effective_at,
    ) as under_way:
        obj = under_way.obj
        _are_ministries(lead_ministry, *co_ministries)
        _note_new_date(obj, due, by=by, reason=reason)
        under_way.details["points"] = set_points(obj, points)
        obj.lead_ministry = lead_ministry
        obj.first_due_on = obj.first_due_on or due.on
        obj.due_on, obj.due_basis = due.on, due.basis
        _share(under_way, co_ministries, asked, due)
    return askings.close_if_answered(under_way.obj, by=by)


def reassign(
    local_request: LocalRequest,
    *,
    by: User,
    lead_ministry: Organization,
    reason: str,
    co_ministries: Collection[Organization] = (),
    version: int | None = None,
) -> LocalRequest:
    """Give it to another ministry once it is under way; says why. One that was asked beside it and
    is in charge from now on is so by the date of the request."""
    with step(
        LOCAL_REQUEST, "reassign", local_request, by=by, reason=reason, version=version
    ) as under_way:
        _are_ministries(lead_ministry, *co_ministries)
        say_why(reason)
        under_way.obj.lead_ministry = lead_ministry
        _share(under_way, co_ministries, None, None)
    return askings.close_if_answered(under_way.obj, by=by)


def start_review(
    local_request: LocalRequest, *, by: User, effective_at: datetime | None = None
) -> LocalRequest:
    """The ministry takes it up."""
    with step(
        LOCAL_REQUEST, "start_review", local_request, by=by, effective_at=effective_at
    ) as under_way:
        pass
    return under_way.obj


def change_due(
    local_request: LocalRequest,
    *,
    by: User,
    due: DueDate,
    reason: str,
    version: int | None = None,
) -> LocalRequest:
    """Move the date by which the ministry replies. The first one stays; the change goes into the
    slip ledger with its reason."""
    with step(
        LOCAL_REQUEST, "change_due", local_request, by=by, reason=reason, version=version
    ) as under_way:
        say_why(reason)
        obj = under_way.obj
        assert obj.due_on is not None  # the table lets only triaged ones through
        assert obj.lead_ministry is not None
        note_slip(
            by=by, old=obj.due_on, new=due.on, reason=reason,
            ministry=obj.lead_ministry, now=timezone.now(), local_request=obj,
        )  # fmt: skip
        obj.due_on, obj.due_basis = due.on, due.basis
    return under_way.obj


def reopen(local_request: LocalRequest, *, by: User, due: DueDate, reason: str) -> LocalRequest:
    """Take a settled request up again, in a new round with a new due date."""
    with step(LOCAL_REQUEST, "reopen", local_request, by=by, reason=reason) as under_way:
        say_why(reason)
        obj = under_way.obj
        obj.round += 1
        obj.due_on = obj.first_due_on = due.on
        obj.due_basis = due.basis
        obj.reflected_in = obj.settled_despite = ""
        askings.open_round(under_way, due)
    return under_way.obj


def _note_new_date(obj: LocalRequest, due: DueDate, *, by: User, reason: str) -> None:
    if obj.due_on is None or obj.due_on == due.on:
        return
    if not reason.strip():
        raise Refused(
            Decision(RefusalKind.INCOMPLETE, "回答期限を変えるときは、その理由を書いてください。")
        )
    assert obj.lead_ministry is not None  # whoever set the date chose one
    note_slip(
        by=by, old=obj.due_on, new=due.on, reason=reason,
        ministry=obj.lead_ministry, now=timezone.now(), local_request=obj,
    )  # fmt: skip


def _are_ministries(*organizations: Organization) -> None:
    for organization in organizations:
        if organization.kind not in (OrganizationKind.MINISTRY, OrganizationKind.SECRETARIAT):
            raise Refused(Decision(RefusalKind.INCOMPLETE, f"{organization}は府省ではありません。"))


def _share(
    under_way: Step[LocalRequest],
    co_ministries: Collection[Organization],
    asked: Collection[Organization] | None,
    due: DueDate | None,
) -> None:
    """関係府省, and those of them that are asked as well."""
    obj = under_way.obj
    assert obj.lead_ministry is not None  # set just before
    if asked is None:
        asked = [each.ministry for each in obj.askings.select_related("ministry")]
    shared = list({each.pk: each for each in (*co_ministries, *asked)}.values())
    obj.co_ministries.set(_others(obj.lead_ministry, shared))
    under_way.details["co_ministries"] = [o.name for o in shared]
    if due is None:
        assert obj.due_on is not None  # the table lets only triaged ones through
        due = DueDate(obj.due_on)
    askings.arrange(under_way, asked, due)


def _others(lead: Organization, others: Collection[Organization]) -> list[Organization]:
    return [organization for organization in others if organization != lead]
