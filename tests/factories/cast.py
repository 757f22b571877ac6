"""The people of the tests: each acts for one organization under one role."""

from accounts.enums import Role
from accounts.models import Membership, User
from organizations.directory.official import organizations
from organizations.models import Organization

CAST = {
    "secretariat": ("secretariat", Role.SECRETARIAT),
    "wt_member": ("350001", Role.WT_MEMBER),
    "yamaguchi": ("350001", Role.LOCAL),
    "misato": ("054348", Role.LOCAL),
    "ichinomiya": ("232033", Role.LOCAL),
    "digital": ("digital", Role.MINISTRY),
    "stranger": ("011002", Role.LOCAL),
}


def organization(code):
    official = organizations()[code]
    return Organization.objects.get_or_create(
        code=code,
        defaults={"kind": official.kind, "name": official.name, "full_name": official.full_name},
    )[0]


def one_of_the_cast(name):
    code, role = CAST[name]
    user = User.objects.create_user(name, display_name=f"{name}さん")
    Membership.objects.create(user=user, organization=organization(code), role=role)
    return User.objects.get(pk=user.pk)
