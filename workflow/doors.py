"""What every page that makes a move shares: who is asking, and what a refusal is worth."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from accounts.models import User
from workflow.machine import Decision, RefusalKind, Refused, Workflow
from workflow.refusals import STATUS


def person(request: HttpRequest) -> User:
    """Who is signed in; for views behind `login_required`."""
    user = request.user
    assert isinstance(user, User)
    return user


def refuse_unless(decision: Decision) -> None:
    """Raise `Refused` for a decision that says no."""
    if not decision:
        raise Refused(decision)


def refuse_others(workflow: Workflow, verb: str, actor: User, obj: Any) -> None:
    """Raise `Refused` when the move is not this person's at all: no page for it then. A status
    that forbids it just now is said when the form comes back."""
    decision = workflow.decide(verb, actor, obj)
    if decision.refusal is RefusalKind.FORBIDDEN:
        raise Refused(decision)


def status_of(refused: Refused) -> int:
    """The HTTP status under which a form is shown again with the reason on top."""
    kind = refused.decision.refusal
    assert kind is not None  # a Refused carries a refusal
    return STATUS[kind]
