"""What the secretariat does with people: memberships, stopping and resuming."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import transaction

from accounts import rules
from accounts.enums import AccountVerb, Role
from accounts.models import Membership, User
from accounts.records.people import record
from accounts.refusals import NotPossible
from organizations.models import Organization

AT_THE_SERVER = "サーバーのコマンドで登録"
"""Reason in the record where no person of the product did it."""


@transaction.atomic
def register_at_the_server(
    *, username: str, display_name: str, address: str, password: str, organization: Organization
) -> User:
    """Make somebody of the secretariat, for whoever runs the server: a new installation has nobody
    yet who could invite."""
    refuse_misfit(Role.SECRETARIAT, organization)
    person = User(username=username, display_name=display_name.strip(), email=address)
    person.set_password(password)
    with pghistory.context(verb="register_at_the_server"):
        person.save()
        record(AccountVerb.REGISTERED, by=None, person=person, reason=AT_THE_SERVER)
        join(
            person,
            by=None,
            organization=organization,
            role=Role.SECRETARIAT,
            reason=AT_THE_SERVER,
        )
    return person


@transaction.atomic
def add_membership(
    person: User, *, by: User, organization: Organization, role: Role | str
) -> Membership:
    """Let the person act for one more organization, or under one more role."""
    refuse_others(by)
    refuse_misfit(role, organization)
    with pghistory.context(verb="add_membership", by=by.pk):
        return join(person, by=by, organization=organization, role=role)


@transaction.atomic
def remove_membership(membership: Membership, *, by: User, reason: str = "") -> None:
    """Take a membership away. The last one of the secretariat stays."""
    refuse_others(by)
    _lock_secretariat()
    if membership.role == Role.SECRETARIAT:
        _refuse_to_lose(but=_secretariat().exclude(pk=membership.pk))
    person, organization = membership.user, membership.organization
    with pghistory.context(verb="remove_membership", by=by.pk):
        removed, _ = Membership.objects.filter(pk=membership.pk).delete()
    if not removed:
        raise NotPossible("この所属は、すでに外されています。")
    record(
        AccountVerb.MEMBERSHIP_REMOVED,
        by=by,
        person=person,
        organization=organization,
        role=membership.role,
        reason=reason,
    )


@transaction.atomic
def deactivate(person: User, *, by: User, reason: str) -> User:
    """Let the person sign in no more; what is open in browsers ends with the next click."""
    refuse_others(by)
    _lock_secretariat()
    person = User.objects.select_for_update().get(pk=person.pk)
    if person == by:
        raise NotPossible("自分の利用は、停止できません。ほかの事務局の人に頼んでください。")
    if not person.is_active:
        raise NotPossible("この利用者は、すでに停止しています。")
    if not reason.strip():
        raise NotPossible("停止する理由を書いてください。")
    _refuse_to_lose(but=_secretariat().exclude(user=person))
    return _set_active(person, False, AccountVerb.DEACTIVATED, by=by, reason=reason)


@transaction.atomic
def reactivate(person: User, *, by: User, reason: str = "") -> User:
    """Let the person sign in again, with the memberships as they stand."""
    refuse_others(by)
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.is_active:
        raise NotPossible("この利用者は、停止していません。")
    return _set_active(person, True, AccountVerb.REACTIVATED, by=by, reason=reason)


def join(
    person: User,
    *,
    by: User | None,
    organization: Organization,
    role: Role | str,
    reason: str = "",
) -> Membership:
    """Write membership and record; whether `by` may is decided by the caller."""
    membership, created = Membership.objects.get_or_create(
        user=person, organization=organization, role=role
    )
    if not created:
        raise NotPossible("この所属は、すでにあります。")
    record(
        AccountVerb.MEMBERSHIP_ADDED,
        by=by,
        person=person,
        organization=organization,
        role=role,
        reason=reason,
    )
    return membership


def refuse_others(by: User) -> None:
    """Raises `NotPossible` for all but the secretariat."""
    if not rules.is_secretariat(by):
        raise NotPossible("利用者を管理できるのは、事務局です。")


def refuse_misfit(role: Role | str, organization: Organization) -> None:
    """Raises `NotPossible` for a role that nobody holds in such an organization."""
    if not rules.role_fits(role, organization):
        label = Role(role).label
        raise NotPossible(f"{organization}の人には、「{label}」の役割を付けられません。")


def _secretariat() -> Any:
    return Membership.objects.filter(role=Role.SECRETARIAT, user__is_active=True)


def _lock_secretariat() -> None:
    # Two who remove each other at the same moment must not both succeed.
    held = Membership.objects.select_for_update(of=("self",)).filter(role=Role.SECRETARIAT)
    list(held.order_by("pk"))


def _refuse_to_lose(*, but: Any) -> None:
    if not but.exists():
        raise NotPossible(
            "事務局の人がだれもいなくなるため、できません。先に、ほかの人を事務局に加えてください。"
        )


def _set_active(person: User, active: bool, verb: AccountVerb, *, by: User, reason: str) -> User:
    person.is_active = active
    with pghistory.context(verb=verb.value, by=by.pk):
        person.save(update_fields=["is_active"])
    record(verb, by=by, person=person, reason=reason)
    return person
