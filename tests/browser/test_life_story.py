# ruff: noqa: F811 - fixtures are imported by their names
"""One request from 受付 to 決着, played by people of all four roles and read by the public.

Everything is done on the pages, in a real browser, each person in a browser of their own.
"""

import re

import pytest
from playwright.sync_api import expect

from issues.enums import ReplyClass, RequestStatus
from issues.models import LocalRequest
from tests.issues.life.conftest import cast, orgs, points  # noqa: F401
from workflow.models import StatusChange

pytestmark = pytest.mark.django_db(transaction=True)
S = RequestStatus
TITLE = "申請の様式を全国で統一してほしい"
NO_DATE = "いつまでに、どうするかが分からないためです。"
PROMISE = "標準様式を定め、通知で示します。"


class Story:
    """The people with their browsers, and the request they talk about."""

    def __init__(self, browser_page, cast):
        self.cast = cast
        self.open_page = browser_page
        self.pages = {}

    def page(self, name):
        """This person's browser."""
        if name not in self.pages:
            user = None if name == "visitor" else getattr(self.cast, name)
            self.pages[name] = self.open_page(user)
        return self.pages[name]

    def at(self, name):
        """This person's browser, on the request's page as it is now."""
        page = self.page(name)
        page.goto(f"/requests/{self.request.number}/")
        return page

    def log(self):
        page = self.page("misato")
        page.goto("/requests/")
        page.get_by_role("link", name="要望を登録").first.click()
        page.get_by_label("件名").fill(TITLE)
        page.get_by_label("求める措置").fill("申請の様式を統一してください。")
        page.get_by_label("支障事例・効果").fill("市町村ごとに様式が違い、手間がかかります。")
        page.get_by_label("主な論点").select_option(label="1 業務の効率化")
        page.get_by_role("button", name="登録する").click()
        said(page, "を登録しました。")
        self.request = LocalRequest.objects.get()

    def edit(self):
        page = self.at("wt_member")
        page.locator("details.menu > summary").click()
        page.get_by_role("link", name="内容を修正する").click()
        page.get_by_label("発言者・担当").fill("企画課")
        page.get_by_role("button", name="保存する").click()
        said(page, "を修正しました。")

    def triage(self):
        page = self.at("secretariat")
        page.get_by_role("link", name="論点と担当府省を決める").click()
        page.get_by_label("主担当府省").fill("デジタル庁")
        page.get_by_label("回答期限").fill("10営業日")
        page.get_by_role("button", name="決める").click()
        page.wait_for_url(f"**/requests/{self.request.number}/")

    def start_review(self):
        page = self.at("digital")
        page.get_by_role("button", name="検討を始める").click()
        page.wait_for_load_state()

    def reply(self, text, *, timing="", means=()):
        page = self.at("digital")
        page.get_by_role("link", name="回答を書く").click()
        page.get_by_label("対応する", exact=True).check()
        if timing:
            page.get_by_label("対応時期").fill(timing)
        for each in means:
            page.get_by_label(each).check()
        page.get_by_label("回答の内容").fill(text)
        page.get_by_role("button", name="確認に進む").click()
        return page

    def hand_in(self, page):
        page.get_by_role("button", name="この内容で提出する").click()
        said(page, "を提出しました。")

    def opinion(self, stance, text="", *, asks_again=False):
        page = self.at("misato")
        page.get_by_role("link", name="見解を出す").click()
        page.get_by_label(stance, exact=True).check()
        page.get_by_label("見解の内容・再検討を求める理由").fill(text)
        if asks_again:
            page.get_by_label("再検討を求める", exact=False).last.check()
        page.get_by_role("button", name="見解を出す").click()
        page.wait_for_url(f"**/requests/{self.request.number}/**")

    def publish_all(self):
        """The request, both replies, and what was thought of them."""
        page = self.at("secretariat")
        page.locator("details.menu > summary").click()
        page.get_by_role("link", name="内容を確かめて公表する").click()
        page.get_by_role("button", name="読んだ内容で公表する").click()
        said(page, "を公表しました。")
        for words, count in (("この回答を確かめて公表する", 2), ("この見解を確かめて公表する", 2)):
            for left in range(count, 0, -1):
                page = self.at("secretariat")
                expect(page.get_by_role("link", name=words)).to_have_count(left)
                page.get_by_role("link", name=words).first.click()
                page.get_by_role("button", name="読んだ内容で公表する").click()
                said(page, "を公表しました。")

    def settle(self):
        page = self.at("secretariat")
        page.get_by_role("link", name="決着とする").click()
        page.get_by_label("反映先").fill("基本方針 2.(3)")
        page.get_by_role("button", name="決着とする").click()
        page.wait_for_url(f"**/requests/{self.request.number}/")
        page.get_by_role("link", name="反映先を確かめて公表する").click()
        page.get_by_role("button", name="読んだ内容で公表する").click()
        said(page, "を公表しました。")

    def now(self):
        self.request.refresh_from_db()
        return self.request.status, self.request.round


def said(page, words):
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


@pytest.fixture
def story(browser_page, cast, points):
    return Story(browser_page, cast)


def test_a_request_goes_through_two_rounds_of_reply_to_its_end(story, cast):
    story.log()
    assert story.now() == (S.LOGGED, 1)
    story.edit()

    story.triage()
    assert story.now() == (S.TRIAGED, 1)
    assert story.request.due_basis["business_days"] == 10

    story.start_review()
    assert story.now() == (S.UNDER_REVIEW, 1)

    checking = story.reply("対応します。")
    expect(checking.get_by_text("「対応する」として受け付けられません")).to_be_visible()
    story.hand_in(checking)
    assert story.now() == (S.REPLIED, 1)
    first = story.request.replies.get()
    assert (first.claimed_class, first.reply_class) == (ReplyClass.ADOPTED, ReplyClass.STUDYING)

    read = story.at("misato").locator(f"#reply-{first.pk}")
    expect(read).to_contain_text("検討（期限なし）")
    story.opinion("不服", NO_DATE, asks_again=True)
    assert story.now() == (S.RECONSIDERING, 2)

    asked_again = story.at("digital")
    expect(asked_again.get_by_text(NO_DATE).first).to_be_visible()
    checking = story.reply(PROMISE, timing="令和9年3月31日", means=("通知・事務連絡",))
    expect(checking.get_by_text("受け付けられません")).to_have_count(0)
    story.hand_in(checking)
    assert story.now() == (S.REPLIED, 2)
    second = story.request.replies.get(round=2)
    assert second.reply_class == ReplyClass.ADOPTED

    story.opinion("納得", "ありがとうございます。")
    hidden = story.page("visitor").goto(f"/requests/{story.request.number}/")
    assert hidden.status == 404
    story.publish_all()
    story.settle()
    assert story.now() == (S.SETTLED, 2)

    public = story.at("visitor")
    main = public.get_by_role("main")
    expect(public.get_by_role("heading", level=1)).to_have_text(TITLE)
    for words in (PROMISE, NO_DATE, "基本方針 2.(3)", "通知・事務連絡", "令和9年3月31日"):
        expect(main.get_by_text(words, exact=False).first).to_be_visible()
    assert re.findall(r"(?:misato|digital|secretariat|wt_member)の人", main.inner_text()) == []

    changes = StatusChange.objects.filter(
        object_id=story.request.pk, content_type__model="localrequest"
    )
    assert [change.to_status for change in changes.order_by("pk")] == [
        "logged",
        "triaged",
        "under_review",
        "replied",
        "reconsidering",
        "replied",
        "settled",
    ]


def test_each_person_finds_only_their_own_moves_on_the_page(story, cast):
    story.log()
    story.triage()

    found = {}
    for name in ("misato", "wt_member", "secretariat", "digital", "soumu", "stranger"):
        page = story.page(name)
        answer = page.goto(f"/requests/{story.request.number}/")
        panel = page.locator(".next-step, .moves")
        words = " ".join(panel.all_text_contents()) if answer.ok else ""
        moves = ("検討を始める", "論点と担当府省を決める", "取り下げる", "回答を書く")
        found[name] = (answer.status, [m for m in moves if m in words])

    assert found == {
        "misato": (200, ["取り下げる"]),
        "wt_member": (200, []),
        "secretariat": (200, ["検討を始める", "論点と担当府省を決める"]),
        "digital": (200, ["検討を始める", "回答を書く"]),
        "soumu": (404, []),
        "stranger": (404, []),
    }


def test_the_team_reads_in_the_history_who_did_what(story, cast, axe_clean):
    story.log()
    story.edit()
    story.triage()
    story.start_review()

    page = story.at("secretariat")
    log = page.locator("ol.log").last.locator("> li")

    expect(log).to_have_count(4)
    expect(log.nth(0)).to_contain_text("検討を始める")
    expect(log.nth(0)).to_contain_text("デジタル庁 担当府省 digitalの人（画面から）")
    expect(log.nth(1)).to_contain_text("主担当府省：デジタル庁")
    expect(log.nth(2)).to_contain_text("発言者：企画課")
    expect(log.nth(3)).to_contain_text("美郷町 自治体 misatoの人（画面から）")
    axe_clean(page)
