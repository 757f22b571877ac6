"""Who acts for organizations: people that are there, and new ones where nobody is."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.hashers import make_password

from accounts.enums import Role
from accounts.models import Membership, User
from coordination.generating.world import Party
from organizations.models import Organization


def acting_for(organizations: Sequence[Organization], role: Role) -> list[Party]:
    """One person for each organization in this role, in their order."""
    there = _there(role)
    missing = [each for each in organizations if each.pk not in there]
    people = User.objects.bulk_create(
        User(
            username=f"{role.value}-{each.code}"[:150],
            display_name=f"{each.name} 担当"[-60:],
            password=make_password(None),
        )
        for each in missing
    )
    Membership.objects.bulk_create(
        Membership(user=person, organization=each, role=role)
        for person, each in zip(people, missing, strict=True)
    )
    there = _there(role)
    return [
        Party(each.pk, each.name, each.full_name, there[each.pk], role.value)
        for each in organizations
    ]


def _there(role: Role) -> dict[int, int]:
    rows = Membership.objects.filter(role=role, user__is_active=True).order_by("-pk")
    return dict(rows.values_list("organization", "user"))
