"""Setting up a series of meetings."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from accounts.rules import is_secretariat
from issues import forums
from issues.models import Forum
from meetings.bodies import short_name as shortened
from meetings.models import Body
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import record


@transaction.atomic
def set_up(
    *, by: User, name: str, kind: str, short_name: str = "", forum: Forum | None = None
) -> Body:
    """Register a body under a name of its own, of a 協議の場 (None: the first one). Raises
    `Refused`."""
    if not is_secretariat(by):
        raise Refused(Decision(RefusalKind.FORBIDDEN, "「会議体の登録」ができるのは、事務局です。"))
    name = name.strip()
    forum = forum or forums.first()
    body = Body(forum=forum, name=name, short_name=short_name.strip() or shortened(name), kind=kind)
    try:
        body.full_clean()
    except ValidationError as error:
        raise Refused(Decision(RefusalKind.INCOMPLETE, "　".join(error.messages))) from error
    body.save()
    record(body, verb="set_up", label="会議体の登録", by=by, details={"forum": forum.code})
    return body
