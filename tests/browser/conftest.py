"""A real Chromium on a live server: `browser_page(user=None, width=1360)` and `axe_clean(page)`."""

import contextlib
import os
import re
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import expect, sync_playwright

from tests import copies
from tests.browser import axe
from tests.factories import scenes

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
REFUSAL = re.compile(
    r"Failed to load resource|htmx:(?:sendError|afterRequest)|Response Status Error Code 4\d\d"
)
PATIENCE = 20_000
"""Milliseconds to wait for something to appear before a test fails: two cores that also run the
server, the database and another worker are slow at times."""

WIDE, NARROW = 1360, (390, 320)
ANSWERING = "process_request_thread"
"""In the name of each thread in which the live server answers a connection."""

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for all tests of the session."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is missing: install chromium, or name it in CHROMIUM")
    # Playwright keeps a loop running in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def browser_page(chromium, live_server, transactional_db):
    """Opens pages of the live server: `browser_page(user)` is signed in as that person.

    A script error, a refused resource or an answer of 500 on any of its pages fails the test.
    """
    contexts, troubles = [], []

    def open_page(user=None, width=1360, javascript=True):
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            locale="ja-JP",
        )
        contexts.append(context)
        if user is not None:
            context.add_cookies([_session_cookie(user, live_server.url)])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: troubles.append(f"script error: {error}"))
        page.on("console", lambda message: _note(message, troubles))
        page.on("response", lambda answer: _note_answer(answer, troubles))
        return page

    yield open_page
    for context in contexts:
        with contextlib.suppress(Exception):
            context.close()
    _wait_for_last_requests()
    assert troubles == []


def _wait_for_last_requests():
    """Until the live server has answered all that its pages have asked for.

    A page may have sent something a moment before it was closed. The database is emptied next:
    a request that is still at work there would wait for the one who empties, and he for it.
    """
    for thread in threading.enumerate():
        if ANSWERING in thread.name:
            thread.join(timeout=PATIENCE / 1000)
            assert not thread.is_alive(), "a page's last request was not answered in time"


@pytest.fixture
def open_scenes(transactional_db, settings, tmp_path, tmp_path_factory):
    """The `scenes` where the live server sees them."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    folder = copies.shared_folder(tmp_path_factory)
    return copies.get("scenes", scenes.make_all, folder=folder, media=settings.MEDIA_ROOT)


@pytest.fixture
def axe_clean():
    """Asserts that axe finds nothing wrong with a page as it stands."""
    return axe.assert_clean


@pytest.fixture
def barrier_free(axe_clean):
    """Opens a page and asserts that axe finds nothing, and that nothing has to be scrolled
    sideways on a narrow screen. With `narrow`, axe reads it once more as it is there."""

    def check(page, path, *, narrow=True):
        page.set_viewport_size({"width": WIDE, "height": 900})
        page.goto(path)
        axe_clean(page)
        for width in NARROW:
            page.set_viewport_size({"width": width, "height": 900})
            assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, width)
        if narrow:
            axe_clean(page)

    return check


def _session_cookie(user, url):
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": url}


def _note(message, troubles):
    # Chromium and htmx write a line for every refusal (4xx) of a page; those are no trouble.
    refusal = REFUSAL.search(message.text)
    if message.type == "error" and not refusal:
        troubles.append(f"console: {message.text}")


def _note_answer(answer, troubles):
    lost_script = answer.status == 404 and "/static/" in answer.url
    if answer.status >= 500 or lost_script:
        troubles.append(f"{answer.status} {answer.url}")
