"""Who, for meetings and minutes: predicates on (actor, object), named for the screen."""

from __future__ import annotations

from accounts import rules as people
from accounts.rules import Actor
from workflow.machine import Who


def _secretariat(actor: Actor, obj: object) -> bool:
    return people.is_secretariat(actor)


def _working_team(actor: Actor, obj: object) -> bool:
    return people.sees_everything(actor)


SECRETARIAT = Who("事務局", _secretariat)
WORKING_TEAM = Who("事務局と構成員", _working_team)
