"""Reading before publishing, batches and the desk: barrier-free, and a way without script."""

import pytest
from playwright.sync_api import expect

from issues.actions import replies
from issues.models import Reply
from tests.factories.accounts import one_of_the_cast
from tests.factories.issues import a_request
from tests.factories.publishing import IN_A_YEAR, a_batch


@pytest.fixture
def stage(open_scenes):
    """Things of every sort that wait; one of them holds a name, a number and an address."""
    scenes = open_scenes
    reply = scenes.about("p:replied").reply
    text = (
        "住民の山田花子さん（電話０３－１２３４－５６７８）から伺いました。\n"
        "お住まいは奈良県桜木市本町二丁目3番4号です。松田町長にも相談します。"
    )
    replies.edit(reply, by=one_of_the_cast("digital"), text=text)
    published = scenes.about("p:opined").reply
    correction = replies.correct(published, by=one_of_the_cast("digital"), reason="誤記のため")
    replies.edit(
        correction, by=one_of_the_cast("digital"), text=f"{published.text}。金額を改めます。"
    )
    replies.submit(Reply.objects.get(pk=correction.pk), by=one_of_the_cast("digital"))
    a_request("議事要旨のない要望")
    scenes.correction = correction
    return scenes


def test_the_pages_of_publishing_are_barrier_free(stage, browser_page, barrier_free):
    secretariat = one_of_the_cast("secretariat")
    page = browser_page(secretariat)
    prepared = a_batch(Reply.objects.get(pk=stage.about("p:replied").reply.pk))
    scheduled = a_batch(Reply.objects.get(pk=stage.correction.pk), scheduled=True)

    for path in (
        "/publication/",
        f"/replies/{stage.about('p:replied').reply.pk}/publish/",
        f"/replies/{stage.correction.pk}/publish/",
        f"/meetings/{stage.about('u').meeting.pk}/publish/",
        prepared.get_absolute_url(),
        scheduled.get_absolute_url(),
        f"{scheduled.get_absolute_url()}?again=1",
    ):
        barrier_free(page, path)


def test_a_group_is_read_and_published_without_script(stage, browser_page):
    page = browser_page(one_of_the_cast("secretariat"), javascript=False)
    page.goto("/publication/")
    page.get_by_role("button", name="（回答 第1次）").click()

    expect(page.locator("mark.found[data-kind=name]").first).to_contain_text("山田花子")
    page.get_by_role("link", name="０３－１２３４－５６７８").click()
    expect(page.locator("mark.found:target")).to_contain_text("電話番号")
    page.get_by_role("button", name="読んだ内容で今すぐ公表する").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("公表したもの")
    assert Reply.objects.get(pk=stage.about("p:replied").reply.pk).status == "published"


def test_ticked_things_are_set_for_a_time_and_given_up_again(stage, browser_page):
    page = browser_page(one_of_the_cast("secretariat"))
    page.goto("/publication/")
    page.locator(f"input[value='reply.{stage.about('p:replied').reply.pk}']").check()
    page.get_by_role("button", name="選んだものを確かめる").first.click()
    page.get_by_label("公表する日").fill(IN_A_YEAR["on"])
    page.get_by_label("時刻").fill("午前9時")
    page.get_by_role("button", name="読んだ内容で予約する").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("9時00分に公表")
    page.get_by_role("button", name="予約を取りやめる").click()

    expect(page.get_by_text("取りやめました。")).to_be_visible()
    assert Reply.objects.get(pk=stage.about("p:replied").reply.pk).status == "submitted"
