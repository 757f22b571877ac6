import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import Membership, User

pytestmark = pytest.mark.django_db


def names(answer):
    return [person.username for person in answer.context["page"]]


def queries(client, url):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["hanako", "kencho", "machi"]),
        ({"q": "mach"}, ["machi"]),
        ({"q": "machi@EXAMPLE"}, ["machi"]),
        ({"organization": "美郷町"}, []),  # three towns carry that name
        ({"organization": "秋田県美郷町"}, ["machi"]),
        ({"role": "secretariat"}, ["hanako"]),
        ({"role": "local"}, ["machi"]),
        ({"state": "stopped"}, ["kencho"]),
        ({"organization": "山口県", "role": "local"}, []),
        ({"organization": "山口県", "role": "wt_member"}, ["kencho"]),
        ({"role": "no-such-role"}, []),
    ],
)
def test_people_are_found_by_name_organization_role_and_state(
    query, found, as_office, town, person
):
    person("kencho", ("350001", Role.WT_MEMBER), is_active=False)

    answer = as_office.get("/people/", query)

    assert (answer.status_code, names(answer)) == (200, found)


def test_the_list_asks_the_database_as_often_for_many_as_for_one(as_office, town, person):
    few = queries(as_office, "/people/")
    for n in range(5):
        person(f"p{n}", ("350001", Role.LOCAL), ("350001", Role.WT_MEMBER))

    assert queries(as_office, "/people/") == few


@pytest.mark.parametrize("path", ["", "invitations/", "invitations/new/", "{pk}/"])
def test_the_pages_of_people_are_for_the_secretariat(path, client, town):
    url = "/people/" + path.format(pk=town.pk)
    visitor = client.get(url)
    client.force_login(town)

    assert (visitor.status_code, visitor.url) == (302, f"/login/?next={url}")
    assert client.get(url).status_code == 403


def test_a_membership_is_added_on_a_persons_page(as_office, town):
    url = f"/people/{town.pk}/memberships/"

    answer = as_office.post(url, {"organization": "山口県", "role": "wt_member"}, follow=True)

    assert [m.message for m in answer.context["messages"]] == [
        "machiの人さんに「山口県（構成員）」を加えました。"
    ]
    assert [str(m) for m in answer.context["held"]] == [
        "秋田県美郷町（自治体）",
        "山口県（構成員）",
    ]


def test_what_was_typed_stays_when_a_membership_is_refused(as_office, town):
    url = f"/people/{town.pk}/memberships/"

    unknown = as_office.post(url, {"organization": "美郷町", "role": "local"})
    misfit = as_office.post(url, {"organization": "秋田県美郷町", "role": "ministry"})

    assert (unknown.status_code, misfit.status_code) == (422, 422)
    assert 'value="美郷町"' in unknown.content.decode()
    assert misfit.context["membership_form"].non_field_errors() == [
        "秋田県美郷町の人には、「担当府省」の役割を付けられません。"
    ]


def test_a_membership_is_taken_away_and_the_page_tells_who_did_it(as_office, town):
    held = town.memberships.get()

    answer = as_office.post(f"/people/{town.pk}/memberships/{held.pk}/remove/", follow=True)

    text = answer.content.decode()
    assert list(answer.context["held"]) == []
    assert ("所属の削除" in text, "hanakoの人" in text) == (True, True)


def test_a_membership_is_reached_only_over_its_own_person(as_office, office, town):
    held = town.memberships.get()

    answer = as_office.post(f"/people/{office.pk}/memberships/{held.pk}/remove/")

    assert answer.status_code == 404
    assert Membership.objects.filter(pk=held.pk).exists()


def test_the_page_says_why_the_last_of_the_secretariat_stays(as_office, office):
    held = office.memberships.get()

    answer = as_office.post(f"/people/{office.pk}/memberships/{held.pk}/remove/")

    assert answer.status_code == 409
    assert "事務局の人がだれもいなくなるため" in answer.content.decode()


def test_who_was_stopped_is_out_with_the_next_click(client, office, town):
    client.force_login(town)
    before = client.get("/account/").status_code
    other = type(client)()
    other.force_login(office)

    answer = other.post(f"/people/{town.pk}/deactivate/", {"reason": "異動のため"})

    assert (before, answer.status_code) == (200, 302)
    assert client.get("/account/").status_code == 302
    other.post(f"/people/{town.pk}/reactivate/")
    assert User.objects.get(pk=town.pk).is_active


def test_stopping_without_a_reason_changes_nothing(as_office, town):
    answer = as_office.post(f"/people/{town.pk}/deactivate/", {"reason": " "})

    assert answer.status_code == 422
    assert answer.context["reason_form"].errors == {"reason": ["理由を書いてください。"]}
    assert User.objects.get(pk=town.pk).is_active


def test_the_menu_leads_the_secretariat_alone_to_people(client, office, town):
    found = []
    for user in (office, town):
        client.force_login(user)
        found.append("利用者の管理" in client.get("/account/").content.decode())

    assert found == [True, False]
