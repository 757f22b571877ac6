"""The list of requests: the rows are seen first, conditions and columns open by hand or key."""

import pytest
from playwright.sync_api import expect

from issues.forums.default_points import load_points
from tests.factories.accounts import one_of_the_cast
from tests.factories.many import many_requests

ROW = "table.reqs tbody tr"
OPEN = "/requests/?columns=organization,due_on,status,ask,updated_on,kind,nonsense"


@pytest.fixture
def many(transactional_db):
    load_points()
    many_requests(3)


def top(page):
    return page.locator(ROW).first.bounding_box()["y"]


def test_the_first_row_is_seen_at_once_and_nothing_hinders(many, browser_page, axe_clean):
    page = browser_page(None)
    page.set_viewport_size({"width": 1360, "height": 900})

    for width in (1360, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for address in ("/requests/", "/requests/?point=cost&kind=request"):
            page.goto(address)
            assert (width, address, top(page) < 420) == (width, address, True)

    for width in (1360, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(OPEN)
        page.click(".pick-columns > summary")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width != 320:
            axe_clean(page)
        page.click(".pick-columns > summary")
        page.click(".seek summary")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width != 320:
            axe_clean(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_ticked_requests_are_changed_at_once(javascript, many, browser_page, axe_clean):
    page = browser_page(one_of_the_cast("secretariat"), javascript=javascript)
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto("/requests/?point=cost")
    bar, boxes = page.locator(".bulk"), page.locator("tbody input[name=numbers]")
    expect(bar).to_be_hidden()

    boxes.first.focus()
    page.keyboard.press("Space")
    boxes.nth(2).check()
    expect(bar).to_be_visible()
    row, over = boxes.nth(2).bounding_box(), bar.bounding_box()
    assert row["y"] + row["height"] <= over["y"] or row["y"] >= over["y"] + over["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    if javascript:
        expect(bar.locator("[data-count]")).to_have_text("2")
        axe_clean(page)
    bar.get_by_role("button", name="府省を変える").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("担当府省をまとめて変える")
    expect(page.get_by_text("選んだ2件です")).to_be_visible()
    assert "point=cost" in page.url
    if javascript:
        axe_clean(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("javascript", [True, False])
def test_columns_are_chosen_by_key(javascript, many, browser_page):
    page = browser_page(None, javascript=javascript)
    page.goto("/requests/?point=cost")

    page.focus(".pick-columns > summary")
    page.keyboard.press("Enter")
    page.get_by_label("求める措置").focus()
    page.keyboard.press("Space")
    page.get_by_label("論点", exact=True).and_(page.locator(".pick-columns input")).uncheck()
    page.get_by_role("button", name="この列で表示").press("Enter")

    heads = page.locator("table.reqs thead th")
    expect(heads).to_contain_text(
        ["番号", "件名", "団体", "主担当府省", "回答期限", "状況", "求める措置"]
    )
    expect(page.locator(".chips")).to_contain_text("論点：費用負担")
    assert "columns=ask" in page.url
    page.get_by_role("link", name="回答期限").click()
    expect(heads).to_have_count(7)
    expect(page.locator("th[aria-sort]")).to_have_text("回答期限")
