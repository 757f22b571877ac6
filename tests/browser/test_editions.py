"""What changed between two editions, read in a browser: barrier-free, and without script."""

import pytest
from playwright.sync_api import expect

from issues.models import DiscussionPoint
from meetings.actions import passages
from tests.factories.accounts import one_of_the_cast
from tests.factories.minutes import Said, edition, minutes

LONG = "同じ言葉が続いておりまして、どこも変わっておりません。" * 8
OPENING = Said("ただ今から会議を開催いたします。よろしくお願いします。", by="議長")
WISH = f"移行の費用を国が持ってほしい。{LONG}人も足りません。"
DROPPED = Said("資料の番号を訂正いたします。資料三は資料四と読み替えます。", by="事務局")
CAME = Said("前向きに検討してまいります。ありがとうございました。", by="大臣")


@pytest.fixture
def corrected(transactional_db, settings, tmp_path):
    """A meeting whose second edition has words, a line end and speeches of its own."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    member = one_of_the_cast("wt_member")
    meeting = minutes(OPENING, Said(WISH), DROPPED)
    speech = meeting.current_source.speeches.get(number=2)
    passages.log_request(
        by=member, speech=speech, start=0, end=15, kind="request", title="費用を持ってほしい",
        points=[DiscussionPoint.objects.get(code="cost")],
    )  # fmt: skip
    now = WISH.replace("国が", "県が").replace("人も", "\n職員も")
    meeting.current_source = edition(meeting, OPENING, Said(now), CAME)
    meeting.save()
    return meeting


def test_editions_and_speeches_are_barrier_free(corrected, browser_page, barrier_free):
    page = browser_page(one_of_the_cast("secretariat"))

    for path in ("editions/", "editions/1/2/", "speeches/2/", "speeches/3/", ""):
        barrier_free(page, f"/meetings/{corrected.pk}/{path}")


def test_changes_are_found_and_folded_words_opened_without_script(corrected, browser_page):
    page = browser_page(one_of_the_cast("secretariat"), javascript=False)
    page.goto(f"/meetings/{corrected.pk}/editions/1/2/")

    expect(page.locator("#c1 .words")).not_to_contain_text(LONG[40:-40], use_inner_text=True)
    page.locator("#c1").get_by_text("変わっていない").click()
    expect(page.locator("#c1 .words")).to_contain_text(LONG[40:-40])
    page.get_by_role("link", name="2か所目").click()
    expect(page.locator("ins:target, del:target")).to_contain_text("人")
    page.locator("#c1").get_by_role("link", name="次の変わった発言").click()
    expect(page.locator(".block:target")).to_contain_text("なくなった発言")
    page.locator(".block:target").get_by_role("link", name="発言3").click()
    expect(page.get_by_role("heading", name="今の版（第2版）にはありません")).to_be_visible()
