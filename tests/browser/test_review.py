import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from issues.models import LocalRequest
from meetings.actions import suggestions
from meetings.models import Sentence, Suggestion
from tests.factories.minutes import Said, minutes, person

TEXT = "費用を国が持ってほしい。人材を送ってほしい。\n窓口を一本にしてほしい。以上です。"
ASKS = ["費用を国が持ってほしい。", "人材を送ってほしい。", "窓口を一本にしてほしい。"]


@pytest.fixture
def member(transactional_db):
    return person("member", name="構成員 一郎")


@pytest.fixture
def meeting(member):
    return minutes(
        Said(TEXT, asks=ASKS),
        Said(
            "次に検討します。",
            by="河野 太郎",
            side="national",
            code=None,
            promises=["次に検討します。"],
        ),
    )


@pytest.fixture
def review(browser_page, member, meeting):
    page = browser_page(member)
    page.goto(reverse("meetings:review", args=(meeting.pk,)))
    return page


def current(page):
    return page.locator("#now")


def statuses():
    return list(
        Suggestion.objects.order_by("speech__index", "start").values_list("status", flat=True)
    )


def test_candidates_are_decided_by_keys_alone(review):
    review.keyboard.press("a")
    expect(current(review)).to_contain_text("候補2")
    expect(current(review)).to_be_focused()
    review.keyboard.press("m")
    expect(current(review)).to_contain_text("候補3")
    review.keyboard.press("x")
    expect(current(review)).to_contain_text("候補4")

    assert statuses() == ["accepted", "merged", "dismissed", "pending"]
    expect(review.locator("#said")).to_contain_text("除外しました")
    expect(review.locator(".progress strong")).to_have_text("3")


def test_u_takes_the_last_decision_back(review):
    review.keyboard.press("x")
    expect(current(review)).to_contain_text("候補2")
    review.keyboard.press("u")
    expect(current(review)).to_contain_text("候補1")

    assert statuses() == ["pending"] * 4


def test_j_and_k_go_on_and_back_across_speeches_and_keep_the_address(review):
    for number in (2, 3, 4):
        review.keyboard.press("j")
        expect(current(review)).to_contain_text(f"候補{number}")
    last = Suggestion.objects.get(type="commitment")
    assert review.url.endswith(f"?at={last.pk}")
    review.keyboard.press("k")
    expect(current(review)).to_contain_text("候補3")
    review.reload()
    expect(current(review)).to_contain_text("候補3")


def test_letters_typed_into_the_summary_are_no_keys(review):
    review.keyboard.press("e")
    review.keyboard.type(" ajkmxu")
    expect(review.get_by_text("保存しました")).to_be_visible()

    first = Suggestion.objects.first()
    assert first.summary == "費用を国が持ってほしい。 ajkmxu"
    assert statuses() == ["pending"] * 4


def test_escape_leaves_the_summary_so_that_keys_work_again(review):
    review.keyboard.press("e")
    review.keyboard.press("Escape")
    review.keyboard.press("j")
    expect(current(review)).to_contain_text("候補2")


def test_what_was_typed_just_before_going_on_is_kept(review):
    review.keyboard.press("e")
    review.keyboard.type("今")
    review.get_by_role("link", name="次の候補").click()
    expect(current(review)).to_contain_text("候補2")
    review.keyboard.press("k")
    expect(current(review).locator("textarea")).to_have_value("費用を国が持ってほしい。今")


def test_accepting_takes_what_was_typed_without_waiting_for_the_saving(review):
    review.keyboard.press("e")
    review.keyboard.type("今")
    review.get_by_role("button", name="採用 A").click()
    expect(current(review)).to_contain_text("候補2")

    assert LocalRequest.objects.get().title == "費用を国が持ってほしい。今"


def test_keys_can_be_switched_off_and_stay_off(review):
    review.get_by_label("キーボード操作を使う").uncheck()
    review.reload()
    review.keyboard.press("a")
    expect(review.get_by_label("キーボード操作を使う")).not_to_be_checked()

    assert statuses() == ["pending"] * 4


def test_a_decision_made_by_somebody_else_meanwhile_is_shown_in_the_card(review):
    first = Suggestion.objects.first()
    suggestions.accept(first, by=person("other", name="構成員 二子"))
    review.keyboard.press("e")
    review.keyboard.type("私も")
    expect(review.locator(".clash-note")).to_contain_text(
        "構成員 二子さんが、先に「採用」にしました"
    )
    review.get_by_role("button", name="採用 A").click()
    expect(current(review)).to_contain_text("取り消す")
    expect(review.locator(".clash-note")).to_contain_text("費用を国が持ってほしい。私も")

    assert LocalRequest.objects.get().title == "費用を国が持ってほしい。"


def test_two_texts_stand_side_by_side_until_one_is_chosen(review):
    first = Suggestion.objects.first()
    suggestions.edit(first, by=person("other", name="構成員 二子"), summary="二子の要旨")
    review.keyboard.press("e")
    review.keyboard.type("私も")
    expect(review.locator(".clash-note")).to_contain_text("二子の要旨")
    review.get_by_role("button", name="自分の内容で保存").click()
    expect(review.locator(".clash-note")).to_have_count(0)
    expect(review.get_by_text("保存しました")).to_be_visible()

    first.refresh_from_db()
    assert first.summary == "費用を国が持ってほしい。私も"


def test_the_rest_of_a_paragraph_is_marked_as_no_request_and_taken_back(review):
    review.get_by_role("button", name=re.compile("残りの文は要望なし.*第2段落")).click()
    expect(review.get_by_text("要望なしの文 1")).to_be_visible()
    assert Sentence.objects.filter(cleared_at__isnull=False).count() == 1
    review.get_by_role("button", name="未確認に戻す").click()
    expect(review.get_by_text("要望なしの文 1")).to_have_count(0)
    assert Sentence.objects.filter(cleared_at__isnull=False).count() == 0


def test_what_was_typed_stays_when_the_session_has_ended(review):
    review.context.clear_cookies(name="sessionid")
    review.keyboard.press("e")
    review.keyboard.type("今")
    expect(review.locator("#refusal")).to_contain_text("ログインの期限が切れました")

    expect(current(review).locator("textarea")).to_have_value("費用を国が持ってほしい。今")


def test_whoever_goes_on_stays_with_words_that_were_refused(review):
    review.context.clear_cookies(name="sessionid")
    review.keyboard.press("e")
    review.keyboard.type("今")
    review.get_by_role("link", name="次の候補").click()
    expect(review.locator("#refusal")).to_contain_text("ログインの期限が切れました")

    expect(current(review)).to_contain_text("候補1")
    expect(current(review).locator("textarea")).to_have_value("費用を国が持ってほしい。今")


def test_it_works_without_javascript(browser_page, member, meeting):
    page = browser_page(member, javascript=False)
    page.goto(reverse("meetings:review", args=(meeting.pk,)))
    page.get_by_label("要旨（案）").fill("費用は国が持つ")
    page.get_by_role("button", name="採用 A").click()
    expect(current(page)).to_contain_text("候補2")
    page.get_by_role("button", name="除外 X").click()
    expect(current(page)).to_contain_text("候補3")
    page.get_by_role("button", name="取り消す U").click()
    expect(current(page)).to_contain_text("候補2")

    assert statuses() == ["accepted", "pending", "pending", "pending"]
    assert LocalRequest.objects.get().title == "費用は国が持つ"


@pytest.mark.parametrize("width", [1360, 390])
def test_axe_finds_nothing_and_nothing_is_cut_off(browser_page, axe_clean, member, meeting, width):
    page = browser_page(member, width=width)
    page.goto(reverse("meetings:review", args=(meeting.pk,)))
    axe_clean(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.get_by_role("button", name="採用", exact=False).first.click()
    expect(current(page)).to_contain_text("候補2")
    axe_clean(page)


def test_keys_lead_through_candidates_and_sentences_to_the_end(browser_page, member, axe_clean):
    meeting = minutes(Said("はじめに。費用を国が持ってほしい。終わりに。", asks=ASKS[:1]))
    page = browser_page(member)
    page.goto(reverse("meetings:review", args=(meeting.pk,)))
    expect(page.get_by_role("group", name="キーボード操作")).to_contain_text("次の未確認の文")

    page.keyboard.press("x")
    expect(page.locator("#end")).to_be_focused()
    axe_clean(page)
    page.keyboard.press("s")
    expect(current(page)).to_contain_text("終わりに。")
    expect(current(page)).to_be_focused()
    axe_clean(page)
    page.keyboard.press("x")
    expect(current(page)).to_contain_text("はじめに。")
    page.keyboard.press("a")
    page.get_by_role("link", name="やめる").click()
    expect(current(page)).to_contain_text("はじめに。")
    page.keyboard.press("x")

    expect(page.locator("#end")).to_contain_text("地方の発言の文は、すべて確かめました。")
    assert not Sentence.objects.open().exists()


@pytest.mark.parametrize("width", [390, 768])
def test_a_long_speech_leaves_no_white_below_the_page(browser_page, member, width):
    text = "".join(f"{number}つ目の話です。\n" for number in range(1, 80)) + ASKS[0]
    meeting = minutes(Said(text, asks=ASKS[:1]))
    page = browser_page(member, width=width)
    page.goto(reverse("meetings:review", args=(meeting.pk,)))

    white = page.evaluate(
        "document.documentElement.scrollHeight"
        " - document.querySelector('footer').getBoundingClientRect().bottom - scrollY"
    )

    assert white < 2
