import pytest

from accounts.enums import Role
from tests.factories.accounts import PASSWORD, person

pytestmark = pytest.mark.django_db

TWO = (("350001", Role.WT_MEMBER), ("350001", Role.LOCAL))


def test_it_signs_in_and_goes_on_to_the_page_asked_for(client):
    person("hanako", ("350001", Role.LOCAL), password=PASSWORD)

    answer = client.post(
        "/login/", {"username": "hanako", "password": PASSWORD, "next": "/points/"}
    )

    assert (answer.status_code, answer.url) == (302, "/points/")


@pytest.mark.parametrize(
    "elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)"]
)
def test_it_never_leads_to_another_site(elsewhere, client):
    person("hanako", password=PASSWORD)

    answer = client.post("/login/", {"username": "hanako", "password": PASSWORD, "next": elsewhere})

    assert answer.url == "/"


def test_a_wrong_password_says_so_without_telling_which_part_is_wrong(client):
    person("hanako", password=PASSWORD)

    wrong = client.post("/login/", {"username": "hanako", "password": "wrong"})
    unknown = client.post("/login/", {"username": "nobody", "password": "wrong"})

    assert wrong.context["form"].non_field_errors() == [
        "ユーザー名かパスワードが違います。もう一度確かめてください。"
    ]
    assert unknown.context["form"].non_field_errors() == wrong.context["form"].non_field_errors()


def test_demo_people_are_shown_only_in_a_demonstration(client, settings):
    settings.DEMO = True
    shown = client.get("/login/").content.decode()
    settings.DEMO = False
    hidden = client.get("/login/").content.decode()

    assert ("ronten-demo-2024" in shown, "ronten-demo-2024" in hidden) == (True, False)


def test_signing_out_needs_a_post(client):
    client.force_login(person("hanako", ("350001", Role.LOCAL)))

    assert client.get("/logout/").status_code == 405
    assert client.get("/").context["user"].is_authenticated
    client.post("/logout/")
    assert not client.get("/").context["user"].is_authenticated


def test_a_person_of_two_memberships_acts_under_the_chosen_one(client):
    user = person("hanako", *TWO)
    second = user.held_memberships[1]
    client.force_login(user)
    before = client.get("/").context["acting"].role

    answer = client.post("/switch/", {"membership": second.pk})

    assert (before, answer.url) == (Role.WT_MEMBER, "/")
    assert client.get("/").context["acting"].role == Role.LOCAL


@pytest.mark.parametrize("wanted", ["", "0", "abc", "theirs"])
def test_nobody_acts_under_a_membership_of_others(wanted, client):
    theirs = person("taro", ("secretariat", Role.SECRETARIAT)).held_memberships[0]
    client.force_login(person("hanako", *TWO))

    answer = client.post("/switch/", {"membership": theirs.pk if wanted == "theirs" else wanted})

    assert answer.status_code == 404
    assert client.get("/").context["acting"].role == Role.WT_MEMBER
