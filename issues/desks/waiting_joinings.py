"""加わる申出: what waits on whose desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from accounts import rules
from accounts.rules import Actor
from issues.enums import OPEN
from issues.models import Correction, Joining
from issues.querysets.joinings import JoiningQuerySet
from issues.transitions.corrections import CORRECTION
from issues.transitions.joinings import JOINING

_RELATED = ("organization", "local_request__organization", "came_from", "stands_for")


def waiting_for(actor: Actor) -> dict[str, Any]:
    """`to_decide`: joinings that the actor accepts or declines; `to_publish`: accepted ones that
    the secretariat may publish; `asked`: those of the actor's own body that wait for an answer."""
    waiting = list(_waiting(actor))
    return {
        "to_decide": _decidable(waiting, actor),
        "to_publish": list(to_publish(actor).select_related(*_RELATED)),
        "asked": _own(waiting, actor),
    }


def to_decide(actor: Actor) -> list[Joining]:
    """Joinings of open requests that wait for this actor, the oldest first."""
    return _decidable(_waiting(actor).filter(local_request__status__in=OPEN), actor)


def to_publish(actor: Actor) -> JoiningQuerySet:
    """Accepted joinings on published requests that are not public; the secretariat's alone."""
    rows = Joining.objects.all()
    return rows.unpublished() if rules.is_secretariat(actor) else rows.none()


def _waiting(actor: Actor) -> JoiningQuerySet:
    return Joining.objects.visible_to(actor).waiting().select_related(*_RELATED)


def _decidable(waiting: Iterable[Joining], actor: Actor) -> list[Joining]:
    return [
        joining
        for joining in waiting
        if joining.local_request.status in OPEN and JOINING.decide("accept", actor, joining)
    ]


def _own(waiting: Iterable[Joining], actor: Actor) -> list[Joining]:
    """What the actor's own body asked and nobody has answered yet."""
    membership = rules.acting(actor)
    if membership is None or not rules.is_local(actor):
        return []
    return [each for each in waiting if each.organization_id == membership.organization_id]


def moves(joining: Joining, *, actor: Actor) -> frozenset[str]:
    """The verbs that the actor may use on it now."""
    verbs = {o.transition.verb for o in JOINING.offered(actor, joining) if o.decision}
    if joining.published_at is not None and joining.is_party:
        correction = Correction(subject=joining)
        verbs |= {"propose"} if CORRECTION.decide("propose", actor, correction) else set()
    return frozenset(verbs)
