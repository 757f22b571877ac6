"""Joining another organization's request."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from accounts.models import User
from issues.models import Joining, LocalRequest
from issues.transitions import LOCAL_REQUEST
from organizations.models import Organization
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import step


def join(
    local_request: LocalRequest, *, by: User, organization: Organization, trouble: str
) -> Joining:
    """Let `organization` join with its own 支障事例 (≤ 700 characters). Raises `Refused` when it
    is not the person's own, has joined already, or says nothing."""
    with step(LOCAL_REQUEST, "join", local_request, by=by) as under_way:
        if by.acting is None or by.acting.organization != organization:
            raise Refused(Decision(RefusalKind.FORBIDDEN, "加えられるのは、自分の団体だけです。"))
        if not trouble.strip():
            raise Refused(Decision(RefusalKind.INCOMPLETE, "支障事例を書いてください。"))
        if under_way.obj.joinings.filter(organization=organization).exists():
            raise Refused(Decision(RefusalKind.CONFLICT, "この団体は、すでに加わっています。"))
        joining = Joining(
            local_request=under_way.obj,
            organization=organization,
            trouble=trouble.strip(),
            joined_by=by,
        )
        try:
            joining.full_clean()
        except ValidationError as error:
            reasons = "　".join(error.messages)
            raise Refused(Decision(RefusalKind.INCOMPLETE, reasons)) from error
        joining.save()
        under_way.details["organization"] = organization.full_name
    return joining
