import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from issues.models import DiscussionPoint, LocalRequest
from meetings.actions import passages
from meetings.models import Speech
from tests.factories.minutes import Said, minutes, person

TEXT = "はじめに😀𠮷野です。費用を国が持ってほしい。\n人材も足りません。以上です。"
SELECT = """([from, to]) => {
  const range = document.createRange();
  const find = (words, end) => {
    const minutes = document.querySelector("#minutes");
    const walker = document.createTreeWalker(minutes, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf(words);
      if (at >= 0) return [walker.currentNode, at + (end ? words.length : 0)];
    }
    throw new Error(`not on the page: ${words}`);
  };
  range.setStart(...find(from, false));
  range.setEnd(...find(to, true));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def member(transactional_db):
    return person("member")


@pytest.fixture
def meeting(member):
    return minutes(
        Said(TEXT),
        Said("検討します。", by="河野 太郎", side="national", code=None),
        Said("再び。"),
    )


@pytest.fixture
def speech(meeting):
    return Speech.objects.first()


@pytest.fixture
def reading(browser_page, member, meeting, speech):
    def open_page(**how):
        page = browser_page(member, **how)
        page.goto(reverse("meetings:detail", args=(meeting.pk,)))
        return page

    return open_page


def logged_words(page):
    expect(page.get_by_role("heading", name="要望・国側の発言の登録")).to_be_visible()
    query = dict(re.findall(r"(\w+)=([^&]*)", page.url))
    text = Speech.objects.get(pk=query["speech"]).text
    return text[int(query["start"]) : int(query["end"])]


def select_and_log(page, first, last):
    page.evaluate(SELECT, [first, last])
    page.get_by_role("button", name="要望として登録").click()


def test_selected_words_are_taken_exactly_behind_emoji_and_rare_characters(reading):
    page = reading()
    select_and_log(page, "𠮷野", "費用を国が")

    assert logged_words(page) == "𠮷野です。費用を国が"


def test_a_selection_over_paragraphs_keeps_the_line_end(reading):
    page = reading()
    select_and_log(page, "持って", "人材も")

    assert logged_words(page) == "持ってほしい。\n人材も"


def test_a_selection_over_marks_and_chips_counts_the_words_alone(reading, member, speech):
    _log(member, speech, "費用を国が持ってほしい。")
    _log(member, speech, "国が持って")
    page = reading()
    select_and_log(page, "です。", "足りません。")

    assert logged_words(page) == "です。費用を国が持ってほしい。\n人材も足りません。"


def test_a_selection_that_ends_inside_a_mark_ends_there(reading, member, speech):
    _log(member, speech, "費用を国が持ってほしい。")
    page = reading()
    select_and_log(page, "野です。", "費用を")

    assert logged_words(page) == "野です。費用を"


def test_words_of_two_speeches_are_not_offered(reading):
    page = reading()
    page.evaluate(SELECT, ["以上", "検討"])
    page.wait_for_timeout(500)

    assert page.locator(".pop").count() == 0


def test_words_selected_with_the_mouse_become_a_request(reading):
    page = reading()
    page.locator("[data-at]").first.scroll_into_view_if_needed()
    box = page.locator("[data-at]").first.bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    page.get_by_role("button", name="要望として登録").click()
    words = logged_words(page)
    page.get_by_role("textbox", name="要旨").fill("費用を国が持ってほしい")
    page.get_by_label("費用負担", exact=False).first.check()
    page.get_by_role("button", name="登録する").click()
    expect(page.get_by_text("R6-0001として登録しました。")).to_be_visible()

    request = LocalRequest.objects.get()
    assert TEXT.startswith(words)
    assert request.passages.get().quote == words


def test_a_selection_is_reached_and_logged_by_keyboard(reading):
    page = reading()
    page.evaluate(SELECT, ["費用", "ほしい。"])
    expect(page.locator(".pop")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert logged_words(page) == "費用を国が持ってほしい。"
    expect(page.get_by_role("radio", name="国側の発言")).to_be_checked()


def test_a_paragraph_can_be_logged_without_javascript(reading):
    page = reading(javascript=False, width=390)
    page.get_by_role("link", name="第2段落の操作を開く").click()
    page.get_by_role("link", name="この段落から登録").click()
    assert logged_words(page) == "人材も足りません。以上です。"
    page.get_by_text("範囲を選び直す").click()
    page.get_by_label("この文まで：人材も足りません。").check()
    page.get_by_role("button", name="この範囲にする").click()

    assert logged_words(page) == "人材も足りません。"


def test_the_link_of_a_record_highlights_its_words(browser_page, member, meeting, speech):
    request = _log(member, speech, "費用を国が持ってほしい。")
    page = browser_page(member)
    page.goto(request.passages.get().get_absolute_url())

    expect(page.locator("mark.here")).to_have_text("費用を国が持ってほしい。")
    expect(page.locator("mark.here")).to_be_in_viewport()
    expect(page.locator(".ref.on")).to_have_text("要望R6-0001")


@pytest.mark.parametrize("width", [1360, 390])
def test_axe_finds_nothing_and_nothing_is_cut_off(reading, axe_clean, member, speech, width):
    _log(member, speech, "費用を国が持ってほしい。")
    page = reading(width=width)
    axe_clean(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.evaluate(SELECT, ["人材", "足り"])
    expect(page.locator(".pop")).to_be_visible()
    axe_clean(page)
    page.get_by_role("button", name="要望として登録").click()
    expect(page.get_by_role("heading", name="原文")).to_be_visible()
    axe_clean(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def _log(member, speech, words):
    start = speech.text.index(words)
    return passages.log_request(
        by=member,
        speech=speech,
        start=start,
        end=start + len(words),
        kind="request",
        title=words,
        points=[DiscussionPoint.objects.get(code="cost")],
    )
