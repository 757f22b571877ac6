"""Sending a form in a real browser: three clicks on a slow line are one act, with and without
scripts."""

import time

import pytest
from playwright.sync_api import expect

from issues.actions import local_requests
from issues.models import LocalRequest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def slow(monkeypatch):
    """Registering takes its time, as on a slow line."""
    log = local_requests.log

    def slowly(**given):
        time.sleep(3)
        return log(**given)

    monkeypatch.setattr(local_requests, "log", slowly)


def fill(page):
    page.goto("/requests/new/")
    page.get_by_label("件名").fill("人材を派遣してほしい")
    page.locator("[name=points]").first.check()
    page.get_by_label("主な論点").select_option(index=1)
    return page.get_by_role("button", name="登録")


def press(page, button, times=1):
    """By the mouse itself, which waits for no page."""
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    for _ in range(times):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(150)


@pytest.mark.parametrize("javascript", [True, False])
def test_three_clicks_register_one_request(browser_page, points, misato, slow, javascript):
    page = browser_page(misato, javascript=javascript)
    button = fill(page)

    press(page, button, times=3)
    page.wait_for_url("**/requests/R*/")

    assert [each.title for each in LocalRequest.objects.all()] == ["人材を派遣してほしい"]
    expect(page.get_by_text("登録しました")).to_be_visible()


NOTE_WHAT_IS_SAID = """() => {
  const line = document.querySelector("#sending");
  new MutationObserver(() => {
    const button = document.querySelector("button.sending");
    sessionStorage.setItem("said", `${line.textContent} ${button?.getAttribute("aria-busy")}`);
  }).observe(line, { childList: true });
}"""


def test_the_button_says_that_it_is_sending(browser_page, points, misato):
    page = browser_page(misato)
    button = fill(page)
    page.evaluate(NOTE_WHAT_IS_SAID)

    button.click()
    page.wait_for_url("**/requests/R*/")

    assert page.evaluate("sessionStorage.getItem('said')") == "送信しています。 true"


def test_the_same_form_sent_again_after_going_back_registers_nothing_new(
    browser_page, points, misato
):
    page = browser_page(misato)
    fill(page).click()
    page.wait_for_url("**/requests/R*/")
    page.go_back()

    page.get_by_role("button", name="登録").click()
    page.wait_for_url("**/requests/R*/")

    assert LocalRequest.objects.count() == 1
