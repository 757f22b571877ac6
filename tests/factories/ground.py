"""What stands before anything is asked, for the tests of a request's life."""

from dataclasses import dataclass
from types import SimpleNamespace

from django.contrib.auth.models import AnonymousUser

from accounts.enums import Role
from accounts.models import Membership, User
from issues.forums import chosen_forum
from issues.models import DiscussionPoint
from organizations.models import Organization

ORGANIZATIONS = (
    ("office", "secretariat", "secretariat", "デジタル行財政改革会議事務局"),
    ("digital", "digital", "ministry", "デジタル庁"),
    ("soumu", "soumu", "ministry", "総務省"),
    ("yamaguchi", "350001", "prefecture", "山口県"),
    ("misato", "054348", "town", "秋田県美郷町"),
    ("ichinomiya", "232033", "core_city", "愛知県一宮市"),
    ("ube", "352021", "city", "山口県宇部市"),
    ("zck", "zck", "association", "全国町村会"),
)
PEOPLE = (
    ("secretariat", "office", Role.SECRETARIAT),
    ("wt_member", "yamaguchi", Role.WT_MEMBER),
    ("digital", "digital", Role.MINISTRY),
    ("soumu", "soumu", Role.MINISTRY),
    ("misato", "misato", Role.LOCAL),
    ("ichinomiya", "ichinomiya", Role.LOCAL),
    ("stranger", "ube", Role.LOCAL),
    ("association", "zck", Role.LOCAL),
)


@dataclass
class Ground:
    """Organizations by their short names, one person for
    every role (`visitor` has not signed in), three discussion points."""

    orgs: SimpleNamespace
    cast: SimpleNamespace
    points: list

    @classmethod
    def make(cls):
        orgs = _orgs()
        return cls(orgs, _cast(orgs), _points())


def _orgs():
    rows = Organization.objects.bulk_create(
        Organization(code=code, kind=kind, name=name.removeprefix("秋田県"), full_name=name)
        for _, code, kind, name in ORGANIZATIONS
    )
    return SimpleNamespace(**{row[0]: o for row, o in zip(ORGANIZATIONS, rows, strict=True)})


def _cast(orgs):
    people = {"visitor": AnonymousUser()}
    for name, organization, role in PEOPLE:
        user = User.objects.create(username=name, display_name=f"{name}の人")
        where = getattr(orgs, organization)
        user.acting = Membership.objects.create(user=user, organization=where, role=role)
        people[name] = user
    return SimpleNamespace(**people)


def _points():
    return DiscussionPoint.objects.bulk_create(
        DiscussionPoint(
            forum=chosen_forum.first(),
            code=code,
            position=n,
            name=name,
            short_name=name,
            statement=name,
            source="資料3",
        )
        for n, (code, name) in enumerate(
            (("efficiency", "業務の効率化"), ("role", "役割分担"), ("cost", "費用負担")), 1
        )
    )
