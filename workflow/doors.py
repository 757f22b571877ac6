"""What every page that makes a move shares: who is asking, and what a refusal is worth."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User
from japan.numbers import whole_number
from workflow import meanwhile
from workflow.machine import Decision, RefusalKind, Refused, Workflow
from workflow.refusals import STATUS


def person(request: HttpRequest) -> User:
    """Who is signed in; for views behind `login_required`."""
    user = request.user
    assert isinstance(user, User)
    return user


def version_of(request: HttpRequest) -> int | None:
    """The version of the object that the form was drawn from; None when it does not say."""
    return whole_number(request.POST.get("version"))


def place_to_return(request: HttpRequest) -> str:
    """The page of ours that the form, or else the address, names as `next`; "" for none, and for
    any other place."""
    place = request.POST.get("next", "") or request.GET.get("next", "")
    own = url_has_allowed_host_and_scheme(
        place, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    # A word without a slash would be taken for the name of an address.
    return place if own and place.startswith("/") else ""


def refuse_unless(decision: Decision) -> None:
    """Raise `Refused` for a decision that says no."""
    if not decision:
        raise Refused(meanwhile.as_it_is(decision))


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
