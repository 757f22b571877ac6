from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions import invitations, people
from accounts.enums import Delivery, Role
from accounts.models import Invitation, User
from accounts.refusals import NotPossible

pytestmark = pytest.mark.django_db
NEW = {"username": "taro", "display_name": "新任 太郎", "password": "correct-horse-battery"}


def reason_of(move, *args, **kwargs):
    with pytest.raises(NotPossible) as caught:
        move(*args, **kwargs)
    return caught.value.reason


def test_the_secret_of_the_link_is_not_stored(invited):
    invitation = invited()

    stored = [str(value) for value in Invitation.objects.values_list()[0]]
    assert [value for value in stored if invitation.token in value] == []
    assert invitations.by_token(invitation.token) == invitation
    assert invitations.by_token(invitation.token_sha256) is None


def test_accepting_makes_a_person_who_acts_for_the_organization(invited, orgs, office):
    invitation = invited()

    user = invitations.register(invitation, now=timezone.now(), **NEW)

    user = User.objects.get(pk=user.pk)
    assert user.check_password(NEW["password"])
    assert (user.email, str(user.acting)) == ("new@example.lg.jp", "秋田県美郷町（自治体）")
    assert [e.verb for e in user.account_events.order_by("pk")] == [
        "registered",
        "membership_added",
    ]
    assert [e.verb for e in invitation.events.order_by("pk")] == ["invited", "registered"]


def test_a_link_is_good_once(invited):
    invitation = invited()
    invitations.register(invitation, now=timezone.now(), **NEW)

    again = reason_of(
        invitations.register, invitation, now=timezone.now(), **NEW | {"username": "jiro"}
    )

    assert again == invitations.ENDED
    assert not User.objects.filter(username="jiro").exists()


@pytest.mark.parametrize(
    ("later", "usable"), [(timedelta(days=6, hours=23), True), (timedelta(days=7), False)]
)
def test_a_link_is_good_for_seven_days(later, usable, invited):
    invitation = invited()
    then = invitation.invited_at + later

    if usable:
        invitations.register(invitation, now=then, **NEW)
    else:
        assert reason_of(invitations.register, invitation, now=then, **NEW) == invitations.ENDED

    assert User.objects.filter(username="taro").exists() == usable


def test_a_cancelled_invitation_leads_nowhere(invited, office):
    invitation = invitations.cancel(invited(), by=office)

    reason = reason_of(invitations.register, invitation, now=timezone.now(), **NEW)

    assert reason == invitations.ENDED
    assert (
        reason_of(invitations.resend, invitation, by=office) == "この招待は、すでに終わっています。"
    )


def test_sending_again_makes_a_new_link_and_spoils_the_old_one(invited, office):
    invitation = invited()
    old = invitation.token
    Invitation.objects.update(
        delivery=Delivery.FAILED, problem="届かない", expires_at=timezone.now()
    )

    again = invitations.resend(invitation, by=office)

    assert invitations.by_token(old) is None
    assert invitations.by_token(again.token) == invitation
    assert (again.delivery, again.problem) == (Delivery.WAITING, "")
    assert again.is_usable(timezone.now() + timedelta(days=6))


def test_the_same_invitation_is_not_sent_twice_whatever_the_case_of_the_address(invited):
    invited("New@example.lg.jp")

    with pytest.raises(NotPossible, match="同じ招待を、すでに送っています"):
        invited("new@EXAMPLE.lg.jp")
    assert Invitation.objects.count() == 1


def test_who_has_the_membership_already_is_not_invited_to_it(invited, town):
    with pytest.raises(NotPossible, match="すでにこの所属があります"):
        invited(town.email.upper())


def test_somebody_who_is_here_already_gets_the_membership_added(invited, town):
    invitation = invited(town.email, "350001", Role.WT_MEMBER)

    new = reason_of(invitations.register, invitation, now=timezone.now(), **NEW)
    invitations.accept(invitation, by=town, now=timezone.now())

    assert new == "このメールアドレスの利用者が、すでにいます。ログインしてください。"
    held = [(m.organization.code, m.role) for m in town.memberships.order_by("pk")]
    assert held == [("054348", "local"), ("350001", "wt_member")]


def test_nobody_accepts_what_was_sent_to_another(invited, town, person):
    invitation = invited("other@example.lg.jp", "350001")
    person("other", email="other@example.lg.jp")

    reason = reason_of(invitations.accept, invitation, by=town, now=timezone.now())

    assert reason == "この招待は、別のメールアドレスの人に宛てたものです。"
    assert town.memberships.count() == 1


def test_only_the_secretariat_invites(invited, town, orgs):
    invitation = invited()
    said = {
        reason_of(
            invitations.invite, by=town, address="x@example.jp", display_name="x",
            organization=orgs["054348"], role="local", base_url="http://testserver/",
        ),
        reason_of(invitations.resend, invitation, by=town),
        reason_of(invitations.cancel, invitation, by=town),
    }  # fmt: skip

    assert said == {"利用者を管理できるのは、事務局です。"}


def test_who_was_stopped_accepts_nothing(invited, town, office, client):
    invitation = invited(town.email, "350001", Role.LOCAL)
    client.force_login(town)
    people.deactivate(town, by=office, reason="異動のため")

    answer = client.post(f"/invitations/{invitation.token}/")

    assert answer.status_code == 409
    assert town.memberships.count() == 1
