"""Those who guess passwords are slowed down; nobody is locked out by a stranger."""

import pytest
from django.test import Client

from accounts.models import SignInAttempt
from accounts.signing_in import throttle

pytestmark = pytest.mark.django_db
LOCKED = (
    "ログインの失敗が続いたため、しばらくログインできません。"
    "15分ほど待ってから、もう一度試してください。"
)
WRONG = "ユーザー名かパスワードが違います。もう一度確かめてください。"
HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"


def attempt(client, password, username="machi", address=HERE):
    answer = client.post(
        "/login/", {"username": username, "password": password}, REMOTE_ADDR=address
    )
    return "in" if answer.status_code == 302 else answer.context["form"].non_field_errors()[0]


@pytest.fixture
def machi(person):
    return person("machi", password="right-password-1")


@pytest.fixture
def guessed(machi):
    """Ten wrong passwords for one name, from a browser of a stranger."""
    stranger = Client()
    said = {attempt(stranger, f"wrong-{n}", address=ELSEWHERE) for n in range(throttle.FAILURES)}
    assert said == {WRONG}
    return stranger


def test_after_ten_failures_the_right_password_opens_nothing_either(guessed):
    assert attempt(guessed, "right-password-1", address=ELSEWHERE) == LOCKED
    assert attempt(guessed, "right-password-1", username="MACHI ", address=ELSEWHERE) == LOCKED


def test_a_name_that_is_guessed_from_many_places_is_slowed_down_too(machi):
    said = [attempt(Client(), f"wrong-{n}", address=f"203.0.113.{n}") for n in range(11)]

    assert said == [WRONG] * 10 + [LOCKED]


def test_a_stranger_shuts_no_official_out_of_the_browser_that_they_use(machi, client):
    assert attempt(client, "right-password-1") == "in"
    client.post("/logout/")
    for n in range(throttle.FAILURES + 5):
        attempt(Client(), f"wrong-{n}", address=ELSEWHERE)
    from_the_same_office = [attempt(Client(), f"wrong-{n}") for n in range(5)]

    assert from_the_same_office == [LOCKED] * 5
    assert attempt(client, "right-password-1") == "in"


def test_a_known_browser_has_a_count_of_its_own(machi, client):
    attempt(client, "right-password-1")
    client.post("/logout/")
    said = [attempt(client, f"wrong-{n}") for n in range(throttle.FAILURES + 1)]

    assert said == [WRONG] * 10 + [LOCKED]


def test_a_browser_known_for_one_name_is_not_known_for_another(machi, person, client):
    person("mura", password="right-password-2")
    attempt(client, "right-password-1")
    client.post("/logout/")
    for n in range(throttle.FAILURES):
        attempt(Client(), f"wrong-{n}", username="mura", address=ELSEWHERE)

    assert attempt(client, "right-password-2", username="mura") == LOCKED


def test_one_address_that_tries_many_names_is_slowed_down(machi):
    for n in range(throttle.FROM_ONE_ADDRESS):
        attempt(Client(), "one-password-for-all", username=f"name-{n}", address=ELSEWHERE)

    assert attempt(Client(), "right-password-1", address=ELSEWHERE) == LOCKED
    assert attempt(Client(), "right-password-1") == "in"


def test_attempts_count_for_fifteen_minutes(guessed, monkeypatch):
    later = throttle.timezone.now() + throttle.timedelta(seconds=15 * 60 + 1)
    monkeypatch.setattr(throttle.timezone, "now", lambda: later)

    assert attempt(guessed, "right-password-1", address=ELSEWHERE) == "in"
    assert throttle.clear() >= throttle.FAILURES
    assert SignInAttempt.objects.filter(attempted_at__lt=later).count() == 0


def test_a_good_sign_in_starts_the_count_anew(machi, client):
    outcomes = []
    for _ in range(2):
        for n in range(throttle.FAILURES - 1):
            attempt(client, f"wrong-{n}")
        outcomes.append(attempt(client, "right-password-1"))
        client.logout()

    assert outcomes == ["in", "in"]


def test_behind_a_proxy_the_last_entry_of_its_header_counts(machi, settings):
    settings.HTTPS = True
    for n in range(throttle.FROM_ONE_ADDRESS):
        # A browser can write what it likes in front; the proxy adds the true one.
        Client().post(
            "/login/",
            {"username": f"name-{n}", "password": "wrong"},
            REMOTE_ADDR="10.0.0.1",
            HTTP_X_FORWARDED_FOR=f"203.0.113.{n}, {HERE}",
        )

    answer = Client().post(
        "/login/",
        {"username": "machi", "password": "right-password-1"},
        REMOTE_ADDR="10.0.0.1",
        HTTP_X_FORWARDED_FOR=HERE,
    )

    assert answer.context["form"].non_field_errors() == [LOCKED]


def test_the_present_password_is_not_guessed_for_long_at_an_open_screen(machi, client):
    client.force_login(machi)
    new = {"new_password1": "natsu-no-umi-de-oyogu", "new_password2": "natsu-no-umi-de-oyogu"}
    for n in range(throttle.FAILURES):
        client.post("/password/", {"old_password": f"wrong-{n}", **new})

    answer = client.post("/password/", {"old_password": "right-password-1", **new})

    assert answer.status_code == 422
    assert answer.context["form"].errors["old_password"] == [
        "誤りが続いたため、しばらく変えられません。15分ほど待ってから、もう一度試してください。"
    ]
    machi.refresh_from_db()
    assert machi.check_password("right-password-1")
