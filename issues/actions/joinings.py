"""Joining another organization's request: asked, accepted or declined, published, left."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from accounts import rules
from accounts.models import User
from issues.actions.several.saying import say_why
from issues.models import Joining, LocalRequest
from issues.models.joining import ACTIVE
from issues.transitions.joinings import JOINING
from issues.transitions.requests import LOCAL_REQUEST
from organizations.models import Organization
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import begin, step


def ask(
    local_request: LocalRequest, *, by: User, organization: Organization, trouble: str
) -> Joining:
    """Let `organization` ask to join with its own 支障事例 (≤ 700 characters). Until it is
    accepted it sees no more than before. Raises `Refused` when it is not the person's own, has
    asked or joined already, or says nothing."""
    with step(LOCAL_REQUEST, "join", local_request, by=by) as under_way:
        if by.acting is None or by.acting.organization != organization:
            raise Refused(Decision(RefusalKind.FORBIDDEN, "加えられるのは、自分の団体だけです。"))
        _refuse_silence(trouble)
        _refuse_twice(under_way.obj, organization)
        joining = Joining(
            local_request=under_way.obj,
            organization=organization,
            trouble=trouble.strip(),
            joined_by=by,
            joined_at=timezone.now(),
        )
        begin(JOINING, "ask", joining, by=by)
        under_way.details["organization"] = organization.full_name
        under_way.details["joining"] = joining.pk
    return joining


def edit(joining: Joining, *, by: User, trouble: str, version: int | None = None) -> Joining:
    """Change its own 支障事例, until it is published. `version` as in `workflow.step`."""
    with step(JOINING, "edit", joining, by=by, version=version) as under_way:
        _refuse_silence(trouble)
        under_way.obj.trouble = trouble.strip()
    return under_way.obj


def accept(joining: Joining, *, by: User, now: datetime, version: int | None = None) -> Joining:
    """Let it join: from now on it is a party to the request. Its words stay internal."""
    with step(JOINING, "accept", joining, by=by, version=version) as under_way:
        under_way.obj.decided_by, under_way.obj.decided_at = by, now
    return under_way.obj


def decline(joining: Joining, *, by: User, now: datetime, reason: str) -> Joining:
    """Do not let it join, with a reason that it reads."""
    with step(JOINING, "decline", joining, by=by, reason=reason) as under_way:
        say_why(reason)
        under_way.obj.decided_by, under_way.obj.decided_at = by, now
        under_way.obj.reason = reason
    return under_way.obj


def leave(joining: Joining, *, by: User, now: datetime, reason: str) -> Joining:
    """Stop joining, or stop asking to. The record stays; published words disappear from the
    public pages, which tell that the body has left. The secretariat says why."""
    with step(JOINING, "leave", joining, by=by, reason=reason) as under_way:
        if rules.is_secretariat(by):
            say_why(reason)
        under_way.obj.left_at, under_way.obj.reason = now, reason
    return under_way.obj


def show(joining: Joining, *, by: User, now: datetime) -> Joining:
    """Let the parties of the request read what a merge brought along."""
    with step(JOINING, "show", joining, by=by) as under_way:
        under_way.obj.shown_at = now
    return under_way.obj


def publish(joining: Joining, *, by: User, now: datetime, version: int | None = None) -> Joining:
    """Make the body's name and words visible without sign-in, below a published request."""
    with step(JOINING, "publish", joining, by=by, version=version) as under_way:
        under_way.obj.published_at = now
    return under_way.obj


def _refuse_silence(trouble: str) -> None:
    if not trouble.strip():
        raise Refused(Decision(RefusalKind.INCOMPLETE, "支障事例を書いてください。"))


def _refuse_twice(local_request: LocalRequest, organization: Organization) -> None:
    if local_request.joinings.filter(organization=organization, status__in=ACTIVE).exists():
        raise Refused(
            Decision(
                RefusalKind.CONFLICT, "この団体は、すでに加わっているか、加わる申出を出しています。"
            )
        )
