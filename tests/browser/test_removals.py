"""公表の取りやめ・墨消し in a real browser: looked at in both widths, and without JavaScript."""

import pytest
from django.utils import timezone

from publication.actions import removals
from tests.factories import world
from tests.factories.accounts import one_of_the_cast
from tests.factories.issues import a_request


@pytest.fixture
def place(points, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return world.make().published


def test_words_are_blacked_out_without_javascript_and_everybody_is_told(place, browser_page):
    secretariat, request = one_of_the_cast("secretariat"), place.local_request
    page = browser_page(secretariat, javascript=False)

    page.goto(request.get_absolute_url())
    page.locator("details.menu > summary").click()
    page.get_by_role("link", name="公表の取りやめ・墨消し").first.click()
    page.get_by_role("link", name="言葉を選んで墨消しする").click()
    page.get_by_label("墨消しする言葉").fill("費用まで")
    page.get_by_role("button", name="言葉を探す").click()
    page.get_by_label("個人情報").check()
    page.get_by_label("理由").fill("個人の名前のため。")
    page.get_by_role("button", name="すべての場所を墨消しする").click()

    outside = browser_page()
    outside.goto(request.get_absolute_url())
    assert "更新の■■■■見据えてほしい" in outside.locator("h1").inner_text()
    assert "費用まで" not in outside.content()
    assert outside.get_by_role("heading", name="公表を取りやめたもの・墨消し").is_visible()


def test_pages_are_barrier_free(place, browser_page, barrier_free):
    secretariat = one_of_the_cast("secretariat")
    gone = a_request("取りやめる要望", published=True)
    removal = removals.unpublish(
        gone, by=secretariat, ground="by_mistake", reason="取り違え。", now=timezone.now()
    )
    thing = f"/removals/of/request/{place.local_request.pk}/"
    inside = (thing, f"{thing}words/?words=費用", f"/removals/{removal.pk}/", "/removals/words/",
              f"/removals/of/meeting/{place.meeting.pk}/")  # fmt: skip
    for user, paths in ((secretariat, inside), (None, ("/removals/", gone.get_absolute_url()))):
        page = browser_page(user)
        for path in paths:
            barrier_free(page, path)
