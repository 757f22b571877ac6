"""A sign-in lives on while somebody works, ends when nobody does, and never lasts for ever."""

import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.middleware import BEGAN_KEY, SEEN_KEY


@pytest.fixture
def browser(as_, digital):
    return as_(digital)


def lasting(browser):
    """Seconds until the sign-in ends."""
    found = Session.objects.get(session_key=browser.session.session_key)
    return round((found.expire_date - timezone.now()).total_seconds())


def put_back(browser, **seconds):
    """As if signs of life were so long ago; the database's end of it, too."""
    session = browser.session
    for key, ago in seconds.items():
        session[key] = time.time() - ago
    session.save()


def test_each_sign_of_work_puts_the_end_off(browser, settings):
    put_back(browser, **{BEGAN_KEY: 7200, SEEN_KEY: 3600})
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=10))

    answer = browser.get("/requests/")

    assert abs(lasting(browser) - settings.SESSION_COOKIE_AGE) < 60
    assert answer.cookies["sessionid"]["max-age"] == settings.SESSION_COOKIE_AGE


def test_it_is_not_written_each_time(browser):
    put_back(browser, **{BEGAN_KEY: 60, SEEN_KEY: 60})

    assert "sessionid" not in browser.get("/requests/").cookies


def test_after_the_idle_time_it_has_ended(browser):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert not browser.get("/requests/").wsgi_request.user.is_authenticated


def test_after_the_longest_time_it_ends_whatever_is_done(browser, settings):
    put_back(browser, **{BEGAN_KEY: settings.SESSION_LONGEST_SECONDS + 5, SEEN_KEY: 1})

    assert not browser.get("/requests/").wsgi_request.user.is_authenticated


def test_without_a_longest_time_it_goes_on(browser, settings):
    settings.SESSION_LONGEST_SECONDS = 0
    put_back(browser, **{BEGAN_KEY: 10**7, SEEN_KEY: 1})

    assert browser.get("/requests/").wsgi_request.user.is_authenticated
