"""Who, for publishing: predicates on (actor, object), named for the screen."""

from __future__ import annotations

from accounts import rules as people
from accounts.rules import Actor
from publication.models import Batch
from workflow.machine import Who


def _secretariat(actor: Actor, obj: object) -> bool:
    return people.is_secretariat(actor)


def _whoever_set_it(actor: Actor, batch: Batch) -> bool:
    return batch.set_by_id == actor.pk


SECRETARIAT = Who("事務局", _secretariat)
WHOEVER_SET_IT = Who("公表を決めた人", _whoever_set_it)
"""Also somebody who has left since: what was not published is written down in that name."""
