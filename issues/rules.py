"""Who, for the tracked things: predicates on (actor, object), named for the screen."""

from __future__ import annotations

from accounts import rules as people
from accounts.rules import Actor
from issues.models import Commitment, LocalRequest
from workflow.machine import Who


def _logs(actor: Actor, local_request: LocalRequest) -> bool:
    if people.sees_everything(actor):
        return True
    return people.is_local(actor) and people.acts_for(actor, local_request.organization_id)


def _edits(actor: Actor, local_request: LocalRequest) -> bool:
    return _logs(actor, local_request)


def _secretariat(actor: Actor, obj: object) -> bool:
    return people.is_secretariat(actor)


def _working_team(actor: Actor, obj: Commitment | LocalRequest) -> bool:
    return people.sees_everything(actor)


LOGGERS = Who("事務局、構成員、要望する団体の担当者", _logs)
EDITORS = Who("事務局、構成員、要望した団体の担当者", _edits)
SECRETARIAT = Who("事務局", _secretariat)
WORKING_TEAM = Who("事務局と構成員", _working_team)
