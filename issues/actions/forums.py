"""Setting up a 協議の場."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from accounts.models import User
from accounts.rules import is_secretariat
from issues.models import Forum
from workflow import doubles
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import record

LABEL = "協議の場の追加"


def decide(by: User) -> Decision:
    """Whether this person may."""
    if is_secretariat(by):
        return Decision()
    return Decision(RefusalKind.FORBIDDEN, f"「{LABEL}」ができるのは、事務局です。")


def set_up(*, by: User, code: str, name: str, short_name: str) -> Forum:
    """Register one behind all others. Raises `Refused`."""
    if not (decision := decide(by)):
        raise Refused(decision)
    with doubles.refused(), transaction.atomic():
        last = Forum.objects.aggregate(last=Max("position"))["last"] or 0
        forum = Forum(code=code, name=name, short_name=short_name, position=last + 1)
        try:
            forum.full_clean()
        except ValidationError as error:
            reason = "　".join(error.messages)
            raise Refused(Decision(RefusalKind.INCOMPLETE, reason)) from error
        forum.save()
        record(forum, verb="set_up", label=LABEL, by=by)
    return forum
