"""Who, for the tracked things: predicates on (actor, object), named for the screen."""

from __future__ import annotations

from typing import Any

from accounts import rules as people
from accounts.rules import Actor
from issues.enums import RequestStatus
from issues.models import Correction, FollowUp, Handover, Joining, LocalRequest, Opinion, Reply
from organizations.enums import OrganizationKind
from workflow.machine import Who


def _secretariat(actor: Actor, obj: object) -> bool:
    return people.is_secretariat(actor)


def _working_team(actor: Actor, obj: Any) -> bool:
    return people.sees_everything(actor)


def _requester(actor: Actor, local_request: LocalRequest) -> bool:
    return people.is_local(actor) and people.acts_for(actor, local_request.organization_id)


def _loggers(actor: Actor, local_request: LocalRequest) -> bool:
    return people.sees_everything(actor) or _requester(actor, local_request)


def _lead_ministry(actor: Actor, local_request: LocalRequest) -> bool:
    return people.is_ministry(actor) and people.acts_for(actor, local_request.lead_ministry_id)


def _asked_ministry(actor: Actor, local_request: LocalRequest) -> bool:
    """The ministry in charge, and those that are asked to answer beside it."""
    membership = people.acting(actor)
    if membership is None or not people.is_ministry(actor):
        return False
    mine = membership.organization_id
    if mine == local_request.lead_ministry_id:
        return True
    if (held := _held(local_request, "asked_beside")) is not None:
        return mine in held
    return local_request.pk is not None and local_request.askings.filter(ministry=mine).exists()


def _hands_on(actor: Actor, handover: Handover) -> bool:
    return people.is_ministry(actor) and people.acts_for(actor, handover.ministry_id)


def _lead_or_secretariat(actor: Actor, local_request: LocalRequest) -> bool:
    return people.is_secretariat(actor) or _lead_ministry(actor, local_request)


def _reporters(actor: Actor, local_request: LocalRequest) -> bool:
    """The secretariat, and a ministry that reported progress on it (it may lead no more)."""
    if people.is_secretariat(actor):
        return True
    membership = people.acting(actor)
    if membership is None or not people.is_ministry(actor):
        return False
    mine = membership.organization_id
    if (held := _held(local_request, "reporting")) is not None:
        return mine in held
    return local_request.progress_reports.filter(ministry=mine).exists()


def _answerers(actor: Actor, local_request: LocalRequest) -> bool:
    """The secretariat, and a ministry that answered it (it may lead no more)."""
    if people.is_secretariat(actor):
        return True
    membership = people.acting(actor)
    if membership is None or not people.is_ministry(actor):
        return False
    mine = membership.organization_id
    if (held := _held(local_request, "answering")) is not None:
        return mine in held
    return Reply.kept.filter(local_request=local_request, ministry=mine).exists()


def _askers_or_secretariat(actor: Actor, local_request: LocalRequest) -> bool:
    return people.is_secretariat(actor) or is_party(actor, local_request)


def _takes_reply_back(actor: Actor, reply: Reply) -> bool:
    return people.is_secretariat(actor) or _writes_reply(actor, reply)


def _takes_opinion_back(actor: Actor, opinion: Opinion) -> bool:
    return people.is_secretariat(actor) or _gave_opinion(actor, opinion)


def _editors(actor: Actor, local_request: LocalRequest) -> bool:
    """The requester changes its words until a ministry works on them; the team at any time."""
    if people.sees_everything(actor):
        return True
    return _requester(actor, local_request) and local_request.status in (
        RequestStatus.LOGGED,
        RequestStatus.TRIAGED,
    )


def _joins(actor: Actor, local_request: LocalRequest) -> bool:
    return people.is_local(actor) and not _requester(actor, local_request)


def is_party(actor: Actor, local_request: LocalRequest) -> bool:
    """Acts for the requester or for an organization that joined and was accepted, also where a
    merge took the joining on to another request."""
    membership = people.acting(actor)
    if membership is None or not people.is_local(actor):
        return False
    mine = membership.organization_id
    return local_request.organization_id == mine or _has_joined(local_request, mine)


def _has_joined(local_request: LocalRequest, body: int) -> bool:
    if (held := _held(local_request, "joined", "carried")) is not None:
        return body in held
    return (
        local_request.joinings.accepted().filter(organization=body).exists()
        or local_request.carried_joinings.accepted().filter(organization=body).exists()
    )


def _held(local_request: LocalRequest, *names: str) -> list[int] | None:
    """The bodies under these names of `gathering.questions`, where a page holds them with the
    request that it shows; None elsewhere."""
    held: Any = local_request.__dict__.get("_rows")
    if held is None or not held.has(names):
        return None
    return [body for name in names for body in held[name]]


def _joins_for_itself(actor: Actor, joining: Joining) -> bool:
    return people.is_local(actor) and people.acts_for(actor, joining.organization_id)


def _decides_on_joining(actor: Actor, joining: Joining) -> bool:
    """The secretariat; the requester where it reads what is asked (after a merge it may not)."""
    if people.is_secretariat(actor):
        return True
    carried = joining.came_from_id is not None and joining.shown_at is None
    return not carried and _requester(actor, joining.local_request)


def _proposes_correction(actor: Actor, correction: Correction) -> bool:
    """Who may change the words of the record until they are published."""
    subject = correction.subject
    if isinstance(subject, LocalRequest):
        return _editors(actor, subject)
    if isinstance(subject, Joining):
        return people.is_secretariat(actor) or _joins_for_itself(actor, subject)
    return people.sees_everything(actor)


def _proposed_correction(actor: Actor, correction: Correction) -> bool:
    return people.acts_for(actor, correction.organization_id)


def _may_end_joining(actor: Actor, joining: Joining) -> bool:
    return people.is_secretariat(actor) or _joins_for_itself(actor, joining)


def _has_opinion(actor: Actor, local_request: LocalRequest) -> bool:
    return is_party(actor, local_request) or _association(actor)


def _association(actor: Actor) -> bool:
    membership = people.acting(actor)
    return (
        membership is not None
        and people.is_local(actor)
        and membership.organization.kind == OrganizationKind.ASSOCIATION
    )


def _writes_reply(actor: Actor, reply: Reply) -> bool:
    return people.is_ministry(actor) and people.acts_for(actor, reply.ministry_id)


def _gave_opinion(actor: Actor, opinion: Opinion) -> bool:
    return people.is_local(actor) and people.acts_for(actor, opinion.organization_id)


def _works_on_follow_up(actor: Actor, follow_up: FollowUp) -> bool:
    return people.is_secretariat(actor) or people.acts_for(actor, follow_up.organization_id)


SECRETARIAT = Who("事務局", _secretariat)
WORKING_TEAM = Who("事務局と構成員", _working_team)
LOGGERS = Who("事務局、構成員、要望する団体の担当者", _loggers)
EDITORS = Who("事務局と構成員（検討が始まるまでは要望した団体の担当者も）", _editors)
REQUESTER = Who("要望した団体の担当者", _requester)
JOINERS = Who("ほかの自治体の担当者", _joins)
JOINED = Who("加わる団体の担当者", _joins_for_itself)
JOINING_DECIDERS = Who("事務局と要望した団体の担当者", _decides_on_joining)
JOINED_OR_SECRETARIAT = Who("加わる団体の担当者と事務局", _may_end_joining)
RETRACTERS = Who("事務局、構成員、要望した団体の担当者", _loggers)
CORRECTORS = Who("その内容を直せる人", _proposes_correction)
CORRECTION_PROPOSERS = Who("訂正を申し出た団体", _proposed_correction)
LEAD_MINISTRY = Who("主担当府省", _lead_ministry)
ASKED_MINISTRIES = Who("回答を求められた府省", _asked_ministry)
HANDING_ON = Who("担当替えを申し出る府省", _hands_on)
LEAD_OR_SECRETARIAT = Who("主担当府省と事務局", _lead_or_secretariat)
PARTIES = Who("要望した団体、加わった団体、全国団体の担当者", _has_opinion)
ASKERS = Who("要望した団体と加わった団体の担当者", is_party)
REPORTERS = Who("報告した府省と事務局", _reporters)
ANSWERERS = Who("回答した府省と事務局", _answerers)
ASKERS_OR_SECRETARIAT = Who("要望した団体、加わった団体、事務局", _askers_or_secretariat)
REPLY_TAKERS = Who("回答する府省と事務局", _takes_reply_back)
OPINION_TAKERS = Who("見解を出した団体の担当者と事務局", _takes_opinion_back)
REPLY_WRITERS = Who("回答する府省", _writes_reply)
OPINION_GIVERS = Who("見解を出した団体の担当者", _gave_opinion)
FOLLOW_UP_WORKERS = Who("依頼先の団体と事務局", _works_on_follow_up)
