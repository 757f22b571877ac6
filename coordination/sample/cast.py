"""Who acts in the sample: demo people for their own organizations, a stand-in for all others."""

from __future__ import annotations

from functools import cache

from accounts.enums import Role
from accounts.models import Membership, User
from accounts.signing_in.demo import DEMO_PEOPLE
from organizations.models import Organization

STAND_IN = "mihon"
STAND_IN_NAME = "見本の担当者（架空）"
_DEMO = {membership: person.username for person in DEMO_PEOPLE for membership in person.memberships}


def acting(username: str, role: Role) -> User:
    """A demo person working under this role."""
    membership = Membership.objects.select_related("user", "organization").get(
        user__username=username, role=role
    )
    membership.user.acting = membership
    return membership.user


class Cast:
    """Finds who acts for an organization; looks everybody up once."""

    def __init__(self) -> None:
        self.secretariat = acting("jimukyoku", Role.SECRETARIAT)
        self.of = cache(self._of)

    def _of(self, code: str, role: Role) -> User:
        username = _DEMO.get((code, role))
        if username is not None:
            return acting(username, role)
        # In memory alone: nobody is to find thirty memberships of one person in the list of people.
        user, created = User.objects.get_or_create(
            username=STAND_IN, defaults={"display_name": STAND_IN_NAME}
        )
        if created:
            user.set_unusable_password()
            user.save()
        organization = Organization.objects.get(code=code)
        user.acting = Membership(user=user, organization=organization, role=role)
        return user
