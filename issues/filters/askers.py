"""Whose request it is: of the body that asks, and of those that joined it, as far as the reader
knows of them."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q

from accounts.rules import Actor, sees_everything
from issues.models import Joining
from issues.querysets.among import Keys
from issues.standing.moments import Moment

ALONE = "no"
"""In an address: those that joined do not count."""


def asked_by(asker: Q, *, bodies: Any, keys: Keys, actor: Actor, moment: Moment | None) -> Q:
    """The condition on standings that the requester meets `asker`, or that one of `bodies` (a query
    of organizations) joined. `keys`: how requests are looked up that these bodies joined."""
    keys_of_bodies = bodies.order_by().values("pk")
    if moment is None:
        joined = Joining.objects.visible_to(actor).accepted()
        joined = joined.filter(organization__in=keys_of_bodies).order_by()
        return asker | keys("local_request", joined.values("local_request"))
    # Of then everybody reads what was public then, as in the report of that session.
    known = "joined" if sees_everything(actor) else "open_joined"
    return asker | Q(**{f"{known}__overlap": ArraySubquery(keys_of_bodies)})
