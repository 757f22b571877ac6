import pytest
from django.core.cache import cache

from accounts import throttle

pytestmark = pytest.mark.django_db
LOCKED = (
    "ログインの失敗が続いたため、しばらくログインできません。"
    "15分ほど待ってから、もう一度試してください。"
)


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()
    yield
    cache.clear()


def attempt(client, password, username="machi", address="192.0.2.1"):
    answer = client.post(
        "/login/", {"username": username, "password": password}, REMOTE_ADDR=address
    )
    return "in" if answer.status_code == 302 else answer.context["form"].non_field_errors()[0]


@pytest.fixture
def locked(client, person):
    """Ten wrong passwords for one name from one address."""
    person("machi", password="right-password-1")
    said = {attempt(client, f"wrong-{n}") for n in range(throttle.FAILURES)}
    assert said == {"ユーザー名かパスワードが違います。もう一度確かめてください。"}
    return client


def test_after_ten_failures_the_right_password_opens_nothing_either(locked):
    assert attempt(locked, "right-password-1") == LOCKED
    assert attempt(locked, "right-password-1", username="MACHI ") == LOCKED


def test_the_lock_lasts_fifteen_minutes(locked):
    key = next(iter(cache._cache.get_client().scan_iter("ronten:*sign-in:*")))

    seconds = cache._cache.get_client().ttl(key)

    assert 15 * 60 - 30 < seconds <= 15 * 60
    cache.clear()  # as the end of that time does
    assert attempt(locked, "right-password-1") == "in"


def test_the_lock_is_for_one_name_from_one_address(locked, person):
    person("mura", password="right-password-2")

    assert attempt(locked, "right-password-1", address="192.0.2.2") == "in"
    locked.logout()
    assert attempt(locked, "right-password-2", username="mura") == "in"


def test_a_good_sign_in_starts_the_count_anew(client, person):
    person("machi", password="right-password-1")
    outcomes = []
    for _ in range(2):
        for n in range(throttle.FAILURES - 1):
            attempt(client, f"wrong-{n}")
        outcomes.append(attempt(client, "right-password-1"))
        client.logout()

    assert outcomes == ["in", "in"]


def test_behind_a_proxy_the_last_entry_of_its_header_counts(client, person, settings):
    settings.HTTPS = True
    person("machi", password="right-password-1")
    for n in range(throttle.FAILURES):
        # A browser can write what it likes in front; the proxy adds the true one.
        client.post(
            "/login/",
            {"username": "machi", "password": f"wrong-{n}"},
            REMOTE_ADDR="10.0.0.1",
            HTTP_X_FORWARDED_FOR=f"203.0.113.{n}, 192.0.2.1",
        )

    answer = client.post(
        "/login/",
        {"username": "machi", "password": "right-password-1"},
        REMOTE_ADDR="10.0.0.1",
        HTTP_X_FORWARDED_FOR="192.0.2.1",
    )

    assert answer.context["form"].non_field_errors() == [LOCKED]


def test_without_the_counter_people_still_sign_in(client, person, settings):
    person("machi", password="right-password-1")
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "unix:///nowhere/redis.sock",
        }
    }

    assert attempt(client, "right-password-1") == "in"
