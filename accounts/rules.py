"""Who somebody is: predicates on the actor alone. Visitors are `AnonymousUser`."""

from __future__ import annotations

from typing import TypeAlias

from django.contrib.auth.models import AnonymousUser

from accounts.enums import Role
from accounts.models import Membership, User
from organizations.enums import LOCAL_GOVERNMENTS, NATIONAL, OrganizationKind
from organizations.models import Organization

Actor: TypeAlias = User | AnonymousUser


def acting(actor: Actor) -> Membership | None:
    """The membership the actor works under; None for visitors and people without any."""
    if isinstance(actor, User) and actor.is_active:
        return actor.acting
    return None


def role_of(actor: Actor) -> str:
    """The role that the actor works under; "" without any."""
    membership = acting(actor)
    return str(membership.role) if membership is not None else ""


def has_role(actor: Actor, *roles: Role) -> bool:
    """Acts under one of these roles."""
    membership = acting(actor)
    return membership is not None and membership.role in roles


def is_secretariat(actor: Actor) -> bool:
    """Acts for the secretariat."""
    return has_role(actor, Role.SECRETARIAT)


def is_ministry(actor: Actor) -> bool:
    """Acts for a ministry."""
    return has_role(actor, Role.MINISTRY)


def is_local(actor: Actor) -> bool:
    """Acts for a local government's own office."""
    return has_role(actor, Role.LOCAL)


def sees_everything(actor: Actor) -> bool:
    """Works on all records before they are published: the secretariat and the working team."""
    return has_role(actor, Role.SECRETARIAT, Role.WT_MEMBER)


def acts_for(actor: Actor, organization: Organization | int | None) -> bool:
    """Acts for this organization, whatever the role."""
    membership = acting(actor)
    if membership is None or organization is None:
        return False
    pk = organization if isinstance(organization, int) else organization.pk
    return membership.organization_id == pk


def role_fits(role: Role | str, organization: Organization) -> bool:
    """Whether people of such an organization can hold the role. Members of the working team come
    from the national and from the local side."""
    kinds = {
        Role.SECRETARIAT: (OrganizationKind.SECRETARIAT,),
        Role.MINISTRY: NATIONAL,
        Role.LOCAL: (*LOCAL_GOVERNMENTS, OrganizationKind.ASSOCIATION),
        Role.WT_MEMBER: tuple(OrganizationKind),
    }
    return organization.kind in kinds[Role(role)]
