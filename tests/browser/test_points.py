"""A point across its sessions, wide and narrow, for the team and for visitors."""

from datetime import date

import pytest
from django.utils import timezone

from tests.factories.accounts import one_of_the_cast


@pytest.fixture
def addresses(transactional_db, settings, tmp_path):
    """The pages of a point with a closed session, one being recorded, and one to come."""
    from issues.forums.default_points import load_points  # noqa: PLC0415
    from issues.models import DiscussionPoint  # noqa: PLC0415
    from meetings.actions import handlings  # noqa: PLC0415
    from meetings.models import PointMemo  # noqa: PLC0415
    from tests.factories import sittings  # noqa: PLC0415
    from tests.factories.issues import a_commitment, a_request  # noqa: PLC0415

    settings.MEDIA_ROOT = str(tmp_path / "media")
    load_points()
    by, cost = one_of_the_cast("secretariat"), DiscussionPoint.objects.get(code="cost")
    a_request(published=True)
    a_commitment(published=True)
    closed = sittings.closed(by, [cost], number=1)
    PointMemo.objects.create(
        point=cost,
        meeting=closed,
        written_by=by,
        written_at=timezone.now(),
        text="費用は合わせて考える。試算を待っている。",
    )
    held = sittings.held(by, [cost], number=2, held_on=date(2024, 5, 23))
    text = "試算を待っている。費用は合わせて考える。為替の変動も見る。"
    handlings.write_memo(cost, by=by, meeting=held, text=text)
    sittings.planned(by, number=3, held_on=date(2030, 1, 7))
    shared = (
        "/points/",
        "/points/cost/?by=size",
        f"/points/cost/?by=outcome&as_of={closed.pk}",
        f"/points/cost/brief/?as_of={closed.pk}",
        "/points/cost/brief/",
    )
    return {
        "visitor": shared,
        "secretariat": (*shared, f"/meetings/{held.pk}/memos/cost/"),
    }


@pytest.mark.parametrize("width", [1360, 320])
@pytest.mark.parametrize("role", ["visitor", "secretariat"])
def test_a_points_pages_are_free_of_barriers(role, width, addresses, browser_page, axe_clean):
    page = browser_page(None if role == "visitor" else one_of_the_cast(role), width=width)

    too_wide = []
    for path in addresses[role]:
        page.goto(path)
        axe_clean(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            too_wide.append(path)

    assert too_wide == []


def test_a_memo_is_written_and_its_changes_read_without_script(addresses, browser_page):
    page = browser_page(one_of_the_cast("secretariat"), javascript=False)
    page.goto("/points/cost/")

    page.click("text=WT第2回の整理メモを書く")
    page.fill("#id_text", "費用は合わせて考える。試算を待っている。次回に決める。")
    page.click("main form button[type=submit]")

    assert page.text_content(".compared-text ins") == "（追加）次回に決める。（追加ここまで）"
    assert page.inner_text("ol.way li.now h3") == "WT第2回"
