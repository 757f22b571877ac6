"""The people of the tests: each acts for one organization under one role."""

from accounts.enums import Role
from accounts.models import Membership, User
from tests.factories.organizations import organization

CAST = {
    "secretariat": ("secretariat", Role.SECRETARIAT),
    "wt_member": ("350001", Role.WT_MEMBER),
    "yamaguchi": ("350001", Role.LOCAL),
    "misato": ("054348", Role.LOCAL),
    "ichinomiya": ("232033", Role.LOCAL),
    "digital": ("digital", Role.MINISTRY),
    "soumu": ("soumu", Role.MINISTRY),
}
PASSWORD = "correct-horse-battery"


def person(username, *memberships, password=None):
    """Somebody with these memberships, given as (organization code, role)."""
    user = User.objects.create_user(username, display_name=f"{username}さん", password=password)
    for code, role in memberships:
        Membership.objects.create(user=user, organization=organization(code), role=role)
    return fresh(user)


def one_of_the_cast(name):
    """The person of this name; `stranger` has no membership."""
    existing = User.objects.filter(username=name).first()
    if existing is not None:
        return fresh(existing)
    return person(name, *([CAST[name]] if name in CAST else []))


def fresh(user):
    """The person as the next request sees them, with nothing remembered."""
    return User.objects.get(pk=user.pk)
