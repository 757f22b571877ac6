import threading

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from accounts.actions import people
from accounts.enums import Role
from accounts.models import AccountEvent, Membership, User
from accounts.refusals import NotPossible

pytestmark = pytest.mark.django_db


def lines(person):
    return [
        (e.verb, e.by, e.organization and e.organization.code, e.role, e.reason)
        for e in person.account_events.order_by("pk")
    ]


def reason_of(move, *args, **kwargs):
    with pytest.raises(NotPossible) as caught:
        move(*args, **kwargs)
    return caught.value.reason


def test_a_person_holds_several_memberships_and_each_stands_in_the_record(office, town, orgs):
    people.add_membership(town, by=office, organization=orgs["350001"], role=Role.LOCAL)
    people.add_membership(town, by=office, organization=orgs["350001"], role=Role.WT_MEMBER)

    held = [(m.organization.code, m.role) for m in town.memberships.order_by("pk")]
    assert held == [("054348", "local"), ("350001", "local"), ("350001", "wt_member")]
    assert lines(town) == [
        ("membership_added", office, "350001", "local", ""),
        ("membership_added", office, "350001", "wt_member", ""),
    ]


def test_the_same_membership_is_not_given_twice(office, town, orgs):
    given = {"by": office, "organization": orgs["054348"], "role": Role.LOCAL}

    assert reason_of(people.add_membership, town, **given) == "この所属は、すでにあります。"
    assert lines(town) == []


@pytest.mark.parametrize(
    ("code", "role", "fits"),
    [
        ("secretariat", Role.SECRETARIAT, True),
        ("digital", Role.SECRETARIAT, False),
        ("054348", Role.SECRETARIAT, False),
        ("digital", Role.MINISTRY, True),
        ("054348", Role.MINISTRY, False),
        ("054348", Role.LOCAL, True),
        ("digital", Role.LOCAL, False),
        ("digital", Role.WT_MEMBER, True),
        ("350001", Role.WT_MEMBER, True),
    ],
)
def test_a_role_goes_only_with_organizations_that_have_it(code, role, fits, office, person, orgs):
    somebody = person("somebody")
    given = {"by": office, "organization": orgs[code], "role": role}

    if fits:
        people.add_membership(somebody, **given)
        found = ""
    else:
        found = reason_of(people.add_membership, somebody, **given)

    expected = f"{orgs[code]}の人には、「{role.label}」の役割を付けられません。"
    assert found == ("" if fits else expected)
    assert somebody.memberships.count() == fits


def test_only_the_secretariat_changes_people(town, person, orgs):
    other = person("other", ("350001", Role.LOCAL))
    held = other.memberships.get()
    said = {
        reason_of(people.add_membership, other, by=town, organization=orgs["054348"], role="local"),
        reason_of(people.remove_membership, held, by=town),
        reason_of(people.deactivate, other, by=town, reason="x"),
        reason_of(people.reactivate, other, by=town),
    }

    assert said == {"利用者を管理できるのは、事務局です。"}
    assert list(other.memberships.all()) == [held]


def test_the_last_member_of_the_secretariat_stays(office, person):
    stopped = person("stopped", ("secretariat", Role.SECRETARIAT), is_active=False)

    reason = reason_of(people.remove_membership, office.memberships.get(), by=office)

    assert reason.startswith("事務局の人がだれもいなくなるため、できません。")
    assert office.memberships.count() == 1
    assert stopped.memberships.count() == 1


def test_one_of_two_members_of_the_secretariat_may_leave(office, person):
    second = person("second", ("secretariat", Role.SECRETARIAT))

    people.remove_membership(second.memberships.get(), by=office, reason="異動")

    assert second.memberships.count() == 0
    assert lines(second) == [("membership_removed", office, "secretariat", "secretariat", "異動")]


def test_nobody_stops_themselves(office):
    reason = reason_of(people.deactivate, office, by=office, reason="異動")

    assert reason == "自分の利用は、停止できません。ほかの事務局の人に頼んでください。"


def test_stopping_says_why_and_can_be_taken_back(office, town):
    said = reason_of(people.deactivate, town, by=office, reason="  ")
    people.deactivate(town, by=office, reason="異動のため")
    twice = reason_of(people.deactivate, town, by=office, reason="異動のため")
    people.reactivate(town, by=office)

    assert (said, twice) == (
        "停止する理由を書いてください。",
        "この利用者は、すでに停止しています。",
    )
    assert User.objects.get(pk=town.pk).is_active
    assert lines(town) == [
        ("deactivated", office, None, "", "異動のため"),
        ("reactivated", office, None, "", ""),
    ]


def test_people_are_never_deleted_not_even_in_the_database(town):
    with pytest.raises(DatabaseError, match="never_deleted"), transaction.atomic():
        User.objects.filter(pk=town.pk).delete()


def test_the_record_of_people_takes_no_change_and_no_deletion(office, town):
    people.deactivate(town, by=office, reason="異動のため")

    for spoil in (
        lambda: AccountEvent.objects.update(reason="別の理由"),
        lambda: AccountEvent.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
            spoil()
    assert lines(town) == [("deactivated", office, None, "", "異動のため")]


def test_the_database_keeps_every_version_without_passwords(office, town, orgs):
    people.deactivate(town, by=office, reason="異動のため")
    people.remove_membership(town.memberships.get(), by=office)
    town.set_password("another-long-password")
    town.save()

    kept = list(town.versions.order_by("pgh_id"))
    assert [(v.pgh_label, v.is_active) for v in kept][:2] == [("insert", True), ("update", False)]
    assert (kept[1].pgh_context["verb"], kept[1].pgh_context["by"]) == ("deactivated", office.pk)
    assert not hasattr(kept[1], "password")
    held = apps.get_model("accounts", "MembershipEvent").objects.filter(user=town)
    labels = [v.pgh_label for v in held.order_by("pgh_id")]
    assert labels == ["insert", "delete"]


@pytest.mark.django_db(transaction=True)
def test_two_who_remove_each_other_at_once_do_not_both_succeed(office, person):
    second = person("second", ("secretariat", Role.SECRETARIAT))
    both = threading.Barrier(2)
    outcomes = []

    def remove(by, held):
        both.wait(10)
        try:
            people.remove_membership(held, by=by)
            outcomes.append("removed")
        except NotPossible:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [
        threading.Thread(target=remove, args=(office, second.memberships.get())),
        threading.Thread(target=remove, args=(second, office.memberships.get())),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert sorted(outcomes) == ["refused", "removed"]
    assert Membership.objects.filter(role=Role.SECRETARIAT).count() == 1
