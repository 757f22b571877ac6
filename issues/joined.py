"""加わる申出: what waits on whose desk."""

from __future__ import annotations

from typing import Any

from accounts import rules
from accounts.rules import Actor
from issues.correction_transitions import CORRECTION
from issues.enums import OPEN
from issues.joining_querysets import JoiningQuerySet
from issues.joining_transitions import JOINING
from issues.models import Correction, Joining

_RELATED = ("organization", "local_request__organization", "came_from", "stands_for")


def of(actor: Actor) -> dict[str, Any]:
    """`to_decide`: joinings that the actor accepts or declines; `to_publish`: accepted ones that
    the secretariat may publish; `asked`: those of the actor's own body that wait for an answer."""
    return {
        "to_decide": to_decide(actor),
        "to_publish": list(to_publish(actor).select_related(*_RELATED)),
        "asked": asked_by(actor),
    }


def to_decide(actor: Actor) -> list[Joining]:
    """Joinings of open requests that wait for this actor, the oldest first."""
    waiting = Joining.objects.visible_to(actor).waiting().filter(local_request__status__in=OPEN)
    return [
        joining
        for joining in waiting.select_related(*_RELATED)
        if JOINING.decide("accept", actor, joining)
    ]


def to_publish(actor: Actor) -> JoiningQuerySet:
    """Accepted joinings on published requests that are not public; the secretariat's alone."""
    rows = Joining.objects.unpublished()
    return rows if rules.is_secretariat(actor) else rows.none()


def asked_by(actor: Actor) -> list[Joining]:
    """What the actor's own body asked and nobody has answered yet."""
    membership = rules.acting(actor)
    if membership is None or not rules.is_local(actor):
        return []
    mine = Joining.objects.visible_to(actor).waiting().filter(organization=membership.organization)
    return list(mine.select_related(*_RELATED))


def moves(joining: Joining, *, actor: Actor) -> frozenset[str]:
    """The verbs that the actor may use on it now."""
    verbs = {o.transition.verb for o in JOINING.offered(actor, joining) if o.decision}
    if joining.published_at is not None and joining.is_party:
        correction = Correction(subject=joining)
        verbs |= {"propose"} if CORRECTION.decide("propose", actor, correction) else set()
    return frozenset(verbs)
