"""Who, for meetings and minutes: predicates on (actor, object), named for the screen."""

from __future__ import annotations

from typing import Any

from accounts import rules as people
from accounts.models import User
from accounts.rules import Actor
from workflow.machine import Who


def _secretariat(actor: Actor, obj: object) -> bool:
    return people.is_secretariat(actor)


def _working_team(actor: Actor, obj: object) -> bool:
    return people.sees_everything(actor)


def _secretariat_or_saver(actor: Actor, obj: Any) -> bool:
    """`obj` is an import; who saved it is kept with what it changed."""
    saved = isinstance(actor, User) and obj.before.get("saved_by") == actor.pk
    return people.is_secretariat(actor) or (saved and people.sees_everything(actor))


SECRETARIAT = Who("事務局", _secretariat)
WORKING_TEAM = Who("事務局と構成員", _working_team)
SECRETARIAT_OR_SAVER = Who("事務局と、保存した人", _secretariat_or_saver)
