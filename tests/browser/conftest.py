"""A real Chromium on a live server: `browser_page(user=None, width=1360)` and `axe_clean(page)`."""

import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.contrib.staticfiles import handlers
from django.http import HttpResponse
from playwright.sync_api import expect, sync_playwright

from tests.asking import session_of
from tests.browser.driving import axe
from tests.browser.driving.answering import Answering
from tests.browser.driving.pages import Pages
from tests.databases import copies
from tests.factories import scenes

PROGRAMS = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
"""The same browser without and with windows; one that has none takes half the time."""
CHROMIUM = Path(os.environ.get("CHROMIUM") or next(filter(os.path.exists, PROGRAMS), PROGRAMS[-1]))
REFUSAL = re.compile(
    r"Failed to load resource|htmx:(?:sendError|afterRequest)|Response Status Error Code 4\d\d"
)
PATIENCE = 20_000
"""Milliseconds to wait for something to appear before a test fails: two cores that also run the
server, the database and another worker are slow at times."""

WIDE, NARROW = 1360, (390, 320)

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


@pytest.fixture(scope="session")
def _lasting_styles():
    """Styles and scripts do not change while tests run: Chromium need not ask for them anew. axe
    stands beside them."""
    serve = handlers.serve

    def lasting(request, path, **how):
        if request.path == axe.ADDRESS:
            answer = HttpResponse(AXE_SCRIPT, content_type="text/javascript")
        else:
            answer = serve(request, path, **how)
        answer["Cache-Control"] = "max-age=86400"
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handlers, "serve", lasting)
        yield


@pytest.fixture(scope="session")
def pages(chromium, live_server, _lasting_styles):
    """The pages that all tests of the session share, one after the other."""
    return Pages(chromium, live_server.url, patience=PATIENCE)


@pytest.fixture(scope="session")
def answering():
    """What the live server is at work on."""
    looking = Answering()
    yield looking
    looking.stop()


@pytest.fixture
def browser_page(pages, answering, live_server, transactional_db):
    """Opens pages of the live server: `browser_page(user)` is signed in as that person.

    A script error, a refused resource or an answer of 500 on any of its pages fails the test.
    """
    taken, troubles = [], []
    notes = {
        "pageerror": lambda error: troubles.append(f"script error: {error}"),
        "console": lambda message: _note(message, troubles),
        "response": lambda answer: _note_answer(answer, troubles),
    }

    def open_page(user=None, width=WIDE, javascript=True):
        page = pages.take(notes, width=width, javascript=javascript)
        taken.append((page, javascript))
        if user is not None:
            page.context.add_cookies([_session_cookie(user, live_server.url)])
        return page

    yield open_page
    for page, javascript in taken:
        pages.give_back(page, javascript=javascript)
    # A page may have sent something a moment before it was left. The database is emptied next: a
    # request that is still at work there would wait for the one who empties, and he for it.
    assert answering.wait(PATIENCE / 1000), "a page's last request was not answered in time"
    assert troubles == []


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
    return {"name": settings.SESSION_COOKIE_NAME, "value": session_of(user), "url": url}


def _note(message, troubles):
    # Chromium and htmx write a line for every refusal (4xx) of a page; those are no trouble.
    refusal = REFUSAL.search(message.text)
    if message.type == "error" and not refusal:
        troubles.append(f"console: {message.text}")


def _note_answer(answer, troubles):
    lost_script = answer.status == 404 and "/static/" in answer.url
    if answer.status >= 500 or lost_script:
        troubles.append(f"{answer.status} {answer.url}")
