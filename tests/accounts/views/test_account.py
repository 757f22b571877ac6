import pytest

from accounts.enums import Role
from accounts.models import User

pytestmark = pytest.mark.django_db
NEW = "another-long-password"


@pytest.fixture
def machi(person):
    return person(
        "machi", ("054348", Role.LOCAL), ("350001", Role.WT_MEMBER), password="right-password-1"
    )


def typed(old="right-password-1", new=NEW, again=NEW):
    return {"old_password": old, "new_password1": new, "new_password2": again}


@pytest.mark.parametrize("path", ["/account/", "/password/", "/switch/"])
def test_the_account_is_for_people_who_have_signed_in(path, client, db):
    answer = client.get(path)

    assert (answer.status_code, answer.url) == (302, f"/login/?next={path}")


def test_a_page_offers_the_other_memberships(client, machi):
    client.force_login(machi)
    other = machi.held_memberships[1]

    text = client.get("/switch/").content.decode()
    client.post("/switch/", {"membership": other.pk})

    main = text[text.index("<main") :]
    assert f'value="{other.pk}"' in main
    assert f'value="{machi.held_memberships[0].pk}"' not in main
    assert client.get("/account/").context["acting"] == other


def test_changing_the_password_keeps_this_browser_and_ends_the_others(client, machi):
    client.force_login(machi)
    other = type(client)()
    other.force_login(machi)

    answer = client.post("/password/", typed())

    assert (answer.status_code, answer.url) == (302, "/account/")
    assert User.objects.get(pk=machi.pk).check_password(NEW)
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    assert [e.verb for e in machi.account_events.all()] == ["password_changed"]


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"old": "wrong"}, {"old_password": ["今のパスワードが違います。"]}),
        (
            {"again": "x"},
            {"new_password2": ["2つの新しいパスワードが違います。同じものを入力してください。"]},
        ),
        (
            {"new": "short", "again": "short"},
            {"new_password2": ["このパスワードは短すぎます。最低 12 文字以上必要です。"]},
        ),
    ],
)
def test_a_password_that_does_not_do_is_told_in_plain_words(changed, errors, client, machi):
    client.force_login(machi)

    answer = client.post("/password/", typed(**changed))

    assert (answer.status_code, answer.context["form"].errors) == (422, errors)
    assert User.objects.get(pk=machi.pk).check_password("right-password-1")
