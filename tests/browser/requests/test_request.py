"""The page of a request: the next step on the first screen, the menu of other moves, its link on
the clipboard, and alike requests as they come into view."""

import pytest
from playwright.sync_api import expect

from tests.factories.issues import a_request

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_top_of_a_request(browser_page, points, secretariat, axe_clean):
    a_request("申請様式を統一してほしい")
    asked = a_request("申請様式の統一をしてほしい")
    page = browser_page(secretariat)
    page.set_viewport_size({"width": 390, "height": 844})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/requests/{asked.number}/")

    step = page.get_by_role("link", name="論点と担当府省を決める")
    box = step.bounding_box()
    assert box["y"] + box["height"] < 844

    page.get_by_role("link", name="リンクをコピー").click()
    expect(page.locator("[data-copied]")).to_have_text("コピーしました。")
    assert page.evaluate("navigator.clipboard.readText()") == page.url.removesuffix("#address")

    page.locator("details.menu > summary").click()
    expect(page.get_by_role("link", name="内容を修正する")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="内容を修正する")).to_be_hidden()

    page.locator("#alike").scroll_into_view_if_needed()
    expect(page.locator("#alike")).to_contain_text("申請様式を統一してほしい")
    axe_clean(page)
