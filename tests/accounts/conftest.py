import re

import pytest
from django.core import mail

from accounts.actions import invitations
from accounts.enums import Role
from accounts.models import Membership, User
from organizations.models import Organization

ORGANIZATIONS = {
    "secretariat": ("secretariat", "デジタル行財政改革会議事務局"),
    "digital": ("ministry", "デジタル庁"),
    "054348": ("town", "秋田県美郷町"),
    "350001": ("prefecture", "山口県"),
}
PASSWORD = "correct-horse-battery"


@pytest.fixture
def orgs(db):
    """Four organizations by their codes."""
    return {
        code: Organization.objects.create(code=code, kind=kind, name=name, full_name=name)
        for code, (kind, name) in ORGANIZATIONS.items()
    }


@pytest.fixture
def person(orgs):
    """Makes somebody with memberships given as (organization code, role)."""

    def make(username, *memberships, **fields):
        password = fields.pop("password", None)
        user = User(username=username, display_name=f"{username}の人", **fields)
        user.set_password(password)
        user.save()
        for code, role in memberships:
            Membership.objects.create(user=user, organization=orgs[code], role=role)
        return User.objects.get(pk=user.pk)

    return make


@pytest.fixture
def office(person):
    """The only member of the secretariat."""
    return person("hanako", ("secretariat", Role.SECRETARIAT))


@pytest.fixture
def town(person):
    """Somebody of a town's office."""
    return person("machi", ("054348", Role.LOCAL), email="machi@example.lg.jp")


@pytest.fixture
def as_office(client, office):
    client.force_login(office)
    return client


@pytest.fixture
def invited(office, orgs):
    """Invites somebody; the mail waits for a worker that these tests do without."""

    def invite(address="new@example.lg.jp", code="054348", role=Role.LOCAL):
        return invitations.invite(
            by=office,
            address=address,
            display_name="新任 太郎",
            organization=orgs[code],
            role=role,
            base_url="http://testserver/",
        )

    return invite


@pytest.fixture
def link_in_mail():
    """The path of the link in the newest mail."""

    def find():
        return re.search(r"http://testserver(/invitations/\S+)", mail.outbox[-1].body)[1]

    return find
