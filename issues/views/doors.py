"""What the pages of a request's life share: who is asking, and what a refusal is worth."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.models import User
from issues.models import LocalRequest
from workflow.machine import Decision, RefusalKind, Refused, Workflow
from workflow.refusals import STATUS


def person(request: HttpRequest) -> User:
    """Who is signed in; for views behind `login_required`."""
    user = request.user
    assert isinstance(user, User)
    return user


def request_of(request: HttpRequest, number: str) -> LocalRequest:
    """The request of this number, for whoever may see it; else 404."""
    visible = LocalRequest.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("organization", "lead_ministry"), number=number)


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


def refuse_unseen(request: HttpRequest, version: int) -> None:
    """Raise `Refused` when the record is not as the person saw it on the page with the button."""
    if request.POST.get("version", "") != str(version):
        reason = (
            "表示したあとで内容が変わりました。今の内容を確かめてから、もう一度公表してください。"
        )
        raise Refused(Decision(RefusalKind.CONFLICT, reason))
