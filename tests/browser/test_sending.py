"""Sending a form in a real browser: three clicks on a slow line are one act, with and without
scripts."""

import time

import pytest
from playwright.sync_api import expect

from issues.actions import local_requests
from issues.models import LocalRequest
from japan.eras import parse_date
from tests.factories.issues import a_request

PASSWORD = "fuyu-no-asa-ni-kaku"
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
    return page.get_by_role("button", name="登録する")


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

    page.get_by_role("button", name="登録する").click()
    page.wait_for_url("**/requests/R*/")

    assert LocalRequest.objects.count() == 1


def sign_in(page, user):
    page.get_by_label("ユーザー名").fill(user.username)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="ログイン", exact=True).click()


@pytest.fixture
def with_password(misato):
    misato.set_password(PASSWORD)
    misato.save()
    return misato


@pytest.mark.parametrize("javascript", [True, False])
def test_signed_out_in_another_tab_the_form_comes_back_filled(
    browser_page, points, with_password, javascript
):
    page = browser_page(with_password, javascript=javascript)
    button = fill(page)
    page.get_by_label("支障事例").fill("消えてはいけない文章")
    page.context.clear_cookies(name="sessionid")

    button.click()
    expect(page.get_by_text("入力した内容は1日のあいだ預かります")).to_be_visible()
    sign_in(page, with_password)

    expect(page.get_by_text("入力していた内容を戻しました")).to_be_visible()
    expect(page.get_by_label("支障事例")).to_have_value("消えてはいけない文章")
    assert LocalRequest.objects.count() == 0
    page.get_by_role("button", name="登録する").click()
    page.wait_for_url("**/requests/R*/")
    assert LocalRequest.objects.get().trouble == "消えてはいけない文章"


def test_triage_says_signed_out_in_words_and_shows_no_page_inside(
    browser_page, points, secretariat
):
    a_request()
    page = browser_page(secretariat)
    page.goto("/triage/")
    page.context.clear_cookies(name="sessionid")

    page.locator("#now [name=due]").fill("10営業日")
    page.locator("#now button[type=submit]").first.click()

    expect(page.locator("#refusal").get_by_text("ログインの期限が切れました")).to_be_visible()
    assert page.get_by_label("パスワード").count() == 0
    expect(page.locator("#now [name=due]")).to_have_value("10営業日")


def test_without_a_connection_triage_says_so_and_not_that_one_is_signed_out(
    browser_page, points, secretariat
):
    a_request()
    page = browser_page(secretariat)
    page.goto("/triage/")
    page.context.set_offline(True)

    page.locator("#now button[type=submit]").first.click()

    expect(page.locator("#refusal").get_by_text("通信が切れたか")).to_be_visible()
    page.context.set_offline(False)


@pytest.mark.parametrize("javascript", [True, False])
def test_enter_in_a_line_registers_nothing(browser_page, points, misato, javascript):
    page = browser_page(misato, javascript=javascript)
    fill(page)

    page.get_by_label("件名").press("Enter")
    page.wait_for_timeout(500)

    assert page.url.endswith("/requests/new/")
    assert LocalRequest.objects.count() == 0


def test_enter_goes_on_to_the_next_field_and_at_last_to_the_button(browser_page, points, misato):
    page = browser_page(misato)
    button = fill(page)

    page.get_by_label("発言者・担当").press("Enter")
    expect(page.get_by_label("発言の日")).to_be_focused()
    page.keyboard.press("Enter")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/requests/R*/")

    assert LocalRequest.objects.count() == 1


def test_enter_belongs_to_the_conversion_while_there_is_one(browser_page, points, misato):
    page = browser_page(misato)
    fill(page)
    title = page.get_by_label("件名")
    title.focus()

    title.evaluate(
        "field => field.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"
    )

    expect(title).to_be_focused()


def test_enter_still_signs_in(browser_page, with_password):
    page = browser_page()
    page.goto("/login/")
    page.get_by_label("ユーザー名").fill(with_password.username)
    page.get_by_label("パスワード").fill(PASSWORD)

    page.get_by_label("パスワード").press("Enter")

    page.wait_for_url(lambda url: "/login/" not in url)


def test_a_day_is_picked_from_the_calendar_by_keys(browser_page, points, secretariat, axe_clean):
    a_request()
    page = browser_page(secretariat, width=390)
    page.goto("/triage/")

    page.get_by_role("button", name="カレンダーから選ぶ").click()
    calendar = page.get_by_role("dialog", name="日付を選ぶ")
    expect(calendar.locator("[aria-current=date]")).to_be_focused()
    axe_clean(page)
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowRight")
    day = page.evaluate("document.activeElement.dataset.day")
    page.keyboard.press("Enter")

    expect(calendar).to_be_hidden()
    line = page.locator("#now [name=due]")
    expect(line).to_be_focused()
    assert parse_date(line.input_value()).isoformat() == day
    assert page.evaluate("document.documentElement.scrollWidth") == 390
