# ruff: noqa: F811 - fixtures are imported by their names
"""Answering in a real browser: what is typed survives, and what counts is said."""

import pytest

from issues.enums import RequestStatus
from issues.models import Opinion, Reply
from tests.issues.life.conftest import cast, life, orgs, points  # noqa: F401
from workflow.models import Draft

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked(life):
    return life.at(RequestStatus.UNDER_REVIEW)


def new(local_request):
    return f"/requests/{local_request.number}/replies/new/"


def test_a_half_written_reply_survives_a_closed_browser(browser_page, asked, cast):
    first = browser_page(cast.digital)
    first.goto(new(asked))
    first.get_by_label("対応する", exact=True).check()
    first.get_by_label("予算・財政措置").check()
    first.get_by_label("回答の内容").fill("費用の見通しを示し")
    first.get_by_text("書きかけを保存しました").wait_for()
    first.context.close()

    again = browser_page(cast.digital)
    again.goto(new(asked))

    again.get_by_role("heading", name="書きかけを復元しました").wait_for()
    assert again.get_by_label("回答の内容").input_value() == "費用の見通しを示し"
    assert again.get_by_label("対応する", exact=True).is_checked()
    assert again.get_by_label("予算・財政措置").is_checked()


def test_what_was_typed_a_moment_before_leaving_is_kept(browser_page, asked, cast):
    page = browser_page(cast.digital)
    page.goto(new(asked))
    page.get_by_label("回答の内容").fill("すぐに離れる")
    page.get_by_role("link", name="やめる").click()
    page.wait_for_url(f"**/requests/{asked.number}/")

    page.goto(new(asked))

    assert page.get_by_label("回答の内容").input_value() == "すぐに離れる"


def test_the_form_says_what_it_counts_as_while_it_is_filled_in(browser_page, asked, cast):
    page = browser_page(cast.digital)
    page.goto(new(asked))
    hint = page.locator(".counts")

    page.get_by_label("対応する", exact=True).check()
    hint.get_by_text("対応時期と手段がないため").wait_for()
    page.get_by_label("法律").check()
    hint.get_by_text("対応時期がないため").wait_for()
    page.get_by_label("対応時期").fill("令和9年3月31日")
    hint.get_by_text("「対応する」として数えます。").wait_for()


def test_a_reply_is_written_checked_and_handed_in_without_scripts(browser_page, asked, cast):
    page = browser_page(cast.digital, javascript=False)
    page.goto(f"/requests/{asked.number}/")
    page.get_by_role("link", name="回答を書く").click()
    page.get_by_label("検討（期限なし）", exact=True).check()
    page.get_by_label("回答の内容").fill("検討します。")
    page.get_by_role("button", name="確認に進む").click()
    page.get_by_role("button", name="この内容で提出する").click()

    page.get_by_text("第1次回答を提出しました。").wait_for()
    asked.refresh_from_db()
    assert (Reply.objects.get().status, asked.status, Draft.objects.count()) == (
        "submitted",
        "replied",
        0,
    )


def test_a_mayor_s_office_asks_again(browser_page, asked, life, cast):
    life.reply(asked)
    page = browser_page(cast.misato, width=390)
    page.goto(f"/requests/{asked.number}/")
    page.get_by_role("link", name="見解を出す").click()
    page.get_by_label("不服").check()
    page.get_by_label("見解の内容・再検討を求める理由").fill("期限がありません。")
    page.get_by_label("再検討を求める", exact=False).last.check()
    page.get_by_role("button", name="見解を出す").click()

    page.get_by_text("再検討を求めました。第2次の回答期限は").wait_for()
    asked.refresh_from_db()
    assert (Opinion.objects.get().asks_reconsideration, asked.round) == (True, 2)
    assert Draft.objects.count() == 0


def test_the_pages_are_sound_and_fit(browser_page, barrier_free, asked, life, cast):
    life.reply(asked)
    life.ask_again(asked)
    asked.refresh_from_db()
    begun = life.draft(asked, claimed_class="adopted")
    here = f"/requests/{asked.number}/"
    ministry, office = browser_page(cast.digital), browser_page(cast.secretariat)
    for page, path in (
        (ministry, here),
        (ministry, f"/replies/{begun.pk}/edit/"),
        (ministry, f"/replies/{begun.pk}/submit/"),
        (ministry, f"/replies/{begun.pk}/attachments/"),
        (ministry, f"{here}progress/"),
        (office, here),
        (office, f"{here}judgement/"),
    ):
        barrier_free(page, path)
